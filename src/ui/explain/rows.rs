//! The figures that one is made from, and the source rows beneath it, as tables take them.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::widgets::{Cell, Column, RowKey, TableModel};
use crate::model::count;
use crate::model::explain::{Counted, RowRef};
use crate::report::{SourceNames, StoryPart, row_amount, row_counted};

/// The columns of the figures that one is made from, under the story's own title.
pub fn part_columns(title: &'static str) -> [Column; 2] {
    [
        Column::name("figure", title).unsorted().min_width(120.0),
        Column::figure("value", "Value").unsorted().min_width(88.0),
    ]
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
        Column::name("file", "File").unsorted().min_width(96.0),
        Column::figure("line", "Line").unsorted(),
        Column::figure("amount", "Gives").unsorted(),
        Column::text("counts", "Counts?").unsorted().min_width(72.0),
    ]
});

/// The source rows beneath a figure.
pub struct SourceRows<'a> {
    /// The rows.
    pub rows: &'a [RowRef],
    /// The names of their files.
    pub names: &'a SourceNames,
    /// Rises with every answer.
    pub revision: u64,
}

impl TableModel for SourceRows<'_> {
    fn columns(&self) -> &[Column] {
        &ROW_COLUMNS
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    // Texts are made for the few rows in sight: kept for all, those of a rate would fill the memory.
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = &self.rows[row];
        match column {
            0 => Cell::text(self.names.of(row.source)),
            1 => Cell::text(count(row.line.into())),
            2 if row.value.is_none() => Cell::missing(row_amount(row)),
            2 => Cell::text(row_amount(row)),
            _ if matches!(row.counted, Counted::No(_)) => Cell::missing(format!("no: {}", row_counted(row))),
            _ => Cell::text(row_counted(row)),
        }
    }
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        let row = &self.rows[row];
        Cow::Owned(format!("{} line {}", self.names.of(row.source), count(row.line.into())))
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        usize::try_from(key.0).ok().filter(|row| *row < self.rows.len())
    }
}
