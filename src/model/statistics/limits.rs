//! Control limits: how far from the centre line chance takes an organisation of a given size.

use super::quantile::chi_square;
use super::{Adjustment, Centre, Clustering, Confidence, Method, Provision};

/// How limits are drawn where nothing adjusts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitMethod {
    /// `θ ± z·√(θ·D/E)`, never below 0 (Spiegelhalter 2005).
    #[default]
    ClusteredNormal,
    /// The exact Poisson limits of the effective count, in the chi-square form of NHS-R FunnelPlotR:
    /// `low = χ²(a, 2m)/(2e)`, `high = χ²(1−a, 2(m+1))/(2e)` with `m = θ·e` expected events and the tail
    /// `a`. A little wide, and a better fit where few blocks are expected.
    ExactPoisson,
}

/// The limits at one size of organisation, as ratios. `lowest ≤ low ≤ θ ≤ high ≤ highest`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitsAt {
    /// The lower 99.8 % limit.
    pub lowest: f64,
    /// The lower 95 % limit.
    pub low: f64,
    /// The upper 95 % limit.
    pub high: f64,
    /// The upper 99.8 % limit.
    pub highest: f64,
}

/// One point of the curves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// Expected placement weeks: the horizontal axis.
    pub expected: f64,
    /// The limits there: the vertical axis.
    pub limits: LimitsAt,
}

/// The limits of one comparison: what they are computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The centre line.
    pub centre: Centre,
    /// How far weeks come in blocks.
    pub clustering: Clustering,
    /// How they are drawn where nothing adjusts them.
    pub method: LimitMethod,
    /// How far they allow for true differences between organisations.
    pub adjustment: Adjustment,
}

/// How many points a curve has besides those of the organisations.
const GRID: u32 = 100;

impl Limits {
    /// The limits where so many placement weeks (above 0) are expected.
    ///
    /// Unadjusted they follow the [`LimitMethod`]. Adjusted limits are published in normal form only:
    /// multiplicative `θ ± z·√(φ·θ·D/E)`; additive, on the square-root scale, `(√θ ± z·√(s² + τ²))²` with
    /// `s² = 1/(4e)`. All stop at 0. Exact limits solve for quantiles: not for a frame.
    ///
    /// ```
    /// use fairshare::model::statistics::*;
    /// let limits = Limits {
    ///     centre: Centre { line: CentreLine::FairShare, pooled: 0.9 },
    ///     clustering: Clustering::of_usual_block(5.0).unwrap(),
    ///     method: LimitMethod::ClusteredNormal,
    ///     adjustment: Adjustment::None,
    /// };
    /// let at = limits.at(100.0); // 1 ± 1.959964 × √(1 × 5 ÷ 100)
    /// assert!((at.low - 0.561739).abs() < 5e-7 && (at.high - 1.438261).abs() < 5e-7);
    /// ```
    pub fn at(&self, expected: f64) -> LimitsAt {
        let (low, high) = self.pair(expected, Confidence::NinetyFive);
        let (lowest, highest) = self.pair(expected, Confidence::NinetyNinePointEight);
        LimitsAt { lowest, low, high, highest }
    }

    fn pair(&self, expected: f64, confidence: Confidence) -> (f64, f64) {
        let (centre, effective) = (self.centre.value(), self.clustering.effective(expected));
        match (self.adjustment, self.method) {
            (Adjustment::None, LimitMethod::ClusteredNormal) => normal(centre, centre / effective, confidence),
            (Adjustment::None, LimitMethod::ExactPoisson) => exact(centre, effective, confidence),
            (Adjustment::Multiplicative { phi }, _) => normal(centre, phi * centre / effective, confidence),
            (Adjustment::Additive { tau_squared }, _) => {
                let (low, high) = normal(centre.sqrt(), 0.25 / effective + tau_squared, confidence);
                (low * low, high * high)
            }
        }
    }

    /// The curves up to a little beyond the largest organisation, from left to right; empty without
    /// organisations.
    ///
    /// Every organisation's own size is among the points, so that a dot lies on the same side of the line
    /// as of the limit that labels it, to less than a pixel once it is drawn. Towards 0 the upper limits grow without end; the
    /// plot cuts them.
    pub fn curve(&self, provisions: &[Provision]) -> Vec<CurvePoint> {
        let largest = provisions.iter().map(|of| of.expected()).fold(0.0, f64::max);
        let grid = (1..=GRID).map(|step| 1.05 * largest * (f64::from(step) / f64::from(GRID)).powi(2));
        let mut sizes: Vec<f64> = grid.chain(provisions.iter().map(|of| of.expected())).collect();
        sizes.retain(|size| *size > 0.0);
        sizes.sort_by(f64::total_cmp);
        sizes.dedup();
        sizes.into_iter().map(|expected| CurvePoint { expected, limits: self.at(expected) }).collect()
    }

    /// The published method of the limits that are drawn.
    pub const fn drawn_method(&self) -> Method {
        match (self.adjustment, self.method) {
            (Adjustment::None, LimitMethod::ClusteredNormal) => Method::CLUSTERED_NORMAL,
            (Adjustment::None, LimitMethod::ExactPoisson) => Method::EXACT_POISSON,
            (Adjustment::Multiplicative { .. }, _) => Method::MULTIPLICATIVE,
            (Adjustment::Additive { .. }, _) => Method::ADDITIVE,
        }
    }
}

fn normal(centre: f64, variance: f64, confidence: Confidence) -> (f64, f64) {
    let reach = confidence.z() * variance.sqrt();
    ((centre - reach).max(0.0), centre + reach)
}

fn exact(centre: f64, effective: f64, confidence: Confidence) -> (f64, f64) {
    let (events, tail) = (centre * effective, confidence.tail());
    let low = chi_square(tail, 2.0 * events);
    let high = chi_square(1.0 - tail, 2.0 * (events + 1.0));
    (low / (2.0 * effective), high / (2.0 * effective))
}
