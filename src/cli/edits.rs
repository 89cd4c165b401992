//! `fairshare edits`: a scenario's edits in force, as `fairshare edit` reads them.

use crate::session::LiveScenario;
use crate::store::PlanReader;

use super::scenario::{Plan, named, say_not_applied};
use super::scenario_args::EditsArgs;
use super::{Failure, output};

/// Prints the edits that are applied, in order. Those that do not fit the data are named on standard
/// error, so that the lines on standard output are ones that `edit` takes.
pub fn run(args: &EditsArgs) -> Result<(), Failure> {
    let plan = Plan::read(&PlanReader::open(&args.plan)?)?;
    let scenario = named(&plan.state, &args.scenario)?;
    let live = LiveScenario::open(plan.outcome(), &scenario);
    say_not_applied(&scenario.name, &live);
    let lines: String = live.in_force().iter().map(|edit| format!("{edit}\n")).collect();
    output::print(lines.as_bytes())
}
