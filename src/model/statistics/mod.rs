//! Statistics for comparing organisations: which of them differ by more than chance variation would
//! explain.
//!
//! Symbols in the formulas: expected weeks `E`, provided weeks `W`, ratio `R = W/E`, clustering `D`,
//! effective count `e = E/D` (blocks, in place of weeks), centre line `θ`.

mod clustering;
mod confidence;
mod interval;
mod method;
mod provision;
mod quantile;

pub use clustering::{Block, Clustering, ClusteringBasis};
pub use confidence::Confidence;
pub use interval::Interval;
pub use method::Method;
pub use provision::Provision;

/// A figure inside a sentence, halves rounded away from zero (`{:.2}` alone makes 0.125 into 0.12).
fn written(figure: f64, places: usize) -> String {
    let scale = 10_f64.powi(places as i32);
    format!("{:.places$}", (figure * scale).round() / scale)
}
