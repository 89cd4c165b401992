//! What was done to the plan: when, what, before and after. It survives a restart, and so does undo.

use std::sync::LazyLock;

use eframe::egui::Ui;

use super::super::action::Action;
use super::super::document::Document;
use super::super::theme::space;
use super::super::widgets::{Cell, Column, DataTable, RowKey, TableModel, TableState, page_title};
use super::data::moment;
use crate::session::{step_note, step_words};
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
        ui.horizontal(|ui| {
            let mut step = |ui: &mut Ui, verb: &str, step: Option<&StepRecord>, action: Action| {
                let words = step
                    .map_or_else(|| format!("Nothing to {}", verb.to_lowercase()), |s| format!("{verb} {}", s.label));
                let possible = step.is_some() && document.writer.is_some();
                if ui.add_enabled(possible, eframe::egui::Button::new(words)).clicked() {
                    actions.push(action);
                }
            };
            step(ui, "Undo", document.contents.undo.as_ref(), Action::Undo);
            step(ui, "Redo", document.contents.redo.as_ref(), Action::Redo);
        });
        ui.add_space(space::SMALL);
        let table = Steps { document };
        DataTable::new("history", "Steps, newest first").show(ui, &table, &mut self.table);
    }
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("what", "What").unsorted().min_width(260.0),
        Column::text("when", "When").unit("UTC").unsorted(),
        Column::text("standing", "Stands").unsorted(),
        Column::text("changes", "Before → after").unsorted(),
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
