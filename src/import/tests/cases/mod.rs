//! Awkward inputs, as a table: a file, and the counts, totals and findings that it must come to. One
//! module per theme.
//!
//! In a file, `~` at the start stands for the shortest header of its kind and a line end. A case lists,
//! in this order, its rejected rows (`line column value: reason`), its ignored rows (`reason count`) and
//! the codes of its findings, without those on columns that the shortest headers never have.

use super::*;
use crate::import::{Mapping, ReadError, What, read_with};

mod bytes;
mod dates;
mod layout;
mod mapped;
mod numbers;
mod own_professions;
mod people;
mod placements;
mod wide;
mod words;

pub(super) const W: Kind = Kind::Workforce;
pub(super) const P: Kind = Kind::Placements;
pub(super) const D: Kind = Kind::Demand;
pub(super) const O: Kind = Kind::Organisations;
pub(super) const M: Kind = Kind::Mergers;

/// Name, kind, file, mapping, rows read and used and rejected and ignored, total, what is said.
pub(super) type Case<'a> = (&'a str, Kind, &'a str, &'a str, [u64; 4], &'a str, &'a [&'a str]);

const STANDING: [&str; 3] = ["no-staff-group", "no-band", "no-students"];

fn header(kind: Kind) -> &'static str {
    match kind {
        Kind::Workforce => "period,org_code,profession,fte\n",
        Kind::Placements => "academic_year,org_code,profession,placement_weeks\n",
        Kind::Demand => "academic_year,profession,hei,placement_weeks\n",
        Kind::Organisations => "org_code,org_name\n",
        Kind::Mergers => "predecessor_code,successor_code,date\n",
    }
}

/// The bytes of a case's file.
pub(super) fn file(kind: Kind, text: &str) -> Vec<u8> {
    text.strip_prefix('~').map_or(text.to_owned(), |rest| format!("{}{rest}", header(kind))).into_bytes()
}

pub(super) fn read_mapped(kind: Kind, bytes: &[u8], mapping: &str) -> Result<(DataReport, Vec<String>), String> {
    let mapping =
        if mapping.is_empty() { Mapping::default() } else { Mapping::from_json(mapping).map_err(|e| e.to_string())? };
    let mut rows = Rows::default();
    let what = What { name: "file.csv", size: None, kind, mapping: &mapping };
    match read_with(&what, bytes, &mut rows, &mut |_| ControlFlow::Continue(())) {
        Ok(report) => Ok((report, rows.0)),
        Err(ReadError::Import(error)) => Err(error.to_string()),
        Err(other) => panic!("{other:?}"),
    }
}

fn total(report: &DataReport) -> String {
    let amounts = report.used.amounts;
    let parts = [(amounts.fte, "fte"), (amounts.weeks, "weeks"), (amounts.hours, "hours"), (amounts.days, "days")];
    let shown = parts.iter().filter(|(sum, _)| *sum != 0);
    shown.map(|(sum, unit)| format!("{} {unit}", crate::import::findings::exact(*sum))).collect::<Vec<_>>().join(", ")
}

/// What is said of a file, in the order that cases list it.
fn said(report: &DataReport) -> Vec<String> {
    let findings = codes(report).into_iter().filter(|code| !STANDING.contains(code)).map(str::to_owned);
    rejections(report).into_iter().chain(ignored(report)).chain(findings).collect()
}

pub(super) fn check(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (name, kind, text, mapping, expected, sum, says) in cases {
        match read_mapped(*kind, &file(*kind, text), mapping) {
            Err(message) => wrong.push(format!("{name}: refused: {message}")),
            Ok((report, _)) => {
                let found = (counts(&report), total(&report), said(&report));
                if found != (*expected, (*sum).to_owned(), says.iter().map(|s| (*s).to_owned()).collect()) {
                    wrong.push(format!("{name}: {found:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Name, kind, file, mapping, and words of the refusal.
pub(super) type Refusal<'a> = (&'a str, Kind, &'a str, &'a str, &'a str);

pub(super) fn check_refused(cases: &[Refusal<'_>]) {
    for (name, kind, text, mapping, words) in cases {
        let message = read_mapped(*kind, &file(*kind, text), mapping).map(|(report, _)| report.line());
        assert!(message.as_ref().is_err_and(|message| message.contains(words)), "{name}: {message:?}");
    }
}
