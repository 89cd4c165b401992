//! A figure that only this page has, asked for whatever the plan holds by then.

use std::sync::Arc;

use super::{Leads, OrganisationProfile, OrganisationRows, ProfileQuery};
use crate::model::scenario::Explainer;
use crate::model::{Facts, Outcome};
use crate::report::FigureStory;

/// A figure of an organisation's page that is made from its rows or its gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileQuestion {
    /// Which page.
    pub query: ProfileQuery,
    /// Which of its tables.
    pub table: &'static str,
    /// The name of the row.
    pub row: String,
    /// Which of the row's cells, those after its name.
    pub cell: usize,
}

impl ProfileQuestion {
    /// The story, from the rows of the organisation. Puts the page together again: beside the window.
    pub fn story(&self, outcome: &Arc<Outcome>, by: &Explainer, rows: &OrganisationRows) -> FigureStory {
        let profile = OrganisationProfile::build(outcome, by, rows, &[], self.query.clone());
        let table = profile.tables().find(|(name, _)| *name == self.table).map(|(_, table)| table);
        let row = table.and_then(|table| table.rows.iter().find(|row| row.name == self.row));
        let cell = row.and_then(|row| row.cells.get(self.cell));
        match cell.map(|cell| &cell.leads) {
            Some(Leads::Story(story)) => FigureStory::clone(story),
            _ => {
                let reason = "Nothing in the plan as it is makes this figure any more.";
                FigureStory::without(&self.row, &super::told::subject(outcome, self.query.place), reason)
            }
        }
    }

    /// The same question where organisations have other numbers; `None` if its organisation is gone.
    pub fn renumbered(&self, from: &Facts, to: &Facts) -> Option<ProfileQuestion> {
        let mut question = self.clone();
        question.query.place.organisation = to.number_of(from, self.query.place.organisation)?;
        Some(question)
    }
}
