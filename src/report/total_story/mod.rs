//! How a figure of a headline card, of the bar above a scenario or of a total of the rug is made: summed
//! first over the organisations in scope, then divided.

use std::sync::Arc;

use self::telling::Telling;
use super::Whose;
use super::figure_story::{FigureStory, StoryPart};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Outcome, Profession};

mod change;
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
    /// How the provision ratios of those added spread, by status.
    Spread,
}

impl TotalFigure {
    /// The totals that a comparison of scenarios has, in its order.
    pub const COMPARED: [TotalFigure; 8] = [
        TotalFigure::Added,
        TotalFigure::Meet,
        TotalFigure::EligibleFte,
        TotalFigure::Expected,
        TotalFigure::Provided,
        TotalFigure::Gap,
        TotalFigure::Ratio,
        TotalFigure::WeeksShort,
    ];

    /// The word that files and the command line have for it; `None` of figures that only the window has.
    pub const fn word(self) -> Option<&'static str> {
        Some(match self {
            TotalFigure::Added => "organisations",
            TotalFigure::Meet => "organisations_reaching_share",
            TotalFigure::EligibleFte => "eligible_fte",
            TotalFigure::Expected => "expected_weeks",
            TotalFigure::Provided => "provided_weeks",
            TotalFigure::Gap => "gap_weeks",
            TotalFigure::Ratio => "provision_ratio",
            TotalFigure::WeeksShort => "weeks_short",
            TotalFigure::WeeksAbove | TotalFigure::LeftOut | TotalFigure::Apprentices | TotalFigure::Spread => {
                return None;
            }
        })
    }

    /// The figure of a word.
    pub fn read(word: &str) -> Option<TotalFigure> {
        TotalFigure::COMPARED.into_iter().find(|figure| figure.word() == Some(word))
    }
}

/// A figure that adds up organisations: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalQuestion {
    /// Which figure.
    pub figure: TotalFigure,
    /// The professions that it adds, in order.
    pub professions: Vec<Profession>,
    /// The academic year.
    pub year: AcademicYear,
    /// Whose figures it adds.
    pub whose: Whose,
    /// The one year whose rate every year is measured by; `None` under the plan's own settings.
    pub reference: Option<AcademicYear>,
    /// Whether it is about the baseline while a scenario is looked at.
    pub in_baseline: bool,
}

impl TotalQuestion {
    /// A figure under the plan's own settings, of the scenario while one is looked at.
    pub fn new(figure: TotalFigure, professions: Vec<Profession>, year: AcademicYear, whose: Whose) -> TotalQuestion {
        TotalQuestion { figure, professions, year, whose, reference: None, in_baseline: false }
    }

    /// The figure under an outcome, as a part of another.
    pub(super) fn part_in(&self, name: &str, outcome: &Outcome) -> StoryPart {
        Telling::new(self, outcome).part_named(name)
    }

    /// The story, with everything beneath it by its key. Looks at every organisation: beside the window.
    pub fn story(&self, by: &Explainer) -> FigureStory {
        // Under a fixed reference year that is not the plan's, every figure is worked out again first.
        let measured = self.reference.map(|year| by.measured_by(year));
        let story = self.told(measured.as_ref().unwrap_or(by));
        match self.reference {
            Some(year) => story.measured_by(year, by.outcome().settings()),
            None => story,
        }
    }

    fn told(&self, by: &Explainer) -> FigureStory {
        match by {
            Explainer::Scenario(state) if !self.in_baseline => {
                let mut story = Telling::new(self, state.outcome()).over(state.baseline().settings()).story();
                story.scenario = Some(Arc::from(state.scenario().name.as_str()));
                story.beside.extend(self.beside(state));
                story
            }
            by => Telling::new(self, by.baseline()).story(),
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
        TotalFigure::WeeksShort => {
            ("Weeks short", "The gaps of the organisations below their share, summed, without the sign.")
        }
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
        TotalFigure::Spread => (
            "Spread of provision ratios",
            "The organisations with eligible FTE, a return and a rate, counted by the status of their provision ratio; \
             the picture counts them in steps of 10 %.",
        ),
        TotalFigure::Apprentices => (
            "Apprentices' share",
            "The weeks of apprentices ÷ all the weeks that count, of the organisations that are added.",
        ),
    }
}
