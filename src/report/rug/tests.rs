//! A rug small enough to work out by hand.

use super::super::comparison::tests::outcome;
use super::*;
use crate::report::Peers;

/// Rate 5 a week: expected 50, 150, 50, and 100 without a return.
const FOUR: [(&str, &str, &str, &str); 4] = [
    ("ZA1", "North", "10", "60"),
    ("ZA2", "North", "30", "90"),
    ("ZA3", "South", "10", "40"),
    ("ZA4", "South", "20", "-"),
];

fn build(outcome: &Arc<Outcome>, query: RugQuery) -> Rug {
    Rug::build(outcome, &Explainer::Baseline(Arc::clone(outcome)), query)
}

fn rug() -> Rug {
    let (_, outcome) = outcome(&FOUR);
    build(&outcome, RugQuery::Professions { year: "2018/19".parse().unwrap() })
}

fn order(grouping: RugGrouping, sort_by: Option<usize>, descending: bool) -> RugOrder {
    RugOrder {
        regions: Vec::new(),
        peers: None,
        search: String::new(),
        columns: vec![0],
        grouping,
        sort_by,
        descending,
    }
}

fn said(rug: &Rug, view: &RugView) -> Vec<String> {
    let say = |line: &RugLine| match line {
        RugLine::Group(group) => {
            let group = &view.groups[*group as usize];
            format!("{} {} {}", group.name, group.cells[0].text, group.cells[0].word)
        }
        RugLine::Organisation { row, .. } => {
            let row = &rug.rows[*row as usize];
            format!("{} {} {}", row.name, row.cells[0].text, row.cells[0].word)
        }
    };
    view.lines.iter().map(say).collect()
}

#[test]
fn subtotals_sum_first_then_divide_and_say_n_of_n() {
    let rug = rug();
    assert_eq!(rug.columns.len(), 1, "professions without anything have no column");
    // North: (60 + 90) ÷ (50 + 150) = 75 %, where the mean of 120 % and 60 % would be 90 %.
    let by_name = rug.view(&order(RugGrouping::Region, None, false));
    assert_eq!(
        said(&rug, &by_name),
        [
            "North: 2 organisations 75 % 2 of 2",
            "ZA1 120 % above",
            "ZA2 60 % below",
            "South: 2 organisations 80 % 1 of 2",
            "ZA3 80 % near",
            "ZA4 no return "
        ]
    );
    assert!(by_name.groups[1].cells[0].remark.contains("1 without a return"));
}

#[test]
fn sorting_goes_by_group_and_within_and_missing_comes_last() {
    let rug = rug();
    let down = rug.view(&order(RugGrouping::Region, Some(0), true));
    assert_eq!(down.lines[0], RugLine::Group(0));
    assert!(said(&rug, &down)[0].starts_with("South"), "the higher total first");
    let flat = rug.view(&order(RugGrouping::None, Some(0), false));
    let lines = said(&rug, &flat);
    // (60 + 90 + 40) ÷ (50 + 150 + 50)
    assert_eq!(lines[0], "All organisations: 4 organisations 76 % 3 of 4");
    assert_eq!(lines[1..], ["ZA2 60 % below", "ZA3 80 % near", "ZA1 120 % above", "ZA4 no return "]);
    let south = RugOrder { regions: vec!["South".into()], ..order(RugGrouping::None, None, false) };
    assert_eq!(rug.view(&south).organisations, 2);
}

#[test]
fn an_organisation_in_two_peer_groups_counts_in_both_totals_and_once_in_all() {
    let (facts, outcome) = outcome(&FOUR);
    let mut settings = outcome.settings().clone();
    settings.set("peer_group.Coast", "organisations:ZA1,ZA2").unwrap();
    settings.set("peer_group.Hills", "organisations:ZA2,ZA3").unwrap();
    let rug = build(
        &Arc::new(Outcome::calculate(facts, settings)),
        RugQuery::Professions { year: "2018/19".parse().unwrap() },
    );
    let view = rug.view(&order(RugGrouping::Peers, None, false));
    assert_eq!(view.organisations, 4);
    assert_eq!(
        said(&rug, &view),
        [
            "Coast: 2 organisations 75 % 2 of 2",
            "ZA1 120 % above",
            "ZA2 60 % below",
            "Hills: 2 organisations 65 % 2 of 2",
            "ZA2 60 % below",
            "ZA3 80 % near",
            "In no peer group: 1 organisation no total 0 of 1",
            "ZA4 no return "
        ]
    );
    let again = |line: &&RugLine| matches!(line, RugLine::Organisation { time: 1, .. });
    assert_eq!(view.lines.iter().filter(again).count(), 1, "ZA2 stands a second time");
    let coast = Peers::new("peer group Coast".into(), vec!["ZA2".into(), "ZA1".into()]);
    let coast = RugOrder { peers: Some(Arc::new(coast)), ..order(RugGrouping::None, None, false) };
    let coast = rug.view(&coast);
    assert_eq!((coast.organisations, said(&rug, &coast).len()), (2, 3));
}

#[test]
fn years_are_measured_by_one_fixed_year_and_say_so() {
    let (_, outcome) = outcome(&FOUR);
    let query = RugQuery::Years { profession: Profession::Pt, reference: None };
    let rug = build(&outcome, query);
    assert_eq!((rug.title(0), rug.reference), ("2018/19".to_owned(), Some("2018/19".parse().unwrap())));
    assert!(rug.sentence.contains("every year is measured by the rate of 2018/19"), "{}", rug.sentence);
}

#[test]
fn small_numbers_keep_their_word_and_are_marked() {
    let (_, outcome) = outcome(&[("ZA1", "", "4", "30"), ("ZA2", "", "40", "200")]);
    let rug = build(&outcome, RugQuery::Professions { year: "2018/19".parse().unwrap() });
    let cells: Vec<_> = rug.rows.iter().map(|row| (row.cells[0].word.as_str(), row.cells[0].neutral)).collect();
    assert_eq!(cells, [("above", true), ("meets", false)]);
    assert!(rug.rows[0].cells[0].remark.contains("Unstable"));
}
