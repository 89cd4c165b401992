//! One edit of a scenario as a line of a table.

use crate::model::Place;
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::{CellField, Edit, ScenarioState, What};

use super::edited_cells::cell_of;
use super::{cell_figure, edit_subject, edit_words, edited_value};

/// What a list says of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRow {
    /// What it is about: `PT weeks 2018/19 at Northmoor Hospital`.
    pub subject: String,
    /// What it asks for: `+12`, `= 132`.
    pub change: String,
    /// The figure or setting in the baseline.
    pub before: String,
    /// The same with every edit of the scenario.
    pub after: String,
    /// Why it was made; may be empty.
    pub note: String,
}

impl EditRow {
    /// The figure that an edit changes; `None` of a setting, and of an organisation that is not there.
    pub fn figure(state: &ScenarioState, edit: &Edit) -> Option<FigureKey> {
        if let What::Rate { profession, year, .. } = edit.what {
            // A rate is the same for every organisation of its profession and year.
            return Some(FigureKey::new(Measure::BenchmarkRate, Place { year, organisation: 0, profession }));
        }
        let (place, field) = cell_of(state.outcome(), edit)?;
        let measure = match field {
            CellField::Fte => Measure::EligibleFte,
            CellField::Weeks => Measure::ProvidedWeeks,
        };
        Some(FigureKey::new(measure, place))
    }

    /// The line of an edit. Costs a few look-ups, so that it may be made while it is drawn.
    pub fn of(state: &ScenarioState, edit: &Edit) -> EditRow {
        let subject = edit_subject(state.outcome(), edit);
        let words = edit_words(state.outcome(), edit);
        let change = words.strip_prefix(&subject).unwrap_or(&words).trim().to_owned();
        // Figures of cells stand under each other, with one decimal as everywhere on the screen.
        let value = |outcome| match cell_of(outcome, edit) {
            Some((place, field)) => cell_figure(outcome, place, field),
            None => edited_value(outcome, edit),
        };
        let (before, after) = (value(state.baseline()), value(state.outcome()));
        EditRow { subject, change, before, after, note: edit.note.clone() }
    }
}
