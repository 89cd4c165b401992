//! What holds for every scenario, tried on random ones.

use proptest::prelude::*;

use super::*;

/// FTE in hundredths and weeks in tenths of each organisation, where it has them.
type Region = Vec<(Option<u32>, Option<u32>)>;

fn region() -> impl Strategy<Value = Region> {
    let site = (prop::option::weighted(0.9, 0..50_000_u32), prop::option::weighted(0.9, 0..9_000_u32));
    prop::collection::vec(site, 2..9)
}

fn outcome(region: &Region) -> Arc<Outcome> {
    let mut plan = plan();
    for (index, (fte, weeks)) in region.iter().enumerate() {
        let code = format!("Z{index:02}");
        if let Some(fte) = fte {
            let row = staff(&code, Profession::Pt, "2018-09-30", "0");
            plan = plan
                .staff(WorkforceRow { fte: Some(Fte::new(Decimal::from_millionths(i64::from(*fte) * 10_000))), ..row });
        }
        if let Some(weeks) = weeks {
            let weeks = PlacementWeeks::new(Decimal::from_millionths(i64::from(*weeks) * 100_000));
            plan = plan.placement(placement(&code, Profession::Pt, "2018/19", Some(Activity::Weeks(weeks))));
        }
    }
    Arc::new(plan.outcome())
}

fn amount() -> impl Strategy<Value = Decimal> {
    prop_oneof![(0..20_000_000_i64), (0..2_000_i64).prop_map(|n| n * 10_000)].prop_map(Decimal::from_millionths)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        amount().prop_map(Change::Set),
        (amount(), any::<bool>()).prop_map(|(by, less)| Change::Add(if less {
            Decimal::from_millionths(-by.millionths())
        } else {
            by
        })),
        amount().prop_map(Change::Scale),
    ]
}

fn settings() -> impl Strategy<Value = What> {
    prop_oneof![
        Just(("missing_return_as_zero", None, "yes")),
        Just(("minimum_organisations", None, "3")),
        Just(("reference_group", None, "organisations:Z00,Z01,Z03")),
        Just(("threshold_meets", None, "90%")),
        Just(("block_weeks", Some(Profession::Pt), "4.5")),
        Just(("benchmark_method", Some(Profession::Pt), "set")),
        Just(("set_rate", Some(Profession::Pt), "2.5")),
        Just(("set_rate_source", Some(Profession::Slt), "RCSLT 2021, at least")),
        Just(("excluded_levels", None, "002_Manager, Technician")),
    ]
    .prop_map(|(key, profession, value)| What::setting(key, profession, value).unwrap())
}

fn edit() -> impl Strategy<Value = Edit> {
    let in_year = || prop_oneof![9 => Just("2018/19"), 1 => Just("2020/21")].prop_map(year);
    let field = prop_oneof![Just(CellField::Fte), Just(CellField::Weeks)];
    let cell = (field, 0..10_u32, in_year(), change()).prop_map(|(field, site, year, change)| What::Cell {
        field,
        organisation: format!("Z{site:02}"),
        profession: Profession::Pt,
        year,
        change,
    });
    let rate = (in_year(), change()).prop_map(|(year, change)| What::Rate { profession: Profession::Pt, year, change });
    let what = prop_oneof![12 => cell, 2 => rate, 1 => settings()];
    (what, "[ -~é…]{0,12}").prop_map(|(what, note)| Edit { what, note: note.trim().to_owned() })
}

fn benchmark() -> impl Strategy<Value = Benchmark> {
    prop_oneof![Just(Benchmark::Held), Just(Benchmark::Recalculated)]
}

/// What is done to a scenario.
#[derive(Clone, Debug)]
enum Act {
    Push(Vec<Edit>),
    Remove(prop::sample::Index),
    Insert(prop::sample::Index, Edit),
    Turn,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => prop::collection::vec(edit(), 1..4).prop_map(Act::Push),
        2 => any::<prop::sample::Index>().prop_map(Act::Remove),
        2 => (any::<prop::sample::Index>(), edit()).prop_map(|(at, edit)| Act::Insert(at, edit)),
        1 => Just(Act::Turn),
    ]
}

const ONE: Decimal = Decimal::ONE;

/// Σ eligible FTE and Σ weeks of those that form the rate.
fn sums(outcome: &Outcome) -> (Fraction, Fraction) {
    let scale = outcome.cells().scale;
    let column = outcome.cells().column(Profession::Pt, year("2018/19"));
    let group = column.iter().filter(|cell| cell.has_workforce && cell.fte > 0 && cell.has_return);
    group.fold((Fraction::ZERO, Fraction::ZERO), |(fte, weeks), cell| {
        (fte.plus(cell.eligible_fte(scale).unwrap()), weeks.plus(cell.provided(scale).unwrap()))
    })
}

proptest! {
    #[test]
    fn an_edit_written_and_read_is_the_same_edit(edit in edit()) {
        let text = edit.to_string();
        prop_assert_eq!(text.matches('\t').count(), 5);
        prop_assert_eq!(text.parse::<Edit>().unwrap(), edit);
    }

    #[test]
    fn a_line_never_panics_and_what_is_taken_prints_stably(line in "[A-Z*0-9/\t.:a-z_+-]{0,40}") {
        if let Ok(edit) = line.parse::<Edit>() {
            let text = edit.to_string();
            prop_assert_eq!(text.parse::<Edit>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn following_edits_gives_the_same_as_starting_over(
        region in region(), benchmark in benchmark(), acts in prop::collection::vec(act(), 0..8)
    ) {
        let baseline = outcome(&region);
        let mut state = ScenarioState::open(baseline.clone(), Scenario { benchmark, ..Scenario::default() });
        for act in acts {
            match act {
                Act::Push(edits) => {
                    let before = state.clone();
                    if state.push(edits).is_err() {
                        prop_assert!(same(state.outcome(), before.outcome()));
                        prop_assert_eq!(state.scenario(), before.scenario());
                        prop_assert_eq!(conflicts(&state), conflicts(&before));
                    }
                }
                Act::Remove(_) if state.scenario().edits.is_empty() => {}
                Act::Remove(at) => {
                    let index = at.index(state.scenario().edits.len());
                    prop_assert!(state.remove(index).is_some());
                }
                Act::Insert(at, edit) => state.insert(at.index(state.scenario().edits.len() + 1), edit),
                Act::Turn => {
                    let other = [Benchmark::Recalculated, Benchmark::Held][state.scenario().benchmark as usize];
                    state.set_benchmark(other);
                }
            }
            let again = ScenarioState::open(baseline.clone(), state.scenario().clone());
            prop_assert!(same(state.outcome(), again.outcome()));
            prop_assert_eq!(conflicts(&state), conflicts(&again));
        }
        while !state.scenario().edits.is_empty() {
            state.remove(0);
        }
        prop_assert!(same(state.outcome(), &baseline), "undoing every edit leaves no trace");
    }

    #[test]
    fn a_goal_is_hit_exactly(region in region(), percent in 50..150_i64) {
        let outcome = outcome(&region);
        let today = OneToOneWeeks::count(&outcome);
        let target = Decimal::from_millionths(percent * 10_000);
        let t = Fraction::of(target);
        let (sum_fte, sum_weeks) = sums(&outcome);
        for place in outcome.places() {
            let figures = outcome.figures(place);
            let reached = figures.ratio.is_some_and(|ratio| ratio.compare(target).is_ge());
            let answer = |benchmark| goal(&outcome, &today, place, target, benchmark);
            if let Ok(held) = answer(Benchmark::Held) {
                let (weeks, expected) = (figures.provided.unwrap(), figures.expected.unwrap());
                if reached {
                    prop_assert!(held.extra_weeks.is_zero());
                } else {
                    // W + x = t·E.
                    prop_assert_eq!(weeks.plus(held.extra_weeks).reduced(), t.times(expected).reduced());
                }
            }
            if let Ok(again) = answer(Benchmark::Recalculated) {
                let (fte, weeks) = (figures.eligible_fte.unwrap(), figures.provided.unwrap());
                if !reached {
                    // (W + x) · ΣF = t · F · (ΣW + x).
                    let left = weeks.plus(again.extra_weeks).reduced().times(sum_fte);
                    let right = t.times(fte).times(sum_weeks.plus(again.extra_weeks).reduced());
                    prop_assert_eq!(left.reduced(), right.reduced());
                    // The formula of domain.md: x = (t·F·ΣW/ΣF − W) ÷ (1 − t·F/ΣF).
                    let above = t.times(fte).times(sum_weeks).over_fraction(sum_fte).unwrap().reduced().minus(weeks);
                    let below = Fraction::of(ONE).minus(t.times(fte).over_fraction(sum_fte).unwrap().reduced());
                    let x = above.reduced().times(Fraction::of(ONE).over_fraction(below.reduced()).unwrap());
                    prop_assert_eq!(again.extra_weeks.reduced(), x.reduced());
                }
            }
        }
    }

    #[test]
    fn a_goal_taken_over_is_reached_by_everyone(
        region in region(), percent in 50..120_i64, benchmark in benchmark()
    ) {
        let baseline = outcome(&region);
        let today = OneToOneWeeks::count(&baseline);
        let target = Decimal::from_millionths(percent * 10_000);
        let at = (Profession::Pt, year("2018/19"));
        if let Ok(all) = goal_for_all_below(&baseline, &today, at, target, benchmark, |_| true) {
            let scenario = Scenario { benchmark, edits: all.edits(&baseline), ..Scenario::default() };
            let state = ScenarioState::open(baseline.clone(), scenario);
            prop_assert!(state.conflicts().next().is_none());
            for place in state.outcome().places() {
                let sought = all.goals.iter().any(|goal| goal.place == place);
                let ratio = state.outcome().figures(place).ratio;
                if benchmark == Benchmark::Held || sought {
                    prop_assert!(ratio.is_none_or(|ratio| ratio.compare(target).is_ge()), "{:?} {:?}", place, ratio);
                }
                if sought {
                    let over = ratio.unwrap().to_f64() - target.to_f64();
                    prop_assert!(over < 1e-2, "{}", over);
                }
            }
        }
    }

    #[test]
    fn contributions_and_interaction_are_the_difference(
        region in region(), benchmark in benchmark(),
        groups in prop::collection::vec(prop::collection::vec(edit(), 1..4), 0..5)
    ) {
        let baseline = outcome(&region);
        let steps: Vec<Step> = groups.into_iter().map(|edits| Step { label: String::new(), edits }).collect();
        let at = (Profession::Pt, year("2018/19"));
        let split = contributions(&baseline, benchmark, &steps, at, |_| true);
        type Part = fn(&Amounts) -> Fraction;
        for part in [Amounts::expected as Part, Amounts::provided, Amounts::gap, Amounts::weeks_short] {
            let sum = split.contributions.iter().fold(part(&split.interaction), |sum, c| sum.plus(part(&c.amounts)));
            prop_assert_eq!(sum.numerator(), part(&split.difference).numerator());
            prop_assert_eq!(sum.denominator(), part(&split.difference).denominator());
        }
        // The difference is that of the whole scenario, and one step alone has no interaction.
        let edits = steps.iter().flat_map(|step| step.edits.clone()).collect();
        let whole = Scenario { benchmark, edits, ..Scenario::default() }.outcome(&baseline);
        let provided = |outcome: &Outcome| outcome.headline(at.0, at.1, |_| true).provided;
        prop_assert_eq!(split.difference.provided(), grid(provided(&whole)).minus(grid(provided(&baseline))));
        if steps.len() == 1 {
            prop_assert_eq!(split.interaction, Amounts::default());
        }
    }
}

fn grid(weeks: Fraction) -> Fraction {
    Fraction::new(weeks.rounded(9), 1_000_000_000).unwrap()
}
