//! Dates as workbooks keep them: days since an epoch.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day from which a workbook counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    /// Excel on Windows, and LibreOffice: 1 is 1 January 1900, with a 29 February 1900 that never was.
    From1900,
    /// Excel on old Macs: 0 is 1 January 1904.
    From1904,
}

impl Epoch {
    /// The day and the part of it that a number stands for, of the days from 1950 to 2150 only: any
    /// other number is a number.
    pub fn day(self, serial: f64) -> Option<(Date, f64)> {
        // From March 1900 on, counting from 30 December 1899 makes up for the day that never was.
        let zero = match self {
            Epoch::From1900 => date(1899, 12, 30),
            Epoch::From1904 => date(1904, 1, 1),
        };
        if !(0.0..100_000.0).contains(&serial) {
            return None;
        }
        let day = zero.checked_add((serial.floor() as i64).days()).ok()?;
        (1950..=2150).contains(&day.year()).then_some((day, serial.fract()))
    }

    /// The day that a cell of digits stands for.
    pub fn day_of_text(self, cell: &str) -> Option<Date> {
        let number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if number && cell.len() >= 5 { self.day(cell.parse().ok()?).map(|(day, _)| day) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_epochs_count_to_the_same_day() {
        assert_eq!(Epoch::From1900.day(43008.0), Some((date(2017, 9, 30), 0.0)));
        assert_eq!(Epoch::From1904.day(41546.5), Some((date(2017, 9, 30), 0.5)));
        assert_eq!(Epoch::From1900.day_of_text("43008.25"), Some(date(2017, 9, 30)));
        assert_eq!(Epoch::From1900.day_of_text("43890"), Some(date(2020, 2, 29)));
    }

    #[test]
    fn what_is_no_day_of_our_time_stays_a_number() {
        for serial in [-1.0, 0.0, 5.0, 201_819.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Epoch::From1900.day(serial), None, "{serial}");
        }
        for text in ["", "5", "2018", "abcde", "1.2.3.4", "201819"] {
            assert_eq!(Epoch::From1900.day_of_text(text), None, "{text}");
        }
    }
}
