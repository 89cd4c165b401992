//! Editing a cell in place: the keys that begin it, the field over the cell, and what to say beneath it.

use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Align2, Area, Event, Frame, Id, Key, Modifiers, Order, Rect, Response, RichText, TextEdit, Ui};
use eframe::egui::{UiBuilder, vec2};

use super::model::{RowKey, TableModel};
use super::rows::Rows;
use super::state::{TableResponse, TableState};
use crate::ui::theme::{Tokens, regular, size, space};

/// A cell that is being edited: its text so far, and why it was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellEdit {
    key: RowKey,
    column: usize,
    before: String,
    text: String,
    problem: Option<String>,
    /// Where the row stands, at a revision of the rows.
    found: Option<(u64, usize)>,
    /// The field is to take the keyboard, with the cursor behind the text.
    takes_keyboard: bool,
}

/// What was asked of one cell. The column is counted in the model's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellAsked {
    /// To be edited: F2, or the text typed so far.
    Edit(Option<String>),
    /// Enter was pressed in its field, or the keyboard left it: the text is to be stored.
    Store(String),
    /// Delete: its edits are to be taken back.
    Reset,
    /// A block from a spreadsheet is to go here and beneath.
    Paste(String),
}

impl CellEdit {
    /// Where its row stands: looked for once, then remembered until rows change.
    fn row(&mut self, model: &dyn TableModel) -> Option<usize> {
        match self.found {
            Some((revision, row)) if revision == model.revision() => Some(row),
            _ => {
                let row = model.find(self.key)?;
                self.found = Some((model.revision(), row));
                Some(row)
            }
        }
    }
}

impl TableState {
    /// Opens the field of a cell with this text, once the cell is there.
    pub fn begin_edit(&mut self, key: RowKey, column: usize, text: impl Into<String>) {
        self.select(key);
        self.column = column;
        let text = text.into();
        let before = text.clone();
        self.edit = Some(CellEdit { key, column, before, text, problem: None, found: None, takes_keyboard: true });
    }

    /// Stands the text that was typed so far in the field, so that leaving it stores it.
    pub fn begin_typing(&mut self, key: RowKey, column: usize, text: impl Into<String>) {
        self.begin_edit(key, column, text);
        if let Some(edit) = &mut self.edit {
            edit.before.clear();
        }
    }

    /// What was typed was taken: the field closes, and the rows have the keyboard again.
    pub fn end_edit(&mut self) {
        if self.edit.take().is_some() {
            self.takes_keyboard = true;
        }
    }

    /// What was typed was not taken: it stays in the field, with the reason beneath.
    pub fn refuse_edit(&mut self, reason: impl Into<String>) {
        if let Some(edit) = &mut self.edit {
            edit.problem = Some(reason.into());
            edit.takes_keyboard = true;
        }
    }
}

/// The keys that begin an edit, if the body has the keyboard and the cell it stands in can be edited.
pub(super) fn keys(ui: &Ui, body: &Response, rows: &Rows<'_>, state: &TableState, report: &mut TableResponse) {
    let Some(key) = state.selected.filter(|_| body.has_focus() && rows.selected.is_some()) else { return };
    if state.edit.is_some() || !rows.model.is_editable(state.column) {
        return;
    }
    let (mut typed, mut pasted) = (String::new(), None);
    let asked = ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Text(text) if begins_figure(text) || !typed.is_empty() => {
                typed.push_str(text);
                false
            }
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
        if let Some(block) = pasted {
            Some(CellAsked::Paste(block))
        } else if !typed.is_empty() {
            Some(CellAsked::Edit(Some(typed)))
        } else if input.consume_key(Modifiers::NONE, Key::F2) {
            Some(CellAsked::Edit(None))
        } else if input.consume_key(Modifiers::NONE, Key::Delete) {
            Some(CellAsked::Reset)
        } else {
            None
        }
    });
    if let Some(asked) = asked {
        report.cell = Some((key, state.column, asked));
    }
}

fn begins_figure(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit() || ".+-−*×".contains(first))
}

/// The field over the cell that is being edited.
pub(super) fn field(ui: &mut Ui, rows: &Rows<'_>, state: &mut TableState, report: &mut TableResponse) {
    let Some(edit) = &mut state.edit else { return };
    let place = rows.placed.iter().position(|placed| placed.column == edit.column);
    let (Some(row), Some(place)) = (edit.row(rows.model), place) else { return };
    let rect = rows.cell_rect(row, place);
    if !rows.seen.intersects(rect) {
        return;
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        state.end_edit();
        ui.ctx().request_repaint();
        return;
    }
    let id = ui.scope_id().with("cell field");
    if std::mem::take(&mut edit.takes_keyboard) {
        ui.memory_mut(|memory| memory.request_focus(id));
        cursor_behind(ui, id, &edit.text);
    }
    let column = &rows.model.columns()[edit.column];
    let name = format!("{}: {}", rows.model.row_name(row), column.title);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("cell field").max_rect(rect.shrink(2.0)));
    inside.set_clip_rect(rows.clip(place));
    let margin = vec2(space::CELL - 4.0, 2.0);
    let field = TextEdit::singleline(&mut edit.text)
        .id(id)
        .font(regular(size::CELL))
        .align(Align2::RIGHT_CENTER)
        .margin(margin)
        .desired_width(f32::INFINITY);
    let response = inside.put(rect.shrink(2.0), field).accessible_name(name);
    if response.changed() {
        edit.problem = None;
    }
    beneath(ui, id, rect, edit.problem.as_deref());
    if response.lost_focus() {
        if edit.text == edit.before && edit.problem.is_none() {
            state.end_edit();
        } else {
            report.cell = Some((edit.key, edit.column, CellAsked::Store(edit.text.clone())));
        }
        ui.ctx().request_repaint();
    }
}

fn cursor_behind(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

/// What is understood, or why the text was not taken: beneath the field, over the rows.
fn beneath(ui: &Ui, id: Id, cell: Rect, problem: Option<&str>) {
    let tokens = Tokens::of(ui);
    let area = Area::new(id.with("beneath"))
        .order(Order::Foreground)
        .fixed_pos(cell.left_bottom() + vec2(0.0, space::TIGHT))
        .interactable(false);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(320.0);
            let hint = "132 sets, +12 adds, −12 takes off, *1.1 or +10 % scales. Enter stores, Escape leaves it.";
            let (words, ink) = problem.map_or((hint, tokens.secondary), |problem| (problem, tokens.error));
            let label = ui.label(RichText::new(words).size(size::SECONDARY).color(ink));
            ui.ctx().accesskit_node_builder(label.id, |node| {
                node.set_live(eframe::egui::accesskit::Live::Polite);
            });
        });
    });
}
