//! What a page says before there is anything to show.

use eframe::egui::{Align, Layout, RichText, Ui, vec2};

use super::button::primary_button;
use super::text::strong;
use crate::ui::theme::{Tokens, size, space};

/// What this page will show, and the one button to get there. True when it was pressed.
pub fn empty_state(ui: &mut Ui, title: &str, sentence: &str, button: Option<&str>) -> bool {
    let tokens = Tokens::of(ui);
    let mut pressed = false;
    // A third down, not half: the eye starts there.
    ui.add_space((ui.available_height() * 0.25).clamp(space::GROUP, 160.0));
    ui.vertical_centered(|ui| {
        let width = ui.available_width().min(460.0);
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Center), |ui| {
            ui.label(strong(title).size(size::TITLE));
            ui.label(RichText::new(sentence).color(tokens.secondary));
            if let Some(button) = button {
                ui.add_space(space::CARD);
                pressed = primary_button(ui, button).clicked();
            }
        });
    });
    pressed
}
