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

/// The weeks short of physiotherapy in that year, watched of one organisation or of all.
pub fn weeks_short(organisation: Option<u32>) -> crate::report::SensitivityQuery {
    crate::report::SensitivityQuery {
        profession: crate::model::Profession::Pt,
        year: year(),
        measured: crate::model::scenario::Measured::WeeksShort,
        organisation,
    }
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

/// Whether a story tells a figure as a page shows it: the same words, or the same number as far as the page
/// writes it (`62.0` of `62.00 weeks`, `87 %` of `0.8727`).
pub fn tells(story: &crate::report::FigureStory, shown: &str) -> bool {
    let number = |text: &str| -> Option<f64> {
        let text: String = text.chars().filter(|letter| !['\u{2212}', ','].contains(letter)).collect();
        text.split(' ').next()?.parse().ok()
    };
    let is_negative = |text: &str| text.starts_with('\u{2212}');
    if story.value == shown || (story.missing.is_some() && number(shown).is_none()) {
        return true;
    }
    let (Some(value), Some(cell)) = (number(&story.value), number(shown)) else { return false };
    let value = if shown.ends_with('%') && !story.value.ends_with('%') { 100.0 * value } else { value };
    let digits = shown.split([' ', '%']).next().unwrap_or(shown);
    let places = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let half = 0.5 / 10_f64.powi(places as i32);
    // A per cent with a decimal is cut, so that it does not read as on the other side of a threshold.
    let cut = if shown.ends_with('%') && places == 1 { half } else { 0.0 };
    is_negative(&story.value) == is_negative(shown) && (value - cell - cut).abs() <= half + 1e-9
}
