//! Professions of a user's own: counted, rated and edited as any other.

use super::*;
use crate::model::scenario::{Benchmark, Edit, Scenario, ScenarioState};

fn play() -> Profession {
    Profession::of_code("PLAY").unwrap()
}

fn hort() -> Profession {
    Profession::of_code("HORT").unwrap()
}

/// Two organisations with play therapists, whom nobody added.
fn stored() -> Plan {
    let of = |plan: Plan, code: &str, weeks: &str| {
        plan.fte(code, play(), "2018-09-30", "4").weeks(code, play(), "2018/19", weeks)
    };
    of(of(plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20"), "ZA1", "12"), "ZA2", "4")
}

#[test]
fn an_own_profession_has_its_own_rate_and_changes_no_other() {
    let outcome = stored().set("profession.PLAY", "Play therapy").outcome();
    let figures = outcome.at("ZA1", play(), "2018/19");
    assert_eq!((show(figures.expected), show(figures.gap)), ("8.0000".into(), "4.0000".into()));
    assert_eq!(outcome.at("ZA2", play(), "2018/19").status, Status::Below);
    let without = plan().pt("ZA1", "10", "40").pt("ZA2", "10", "20").outcome();
    for code in ["ZA1", "ZA2"] {
        let (ours, theirs) = (outcome.at(code, Profession::Pt, "2018/19"), without.at(code, Profession::Pt, "2018/19"));
        assert_eq!((ours.expected, ours.gap), (theirs.expected, theirs.gap));
    }
    let settings = [("benchmark_method.PLAY", "set"), ("set_rate.PLAY", "5"), ("block_weeks.PLAY", "3")];
    let plan = settings.into_iter().fold(stored().set("profession.PLAY", "Play therapy"), |p, (k, v)| p.set(k, v));
    let set = plan.outcome().at("ZA1", play(), "2018/19");
    assert_eq!((show(set.expected), set.placements_to_close), ("20.0000".into(), Some(3)));
}

#[test]
fn what_rows_are_of_is_there_although_nobody_added_it_and_what_was_added_has_a_place() {
    let outcome = stored().set("profession.HORT", "Horticultural therapy").outcome();
    let own: Vec<String> = outcome.professions()[13..].iter().map(ToString::to_string).collect();
    assert_eq!(own, ["HORT", "PLAY"]);
    assert_eq!(
        (&*outcome.profession_name(play()), &*outcome.profession_name(hort())),
        ("PLAY", "Horticultural therapy")
    );
    let of: Vec<Profession> = outcome.places().filter(|place| place.organisation == 0).map(|p| p.profession).collect();
    assert_eq!(of, [Profession::Pt, play()]);
    assert_eq!(outcome.recognise_profession("horticultural therapy"), Some(hort()));
    assert_eq!(outcome.recognise_profession("play"), Some(play()));
    assert_eq!(outcome.recognise_profession("ARTX"), None);
    // Facts are found whichever professions have a column between them.
    assert_eq!(show(outcome.at("ZA2", play(), "2018/19").eligible_fte), "4.0000");
    for (number, profession) in outcome.professions().iter().enumerate() {
        assert_eq!(outcome.cells().profession_number(*profession), Some(number));
    }
    assert_eq!(stored().outcome().cells().profession_number(hort()), None);
}

fn state(plan: Plan, lines: &[&str]) -> ScenarioState {
    let edits: Vec<Edit> = lines.iter().map(|line| line.replace(' ', "\t").parse().unwrap()).collect();
    let scenario = Scenario { benchmark: Benchmark::Recalculated, edits, ..Scenario::default() };
    ScenarioState::open(Arc::new(plan.outcome()), scenario)
}

#[test]
fn a_scenario_edits_it_as_any_other() {
    let plan = stored().set("profession.HORT", "Horticultural therapy");
    let lines =
        ["ZA2 PLAY 2018/19 weeks +4", "ZA1 HORT 2018/19 fte 2", "ZA1 HORT 2018/19 weeks 6", "* PLAY 2018/19 rate 3"];
    let state = state(plan, &lines);
    assert_eq!(state.conflicts().count(), 0);
    let outcome = state.outcome();
    assert_eq!(show(outcome.at("ZA2", play(), "2018/19").gap), "-4.0000");
    assert_eq!(show(outcome.at("ZA1", hort(), "2018/19").provided), "6.0000");
}

#[test]
fn edits_of_a_profession_that_the_plan_lacks_are_kept_and_say_so() {
    let lines = ["ZA1 HORT 2018/19 fte 2", "* HORT 2018/19 rate 3", "* HORT * setting:block_weeks 4"];
    let mut state = state(stored(), &lines);
    let reasons: Vec<String> = state.conflicts().map(|conflict| conflict.reason.to_string()).collect();
    assert_eq!(reasons.len(), 3);
    assert!(reasons[..2].iter().all(|reason| reason.starts_with("there is no profession HORT in this plan; add it")));
    assert!(reasons[2].starts_with("profession \"HORT\" is none of this plan"), "{}", reasons[2]);
    let edit: Edit = "ZA1\tHORT\t2018/19\tfte\t3".parse().unwrap();
    assert!(state.push(vec![edit]).is_err());
}

#[test]
fn what_professions_are_called_belongs_to_the_plan_alone() {
    for line in ["*\t*\t*\tsetting:profession.PLAY\tPlay therapy", "*\tPLAY\t*\tsetting:profession\tPlay therapy"] {
        let refused = line.parse::<Edit>().unwrap_err().to_string();
        assert!(refused.contains("belongs to the plan, not to a scenario"), "{refused}");
    }
    let mut names = Professions::default();
    names.set("PLAY", "Play therapy").unwrap();
    let edit = Edit::read("za1\tplay therapy\t2018\tfte\t2", &names).unwrap();
    assert_eq!(edit.to_string(), "ZA1\tPLAY\t2018/19\tfte\t2\t");
    assert!("za1\tplay therapy\t2018\tfte\t2".parse::<Edit>().is_err());
}
