//! What holds of every comparison, tried on random ones.

use proptest::prelude::*;

use super::*;

fn provision() -> impl Strategy<Value = Provision> {
    let weeks = prop_oneof![Just(0.0), 0.0..20.0, 0.0..3_000.0];
    (0.5..400.0, weeks, prop_oneof![0.01..30.0, 1.0..3_000.0])
        .prop_map(|(fte, provided, expected)| Provision::new(fte, provided, expected).unwrap())
}

fn region() -> impl Strategy<Value = Vec<Provision>> {
    prop::collection::vec(provision(), 0..24)
}

fn choices() -> impl Strategy<Value = Choices> {
    let centre = prop_oneof![Just(CentreLine::FairShare), Just(CentreLine::Pooled)];
    let limits = prop_oneof![Just(LimitMethod::ClusteredNormal), Just(LimitMethod::ExactPoisson)];
    let over_dispersion = prop_oneof![
        Just(OverDispersion::Usual),
        Just(OverDispersion::None),
        Just(OverDispersion::Multiplicative),
        Just(OverDispersion::Additive),
    ];
    (centre, 0.5..12.0, limits, over_dispersion).prop_map(|(centre, weeks, limits, over_dispersion)| Choices {
        centre,
        clustering: blocks_of(weeks),
        limits,
        over_dispersion,
    })
}

fn adjustment() -> impl Strategy<Value = Adjustment> {
    prop_oneof![
        Just(Adjustment::None),
        (1.0..9.0).prop_map(|phi| Adjustment::Multiplicative { phi }),
        (0.0001..0.05).prop_map(|tau_squared| Adjustment::Additive { tau_squared }),
    ]
}

fn limit_method() -> impl Strategy<Value = LimitMethod> {
    prop_oneof![Just(LimitMethod::ClusteredNormal), Just(LimitMethod::ExactPoisson)]
}

/// `a ≤ b`, up to the accuracy of quantiles.
fn at_most(a: f64, b: f64) -> bool {
    a <= b + 1e-6 * b.abs() + 1e-9
}

fn inside(inner: LimitsAt, outer: LimitsAt) -> bool {
    at_most(outer.lowest, inner.lowest)
        && at_most(outer.low, inner.low)
        && at_most(inner.high, outer.high)
        && at_most(inner.highest, outer.highest)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn limits_contain_the_centre_and_the_wider_contain_the_narrower(region in region(), choices in choices()) {
        let comparison = compare(&region, choices);
        let centre = comparison.limits.centre.value();
        for CurvePoint { expected, limits } in comparison.curve {
            let LimitsAt { lowest, low, high, highest } = limits;
            prop_assert!([expected, lowest, low, high, highest].iter().all(|figure| figure.is_finite()));
            prop_assert!(0.0 <= lowest && lowest <= low && high <= highest, "{limits:?} at {expected}");
            prop_assert!(at_most(low, centre) && at_most(centre, high), "{limits:?} about {centre}");
        }
    }

    #[test]
    fn limits_widen_with_the_clustering_and_narrow_with_the_size(
        method in limit_method(), adjustment in adjustment(),
        d in 1.0..8.0, more in 1.01..3.0, expected in 10.0..5_000.0,
    ) {
        let limits_of = |d: f64, expected: f64| limits(method, d, adjustment).at(expected);
        let at = limits_of(d, expected);
        prop_assert!(inside(at, limits_of(d * more, expected)));
        prop_assert!(inside(limits_of(d, expected * more), at));
    }

    #[test]
    fn labels_agree_with_the_limits_that_are_drawn(region in region(), choices in choices()) {
        let comparison = compare(&region, choices);
        for of in &comparison.organisations {
            let drawn = comparison.curve.iter().find(|point| point.expected == of.expected).unwrap();
            prop_assert_eq!(drawn.limits, of.limits);
            let Some(label) = of.label else { continue };
            let LimitsAt { lowest, low, high, highest } = of.limits;
            let holds = match label {
                Label::MuchLower => of.ratio < lowest,
                Label::Lower => at_most(lowest, of.ratio) && of.ratio < low,
                Label::AsExpected => at_most(low, of.ratio) && at_most(of.ratio, high),
                Label::Higher => high < of.ratio && at_most(of.ratio, highest),
                Label::MuchHigher => highest < of.ratio,
            };
            prop_assert!(holds, "{of:?}");
        }
    }

    #[test]
    fn intervals_contain_their_figure_and_ranks_their_place(region in region(), choices in choices()) {
        let comparison = compare(&region, choices);
        let count = comparison.organisations.len();
        for Standing { ratio, interval, wide_interval, rank, .. } in comparison.organisations {
            prop_assert!(wide_interval.low <= interval.low && interval.low <= ratio);
            prop_assert!(ratio <= interval.high && interval.high <= wide_interval.high);
            prop_assert!(1 <= rank.from && rank.from <= rank.place && rank.place <= rank.to && rank.to <= count);
        }
    }

    #[test]
    fn unstable_figures_have_neither_label_nor_quarter(region in region(), choices in choices()) {
        let comparison = compare(&region, choices);
        let stable = comparison.organisations.iter().filter(|of| of.unstable.is_none()).count();
        for of in &comparison.organisations {
            prop_assert_eq!(of.label.is_some(), of.unstable.is_none());
            prop_assert_eq!(of.quarter.is_some(), of.unstable.is_none() && stable >= 4);
        }
    }

    #[test]
    fn organisations_keep_their_standing_whatever_their_order(region in region(), choices in choices()) {
        let forwards = compare(&region, choices);
        let backwards = compare(&region.iter().rev().copied().collect::<Vec<_>>(), choices);
        for (a, b) in forwards.organisations.iter().zip(backwards.organisations.iter().rev()) {
            prop_assert_eq!((a.rank, a.quarter, a.unstable, a.label), (b.rank, b.quarter, b.unstable, b.label));
        }
    }

    #[test]
    fn limits_are_never_adjusted_for_fewer_than_ten(region in region(), choices in choices()) {
        let comparison = compare(&region, choices);
        if region.len() < FEWEST_ORGANISATIONS {
            prop_assert_eq!(comparison.limits.adjustment, Adjustment::None);
        }
        prop_assert_eq!(comparison.dispersion.organisations, region.len());
    }

    /// OHID labels an organisation by whether 1 lies outside the interval of its own figure. Our label comes
    /// from the limits; about the fair share line the two never point in opposite directions.
    #[test]
    fn ohids_label_never_contradicts_ours(region in region(), weeks in 0.5..12.0) {
        let choices = Choices { over_dispersion: OverDispersion::None, ..Choices::usual(blocks_of(weeks)) };
        for of in compare(&region, choices).organisations {
            let Some(label) = of.label else { continue };
            if of.interval.low > 1.0 {
                prop_assert!(label >= Label::AsExpected, "{of:?}");
            }
            if of.interval.high < 1.0 {
                prop_assert!(label <= Label::AsExpected, "{of:?}");
            }
        }
    }
}

#[test]
fn a_comparison_of_nobody_is_empty() {
    let comparison = compare(&[], Choices::usual(blocks_of(5.0)));
    assert!(comparison.organisations.is_empty() && comparison.curve.is_empty());
    assert_eq!(comparison.limits.centre.value(), 1.0);
    assert_eq!(comparison.sentences()[0], "0 organisations are compared.");
}

#[test]
fn where_nobody_provides_the_pooled_line_lies_at_nothing_and_all_are_as_expected() {
    let region = provisions(&[(0.0, 100.0); 12]);
    for limits in [LimitMethod::ClusteredNormal, LimitMethod::ExactPoisson] {
        let choices = Choices { centre: CentreLine::Pooled, limits, ..Choices::usual(blocks_of(5.0)) };
        let comparison = compare(&region, choices);
        assert!(comparison.organisations.iter().all(|of| of.label == Some(Label::AsExpected)));
        assert!(comparison.curve.iter().all(|point| point.limits.highest.is_finite()));
    }
}

#[test]
fn a_figure_that_cannot_be_compared_is_no_provision() {
    for (fte, provided, expected) in [
        (1.0, 1.0, 0.0),
        (1.0, -1.0, 1.0),
        (-1.0, 1.0, 1.0),
        (f64::NAN, 1.0, 1.0),
        (1.0, f64::INFINITY, 1.0),
        (1.0, 1e300, 1e-300),
    ] {
        assert_eq!(Provision::new(fte, provided, expected), None);
    }
}

#[test]
fn the_two_centre_lines_are_one_where_the_group_is_its_own_average() {
    let region = provisions(&[(80.0, 100.0), (320.0, 300.0)]);
    let fair = Centre::of(CentreLine::FairShare, &region);
    assert!(fair.is_both() && fair.sentence().contains("the two lines are one"));
    let below = Centre::of(CentreLine::Pooled, &provisions(&[(80.0, 100.0), (300.0, 300.0)]));
    assert!(!below.is_both());
    assert!(below.sentence().starts_with("Centre line: the pooled mean of these organisations (95.0 %)"));
}
