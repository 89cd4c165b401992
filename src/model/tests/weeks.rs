//! Provided placement weeks: units, statuses, learner types.

use super::*;

fn provided(plan: Plan) -> String {
    show(plan.figures("ZA1").provided)
}

fn row<'a>(activity: Activity) -> PlacementRow<'a> {
    placement("ZA1", Profession::Pt, "2018/19", Some(activity))
}

fn weeks(text: &str) -> Activity {
    Activity::Weeks(PlacementWeeks::new(decimal(text)))
}

#[test]
fn hours_and_days_are_totalled_and_converted_once() {
    let mixed = || {
        plan()
            .placement(row(weeks("12")))
            .placement(row(Activity::Hours(Hours::new(decimal("187.5")))))
            .placement(row(Activity::Days(Days::new(decimal("7")))))
    };
    // 12 + 187.5 ÷ 37.5 + 7 ÷ 5 = 12 + 5 + 1.4
    assert_eq!(provided(mixed()), "18.4000");
    // 12 + 187.5 ÷ 30 + 7 ÷ 4 = 12 + 6.25 + 1.75
    assert_eq!(provided(mixed().set("hours_per_week", "30").set("days_per_week", "4")), "20.0000");
}

#[test]
fn three_rows_of_a_third_of_a_week_are_one_week() {
    let third = || row(Activity::Hours(Hours::new(decimal("12.5"))));
    let figures = plan().placement(third()).placement(third()).placement(third()).figures("ZA1");
    assert!(figures.provided.unwrap().compare(Decimal::ONE).is_eq());
}

#[test]
fn only_provided_weeks_count_and_every_row_makes_a_return() {
    let offered = |status| PlacementRow { status, ..row(weeks("6")) };
    for status in [PlacementStatus::Offered, PlacementStatus::Declined, PlacementStatus::Cancelled] {
        assert_eq!(provided(plan().placement(offered(status))), "0.0000", "{status:?}");
        assert_eq!(provided(plan().placement(offered(status)).placement(row(weeks("6")))), "6.0000");
    }
}

#[test]
fn apprentices_count_and_returners_do_not_unless_asked_for() {
    let learner = |learner_type| PlacementRow { learner_type, ..row(weeks("6")) };
    let all = || LearnerType::ALL.into_iter().fold(plan(), |plan, learner_type| plan.placement(learner(learner_type)));
    assert_eq!(provided(all()), "12.0000");
    assert_eq!(provided(all().set("learner_types", "pre-registration,return to practice,international")), "18.0000");
    assert_eq!(provided(all().set("learner_types", "apprentice")), "6.0000");
}

#[test]
fn the_share_of_apprentices_is_shown_where_they_bring_weeks() {
    let row = |learner_type, weeks: &str| {
        let activity = Some(Activity::Weeks(PlacementWeeks::new(decimal(weeks))));
        PlacementRow { learner_type, ..placement("ZA1", Profession::Pt, "2018/19", activity) }
    };
    let hours = Some(Activity::Hours(Hours::new(decimal("150"))));
    let half = || {
        plan()
            .pt("ZA1", "10", "4")
            .placement(row(LearnerType::Apprentice, "4"))
            .placement(PlacementRow { activity: hours, ..row(LearnerType::Apprentice, "0") })
            .placement(row(LearnerType::International, "9"))
            .pt("ZA2", "10", "4")
    };
    // 4 of 12 weeks, and 150 hours are 4 more.
    let figures = half().figures("ZA1");
    assert_eq!((show(figures.provided), show(figures.apprentice_share)), ("12.0000".into(), "0.6667".into()));
    assert_eq!(figures.notes()[0], "apprentices 67 % of the provided weeks");
    let none = half().figures("ZA2");
    assert_eq!(show(none.apprentice_share), "0.0000");
    assert!(!none.notes().iter().any(|note| note.contains("apprentices")), "{:?}", none.notes());
    let (outcome, at) = (half().outcome(), year("2018/19"));
    assert_eq!(show(outcome.apprentices(Profession::Pt, at, |_| true)), "0.5000");
    let left_out = half().set("learner_types", "pre-registration").figures("ZA1");
    assert_eq!((show(left_out.provided), show(left_out.apprentice_share)), ("4.0000".into(), "0.0000".into()));
    assert_eq!(show(plan().fte("ZA1", Profession::Pt, "2018-09-30", "1").figures("ZA1").apprentice_share), "-");
}
