//! `fairshare import`: files into a plan, all or nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::export::{check_target, data_report_json, import_changes_json, write_whole};
use crate::import::{DataReport, Kind, Mapping};
use crate::model::Outcome;
use crate::session::{self, Baseline, FileToRead, IntakeError};
use crate::store::{
    Cancel, ImportOutcome, ImportRequest, PlanReader, PlanWriter, SourceRecord, SourceState, StoreError, Totals,
};

use super::args::{Files, ImportArgs};
use super::{Failure, not_loaded, progress};

/// Imports the files as one step.
pub fn run(args: &ImportArgs) -> Result<(), Failure> {
    let files = args.files.each();
    if files.is_empty() {
        return Err(Failure::wrong_call(
            "nothing to import: give --workforce, --placements, --organisations, --demand or --mergers FILE",
        ));
    }
    let mut inputs: Vec<PathBuf> = files.into_iter().map(|(_, path)| path).collect();
    inputs.push(args.plan.clone());
    inputs.extend(args.files.mapping.iter().cloned());
    if let Some(report) = &args.report {
        // Said before the plan is changed, not after.
        check_target(report, &inputs)?;
    }
    let mut plan = PlanWriter::open(&args.plan)?;
    let files = files_for(args, plan.reader())?;
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
        if let Some(stays) = unchanged.whose_word_stays() {
            say!("{stays}; with --on-overlap replace all of {} counts again", unchanged.name);
        }
    }
    for line in changes_in_words(&intake.outcome) {
        say!("{line}");
    }
    let Some(path) = &args.report else { return Ok(()) };
    let outcome = Baseline::of_plan(plan.reader())?.outcome();
    let mut report = data_report_json(&intake.reports, Some(&outcome));
    for (key, value) in import_changes_json(&intake.outcome) {
        report[key] = value;
    }
    Ok(write_whole(path, format!("{report:#}\n").as_bytes(), &inputs)?)
}

/// The files of a call; where it says so, the one file in place of a source of the plan.
fn files_for(args: &ImportArgs, plan: &PlanReader) -> Result<Vec<FileToRead>, Failure> {
    let mut files = files_to_read(&args.files)?;
    let Some(named) = &args.in_place_of else { return Ok(files) };
    if files.len() != 1 {
        return Err(Failure::wrong_call("--in-place-of takes one file, which takes the place of one source"));
    }
    let sources = plan.sources()?;
    let in_force = sources.iter().filter(|source| source.state == SourceState::InForce);
    let is_it = |source: &&SourceRecord| source.name == *named || source.id.to_string() == *named;
    let Some(source) = in_force.clone().find(is_it) else {
        let known: Vec<String> = in_force.map(|source| format!("{} ({})", source.id, source.name)).collect();
        return Err(not_loaded("source", named, &known.join("; ")));
    };
    if in_force.filter(is_it).count() > 1 {
        let why = "is the name of several sources; give the number that a report or an import says";
        return Err(Failure::at_fault(format!("{named}: {why}")));
    }
    files = files.into_iter().map(|file| file.in_place_of(source.id)).collect();
    Ok(files)
}

/// What an import changed of what the plan had, with the totals before and after, one line for each.
fn changes_in_words(outcome: &ImportOutcome) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(overlap) = &outcome.overlap {
        let cells = crate::model::counted(overlap.cells, "cell", "cells");
        let of = match overlap.answer {
            Some(crate::store::OnOverlap::Replace) => {
                let totals = in_words(&overlap.before, &overlap.if_replaced);
                format!("replaced: {}; {totals}", overlap.rows_if_replaced)
            }
            _ => format!("added to: {}", in_words(&overlap.before, &overlap.if_added)),
        };
        lines.push(format!("{cells} of earlier files {of}"));
    }
    for edition in &outcome.editions {
        let totals = in_words(&edition.before, &edition.after);
        lines.push(format!("in place of {} (source {}): {}; {totals}", edition.name, edition.of, edition.rows));
        lines.extend(edition.in_plan.whose_word_stays());
        if let Some((before, after)) = edition.in_plan.unlike(edition.before, edition.after) {
            lines.push(format!("what the plan counts in the cells of either file: {}", in_words(&before, &after)));
        }
    }
    lines
}

fn in_words(before: &Totals, after: &Totals) -> String {
    let units = [
        ("FTE", before.fte, after.fte),
        ("placement weeks", before.weeks, after.weeks),
        ("hours", before.hours, after.hours),
        ("days", before.days, after.days),
    ];
    let held = units.iter().filter(|(_, before, after)| !before.is_zero() || !after.is_zero());
    let words: Vec<String> =
        held.map(|(unit, before, after)| format!("{unit} {before} before, {after} after")).collect();
    if words.is_empty() { "no figures before or after".to_owned() } else { words.join("; ") }
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

/// A refused import. Where no row of a file could be used, or a list contradicts others, its report is what is
/// needed most.
pub fn refused(error: IntakeError, report: Option<&Path>, inputs: &[PathBuf]) -> Failure {
    if let IntakeError::Useless { report: of_file, .. } | IntakeError::Mergers { report: of_file, .. } = &error {
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
