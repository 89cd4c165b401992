//! Text that is being typed, and why it was not taken.

use std::collections::BTreeMap;

use eframe::egui::{Key, RichText, TextEdit, Ui, vec2};

use super::super::super::assistant::{Decision, FileId, Waiting};
use super::super::super::theme::{Tokens, size, space};
use crate::model::Professions;

/// Which field of which file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub FileId, pub String);

/// Texts that are not yet part of a mapping.
#[derive(Default)]
pub struct Drafts {
    open: BTreeMap<Place, Draft>,
    /// What the plan calls professions; those that are built in until it is known.
    professions: Professions,
}

#[derive(Default)]
struct Draft {
    text: String,
    problem: Option<String>,
}

impl Drafts {
    /// Texts may name professions as the plan does.
    pub fn know(&mut self, professions: &Professions) {
        self.professions = professions.clone();
    }

    /// Begins a field that is not shown otherwise.
    pub fn begin(&mut self, place: Place) {
        self.open.entry(place).or_default();
    }

    /// Whether the field is open.
    pub fn is_open(&self, place: &Place) -> bool {
        self.open.contains_key(place)
    }

    /// Closes the field.
    pub fn close(&mut self, place: &Place) {
        self.open.remove(place);
    }

    /// A field that shows `now`; when the user is done with another text, the decision that it makes, if
    /// the mapping takes it. Otherwise the reason stands beneath it, and the text stays.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        file: &Waiting,
        place: &Place,
        name: &str,
        now: &str,
        decision: impl FnOnce(&str) -> Decision,
    ) -> Option<Decision> {
        let held = self.open.get(place).map(|draft| draft.text.clone());
        let mut text = held.unwrap_or_else(|| now.to_owned());
        let field = TextEdit::singleline(&mut text).desired_width(160.0).min_size(vec2(0.0, space::TARGET));
        let response = ui.add(field).accessible_name(name);
        if response.changed() {
            self.open.insert(place.clone(), Draft { text: text.clone(), problem: None });
        }
        let problem = self.open.get(place).and_then(|draft| draft.problem.clone());
        if let Some(problem) = problem {
            ui.label(RichText::new(problem).size(size::SECONDARY).color(Tokens::of(ui).error));
        }
        if !response.lost_focus() {
            return None;
        }
        if ui.input(|input| input.key_pressed(Key::Escape)) {
            self.close(place);
            return None;
        }
        if text.trim() == now.trim() {
            return None;
        }
        let decision = decision(&text);
        match decision.applied_to(&file.mapping).knowing(&self.professions).check_known() {
            Ok(()) => {
                self.close(place);
                Some(decision)
            }
            Err(error) => {
                let problem = error.to_string().replace("the mapping cannot be used: ", "");
                self.open.insert(place.clone(), Draft { text, problem: Some(problem) });
                None
            }
        }
    }
}
