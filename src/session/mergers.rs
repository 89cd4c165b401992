//! Lists of mergers on their way in: held against themselves, and against those that hold already.

use std::collections::BTreeMap;

use crate::import::{DataReport, Mapping, ReadError};
use crate::model::{
    DemandRow, Finding, MergerError, MergerRow, Mergers, OrganisationRow, PlacementRow, RowSink, Severity, WorkforceRow,
};

use crate::store::{SourceId, SourceRecord};

use super::intake::{FileToRead, IntakeError, Step};

/// The code of the finding that a merger contradicts another.
pub const CONTRADICTORY_MERGER: &str = "contradictory-merger";

/// One row of a list of mergers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedMerger {
    /// The organisation that closed.
    pub predecessor: String,
    /// The one that took it over.
    pub successor: String,
    /// The physical line of its file.
    pub line: u64,
}

/// Lists of mergers that hold together, and where each merger is said.
#[derive(Default)]
pub(super) struct Lists {
    mergers: Mergers,
    /// Each by its number in the plan, if it has one, and its file's name.
    names: Vec<(Option<SourceId>, String)>,
    /// By the organisation that closed: the list and the line.
    said: BTreeMap<String, (usize, u64)>,
}

impl Lists {
    /// The rows that follow are of the list in this file.
    pub fn begin(&mut self, file: &str) {
        self.names.push((None, file.to_owned()));
    }

    /// Adds a merger that a plan holds. One that contradicts others there is left out, as the facts leave it out.
    pub fn hold(&mut self, source: &SourceRecord, row: &MergerRow<'_>) {
        if self.names.last().is_none_or(|(last, _)| *last != Some(source.id)) {
            self.names.push((Some(source.id), source.name.clone()));
        }
        drop(self.take(row));
    }

    /// Adds a merger of the list that was begun last, or says what it contradicts and where that is said.
    pub fn take(&mut self, row: &MergerRow<'_>) -> Result<(), String> {
        let list = self.names.len().saturating_sub(1);
        let Err(error) = self.mergers.add(row.predecessor, row.successor, row.date) else {
            self.said.entry(row.predecessor.to_owned()).or_insert((list, row.line));
            return Ok(());
        };
        let place = |code: &str| match self.said.get(code) {
            Some((of, line)) if *of == list => format!("on line {line}"),
            Some((of, line)) => {
                format!("in {} on line {line}", self.names.get(*of).map_or("another list", |(_, name)| name))
            }
            None => "in another list".to_owned(),
        };
        Err(match error {
            MergerError::Two { predecessor, successor, other } => {
                let of_this = self.said.get(&predecessor).is_some_and(|(of, _)| *of == list);
                let or = if of_this { "" } else { ", or read this list in place of that one" };
                format!(
                    "{predecessor} is taken over by {successor} here and by {other} {}; an organisation is folded into \
                     one other: keep one of the rows{or}",
                    place(&predecessor)
                )
            }
            MergerError::Circle { ref successor, .. } if self.said.contains_key(successor) => {
                format!("{error}: {successor} is taken over {}", place(successor))
            }
            circle @ MergerError::Circle { .. } => circle.to_string(),
        })
    }
}

/// What each of some lists contradicts in those before it, with the line; `None` where it contradicts none.
pub fn contradictions<'l>(lists: impl IntoIterator<Item = (&'l str, &'l [ListedMerger])>) -> Vec<Option<String>> {
    let mut held = Lists::default();
    let check = |(name, rows): (&str, &[ListedMerger])| {
        held.begin(name);
        rows.iter().find_map(|row| {
            let ListedMerger { predecessor, successor, line } = row;
            let refused = held.take(&MergerRow { line: *line, predecessor, successor, date: None }).err();
            refused.map(|reason| format!("line {line}: {reason}"))
        })
    };
    lists.into_iter().map(check).collect()
}

/// Reads a list of mergers into `sink`, on top of the `lists` that hold already, which it joins. What contradicts
/// them, or itself, is a finding, and is not given to the sink.
///
/// # Errors
/// As [`super::import`].
pub(super) fn read<S: RowSink>(
    file: &FileToRead,
    mapping: &Mapping,
    lists: &mut Lists,
    sink: &mut S,
    step: Step<'_>,
) -> Result<DataReport, IntakeError>
where
    IntakeError: From<ReadError<S::Error>>,
{
    let mut checked = Checked::new(sink, lists, &file.name());
    let mut report = file.read(mapping, &mut checked, step)?;
    report.findings.splice(0..0, checked.findings);
    Ok(report)
}

/// Refuses a list that contradicts others or itself.
pub(super) fn refuse_contradiction(report: &DataReport) -> Result<(), IntakeError> {
    match report.findings.iter().find(|finding| finding.code == CONTRADICTORY_MERGER) {
        None => Ok(()),
        Some(first) => Err(IntakeError::Mergers {
            file: report.file.clone(),
            line: first.line.unwrap_or_default(),
            reason: first.message.clone(),
            report: Box::new(report.clone()),
        }),
    }
}

/// Gives on the rows that contradict nothing.
pub(super) struct Checked<'c, S> {
    sink: &'c mut S,
    lists: &'c mut Lists,
    /// What contradicts something.
    pub findings: Vec<Finding>,
    /// The rows that do not.
    pub rows: Vec<ListedMerger>,
}

impl<'c, S> Checked<'c, S> {
    pub fn new(sink: &'c mut S, lists: &'c mut Lists, file: &str) -> Checked<'c, S> {
        lists.begin(file);
        Checked { sink, lists, findings: Vec::new(), rows: Vec::new() }
    }
}

impl<S: RowSink> RowSink for Checked<'_, S> {
    type Error = S::Error;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), S::Error> {
        self.sink.workforce(row)
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), S::Error> {
        self.sink.placement(row)
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), S::Error> {
        self.sink.demand(row)
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), S::Error> {
        self.sink.organisation(row)
    }

    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), S::Error> {
        let MergerRow { line, predecessor, successor, .. } = *row;
        if let Err(message) = self.lists.take(row) {
            self.findings.push(Finding {
                severity: Severity::Error,
                code: CONTRADICTORY_MERGER,
                line: Some(line),
                column: String::new(),
                value: predecessor.to_owned(),
                message,
                count: 1,
            });
            return Ok(());
        }
        self.rows.push(ListedMerger { predecessor: predecessor.to_owned(), successor: successor.to_owned(), line });
        self.sink.merger(row)
    }
}
