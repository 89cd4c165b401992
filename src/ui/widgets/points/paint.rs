//! Drawing points, curves, their names and their key.

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{CornerRadius, Pos2, Rect, RichText, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_plot::{GridInput, GridMark, PlotPoint};

use super::{ChartCurve, ChartPoint, CurveWeight};
use crate::ui::theme::{Tokens, regular, semibold, size, space};
use crate::ui::widgets::bars::step;

/// The size of a point among few, and among many, where large ones would hide each other.
pub(super) const FEW: f32 = 11.0;
pub(super) const MANY: f32 = 7.5;

pub(super) fn axis_title(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).font(regular(size::SMALL)).color(Tokens::of(ui).secondary)
}

/// A number on an axis: `1,200`, or `120 %`.
pub(super) fn number(value: f64, per_cent: bool) -> String {
    let scaled = if per_cent { value * 100.0 } else { value };
    let whole = crate::model::count(scaled.round().max(0.0) as u64);
    let close = (scaled - scaled.round()).abs() < 1e-6;
    match (close, per_cent) {
        (true, true) => format!("{whole} %"),
        (true, false) => whole,
        (false, true) => format!("{scaled:.1} %"),
        (false, false) => format!("{scaled:.1}"),
    }
}

/// Lines at round numbers, so many at most.
pub(super) fn spacer(end: f64, most: usize) -> impl Fn(GridInput) -> Vec<GridMark> {
    let step = step(end, most);
    move |input| {
        let last = input.bounds.1 / step * 1.000_001;
        let marks = (0..).map(f64::from).take_while(|tick| *tick <= last);
        marks.map(|tick| GridMark { value: tick * step, step_size: step }).collect()
    }
}

/// A curve as lines, or as dashes.
pub(super) fn curve(curve: &ChartCurve, place: &dyn Fn(&PlotPoint) -> Pos2, tokens: &Tokens) -> Vec<Shape> {
    let points: Vec<Pos2> = curve.points.iter().map(place).collect();
    let points = simplified(&points, CLOSE);
    match curve.weight {
        CurveWeight::Centre => vec![Shape::line(points, Stroke::new(2.0, tokens.accent))],
        CurveWeight::Inner => vec![Shape::line(points, Stroke::new(1.25, tokens.secondary))],
        CurveWeight::Outer => Shape::dashed_line(&points, Stroke::new(1.25, tokens.secondary), 5.0, 3.0),
    }
}

/// How far a curve as it is drawn may lie from its own points: far less than a pixel.
const CLOSE: f32 = 0.05;

/// The same line with the points left out that lie on it anyway (Douglas and Peucker 1973): a limit is worked
/// out at the size of every organisation, and each of its points costs in each frame.
fn simplified(points: &[Pos2], close: f32) -> Vec<Pos2> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; points.len()];
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let line = (points[to] - points[from]).normalized().rot90();
        let far = |at: &usize| (points[*at] - points[from]).dot(line).abs();
        let farthest = (from + 1..to).max_by(|a, b| far(a).total_cmp(&far(b)));
        if let Some(at) = farthest.filter(|at| far(at) > close || !far(at).is_finite()) {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    points.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

/// Names stand at the right end of their curves, inside the frame.
pub(super) fn curve_names(ui: &Ui, frame: Rect, curves: &[ChartCurve], place: impl Fn(&PlotPoint) -> Pos2) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(frame);
    let mut taken: Vec<Rect> = Vec::new();
    for curve in curves.iter().filter(|curve| !curve.name.is_empty()) {
        let Some(end) = curve.points.iter().rev().map(&place).find(|end| frame.expand(1.0).contains(*end)) else {
            continue;
        };
        let ink = if curve.weight == CurveWeight::Centre { tokens.accent } else { tokens.secondary };
        let galley = painter.layout_no_wrap(curve.name.to_string(), regular(size::SMALL), ink);
        let left = frame.right() - galley.size().x - space::TIGHT;
        // The first is the centre line; names of what lies below it stand below, and none on another.
        let below = taken.first().is_some_and(|centre| end.y > centre.bottom() + 2.0);
        let mut rect = Rect::from_min_size(pos2(left, end.y - galley.size().y), galley.size());
        if below {
            rect = rect.translate(vec2(0.0, galley.size().y));
        }
        while let Some(other) = taken.iter().find(|other| other.intersects(rect)) {
            let by = if below { other.bottom() - rect.top() } else { other.top() - rect.bottom() };
            rect = rect.translate(vec2(0.0, by + if below { 0.5 } else { -0.5 }));
        }
        if rect.top() < frame.top() {
            // A line that leaves through the top has its name on the left of it, beneath the edge.
            rect = rect.translate(vec2(0.0, frame.top() - rect.top()));
            let before =
                crossing(curve.points.iter().map(&place), rect.bottom()).map_or(rect.right(), |x| x - space::SMALL);
            rect = rect.translate(vec2(before.min(rect.right()) - rect.right(), 0.0));
        }
        taken.push(rect);
        painter.rect_filled(rect, 0.0, tokens.paper.gamma_multiply(0.85));
        painter.galley(rect.min, galley, ink);
    }
}

/// Where a line of points comes to a height last, from left to right.
fn crossing(points: impl Iterator<Item = Pos2>, height: f32) -> Option<f32> {
    let points: Vec<Pos2> = points.collect();
    let crosses = |pair: &&[Pos2]| (pair[0].y - height) * (pair[1].y - height) <= 0.0 && pair[0].y != pair[1].y;
    let pair = points.windows(2).rev().find(crosses)?;
    let part = (height - pair[0].y) / (pair[1].y - pair[0].y);
    Some(pair[0].x + part * (pair[1].x - pair[0].x))
}

/// A ring around the point, and its name beside it.
pub(super) fn named(ui: &Ui, frame: Rect, at: Pos2, point: &ChartPoint, name: &str, selected: bool) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(frame.expand(FEW));
    point.mark.paint(&painter, at, FEW, tokens);
    painter.circle_stroke(at, FEW * 0.8, Stroke::new(2.0, tokens.focus));
    if !selected {
        return; // the hover text has its name
    }
    // A long name is cut at the end of the plot; the table beside it has the whole.
    let mut job = LayoutJob::simple_singleline(name.to_owned(), semibold(size::SECONDARY), tokens.text);
    job.wrap = TextWrapping::truncate_at_width(frame.width() - 8.0);
    let galley = painter.layout_job(job);
    let wanted = galley.size() + vec2(8.0, 4.0);
    let left = if at.x + 12.0 + wanted.x <= frame.right() { at.x + 12.0 } else { at.x - 12.0 - wanted.x };
    let left = left.max(frame.left());
    let top = (at.y - wanted.y - 4.0).max(frame.top());
    let rect = Rect::from_min_size(pos2(left, top), wanted);
    painter.rect_filled(rect, CornerRadius::same(3), tokens.paper);
    painter.rect_stroke(rect, CornerRadius::same(3), Stroke::new(1.0, tokens.control), StrokeKind::Inside);
    painter.galley(rect.min + vec2(4.0, 2.0), galley, tokens.text);
}

pub(super) fn focus(ui: &Ui, frame: Rect) {
    let ring = Stroke::new(2.0, Tokens::of(ui).focus);
    ui.painter().rect_stroke(frame, CornerRadius::same(2), ring, StrokeKind::Inside);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_to_a_height_between_its_points() {
        let line = [pos2(0.0, 100.0), pos2(50.0, 0.0), pos2(60.0, -10.0)];
        assert_eq!(crossing(line.into_iter(), 20.0), Some(40.0));
        assert_eq!(crossing(line.into_iter(), 200.0), None);
    }

    #[test]
    fn a_curve_keeps_its_way_with_fewer_points() {
        // An upper limit at the sizes of 1,230 organisations, on a plot of 500 by 400.
        let size = |of: u32| f64::from(of + 1) / 1230.0;
        let at = |x: f64| pos2(500.0 * x as f32, 400.0 - 400.0 * (0.1 / x.sqrt()) as f32);
        let points: Vec<Pos2> = (0..1230).map(|of| at(size(of))).collect();
        let few = simplified(&points, CLOSE);
        assert!(few.len() < 150, "{}", few.len());
        assert_eq!((few.first(), few.last()), (points.first(), points.last()));
        let from_line = |point: &Pos2| {
            let after = few.partition_point(|kept| kept.x < point.x).clamp(1, few.len() - 1);
            let (a, b) = (few[after - 1], few[after]);
            ((*point - a).dot((b - a).normalized().rot90())).abs()
        };
        assert!(points.iter().all(|point| from_line(point) <= CLOSE + 1e-3));
    }

    #[test]
    fn a_line_of_one_point_or_none_stays_as_it_is() {
        assert!(simplified(&[], CLOSE).is_empty());
        assert_eq!(simplified(&[pos2(1.0, 2.0)], CLOSE), [pos2(1.0, 2.0)]);
        let same = [pos2(1.0, 2.0), pos2(1.0, 2.0), pos2(1.0, 2.0)];
        assert_eq!(simplified(&same, CLOSE), [same[0], same[2]]);
    }
}
