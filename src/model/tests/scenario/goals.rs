//! Goal seek by hand.

use super::*;

fn seek(plan: Plan, code: &str, target: &str, benchmark: Benchmark) -> Result<Goal, NoGoal> {
    let outcome = plan.outcome();
    goal(&outcome, &OneToOneWeeks::count(&outcome), place(&outcome, code), decimal(target), benchmark)
}

#[test]
fn against_a_held_rate_the_gap_is_what_is_needed() {
    // E = 30, W = 20, so 10 weeks: 2 blocks of 6, a quarter of a student at a time over 40 weeks.
    let goal = seek(three(), "ZA2", "1", Benchmark::Held).unwrap();
    assert_eq!((show(Some(goal.extra_weeks)), goal.placements), ("10.0000".into(), 2));
    assert_eq!(show(Some(goal.students_at_a_time)), "0.2500");
    assert_eq!(show(Some(goal.educators_at_a_time(SupervisionModel::ONE_TO_ONE))), "0.2500");
    assert_eq!(show(Some(goal.educators_at_a_time(SupervisionModel::TWO_TO_ONE))), "0.1250");
    assert!(!goal.moves_the_rate);
    let more = seek(three(), "ZA2", "1.1", Benchmark::Held).unwrap();
    assert_eq!(show(Some(more.extra_weeks)), "13.0000");
}

#[test]
fn against_a_recalculated_rate_the_cell_moves_its_own_benchmark() {
    // x = (1 × 10 × 90 ÷ 30 − 20) ÷ (1 − 10 ÷ 30) = 15: 35 ÷ 10 = (90 + 15) ÷ 30.
    let goal = seek(three(), "ZA2", "1", Benchmark::Recalculated).unwrap();
    assert_eq!(show(Some(goal.extra_weeks)), "15.0000");
    assert!(goal.moves_the_rate);
    // Three times the average of three equal teams would take every week of the others.
    assert_eq!(seek(three(), "ZA2", "3", Benchmark::Recalculated).unwrap_err(), NoGoal::OutOfReach);
    // Outside the group, or measured by an entered rate, its weeks move nothing.
    let outside = three().set("reference_group", "organisations:ZA1,ZA3");
    assert_eq!(show(seek(outside, "ZA2", "1", Benchmark::Recalculated).ok().map(|g| g.extra_weeks)), "15.0000");
    let set = three().set("benchmark_method", "set").set("set_rate.PT", "4");
    assert!(!seek(set, "ZA2", "1", Benchmark::Recalculated).unwrap().moves_the_rate);
}

#[test]
fn what_is_reached_needs_nothing_and_what_is_missing_is_said() {
    for benchmark in [Benchmark::Held, Benchmark::Recalculated] {
        let goal = seek(three(), "ZA1", "1", benchmark).unwrap();
        assert!(goal.extra_weeks.is_zero() && goal.placements == 0);
        assert_eq!(goal.two_to_one, TwoToOneAlone::NotNeeded);
        assert!(goal.edit(&three().outcome()).is_none());
    }
    let plan = || three().fte("ZA4", Profession::Pt, "2018-09-30", "5").weeks("ZA5", Profession::Pt, "2018/19", "5");
    assert_eq!(seek(plan(), "ZA4", "1", Benchmark::Held).unwrap_err(), NoGoal::NoReturn);
    assert_eq!(seek(plan(), "ZA5", "1", Benchmark::Held).unwrap_err(), NoGoal::NothingExpected);
    assert!(matches!(seek(plan::alone(), "ZA1", "1", Benchmark::Held), Err(NoGoal::NoRate(_))));
}

mod plan {
    pub fn alone() -> super::Plan {
        super::plan().pt("ZA1", "10", "4")
    }
}

#[test]
fn two_to_one_alone_is_enough_or_it_is_not() {
    let plan = |one_to_one: &str| {
        let row = |weeks, model| {
            let activity = Some(Activity::Weeks(PlacementWeeks::new(decimal(weeks))));
            PlacementRow { model, ..placement("ZA2", Profession::Pt, "2018/19", activity) }
        };
        // 20 weeks at ZA2 in all, 10 short of its share.
        let rest = (decimal("20").millionths() - decimal(one_to_one).millionths()) / 1_000_000;
        let rest = rest.to_string();
        super::plan()
            .pt("ZA1", "10", "40")
            .pt("ZA3", "10", "30")
            .fte("ZA2", Profession::Pt, "2018-09-30", "10")
            .placement(row(one_to_one, "1:1"))
            .placement(row(&rest, "2:1"))
    };
    let two = |one_to_one| seek(plan(one_to_one), "ZA2", "1", Benchmark::Held).unwrap().two_to_one;
    assert_eq!(two("16"), TwoToOneAlone::Enough(Fraction::new(10, 16).unwrap()));
    assert_eq!(two("10"), TwoToOneAlone::Enough(Fraction::new(1, 1).unwrap()));
    assert_eq!(two("8"), TwoToOneAlone::NotEnough(Fraction::new(10, 8).unwrap()));
    assert_eq!(two("0"), TwoToOneAlone::NoneToday);
}

#[test]
fn all_below_against_a_held_rate_are_each_their_own() {
    let outcome = plan().pt("ZA1", "10", "50").pt("ZA2", "10", "16").pt("ZA3", "10", "24").outcome();
    let today = OneToOneWeeks::count(&outcome);
    let at = (Profession::Pt, year("2018/19"));
    let all = goal_for_all_below(&outcome, &today, at, Decimal::ONE, Benchmark::Held, |_| true).unwrap();
    let extra: Vec<String> = all.goals.iter().map(|goal| show(Some(goal.extra_weeks))).collect();
    assert_eq!((extra, show(Some(all.extra_weeks))), (vec!["14.0000".into(), "6.0000".into()], "20.0000".into()));
    assert_eq!(all.joined, 0);
}

#[test]
fn all_below_against_a_recalculated_rate_level_up_and_take_others_with_them() {
    // The rate is 3: only ZA2 is below. Raised alone it would stand at 34 of (90 + 9) ÷ 3 …, and ZA3
    // at 31 falls below on the way; both end at ZA1's 34: rate (34 × 3) ÷ 30 = 3.4.
    let outcome = plan().pt("ZA1", "10", "34").pt("ZA2", "10", "25").pt("ZA3", "10", "31").outcome();
    let today = OneToOneWeeks::count(&outcome);
    let at = (Profession::Pt, year("2018/19"));
    let all = goal_for_all_below(&outcome, &today, at, Decimal::ONE, Benchmark::Recalculated, |_| true).unwrap();
    let extra: Vec<String> = all.goals.iter().map(|goal| show(Some(goal.extra_weeks))).collect();
    assert_eq!((extra, all.joined), (vec!["9.0000".into(), "3.0000".into()], 1));
    // Only ZA2 is in scope: (34 + 31) ÷ 20 = 3.25 is the rate at which it meets.
    let one = goal_for_all_below(&outcome, &today, at, Decimal::ONE, Benchmark::Recalculated, |o| o == 1).unwrap();
    assert_eq!((one.goals.len(), show(Some(one.extra_weeks))), (1, "7.5000".into()));
}
