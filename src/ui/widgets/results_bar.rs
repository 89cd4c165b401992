//! The bar across the top while a scenario is looked at: what it comes to, and how far that is from the baseline.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, CursorIcon, Label, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::text::secondary;
use crate::ui::theme::{Tokens, regular, semibold, size, space};

/// One figure of the bar, in words.
#[derive(Clone, Copy, Debug)]
pub struct BarFigure<'a> {
    /// `Gap`.
    pub name: &'a str,
    /// `−52.0 weeks`.
    pub now: &'a str,
    /// `+12.0`, or `no change`.
    pub change: &'a str,
    /// Whether it is another figure than the baseline's.
    pub differs: bool,
}

/// What was pressed in the bar, by the number of the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarPressed {
    /// The figure.
    Figure(usize),
    /// How far it is from the baseline.
    Change(usize),
}

/// Draws the bar; `scope` says what the figures add up. Each figure is one piece, so that a narrow
/// window breaks the line between figures. Tells which one was pressed, to be explained.
pub fn results_bar(ui: &mut Ui, scope: &str, figures: &[BarFigure<'_>]) -> Option<BarPressed> {
    let mut pressed = None;
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::GROUP, 0.0);
        ui.spacing_mut().interact_size.y = 0.0; // lines of words, not of buttons
        let scope = secondary(ui, scope);
        ui.add(Label::new(scope).extend());
        for (number, figure) in figures.iter().enumerate() {
            let change = if figure.differs { tokens.accent } else { tokens.secondary };
            let mut words = LayoutJob::default();
            let mut add = |text: &str, font, color| {
                let format = TextFormat { font_id: font, color, valign: Align::Center, ..Default::default() };
                words.append(if words.is_empty() { "" } else { "  " }, 0.0, format.clone());
                words.append(text, 0.0, format);
            };
            add(figure.name, regular(size::SECONDARY), tokens.secondary);
            add(figure.now, semibold(size::BODY), tokens.text);
            add(figure.change, regular(size::SECONDARY), change);
            let label = ui.add(Label::new(words).extend().selectable(false).sense(Sense::click()));
            let said = format!("Explain {} {}, {}", figure.name, figure.now, figure.change);
            let (at, id) = (label.rect, label.id);
            if explained(ui, label, &said) {
                pressed = Some(BarPressed::Figure(number));
            }
            if figure.differs {
                // The end of the same piece, pressed by itself.
                let words = figure.change.to_owned();
                let width = ui.painter().layout_no_wrap(words, regular(size::SECONDARY), change).size().x;
                let end = Rect::from_min_max(pos2(at.right() - width, at.top()), at.max);
                let end = ui.interact(end, id.with("change"), Sense::click());
                let said = format!("Explain the change of {}, {}", figure.name, figure.change);
                if explained(ui, end, &said) {
                    pressed = Some(BarPressed::Change(number));
                }
            }
        }
    });
    pressed
}

/// Says what pressing does, to the eye and to the screen reader. True when it was pressed.
fn explained(ui: &Ui, piece: Response, said: &str) -> bool {
    piece.widget_info(|| WidgetInfo::labeled(Role::Button, true, said));
    if piece.has_focus() || piece.hovered() {
        let ring = Stroke::new(if piece.has_focus() { 2.0 } else { 1.0 }, Tokens::of(ui).focus);
        ui.painter().rect_stroke(piece.rect.expand2(vec2(4.0, 1.0)), 3.0, ring, StrokeKind::Outside);
    }
    piece.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Where this comes from").clicked()
}
