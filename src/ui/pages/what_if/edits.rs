//! The list of edits in force, and what of them can be taken back.

use std::borrow::Cow;
use std::sync::LazyLock;

use eframe::egui::{Key, Modifiers, RichText, TextEdit, Ui};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::Question;
use super::super::super::theme::{Tokens, size, space};
use super::super::super::widgets::{Callout, Cell, Column, DataTable, RowKey, TableModel, TableState, Tone, note};
use crate::model::counted;
use crate::report::EditRow;
use crate::session::LiveScenario;

/// What the list keeps between frames.
#[derive(Default)]
pub struct EditList {
    table: TableState,
    /// The note that is being written, and of which edit.
    note: Option<(u32, String)>,
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("what", "What").unsorted().min_width(240.0),
        Column::text("change", "Change").unsorted(),
        Column::figure("before", "Baseline").unsorted(),
        Column::figure("after", "Now").unsorted(),
        Column::text("stands", "Stands").unsorted(),
        Column::text("note", "Note").unsorted(),
    ]
});

/// The column of the baseline's figure.
const BEFORE: usize = 2;

impl EditList {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let Some(live) = &document.live else { return };
        let rows = Edits { live, revision: document.revision };
        if rows.row_count() == 0 {
            note(ui, "None yet: this scenario is the baseline so far.");
            self.unreadable(ui, live);
            return;
        }
        not_applied(ui, live);
        self.selected(ui, document, live, actions);
        let height = ui.available_height().max(280.0);
        let report = DataTable::new("edits", "Edits in force").max_height(height).show(ui, &rows, &mut self.table);
        let question = |(row, column): (RowKey, usize)| {
            let edit = &live.state().scenario().edits[live.index_of(u32::try_from(row.0).ok()?)?];
            let key = EditRow::figure(live.state(), edit)?;
            Some(if column == BEFORE { Question::InBaseline { key, reference: None } } else { Question::new(key) })
        };
        actions.extend(report.chosen.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
        let delete = report.has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
        if delete && document.writer.is_some() {
            self.take_back(live, actions);
        }
        self.unreadable(ui, live);
    }

    /// What can be done with the selected edit.
    fn selected(&mut self, ui: &mut Ui, document: &Document, live: &LiveScenario, actions: &mut Vec<Action>) {
        if document.writer.is_none() {
            return;
        }
        let selected = self.table.selected.and_then(|key| u32::try_from(key.0).ok());
        let index = selected.and_then(|number| live.index_of(number));
        ui.horizontal(|ui| {
            ui.set_min_height(space::TARGET);
            let Some((number, index)) = selected.zip(index) else {
                note(ui, "Select an edit to take it back or to write down why it was made.");
                return;
            };
            if ui.button("Take this edit back").on_hover_text("Delete").clicked() {
                self.take_back(live, actions);
            }
            let held = &live.state().scenario().edits[index].note;
            let draft = match &mut self.note {
                Some((of, text)) if *of == number => text,
                other => &mut other.insert((number, held.clone())).1,
            };
            let field = TextEdit::singleline(draft).hint_text("Why (a note)").desired_width(280.0);
            let response = ui.add(field).accessible_name("Note of this edit");
            if response.lost_focus() && draft.trim() != held {
                actions.push(Action::Note(number, draft.trim().to_owned()));
            }
        });
    }

    fn take_back(&self, live: &LiveScenario, actions: &mut Vec<Action>) {
        let selected = self.table.selected.and_then(|key| u32::try_from(key.0).ok());
        let Some((number, index)) = selected.and_then(|number| Some((number, live.index_of(number)?))) else { return };
        let row = EditRow::of(live.state(), &live.state().scenario().edits[index]);
        actions.push(Action::RemoveEdits(format!("taking back {} {}", row.subject, row.change), vec![number]));
    }

    /// Edits that this version cannot read are kept, and said to be there.
    fn unreadable(&self, ui: &mut Ui, live: &LiveScenario) {
        for (text, reason) in live.unreadable() {
            let words = format!("Kept, not applied: {} ({reason})", text.replace('\t', " "));
            ui.label(RichText::new(words).size(size::SECONDARY).color(Tokens::of(ui).warning));
        }
    }
}

/// How many edits that are not applied are spelt out; the list has them all.
const SPELT: usize = 4;

/// Edits that do not fit the data as it is: kept, named, and said why.
fn not_applied(ui: &mut Ui, live: &LiveScenario) {
    let state = live.state();
    let count = state.conflicts().count();
    if count == 0 {
        return;
    }
    let spelt = state.conflicts().take(SPELT).map(|conflict| {
        let row = EditRow::of(state, conflict.edit);
        format!("{} {}: {}.", row.subject, row.change, conflict.reason)
    });
    let mut text = spelt.collect::<Vec<_>>().join("\n");
    if count > SPELT {
        text.push_str(&format!("\nand {} more, in the list below.", count - SPELT));
    }
    let title = format!("{} not applied", counted(count as u64, "edit is", "edits are"));
    let words = format!("Kept, because the data may come back.\n{text}");
    Callout::new(Tone::Warning, &title, &words).show(ui);
    ui.add_space(space::SMALL);
}

/// The edits as rows; each line is made when it comes into sight.
struct Edits<'a> {
    live: &'a LiveScenario,
    revision: u64,
}

impl TableModel for Edits<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn row_count(&self) -> usize {
        self.live.state().scenario().edits.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.live.number_of(row).unwrap_or_default().into())
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let state = self.live.state();
        let line = EditRow::of(state, &state.scenario().edits[row]);
        let refusal = state.conflict_of(row);
        match column {
            0 => Cell::text(line.subject),
            1 => Cell::text(line.change),
            2 => Cell::text(line.before),
            3 => Cell::text(line.after),
            4 => match refusal {
                Some(reason) => Cell::missing("not applied").remark(reason.to_string()),
                None => Cell::text("in force"),
            },
            _ => Cell::text(line.note),
        }
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        let state = self.live.state();
        let line = EditRow::of(state, &state.scenario().edits[row]);
        Cow::Owned(format!("{} {}", line.subject, line.change))
    }

    fn find(&self, key: RowKey) -> Option<usize> {
        self.live.index_of(u32::try_from(key.0).ok()?)
    }
}
