//! The menu of the plan bar that chooses a scenario, and does things with the one looked at.

use eframe::egui::{ScrollArea, Stroke, Ui};

use super::action::{Action, ScenarioForm};
use super::document::Document;
use super::theme::Tokens;
use super::widgets::{note, section_title};
use crate::model::scenario::Benchmark;
use crate::session::{Command, ScenarioAct, ScenarioId};

/// Fills the menu. It closes with what was chosen, by the pointer or the keyboard.
pub fn scenario_menu(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    ui.set_min_width(280.0);
    let asked = actions.len();
    ScrollArea::vertical().show(ui, |ui| entries(ui, document, actions));
    if actions.len() > asked {
        ui.close();
    }
}

fn entries(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let held = &document.contents.held;
    let current = document.looked_at;
    if ui.selectable_label(current.is_none(), "Baseline").clicked() {
        actions.push(Action::LookAt(None));
    }
    for (id, name, archived) in held.scenario_list() {
        // The one looked at stays in the list, archived or not.
        if (!archived || current == Some(id)) && ui.selectable_label(current == Some(id), name).clicked() {
            actions.push(Action::LookAt(Some(id)));
        }
    }
    if document.writer.is_none() {
        return;
    }
    ui.separator();
    if ui.button("New scenario…").clicked() {
        actions.push(Action::AskScenario(ScenarioForm::New));
    }
    if let Some(id) = current {
        own(ui, document, id, actions);
    }
    let archived: Vec<(ScenarioId, &str)> =
        held.scenario_list().filter(|(_, _, archived)| *archived).map(|(id, name, _)| (id, name)).collect();
    if !archived.is_empty() {
        ui.separator();
        ui.menu_button("Archived scenarios", |ui| {
            for (scenario, name) in archived {
                if ui.button(format!("Take up {name} again")).clicked() {
                    actions.push(Action::Change(Command::Scenario { scenario, act: ScenarioAct::TakeUp }));
                    actions.push(Action::LookAt(Some(scenario)));
                }
            }
        });
    }
}

/// What can be done with the scenario looked at.
fn own(ui: &mut Ui, document: &Document, scenario: ScenarioId, actions: &mut Vec<Action>) {
    let Some(name) = document.contents.held.scenario_name(scenario) else { return };
    let act = |act: ScenarioAct| Action::Change(Command::Scenario { scenario, act });
    ui.separator();
    section_title(ui, name);
    if ui.button("Rename…").clicked() {
        actions.push(Action::AskScenario(ScenarioForm::Rename(scenario)));
    }
    if ui.button("Describe…").clicked() {
        actions.push(Action::AskScenario(ScenarioForm::Describe(scenario)));
    }
    if ui.button("Duplicate").clicked() {
        let copy = document.contents.held.free_copy_name(name);
        actions.push(act(ScenarioAct::Duplicate { name: copy }));
    }
    if ui.button("Archive").clicked() {
        actions.push(act(ScenarioAct::Archive));
        actions.push(Action::LookAt(None));
    }
    if ui.button("Delete").clicked() {
        actions.push(act(ScenarioAct::Delete));
    }
    ui.separator();
    let Some(live) = &document.live else { return };
    note(ui, "Benchmark of this scenario");
    let measured = live.state().scenario().benchmark;
    // A menu takes the outline off what stands in it; an unchosen radio button is nothing else.
    let outline = Stroke::new(1.0, Tokens::of(ui).control);
    let widgets = &mut ui.visuals_mut().widgets;
    (widgets.inactive.bg_stroke, widgets.hovered.bg_stroke) = (outline, outline);
    for (benchmark, words) in [
        (Benchmark::Held, "Held at the baseline's rate"),
        (Benchmark::Recalculated, "Recalculated from the edited data"),
    ] {
        if ui.radio(measured == benchmark, words).clicked() && measured != benchmark {
            actions.push(act(ScenarioAct::MeasureAgainst(benchmark)));
        }
    }
    if let Some(notice) = live.state().benchmark_notice() {
        note(ui, &notice);
    }
}
