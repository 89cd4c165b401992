//! What both floors that read files share: where the columns are, and how a cell becomes a number.

use std::path::Path;

use rustc_hash::FxHashMap;

/// The columns of the workforce file.
pub mod workforce {
    pub const DATE: usize = 0;
    /// Region to organisation name.
    pub const ORGANISATION: std::ops::RangeInclusive<usize> = 1..=6;
    pub const REGION_NAME: usize = 2;
    pub const ICS_NAME: usize = 4;
    pub const CODE: usize = 5;
    pub const NAME: usize = 6;
    pub const STAFF_GROUP: usize = 9;
    pub const CARE_SETTING: usize = 10;
    pub const LEVEL: usize = 11;
    pub const BAND: usize = 12;
    pub const FTE: usize = 13;
}

/// The columns of the placement file.
pub mod placements {
    pub const YEAR: usize = 0;
    /// Organisation code and name.
    pub const ORGANISATION: std::ops::RangeInclusive<usize> = 1..=2;
    pub const CODE: usize = 1;
    pub const NAME: usize = 2;
    pub const PROFESSION: usize = 3;
    pub const HEI: usize = 4;
    pub const PROGRAMME: usize = 5;
    pub const LEARNER: usize = 6;
    pub const STATUS: usize = 7;
    pub const STUDENTS: usize = 8;
    pub const WEEKS_EACH: usize = 9;
    pub const WEEKS: usize = 10;
    pub const HOURS: usize = 11;
    pub const DAYS: usize = 12;
    pub const MODEL: usize = 13;
    pub const START: usize = 14;
    pub const TEAM: usize = 15;
}

/// Gives every record after the header to `each`.
pub fn each_record(path: &Path, mut each: impl FnMut(&csv::ByteRecord)) {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_path(path).unwrap();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap() {
        each(&record);
    }
}

/// The bytes of neighbouring cells, one after the other.
pub fn cells(record: &csv::ByteRecord, columns: std::ops::RangeInclusive<usize>) -> &[u8] {
    let (start, end) = (record.range(*columns.start()).unwrap().start, record.range(*columns.end()).unwrap().end);
    &record.as_slice()[start..end]
}

/// What each text of a column means, worked out when it first comes. Rows repeat the text before them
/// more often than not, so that one is looked at first.
pub struct Known<T> {
    last: Option<(Vec<u8>, T)>,
    known: FxHashMap<Vec<u8>, T>,
}

impl<T: Copy> Known<T> {
    pub fn new() -> Known<T> {
        Known { last: None, known: FxHashMap::default() }
    }

    pub fn get(&mut self, text: &[u8], first: impl FnOnce(&str) -> T) -> T {
        if let Some((last, meaning)) = &self.last
            && last == text
        {
            return *meaning;
        }
        let meaning = match self.known.get(text) {
            Some(meaning) => *meaning,
            None => {
                let meaning = first(std::str::from_utf8(text).unwrap());
                self.known.insert(text.to_vec(), meaning);
                meaning
            }
        };
        let (last, held) = self.last.get_or_insert_with(|| (Vec::new(), meaning));
        last.clear();
        last.extend_from_slice(text);
        *held = meaning;
        meaning
    }
}

/// `12.5` as 12,500,000; `None` for an empty cell.
pub fn millionths(cell: &[u8]) -> Option<i64> {
    if cell.is_empty() {
        return None;
    }
    let (mut amount, mut places) = (0, None);
    for byte in cell {
        if *byte == b'.' {
            places = Some(0);
        } else {
            amount = amount * 10 + i64::from(byte - b'0');
            places = places.map(|places: u32| places + 1);
        }
    }
    Some(amount * 10_i64.pow(6 - places.unwrap_or(0)))
}

/// The unit of a placement row's measure, and its amount in millionths: the first measure with a value.
pub fn measure(record: &csv::ByteRecord) -> Option<(Unit, i64)> {
    use placements::{DAYS, HOURS, STUDENTS, WEEKS, WEEKS_EACH};
    let product = || Some(millionths(&record[STUDENTS])? / 1_000_000 * millionths(&record[WEEKS_EACH])?);
    (millionths(&record[WEEKS]).or_else(product).map(|weeks| (Unit::Weeks, weeks)))
        .or_else(|| Some((Unit::Hours, millionths(&record[HOURS])?)))
        .or_else(|| Some((Unit::Days, millionths(&record[DAYS])?)))
}

/// What a placement row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Weeks,
    Hours,
    Days,
}

/// `2017-09-30` as 20170930.
pub fn day(cell: &str) -> i64 {
    cell.bytes().filter(u8::is_ascii_digit).fold(0, |day, digit| day * 10 + i64::from(digit - b'0'))
}

/// The academic year, by the calendar year it starts in, of `2017-09-30` or `2017/18`.
pub fn academic_year(cell: &str) -> i64 {
    let year: i64 = cell[..4].parse().unwrap();
    let before_august = cell.len() == 10 && &cell[5..7] < "08";
    year - i64::from(before_august)
}
