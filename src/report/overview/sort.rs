//! What rows of tables are sorted by.

use std::cmp::Ordering;

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum SortKey {
    Text(String),
    Number(f64),
    /// Missing figures stand last, whichever way the table is sorted.
    Missing,
}

impl SortKey {
    /// The order of two keys: what is missing comes last, whichever way it goes.
    pub(in crate::report) fn compare(&self, other: &SortKey, descending: bool) -> Ordering {
        let order = match (self, other) {
            (SortKey::Missing, SortKey::Missing) => return Ordering::Equal,
            (SortKey::Missing, _) => return Ordering::Greater,
            (_, SortKey::Missing) => return Ordering::Less,
            (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
            (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
            (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
            (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}
