//! Ranks, never without their intervals.

use super::{Interval, clearly_above};

/// An organisation's place by provision ratio, 1 for the highest, and the places it could as well have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    /// The place of its ratio as it is; equal ratios share the better place.
    pub place: usize,
    /// The best place it could have.
    pub from: usize,
    /// The worst place it could have.
    pub to: usize,
}

/// The rank of every organisation among these, in their order: provision ratios, and their intervals
/// around them.
///
/// Two organisations change places unless their intervals lie apart:
/// `from = 1 + #{j: low_j > high_k}`, `to = N − #{j: high_j < low_k}`. A league table without this spread
/// claims an order that the figures do not hold (Goldstein and Spiegelhalter 1996).
///
/// ```
/// use fairshare::model::statistics::{Interval, Rank, ranks};
/// let organisations = [(1.0, 0.8, 1.3), (2.0, 1.6, 2.5), (1.2, 0.9, 1.7)];
/// let ranks = ranks(organisations.map(|(ratio, low, high)| (ratio, Interval { low, high })).as_slice());
/// assert_eq!(ranks[0], Rank { place: 3, from: 2, to: 3 });
/// assert_eq!(ranks[1], Rank { place: 1, from: 1, to: 2 });
/// assert_eq!(ranks[2], Rank { place: 2, from: 1, to: 3 });
/// ```
pub fn ranks(organisations: &[(f64, Interval)]) -> Vec<Rank> {
    let sorted = |figure: fn(&(f64, Interval)) -> f64| {
        let mut figures: Vec<f64> = organisations.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures
    };
    let (ratios, lows, highs) = (sorted(|of| of.0), sorted(|of| of.1.low), sorted(|of| of.1.high));
    let count = organisations.len();
    let rank = |(ratio, interval): &(f64, Interval)| Rank {
        place: 1 + count - ratios.partition_point(|other| !clearly_above(*other, *ratio)),
        from: 1 + count - lows.partition_point(|low| *low <= interval.high),
        to: count - highs.partition_point(|high| *high < interval.low),
    };
    organisations.iter().map(rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ratios_share_the_better_place_even_when_their_last_bits_differ() {
        let wide = Interval { low: 0.0, high: 9.0 };
        let ratios = [0.3, 0.1 + 0.2, 0.9, 0.1];
        let ranks = ranks(&ratios.map(|ratio| (ratio, wide)));
        assert_eq!(ranks.iter().map(|rank| rank.place).collect::<Vec<_>>(), [2, 2, 1, 4]);
        assert!(ranks.iter().all(|rank| (rank.from, rank.to) == (1, 4)));
    }

    #[test]
    fn one_organisation_is_first_of_one() {
        assert_eq!(ranks(&[(1.0, Interval { low: 0.5, high: 2.0 })]), [Rank { place: 1, from: 1, to: 1 }]);
        assert_eq!(ranks(&[]), []);
    }
}
