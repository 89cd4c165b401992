//! Real published files, where they are at hand: `FAIRSHARE_REAL_DATA` names their folder.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use fairshare::export::{Format, write_summary};
use fairshare::import::{Kind, read_path};
use fairshare::model::{FactsBuilder, Outcome, Settings};
use fairshare::report::{Scope, summary_places};

/// The folder of the real files; says that the test is skipped where there is none.
pub fn folder(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("FAIRSHARE_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{test}: skipped, because FAIRSHARE_REAL_DATA does not name the folder of real files");
    }
    folder
}

fn records(csv: &[u8]) -> BTreeMap<(String, String, String), BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    let headers: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|record| {
        let row: BTreeMap<String, String> =
            headers.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect();
        ((row["academic_year"].clone(), row["org_code"].clone(), row["profession"].clone()), row)
    });
    rows.collect()
}

#[test]
fn london_2017_gives_every_figure_that_was_worked_out_independently() {
    let Some(folder) = folder("london_2017") else { return };
    let mut facts = FactsBuilder::default();
    for (file, kind) in [
        ("nhs_workforce_ahp_london_2017-09.csv", Kind::Workforce),
        ("placements_london_2017-18_invented.csv", Kind::Placements),
    ] {
        let report = read_path(&folder.join(file), kind, &mut facts, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(report.rejected.rows, 0, "{file}");
    }
    let outcome = Outcome::calculate(Arc::new(facts.finish()), Settings::default());
    let mut text = Vec::new();
    let places = summary_places(&outcome, &Scope::first_professions());
    write_summary(&outcome, &places, Format::Csv { bom: false }, &mut text).unwrap();
    let (ours, expected) =
        (records(&text), records(&std::fs::read(folder.join("expected_london_2017-18.csv")).unwrap()));
    assert_eq!(ours.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (key, row) in &expected {
        for (column, value) in row {
            assert_eq!(&ours[key][column], value, "{column} of {key:?}");
        }
    }
    assert_eq!(expected.len(), 100);
}
