//! The clustering of a profession and year: whose rows it rests on.

use super::*;
use crate::model::statistics::ClusteringBasis;

fn block<'a>(code: &'a str, students: &str, each: &str) -> PlacementRow<'a> {
    let weeks = Activity::Weeks(PlacementWeeks::new(decimal("12")));
    let (students, weeks_per_student) = (Some(decimal(students)), Some(decimal(each)));
    PlacementRow { students, weeks_per_student, ..placement(code, Profession::Pt, "2018/19", Some(weeks)) }
}

fn factor(plan: Plan) -> f64 {
    plan.outcome().clustering(Profession::Pt, year("2018/19")).factor()
}

#[test]
fn blocks_of_counted_rows_make_the_clustering() {
    let mixed = || plan().placement(block("ZA1", "40", "4")).placement(block("ZA2", "40", "5"));
    let whole = mixed().placement(block("ZA2", "20", "8"));
    assert!((factor(whole) - 2920.0 / 520.0).abs() < 1e-12);
    // Offered, missing and other years' rows say nothing of what was provided here.
    let offered = PlacementRow { status: PlacementStatus::Offered, ..block("ZA1", "90", "9") };
    let missing = PlacementRow { activity: None, ..block("ZA1", "90", "9") };
    let other = PlacementRow { year: year("2019/20"), ..block("ZA1", "90", "9") };
    let more = mixed().placement(offered).placement(missing).placement(other);
    assert!((factor(more) - (40.0 * 16.0 + 40.0 * 25.0) / (160.0 + 200.0)).abs() < 1e-12);
}

#[test]
fn only_the_reference_group_counts_and_the_order_of_rows_does_not() {
    let rows = || [block("ZA1", "3", "4.1"), block("ZA2", "40", "8"), block("ZA1", "7", "5.3")];
    let forwards = rows().into_iter().fold(plan(), Plan::placement);
    let backwards = rows().into_iter().rev().fold(plan(), Plan::placement);
    assert_eq!(factor(forwards), factor(backwards));
    let alone = rows().into_iter().fold(plan(), Plan::placement).set("reference_group", "organisations:ZA2");
    assert_eq!(factor(alone), 8.0);
}

#[test]
fn without_a_block_the_settings_length_stands_in_and_says_so() {
    let clustering = plan().pt("ZA1", "10", "40").set("block_weeks.PT", "5").outcome();
    let clustering = clustering.clustering(Profession::Pt, year("2018/19"));
    assert_eq!((clustering.factor(), clustering.basis()), (5.0, ClusteringBasis::UsualBlock));
}
