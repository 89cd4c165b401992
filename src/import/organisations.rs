//! Organisation references: the ODS `etr` file, or a tidy list with a header.

use super::DateOrder;
use super::cells::{OrganisationColumns, Stop, Verdict};
use super::date::{self, Column};
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::reading::Reading;
use super::record::Row;
use super::report::Amounts;
use super::serial::Epoch;
use crate::model::{OrganisationRow, RowSink};

/// Reads the rows of one organisation file.
pub(super) struct Organisations<'m> {
    organisation: OrganisationColumns<'m>,
    opened: DayColumn,
    closed: DayColumn,
}

impl<'m> Organisations<'m> {
    pub fn new(reading: &Reading<'m>) -> Organisations<'m> {
        Organisations {
            organisation: OrganisationColumns::new(reading),
            opened: DayColumn::new(reading, Meaning::OpenDate),
            closed: DayColumn::new(reading, Meaning::CloseDate),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        match self.read(row, doubts) {
            Ok(read) => {
                sink.organisation(&read)?;
                Ok(Verdict::used(Amounts::default()))
            }
            Err(stop) => Ok(Verdict::stopped(stop, Amounts::default())),
        }
    }

    fn read<'a>(&'a mut self, row: Row<'a>, doubts: &mut Doubts) -> Result<OrganisationRow<'a>, Stop> {
        let opened = self.opened.read(row, doubts);
        let closed = self.closed.read(row, doubts);
        let organisation = self.organisation.read(row)?;
        Ok(OrganisationRow { line: row.line, organisation, opened, closed })
    }
}

/// A column of days of any age, which the file may lack.
pub(super) struct DayColumn {
    column: Option<usize>,
    order: DateOrder,
    epoch: Option<Epoch>,
}

impl DayColumn {
    pub fn new(reading: &Reading<'_>, meaning: Meaning) -> DayColumn {
        DayColumn { column: reading.get(meaning), order: reading.order(), epoch: reading.epoch }
    }

    /// The day; a text that is none leaves the row without it, and is said.
    pub fn read(&self, row: Row<'_>, doubts: &mut Doubts) -> Option<jiff::civil::Date> {
        let cell = row.cell(self.column?);
        if let Some(day) = self.epoch.and_then(|epoch| epoch.day_of_text(cell)) {
            return Some(day);
        }
        let moment = date::read_of_any_age(cell, Column::Other, self.order);
        if moment.is_err() {
            doubts.note(Doubt::DateUnread, row.line, self.column, cell);
        }
        moment.ok()?.day()
    }
}
