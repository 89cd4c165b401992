//! Edits come and go: only what they touch is made again.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::edit::{CellField, Change, Edit, What};
use super::refusal::Refusal;
use super::state::{Fate, ScenarioState, years};
use crate::model::{AcademicYear, Cell, Place, Profession};

impl ScenarioState {
    /// Adds edits at the end: all of them or none.
    ///
    /// Costs the columns that they touch; a setting, or the first figure of a year of which nothing is
    /// loaded, counts the facts again.
    ///
    /// # Errors
    /// Why the first edit that cannot be applied cannot; nothing is changed then.
    pub fn push(&mut self, edits: Vec<Edit>) -> Result<(), Refusal> {
        let first = self.scenario.edits.len();
        if edits.iter().any(|edit| self.starts_over(edit)) {
            let mut scenario = self.scenario.clone();
            scenario.edits.extend(edits);
            let state = ScenarioState::open(Arc::clone(&self.baseline), scenario);
            if let Some(reason) = state.fates[first..].iter().find_map(|fate| fate.conflict.clone()) {
                return Err(reason);
            }
            *self = state;
            return Ok(());
        }
        self.scenario.edits.extend(edits);
        let mut before: Vec<(Place, Cell)> = Vec::new();
        for index in first..self.scenario.edits.len() {
            let place = self.place_of(index);
            before.extend(place.map(|place| (place, self.outcome.cell(place))));
            self.fates.push(Fate { place, conflict: None });
            self.apply(index);
        }
        let columns = self.columns_from(first);
        self.refresh_columns(&columns);
        let Some(reason) = self.fates[first..].iter().find_map(|fate| fate.conflict.clone()) else { return Ok(()) };
        self.scenario.edits.truncate(first);
        self.fates.truncate(first);
        for (place, cell) in before.into_iter().rev() {
            self.outcome.put_cell(place, cell);
        }
        self.refresh_columns(&columns);
        Err(reason)
    }

    /// Takes one edit out again, wherever it stands; `None` if there is no such edit. Later edits of
    /// the same figure that need it fall into conflict.
    pub fn remove(&mut self, index: usize) -> Option<Edit> {
        if index >= self.scenario.edits.len() {
            return None;
        }
        let columns = self.columns_of(index);
        let edit = self.scenario.edits.remove(index);
        let fate = self.fates.remove(index);
        if self.started_over(&edit) {
            return Some(edit);
        }
        if let Some(place) = fate.place {
            self.fold(place);
        }
        self.refresh_columns(&columns);
        Some(edit)
    }

    /// Puts an edit back where it stood, as undoing a removal does. It is never refused: if it does not
    /// fit, it is in conflict.
    pub fn insert(&mut self, index: usize, edit: Edit) {
        let index = index.min(self.scenario.edits.len());
        self.scenario.edits.insert(index, edit.clone());
        self.fates.insert(index, Fate::default());
        if self.started_over(&edit) {
            return;
        }
        let place = self.place_of(index);
        self.fates[index].place = place;
        match place {
            Some(place) => self.fold(place),
            None => self.apply(index),
        }
        let columns = self.columns_of(index);
        self.refresh_columns(&columns);
    }

    /// Takes out every edit of one figure of a cell; gives them with their numbers, so that they can be
    /// put back in that order.
    pub fn reset(&mut self, place: Place, field: CellField) -> Vec<(usize, Edit)> {
        let indices = self.edits_at(place, field);
        let mut removed: Vec<(usize, Edit)> =
            indices.into_iter().rev().filter_map(|index| self.remove(index).map(|edit| (index, edit))).collect();
        removed.reverse();
        removed
    }

    /// After an edit came or went: whether everything had to be counted again, and was.
    fn started_over(&mut self, edit: &Edit) -> bool {
        let again = edit.is_setting() || years(&self.baseline, &self.scenario.edits) != self.outcome.cells().years();
        if again {
            *self = ScenarioState::open(Arc::clone(&self.baseline), std::mem::take(&mut self.scenario));
        }
        again
    }

    /// Makes a cell again: what was counted, then its edits in order.
    fn fold(&mut self, place: Place) {
        self.outcome.put_cell(place, self.counted.cell(place));
        for index in 0..self.fates.len() {
            if self.fates[index].place == Some(place) {
                self.apply(index);
            }
        }
    }

    /// Whether an edit cannot be applied to the columns as they are.
    fn starts_over(&self, edit: &Edit) -> bool {
        match &edit.what {
            What::Setting { .. } => true,
            What::Cell { year, change: Change::Set(_), .. } => !self.outcome.cells().years().contains(year),
            What::Cell { .. } | What::Rate { .. } => false,
        }
    }

    /// The columns that an edit acts on.
    fn columns_of(&self, index: usize) -> Vec<(Profession, AcademicYear)> {
        match self.scenario.edits[index].what {
            What::Cell { profession, year, .. } => self.years_measured_by(year).map(|of| (profession, of)).collect(),
            What::Rate { profession, year, .. } => vec![(profession, year)],
            What::Setting { .. } => Vec::new(),
        }
    }

    fn columns_from(&self, first: usize) -> Vec<(Profession, AcademicYear)> {
        let columns: BTreeSet<_> =
            (first..self.scenario.edits.len()).flat_map(|index| self.columns_of(index)).collect();
        columns.into_iter().collect()
    }
}
