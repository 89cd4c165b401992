//! The edited cells of a scenario in one year, with what is said of each: for the marks in a table.

use std::collections::BTreeMap;

use crate::model::scenario::{CellField, Edit, ScenarioState, What};
use crate::model::{AcademicYear, Fraction, Outcome, Place, shown};

/// Which cells of a year a scenario edits, and the words for each: `edited, baseline 120.0`.
#[derive(Clone, Debug, Default)]
pub struct EditedCells(BTreeMap<(Place, CellField), String>);

impl EditedCells {
    /// Those of a year. Edits that are kept and not applied count too, and are said to be.
    pub fn of(state: &ScenarioState, year: AcademicYear) -> EditedCells {
        let mut conflicts = state.conflicts().map(|conflict| conflict.index).peekable();
        let mut words: BTreeMap<(Place, CellField), String> = BTreeMap::new();
        for (index, edit) in state.scenario().edits.iter().enumerate() {
            let in_conflict = conflicts.next_if_eq(&index).is_some();
            let Some((place, field)) = cell_of(state.baseline(), edit).filter(|(place, _)| place.year == year) else {
                continue;
            };
            let said = words.entry((place, field)).or_insert_with(|| {
                let before = cell_figure(state.baseline(), place, field);
                format!("edited, baseline {before}")
            });
            if in_conflict {
                said.push_str("; one edit is not applied");
            }
            if !edit.note.is_empty() && !said.contains(&edit.note) {
                said.push_str(&format!("; {}", edit.note));
            }
        }
        EditedCells(words)
    }

    /// What is said of a figure of a cell; `None` where it is not edited.
    pub fn words(&self, place: Place, field: CellField) -> Option<&str> {
        self.0.get(&(place, field)).map(String::as_str)
    }
}

/// A figure of a cell as the screen shows it, with one decimal: `120.0`, `missing`.
pub fn cell_figure(outcome: &Outcome, place: Place, field: CellField) -> String {
    figure(outcome, place, field).map_or_else(|| "missing".to_owned(), |figure| shown(figure, 1))
}

/// A figure of a cell as one would type it, with as many places as it has up to six; empty where it is
/// missing.
pub fn typed_figure(outcome: &Outcome, place: Place, field: CellField) -> String {
    let figure = figure(outcome, place, field).and_then(Fraction::to_decimal);
    figure.map_or_else(String::new, |figure| figure.to_string())
}

fn figure(outcome: &Outcome, place: Place, field: CellField) -> Option<Fraction> {
    let (cell, scale) = (outcome.cell(place), outcome.cells().scale);
    match field {
        CellField::Fte => cell.eligible_fte(scale),
        CellField::Weeks => cell.provided(scale),
    }
}

/// Where an edit of a cell acts; `None` for other edits and for organisations that the plan does not have.
pub(super) fn cell_of(outcome: &Outcome, edit: &Edit) -> Option<(Place, CellField)> {
    let What::Cell { field, organisation, profession, year, .. } = &edit.what else { return None };
    let organisations = outcome.facts().organisations();
    let found = organisations.binary_search_by(|known| known.code.as_str().cmp(organisation)).ok()?;
    Some((Place { year: *year, organisation: found as u32, profession: *profession }, *field))
}
