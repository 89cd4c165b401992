//! The rows in sight, drawn with the painter: no widget per cell, so thousands of rows cost nothing.

use eframe::egui;
use eframe::egui::{Color32, CornerRadius, Painter, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::columns::{Placed, STATUS_SHAPE, beside_text};
use super::model::{Align, Cell, Column, TableModel};
use super::state::TableState;
use crate::ui::theme::{Tokens, regular, semibold, size, space};
use crate::ui::widgets::{elide_end, elide_middle};

/// Everything that drawing rows needs to know.
pub(super) struct Rows<'a> {
    pub model: &'a dyn TableModel,
    pub placed: &'a [Placed],
    /// What is in sight, on the screen.
    pub seen: Rect,
    /// The left of the first column and the top of row 0, on the screen.
    pub origin: egui::Pos2,
    pub sticky: bool,
    pub selected: Option<usize>,
    pub hovered: Option<usize>,
    pub focused: bool,
}

impl Rows<'_> {
    /// The rows that are at least partly in sight.
    pub fn range(&self) -> std::ops::Range<usize> {
        let first = ((self.seen.top() - self.origin.y) / space::ROW).floor().max(0.0) as usize;
        let after = ((self.seen.bottom() - self.origin.y) / space::ROW).ceil().max(0.0) as usize;
        first..after.min(self.model.row_count())
    }

    /// Where a row is drawn, over the whole width in sight.
    pub fn row_rect(&self, row: usize) -> Rect {
        let top = self.origin.y + row as f32 * space::ROW;
        Rect::from_x_y_ranges(self.seen.x_range(), top..=top + space::ROW)
    }

    /// Where a cell is drawn. The first column stays where it is.
    pub fn cell_rect(&self, row: usize, place: usize) -> Rect {
        let from = if self.sticky && place == 0 { self.seen.left() } else { self.origin.x };
        Rect::from_x_y_ranges(self.placed[place].span(from), self.row_rect(row).y_range())
    }

    /// The cell under a point: row, and place among the placed columns.
    pub fn at(&self, point: egui::Pos2) -> Option<(usize, usize)> {
        let row = ((point.y - self.origin.y) / space::ROW).floor();
        if row < 0.0 || row as usize >= self.model.row_count() {
            return None;
        }
        let place = (0..self.placed.len()).find(|place| self.cell_rect(0, *place).x_range().contains(point.x));
        Some((row as usize, place?))
    }

    /// What scrolls is seen only beside the column that stays.
    pub fn clip(&self, place: usize) -> Rect {
        let mut clip = self.seen;
        if self.sticky && place > 0 {
            clip.min.x = self.seen.left() + self.placed[0].width;
        }
        clip
    }

    /// Draws them. Widens columns that turn out too narrow for a figure; true if any did.
    pub fn paint(&self, ui: &Ui, state: &mut TableState) -> bool {
        let tokens = Tokens::of(ui);
        let painter = ui.painter_at(self.seen);
        let mut grown = false;
        for row in self.range() {
            let rect = self.row_rect(row);
            let selected = self.selected == Some(row);
            let fill = match (selected, self.hovered == Some(row)) {
                (true, _) => tokens.selection,
                (false, true) => tokens.hover,
                (false, false) if self.model.is_group(row) => tokens.raised,
                (false, false) => tokens.paper,
            };
            if fill != tokens.paper {
                painter.rect_filled(rect, 0.0, fill);
            }
            painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(space::HAIRLINE, tokens.hairline));
            for (place, placed) in self.placed.iter().enumerate() {
                let mut cell_rect = self.cell_rect(row, place);
                let clip = self.clip(place);
                if place == 0 && self.has_the_row_to_itself(row) {
                    cell_rect.max.x = cell_rect.max.x.max(self.seen.right());
                }
                if !clip.intersects(cell_rect) {
                    continue;
                }
                let column = &self.model.columns()[placed.column];
                let cell = self.model.cell(row, placed.column);
                let words = column.align == Align::Left;
                let group = self.model.is_group(row);
                let wanted = paint_cell(ui, &painter.with_clip_rect(clip), cell_rect, &cell, column, group);
                if !words && wanted > placed.width {
                    grown |= state.widths.grow(column, wanted);
                }
            }
            if selected {
                let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
                painter.rect_filled(bar, 0.0, tokens.accent);
            }
        }
        if self.sticky {
            let edge = self.seen.left() + self.placed[0].width;
            painter.vline(edge - 0.5, self.seen.y_range(), Stroke::new(space::HAIRLINE, tokens.hairline));
        }
        self.paint_focus(&painter, state.column, tokens);
        grown
    }

    /// Whether a group's name is all that stands in its row.
    pub fn has_the_row_to_itself(&self, row: usize) -> bool {
        let empty = |placed: &Placed| {
            let cell = self.model.cell(row, placed.column);
            cell.text.is_empty() && cell.mark.is_none()
        };
        self.model.is_group(row) && self.placed.iter().skip(1).all(empty)
    }

    /// The ring: around the cell the keyboard stands in, or around all rows while none is selected.
    fn paint_focus(&self, painter: &Painter, column: usize, tokens: &Tokens) {
        if !self.focused {
            return;
        }
        let place = self.placed.iter().position(|p| p.column == column).unwrap_or(0);
        let ring = Stroke::new(2.0, tokens.focus);
        let rect = match self.selected {
            Some(row) if !self.placed.is_empty() => self.cell_rect(row, place),
            _ => self.seen,
        };
        let painter = painter.with_clip_rect(if self.selected.is_some() { self.clip(place) } else { self.seen });
        painter.rect_stroke(rect.shrink(1.0), CornerRadius::same(2), ring, StrokeKind::Inside);
    }
}

/// Draws a cell, and gives the width that it wants.
fn paint_cell(ui: &Ui, painter: &Painter, rect: Rect, cell: &Cell<'_>, column: &Column, group: bool) -> f32 {
    let align = column.align;
    let tokens = Tokens::of(ui);
    let font = if group { semibold(size::CELL) } else { regular(size::CELL) };
    let ink = if cell.missing { tokens.secondary } else { tokens.text };
    let mut left = rect.left() + space::CELL;
    if let Some(mark) = cell.mark.filter(|_| cell.tile) {
        painter.rect_filled(rect.shrink2(vec2(1.0, 1.0)), 0.0, tokens.tile(mark.colour(tokens)));
    }
    if let Some(mark) = cell.mark {
        let centre = pos2(left + STATUS_SHAPE / 2.0, rect.center().y);
        mark.paint(painter, centre, STATUS_SHAPE, tokens);
        left += STATUS_SHAPE + space::SMALL;
    }
    let mut aside = 0.0;
    if !cell.aside.is_empty() {
        let at = pos2(left, rect.center().y);
        aside = painter.text(at, egui::Align2::LEFT_CENTER, &cell.aside, regular(size::SMALL), tokens.text).width();
    }
    let right = rect.right() - space::CELL;
    let short = match (align, column.sentences) {
        (Align::Right, _) => None,
        (Align::Left, true) => elide_end(ui, &cell.text, &font, right - left),
        (Align::Left, false) => elide_middle(ui, &cell.text, &font, right - left),
    };
    let galley = painter.layout_no_wrap(short.as_deref().unwrap_or(&cell.text).to_owned(), font, ink);
    let wanted = beside_text(cell, aside) + galley.size().x;
    let x = if align == Align::Right { right - galley.size().x } else { left };
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, ink);
    if !cell.remark.is_empty() && !cell.tile {
        painter.add(if cell.edited { edge(rect, tokens.accent) } else { corner(rect, tokens.accent) });
    }
    wanted
}

/// The mark of an edit: a bar at the cell's right edge.
fn edge(rect: Rect, colour: Color32) -> Shape {
    let bar =
        Rect::from_min_max(pos2(rect.right() - 4.0, rect.top() + 6.0), pos2(rect.right() - 1.0, rect.bottom() - 6.0));
    Shape::rect_filled(bar, CornerRadius::same(1), colour)
}

/// The mark of a remark, as spreadsheets have it.
fn corner(rect: Rect, colour: Color32) -> Shape {
    let at = rect.right_top() + vec2(-2.0, 2.0);
    Shape::convex_polygon(vec![at - vec2(7.0, 0.0), at, at + vec2(0.0, 7.0)], colour, Stroke::NONE)
}
