//! Text to records, each with the physical line it begins on.
//!
//! The `csv` crate counts `\n` only, so that every row of a CR-only file is on line 1, and takes a quote
//! that never closes for the rest of the file without a word. Its core gives the control to do better; records
//! that are written plainly do not even need that.

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::plain;
use super::record::Record;

/// The largest record that is read: beyond it, a quote was opened and not closed.
pub(super) const LARGEST_RECORD: usize = 16 * 1024 * 1024;

/// What stops a file from being split into records.
#[derive(Debug)]
pub(super) enum Broken {
    Io(io::Error),
    /// The quote opened on this line never closes.
    UnclosedQuote(u64),
    /// The record that begins on this line holds a byte that no text has.
    Nul(u64),
    /// The record that begins on this line is larger than 16 MiB.
    TooLarge(u64),
    /// A workbook that cannot be read on, and why.
    Workbook(String),
}

/// What gives records, one after the other: a text, or a sheet of a workbook.
pub(super) trait RecordSource {
    /// Reads the next record that is not blank; false at the end.
    fn next(&mut self, record: &mut Record) -> Result<bool, Broken>;
    /// How many bytes of the file were read so far, as far as that can be said.
    fn bytes(&self) -> u64;
}

/// The records of a text, one after the other; lines without any character are nothing.
pub(super) struct Records<R> {
    text: R,
    core: Reader,
    delimiter: u8,
    /// Whether the core has read the first record, before which a byte-order mark may stand.
    begun: bool,
    line: u64,
    after_cr: bool,
}

impl<R: BufRead> Records<R> {
    pub fn new(text: R, delimiter: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Records { text, core, delimiter, begun: false, line: 1, after_cr: false }
    }

    pub fn text(&self) -> &R {
        &self.text
    }

    pub fn into_text(self) -> R {
        self.text
    }

    /// Reads the next record that is not blank; false at the end.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        while self.read(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn read(&mut self, record: &mut Record) -> Result<bool, Broken> {
        if !self.skip_line_ends()? {
            return Ok(false);
        }
        record.line = self.line;
        if !self.read_plain(record)? {
            self.read_any(record)?;
        }
        // Nearly always there is none of these.
        let bytes = &record.bytes[..record.length];
        if memchr::memchr3(b'\r', b'\n', 0, bytes).is_some() {
            if bytes.contains(&0) {
                return Err(Broken::Nul(record.line));
            }
            self.line = record.line + line_ends(bytes);
        }
        self.line += 1;
        Ok(true)
    }

    /// Reads a record that is plain; false if it is not.
    fn read_plain(&mut self, record: &mut Record) -> Result<bool, Broken> {
        let input = self.text.fill_buf().map_err(Broken::Io)?;
        let plain = if self.begun { plain::cut(input, self.delimiter, record) } else { None };
        if let Some(taken) = plain {
            self.text.consume(taken);
        }
        Ok(plain.is_some())
    }

    /// Reads a record in any form.
    fn read_any(&mut self, record: &mut Record) -> Result<(), Broken> {
        self.begun = true;
        (record.length, record.cells) = (0, 0);
        loop {
            if record.length == record.bytes.len() {
                let bigger = record.bytes.len() * 2;
                record.bytes.resize(bigger, 0);
            }
            if record.cells == record.ends.len() {
                let bigger = record.ends.len() * 2;
                record.ends.resize(bigger, 0);
            }
            if record.length > LARGEST_RECORD || record.cells > LARGEST_RECORD {
                return Err(Broken::TooLarge(record.line));
            }
            let input = self.text.fill_buf().map_err(Broken::Io)?;
            let at_end = input.is_empty();
            // At the end a line end is put in. A record that it does not finish is inside a quote.
            let input = if at_end { b"\n" } else { input };
            let (output, ends) = (&mut record.bytes[record.length..], &mut record.ends[record.cells..]);
            let (result, taken, written, ended) = self.core.read_record(input, output, ends);
            if taken > 0 {
                self.after_cr = input[taken - 1] == b'\r';
            }
            record.length += written;
            record.cells += ended;
            if at_end {
                self.after_cr = false;
            } else {
                self.text.consume(taken);
            }
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => break,
                ReadRecordResult::InputEmpty if at_end => return Err(Broken::UnclosedQuote(record.open_cell_line())),
                _ => {}
            }
        }
        Ok(())
    }

    /// Steps over empty lines; false at the end of the text.
    fn skip_line_ends(&mut self) -> Result<bool, Broken> {
        loop {
            let input = self.text.fill_buf().map_err(Broken::Io)?;
            let Some(&first) = input.first() else { return Ok(false) };
            match first {
                b'\n' if self.after_cr => self.after_cr = false,
                b'\n' => self.line += 1,
                b'\r' => {
                    self.line += 1;
                    self.after_cr = true;
                }
                _ => {
                    self.after_cr = false;
                    return Ok(true);
                }
            }
            self.text.consume(1);
        }
    }
}

impl<R: io::Read> RecordSource for Records<super::text::Text<R>> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        Records::next(self, record)
    }

    fn bytes(&self) -> u64 {
        self.text.count()
    }
}

impl Record {
    /// The line on which the cell that is not finished begins.
    fn open_cell_line(&self) -> u64 {
        let finished = self.cells.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.line + line_ends(&self.bytes[..finished])
    }
}

/// How many lines end in `bytes`: CR, LF and CRLF each end one.
fn line_ends(bytes: &[u8]) -> u64 {
    let single = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    let pairs = bytes.windows(2).filter(|pair| pair == b"\r\n").count();
    (single - pairs) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_and_cells(text: &str) -> Result<Vec<(u64, Vec<String>)>, Broken> {
        let mut records = Records::new(text.as_bytes(), b',');
        let (mut record, mut all) = (Record::new(), Vec::new());
        while records.next(&mut record)? {
            let row = record.row();
            all.push((row.line, row.cells().map(str::to_owned).collect()));
        }
        Ok(all)
    }

    fn lines(text: &str) -> Vec<u64> {
        lines_and_cells(text).unwrap().into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        assert_eq!(lines("a,b\nc,d\ne,f"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\nc,d\r\ne,f\r\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\rc,d\re,f\r"), [1, 2, 3]);
        assert_eq!(lines("a,b\n\nc,d\r\n\r\ne,f\r\rg,h"), [1, 3, 5, 7]);
    }

    #[test]
    fn blank_lines_are_nothing_but_count_as_lines() {
        assert_eq!(lines("\n\na,b\n  \n,,\nc,d\n\n"), [3, 6]);
    }

    #[test]
    fn a_line_end_inside_quotes_is_part_of_the_cell() {
        let all = lines_and_cells("a,\"two\nlines\"\r\nb,\"three\r\nmore\rlines\"\nc,d\n").unwrap();
        let starts: Vec<u64> = all.iter().map(|(line, _)| *line).collect();
        assert_eq!(starts, [1, 3, 6]);
        assert_eq!(all[0].1, ["a", "two\nlines"]);
    }

    #[test]
    fn doubled_quotes_and_delimiters_inside_quotes_are_text() {
        let all = lines_and_cells("\"a \"\"b\"\", c\",d\n").unwrap();
        assert_eq!(all[0].1, ["a \"b\", c", "d"]);
    }

    #[test]
    fn a_quote_that_never_closes_names_the_line_it_opened_on() {
        for (text, line) in [("a,b\nc,\"d\ne,f\n", 2), ("a,\"x\ny\",\"z\n1\n2", 2), ("\"", 1), ("a\rb\rc,\"d", 3)] {
            let broken = lines_and_cells(text);
            assert!(matches!(broken, Err(Broken::UnclosedQuote(l)) if l == line), "{text:?}: {broken:?}");
        }
        assert!(lines_and_cells("a,\"b\"").is_ok());
    }

    #[test]
    fn a_record_beyond_16_mib_is_refused() {
        let text = format!("a,b\n\"{}", "x\n".repeat(9 * 1024 * 1024));
        assert!(matches!(lines_and_cells(&text), Err(Broken::TooLarge(2))));
    }

    #[test]
    fn line_ends_split_between_two_reads_count_once() {
        let text = "a,b\r\n\"c\r\nd\",e\r\nf,g\r\n";
        let mut records = Records::new(io::BufReader::with_capacity(1, text.as_bytes()), b',');
        let (mut record, mut found) = (Record::new(), Vec::new());
        while records.next(&mut record).unwrap() {
            found.push(record.row().line);
        }
        assert_eq!(found, [1, 2, 4]);
    }
}
