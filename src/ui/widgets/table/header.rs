//! The header, which stays while rows scroll: titles, units, and the sort.

use eframe::egui;
use eframe::egui::accesskit::{Role, SortDirection};
use eframe::egui::{CornerRadius, Rangef, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

use super::columns::{Placed, SORT_MARK};
use super::model::{Align, Column};
use super::state::TableState;
use crate::ui::theme::{Tokens, regular, semibold, size, space};

/// How high the header is: one line of titles, and one of units if any column has one.
pub(super) fn height(columns: &[Column], placed: &[Placed]) -> f32 {
    if placed.iter().any(|p| !columns[p.column].unit.is_empty()) { 44.0 } else { 32.0 }
}

/// What happened in the header.
#[derive(Default)]
pub(super) struct Happened {
    /// The column whose header was pressed.
    pub pressed: Option<usize>,
    /// Where the header is that Tab has just reached: it may lie out of sight.
    pub reached: Option<Rangef>,
}

/// Draws it. `origin` is where the first column would
/// begin if it did not stay; `sticky` is whether it does.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    columns: &[Column],
    placed: &[Placed],
    origin: f32,
    sticky: bool,
    state: &TableState,
) -> Happened {
    let tokens = Tokens::of(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.raised);
    let mut row = ui.new_child(UiBuilder::new().id_salt("header").max_rect(rect).accessibility_role(Role::Row));
    row.set_clip_rect(rect.intersect(ui.clip_rect()));
    let mut happened = Happened::default();
    for (place, p) in placed.iter().enumerate() {
        let stays = sticky && place == 0;
        let span = if stays { p.span(rect.left()) } else { p.span(origin) };
        let mut seen = rect;
        if sticky && place > 0 {
            // What scrolls passes beneath the names.
            seen.min.x = rect.left() + placed[0].width;
        }
        let cell = Rect::from_x_y_ranges(span, rect.y_range());
        let mut ui = row.new_child(UiBuilder::new().id_salt(&columns[p.column].id).max_rect(cell));
        ui.set_clip_rect(seen.intersect(row.clip_rect()));
        let sorted = state.sort.as_ref().filter(|sort| *sort.column == *columns[p.column].id).map(|s| s.descending);
        let response = header_cell(&mut ui, cell, &columns[p.column], place, sorted);
        if response.clicked() && columns[p.column].sortable {
            happened.pressed = Some(p.column);
        }
        if response.gained_focus() && !stays {
            happened.reached = Some(span);
        }
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(space::HAIRLINE, tokens.hairline));
    happened
}

fn header_cell(ui: &mut Ui, rect: Rect, column: &Column, place: usize, sorted: Option<bool>) -> Response {
    let tokens = Tokens::of(ui);
    let sense = if column.sortable { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, ui.scope_id().with("cell"), sense);
    let painter = ui.painter();
    if column.sortable && response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.hover);
    }
    let ink = if sorted.is_some() { tokens.accent } else { tokens.text };
    let title = painter.layout_no_wrap(column.title.to_string(), semibold(size::SMALL), ink);
    let unit = painter.layout_no_wrap(column.unit.to_string(), regular(size::SMALL), tokens.secondary);
    let inside = Rangef::new(rect.left() + space::CELL, rect.right() - space::CELL);
    let at = |width: f32| match column.align {
        Align::Left => inside.min,
        Align::Right => inside.max - width,
    };
    let two_lines = rect.height() > 40.0;
    let top = if two_lines { rect.top() + 6.0 } else { rect.center().y - title.size().y / 2.0 };
    let title_at = pos2(at(title.size().x), top);
    if let Some(descending) = sorted {
        let x = match column.align {
            Align::Left => title_at.x + title.size().x + SORT_MARK * 0.6,
            Align::Right => title_at.x - SORT_MARK * 0.5,
        };
        painter.add(sort_mark(pos2(x, top + title.size().y / 2.0), descending, tokens.accent));
    }
    let unit_at = pos2(at(unit.size().x), top + title.size().y);
    painter.galley(title_at, title, ink);
    if two_lines {
        painter.galley(unit_at, unit, tokens.secondary);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.focus);
        painter.rect_stroke(rect.shrink(1.0), CornerRadius::same(2), ring, StrokeKind::Inside);
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ColumnHeader);
        node.set_label(spoken(column, sorted));
        node.set_column_index(place);
        if let Some(descending) = sorted {
            node.set_sort_direction(if descending { SortDirection::Descending } else { SortDirection::Ascending });
        }
    });
    if column.meaning.is_empty() { response } else { response.on_hover_text(&*column.meaning) }
}

/// "Expected, weeks, sorted descending".
fn spoken(column: &Column, sorted: Option<bool>) -> String {
    let mut words = column.title.to_string();
    if !column.unit.is_empty() {
        words.push_str(&format!(", {}", column.unit));
    }
    match sorted {
        Some(true) => words.push_str(", sorted descending"),
        Some(false) => words.push_str(", sorted ascending"),
        None => {}
    }
    words
}

fn sort_mark(centre: egui::Pos2, descending: bool, colour: egui::Color32) -> Shape {
    let (half, height) = (3.5, 4.5);
    let down = if descending { 1.0 } else { -1.0 };
    let mut points = vec![
        centre + vec2(-half, -down * height / 2.0),
        centre + vec2(half, -down * height / 2.0),
        centre + vec2(0.0, down * height / 2.0),
    ];
    if down < 0.0 {
        points.reverse();
    }
    Shape::convex_polygon(points, colour, Stroke::NONE)
}
