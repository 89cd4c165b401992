//! What a file would change of what a plan has, found out without writing a byte of it.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::cancel::Cancel;
use super::changes::Row;
use super::dictionary::cell_of;
use super::edition;
use super::error::StoreError;
use super::intake::{in_force, new_source, place_in, same_in};
use super::overlap::Shelf;
use super::plan::{ImportOutcome, Unchanged};
use super::reader::PlanReader;
use super::rows::{self, Cells};
use super::settle::{Asked, weigh};
use super::source::{SourceFacts, SourceId, SourceRecord, StoredRows, Totals};
use super::texts::Interner;
use crate::model::{DemandRow, MergerRow, OrganisationRow, PlacementRow, RowSink, SourceKind, WorkforceRow};

/// The number of a source that is only looked at: no plan comes so far.
const NOT_STORED: SourceId = SourceId(u32::MAX);

/// Rows of a kind that has no cells.
const NO_CELL: u32 = u32::MAX;

/// Takes the rows of one file to compare them: 24 bytes of each, and every cell once.
pub struct TrialSink {
    kind: SourceKind,
    interner: Interner,
    by_cell: FxHashMap<[i64; 4], u32>,
    cells: Vec<([i64; 4], Totals)>,
    rows: Vec<(u32, Row)>,
    totals: Totals,
    stored: StoredRows,
}

impl TrialSink {
    fn new(kind: SourceKind, conn: &Connection) -> rusqlite::Result<TrialSink> {
        Ok(TrialSink {
            kind,
            interner: Interner::new(conn)?,
            by_cell: FxHashMap::default(),
            cells: Vec::new(),
            rows: Vec::new(),
            totals: Totals::default(),
            stored: StoredRows { first: 0, count: 0, digest: Vec::new(), moments: None },
        })
    }

    fn take(
        &mut self,
        code: Option<&str>,
        totals: Totals,
        encode: impl FnOnce(&mut Interner) -> Result<Cells, StoreError>,
    ) -> Result<(), StoreError> {
        let cells = encode(&mut self.interner)?;
        let organisation = code.map_or(super::dictionary::NO_ORGANISATION, |code| self.interner.organisation(code));
        // Nothing of it is ever written.
        drop(self.interner.take_unwritten());
        let cell = cell_of(organisation, self.kind, &cells).ok().flatten();
        let place = cell.map_or(NO_CELL, |cell| {
            let place = *self.by_cell.entry(cell).or_insert(u32::try_from(self.cells.len()).unwrap_or(NO_CELL));
            if place as usize == self.cells.len() {
                self.cells.push((cell, Totals::default()));
            }
            if let Some((_, sum)) = self.cells.get_mut(place as usize) {
                *sum = sum.plus(totals);
            }
            place
        });
        self.rows.push((place, Row::of(organisation, self.kind, &cells)));
        self.totals = self.totals.plus(totals);
        self.stored.count += 1;
        self.stored.note(cells.moment(self.kind));
        Ok(())
    }

    /// The source that the file would become.
    fn source(&self, facts: SourceFacts) -> SourceRecord {
        new_source(NOT_STORED, NOT_STORED.0, self.kind, facts, self.stored.clone(), self.totals)
    }

    /// Whether a source is the one whose rows these are.
    pub(super) fn is(&self, source: &SourceRecord) -> bool {
        source.id == NOT_STORED
    }

    /// Every cell that the rows are in, with their totals.
    pub(super) fn cells(&self) -> &[([i64; 4], Totals)] {
        &self.cells
    }

    /// Every row, with its cell if rows of its kind have one.
    pub(super) fn rows(&self) -> impl Iterator<Item = (Option<&[i64; 4]>, Row)> {
        self.rows.iter().map(|(place, row)| (self.cells.get(*place as usize).map(|(cell, _)| cell), *row))
    }
}

impl PlanReader {
    /// What a file would change of what the plan has: whether it is there already, what becomes of the rows of
    /// the source in whose place it would come, what it overlaps. The plan is only read, and no writer waits
    /// while the file is. `read` gives its rows, and is asked again if the plan changed meanwhile.
    pub fn foresee<T, E: From<StoreError>>(
        &self,
        kind: SourceKind,
        instead_of: Option<SourceId>,
        cancel: &Cancel,
        mut read: impl FnMut(&mut TrialSink) -> Result<(SourceFacts, T), E>,
    ) -> Result<(ImportOutcome, T), E> {
        let named = |error: StoreError| error.at(self.path());
        loop {
            let before = self.read(data_version)?;
            let mut sink = self.read(|conn| Ok(TrialSink::new(kind, conn)?))?;
            let (facts, told) = read(&mut sink)?;
            let armed = cancel.arm(self.connected.conn.get_interrupt_handle());
            let outcome = self.at_one_moment(|| match self.read(data_version)? == before {
                true => self.weigh(&sink, facts, instead_of).map(Some),
                false => Ok(None),
            });
            drop(armed);
            if let Some(outcome) = outcome.map_err(named)? {
                return Ok((outcome, told));
            }
            cancel.check().map_err(named)?;
        }
    }

    fn weigh(
        &self,
        sink: &TrialSink,
        facts: SourceFacts,
        instead_of: Option<SourceId>,
    ) -> Result<ImportOutcome, StoreError> {
        let in_force = in_force(self.sources()?);
        let shelf = Shelf { conn: &self.connected.conn, path: self.path(), trial: Some(sink) };
        if let Some(same) = same_in(&in_force, instead_of, sink.kind, &facts)? {
            let over = edition::over(shelf, &in_force, same)?;
            let unchanged = vec![Unchanged { name: facts.name.clone(), source: same.id, over }];
            let same = same.clone();
            let overlap = match unchanged[0].over.is_empty() {
                true => None,
                false => weigh(shelf, in_force, &mut [sink.source(facts)], &[Some(same)], Asked::OnlyToSee)?.overlap,
            };
            return Ok(ImportOutcome { unchanged, overlap, ..ImportOutcome::default() });
        }
        let old = place_in(&in_force, instead_of, sink.kind, &facts)?;
        weigh(shelf, in_force, &mut [sink.source(facts)], &[old], Asked::OnlyToSee)
    }
}

/// Rises whenever another connection changes the plan.
fn data_version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

impl RowSink for TrialSink {
    type Error = StoreError;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), StoreError> {
        let totals = Totals { fte: row.fte.unwrap_or_default().amount(), ..Totals::default() };
        self.take(Some(row.organisation.code), totals, |known| rows::workforce(row, known))
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), StoreError> {
        let totals = Totals::of_activity(row.activity);
        self.take(Some(row.organisation.code), totals, |known| rows::placement(row, known))
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), StoreError> {
        let totals = Totals { weeks: row.weeks.unwrap_or_default().amount(), ..Totals::default() };
        self.take(None, totals, |known| rows::demand(row, known))
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), StoreError> {
        self.take(Some(row.organisation.code), Totals::default(), |known| rows::organisation(row, known))
    }
    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), StoreError> {
        self.take(Some(row.predecessor), Totals::default(), |known| rows::merger(row, known))
    }
}
