//! The bar that always says which plan, which scenario, which benchmark, and whether it is saved.

use eframe::egui;
use eframe::egui::{Align, Color32, Layout, RichText, Sense, Stroke, TextStyle, TextWrapMode, Ui, WidgetText, vec2};

use super::button::{link_button, menu_button};
use super::text::{secondary, strong};
use crate::ui::theme::{Tokens, size, space};

/// What has become of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved<'a> {
    /// It is in the file.
    All,
    /// It is on its way.
    Saving,
    /// It is not, and why. A button leads on.
    Failed(&'a str),
    /// Nothing is written: who holds the plan.
    ReadOnly(&'a str),
}

/// Draws the bar. The two closures fill the menus of plan and scenario. True when "What now?" beside a
/// failed save was pressed.
pub fn plan_bar(
    ui: &mut Ui,
    plan: &str,
    scenario: &str,
    benchmark: &str,
    saved: Saved<'_>,
    plan_menu: impl FnOnce(&mut Ui),
    scenario_menu: impl FnOnce(&mut Ui),
) -> bool {
    let (mut asked, mut below) = (false, false);
    let bar = ui.horizontal(|ui| {
        // No outlines here: the bar is read far more often than it is pressed.
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
        ui.visuals_mut().widgets.inactive.weak_bg_fill = Color32::TRANSPARENT;
        let _plan = menu_button(ui, &format!("Plan: {plan}"), strong(plan), false, plan_menu);
        let _scenario = menu_button(ui, &format!("Scenario: {scenario}"), scenario, false, scenario_menu);
        ui.add_space(space::SMALL);
        let benchmark = secondary(ui, format!("Benchmark: {benchmark}"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            asked = save_state(ui, saved);
            // What is left of the line belongs to the benchmark.
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                // It is always said: where the line has no room for it, on one of its own.
                let words = WidgetText::from(benchmark.clone());
                let wanted = words.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
                below = wanted.size().x > ui.available_width();
                if !below {
                    ui.label(benchmark.clone());
                }
            });
        });
        benchmark
    });
    if below {
        ui.label(bar.inner);
    }
    asked
}

fn save_state(ui: &mut Ui, saved: Saved<'_>) -> bool {
    let tokens = Tokens::of(ui);
    match saved {
        Saved::All => mark(ui, "All changes saved", tokens.secondary, Some(tokens.meets)),
        Saved::Saving => mark(ui, "Saving…", tokens.secondary, None),
        Saved::ReadOnly(who) => mark(ui, &format!("Read only: {who}"), tokens.warning, Some(tokens.warning)),
        Saved::Failed(why) => {
            let asked = link_button(ui, "What now?").clicked();
            mark(ui, &format!("Not saved: {why}"), tokens.error, Some(tokens.error));
            return asked;
        }
    }
    false
}

/// A dot and words; the words carry the meaning.
fn mark(ui: &mut Ui, words: &str, ink: egui::Color32, dot: Option<egui::Color32>) {
    let label = ui.label(RichText::new(words).size(size::SECONDARY).color(ink));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if let Some(colour) = dot {
        let (rect, _) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 3.5, colour);
    }
}
