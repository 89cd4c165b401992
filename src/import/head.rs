//! The first records of a file, in which its header is looked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::record::Record;
use super::records::Records;

/// How many records at the start of a file may be title lines before its header.
pub(super) const DEEPEST: usize = 100;

/// The start of a file. It is looked at again for every kind that it may be, and is cut into records
/// once for each delimiter.
pub(super) struct Head {
    source: Source,
    cut: RefCell<BTreeMap<u8, Rc<[Record]>>>,
}

enum Source {
    /// A text, whose delimiter is still to be found; and whether it is all there is.
    Text(String, bool),
    Sheet(Rc<[Record]>),
}

impl Head {
    /// The start of a text, which may be all of it.
    pub fn of_text(text: String, whole: bool) -> Head {
        Head { source: Source::Text(text, whole), cut: RefCell::default() }
    }

    /// The first records of a sheet.
    pub fn of_sheet(records: Vec<Record>) -> Head {
        Head { source: Source::Sheet(records.into()), cut: RefCell::default() }
    }

    /// Its records; of a text that goes on, the last one does not count, since it may be cut.
    pub fn records(&self, delimiter: u8) -> Rc<[Record]> {
        match &self.source {
            Source::Sheet(records) => Rc::clone(records),
            Source::Text(text, whole) => {
                let mut known = self.cut.borrow_mut();
                Rc::clone(known.entry(delimiter).or_insert_with(|| cut(text, *whole, delimiter).into()))
            }
        }
    }

    /// Its text, and whether that is all there is; `None` for a sheet.
    pub fn text(&self) -> Option<(&str, bool)> {
        match &self.source {
            Source::Text(text, whole) => Some((text, *whole)),
            Source::Sheet(_) => None,
        }
    }

    /// The line of a row that takes most of what is looked at and does not end there: a header so long, or
    /// one after such a row, cannot be seen.
    pub fn too_long(&self) -> Option<u64> {
        let (text, false) = self.text()? else { return None };
        let mut records = Records::new(text.as_bytes(), b',');
        let mut record = Record::new();
        // A quote that is open at the end cuts the row just the same.
        while let Ok(true) = records.next(&mut record) {
            if records.text().is_empty() {
                break;
            }
        }
        (record.length > text.len() / 2).then_some(record.line)
    }

    /// Whether it is a text, which has delimiters.
    pub fn is_text(&self) -> bool {
        matches!(self.source, Source::Text(..))
    }

    /// Whether it is a sheet without rows.
    pub fn is_empty_sheet(&self) -> bool {
        matches!(&self.source, Source::Sheet(records) if records.is_empty())
    }
}

fn cut(text: &str, whole: bool, delimiter: u8) -> Vec<Record> {
    let mut records = Records::new(text.as_bytes(), delimiter);
    let (mut record, mut all) = (Record::new(), Vec::new());
    while all.len() < DEEPEST {
        let Ok(true) = records.next(&mut record) else { break };
        if !whole && records.text().is_empty() {
            break;
        }
        all.push(record.clone());
    }
    all
}
