//! A rug small enough to work out by hand.

use super::super::comparison::tests::outcome;
use super::*;
use crate::report::{Beneath, PeerChoice};

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
    RugOrder { whose: Whose::default(), columns: vec![0], grouping, sort_by, descending }
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
    let by_name = rug.view(&order(RugGrouping::Region, None, false), None);
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
    let down = rug.view(&order(RugGrouping::Region, Some(0), true), None);
    assert_eq!(down.lines[0], RugLine::Group(0));
    assert!(said(&rug, &down)[0].starts_with("South"), "the higher total first");
    let flat = rug.view(&order(RugGrouping::None, Some(0), false), None);
    let lines = said(&rug, &flat);
    // (60 + 90 + 40) ÷ (50 + 150 + 50)
    assert_eq!(lines[0], "All organisations: 4 organisations 76 % 3 of 4");
    assert_eq!(lines[1..], ["ZA2 60 % below", "ZA3 80 % near", "ZA1 120 % above", "ZA4 no return "]);
    let south = RugOrder { whose: Whose::of_regions(vec!["South".into()]), ..order(RugGrouping::None, None, false) };
    assert_eq!(rug.view(&south, None).organisations, 2);
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
    let view = rug.view(&order(RugGrouping::Peers, None, false), None);
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
    let coast = Whose::among(PeerChoice::Named("Coast".into()));
    let coast = RugOrder { whose: coast, ..order(RugGrouping::None, None, false) };
    let coast = rug.view(&coast, None);
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

/// What is told of the totals of every group and column shown, as name, value and how many rest beneath.
fn told(rug: &Rug, order: &RugOrder, by: &Explainer) -> Vec<(String, String, String)> {
    let view = rug.view(order, None);
    let cells = view.groups.iter().flat_map(|group| (0..rug.columns.len()).map(move |column| (group, column)));
    let stories = cells.filter_map(|(group, column)| {
        let question = rug.total(order, group, column)?;
        let story = question.story(by);
        let value = story.missing.clone().unwrap_or(story.value.clone());
        // What is told is what the cell shows.
        let shown = group.cells[column].text.replace("no total", "Nobody among them has FTE, a return and a rate.");
        assert_eq!(value, shown, "{}", story.subject);
        Some((story.subject.clone(), value, story.with_values.unwrap_or_default()))
    });
    stories.collect()
}

#[test]
fn a_total_is_told_by_what_the_plan_holds_by_then() {
    let (facts, outcome) = outcome(&FOUR);
    let by = Explainer::Baseline(Arc::clone(&outcome));
    let rug = build(&outcome, RugQuery::Professions { year: "2018/19".parse().unwrap() });
    let north = |whose| RugOrder { whose, ..order(RugGrouping::Region, None, false) };
    let told = |order: &RugOrder| {
        told(&rug, order, &by)
            .into_iter()
            .map(|(of, value, values)| format!("{of}: {value}, {values}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(&north(Whose::default())),
        [
            "Physiotherapy, 2018/19, region North: 75 %, 150.00 ÷ 200.00 = 75 %",
            "Physiotherapy, 2018/19, region South: 80 %, 40.00 ÷ 50.00 = 80 %"
        ]
    );
    // Of those that the search finds.
    let found = north(Whose { search: "za1".into(), ..Whose::default() });
    assert_eq!(
        told(&found),
        ["Physiotherapy, 2018/19, region North, found by \u{201c}za1\u{201d}: 120 %, 60.00 ÷ 50.00 = 120 %"]
    );
    // The question outlives the rug: the plan has other thresholds and rates now, and another region.
    let view = rug.view(&north(Whose::default()), None);
    let question = rug.total(&north(Whose::default()), &view.groups[0], 0).unwrap();
    let mut settings = outcome.settings().clone();
    settings.set("set_rate.PT", "10").unwrap();
    let story = question.story(&Explainer::Baseline(Arc::new(Outcome::calculate(facts, settings))));
    assert_eq!((story.value.as_str(), story.with_values.as_deref()), ("38 %", Some("150.00 ÷ 400.00 = 38 %")));
    // It leads down to the organisations.
    let Some(Beneath::Total(provided)) = &story.parts[0].beneath else { panic!("{:?}", story.parts) };
    let names: Vec<_> = provided.story(&by).parts.into_iter().map(|part| (part.name, part.value)).collect();
    assert_eq!(names, [("ZA2".into(), "90.00 weeks".into()), ("ZA1".into(), "60.00 weeks".to_owned())]);
}

#[test]
fn totals_of_years_of_the_sample_are_told_by_the_rate_that_measures_them() {
    let outcome = Arc::new(
        crate::session::facts_of_files(&crate::session::sample_files(), &Default::default(), &mut |_, _| {})
            .unwrap()
            .0
            .outcome(),
    );
    let scenario = crate::model::scenario::Scenario {
        edits: vec!["ZA1\tPT\t2018/19\tweeks\t*1.5\t".parse().unwrap()],
        ..Default::default()
    };
    let state = Arc::new(crate::model::scenario::ScenarioState::open(Arc::clone(&outcome), scenario));
    let shown = Arc::new(state.outcome().clone());
    let by = Explainer::Scenario(state);
    let rug = Rug::build(&shown, &by, RugQuery::Years { profession: Profession::Pt, reference: None });
    let order = RugOrder { columns: (0..rug.columns.len()).collect(), ..order(RugGrouping::Ics, None, false) };
    let told = told(&rug, &order, &by);
    assert!(told.len() >= 3 * rug.columns.len(), "{told:?}");
    // Down to an organisation of the baseline, the figures are those of the same rate.
    let view = rug.view(&order, None);
    let question = rug.total(&order, &view.groups[1], 2).unwrap();
    let story = question.story(&by);
    let Some(Beneath::Total(before)) = &story.beside[0].beneath else { panic!("{story:?}") };
    assert_eq!((before.in_baseline, before.reference), (true, Some("2016/17".parse().unwrap())));
    assert_eq!(before.story(&by).reference, rug.reference);
}

#[test]
fn totals_are_added_up_again_only_where_other_organisations_are_beneath() {
    let rug = rug();
    let by_region = order(RugGrouping::Region, None, false);
    let before = rug.view(&by_region, None);
    let same = |a: &RugGroup, b: &RugGroup| Arc::ptr_eq(&a.cells, &b.cells);
    // Sorted otherwise, both groups have the same organisations.
    let sorted = rug.view(&order(RugGrouping::Region, Some(0), true), Some(&before));
    assert!(same(&sorted.groups[0], &before.groups[1]) && same(&sorted.groups[1], &before.groups[0]));
    // The search takes one away from the north alone.
    let searched = RugOrder { whose: Whose { search: "za".into(), ..Whose::default() }, ..by_region.clone() };
    assert!(rug.view(&searched, Some(&before)).groups.iter().zip(&before.groups).all(|(a, b)| same(a, b)));
    let north = RugOrder {
        whose: Whose { codes: ["ZA2", "ZA3", "ZA4"].map(str::to_owned).into(), ..Whose::default() },
        ..by_region
    };
    let after = rug.view(&north, Some(&before));
    assert!(!same(&after.groups[0], &before.groups[0]) && same(&after.groups[1], &before.groups[1]));
    assert_eq!(
        (after.groups[0].cells[0].text.as_str(), after.groups[0].name.as_str()),
        ("60 %", "North: 1 organisation")
    );
}
