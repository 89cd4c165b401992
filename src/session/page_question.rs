//! Figures that a page works out of others, asked for whatever the plan holds by then.

use std::path::PathBuf;
use std::sync::Arc;

use super::source_story::{SourceFigure, source_story, waiting_story};
use super::step_words::{step_story, steps_story};
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
    Edits(ScenarioId),
    /// What a step of the history changed.
    Step(StepId),
    /// How many steps the history has.
    Steps,
}

/// The plan when a question is answered.
#[derive(Clone, Debug)]
pub struct PlanNow {
    /// The figures that are shown.
    pub outcome: Arc<Outcome>,
    /// What explains them.
    pub by: Explainer,
    /// The scenario that the question names, as the plan keeps it; `None` if it is no more.
    pub other: Option<StoredScenario>,
    /// The plan's file: rows of an organisation, data reports and steps are read from it.
    pub path: PathBuf,
}

impl PlanNow {
    /// A story that is read from the plan's file, or why it cannot be.
    fn of_file(&self, name: &str, story: impl FnOnce(&PlanReader) -> Result<FigureStory, StoreError>) -> FigureStory {
        let told = PlanReader::open(&self.path).and_then(|reader| story(&reader));
        told.unwrap_or_else(|error| FigureStory::without(name, "the plan's file", error.to_string()))
    }
}

/// How many edits a scenario has, each with the reason if it is not applied or cannot be read.
fn edits_story(state: &ScenarioState, stored: Option<&StoredScenario>) -> FigureStory {
    let part = |name: String, reason: Option<String>| StoryPart {
        name,
        missing: reason.is_some(),
        value: reason.unwrap_or_default(),
        beneath: None,
    };
    let readable = state.edits_used().into_iter().map(|used| {
        let reason = used.conflict.map(|reason| format!("not applied: {reason}"));
        part(edit_words(state.outcome(), &used.edit), reason)
    });
    let unreadable = stored.into_iter().flat_map(|stored| &stored.edits).filter_map(|edit| {
        let reason = edit.edit.as_ref().err()?;
        Some(part(edit.text.replace('\t', " "), Some(format!("not applied: {reason}"))))
    });
    let parts: Vec<StoryPart> = readable.chain(unreadable).collect();
    let value = counted(parts.len() as u64, "edit", "edits");
    let values = match parts.iter().filter(|part| part.missing).count() as u64 {
        0 => format!("{value}, all applied"),
        some => format!("{value}, {} not applied", count(some)),
    };
    let formula = "The edits of the scenario, in their order; those that this version cannot read stand last.";
    FigureStory {
        parts,
        parts_title: "Edit",
        ..FigureStory::plain("Edits", &state.scenario().name, value, formula, values)
    }
}

impl PageQuestion {
    /// Whether the answer rests on more of the plan than the figures shown, so that it may change without them.
    pub fn rests_on_more(&self) -> bool {
        use PageQuestion::*;
        match self {
            Difference(_, other) => other.is_some(),
            Edits(_) | Source(..) | Waiting | Step(_) | Steps => true,
            Comparison(_) | Change(_) | Goal(_) | Swing(_) | Profile(_) | Rows(_) | Planned(_) => false,
        }
    }

    /// The scenario that it names: the one compared with, or the one whose edits are counted.
    pub fn names(&self) -> Option<ScenarioId> {
        match self {
            PageQuestion::Difference(_, other) => *other,
            PageQuestion::Edits(id) => Some(*id),
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
            PageQuestion::Comparison(question) => question.story(&plan.outcome).under(&plan.by),
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
            PageQuestion::Rows(question) => question.story(&plan.outcome).under(&plan.by),
            PageQuestion::Planned(question) => of_scenario("What would change", &|state| question.story(state)),
            PageQuestion::Edits(_) => of_scenario("Edits", &|state| edits_story(state, plan.other.as_ref())),
            PageQuestion::Profile(question) => plan.of_file(&question.row, |reader| {
                let rows = organisation_rows(reader, &plan.outcome, question.query.place.organisation)?;
                Ok(question.story(&plan.outcome, &plan.by, &rows).under(&plan.by))
            }),
            PageQuestion::Source(id, figure) => {
                plan.of_file("A figure of a file", |reader| source_story(reader, *id, *figure))
            }
            PageQuestion::Waiting => {
                plan.of_file("Findings to look at", |reader| waiting_story(reader, plan.by.baseline()))
            }
            PageQuestion::Steps => plan.of_file("Steps", steps_story),
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
            | PageQuestion::Edits(_)
            | PageQuestion::Steps
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scenario::Benchmark;
    use crate::session::{StoredEdit, sample_plan};

    /// The plan of the sample, with a scenario of which one edit does not fit and one is of another version.
    fn plan_now() -> (tempfile::TempDir, PlanNow) {
        let folder = tempfile::tempdir().unwrap();
        let path = sample_plan(folder.path()).unwrap();
        let outcome = Arc::new(crate::session::Baseline::of_plan(&PlanReader::open(&path).unwrap()).unwrap().outcome());
        let lines =
            ["ZA2\tPT\t2018/19\tweeks\t+20\t", "ZZ9\tPT\t2018/19\tweeks\t+20\t", "ZA2\tPT\t2018/19\tmoon\t+20\t"];
        let edits =
            (1..).zip(lines).map(|(number, text)| StoredEdit { number, text: text.to_owned(), edit: text.parse() });
        let stored = StoredScenario {
            benchmark: Benchmark::Held,
            edits: edits.collect(),
            ..StoredScenario::new(ScenarioId(1), "More")
        };
        let live = LiveScenario::open(Arc::clone(&outcome), &stored);
        let by = Explainer::Scenario(Arc::new(live.state().clone()));
        let outcome = Arc::new(live.state().outcome().clone());
        (folder, PlanNow { outcome, by, other: Some(stored), path })
    }

    #[test]
    fn every_edit_is_counted_also_one_that_cannot_be_applied_or_read() {
        let (_folder, plan) = plan_now();
        let story = PageQuestion::Edits(ScenarioId(1)).story(&plan);
        assert_eq!(story.with_values.as_deref(), Some("3 edits, 2 not applied"));
        let applied: Vec<bool> = story.parts.iter().map(|part| !part.missing).collect();
        assert_eq!(applied, [true, false, false]);
    }

    #[test]
    fn findings_and_steps_are_told_from_the_plans_file() {
        let (_folder, plan) = plan_now();
        let waiting = PageQuestion::Waiting.story(&plan);
        assert_eq!(waiting.value, "13 findings");
        assert!(waiting.with_values.is_some_and(|values| values.ends_with(" = 13 findings")));
        assert_eq!(PageQuestion::Steps.story(&plan).with_values.as_deref(), Some("1 + 0 + 0 = 1 step"));
        // A file that is not there is said, not taken for an empty plan.
        let gone = PlanNow { path: plan.path.with_file_name("gone.fairshare"), ..plan };
        assert!(PageQuestion::Waiting.story(&gone).missing.is_some());
    }

    #[test]
    fn a_figure_of_a_scenario_is_none_of_the_baseline() {
        let (_folder, plan) = plan_now();
        let of_baseline = PlanNow { by: Explainer::Baseline(Arc::clone(plan.by.baseline())), ..plan };
        let story = PageQuestion::Edits(ScenarioId(1)).story(&of_baseline);
        assert_eq!(story.missing.as_deref(), Some("It is a figure of a scenario, and the baseline is looked at."));
    }
}
