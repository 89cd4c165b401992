//! The question of every later edition: do its rows replace those that the plan has, or add to them?

use eframe::egui::Ui;

use super::super::action::{Action, Ask};
use super::super::assistant::rows;
use super::super::theme::space;
use super::super::widgets::{key_values, page_title, primary_button};
use crate::model::{counted, plain};
use crate::store::{OnOverlap, OverlapReport, Totals};

/// The question of every later edition: replace, add, or leave. It stands in the place of the page until it is
/// answered, and takes the keyboard where it is `new`. `files` are those that are to come in.
pub fn overlap(ui: &mut Ui, report: &OverlapReport, files: &[String], new: bool, actions: &mut Vec<Action>) {
    let names: Vec<&str> = report.sources.iter().map(|source| source.name.as_str()).collect();
    let (files, verb) = match files {
        [one] => (one.clone(), "says"),
        files => (counted(files.len() as u64, "file", "files"), "say"),
    };
    let sentence = format!(
        "{files} {verb} again what {} of {} hold in the plan already. A later edition of the same list replaces them \
         (suggested); the rows of another list add to them. Nothing is stored yet.",
        counted(report.cells, "cell", "cells"),
        names.join(", ")
    );
    page_title(ui, "Does this replace what the plan holds?", &sentence);
    let (now, added) = (totals(&report.before), totals(&report.if_added));
    let replaced = format!("{}. {}", totals(&report.if_replaced), rows(&report.rows_if_replaced));
    key_values(
        ui,
        "overlap",
        [("Now", now.as_str()), ("If replaced", replaced.as_str()), ("If added", added.as_str())],
    );
    ui.add_space(space::CARD);
    ui.horizontal_wrapped(|ui| {
        let replace = primary_button(ui, "Replace");
        if new {
            replace.request_focus();
        }
        if replace.clicked() {
            actions.push(Action::Import(Some(OnOverlap::Replace)));
        }
        if ui.button("Add").clicked() {
            actions.push(Action::Import(Some(OnOverlap::Add)));
        }
        if ui.button("Import nothing").clicked() {
            actions.push(Action::Intake(Ask::Back));
        }
    });
}

fn totals(totals: &Totals) -> String {
    let parts =
        [("FTE", totals.fte), ("placement weeks", totals.weeks), ("hours", totals.hours), ("days", totals.days)];
    let parts = parts.into_iter().filter(|(_, total)| !total.is_zero());
    let parts: Vec<String> = parts.map(|(unit, total)| format!("{} {unit}", plain(total))).collect();
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}
