//! The first records of a file, in which its header is looked for.

use super::record::Record;
use super::records::Records;

/// How many records at the start of a file may be title lines before its header.
pub(super) const DEEPEST: usize = 100;

/// The start of a file.
pub(super) enum Head {
    /// Of a text, whose delimiter is still to be found.
    Text {
        text: String,
        /// Whether it is all there is.
        whole: bool,
    },
    /// Of a sheet.
    Sheet(Vec<Record>),
}

impl Head {
    /// Its records; of a text that goes on, the last one does not count, since it may be cut.
    pub fn records(&self, delimiter: u8) -> Vec<Record> {
        let (text, whole) = match self {
            Head::Sheet(records) => return records.clone(),
            Head::Text { text, whole } => (text, *whole),
        };
        let mut records = Records::new(text.as_bytes(), delimiter);
        let (mut record, mut all) = (Record::new(), Vec::new());
        while all.len() < DEEPEST {
            let Ok(true) = records.next(&mut record) else { break };
            if !whole && records.text().is_empty() && !all.is_empty() {
                break;
            }
            all.push(record.clone());
        }
        all
    }

    /// Whether it is a text, which has delimiters.
    pub fn is_text(&self) -> bool {
        matches!(self, Head::Text { .. })
    }
}
