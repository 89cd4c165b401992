//! The assumptions log on the method page: what the plan takes for granted, shown and edited in place.

use std::collections::BTreeMap;

use eframe::egui::{Align, Key, Layout, RichText, TextEdit, Ui, vec2};

use super::super::action::Action;
use super::super::document::Document;
use super::super::theme::{Tokens, size, space};
use super::super::widgets::{card, choose_one, field_label, link_button, note, primary_button, section_title};
use crate::session::{Assumption, AssumptionAct, AssumptionField, AssumptionId, Command, assumptions_of};

/// What is being typed into the log, and why it was not taken.
#[derive(Default)]
pub struct AssumptionsLog {
    drafts: BTreeMap<(AssumptionId, AssumptionField), String>,
    new: String,
    problem: Option<(Option<(AssumptionId, AssumptionField)>, String)>,
    /// The log, and the revision of the document that it was read at.
    log: Vec<Assumption>,
    read_at: Option<(u64, u64)>,
}

impl AssumptionsLog {
    /// Draws the log.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let now = (document.number, document.revision);
        if self.read_at != Some(now) {
            self.log = assumptions_of(&document.contents.held);
            self.read_at = Some(now);
        }
        card(ui, |ui| {
            section_title(ui, "Assumptions log");
            note(
                ui,
                "What this plan takes for granted, how good the evidence is, and how much hangs on it. It travels with the plan and with every exported summary.",
            );
            for assumption in std::mem::take(&mut self.log) {
                ui.add_space(space::SMALL);
                ui.separator();
                ui.push_id(assumption.id, |ui| self.assumption(ui, document, &assumption, actions));
                self.log.push(assumption);
            }
            ui.add_space(space::SMALL);
            self.add(ui, document, actions);
        });
    }

    fn assumption(&mut self, ui: &mut Ui, document: &Document, assumption: &Assumption, actions: &mut Vec<Action>) {
        use AssumptionField::{Date, Impact, Quality, Source, What, Who, Why};
        for field in [What, Why, Source] {
            let width = ui.available_width();
            self.field(ui, document, assumption, field, width, actions);
        }
        ui.horizontal_wrapped(|ui| {
            for field in [Quality, Impact] {
                piece(ui, 150.0, |ui| {
                    field_label(ui, field.name());
                    let words = field.words();
                    let mut chosen =
                        words.iter().position(|word| *word == assumption.text(field)).unwrap_or(usize::MAX);
                    let name = format!("{} of assumption {}", field.name(), assumption.id);
                    if choose_one(ui, &name, words, &mut chosen).changed() {
                        let act = AssumptionAct::Say(assumption.id, field, words[chosen].to_owned());
                        actions.push(Action::Change(Command::Assumption(act)));
                    }
                });
            }
            for (field, width) in [(Who, 180.0), (Date, 124.0)] {
                piece(ui, width, |ui| self.field(ui, document, assumption, field, width, actions));
            }
            if link_button(ui, &format!("Remove assumption {}", assumption.id)).clicked() {
                actions.push(Action::Change(Command::Assumption(AssumptionAct::Remove(assumption.id))));
            }
        });
    }

    /// A field that holds a draft until Enter is pressed or the keyboard leaves it.
    fn field(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        assumption: &Assumption,
        field: AssumptionField,
        width: f32,
        actions: &mut Vec<Action>,
    ) {
        field_label(ui, field.name());
        let key = (assumption.id, field);
        let mut text = self.drafts.get(&key).cloned().unwrap_or_else(|| assumption.text(field).to_owned());
        let name = format!("{} of assumption {}", field.name(), assumption.id);
        let response = ui.add(TextEdit::singleline(&mut text).desired_width(width)).accessible_name(&name);
        if response.changed() {
            self.drafts.insert(key, text);
            self.problem = None;
        }
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            self.drafts.remove(&key);
            self.problem = None;
        }
        if response.lost_focus()
            && let Some(text) = self.drafts.get(&key).cloned()
            && self.ask(Some(key), AssumptionAct::Say(assumption.id, field, text), document, actions)
        {
            self.drafts.remove(&key);
        }
        self.problem(ui, Some(key));
    }

    fn add(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 180.0).max(160.0);
            let field = TextEdit::singleline(&mut self.new).desired_width(width).hint_text("What is assumed");
            let response = ui.add(field).accessible_name("New assumption");
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let pressed = primary_button(ui, "Add an assumption").clicked();
            if (entered || pressed) && !self.new.trim().is_empty() {
                let what = std::mem::take(&mut self.new);
                self.ask(None, AssumptionAct::written_now(what), document, actions);
            }
        });
        self.problem(ui, None);
    }

    /// Asks for a change if it makes sense; says why not, otherwise.
    fn ask(
        &mut self,
        at: Option<(AssumptionId, AssumptionField)>,
        act: AssumptionAct,
        document: &Document,
        actions: &mut Vec<Action>,
    ) -> bool {
        let command = Command::Assumption(act);
        match command.changes(&document.contents.held) {
            Ok(_) => {
                self.problem = None;
                actions.push(Action::Change(command));
                true
            }
            Err(error) => {
                self.problem = Some((at, error.to_string()));
                false
            }
        }
    }

    /// Why what stands here was not taken.
    fn problem(&self, ui: &mut Ui, at: Option<(AssumptionId, AssumptionField)>) {
        if let Some((_, problem)) = self.problem.as_ref().filter(|(of, _)| *of == at) {
            ui.label(RichText::new(problem).size(size::SECONDARY).color(Tokens::of(ui).error));
        }
    }
}

/// A field with its label as one piece of a row that wraps.
fn piece(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    let height = size::SECONDARY * 1.35 + ui.spacing().item_spacing.y + space::TARGET;
    ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), contents);
}
