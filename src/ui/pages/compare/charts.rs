//! The points and curves of funnel and scatter, made when the comparison changes.

use std::borrow::Cow;

use super::super::super::widgets::{ChartCurve, ChartPoint, CurveWeight, Mark, PlotPoint};
use super::super::overview::key;
use crate::model::statistics::{CentreLine, CurvePoint, Label, LimitsAt, Standing};
use crate::report::{ComparisonRow, ComparisonTable};

/// Points from left to right, and what lies behind them.
pub struct Points {
    /// The points.
    pub points: Vec<ChartPoint>,
    /// The row of the comparison behind each point.
    pub rows: Vec<u32>,
    /// The curves.
    pub curves: Vec<ChartCurve>,
    /// Where the axes end.
    pub ends: [f64; 2],
    /// The marks in use, with their words.
    pub key: Vec<(Mark, Cow<'static, str>)>,
}

/// The highest ratio that a funnel shows; what lies above stands at its edge, so that one small
/// organisation cannot press the others flat.
const HIGHEST_RATIO: f64 = 3.0;

/// How a standing is drawn: by its label; without one as a hollow ring.
pub fn mark(standing: &Standing) -> Mark {
    standing.label.map_or(Mark::Unstable, Mark::Label)
}

impl Points {
    /// Ratio by size, with limits.
    pub fn funnel(table: &ComparisonTable) -> Points {
        let highest = table.rows.iter().map(|row| row.standing.ratio).fold(1.5, f64::max);
        let ends = [1.05 * largest(table, |row| row.provision.expected()), (1.08 * highest).min(HIGHEST_RATIO)];
        let points = sorted(table, |row| [row.provision.expected(), row.standing.ratio]);
        let cut = |points: &mut Points| {
            if points.points.iter().any(|point| point.y > ends[1]) {
                let words = Cow::Borrowed("at the upper edge: beyond the chart, figures in the table");
                points.key.push((Mark::Label(Label::MuchHigher), words));
            }
        };
        let mut points = Points { curves: limits(table, ends), ends, ..points };
        cut(&mut points);
        points
    }

    /// Provided weeks by eligible FTE, with the fair share line.
    pub fn scatter(table: &ComparisonTable) -> Points {
        let right = 1.05 * largest(table, |row| row.provision.fte());
        let top = 1.08 * largest(table, |row| row.provision.provided().max(row.provision.expected()));
        let rate = table.rate.unwrap_or(0.0);
        let share = ChartCurve {
            name: "fair share".into(),
            weight: CurveWeight::Centre,
            points: vec![PlotPoint::new(0.0, 0.0), PlotPoint::new(right, rate * right)],
        };
        let points = sorted(table, |row| [row.provision.fte(), row.provision.provided()]);
        // The line ends where the chart does, or its name would lie outside.
        let end = if rate * right > top && rate > 0.0 { [top / rate, top] } else { [right, rate * right] };
        let share = ChartCurve { points: vec![PlotPoint::new(0.0, 0.0), PlotPoint::new(end[0], end[1])], ..share };
        Points { curves: vec![share], ends: [right, top], ..points }
    }
}

fn largest(table: &ComparisonTable, of: impl Fn(&ComparisonRow) -> f64) -> f64 {
    let largest = table.rows.iter().map(of).fold(0.0, f64::max);
    if largest > 0.0 { largest } else { 1.0 }
}

fn sorted(table: &ComparisonTable, place: impl Fn(&ComparisonRow) -> [f64; 2]) -> Points {
    let mut rows: Vec<u32> = (0..table.rows.len() as u32).collect();
    let at = |row: u32| place(&table.rows[row as usize]);
    rows.sort_by(|a, b| at(*a)[0].total_cmp(&at(*b)[0]).then(at(*a)[1].total_cmp(&at(*b)[1])));
    let point = |row: &u32| {
        let of = &table.rows[*row as usize];
        let [x, y] = place(of);
        ChartPoint { key: key(of.place), x, y, mark: mark(&of.standing) }
    };
    let points: Vec<ChartPoint> = rows.iter().map(point).collect();
    let labels = [Label::MuchHigher, Label::Higher, Label::AsExpected, Label::Lower, Label::MuchLower];
    let marks = labels.map(|label| (Mark::Label(label), Cow::Borrowed(label.word())));
    let marks = marks.into_iter().chain([(Mark::Unstable, Cow::Borrowed("unstable: small numbers"))]);
    let key = marks.filter(|(mark, _)| points.iter().any(|point| point.mark == *mark)).collect();
    Points { points, rows, curves: Vec::new(), ends: [1.0, 1.0], key }
}

fn limits(table: &ComparisonTable, [right, top]: [f64; 2]) -> Vec<ChartCurve> {
    let drawn = thinned(&table.statistics.curve, right);
    let curve = |name: &'static str, weight, value: fn(&LimitsAt) -> f64| {
        let points = drawn.iter().map(|point| PlotPoint::new(point.expected, value(&point.limits)));
        // Far above the chart a limit need not be drawn; one point beyond leads the line out of it.
        let points = points.filter(|point| point.y <= 2.0 * top).collect();
        ChartCurve { name: name.into(), weight, points }
    };
    let centre = table.statistics.limits.centre;
    let name = match centre.line {
        _ if centre.is_both() => "fair share and pooled mean",
        CentreLine::FairShare => "fair share",
        CentreLine::Pooled => "pooled mean",
    };
    let line = |x| PlotPoint::new(x, centre.value());
    vec![
        ChartCurve { name: name.into(), weight: CurveWeight::Centre, points: vec![line(0.0), line(right)] },
        curve("95 %", CurveWeight::Inner, |limits| limits.high),
        curve("95 %", CurveWeight::Inner, |limits| limits.low),
        curve("99.8 %", CurveWeight::Outer, |limits| limits.highest),
        curve("99.8 %", CurveWeight::Outer, |limits| limits.lowest),
    ]
}

/// A point for every organisation would be more than the screen can show, and is drawn in every frame: of those
/// within a few pixels only the first is.
fn thinned(curve: &[CurvePoint], right: f64) -> Vec<CurvePoint> {
    let mut drawn: Vec<CurvePoint> = Vec::new();
    for point in curve {
        let far = |last: &CurvePoint| point.expected - last.expected >= (last.expected * 0.04).min(right / 120.0);
        if drawn.last().is_none_or(far) {
            drawn.push(*point);
        }
    }
    drawn.extend(curve.last().filter(|last| drawn.last() != Some(*last)));
    drawn
}
