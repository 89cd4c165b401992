//! The last step: what the import would come to, before anything is stored.

use eframe::egui::{RichText, Ui};

use super::super::super::action::Action;
use super::super::super::assistant::{Told, Waiting};
use super::super::super::intake::Intake;
use super::super::super::theme::{size, space};
use super::super::super::widgets::{Callout, DataTable, TableState, Tone, key_values, note, section_title, strong};
use super::super::findings::FindingTable;
use crate::model::counted;
use crate::store::OnOverlap;

/// What the tables keep between frames.
#[derive(Default)]
pub struct Tables {
    findings: TableState,
    rejected: TableState,
}

/// Draws it.
pub fn show(ui: &mut Ui, file: &Waiting, tables: &mut Tables, intake: &Intake, actions: &mut Vec<Action>) {
    let so_far = intake.check_so_far(file.id);
    let Some(told) = file.told() else {
        match so_far {
            Some(so_far) => note(ui, &format!("Checking every row: {}", so_far.detail)),
            None => note(ui, "The report comes once the file can be read."),
        };
        return;
    };
    counts(ui, told);
    if let Some(contradiction) = file.contradiction() {
        ui.add_space(space::CARD);
        Callout::new(Tone::Error, "This list of mergers contradicts another, or itself", &contradiction).show(ui);
    }
    let alone = intake.assistant().button().ready && intake.assistant().files().len() == 1;
    for changed in &told.changes {
        ui.add_space(space::CARD);
        // Its answer would go for every file of the import.
        let offers: &[&str] = if changed.again && alone { &["Count all of it again"] } else { &[] };
        if Callout::new(Tone::Note, &changed.title, &changed.words).actions(offers).show(ui).is_some() {
            actions.push(Action::Import(Some(OnOverlap::Replace)));
        }
    }
    if !told.ignored.is_empty() {
        ui.add_space(space::CARD);
        section_title(ui, "Ignored");
        key_values(ui, "ignored", told.ignored.iter().map(|(reason, rows)| (*reason, rows.as_str())));
    }
    // Tables are told apart by file and edition, so that widths are measured anew.
    let revision = file.id.0 << 32 | file.edition();
    let rejected = &told.report.rejected_rows;
    if !rejected.is_empty() {
        ui.add_space(space::CARD);
        section_title(ui, &counted(rejected.len() as u64, "rejected row", "rejected rows"));
        let table = FindingTable::rows(rejected, revision);
        DataTable::new("rejected", "Rejected rows").max_height(280.0).show(ui, &table, &mut tables.rejected);
    }
    ui.add_space(space::CARD);
    section_title(ui, "Findings");
    if told.findings.is_empty() {
        note(ui, "Nothing was found that needs a look.");
        return;
    }
    let table = FindingTable::in_file(&told.findings, revision);
    DataTable::new("findings", "Findings in the file").max_height(320.0).show(ui, &table, &mut tables.findings);
    table.selected(ui, &tables.findings);
}

/// Rows read, used, rejected and ignored, with what they hold: side by side, in columns that are never wider than
/// the page, whatever the amounts.
fn counts(ui: &mut Ui, told: &Told) {
    let width = (ui.available_width() / told.counts.len() as f32 - space::CARD).max(0.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::CARD;
        for (name, rows, amounts) in &told.counts {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(RichText::new(*name).size(size::SECONDARY));
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::TIGHT;
                    ui.label(strong(rows).size(size::TITLE));
                    note(ui, if rows == "1" { "row" } else { "rows" });
                });
                if !amounts.is_empty() {
                    note(ui, amounts);
                }
            });
        }
    });
}
