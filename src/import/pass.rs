//! One pass over the records of a file: what becomes of each row, and what is to be said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::{Stop, Verdict, aggregate, is_note, total_of_all};
use super::findings::{Doubt, Doubts, shortened};
use super::header::Header;
use super::meaning::Meaning;
use super::reading::Reading;
use super::reason::{Ignored, Reason};
use super::record::{Record, Row};
use super::report::{Amounts, RejectedRow, Tally};
use super::row_reader::RowReader;
use super::seen::Seen;
use super::swallowed::Swallowed;
use crate::model::RowSink;

/// What one pass over a file gathers.
pub(super) struct Pass<'m> {
    header: &'m Header,
    /// A workbook has no quotes that could swallow rows.
    swallowed: Option<Swallowed<'m>>,
    names: Vec<Arc<str>>,
    seen: Seen,
    pub doubts: Doubts,
    pub used: Tally,
    pub rejected: Tally,
    pub ignored: BTreeMap<Ignored, Tally>,
    pub rejected_rows: Vec<RejectedRow>,
}

impl<'m> Pass<'m> {
    /// For the rows of a workbook, or of a text whose cells `delimiter` parts.
    pub fn new(reading: &Reading<'m>, delimiter: Option<u8>) -> Pass<'m> {
        let header = reading.header;
        Pass {
            header,
            swallowed: delimiter.map(|delimiter| Swallowed::new(reading, delimiter)),
            names: (0..header.names.len()).map(|column| Arc::from(header.shown(column))).collect(),
            seen: Seen::default(),
            doubts: Doubts::new(header),
            used: Tally::default(),
            rejected: Tally::default(),
            ignored: BTreeMap::new(),
            rejected_rows: Vec::new(),
        }
    }

    /// Counts a line that is no row of data.
    pub fn ignore(&mut self, reason: Ignored, line: u64) {
        self.count_ignored(reason, line, Amounts::default());
    }

    fn count_ignored(&mut self, reason: Ignored, line: u64, amounts: Amounts) {
        let tally = self.ignored.entry(reason).or_default();
        tally.first.get_or_insert(line);
        tally.add(amounts);
    }

    /// Reads a record. In the wide form it is one row for each of its columns.
    pub fn record<S: RowSink>(
        &mut self,
        record: &mut Record,
        rows: &mut RowReader<'_>,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let (row, width) = (record.row(), self.header.width);
        if self.is_header(row) {
            self.ignore(Ignored::RepeatedHeader, row.line);
            return Ok(());
        }
        if let Some(column) = self.swallowed.as_ref().and_then(|swallowed| swallowed.cell(row)) {
            let stop = Stop::Reject(Reason::SwallowedRow, Some(column));
            self.take(row, Verdict::stopped(stop, Amounts::default()), None);
            return Ok(());
        }
        let too_wide = row.len() > width && (width..row.len()).any(|column| !row.cell(column).is_empty());
        if too_wide {
            let stop = self.second_look(row, Reason::TooManyCells, None, Amounts::default());
            self.take(row, Verdict::stopped(stop, Amounts::default()), None);
            return Ok(());
        }
        if self.names.len() == width {
            return self.row(row, None, rows, sink);
        }
        if !self.header.wide.is_empty() {
            let bare = self.header.wide.iter().all(|(column, _)| row.cell(*column).is_empty());
            if bare && is_note(row) {
                self.ignore(Ignored::Note, row.line);
                return Ok(());
            }
        }
        record.resize(width);
        let header = self.header;
        header.constants.iter().for_each(|text| record.push(text));
        if header.wide.is_empty() {
            return self.row(record.row(), None, rows, sink);
        }
        let own = record.len();
        for (column, value) in &header.wide {
            record.resize(own);
            record.push(value);
            record.push_copy(*column);
            self.row(record.row(), Some(*column), rows, sink)?;
        }
        Ok(())
    }

    /// Reads one row; of the wide form, the one that is made of the column `wide`.
    fn row<S: RowSink>(
        &mut self,
        row: Row<'_>,
        wide: Option<usize>,
        rows: &mut RowReader<'_>,
        sink: &mut S,
    ) -> Result<(), S::Error> {
        let mut verdict = rows.row(row, &mut self.doubts, sink)?;
        if let Some(Stop::Reject(reason, column)) = verdict.stop {
            verdict.stop = Some(self.second_look(row, reason, column, verdict.amounts));
        }
        if verdict.stop.is_none() {
            self.seen.note(row.fingerprint(), row.line);
        }
        self.take(row, verdict, wide);
        Ok(())
    }

    /// Notes the rows that are the same as an earlier one, once all rows are read; false if `go_on` stops it.
    pub fn note_repeated(&mut self, go_on: impl FnMut() -> bool) -> bool {
        let repeated = std::mem::take(&mut self.seen).repeated(go_on);
        for line in repeated.iter().flatten() {
            self.doubts.note(Doubt::IdenticalRows, *line, None, "");
        }
        repeated.is_some()
    }

    /// Whether a row is the header once more, as in files put one after the other.
    fn is_header(&self, row: Row<'_>) -> bool {
        let names = &self.header.names[..self.header.width];
        self.header.rows == 1 && row.len() == names.len() && row.cells().zip(names).all(|(cell, name)| cell == name)
    }

    /// A row that cannot be read may be no row of data at all: a note after the data, a line of totals.
    fn second_look(&mut self, row: Row<'_>, reason: Reason, column: Option<usize>, amounts: Amounts) -> Stop {
        let nameless = matches!(reason, Reason::NoCode | Reason::NoDate | Reason::NotADate | Reason::NoProfession);
        let own = row.first(if reason == Reason::TooManyCells { row.len() } else { self.header.width });
        match total_of_all(own, self.header) {
            Some(total) if nameless => aggregate(own, total, &mut self.doubts, amounts),
            // A row with a code, a date and a profession whose figure is bad is no note, however it begins;
            // nor is one with a figure.
            _ if (nameless || reason == Reason::TooManyCells) && amounts == Amounts::default() && is_note(own) => {
                Stop::Ignore(Ignored::Note)
            }
            _ => Stop::Reject(reason, column),
        }
    }

    /// Counts a row as used, rejected or ignored: exactly one of them.
    fn take(&mut self, row: Row<'_>, verdict: Verdict, wide: Option<usize>) {
        match verdict.stop {
            None => self.used.add(verdict.amounts),
            Some(Stop::Ignore(reason)) => self.count_ignored(reason, row.line, verdict.amounts),
            Some(Stop::Reject(reason, column)) => {
                self.rejected.add(verdict.amounts);
                self.note_unknown(row, reason, column, verdict.amounts);
                // The value of the wide form stands in a column of the file's own.
                let of_wide =
                    |column: usize| if column + 1 == self.names.len() { wide.unwrap_or(column) } else { column };
                let column = column.map(of_wide);
                let name = column.and_then(|column| self.names.get(column).cloned());
                // What a quote swallows are cells of every column.
                let quoted = column.filter(|column| self.header.may_quote(*column) && reason != Reason::SwallowedRow);
                let value = quoted.map_or(String::new(), |column| shortened(row.cell(column)));
                let column = name.unwrap_or_default();
                self.rejected_rows.push(RejectedRow { line: row.line, column, value, reason });
            }
        }
    }

    /// Remembers the texts that rejected a row and to which a mapping may give a meaning.
    fn note_unknown(&mut self, row: Row<'_>, reason: Reason, column: Option<usize>, amounts: Amounts) {
        let (meaning, column) = match reason {
            Reason::UnknownLearnerType => (Meaning::LearnerType, column),
            Reason::UnknownStatus => (Meaning::Status, column),
            Reason::NoCode => (Meaning::OrgName, self.header.get(Meaning::OrgName)),
            _ => return,
        };
        let value = column.map_or("", |column| row.cell(column));
        if !value.is_empty() {
            self.doubts.unknown(meaning, row.line, value, amounts);
        }
    }
}
