//! Bars that reach to both sides of a line: how far something moves a figure down and up.

use eframe::egui::accesskit::Role;
use eframe::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::ellipsis::elide_middle;
use super::text::{note, section_title};
use crate::ui::theme::{Tokens, regular, size, space};

/// One bar, from low to high.
#[derive(Clone, Debug)]
pub struct SwingBar<'a> {
    /// What it is about.
    pub name: &'a str,
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// What stands at its left end; may be empty.
    pub low_words: &'a str,
    /// What stands at its right end; may be empty.
    pub high_words: &'a str,
}

/// Bars around one line, the widest first: a tornado.
#[derive(Clone, Copy, Debug)]
pub struct SwingChart<'a> {
    /// What the chart shows.
    pub title: &'a str,
    /// The unit: `placement weeks`.
    pub unit: &'a str,
    /// Where the line stands.
    pub line: f64,
    /// What the line is: `as now −15.0`.
    pub line_words: &'a str,
    /// What a screen reader says of it all; the table beside it has the figures.
    pub sentence: &'a str,
}

/// How high a row is, with the words at the ends of its bar beneath each other.
const ROW: f32 = 34.0;

impl SwingChart<'_> {
    /// Draws it as wide as there is room.
    pub fn show(self, ui: &mut Ui, bars: &[SwingBar<'_>]) {
        section_title(ui, self.title);
        note(ui, self.unit);
        let height = 24.0 + ROW * bars.len() as f32;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Image);
            node.set_label(format!("{}. {}", self.title, self.sentence));
        });
        if !ui.is_rect_visible(rect) {
            return;
        }
        let tokens = Tokens::of(ui);
        let painter = ui.painter_at(rect);
        let small = regular(size::SMALL);
        let names = (rect.width() * 0.3).clamp(96.0, 240.0);
        let width = |words: &str| painter.layout_no_wrap(words.to_owned(), small.clone(), tokens.text).size().x;
        let widest = |words: fn(&SwingBar<'_>) -> String| {
            bars.iter().map(|bar| width(&words(bar))).fold(0.0_f32, f32::max).min(rect.width() * 0.22)
        };
        // Words stand outside their bars, so that the plot leaves room for the longest.
        let left = rect.left() + names + widest(|bar| bar.low_words.to_owned()) + space::CARD;
        let right = rect.right() - widest(|bar| bar.high_words.to_owned()) - space::CARD;
        let low = bars.iter().map(|bar| bar.low).fold(self.line, f64::min);
        let high = bars.iter().map(|bar| bar.high).fold(self.line, f64::max);
        let x = |value: f64| {
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            left + share as f32 * (right - left).max(1.0)
        };
        let line = x(self.line);
        painter.text(pos2(line, rect.top()), Align2::CENTER_TOP, self.line_words, small.clone(), tokens.secondary);
        for (row, bar) in bars.iter().enumerate() {
            let middle = rect.top() + 24.0 + ROW * (row as f32 + 0.5);
            let font = regular(size::SECONDARY);
            let short = elide_middle(ui, bar.name, &font, names - space::SMALL);
            let name = short.as_deref().unwrap_or(bar.name);
            painter.text(pos2(rect.left(), middle), Align2::LEFT_CENTER, name, font, tokens.text);
            let span = |from: f32, to: f32| Rect::from_min_max(pos2(from, middle - 9.0), pos2(to, middle + 9.0));
            let (from, to) = (x(bar.low), x(bar.high));
            // Down is drawn hollow and up filled: the pair reads in greyscale.
            if from < line {
                let stroke = Stroke::new(1.5, tokens.accent);
                painter.rect_stroke(
                    span(from, line.min(to).max(line)),
                    CornerRadius::same(1),
                    stroke,
                    StrokeKind::Inside,
                );
            }
            if to > line {
                painter.rect_filled(span(line.max(from).min(line), to), CornerRadius::same(1), tokens.accent);
            }
            let (low_at, high_at) = (pos2(from.min(line) - 6.0, middle), pos2(to.max(line) + 6.0, middle));
            painter.text(low_at, Align2::RIGHT_CENTER, bar.low_words, small.clone(), tokens.text);
            painter.text(high_at, Align2::LEFT_CENTER, bar.high_words, small.clone(), tokens.text);
        }
        let rows = rect.top() + 20.0..=rect.bottom();
        painter.vline(line, rows, Stroke::new(1.5, tokens.text));
    }
}
