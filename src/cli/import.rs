//! `fairshare import`: files into a plan, all or nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::export::{check_target, data_report_json, write_whole};
use crate::import::{DataReport, Kind, Mapping};
use crate::model::Outcome;
use crate::session::{self, Baseline, FileToRead, IntakeError};
use crate::store::{Cancel, ImportRequest, OverlapReport, PlanWriter, StoreError};

use super::args::{Files, ImportArgs};
use super::{Failure, progress};

/// Imports the files as one step.
pub fn run(args: &ImportArgs) -> Result<(), Failure> {
    let files = files_to_read(&args.files)?;
    if files.is_empty() {
        return Err(Failure::wrong_call(
            "nothing to import: give --workforce, --placements, --organisations or --demand FILE",
        ));
    }
    let mut inputs: Vec<PathBuf> = files.iter().filter_map(|file| file.path().map(Into::into)).collect();
    inputs.push(args.plan.clone());
    inputs.extend(args.files.mapping.iter().cloned());
    if let Some(report) = &args.report {
        // Said before the plan is changed, not after.
        check_target(report, &inputs)?;
    }
    let mut plan = PlanWriter::open(&args.plan)?;
    let request = ImportRequest { label: session::label(&files), on_overlap: args.on_overlap.map(Into::into) };
    let mut bar = progress::Bar::new();
    let intake =
        session::import(&mut plan, &files, &request, &Cancel::new(), &mut |file, so_far| bar.show(file, so_far));
    bar.clear();
    let intake = intake.map_err(|error| refused(error, args.report.as_deref(), &inputs))?;
    for report in &intake.reports {
        say!("{}", report.line());
    }
    for unchanged in &intake.outcome.unchanged {
        say!("{}: the plan has these bytes already (source {}); nothing changed", unchanged.name, unchanged.source);
    }
    if let Some(overlap) = &intake.outcome.overlap {
        say!("{}", told(overlap));
    }
    match &args.report {
        Some(path) => {
            let outcome = Baseline::of_plan(plan.reader())?.outcome();
            write_report(path, &intake.reports, Some(&outcome), &inputs)
        }
        None => Ok(()),
    }
}

/// What became of cells that earlier sources have too, with the totals before and after.
fn told(overlap: &OverlapReport) -> String {
    let (verb, after) = match overlap.answer {
        Some(crate::store::OnOverlap::Replace) => ("replaced", overlap.if_replaced),
        _ => ("added to", overlap.if_added),
    };
    let (before, cells) = (overlap.before, overlap.cells);
    format!(
        "{} of earlier files {verb}: FTE {} before, {} after; placement weeks {} before, {} after",
        crate::model::counted(cells, "cell", "cells"),
        before.fte,
        after.fte,
        before.weeks,
        after.weeks
    )
}

/// The files of a call, with their kinds and mappings.
pub fn files_to_read(files: &Files) -> Result<Vec<FileToRead>, Failure> {
    let mappings = mappings(&files.mapping)?;
    let mapped = |(kind, path)| {
        let file = FileToRead::at(path, kind);
        match mappings.get(&Some(kind)).or_else(|| mappings.get(&None)) {
            Some(mapping) => file.with(mapping.clone()),
            None => file,
        }
    };
    Ok(files.each().into_iter().map(mapped).collect())
}

/// The mappings of a call, by the kind of file that each is for; one that names none is for all others.
fn mappings(paths: &[PathBuf]) -> Result<BTreeMap<Option<Kind>, Mapping>, Failure> {
    let mut mappings = BTreeMap::new();
    for path in paths {
        let refused = |why: &dyn std::fmt::Display| Failure::at_fault(format!("{}: {why}", path.display()));
        let text = std::fs::read_to_string(path);
        let text =
            text.map_err(|error| refused(&format!("cannot be read ({error}); check the name and the folder")))?;
        let mapping = Mapping::from_json(&text).map_err(|error| refused(&error))?;
        let (path, kind) = (path.display(), mapping.kind);
        if mappings.insert(kind, mapping).is_some() {
            let kind = kind.map_or("every kind of file", Kind::word);
            return Err(Failure::wrong_call(format!("{path}: is a second mapping for {kind}; give one")));
        }
    }
    Ok(mappings)
}

/// A refused import. Where no row of a file could be used, its report is what is needed most.
pub fn refused(error: IntakeError, report: Option<&Path>, inputs: &[PathBuf]) -> Failure {
    if let IntakeError::Useless { report: of_file, .. } = &error {
        say!("{}", of_file.line());
        let written = report.map(|path| write_report(path, std::slice::from_ref(&**of_file), None, inputs));
        if let Some(Err(failure)) = written {
            return failure;
        }
    }
    error.into()
}

/// Writes the data report of `--report`: on the files, and on what `outcome` is made from.
pub fn write_report(
    path: &Path,
    reports: &[DataReport],
    outcome: Option<&Outcome>,
    inputs: &[PathBuf],
) -> Result<(), Failure> {
    let text = format!("{:#}\n", data_report_json(reports, outcome));
    Ok(write_whole(path, text.as_bytes(), inputs)?)
}

impl From<super::args::OnOverlap> for crate::store::OnOverlap {
    fn from(choice: super::args::OnOverlap) -> Self {
        match choice {
            super::args::OnOverlap::Replace => crate::store::OnOverlap::Replace,
            super::args::OnOverlap::Add => crate::store::OnOverlap::Add,
            super::args::OnOverlap::Refuse => crate::store::OnOverlap::Refuse,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error.exit_status() {
            3 => Failure::not_writable(error),
            _ => Failure::at_fault(error),
        }
    }
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Failure {
        match error {
            IntakeError::Store(error) => error.into(),
            other => Failure::at_fault(other),
        }
    }
}
