//! `fairshare explain`: where a figure comes from, down to the rows of the files.

use std::sync::Arc;

use crate::export::explanation_json;
use crate::model::explain::{Explanation, FigureKey, Measure};
use crate::model::{Outcome, Place};
use crate::report::{Limits, explanation_lines};
use crate::session::LiveScenario;
use crate::store::PlanReader;

use super::args::{ExplainArgs, ExplainFormat};
use super::scenario::{Plan, named, say_not_applied};
use super::{Failure, output};

/// Explains one figure, or all of a place.
pub fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let Plan { baseline, state } = Plan::read(&PlanReader::open(&args.plan)?)?;
    let scenario = args.scenario.as_ref().map(|name| named(&state, name)).transpose()?;
    let outcome = Arc::new(baseline.outcome());
    let live = scenario.map(|scenario| LiveScenario::open(Arc::clone(&outcome), &scenario));
    if let (Some(live), Some(name)) = (&live, &args.scenario) {
        say_not_applied(name, live);
    }
    let under = live.as_ref().map_or(&*outcome, |live| live.state().outcome());
    let place = place(args, under)?;
    let measures = args.figure.map_or(Measure::ALL.to_vec(), |measure| vec![measure]);
    let keys = measures.into_iter().map(|measure| FigureKey::new(measure, place));
    let explain = |key| live.as_ref().map_or_else(|| outcome.explain(&key), |live| live.state().explain(&key));
    let told: Vec<Explanation> = keys.map(explain).collect();
    match args.format {
        ExplainFormat::Text => {
            let lines = explanation_lines(&told, &baseline.names, Limits::default());
            let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
            output::print(text.as_bytes())
        }
        ExplainFormat::Json => {
            let mut objects = told.iter().map(|told| explanation_json(told, outcome.facts(), &baseline.names));
            let json = match args.figure {
                Some(_) => objects.next().unwrap_or_default(),
                None => objects.collect(),
            };
            output::print(format!("{json:#}\n").as_bytes())
        }
    }
}

/// The place that is asked for. A name that nothing loaded has is more likely a slip than a question.
fn place(args: &ExplainArgs, outcome: &Outcome) -> Result<Place, Failure> {
    let facts = outcome.facts();
    let code = args.org.trim().to_uppercase();
    let Some(organisation) = facts.organisation_number(&code) else {
        let there_are = format!("{} organisations, by their ODS codes", facts.organisations().len());
        return Err(super::not_loaded("organisation", &args.org, &there_are));
    };
    // A scenario may set figures of years of which nothing is loaded.
    if !outcome.cells().years().contains(&args.year) {
        let years: Vec<String> = outcome.cells().years().iter().map(ToString::to_string).collect();
        return Err(super::not_loaded("academic year", &args.year.to_string(), &years.join(", ")));
    }
    let profession = super::profession(&args.profession, outcome, "")?;
    Ok(Place { year: args.year, organisation, profession })
}
