//! A field to search with, and a way to empty it.

use eframe::egui;
use eframe::egui::{Response, TextEdit, Ui, vec2};

use super::button::link_button;
use crate::ui::theme::space;

/// A search field `width` wide. Escape and "Clear" empty it; `response.changed()` is true then too.
pub fn search_field(ui: &mut Ui, name: &str, text: &mut String, width: f32) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let field = TextEdit::singleline(text).hint_text(name).desired_width(width).min_size(vec2(0.0, space::TARGET));
        let mut response = ui.add(field).accessible_name(name);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::SearchInput));
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
        if !text.is_empty() && (link_button(ui, "Clear").clicked() || escaped) {
            text.clear();
            response.mark_changed();
            response.request_focus();
        }
        response
    })
    .inner
}
