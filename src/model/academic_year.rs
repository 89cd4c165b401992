//! Academic years and the moments a workforce was counted.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};

/// An academic year, 1 August to 31 July, written `2018/19` and known by the year it starts in.
///
/// ```
/// use fairshare::model::AcademicYear;
/// use jiff::civil::date;
/// let year: AcademicYear = "2018/19".parse().unwrap();
/// assert_eq!(AcademicYear::containing(date(2019, 7, 31)), Some(year));
/// assert_eq!(AcademicYear::containing(date(2019, 8, 1)), Some(year.next().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(i16);

impl AcademicYear {
    /// The first and the last year that the program reads.
    pub const RANGE: std::ops::RangeInclusive<i16> = 1950..=2150;

    /// The academic year that starts on 1 August of `start`; `None` outside [`Self::RANGE`].
    pub fn starting(start: i16) -> Option<AcademicYear> {
        Self::RANGE.contains(&start).then_some(AcademicYear(start))
    }

    /// The academic year that `day` lies in; `None` outside [`Self::RANGE`].
    pub fn containing(day: Date) -> Option<AcademicYear> {
        Self::starting(if day.month() >= 8 { day.year() } else { day.year() - 1 })
    }

    /// The calendar year in which it starts.
    pub const fn start(self) -> i16 {
        self.0
    }

    /// The year after; `None` past the last one the program reads.
    pub fn next(self) -> Option<AcademicYear> {
        Self::starting(self.0 + 1)
    }

    /// 31 January of the year: the middle of it, from which the nearest snapshot is measured.
    pub fn middle(self) -> Date {
        date(self.0 + 1, 1, 31)
    }
}

impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// Why a text names no academic year.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not an academic year such as 2018/19")]
pub struct NotAnAcademicYear;

impl FromStr for AcademicYear {
    type Err = NotAnAcademicYear;

    /// Reads `2018/19`, `2018-19`, `2018/2019`, `201819` and `2018`, as a person types them. In files,
    /// where `2011-12` may also be a month, `import::date` decides.
    fn from_str(text: &str) -> Result<AcademicYear, NotAnAcademicYear> {
        let text = text.trim();
        let (first, second) = match text.split_once(['/', '-', '–']) {
            Some((first, second)) => (first.trim(), second.trim()),
            None if text.len() == 6 && text.is_ascii() => text.split_at(4),
            None => (text, ""),
        };
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if first.len() != 4 || !digits(first) || !digits(second) {
            return Err(NotAnAcademicYear);
        }
        let start: i16 = first.parse().map_err(|_| NotAnAcademicYear)?;
        let follows = match second.len() {
            0 => second.len() == text.len() - first.len(),
            2 => second.parse() == Ok((start + 1) % 100),
            4 => second.parse() == Ok(start + 1),
            _ => false,
        };
        if follows { Self::starting(start).ok_or(NotAnAcademicYear) } else { Err(NotAnAcademicYear) }
    }
}

/// The moment a workforce row describes: staff in post on one date, or a row that names an academic
/// year instead of a date, which is one snapshot of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Snapshot {
    /// Staff in post on that date.
    On(Date),
    /// The row gives the academic year only.
    In(AcademicYear),
}

impl Snapshot {
    /// The academic year the snapshot belongs to; `None` for a date outside [`AcademicYear::RANGE`].
    pub fn academic_year(self) -> Option<AcademicYear> {
        match self {
            Snapshot::On(day) => AcademicYear::containing(day),
            Snapshot::In(year) => Some(year),
        }
    }

    /// The day it stands for when snapshots are put in order: the date, or the middle of the year.
    pub fn day(self) -> Date {
        match self {
            Snapshot::On(day) => day,
            Snapshot::In(year) => year.middle(),
        }
    }
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Snapshot::On(day) => write!(f, "{day}"),
            Snapshot::In(year) => write!(f, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_academic_year_is_read_in_every_form_people_type() {
        for text in ["2018/19", "2018-19", "2018/2019", "201819", "2018", " 2018/19 "] {
            assert_eq!(text.parse::<AcademicYear>().map(|y| y.to_string()), Ok("2018/19".into()), "{text}");
        }
        assert_eq!("1999/00".parse::<AcademicYear>().unwrap().to_string(), "1999/00");
    }

    #[test]
    fn two_digits_that_do_not_follow_on_are_refused() {
        for text in ["2018/20", "18/19", "2018/9", "", "2018/", "abc", "2024-09", "99999", "20181x"] {
            assert_eq!(text.parse::<AcademicYear>(), Err(NotAnAcademicYear), "{text}");
        }
    }
}
