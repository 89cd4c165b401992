//! What stands out across the files of a plan.

use super::*;

fn said(plan: Plan) -> Vec<(&'static str, &'static str, String)> {
    let findings = check_plan(&plan.outcome());
    findings.into_iter().map(|finding| (finding.severity.word(), finding.code, finding.message)).collect()
}

fn codes(plan: Plan) -> Vec<(&'static str, &'static str)> {
    said(plan).into_iter().map(|(severity, code, _)| (severity, code)).collect()
}

#[test]
fn an_organisation_that_only_placements_know_is_unknown() {
    let typo = || plan().pt("ZA1", "10", "40").weeks("ZAI", Profession::Pt, "2018/19", "5");
    let found = said(typo());
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "warning", "unknown-organisation"));
    assert_eq!(
        found[0].2,
        "ZAI (ZAI): 1 row of placements, but neither workforce data nor an organisation reference has this code; \
         check it, or load its staff."
    );
    let organisation = OrganisationMention { code: "ZAI", name: "Saltmarsh Hospice", region: "", ics: "" };
    let mut known = typo();
    let Ok(()) = known.facts.organisation(&OrganisationRow { organisation, ..OrganisationRow::default() });
    assert_eq!(codes(known), [], "the reference knows it");
    // With nothing to know organisations by, every one of them would be unknown.
    assert_eq!(codes(plan().weeks("ZAI", Profession::Pt, "2018/19", "5")), []);
}

#[test]
fn fte_that_jumps_by_more_than_half_is_a_warning_and_in_small_teams_a_note() {
    let jump = |was: &str, is: &str| {
        codes(plan().fte("ZA1", Profession::Pt, "2018-09-30", was).fte("ZA1", Profession::Pt, "2019-03-31", is))
    };
    assert_eq!(jump("10", "15"), [], "half is not more than half");
    assert_eq!(jump("10", "15.1"), [("warning", "fte-jump")]);
    assert_eq!(jump("10", "4.9"), [("warning", "fte-jump")]);
    assert_eq!(jump("1", "2"), [("note", "fte-jump")], "one person in a team of two");
    assert_eq!(jump("4.9", "5.1"), []);
    assert_eq!(jump("2", "5"), [("warning", "fte-jump")]);
}

#[test]
fn more_weeks_than_the_fte_could_host_are_a_warning() {
    assert_eq!(codes(plan().pt("ZA1", "2", "80")), [], "40 weeks a year each");
    assert_eq!(codes(plan().pt("ZA1", "2", "80.1")), [("warning", "weeks-above-capacity")]);
    assert_eq!(codes(plan().pt("ZA1", "0", "1")), [("warning", "weeks-above-capacity")]);
    assert_eq!(codes(plan().pt("ZA1", "0", "0")), []);
}

#[test]
fn two_sources_with_different_dates_are_a_warning_and_missing_snapshots_a_note() {
    let layer = |source| Layer { source, batch: 0, replaces: false };
    let both = plan().layer(layer(1)).fte("ZA1", Profession::Pt, "2018-09-30", "10").layer(layer(2)).fte(
        "ZA1",
        Profession::Pt,
        "2018-10-31",
        "10",
    );
    assert_eq!(codes(both), [("warning", "sources-differ")]);
    let missing = plan()
        .fte("ZA1", Profession::Pt, "2018-09-30", "10")
        .fte("ZA2", Profession::Pt, "2018-09-30", "10")
        .fte("ZA2", Profession::Pt, "2018-10-31", "10");
    let found = said(missing);
    assert_eq!(found[0].2, "ZA1, Physiotherapy, 2018/19: in 1 of the 2 workforce snapshots loaded for the year.");
    assert_eq!((found.len(), found[0].0, found[0].1), (1, "note", "snapshots-missing"));
    let whole = plan().layer(layer(1)).fte("ZA1", Profession::Pt, "2018-09-30", "10").layer(layer(2)).fte(
        "ZA1",
        Profession::Pt,
        "2018/19",
        "10",
    );
    assert_eq!(codes(whole), [("warning", "year-row-ignored")]);
}

#[test]
fn years_that_never_meet_are_said_with_the_remedy() {
    let apart = || plan().fte("ZA1", Profession::Pt, "2017-09-30", "10").weeks("ZA1", Profession::Pt, "2018/19", "40");
    assert_eq!(codes(apart()), [("warning", "years-never-meet")]);
    assert!(said(apart())[0].2.contains("workforce data (2017/18) and placements (2018/19)"), "{:?}", said(apart()));
    assert_eq!(codes(apart().set("nearest_snapshot", "yes")), []);
}
