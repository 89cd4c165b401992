//! A card: paper with a hairline around it.

use eframe::egui::{CornerRadius, Frame, InnerResponse, Margin, Stroke, Ui};

use crate::ui::theme::{Tokens, space};

/// The frame of a card, for pages that add to it.
pub fn card_frame(ui: &Ui) -> Frame {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.paper)
        .stroke(Stroke::new(space::HAIRLINE, tokens.hairline))
        .corner_radius(CornerRadius::same(space::CORNER))
        .inner_margin(Margin::same(space::CARD as i8))
}

/// What belongs together, as wide as there is room.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(ui).show(ui, |ui| {
        ui.take_available_width();
        contents(ui)
    })
}
