//! A sentence with figures in it that says where they come from when it is pressed.

use eframe::egui::{CursorIcon, Label, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use crate::ui::theme::Tokens;

/// Draws the sentence. True when it was pressed, by hand or keyboard: it wants explaining.
pub fn explained_line(ui: &mut Ui, text: RichText) -> bool {
    let name = format!("Explain {}", text.text());
    explained(ui, Label::new(text).wrap(), &name)
}

/// The same on one line, cut where there is no room.
pub fn explained_in_a_line(ui: &mut Ui, text: RichText) -> bool {
    let name = format!("Explain {}", text.text());
    explained(ui, Label::new(text).truncate(), &name)
}

fn explained(ui: &mut Ui, label: Label, name: &str) -> bool {
    let label = ui.add(label.selectable(false).sense(Sense::click()));
    label.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if label.has_focus() || label.hovered() {
        let ring = Stroke::new(if label.has_focus() { 2.0 } else { 1.0 }, Tokens::of(ui).focus);
        ui.painter().rect_stroke(label.rect.expand2(vec2(4.0, 1.0)), 3.0, ring, StrokeKind::Outside);
    }
    label.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Where this comes from").clicked()
}
