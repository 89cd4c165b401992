//! Whole files as people have them: a CSV text, the counts, rows and findings it must come to.

use std::convert::Infallible;
use std::ops::ControlFlow;

use super::{DataReport, Kind, ReadError, read};
use crate::model::{DemandRow, OrganisationRow, PlacementRow, RowSink, Severity, WorkforceRow};

mod assistant;
mod awkward;
mod cases;
mod fuzzed;
mod made;
mod others;
mod placements;
mod random;
mod real;
mod workbooks;
mod workforce;
mod written;

/// Writes each row down in a line of words.
#[derive(Default)]
struct Rows(Vec<String>);

impl RowSink for Rows {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let fte = row.fte.map_or("missing".into(), |fte| fte.amount().to_string());
        let (line, code, profession, snapshot) = (row.line, row.organisation.code, row.profession, row.snapshot);
        self.0.push(format!("{line}: {code} {profession} {snapshot} {:?} {} {fte}", row.staff_group, row.band));
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let activity = row.activity.map_or("missing".into(), |activity| match activity {
            crate::model::Activity::Weeks(weeks) => weeks.to_string(),
            crate::model::Activity::Hours(hours) => hours.to_string(),
            crate::model::Activity::Days(days) => days.to_string(),
        });
        let (line, code, profession, year) = (row.line, row.organisation.code, row.profession, row.year);
        let (learner, status) = (row.learner_type.word(), row.status.word());
        self.0.push(format!("{line}: {code} {profession} {year} {learner} {status} {activity}"));
        Ok(())
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Infallible> {
        let weeks = row.weeks.map_or("missing".into(), |weeks| weeks.to_string());
        self.0.push(format!("{}: {} {} {} {weeks}", row.line, row.hei, row.profession, row.year));
        Ok(())
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        let closed = row.closed.map_or("open".into(), |day| format!("closed {day}"));
        let (o, groups) = (row.organisation, [row.organisation_type, row.benchmark_group]);
        let groups: Vec<&str> = groups.into_iter().filter(|group| !group.is_empty()).collect();
        let groups = if groups.is_empty() { String::new() } else { format!("; {}", groups.join(", ")) };
        self.0.push(format!("{}: {} {} ({}, {}{groups}) {closed}", row.line, o.code, o.name, o.region, o.ics));
        Ok(())
    }
}

fn try_read_bytes(kind: Kind, bytes: &[u8]) -> Result<(DataReport, Vec<String>), String> {
    let mut rows = Rows::default();
    match read("file.csv", bytes, Some(bytes.len() as u64), kind, &mut rows, &mut |_| ControlFlow::Continue(())) {
        Ok(report) => {
            let sum = report.used.rows + report.rejected.rows + report.rows_ignored();
            assert_eq!(report.rows_read(), sum);
            assert_eq!(report.rejected.rows, report.rejected_rows.len() as u64);
            Ok((report, rows.0))
        }
        Err(ReadError::Import(error)) => Err(error.to_string()),
        Err(other) => panic!("{other:?}"),
    }
}

fn read_bytes(kind: Kind, bytes: &[u8]) -> (DataReport, Vec<String>) {
    try_read_bytes(kind, bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn read_text(kind: Kind, text: &str) -> (DataReport, Vec<String>) {
    read_bytes(kind, text.as_bytes())
}

fn refused(kind: Kind, text: &str) -> String {
    match try_read_bytes(kind, text.as_bytes()) {
        Ok((report, _)) => panic!("not refused: {}", report.line()),
        Err(message) => message,
    }
}

/// `read, used, rejected, ignored`.
fn counts(report: &DataReport) -> [u64; 4] {
    [report.rows_read(), report.used.rows, report.rejected.rows, report.rows_ignored()]
}

/// The rejected rows as `line column value: reason`.
fn rejections(report: &DataReport) -> Vec<String> {
    let each = report.rejected_rows.iter();
    each.map(|row| format!("{} {} {}: {}", row.line, row.column, row.value, row.reason.code())).collect()
}

/// The ignored rows as `reason count`.
fn ignored(report: &DataReport) -> Vec<String> {
    report.ignored.iter().map(|(reason, tally)| format!("{reason} {}", tally.rows)).collect()
}

fn finding<'a>(report: &'a DataReport, code: &str) -> &'a str {
    let found = report.findings.iter().find(|finding| finding.code == code);
    found.map_or("", |finding| finding.message.as_str())
}

fn codes(report: &DataReport) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code).collect()
}
