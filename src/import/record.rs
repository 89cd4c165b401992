//! One record of a file: its cells as text, and the line on which it begins.

/// One record. Reused from row to row.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) bytes: Vec<u8>,
    pub(super) ends: Vec<usize>,
    pub(super) length: usize,
    pub(super) cells: usize,
    pub(super) line: u64,
}

/// A record to read from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub line: u64,
    text: &'a str,
    ends: &'a [usize],
}

impl Record {
    pub fn new() -> Record {
        Record { bytes: vec![0; 4096], ends: vec![0; 64], length: 0, cells: 0, line: 0 }
    }

    /// The record as text. The input is UTF-8 and is cut at ASCII only, so it is UTF-8 again.
    pub fn row(&self) -> Row<'_> {
        let text = std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default();
        Row { line: self.line, text, ends: &self.ends[..self.cells] }
    }

    /// Whether no cell holds anything; most records show it by their first letter.
    pub fn is_blank(&self) -> bool {
        let first = self.bytes[..self.length].first();
        !first.is_some_and(u8::is_ascii_graphic) && self.row().is_blank()
    }

    /// Empties the record for the row on `line`.
    pub fn start(&mut self, line: u64) {
        (self.line, self.length, self.cells) = (line, 0, 0);
    }

    /// How many cells the record has.
    pub fn len(&self) -> usize {
        self.cells
    }

    /// Adds a cell.
    pub fn push(&mut self, text: &str) {
        let end = self.length + text.len();
        if end > self.bytes.len() {
            self.bytes.resize(end.next_power_of_two(), 0);
        }
        self.bytes[self.length..end].copy_from_slice(text.as_bytes());
        self.end_cell(end);
    }

    /// Adds a cell with the text of the cell in `column`.
    pub fn push_copy(&mut self, column: usize) {
        let start = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        let (from, end) = (start..self.ends[column], self.length + self.ends[column] - start);
        if end > self.bytes.len() {
            self.bytes.resize(end.next_power_of_two(), 0);
        }
        self.bytes.copy_within(from, self.length);
        self.end_cell(end);
    }

    /// Gives the record `cells` cells: blank ones are added, any beyond are taken off.
    pub fn resize(&mut self, cells: usize) {
        while self.cells < cells {
            self.end_cell(self.length);
        }
        self.cells = cells;
        self.length = cells.checked_sub(1).map_or(0, |last| self.ends[last]);
    }

    fn end_cell(&mut self, end: usize) {
        if self.cells == self.ends.len() {
            self.ends.resize((self.cells * 2).max(64), 0);
        }
        self.ends[self.cells] = end;
        self.cells += 1;
        self.length = end;
    }
}

impl<'a> Row<'a> {
    /// Whether any of its cells holds a line end. Nearly always none does.
    pub fn has_line_end(self) -> bool {
        memchr::memchr2(b'\n', b'\r', self.text.as_bytes()).is_some()
    }

    /// How many cells the record has.
    pub fn len(self) -> usize {
        self.ends.len()
    }

    /// The cell in column `index`, from 0, without blanks around it; empty where the row is too short.
    pub fn cell(self, index: usize) -> &'a str {
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let end = self.ends.get(index).copied();
        let (Some(start), Some(end)) = (start, end) else { return "" };
        trimmed(self.text.get(start..end).unwrap_or_default())
    }

    /// The cells, in order.
    pub fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |index| self.cell(index))
    }

    /// The same row with its first `cells` cells only.
    pub fn first(self, cells: usize) -> Row<'a> {
        let ends = &self.ends[..cells.min(self.ends.len())];
        let length = ends.last().copied().unwrap_or(0);
        Row { line: self.line, text: self.text.get(..length).unwrap_or_default(), ends }
    }

    /// Whether no cell holds anything.
    pub fn is_blank(self) -> bool {
        self.text.trim_start().is_empty()
    }

    /// A number that two records share only if they are the same: 128 bits, so that chance plays no part.
    pub fn fingerprint(self) -> u128 {
        let shape = self
            .ends
            .iter()
            .fold(0u64, |sum, end| (sum.rotate_left(7) ^ *end as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        xxhash_rust::xxh3::xxh3_128_with_seed(self.text.as_bytes(), shape)
    }
}

/// A cell without blanks around it, or the byte-order mark of a file that was appended; most have none.
fn trimmed(cell: &str) -> &str {
    let solid = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_graphic);
    if solid(cell.as_bytes().first()) && solid(cell.as_bytes().last()) {
        return cell;
    }
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_added_copied_and_taken_off() {
        let mut record = Record::new();
        record.start(3);
        record.push(" a ");
        record.push(&"é".repeat(4000));
        record.resize(4);
        record.push_copy(1);
        assert_eq!((record.len(), record.row().cell(0), record.row().cell(3)), (5, "a", ""));
        assert_eq!(record.row().cell(4), record.row().cell(1));
        record.resize(1);
        record.push("z");
        assert_eq!(record.row().cells().collect::<Vec<_>>(), ["a", "z"]);
        assert_eq!(record.row().first(1).cells().collect::<Vec<_>>(), ["a"]);
        record.resize(0);
        assert!(record.row().is_blank());
    }
}
