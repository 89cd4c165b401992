//! Chi-square quantiles.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// How far the probability at a quantile may be from the one asked for, relative to the smaller tail.
const ACCURACY: f64 = 1e-8;

/// The value that a chi-square variable with `freedom` degrees of freedom stays below with this
/// probability: R's `qchisq`. 0 without degrees of freedom.
///
/// `statrs` solves for it in a fixed number of steps. That is not enough everywhere: between about 260
/// and 320 degrees of freedom its density overflows and the steps stand still, up to 0.4 % off. So
/// its answer is put back into its distribution function, and where that does not return the
/// probability, the answer is bisected. (From 0.19 on the crate bisects by itself.)
pub(super) fn chi_square(probability: f64, freedom: f64) -> f64 {
    let Ok(distribution) = ChiSquared::new(freedom) else { return 0.0 };
    let solved = distribution.inverse_cdf(probability);
    let allowed = ACCURACY * probability.min(1.0 - probability);
    if solved.is_finite() && solved >= 0.0 && (distribution.cdf(solved) - probability).abs() <= allowed {
        return solved;
    }
    bisected(&distribution, probability, freedom)
}

fn bisected(distribution: &ChiSquared, probability: f64, freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, freedom + 10.0 * (2.0 * freedom).sqrt() + 40.0);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if distribution.cdf(middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chance of fewer than `count` events where `mean` are expected, summed term by term: with
    /// an even number of degrees of freedom `2·count`, it is the chi-square's upper tail at `2·mean`.
    fn fewer_events(count: u32, mean: f64) -> f64 {
        let mut log_term = -mean;
        let mut sum = log_term.exp();
        for events in 1..count {
            log_term += (mean / f64::from(events)).ln();
            sum += log_term.exp();
        }
        sum
    }

    #[test]
    fn chi_square_quantiles_return_their_probability_also_where_the_crate_alone_does_not() {
        for count in (1..=400).chain([1_000, 5_000, 20_000]) {
            for probability in [0.001, 0.025, 0.975, 0.999] {
                let mean = chi_square(probability, 2.0 * f64::from(count)) / 2.0;
                let upper = fewer_events(count, mean);
                let off = (1.0 - upper - probability).abs() / probability.min(1.0 - probability);
                assert!(off < 1e-6, "{count} events, {probability}: {upper}");
            }
        }
    }

    #[test]
    fn chi_square_quantiles_grow_with_the_degrees_of_freedom() {
        for probability in [0.001, 0.025, 0.975, 0.999] {
            let quantiles: Vec<f64> = (1..2_000).map(|k| chi_square(probability, f64::from(k) * 0.37)).collect();
            assert!(quantiles.windows(2).all(|pair| pair[0] <= pair[1]), "{probability}");
        }
    }

    #[test]
    fn chi_square_is_nothing_without_degrees_of_freedom_and_finite_at_both_ends() {
        assert_eq!(chi_square(0.975, 0.0), 0.0);
        assert_eq!(chi_square(0.975, f64::NAN), 0.0);
        for freedom in [1e-12, 1e-6, 1e-3, 0.1, 1e5, 1e6, 2e6] {
            for probability in [0.001, 0.025, 0.975, 0.999] {
                let quantile = chi_square(probability, freedom);
                assert!(quantile.is_finite() && quantile >= 0.0, "{freedom}, {probability}: {quantile}");
            }
        }
    }
}
