//! A box that says something went otherwise than expected, and what to do about it.

use eframe::egui;
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{CornerRadius, Frame, Margin, RichText, Ui, pos2};

use super::text::strong;
use crate::ui::theme::{Tokens, space};

/// How much a callout asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Note,
    /// A result rests on something doubtful.
    Warning,
    /// Something could not be done.
    Error,
}

impl Tone {
    /// The word a screen reader says first, so that the tone is not told by colour alone.
    const fn word(self) -> &'static str {
        match self {
            Tone::Note => "Note",
            Tone::Warning => "Warning",
            Tone::Error => "Error",
        }
    }
}

/// A callout: what, then why or where, then up to three buttons that say what happens.
#[derive(Clone, Copy, Debug)]
pub struct Callout<'a> {
    tone: Tone,
    title: &'a str,
    text: &'a str,
    actions: &'a [&'a str],
}

impl<'a> Callout<'a> {
    /// A callout without buttons. An empty text is left out.
    pub fn new(tone: Tone, title: &'a str, text: &'a str) -> Self {
        Self { tone, title, text, actions: &[] }
    }

    /// With buttons, the most helpful first.
    pub fn actions(self, actions: &'a [&'a str]) -> Self {
        Self { actions, ..self }
    }

    /// Draws it as wide as there is room; tells which of its buttons was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let (surface, ink) = match self.tone {
            Tone::Note => (tokens.note_surface, tokens.accent),
            Tone::Warning => (tokens.warning_surface, tokens.warning),
            Tone::Error => (tokens.error_surface, tokens.error),
        };
        let margin = Margin { left: 20, right: space::CARD as i8, top: 12, bottom: 12 };
        let frame = Frame::new().fill(surface).corner_radius(CornerRadius::same(space::CORNER)).inner_margin(margin);
        let mut pressed = None;
        let response = frame.show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            ui.label(strong(format!("{}: {}", self.tone.word(), self.title)).color(ink));
            if !self.text.is_empty() {
                ui.label(RichText::new(self.text).color(tokens.text));
            }
            if !self.actions.is_empty() {
                ui.add_space(space::TIGHT);
                ui.horizontal_wrapped(|ui| {
                    for (index, action) in self.actions.iter().enumerate() {
                        if ui.button(*action).clicked() {
                            pressed = Some(index);
                        }
                    }
                });
            }
        });
        let rect = response.response.rect;
        let stripe = egui::Rect::from_min_max(rect.min, pos2(rect.left() + 4.0, rect.bottom()));
        let left = CornerRadius { nw: space::CORNER, sw: space::CORNER, ne: 0, se: 0 };
        ui.painter().rect_filled(stripe, left, ink);
        ui.ctx().accesskit_node_builder(response.response.id, |node| {
            node.set_role(if self.tone == Tone::Error { Role::Alert } else { Role::Note });
            node.set_label(format!("{}: {}. {}", self.tone.word(), self.title, self.text));
            node.set_live(Live::Polite);
        });
        pressed
    }
}
