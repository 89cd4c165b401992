//! Statistics for comparing organisations: which of them differ by more than chance variation would
//! explain.
//!
//! Plain values in, plain values out: [`compare`] takes every organisation's FTE, provided and expected
//! weeks of one profession and year with the [`Choices`] of the reader, and gives back a [`Comparison`]
//! that a page can draw and an export can write without any further arithmetic. It solves for chi-square
//! quantiles, so keep what it returns and never call it in a frame.
//!
//! In reading order: a [`Clustering`] says how far weeks come in blocks; [`Centre`] which line is drawn;
//! [`Dispersion`] and [`Adjustment`] how far organisations truly differ; [`Limits`] and [`Label`] what is
//! drawn and said; [`Interval`], [`Rank`] and [`Quarter`] where each organisation stands; [`Unstable`]
//! whose figures are too small to say so; [`Method`] the published name and source of each.
//!
//! Symbols in the formulas: expected weeks `E`, provided weeks `W`, ratio `R = W/E`, clustering `D`,
//! effective count `e = E/D` (blocks, in place of weeks), centre line `θ`.

mod adjustment;
mod centre;
mod clustering;
mod comparison;
mod confidence;
mod dispersion;
mod interval;
mod label;
mod limits;
mod method;
mod provision;
mod quantile;
mod quarter;
mod rank;
mod small;

pub use adjustment::{Adjustment, FEWEST_ORGANISATIONS, OverDispersion, WhyAdjustment};
pub use centre::{Centre, CentreLine};
pub use clustering::{Block, Clustering, ClusteringBasis};
pub use comparison::{Choices, Comparison, Standing, compare};
pub use confidence::Confidence;
pub use dispersion::{Dispersion, phi, tau_squared, winsorised, z_scores};
pub use interval::Interval;
pub use label::Label;
pub use limits::{CurvePoint, LimitMethod, Limits, LimitsAt};
pub use method::Method;
pub use provision::Provision;
pub use quarter::{Quarter, quantile_groups};
pub use rank::{Rank, ranks};
pub use small::{FEWEST_PLACEMENTS, SMALLEST_FTE, Unstable};

/// Whether `a` is above `b` by more than the noise of `f64`: values within 1e-9 of each other, relative,
/// are taken as equal (`domain.md`, *Rules of arithmetic*).
fn clearly_above(a: f64, b: f64) -> bool {
    a - b > 1e-9 * a.abs().max(b.abs())
}

/// A figure inside a sentence, halves rounded away from zero (`{:.2}` alone makes 0.125 into 0.12).
fn written(figure: f64, places: usize) -> String {
    let scale = 10_f64.powi(places as i32);
    format!("{:.places$}", (figure * scale).round() / scale)
}

#[cfg(test)]
mod tests;
