//! Text in the sizes of the theme.

use eframe::egui;
use eframe::egui::text::{CCursor, CCursorRange};
use eframe::egui::text_edit::TextEditState;
use eframe::egui::{Id, Response, RichText, Ui};

use crate::ui::theme::{SEMIBOLD, Tokens, size, space};

/// A page's title, with one sentence beneath it that says what the page shows. Pass `""` for none.
pub fn page_title(ui: &mut Ui, title: &str, sentence: &str) {
    let response = ui.heading(title);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(title);
        node.set_level(1);
    });
    if !sentence.is_empty() {
        ui.add_space(-space::TIGHT);
        ui.label(secondary(ui, sentence));
    }
    ui.add_space(space::SMALL);
}

/// The title of a part of a page or of a card.
pub fn section_title(ui: &mut Ui, title: &str) -> Response {
    let response = ui.label(strong(title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(title);
        node.set_level(2);
    });
    response
}

/// Semibold text in the size of the body.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).family(egui::FontFamily::Name(SEMIBOLD.into()))
}

/// Smaller text in the second colour.
pub fn secondary(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).size(size::SECONDARY).color(Tokens::of(ui).secondary)
}

/// A line that explains what stands above it: the one-line meaning of a setting, its source.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    let text = secondary(ui, text);
    ui.label(text)
}

/// The label above a field. Give its id to the field: `field.labelled_by(label.id)`.
pub fn field_label(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).size(size::SECONDARY).family(egui::FontFamily::Name(SEMIBOLD.into())))
}

/// Selects what stands in a field of one line, so that typing replaces it.
pub fn select_all(ui: &Ui, field: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}
