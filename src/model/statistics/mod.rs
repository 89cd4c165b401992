//! Statistics for comparing organisations: which of them differ by more than chance variation would
//! explain.
//!
//! Symbols in the formulas: expected weeks `E`, provided weeks `W`, ratio `R = W/E`, clustering `D`,
//! effective count `e = E/D` (blocks, in place of weeks), centre line `θ`.

mod adjustment;
mod centre;
mod clustering;
mod confidence;
mod dispersion;
mod interval;
mod label;
mod limits;
mod method;
mod provision;
mod quantile;

pub use adjustment::{Adjustment, FEWEST_ORGANISATIONS, OverDispersion, WhyAdjustment};
pub use centre::{Centre, CentreLine};
pub use clustering::{Block, Clustering, ClusteringBasis};
pub use confidence::Confidence;
pub use dispersion::{Dispersion, phi, tau_squared, winsorised};
pub use interval::Interval;
pub use label::Label;
pub use limits::{CurvePoint, LimitMethod, Limits, LimitsAt};
pub use method::Method;
pub use provision::Provision;

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
