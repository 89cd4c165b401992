//! Digests over stored rows, which notice what SQLite does not: its pages have no checksums.

use rusqlite::types::ValueRef;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use super::rows::Cells;

/// The digest of one source's rows, in the order in which they are stored.
pub(super) struct RowDigest(Xxh3);

impl RowDigest {
    pub(super) fn new() -> RowDigest {
        RowDigest(Xxh3::new())
    }

    /// Adds a row.
    pub(super) fn add(&mut self, cells: &Cells, columns: usize) {
        self.0.update(&bytes_of(cells, columns)[..8 + 8 * columns]);
    }

    pub(super) fn finish(&self) -> [u8; 16] {
        self.0.digest128().to_be_bytes()
    }
}

/// The digest of one row by itself.
pub(super) fn of_row(cells: &Cells) -> u64 {
    xxh3_64(&bytes_of(cells, Cells::MOST))
}

/// What digests see of a row: which of its cells are empty, then every cell.
fn bytes_of(cells: &Cells, columns: usize) -> [u8; 8 + 8 * Cells::MOST] {
    let mut bytes = [0; 8 + 8 * Cells::MOST];
    let mut empty: u64 = 0;
    for (at, (cell, room)) in cells.0[..columns].iter().zip(bytes[8..].chunks_exact_mut(8)).enumerate() {
        empty |= u64::from(cell.is_none()) << at;
        room.copy_from_slice(&cell.unwrap_or(0).to_le_bytes());
    }
    bytes[..8].copy_from_slice(&empty.to_le_bytes());
    bytes
}

/// The hash of one row of a small table: its table's name and every value with its type and length.
pub(super) fn row_hash<'a>(table: &str, values: impl IntoIterator<Item = ValueRef<'a>>) -> u128 {
    let mut bytes = Vec::with_capacity(128);
    bytes.extend_from_slice(table.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => bytes.push(0),
            ValueRef::Integer(number) => {
                bytes.push(1);
                bytes.extend_from_slice(&number.to_le_bytes());
            }
            ValueRef::Real(number) => {
                bytes.push(2);
                bytes.extend_from_slice(&number.to_bits().to_le_bytes());
            }
            ValueRef::Text(text) | ValueRef::Blob(text) => {
                bytes.push(if matches!(value, ValueRef::Text(_)) { 3 } else { 4 });
                bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
                bytes.extend_from_slice(text);
            }
        }
    }
    xxh3_128(&bytes)
}
