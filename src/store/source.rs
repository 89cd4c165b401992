//! What a plan remembers of every imported file.

use std::fmt;

use rusqlite::Row;

use super::error::StoreError;
use super::ledger::{number, text};
use super::transaction::WriteTransaction;
use crate::model::{Activity, Decimal, Finding, Severity, SourceKind};

/// A source's number in its plan; never used again, also after the source is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The table that holds the rows of a kind, and how many columns that has.
pub(super) const fn table(kind: SourceKind) -> (&'static str, usize) {
    match kind {
        SourceKind::Workforce => ("workforce_row", 13),
        SourceKind::Placements => ("placement_row", 16),
        SourceKind::Organisations => ("reference_row", 7),
        SourceKind::Demand => ("demand_row", 7),
        SourceKind::Mergers => ("merger_row", 5),
    }
}

/// How the rows of a file were dealt with: read = used + rejected + ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Records after the header with at least one cell that is not blank.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that could not be used, each with its reason.
    pub rejected: u64,
    /// Rows left out by rule: totals, missing values.
    pub ignored: u64,
}

/// Exact sums over the rows of a source, whatever of them counts; each unit by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// FTE in post.
    pub fte: Decimal,
    /// Placement weeks, provided or required.
    pub weeks: Decimal,
    /// Hours on placement.
    pub hours: Decimal,
    /// Days on placement.
    pub days: Decimal,
}

impl Totals {
    /// What a placement row with this measure adds.
    pub(super) fn of_activity(activity: Option<Activity>) -> Totals {
        let none = Totals::default();
        match activity {
            Some(Activity::Weeks(weeks)) => Totals { weeks: weeks.amount(), ..none },
            Some(Activity::Hours(hours)) => Totals { hours: hours.amount(), ..none },
            Some(Activity::Days(days)) => Totals { days: days.amount(), ..none },
            None => none,
        }
    }

    /// The sums of both, as [`Decimal`] sums.
    pub(super) fn plus(self, other: Totals) -> Totals {
        let sum = |a: Decimal, b: Decimal| [a, b].into_iter().sum();
        Totals {
            fte: sum(self.fte, other.fte),
            weeks: sum(self.weeks, other.weeks),
            hours: sum(self.hours, other.hours),
            days: sum(self.days, other.days),
        }
    }
}

/// What the reader of a file says of it once all its rows are given.
#[derive(Clone, Debug, Default)]
pub struct SourceFacts {
    /// The file's name, without its folder; with the sheet for a workbook.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes it has.
    pub bytes: u64,
    /// How its columns were read, in any form that is the same for the same mapping.
    pub mapping: String,
    /// Its encoding: `UTF-8`.
    pub encoding: String,
    /// Its delimiter: `,`; empty for a workbook.
    pub delimiter: String,
    /// How its rows were dealt with.
    pub counts: RowCounts,
    /// What was found, in the order in which it is shown.
    pub findings: Vec<Finding>,
}

/// Whether a source counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceState {
    /// It counts.
    InForce,
    /// A later edition replaced all of it.
    Replaced,
    /// It was removed.
    Removed,
    /// Its import was undone.
    Undone,
}

impl SourceState {
    /// The word that `source/N/state` has for it; `None` for an import that was undone.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            SourceState::InForce => Some("in force"),
            SourceState::Replaced => Some("replaced"),
            SourceState::Removed => Some("removed"),
            SourceState::Undone => None,
        }
    }

    pub(super) fn read(word: Option<&str>) -> Option<SourceState> {
        use SourceState::*;
        [InForce, Replaced, Removed, Undone].into_iter().find(|state| state.word() == word)
    }
}

/// A source as the plan remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRecord {
    /// Its number.
    pub id: SourceId,
    /// The files of one import share a batch: the number of its first source. One that came in place of an
    /// earlier source has that one's.
    pub batch: u32,
    /// The file's name.
    pub name: String,
    /// What kind of rows it has.
    pub kind: SourceKind,
    /// The SHA-256 of the file's bytes.
    pub sha256: [u8; 32],
    /// How many bytes the file has.
    pub bytes: u64,
    /// How its columns were read.
    pub mapping: String,
    /// When it was imported: `2026-09-30T14:05:00Z`.
    pub imported_at: String,
    /// Its encoding.
    pub encoding: String,
    /// Its delimiter.
    pub delimiter: String,
    /// How its rows were dealt with.
    pub counts: RowCounts,
    /// Exact sums over its stored rows.
    pub totals: Totals,
    /// Whether it counts.
    pub state: SourceState,
    /// Whether its cells replace those of earlier batches, or add to them.
    pub replaces: bool,
    /// Where its rows are.
    pub(super) rows: StoredRows,
}

/// The contiguous range of a source's rows in their table, and the digest over them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StoredRows {
    pub(super) first: i64,
    pub(super) count: i64,
    pub(super) digest: Vec<u8>,
    /// The earliest and the latest snapshot or year that they have, as they are stored.
    pub(super) moments: Option<(i64, i64)>,
}

impl StoredRows {
    /// Widens the bounds to a row of this moment.
    pub(super) fn note(&mut self, moment: Option<i64>) {
        let Some(moment) = moment else { return };
        let (earliest, latest) = self.moments.unwrap_or((moment, moment));
        self.moments = Some((earliest.min(moment), latest.max(moment)));
    }

    /// Whether both may have rows of one moment.
    pub(super) fn may_meet(&self, other: &StoredRows) -> bool {
        let (Some(a), Some(b)) = (self.moments, other.moments) else { return false };
        a.0 <= b.1 && b.0 <= a.1
    }
}

/// A finding as the plan remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFinding {
    /// How much it matters.
    pub severity: Severity,
    /// The short stable word for the kind of finding.
    pub code: String,
    /// The physical line; `None` if it is about the whole file.
    pub line: Option<u64>,
    /// The column's header; empty if it is about no single column.
    pub column: String,
    /// The offending value; empty if there is none.
    pub value: String,
    /// One sentence in the field's words.
    pub message: String,
    /// How many rows it is about.
    pub count: u64,
}

/// The state's path for what `what` says of a source.
pub(super) fn path_of(id: SourceId, what: &str) -> String {
    format!("source/{id}/{what}")
}

impl SourceRecord {
    /// Where it lies over others: later batches may replace what earlier ones have.
    pub(super) fn order(&self) -> (u32, SourceId) {
        (self.batch, self.id)
    }

    pub(super) fn write(&self, transaction: &WriteTransaction<'_>) -> rusqlite::Result<()> {
        let RowCounts { read, used, rejected, ignored } = self.counts;
        let whole = |count: u64| number(i64::try_from(count).unwrap_or(i64::MAX));
        transaction.insert(
            "source",
            &[
                number(i64::from(self.id.0)),
                number(i64::from(self.batch)),
                text(&self.name),
                text(self.kind.word()),
                rusqlite::types::ValueRef::Blob(&self.sha256),
                whole(self.bytes),
                text(&self.mapping),
                text(&self.imported_at),
                text(&self.encoding),
                text(&self.delimiter),
                whole(read),
                whole(used),
                whole(rejected),
                whole(ignored),
                number(self.rows.first),
                number(self.rows.count),
                number(self.rows.moments.map(|(earliest, _)| earliest)),
                number(self.rows.moments.map(|(_, latest)| latest)),
                number(self.totals.fte.millionths()),
                number(self.totals.weeks.millionths()),
                number(self.totals.hours.millionths()),
                number(self.totals.days.millionths()),
                rusqlite::types::ValueRef::Blob(&self.rows.digest),
            ],
        )
    }

    /// Reads a row of `source` followed by the values of its two paths in the state.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Option<SourceRecord>> {
        let kind: String = row.get("kind")?;
        let state: Option<String> = row.get(23)?;
        let overlap: Option<String> = row.get(24)?;
        let known = SourceKind::ALL.into_iter().find(|k| k.word() == kind).zip(SourceState::read(state.as_deref()));
        let Some((kind, state)) = known else { return Ok(None) };
        let whole = |column: &str| row.get::<_, i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
        let total = |column: &str| row.get(column).map(Decimal::from_millionths);
        Ok(Some(SourceRecord {
            id: SourceId(row.get("id")?),
            batch: row.get("batch")?,
            name: row.get("name")?,
            kind,
            sha256: row.get("sha256")?,
            bytes: whole("bytes")?,
            mapping: row.get("mapping")?,
            imported_at: row.get("imported_at")?,
            encoding: row.get("encoding")?,
            delimiter: row.get("delimiter")?,
            counts: RowCounts {
                read: whole("read")?,
                used: whole("used")?,
                rejected: whole("rejected")?,
                ignored: whole("ignored")?,
            },
            totals: Totals { fte: total("fte")?, weeks: total("weeks")?, hours: total("hours")?, days: total("days")? },
            state,
            replaces: overlap.as_deref() == Some("replace"),
            rows: StoredRows {
                first: row.get("first_row")?,
                count: row.get("rows")?,
                digest: row.get("digest")?,
                moments: row.get::<_, Option<i64>>("earliest")?.zip(row.get("latest")?),
            },
        }))
    }
}

/// Keeps the findings of a source, in order.
pub(super) fn write_findings(
    transaction: &WriteTransaction<'_>,
    source: SourceId,
    findings: &[Finding],
) -> Result<(), StoreError> {
    for (order, finding) in (0..).zip(findings) {
        transaction.insert(
            "finding",
            &[
                number(i64::from(source.0)),
                number(order),
                text(finding.severity.word()),
                text(finding.code),
                number(finding.line.and_then(|line| i64::try_from(line).ok())),
                text(&finding.column),
                text(&finding.value),
                text(&finding.message),
                number(i64::try_from(finding.count).unwrap_or(i64::MAX)),
            ],
        )?;
    }
    Ok(())
}
