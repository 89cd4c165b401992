//! The rug as the table takes it. Texts are borrowed, never made here.

use std::borrow::Cow;

use super::super::super::widgets::{Cell, Column, Mark, RowKey, TableModel};
use super::ShownRug;
use crate::report::{Rug, RugCell, RugLine, RugQuery};

/// The columns: names, then a profession or a year each.
pub fn columns(rug: &Rug) -> Vec<Column> {
    let name = Column::name("organisation", "Organisation").min_width(220.0);
    let figures = (0..rug.columns.len()).map(|column| {
        let meaning = match rug.query {
            RugQuery::Professions { .. } => rug.asked().profession_name(rug.columns[column].profession).into_owned(),
            RugQuery::Years { .. } => String::new(),
        };
        Column::figure(rug.title(column), rug.title(column)).unit("of share").meaning(meaning).min_width(112.0)
    });
    std::iter::once(name).chain(figures).collect()
}

/// A group's row has the highest bit; an organisation's has its number, and above it which time it stands
/// there.
pub const GROUP: u64 = 1 << 63;

/// The lines at one revision.
pub struct Lines<'a> {
    /// What is shown.
    pub shown: &'a ShownRug,
    /// Rises with every new view.
    pub revision: u64,
}

impl Lines<'_> {
    fn cells(&self, row: usize) -> &[RugCell] {
        match self.shown.view.lines[row] {
            RugLine::Group(group) => &self.shown.view.groups[group as usize].cells,
            RugLine::Organisation { row, .. } => &self.shown.rug.rows[row as usize].cells,
        }
    }

    fn name(&self, row: usize) -> &str {
        match self.shown.view.lines[row] {
            RugLine::Group(group) => &self.shown.view.groups[group as usize].name,
            RugLine::Organisation { row, .. } => &self.shown.rug.rows[row as usize].name,
        }
    }
}

impl TableModel for Lines<'_> {
    fn columns(&self) -> &[Column] {
        &self.shown.columns
    }

    fn row_count(&self) -> usize {
        self.shown.view.lines.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        RowKey(match self.shown.view.lines[row] {
            RugLine::Group(group) => GROUP | u64::from(group),
            RugLine::Organisation { row, time } => {
                u64::from(time) << 32 | u64::from(self.shown.rug.rows[row as usize].organisation)
            }
        })
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        if column == 0 {
            return Cell::text(self.name(row));
        }
        let Some(cell) = self.cells(row).get(column - 1) else { return Cell::text("") };
        let remark = cell.remark.as_str();
        match cell.status {
            Some(status) if status.has_ratio() => {
                let mark = if cell.neutral { Mark::Neutral(status) } else { Mark::Status(status) };
                Cell::text(&*cell.text).mark(mark).tile(&*cell.word).remark(remark)
            }
            Some(status) => Cell { tile: false, ..Cell::missing(&*cell.text).mark(Mark::Status(status)) },
            None => Cell::missing(&*cell.text),
        }
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.name(row))
    }

    fn is_group(&self, row: usize) -> bool {
        matches!(self.shown.view.lines[row], RugLine::Group(_))
    }
}
