//! How wide columns are, and where they stand.

use eframe::egui;
use eframe::egui::{Rangef, Ui};

use super::model::{Align, Cell, Column, TableModel};
use super::state::{TableState, Widths};
use crate::ui::theme::{regular, semibold, size, space};

/// How many rows are measured when rows change.
const MEASURED: usize = 64;
/// Words wider than this lose their middle.
const WIDEST_WORDS: f32 = 280.0;
/// A status shape with the gap after it.
pub(super) const STATUS_SHAPE: f32 = 12.0;
/// The triangle that shows the direction of a sort, with its gap.
pub(super) const SORT_MARK: f32 = 14.0;

/// One column as it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// Its place among the model's columns.
    pub column: usize,
    /// Where it begins, from the left of the content.
    pub left: f32,
    pub width: f32,
}

impl Placed {
    pub fn span(&self, origin: f32) -> Rangef {
        Rangef::new(origin + self.left, origin + self.left + self.width)
    }
}

/// Measures what is new, gives flexible columns the rest, and lines the columns up.
pub(super) fn place(ui: &Ui, model: &dyn TableModel, state: &mut TableState, available: f32) -> Vec<Placed> {
    if state.widths.revision != Some(model.revision()) {
        state.widths.revision = Some(model.revision());
        measure(ui, model, &mut state.widths);
    }
    let columns = model.columns();
    let visible = state.visible(columns);
    let natural = |c: usize| state.widths.of(&columns[c]);
    let fixed: f32 = visible.iter().filter(|c| !columns[**c].flexible).map(|c| natural(*c)).sum();
    let flexible = visible.iter().filter(|c| columns[**c].flexible).count();
    let share = ((available - fixed) / flexible.max(1) as f32).floor();
    let mut left = 0.0;
    visible
        .into_iter()
        .map(|column| {
            let width = if columns[column].flexible { share.max(columns[column].min_width) } else { natural(column) };
            let placed = Placed { column, left, width };
            left += width;
            placed
        })
        .collect()
}

impl Widths {
    fn of(&self, column: &Column) -> f32 {
        let found = self.by_column.iter().find(|(id, _)| *id == column.id);
        found.map_or(column.min_width, |(_, width)| *width)
    }

    /// Widens a column; true if it was narrower. Columns never shrink while a table stands: a column that
    /// jumps as one scrolls cannot be read down.
    pub fn grow(&mut self, column: &Column, width: f32) -> bool {
        let width = if column.align == Align::Left { width.min(WIDEST_WORDS) } else { width }.ceil();
        match self.by_column.iter_mut().find(|(id, _)| *id == column.id) {
            Some((_, known)) if *known >= width => false,
            Some((_, known)) => {
                *known = width;
                true
            }
            None => {
                self.by_column.push((column.id.to_string(), width.max(column.min_width)));
                true
            }
        }
    }
}

/// Headers, and a sample of rows spread over the whole table.
fn measure(ui: &Ui, model: &dyn TableModel, widths: &mut Widths) {
    let count = model.row_count();
    let stride = count.div_ceil(MEASURED).max(1);
    for (place, column) in model.columns().iter().enumerate() {
        let mut width = header_width(ui, column);
        if !column.flexible {
            for row in (0..count).step_by(stride) {
                width = width.max(cell_width(ui, &model.cell(row, place), model.is_group(row)));
            }
        }
        widths.grow(column, width);
    }
}

fn header_width(ui: &Ui, column: &Column) -> f32 {
    let title = text_width(ui, &column.title, semibold(size::SMALL));
    let unit = text_width(ui, &column.unit, regular(size::SMALL));
    // The triangle of a sort stands in the margin of figures; words need room for it after them.
    let mark = if column.sortable && column.align == Align::Left { SORT_MARK } else { 0.0 };
    (title + mark).max(unit) + 2.0 * space::CELL
}

/// Those of groups are bolder, and so wider.
pub(super) fn cell_width(ui: &Ui, cell: &Cell<'_>, group: bool) -> f32 {
    let font = if group { semibold(size::CELL) } else { regular(size::CELL) };
    let aside = if cell.aside.is_empty() { 0.0 } else { text_width(ui, &cell.aside, regular(size::SMALL)) };
    beside_text(cell, aside) + text_width(ui, &cell.text, font)
}

/// What a cell needs beside its text: margins, its shape, and its small words, which are so wide.
pub(super) fn beside_text(cell: &Cell<'_>, aside: f32) -> f32 {
    let shape = if cell.mark.is_some() { STATUS_SHAPE + space::SMALL } else { 0.0 };
    let aside = if cell.aside.is_empty() { 0.0 } else { aside + space::CARD };
    shape + aside + 2.0 * space::CELL
}

fn text_width(ui: &Ui, text: &str, font: egui::FontId) -> f32 {
    ui.ctx().fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x)
}
