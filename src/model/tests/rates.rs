//! The three benchmark methods, the reference group and the reference year.

use super::*;

#[test]
fn observed_is_the_groups_own_average() {
    // ΣW ÷ ΣF = (40 + 20) ÷ (10 + 10) = 3 weeks per FTE.
    let outcome = plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").outcome();
    let first = outcome.at("ZA1", Profession::Pt, "2018/19");
    assert_eq!(show(first.rate.ok().map(|rate| rate.value())), "3.0000");
    assert_eq!(show(first.expected), "30.0000");
    assert_eq!(show(first.gap), "10.0000");
    assert_eq!(show(first.ratio), "1.3333");
    assert_eq!(show(first.fte_share), "0.5000");
    assert_eq!(show(first.provided_share), "0.6667");
    let second = outcome.at("ZA2", Profession::Pt, "2018/19");
    assert_eq!(show(second.gap), "-10.0000");
    assert_eq!(second.placements_to_close, Some(2));
}

#[test]
fn an_organisation_cannot_be_its_own_benchmark() {
    let alone = plan().pt("ZA1", "10", "40").figures("ZA1");
    assert_eq!(alone.rate.unwrap_err(), NoRate::TooFewOrganisations { have: 1, need: 2, year: year("2018/19") });
    assert_eq!(alone.status, Status::NoRate);
    assert!(alone.expected.is_none() && alone.gap.is_none() && alone.ratio.is_none());
    assert_eq!(show(alone.provided), "40.0000");
    assert!(alone.notes().iter().any(|note| note.starts_with("no rate: 1 organisation has both")));
}

#[test]
fn an_organisation_without_a_return_changes_no_rate() {
    let rate = |plan: Plan| plan.figures("ZA1").rate.unwrap().value();
    let two = plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20");
    let with_a_third =
        plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").fte("ZA3", Profession::Pt, "2018-09-30", "55");
    assert_eq!(rate(two), rate(with_a_third));
}

#[test]
fn a_missing_return_counts_as_zero_only_when_asked_for() {
    let plan = || plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").fte("ZA3", Profession::Pt, "2018-09-30", "10");
    let figures = plan().figures("ZA3");
    assert_eq!(figures.status, Status::NoReturn);
    assert_eq!(
        (show(figures.expected), show(figures.provided), show(figures.gap)),
        ("30.0000".into(), "-".into(), "-".into())
    );
    let figures = plan().set("missing_return_as_zero", "yes").figures("ZA3");
    // Now 60 weeks over 30 FTE.
    assert_eq!((show(figures.expected), show(figures.provided)), ("20.0000".into(), "0.0000".into()));
    assert_eq!(figures.status, Status::Below);
    assert!(figures.notes().contains(&"no return, counted as 0 weeks".to_owned()));
}

#[test]
fn demand_is_shared_by_workforce_returns_or_not() {
    let outcome = plan()
        .pt("ZA1", "10", "40")
        .fte("ZA2", Profession::Pt, "2018-09-30", "30")
        .demand(Profession::Pt, "2018/19", "100")
        .demand(Profession::Pt, "2018/19", "60")
        .set("benchmark_method.PT", "demand")
        .outcome();
    let first = outcome.at("ZA1", Profession::Pt, "2018/19");
    assert_eq!(show(first.rate.ok().map(|rate| rate.value())), "4.0000");
    assert_eq!((show(first.expected), show(first.fte_share)), ("40.0000".into(), "0.2500".into()));
    let second = outcome.at("ZA2", Profession::Pt, "2018/19");
    assert_eq!((show(second.expected), show(second.provided_share)), ("120.0000".into(), "-".into()));
    let none = plan().pt("ZA1", "10", "40").set("benchmark_method", "demand").figures("ZA1");
    assert_eq!(none.rate.unwrap_err(), NoRate::NoDemand(year("2018/19")));
}

#[test]
fn a_set_rate_needs_nobody_else() {
    // RCSLT 2021: 25 days per WTE = 5 placement weeks.
    let slt = || plan().fte("ZA1", Profession::Slt, "2018-09-30", "8").weeks("ZA1", Profession::Slt, "2018/19", "38");
    let figures = slt().set("benchmark_method.SLT", "set").set("set_rate.SLT", "5").outcome().at(
        "ZA1",
        Profession::Slt,
        "2018/19",
    );
    assert_eq!((show(figures.expected), show(figures.gap)), ("40.0000".into(), "-2.0000".into()));
    assert_eq!((figures.rate.unwrap().organisations, show(figures.fte_share)), (0, "-".into()));
    let figures = slt().set("benchmark_method.SLT", "set").outcome().at("ZA1", Profession::Slt, "2018/19");
    assert_eq!(figures.rate.unwrap_err(), NoRate::NoneEntered);
}

#[test]
fn only_the_reference_group_forms_the_rate_and_everyone_is_measured_by_it() {
    let figures = plan()
        .pt("ZA1", "10", "40")
        .pt("ZA2", "10", "20")
        .pt("ZA3", "10", "90")
        .set("reference_group", "organisations:za1,ZA2")
        .figures("ZA3");
    assert_eq!((show(figures.expected), show(figures.ratio)), ("30.0000".into(), "3.0000".into()));
    assert_eq!(show(figures.fte_share), "-");
}

#[test]
fn one_fixed_reference_year_serves_every_year() {
    let outcome = plan()
        .pt("ZA1", "10", "40")
        .pt("ZA2", "10", "20")
        .fte("ZA1", Profession::Pt, "2019-09-30", "10")
        .weeks("ZA1", Profession::Pt, "2019/20", "15")
        .set("reference_year", "2018/19")
        .outcome();
    let later = outcome.at("ZA1", Profession::Pt, "2019/20");
    assert_eq!((show(later.expected), show(later.ratio)), ("30.0000".into(), "0.5000".into()));
    assert_eq!(show(later.fte_share), "-", "shares belong to the year that formed the rate");
    let total = outcome.total(Profession::Pt, year("2019/20"), |_| true);
    assert!(!total.is_its_own_average);
    assert!(outcome.total(Profession::Pt, year("2018/19"), |_| true).is_its_own_average);
}

#[test]
fn few_organisations_or_one_that_dominates_are_said() {
    let notes = plan().pt("ZA1", "90", "300").pt("ZA2", "10", "20").figures("ZA2").notes();
    assert_eq!(
        notes,
        ["rate formed by 2 organisations only", "one organisation holds more than half of the FTE behind the rate"]
    );
}
