//! The first rows of a file, as a table: title lines grey, the header in bold, line numbers first.

use std::sync::Arc;

use eframe::egui::Ui;

use super::super::super::assistant::{FileId, Look};
use super::super::super::widgets::{Cell, Column, DataTable, RowKey, TableModel, TableState};
use crate::import::RowPart;
use crate::model::count;

/// More columns than anyone compares by eye.
const MOST: usize = 100;

/// What the preview keeps between frames.
#[derive(Default)]
pub struct Preview {
    state: TableState,
    shown: Option<Shown>,
}

/// A look at a file, with the columns of the table for it.
struct Shown {
    file: FileId,
    look: Look,
    columns: Vec<Column>,
    revision: u64,
}

/// What the user asked of the preview.
pub struct Asked {
    /// The line of the row that is selected, if it can become the header.
    pub selected: Option<u64>,
    /// A row was opened: the header is to begin there.
    pub opened: Option<u64>,
}

impl Preview {
    /// Draws the first rows of a look.
    pub fn show(&mut self, ui: &mut Ui, file: FileId, look: &Look) -> Asked {
        let same = self.shown.as_ref().is_some_and(|shown| shown.file == file && Arc::ptr_eq(&shown.look, look));
        if !same {
            let revision = self.shown.as_ref().map_or(0, |shown| shown.revision) + 1;
            let columns = columns(look);
            self.shown = Some(Shown { file, look: Arc::clone(look), columns, revision });
            self.state.selected = None;
        }
        let Some(shown) = &self.shown else { return Asked { selected: None, opened: None } };
        let report =
            DataTable::new("preview", "First rows of the file").max_height(320.0).show(ui, shown, &mut self.state);
        let line = |key: RowKey| shown.look.found.rows.get(key.0 as usize).map(|row| row.line);
        Asked { selected: self.state.selected.and_then(line), opened: report.opened.and_then(line) }
    }
}

/// The line number, then the file's columns by their headers.
fn columns(look: &Look) -> Vec<Column> {
    let found = &look.found;
    let widest = found.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(MOST);
    let title = |place: usize| {
        let header = found.columns.get(place).map_or("", |column| column.header.as_str());
        if header.is_empty() { format!("column {}", place + 1) } else { header.to_owned() }
    };
    let line = Column { sortable: false, ..Column::figure("line", "Line") };
    let cells = (0..widest).map(|place| Column::text(format!("{place}"), title(place)).unsorted());
    [line].into_iter().chain(cells).collect()
}

impl TableModel for Shown {
    fn columns(&self) -> &[Column] {
        &self.columns
    }
    fn row_count(&self) -> usize {
        self.look.found.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = &self.look.found.rows[row];
        let Some(place) = column.checked_sub(1) else { return Cell::text(count(row.line)) };
        let personal = self.look.found.columns.get(place).is_some_and(|column| column.personal);
        let text = row.cells.get(place).map_or("", String::as_str);
        match row.part {
            RowPart::Data if personal => Cell::missing("left out"),
            RowPart::Title => Cell::missing(text),
            RowPart::Header | RowPart::Data => Cell::text(text),
        }
    }
    fn is_group(&self, row: usize) -> bool {
        self.look.found.rows[row].part == RowPart::Header
    }
    fn revision(&self) -> u64 {
        self.revision
    }
}
