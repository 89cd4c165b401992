//! What a newer edition changes: rows the same, different, added and gone.

use std::fmt;

use super::digest::of_row;
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
        Row { whole: of_row(&whole), about: of_row(&about) }
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

/// What becomes of the rows of `old` when those of `new` take their place. Rows that say the same in every
/// column are the same; of the others, those about the same are different.
pub(super) fn compare(mut old: Vec<Row>, mut new: Vec<Row>) -> RowChanges {
    let same = take_pairs(&mut old, &mut new, |row| row.whole);
    let different = take_pairs(&mut old, &mut new, |row| row.about);
    RowChanges { same, different, added: new.len() as u64, gone: old.len() as u64 }
}

/// Takes a row off either side for each two with the same key, and says how many pairs that were. Sorted
/// lists take less memory than tables of millions of rows, and are gone through in order.
fn take_pairs(old: &mut Vec<Row>, new: &mut Vec<Row>, key: impl Fn(&Row) -> u64) -> u64 {
    old.sort_unstable_by_key(&key);
    new.sort_unstable_by_key(&key);
    let (before, mut next, mut kept) = (old.len(), 0, 0);
    old.retain(|row| {
        while new.get(next).is_some_and(|other| key(other) < key(row)) {
            new[kept] = new[next];
            (next, kept) = (next + 1, kept + 1);
        }
        let paired = new.get(next).is_some_and(|other| key(other) == key(row));
        next += usize::from(paired);
        !paired
    });
    new.drain(kept..next);
    (before - old.len()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_paired_whole_first_and_then_by_what_they_are_about() {
        let rows =
            |rows: &[(u64, u64)]| rows.iter().map(|(whole, about)| Row { whole: *whole, about: *about }).collect();
        let compared = |old: &[(u64, u64)], new: &[(u64, u64)]| {
            let RowChanges { same, different, added, gone } = compare(rows(old), rows(new));
            [same, different, added, gone]
        };
        assert_eq!(compared(&[], &[]), [0, 0, 0, 0]);
        assert_eq!(compared(&[(1, 1), (2, 2)], &[]), [0, 0, 0, 2]);
        assert_eq!(compared(&[], &[(1, 1), (2, 2)]), [0, 0, 2, 0]);
        assert_eq!(compared(&[(1, 1), (2, 2)], &[(2, 2), (1, 1)]), [2, 0, 0, 0]);
        // Of two copies one is gone; 5 and 6 are about the same; 9 is new before all others, 0 after them.
        assert_eq!(compared(&[(1, 1), (1, 1), (5, 3), (7, 4)], &[(0, 9), (6, 3), (1, 1), (8, 0)]), [1, 1, 2, 2]);
    }
}
