//! A field to search with, and a way to empty it.

use eframe::egui;
use eframe::egui::{Response, TextEdit, Ui, vec2};

use super::button::{link_button, link_width};
use super::flow::begin_line_for;
use crate::ui::theme::space;

/// What empties it.
const CLEAR: &str = "Clear";

/// A search field that is `width` wide with its way to empty it, in a line that wraps or by itself. Escape and "Clear" empty it; `response.changed()` is true then too.
pub fn search_field(ui: &mut Ui, name: &str, text: &mut String, width: f32) -> Response {
    begin_line_for(ui, width);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        let beside = if text.is_empty() { 0.0 } else { link_width(ui, CLEAR) + space::TIGHT };
        let width = width - beside;
        let field = TextEdit::singleline(text).hint_text(name).desired_width(width).min_size(vec2(0.0, space::TARGET));
        let mut response = ui.add(field).accessible_name(name);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_role(egui::accesskit::Role::SearchInput));
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
        if !text.is_empty() && (link_button(ui, CLEAR).clicked() || escaped) {
            text.clear();
            response.mark_changed();
            response.request_focus();
        }
        response
    })
    .inner
}
