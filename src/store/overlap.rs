//! The question of every later import: do its cells replace those of earlier files, or add to them?
//!
//! A cell is organisation × profession × snapshot date for workforce, organisation × profession ×
//! academic year × HEI for placements, profession × academic year × HEI for demand. Files of one import never overlap each other.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};
use std::path::Path;

use rusqlite::Connection;

use super::changes::{self, Row, RowChanges};
use super::dictionary::{Dictionary, Unreadable};
use super::error::StoreError;
use super::rows;
use super::scan;
use super::source::{SourceId, SourceRecord, Totals};
use super::trial::TrialSink;

/// What an import does with cells that earlier sources have too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnOverlap {
    /// The new rows take the place of the earlier ones in those cells: an edition of the same thing.
    Replace,
    /// The new rows add to the earlier ones.
    Add,
    /// The import stops and the plan stays as it was.
    Refuse,
}

/// An earlier source and how many of the new cells it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlapped {
    /// The earlier source.
    pub id: SourceId,
    /// Its file's name.
    pub name: String,
    /// How many cells it shares with the new files.
    pub cells: u64,
}

/// Where new files overlap earlier sources, with the totals of the shared cells before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlapReport {
    /// How many cells are shared.
    pub cells: u64,
    /// With which sources.
    pub sources: Vec<Overlapped>,
    /// The totals of those cells as the plan has them.
    pub before: Totals,
    /// Their totals if the new rows replace the earlier ones.
    pub if_replaced: Totals,
    /// Their totals if the new rows add to them.
    pub if_added: Totals,
    /// What becomes of the rows of those cells if the new ones replace them.
    pub rows_if_replaced: RowChanges,
    /// What the caller said to do; `None` is the question.
    pub answer: Option<OnOverlap>,
}

impl fmt::Display for OverlapReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> =
            self.sources.iter().map(|source| format!("{} (source {})", source.name, source.id)).collect();
        let cells = if self.cells == 1 { "cell is" } else { "cells are" };
        write!(f, "{} {cells} already in the plan, from {}; nothing was imported", self.cells, names.join(", "))?;
        match self.answer {
            Some(OnOverlap::Refuse) => f.write_str(", as asked"),
            _ => f.write_str(
                ": say whether the new rows replace those cells, add to them, or are refused \
                 (--on-overlap replace, add or refuse)",
            ),
        }
    }
}

/// What overlaps, and which earlier sources the new rows cover whole.
pub(super) struct Found {
    pub(super) report: OverlapReport,
    pub(super) covered: Vec<SourceId>,
}

/// What is known of cells.
pub(super) type CellMap<T> = HashMap<[i64; 4], T, BuildHasherDefault<CellHasher>>;

type Cells = CellMap<CellSums>;

/// Mixes the four numbers of a cell; a million rows are looked up while somebody waits.
#[derive(Default)]
pub(super) struct CellHasher(u64);

impl Hasher for CellHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut number = [0; 8];
            number[..part.len()].copy_from_slice(part);
            let mixed = (self.0 ^ u64::from_le_bytes(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }
}

/// What is known of one cell of the new files.
#[derive(Default)]
struct CellSums {
    new: Totals,
    earlier: Layers,
    /// The last earlier source that has the cell.
    last: Option<SourceId>,
}

/// What lies in one cell, batch over batch.
#[derive(Default)]
pub(super) struct Layers {
    /// What earlier batches left in it.
    kept: Totals,
    /// What the batch being read puts into it.
    of_batch: Totals,
    batch: u32,
    /// The last batch that replaced what was in it before.
    from: u32,
}

impl Layers {
    /// Takes a row of a source as the calculation does: the cells of a source that replaces take the place
    /// of those of earlier batches. Sources come in the order of their batches.
    pub(super) fn take(&mut self, source: &SourceRecord, totals: Totals) {
        if self.batch != source.batch {
            self.kept = self.kept.plus(self.of_batch);
            self.of_batch = Totals::default();
            self.batch = source.batch;
        }
        if source.replaces {
            self.kept = Totals::default();
            self.from = source.batch;
        }
        self.of_batch = self.of_batch.plus(totals);
    }

    /// What counts.
    pub(super) fn total(&self) -> Totals {
        self.kept.plus(self.of_batch)
    }
}

/// Whether two sources may have rows of one cell.
pub(super) fn may_meet(a: &SourceRecord, b: &SourceRecord) -> bool {
    a.kind == b.kind && a.rows.may_meet(&b.rows)
}

/// Looks for cells that both the `new` sources and those in force before them have, which come in the
/// order of their batches.
pub(super) fn find(
    shelf: Shelf<'_>,
    in_force: &[SourceRecord],
    new: &[SourceRecord],
) -> Result<Option<Found>, StoreError> {
    let earlier: Vec<_> = in_force.iter().filter(|old| new.iter().any(|new| may_meet(old, new))).collect();
    let later: Vec<_> = new.iter().filter(|new| earlier.iter().any(|old| may_meet(old, new))).collect();
    if earlier.is_empty() {
        return Ok(None);
    }
    let stored = Stored::new(shelf)?;
    let mut cells = Cells::default();
    for source in &later {
        stored.each_cell(source, |cell, totals| {
            let sums = cells.entry(cell).or_default();
            sums.new = sums.new.plus(totals);
        })?;
    }
    let (mut sources, mut covered) = (Vec::new(), Vec::new());
    for source in &earlier {
        let (mut shared, mut whole) = (0, true);
        stored.each_cell(source, |cell, totals| match cells.get_mut(&cell) {
            Some(sums) => {
                shared += u64::from(sums.last != Some(source.id));
                sums.last = Some(source.id);
                sums.earlier.take(source, totals);
            }
            None => whole = false,
        })?;
        if shared > 0 {
            sources.push(Overlapped { id: source.id, name: source.name.clone(), cells: shared });
            if whole {
                covered.push(source.id);
            }
        }
    }
    if sources.is_empty() {
        return Ok(None);
    }
    // Rows that an earlier edition replaced already are not there to be replaced.
    let shared =
        |cell: &[i64; 4], batch: u32| cells.get(cell).is_some_and(|s| s.last.is_some() && batch >= s.earlier.from);
    let (mut old, mut come) = (Vec::new(), Vec::new());
    for source in &earlier {
        stored.each_row(source, |cell| shared(cell, source.batch), |row| old.push(row))?;
    }
    for source in &later {
        stored.each_row(source, |cell| shared(cell, u32::MAX), |row| come.push(row))?;
    }
    let report = report(&cells, sources);
    drop(cells);
    let report = OverlapReport { rows_if_replaced: changes::compare(old, come), ..report };
    Ok(Some(Found { report, covered }))
}

fn report(cells: &Cells, sources: Vec<Overlapped>) -> OverlapReport {
    let (mut count, mut before, mut new) = (0, Totals::default(), Totals::default());
    for sums in cells.values().filter(|sums| sums.last.is_some()) {
        count += 1;
        before = before.plus(sums.earlier.total());
        new = new.plus(sums.new);
    }
    let if_added = before.plus(new);
    let rows_if_replaced = RowChanges::default();
    OverlapReport { cells: count, sources, before, if_replaced: new, if_added, rows_if_replaced, answer: None }
}

/// Where the rows of sources are: in a plan, and those of one that is only looked at in memory.
#[derive(Clone, Copy)]
pub(super) struct Shelf<'c> {
    pub(super) conn: &'c Connection,
    pub(super) path: &'c Path,
    pub(super) trial: Option<&'c TrialSink>,
}

/// The rows of sources, and what the numbers in them mean.
pub(super) struct Stored<'c> {
    shelf: Shelf<'c>,
    dictionary: Dictionary,
}

impl<'c> Stored<'c> {
    pub(super) fn new(shelf: Shelf<'c>) -> Result<Stored<'c>, StoreError> {
        let gap = || StoreError::damaged(shelf.path, "a text or an organisation is missing");
        Ok(Stored { shelf, dictionary: Dictionary::read(shelf.conn)?.ok_or_else(gap)? })
    }

    fn trial(&self, source: &SourceRecord) -> Option<&'c TrialSink> {
        self.shelf.trial.filter(|trial| trial.is(source))
    }

    /// Every row of a source that has a cell, with its totals; or every cell, with the totals of its rows.
    pub(super) fn each_cell(
        &self,
        source: &SourceRecord,
        mut each: impl FnMut([i64; 4], Totals),
    ) -> Result<(), StoreError> {
        if let Some(trial) = self.trial(source) {
            trial.cells().iter().for_each(|(cell, totals)| each(*cell, *totals));
            return Ok(());
        }
        self.scan(source, |row| {
            if let Some(cell) = self.dictionary.cell(source.kind, row)? {
                each(cell, self.dictionary.totals(source.kind, row)?);
            }
            Ok(())
        })
    }

    /// The rows of a source in the cells that `counts` takes, as they are compared.
    pub(super) fn each_row(
        &self,
        source: &SourceRecord,
        counts: impl Fn(&[i64; 4]) -> bool,
        mut each: impl FnMut(Row),
    ) -> Result<(), StoreError> {
        if let Some(trial) = self.trial(source) {
            trial.rows().filter(|(cell, _)| cell.is_none_or(&counts)).for_each(|(_, row)| each(row));
            return Ok(());
        }
        self.scan(source, |row| {
            if self.dictionary.cell(source.kind, row)?.is_none_or(|cell| counts(&cell)) {
                each(Row::of(self.dictionary.organisation_of(source.kind, row)?, source.kind, row));
            }
            Ok(())
        })
    }

    fn scan(
        &self,
        source: &SourceRecord,
        mut each: impl FnMut(&rows::Cells) -> Result<(), Unreadable>,
    ) -> Result<(), StoreError> {
        let what = || format!("the rows of {} are not as they were stored", source.name);
        let damaged = || StoreError::damaged(self.shelf.path, what());
        let sound = scan::rows(self.shelf.conn, source, |row| each(row).map_err(|_| damaged()))?;
        if sound { Ok(()) } else { Err(damaged()) }
    }
}
