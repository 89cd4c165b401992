//! The professions of the plan: what files call them, and those that the user adds.

use eframe::egui::{TextEdit, Ui};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::theme::space;
use super::super::super::widgets::{card, link_button, note, secondary, section_title, strong};
use super::{Draft, MethodPage};
use crate::model::Profession;
use crate::session::Command;

/// Where what is typed of a new profession is kept.
const NEW_CODE: &str = "new profession's code";
const NEW_NAME: &str = "new profession's name";

impl MethodPage {
    /// Every profession with its names; names can be added, and professions.
    pub(super) fn professions(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        card(ui, |ui| {
            section_title(ui, "Professions");
            note(
                ui,
                "What files call them. A name that is added here is known in every later import of this plan, whatever its headers.",
            );
            if document.looked_at.is_some() {
                note(ui, "They belong to the plan, not to a scenario: show the plan's settings to change them.");
                return;
            }
            let names = self.shown.settings.professions.clone();
            let listed = self.lists_professions;
            let words = if listed { "Hide the built-in table" } else { "Show the built-in table, and add names to it" };
            if link_button(ui, words).clicked() {
                self.lists_professions = !listed;
            }
            for profession in names.all().filter(|of| listed || names.get(*of).is_some()) {
                ui.add_space(space::SMALL);
                let name = names.name(profession).into_owned();
                let key = format!("profession.{profession}");
                ui.horizontal_wrapped(|ui| {
                    ui.label(strong(format!("{profession} {name}")));
                    let own = profession.built_in().is_none();
                    let label = if own { "its names, the first is shown" } else { "also called" };
                    let label = secondary(ui, label);
                    ui.label(label);
                    self.field(ui, document, &key, &format!("Names of {name}"), 280.0, actions);
                    if own && link_button(ui, "Remove").accessible_name(format!("Remove {name}")).clicked() {
                        actions.push(Action::Change(Command::Set { key: key.clone(), value: None }));
                        self.drafts.remove(&key);
                    }
                });
                self.problem(ui, &key);
                if let Some(words) = known_besides(profession).filter(|_| listed) {
                    note(ui, &words);
                }
            }
            ui.add_space(space::SMALL);
            self.new_profession(ui, document, actions);
        });
    }

    /// Code and name of a profession that is to be added.
    fn new_profession(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(strong("A profession of your own"));
            for (key, label, width) in [(NEW_CODE, "Code", 72.0), (NEW_NAME, "Name", 220.0)] {
                let words = secondary(ui, label);
                ui.label(words);
                let mut text = self.drafts.get(key).map_or_else(String::new, |draft| draft.text.clone());
                let field = TextEdit::singleline(&mut text).desired_width(width);
                if ui.add(field).accessible_name(format!("{label} of the new profession")).changed() {
                    self.drafts.insert(key.to_owned(), Draft { text, problem: None });
                }
            }
            if ui.button("Add the profession").clicked() {
                self.add(document, actions);
            }
        });
        self.problem(ui, NEW_CODE);
        note(
            ui,
            "Its code, such as PLAY, stands in files and summaries. Taking it away leaves its rows where they are, under their code.",
        );
    }

    fn add(&mut self, document: &Document, actions: &mut Vec<Action>) {
        let typed = |key: &str| self.drafts.get(key).map_or_else(String::new, |draft| draft.text.trim().to_owned());
        let (code, name) = (typed(NEW_CODE), typed(NEW_NAME));
        let code = if code.is_empty() { self.shown.settings.professions.code_for(&name).unwrap_or(code) } else { code };
        let key = format!("profession.{}", code.to_uppercase());
        let command = Command::Set { key: key.clone(), value: Some(name) };
        let held = self.shown.settings.get(&key);
        let problem = match command.changes(&document.contents.held) {
            Err(error) => Some(error.to_string()),
            Ok(_) if held.is_some() || Profession::recognise(&code).is_some() => {
                Some(format!("{code} is a profession of this plan already; change its names above."))
            }
            Ok(_) => None,
        };
        if let Some(problem) = problem {
            self.drafts.insert(NEW_CODE.to_owned(), Draft { text: code, problem: Some(problem) });
            return;
        }
        self.drafts.remove(NEW_CODE);
        self.drafts.remove(NEW_NAME);
        actions.push(Action::Change(command));
    }
}

/// The names that the program knows a built-in profession by, besides its code and its name.
fn known_besides(profession: Profession) -> Option<String> {
    let names = profession.other_names();
    (!names.is_empty()).then(|| format!("Known without being said: {}.", names.join(", ")))
}
