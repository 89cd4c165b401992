//! The academic year of a placement or of demand: by its own column, or by a start date.

use super::cells::{MomentColumn, Stop};
use super::date::Moment;
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::reading::Reading;
use super::reason::Reason;
use super::record::Row;
use crate::model::AcademicYear;

/// The columns that say when a placement was.
pub(super) struct YearColumns {
    year: Option<MomentColumn>,
    start: Option<MomentColumn>,
}

impl YearColumns {
    pub fn new(reading: &Reading<'_>) -> YearColumns {
        YearColumns {
            year: MomentColumn::new(reading, Meaning::AcademicYear),
            start: MomentColumn::new(reading, Meaning::StartDate),
        }
    }

    /// The academic year, and the start date where there is one. The year column wins over the date.
    pub fn read(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
    ) -> Result<(AcademicYear, Option<jiff::civil::Date>), Stop> {
        let column = self.year.as_ref().or(self.start.as_ref()).map(|column| column.column);
        let named = match &mut self.year {
            Some(year) => year.read(row, doubts).map_err(|reason| Stop::Reject(reason, column))?,
            None => Moment::Missing,
        };
        let named = named.snapshot().and_then(crate::model::Snapshot::academic_year);
        let Some(start) = &mut self.start else {
            return named.map(|year| (year, None)).ok_or(Stop::Reject(Reason::NoDate, column));
        };
        let began = match (start.read(row, doubts), named) {
            (Ok(moment), _) => moment,
            (Err(_), Some(_)) => {
                doubts.note(Doubt::DateUnread, row.line, Some(start.column), row.cell(start.column));
                Moment::Missing
            }
            (Err(reason), None) => return Err(Stop::Reject(reason, Some(start.column))),
        };
        let of_start = began.snapshot().and_then(crate::model::Snapshot::academic_year);
        if let (Some(named), Some(of_start)) = (named, of_start)
            && named != of_start
        {
            doubts.note(Doubt::YearsDiffer, row.line, Some(start.column), "");
        }
        let year = named.or(of_start).ok_or(Stop::Reject(Reason::NoDate, column))?;
        Ok((year, began.day()))
    }
}
