//! Editing cells of the table: in the scenario looked at, or, from the baseline, in one made for it.

use eframe::egui::{Align, Event, Key, Label, Layout, Modifiers, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::theme::space;
use super::super::super::widgets::{CellAsked, RowKey, link_button, primary_button, secondary};
use super::models::{Rows, column_of_field, field_of};
use super::{OverviewPage, Shown, Tried, key, place_of};
use crate::model::Place;
use crate::model::scenario::{CellField, Change, Edit};
use crate::report::{OverviewColumn, cell_name, pasted, typed_figure};

impl OverviewPage {
    /// Opens the field of a cell with what was typed of it.
    pub fn edit(&mut self, place: Place, field: CellField, text: &str) {
        self.tried = None;
        self.table.begin_typing(key(place), column_of_field(field) as usize, text);
    }

    /// What became of the text in the field.
    pub fn edited(&mut self, done: Result<(), String>) {
        match done {
            Ok(()) => self.table.end_edit(),
            Err(reason) => self.table.refuse_edit(reason),
        }
    }

    /// Sees to what was asked of a cell.
    pub(super) fn cell_asked(
        &mut self,
        (row, column, asked): (RowKey, usize, CellAsked),
        document: &Document,
        actions: &mut Vec<Action>,
    ) {
        let Some(field) = OverviewColumn::ALL.get(column).copied().and_then(field_of) else { return };
        let Some(place) = self.shown.as_ref().and_then(|shown| place_of(row, shown.table.year)) else { return };
        if document.looked_at.is_none() {
            if let CellAsked::Edit(text) = asked {
                let text = text.unwrap_or_else(|| typed_figure(&document.results.outcome, place, field));
                self.tried = Some(Tried { place, field, text, takes_keyboard: true });
            }
            return;
        }
        match asked {
            CellAsked::Edit(Some(text)) => self.edit(place, field, &text),
            CellAsked::Edit(None) => {
                self.table.begin_edit(row, column, typed_figure(&document.results.outcome, place, field));
            }
            CellAsked::Store(text) => match Change::typed(&text) {
                Ok(change) => {
                    let code = &document.results.outcome.organisation(place).code;
                    // A figure set anew keeps the reason that was written down for it.
                    let held = document.live.as_ref().map(|live| live.note_of(place, field));
                    let note = held.filter(|_| matches!(change, Change::Set(_))).unwrap_or_default();
                    let edit = Edit::cell(field, code, place.profession, place.year, change, note);
                    actions.push(Action::EditCell(edit));
                }
                Err(error) => self.table.refuse_edit(error.to_string()),
            },
            CellAsked::Reset => actions.push(Action::ResetCell(place, field)),
            CellAsked::Paste(block) => self.paste(&block, place, field, document, actions),
        }
    }

    /// A block from a spreadsheet goes onto the rows from here down, in the order shown.
    fn paste(&self, block: &str, place: Place, field: CellField, document: &Document, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else { return };
        let rows = Rows::new(shown, self.revision);
        let places: Vec<Place> = (0..shown.view.order.len()).map(|row| rows.row(row).place).collect();
        let from = places.iter().position(|other| *other == place).unwrap_or(places.len());
        let hidden = |field: &CellField| self.table.hidden.contains(super::models::id(column_of_field(*field)));
        let fields: Vec<CellField> =
            CellField::ALL.into_iter().filter(|other| *other >= field && !hidden(other)).collect();
        match pasted(&document.results.outcome, block, &places[from..], &fields) {
            Ok(pasted) if pasted.edits.is_empty() => {
                actions.push(Action::Say("The block says what the table has already; nothing changed".to_owned()));
            }
            Ok(pasted) => actions.push(Action::EditCells(pasted.edits)),
            Err(reason) => actions.push(Action::Refuse("Nothing was pasted".to_owned(), reason)),
        }
    }

    /// The line above the table: what the selected cell is, and what can be done with it.
    pub(super) fn cell_line(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        if document.writer.is_none() {
            return;
        }
        let room = vec2(ui.available_width(), space::TARGET);
        ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(space::TARGET);
            match (&self.tried, document.looked_at) {
                (Some(_), None) => self.offer(ui, document, actions),
                (_, None) => {
                    line(ui, "To try other figures, select FTE or provided weeks and press F2 or type.");
                }
                (_, Some(_)) => self.selected_cell(ui, document, actions),
            }
        });
    }

    /// The baseline is never edited; a scenario for it is one press away.
    fn offer(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let Some(tried) = &mut self.tried else { return };
        let button = primary_button(ui, "Make a scenario to try this");
        if std::mem::take(&mut tried.takes_keyboard) {
            button.request_focus();
        }
        if button.clicked() {
            let Tried { place, field, text, .. } = tried;
            actions.push(Action::Try { place: *place, field: *field, text: text.clone() });
        }
        // Who types on while the button waits loses nothing.
        let escape = ui.input_mut(|input| {
            for event in &input.events {
                if let Event::Text(typed) = event {
                    tried.text.push_str(typed);
                }
            }
            input.consume_key(Modifiers::NONE, Key::Escape)
        });
        let left = link_button(ui, "Leave it").clicked() || escape;
        let name = cell_name(&document.results.outcome, tried.place, tried.field);
        line(ui, &format!("The baseline stays as it was loaded; {name} can be tried in a scenario."));
        if left {
            self.tried = None;
        }
    }

    fn selected_cell(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let column = OverviewColumn::ALL.get(self.table.column).copied();
        let selected = || {
            let Shown { table, .. } = self.shown.as_ref()?;
            Some((place_of(self.table.selected?, table.year)?, column.and_then(field_of)?))
        };
        let Some((place, field)) = selected() else {
            line(
                ui,
                "Select FTE or provided weeks, then press F2 or type: 132 sets, +12 adds, *1.1 or +10 % scales. Ctrl+V pastes a block from Excel.",
            );
            return;
        };
        let row = key(place);
        if ui.button("Edit").on_hover_text("F2, or type a figure").clicked() {
            self.table.begin_edit(
                row,
                column_of_field(field) as usize,
                typed_figure(&document.results.outcome, place, field),
            );
        }
        let words = self.shown.as_ref().and_then(|shown| shown.edited.words(place, field)).map(str::to_owned);
        if words.is_some() && ui.button("Reset").on_hover_text("Delete").clicked() {
            actions.push(Action::ResetCell(place, field));
        }
        let name = cell_name(&document.results.outcome, place, field);
        line(ui, &words.map_or_else(|| format!("{name}: as in the baseline"), |words| format!("{name}: {words}")));
    }
}

/// Words that give way where the line is short.
fn line(ui: &mut Ui, words: &str) {
    let words = secondary(ui, words);
    ui.add(Label::new(words).truncate());
}
