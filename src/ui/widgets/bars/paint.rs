//! The bars themselves: expected as an outline, provided as a fill inside it, so that the pair reads in
//! grey as well.

use std::borrow::Cow;

use eframe::egui;
use eframe::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{Bar, BarsModel, ROW, axis};
use crate::model::Status;
use crate::ui::theme::{Tokens, regular, size, space};
use crate::ui::widgets::mark_key::mark_key;
use crate::ui::widgets::{Mark, elide_middle};

/// From values to places on the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plot {
    /// Where zero is.
    pub left: f32,
    right: f32,
    longest: f64,
    pub step: f64,
}

impl Plot {
    pub fn new(left: f32, right: f32, longest: f64) -> Self {
        let right = right.max(left + 40.0);
        let longest = if longest.is_finite() && longest > 0.0 { longest } else { 1.0 };
        // A label needs some 52 points, or they touch.
        let most = ((right - left) / 52.0).clamp(1.0, 6.0) as usize;
        Self { left, right, longest, step: axis::step(longest, most) }
    }

    pub fn x(&self, value: f64) -> f32 {
        self.left + ((value / self.longest).clamp(0.0, 1.0) as f32) * (self.right - self.left)
    }

    /// Where lines stand, zero included.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        let (step, longest) = (self.step, self.longest);
        (0..).map(move |n| f64::from(n) * step).take_while(move |tick| *tick <= longest * 1.000_001)
    }

    /// Faint lines behind the bars, a firm one at zero.
    pub fn grid(&self, ui: &Ui, seen: Rect) {
        let tokens = Tokens::of(ui);
        for tick in self.ticks() {
            let colour = if tick == 0.0 { tokens.control } else { tokens.hairline };
            let x = ui.painter().round_to_pixel_center(self.x(tick));
            ui.painter().vline(x, seen.y_range(), Stroke::new(space::HAIRLINE, colour));
        }
    }

    pub fn row(&self, ui: &Ui, rect: Rect, bar: &Bar<'_>, selected: bool, hovered: bool) {
        let tokens = Tokens::of(ui);
        let painter = ui.painter();
        if selected || hovered {
            // Behind everything but over the grid, which would cut the row in pieces.
            painter.rect_filled(rect, 0.0, if selected { tokens.selection } else { tokens.hover });
        }
        if selected {
            painter.rect_filled(Rect::from_min_size(rect.min, vec2(3.0, rect.height())), 0.0, tokens.accent);
        }
        let font = regular(size::SECONDARY);
        let room = self.left - rect.left() - space::CELL - space::SMALL;
        let short = elide_middle(ui, &bar.name, &font, room);
        let at = pos2(rect.left() + space::CELL, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, short.as_deref().unwrap_or(&bar.name), font, tokens.text);
    }

    /// The fill, the outline or the interval over it, and the figure beside them.
    pub fn fill(&self, ui: &Ui, rect: Rect, bar: &Bar<'_>, interval: Option<[f64; 2]>, (mark, dots): (Mark, bool)) {
        let tokens = Tokens::of(ui);
        let painter = ui.painter();
        let mut end = self.left;
        if let Some(provided) = bar.provided.filter(|_| !dots) {
            let fill = self.span(rect, provided, 10.0);
            painter.rect_filled(fill, CornerRadius::same(1), mark.colour(tokens));
            end = end.max(fill.right());
        }
        if let Some(expected) = bar.expected {
            let outline = self.span(rect, expected, 18.0);
            let stroke = Stroke::new(1.25, tokens.text);
            painter.rect_stroke(outline, CornerRadius::same(1), stroke, StrokeKind::Inside);
            end = end.max(outline.right());
        }
        if let Some([low, high]) = interval {
            // One that goes on beyond the chart has no end there.
            let ends = if high > self.longest { vec![self.x(low)] } else { vec![self.x(low), self.x(high)] };
            let (low, high, middle) = (self.x(low), self.x(high), rect.center().y);
            // A seam of paper keeps the interval apart from a bar beneath it, whatever its colour.
            for (seam, ink) in [(2.0, tokens.paper), (0.0, tokens.text)] {
                let stroke = Stroke::new(1.5 + seam, ink);
                painter.hline(low - seam / 2.0..=high + seam / 2.0, middle, stroke);
                for at in ends.iter().copied() {
                    painter.vline(at, middle - 4.0 - seam / 2.0..=middle + 4.0 + seam / 2.0, stroke);
                }
            }
            end = end.max(high);
        }
        match bar.provided {
            Some(value) if dots => {
                mark.paint(painter, pos2(self.x(value), rect.center().y), 12.0, tokens);
                end = end.max(self.x(value) + 6.0);
            }
            // A bar's colour alone would not tell.
            Some(_) => {
                mark.paint(painter, pos2(end + MARK - 6.0, rect.center().y), 11.0, tokens);
                end += MARK;
            }
            None => {}
        }
        let ink = if bar.provided.is_some() { tokens.text } else { tokens.secondary };
        let at = pos2(end + 6.0, rect.center().y);
        painter.text(at, Align2::LEFT_CENTER, &bar.label, regular(size::SMALL), ink);
    }

    /// The line that bars are held against.
    pub fn line(&self, ui: &Ui, seen: Rect, value: f64) {
        let x = ui.painter().round_to_pixel_center(self.x(value));
        ui.painter().vline(x, seen.y_range(), Stroke::new(1.5, Tokens::of(ui).accent));
    }

    fn span(&self, rect: Rect, value: f64, height: f32) -> Rect {
        let top = (rect.center().y - height / 2.0).round();
        Rect::from_min_max(pos2(self.left, top), pos2(self.x(value).max(self.left + 1.0), top + height))
    }
}

/// The statuses with a ratio.
pub(super) const STATUSES: &[(Mark, Cow<'static, str>)] = &[
    (Mark::Status(Status::Below), Cow::Borrowed("below")),
    (Mark::Status(Status::Near), Cow::Borrowed("near")),
    (Mark::Status(Status::Meets), Cow::Borrowed("meets")),
    (Mark::Status(Status::Above), Cow::Borrowed("above")),
];

/// The room that a mark takes beside its bar.
pub(super) const MARK: f32 = 16.0;

/// What outline and fill mean, drawn as they are in the chart.
pub(super) fn key(ui: &mut Ui, model: &dyn BarsModel) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        let mut entry = |words: &str, paint: &dyn Fn(&Ui, Rect)| {
            let galley = ui.painter().layout_no_wrap(words.to_owned(), regular(size::SMALL), tokens.secondary);
            let wanted = vec2(28.0 + galley.size().x + space::SMALL, galley.size().y);
            let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
            let swatch = Rect::from_center_size(rect.left_center() + vec2(11.0, 0.0), vec2(22.0, 12.0));
            paint(ui, swatch);
            ui.painter().galley(pos2(rect.left() + 28.0, rect.top()), galley, tokens.secondary);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
        };
        let [fill, over] = model.key_words();
        let intervals = model.line().is_some();
        entry(over, &|ui, rect| {
            let stroke = Stroke::new(1.25, tokens.text);
            if intervals {
                ui.painter().hline(rect.x_range(), rect.center().y, stroke);
                for at in [rect.left(), rect.right()] {
                    ui.painter().vline(at, rect.center().y - 4.0..=rect.center().y + 4.0, stroke);
                }
            } else {
                ui.painter().rect_stroke(rect, CornerRadius::same(1), stroke, StrokeKind::Inside);
            }
        });
        // Dots have the shapes of the marks, each with its word.
        if model.are_dots() {
            return mark_key(ui, model.key_marks());
        }
        entry(fill, &|ui, rect| {
            let marks = model.key_marks();
            let part = rect.width() / marks.len().max(1) as f32;
            for (place, (mark, _)) in marks.iter().enumerate() {
                let at = pos2(rect.left() + place as f32 * part, rect.center().y - 4.0);
                ui.painter().rect_filled(Rect::from_min_size(at, vec2(part, 8.0)), 0.0, mark.colour(tokens));
            }
        });
        mark_key(ui, model.key_marks());
    });
}

pub(super) fn row_rect(whole: Rect, row: usize) -> Rect {
    Rect::from_min_size(pos2(whole.left(), whole.top() + row as f32 * ROW), vec2(whole.width(), ROW))
}

pub(super) fn reveal(ui: &Ui, whole: Rect, row: usize) {
    ui.scroll_to_rect_animation(row_rect(whole, row), None, egui::style::ScrollAnimation::none());
}

pub(super) fn focus(ui: &Ui, seen: Rect, row: Option<Rect>) {
    let ring = Stroke::new(2.0, Tokens::of(ui).focus);
    let rect = row.unwrap_or(seen).shrink(1.0);
    ui.painter_at(seen).rect_stroke(rect, CornerRadius::same(2), ring, StrokeKind::Inside);
}
