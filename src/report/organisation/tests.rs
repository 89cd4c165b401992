//! Organisations of the sample, checked against the figures of the other pages.

use std::sync::Arc;

use super::*;
use crate::model::check_plan;
use crate::model::{Fraction, Profession};
use crate::report::tests::tells;
use crate::report::{ComparisonQuery, ComparisonQuestion, FigureStory};
use crate::session::{Baseline, organisation_rows, sample_plan};
use crate::store::PlanReader;

struct Sample {
    outcome: Arc<Outcome>,
    reader: PlanReader,
    _folder: tempfile::TempDir,
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let reader = PlanReader::open(&sample_plan(folder.path()).unwrap()).unwrap();
    let outcome = Arc::new(Baseline::of_plan(&reader).unwrap().outcome());
    Sample { outcome, reader, _folder: folder }
}

impl Sample {
    fn place(&self, code: &str, year: &str) -> Place {
        let organisation = self.outcome.facts().organisation_number(code).unwrap();
        Place { year: year.parse().unwrap(), organisation, profession: Profession::Pt }
    }

    fn rows(&self, place: Place) -> OrganisationRows {
        organisation_rows(&self.reader, &self.outcome, place.organisation).unwrap()
    }

    fn profile(&self, code: &str, year: &str) -> OrganisationProfile {
        let query = ProfileQuery { place: self.place(code, year), reference: None, peers: None };
        let by = Explainer::Baseline(Arc::clone(&self.outcome));
        let findings = check_plan(&self.outcome);
        OrganisationProfile::build(&self.outcome, &by, &self.rows(query.place), &findings, query)
    }
}

/// The names and texts of a table's rows.
fn said(table: &ProfileTable) -> Vec<String> {
    let say = |row: &ProfileRow| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        format!("{}: {}", row.name, cells.join(" | "))
    };
    table.rows.iter().map(say).collect()
}

#[test]
fn what_the_rows_add_up_to_is_what_the_figures_say() {
    let sample = sample();
    for code in ["ZA1", "ZA2", "X-LANTERN", "ZD3"] {
        let rows = sample.rows(sample.place(code, "2018/19"));
        let organisation = sample.place(code, "2018/19").organisation;
        for place in sample.outcome.places().filter(|place| place.organisation == organisation) {
            let figures = sample.outcome.figures(place);
            let sum = |amounts: Vec<Fraction>| amounts.into_iter().fold(Fraction::ZERO, |a, b| a.plus(b).reduced());
            let hosted = rows.hosted.iter().filter(|row| row.place == place).map(|row| row.row.adds).collect();
            assert_eq!(sum(hosted), figures.provided.unwrap_or(Fraction::ZERO), "{place:?}");
            let staffed: Vec<Fraction> =
                rows.staffed.iter().filter(|row| row.place == place).map(StaffedRow::fte).collect();
            // The mean is rounded to a millionth of a millionth or so; its parts are not.
            let difference = sum(staffed).to_f64() - figures.eligible_fte.map_or(0.0, Fraction::to_f64);
            assert!(difference.abs() < 1e-9, "{place:?}: {difference}");
        }
    }
}

#[test]
fn a_page_as_it_reads() {
    let profile = sample().profile("ZA2", "2018/19");
    assert_eq!(profile.name, "Ellerfell Teaching Hospitals NHS Trust");
    let tables = [&profile.professions, &profile.years.table, &profile.closing, &profile.capacity, &profile.teams];
    let tables = tables.into_iter().chain(&profile.origins).chain([&profile.peers]);
    let text = tables.map(|table| format!("{}\n  {}\n", table.title, said(table).join("\n  ")));
    insta::assert_snapshot!(text.collect::<String>());
}

#[test]
fn universities_share_all_that_is_provided_and_every_cell_has_its_rows() {
    let profile = sample().profile("X-LANTERN", "2019/20");
    let universities = &profile.origins[0];
    assert_eq!(
        said(universities),
        [
            "Saltmarsh University: 62.0 | 70.5 %",
            "University of Northmoor: 20.0 | 22.7 %",
            "Fellside University: 6.0 | 6.8 %"
        ]
    );
    let stories: Vec<_> = universities.rows.iter().flat_map(|row| &row.cells).collect();
    for cell in stories {
        let Leads::Story(story) = &cell.leads else { panic!("{cell:?}") };
        assert!(!story.rows.is_empty() && story.rows_words.contains("of 1 file"), "{story:?}");
    }
    assert_eq!(said(&profile.capacity), ["Provided: 88.0 | 91.7 %", "Cancelled by the organisation: 8.0 | 8.3 %"]);
}

#[test]
fn an_organisation_without_a_return_says_so_everywhere() {
    let profile = sample().profile("ZD3", "2018/19");
    assert_eq!(said(&profile.closing), ["Gap: no gap", "Placements to close it: no return"]);
    assert!(profile.origins.iter().all(|table| table.rows.is_empty()));
    assert!(!profile.peers.rows.iter().any(|row| row.own), "it cannot be compared");
}

#[test]
fn the_page_opens_on_a_profession_that_the_organisation_has() {
    let sample = sample();
    let wanted = Place { profession: Profession::Pod, ..sample.place("ZA2", "2018/19") };
    assert_eq!(nearest_place(&sample.outcome, wanted), Some(sample.place("ZA2", "2018/19")));
}

#[test]
fn intervals_labels_and_ranks_have_stories_of_their_own() {
    let sample = sample();
    let profile = sample.profile("ZA2", "2018/19");
    for row in &profile.years.table.rows {
        let interval = row.cells.last().unwrap();
        let Leads::Story(story) = &interval.leads else { panic!("{interval:?}") };
        assert!(story.with_values.as_ref().unwrap().ends_with(&interval.text), "{story:?}");
        assert_eq!((story.reference, story.parts.len()), (profile.years.reference, 3));
    }
    for row in &profile.peers.rows {
        for cell in &row.cells[1..] {
            let Leads::Compared(query, figure) = &cell.leads else { panic!("{cell:?}") };
            let question = ComparisonQuestion { query: ComparisonQuery::clone(query), figure: figure.clone() };
            let story = question.story(&sample.outcome);
            assert_eq!(story.value, cell.text);
            assert!(story.subject.starts_with(&row.name), "{story:?}");
        }
    }
}

#[test]
fn whatever_became_of_a_placement_it_counts_in_the_capacity() {
    let profile = sample().profile("X-LANTERN", "2019/20");
    let share = profile.capacity.rows[1].cells.last().unwrap();
    let Leads::Story(story) = &share.leads else { panic!("{share:?}") };
    assert_eq!(story.rows_words, "1 row of 1 file, all of them count");
    let parts: Vec<_> = story.parts.iter().map(|part| (part.name.as_str(), part.value.as_str())).collect();
    assert_eq!(parts, [("Provided", "88.00 weeks"), ("Cancelled by the organisation", "8.00 weeks")]);
    assert_eq!(story.with_values.as_deref(), Some("8.00 ÷ 96.00 = 8.3 %"));
}

#[test]
fn every_cell_of_a_page_is_told_as_it_is_shown() {
    let sample = sample();
    let by = Explainer::Baseline(Arc::clone(&sample.outcome));
    let mut cells = 0;
    for code in ["ZA1", "ZA2", "ZB2", "ZD3", "X-LANTERN", "X-ELLERDALE"] {
        let organisation = sample.outcome.facts().organisation_number(code).unwrap();
        let place = nearest_place(&sample.outcome, Place { organisation, ..sample.place("ZA1", "2019/20") }).unwrap();
        let query = ProfileQuery { place, reference: None, peers: None };
        let profile = OrganisationProfile::build(&sample.outcome, &by, &sample.rows(place), &[], query);
        for (table, row) in profile.tables().flat_map(|(name, table)| table.rows.iter().map(move |row| (name, row))) {
            for cell in &row.cells {
                let story = match &cell.leads {
                    Leads::Figure(key, reference) => {
                        let by = reference.map_or_else(|| by.clone(), |year| by.measured_by(year));
                        FigureStory::of(&by.explain(key), by.outcome())
                    }
                    Leads::Total(question) => question.story(&by),
                    Leads::Compared(query, figure) => {
                        let query = ComparisonQuery::clone(query);
                        ComparisonQuestion { query, figure: figure.clone() }.story(&sample.outcome)
                    }
                    Leads::Story(story) => FigureStory::clone(story),
                };
                // Less than one placement is one that is asked for, and written so that nobody asks too much.
                let close = cell.text == "under 1" && story.value == "1 placements";
                assert!(
                    close || tells(&story, &cell.text),
                    "{code}, {table}, {}: {cell:?} is told by {story:?}",
                    row.name
                );
                cells += 1;
            }
        }
    }
    assert!(cells > 400, "{cells}");
}
