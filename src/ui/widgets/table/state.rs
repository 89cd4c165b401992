//! What a table remembers between frames, owned by the page, and what it reports.

use std::collections::BTreeSet;

use super::edit::{CellAsked, CellEdit};
use super::model::{Column, RowKey, TableModel};

/// By which column rows are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's id.
    pub column: String,
    /// Largest first.
    pub descending: bool,
}

/// A table's sort, selection and hidden columns. Keep one per table; remember what is public.
#[derive(Clone, Debug, Default)]
pub struct TableState {
    /// How the rows that the caller supplies are sorted; the header shows it.
    pub sort: Option<Sort>,
    /// The selected row.
    pub selected: Option<RowKey>,
    /// The column the keyboard stands in, counted in the model's columns.
    pub column: usize,
    /// The ids of hidden columns.
    pub hidden: BTreeSet<String>,
    pub(super) edit: Option<CellEdit>,
    pub(super) takes_keyboard: bool,
    pub(super) reveal: bool,
    pub(super) widths: Widths,
    found: Option<(u64, RowKey, Option<usize>)>,
}

/// Widths by column id: measured once per revision, and grown when a wider cell comes into sight.
#[derive(Clone, Debug, Default)]
pub(super) struct Widths {
    pub revision: Option<u64>,
    pub by_column: Vec<(String, f32)>,
}

impl TableState {
    /// A table whose rows come sorted by a column.
    pub fn sorted(column: impl Into<String>, descending: bool) -> Self {
        Self { sort: Some(Sort { column: column.into(), descending }), ..Self::default() }
    }

    /// Selects a row and brings it into sight: for a selection that comes from the chart or a search.
    pub fn select(&mut self, key: RowKey) {
        self.selected = Some(key);
        self.reveal = true;
    }

    /// Brings the selected row into sight.
    pub fn reveal(&mut self) {
        self.reveal = true;
    }

    /// Shows every column again.
    pub fn show_all_columns(&mut self) {
        self.hidden.clear();
    }

    /// The columns that show, by their place in the model's.
    pub(super) fn visible(&self, columns: &[Column]) -> Vec<usize> {
        (0..columns.len()).filter(|c| !columns[*c].hideable || !self.hidden.contains(&*columns[*c].id)).collect()
    }

    /// Where the selected row stands: looked for once, then remembered until rows change.
    pub(super) fn selected_row(&mut self, model: &dyn TableModel) -> Option<usize> {
        let key = self.selected?;
        let revision = model.revision();
        match self.found {
            Some((at, of, row)) if at == revision && of == key => row,
            _ => {
                let row = model.find(key);
                // Sorted or filtered anew: the selected row is not to be lost from sight.
                self.reveal = true;
                self.found = Some((revision, key, row));
                row
            }
        }
    }

    pub(super) fn select_row(&mut self, model: &dyn TableModel, row: usize) -> RowKey {
        let key = model.row_key(row);
        self.selected = Some(key);
        self.found = Some((model.revision(), key, Some(row)));
        key
    }

    /// A header was pressed: figures start with the largest, words with A; pressing again turns round.
    pub(super) fn sort_by(&mut self, column: &Column, figures: bool) -> Sort {
        let descending = match &self.sort {
            Some(sort) if *sort.column == *column.id => !sort.descending,
            _ => figures,
        };
        let sort = Sort { column: column.id.to_string(), descending };
        self.sort = Some(sort.clone());
        sort
    }
}

/// What happened in a table in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableResponse {
    /// A header was pressed: supply the rows in this order from now on.
    pub sorted: Option<Sort>,
    /// Another row was selected.
    pub selected: Option<RowKey>,
    /// A cell was chosen, by a press or by the keyboard. The column is counted in the model's columns.
    pub chosen: Option<(RowKey, usize)>,
    /// A row was pressed with the mouse or by an assistive technology.
    pub pressed: Option<RowKey>,
    /// A row was opened: Enter or a double click.
    pub opened: Option<RowKey>,
    /// A cell wants explaining: Space. The column is counted in the model's columns.
    pub explained: Option<(RowKey, usize)>,
    /// Something was asked of a cell that can be edited. The column is counted in the model's columns.
    pub cell: Option<(RowKey, usize, CellAsked)>,
    /// So many rows went to the clipboard.
    pub copied: Option<usize>,
    /// Whether the rows have the keyboard.
    pub has_focus: bool,
}
