//! Statuses and totals: the table of `domain.md`, case by case.

use super::*;

#[test]
fn the_first_status_that_applies() {
    let base = || plan().pt("ZA1", "10", "30").pt("ZA2", "10", "30");
    let status = |plan: Plan, code: &str| plan.figures(code).status;
    assert_eq!(status(base().weeks("ZA3", Profession::Pt, "2018/19", "5"), "ZA3"), Status::NoWorkforceData);
    assert_eq!(status(base().fte("ZA3", Profession::Pt, "2018-09-30", "5"), "ZA3"), Status::NoReturn);
    assert_eq!(status(base().pt("ZA3", "0", "5"), "ZA3"), Status::NoExpectation);
    assert_eq!(status(plan().pt("ZA3", "5", "5"), "ZA3"), Status::NoRate);
    assert_eq!(status(plan().pt("ZA1", "5", "0").pt("ZA2", "5", "0"), "ZA1"), Status::NoExpectation);
}

#[test]
fn thresholds_belong_to_the_upper_word() {
    // A set rate of 3 keeps the ratio in hand: 10 FTE, 30 expected.
    let status = |weeks: &str| {
        plan().pt("ZA1", "10", weeks).set("benchmark_method", "set").set("set_rate.PT", "3").figures("ZA1").status
    };
    for (weeks, want) in [
        ("33", Status::Above),
        ("32.999999", Status::Meets),
        ("30", Status::Meets),
        ("29.999999", Status::Near),
        ("24", Status::Near),
        ("23.999999", Status::Below),
        ("0", Status::Below),
    ] {
        assert_eq!(status(weeks), want, "{weeks} weeks");
    }
}

#[test]
fn nothing_expected_gives_a_gap_and_never_an_infinite_ratio() {
    let figures = plan().pt("ZA1", "10", "30").pt("ZA2", "10", "30").pt("ZA3", "0", "5").figures("ZA3");
    assert_eq!(
        (show(figures.expected), show(figures.gap), show(figures.ratio)),
        ("0.0000".into(), "5.0000".into(), "-".into())
    );
    assert_eq!(figures.placements_to_close, Some(0));
    // The same without a rate.
    let figures = plan().pt("ZA3", "0", "5").figures("ZA3");
    assert_eq!((show(figures.expected), show(figures.gap)), ("0.0000".into(), "5.0000".into()));
}

#[test]
fn a_return_of_nothing_is_a_return_and_a_suppressed_one_is_none() {
    let base = || plan().pt("ZA1", "10", "30").pt("ZA2", "10", "30");
    let zero = base().pt("ZA3", "10", "0").figures("ZA3");
    assert_eq!((zero.status, show(zero.provided)), (Status::Below, "0.0000".into()));
    let suppressed = base().pt("ZA3", "10", "*").figures("ZA3");
    assert_eq!((suppressed.status, show(suppressed.provided)), (Status::NoReturn, "-".into()));
    let beside = base().pt("ZA3", "10", "*").weeks("ZA3", Profession::Pt, "2018/19", "12").figures("ZA3");
    assert_eq!(show(beside.provided), "12.0000");
    assert!(beside.notes().iter().any(|note| note.starts_with("provided incomplete")));
}

#[test]
fn a_total_adds_what_has_all_three_and_says_what_it_leaves_out() {
    let outcome = plan()
        .pt("ZA1", "10", "40")
        .pt("ZA2", "10", "20")
        .fte("ZA3", Profession::Pt, "2018-09-30", "5")
        .weeks("ZA4", Profession::Pt, "2018/19", "7")
        .outcome();
    let total = outcome.total(Profession::Pt, year("2018/19"), |_| true);
    assert_eq!((total.counted, total.of, total.meet), (2, 4, 1));
    assert_eq!((total.without_return, total.without_workforce), (1, 1));
    assert_eq!(show(Some(total.without_return_expected)), "15.0000");
    assert_eq!((show(Some(total.weeks_short)), show(Some(total.weeks_above))), ("10.0000".into(), "10.0000".into()));
    assert_eq!((show(Some(total.gap())), show(total.ratio())), ("0.0000".into(), "1.0000".into()));
    assert!(total.is_its_own_average);
    let one = outcome.total(Profession::Pt, year("2018/19"), |organisation| organisation == 1);
    assert_eq!((show(Some(one.expected)), show(one.ratio())), ("30.0000".into(), "0.6667".into()));
    assert!(!one.is_its_own_average);
}
