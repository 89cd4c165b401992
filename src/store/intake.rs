//! Rows on their way into a plan.

use std::collections::BTreeMap;
use std::sync::mpsc::SyncSender;

use super::batch::{self, Batch};
use super::cancel::Cancel;
use super::digest::RowDigest;
use super::edition;
use super::error::StoreError;
use super::load;
use super::overlap::{OnOverlap, Shelf};
use super::plan::Unchanged;
use super::reader;
use super::rows::{self, Cells};
use super::source::{self, SourceFacts, SourceId, SourceRecord, SourceState, StoredRows, Totals, write_findings};
use super::step::Change;
use super::steps;
use super::texts::Interner;
use super::transaction::WriteTransaction;
use crate::model::{DemandRow, Finding, MergerRow, OrganisationRow, PlacementRow, RowSink, SourceKind, WorkforceRow};

/// The files of one import, which come into the plan together or not at all.
pub struct Import<'t> {
    transaction: &'t WriteTransaction<'t>,
    cancel: &'t Cancel,
    interner: Interner,
    pub(super) in_force: Vec<SourceRecord>,
    pub(super) taken: Vec<SourceRecord>,
    /// For each of them, the source in force in whose place it comes.
    pub(super) instead_of: Vec<Option<SourceRecord>>,
    pub(super) unchanged: Vec<Unchanged>,
    on_overlap: Option<OnOverlap>,
    findings: Vec<Vec<Finding>>,
    wanted: BTreeMap<String, Option<String>>,
    first_id: u32,
    next_instead_of: Option<SourceId>,
    failed: bool,
}

impl<'t> Import<'t> {
    pub(super) fn new(
        transaction: &'t WriteTransaction<'t>,
        cancel: &'t Cancel,
        on_overlap: Option<OnOverlap>,
    ) -> Result<Import<'t>, StoreError> {
        let sources = reader::sources(transaction.conn(), transaction.path())?;
        let first_id = transaction.next_id("source")?;
        Ok(Import {
            transaction,
            cancel,
            interner: Interner::new(transaction.conn())?,
            in_force: in_force(sources),
            taken: Vec::new(),
            instead_of: Vec::new(),
            unchanged: Vec::new(),
            on_overlap,
            findings: Vec::new(),
            wanted: BTreeMap::new(),
            first_id: u32::try_from(first_id).map_err(|_| StoreError::damaged(transaction.path(), "its numbering"))?,
            next_instead_of: None,
            failed: false,
        })
    }

    /// Has the next file take the place of a source in force, all of it: a newer edition of its file.
    pub fn instead_of(&mut self, source: SourceId) {
        self.next_instead_of = Some(source);
    }

    /// Takes one file: `read` gives its rows to the sink, and then says what the file is. Returns the
    /// source's number: a new one, or that of the source in force with the same bytes and mapping,
    /// beside which nothing changes unless later sources replaced some of it and are to be replaced in turn. The same bytes under another mapping come in place of that source.
    /// After an error the whole import can only be given up.
    ///
    /// `read` runs on a thread of its own, beside this one, which writes.
    pub fn source<E: From<StoreError> + Send>(
        &mut self,
        kind: SourceKind,
        read: impl FnOnce(&mut ImportSink<'_>) -> Result<SourceFacts, E> + Send,
    ) -> Result<SourceId, E> {
        self.usable()?;
        self.failed = true;
        let first = self.next_row(kind)?;
        let (to, from) = batch::pipe();
        let mut sink = ImportSink::new(to, &mut self.interner, self.cancel, kind, first);
        let (written, given) = std::thread::scope(|threads| {
            let reader = threads.spawn(move || {
                let facts = read(&mut sink)?;
                let (rows, totals) = sink.finish()?;
                Ok::<_, E>((facts, rows, totals))
            });
            let written = batch::write(self.transaction, kind, &from);
            // Whoever still reads hears at the next batch that nobody writes any more.
            drop(from);
            (written, reader.join())
        });
        // What the writing side ran into is why the reader was stopped, so it is told first.
        written.map_err(|error| error.at(self.transaction.path()))?;
        let (facts, rows, totals) = given.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        let id = self.remember(kind, facts, rows, totals)?;
        self.failed = false;
        Ok(id)
    }

    /// Every path of the plan's state that begins with `prefix`, whole, with its value before the import.
    pub fn state(&self, prefix: &str) -> Result<BTreeMap<String, String>, StoreError> {
        Ok(steps::values(self.transaction.conn(), prefix)?)
    }

    /// The organisations that the references in force have: code and name.
    pub fn reference(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sources = self.in_force.iter().chain(&self.taken).filter(|of| of.kind == SourceKind::Organisations);
        let sources: Vec<SourceRecord> = sources.cloned().collect();
        load::reference(self.transaction.conn(), self.transaction.path(), &sources)
    }

    /// Gives the mergers of the lists in force to `each`, but for those of one source.
    pub fn mergers(
        &self,
        but: Option<SourceId>,
        each: &mut dyn FnMut(&SourceRecord, &MergerRow<'_>),
    ) -> Result<(), StoreError> {
        let lists = load::lists_but(self.in_force.iter().chain(&self.taken), but);
        load::mergers(self.transaction.conn(), self.transaction.path(), &lists, each)
    }

    /// Damage found in what the plan says.
    pub fn damaged(&self, what: impl Into<String>) -> StoreError {
        StoreError::damaged(self.transaction.path(), what)
    }

    /// The digests and mappings of the sources in force of `kind` with files of so many bytes: the file may
    /// be one of them.
    pub fn of_size(&self, kind: SourceKind, bytes: u64) -> Vec<([u8; 32], String)> {
        let same = self.in_force.iter().filter(|source| source.kind == kind && source.bytes == bytes);
        same.map(|source| (source.sha256, source.mapping.clone())).collect()
    }

    /// Gives `path` of the state a value, or takes it away, in the step that the import makes.
    pub fn set(&mut self, path: String, value: Option<String>) {
        self.wanted.insert(path, value);
    }

    /// The changes that were asked for beside the sources.
    pub(super) fn changes(&self) -> rusqlite::Result<Vec<Change>> {
        let change = |(path, after): (&String, &Option<String>)| {
            let before = steps::value(self.transaction.conn(), path)?;
            Ok(Change { path: path.clone(), before, after: after.clone() })
        };
        self.wanted.iter().map(change).collect()
    }

    /// Whether no file failed and nobody cancelled.
    pub(super) fn usable(&self) -> Result<(), StoreError> {
        self.cancel.check()?;
        if self.failed { Err(StoreError::Panicked("an import went on after an error".into())) } else { Ok(()) }
    }

    /// Writes the sources with their findings.
    pub(super) fn write(&self) -> Result<(), StoreError> {
        for (source, findings) in self.taken.iter().zip(&self.findings) {
            source.write(self.transaction)?;
            write_findings(self.transaction, source.id, findings)?;
        }
        Ok(())
    }

    fn next_row(&self, kind: SourceKind) -> Result<i64, StoreError> {
        if let Some(last) = self.taken.iter().rev().find(|source| source.kind == kind) {
            return Ok(last.rows.first + last.rows.count);
        }
        let sql = "SELECT coalesce(max(first_row + rows), 1) FROM source WHERE kind = ?1";
        Ok(self.transaction.conn().query_row(sql, [kind.word()], |row| row.get(0))?)
    }

    fn remember(
        &mut self,
        kind: SourceKind,
        facts: SourceFacts,
        rows: StoredRows,
        totals: Totals,
    ) -> Result<SourceId, StoreError> {
        if let Some(same) = same_in(&self.in_force, self.next_instead_of, kind, &facts)? {
            let shelf = Shelf { conn: self.transaction.conn(), path: self.transaction.path(), trial: None };
            let over = edition::over(shelf, &self.in_force, same)?;
            // Where later sources replaced some of it, it may be imported to replace them in turn.
            if over.is_empty() || self.on_overlap != Some(OnOverlap::Replace) {
                let same = same.id;
                self.next_instead_of = None;
                let sql = format!("DELETE FROM {} WHERE id >= ?1", source::table(kind).0);
                self.transaction.conn().execute(&sql, [rows.first])?;
                self.unchanged.push(Unchanged { name: facts.name, source: same, over });
                return Ok(same);
            }
        }
        let instead_of = self.place_of(kind, &facts)?;
        let position = u32::try_from(self.taken.len()).unwrap_or(u32::MAX);
        let id = SourceId(self.first_id.saturating_add(position));
        self.findings.push(facts.findings.clone());
        self.taken.push(new_source(id, self.first_id, kind, facts, rows, totals));
        self.instead_of.push(instead_of);
        Ok(id)
    }

    /// The source in force in whose place a file comes. No two come in place of one.
    fn place_of(&mut self, kind: SourceKind, facts: &SourceFacts) -> Result<Option<SourceRecord>, StoreError> {
        let old = place_in(&self.in_force, self.next_instead_of.take(), kind, facts)?;
        let taken = self.instead_of.iter().flatten().any(|other| old.as_ref().is_some_and(|old| old.id == other.id));
        let refused = |reason| StoreError::NotReplaced { file: facts.name.clone(), reason };
        if taken { Err(refused("two files are to replace one source")) } else { Ok(old) }
    }
}

/// The source of those in force that a file is once more.
///
/// # Errors
/// A file that is to come in the place of another source than that: there it would count twice, or not at all.
pub(super) fn same_in<'s>(
    in_force: &'s [SourceRecord],
    named: Option<SourceId>,
    kind: SourceKind,
    facts: &SourceFacts,
) -> Result<Option<&'s SourceRecord>, StoreError> {
    let same = in_force.iter().find(|old| old.is_same(kind, &facts.sha256, &facts.mapping));
    if same.is_some_and(|same| named.is_some_and(|named| named != same.id)) {
        let reason = "the plan has this file already as another source, so it takes nobody's place; remove the source \
                      that it should have replaced, on the page Data";
        return Err(StoreError::NotReplaced { file: facts.name.clone(), reason });
    }
    Ok(same)
}

/// The source of those in force in whose place a file comes: the one that was named, or the one that has its
/// bytes.
pub(super) fn place_in(
    in_force: &[SourceRecord],
    named: Option<SourceId>,
    kind: SourceKind,
    facts: &SourceFacts,
) -> Result<Option<SourceRecord>, StoreError> {
    let is_it = |old: &&SourceRecord| match named {
        Some(id) => old.id == id,
        None => old.kind == kind && old.sha256 == facts.sha256 && sheet(&old.encoding) == sheet(&facts.encoding),
    };
    let old = in_force.iter().find(is_it).cloned();
    if named.is_some() && old.as_ref().is_none_or(|old| old.kind != kind) {
        let reason = "the source that it is to replace is not in force, or of another kind";
        return Err(StoreError::NotReplaced { file: facts.name.clone(), reason });
    }
    Ok(old)
}

/// A source as a file makes it, which replaces nothing yet.
pub(super) fn new_source(
    id: SourceId,
    batch: u32,
    kind: SourceKind,
    facts: SourceFacts,
    rows: StoredRows,
    totals: Totals,
) -> SourceRecord {
    SourceRecord {
        id,
        batch,
        name: facts.name,
        kind,
        sha256: facts.sha256,
        bytes: facts.bytes,
        mapping: facts.mapping,
        imported_at: super::now(),
        encoding: facts.encoding,
        delimiter: facts.delimiter,
        counts: facts.counts,
        totals,
        state: SourceState::InForce,
        replaces: false,
        rows,
    }
}

/// The sheet of a workbook, as its encoding names it: another sheet is another table of the same bytes.
fn sheet(encoding: &str) -> Option<&str> {
    encoding.split_once(", sheet ").map(|(_, sheet)| sheet)
}

/// The sources that count, in the order in which they lie over each other.
pub(super) fn in_force(mut sources: Vec<SourceRecord>) -> Vec<SourceRecord> {
    sources.retain(|source| source.state == SourceState::InForce);
    sources.sort_by_key(SourceRecord::order);
    sources
}

/// Takes the rows of one file for the plan, all of one kind.
pub struct ImportSink<'s> {
    interner: &'s mut Interner,
    to: SyncSender<Batch>,
    waiting: Vec<Cells>,
    cancel: &'s Cancel,
    kind: SourceKind,
    rows: StoredRows,
    digest: RowDigest,
    totals: Totals,
    failed: bool,
}

impl<'s> ImportSink<'s> {
    fn new(
        to: SyncSender<Batch>,
        interner: &'s mut Interner,
        cancel: &'s Cancel,
        kind: SourceKind,
        first: i64,
    ) -> ImportSink<'s> {
        ImportSink {
            interner,
            to,
            waiting: Vec::with_capacity(Batch::ROWS),
            cancel,
            kind,
            rows: StoredRows { first, count: 0, digest: Vec::new(), moments: None },
            digest: RowDigest::new(),
            totals: Totals::default(),
            failed: false,
        }
    }

    /// How many rows the file has given so far.
    pub fn rows(&self) -> u64 {
        u64::try_from(self.rows.count).unwrap_or(0)
    }

    /// The exact sums over those rows.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    fn take(
        &mut self,
        kind: SourceKind,
        totals: Totals,
        encode: impl FnOnce(&mut Interner) -> Result<Cells, StoreError>,
    ) -> Result<(), StoreError> {
        self.cancel.check()?;
        if self.failed || kind != self.kind {
            let what =
                if self.failed { "an import went on after an error" } else { "a file gave rows of another kind" };
            return Err(StoreError::Panicked(what.into()));
        }
        let given = encode(self.interner).and_then(|cells| self.give(cells));
        self.failed = given.is_err();
        self.totals = self.totals.plus(totals);
        given
    }

    fn give(&mut self, mut cells: Cells) -> Result<(), StoreError> {
        cells.0[0] = Some(self.rows.first + self.rows.count);
        self.digest.add(&cells, source::table(self.kind).1);
        self.rows.count += 1;
        self.rows.note(cells.moment(self.kind));
        self.waiting.push(cells);
        if self.waiting.len() == Batch::ROWS { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), StoreError> {
        let rows = std::mem::replace(&mut self.waiting, Vec::with_capacity(Batch::ROWS));
        let batch = Batch { texts: self.interner.take_unwritten(), rows };
        // Nobody hears this one: the writing side has stopped, and tells why.
        self.to.send(batch).map_err(|_| StoreError::Panicked("the plan takes no more rows".into()))
    }

    fn finish(mut self) -> Result<(StoredRows, Totals), StoreError> {
        if self.failed {
            return Err(StoreError::Panicked("an import went on after an error".into()));
        }
        self.hand_over()?;
        self.rows.digest = self.digest.finish().to_vec();
        Ok((self.rows, self.totals))
    }
}

impl RowSink for ImportSink<'_> {
    type Error = StoreError;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), StoreError> {
        let fte = row.fte.unwrap_or_default().amount();
        let totals = Totals { fte, ..Totals::default() };
        self.take(SourceKind::Workforce, totals, |known| rows::workforce(row, known))
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), StoreError> {
        self.take(SourceKind::Placements, Totals::of_activity(row.activity), |known| rows::placement(row, known))
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), StoreError> {
        let weeks = row.weeks.unwrap_or_default().amount();
        self.take(SourceKind::Demand, Totals { weeks, ..Totals::default() }, |known| rows::demand(row, known))
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), StoreError> {
        self.take(SourceKind::Organisations, Totals::default(), |known| rows::organisation(row, known))
    }
    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), StoreError> {
        self.take(SourceKind::Mergers, Totals::default(), |known| rows::merger(row, known))
    }
}
