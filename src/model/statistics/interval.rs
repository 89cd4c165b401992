//! The interval around one organisation's figure.

use super::quantile::chi_square;
use super::{Clustering, Confidence, Method, Provision};

/// From this effective count on, Byar's method is close enough to the exact interval to stand for it.
const BYAR_FROM: f64 = 10.0;

/// Where a figure could lie, given what chance variation does to a count.
///
/// Drawn as an error bar. The word about an organisation does not come from it but from the limits that
/// are drawn ([`Label`](super::Label)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// The interval of a count of independent events, which need not be whole; of nothing, if below 0.
    ///
    /// *Exact* (chi-square form) below 10: `low = χ²(a, 2x)/2`, 0 for nothing, `high = χ²(1−a, 2x+2)/2`
    /// with the tail `a`. *Byar's method* from 10, as in OHID's PHEindicatormethods:
    /// `low = x·(1 − 1/(9x) − z/(3√x))³`, `high = y·(1 − 1/(9y) + z/(3√y))³` with `y = x + 1`.
    ///
    /// ```
    /// use fairshare::model::statistics::{Confidence, Interval};
    /// let interval = Interval::of_count(65.0, Confidence::NinetyFive);
    /// assert!((interval.low - 50.163187710).abs() < 1e-9);
    /// assert!((interval.high - 82.849138546).abs() < 1e-9);
    /// ```
    pub fn of_count(count: f64, confidence: Confidence) -> Interval {
        let count = count.max(0.0);
        if count < BYAR_FROM { exact(count, confidence) } else { byar(count, confidence) }
    }

    /// The interval of an organisation's provision ratio: that of its effective count `W/D`, ÷ `E/D`.
    ///
    /// ```
    /// use fairshare::model::statistics::{Clustering, Confidence, Interval, Provision};
    /// let provision = Provision::new(80.0, 325.0, 325.0).unwrap();
    /// let blocks_of_five = Clustering::of_usual_block(5.0).unwrap();
    /// let interval = Interval::of_ratio(provision, blocks_of_five, Confidence::NinetyFive);
    /// assert!((interval.low - 50.163187710 / 65.0).abs() < 1e-9);
    /// ```
    pub fn of_ratio(provision: Provision, clustering: Clustering, confidence: Confidence) -> Interval {
        let count = Interval::of_count(clustering.effective(provision.provided()), confidence);
        let expected = clustering.effective(provision.expected());
        Interval { low: count.low / expected, high: count.high / expected }
    }

    /// The published method that made the interval of this effective count.
    pub fn method(count: f64) -> Method {
        if count < BYAR_FROM { Method::EXACT_INTERVAL } else { Method::BYAR }
    }
}

fn exact(count: f64, confidence: Confidence) -> Interval {
    let tail = confidence.tail();
    Interval { low: chi_square(tail, 2.0 * count) / 2.0, high: chi_square(1.0 - tail, 2.0 * count + 2.0) / 2.0 }
}

fn byar(count: f64, confidence: Confidence) -> Interval {
    let bound = |count: f64, z: f64| count * (1.0 - 1.0 / (9.0 * count) + z / (3.0 * count.sqrt())).powi(3);
    let z = confidence.z();
    Interval { low: bound(count, -z), high: bound(count + 1.0, z) }
}
