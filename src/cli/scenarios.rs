//! `fairshare scenarios`: what a plan's what-if scenarios are.

use crate::session::{LiveScenario, scenarios_of};
use crate::store::PlanReader;

use super::scenario::{Plan, say_not_applied};
use super::scenario_args::ScenariosArgs;
use super::{Failure, output};

/// Lists the scenarios, one line each, in the order in which they were made.
pub fn run(args: &ScenariosArgs) -> Result<(), Failure> {
    let plan = Plan::read(&PlanReader::open(&args.plan)?)?;
    let scenarios = scenarios_of(&plan.state);
    if scenarios.is_empty() {
        say!("{}: no scenarios yet; `fairshare edit` makes one", args.plan.display());
        return Ok(());
    }
    let outcome = plan.outcome();
    let mut lines = String::new();
    for scenario in &scenarios {
        let live = LiveScenario::open(outcome.clone(), scenario);
        say_not_applied(&scenario.name, &live);
        let columns = [
            scenario.name.clone(),
            scenario.benchmark.word().to_owned(),
            scenario.edits.len().to_string(),
            live.not_applied().len().to_string(),
            if scenario.archived { "archived" } else { "" }.to_owned(),
            scenario.description.replace(char::is_control, " "),
        ];
        lines.push_str(&columns.join("\t"));
        lines.push('\n');
    }
    output::print(lines.as_bytes())
}
