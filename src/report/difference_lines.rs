//! A comparison of two scenarios as lines for the screen: one figure a line, and what to draw of it.

use crate::model::explain::Measure;
use crate::model::{AcademicYear, Decimal, Fraction, Profession, SETTINGS, Settings, count, percent, shown};

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
    /// Before, after and the change as the table has them: with fewer decimals, unless those are what differs.
    pub cells: [String; 3],
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
    /// The same in hundredths of a week.
    pub(super) written: [i128; 4],
    /// Whether it comes of doing without a part that the other scenario has.
    pub(super) is_without: bool,
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
    /// The number of its line in the table beside.
    pub row: usize,
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
        let settings = &report.settings;
        let (totals, organisations) = (lines(&report.totals, settings), lines(&report.organisations, settings));
        let parts: Vec<PartLine> = report.splits.iter().flat_map(every_part).collect();
        let single = parts.iter().enumerate().filter(|(_, part)| part.kind != PartKind::Difference);
        let gap_of_parts = single.filter_map(|(row, part)| {
            let weeks = part.written[2] as f64 / 100.0;
            (weeks != 0.0).then(|| GapChange { name: part.subject.clone(), weeks, text: part.amounts[2].clone(), row })
        });
        DifferenceLines {
            inputs: lines(&report.inputs, settings),
            gap_of_totals: gaps(&report.totals, &totals),
            gap_of_organisations: gaps(&report.organisations, &organisations),
            gap_of_parts: largest(gap_of_parts.collect()),
            totals,
            organisations,
            parts,
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
        written: part.amounts.each_ref().map(|number| hundredths(number)),
        is_without: part.is_without,
    })
}

/// A number of a file in hundredths.
fn hundredths(number: &str) -> i128 {
    number.parse::<Decimal>().map_or(0, |number| Fraction::of(number).rounded(2))
}

fn named(split: &SplitRows, part: &PartRow) -> String {
    let waiting = match part.waiting {
        0 => String::new(),
        1 => " (1 edit needs an earlier part)".to_owned(),
        several => format!(" ({several} edits need an earlier part)"),
    };
    let (profession, year) = (split.profession, split.year);
    // What an edit is of names both again: `PT weeks 2018/19 at Northmoor Hospital × 1.1`.
    let again = ["weeks", "FTE", "rate"].iter().find_map(|figure| {
        let rest = part.label.strip_prefix(&format!("{profession} {figure} {year}"))?;
        Some(format!("{figure}{rest}"))
    });
    format!("{profession} {year}: {}{waiting}", again.as_deref().unwrap_or(&part.label))
}

fn lines(rows: &[DifferenceRow], settings: &Settings) -> Vec<DifferenceLine> {
    let each = rows.iter().flat_map(|row| {
        let differing = row.figures.iter().filter(|figure| figure.differs());
        differing.map(move |figure| line(row, figure, settings))
    });
    each.collect()
}

fn line(row: &DifferenceRow, figure: &FigureChange, settings: &Settings) -> DifferenceLine {
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
        cells: cells(figure, settings),
    }
}

/// Before, after and the change as they stand on the screen: weeks and FTE with one decimal, a rate with two, a
/// ratio in per cent. What only differs in later decimals keeps those of files.
fn cells(figure: &FigureChange, settings: &Settings) -> [String; 3] {
    let places = match figure.figure.as_str() {
        "eligible_fte" | "expected_weeks" | "provided_weeks" | "gap_weeks" | "weeks_short" => Some(1),
        "benchmark_rate" => Some(2),
        _ => None,
    };
    let is_ratio = figure.figure == "provision_ratio";
    let exact = |of: &SummaryValue| match of {
        SummaryValue::Number(number) => number.parse::<Decimal>().ok().map(Fraction::of),
        SummaryValue::Text(_) | SummaryValue::Missing => None,
    };
    let side = |of: &SummaryValue| match (exact(of), places) {
        (Some(number), _) if is_ratio => percent(number, settings),
        (Some(number), Some(places)) => shown(number, places),
        _ => value(of),
    };
    let change = match exact(&figure.variance) {
        Some(by) if is_ratio => {
            format!("{} points", with_sign(by, shown(by.times(Fraction::of(Decimal::from_int(100))), 0)))
        }
        Some(by) => with_sign(by, places.map_or_else(|| value(&figure.variance), |places| shown(by, places))),
        None => String::new(),
    };
    let short = [side(&figure.before), side(&figure.after), change];
    if short[0] == short[1] || short[2].trim_start_matches(['+', '−']).starts_with("0 ") {
        let sign = |by| with_sign(by, value(&figure.variance));
        return [value(&figure.before), value(&figure.after), exact(&figure.variance).map_or_else(String::new, sign)];
    }
    short
}

fn with_sign(by: Fraction, text: String) -> String {
    if by.is_negative() || by.is_zero() { text } else { format!("+{text}") }
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

/// The gaps among the lines that were made of the rows.
fn gaps(rows: &[DifferenceRow], lines: &[DifferenceLine]) -> Vec<GapChange> {
    let weeks = rows.iter().filter_map(|row| {
        let figure = row.figures.iter().find(|figure| figure.figure == "gap_weeks" && figure.differs())?;
        match &figure.variance {
            SummaryValue::Number(number) => Some((subject(row), number.parse::<f64>().ok()?)),
            SummaryValue::Text(_) | SummaryValue::Missing => None,
        }
    });
    let changes = weeks.filter_map(|(name, weeks)| {
        let is_it = |line: &DifferenceLine| line.key.is_gap() && line.subject == name;
        let row = lines.iter().position(is_it)?;
        (weeks != 0.0).then(|| GapChange { name, weeks, text: lines[row].cells[2].clone(), row })
    });
    largest(changes.collect())
}

impl LineKey {
    fn is_gap(&self) -> bool {
        matches!(
            self,
            LineKey::Total { figure: TotalFigure::Gap, .. } | LineKey::Organisation { measure: Measure::GapWeeks, .. }
        )
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::state;

    fn lines(edits: &[&str]) -> DifferenceLines {
        DifferenceLines::of(&ComparisonReport::with_baseline(&state(edits)))
    }

    #[test]
    fn the_screen_has_fewer_decimals_than_files_unless_those_are_what_differs() {
        let cells = |edits: &[&str], figure: &str| {
            let lines = lines(edits);
            let every = lines.inputs.iter().chain(&lines.totals).find(|line| line.figure == figure).cloned();
            every.unwrap().cells.join(" | ")
        };
        let more = &["ZA2 PT 2018/19 weeks +30"];
        assert_eq!(cells(more, "Provided, weeks"), "90.0 | 120.0 | +30.0");
        assert_eq!(cells(more, "Provision ratio"), "65 % | 80 % | +15 points");
        assert_eq!(cells(&["ZA2 PT 2018/19 weeks +0.02"], "Provided, weeks"), "90.00 | 90.02 | +0.02");
        assert_eq!(cells(&["* PT 2018/19 rate 5.25"], "Benchmark rate, weeks per FTE"), "5.00 | 5.25 | +0.25");
    }

    #[test]
    fn a_part_names_its_profession_and_year_once_and_each_bar_its_line() {
        let lines = lines(&["ZA1 PT 2018/19 weeks *1.1", "ZA2 PT 2018/19 fte +1"]);
        assert_eq!(lines.parts[0].subject, "PT 2018/19: weeks at ZA1 × 1.1");
        for bar in &lines.gap_of_parts {
            assert_eq!((&lines.parts[bar.row].subject, &lines.parts[bar.row].amounts[2]), (&bar.name, &bar.text));
        }
        for (bars, table) in
            [(&lines.gap_of_totals, &lines.totals), (&lines.gap_of_organisations, &lines.organisations)]
        {
            assert!(!bars.is_empty());
            for bar in bars {
                assert_eq!((&table[bar.row].subject, table[bar.row].figure.as_str()), (&bar.name, "Gap, weeks"));
            }
        }
    }
}
