//! Choosing one organisation by typing a part of its name or code.

use eframe::egui::Ui;

use super::super::super::theme::space;
use super::super::super::widgets::{link_button, note, search_field, secondary};
use crate::model::Facts;

/// How many that match are offered.
const OFFERED: usize = 6;

/// What is typed, what matches, and which one was chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrganisationField {
    text: String,
    matches: Vec<u32>,
    /// The number of the organisation that was chosen.
    pub chosen: Option<u32>,
}

impl OrganisationField {
    /// Draws the field, and what matches beneath it.
    pub fn show(&mut self, ui: &mut Ui, facts: &Facts) {
        let organisations = facts.organisations();
        if let Some(organisation) = self.chosen.and_then(|number| organisations.get(number as usize)) {
            ui.horizontal_wrapped(|ui| {
                ui.label(&organisation.name);
                let code = secondary(ui, &organisation.code);
                ui.label(code);
                if link_button(ui, "Choose another").clicked() {
                    *self = OrganisationField::default();
                }
            });
            return;
        }
        if search_field(ui, "Organisation", &mut self.text, 280.0).changed() {
            let needle = self.text.trim().to_lowercase();
            let found = organisations.iter().enumerate().filter(|(_, organisation)| {
                !needle.is_empty()
                    && (organisation.name.to_lowercase().contains(&needle)
                        || organisation.code.to_lowercase().contains(&needle))
            });
            self.matches = found.map(|(number, _)| number as u32).take(OFFERED).collect();
        }
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        for number in self.matches.clone() {
            let Some(organisation) = organisations.get(number as usize) else { continue };
            let words = format!("{} ({})", organisation.name, organisation.code);
            if ui.selectable_label(false, words).clicked() {
                self.chosen = Some(number);
            }
        }
        if self.matches.is_empty() && !self.text.trim().is_empty() {
            note(ui, "No organisation of that name or code.");
        }
    }
}
