//! The key of a chart: every mark in use as it is drawn, with its word.

use std::borrow::Cow;

use eframe::egui;
use eframe::egui::{Sense, Ui, WidgetInfo, vec2};

use super::mark::Mark;
use crate::ui::theme::{Tokens, regular, size, space};

/// How large a mark is drawn.
const MARK: f32 = 11.0;

/// Adds the marks with their words to a line that wraps.
pub(super) fn mark_key(ui: &mut Ui, marks: &[(Mark, Cow<'static, str>)]) {
    let tokens = Tokens::of(ui);
    for (mark, words) in marks {
        let galley = ui.painter().layout_no_wrap(words.to_string(), regular(size::SMALL), tokens.secondary);
        let wanted = vec2(16.0 + galley.size().x + space::SMALL, galley.size().y);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
        mark.paint(ui.painter(), rect.left_center() + vec2(6.0, 0.0), MARK, tokens);
        ui.painter().galley(rect.left_top() + vec2(16.0, 0.0), galley, tokens.secondary);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words.as_ref()));
    }
}
