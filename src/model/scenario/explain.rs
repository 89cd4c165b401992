//! Figures of a scenario say which of its edits they rest on.

use std::sync::Arc;

use super::edit::{CellField, What};
use super::state::ScenarioState;
use crate::model::explain::{EditUsed, Explanation, FigureKey, Story};
use crate::model::{AcademicYear, Outcome, Place, Profession, ReferenceYear};

/// What figures are shown of, and explained by: a plan's own data, or a scenario on top of it.
#[derive(Clone, Debug)]
pub enum Explainer {
    /// The plan's data and settings.
    Baseline(Arc<Outcome>),
    /// A scenario.
    Scenario(Arc<ScenarioState>),
}

impl Explainer {
    /// How a figure was made.
    pub fn explain(&self, key: &FigureKey) -> Explanation {
        match self {
            Explainer::Baseline(outcome) => outcome.explain(key),
            Explainer::Scenario(state) => state.explain(key),
        }
    }

    /// Its figures.
    pub fn outcome(&self) -> &Outcome {
        match self {
            Explainer::Baseline(outcome) => outcome,
            Explainer::Scenario(state) => state.outcome(),
        }
    }

    /// The figures of the plan's data, without a scenario's edits.
    pub fn baseline(&self) -> &Arc<Outcome> {
        match self {
            Explainer::Baseline(outcome) => outcome,
            Explainer::Scenario(state) => state.baseline(),
        }
    }

    /// Its figures, to keep.
    pub fn into_outcome(self) -> Arc<Outcome> {
        match self {
            Explainer::Baseline(outcome) => outcome,
            Explainer::Scenario(state) => Arc::new(state.outcome().clone()),
        }
    }

    /// The same with the rate of one fixed year serving every year, so that years can be compared. Works
    /// every figure out anew, unless that is what the settings say already.
    pub fn measured_by(&self, year: AcademicYear) -> Explainer {
        let measured = |outcome: &Arc<Outcome>| match outcome.settings().reference_year {
            ReferenceYear::Fixed(fixed) if fixed == year => Arc::clone(outcome),
            _ => Arc::new(outcome.measured_by(year)),
        };
        match self {
            Explainer::Baseline(outcome) => Explainer::Baseline(measured(outcome)),
            Explainer::Scenario(state) => {
                let scenario = state.scenario().clone();
                Explainer::Scenario(Arc::new(ScenarioState::open(measured(state.baseline()), scenario)))
            }
        }
    }
}

impl ScenarioState {
    /// How a figure of the scenario was made: from the data, its settings and its edits; a held rate
    /// from the baseline. Costs what [`Outcome::explain`](crate::model::Outcome::explain) costs.
    pub fn explain(&self, key: &FigureKey) -> Explanation {
        let key = key.clone().under(&self.scenario.name);
        Story::of(&self.outcome, Some(self), &key)
    }

    /// The edits of one figure of a cell, in order, with those in conflict.
    pub(crate) fn edits_used_at(&self, place: Place, field: CellField) -> Vec<EditUsed> {
        self.edits_at(place, field).into_iter().map(|index| self.used(index)).collect()
    }

    /// The edits of the rate of a profession and year, in order, with those in conflict.
    pub(crate) fn edits_used_of_rate(&self, profession: Profession, year: AcademicYear) -> Vec<EditUsed> {
        let edits = self.scenario.edits.iter().enumerate();
        let of_rate = edits.filter(|(_, edit)| {
            matches!(edit.what, What::Rate { profession: of, year: in_year, .. } if of == profession && in_year == year)
        });
        of_rate.map(|(index, _)| self.used(index)).collect()
    }

    /// Every edit, in order, with those in conflict.
    pub fn edits_used(&self) -> Vec<EditUsed> {
        (0..self.scenario.edits.len()).map(|index| self.used(index)).collect()
    }

    fn used(&self, index: usize) -> EditUsed {
        let conflict = self.fates[index].conflict.as_ref().map(ToString::to_string);
        EditUsed { edit: self.scenario.edits[index].clone(), conflict }
    }
}
