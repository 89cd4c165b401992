//! Expected and provided as horizontal bars, in the order of the table beside them.

mod axis;
mod paint;

use eframe::egui;
use std::borrow::Cow;

use eframe::egui::accesskit::{Action, Role};
use eframe::egui::{Rect, Response, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

pub(super) use self::axis::step;
use self::paint::Plot;
use super::keys;
use super::mark::Mark;
use super::table::RowKey;
use super::text::section_title;
use crate::model::Status;
use crate::ui::theme::{regular, size};

/// One organisation's bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<'a> {
    /// Whose they are.
    pub name: Cow<'a, str>,
    /// How long the outline is; none where nothing can be expected.
    pub expected: Option<f64>,
    /// How long the fill is; none where there is no figure.
    pub provided: Option<f64>,
    /// Colours the fill.
    pub status: Status,
    /// Written beside the bars, formatted: "715.0", or the word that says what is missing.
    pub label: Cow<'a, str>,
}

/// The bars in the order in which they show.
pub trait BarsModel {
    /// How many there are.
    fn row_count(&self) -> usize;
    /// The same numbers as the table's rows.
    fn row_key(&self, row: usize) -> RowKey;
    /// One organisation's bars.
    fn bar(&self, row: usize) -> Bar<'_>;
    /// Told on hover and by the screen reader, after the name: "715.0 of 732.8 placement weeks expected, near".
    fn figures(&self, row: usize) -> Cow<'_, str>;
    /// The longest expected or provided of all rows: worked out once by the caller, so that the axis
    /// does not jump as one scrolls.
    fn longest(&self) -> f64;
    /// Changes whenever rows or their order do.
    fn revision(&self) -> u64;
    /// What the fill is coloured by; its status unless said otherwise.
    fn mark(&self, row: usize) -> Mark {
        Mark::Status(self.bar(row).status)
    }
    /// The ends of the interval drawn over a bar. Charts with intervals have them throughout.
    fn interval(&self, _row: usize) -> Option<[f64; 2]> {
        None
    }
    /// Whether values are dots, each by itself, and not bars.
    fn are_dots(&self) -> bool {
        false
    }
    /// A line through all bars that they are held against, on a chart of intervals.
    fn line(&self) -> Option<f64> {
        None
    }
    /// What the key says of the fill, and of the outline or the interval.
    fn key_words(&self) -> [&str; 2] {
        ["provided", "expected"]
    }
    /// The marks in use and their words, for the key: statuses unless said otherwise.
    fn key_marks(&self) -> &[(Mark, Cow<'static, str>)] {
        paint::STATUSES
    }
    /// Where a row stands. Asked once per selection and revision.
    fn find(&self, key: RowKey) -> Option<usize> {
        (0..self.row_count()).find(|row| self.row_key(*row) == key)
    }
}

/// What a chart remembers between frames. Its selection is the caller's, shared with the table.
#[derive(Clone, Debug, Default)]
pub struct BarsState {
    shown: Option<(u64, Option<RowKey>)>,
    found: Option<(u64, RowKey, Option<usize>)>,
}

/// What happened in a chart in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BarsResponse {
    /// Another bar was selected; the caller's selection is already changed.
    pub selected: Option<RowKey>,
    /// A bar was opened: Enter or a double click.
    pub opened: Option<RowKey>,
    /// A bar wants explaining: Space.
    pub explained: Option<RowKey>,
    /// It took the keyboard in this frame.
    pub took_keyboard: bool,
}

/// A chart: what it shows as its title, the unit on its axis, a sentence that says it in words.
#[derive(Clone, Copy, Debug)]
pub struct BarChart<'a> {
    /// "Expected and provided, Physiotherapy, 2018/19".
    pub title: &'a str,
    /// "placement weeks".
    pub unit: &'a str,
    /// For those who do not see it: "12 of 29 organisations meet their share; …".
    pub sentence: &'a str,
}

const ROW: f32 = 28.0;

impl BarChart<'_> {
    /// Draws it in the room there is. `selected` is shared with the table, both ways.
    pub fn show(
        self,
        ui: &mut Ui,
        model: &dyn BarsModel,
        state: &mut BarsState,
        selected: &mut Option<RowKey>,
    ) -> BarsResponse {
        section_title(ui, self.title);
        paint::key(ui, model);
        let room = ui.available_rect_before_wrap();
        let wanted = axis::HEIGHT + model.row_count() as f32 * ROW;
        let rect = Rect::from_min_size(room.min, vec2(room.width().max(1.0), room.height().max(4.0 * ROW).min(wanted)));
        let builder = UiBuilder::new().id_salt("bars").max_rect(rect);
        ui.scope_builder(builder, |ui| {
            ui.set_min_size(rect.size());
            self.chart(ui, rect, model, state, selected)
        })
        .inner
    }

    fn chart(
        self,
        ui: &mut Ui,
        rect: Rect,
        model: &dyn BarsModel,
        state: &mut BarsState,
        selected: &mut Option<RowKey>,
    ) -> BarsResponse {
        let mut report = BarsResponse::default();
        let bar = ui.spacing().scroll.allocated_width();
        let seen = Rect::from_min_max(pos2(rect.left(), rect.top() + axis::HEIGHT), rect.max);
        // Room at the right end for the mark and the figure beside the longest bar.
        let label = paint::MARK + ui.ctx().fonts_mut(|f| f.glyph_width(&regular(size::SMALL), '0')) * 8.0;
        let names = (rect.width() * 0.36).clamp(88.0, 220.0).round();
        let plot = Plot::new(rect.left() + names, rect.right() - bar - label, model.longest());
        axis::paint(ui, Rect::from_min_max(rect.min, pos2(rect.right(), seen.top())), &plot, self.unit);

        // A selection that comes from elsewhere is brought into sight, and so is one that was sorted away.
        let now = Some((model.revision(), *selected));
        let moved = std::mem::replace(&mut state.shown, now) != now;
        let row = state.row_of(model, *selected).filter(|_| moved);
        let mut rows_ui = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(seen));
        ScrollArea::vertical().id_salt("scroll").auto_shrink(false).animated(false).show_viewport(
            &mut rows_ui,
            |ui, _| {
                let whole = vec2((seen.width() - bar).max(1.0), model.row_count() as f32 * ROW);
                let (whole, _) = ui.allocate_exact_size(whole, Sense::hover());
                if let Some(row) = row {
                    paint::reveal(ui, whole, row);
                }
                // egui clips only where it scrolls; sideways the rows would claim the presses of the whole window.
                ui.shrink_clip_rect(seen);
                self.rows(ui, whole, &plot, model, state, selected, &mut report);
            },
        );
        if report.selected.is_some() {
            ui.ctx().request_repaint(); // the next frame brings it into sight
        }
        // On a page that scrolls it may be out of sight; its own rows would swallow the way there.
        if report.took_keyboard {
            ui.scroll_to_rect(rect, None);
        }
        report
    }

    #[expect(clippy::too_many_arguments, reason = "one call, one place")]
    fn rows(
        self,
        ui: &mut Ui,
        whole: Rect,
        plot: &Plot,
        model: &dyn BarsModel,
        state: &mut BarsState,
        selected: &mut Option<RowKey>,
        report: &mut BarsResponse,
    ) {
        let seen = ui.clip_rect();
        let body = ui.interact(seen, ui.scope_id().with("bars"), Sense::click());
        let at = |y: f32| {
            let row = ((y - whole.top()) / ROW).floor();
            (row >= 0.0 && (row as usize) < model.row_count()).then_some(row as usize)
        };
        let hovered = body.hover_pos().and_then(|pos| at(pos.y));
        if body.clicked_by(egui::PointerButton::Primary) {
            body.request_focus();
            if let Some(row) = body.interact_pointer_pos().and_then(|pos| at(pos.y)) {
                report.selected = Some(model.row_key(row));
            }
        }
        report.took_keyboard = body.gained_focus();
        let asked = keys::take(ui, &body, (seen.height() / ROW) as usize);
        let now = state.row_of(model, *selected);
        if asked.rows != 0
            && let Some(row) = keys::step(now, asked.rows, model.row_count())
        {
            report.selected = Some(model.row_key(row));
        }
        let first = ((seen.top() - whole.top()) / ROW).floor().max(0.0) as usize;
        let after = (((seen.bottom() - whole.top()) / ROW).ceil().max(0.0) as usize).min(model.row_count());
        if let Some(row) = self.tell(ui, &body, whole, first..after, model, now) {
            report.selected = Some(model.row_key(row));
        }
        if report.selected.is_some() {
            *selected = report.selected;
        }
        report.opened = selected.filter(|_| asked.open || body.double_clicked());
        report.explained = selected.filter(|_| asked.explain);

        let now = state.row_of(model, *selected);
        plot.grid(ui, seen);
        for row in first..after {
            let rect = paint::row_rect(whole, row);
            let (bar, mark, interval) = (model.bar(row), model.mark(row), model.interval(row));
            plot.row(ui, rect, &bar, now == Some(row), hovered == Some(row));
            plot.fill(ui, rect, &bar, interval, (mark, model.are_dots()));
        }
        if let Some(line) = model.line() {
            plot.line(ui, seen, line);
        }
        if body.has_focus() {
            paint::focus(ui, seen, now.map(|row| paint::row_rect(whole, row)));
        }
        if let Some(row) = hovered {
            body.on_hover_text_at_pointer(format!("{}\n{}", model.bar(row).name, model.figures(row)));
        }
    }

    /// A list of named figures for the rows in sight; the whole in one sentence.
    fn tell(
        self,
        ui: &mut Ui,
        body: &Response,
        whole: Rect,
        range: std::ops::Range<usize>,
        model: &dyn BarsModel,
        selected: Option<usize>,
    ) -> Option<usize> {
        ui.ctx().accesskit_node_builder(body.id, |node| {
            node.set_role(Role::ListBox);
            node.set_label(self.title);
            node.set_description(self.sentence);
        })?;
        let seen = ui.clip_rect();
        let list = ui.new_child(UiBuilder::new().id_salt("list").max_rect(seen).accessibility_parent(body.id));
        let mut pressed = None;
        for row in range {
            let rect = paint::row_rect(whole, row).intersect(seen);
            let id = list.scope_id().with(model.row_key(row));
            list.interact(rect, id, Sense::hover());
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::ListBoxOption);
                node.set_label(format!("{}: {}", model.bar(row).name, model.figures(row)));
                node.set_selected(selected == Some(row));
                node.set_position_in_set(row + 1);
                node.set_size_of_set(model.row_count());
                node.add_action(Action::Click);
                node.set_bounds(egui::accesskit::Rect {
                    x0: rect.min.x.into(),
                    y0: rect.min.y.into(),
                    x1: rect.max.x.into(),
                    y1: rect.max.y.into(),
                });
            });
            if ui.input(|input| input.has_accesskit_action_request(id, Action::Click)) {
                pressed = Some(row);
            }
            if selected == Some(row) {
                ui.ctx().accesskit_node_builder(body.id, |node| node.set_active_descendant(id.accesskit_id()));
            }
        }
        pressed
    }
}

impl BarsState {
    fn row_of(&mut self, model: &dyn BarsModel, selected: Option<RowKey>) -> Option<usize> {
        let key = selected?;
        match self.found {
            Some((revision, of, row)) if revision == model.revision() && of == key => row,
            _ => {
                let row = model.find(key);
                self.found = Some((model.revision(), key, row));
                row
            }
        }
    }
}
