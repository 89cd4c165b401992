//! A profile's tables and years as the widgets take them. Texts are borrowed, never made here.

use std::borrow::Cow;

use super::super::super::widgets::{Bar, BarsModel, Cell, Column, Mark, RowKey, TableModel};
use crate::report::{ProfileTable, YearDot, Years};

/// The columns as the table widget has them.
pub fn columns(table: &ProfileTable) -> Vec<Column> {
    let columns = table.columns.iter().enumerate().map(|(place, column)| {
        let made = match (place, column.unit.is_empty()) {
            (0, _) => Column::name(column.title, column.title).min_width(120.0),
            (_, true) => Column::text(column.title, column.title),
            (_, false) => Column::figure(column.title, column.title).unit(column.unit),
        };
        made.unsorted()
    });
    columns.collect()
}

/// The lines of a table.
pub struct Lines<'a> {
    /// The table.
    pub table: &'a ProfileTable,
    /// Its columns.
    pub columns: &'a [Column],
    /// Rises with every profile.
    pub revision: u64,
}

impl TableModel for Lines<'_> {
    fn columns(&self) -> &[Column] {
        self.columns
    }
    fn row_count(&self) -> usize {
        self.table.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.table.rows[row].key)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = &self.table.rows[row];
        let Some(cell) = column.checked_sub(1).and_then(|column| row.cells.get(column)) else {
            return Cell::text(row.name.as_str());
        };
        match cell.status {
            Some(status) => match cell.unstable {
                Some(unstable) => Cell::text(status.word()).mark(Mark::Neutral(status)).remark(unstable.sentence()),
                None => Cell::status(status),
            },
            None if cell.missing => Cell::missing(cell.text.as_str()),
            None => Cell::text(cell.text.as_str()),
        }
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn is_group(&self, row: usize) -> bool {
        self.table.rows[row].own
    }
}

/// The years as dots with intervals, against the fair share line.
pub struct Dots<'a> {
    /// The years.
    pub years: &'a Years,
    /// Rises with every profile.
    pub revision: u64,
}

impl Dots<'_> {
    fn dot(&self, row: usize) -> &YearDot {
        &self.years.dots[row]
    }
}

impl BarsModel for Dots<'_> {
    fn row_count(&self) -> usize {
        self.years.dots.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.dot(row).year.start() as u64)
    }
    fn bar(&self, row: usize) -> Bar<'_> {
        let dot = self.dot(row);
        Bar {
            name: Cow::Owned(dot.year.to_string()),
            expected: None,
            provided: Some(100.0 * dot.ratio),
            status: dot.status,
            label: Cow::Borrowed(&dot.text),
        }
    }
    fn figures(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.dot(row).words)
    }
    fn longest(&self) -> f64 {
        let highest = self.years.dots.iter().map(|dot| dot.interval.high.max(dot.ratio)).fold(1.2, f64::max);
        100.0 * highest.min(3.0)
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn mark(&self, row: usize) -> Mark {
        let dot = self.dot(row);
        if dot.unstable { Mark::Neutral(dot.status) } else { Mark::Status(dot.status) }
    }
    fn interval(&self, row: usize) -> Option<[f64; 2]> {
        let interval = self.dot(row).interval;
        Some([100.0 * interval.low, 100.0 * interval.high])
    }
    fn line(&self) -> Option<f64> {
        Some(100.0)
    }
    fn are_dots(&self) -> bool {
        true
    }
    fn key_words(&self) -> [&str; 2] {
        ["ratio", "95 % interval"]
    }
}
