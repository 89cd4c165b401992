//! Before a plan is open.

use std::path::PathBuf;

use eframe::egui::{Align, Key, Layout, RichText, ScrollArea, Spinner, TextEdit, Ui, vec2};

use super::super::action::Action;
use super::super::preferences::Preferences;
use super::super::theme::{Tokens, size, space};
use super::super::widgets::{card, field_label, link_button, note, primary_button, section_title, strong};

/// The first page: what the program does, and the ways in.
pub fn welcome(ui: &mut Ui, preferences: &Preferences, typed: &mut String, actions: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space((ui.available_height() * 0.08).clamp(space::CARD, 64.0));
        let width = ui.available_width().min(640.0);
        let left = ((ui.available_width() - width) / 2.0).max(0.0);
        ui.horizontal(|ui| {
            ui.add_space(left);
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                introduction(ui);
                ways_in(ui, actions);
                ui.add_space(space::GROUP);
                by_path(ui, typed, actions);
                recent(ui, preferences, actions);
            });
        });
    });
}

fn introduction(ui: &mut Ui) {
    ui.label(strong("Fair Share Planner").size(28.0));
    ui.add_space(space::TIGHT);
    ui.label(
        RichText::new(
            "Given the workforce an organisation has, how much practice placement activity is its fair share, \
             and how much does it provide?",
        )
        .size(size::BODY + 2.0)
        .color(Tokens::of(ui).secondary),
    );
    ui.add_space(space::GROUP);
}

fn ways_in(ui: &mut Ui, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        if primary_button(ui, "Try the sample").clicked() {
            actions.push(Action::Sample);
        }
        if ui.button("New plan…").clicked() {
            actions.push(Action::NewPlan);
        }
        if ui.button("Open a plan…").clicked() {
            actions.push(Action::OpenPlan);
        }
    });
    note(ui, "The sample is a made-up region. A new plan takes your own workforce and placement files.");
}

fn by_path(ui: &mut Ui, typed: &mut String, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        section_title(ui, "Drop files here");
        note(ui, "A plan is opened; workforce and placement files go into a new plan. Or type a path:");
        ui.add_space(space::TIGHT);
        ui.horizontal(|ui| {
            let label = field_label(ui, "Path");
            let field = TextEdit::singleline(typed).desired_width(ui.available_width() - 96.0);
            let response = ui.add(field).labelled_by(label.id);
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let pressed = ui.add_enabled(!typed.trim().is_empty(), eframe::egui::Button::new("Open")).clicked();
            if (entered || pressed) && !typed.trim().is_empty() {
                actions.push(Action::OpenFiles(vec![PathBuf::from(typed.trim())]));
            }
        });
    });
}

fn recent(ui: &mut Ui, preferences: &Preferences, actions: &mut Vec<Action>) {
    if preferences.recent.is_empty() {
        return;
    }
    ui.add_space(space::GROUP);
    section_title(ui, "Recent plans");
    for path in &preferences.recent {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        ui.horizontal(|ui| {
            if link_button(ui, &name).clicked() {
                actions.push(Action::Open(path.clone()));
            }
            let folder = path.parent().unwrap_or(path).display().to_string();
            note(ui, &folder);
        });
    }
}

/// While a plan is being opened.
pub fn loading(ui: &mut Ui, name: &str) {
    ui.add_space((ui.available_height() * 0.3).min(240.0));
    ui.vertical_centered(|ui| {
        ui.add(Spinner::new().size(28.0));
        ui.add_space(space::SMALL);
        ui.label(strong(format!("Opening {name}…")));
    });
}
