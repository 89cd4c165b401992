//! A comparison of two scenarios as lines for the screen: one figure a line, and what to draw of it.

use crate::model::explain::Measure;
use crate::model::{AcademicYear, Fraction, Profession, SETTINGS, Settings, signed};

use super::difference_cells::{as_in_files, cells};
use super::{ComparisonReport, DifferenceRow, FigureChange, PartRow, SplitRows, TotalFigure, setting_name};

/// What a line is about, for its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKey {
    /// A setting, which has none.
    Setting,
    /// A figure that no story tells, by the word that files have for it.
    Untold(String),
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
#[derive(Clone, Debug, PartialEq)]
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
    /// Before and after exactly, and how many decimals files have of it.
    pub(super) exact: ([Option<Fraction>; 2], u32),
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

/// Which part of a difference is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartKey {
    /// Of which profession and year.
    pub of: (Profession, AcademicYear),
    /// Whether it is a part, or what is worked out from them.
    pub kind: PartKind,
    /// Its name.
    pub label: String,
    /// How many parts of the same name come before it: two blocks of edits may share a note.
    pub namesakes_before: usize,
}

/// One part of a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct PartLine {
    /// What its stories are asked by.
    pub key: PartKey,
    /// What it is about: `PT 2018/19: 2:1 uptake 30 % (12 edits)`.
    pub subject: String,
    /// Expected, provided, gap and weeks short, with their signs.
    pub amounts: [String; 4],
    /// The same in hundredths of a week.
    pub(super) written: [i128; 4],
    /// The same exactly.
    pub(super) exact: [Fraction; 4],
    /// What the baseline has of them; `None` where it has no rate.
    pub(super) baseline: Option<[Fraction; 4]>,
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
        let (totals, gap_of_totals) = lines(&report.totals, settings);
        let (organisations, gap_of_organisations) = lines(&report.organisations, settings);
        let parts: Vec<PartLine> = report.splits.iter().flat_map(every_part).collect();
        let single = parts.iter().enumerate().filter(|(_, part)| part.key.kind != PartKind::Difference);
        let moved = single.map(|(row, part)| Moved { row, hundredths: part.written[2] }).collect();
        DifferenceLines {
            inputs: lines(&report.inputs, settings).0,
            gap_of_totals,
            gap_of_organisations,
            gap_of_parts: largest(moved, |row| (&parts[row].subject, &parts[row].amounts[2])),
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
        key: PartKey {
            of: (split.profession, split.year),
            kind,
            label: part.label.clone(),
            namesakes_before: part.namesakes_before,
        },
        subject: named(split, part),
        amounts: part.hundredths.map(|amount| signed(Fraction::new(amount, 100).unwrap_or(Fraction::ZERO), 2)),
        written: part.hundredths,
        exact: part.exact,
        baseline: split.baseline,
        is_without: part.is_without,
    })
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

/// The lines of rows, and the bars of the gaps among them.
fn lines(rows: &[DifferenceRow], settings: &Settings) -> (Vec<DifferenceLine>, Vec<GapChange>) {
    let (mut lines, mut moved) = (Vec::new(), Vec::new());
    for row in rows {
        for figure in row.figures.iter().filter(|figure| figure.differs()) {
            let line = line(row, figure, settings);
            let by = figure.exact_variance().filter(|_| line.key.is_gap());
            moved.extend(by.map(|by| Moved { row: lines.len(), hundredths: by.rounded(2) }));
            lines.push(line);
        }
    }
    let gaps = largest(moved, |row| (&lines[row].subject, &lines[row].cells[2]));
    (lines, gaps)
}

fn line(row: &DifferenceRow, figure: &FigureChange, settings: &Settings) -> DifferenceLine {
    let [before, after, variance] = as_in_files(figure);
    DifferenceLine {
        key: key(row, &figure.figure),
        subject: subject(row),
        figure: figure_name(&figure.figure),
        before,
        after,
        variance,
        cells: cells(figure, settings),
        exact: (figure.exact, figure.places),
    }
}

fn key(row: &DifferenceRow, figure: &str) -> LineKey {
    let (Some(profession), Some(year)) = (row.profession, row.year) else { return LineKey::Setting };
    match (&row.organisation, figure) {
        (Some((code, _)), measure) => match Measure::read(measure) {
            Some(measure) => LineKey::Organisation { code: code.clone(), profession, year, measure },
            None => LineKey::Untold(figure.to_owned()),
        },
        (None, "benchmark_rate") => LineKey::Rate { profession, year },
        (None, figure) => match TotalFigure::read(figure) {
            Some(total) => LineKey::Total { profession, year, figure: total },
            None => LineKey::Untold(figure.to_owned()),
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

/// By how much the gap of a line moves.
struct Moved {
    row: usize,
    hundredths: i128,
}

/// The bars of those that move furthest; `words` are the name and the text of a line.
fn largest<'a>(mut moved: Vec<Moved>, words: impl Fn(usize) -> (&'a String, &'a String)) -> Vec<GapChange> {
    moved.retain(|moved| moved.hundredths != 0);
    moved.sort_by_key(|moved| std::cmp::Reverse(moved.hundredths.abs()));
    let bars = moved.into_iter().take(BARS).map(|Moved { row, hundredths }| {
        let (name, text) = words(row);
        GapChange { name: name.clone(), weeks: hundredths as f64 / 100.0, text: text.clone(), row }
    });
    bars.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::difference_cells::tests::change;
    use crate::report::tests::state;

    fn compared(edits: &[&str]) -> DifferenceLines {
        DifferenceLines::of(&ComparisonReport::with_baseline(&state(edits)))
    }

    #[test]
    fn a_part_names_its_profession_and_year_once_and_each_bar_its_line() {
        let lines = compared(&["ZA1 PT 2018/19 weeks *1.1", "ZA2 PT 2018/19 fte +1"]);
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

    #[test]
    fn bars_of_one_name_lead_each_to_its_own_line() {
        let of = |code: &str, by: i128| DifferenceRow {
            year: Some(crate::report::tests::year()),
            profession: Some(Profession::Pt),
            organisation: Some((code.to_owned(), "Community Trust".to_owned())),
            figures: vec![change("gap_weeks", 2, (0, by))],
        };
        let (lines, bars) = lines(&[of("ZA1", 400), of("ZA2", -700)], &Settings::default());
        let codes: Vec<_> = bars
            .iter()
            .map(|bar| match &lines[bar.row].key {
                LineKey::Organisation { code, .. } => (code.as_str(), bar.text.as_str(), bar.name.as_str()),
                other => panic!("{other:?}"),
            })
            .collect();
        let name = "PT 2018/19, Community Trust";
        assert_eq!(codes, [("ZA2", "−7.0", name), ("ZA1", "+4.0", name)]);
    }

    #[test]
    fn a_figure_that_no_story_tells_is_no_setting() {
        let row = DifferenceRow {
            year: Some(crate::report::tests::year()),
            profession: Some(Profession::Pt),
            organisation: None,
            figures: Vec::new(),
        };
        assert_eq!(key(&row, "of_tomorrow"), LineKey::Untold("of_tomorrow".to_owned()));
        // Of those that there are, each is told.
        let lines = compared(&["ZA1 PT 2018/19 weeks +20", "ZA2 PT 2018/19 fte +1", "* PT 2018/19 rate 5.25"]);
        for line in lines.totals.iter().chain(&lines.organisations).chain(&lines.inputs) {
            assert!(!matches!(line.key, LineKey::Untold(_) | LineKey::Setting), "{line:?}");
        }
    }
}
