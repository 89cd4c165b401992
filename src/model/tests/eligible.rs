//! Eligible FTE: staff groups, levels, bands, preceptees, snapshots.

use super::*;

fn fte_of(plan: Plan) -> String {
    show(plan.figures("ZA1").eligible_fte)
}

fn pt<'a>(fte: &str) -> WorkforceRow<'a> {
    staff("ZA1", Profession::Pt, "2018-09-30", fte)
}

#[test]
fn qualified_staff_count_and_support_staff_do_not() {
    let support = WorkforceRow { staff_group: StaffGroup::Support, band: Band::B3, ..pt("4") };
    let both = || plan().staff(pt("10")).staff(support);
    assert_eq!(fte_of(both()), "10.0000");
    assert_eq!(fte_of(both().set("staff", "all").set("bands", "3,6")), "14.0000");
    // Only support staff: workforce data is there, and eligible FTE is 0.
    assert_eq!(fte_of(plan().staff(support)), "0.0000");
    assert_eq!(fte_of(plan().staff(WorkforceRow { staff_group: StaffGroup::NotGiven, ..pt("3") })), "3.0000");
}

#[test]
fn paramedics_and_operating_department_practitioners_stand_elsewhere() {
    let row = |profession, staff_group, level| WorkforceRow { profession, staff_group, level, ..pt("5") };
    let at = |row: WorkforceRow<'static>| {
        let profession = row.profession;
        show(plan().staff(row).outcome().at("ZA1", profession, "2018/19").eligible_fte)
    };
    assert_eq!(at(row(Profession::Para, StaffGroup::Ambulance, "Ambulance Paramedic")), "5.0000");
    assert_eq!(at(row(Profession::Para, StaffGroup::Ambulance, "Manager")), "0.0000");
    assert_eq!(at(row(Profession::Odp, StaffGroup::OtherScientific, "Technician")), "5.0000");
    assert_eq!(at(row(Profession::Pt, StaffGroup::OtherScientific, "Technician")), "0.0000");
    let odp = plan().staff(row(Profession::Odp, StaffGroup::OtherScientific, "")).outcome();
    let notes = odp.at("ZA1", Profession::Odp, "2018/19").notes();
    assert!(notes.iter().any(|note| note.contains("operating theatres")), "{notes:?}");
}

#[test]
fn bands_five_to_nine_and_no_band_count() {
    for (band, counts) in [
        (Band::B4, false),
        (Band::B5, true),
        (Band::B8, true),
        (Band::B8d, true),
        (Band::B9, true),
        (Band::NotGiven, true),
        (Band::NonAfc, false),
        (Band::VerySeniorManager, false),
        (Band::Other, false),
    ] {
        let want = if counts { "1.0000" } else { "0.0000" };
        assert_eq!(fte_of(plan().staff(WorkforceRow { band, ..pt("1") })), want, "{band}");
    }
    let private = WorkforceRow { band: Band::NonAfc, ..pt("1") };
    assert_eq!(fte_of(plan().staff(private).set("bands", "5,6,7,non-afc")), "1.0000");
}

#[test]
fn levels_can_be_switched_off() {
    let manager = WorkforceRow { level: "Manager", ..pt("2") };
    assert_eq!(fte_of(plan().staff(pt("10")).staff(manager)), "12.0000");
    assert_eq!(fte_of(plan().staff(pt("10")).staff(manager).set("excluded_levels", "002_Manager")), "10.0000");
}

#[test]
fn preceptees_and_long_leave_are_parts_of_the_fte() {
    let some = |text: &str| Some(Fte::new(decimal(text)));
    let row = WorkforceRow { preceptee_fte: some("3"), leave_fte: some("1"), ..pt("10") };
    assert_eq!(fte_of(plan().staff(row)), "10.0000");
    assert_eq!(fte_of(plan().staff(row).set("preceptees", "excluded")), "7.0000");
    assert_eq!(fte_of(plan().staff(row).set("preceptees", "0.5")), "8.5000");
    assert_eq!(fte_of(plan().staff(row).set("long_leave", "excluded")), "9.0000");
    let same_person = WorkforceRow { preceptee_fte: some("1"), leave_fte: some("1"), ..pt("1") };
    let off = plan().staff(same_person).set("preceptees", "excluded").set("long_leave", "excluded");
    assert_eq!(fte_of(off), "0.0000", "never below nothing");
    let notes = plan().staff(pt("10")).set("preceptees", "excluded").figures("ZA1").notes();
    assert!(notes.contains(&"preceptees not given".to_owned()));
    let notes = plan().staff(pt("10")).set("long_leave", "excluded").figures("ZA1").notes();
    assert!(notes.contains(&"long leave not given".to_owned()), "{notes:?}");
    let nobody = WorkforceRow { leave_fte: some("0"), ..pt("10") };
    let notes = plan().staff(nobody).set("long_leave", "excluded").figures("ZA1").notes();
    assert!(!notes.contains(&"long leave not given".to_owned()), "a column that says nobody says so: {notes:?}");
}

#[test]
fn snapshots_are_summed_and_then_averaged() {
    let averaged = plan()
        .fte("ZA1", Profession::Pt, "2018-09-30", "6")
        .fte("ZA1", Profession::Pt, "2018-09-30", "4")
        .fte("ZA1", Profession::Pt, "2019-03-31", "12");
    assert_eq!(fte_of(averaged), "11.0000");
    // A snapshot with support staff only is a snapshot of 0.
    let support = WorkforceRow { staff_group: StaffGroup::Support, ..staff("ZA1", Profession::Pt, "2019-03-31", "2") };
    assert_eq!(fte_of(plan().staff(pt("10")).staff(support)), "5.0000");
    // A suppressed one is none at all.
    let suppressed = plan().staff(pt("10")).fte("ZA1", Profession::Pt, "2019-03-31", "*").figures("ZA1");
    assert_eq!(show(suppressed.eligible_fte), "10.0000");
    assert!(suppressed.notes().iter().any(|note| note.starts_with("FTE incomplete")));
}

#[test]
fn a_third_is_exact_and_an_organisation_on_its_share_meets_it() {
    let base = plan()
        .fte("ZA1", Profession::Pt, "2018-09-30", "1")
        .fte("ZA1", Profession::Pt, "2018-12-31", "0")
        .fte("ZA1", Profession::Pt, "2019-03-31", "0")
        .weeks("ZA1", Profession::Pt, "2018/19", "1")
        .fte("ZA2", Profession::Pt, "2018-09-30", "1")
        .weeks("ZA2", Profession::Pt, "2018/19", "3");
    let outcome = base.outcome();
    for code in ["ZA1", "ZA2"] {
        let figures = outcome.at(code, Profession::Pt, "2018/19");
        assert_eq!((figures.status, figures.placements_to_close), (Status::Meets, Some(0)), "{code}");
        assert!(figures.gap.unwrap().is_zero());
    }
}

#[test]
fn an_organisation_missing_from_some_snapshots_says_so() {
    let two = plan().fte("ZA1", Profession::Pt, "2018-09-30", "6").fte("ZA2", Profession::Pt, "2018-09-30", "6").fte(
        "ZA2",
        Profession::Pt,
        "2019-03-31",
        "6",
    );
    assert!(two.figures("ZA1").notes().contains(&"1 of 2 snapshots".to_owned()));
}

#[test]
fn a_row_for_the_whole_year_yields_to_dated_rows() {
    assert_eq!(fte_of(plan().fte("ZA1", Profession::Pt, "2018/19", "7")), "7.0000");
    let figures = plan().fte("ZA1", Profession::Pt, "2018/19", "7").staff(pt("10")).figures("ZA1");
    assert_eq!(show(figures.eligible_fte), "10.0000");
    assert!(figures.notes().iter().any(|note| note.contains("whole year")));
}

#[test]
fn the_nearest_snapshot_stands_in_only_when_asked_for() {
    let plan = || {
        plan().fte("ZA1", Profession::Pt, "2017-09-30", "6").fte("ZA1", Profession::Pt, "2020-07-31", "9").weeks(
            "ZA1",
            Profession::Pt,
            "2018/19",
            "20",
        )
    };
    assert_eq!(plan().figures("ZA1").status, Status::NoWorkforceData);
    let nearest = plan().set("nearest_snapshot", "yes").figures("ZA1");
    assert_eq!(show(nearest.eligible_fte), "6.0000", "488 days before 31 January 2019 against 547 after");
    assert!(nearest.notes().contains(&"nearest snapshot 2017-09-30".to_owned()));
    let near = plan().set("nearest_snapshot", "yes").set("nearest_snapshot_months", "12").figures("ZA1");
    assert_eq!(near.status, Status::NoWorkforceData);
}

#[test]
fn a_later_edition_replaces_the_cells_it_covers_and_no_others() {
    let layer = |batch, replaces| Layer { source: batch, batch, replaces };
    let figures = |replaces| {
        plan()
            .layer(layer(1, false))
            .staff(pt("10"))
            .fte("ZA1", Profession::Pt, "2019-03-31", "10")
            .layer(layer(2, replaces))
            .staff(pt("4"))
            .figures("ZA1")
    };
    assert_eq!(show(figures(true).eligible_fte), "7.0000");
    assert_eq!(show(figures(false).eligible_fte), "12.0000");
}

#[test]
fn only_rows_in_force_name_an_organisation() {
    let named = |name, region, moment| {
        let organisation = OrganisationMention { code: "ZA1", name, region, ics: "" };
        WorkforceRow { organisation, ..staff("ZA1", Profession::Pt, moment, "5") }
    };
    let layer = |batch, replaces| Layer { source: batch, batch, replaces };
    let of = |plan: Plan| {
        let outcome = plan.outcome();
        let organisation = &outcome.facts().organisations()[0];
        (organisation.name.clone(), organisation.region.clone())
    };
    let first = || {
        plan().layer(layer(1, false)).staff(named("Newest wrong name", "Nowhere", "2019-03-31")).staff(named(
            "Old name",
            "North",
            "2018-09-30",
        ))
    };
    assert_eq!(of(first()), ("Newest wrong name".into(), "Nowhere".into()), "the latest snapshot names");
    // The later edition replaces the cell of March, and gives no region: what the replaced row said is gone.
    let replaced = first().layer(layer(2, true)).staff(named("Right name", "", "2019-03-31"));
    assert_eq!(of(replaced), ("Right name".into(), "North".into()));
    let added = first().layer(layer(2, false)).staff(named("Right name", "", "2019-03-31"));
    assert_eq!(of(added), ("Newest wrong name".into(), "Nowhere".into()), "ties go to the smallest text");
}

#[test]
fn a_rate_that_rests_on_another_ones_nearest_snapshot_says_so_everywhere() {
    let plan = |nearest| {
        plan()
            .pt("ZA1", "10", "40")
            .fte("ZA2", Profession::Pt, "2017-09-30", "10")
            .weeks("ZA2", Profession::Pt, "2018/19", "20")
            .pt("ZA3", "5", "10")
            .set("nearest_snapshot", nearest)
    };
    let outcome = plan("yes").outcome();
    let said = "rate rests on the nearest snapshot of 1 organisation";
    assert!(outcome.at("ZA1", Profession::Pt, "2018/19").notes().contains(&said.to_owned()));
    let at = Place { year: year("2018/19"), organisation: 0, profession: Profession::Pt };
    let told = outcome.explain(&explain::FigureKey::new(explain::Measure::BenchmarkRate, at));
    assert!(told.notes.contains(&said.to_owned()), "{:?}", told.notes);
    assert_eq!(outcome.total(Profession::Pt, year("2018/19"), |_| true).on_nearest, 1);
    let none = plan("no").outcome();
    assert!(!none.at("ZA1", Profession::Pt, "2018/19").notes().contains(&said.to_owned()));
    assert_eq!(none.total(Profession::Pt, year("2018/19"), |_| true).on_nearest, 0);
}
