//! What is asked over the page: a path, an export, a command of the palette.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Context, Key, Modal, Ui};

use super::action::{Action, ExportOrder, ExportRows, PeerGroupForm, ScenarioForm};
use super::document::Document;
use super::files::Purpose;
use super::palette::Palette;
use super::path_field::PathField;
use super::peer_group_dialog::PeerGroupDialog;
use super::route::Page;
use super::scenario_dialog::ScenarioDialog;
use super::shortcuts::Shortcut;
use super::theme::space;
use super::widgets::{field_label, key_values, page_title, primary_button};
use crate::model::Outcome;
use crate::session::PlanState;

/// A dialog over the page.
pub enum Dialog {
    /// Asks for a path, where the system has no dialog.
    Path {
        /// What for.
        purpose: Purpose,
        /// What is typed.
        field: PathField,
    },
    /// Asks where and what to export.
    Export {
        /// Where to.
        field: PathField,
        /// Which rows.
        rows: ExportRows,
        /// Whether a byte order mark stands first.
        bom: bool,
    },
    /// Asks for the name of a scenario, or what it is for.
    Scenario(ScenarioDialog),
    /// Asks for the name of a peer group, or who belongs to it.
    PeerGroup(Box<PeerGroupDialog>),
    /// What a page shows, and the keys that work there.
    Help(Page),
    /// Every command by name.
    Palette(Palette),
}

impl Dialog {
    /// Asks for a path.
    pub fn path(purpose: Purpose, start: &Path) -> Dialog {
        Dialog::Path { purpose, field: PathField::new(start) }
    }

    /// Asks for an export.
    pub fn export(start: &Path) -> Dialog {
        Dialog::Export { field: PathField::new(start), rows: ExportRows::First, bom: false }
    }

    /// Asks about a scenario.
    pub fn scenario(form: ScenarioForm, plan: &PlanState) -> Dialog {
        Dialog::Scenario(ScenarioDialog::new(form, plan))
    }

    /// Asks about a peer group.
    pub fn peer_group(form: PeerGroupForm, plan: &PlanState, outcome: &Outcome) -> Dialog {
        Dialog::PeerGroup(Box::new(PeerGroupDialog::new(form, plan, outcome.facts(), outcome.settings())))
    }

    /// Shows every command.
    pub fn palette() -> Dialog {
        Dialog::Palette(Palette::default())
    }

    /// The name that a path begins with.
    pub const fn usual_name(purpose: Purpose) -> &'static str {
        match purpose {
            Purpose::NewPlan => "New plan.fairshare",
            Purpose::SaveCopy => "Copy of plan.fairshare",
            Purpose::Export => "summary.csv",
            Purpose::Comparison => "comparison.csv",
            Purpose::SaveMapping(_) => "mapping.json",
            Purpose::OpenPlan | Purpose::AddFiles | Purpose::LoadMapping(_) => "",
            Purpose::Correction(_) | Purpose::Edition(_) => "",
        }
    }

    /// What the system's dialog is asked for from here.
    pub fn wants_path(&self) -> Option<(Purpose, PathBuf)> {
        match self {
            Dialog::Path { purpose, field } => Some((*purpose, field.path())),
            Dialog::Export { field, .. } => Some((Purpose::Export, field.path())),
            Dialog::Palette(_) | Dialog::Help(_) | Dialog::Scenario(_) | Dialog::PeerGroup(_) => None,
        }
    }

    /// The user chose a path in the system's dialog.
    pub fn take_path(&mut self, path: &Path) {
        if let Dialog::Path { field, .. } | Dialog::Export { field, .. } = self {
            field.take(path);
        }
    }

    /// Draws it, and says what was asked for.
    pub fn show(&mut self, ctx: &Context, shown: &str, document: Option<&Document>) -> Option<Action> {
        let frame = egui::Frame::popup(&ctx.style_of(ctx.theme())).inner_margin(egui::Margin::same(space::GROUP as i8));
        let modal = Modal::new(egui::Id::unique("dialog")).frame(frame).show(ctx, |ui| {
            ui.set_width(520.0_f32.min(ui.ctx().content_rect().width() - 48.0));
            ui.set_max_height(most_height(ctx));
            // In a window too low for all of it, it scrolls.
            let inside = |ui: &mut Ui| match self {
                Dialog::Path { purpose, field } => path_form(ui, *purpose, field),
                Dialog::Export { field, rows, bom } => export_form(ui, field, (rows, bom), shown, document),
                Dialog::Scenario(dialog) => dialog.show(ui),
                Dialog::PeerGroup(dialog) => dialog.show(ui),
                Dialog::Help(page) => help(ui, *page),
                Dialog::Palette(palette) => palette.show(ui, document),
            };
            egui::ScrollArea::vertical().show(ui, inside).inner
        });
        let closed = modal.should_close().then_some(Action::CloseDialog);
        modal.inner.or(closed)
    }
}

/// How high the inside of a dialog can be without its frame leaving the window.
fn most_height(ctx: &Context) -> f32 {
    ctx.content_rect().height() - 2.0 * space::GROUP - 2.0 * space::CARD
}

/// How high a list may be that follows what the dialog has drawn so far and leaves `foot` for what comes
/// after it. The list scrolls, and what is around it stays in sight.
pub(super) fn room_for_list(ui: &Ui, foot: f32) -> f32 {
    let above = ui.cursor().top() - ui.min_rect().top();
    (most_height(ui.ctx()) - above - foot).max(LEAST_LIST)
}

/// A list lower than this is of no use: rather the whole dialog scrolls.
const LEAST_LIST: f32 = 96.0;

/// What a path is asked for: title, sentence, button.
const fn words(purpose: Purpose) -> (&'static str, &'static str, &'static str) {
    match purpose {
        Purpose::OpenPlan => ("Open a plan", "Type or paste the path of a plan file.", "Open"),
        Purpose::NewPlan => ("New plan", "Type or paste where the plan file is to be made.", "Make the plan"),
        Purpose::AddFiles => ("Add a file", "Type or paste the path of a workforce or placement file.", "Add"),
        Purpose::Export => ("Export", "Type or paste where the file is to go.", "Export"),
        Purpose::Comparison => ("Export the comparison", "Type or paste where the CSV file is to go.", "Export"),
        Purpose::SaveCopy => ("Save a copy", "Type or paste where the copy is to go.", "Save a copy"),
        Purpose::Correction(_) => ("Correct the mapping", "Type or paste where the file is now.", "Look at it again"),
        Purpose::Edition(_) => {
            ("Replace by a newer edition", "Type or paste the path of the newer file.", "Look at it")
        }
        Purpose::LoadMapping(_) => ("Load a mapping", "Type or paste the path of a mapping.", "Load"),
        Purpose::SaveMapping(_) => ("Save the mapping", "Type or paste where the mapping is to go.", "Save"),
    }
}

fn path_form(ui: &mut Ui, purpose: Purpose, field: &mut PathField) -> Option<Action> {
    let (title, sentence, button) = words(purpose);
    page_title(ui, title, sentence);
    field.show(ui);
    field.ask(ui);
    match buttons(ui, field.button(button), !field.is_empty())? {
        Pressed::Cancel => Some(Action::CloseDialog),
        Pressed::Done if purpose.replaces() => field.pressed().map(|path| Action::of_path(purpose, path)),
        Pressed::Done => Some(Action::of_path(purpose, field.path())),
    }
}

fn export_form(
    ui: &mut Ui,
    field: &mut PathField,
    (rows, bom): (&mut ExportRows, &mut bool),
    shown: &str,
    document: Option<&Document>,
) -> Option<Action> {
    let whose = match document {
        Some(document) if document.looked_at.is_some() => format!("Of the scenario {}. ", document.scenario_name()),
        _ => "Of the baseline. ".to_owned(),
    };
    let sentence = "A CSV table, one row for each year, organisation and profession, and beside it a file that says what it rests on.";
    page_title(ui, "Export the summary", &format!("{whose}{sentence}"));
    let mut browse = false;
    ui.horizontal(|ui| {
        browse = ui.button("Browse…").clicked();
        field.show(ui);
    });
    ui.add_space(space::SMALL);
    field_label(ui, "Rows");
    ui.radio_value(rows, ExportRows::First, "Every year of PT, OT and SLT");
    ui.radio_value(rows, ExportRows::All, "Every year and profession");
    ui.radio_value(rows, ExportRows::Shown, format!("What the page shows: {shown}"));
    ui.add_space(space::SMALL);
    ui.checkbox(bom, "Byte order mark, so that Excel reads accents when the file is double-clicked");
    ui.add_space(space::SMALL);
    field.ask(ui);
    let pressed = buttons(ui, field.button("Export"), !field.is_empty());
    if browse {
        return Some(Action::Browse);
    }
    match pressed? {
        Pressed::Cancel => Some(Action::CloseDialog),
        Pressed::Done => {
            let order = |path| Action::Export(ExportOrder { path, rows: *rows, bom: *bom });
            field.pressed().map(order)
        }
    }
}

pub(super) enum Pressed {
    Done,
    Cancel,
}

pub(super) fn buttons(ui: &mut Ui, done: &str, ready: bool) -> Option<Pressed> {
    let mut pressed = None;
    ui.add_space(space::SMALL);
    ui.horizontal(|ui| {
        ui.add_enabled_ui(ready, |ui| {
            if primary_button(ui, done).clicked() {
                pressed = Some(Pressed::Done);
            }
        });
        if ui.button("Cancel").clicked() {
            pressed = Some(Pressed::Cancel);
        }
    });
    if ready && ui.input(|input| input.key_pressed(Key::Enter)) {
        pressed = pressed.or(Some(Pressed::Done));
    }
    pressed
}

/// What a page shows, and the keys that work there.
fn help(ui: &mut Ui, page: Page) -> Option<Action> {
    let sentence = match page {
        Page::Overview => {
            "Headlines for each profession, then one row for each organisation and profession: what its fair share is, \
             what it provides, and what would close the gap. The filters choose what is shown and never change a rate."
        }
        Page::Compare => {
            "One profession's organisations side by side: a funnel that allows for chance, a scatter against eligible FTE, \
             or bars with their intervals, and the same figures as a table beside them."
        }
        Page::Rug => {
            "Organisations down, professions or years across; each cell is the provision ratio with its status. Group by \
             region or ICS to see totals; press Enter to see everything about an organisation."
        }
        Page::Data => {
            "The files behind the plan. Press a file to see its data report; press Enter on a line of what stands out to \
             see the figures it is about."
        }
        Page::WhatIf => {
            "The scenario looked at: change many figures at once, pull levers that say what people do, seek a goal, and \
             see every edit in force with what it changes. Delete takes the selected edit back."
        }
        Page::History => "Every step that changed the plan: when, what, before and after. Undo survives a restart.",
        Page::Method => "How a fair share is worked out. Every choice has its meaning and its source beneath it.",
    };
    page_title(ui, page.name(), sentence);
    let own = [
        ("Arrows, Home, End, Page Up, Page Down", "move in a table or chart"),
        ("Enter", "open the organisation of the selected row"),
        ("Space", "explain the chosen figure; once more, go into the explanation"),
        ("Escape, Alt+Left", "back from an organisation"),
        (
            "F2, or typing a figure",
            "edit FTE or provided weeks in the overview: 132 sets, +12 adds, *1.1 or +10 % scales",
        ),
        ("Delete", "reset an edited cell"),
        ("Ctrl+V", "paste a block from a spreadsheet onto FTE or provided weeks"),
        ("Ctrl+C", "copy the selected row, or the table while none is selected"),
        ("Tab", "to the next control"),
        ("Escape", "close what is open, take back what is typed"),
        ("Ctrl and +, − or 0", "larger, smaller, actual size"),
    ];
    let commands = Shortcut::ALL.map(|shortcut| (shortcut.keys(ui.ctx()), shortcut.name()));
    let commands = commands.iter().filter(|(keys, _)| !keys.is_empty()).map(|(keys, name)| (keys.as_str(), *name));
    let foot = 2.0 * space::SMALL + space::TARGET;
    egui::ScrollArea::vertical().max_height(room_for_list(ui, foot)).show(ui, |ui| {
        key_values(ui, "keys", own.into_iter().chain(commands));
    });
    ui.add_space(space::SMALL);
    ui.button("Close").clicked().then_some(Action::CloseDialog)
}
