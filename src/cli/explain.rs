//! `fairshare explain`: where a figure comes from, down to the rows of the files.

use std::sync::Arc;

use serde_json::Value;

use crate::export::{explanation_json, story_json};
use crate::model::explain::{Explanation, FigureKey, Measure};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Outcome, Place, Profession};
use crate::report::{
    ExplanationLine, FigureStory, Limits, TotalFigure, TotalQuestion, Whose, explanation_lines, story_lines,
};
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
    let by = match live {
        Some(live) => Explainer::Scenario(Arc::new(live.state().clone())),
        None => Explainer::Baseline(outcome),
    };
    let json = |mut objects: Vec<Value>| {
        let json = if args.figure.is_some() { objects.pop().unwrap_or_default() } else { objects.into() };
        output::print(format!("{json:#}\n").as_bytes())
    };
    let text = |lines: Vec<ExplanationLine>| {
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        output::print(text.as_bytes())
    };
    if args.org.trim() == "*" {
        let told = totals(args, &by)?;
        return match args.format {
            ExplainFormat::Text => {
                let stories: Vec<FigureStory> = told.into_iter().map(|(_, story)| story).collect();
                text(story_lines(&stories, Limits::default()))
            }
            ExplainFormat::Json => json(told.iter().map(|(word, story)| story_json(word, story)).collect()),
        };
    }
    let place = place(args, by.outcome())?;
    let measures = figures(args, &Measure::ALL, |measure| Some(measure.word()))?;
    let told: Vec<Explanation> =
        measures.into_iter().map(|measure| by.explain(&FigureKey::new(measure, place))).collect();
    match args.format {
        ExplainFormat::Text => text(explanation_lines(&told, &baseline.names, Limits::default())),
        ExplainFormat::Json => {
            let facts = by.outcome().facts();
            json(told.iter().map(|told| explanation_json(told, facts, &baseline.names)).collect())
        }
    }
}

/// The totals of all organisations, each under its word.
fn totals(args: &ExplainArgs, by: &Explainer) -> Result<Vec<(&'static str, FigureStory)>, Failure> {
    let (year, profession) = column(args, by.outcome())?;
    let question = |figure| TotalQuestion::new(figure, vec![profession], year, Whose::default());
    let figures = figures(args, &TotalFigure::COMPARED, TotalFigure::word)?;
    Ok(figures.into_iter().filter_map(|figure| Some((figure.word()?, question(figure).story(by)))).collect())
}

/// The figures that are asked for: one by its word, or all.
fn figures<F: Copy>(
    args: &ExplainArgs,
    all: &[F],
    word: impl Fn(F) -> Option<&'static str>,
) -> Result<Vec<F>, Failure> {
    let Some(asked) = &args.figure else { return Ok(all.to_vec()) };
    let found = all.iter().copied().find(|figure| word(*figure) == Some(asked.as_str()));
    found.map(|figure| vec![figure]).ok_or_else(|| {
        let words: Vec<&str> = all.iter().filter_map(|figure| word(*figure)).collect();
        Failure::wrong_call(format!("--figure {asked}: is no figure; choose one of {}", words.join(", ")))
    })
}

/// The place that is asked for. A name that nothing loaded has is more likely a slip than a question.
fn place(args: &ExplainArgs, outcome: &Outcome) -> Result<Place, Failure> {
    let (year, profession) = column(args, outcome)?;
    let facts = outcome.facts();
    let code = args.org.trim().to_uppercase();
    let Some(organisation) = facts.organisation_number(&code) else {
        let there_are = format!("{} organisations, by their ODS codes", facts.organisations().len());
        return Err(super::not_loaded("organisation", &args.org, &there_are));
    };
    Ok(Place { year, organisation, profession })
}

/// The year and profession that are asked for.
fn column(args: &ExplainArgs, outcome: &Outcome) -> Result<(AcademicYear, Profession), Failure> {
    // A scenario may set figures of years of which nothing is loaded.
    if !outcome.cells().years().contains(&args.year) {
        let years: Vec<String> = outcome.cells().years().iter().map(ToString::to_string).collect();
        return Err(super::not_loaded("academic year", &args.year.to_string(), &years.join(", ")));
    }
    Ok((args.year, super::profession(&args.profession, outcome, "")?))
}
