//! Quarters of a group by OHID's rule.

use super::clearly_above;

/// Which quarter of the organisations one lies in. On the screen always by its words, never as Q1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quarter {
    /// The quarter with the highest provision ratios.
    Highest,
    /// The next.
    SecondHighest,
    /// The next.
    SecondLowest,
    /// The quarter with the lowest.
    Lowest,
}

impl Quarter {
    /// The quarter of every value among these, in their order; `None` for all where there are fewer than
    /// four.
    ///
    /// ```
    /// use fairshare::model::statistics::Quarter;
    /// let quarters = Quarter::of(&[0.9, 1.4, 1.1, 0.7]).unwrap();
    /// assert_eq!(quarters[1].words(), "highest quarter");
    /// assert_eq!(quarters[3].words(), "lowest quarter");
    /// ```
    pub fn of(values: &[f64]) -> Option<Vec<Quarter>> {
        let quarter = |group| match group {
            0 | 1 => Quarter::Highest,
            2 => Quarter::SecondHighest,
            3 => Quarter::SecondLowest,
            _ => Quarter::Lowest,
        };
        Some(quantile_groups(values, 4)?.into_iter().map(quarter).collect())
    }

    /// The words on the screen and in files.
    pub const fn words(self) -> &'static str {
        match self {
            Quarter::Highest => "highest quarter",
            Quarter::SecondHighest => "second highest quarter",
            Quarter::SecondLowest => "second lowest quarter",
            Quarter::Lowest => "lowest quarter",
        }
    }
}

/// The group of every value among so many groups, 1 with the highest values, by the rule of OHID's
/// PHEindicatormethods (`phe_quantile`): with the rank in descending order, equal values sharing the
/// smaller, `⌊(Q + 1) − ⌈((n + 1) − rank)/(n/Q)⌉⌋`, and 0 → 1. `None` for fewer values than groups.
///
/// In whole numbers the inner quotient is `⌈(n + 1 − rank)·Q/n⌉`, which cannot come out as the 0 that the
/// published rule mends.
///
/// ```
/// use fairshare::model::statistics::quantile_groups;
/// let values = [10.0, 20.0, 20.0, 20.0, 50.0, 60.0, 70.0];
/// assert_eq!(quantile_groups(&values, 4), Some(vec![4, 2, 2, 2, 2, 1, 1]));
/// assert_eq!(quantile_groups(&values[..3], 4), None);
/// ```
pub fn quantile_groups(values: &[f64], groups: usize) -> Option<Vec<usize>> {
    if groups == 0 || values.len() < groups {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Values that are not above this one: n + 1 − rank.
    let not_above = |value: f64| sorted.partition_point(|other| !clearly_above(*other, value));
    Some(values.iter().map(|value| groups + 1 - (not_above(*value) * groups).div_ceil(values.len())).collect())
}
