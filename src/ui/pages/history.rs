//! What was done to the plan: when, what, before and after. It survives a restart, and so does undo.

use std::sync::LazyLock;

use eframe::egui::Ui;

use super::super::action::Action;
use super::super::document::Document;
use super::super::theme::space;
use super::super::widgets::{Cell, Column, DataTable, RowKey, TableModel, TableState, page_title};
use super::data::moment;
use crate::store::{Standing, StepRecord};

/// What the page keeps between frames.
#[derive(Default)]
pub struct HistoryPage {
    table: TableState,
    /// The texts of each step, newest first, and the revision of the document they were made for.
    rows: Vec<[String; 4]>,
    made_for: Option<(u64, u64)>,
}

impl HistoryPage {
    /// Makes the texts anew where the document changed.
    pub fn follow(&mut self, document: &Document) {
        let now = (document.number, document.revision);
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            self.rows = document.contents.history.iter().rev().map(texts).collect();
        }
    }

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
        let table = Steps { rows: &self.rows, revision: document.revision };
        DataTable::new("history", "Steps, newest first").show(ui, &table, &mut self.table);
    }
}

fn texts(step: &StepRecord) -> [String; 4] {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let changes: Vec<String> = step
        .changes
        .iter()
        .map(|change| {
            format!("{}: {} → {}", change.path.replace('/', " "), value(&change.before), value(&change.after))
        })
        .collect();
    let standing = match step.standing {
        Standing::InForce => "in force",
        Standing::Undone => "undone",
        Standing::LeftBehind => "undone, then left behind",
    };
    let mut letters = step.label.chars();
    let label = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    [label, moment(&step.at), standing.to_owned(), changes.join("; ")]
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("what", "What").unsorted().min_width(260.0),
        Column::text("when", "When").unit("UTC").unsorted(),
        Column::text("standing", "Stands").unsorted(),
        Column::text("changes", "Before → after").unsorted(),
    ]
});

struct Steps<'a> {
    rows: &'a [[String; 4]],
    revision: u64,
}

impl TableModel for Steps<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }
    fn row_count(&self) -> usize {
        self.rows.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey((self.rows.len() - row) as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        Cell::text(self.rows[row][column].as_str())
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        self.rows.len().checked_sub(usize::try_from(key.0).ok()?)
    }
}
