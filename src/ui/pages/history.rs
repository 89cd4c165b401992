//! What was done to the plan: when, what, before and after. It survives a restart, and so does undo.

use std::sync::LazyLock;

use eframe::egui::{Button, Label, ScrollArea, Ui};

use super::super::action::Action;
use super::super::document::Document;
use super::super::explain::{Question, explain_button};
use super::super::theme::space;
use super::super::widgets::{Cell, Column, DataTable, RowKey, TableModel, TableState, page_title, secondary};
use super::data::moment;
use super::table_room;
use crate::session::{PageQuestion, step_note, step_words};
use crate::store::{Standing, StepRecord};

/// What the page keeps between frames.
#[derive(Default)]
pub struct HistoryPage {
    table: TableState,
}

impl HistoryPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        page_title(ui, "History", "Every step that changed the plan, newest first. Undo takes them back one by one.");
        // A low window, or one that is enlarged, scrolls as a page.
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let contents = &document.contents;
            for (verb, step, action) in [("Undo", &contents.undo, Action::Undo), ("Redo", &contents.redo, Action::Redo)]
            {
                ui.horizontal(|ui| {
                    let nothing = format!("Nothing to {}", verb.to_lowercase());
                    let possible = step.is_some() && document.writer.is_some();
                    let words = step.as_ref().map_or_else(|| nothing.clone(), |step| format!("{verb} {}", step.label));
                    let button = ui.add_enabled(possible, Button::new(verb)).accessible_name(words);
                    if button.clicked() {
                        actions.push(action);
                    }
                    let label = step.as_ref().map_or(nothing, |step| capital(&step.label));
                    ui.add(Label::new(secondary(ui, label)).truncate());
                });
            }
            ui.add_space(space::SMALL);
            explain_button(ui, actions);
            ui.add_space(space::SMALL);
            let table = Steps { document };
            let shown = DataTable::new("history", "Steps, newest first");
            let report = table_room(ui, |ui| shown.show(ui, &table, &mut self.table));
            let step = |(row, _): (RowKey, usize)| {
                let step = contents.history.get(usize::try_from(row.0).ok()?.checked_sub(1)?)?;
                Some(Question::of_page(PageQuestion::Step(step.id)))
            };
            actions.extend(report.chosen.and_then(step).map(Action::Choose));
            actions.extend(report.explained.and_then(step).map(Action::Explain));
        });
    }
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("what", "What").unsorted().min_width(260.0),
        Column::text("when", "When").unit("UTC").unsorted(),
        Column::text("standing", "Stands").unsorted(),
        Column {
            flexible: true, ..Column::text("changes", "Before → after").sentences().unsorted().min_width(260.0)
        },
        Column::text("note", "Note").unsorted(),
    ]
});

/// The steps as rows, newest first; each is put into words when it comes into sight.
struct Steps<'a> {
    document: &'a Document,
}

impl Steps<'_> {
    fn step(&self, row: usize) -> Option<&StepRecord> {
        self.document.contents.history.iter().rev().nth(row)
    }

    fn words(&self, step: &StepRecord) -> String {
        let contents = &self.document.contents;
        let source = |number: &str| {
            let known = contents.sources.iter().find(|source| source.record.id.to_string() == number);
            known.map(|source| source.record.name.clone())
        };
        step_words(step, &contents.held, &self.document.results.outcome, source)
    }
}

impl TableModel for Steps<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }
    fn row_count(&self) -> usize {
        self.document.contents.history.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey((self.row_count() - row) as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let Some(step) = self.step(row) else { return Cell::text("") };
        match column {
            0 => Cell::text(capital(&step.label)),
            1 => Cell::text(moment(&step.at)),
            2 => Cell::text(match step.standing {
                Standing::InForce => "in force",
                Standing::Undone => "undone",
                Standing::LeftBehind => "undone, then left behind",
            }),
            3 => Cell::text(self.words(step)),
            _ => Cell::text(step_note(step)),
        }
    }
    fn revision(&self) -> u64 {
        self.document.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        self.row_count().checked_sub(usize::try_from(key.0).ok()?)
    }
}

fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
