//! The table used everywhere: virtual rows, sticky header and names, one Tab stop, spoken cells.

mod access;
mod columns;
mod copy;
mod edit;
mod header;
mod menu;
mod model;
mod rows;
mod state;

pub use copy::table_as_text;
pub use edit::CellAsked;
pub use menu::column_menu;
pub use model::{Align, Cell, Column, RowKey, TableModel};
pub use state::{Sort, TableResponse, TableState};

use eframe::egui;
use eframe::egui::accesskit::Role;
use eframe::egui::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource};
use eframe::egui::style::ScrollAnimation;
use eframe::egui::{Rangef, Rect, Response, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2, pos2, vec2};

use self::rows::Rows;
use super::keys;
use crate::ui::theme::{Tokens, space};

/// A table of rows that a [`TableModel`] supplies. Keep a [`TableState`] beside the model.
///
/// Arrows, Home, End, Page Up and Page Down move the selection, Enter opens, Space explains, Ctrl+C
/// copies the selected row, or all rows while none is selected. In a column that can be edited F2 or
/// typing a figure opens a field, Delete asks for a reset, Ctrl+V for a block to be pasted.
#[derive(Clone, Copy, Debug)]
pub struct DataTable<'a> {
    salt: &'a str,
    caption: &'a str,
    height: Option<f32>,
}

impl<'a> DataTable<'a> {
    /// `salt` tells tables of a page apart; `caption` is what a screen reader calls the table.
    pub fn new(salt: &'a str, caption: &'a str) -> Self {
        Self { salt, caption, height: None }
    }

    /// As high as this at most, instead of all the height there is, also where the page has to scroll for
    /// it. Lower if there are few rows.
    pub fn max_height(self, height: f32) -> Self {
        Self { height: Some(height), ..self }
    }

    /// Draws it in the room there is, and reports what happened.
    pub fn show(self, ui: &mut Ui, model: &dyn TableModel, state: &mut TableState) -> TableResponse {
        let room = ui.available_rect_before_wrap();
        let wanted = header::height(model.columns(), &columns::place(ui, model, state, room.width()))
            + model.row_count() as f32 * space::ROW
            + ui.spacing().scroll.allocated_width();
        let height = room
            .height()
            .max(self.height.unwrap_or(4.0 * space::ROW))
            .min(wanted)
            .min(self.height.unwrap_or(f32::INFINITY));
        let rect = Rect::from_min_size(room.min, vec2(room.width().max(1.0), height));
        let builder = UiBuilder::new()
            .id_salt(self.salt)
            .max_rect(rect)
            .accessibility_role(Role::Table)
            .accessibility_label(self.caption);
        let response = ui.scope_builder(builder, |ui| {
            ui.set_min_size(rect.size());
            table(ui, rect, model, state)
        });
        ui.ctx().accesskit_node_builder(response.response.id, |node| {
            node.set_row_count(model.row_count() + 1);
            node.set_column_count(state.visible(model.columns()).len());
        });
        response.inner
    }
}

fn table(ui: &mut Ui, rect: Rect, model: &dyn TableModel, state: &mut TableState) -> TableResponse {
    let mut report = TableResponse::default();
    let bar = ui.spacing().scroll.allocated_width();
    let placed = columns::place(ui, model, state, rect.width() - bar);
    let content = placed.last().map_or(0.0, |last| last.left + last.width);
    let header_height = header::height(model.columns(), &placed);
    let header_rect = Rect::from_min_size(rect.min, vec2(rect.width(), header_height));
    let body_rect = Rect::from_min_max(pos2(rect.left(), header_rect.bottom()), rect.max);
    // Names that took most of the width would leave no room to scroll the figures in.
    let sticky = content > body_rect.width() && placed.first().is_some_and(|p| p.width < 0.5 * body_rect.width());

    // The header is drawn first, so that Tab reaches it first; it follows the offset of the last frame.
    let offset = state_of_scroll(ui).map_or(0.0, |offset| offset.x);
    let happened = header::show(ui, header_rect, model.columns(), &placed, rect.left() - offset, sticky, state);
    if let Some(column) = happened.pressed {
        let figures = model.columns()[column].align == Align::Right;
        report.sorted = Some(state.sort_by(&model.columns()[column], figures));
    }

    let mut body_ui = ui.new_child(UiBuilder::new().id_salt("body").max_rect(body_rect));
    let scroll = ScrollArea::both()
        .id_salt("scroll")
        .auto_shrink(false)
        .animated(false)
        .scroll_bar_visibility(bars(&body_ui, body_rect))
        .scroll_source(ScrollSource { scroll_bar: true, drag: DragScroll::OnTouch, mouse_wheel: true });
    let output = scroll.show_viewport(&mut body_ui, |ui, _| {
        let size = Vec2::new(content, model.row_count() as f32 * space::ROW);
        let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.shrink_clip_rect(body_rect);
        if let Some(span) = happened.reached {
            let at = Rect::from_x_y_ranges(span, Rangef::point(ui.clip_rect().center().y));
            ui.scroll_to_rect_animation(at, None, ScrollAnimation::none());
        }
        body(ui, whole.min, &placed, sticky, model, state, &mut report);
    });
    remember_scroll(ui, output.state.clamped_offset());
    // Rows that end above it have a line of their own.
    if model.row_count() as f32 * space::ROW > body_rect.height() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(space::HAIRLINE, Tokens::of(ui).hairline));
    }
    report
}

fn body(
    ui: &mut Ui,
    origin: egui::Pos2,
    placed: &[columns::Placed],
    sticky: bool,
    model: &dyn TableModel,
    state: &mut TableState,
    report: &mut TableResponse,
) {
    let seen = ui.clip_rect();
    let body = ui.interact(seen, ui.scope_id().with("rows"), Sense::click());
    let selected = state.selected_row(model);
    let mut rows = Rows { model, placed, seen, origin, sticky, selected, hovered: None, focused: body.has_focus() };
    let under = body.hover_pos().and_then(|at| rows.at(at));
    rows.hovered = under.map(|(row, _)| row);

    if body.clicked_by(egui::PointerButton::Primary) {
        body.request_focus();
        if let Some((row, place)) = body.interact_pointer_pos().and_then(|at| rows.at(at)) {
            state.column = placed[place].column;
            report.selected = Some(state.select_row(model, row));
            report.pressed = report.selected;
        }
    }
    if body.double_clicked() {
        report.opened = state.selected;
    }
    if std::mem::take(&mut state.takes_keyboard) {
        body.request_focus();
    }
    edit::keys(ui, &body, &rows, state, report);
    let column = state.column;
    keyboard(ui, &body, &rows, state, report);
    if let Some(row) = access::tell(ui, &body, &rows, state) {
        report.selected = Some(state.select_row(model, row));
        report.pressed = report.selected;
    }
    if report.selected.is_some() || state.column != column {
        report.chosen = state.selected.map(|row| (row, state.column));
    }

    rows.selected = state.selected_row(model);
    if state.takes_reveal(ui) {
        reveal(ui, &rows, state.column);
    }
    if rows.paint(ui, state) {
        ui.ctx().request_repaint();
    }
    edit::field(ui, &rows, state, report);
    report.has_focus = body.has_focus();
    if let Some((row, place)) = under {
        tooltip(ui, body, &rows, row, place);
    }
}

fn keyboard(ui: &Ui, body: &Response, rows: &Rows<'_>, state: &mut TableState, report: &mut TableResponse) {
    let page = (rows.seen.height() / space::ROW) as usize;
    let asked = keys::take(ui, body, page);
    if asked.rows != 0
        && let Some(row) = keys::step(rows.selected, asked.rows, rows.model.row_count())
    {
        report.selected = Some(state.select_row(rows.model, row));
        state.reveal = true;
    }
    if asked.columns != 0 && !rows.placed.is_empty() {
        let here = rows.placed.iter().position(|p| p.column == state.column).unwrap_or(0) as i32;
        let place = (here + asked.columns).clamp(0, rows.placed.len() as i32 - 1) as usize;
        state.column = rows.placed[place].column;
        state.reveal = true;
    }
    if asked.open {
        report.opened = state.selected;
    }
    if asked.explain {
        report.explained = state.selected.map(|key| (key, state.column));
    }
    if asked.copy {
        let visible: Vec<usize> = rows.placed.iter().map(|p| p.column).collect();
        let range = rows.selected.map_or(0..rows.model.row_count(), |row| row..row + 1);
        report.copied = Some(range.len());
        ui.ctx().copy_text(table_as_text(rows.model, &visible, range));
    }
}

/// Brings the selected row, and the cell the keyboard stands in, into sight.
fn reveal(ui: &Ui, rows: &Rows<'_>, column: usize) {
    let Some(row) = rows.selected else { return };
    let place = rows.placed.iter().position(|p| p.column == column).unwrap_or(0);
    let mut rect = rows.cell_rect(row, place);
    if place == 0 {
        rect.set_width(1.0);
    } else if rows.sticky {
        rect.min.x -= rows.placed[0].width; // else the cell would stop beneath the names
    }
    ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
}

/// The whole name where the cell shows less of it, and the remark.
fn tooltip(ui: &Ui, body: Response, rows: &Rows<'_>, row: usize, place: usize) {
    let column = rows.placed[place].column;
    let cell = rows.model.cell(row, column);
    let room = if place == 0 && rows.has_the_row_to_itself(row) { rows.seen.width() } else { rows.placed[place].width };
    let cut = rows.model.columns()[column].align == Align::Left
        && columns::cell_width(ui, &cell, rows.model.is_group(row)) > room;
    let text = match (cut, cell.remark.is_empty()) {
        (true, true) => cell.text.into_owned(),
        (true, false) => format!("{}\n{}", cell.text, cell.remark),
        (false, false) => cell.remark.into_owned(),
        (false, true) => return,
    };
    body.on_hover_text_at_pointer(text);
}

/// Inside a page that scrolls, egui draws the bars at the edge of what is in sight, even over what stands
/// above the table: only while a good part of the rows is in sight.
fn bars(ui: &Ui, body: Rect) -> ScrollBarVisibility {
    if ui.clip_rect().intersect(body).height() >= body.height().min(3.0 * space::ROW) {
        ScrollBarVisibility::VisibleWhenNeeded
    } else {
        ScrollBarVisibility::AlwaysHidden
    }
}

fn state_of_scroll(ui: &Ui) -> Option<Vec2> {
    ui.data(|d| d.get_temp(ui.scope_id().with("offset")))
}

fn remember_scroll(ui: &Ui, offset: Vec2) {
    let before = state_of_scroll(ui).unwrap_or_default();
    ui.data_mut(|d| d.insert_temp(ui.scope_id().with("offset"), offset));
    if before.x != offset.x {
        ui.ctx().request_repaint(); // the header is one frame behind
    }
}
