//! Mergers in a plan: a list of which organisation took over which, kept in its state at
//! `merger/PREDECESSOR`, and folded into the figures unless the setting `mergers` says otherwise.

use std::collections::BTreeMap;
use std::convert::Infallible;

use jiff::civil::Date;

use crate::import::Mapping;
use crate::import::{DataReport, ReadError};
use crate::model::{DemandRow, MergerRow, Mergers, OrganisationRow, PlacementRow, RowSink, WorkforceRow};
use crate::store::{Import, StoreError};

use super::intake::{FileToRead, IntakeError, Step, refuse_useless};

/// Where mergers stand in a plan's state.
pub(super) const MERGER: &str = "merger/";

/// The mergers that a plan's state has. One that this version cannot read, or that contradicts another,
/// is damage.
///
/// # Errors
/// The path at fault, in words.
pub(super) fn of_state(state: &BTreeMap<String, String>) -> Result<Mergers, String> {
    let mut mergers = Mergers::default();
    for (path, value) in state {
        let predecessor = path.strip_prefix(MERGER).unwrap_or(path);
        let (successor, date) = value.split_once(' ').unwrap_or((value, ""));
        let date = if date.is_empty() { None } else { Some(date.parse().map_err(|_| path.clone())?) };
        mergers.add(predecessor, successor, date).map_err(|error| error.to_string())?;
    }
    Ok(mergers)
}

/// Reads a list of mergers on top of those that hold already.
///
/// # Errors
/// As [`super::import`]; also if an organisation has two successors in the list, or one takes over
/// itself in the end.
pub(super) fn read(
    file: &FileToRead,
    mapping: &Mapping,
    held: &mut Mergers,
    step: Step<'_>,
) -> Result<DataReport, IntakeError> {
    let mut listed = Listed::default();
    let report = file.read(mapping, &mut listed, step).map_err(|error| match error {
        ReadError::Import(error) => IntakeError::Import(error),
        ReadError::Sink(never) => match never {},
        ReadError::Cancelled => IntakeError::Store(StoreError::Cancelled),
    })?;
    refuse_useless(&report)?;
    let mut seen: BTreeMap<&str, (&str, u64)> = BTreeMap::new();
    for (line, predecessor, successor, date) in &listed.0 {
        let refused = |reason| IntakeError::Mergers { file: report.file.clone(), line: *line, reason };
        match seen.insert(predecessor, (successor, *line)) {
            Some((other, before)) if other != successor => {
                return Err(refused(format!(
                    "{predecessor} is taken over by {successor} here and by {other} on line {before}; an organisation \
                     is folded into one other, keep one of the rows"
                )));
            }
            _ => {}
        }
        held.add(predecessor, successor, *date).map_err(|error| refused(error.to_string()))?;
    }
    Ok(report)
}

/// Takes a list of mergers into a plan, in the step of an import.
pub(super) fn take(
    file: &FileToRead,
    mapping: &Mapping,
    import: &mut Import<'_>,
    step: Step<'_>,
) -> Result<DataReport, IntakeError> {
    let before = import.state(MERGER)?;
    let mut mergers = of_state(&before).map_err(|what| import.damaged(what))?;
    let report = read(file, mapping, &mut mergers, step)?;
    for (predecessor, successor, date) in mergers.each() {
        let date = date.map_or(String::new(), |date| format!(" {date}"));
        import.set(format!("{MERGER}{predecessor}"), Some(format!("{successor}{date}")));
    }
    Ok(report)
}

/// The rows of a list of mergers.
#[derive(Default)]
struct Listed(Vec<(u64, String, String, Option<Date>)>);

impl RowSink for Listed {
    type Error = Infallible;

    fn workforce(&mut self, _: &WorkforceRow<'_>) -> Result<(), Infallible> {
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

    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), Infallible> {
        self.0.push((row.line, row.predecessor.to_owned(), row.successor.to_owned(), row.date));
        Ok(())
    }
}
