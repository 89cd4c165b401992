//! Lists of mergers on their way in: held against themselves, and against those that hold already.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::import::{DataReport, Mapping, ReadError};
use crate::model::{DemandRow, MergerRow, Mergers, OrganisationRow, PlacementRow, RowSink, WorkforceRow};
use crate::store::StoreError;

use super::intake::{FileToRead, IntakeError, Step};

/// Reads a list of mergers into `sink`, on top of those that are `held` already, which it joins.
///
/// # Errors
/// As [`super::import`]; also if an organisation has two successors in the list, or one takes over
/// itself in the end.
pub(super) fn read<S: RowSink>(
    file: &FileToRead,
    mapping: &Mapping,
    held: &mut Mergers,
    sink: &mut S,
    step: Step<'_>,
) -> Result<DataReport, IntakeError>
where
    IntakeError: From<S::Error>,
{
    let mut checked = Checked { sink, file: &file.name(), held, seen: BTreeMap::new() };
    file.read(mapping, &mut checked, step).map_err(|error| match error {
        ReadError::Import(error) => IntakeError::Import(error),
        ReadError::Sink(error) => error,
        ReadError::Cancelled => IntakeError::Store(StoreError::Cancelled),
    })
}

/// Gives on the rows of a list that contradicts nothing.
struct Checked<'c, S> {
    sink: &'c mut S,
    file: &'c str,
    held: &'c mut Mergers,
    /// By organisation, its successor in this list, and the line that says so.
    seen: BTreeMap<String, (String, u64)>,
}

impl<S: RowSink> RowSink for Checked<'_, S>
where
    IntakeError: From<S::Error>,
{
    type Error = IntakeError;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), IntakeError> {
        Ok(self.sink.workforce(row)?)
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), IntakeError> {
        Ok(self.sink.placement(row)?)
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), IntakeError> {
        Ok(self.sink.demand(row)?)
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), IntakeError> {
        Ok(self.sink.organisation(row)?)
    }

    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), IntakeError> {
        let MergerRow { line, predecessor, successor, date } = *row;
        let refused = |reason| IntakeError::Mergers { file: self.file.to_owned(), line, reason };
        match self.seen.insert(predecessor.to_owned(), (successor.to_owned(), line)) {
            Some((other, before)) if other != successor => {
                return Err(refused(format!(
                    "{predecessor} is taken over by {successor} here and by {other} on line {before}; an organisation \
                     is folded into one other, keep one of the rows"
                )));
            }
            _ => {}
        }
        self.held.add(predecessor, successor, date).map_err(|error| refused(error.to_string()))?;
        Ok(self.sink.merger(row)?)
    }
}

impl From<Infallible> for IntakeError {
    fn from(never: Infallible) -> IntakeError {
        match never {}
    }
}
