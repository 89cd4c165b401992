//! Figures that a page works out of others, asked for whatever the plan holds by then.

use std::path::PathBuf;
use std::sync::Arc;

use super::{LiveScenario, ScenarioId, StoredScenario, organisation_rows};
use crate::model::scenario::{Explainer, ScenarioState};
use crate::model::{Facts, Outcome};
use crate::report::{
    ComparisonQuestion, DifferenceQuestion, FigureStory, GoalQuery, GoalQuestion, ProfileQuestion, SensitivityQuery,
    SwingQuestion,
};
use crate::store::{PlanReader, StoreError};

/// A figure that a page works out of others.
#[derive(Clone, Debug, PartialEq)]
pub enum PageQuestion {
    /// One that rests on everyone who is compared.
    Comparison(ComparisonQuestion),
    /// One of a goal seek.
    Goal(GoalQuestion),
    /// How far an assumption moves what is watched.
    Swing(SwingQuestion),
    /// One of two scenarios side by side; with the baseline where no other scenario is named.
    Difference(DifferenceQuestion, Option<ScenarioId>),
    /// One that an organisation's page makes from its rows.
    Profile(ProfileQuestion),
}

/// The plan when a question is answered.
#[derive(Clone, Debug)]
pub struct PlanNow {
    /// The figures that are shown.
    pub outcome: Arc<Outcome>,
    /// What explains them.
    pub by: Explainer,
    /// The scenario that the question compares with, if it still is.
    pub other: Option<StoredScenario>,
    /// The plan's file, for the rows of an organisation.
    pub path: PathBuf,
}

impl PageQuestion {
    /// The other scenario that it compares with. Its answer may change without the figures shown.
    pub fn other(&self) -> Option<ScenarioId> {
        match self {
            PageQuestion::Difference(_, other) => *other,
            _ => None,
        }
    }

    /// The story. Works out what the page did: beside the window.
    pub fn story(&self, plan: &PlanNow) -> FigureStory {
        let of_scenario = |name: &str, tell: &dyn Fn(&ScenarioState) -> FigureStory| match &plan.by {
            Explainer::Scenario(state) => tell(state),
            Explainer::Baseline(_) => {
                FigureStory::without(name, "baseline", "It is a figure of a scenario, and the baseline is looked at.")
            }
        };
        match self {
            PageQuestion::Comparison(question) => question.story(&plan.outcome),
            PageQuestion::Goal(question) => of_scenario("Goal seek", &|state| question.story(state)),
            PageQuestion::Swing(question) => of_scenario(question.assumption, &|state| question.story(state)),
            PageQuestion::Difference(question, with) => {
                of_scenario("What differs", &|state| match (with, &plan.other) {
                    (None, _) => question.story(state, None),
                    (Some(_), Some(other)) => {
                        let other = LiveScenario::open(Arc::clone(state.baseline()), other);
                        question.story(state, Some(other.state()))
                    }
                    (Some(_), None) => {
                        let reason = "The scenario that it was compared with is no longer in the plan.";
                        FigureStory::without("What differs", &state.scenario().name, reason)
                    }
                })
            }
            PageQuestion::Profile(question) => {
                let rows = || -> Result<_, StoreError> {
                    let reader = PlanReader::open(&plan.path)?;
                    organisation_rows(&reader, &plan.outcome, question.query.place.organisation)
                };
                match rows() {
                    Ok(rows) => question.story(&plan.outcome, &plan.by, &rows),
                    Err(error) => {
                        FigureStory::without(&question.row, &question.query.place.year.to_string(), error.to_string())
                    }
                }
            }
        }
    }

    /// The same question where organisations have other numbers; `None` if its organisation is gone.
    pub fn renumbered(&self, from: &Facts, to: &Facts) -> Option<PageQuestion> {
        let moved = |organisation: Option<u32>| match organisation {
            Some(number) => to.number_of(from, number).map(Some),
            None => Some(None),
        };
        Some(match self {
            // They name organisations by their codes.
            PageQuestion::Comparison(_) | PageQuestion::Difference(..) => self.clone(),
            PageQuestion::Goal(GoalQuestion { query, of }) => {
                let query = GoalQuery { organisation: moved(query.organisation)?, ..query.clone() };
                PageQuestion::Goal(GoalQuestion { query, of: of.clone() })
            }
            PageQuestion::Swing(SwingQuestion { query, assumption }) => {
                let query = SensitivityQuery { organisation: moved(query.organisation)?, ..query.clone() };
                PageQuestion::Swing(SwingQuestion { query, assumption })
            }
            PageQuestion::Profile(question) => PageQuestion::Profile(question.renumbered(from, to)?),
        })
    }
}
