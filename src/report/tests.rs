//! A scenario that stories are told of.

use std::sync::Arc;

use super::comparison::tests::outcome;
use crate::model::scenario::{Benchmark, Edit, Scenario, ScenarioState};
use crate::model::{AcademicYear, Outcome};

pub fn year() -> AcademicYear {
    "2018/19".parse().unwrap()
}

/// ZA1 is 10 weeks short of its 50, ZA2 60 short of its 150.
pub fn state(edits: &[&str]) -> ScenarioState {
    scenario_of(outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]).1, edits)
}

pub fn scenario_of(baseline: Arc<Outcome>, edits: &[&str]) -> ScenarioState {
    let scenario = Scenario { name: "More".to_owned(), benchmark: Benchmark::Held, ..Scenario::default() };
    let mut state = ScenarioState::open(Arc::clone(&baseline), scenario);
    for edit in edits {
        let line = edit.replace(' ', "\t");
        state.push(vec![line.parse::<Edit>().unwrap()]).unwrap();
    }
    state
}

/// The outcome of files as they are given, under the defaults.
pub fn outcome_of_files(files: &[(crate::import::Kind, &'static str, &'static str)]) -> Arc<Outcome> {
    let files: Vec<_> = files
        .iter()
        .map(|(kind, name, text)| crate::session::FileToRead {
            origin: crate::session::Origin::Built { name, bytes: text.as_bytes() },
            kind: *kind,
            mapping: None,
            instead_of: None,
        })
        .collect();
    let read = crate::session::facts_of_files(&files, &Default::default(), &mut |_, _| {});
    Arc::new(read.unwrap_or_else(|error| panic!("{error}")).0.outcome())
}
