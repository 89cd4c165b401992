//! The published files, where they are at hand: `FAIRSHARE_REAL_DATA` names their folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::*;
use crate::import::{guess_kind, read_path};
use crate::model::{Profession, StaffGroup};

fn real(file: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("FAIRSHARE_REAL_DATA") else {
        eprintln!("skipped: FAIRSHARE_REAL_DATA does not name the folder of the published files");
        return None;
    };
    Some(PathBuf::from(folder).join(file))
}

#[derive(Default)]
struct Sums(BTreeMap<(Profession, StaffGroup), i64>);

impl RowSink for Sums {
    type Error = Infallible;
    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let fte = row.fte.map_or(0, |fte| fte.amount().millionths());
        *self.0.entry((row.profession, row.staff_group)).or_default() += fte;
        Ok(())
    }
    fn placement(&mut self, _: &PlacementRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
    fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
    fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}

fn read_real(
    file: &str,
    kind: Kind,
    sink: &mut impl RowSink<Error = Infallible>,
) -> Option<Result<DataReport, String>> {
    let path = real(file)?;
    assert_eq!(guess_kind(file, &std::fs::read(&path).unwrap()).ok(), Some(kind), "{file}");
    Some(read_path(&path, kind, sink, &mut |_| ControlFlow::Continue(())).map_err(|e| e.to_string()))
}

#[test]
fn the_london_workforce_of_2017_is_read_whole() {
    let mut sums = Sums::default();
    let Some(report) = read_real("nhs_workforce_ahp_london_2017-09.csv", Kind::Workforce, &mut sums) else { return };
    let report = report.unwrap();
    assert_eq!(counts(&report), [1720, 1720, 0, 0]);
    let hundredths = |group| crate::model::divide_half_away(sums.0[&(Profession::Pt, group)].into(), 10_000);
    assert_eq!(hundredths(StaffGroup::AlliedHealth), 322_307);
    assert_eq!(hundredths(StaffGroup::Support), 40_587);
    assert_eq!(codes(&report), ["unmapped-columns"], "{:#?}", report.findings);
}

#[test]
fn the_invented_placements_are_read_whole() {
    let Some(report) = read_real("placements_london_2017-18_invented.csv", Kind::Placements, &mut Rows::default())
    else {
        return;
    };
    let report = report.unwrap();
    assert_eq!(report.rows_read(), 1388);
    assert_eq!(report.rejected.rows, 0);
}

#[test]
fn the_etr_file_is_read_whole() {
    let mut rows = Rows::default();
    let Some(report) = read_real("ods_etr_2022-03.csv", Kind::Organisations, &mut rows) else { return };
    assert_eq!(counts(&report.unwrap()), [218, 218, 0, 0]);
    assert!(
        rows.0[0].starts_with("1: R0A MANCHESTER UNIVERSITY NHS FOUNDATION TRUST (North West, QOP)"),
        "{}",
        rows.0[0]
    );
}

/// The sums of `expected_london_2017-18.csv`, which were worked out independently.
#[test]
fn the_sums_of_london_are_the_expected_ones() {
    let Some(path) = real("expected_london_2017-18.csv") else { return };
    let expected = std::fs::read_to_string(path).unwrap();
    let mut lines = expected.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let column = |name: &str| header.iter().position(|other| *other == name).unwrap();
    let (profession, weeks) = (column("profession"), column("provided_weeks"));
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for row in lines.filter(|row| !row[weeks].is_empty()) {
        *sums.entry(row[profession].to_owned()).or_default() +=
            (row[weeks].parse::<f64>().unwrap() * 100.0).round() as i64;
    }
    #[derive(Default)]
    struct Weeks(BTreeMap<String, i64>);
    impl RowSink for Weeks {
        type Error = Infallible;
        fn workforce(&mut self, _: &WorkforceRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
            use crate::model::{Activity, LearnerType, PlacementStatus};
            let counted = row.status == PlacementStatus::Provided
                && matches!(row.learner_type, LearnerType::PreRegistration | LearnerType::Apprentice);
            if let (true, Some(Activity::Weeks(weeks))) = (counted, row.activity) {
                *self.0.entry(row.profession.code().to_owned()).or_default() += weeks.amount().millionths() / 10_000;
            }
            Ok(())
        }
        fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
    }
    let mut found = Weeks::default();
    read_real("placements_london_2017-18_invented.csv", Kind::Placements, &mut found).unwrap().unwrap();
    found.0.retain(|profession, _| sums.contains_key(profession));
    assert_eq!(found.0, sums);
}

#[test]
fn the_occupation_codes_are_those_of_the_manual() {
    let Some(path) = real("nhs_occupation_codes_ahp.csv") else { return };
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut codes = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let (code, group, level, setting) = (&record[0], &record[4], &record[5], &record[6]);
        let found = crate::model::occupation::read(code).unwrap_or_else(|| panic!("{code}"));
        assert_eq!(found.level, level, "{code}");
        assert_eq!(found.group, StaffGroup::of_text(group), "{code}");
        assert_eq!(Some(found.profession), Profession::recognise(setting), "{code} {setting}");
        codes += 1;
    }
    assert_eq!((codes, crate::model::occupation::count()), (99, 99));
}

/// Every file of the folder is read, or refused with its reason; none is passed over.
#[test]
fn every_published_file_is_read_or_refused() {
    let Some(folder) = real("") else { return };
    let mut told = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !name.ends_with(".csv") {
            continue;
        }
        let found = crate::import::inspect_path(&path, &Default::default());
        told.push(match found.map(|found| (found.kind, found.problem)) {
            Ok((Some(kind), None)) => {
                let report = read_path(&path, kind.value, &mut Rows::default(), &mut |_| ControlFlow::Continue(()));
                report.unwrap().line()
            }
            Ok((_, problem)) => problem.unwrap(),
            Err(error) => error.to_string(),
        });
    }
    told.sort();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_turnover_file_is_a_list_of_organisations() {
    let file = "nhs_turnover_benchmarking_2025-10.csv";
    let mut rows = Rows::default();
    let Some(report) = read_real(file, Kind::Organisations, &mut rows) else { return };
    let report = report.unwrap();
    assert_eq!((counts(&report), rows.0.len()), ([9450, 247, 0, 9203], 247));
    assert_eq!(ignored(&report), ["organisation listed before 9203"]);
    assert_eq!(codes(&report), ["unmapped-columns"], "{:#?}", report.findings);
    let guys =
        "RJ1 Guy's and St Thomas' NHS Foundation Trust (London, South East London; Acute, Acute - Teaching) open";
    assert!(rows.0.iter().any(|row| row.ends_with(guys)), "{}", rows.0[0]);
    let path = real(file).unwrap();
    let refused = read_path(&path, Kind::Workforce, &mut Rows::default(), &mut |_| ControlFlow::Continue(()));
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("no profession column") && refused.contains("organisation file"), "{refused}");
}

#[test]
fn sickness_absence_and_results_are_refused() {
    let Some(sickness) = real("nhs_sickness_absence_2024-04.csv") else { return };
    let refusal =
        read_path(&sickness, Kind::Workforce, &mut Rows::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "nhs_sickness_absence_2024-04.csv: line 1: not a workforce file: no FTE column (FTE_DAYS_LOST is not FTE) and no \
         profession column; choose the NHS Workforce Statistics \"staff excluding medical\" file or name the columns period, \
         org_code, profession, fte"
    );
    for file in ["nhs_sickness_absence_2024-04.csv", "expected_london_2017-18.csv"] {
        let Some(path) = real(file) else { return };
        assert!(guess_kind(file, &std::fs::read(path).unwrap()).is_err(), "{file}");
    }
}
