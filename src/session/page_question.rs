//! Figures that a page works out of others, asked for whatever the plan holds by then.

use std::path::PathBuf;
use std::sync::Arc;

use super::source_story::{SourceFigure, source_story, waiting_story};
use super::step_words::step_story;
use super::{LiveScenario, ScenarioId, StoredScenario, organisation_rows};
use crate::model::scenario::{Explainer, ScenarioState};
use crate::model::{Facts, Outcome, count, counted};
use crate::report::{
    ComparisonQuestion, DifferenceQuestion, FigureStory, GoalQuery, GoalQuestion, PlannedQuestion, ProfileQuestion,
    RowsQuestion, SensitivityQuery, StoryPart, SwingQuestion, TotalQuestion, edit_words,
};
use crate::store::{PlanReader, SourceId, StepId, StoreError};

/// A figure that a page works out of others.
#[derive(Clone, Debug, PartialEq)]
pub enum PageQuestion {
    /// One that rests on everyone who is compared.
    Comparison(ComparisonQuestion),
    /// How far the scenario moves a figure that adds up organisations.
    Change(TotalQuestion),
    /// One of a goal seek.
    Goal(GoalQuestion),
    /// How far an assumption moves what is watched.
    Swing(SwingQuestion),
    /// One of two scenarios side by side; with the baseline where no other scenario is named.
    Difference(DifferenceQuestion, Option<ScenarioId>),
    /// One that an organisation's page makes from its rows.
    Profile(ProfileQuestion),
    /// How many rows or organisations a table shows.
    Rows(RowsQuestion),
    /// One of a file's data report.
    Source(SourceId, SourceFigure),
    /// How many findings wait to be looked at.
    Waiting,
    /// What a form of the page *What if* would do.
    Planned(PlannedQuestion),
    /// How many edits a scenario has.
    Edits,
    /// What a step of the history changed.
    Step(StepId),
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

impl PlanNow {
    /// A story that is read from the plan's file, or why it cannot be.
    fn of_file(&self, name: &str, story: impl FnOnce(&PlanReader) -> Result<FigureStory, StoreError>) -> FigureStory {
        let told = PlanReader::open(&self.path).and_then(|reader| story(&reader));
        told.unwrap_or_else(|error| FigureStory::without(name, "the plan's file", error.to_string()))
    }
}

/// How many edits a scenario has, each with the reason if it is not applied.
fn edits_story(state: &ScenarioState) -> FigureStory {
    let edits = state.edits_used();
    let value = counted(edits.len() as u64, "edit", "edits");
    let not_applied = edits.iter().filter(|used| used.conflict.is_some()).count() as u64;
    let parts = edits.iter().map(|used| StoryPart {
        name: edit_words(state.outcome(), &used.edit),
        value: used.conflict.as_ref().map_or_else(String::new, |reason| format!("not applied: {reason}")),
        missing: used.conflict.is_some(),
        beneath: None,
    });
    let values = match not_applied {
        0 => format!("{value}, all applied"),
        some => format!("{value}, {} not applied", count(some)),
    };
    FigureStory {
        parts: parts.collect(),
        parts_title: "Edit",
        ..FigureStory::plain("Edits", &state.scenario().name, value, "The edits in force, in their order.", values)
    }
}

impl PageQuestion {
    /// Whether the answer rests on more than the figures shown, so that it may change without them.
    pub fn rests_on_the_file(&self) -> bool {
        use PageQuestion::*;
        match self {
            Difference(_, other) => other.is_some(),
            Source(..) | Waiting | Step(_) => true,
            Comparison(_) | Change(_) | Goal(_) | Swing(_) | Profile(_) | Rows(_) | Planned(_) | Edits => false,
        }
    }

    /// The other scenario that it compares with.
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
            PageQuestion::Change(question) => question.change(&plan.by),
            PageQuestion::Goal(question) => of_scenario("Goal seek", &|state| question.story(state)),
            PageQuestion::Swing(question) => of_scenario("Sensitivity", &|state| question.story(state)),
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
            PageQuestion::Rows(question) => question.story(&plan.outcome),
            PageQuestion::Planned(question) => of_scenario("What would change", &|state| question.story(state)),
            PageQuestion::Edits => of_scenario("Edits", &edits_story),
            PageQuestion::Profile(question) => plan.of_file(&question.row, |reader| {
                let rows = organisation_rows(reader, &plan.outcome, question.query.place.organisation)?;
                Ok(question.story(&plan.outcome, &plan.by, &rows))
            }),
            PageQuestion::Source(id, figure) => {
                plan.of_file("A figure of a file", |reader| source_story(reader, *id, *figure))
            }
            PageQuestion::Waiting => {
                plan.of_file("Findings to look at", |reader| waiting_story(reader, plan.by.baseline()))
            }
            PageQuestion::Step(id) => {
                plan.of_file("What the step changed", |reader| step_story(reader, &plan.outcome, *id))
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
            // They name organisations by their codes, or none.
            PageQuestion::Comparison(_)
            | PageQuestion::Change(_)
            | PageQuestion::Difference(..)
            | PageQuestion::Rows(_)
            | PageQuestion::Source(..)
            | PageQuestion::Waiting
            | PageQuestion::Planned(_)
            | PageQuestion::Edits
            | PageQuestion::Step(_) => self.clone(),
            PageQuestion::Goal(GoalQuestion { query, of }) => {
                let query = GoalQuery { organisation: moved(query.organisation)?, ..query.clone() };
                PageQuestion::Goal(GoalQuestion { query, of: of.clone() })
            }
            PageQuestion::Swing(SwingQuestion { query, of }) => {
                let query = SensitivityQuery { organisation: moved(query.organisation)?, ..query.clone() };
                PageQuestion::Swing(SwingQuestion { query, of: of.clone() })
            }
            PageQuestion::Profile(question) => PageQuestion::Profile(question.renumbered(from, to)?),
        })
    }
}
