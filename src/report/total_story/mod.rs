//! How a figure of a headline card or of the bar above a scenario is made: summed first over the
//! organisations in scope, then divided.

use std::sync::Arc;

use self::telling::Telling;
use super::figure_story::{Beneath, FigureStory, StoryPart};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Facts, Profession};

mod telling;

#[cfg(test)]
mod tests;

/// Which figure of a total is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TotalFigure {
    /// How many organisations are added.
    Added,
    /// How many of them meet their share.
    Meet,
    /// Σ eligible FTE.
    EligibleFte,
    /// The gaps below 0, summed.
    WeeksShort,
    /// The gaps above 0, summed.
    WeeksAbove,
    /// Σ expected.
    Expected,
    /// Σ provided.
    Provided,
    /// Σ provided − Σ expected.
    Gap,
    /// Σ provided ÷ Σ expected.
    Ratio,
    /// Who is not added, and why.
    LeftOut,
    /// The share of apprentices in Σ provided.
    Apprentices,
}

/// Whose figures a total adds: the organisations that the filters let through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Whose {
    /// Region names; empty for all.
    pub regions: Vec<String>,
    /// A part of the name or code; blank for all.
    pub search: String,
    /// The code of one organisation; `None` for all.
    pub code: Option<String>,
}

impl Whose {
    /// By the number of the organisation, whether it is one of them.
    pub fn wanted(&self, facts: &Facts) -> Vec<bool> {
        let needle = self.search.trim().to_lowercase();
        let found = |text: &str| needle.is_empty() || text.to_lowercase().contains(&needle);
        let in_region = |of: &str| self.regions.iter().any(|region| region.eq_ignore_ascii_case(of));
        let organisations = facts.organisations().iter();
        let wanted = organisations.map(|of| {
            (self.regions.is_empty() || in_region(&of.region))
                && (found(&of.name) || found(&of.code))
                && self.code.as_ref().is_none_or(|code| *code == of.code)
        });
        wanted.collect()
    }

    fn words(&self) -> String {
        if let Some(code) = &self.code {
            return code.clone();
        }
        let regions = if self.regions.is_empty() { "all organisations".to_owned() } else { self.regions.join(", ") };
        match self.search.trim() {
            "" => regions,
            search => format!("{regions}, found by \u{201c}{search}\u{201d}"),
        }
    }
}

/// A figure that adds up organisations: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TotalQuestion {
    /// Which figure.
    pub figure: TotalFigure,
    /// The professions that it adds, in order.
    pub professions: Vec<Profession>,
    /// The academic year.
    pub year: AcademicYear,
    /// Whose figures it adds.
    pub whose: Whose,
    /// Whether it is about the baseline while a scenario is looked at.
    pub in_baseline: bool,
}

impl TotalQuestion {
    /// The story, with everything beneath it by its key. Looks at every organisation: beside the window.
    pub fn story(&self, by: &Explainer) -> FigureStory {
        match by {
            Explainer::Scenario(state) if !self.in_baseline => {
                let mut story = Telling::new(self, state.outcome()).story();
                story.scenario = Some(Arc::from(state.scenario().name.as_str()));
                let question = TotalQuestion { in_baseline: true, ..self.clone() };
                let value = Telling::new(&question, state.baseline()).value();
                let name = "In the baseline".to_owned();
                story.parts.push(StoryPart { name, value, missing: false, beneath: Some(Beneath::Total(question)) });
                story
            }
            _ => Telling::new(self, by.baseline()).story(),
        }
    }
}

/// The figure's name, and its formula in words.
const fn words(figure: TotalFigure) -> (&'static str, &'static str) {
    match figure {
        TotalFigure::Added => ("Organisations added", "How many organisations have eligible FTE, a return and a rate."),
        TotalFigure::EligibleFte => {
            ("Eligible FTE in total", "The sum over the organisations with eligible FTE, a return and a rate.")
        }
        TotalFigure::Meet => (
            "Organisations that meet their share",
            "How many of the organisations with eligible FTE, a return and a rate have a provision ratio on or above the \
             share.",
        ),
        TotalFigure::WeeksShort => ("Weeks short", "The gaps of the organisations below their share, summed."),
        TotalFigure::WeeksAbove => ("Weeks above", "The gaps of the organisations above their share, summed."),
        TotalFigure::Expected => (
            "Expected placement weeks in total",
            "The sum over the organisations with eligible FTE, a return and a rate.",
        ),
        TotalFigure::Provided => (
            "Provided placement weeks in total",
            "The sum over the organisations with eligible FTE, a return and a rate.",
        ),
        TotalFigure::Gap => ("Gap in total", "Provided − expected, each summed first."),
        TotalFigure::Ratio => ("Provision ratio in total", "Provided ÷ expected, each summed first."),
        TotalFigure::LeftOut => (
            "Not included",
            "A total adds only organisations with eligible FTE, a return and a rate; these lack one of them.",
        ),
        TotalFigure::Apprentices => (
            "Apprentices' share",
            "The weeks of apprentices ÷ all the weeks that count, of the organisations that are added.",
        ),
    }
}
