//! Many cells at once: a selection becomes a list of edits when it is made, and is forgotten.

use std::collections::BTreeSet;

use super::edit::{CellField, Change, Edit};
use super::fold::{Subject, changed};
use super::refusal::Refusal;
use crate::model::{AcademicYear, Outcome, Place, Profession};

/// Which organisations are meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Every organisation.
    #[default]
    All,
    /// Those whose gap is below 0 in the outcome that the selection is made on.
    BelowShare,
    /// Those of one region, by its name.
    Region(String),
    /// These, by their codes.
    Organisations(BTreeSet<String>),
}

/// Which cells are meant: organisations × professions × years, as far as they have a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Which organisations.
    pub scope: Scope,
    /// Which professions; empty for all.
    pub professions: BTreeSet<Profession>,
    /// Which academic years; empty for all.
    pub years: BTreeSet<AcademicYear>,
}

/// A cell of a selection that got no edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which one.
    pub place: Place,
    /// Why, in a sentence.
    pub reason: String,
}

/// What a selection or a lever became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// One edit a cell, by year, organisation code and profession.
    pub edits: Vec<Edit>,
    /// The cells that got none, with their reasons.
    pub left_out: Vec<LeftOut>,
}

impl Selection {
    /// One profession and year of every organisation in scope.
    pub fn one(scope: Scope, profession: Profession, year: AcademicYear) -> Selection {
        Selection { scope, professions: [profession].into(), years: [year].into() }
    }

    /// The cells that are meant, as the outcome stands now, by year, organisation code and profession.
    pub fn places(&self, outcome: &Outcome) -> Vec<Place> {
        outcome.places().filter(|place| self.means(outcome, *place)).collect()
    }

    fn means(&self, outcome: &Outcome, place: Place) -> bool {
        let profession = self.professions.is_empty() || self.professions.contains(&place.profession);
        let year = self.years.is_empty() || self.years.contains(&place.year);
        profession
            && year
            && match &self.scope {
                Scope::All => true,
                Scope::BelowShare => outcome.figures(place).gap.is_some_and(|gap| gap.is_negative()),
                Scope::Region(name) => outcome.organisation(place).region.eq_ignore_ascii_case(name),
                Scope::Organisations(codes) => codes.contains(&outcome.organisation(place).code),
            }
    }

    /// One edit for every cell meant. A cell that cannot take the change (adding to a missing figure,
    /// a result below 0) is left out with its reason. Cells that two selections share get an edit from
    /// each, which apply in order.
    pub fn expand(&self, outcome: &Outcome, field: CellField, change: Change, note: &str) -> Expansion {
        let mut expansion = Expansion::default();
        for place in self.places(outcome) {
            expansion.add(outcome, place, field, change, note);
        }
        expansion
    }
}

impl Expansion {
    /// Adds the edit of one cell, or the reason why it cannot be.
    pub(super) fn add(&mut self, outcome: &Outcome, place: Place, field: CellField, change: Change, note: &str) {
        let Place { year, profession, .. } = place;
        let code = &outcome.organisation(place).code;
        let subject = Subject { field, code, profession, year };
        match changed(outcome.cell(place), change, outcome.cells().scale, subject) {
            Ok(_) => self.edits.push(Edit::cell(field, code, profession, year, change, note)),
            Err(reason) => self.leave_out(place, &reason),
        }
    }

    pub(super) fn leave_out(&mut self, place: Place, reason: &(impl ToString + ?Sized)) {
        self.left_out.push(LeftOut { place, reason: reason.to_string() });
    }

    /// The reason of a cell that lacks the figure.
    pub(super) fn leave_out_missing(&mut self, outcome: &Outcome, place: Place, field: CellField) {
        let Place { year, profession, .. } = place;
        let code = &outcome.organisation(place).code;
        let missing: Refusal = Subject { field, code, profession, year }.missing();
        self.leave_out(place, &missing);
    }
}
