//! A scenario's results, kept up with its edits: one more edit costs the columns it touches.
//!
//! Three layers, each made from the one before: the *baseline* (the plan's data and settings), what is
//! *counted* under the scenario's own settings, and the *outcome* with the edits on top. An edit of a
//! cell folds that cell's edits again and makes the rate of its column again from the column's sums. Sums
//! are whole numbers, so that what an edit took off and put on leaves no trace once it is undone. A setting
//! starts over from the facts.

use std::sync::Arc;

use super::edit::{CellField, Change, Edit, What};
use super::fold::{Subject, changed};
use super::own_settings::{self, OwnSettings};
use super::refusal::{Conflict, Refusal};
use super::{Benchmark, Scenario};
use crate::model::{AcademicYear, Outcome, Place, Profession, Rate, RateOrigin};

/// Where the rate of one profession and year comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateFrom {
    /// The baseline, as data and settings are now: held.
    Baseline,
    /// The edited data: recalculated.
    EditedData,
    /// The edited data although the benchmark is held, because the scenario's own settings change what
    /// counts or how the rate is made.
    OwnSettings,
    /// An edit of the rate, which beats both.
    Edited,
}

/// A scenario with its results.
#[derive(Clone, Debug)]
pub struct ScenarioState {
    pub(super) baseline: Arc<Outcome>,
    pub(super) scenario: Scenario,
    /// What became of each edit, in the same order.
    pub(super) fates: Vec<Fate>,
    pub(super) own: OwnSettings,
    pub(super) counted: Arc<Outcome>,
    pub(super) outcome: Outcome,
}

/// Where an edit acts, and why it does not, if it does not.
#[derive(Clone, Debug, Default)]
pub(super) struct Fate {
    pub(super) place: Option<Place>,
    pub(super) conflict: Option<Refusal>,
}

impl ScenarioState {
    /// Works out a scenario over a baseline. Edits that do not fit the data are kept and listed under
    /// [`ScenarioState::conflicts`]; so this is also what to do after new data.
    pub fn open(baseline: Arc<Outcome>, scenario: Scenario) -> ScenarioState {
        let (settings, refused) = own_settings::applied(&baseline, &scenario.edits);
        let fate = |refused: Option<_>| Fate { place: None, conflict: refused.map(Refusal::Setting) };
        let fates = refused.into_iter().map(fate).collect();
        let years = years(&baseline, &scenario.edits);
        let own = OwnSettings::of(baseline.settings(), &settings);
        let counted = if settings == *baseline.settings() && years == baseline.cells().years() {
            Arc::clone(&baseline)
        } else {
            Arc::new(baseline.under(settings, years))
        };
        let outcome = (*counted).clone();
        let mut state = ScenarioState { baseline, scenario, fates, own, counted, outcome };
        for index in 0..state.fates.len() {
            state.fates[index].place = state.place_of(index);
            state.apply(index);
        }
        state.refresh_every_rate();
        state
    }

    /// The scenario: its name, benchmark and edits in order.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// What the scenario lies on.
    pub fn baseline(&self) -> &Arc<Outcome> {
        &self.baseline
    }

    /// Every result under the scenario.
    pub fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    pub(super) fn into_outcome(self) -> Outcome {
        self.outcome
    }

    /// The edits that do not fit the data, with their reasons, in order.
    pub fn conflicts(&self) -> impl Iterator<Item = Conflict<'_>> {
        let edits = self.scenario.edits.iter().zip(&self.fates).enumerate();
        edits.filter_map(|(index, (edit, fate))| fate.conflict.as_ref().map(|reason| Conflict { index, edit, reason }))
    }

    /// Why an edit is not applied; `None` where it is, or where there is no such edit.
    pub fn conflict_of(&self, index: usize) -> Option<&Refusal> {
        self.fates.get(index)?.conflict.as_ref()
    }

    /// The numbers of the edits of one figure of a cell, in order.
    pub fn edits_at(&self, place: Place, field: CellField) -> Vec<usize> {
        (0..self.fates.len())
            .filter(|index| self.fates[*index].place == Some(place) && self.field(*index) == Some(field))
            .collect()
    }

    /// Where the rate of a profession and year comes from.
    pub fn rate_from(&self, profession: Profession, year: AcademicYear) -> RateFrom {
        let edited = |rate: Rate| rate.origin == RateOrigin::Edited;
        if self.outcome.rate(profession, year).is_ok_and(edited) {
            RateFrom::Edited
        } else if self.scenario.benchmark == Benchmark::Recalculated {
            RateFrom::EditedData
        } else if self.own.recalculate(profession) {
            RateFrom::OwnSettings
        } else {
            RateFrom::Baseline
        }
    }

    /// One sentence that says that a held benchmark is recalculated even so, and why; `None` where it
    /// is not.
    pub fn benchmark_notice(&self) -> Option<String> {
        if self.scenario.benchmark == Benchmark::Held { self.own.sentence() } else { None }
    }

    /// Calls the scenario something else.
    pub fn rename(&mut self, name: impl Into<String>) {
        self.scenario.name = name.into();
    }

    /// Says what the scenario is for.
    pub fn describe(&mut self, description: impl Into<String>) {
        self.scenario.description = description.into();
    }

    /// Measures the scenario against the other benchmark.
    pub fn set_benchmark(&mut self, benchmark: Benchmark) {
        self.scenario.benchmark = benchmark;
        self.refresh_every_rate();
    }

    /// Applies an edit of a cell to the outcome, or notes why it cannot be.
    pub(super) fn apply(&mut self, index: usize) {
        let What::Cell { field, organisation, profession, year, change } = &self.scenario.edits[index].what else {
            return;
        };
        let subject = Subject { field: *field, code: organisation, profession: *profession, year: *year };
        let scale = self.outcome.cells().scale;
        let is_in_plan = self.outcome.cells().profession_number(*profession).is_some();
        let successor = self.outcome.counts_under(organisation);
        let after = match (self.fates[index].place, successor) {
            _ if !is_in_plan => Err(Refusal::UnknownProfession { profession: *profession }),
            (Some(_), Some(successor)) => {
                Err(Refusal::TakenOver { code: organisation.clone(), successor: successor.to_owned() })
            }
            (Some(place), None) => changed(self.outcome.cell(place), *change, scale, subject).map(|cell| (place, cell)),
            (None, _) => Err(Refusal::UnknownOrganisation { code: organisation.clone() }),
        };
        match after {
            Ok((place, mut cell)) => {
                if self.outcome.settings().missing_return_as_zero {
                    cell.count_missing_as_zero();
                }
                self.outcome.put_cell(place, cell);
                self.fates[index].conflict = None;
            }
            Err(reason) => self.fates[index].conflict = Some(reason),
        }
    }

    /// Where an edit of a cell acts; `None` for other edits and unknown organisations.
    pub(super) fn place_of(&self, index: usize) -> Option<Place> {
        let What::Cell { organisation, profession, year, .. } = &self.scenario.edits[index].what else {
            return None;
        };
        let organisations = self.baseline.facts().organisations();
        let found = organisations.binary_search_by(|known| known.code.as_str().cmp(organisation)).ok()?;
        Some(Place { year: *year, organisation: found as u32, profession: *profession })
    }

    fn field(&self, index: usize) -> Option<CellField> {
        match self.scenario.edits[index].what {
            What::Cell { field, .. } => Some(field),
            What::Rate { .. } | What::Setting { .. } => None,
        }
    }
}

/// The years with columns: the baseline's, and those of which an edit sets the first figure.
pub(super) fn years(baseline: &Outcome, edits: &[Edit]) -> Vec<AcademicYear> {
    let mut years: Vec<AcademicYear> = baseline.facts().years().to_vec();
    for edit in edits {
        if let What::Cell { year, change: Change::Set(_), .. } = edit.what
            && let Err(place) = years.binary_search(&year)
        {
            years.insert(place, year);
        }
    }
    years
}
