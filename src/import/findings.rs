//! Doubts about rows, gathered while a file streams by: one finding each, however many rows it is about.

use std::collections::BTreeMap;

use super::header::Header;
use super::meaning::Meaning;
use super::report::{Amounts, Tally};
use crate::model::{Decimal, Finding, Severity};

/// How many distinct values of one doubt are listed by themselves; the rest share one finding.
const MOST_VALUES: usize = 1000;

/// How many line numbers a finding lists.
const MOST_LINES: usize = 10;

/// A doubt that a row may raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Doubt {
    UnknownProfession,
    UnknownBand,
    OtherStaffGroup,
    AggregateRow,
    IdenticalRows,
    DecimalsRounded,
    MeasuresDiffer,
    YearsDiffer,
    DateUnread,
    ShareUnread,
    PartAboveWhole,
    VacancyBlank,
    OrganisationDiffers,
    DayFirst,
    MonthFirst,
}

#[derive(Clone, Debug, Default)]
struct Entry {
    column: Option<usize>,
    lines: Vec<u64>,
    count: u64,
    amounts: Amounts,
}

/// The doubts of one file.
#[derive(Debug, Default)]
pub(super) struct Doubts {
    /// Columns whose cells are not quoted, and what they mean.
    unquoted: BTreeMap<usize, Option<Meaning>>,
    noted: BTreeMap<Doubt, BTreeMap<String, Entry>>,
    unknown: BTreeMap<Meaning, BTreeMap<String, Unknown>>,
}

/// A text that says nothing to us, which a mapping may give a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unknown {
    pub tally: Tally,
    /// The line of the first row with it.
    pub line: u64,
}

impl Doubts {
    /// No doubts yet about the rows of a file with this header.
    pub fn new(header: &Header) -> Doubts {
        let unquoted = (0..header.names.len()).filter(|column| !header.may_quote(*column));
        let meaning = |column| header.at.iter().find(|(_, at)| **at == column).map(|(meaning, _)| *meaning);
        Doubts { unquoted: unquoted.map(|column| (column, meaning(column))).collect(), ..Doubts::default() }
    }

    /// Notes that the row on `line` raises `doubt`, by the value in `column`.
    pub fn note(&mut self, doubt: Doubt, line: u64, column: Option<usize>, value: &str) {
        self.note_with(doubt, line, column, value, Amounts::default());
    }

    /// The same, with the amounts that the row holds.
    pub fn note_with(&mut self, doubt: Doubt, line: u64, column: Option<usize>, value: &str, amounts: Amounts) {
        let value = if column.is_some_and(|column| self.unquoted.contains_key(&column)) { "" } else { value };
        let values = self.noted.entry(doubt).or_default();
        let entry = match values.get_mut(value) {
            Some(entry) => entry,
            None => {
                let value = if values.len() < MOST_VALUES { value } else { "" };
                values.entry(shortened(value)).or_default()
            }
        };
        if entry.count == 0 {
            entry.column = column;
        }
        entry.count += 1;
        entry.amounts += amounts;
        if entry.lines.len() < MOST_LINES {
            entry.lines.push(line);
        }
    }

    /// Counts a row with a text that says nothing to us as this meaning.
    pub fn unknown(&mut self, meaning: Meaning, line: u64, value: &str, amounts: Amounts) {
        if self.unquoted.values().any(|unquoted| *unquoted == Some(meaning)) {
            return;
        }
        let values = self.unknown.entry(meaning).or_default();
        let value = shortened(value);
        if values.len() < MOST_VALUES || values.contains_key(&value) {
            let unknown = values.entry(value).or_insert(Unknown { tally: Tally::default(), line });
            unknown.tally.add(amounts);
        }
    }

    /// The texts that said nothing to us, in a settled order.
    pub fn unknown_values(&self) -> impl Iterator<Item = (Meaning, &str, Unknown)> {
        let each = self.unknown.iter().flat_map(|(meaning, values)| values.iter().map(move |(v, u)| (*meaning, v, u)));
        each.map(|(meaning, value, unknown)| (meaning, value.as_str(), *unknown))
    }

    /// The findings, in a settled order.
    pub fn findings(&self, header: &Header) -> Vec<Finding> {
        let each = self
            .noted
            .iter()
            .flat_map(|(doubt, values)| values.iter().map(move |(value, entry)| (doubt, value, entry)));
        each.map(|(doubt, value, entry)| Finding {
            severity: doubt.severity(),
            code: doubt.code(),
            line: entry.lines.first().copied(),
            column: entry.column.map_or(String::new(), |column| header.shown(column)),
            value: value.clone(),
            message: doubt.message(value, entry),
            count: entry.count,
        })
        .collect()
    }
}

impl Doubt {
    const fn code(self) -> &'static str {
        match self {
            Doubt::UnknownProfession => "unknown-profession",
            Doubt::UnknownBand => "unknown-band",
            Doubt::OtherStaffGroup => "other-staff-group",
            Doubt::AggregateRow => "aggregate-row",
            Doubt::IdenticalRows => "identical-rows",
            Doubt::DecimalsRounded => "decimals-rounded",
            Doubt::MeasuresDiffer => "measures-differ",
            Doubt::YearsDiffer => "years-differ",
            Doubt::DateUnread => "date-unread",
            Doubt::ShareUnread => "part-unread",
            Doubt::PartAboveWhole => "part-above-whole",
            Doubt::VacancyBlank => "vacancy-blank",
            Doubt::OrganisationDiffers => "organisation-differs",
            Doubt::DayFirst => "day-first",
            Doubt::MonthFirst => "month-first",
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Doubt::OtherStaffGroup
            | Doubt::AggregateRow
            | Doubt::DecimalsRounded
            | Doubt::DayFirst
            | Doubt::MonthFirst => Severity::Note,
            _ => Severity::Warning,
        }
    }

    fn message(self, value: &str, entry: &Entry) -> String {
        let rows = counted(entry.count, "row");
        let at = listed_lines(entry);
        match self {
            Doubt::UnknownProfession => {
                format!("{} is no profession we know: {rows}{}, ignored", quoted(value), with_amounts(entry.amounts))
            }
            Doubt::UnknownBand => {
                format!("{} is no band we know: {rows}, counted only if other bands are", quoted(value))
            }
            Doubt::OtherStaffGroup => {
                format!("{} is not the staff group of qualified allied health professionals: {rows}", quoted(value))
            }
            Doubt::AggregateRow => {
                format!("{} is the sum of other rows: {rows}{}, ignored", quoted(value), with_amounts(entry.amounts))
            }
            Doubt::IdenticalRows => {
                format!(
                    "{rows} the same as an earlier row of the file ({at}): all of them count; take out any that is a copy"
                )
            }
            Doubt::DecimalsRounded => format!("{} rounded to six decimals ({at})", counted(entry.count, "number")),
            Doubt::MeasuresDiffer => {
                format!("{rows} with two measures of activity that differ by more than 1 % ({at}): the first is used")
            }
            Doubt::YearsDiffer => {
                format!(
                    "{rows} whose start date lies outside the academic year given ({at}): the academic year is used"
                )
            }
            Doubt::DateUnread => format!("{} is no date we know: {rows} used without it ({at})", quoted(value)),
            Doubt::ShareUnread => {
                format!("{} is neither yes, no nor FTE: {rows} used as if it were blank ({at})", quoted(value))
            }
            Doubt::PartAboveWhole => {
                format!("{rows} with more FTE in a part than in the whole ({at}): the whole is used")
            }
            Doubt::VacancyBlank => {
                format!("{rows} of establishment without a figure for vacancies ({at}): taken as staff in post")
            }
            Doubt::OrganisationDiffers => {
                format!(
                    "{} is listed again with another name, region, ICS, type, benchmark group or date: {rows} ({at}); of \
                     two texts the first in the alphabet is taken",
                    quoted(value)
                )
            }
            Doubt::MonthFirst => format!("dates such as {} are read as month, day, year: {rows}", quoted(value)),
            Doubt::DayFirst => format!("dates such as {} are read as day, month, year: {rows}", quoted(value)),
        }
    }
}

fn with_amounts(amounts: Amounts) -> String {
    let parts = [(amounts.fte, "FTE"), (amounts.weeks, "weeks"), (amounts.hours, "hours"), (amounts.days, "days")];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(amount, _)| *amount != 0)
        .map(|(amount, unit)| format!("{} {unit}", exact(*amount)))
        .collect();
    if parts.is_empty() { String::new() } else { format!(" with {}", super::needs::listed(&parts)) }
}

fn listed_lines(entry: &Entry) -> String {
    let lines: Vec<String> = entry.lines.iter().map(|line| crate::model::count(*line)).collect();
    let more = entry.count - lines.len() as u64;
    let word = if entry.count == 1 { "line" } else { "lines" };
    match more {
        0 => format!("{word} {}", super::needs::listed(&lines)),
        _ => format!("{word} {} and {} more", lines.join(", "), crate::model::count(more)),
    }
}

/// `1 row`, `12 rows`.
pub(super) fn counted(count: u64, what: &str) -> String {
    crate::model::counted(count, what, &format!("{what}s"))
}

/// An exact sum of millionths as text.
pub(super) fn exact(millionths: i128) -> String {
    match i64::try_from(millionths) {
        Ok(small) => Decimal::from_millionths(small).to_string(),
        Err(_) => format!("{}.{:06}", millionths / 1_000_000, (millionths % 1_000_000).abs()),
    }
}

/// A value inside a sentence, cut where it is long.
fn quoted(value: &str) -> String {
    if value.is_empty() { "another value".to_owned() } else { format!("“{value}”") }
}

/// A header or a name inside a sentence: of a long one, the beginning and the end.
pub(super) fn cut(name: &str) -> String {
    const LONGEST: usize = 80;
    // A header cell of several lines is told in one, as sentences are.
    let lines: Vec<&str> = name.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let in_one_line = lines.join(" ");
    let name = if lines.len() > 1 { &in_one_line } else { name };
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let (start, end) = (name.chars().take(LONGEST - 20), name.chars().skip(length - 19));
    start.chain(['…']).chain(end).collect()
}

/// `a, b and c`; of many, the first ten and how many more there are.
pub(super) fn some(names: &[String]) -> String {
    const MOST: usize = 10;
    match names {
        [] => String::new(),
        [one] => cut(one),
        [all @ .., last] if names.len() <= MOST => {
            format!("{} and {}", all.iter().map(|name| cut(name)).collect::<Vec<_>>().join(", "), cut(last))
        }
        _ => {
            let first: Vec<String> = names[..MOST].iter().map(|name| cut(name)).collect();
            format!("{} and {} more", first.join(", "), names.len() - MOST)
        }
    }
}

/// A value as reports keep it: at most 200 characters.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_finding_stands_for_many_rows() {
        let mut doubts = Doubts::default();
        for line in 2..=14 {
            let amounts = Amounts { fte: 500_000, ..Amounts::default() };
            doubts.note_with(Doubt::UnknownProfession, line, Some(0), "Nursing", amounts);
        }
        let header = Header { names: vec!["Area".into()], ..Header::default() };
        let findings = doubts.findings(&header);
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].count, findings[0].line, findings[0].column.as_str()), (13, Some(2), "Area"));
        assert_eq!(findings[0].message, "“Nursing” is no profession we know: 13 rows with 6.5 FTE, ignored");
    }

    #[test]
    fn long_names_and_many_names_are_cut() {
        let name = format!("{}end", "a".repeat(200));
        assert_eq!((cut(&name).chars().count(), cut(&name).ends_with("…aaaaaaaaaaaaaaaaend")), (80, true));
        assert_eq!(cut("WTE in post"), "WTE in post");
        assert_eq!(cut("WTE\r\n in post"), "WTE in post");
        let names: Vec<String> = (0..12).map(|n| n.to_string()).collect();
        assert_eq!(some(&names), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more");
        assert_eq!((some(&names[..3]), some(&names[..1])), ("0, 1 and 2".to_owned(), "0".to_owned()));
    }

    #[test]
    fn a_column_of_ever_new_values_stays_bounded() {
        let mut doubts = Doubts::default();
        for n in 0..3000 {
            doubts.note(Doubt::UnknownBand, n, None, &n.to_string());
        }
        assert_eq!(doubts.findings(&Header::default()).len(), MOST_VALUES + 1);
    }
}
