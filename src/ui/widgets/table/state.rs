//! What a table remembers between frames, owned by the page, and what it reports.

use std::collections::BTreeSet;

use eframe::egui::Ui;

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
    follows: Follows,
    pub(super) widths: Widths,
    found: Option<(u64, RowKey, Option<usize>)>,
}

/// A selection that is made elsewhere: in a chart, where a held key goes from point to point.
#[derive(Clone, Debug, Default)]
struct Follows {
    /// It was made since the last frame.
    moved: bool,
    /// When it was made last, in seconds.
    moved_at: f64,
    /// It is still to be brought into sight.
    waits: bool,
}

/// For so many seconds a selection has to rest before rows follow it, once it moves quicker than that: rows
/// that jump with every step of a held key cannot be read, and on a remote desktop each is sent over the line.
const REST: f64 = 0.1;

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

    /// Follows a selection that was made in the chart: at once, or as soon as it rests.
    pub fn follow(&mut self) {
        self.follows.moved = true;
    }

    /// Whether the selected row is to be brought into sight in this frame.
    pub(super) fn takes_reveal(&mut self, ui: &Ui) -> bool {
        let (now, follows) = (ui.input(|input| input.time), &mut self.follows);
        if std::mem::take(&mut follows.moved) {
            let before = std::mem::replace(&mut follows.moved_at, now);
            follows.waits = true;
            self.reveal |= now - before > REST;
        }
        if follows.waits && !self.reveal {
            let left = REST - (now - follows.moved_at);
            if left > 0.0 {
                ui.ctx().request_repaint_after_secs(left as f32);
            } else {
                self.reveal = true;
            }
        }
        follows.waits &= !self.reveal;
        std::mem::take(&mut self.reveal)
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
            found => {
                let row = model.find(key);
                match found {
                    Some((at, ..)) if at == revision => self.follow(),
                    // Sorted or filtered anew: the selected row is not to be lost from sight.
                    _ => self.reveal = true,
                }
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
