//! The comparison as table, bars and points take it. Texts are borrowed, never made here.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::super::widgets::{
    Bar, BarsModel, Cell, ChartCurve, ChartPoint, Column, Mark, PointsModel, RowKey, TableModel,
};
use super::super::overview::key;
use super::Shown;
use super::charts::{Points, mark};
use crate::model::Status;
use crate::report::{ComparisonColumn, ComparisonRow, ComparisonTable, sentence};

/// The columns of the table, in the order of [`ComparisonColumn::ALL`].
pub static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let column = |column: ComparisonColumn| {
        let made = match column {
            ComparisonColumn::Organisation => Column::name(column.id(), column.title()).min_width(200.0),
            figure if figure.is_figure() => Column::figure(column.id(), column.title()).unit(column.unit()),
            words => Column::text(words.id(), words.title()),
        };
        made.meaning(column.meaning())
    };
    ComparisonColumn::ALL.into_iter().map(column).collect()
});

/// The highest ratio that the axis of the bars shows.
const HIGHEST_RATIO: f64 = 2.5;

/// Where the axes of the bars end: ratios in per cent, and weeks.
pub fn longest(table: &ComparisonTable) -> [f64; 2] {
    let ratios = table.rows.iter().map(|row| row.standing.interval.high.max(row.standing.ratio));
    let weeks = table.rows.iter().map(|row| row.provision.expected().max(row.provision.provided()));
    [100.0 * ratios.fold(1.2, f64::max).min(HIGHEST_RATIO), weeks.fold(0.0, f64::max)]
}

/// The rows in the order shown.
pub struct Rows<'a> {
    shown: &'a Shown,
    revision: u64,
}

impl<'a> Rows<'a> {
    /// The rows at one revision.
    pub fn new(shown: &'a Shown, revision: u64) -> Rows<'a> {
        Rows { shown, revision }
    }

    fn row(&self, row: usize) -> &'a ComparisonRow {
        &self.shown.table.rows[self.shown.rows[row] as usize]
    }
}

impl TableModel for Rows<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn row_count(&self) -> usize {
        self.shown.rows.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        key(self.row(row).place)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = self.row(row);
        let Some(column) = ComparisonColumn::ALL.get(column).copied() else { return Cell::text("") };
        let shown = row.cell(column);
        match column {
            ComparisonColumn::Label => {
                let cell = if shown.missing { Cell::missing(&*shown.text) } else { Cell::text(&*shown.text) };
                let why = row.standing.unstable.map_or(String::new(), |unstable| unstable.sentence());
                cell.mark(mark(&row.standing)).remark(why)
            }
            ComparisonColumn::Status if row.standing.unstable.is_some() => {
                Cell::text(&*shown.text).mark(Mark::Neutral(row.status))
            }
            ComparisonColumn::Status => Cell::status(row.status),
            _ if shown.missing => Cell::missing(&*shown.text),
            _ => Cell::text(&*shown.text),
        }
    }

    fn revision(&self) -> u64 {
        self.revision
    }
}

/// `118 %, 95 % interval 92–150 %; higher; rank 3 (1–9); highest quarter; 200.0 weeks expected`.
fn figures(row: &ComparisonRow) -> String {
    let text = |column| row.cell(column).text.as_str();
    let mut words = format!(
        "{} of share, 95 % interval {}; {}; rank {}; {}; {} weeks expected, {} provided",
        text(ComparisonColumn::Ratio),
        text(ComparisonColumn::Interval),
        text(ComparisonColumn::Label),
        text(ComparisonColumn::Rank),
        text(ComparisonColumn::Quarter),
        text(ComparisonColumn::Expected),
        text(ComparisonColumn::Provided),
    );
    if let Some(label) = row.standing.label {
        words.push_str(&format!(".\n{}.", sentence(label.meaning())));
    } else if let Some(unstable) = row.standing.unstable {
        words.push_str(&format!(".\n{}", unstable.sentence()));
    }
    words
}

/// The marks of weeks: statuses, and those of small numbers.
const STATUSES_AND_UNSTABLE: &[(Mark, Cow<'static, str>)] = &[
    (Mark::Status(Status::Below), Cow::Borrowed("below")),
    (Mark::Status(Status::Near), Cow::Borrowed("near")),
    (Mark::Status(Status::Meets), Cow::Borrowed("meets")),
    (Mark::Status(Status::Above), Cow::Borrowed("above")),
    (Mark::Neutral(Status::Near), Cow::Borrowed("grey: small numbers")),
];

/// The bars, in the order of the table: ratios with intervals, or weeks.
pub struct Bars<'a> {
    rows: Rows<'a>,
    ratios: bool,
}

impl<'a> Bars<'a> {
    /// The bars of ratios, or of weeks.
    pub fn new(rows: Rows<'a>, ratios: bool) -> Bars<'a> {
        Bars { rows, ratios }
    }
}

impl BarsModel for Bars<'_> {
    fn row_count(&self) -> usize {
        self.rows.row_count()
    }

    fn row_key(&self, row: usize) -> RowKey {
        self.rows.row_key(row)
    }

    fn bar(&self, row: usize) -> Bar<'_> {
        let row = self.rows.row(row);
        let (expected, provided, label) = if self.ratios {
            (None, 100.0 * row.standing.ratio, ComparisonColumn::Ratio)
        } else {
            (Some(row.provision.expected()), row.provision.provided(), ComparisonColumn::Provided)
        };
        let label = Cow::Borrowed(&*row.cell(label).text);
        let goes_on = self.ratios && 100.0 * row.standing.interval.high > self.longest();
        Bar {
            name: Cow::Borrowed(&row.name),
            expected,
            provided: Some(provided),
            status: row.status,
            label: if goes_on { Cow::Owned(format!("{label} →")) } else { label },
        }
    }

    fn figures(&self, row: usize) -> Cow<'_, str> {
        Cow::Owned(figures(self.rows.row(row)))
    }

    fn longest(&self) -> f64 {
        self.rows.shown.longest[usize::from(!self.ratios)]
    }

    fn revision(&self) -> u64 {
        2 * self.rows.revision + u64::from(self.ratios)
    }

    fn mark(&self, row: usize) -> Mark {
        let row = self.rows.row(row);
        match row.standing.unstable {
            _ if self.ratios => mark(&row.standing),
            Some(_) => Mark::Neutral(row.status),
            None => Mark::Status(row.status),
        }
    }

    fn interval(&self, row: usize) -> Option<[f64; 2]> {
        let interval = self.rows.row(row).standing.interval;
        self.ratios.then_some([100.0 * interval.low, 100.0 * interval.high])
    }

    fn line(&self) -> Option<f64> {
        self.ratios.then(|| 100.0 * self.rows.shown.table.statistics.limits.centre.value())
    }

    fn key_words(&self) -> [&str; 2] {
        if self.ratios { ["ratio", "95 % interval (→ goes on)"] } else { ["provided", "expected"] }
    }

    fn key_marks(&self) -> &[(Mark, Cow<'static, str>)] {
        if self.ratios { &self.rows.shown.scatter.key } else { STATUSES_AND_UNSTABLE }
    }
}

/// The points of a chart with their rows.
pub struct Dots<'a> {
    /// The comparison.
    pub table: &'a ComparisonTable,
    /// The chart.
    pub points: &'a Points,
    /// Rises with every new comparison.
    pub revision: u64,
}

impl Dots<'_> {
    fn row(&self, point: usize) -> &ComparisonRow {
        &self.table.rows[self.points.rows[point] as usize]
    }
}

impl PointsModel for Dots<'_> {
    fn points(&self) -> &[ChartPoint] {
        &self.points.points
    }

    fn curves(&self) -> &[ChartCurve] {
        &self.points.curves
    }

    fn ends(&self) -> [f64; 2] {
        self.points.ends
    }

    fn name(&self, point: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.row(point).name)
    }

    fn figures(&self, point: usize) -> Cow<'_, str> {
        Cow::Owned(figures(self.row(point)))
    }

    fn key(&self) -> &[(Mark, Cow<'static, str>)] {
        &self.points.key
    }

    fn revision(&self) -> u64 {
        self.revision
    }
}
