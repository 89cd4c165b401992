//! The rail on the left: pages by name, with a count where something waits.

use eframe::egui;
use eframe::egui::{Align2, CornerRadius, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::model::count;
use crate::ui::theme::{Tokens, regular, semibold, size, space};

/// One page on the rail.
#[derive(Clone, Copy, Debug)]
pub struct RailItem<'a> {
    /// The page's name.
    pub name: &'a str,
    /// How many things wait there; 0 shows nothing.
    pub count: usize,
    /// What waits, for the screen reader: "findings".
    pub waiting: &'a str,
}

/// Draws the rail and tells which page was asked for. One Tab stop; arrows move between the pages.
pub fn rail(ui: &mut Ui, items: &[RailItem<'_>], current: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let mut asked = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    for (index, item) in items.iter().enumerate() {
        let here = index == current;
        // Only the current page is a Tab stop; the arrows reach the others.
        let sense = if here { Sense::click() } else { Sense::CLICK };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), sense);
        if here {
            let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            if response.has_focus() {
                asked = asked.or(step(ui, index, items.len()));
            }
        }
        if response.clicked() {
            asked = Some(index);
        }
        let carried = ui.scope_id().with("rail follows");
        if here && ui.data_mut(|d| d.remove_temp::<bool>(carried)).is_some() {
            response.request_focus();
        }
        if asked.is_some_and(|to| to != current) && response.has_focus() {
            ui.data_mut(|d| d.insert_temp(carried, true));
        }

        let painter = ui.painter();
        if here || response.hovered() {
            let fill = if here { tokens.selection } else { tokens.hover };
            painter.rect_filled(rect, CornerRadius::same(space::CORNER), fill);
        }
        if here {
            let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 8.0), vec2(3.0, rect.height() - 16.0));
            painter.rect_filled(bar, CornerRadius::same(2), tokens.accent);
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, tokens.focus);
            painter.rect_stroke(rect, CornerRadius::same(space::CORNER), ring, StrokeKind::Inside);
        }
        let font = if here { semibold(size::BODY) } else { regular(size::BODY) };
        painter.text(pos2(rect.left() + 14.0, rect.center().y), Align2::LEFT_CENTER, item.name, font, tokens.text);
        if item.count > 0 {
            let at = pos2(rect.right() - 12.0, rect.center().y);
            let waiting = count(item.count as u64);
            painter.text(at, Align2::RIGHT_CENTER, waiting, semibold(size::SECONDARY), tokens.secondary);
        }
        let spoken = match item.count {
            0 => item.name.to_owned(),
            waiting => format!("{}, {} {}", item.name, count(waiting as u64), item.waiting),
        };
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Tab, true, &spoken));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(here));
    }
    asked.filter(|to| *to != current)
}

fn step(ui: &Ui, from: usize, count: usize) -> Option<usize> {
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            Some((from + 1).min(count - 1))
        } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            Some(from.saturating_sub(1))
        } else {
            None
        }
    })
}
