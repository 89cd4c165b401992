//! The table of a year, followed from edit to edit and made anew.

use std::sync::Arc;

use super::super::comparison::tests::outcome;
use super::*;
use crate::model::scenario::{Benchmark, Edit, Scenario, ScenarioState};
use crate::model::{Place, Profession};

const YEAR: &str = "2018/19";

fn query(sort_by: OverviewColumn) -> OverviewQuery {
    OverviewQuery { professions: Vec::new(), whose: Whose::default(), sort_by, descending: false }
}

/// Every text in its order, and what the cards say.
fn said(table: &YearTable, sort_by: OverviewColumn) -> Vec<String> {
    let view = table.view(&query(sort_by));
    let row = |number| {
        let row = table.row(number);
        OverviewColumn::ALL.map(|column| table.cell(row, column).text.clone()).join(" | ")
    };
    let cards = view.headlines.iter().flat_map(|headline| headline.lines.iter().map(|line| line.text.clone()));
    view.order.iter().map(|number| row(*number)).chain(cards).collect()
}

#[test]
fn a_table_that_follows_says_what_one_made_anew_says() {
    let (_, baseline) = outcome(&[("ZA1", "North", "10", "60"), ("ZA2", "", "30", "90"), ("ZA3", "South", "10", "-")]);
    let year = YEAR.parse().unwrap();
    for benchmark in [Benchmark::Held, Benchmark::Recalculated] {
        let mut state = ScenarioState::open(Arc::clone(&baseline), Scenario { benchmark, ..Scenario::default() });
        let mut followed = YearTable::build(&baseline, year);
        for edit in ["ZA3 PT weeks 20", "ZA1 PT fte +5", "ZA2 OT weeks 9", "ZA2 PT weeks *0"] {
            // The texts of some rows are there before the edit, those of others are not.
            let first = followed.view(&query(OverviewColumn::Code)).order[0];
            followed.cell(followed.row(first), OverviewColumn::Gap);
            let mut words = edit.split(' ');
            let mut word = || words.next().unwrap();
            let line = [word(), word(), YEAR, word(), word()].join("\t");
            state.push(vec![line.parse::<Edit>().unwrap()]).unwrap();
            let now = Arc::new(state.outcome().clone());
            followed = followed.following(&now).unwrap();
            let anew = YearTable::build(&now, year);
            for column in OverviewColumn::ALL {
                assert_eq!(said(&followed, column), said(&anew, column), "{benchmark:?}, {edit}, {column:?}");
            }
        }
    }
}

#[test]
fn missing_figures_stand_last_and_ties_go_by_code() {
    let (_, outcome) = outcome(&[("ZA3", "", "20", "100"), ("ZA1", "", "10", "50"), ("ZA2", "", "10", "-")]);
    let table = YearTable::build(&outcome, YEAR.parse().unwrap());
    let codes = |descending| {
        let view = table.view(&OverviewQuery { descending, ..query(OverviewColumn::Ratio) });
        let code = |number: &RowNumber| table.cell(table.row(*number), OverviewColumn::Code).text.clone();
        view.order.iter().map(code).collect::<Vec<_>>()
    };
    assert_eq!((codes(false), codes(true)), (vec!["ZA1".into(), "ZA3".into(), "ZA2".to_owned()], codes(false)));
}

#[test]
fn small_numbers_are_unstable_here_as_in_a_comparison() {
    let (_, outcome) = crate::report::comparison::tests::outcome(&crate::report::comparison::tests::FIVE);
    let year = "2018/19".parse().unwrap();
    let table = YearTable::build(&outcome, year);
    let query = crate::report::ComparisonQuery {
        year,
        profession: Profession::Pt,
        compared: Whose::default(),
        choices: Default::default(),
    };
    let compared = crate::report::ComparisonTable::build(&outcome, query);
    let of = |place: Place| compared.rows.iter().find(|row| row.place == place)?.standing.unstable;
    let view = table.view(&OverviewQuery {
        professions: vec![Profession::Pt],
        whose: Whose::default(),
        sort_by: OverviewColumn::Code,
        descending: false,
    });
    let rows: Vec<_> = view.order.iter().map(|row| table.row(*row)).collect();
    assert!(rows.iter().all(|row| row.unstable == of(row.place)), "{rows:?}");
    // ZA4 has 4 FTE and 20 weeks expected in blocks of 5.
    let small: Vec<_> = rows.iter().filter(|row| row.unstable.is_some()).map(|row| row.place.organisation).collect();
    assert_eq!(small, [3]);
}
