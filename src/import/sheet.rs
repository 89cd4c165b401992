//! Cells of workbooks as text, within what a table can come to.

use super::DecimalMark;
use super::record::Record;
use super::records::{Broken, LARGEST_RECORD};
use super::serial::Epoch;

/// How many rows and columns a sheet can have.
pub(super) const MOST_ROWS: u64 = 1_048_576;
pub(super) const MOST_COLUMNS: usize = 16_384;

/// How many cells, blank ones before others counted, and how many bytes of text a sheet may come to.
/// A small file can promise any number of either. (Tests wait for fewer.)
const MOST_CELLS: u64 = if cfg!(test) { 2_000_000 } else { 100_000_000 };
const MOST_TEXT: u64 = 4 * 1024 * 1024 * 1024;

/// Fills records with cells, and stops where a sheet is larger than any table.
pub(super) struct Filler {
    cells: u64,
    text: u64,
    mark: DecimalMark,
}

impl Filler {
    pub fn new(mark: DecimalMark) -> Filler {
        Filler { cells: MOST_CELLS, text: MOST_TEXT, mark }
    }

    /// Adds a cell in `column`, with blank ones before it.
    pub fn put(&mut self, record: &mut Record, column: usize, text: &str) -> Result<(), Broken> {
        let blanks = column.checked_sub(record.len()).filter(|_| column < MOST_COLUMNS);
        let Some(blanks) = blanks else { return Err(disorder(record.line)) };
        let cells = blanks as u64 + 1;
        if self.cells < cells || self.text < text.len() as u64 {
            return Err(Broken::Workbook("has a sheet of more cells than a table can have".to_owned()));
        }
        self.cells -= cells;
        self.text -= text.len() as u64;
        if record.length + text.len() > LARGEST_RECORD {
            return Err(Broken::TooLarge(record.line));
        }
        record.resize(column);
        record.push(text);
        Ok(())
    }

    /// A number as the reader of numbers expects it in this file: with its decimal mark, and with the 15
    /// digits that spreadsheets show of it (they keep 0.1 + 0.2 as 0.30000000000000004).
    pub fn number(&self, number: f64) -> String {
        let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string();
        match self.mark {
            DecimalMark::Point => shown,
            DecimalMark::Comma => shown.replace('.', ","),
        }
    }

    /// A cell that is shown as a date or a time, as such: a day of our time as a date; any other as what
    /// is seen of it, so that hours shown as `7:30` are not read as the 0.3125 days behind them.
    pub fn date(&self, serial: f64, epoch: Epoch) -> String {
        match epoch.day(serial) {
            Some((day, _)) => day.to_string(),
            None if (0.0..1.0).contains(&serial) => self.time(serial),
            None => format!("day {}", self.number(serial)),
        }
    }

    /// A length of time in days, as it is shown: `36:30`.
    pub fn time(&self, days: f64) -> String {
        let minutes = (days * 24.0 * 60.0).round();
        format!("{}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0))
    }
}

/// Cells or rows that do not come one after the other, as every program writes them.
pub(super) fn disorder(line: u64) -> Broken {
    Broken::Workbook(format!("is a damaged workbook: its cells around row {line} are out of order"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_spreadsheets_show_them() {
        let filler = Filler::new(DecimalMark::Point);
        for (number, text) in [
            (0.1 + 0.2, "0.3"),
            (20988.89046, "20988.89046"),
            (1.0, "1"),
            (0.047, "0.047"),
            (-3.5, "-3.5"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(filler.number(number), text);
        }
        assert_eq!(Filler::new(DecimalMark::Comma).number(0.5), "0,5");
        assert_eq!(filler.date(43008.0, Epoch::From1900), "2017-09-30");
        assert_eq!(filler.date(0.3125, Epoch::From1900), "7:30");
        assert_eq!(filler.date(5.5, Epoch::From1900), "day 5.5");
        assert_eq!(filler.time(1.5), "36:00");
    }

    #[test]
    fn blank_cells_before_others_are_counted() {
        let (mut filler, mut record) = (Filler::new(DecimalMark::Point), Record::new());
        filler.cells = 20_000;
        record.start(1);
        assert!(filler.put(&mut record, MOST_COLUMNS - 1, "x").is_ok());
        assert!(filler.put(&mut record, MOST_COLUMNS, "x").is_err());
        record.start(2);
        assert!(matches!(filler.put(&mut record, MOST_COLUMNS - 1, "x"), Err(Broken::Workbook(_))));
    }
}
