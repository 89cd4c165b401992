//! Organisation references: the ODS `etr` file, or a tidy list with a header.

use super::cells::{OrganisationColumns, Stop, Verdict};
use super::date::{self, Column};
use super::findings::{Doubt, Doubts};
use super::header::Header;
use super::meaning::Meaning;
use super::records::Row;
use super::report::Amounts;
use crate::model::{OrganisationRow, RowSink};

/// Reads the rows of one organisation file.
pub(super) struct Organisations {
    organisation: OrganisationColumns,
    opened: Option<usize>,
    closed: Option<usize>,
}

impl Organisations {
    pub fn new(header: &Header) -> Organisations {
        Organisations {
            organisation: OrganisationColumns::new(header),
            opened: header.get(Meaning::OpenDate),
            closed: header.get(Meaning::CloseDate),
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
        let opened = day(row, self.opened, doubts);
        let closed = day(row, self.closed, doubts);
        let organisation = self.organisation.read(row)?;
        Ok(OrganisationRow { line: row.line, organisation, opened, closed })
    }
}

/// The day in a column; a text that is none leaves the organisation without it, and is said.
fn day(row: Row<'_>, column: Option<usize>, doubts: &mut Doubts) -> Option<jiff::civil::Date> {
    let column = column?;
    let cell = row.cell(column);
    let moment = date::read_of_any_age(cell, Column::Other);
    if moment.is_err() {
        doubts.note(Doubt::DateUnread, row.line, Some(column), cell);
    }
    moment.ok()?.day()
}
