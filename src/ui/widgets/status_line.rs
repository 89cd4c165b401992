//! The line at the foot of the window: what is shown, and what is going on.

use eframe::egui::{Align, Label, Layout, Ui};

use super::explained_line::explained_in_a_line;
use super::text::secondary;

/// What is shown on the left, what goes on in the background on the right. True when what is shown was pressed: it
/// wants explaining, where it has figures.
pub fn status_line(ui: &mut Ui, shown: &str, has_figures: bool, going_on: &str) -> bool {
    let mut pressed = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !going_on.is_empty() {
                let text = secondary(ui, going_on);
                ui.label(text);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let text = secondary(ui, shown);
                if has_figures {
                    pressed = explained_in_a_line(ui, text);
                } else {
                    ui.add(Label::new(text).truncate());
                }
            });
        });
    });
    pressed
}
