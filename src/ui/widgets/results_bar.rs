//! The bar across the top while a scenario is looked at: what it comes to, and how far that is from the baseline.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Align, CursorIcon, Label, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

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

/// Draws the bar; `scope` says what the figures add up. Each figure is one piece, so that a narrow
/// window breaks the line between figures. Tells which one was pressed, to be explained.
pub fn results_bar(ui: &mut Ui, scope: &str, figures: &[BarFigure<'_>]) -> Option<usize> {
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
            label.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
            let ring = Stroke::new(if label.has_focus() { 2.0 } else { 1.0 }, tokens.focus);
            if label.has_focus() || label.hovered() {
                ui.painter().rect_stroke(label.rect.expand2(vec2(4.0, 1.0)), 3.0, ring, StrokeKind::Outside);
            }
            if label.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Where this comes from").clicked() {
                pressed = Some(number);
            }
        }
    });
    pressed
}
