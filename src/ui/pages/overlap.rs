//! The question of every later edition: do its rows replace those that the plan has, or add to them?

use eframe::egui::Ui;

use super::super::action::{Action, Ask};
use super::super::assistant::rows;
use super::super::widgets::{Callout, Tone};
use crate::model::counted;
use crate::store::{OnOverlap, OverlapReport};

/// The question of every later edition: replace, add, or leave.
pub fn overlap(ui: &mut Ui, report: &OverlapReport, actions: &mut Vec<Action>) {
    let names: Vec<&str> = report.sources.iter().map(|source| source.name.as_str()).collect();
    let totals = |totals: &crate::store::Totals| {
        let parts = [("FTE", totals.fte), ("weeks", totals.weeks), ("hours", totals.hours), ("days", totals.days)];
        let parts = parts.into_iter().filter(|(_, total)| !total.is_zero());
        parts.map(|(unit, total)| format!("{} {unit}", crate::model::plain(total))).collect::<Vec<_>>().join(", ")
    };
    let text = format!(
        "{} in the plan already, from {}. A later edition of the same list replaces them (suggested): {} Rows of \
         another list add to them. Now: {}. If replaced: {}. If added: {}.",
        counted(report.cells, "cell is", "cells are"),
        names.join(", "),
        rows(&report.rows_if_replaced),
        totals(&report.before),
        totals(&report.if_replaced),
        totals(&report.if_added),
    );
    let pressed = Callout::new(Tone::Warning, "These files say again what the plan holds", &text)
        .actions(&["Replace", "Add", "Import nothing"])
        .show(ui);
    match pressed {
        Some(0) => actions.push(Action::Import(Some(OnOverlap::Replace))),
        Some(1) => actions.push(Action::Import(Some(OnOverlap::Add))),
        Some(_) => actions.push(Action::Intake(Ask::Back)),
        None => {}
    }
}
