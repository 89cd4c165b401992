//! Every value of `statistics.md`, by the name of its method, to the digits printed there.

use super::*;

#[test]
fn clustering_of_mixed_blocks() {
    let blocks = [(40.0, 4.0), (40.0, 5.0), (20.0, 8.0)].map(|(students, weeks_each)| Block { students, weeks_each });
    let clustering = Clustering::from_blocks(blocks).unwrap();
    assert_printed(clustering.factor(), "5.61538");
    let ClusteringBasis::Blocks { students, mean_weeks } = clustering.basis() else { panic!("from blocks") };
    assert_eq!((students, mean_weeks), (100.0, 5.2));
}

#[test]
fn clustering_ignored_puts_38_per_cent_outside() {
    assert_printed(blocks_of(5.0).outside_if_ignored(), "0.3807");
    assert_printed(blocks_of(1.0).outside_if_ignored(), "0.05");
}

#[test]
fn clustered_normal_limits() {
    let table = [
        (50.0, ["0.022783", "0.380205", "1.619795", "1.977217"]),
        (100.0, ["0.309003", "0.561739", "1.438261", "1.690997"]),
        (300.0, ["0.601053", "0.746970", "1.253030", "1.398947"]),
        (1000.0, ["0.781488", "0.861410", "1.138590", "1.218512"]),
    ];
    for (expected, [lowest, low, high, highest]) in table {
        let at = limits(LimitMethod::ClusteredNormal, 5.0, Adjustment::None).at(expected);
        assert_printed(at.lowest, lowest);
        assert_printed(at.low, low);
        assert_printed(at.high, high);
        assert_printed(at.highest, highest);
    }
}

#[test]
fn exact_poisson_limits_of_funnel_plot_r() {
    let table = [
        (15.0, ["0.3862650", "0.5596924", "1.649348", "2.082907"]),
        (20.0, ["0.4479107", "0.6108260", "1.544419", "1.902094"]),
        (30.0, ["0.5289724", "0.6746958", "1.427562", "1.702771"]),
    ];
    for (effective, [lowest, low, high, highest]) in table {
        for d in [1.0, 5.0] {
            let at = limits(LimitMethod::ExactPoisson, d, Adjustment::None).at(effective * d);
            assert_printed(at.lowest, lowest);
            assert_printed(at.low, low);
            assert_printed(at.high, high);
            assert_printed(at.highest, highest);
        }
    }
}

#[test]
fn byars_interval_of_phe_indicator_methods() {
    let interval = Interval::of_count(65.0, Confidence::NinetyFive);
    assert_printed(interval.low, "50.163187710");
    assert_printed(interval.high, "82.849138546");
    let interval = Interval::of_count(65.0, Confidence::NinetyNinePointEight);
    assert_printed(interval.low, "42.880261471");
    assert_printed(interval.high, "94.000290844");
    assert_eq!(Interval::method(10.0), Method::BYAR);
}

#[test]
fn exact_interval_of_phe_indicator_methods() {
    let interval = Interval::of_count(1.0, Confidence::NinetyFive);
    assert_printed(interval.low, "0.025317808");
    assert_printed(interval.high, "5.571643391");
    assert_eq!(Interval::method(9.99), Method::EXACT_INTERVAL);
}

#[test]
fn exact_interval_of_nothing_starts_at_nothing() {
    // The rule of three, exactly: with no event seen, −ln 0.025 events could have been expected.
    let interval = Interval::of_count(0.0, Confidence::NinetyFive);
    assert_eq!(interval.low, 0.0);
    assert_printed(interval.high, "3.688879454");
}

const OBSERVED: [(f64, f64); 6] =
    [(100.0, 108.0), (150.0, 112.0), (180.0, 165.0), (80.0, 95.0), (120.0, 100.0), (225.0, 220.0)];

#[test]
fn additive_over_dispersion() {
    let provisions = provisions(&OBSERVED);
    let printed = ["-0.784610", "3.328887", "1.142351", "-1.605045", "1.908902", "0.335206"];
    for (of, printed) in provisions.iter().zip(printed) {
        assert_printed(dispersion::root_z_score(1.0, *of, blocks_of(1.0)), printed);
    }
    let dispersion = Dispersion::about(1.0, &provisions, blocks_of(1.0));
    assert_eq!(dispersion.organisations, 6);
    assert_printed(dispersion.root_phi, "2.327178");
    assert_printed(dispersion.tau_squared, "0.00343978");
}

#[test]
fn additive_limits_are_squared_back_to_the_scale_of_the_ratio() {
    let adjustment = Adjustment::Additive { tau_squared: 0.003_439_78 };
    let at = limits(LimitMethod::ClusteredNormal, 1.0, adjustment).at(20.0);
    assert_printed(at.low, "0.566330");
    assert_printed(at.high, "1.556134");
    let plain = limits(LimitMethod::ClusteredNormal, 1.0, Adjustment::None).at(20.0);
    assert!(at.high > plain.high);
    // Not squared, as FunnelPlotR draws them, they would be narrower than without any adjustment.
    let unsquared = Confidence::NinetyFive.z() * (0.25_f64 / 20.0 + 0.003_439_78).sqrt();
    assert!(1.0 + unsquared < plain.high);
}

#[test]
fn over_dispersion_of_weeks_is_that_of_their_effective_counts() {
    let weeks: Vec<(f64, f64)> = OBSERVED.iter().map(|(w, e)| (w * 5.0, e * 5.0)).collect();
    let (counts, weeks) = (provisions(&OBSERVED), provisions(&weeks));
    let (of_counts, of_weeks) =
        (Dispersion::about(1.0, &counts, blocks_of(1.0)), Dispersion::about(1.0, &weeks, blocks_of(5.0)));
    assert!((of_counts.phi - of_weeks.phi).abs() < 1e-12);
    assert!((of_counts.tau_squared - of_weeks.tau_squared).abs() < 1e-12);
}

#[test]
fn multiplicative_limits_widen_by_the_root_of_phi() {
    let plain = limits(LimitMethod::ClusteredNormal, 5.0, Adjustment::None).at(300.0);
    let wide = limits(LimitMethod::ClusteredNormal, 5.0, Adjustment::Multiplicative { phi: 4.0 }).at(300.0);
    assert!((wide.high - 1.0 - 2.0 * (plain.high - 1.0)).abs() < 1e-12);
    // The same by hand: 1 ± 1.959964 × √(4 × 5 ÷ 300).
    assert_printed(wide.high, "1.506061");
}

#[test]
fn quantile_type_7_is_rs_default() {
    // quantile(1:10, c(0.1, 0.9)) → 1.9, 9.1
    let z: Vec<f64> = (1..=10).map(f64::from).collect();
    let clipped = winsorised(&z);
    assert_printed(clipped[0], "1.9");
    assert_printed(clipped[9], "9.1");
    assert_eq!(clipped[1..9], z[1..9]);
}

#[test]
fn ranks_with_their_intervals() {
    let figures = [(12.0, 20.0), (30.0, 30.0), (45.0, 30.0), (60.0, 40.0), (9.0, 10.0)];
    let comparison = compare(&provisions(&figures), Choices::usual(blocks_of(1.0)));
    let spans: Vec<_> = comparison.organisations.iter().map(|of| (of.rank.from, of.rank.to)).collect();
    assert_eq!(spans, [(3, 5), (1, 5), (1, 4), (1, 4), (1, 5)]);
    let places: Vec<_> = comparison.organisations.iter().map(|of| of.rank.place).collect();
    assert_eq!(places, [5, 3, 1, 1, 4]);
}

#[test]
fn quarters_by_ohids_rule() {
    let tens: Vec<f64> = (1..=8).map(|ten| f64::from(ten) * 10.0).collect();
    assert_eq!(quantile_groups(&tens, 4).unwrap(), [4, 4, 3, 3, 2, 2, 1, 1]);
    assert_eq!(quantile_groups(&[10.0, 20.0, 20.0, 20.0, 50.0, 60.0, 70.0], 4).unwrap(), [4, 2, 2, 2, 2, 1, 1]);
    assert_eq!(quantile_groups(&[10.0, 20.0, 30.0], 4), None);
}

#[test]
fn quarters_in_whole_numbers_are_ohids_formula() {
    for count in 4..60_usize {
        let values: Vec<f64> = (0..count).map(|index| index as f64).collect();
        for (value, group) in values.iter().zip(quantile_groups(&values, 4).unwrap()) {
            let rank = count as f64 - value;
            // A quotient a few last bits above a whole number is that whole number.
            let quotient = ((count as f64 + 1.0) - rank) / (count as f64 / 4.0);
            let published = (5.0 - (quotient - 1e-9).ceil()).floor().max(1.0);
            assert_eq!(group as f64, published, "rank {rank} of {count}");
        }
    }
}
