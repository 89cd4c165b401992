//! The sample plan, and real files where they are at hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use fairshare::export::explanation_json;

use fairshare::import::Kind;
use fairshare::model::explain::{Counted, FigureKey, Measure};
use fairshare::model::scenario::{Benchmark, Edit, Scenario, ScenarioState};
use fairshare::model::{Outcome, Place, Profession, Settings};
use fairshare::report::{Limits, LineKind, explanation_lines};
use fairshare::session::{Baseline, FileToRead, facts_of_files, sample_files};

use serde_json::Value;

use super::{check, keys};
use crate::real_data;

fn baseline(files: &[FileToRead]) -> Baseline {
    facts_of_files(files, &Default::default(), &mut |_, _| {}).unwrap().0
}

fn check_every_figure(outcome: &Outcome) -> usize {
    let keys: Vec<FigureKey> = outcome.places().flat_map(keys).collect();
    for key in &keys {
        check(outcome, key, &outcome.explain(key));
    }
    keys.len()
}

#[test]
fn every_figure_of_the_sample_says_how_it_was_made() {
    let sample = baseline(&sample_files());
    assert_eq!(check_every_figure(&sample.outcome()), 11 * sample.outcome().places().count());
}

#[test]
fn and_so_it_does_under_other_settings() {
    let sample = baseline(&sample_files());
    let others: [&[(&str, &str)]; 3] = [
        &[("preceptees", "0.5"), ("long_leave", "excluded"), ("missing_return_as_zero", "yes"), ("staff", "all")],
        &[
            ("reference_year", "2018/19"),
            ("reference_group", "region:North Fells (fictional)"),
            ("hours_per_week", "36"),
        ],
        &[("benchmark_method", "set"), ("set_rate.PT", "5"), ("nearest_snapshot", "yes"), ("bands", "6,7,non-afc")],
    ];
    for entries in others {
        let settings = Settings::from_entries(entries.iter().copied()).unwrap();
        let outcome = Outcome::calculate(Arc::clone(&sample.facts), settings);
        let first: Vec<Place> =
            outcome.places().filter(|place| Profession::FIRST.contains(&place.profession)).collect();
        for key in first.into_iter().step_by(9).flat_map(keys) {
            check(&outcome, &key, &outcome.explain(&key));
        }
    }
}

/// The lines that an explanation's JSON makes, for all but figures: what the text must not have more than.
fn lines_of_json(told: &Value, lines: &mut BTreeSet<String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let each = |key: &str| told[key].as_array().unwrap().clone();
    lines.insert(format!("{}: {}", text(&told["formula"]), text(&told["subject"])));
    lines.extend(["formula", "with_values", "missing"].map(|key| text(&told[key])));
    lines.extend(each("notes").iter().map(text));
    for used in each("settings") {
        let (name, value) = (text(&used["name"]), text(&used["value"]));
        let source = text(&used["source"]);
        match source.strip_suffix(')').and_then(|source| source.split_once(" (")) {
            Some((from, source)) if from.starts_with("set in this ") => {
                lines.insert(format!("{name}: {value} ({from}; {source})"));
            }
            _ => drop(lines.insert(format!("{name}: {value} (default; {source})"))),
        }
    }
    lines.extend(each("edits").iter().map(|edit| text(edit).replace('\t', " ").trim_end().to_owned()));
    for edit in each("edits_not_applied") {
        let words = text(&edit["edit"]).replace('\t', " ");
        lines.insert(format!("{} (not applied: {})", words.trim_end(), text(&edit["reason"])));
    }
    for row in each("rows").iter().chain(&each("rows_not_counted")) {
        let place = format!("{} line {}: {}", text(&row["file"]), row["line"], text(&row["amount"]));
        match row["reason"].as_str() {
            Some(reason) => drop(lines.insert(format!("{place}, does not count: {reason}"))),
            None if row["counts"] == "counts" => drop(lines.insert(place)),
            None => drop(lines.insert(format!("{place}, {}", text(&row["counts"])))),
        }
    }
    each("parts").iter().for_each(|part| lines_of_json(part, lines));
}

#[test]
fn the_json_of_an_explanation_has_all_that_its_text_tells() {
    let sample = baseline(&sample_files());
    let edits = [
        "ZA1\tPT\t2018/19\tweeks\t+12\tmore",
        "ZA1\tPT\t2018/19\tfte\t-900\tnever",
        "*\t*\t*\tsetting:preceptees\t0.5\t",
    ];
    let edits = edits.map(|line| line.parse::<Edit>().unwrap()).to_vec();
    let scenario = Scenario { edits, ..Scenario::default() };
    let state = ScenarioState::open(Arc::new(sample.outcome()), scenario);
    let outcome = state.outcome();
    let unlimited = Limits { rows: usize::MAX, parts: usize::MAX };
    let mut kinds = BTreeSet::new();
    let edited = outcome.places().filter(|place| {
        place.year.to_string() == "2018/19"
            && ["ZA1", "ZA4", "X-LANTERN"].contains(&&*outcome.organisation(*place).code)
    });
    for key in outcome.places().step_by(23).chain(edited).flat_map(keys) {
        let told = state.explain(&key);
        let mut json = BTreeSet::new();
        lines_of_json(&explanation_json(&told, outcome.facts(), &sample.names), &mut json);
        for line in explanation_lines(&[told], &sample.names, unlimited) {
            if !matches!(line.kind, LineKind::Figure(_)) {
                assert!(
                    json.contains(&line.text),
                    "{}: {:?} is not in {json:#?}",
                    key.text(outcome.facts()),
                    line.text
                );
                kinds.insert(line.to_string().trim_start().split(' ').next().unwrap_or_default().to_owned());
                kinds.extend(line.text.contains("does not count").then(|| "does not count".to_owned()));
                kinds.extend(line.text.contains("not applied").then(|| "not applied".to_owned()));
                kinds.extend(line.text.contains("of which").then(|| "of which".to_owned()));
            }
        }
    }
    for kind in ["setting:", "edit:", "note:", "row:", "missing:", "does not count", "not applied", "of which"] {
        assert!(kinds.contains(kind), "the sample has no {kind}");
    }
}

#[test]
fn every_row_that_an_explanation_points_to_stands_in_its_file() {
    let files = sample_files();
    let sample = baseline(&files);
    let outcome = sample.outcome();
    let texts: Vec<Vec<&str>> = files.iter().map(|file| text_of(file).lines().collect()).collect();
    let mut pointed_at = 0;
    for place in outcome.places().step_by(7) {
        for measure in [Measure::EligibleFte, Measure::ProvidedWeeks] {
            let told = outcome.explain(&FigureKey::new(measure, place));
            let code = &outcome.organisation(place).code;
            for row in told.all().into_iter().flat_map(|told| &told.rows) {
                let line = texts[row.source as usize][row.line as usize - 1];
                assert!(line.contains(code.as_str()), "{code}: {line}");
                if let Some(value) = row.value {
                    let stands_there = line.split(',').any(|cell| cell.trim_matches('"').parse() == Ok(value));
                    assert!(stands_there || line.contains(','), "{value}: {line}");
                }
                pointed_at += 1;
            }
        }
    }
    assert!(pointed_at > 1_000);
}

fn text_of(file: &FileToRead) -> &'static str {
    match file.origin {
        fairshare::session::Origin::Built { bytes, .. } => std::str::from_utf8(bytes).unwrap(),
        fairshare::session::Origin::Path(_) => unreachable!("the sample is built in"),
    }
}

#[test]
fn rows_that_do_not_count_are_listed_with_the_reason() {
    let outcome = baseline(&sample_files()).outcome();
    let mut reasons: Vec<String> = Vec::new();
    for place in outcome.places() {
        for measure in [Measure::EligibleFte, Measure::ProvidedWeeks] {
            let told = outcome.explain(&FigureKey::new(measure, place));
            let rows = told.all().into_iter().flat_map(|told| &told.rows);
            reasons.extend(rows.filter_map(|row| match &row.counted {
                Counted::No(reason) => Some(reason.to_string()),
                _ => None,
            }));
        }
    }
    reasons.sort();
    reasons.dedup();
    for reason in ["support staff", "offered", "declined", "cancelled", "no readable measure", "band 4"] {
        assert!(reasons.iter().any(|known| known == reason), "{reason} is not among {reasons:?}");
    }
}

#[test]
fn what_is_missing_says_what_lacks() {
    let outcome = baseline(&sample_files()).outcome();
    let organisation = outcome.facts().organisation_number("ZD3").unwrap();
    let place = Place { year: "2018/19".parse().unwrap(), organisation, profession: Profession::Pt };
    let missing = |measure| outcome.explain(&FigureKey::new(measure, place)).missing.unwrap();
    for measure in [Measure::ProvidedWeeks, Measure::GapWeeks, Measure::ProvisionRatio, Measure::PlacementsToCloseGap] {
        assert_eq!(missing(measure), "no placement row for ZD3, PT, 2018/19");
    }
    assert_eq!(missing(Measure::FteShare), "ZD3 has no return, so it is not one of those that formed the rate");
    assert_eq!(outcome.explain(&FigureKey::new(Measure::ExpectedWeeks, place)).missing, None);
}

fn north_fells() -> (Baseline, Place) {
    let sample = baseline(&sample_files());
    let organisation = sample.facts.organisation_number("ZA2").unwrap();
    (sample, Place { year: "2018/19".parse().unwrap(), organisation, profession: Profession::Pt })
}

#[test]
fn a_gap_as_it_is_told() {
    let (sample, place) = north_fells();
    let told = sample.outcome().explain(&FigureKey::new(Measure::GapWeeks, place));
    let lines = explanation_lines(&[told], &sample.names, Limits { rows: 4, parts: 5 });
    insta::assert_snapshot!(lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_scenario_tells_its_edits_its_settings_and_the_rate_it_holds() {
    let (sample, place) = north_fells();
    let lines =
        "ZA2\tPT\t2018/19\tfte\t+2.5\ttwo posts\nZA2\tPT\t2018/19\tweeks\t*1.1\t\n*\tPT\t*\tsetting:block_weeks\t5\t";
    let edits: Vec<Edit> = lines.lines().map(|line| line.parse().unwrap()).collect();
    for benchmark in [Benchmark::Held, Benchmark::Recalculated] {
        let scenario = Scenario { name: "Two posts".into(), benchmark, edits: edits.clone(), ..Scenario::default() };
        let state = ScenarioState::open(Arc::new(sample.outcome()), scenario);
        for key in keys(place) {
            let told = state.explain(&key);
            check(state.outcome(), &key, &told);
            assert_eq!(told.key.as_ref().unwrap().scenario.as_deref(), Some("Two posts"));
        }
        if benchmark == Benchmark::Held {
            let told = state.explain(&FigureKey::new(Measure::PlacementsToCloseGap, place));
            let lines = explanation_lines(&[told], &sample.names, Limits { rows: 1, parts: 2 });
            insta::assert_snapshot!(lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
        }
    }
}

#[test]
fn every_figure_of_london_says_how_it_was_made() {
    let Some(folder) = real_data::folder("explanations of London") else { return };
    let files = [
        ("nhs_workforce_ahp_london_2017-09.csv", Kind::Workforce),
        ("placements_london_2017-18_invented.csv", Kind::Placements),
    ];
    let files = files.map(|(file, kind)| FileToRead::at(folder.join(file), kind));
    assert!(check_every_figure(&baseline(&files).outcome()) > 1_000);
}
