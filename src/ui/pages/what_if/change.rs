//! The part that changes many figures at once.

use eframe::egui::{RichText, Ui};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::Question;
use super::super::super::route::Page;
use super::super::super::theme::{Tokens, space};
use super::super::super::widgets::{card, explained_line, link_button, note, primary_button, secondary, section_title};
use super::WhatIfPage;
use super::form::Form;
use crate::model::scenario::ScenarioState;
use crate::model::{AcademicYear, Profession, counted};
use crate::report::{LeverBasis, Planned, PlannedQuestion, Target};
use crate::session::PageQuestion;

/// What the form would do, or what is wrong with it; `None` while fields are empty.
pub(super) fn planned(
    form: &Form,
    state: &ScenarioState,
    basis: &LeverBasis,
    professions: &[Profession],
    year: AcademicYear,
) -> Option<Result<(Planned, PlannedQuestion), String>> {
    let scope = form.scope(state.outcome().facts())?;
    let target = Target { scope, professions: form.professions(professions), year };
    let plan = |deed| {
        let question = PlannedQuestion { target: target.clone(), deed, note: form.note.trim().to_owned() };
        (Planned::of(state, basis, &target, deed, &question.note), question)
    };
    Some(form.deed()?.map(plan))
}

impl WhatIfPage {
    /// Draws the form, what it would do, and the edits in force.
    pub(super) fn change(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        ui.add_enabled_ui(document.writer.is_some() && !document.stale, |ui| {
            card(ui, |ui| {
                section_title(ui, "Change figures");
                self.form.show(ui, document);
                ui.add_space(space::SMALL);
                if let Some(weight) = self.form.preceptees() {
                    preceptees(ui, weight, actions);
                } else {
                    self.preview(ui, actions);
                }
            });
        });
        ui.add_space(space::CARD);
        ui.horizontal_wrapped(|ui| {
            section_title(ui, "Edits in force");
            note(ui, "What this scenario changes, in the order in which it applies.");
            if document.writer.is_some() && link_button(ui, "Change a setting for this scenario").clicked() {
                actions.push(Action::Go(Page::Method));
            }
        });
        self.edits.show(ui, document, actions);
    }

    fn preview(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let current = self.planned.as_ref().filter(|held| held.form == self.form);
        let Some(planned) = current.and_then(|held| held.planned.as_ref()) else {
            let missing =
                if self.basis.is_none() { "Counting…" } else { "Fill the fields to see what would change." };
            note(ui, missing);
            return;
        };
        let (planned, question) = match planned {
            Ok((planned, question)) => (planned, question),
            Err(reason) => {
                ui.label(RichText::new(reason).color(Tokens::of(ui).error));
                return;
            }
        };
        let mut asked = explained_line(ui, RichText::new(&planned.sentence));
        for line in &planned.left_out {
            asked |= explained_line(ui, secondary(ui, line.as_str()));
        }
        if asked {
            let question = PageQuestion::Planned(question.clone());
            actions.push(Action::Explain(Question::of_page(question)));
        }
        if !planned.edits.is_empty() {
            ui.add_space(space::TIGHT);
            let words = format!("Add {}", counted(planned.edits.len() as u64, "edit", "edits"));
            if primary_button(ui, &words).clicked() {
                actions.push(Action::EditCells(planned.edits.clone()));
                self.form.clear();
            }
        }
    }
}

/// A setting of the scenario's own: the figures are counted again.
fn preceptees(ui: &mut Ui, weight: Result<crate::model::Decimal, String>, actions: &mut Vec<Action>) {
    match weight {
        Ok(weight) => {
            if primary_button(ui, "Count preceptees so").clicked() {
                actions.push(Action::OwnSetting("preceptees".to_owned(), Some(weight.to_string())));
            }
        }
        Err(reason) => {
            ui.label(RichText::new(reason).color(Tokens::of(ui).error));
        }
    }
}
