//! One line of a file, as the plan has it: where an explanation leads to.

use eframe::egui::Ui;

use super::super::document::Document;
use super::super::theme::space;
use super::super::widgets::{card, key_values, link_button, note, section_title};
use crate::model::count;
use crate::report::LineWords;
use crate::store::SourceId;

/// A line that is shown, and what the plan has of it once that is read.
pub struct ShownLine {
    /// The file.
    pub source: SourceId,
    /// The physical line, from 1.
    pub line: u32,
    /// What the plan has of it, or why that cannot be read; `None` until it is read.
    pub words: Option<Result<LineWords, String>>,
    /// Whether the page is still to scroll there.
    pub reveal: bool,
}

impl ShownLine {
    /// Draws it. True when it was closed.
    pub fn show(&mut self, ui: &mut Ui, document: &Document) -> bool {
        let source = document.contents.sources.iter().find(|source| source.record.id == self.source);
        let name = source.map_or("a file that was removed", |source| &source.record.name);
        let title = format!("Line {} of {name}", count(self.line.into()));
        let shown = card(ui, |ui| {
            let mut closed = false;
            ui.horizontal_wrapped(|ui| {
                section_title(ui, &title);
                closed = link_button(ui, "Close the line").clicked();
            });
            match &self.words {
                None => drop(note(ui, "Reading it…")),
                Some(Err(reason)) => drop(ui.label(reason)),
                Some(Ok(LineWords { rows, .. })) if rows.is_empty() => {
                    note(ui, "No row begins on this line: it was rejected or left out.");
                }
                Some(Ok(LineWords { rows, .. })) => {
                    if rows.len() > 1 {
                        note(ui, &format!("The line became {} rows.", rows.len()));
                    }
                    for (number, row) in rows.iter().enumerate() {
                        key_values(ui, &format!("row {number}"), row.iter().map(|(name, value)| (*name, &**value)));
                        ui.add_space(space::SMALL);
                    }
                }
            }
            let findings = source.into_iter().flat_map(|source| &source.findings);
            for finding in findings.filter(|finding| finding.line == Some(self.line.into())) {
                ui.label(format!("{}: {}", finding.severity.word(), finding.message));
            }
            closed
        });
        if std::mem::take(&mut self.reveal) {
            shown.response.scroll_to_me(None);
        }
        ui.add_space(space::CARD);
        shown.inner
    }
}
