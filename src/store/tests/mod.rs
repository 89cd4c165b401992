//! Plan files as a placement lead's work meets them.

mod damage;
mod foreign;
mod imports;
mod steps;
mod writer;

use std::path::{Path, PathBuf};

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::model::*;

/// A folder with a name for a plan in it.
struct Desk {
    folder: TempDir,
    plan: PathBuf,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("north.fairshare");
    Desk { folder, plan }
}

impl Desk {
    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// Writes down what it is given.
#[derive(Default, Debug, PartialEq, Eq)]
struct Recorder(Vec<String>);

impl RowSink for Recorder {
    type Error = std::convert::Infallible;
    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Self::Error> {
        self.0.push(format!("{row:?}"));
        Ok(())
    }
    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Self::Error> {
        self.0.push(format!("{row:?}"));
        Ok(())
    }
    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Self::Error> {
        self.0.push(format!("{row:?}"));
        Ok(())
    }
    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Self::Error> {
        self.0.push(format!("{row:?}"));
        Ok(())
    }
}

impl PlanSink for Recorder {
    fn begin_source(&mut self, layer: Layer) {
        self.0.push(format!("{layer:?}"));
    }
}

fn loaded(path: &Path) -> Recorder {
    let mut recorder = Recorder::default();
    PlanReader::open(path).unwrap().load(&mut recorder).unwrap();
    recorder
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn organisation<'a>(code: &'a str, name: &'a str) -> OrganisationMention<'a> {
    OrganisationMention { code, name, region: "London", ics: "" }
}

fn physios(line: u64, code: &'static str, fte: &str) -> WorkforceRow<'static> {
    WorkforceRow {
        line,
        organisation: organisation(code, "Northmoor"),
        profession: Profession::Pt,
        snapshot: Snapshot::On(date(2018, 9, 30)),
        staff_group: StaffGroup::AlliedHealth,
        level: "Therapist",
        band: Band::B8a,
        fte: (!fte.is_empty()).then(|| Fte::new(decimal(fte))),
        preceptee_fte: None,
        leave_fte: Some(Fte::new(decimal("0.5"))),
        vacancy_fte: None,
        team: "",
    }
}

fn students(line: u64, code: &'static str, weeks: &str, hei: &'static str) -> PlacementRow<'static> {
    PlacementRow {
        line,
        organisation: organisation(code, ""),
        profession: Profession::Pt,
        year: AcademicYear::starting(2018).unwrap(),
        hei,
        programme: "BSc",
        learner_type: LearnerType::Apprentice,
        status: PlacementStatus::Provided,
        students: Some(decimal("2")),
        weeks_per_student: None,
        activity: (!weeks.is_empty()).then(|| Activity::Weeks(PlacementWeeks::new(decimal(weeks)))),
        model: "2:1",
        start_date: Some(date(2019, 1, 7)),
        team: "Stroke unit",
    }
}

/// What the reader of a file would say of it; files of other contents have other names here.
fn facts(name: &str) -> SourceFacts {
    let mut sha256 = [0; 32];
    sha256[..name.len().min(32)].copy_from_slice(&name.as_bytes()[..name.len().min(32)]);
    SourceFacts { name: name.into(), sha256, bytes: 100, encoding: "UTF-8".into(), ..SourceFacts::default() }
}

/// Imports workforce rows as one file.
fn import(
    plan: &mut PlanWriter,
    name: &str,
    on_overlap: Option<OnOverlap>,
    rows: &[WorkforceRow<'_>],
) -> Result<ImportOutcome, StoreError> {
    let request = ImportRequest { label: format!("import of {name}"), on_overlap };
    plan.import(&request, &Cancel::new(), |files| {
        files.source(SourceKind::Workforce, |sink| -> Result<_, StoreError> {
            for row in rows {
                sink.workforce(row)?;
            }
            Ok(facts(name))
        })?;
        Ok(())
    })
}

fn sound(path: &Path) {
    assert_eq!(check(path).unwrap(), []);
}
