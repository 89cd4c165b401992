//! Organisations as points over curves: the funnel and the scatter. egui_plot draws the axes; curves and
//! points are drawn with the painter, and points are gone through by keyboard, since a plot itself has neither
//! keys nor words for a screen reader.

mod drawn;
mod paint;

use std::borrow::Cow;

use eframe::egui;
use eframe::egui::accesskit::Role;
use eframe::egui::{Pos2, Rect, Response, Sense, Ui, UiBuilder};
use egui_plot::Plot;
pub use egui_plot::PlotPoint;

use self::drawn::Drawn;
use super::keys;
use super::mark::Mark;
use super::mark_key::mark_key;
use super::table::RowKey;
use super::text::section_title;
use crate::ui::theme::{regular, size};

/// One organisation in the chart.
#[derive(Clone, Copy, Debug)]
pub struct ChartPoint {
    /// The same number as the table's row.
    pub key: RowKey,
    /// Where it lies from left to right.
    pub x: f64,
    /// How high it lies.
    pub y: f64,
    /// How it is drawn.
    pub mark: Mark,
}

impl ChartPoint {
    /// Where it is drawn: beyond the ends of the axes at the edge.
    fn within(&self, [right, top]: [f64; 2]) -> PlotPoint {
        PlotPoint::new(self.x.min(right), self.y.min(top))
    }
}

/// How heavy a curve is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveWeight {
    /// The line that points are held against.
    Centre,
    /// The nearer limits.
    Inner,
    /// The farther limits, dashed.
    Outer,
}

/// A curve behind the points, from left to right.
#[derive(Clone, Debug)]
pub struct ChartCurve {
    /// Written at its right end; empty for none.
    pub name: Cow<'static, str>,
    /// How heavy it is.
    pub weight: CurveWeight,
    /// Where it runs.
    pub points: Vec<PlotPoint>,
}

/// Points and curves, worked out before the frame.
pub trait PointsModel {
    /// The points from left to right.
    fn points(&self) -> &[ChartPoint];
    /// The curves behind them.
    fn curves(&self) -> &[ChartCurve];
    /// Where the axes end; both begin at 0. Points beyond are drawn at the edge.
    fn ends(&self) -> [f64; 2];
    /// Whose a point is.
    fn name(&self, point: usize) -> Cow<'_, str>;
    /// What is said of it on hover and to a screen reader, after its name.
    fn figures(&self, point: usize) -> Cow<'_, str>;
    /// The marks in use and their words, for the key.
    fn key(&self) -> &[(Mark, Cow<'static, str>)];
    /// Changes whenever points do.
    fn revision(&self) -> u64;
}

/// Remembers which point is selected. The selection itself is the caller's, shared with the table.
#[derive(Clone, Default)]
pub struct PointsState {
    found: Option<(u64, RowKey, Option<usize>)>,
    drawn: Option<Drawn>,
}

/// What happened in a chart in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointsResponse {
    /// Another point was selected; the caller's selection is already changed.
    pub selected: Option<RowKey>,
    /// A point was opened: Enter or a double click.
    pub opened: Option<RowKey>,
    /// A point wants explaining: Space.
    pub explained: Option<RowKey>,
    /// The caption was pressed: what the chart is drawn by wants explaining.
    pub caption_pressed: bool,
}

/// A chart of points. Arrows lead to the previous and next point, Home and End to the first and last,
/// Enter opens.
#[derive(Clone, Copy, Debug)]
pub struct PointChart<'a> {
    /// What it shows, of whom, when.
    pub title: &'a str,
    /// The choices behind it, in one line; may be empty.
    pub caption: &'a str,
    /// What runs from left to right, with its unit.
    pub across: &'a str,
    /// What runs upwards, with its unit.
    pub upwards: &'a str,
    /// Whether what runs upwards is a ratio, shown as per cent.
    pub per_cent: bool,
    /// What it says, for those who do not see it.
    pub sentence: &'a str,
}

/// How near the pointer must be, in points.
const REACH: f32 = 14.0;

impl PointChart<'_> {
    /// Draws it in the room there is. `selected` is shared with the table, both ways.
    pub fn show(
        self,
        ui: &mut Ui,
        model: &dyn PointsModel,
        state: &mut PointsState,
        selected: &mut Option<RowKey>,
    ) -> PointsResponse {
        section_title(ui, self.title);
        let caption = super::text::secondary(ui, self.caption);
        let caption_pressed = !self.caption.is_empty() && super::explained_line(ui, caption);
        ui.horizontal_wrapped(|ui| mark_key(ui, model.key()));
        let height = ui.available_height().max(260.0);
        let [right, top] = model.ends();
        let (per_cent, tokens) = (self.per_cent, crate::ui::theme::Tokens::of(ui));
        let plot = Plot::new("points")
            .height(height)
            .sense(Sense::click())
            .allow_zoom(false)
            .allow_drag(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .allow_axis_zoom_drag(false)
            .show_x(false)
            .show_y(false)
            .auto_bounds(false)
            .show_background(false)
            .grid_color(tokens.hairline)
            .grid_fade(0.0)
            .x_grid_spacer(paint::spacer(right, 6))
            .y_grid_spacer(paint::spacer(top, 6))
            .x_axis_label(paint::axis_title(ui, self.across))
            .y_axis_label(paint::axis_title(ui, self.upwards))
            .x_axis_formatter(|mark, _| paint::number(mark.value, false))
            .y_axis_formatter(move |mark, _| paint::number(mark.value, per_cent))
            .label_formatter(|_| None);
        let outside = std::sync::Arc::clone(ui.style());
        let body = egui::TextStyle::Body;
        ui.style_mut().text_styles.insert(body, regular(size::SMALL));
        ui.visuals_mut().override_text_color = Some(tokens.secondary);
        let shown = plot.show(ui, |plot| {
            plot.set_plot_bounds_x(0.0..=right);
            plot.set_plot_bounds_y(0.0..=top);
        });
        ui.set_style(outside);
        let frame = *shown.transform.frame();
        let on_screen = |point: &PlotPoint| shown.transform.position_from_point(point);
        let by = drawn::As { revision: model.revision(), frame, ends: model.ends() };
        let drawn = Drawn::kept_or_made(ui, by, model, &on_screen, &mut state.drawn);
        drawn.paint_curves(ui);
        paint::curve_names(ui, frame, model.curves(), on_screen);
        drawn.paint_points(ui);
        let place = |point: &ChartPoint| on_screen(&point.within(model.ends()));
        let report = self.points(ui, shown.response, frame, model, &place, state, selected);
        PointsResponse { caption_pressed, ..report }
    }

    #[expect(clippy::too_many_arguments, reason = "one call, one place")]
    fn points(
        self,
        ui: &mut Ui,
        body: Response,
        frame: Rect,
        model: &dyn PointsModel,
        place: &dyn Fn(&ChartPoint) -> Pos2,
        state: &mut PointsState,
        selected: &mut Option<RowKey>,
    ) -> PointsResponse {
        let mut report = PointsResponse::default();
        let points = model.points();
        let hovered = body.hover_pos().and_then(|at| nearest(points, place, at));
        if body.clicked_by(egui::PointerButton::Primary) {
            body.request_focus();
            report.selected = hovered.map(|point| points[point].key);
        }
        let asked = keys::take(ui, &body, 10);
        let by = asked.rows.saturating_add(asked.columns.into());
        if by != 0
            && let Some(point) = keys::step(state.point_of(model, *selected), by, points.len())
        {
            report.selected = Some(points[point].key);
        }
        if report.selected.is_some() {
            *selected = report.selected;
        }
        report.opened = selected.filter(|_| asked.open || body.double_clicked());
        report.explained = selected.filter(|_| asked.explain);

        let now = state.point_of(model, *selected);
        for point in [hovered, now].into_iter().flatten() {
            paint::named(ui, frame, place(&points[point]), &points[point], &model.name(point), now == Some(point));
        }
        if body.has_focus() {
            paint::focus(ui, frame);
        }
        self.tell(ui, &body, model, now, now.map(|point| place(&points[point])));
        if let Some(point) = hovered {
            body.on_hover_text_at_pointer(format!("{}\n{}", model.name(point), model.figures(point)));
        }
        report
    }

    /// The chart as a list of one: the point selected. The table beside it has them all.
    fn tell(self, ui: &mut Ui, body: &Response, model: &dyn PointsModel, now: Option<usize>, at: Option<Pos2>) {
        let said = format!("{} {} Arrow keys lead from point to point.", self.sentence, self.caption);
        let known = ui.ctx().accesskit_node_builder(body.id, |node| {
            node.set_role(Role::ListBox);
            node.set_label(self.title);
            node.set_description(said);
        });
        let (Some(()), Some(point), Some(at)) = (known, now, at) else { return };
        let list = ui.new_child(UiBuilder::new().id_salt("point").accessibility_parent(body.id));
        let id = list.scope_id().with(model.points()[point].key);
        list.interact(Rect::from_center_size(at, egui::Vec2::splat(12.0)), id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ListBoxOption);
            node.set_label(format!("{}: {}", model.name(point), model.figures(point)));
            node.set_selected(true);
            node.set_position_in_set(point + 1);
            node.set_size_of_set(model.points().len());
        });
        ui.ctx().accesskit_node_builder(body.id, |node| node.set_active_descendant(id.accesskit_id()));
    }
}

/// The point under the pointer. Points stand from left to right: only those within reach sideways are
/// looked at.
fn nearest(points: &[ChartPoint], place: &dyn Fn(&ChartPoint) -> Pos2, at: Pos2) -> Option<usize> {
    let first = points.partition_point(|point| place(point).x < at.x - REACH);
    let distance = |point: &ChartPoint| place(point).distance_sq(at);
    let within = points[first..].iter().take_while(|point| place(point).x <= at.x + REACH);
    let near = within.enumerate().map(|(index, point)| (distance(point), first + index));
    let (distance, index) = near.min_by(|a, b| a.0.total_cmp(&b.0))?;
    (distance <= REACH * REACH).then_some(index)
}

impl PointsState {
    fn point_of(&mut self, model: &dyn PointsModel, selected: Option<RowKey>) -> Option<usize> {
        let key = selected?;
        match self.found {
            Some((revision, of, point)) if revision == model.revision() && of == key => point,
            _ => {
                let point = model.points().iter().position(|point| point.key == key);
                self.found = Some((model.revision(), key, point));
                point
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::pos2;

    #[test]
    fn the_nearest_point_within_reach_is_meant() {
        let point = |x: f64| ChartPoint { key: RowKey(x as u64), x, y: 0.0, mark: Mark::Unstable };
        let points = [point(0.0), point(20.0), point(100.0)];
        let place = |point: &ChartPoint| pos2(point.x as f32, point.y as f32);
        assert_eq!(nearest(&points, &place, pos2(12.0, 3.0)), Some(1));
        assert_eq!(nearest(&points, &place, pos2(60.0, 0.0)), None);
        assert_eq!(nearest(&[], &place, pos2(0.0, 0.0)), None);
    }
}
