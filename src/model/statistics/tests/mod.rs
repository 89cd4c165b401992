//! The statistics against published values, against chance, and against themselves.

mod properties;
mod published;
mod simulation;

use super::*;

fn blocks_of(weeks: f64) -> Clustering {
    Clustering::of_usual_block(weeks).unwrap()
}

/// Organisations with a workforce that is not small, from provided and expected weeks.
fn provisions(figures: &[(f64, f64)]) -> Vec<Provision> {
    figures.iter().map(|(provided, expected)| Provision::new(50.0, *provided, *expected).unwrap()).collect()
}

fn limits(method: LimitMethod, d: f64, adjustment: Adjustment) -> Limits {
    let centre = Centre { line: CentreLine::FairShare, pooled: 0.9 };
    Limits { centre, clustering: blocks_of(d), method, adjustment }
}

/// Fails unless `value` prints as `printed` to its number of digits: within half of the last one.
#[track_caller]
fn assert_printed(value: f64, printed: &str) {
    let places = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let off = (value - printed.parse::<f64>().unwrap()).abs();
    assert!(off <= 0.500_001 * 10_f64.powi(-(places as i32)), "{value} is not {printed}");
}
