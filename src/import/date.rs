//! Dates, months and academic years as files write them.

use jiff::civil::Date;

use super::DateOrder;
use super::reason::Reason;
use crate::model::{AcademicYear, Snapshot, is_missing};

/// Whether a column is *named* academic year: only there is `2009-10` a year and not a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    AcademicYear,
    Other,
}

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// The cell is blank or holds a mark for missing.
    Missing,
    /// A date, or the last day of a month: NHS snapshots are month ends.
    Day(Date),
    /// A date in numbers whose order had to be known, as `30/09/2017`.
    InOrder(Date),
    /// An academic year.
    Year(AcademicYear),
}

impl Moment {
    /// The snapshot of staff in post that it dates; `None` if missing.
    pub fn snapshot(self) -> Option<Snapshot> {
        match self {
            Moment::Missing => None,
            Moment::Day(day) | Moment::InOrder(day) => Some(Snapshot::On(day)),
            Moment::Year(year) => Some(Snapshot::In(year)),
        }
    }

    /// The day, where it names one.
    pub fn day(self) -> Option<Date> {
        match self {
            Moment::Day(day) | Moment::InOrder(day) => Some(day),
            Moment::Missing | Moment::Year(_) => None,
        }
    }
}

/// Reads a date, a month or an academic year; each lies in an academic year the program knows.
pub(super) fn read(cell: &str, column: Column, order: DateOrder) -> Result<Moment, Reason> {
    let moment = read_of_any_age(cell, column, order)?;
    match moment.snapshot() {
        Some(snapshot) if snapshot.academic_year().is_none() => Err(Reason::OutOfRange),
        _ => Ok(moment),
    }
}

/// The same for dates that lie in no academic year of data, such as the opening of a hospital.
pub(super) fn read_of_any_age(cell: &str, column: Column, order: DateOrder) -> Result<Moment, Reason> {
    let cell = cell.trim();
    if is_missing(cell) { Ok(Moment::Missing) } else { written(without_time(cell), column, order) }
}

fn written(text: &str, column: Column, order: DateOrder) -> Result<Moment, Reason> {
    if let Some(year) = text.strip_prefix("AY") {
        return written(year.trim_start(), Column::AcademicYear, order);
    }
    let parts: Vec<&str> =
        text.split(|c: char| "/-.–−,".contains(c) || c.is_whitespace()).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [one] => run_of_digits(one, column),
        [first, second] => match (month_named(first), month_named(second)) {
            (Some(month), None) => month_end(year(second)?, month),
            (None, Some(month)) => month_end(year_of_four(first)?, month),
            _ => two_numbers(first, second, column),
        },
        [first, second, third] => three_parts(first, second, third, order),
        _ => Err(Reason::NotADate),
    }
}

/// The text before a time of day: `2017-09-30T00:00:00`, `30/09/2017 00:00`.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else { return text };
    let clock = time.contains(':') && time.bytes().all(|b| b.is_ascii_digit() || b":.Z+-".contains(&b));
    if clock { day } else { text }
}

/// `201819`, `202409`, `2018`, `20180930`.
fn run_of_digits(text: &str, column: Column) -> Result<Moment, Reason> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Reason::NotADate);
    }
    match text.len() {
        4 => year_of_four(text).and(Err(Reason::SingleYear)),
        6 => two_numbers(&text[..4], &text[4..], column),
        8 => day(year_of_four(&text[..4])?, number(&text[4..6])?, number(&text[6..])?).map(Moment::Day),
        _ => Err(Reason::NotADate),
    }
}

/// `2018-19`, `2018/2019`, `18/19`, `2024-09`, `09/2024`.
fn two_numbers(first: &str, second: &str, column: Column) -> Result<Moment, Reason> {
    let (start, next) = (number(first)?, number(second)?);
    let academic = |start: i16| AcademicYear::starting(start).map(Moment::Year).ok_or(Reason::OutOfRange);
    match (first.len(), second.len()) {
        (4, 4) if next == start + 1 => academic(start),
        (4, 2) if next == (start + 1) % 100 => {
            if (1..=12).contains(&next) && column == Column::Other {
                return Err(Reason::AmbiguousYear);
            }
            academic(start)
        }
        (4, 1 | 2) => month_end(start, next),
        (1 | 2, 4) => month_end(next, start),
        (2, 2) if next == (start + 1) % 100 && column == Column::AcademicYear => academic(2000 + start),
        _ => Err(Reason::NotADate),
    }
}

/// `2017-09-30`, `30/09/2017`, `30/09/17`, `30 September 2017`, `30th Sep 17`, `September 30, 2017`.
fn three_parts(first: &str, second: &str, third: &str, order: DateOrder) -> Result<Moment, Reason> {
    if first.len() == 4 && number(first).is_ok() {
        let month = month_named(second).map_or_else(|| number(second), Ok)?;
        return day(number(first)?, month, number(third)?).map(Moment::Day);
    }
    if let Some(month) = month_named(first) {
        return day(year(third)?, month, day_number(second)?).map(Moment::Day);
    }
    if let Some(month) = month_named(second) {
        return day(year(third)?, month, day_number(first)?).map(Moment::Day);
    }
    let (day_of_month, month) = match order {
        DateOrder::DayFirst => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    day(year(third)?, number(month)?, number(day_of_month)?).map(Moment::InOrder)
}

/// The day of a month, perhaps with its ending: `30`, `1st`.
fn day_number(text: &str) -> Result<i16, Reason> {
    let endings = ["st", "nd", "rd", "th"];
    number(endings.iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text))
}

/// A year of four digits, or of two, which then belongs to this century.
fn year(text: &str) -> Result<i16, Reason> {
    if text.len() == 2 { Ok(2000 + number(text)?) } else { year_of_four(text) }
}

fn year_of_four(text: &str) -> Result<i16, Reason> {
    if text.len() == 4 { number(text) } else { Err(Reason::NotADate) }
}

fn number(text: &str) -> Result<i16, Reason> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().map_err(|_| Reason::NotADate) } else { Err(Reason::NotADate) }
}

fn day(year: i16, month: i16, day: i16) -> Result<Date, Reason> {
    let (month, day) = (i8::try_from(month), i8::try_from(day));
    let (Ok(month), Ok(day)) = (month, day) else { return Err(Reason::NoSuchDay) };
    Date::new(year, month, day).map_err(|_| Reason::NoSuchDay)
}

fn month_end(year: i16, month: i16) -> Result<Moment, Reason> {
    if !(1..=12).contains(&month) {
        return Err(Reason::NotADate);
    }
    Ok(Moment::Day(day(year, month, 1)?.last_of_month()))
}

/// The number of a month by its English name or the first three letters of it; also *Sept*.
fn month_named(text: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.to_ascii_lowercase();
    let is = |name: &&str| {
        **name == text || (text.len() == 3 && name.starts_with(&text)) || (text == "sept" && name.starts_with(&text))
    };
    MONTHS.iter().position(is).and_then(|index| i16::try_from(index + 1).ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(cell: &str, column: Column) -> Result<Moment, Reason> {
        super::read(cell, column, DateOrder::DayFirst)
    }

    fn on(cell: &str) -> Option<Date> {
        read(cell, Column::Other).unwrap_or_else(|e| panic!("{cell}: {e}")).day()
    }

    fn in_year(cell: &str, column: Column) -> String {
        match read(cell, column) {
            Ok(Moment::Year(year)) => year.to_string(),
            other => panic!("{cell}: {other:?}"),
        }
    }

    #[test]
    fn dates_are_read_in_every_form_and_in_uk_order() {
        for cell in [
            "2017-09-30",
            "2017/09/30",
            "20170930",
            "30/09/2017",
            "30/9/2017",
            "30-09-2017",
            "30.09.2017",
            "30/09/17",
            "30 September 2017",
            "30-Sep-17",
            "30th Sep 2017",
            "September 30, 2017",
            "2017-09-30T00:00:00",
            "2017-09-30 00:00:00",
            "30/09/2017 00:00",
            " 2017-09-30 ",
        ] {
            assert_eq!(on(cell), Some(date(2017, 9, 30)), "{cell}");
        }
        assert_eq!(on("01/02/2018"), Some(date(2018, 2, 1)));
        assert_eq!(read("01/02/2018", Column::Other), Ok(Moment::InOrder(date(2018, 2, 1))));
        let month_first = super::read("01/02/2018", Column::Other, DateOrder::MonthFirst);
        assert_eq!(month_first, Ok(Moment::InOrder(date(2018, 1, 2))));
    }

    #[test]
    fn a_month_is_its_last_day() {
        for cell in
            ["Sep-18", "Sept 18", "2018-SEP", "September 2018", "2018 September", "2018-09", "201809", "09/2018"]
        {
            assert_eq!(on(cell), Some(date(2018, 9, 30)), "{cell}");
        }
        assert_eq!(on("Feb-20"), Some(date(2020, 2, 29)));
        assert_eq!(on("2024-09"), Some(date(2024, 9, 30)));
    }

    #[test]
    fn academic_years_are_read_in_every_form() {
        for cell in [
            "2018/19",
            "2018-19",
            "2018–19",
            "201819",
            "2018/2019",
            "2018-2019",
            "2018 / 19",
            "AY 2018/19",
            "AY2018/19",
        ] {
            assert_eq!(in_year(cell, Column::AcademicYear), "2018/19", "{cell}");
        }
        assert_eq!(in_year("2018/19", Column::Other), "2018/19");
        assert_eq!(in_year("18/19", Column::AcademicYear), "2018/19");
        assert_eq!(in_year("1999/00", Column::Other), "1999/00");
    }

    #[test]
    fn what_may_be_month_or_year_is_a_year_only_in_a_column_named_so() {
        for (cell, year) in
            [("2008-09", "2008/09"), ("2011-12", "2011/12"), ("201112", "2011/12"), ("2000/01", "2000/01")]
        {
            assert_eq!(in_year(cell, Column::AcademicYear), year);
            assert_eq!(read(cell, Column::Other), Err(Reason::AmbiguousYear), "{cell}");
        }
        assert_eq!(in_year("2012-13", Column::Other), "2012/13");
    }

    #[test]
    fn leap_days_are_days_in_leap_years_only() {
        assert_eq!(on("29/02/2024"), Some(date(2024, 2, 29)));
        assert_eq!(read("29/02/2023", Column::Other), Err(Reason::NoSuchDay));
        assert_eq!(read("09/30/2017", Column::Other), Err(Reason::NoSuchDay));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (cell, reason) in [
            ("2018", Reason::SingleYear),
            ("2018/20", Reason::NotADate),
            ("18-Sep", Reason::NotADate),
            ("43008", Reason::NotADate),
            ("202509 to 202510", Reason::NotADate),
            ("1066-10-14", Reason::OutOfRange),
            ("9999/10000", Reason::NotADate),
            ("9999-12-31", Reason::OutOfRange),
            ("Q2", Reason::NotADate),
            ("١٢/٠٩/2017", Reason::NotADate),
            ("9998/9999", Reason::OutOfRange),
        ] {
            assert_eq!(read(cell, Column::Other), Err(reason), "{cell}");
        }
        assert_eq!(read("*", Column::Other), Ok(Moment::Missing));
    }
}
