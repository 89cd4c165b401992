//! What a newer edition changes: rows the same, different, added and gone.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use super::error::StoreError;
use super::rows::Cells;
use crate::model::SourceKind;

/// How the rows of a newer edition differ from those whose place they take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowChanges {
    /// Rows that both have.
    pub same: u64,
    /// Rows that both have, with other figures.
    pub different: u64,
    /// Rows that only the newer edition has.
    pub added: u64,
    /// Rows that only the earlier one has.
    pub gone: u64,
}

impl fmt::Display for RowChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let RowChanges { same, different, added, gone } = self;
        write!(f, "rows: {same} the same, {different} different, {added} added, {gone} gone")
    }
}

/// A row by its digests: all that it says, and what it is about. Eight bytes each, because a plan has
/// millions of rows: that any two of them share one by chance is less likely than one in a million, and would
/// miscount one row.
#[derive(Clone, Copy)]
pub(super) struct Row {
    whole: u64,
    about: u64,
}

impl Row {
    /// The line does not count, so that rows in another order are the same.
    pub(super) fn of(organisation: i64, kind: SourceKind, cells: &Cells) -> Row {
        let mut about = Cells::default();
        for (column, cell) in cells.0.iter().enumerate().filter(|(column, _)| is_about(kind, *column)) {
            about.0[column] = *cell;
        }
        about.0[0] = Some(organisation);
        let mut whole = *cells;
        (whole.0[0], whole.0[1]) = (None, None);
        Row { whole: digest(&whole), about: digest(&about) }
    }
}

/// Whether a column says what a row is about, and not how much. The organisation is told apart from its
/// name, which may be written otherwise.
fn is_about(kind: SourceKind, column: usize) -> bool {
    match kind {
        SourceKind::Workforce => matches!(column, 3..=7 | 12),
        SourceKind::Placements => matches!(column, 3..=8 | 13..=15),
        SourceKind::Demand => matches!(column, 2..=5),
        SourceKind::Organisations | SourceKind::Mergers => false,
    }
}

fn digest(cells: &Cells) -> u64 {
    let mut digest = super::digest::RowDigest::new();
    digest.add(cells, Cells::MOST);
    u128::from_be_bytes(digest.finish()) as u64
}

/// Reads rows one after the other, as often as it is asked.
pub(super) type Each<'a> = &'a dyn Fn(&mut dyn FnMut(Row)) -> Result<(), StoreError>;

/// What becomes of the rows of `old` when those of `new` take their place. Rows that say the same in every
/// column are the same; of the others, those about the same are different.
pub(super) fn compare(old: Each<'_>, new: Each<'_>) -> Result<RowChanges, StoreError> {
    let mut changes = RowChanges::default();
    let mut left: Counts = Counts::default();
    old(&mut |row| *left.entry(row.whole).or_default() += 1)?;
    let mut came: Counts = Counts::default();
    new(&mut |row| match left.get_mut(&row.whole).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            changes.same += 1;
        }
        None => *came.entry(row.about).or_default() += 1,
    })?;
    old(&mut |row| {
        let Some(count) = left.get_mut(&row.whole).filter(|count| **count > 0) else { return };
        *count -= 1;
        match came.get_mut(&row.about).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                changes.different += 1;
            }
            None => changes.gone += 1,
        }
    })?;
    changes.added = came.values().map(|count| u64::from(*count)).sum();
    Ok(changes)
}

type Counts = HashMap<u64, u32, BuildHasherDefault<Taken>>;

/// Takes a digest as it is.
#[derive(Default)]
struct Taken(u64);

impl Hasher for Taken {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}
