//! Rows that a stray quote swallowed, told from a text of several lines.
//!
//! A quote that opens where none belongs closes where the next one was to open: what lies between is one cell,
//! with as many delimiters as a row has. A note or an address over two lines may have as many. So the lines of
//! such a cell are laid under the columns in which they would stand as rows: where one of them then says what its
//! column holds - a date, an amount, a profession, an organisation's code - it is a row. Notes that do so by chance
//! are refused with their row, which is seen; a swallowed row would not be.

use super::date::{self, Column, Moment};
use super::meaning::Meaning;
use super::number;
use super::quotes::swallows_a_row;
use super::reading::{Assigned, Reading, Says};
use super::record::Row;
use super::{DateOrder, DecimalMark};
use crate::model::{Professions, occupation};

/// What the columns of a file hold that can be told from words.
pub(super) struct Swallowed<'m> {
    delimiter: u8,
    width: usize,
    columns: Vec<(usize, Holds)>,
    order: DateOrder,
    mark: DecimalMark,
    professions: &'m Professions,
    named: Assigned<'m>,
}

/// What a column holds.
#[derive(Clone, Copy)]
enum Holds {
    Moment,
    Amount,
    Profession,
    Code,
}

/// The columns whose cells can be told from words.
const TELLING: [(Meaning, Holds); 20] = [
    (Meaning::Period, Holds::Moment),
    (Meaning::AcademicYear, Holds::Moment),
    (Meaning::StartDate, Holds::Moment),
    (Meaning::OpenDate, Holds::Moment),
    (Meaning::CloseDate, Holds::Moment),
    (Meaning::Fte, Holds::Amount),
    (Meaning::Headcount, Holds::Amount),
    (Meaning::Value, Holds::Amount),
    (Meaning::LeaveFte, Holds::Amount),
    (Meaning::VacancyFte, Holds::Amount),
    (Meaning::Students, Holds::Amount),
    (Meaning::WeeksPerStudent, Holds::Amount),
    (Meaning::PlacementWeeks, Holds::Amount),
    (Meaning::Hours, Holds::Amount),
    (Meaning::Days, Holds::Amount),
    (Meaning::Profession, Holds::Profession),
    (Meaning::OccupationCode, Holds::Profession),
    (Meaning::OrgCode, Holds::Code),
    (Meaning::Predecessor, Holds::Code),
    (Meaning::Successor, Holds::Code),
];

impl<'m> Swallowed<'m> {
    /// For a text whose cells `delimiter` parts.
    pub fn new(reading: &Reading<'m>, delimiter: u8) -> Swallowed<'m> {
        let telling = TELLING.into_iter().filter_map(|(meaning, holds)| Some((reading.get(meaning)?, holds)));
        Swallowed {
            delimiter,
            width: reading.header.width,
            columns: telling.filter(|(column, _)| *column < reading.header.width).collect(),
            order: reading.order(),
            mark: reading.mark(),
            professions: &reading.mapping.professions,
            named: reading.assigned(Meaning::Profession),
        }
    }

    /// The first cell of a row that holds further rows, if any does.
    pub fn cell(&self, row: Row<'_>) -> Option<usize> {
        // Nearly always there is no line end.
        if !row.has_line_end() {
            return None;
        }
        let holds = |(column, cell): &(usize, &str)| {
            swallows_a_row(cell, self.delimiter, self.width) && self.has_rows(*column, cell)
        };
        row.cells().enumerate().find(holds).map(|(column, _)| column)
    }

    /// Whether a line of a cell in `column` is a row, or the rest of one.
    fn has_rows(&self, column: usize, cell: &str) -> bool {
        for (line, text) in cell.split(['\n', '\r']).filter(|line| !line.is_empty()).enumerate() {
            // The first line goes on in the cell's own column, of which nothing can be said; the others begin a row.
            let (start, skip) = if line == 0 { (column, 1) } else { (0, 0) };
            for (at, part) in text.split(char::from(self.delimiter)).enumerate().skip(skip) {
                let mut here = self.columns.iter().filter(|(other, _)| *other == start + at);
                let part = part.trim_matches(|c: char| c == '"' || c.is_whitespace());
                if here.any(|(_, holds)| self.says(*holds, part)) {
                    return true;
                }
            }
        }
        false
    }

    fn says(&self, holds: Holds, part: &str) -> bool {
        match holds {
            Holds::Moment => {
                let moment = date::read_of_any_age(part, Column::AcademicYear, self.order);
                moment.is_ok_and(|moment| moment != Moment::Missing)
            }
            Holds::Amount => number::read(part, self.mark).is_ok_and(|number| number.value.is_some()),
            Holds::Profession => {
                self.named.says(part) != Says::Nothing || occupation::profession(part, self.professions).is_some()
            }
            Holds::Code => {
                let plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                let short = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
                let local = part.starts_with("X-");
                plain
                    && (3..=10).contains(&part.len())
                    && (short || local || part.bytes().any(|byte| byte.is_ascii_digit()))
            }
        }
    }
}
