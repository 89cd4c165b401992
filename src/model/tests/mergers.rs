//! Mergers fold predecessor rows into the successor before averaging.

use super::*;
use crate::model::explain::{Explanation, FigureKey, Measure};
use crate::model::scenario::{Edit, Scenario, ScenarioState};

impl Plan {
    fn merger(mut self, predecessor: &str, successor: &str, date: &str) -> Plan {
        let Ok(()) = self.facts.merger(&MergerRow { line: 2, predecessor, successor, date: date.parse().ok() });
        self
    }
}

/// ZA1 was taken over by ZA2 in April 2019; the June snapshot has the staff of both under ZA2.
fn merged() -> Plan {
    plan()
        .fte("ZA1", Profession::Pt, "2018-09-30", "10")
        .fte("ZA2", Profession::Pt, "2018-09-30", "20")
        .fte("ZA2", Profession::Pt, "2019-06-30", "34")
        .fte("ZA3", Profession::Pt, "2018-09-30", "8")
        .weeks("ZA1", Profession::Pt, "2018/19", "12")
        .weeks("ZA2", Profession::Pt, "2018/19", "40")
        .weeks("ZA3", Profession::Pt, "2018/19", "16")
        .merger("ZA1", "ZA2", "2019-04-01")
}

#[test]
fn rows_of_an_organisation_that_was_taken_over_count_as_its_successors() {
    let figures = merged().figures("ZA2");
    // (10 + 20 + 34) ÷ 2 snapshots, and 12 + 40 weeks.
    assert_eq!((show(figures.eligible_fte), show(figures.provided)), ("32.0000".into(), "52.0000".into()));
    assert!(figures.notes().iter().any(|note| note == "with the figures of an organisation that was taken over"));
    let outcome = merged().outcome();
    assert!(outcome.places().all(|place| outcome.organisation(place).code != "ZA1"));
    // 68 weeks ÷ (32 + 8) FTE = 1.7, whoever they stood under.
    assert_eq!(show(outcome.at("ZA3", Profession::Pt, "2018/19").expected), "13.6000");
}

#[test]
fn mergers_that_are_ignored_change_nothing() {
    let figures = merged().set("mergers", "ignored").figures("ZA2");
    assert_eq!((show(figures.eligible_fte), show(figures.provided)), ("27.0000".into(), "40.0000".into()));
    let predecessor = merged().set("mergers", "ignored").figures("ZA1");
    assert_eq!((show(predecessor.eligible_fte), show(predecessor.provided)), ("10.0000".into(), "12.0000".into()));
}

#[test]
fn what_a_merger_moves_is_told_either_way() {
    let told = |plan: Plan| {
        let outcome = plan.outcome();
        let findings = check_plan(&outcome);
        findings.into_iter().find(|finding| finding.code == "merger").unwrap().message
    };
    assert_eq!(
        told(merged()),
        "ZA1 was taken over by ZA2 on 2019-04-01: 1 row of staff with 10 FTE and 1 row of placements with 12 weeks count \
         there."
    );
    assert_eq!(
        told(merged().set("mergers", "ignored")),
        "ZA1 was taken over by ZA2 on 2019-04-01, but mergers are ignored (mergers=applied folds them): 1 row of staff \
         with 10 FTE and 1 row of placements with 12 weeks stay with ZA1."
    );
    let nothing_loaded = plan().pt("ZA2", "20", "40").merger("ZA9", "ZA2", "");
    assert_eq!(told(nothing_loaded), "ZA9 was taken over by ZA2; no row of it is loaded.");
}

#[test]
fn a_reference_group_says_which_of_its_organisations_have_no_rows_any_more() {
    let told = |group: &str, mergers: &str| {
        let outcome = merged().set("reference_group", group).set("mergers", mergers).outcome();
        let findings = check_plan(&outcome);
        findings.into_iter().find(|finding| finding.code == "reference-taken-over").map(|finding| finding.message)
    };
    assert_eq!(
        told("organisations:ZA1,ZA3", "applied").unwrap(),
        "Of the reference group, ZA1 was taken over by ZA2: the rows count there, and form no rate. Choose ZA2 in place, \
         or have mergers ignored (mergers=ignored)."
    );
    assert_eq!(told("organisations:ZA1,ZA2,ZA3", "applied"), None, "all of it is in the group");
    assert_eq!(told("organisations:ZA1,ZA3", "ignored"), None);
    assert_eq!(told("all", "applied"), None);
}

#[test]
fn a_successor_of_which_nothing_is_loaded_takes_the_rows_all_the_same() {
    let figures = plan().pt("ZA1", "10", "40").pt("ZA3", "10", "20").merger("ZA1", "ZA7", "").figures("ZA7");
    assert_eq!((show(figures.eligible_fte), show(figures.provided)), ("10.0000".into(), "40.0000".into()));
}

#[test]
fn an_edition_that_replaces_one_organisation_does_not_replace_the_one_it_is_folded_into() {
    let layer = |source, replaces| Layer { source, batch: source, replaces };
    let figures = plan()
        .layer(layer(1, false))
        .pt("ZA1", "10", "12")
        .pt("ZA2", "20", "40")
        .layer(layer(2, true))
        .pt("ZA1", "11", "13")
        .merger("ZA1", "ZA2", "")
        .figures("ZA2");
    assert_eq!((show(figures.eligible_fte), show(figures.provided)), ("31.0000".into(), "53.0000".into()));
}

#[test]
fn a_figure_of_one_that_was_taken_over_says_where_its_rows_count() {
    let told = |plan: Plan, code: &str, measure| {
        let outcome = plan.outcome();
        let organisation = outcome.facts().organisation_number(code).unwrap();
        let place = Place { year: year("2018/19"), organisation, profession: Profession::Pt };
        outcome.explain(&FigureKey::new(measure, place))
    };
    let mergers = |told: &Explanation| {
        let used = told.settings.iter().find(|used| used.key == "mergers");
        used.map(|used| used.value.clone())
    };
    for measure in [Measure::EligibleFte, Measure::ProvidedWeeks] {
        let gone = told(merged(), "ZA1", measure);
        assert_eq!(gone.missing.as_deref(), Some("ZA1 was taken over by ZA2, where its rows count"));
        let successor = told(merged().merger("ZA8", "ZA2", ""), "ZA2", measure);
        assert_eq!([mergers(&gone), mergers(&successor)], [Some("applied".into()), Some("applied".into())]);
        let named: Vec<_> = successor.notes.iter().filter(|note| note.contains("was taken over by")).collect();
        assert_eq!(named, ["ZA1 was taken over by ZA2: its rows are among these"]);
        // Who took nobody over rests on no merger, and nobody does where they are ignored.
        assert_eq!(mergers(&told(merged(), "ZA3", measure)), None);
        assert_eq!(mergers(&told(merged().set("mergers", "ignored"), "ZA2", measure)), None);
    }
    let never = told(merged().fte("ZA4", Profession::Ot, "2018-09-30", "1"), "ZA4", Measure::EligibleFte);
    assert_eq!(never.missing.as_deref(), Some("no workforce row for ZA4, PT, 2018/19"));
}

#[test]
fn an_edit_of_one_that_was_taken_over_would_count_twice() {
    let refused = "ZA1 was taken over by ZA2, where its rows count; edit ZA2 instead";
    let edit = |line: &str| -> Edit { line.replace(' ', "\t").parse().unwrap() };
    let line = || edit("ZA1 PT 2018/19 fte 1");
    let open = |plan: Plan, edits: Vec<Edit>| {
        let scenario = Scenario { name: "Try".into(), edits, ..Scenario::default() };
        ScenarioState::open(Arc::new(plan.outcome()), scenario)
    };
    let fte = |state: &ScenarioState, code| show(state.outcome().at(code, Profession::Pt, "2018/19").eligible_fte);
    let mut made = open(merged(), vec![]);
    assert_eq!(made.push(vec![line()]).unwrap_err().to_string(), refused);
    assert!(made.scenario().edits.is_empty());
    // One that is older than the merger is kept and listed, and counts again once mergers are ignored.
    let mut older = open(merged(), vec![line()]);
    let conflicts = |state: &ScenarioState| state.conflicts().map(|it| it.reason.to_string()).collect::<Vec<_>>();
    assert_eq!(conflicts(&older), [refused]);
    assert!(older.outcome().places().all(|place| older.outcome().organisation(place).code != "ZA1"));
    assert_eq!(fte(&older, "ZA2"), "32.0000");
    older.push(vec![edit("* * * setting:mergers ignored")]).unwrap();
    assert_eq!((conflicts(&older), fte(&older, "ZA1")), (vec![], "1.0000".into()));
    let mut ignored = open(merged().set("mergers", "ignored"), vec![]);
    ignored.push(vec![line()]).unwrap();
    assert_eq!(fte(&ignored, "ZA1"), "1.0000");
}
