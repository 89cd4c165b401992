//! Bars that reach to both sides of a line: how far something moves a figure down and up.

use std::sync::Arc;

use eframe::egui::accesskit::Role;
use eframe::egui::text::LayoutJob;
use eframe::egui::{
    Align, Color32, CornerRadius, FontId, Galley, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};

use super::ellipsis::elide_middle;
use super::keys;
use super::table::RowKey;
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

/// How high the words above the bars are.
const HEAD: f32 = 24.0;

/// How high a row is, with the words at the ends of its bar beneath each other.
const ROW: f32 = 38.0;

impl SwingChart<'_> {
    /// Draws it as wide as there is room. Arrows, Home and End lead from bar to bar; the selection, the number
    /// of a bar, is the caller's, shared with the table. Tells which bar wants explaining: Space.
    pub fn show(self, ui: &mut Ui, bars: &[SwingBar<'_>], selected: &mut Option<RowKey>) -> Option<RowKey> {
        section_title(ui, self.title);
        note(ui, self.unit);
        let height = HEAD + ROW * bars.len() as f32;
        let (rect, body) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        let row_rect = |row: usize| {
            Rect::from_min_size(rect.left_top() + vec2(0.0, HEAD + ROW * row as f32), vec2(rect.width(), ROW))
        };
        let at = |pos: Pos2| (0..bars.len()).find(|row| row_rect(*row).contains(pos));
        if body.clicked() {
            body.request_focus();
            let pressed = body.interact_pointer_pos().and_then(at);
            *selected = pressed.map_or(*selected, |row| Some(RowKey(row as u64)));
        }
        let asked = keys::take(ui, &body, bars.len());
        let stands = selected.and_then(|key| usize::try_from(key.0).ok()).filter(|row| *row < bars.len());
        let now = keys::step(stands, asked.rows.saturating_add(asked.columns.into()), bars.len());
        if now != stands {
            *selected = now.map(|row| RowKey(row as u64));
        }
        let explained = now.filter(|_| asked.explain).map(|row| RowKey(row as u64));
        self.tell(ui, &body, bars, now.map(|row| (row, row_rect(row))));
        if !ui.is_rect_visible(rect) {
            return explained;
        }
        let tokens = Tokens::of(ui);
        let painter = ui.painter_at(rect);
        let small = regular(size::SMALL);
        let names = (rect.width() * 0.3).clamp(96.0, 320.0);
        let end = |words: &str, align| in_two_lines(ui, words, &small, rect.width() * 0.22, align);
        let ends: Vec<[Arc<Galley>; 2]> =
            bars.iter().map(|bar| [end(bar.low_words, Align::RIGHT), end(bar.high_words, Align::LEFT)]).collect();
        let widest = |side: usize| ends.iter().map(|ends| ends[side].size().x).fold(0.0_f32, f32::max);
        // Words stand outside their bars, so that the plot leaves room for the longest.
        let left = rect.left() + names + widest(0) + space::CARD;
        let right = rect.right() - widest(1) - space::CARD;
        let low = bars.iter().map(|bar| bar.low).fold(self.line, f64::min);
        let high = bars.iter().map(|bar| bar.high).fold(self.line, f64::max);
        let x = |value: f64| {
            let share = if high > low { (value - low) / (high - low) } else { 0.5 };
            left + share as f32 * (right - left).max(1.0)
        };
        let line = x(self.line);
        if let Some(row) = now {
            painter.rect_filled(row_rect(row), 0.0, tokens.selection);
        }
        if body.has_focus() {
            let ring = Stroke::new(2.0, tokens.focus);
            painter.rect_stroke(
                now.map_or(rect, row_rect).shrink(1.0),
                CornerRadius::same(2),
                ring,
                StrokeKind::Inside,
            );
        }
        let words = painter.layout_no_wrap(self.line_words.to_owned(), small.clone(), tokens.secondary);
        let half = words.size().x / 2.0;
        let words_at = line.min(rect.right() - half).max(rect.left() + half);
        painter.galley(pos2(words_at - half, rect.top()), words, tokens.secondary);
        for (row, bar) in bars.iter().enumerate() {
            let middle = row_rect(row).center().y;
            let font = regular(size::SECONDARY);
            // What two lines cannot hold loses its middle; a line ends a word early.
            let short = elide_middle(ui, bar.name, &font, 1.7 * (names - space::SMALL));
            let name = short.as_deref().unwrap_or(bar.name);
            let name = in_two_lines(ui, name, &font, names - space::SMALL, Align::LEFT);
            painter.galley(pos2(rect.left(), middle - name.size().y / 2.0), name, tokens.text);
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
            for (words, x) in ends[row].iter().zip([from.min(line) - 6.0, to.max(line) + 6.0]) {
                painter.galley(pos2(x, middle - words.size().y / 2.0), Arc::clone(words), tokens.text);
            }
        }
        let rows = rect.top() + 20.0..=rect.bottom();
        painter.vline(line, rows, Stroke::new(1.5, tokens.text));
        explained
    }

    /// The chart as a list of one: the bar selected. The table beside it has them all.
    fn tell(self, ui: &mut Ui, body: &Response, bars: &[SwingBar<'_>], now: Option<(usize, Rect)>) {
        let known = ui.ctx().accesskit_node_builder(body.id, |node| {
            node.set_role(Role::ListBox);
            node.set_label(format!("{}. {}", self.title, self.sentence));
            node.set_description("Arrow keys lead from bar to bar; Space explains one.");
        });
        let (Some(()), Some((row, at))) = (known, now) else { return };
        let list = ui.new_child(UiBuilder::new().id_salt("bar").accessibility_parent(body.id));
        let id = list.scope_id().with(row);
        list.interact(at, id, Sense::hover());
        let bar = &bars[row];
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ListBoxOption);
            node.set_label(format!("{}: {}; {}", bar.name, or_line(bar.low_words), or_line(bar.high_words)));
            node.set_selected(true);
            node.set_position_in_set(row + 1);
            node.set_size_of_set(bars.len());
        });
        ui.ctx().accesskit_node_builder(body.id, |node| node.set_active_descendant(id.accesskit_id()));
    }
}

/// Words of a row, in a second line where one is too short for them.
fn in_two_lines(ui: &Ui, words: &str, font: &FontId, width: f32, align: Align) -> Arc<Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), font.clone(), Color32::PLACEHOLDER, width);
    job.wrap.max_rows = 2;
    job.halign = align;
    ui.ctx().fonts_mut(|fonts| fonts.layout_job(job))
}

/// What is said of an end without words: it lies on the line.
fn or_line(words: &str) -> &str {
    if words.is_empty() { "no change" } else { words }
}
