//! Drawing the page.

use eframe::egui::{ScrollArea, Ui};

use super::super::super::action::{Action, ScenarioForm};
use super::super::super::document::Document;
use super::super::super::explain::explain_button;
use super::super::super::theme::space;
use super::super::super::widgets::{Callout, Tone, empty_state, note, page_title};
use super::super::filters::Filters;
use super::{Part, WhatIfPage};

impl WhatIfPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        if document.looked_at.is_none() {
            return baseline(ui, document, actions);
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let name = document.scenario_name();
            let live = document.live.as_ref();
            let description = live.map_or("", |live| live.state().scenario().description.as_str());
            page_title(ui, &name, description);
            if let Some(notice) = live.and_then(|live| live.state().benchmark_notice()) {
                Callout::new(Tone::Note, "The benchmark is not held", &notice).show(ui);
                ui.add_space(space::SMALL);
            }
            ui.horizontal_wrapped(|ui| {
                for part in Part::ALL {
                    if ui.selectable_label(self.part == part, part.name()).clicked() {
                        self.part = part;
                    }
                }
                if self.part != Part::Compare {
                    ui.separator();
                    filters.year_choice(ui, document);
                }
                if self.part == Part::Change {
                    filters.profession_choice(ui);
                }
                explain_button(ui, actions);
            });
            ui.add_space(space::SMALL);
            if live.is_none() {
                note(ui, "Working the figures out…");
                return;
            }
            match self.part {
                Part::Change => self.change(ui, document, actions),
                Part::Goal => self.goal.show(ui, document, actions),
                Part::Sensitivity => self.sensitivity.show(ui, document, filters.year, actions),
                Part::Compare => self.compare.show(ui, document, actions),
            }
        });
    }
}

/// The baseline has no edits: choose a scenario, or make one.
fn baseline(ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
    let sentence = "A scenario is a list of edits on top of the plan's data, which it never changes. Here one changes figures, \
                    pulls levers such as two students to one educator, and asks what it would take to reach a share.";
    let button = document.writer.is_some().then_some("New scenario…");
    if empty_state(ui, "Try things in a scenario", sentence, button) {
        actions.push(Action::AskScenario(ScenarioForm::New));
    }
    ui.vertical_centered(|ui| {
        let open = document.contents.held.scenario_list().filter(|(_, _, archived)| !archived);
        for (index, (id, name, _)) in open.enumerate() {
            if index == 0 {
                ui.add_space(space::GROUP);
                note(ui, "Or look at one that there is:");
            }
            if ui.button(name).clicked() {
                actions.push(Action::LookAt(Some(id)));
            }
        }
    });
}
