//! Parts of a page, one in sight at a time, each with a word on how it stands.

use eframe::egui;
use eframe::egui::{CornerRadius, FontId, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::elide_middle;
use crate::ui::theme::{Tokens, regular, semibold, size, space};

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab<'a> {
    /// Its name.
    pub name: &'a str,
    /// How it stands, in a few words: "2 missing".
    pub remark: &'a str,
    /// Whether something there has to be done.
    pub urgent: bool,
}

/// As wide as a tab becomes, where there is room.
const WIDEST: f32 = 168.0;
const HEIGHT: f32 = 48.0;

/// Draws the tabs and tells which was asked for. One Tab stop; arrows move between them.
pub fn tabs(ui: &mut Ui, items: &[Tab<'_>], current: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let mut asked = None;
    let carried = ui.scope_id().with("tabs follow");
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = (ui.available_width() / items.len().max(1) as f32).min(WIDEST);
        for (index, item) in items.iter().enumerate() {
            let here = index == current;
            // Only the tab in sight is a Tab stop; the arrows reach the others.
            let sense = if here { Sense::click() } else { Sense::CLICK };
            let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), sense);
            if here {
                let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
                if response.has_focus() {
                    asked = asked.or(step(ui, index, items.len()));
                }
                if ui.data_mut(|d| d.remove_temp::<bool>(carried)).is_some() {
                    response.request_focus();
                }
                if asked.is_some_and(|to| to != current) {
                    ui.data_mut(|d| d.insert_temp(carried, true));
                }
            }
            if response.clicked() {
                asked = Some(index);
            }
            paint(ui, rect, item, here, &response, tokens);
            let spoken = format!("{}, {}", item.name, item.remark);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Tab, true, spoken.trim_end_matches(", ")));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(here));
        }
    });
    let line = response.response.rect;
    let edge = Stroke::new(space::HAIRLINE, tokens.hairline);
    ui.painter().hline(line.left()..=ui.max_rect().right(), line.bottom() - 0.5, edge);
    asked.filter(|to| *to != current)
}

fn paint(ui: &Ui, rect: Rect, item: &Tab<'_>, here: bool, response: &egui::Response, tokens: &Tokens) {
    let painter = ui.painter();
    if response.hovered() && !here {
        painter.rect_filled(rect, CornerRadius::same(space::CORNER), tokens.hover);
    }
    let (left, room) = (rect.left() + space::SMALL, rect.width() - space::CARD);
    let font = if here { semibold(size::BODY) } else { regular(size::BODY) };
    text(ui, pos2(left, rect.top() + 5.0), room, item.name, font, if here { tokens.accent } else { tokens.text });
    let ink = if item.urgent { tokens.error } else { tokens.secondary };
    text(ui, pos2(left, rect.top() + 25.0), room, item.remark, regular(size::SMALL), ink);
    if here {
        let bar = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 3.0), rect.max);
        painter.rect_filled(bar, CornerRadius::same(1), tokens.accent);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.focus);
        painter.rect_stroke(rect, CornerRadius::same(space::CORNER), ring, StrokeKind::Inside);
    }
}

fn text(ui: &Ui, at: egui::Pos2, room: f32, text: &str, font: FontId, ink: egui::Color32) {
    let short = elide_middle(ui, text, &font, room);
    ui.painter().text(at, egui::Align2::LEFT_TOP, short.as_deref().unwrap_or(text), font, ink);
}

fn step(ui: &Ui, from: usize, count: usize) -> Option<usize> {
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowRight) {
            Some((from + 1).min(count - 1))
        } else if input.consume_key(Modifiers::NONE, Key::ArrowLeft) {
            Some(from.saturating_sub(1))
        } else {
            None
        }
    })
}
