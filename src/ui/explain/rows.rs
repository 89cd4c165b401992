//! The figures that one is made from, and the source rows beneath it, as tables take them.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::widgets::{Cell, Column, RowKey, TableModel};
use crate::model::count;
use crate::model::explain::{Counted, RowRef};
use crate::report::{SourceNames, StoryPart, row_amount, row_counted};

/// The columns of the figures that one is made from, under the story's own title; lines without a value have
/// all the room for themselves.
pub fn part_columns(title: &'static str, have_values: bool) -> Vec<Column> {
    let name = Column::name("figure", title).unsorted().min_width(120.0);
    let value = Column::figure("value", "Value").unsorted().min_width(88.0);
    std::iter::once(name).chain(have_values.then_some(value)).collect()
}

/// The figures that one is made from.
pub struct Parts<'a> {
    /// The figures, in the order of the formula.
    pub parts: &'a [StoryPart],
    /// Their columns.
    pub columns: &'a [Column],
    /// Rises with every answer.
    pub revision: u64,
}

impl TableModel for Parts<'_> {
    fn columns(&self) -> &[Column] {
        self.columns
    }
    fn row_count(&self) -> usize {
        self.parts.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let part = &self.parts[row];
        match column {
            0 => Cell::text(part.name.as_str()),
            _ if part.missing => Cell::missing(part.value.as_str()),
            _ => Cell::text(part.value.as_str()),
        }
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        usize::try_from(key.0).ok().filter(|row| *row < self.parts.len())
    }
}

static ROW_COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("line", "File and line").unsorted().min_width(96.0),
        Column::figure("amount", "Gives").unsorted(),
        Column::text("counts", "Counts?").unsorted().min_width(72.0),
    ]
});

/// Which lines of the table are those of files: one above each run of rows of the same file.
pub fn file_lines(rows: &[RowRef]) -> Vec<usize> {
    let another = |row: &usize| *row == 0 || rows[*row].source != rows[*row - 1].source;
    (0..rows.len()).filter(another).enumerate().map(|(files, row)| row + files).collect()
}

/// The source rows beneath a figure. A file has a line of its own above its rows: beside three columns the
/// panel has no room for names that are told apart by their ends.
pub struct SourceRows<'a> {
    /// The rows.
    pub rows: &'a [RowRef],
    /// Which lines of the table are those of files.
    pub file_lines: &'a [usize],
    /// The names of their files.
    pub names: &'a SourceNames,
    /// Rises with every answer.
    pub revision: u64,
}

impl SourceRows<'_> {
    /// The row of a line of the table; of a file's line the first of its rows.
    pub fn row_of(&self, key: RowKey) -> Option<&RowRef> {
        let line = usize::try_from(key.0).ok()?;
        self.rows.get(self.row_at(line).1)
    }

    /// Whether a line of the table is a file's, and the row that it shows or leads to.
    fn row_at(&self, line: usize) -> (bool, usize) {
        let files = self.file_lines.partition_point(|file| *file <= line);
        match files.checked_sub(1).map(|last| self.file_lines[last]) {
            Some(file) if file == line => (true, line + 1 - files),
            _ => (false, line - files),
        }
    }
}

impl TableModel for SourceRows<'_> {
    fn columns(&self) -> &[Column] {
        &ROW_COLUMNS
    }
    fn row_count(&self) -> usize {
        self.rows.len() + self.file_lines.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    // Texts are made for the few rows in sight: kept for all, those of a rate would fill the memory.
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let (is_file, row) = self.row_at(row);
        let row = &self.rows[row];
        match column {
            0 if is_file => Cell::text(self.names.of(row.source)),
            _ if is_file => Cell::text(""),
            0 => Cell::text(format!("line {}", count(row.line.into()))),
            1 if row.value.is_none() => Cell::missing(row_amount(row)),
            1 => Cell::text(row_amount(row)),
            _ if matches!(row.counted, Counted::No(_)) => Cell::missing(format!("no: {}", row_counted(row))),
            _ => Cell::text(row_counted(row)),
        }
    }
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        let (is_file, row) = self.row_at(row);
        let row = &self.rows[row];
        let name = self.names.of(row.source);
        match is_file {
            true => name.into(),
            false => Cow::Owned(format!("{name} line {}", count(row.line.into()))),
        }
    }
    fn is_group(&self, row: usize) -> bool {
        self.row_at(row).0
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        usize::try_from(key.0).ok().filter(|row| *row < self.row_count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::explain::RowUnit;
    use crate::model::{Decimal, Fraction};

    #[test]
    fn a_file_stands_above_its_rows_and_leads_to_the_first() {
        let row = |source, line| RowRef {
            source,
            line,
            value: Some(Decimal::ZERO),
            unit: RowUnit::Weeks,
            counted: Counted::Whole,
            adds: Fraction::ZERO,
        };
        let rows = [row(3, 10), row(3, 11), row(1, 2), row(3, 12)];
        let names = SourceNames::default();
        let file_lines = file_lines(&rows);
        let table = SourceRows { rows: &rows, file_lines: &file_lines, names: &names, revision: 0 };
        let lines: Vec<(bool, u32)> = (0..table.row_count())
            .map(|line| (table.is_group(line), table.row_of(RowKey(line as u64)).map_or(0, |row| row.line)))
            .collect();
        let (file, row) = (true, false);
        assert_eq!(lines, [(file, 10), (row, 10), (row, 11), (file, 2), (row, 2), (file, 12), (row, 12)]);
        assert_eq!(table.row_of(RowKey(7)).map(|row| row.line), None);
    }
}
