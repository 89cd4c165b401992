//! What the columns of a file seem to mean, and what their cells say about the file.

use super::date::{self, Column, Moment};
use super::findings::shortened;
use super::header::{Header, stands_for};
use super::inspect::{BetterMapping, Guess};
use super::meaning::{Meaning, fold_header};
use super::number;
use super::record::Record;
use super::{DateOrder, DecimalMark, Kind, Mapping, Wide};

/// How many different cells of a column are shown as examples.
const SAMPLES: usize = 3;

/// A column, and what it seems to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGuess {
    /// How a mapping names it: by its header, or as `column 7`.
    pub reference: String,
    /// Its header, as the file writes it.
    pub header: String,
    /// What it means; `None` if it is not used.
    pub meaning: Option<Meaning>,
    /// Why, in words.
    pub reason: String,
    /// Whether its header announces personal data; then it is left out, and no cell of it is shown.
    pub personal: bool,
    /// Some of its cells.
    pub samples: Vec<String>,
}

/// The columns, in order.
pub(super) fn columns(header: &Header, data: &[&Record], mapping: &Mapping) -> Vec<ColumnGuess> {
    let names = header.own_names();
    let guess = |(column, name): (usize, &String)| {
        let own = !name.is_empty() && names.iter().filter(|other| fold_header(other) == fold_header(name)).count() == 1;
        let personal = header.personal.contains(&column);
        let meaning = header.at.iter().find(|(_, at)| **at == column).map(|(meaning, _)| *meaning);
        let wide = mapping.wide.as_ref().filter(|_| header.wide.iter().any(|(at, _)| *at == column));
        ColumnGuess {
            reference: if own { name.clone() } else { format!("column {}", column + 1) },
            header: name.clone(),
            meaning: meaning.or(wide.map(|wide| wide.of)),
            reason: reason(header, column, meaning, mapping),
            personal,
            samples: if personal { Vec::new() } else { samples(column, data) },
        }
    };
    names.iter().enumerate().map(guess).collect()
}

fn reason(header: &Header, column: usize, meaning: Option<Meaning>, mapping: &Mapping) -> String {
    let name = header.name(column);
    if let Some((_, value)) = header.wide.iter().find(|(at, _)| *at == column) {
        return format!("one of several columns, for {value}");
    }
    if let Some(meaning) = meaning {
        let chosen = mapping.columns.get(&meaning).is_some_and(Option::is_some);
        return match chosen {
            true => "chosen".to_owned(),
            false if header.line == 0 => "its place in the layout of the ODS etr file".to_owned(),
            false if fold_header(name) == fold_header(meaning.word()) => "headed as in our own layout".to_owned(),
            false => format!("{:?} is a known name for it", header.shown(column)),
        };
    }
    if let Some((_, read)) = header.doubles.iter().find(|(left_out, _)| *left_out == column) {
        return format!("means the same as {} (column {}), which is read", header.shown(*read), read + 1);
    }
    if header.personal.contains(&column) {
        return "personal data: left out, neither stored nor shown".to_owned();
    }
    if header.blank.contains(&column) || name.is_empty() {
        return "has no header".to_owned();
    }
    let folded = fold_header(name);
    let constant = mapping.constants.keys().find(|meaning| fold_header(meaning.word()) == folded);
    match constant {
        Some(meaning) => format!("not used: the mapping gives {} for the whole file", meaning.word()),
        None => "not used: no meaning we know has this name".to_owned(),
    }
}

fn samples(column: usize, data: &[&Record]) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for cell in data.iter().map(|record| record.row().cell(column)).filter(|cell| !cell.is_empty()) {
        if samples.len() == SAMPLES {
            break;
        }
        if !samples.iter().any(|sample| sample == cell) {
            samples.push(shortened(cell));
        }
    }
    samples
}

/// The file's own columns with one of these meanings.
fn columns_of<'a>(header: &'a Header, meanings: &'a [Meaning]) -> impl Iterator<Item = usize> + 'a {
    let single = meanings.iter().filter_map(|meaning| header.get(*meaning)).filter(|column| *column < header.width);
    single.chain(header.wide.iter().map(|(column, _)| *column))
}

const AMOUNTS: [Meaning; 10] = [
    Meaning::Fte,
    Meaning::Value,
    Meaning::LeaveFte,
    Meaning::VacancyFte,
    Meaning::Preceptee,
    Meaning::PlacementWeeks,
    Meaning::WeeksPerStudent,
    Meaning::Students,
    Meaning::Hours,
    Meaning::Days,
];

/// A cell that is an amount with a decimal comma and none with a point.
fn with_decimal_comma<'a>(header: &Header, data: &[&'a Record]) -> Option<&'a str> {
    let cells = columns_of(header, &AMOUNTS).flat_map(|column| data.iter().map(move |r| r.row().cell(column)));
    let mut cells = cells.filter(|cell| cell.contains(','));
    cells.find(|cell| number::read(cell, DecimalMark::Point).is_err() && number::read(cell, DecimalMark::Comma).is_ok())
}

pub(super) fn decimal_mark(header: &Header, data: &[&Record], mapping: &Mapping) -> Guess<DecimalMark> {
    let value = mapping.decimal_mark;
    let reason = match (value, with_decimal_comma(header, data)) {
        (DecimalMark::Comma, _) => "chosen".to_owned(),
        (DecimalMark::Point, Some(cell)) => {
            format!("a point unless you say otherwise, but {cell} looks like a decimal comma")
        }
        (DecimalMark::Point, None) => "a point, as in 1,234.5, unless you say otherwise".to_owned(),
    };
    Guess { value, reason }
}

/// A date in numbers whose order had to be known, read in one order.
fn in_order<'a>(header: &Header, data: &[&'a Record], order: DateOrder, fits: bool) -> Option<&'a str> {
    const DATES: [Meaning; 5] =
        [Meaning::Period, Meaning::StartDate, Meaning::OpenDate, Meaning::CloseDate, Meaning::MergedOn];
    let own = DATES.iter().filter_map(|meaning| header.get(*meaning)).filter(|column| *column < header.width);
    let mut cells = own.flat_map(|column| data.iter().map(move |record| record.row().cell(column)));
    let read = |cell: &str, order| matches!(date::read(cell, Column::Other, order), Ok(Moment::InOrder(_)));
    let other = if order == DateOrder::DayFirst { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    cells.find(|cell| if fits { read(cell, order) } else { !read(cell, order) && read(cell, other) })
}

pub(super) fn date_order(header: &Header, data: &[&Record], mapping: &Mapping) -> Guess<DateOrder> {
    let value = mapping.date_order;
    let order = match value {
        DateOrder::DayFirst => "day, month, year",
        DateOrder::MonthFirst => "month, day, year",
    };
    let reason = match (in_order(header, data, value, true), in_order(header, data, value, false)) {
        (_, Some(cell)) => format!("dates are read as {order}, but {cell} is none in that order"),
        (Some(cell), None) => format!("{cell} is read as {order}"),
        (None, None) => "no date here depends on it".to_owned(),
    };
    Guess { value, reason }
}

/// Mappings that may fit better than the one at hand.
pub(super) fn better(header: &Header, data: &[&Record], kind: Kind, mapping: &Mapping) -> Vec<BetterMapping> {
    let mut better = Vec::new();
    if let (DecimalMark::Point, Some(cell)) = (mapping.decimal_mark, with_decimal_comma(header, data)) {
        let mapping = Mapping { decimal_mark: DecimalMark::Comma, ..mapping.clone() };
        better.push(BetterMapping { mapping, reason: format!("{cell} looks like a number with a decimal comma") });
    }
    let day_first = mapping.date_order == DateOrder::DayFirst;
    if let (true, Some(cell)) = (day_first, in_order(header, data, DateOrder::DayFirst, false)) {
        let mapping = Mapping { date_order: DateOrder::MonthFirst, ..mapping.clone() };
        better.push(BetterMapping { mapping, reason: format!("{cell} is a date only if the month comes first") });
    }
    better.extend(wide(header, kind, mapping));
    better
}

/// The wide form, where several columns that mean nothing else are dates or professions.
fn wide(header: &Header, kind: Kind, mapping: &Mapping) -> Option<BetterMapping> {
    let (of, keys) = match kind {
        Kind::Workforce => (Meaning::Fte, [Meaning::Period, Meaning::Profession]),
        Kind::Placements => (Meaning::PlacementWeeks, [Meaning::AcademicYear, Meaning::Profession]),
        Kind::Demand => (Meaning::PlacementWeeks, [Meaning::AcademicYear, Meaning::Profession]),
        Kind::Organisations | Kind::Mergers => return None,
    };
    let open = |meaning| !header.has(meaning);
    let standing = |by| {
        let named = header.unmapped.iter().filter(|column| stands_for(header.name(**column), by, mapping));
        named.map(|column| header.name(*column)).collect::<Vec<_>>()
    };
    let by = keys.into_iter().find(|by| open(*by) && standing(*by).len() >= 2).filter(|_| open(of))?;
    let names = standing(by);
    let quoted: Vec<String> = names.iter().take(3).map(|name| format!("{name:?}")).collect();
    let more = if names.len() > quoted.len() { " …" } else { "" };
    let measure = if of == Meaning::Fte { "FTE" } else { "placement weeks" };
    let each = match by {
        Meaning::Period => "date",
        Meaning::AcademicYear => "academic year",
        _ => "profession",
    };
    let reason = format!("one column of {measure} for each {each}: {}{more}", quoted.join(", "));
    let wide = Some(Wide { of, by, columns: Default::default() });
    Some(BetterMapping { mapping: Mapping { kind: Some(kind), wide, ..mapping.clone() }, reason })
}
