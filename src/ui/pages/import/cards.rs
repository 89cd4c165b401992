//! The cards of the files that wait: what each is, and what will be used of it.

use eframe::egui;
use eframe::egui::{Color32, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::super::super::action::{Action, Ask};
use super::super::super::assistant::{Card, CardState, Step, Waiting, capitalised};
use super::super::super::intake::Intake;
use super::super::super::theme::{Tokens, semibold, size, space};
use super::super::super::widgets::{card_frame, link_button, name_label, note};

/// All cards.
pub fn show(ui: &mut Ui, intake: &Intake, actions: &mut Vec<Action>) {
    let selected = intake.assistant().selected().map(|file| file.id);
    for file in intake.assistant().files() {
        one(ui, file, selected == Some(file.id), intake, actions);
        ui.add_space(space::TIGHT);
    }
}

fn one(ui: &mut Ui, file: &Waiting, here: bool, intake: &Intake, actions: &mut Vec<Action>) {
    let tokens = Tokens::of(ui);
    let told = file.card();
    let builder = UiBuilder::new().id_salt(("card", file.id)).sense(Sense::click());
    let response = ui.scope_builder(builder, |ui| {
        let hovered = ui.response().hovered();
        let edge = if here { Stroke::new(2.0, tokens.accent) } else { Stroke::new(space::HAIRLINE, tokens.hairline) };
        let fill = if hovered && !here { tokens.hover } else { tokens.paper };
        let margin = egui::Margin::same(12 - if here { 1 } else { 0 });
        card_frame(ui).fill(fill).stroke(edge).inner_margin(margin).show(ui, |ui| {
            ui.take_available_width();
            ui.spacing_mut().item_spacing.y = space::TIGHT;
            contents(ui, file, &told, intake, actions);
        });
    });
    let response = response.response;
    let spoken = format!("{}, {}: {}", told.name, told.state.word(), told.words);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(here));
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.focus);
        ui.painter().rect_stroke(response.rect, f32::from(space::CORNER), ring, egui::StrokeKind::Outside);
    }
    if response.clicked() {
        actions.push(Action::Intake(Ask::Select(file.id)));
    }
}

fn contents(ui: &mut Ui, file: &Waiting, told: &Card, intake: &Intake, actions: &mut Vec<Action>) {
    name_label(ui, &told.name, semibold(size::BODY));
    if !told.what.is_empty() {
        note(ui, &told.what);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        mark(ui, told.state);
        let so_far = intake.check_so_far(file.id).filter(|_| told.state == CardState::Busy);
        let words = so_far.map_or(told.words.clone(), |so_far| format!("Checking every row: {}", so_far.detail));
        ui.add(egui::Label::new(words).wrap());
    });
    if file.is_remembered {
        note(ui, "Read as the plan remembers for files with these headers.");
        let forget = link_button(ui, "Read it without that");
        if forget.accessible_name(format!("Read {} without what is remembered", told.name)).clicked() {
            actions.push(Action::Intake(Ask::Map(file.id, Box::default())));
        }
    }
    for forgotten in &file.forgotten {
        note(ui, &capitalised(forgotten));
    }
    for in_plan in &told.in_plan {
        note(ui, in_plan);
    }
    if !told.remarks.is_empty() {
        note(ui, &format!("Worth a look: {}", told.remarks.join(", ")));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::TIGHT;
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
        if let Some(step) = told.step
            && link_button(ui, way(step, told.state)).clicked()
        {
            actions.push(Action::Intake(Ask::Step(file.id, step)));
        }
        let leave = link_button(ui, "Leave out").accessible_name(format!("Leave out {}", told.name));
        if leave.clicked() {
            actions.push(Action::Intake(Ask::LeaveOut(Some(file.id))));
        }
    });
}

/// What the button to a step says.
const fn way(step: Step, state: CardState) -> &'static str {
    match (step, state) {
        (Step::File, CardState::Ready) => "See the suggestion",
        (Step::File, _) => "Say what it holds",
        (Step::Columns, _) => "Choose the columns",
        (Step::Values, _) => "Say what they mean",
        (Step::Report, CardState::Ready) => "See the rejected rows",
        (Step::Report, _) => "See the report",
    }
}

/// A disc that is filled once the file can be imported; the words beside it say the same.
fn mark(ui: &mut Ui, state: CardState) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(10.0, size::BODY * 1.35), Sense::hover());
    let ring = |colour: Color32| Stroke::new(1.5, colour);
    let (centre, painter) = (rect.center(), ui.painter());
    match state {
        CardState::Busy => drop(painter.circle_stroke(centre, 4.0, ring(tokens.secondary))),
        CardState::Ready => drop(painter.circle_filled(centre, 4.5, tokens.meets)),
        CardState::NeedsYou => drop(painter.circle_stroke(centre, 4.0, ring(tokens.warning))),
        CardState::Refused => {
            let arm = vec2(4.0, 4.0);
            let across = vec2(4.0, -4.0);
            painter.line_segment([centre - arm, centre + arm], ring(tokens.error));
            painter.line_segment([centre - across, centre + across], ring(tokens.error));
        }
    }
}
