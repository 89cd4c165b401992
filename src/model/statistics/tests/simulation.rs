//! Perfectly average organisations, made by chance from a seed: few may look unusual.

use super::*;

/// SplitMix64: small, seeded, good enough to throw dice with.
struct Dice(u64);

impl Dice {
    /// Evenly between 0 and 1.
    fn throw(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A Poisson count, by Knuth's product of throws.
    fn events(&mut self, mean: f64) -> f64 {
        let (limit, mut product, mut events) = ((-mean).exp(), self.throw(), 0.0);
        while product > limit {
            product *= self.throw();
            events += 1.0;
        }
        events
    }
}

const BLOCK: f64 = 5.0;

/// 100 organisations in which 40 to 140 blocks of 5 weeks are expected, and only chance decides how many
/// come; each truly provides `true_ratio()` of what is expected.
fn region(dice: &mut Dice, mut true_ratio: impl FnMut(&mut Dice) -> f64) -> Vec<Provision> {
    let organisation = |_| {
        let blocks = 40.0 + 100.0 * dice.throw();
        let provided = true_ratio(dice) * blocks;
        Provision::new(80.0, dice.events(provided) * BLOCK, blocks * BLOCK).unwrap()
    };
    (0..100).map(organisation).collect()
}

/// The share of organisations outside the 95 % and the 99.8 % limits over so many regions.
fn outside(seed: u64, regions: u32, d: f64, choices: impl Fn(Choices) -> Choices) -> (f64, f64) {
    let (mut dice, mut outside, mut far_outside, mut all) = (Dice(seed), 0, 0, 0);
    for _ in 0..regions {
        let provisions = region(&mut dice, |_| 1.0);
        for of in compare(&provisions, choices(Choices::usual(blocks_of(d)))).organisations {
            all += 1;
            outside += u32::from(of.label != Some(Label::AsExpected));
            far_outside += u32::from(matches!(of.label, Some(Label::MuchHigher | Label::MuchLower)));
        }
    }
    (f64::from(outside) / f64::from(all), f64::from(far_outside) / f64::from(all))
}

fn plain(choices: Choices) -> Choices {
    Choices { over_dispersion: OverDispersion::None, ..choices }
}

#[test]
fn with_clustering_five_per_cent_of_average_organisations_lie_outside_the_95_per_cent_limits() {
    let (outside, far_outside) = outside(20_180_801, 200, BLOCK, plain);
    assert!((0.045..0.055).contains(&outside), "{outside}");
    assert!((0.001..0.004).contains(&far_outside), "{far_outside}");
}

#[test]
fn with_clustering_ignored_38_per_cent_do() {
    let (outside, _) = outside(20_180_801, 200, 1.0, plain);
    assert!((0.365..0.395).contains(&outside), "{outside}");
}

#[test]
fn exact_limits_are_a_little_wide() {
    let (outside, _) =
        outside(20_180_801, 60, BLOCK, |usual| Choices { limits: LimitMethod::ExactPoisson, ..plain(usual) });
    assert!((0.03..0.05).contains(&outside), "{outside}");
}

#[test]
fn where_only_chance_differs_the_usual_adjustment_changes_nothing() {
    let (outside, _) = outside(7, 200, BLOCK, |usual| usual);
    assert!((0.045..0.055).contains(&outside), "{outside}");
}

/// A standard normal variable clipped at ±1.281552, its 10th and 90th percentile, has the mean square
/// 0.8 − 2·1.281552·0.175498 + 0.2·1.281552² = 0.6787.
#[test]
fn where_only_chance_differs_winsorised_phi_is_0_68_on_average() {
    let mut dice = Dice(7);
    let phis = (0..200).map(|_| Dispersion::about(1.0, &region(&mut dice, |_| 1.0), blocks_of(BLOCK)).phi);
    let mean = phis.sum::<f64>() / 200.0;
    assert!((mean - 0.6787).abs() < 0.02, "{mean}");
}

#[test]
fn where_organisations_truly_differ_adjusted_limits_flag_fewer() {
    let (mut dice, mut flagged) = (Dice(42), [0, 0, 0]);
    for _ in 0..20 {
        let provisions = region(&mut dice, |dice| 0.7 + 0.6 * dice.throw());
        let asked = [OverDispersion::None, OverDispersion::Multiplicative, OverDispersion::Additive];
        for (flagged, over_dispersion) in flagged.iter_mut().zip(asked) {
            let choices = Choices { over_dispersion, ..Choices::usual(blocks_of(BLOCK)) };
            let comparison = compare(&provisions, choices);
            *flagged += comparison.organisations.iter().filter(|of| of.label != Some(Label::AsExpected)).count();
        }
    }
    let [plain, multiplicative, additive] = flagged;
    assert!(plain > 400, "{plain} of 2000: chance alone does not explain them");
    assert!(multiplicative < plain / 2 && additive < plain / 2, "{flagged:?}");
}

#[test]
fn a_shortfall_that_all_have_in_common_is_no_over_dispersion_and_shows_against_the_fair_share() {
    let provisions = region(&mut Dice(3), |_| 0.7);
    let flagged = |centre| {
        let comparison = compare(&provisions, Choices { centre, ..Choices::usual(blocks_of(BLOCK)) });
        assert_eq!(comparison.limits.adjustment, Adjustment::None, "{}", comparison.why);
        comparison.organisations.iter().filter(|of| of.label != Some(Label::AsExpected)).count()
    };
    assert!(flagged(CentreLine::FairShare) > 60);
    assert!(flagged(CentreLine::Pooled) < 12);
}
