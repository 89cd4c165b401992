//! How far something is, and a way to stop it.

use eframe::egui;
use eframe::egui::{CornerRadius, Sense, Ui, WidgetInfo, vec2};

use super::text::{secondary, strong};
use crate::ui::theme::{Tokens, space};

/// What is going on.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What is being done: "Reading placements 2018-19.csv".
    pub what: &'a str,
    /// How far: "41,000 of 120,000 rows".
    pub detail: &'a str,
    /// Between 0 and 1; `None` while it cannot be known.
    pub fraction: Option<f32>,
}

/// Shows it; true when Cancel was pressed.
pub fn progress(ui: &mut Ui, shown: Progress<'_>) -> bool {
    let tokens = Tokens::of(ui);
    ui.label(strong(shown.what));
    let mut cancelled = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 104.0).clamp(120.0, 480.0);
        let (rect, response) = ui.allocate_exact_size(vec2(width, space::TARGET), Sense::hover());
        let rail = egui::Rect::from_center_size(rect.center(), vec2(width, 6.0));
        ui.painter().rect_filled(rail, CornerRadius::same(3), tokens.hairline);
        // No wandering bar while the end is unknown: the words beneath say what happens.
        if let Some(fraction) = shown.fraction {
            let mut done = rail;
            done.set_width(width * fraction.clamp(0.0, 1.0));
            ui.painter().rect_filled(done, CornerRadius::same(3), tokens.accent);
        }
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ProgressIndicator, true, shown.what));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_description(shown.detail);
            if let Some(fraction) = shown.fraction {
                node.set_min_numeric_value(0.0);
                node.set_max_numeric_value(100.0);
                node.set_numeric_value(f64::from(fraction.clamp(0.0, 1.0) * 100.0).round());
            }
        });
        cancelled = ui.button("Cancel").clicked();
    });
    let detail = secondary(ui, shown.detail);
    ui.label(detail);
    cancelled
}
