//! A comparison of two scenarios as lines for the screen: one figure a line, and what to draw of it.

use crate::model::explain::Measure;
use crate::model::{AcademicYear, Profession, SETTINGS, count};

use super::{
    ComparisonReport, DifferenceRow, FigureChange, PartRow, SplitRows, SummaryValue, TotalFigure, setting_name,
};

/// What a line is about, for its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKey {
    /// A setting, which has none.
    Setting,
    /// A benchmark rate.
    Rate {
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
    },
    /// A figure that adds up every organisation.
    Total {
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
        /// Which figure.
        figure: TotalFigure,
    },
    /// A figure of one organisation.
    Organisation {
        /// Its code.
        code: String,
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
        /// Which figure.
        measure: Measure,
    },
}

/// One figure that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceLine {
    /// What its story is of.
    pub key: LineKey,
    /// What it is about: `PT 2018/19, Northmoor Hospital`.
    pub subject: String,
    /// The figure: `Gap, weeks`.
    pub figure: String,
    /// In what the scenario is compared with.
    pub before: String,
    /// In the scenario.
    pub after: String,
    /// After − before, with its sign; empty for words.
    pub variance: String,
}

/// What a line among the parts of a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// A part of the scenario.
    Part,
    /// What the parts do together beyond what each does alone.
    Interaction,
    /// The whole difference.
    Difference,
}

/// One part of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartLine {
    /// Of which profession and year.
    pub of: (Profession, AcademicYear),
    /// Whether it is a part, or what is worked out from them.
    pub kind: PartKind,
    /// What it is about: `PT 2018/19: 2:1 uptake 30 % (12 edits)`.
    pub subject: String,
    /// Expected, provided, gap and weeks short, with their signs.
    pub amounts: [String; 4],
}

/// A bar of the chart beside the table: how far the gap moves.
#[derive(Clone, Debug, PartialEq)]
pub struct GapChange {
    /// Whose gap.
    pub name: String,
    /// By how many placement weeks.
    pub weeks: f64,
    /// The same as text, with its sign.
    pub text: String,
}

/// A comparison as the screen shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DifferenceLines {
    /// Settings, figures and rates that differ.
    pub inputs: Vec<DifferenceLine>,
    /// What each profession and year adds up to.
    pub totals: Vec<DifferenceLine>,
    /// What each organisation has.
    pub organisations: Vec<DifferenceLine>,
    /// Which part brings how much; interaction and difference among them.
    pub parts: Vec<PartLine>,
    /// How far each total's gap moves, largest first.
    pub gap_of_totals: Vec<GapChange>,
    /// How far each organisation's gap moves, largest first.
    pub gap_of_organisations: Vec<GapChange>,
    /// How far each part moves the gap, largest first.
    pub gap_of_parts: Vec<GapChange>,
}

impl DifferenceLines {
    /// The lines of a report. Only figures that differ.
    pub fn of(report: &ComparisonReport) -> DifferenceLines {
        DifferenceLines {
            inputs: lines(&report.inputs),
            totals: lines(&report.totals),
            organisations: lines(&report.organisations),
            parts: report.splits.iter().flat_map(every_part).collect(),
            gap_of_totals: gaps(&report.totals),
            gap_of_organisations: gaps(&report.organisations),
            gap_of_parts: largest(
                report
                    .splits
                    .iter()
                    .flat_map(|split| {
                        let single = split.parts.iter().chain([&split.interaction]);
                        single.filter_map(|part| change(named(split, part), &part.amounts[2]))
                    })
                    .collect(),
            ),
        }
    }
}

fn every_part(split: &SplitRows) -> impl Iterator<Item = PartLine> {
    let parts = split.parts.iter().map(|part| (PartKind::Part, part));
    let whole = [(PartKind::Interaction, &split.interaction), (PartKind::Difference, &split.difference)];
    parts.chain(whole).map(|(kind, part)| PartLine {
        of: (split.profession, split.year),
        kind,
        subject: named(split, part),
        amounts: part.amounts.each_ref().map(|number| signed(number)),
    })
}

fn named(split: &SplitRows, part: &PartRow) -> String {
    let waiting = match part.waiting {
        0 => String::new(),
        1 => " (1 edit needs an earlier part)".to_owned(),
        several => format!(" ({several} edits need an earlier part)"),
    };
    format!("{} {}: {}{waiting}", split.profession, split.year, part.label)
}

fn lines(rows: &[DifferenceRow]) -> Vec<DifferenceLine> {
    let each = rows.iter().flat_map(|row| {
        let differing = row.figures.iter().filter(|figure| figure.differs());
        differing.map(move |figure| line(row, figure))
    });
    each.collect()
}

fn line(row: &DifferenceRow, figure: &FigureChange) -> DifferenceLine {
    DifferenceLine {
        key: key(row, &figure.figure),
        subject: subject(row),
        figure: figure_name(&figure.figure),
        before: value(&figure.before),
        after: value(&figure.after),
        variance: match &figure.variance {
            SummaryValue::Number(number) => signed(number),
            SummaryValue::Text(_) | SummaryValue::Missing => String::new(),
        },
    }
}

fn key(row: &DifferenceRow, figure: &str) -> LineKey {
    let (Some(profession), Some(year)) = (row.profession, row.year) else { return LineKey::Setting };
    match (&row.organisation, figure) {
        (Some((code, _)), measure) => match Measure::read(measure) {
            Some(measure) => LineKey::Organisation { code: code.clone(), profession, year, measure },
            None => LineKey::Setting,
        },
        (None, "benchmark_rate") => LineKey::Rate { profession, year },
        (None, figure) => match TotalFigure::read(figure) {
            Some(figure) => LineKey::Total { profession, year, figure },
            None => LineKey::Setting,
        },
    }
}

fn subject(row: &DifferenceRow) -> String {
    let column = [row.profession.map(|of| of.code().to_owned()), row.year.map(|year| year.to_string())];
    let column = column.into_iter().flatten().collect::<Vec<_>>().join(" ");
    match &row.organisation {
        Some((code, name)) => format!("{column}, {}", if name.is_empty() { code } else { name }),
        None if column.is_empty() => "Settings".to_owned(),
        None => column,
    }
}

fn gaps(rows: &[DifferenceRow]) -> Vec<GapChange> {
    let gap = |row: &DifferenceRow| {
        let figure = row.figures.iter().find(|figure| figure.figure == "gap_weeks")?;
        match &figure.variance {
            SummaryValue::Number(number) => change(subject(row), number),
            SummaryValue::Text(_) | SummaryValue::Missing => None,
        }
    };
    largest(rows.iter().filter_map(gap).collect())
}

fn change(name: String, number: &str) -> Option<GapChange> {
    let weeks: f64 = number.parse().ok()?;
    (weeks != 0.0).then(|| GapChange { name, weeks, text: signed(number) })
}

/// How many bars a chart has: more are in the table.
const BARS: usize = 16;

fn largest(mut changes: Vec<GapChange>) -> Vec<GapChange> {
    changes.sort_by(|a, b| b.weeks.abs().total_cmp(&a.weeks.abs()));
    changes.truncate(BARS);
    changes
}

/// `gap_weeks` as `Gap, weeks`.
fn figure_name(figure: &str) -> String {
    if let Some(key) = figure.strip_prefix("setting:") {
        let known = SETTINGS.iter().any(|info| info.key == key.split('.').next().unwrap_or(key));
        return if known { setting_name(key) } else { key.to_owned() };
    }
    let words = match figure {
        "organisations" => "Organisations counted",
        "organisations_reaching_share" => "Organisations that reach their share",
        "eligible_fte" => "Eligible FTE",
        "expected_weeks" => "Expected, weeks",
        "provided_weeks" => "Provided, weeks",
        "gap_weeks" => "Gap, weeks",
        "provision_ratio" => "Provision ratio",
        "benchmark_rate" => "Benchmark rate, weeks per FTE",
        "weeks_short" => "Weeks short of those below",
        "status" => "Status",
        "placements_to_close_gap" => "Placements to close the gap",
        other => other,
    };
    words.to_owned()
}

fn value(value: &SummaryValue) -> String {
    match value {
        SummaryValue::Text(text) => text.clone(),
        SummaryValue::Number(number) => on_screen(number),
        SummaryValue::Missing => "missing".to_owned(),
    }
}

/// A number of a file as the screen has it: `-1388.50` as `−1,388.50`.
fn on_screen(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("−", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(whole, rest)| (whole, rest));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A difference with its sign; nothing has none.
fn signed(number: &str) -> String {
    let is_nothing = !number.contains(|digit: char| ('1'..='9').contains(&digit));
    let text = on_screen(number);
    if is_nothing || text.starts_with('−') { text } else { format!("+{text}") }
}
