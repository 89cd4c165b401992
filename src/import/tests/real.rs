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

#[test]
fn sickness_absence_turnover_and_results_are_refused() {
    let Some(sickness) = real("nhs_sickness_absence_2024-04.csv") else { return };
    let refusal =
        read_path(&sickness, Kind::Workforce, &mut Rows::default(), &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "nhs_sickness_absence_2024-04.csv: line 1: not a workforce file: no FTE column (FTE_DAYS_LOST is not FTE) and no \
         profession column; choose the NHS Workforce Statistics \"staff excluding medical\" file or name the columns period, \
         org_code, profession, fte"
    );
    for file in
        ["nhs_sickness_absence_2024-04.csv", "nhs_turnover_benchmarking_2025-10.csv", "expected_london_2017-18.csv"]
    {
        let Some(path) = real(file) else { return };
        assert!(guess_kind(file, &std::fs::read(path).unwrap()).is_err(), "{file}");
    }
}
