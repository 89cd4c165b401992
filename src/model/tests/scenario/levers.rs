//! Levers: what people do, as edits.

use super::*;

fn all() -> Selection {
    Selection::one(Scope::All, Profession::Pt, year("2018/19"))
}

fn lines(expansion: &Expansion) -> Vec<String> {
    expansion.edits.iter().map(|edit| edit.to_string().replace('\t', " ")).collect()
}

fn row<'a>(code: &'a str, activity: Activity, model: &'a str) -> PlacementRow<'a> {
    PlacementRow { model, ..placement(code, Profession::Pt, "2018/19", Some(activity)) }
}

#[test]
fn uptake_of_two_to_one_adds_its_share_of_todays_one_to_one_weeks() {
    let weeks = |weeks: &str| Activity::Weeks(PlacementWeeks::new(decimal(weeks)));
    let outcome = plan()
        .fte("ZA1", Profession::Pt, "2018-09-30", "10")
        .placement(row("ZA1", weeks("12"), "1:1"))
        .placement(row("ZA1", Activity::Hours(Hours::new(decimal("300"))), ""))
        .placement(row("ZA1", weeks("30"), "2:1"))
        .placement(row("ZA1", weeks("5"), "long-arm"))
        .placement(PlacementRow { status: PlacementStatus::Offered, ..row("ZA1", weeks("7"), "1:1") })
        .fte("ZA2", Profession::Pt, "2018-09-30", "10")
        .placement(row("ZA2", weeks("20"), "2:1"))
        .outcome();
    let today = OneToOneWeeks::count(&outcome);
    // 12 named and 300 ÷ 37.5 = 8 not named.
    assert_eq!(show(today.of(place(&outcome, "ZA1"))), "20.0000");
    let lever = two_to_one(&outcome, &today, &all(), decimal("0.325"));
    assert_eq!(lines(&lever), ["ZA1 PT 2018/19 weeks +6.5 2:1 uptake 32.5 %"]);
    assert_eq!(lever.left_out[0].reason, "no 1:1 placement weeks in the data");
    assert_eq!(
        today.finding().unwrap().message,
        "1 placement rows (8.0 placement weeks) name no supervision model, and count as 1:1 when a change to 2:1 is planned."
    );
}

#[test]
fn extra_blocks_are_added_where_there_is_a_return() {
    let outcome = three().fte("ZA4", Profession::Pt, "2018-09-30", "5").outcome();
    let lever = extra_blocks(&outcome, &all(), 10, decimal("4.5"));
    assert_eq!(lever.edits.len(), 3);
    assert_eq!(lines(&lever)[0], "ZA1 PT 2018/19 weeks +45 10 more blocks of 4.5 weeks");
    assert_eq!(lever.left_out.len(), 1);
}

#[test]
fn vacancies_are_averaged_like_the_fte_and_filled_in_part() {
    let vacant = |fte: &str| Some(Fte::new(decimal(fte)));
    let september = WorkforceRow { vacancy_fte: vacant("2"), ..staff("ZA1", Profession::Pt, "2018-09-30", "10") };
    let march = WorkforceRow { vacancy_fte: vacant("1"), ..staff("ZA1", Profession::Pt, "2019-03-31", "12") };
    let support = WorkforceRow { band: Band::B3, vacancy_fte: vacant("9"), ..march };
    let outcome = plan()
        .staff(september)
        .staff(march)
        .staff(support)
        .weeks("ZA1", Profession::Pt, "2018/19", "9")
        .pt("ZA2", "3", "9");
    let outcome = outcome.outcome();
    let vacancies = Vacancies::count(&outcome);
    assert_eq!(show(vacancies.of(place(&outcome, "ZA1"))), "1.5000");
    let lever = vacancies_filled(&outcome, &vacancies, &all(), decimal("0.5"));
    assert_eq!(lines(&lever), ["ZA1 PT 2018/19 fte +0.75 vacancies filled 50 %"]);
    assert_eq!(lever.left_out[0].reason, "the workforce data gives no vacancies here");
}

#[test]
fn a_new_team_brings_staff_and_weeks() {
    let outcome = three().fte("ZA4", Profession::Pt, "2018-09-30", "5").outcome();
    let team: Vec<String> = new_team(&outcome, place(&outcome, "ZA4"), decimal("3"), decimal("9"))
        .iter()
        .map(|edit| edit.to_string().replace('\t', " "))
        .collect();
    assert_eq!(team, ["ZA4 PT 2018/19 fte +3 new team", "ZA4 PT 2018/19 weeks 9 new team"]);
}
