//! The one writer of a plan: making one, steps, undo and redo, imports.

use std::path::Path;

use rusqlite::Connection;

use super::cancel::Cancel;
use super::copy;
use super::error::StoreError;
use super::intake::Import;
use super::ledger::{KEY, Ledger, text};
use super::lock::WriterLock;
use super::open::{self, Purpose};
use super::overlap::{self, OnOverlap, OverlapReport};
use super::reader::PlanReader;
use super::schema;
use super::source::{SourceId, SourceRecord, SourceState, path_of};
use super::step::{Change, StepId, StepRecord};
use super::steps;
use super::transaction::{self, WriteTransaction};

/// An open plan with the right to write it, which no other process has meanwhile.
#[derive(Debug)]
pub struct PlanWriter {
    reader: PlanReader,
    /// What the ledger was when we last wrote.
    ledger: Ledger,
    _lock: WriterLock,
}

/// How an import is to be done.
#[derive(Clone, Debug, Default)]
pub struct ImportRequest {
    /// The step's label, which completes "Undo …": `import of workforce.csv`.
    pub label: String,
    /// What to do where the files overlap earlier sources; `None` asks, by stopping the import.
    pub on_overlap: Option<OnOverlap>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Its step; `None` if nothing changed.
    pub step: Option<StepId>,
    /// The new sources.
    pub sources: Vec<SourceRecord>,
    /// The files that were in the plan already.
    pub unchanged: Vec<Unchanged>,
    /// Where the new sources overlap earlier ones.
    pub overlap: Option<OverlapReport>,
    /// The earlier sources of which nothing counts any more.
    pub replaced: Vec<SourceId>,
}

/// A file that was not taken again, because a source in force has its bytes and its mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// The file's name.
    pub name: String,
    /// The source that has its bytes.
    pub source: SourceId,
}

impl PlanWriter {
    /// Makes a new, empty plan, whole or not at all, and opens it. Refuses a name that is taken.
    pub fn create(path: &Path) -> Result<PlanWriter, StoreError> {
        let path = open::absolute(path)?;
        PlanWriter::create_at(&path).map_err(|error| match error {
            StoreError::NotWritable { path } => StoreError::CannotMake { path },
            other => other,
        })
    }

    fn create_at(path: &Path) -> Result<PlanWriter, StoreError> {
        copy::free(path)?;
        let lock = WriterLock::take(path)?;
        copy::free(path)?;
        let temporary = copy::empty_beside(path)?;
        empty_plan(&temporary).map_err(|error| error.at(path))?;
        copy::put_in_place(temporary, path)?;
        PlanWriter::with_lock(path, lock)
    }

    /// Opens a plan to write, if no other process has it.
    pub fn open(path: &Path) -> Result<PlanWriter, StoreError> {
        let path = open::absolute(path)?;
        open::look(&path)?;
        let lock = WriterLock::take(&path)?;
        PlanWriter::with_lock(&path, lock)
    }

    fn with_lock(path: &Path, lock: WriterLock) -> Result<PlanWriter, StoreError> {
        let reader = PlanReader { connected: open::writing(path, &lock)? };
        let ledger = reader.read(|conn| Ok(Ledger::kept(conn)?))?;
        let ledger = ledger.ok_or_else(|| StoreError::damaged(path, "its ledger is missing"))?;
        Ok(PlanWriter { reader, ledger, _lock: lock })
    }

    /// What the plan says.
    pub fn reader(&self) -> &PlanReader {
        &self.reader
    }

    /// The change that gives `path` of the state the value `after`, from the value that it has.
    pub fn change(&self, path: &str, after: Option<&str>) -> Result<Change, StoreError> {
        let before = self.reader.value(path)?;
        Ok(Change::new(path, before.as_deref(), after))
    }

    /// Makes changes as one step, all or none. Returns when it is durable; `None`, and no step, if
    /// nothing would change. A change that starts from another value than the plan has is refused.
    pub fn apply(&mut self, label: &str, changes: &[Change]) -> Result<Option<StepId>, StoreError> {
        self.write(|transaction| steps::append(transaction, label, changes))
    }

    /// Takes the newest step back and returns it; `None` if there is none.
    pub fn undo(&mut self) -> Result<Option<StepRecord>, StoreError> {
        self.write(steps::undo)
    }

    /// Brings the step that was undone last back and returns it; `None` if there is none.
    pub fn redo(&mut self) -> Result<Option<StepRecord>, StoreError> {
        self.write(steps::redo)
    }

    /// Imports the files that `fill` gives, as one step, all or nothing.
    pub fn import<E: From<StoreError>>(
        &mut self,
        request: &ImportRequest,
        cancel: &Cancel,
        fill: impl FnOnce(&mut Import<'_>) -> Result<(), E>,
    ) -> Result<ImportOutcome, E> {
        let path = self.reader.path().to_owned();
        let named = |error: StoreError| error.at(&path);
        let handle = self.reader.connected.conn.get_interrupt_handle();
        let transaction = WriteTransaction::begin(&mut self.reader.connected, self.ledger).map_err(named)?;
        // Dropped before the transaction, so that no interrupt can reach its rollback.
        let armed = cancel.arm(handle);
        let mut import = Import::new(&transaction, cancel).map_err(named)?;
        fill(&mut import)?;
        let outcome = settle(&transaction, import, request).map_err(named)?;
        drop(armed); // From here on it is too late to cancel.
        if outcome.step.is_some() {
            cancel.check()?;
            self.ledger = transaction.commit().map_err(named)?;
        }
        Ok(outcome)
    }

    /// Copies the plan as it is saved to `to`, which must not exist: whole or not at all.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        self.reader.save_copy(to)
    }

    fn write<T>(
        &mut self,
        change: impl FnOnce(&WriteTransaction<'_>) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let path = self.reader.path().to_owned();
        let write = || {
            let transaction = WriteTransaction::begin(&mut self.reader.connected, self.ledger)?;
            let made = change(&transaction)?;
            if made.is_some() {
                self.ledger = transaction.commit()?;
            }
            Ok(made)
        };
        write().map_err(|error: StoreError| error.at(&path))
    }
}

/// Decides what the new sources do with earlier ones, and writes them with their step.
fn settle(
    transaction: &WriteTransaction<'_>,
    import: Import<'_>,
    request: &ImportRequest,
) -> Result<ImportOutcome, StoreError> {
    import.usable()?;
    let unchanged = import.unchanged.iter().map(|(name, source)| Unchanged { name: name.clone(), source: *source });
    let mut outcome = ImportOutcome { unchanged: unchanged.collect(), ..ImportOutcome::default() };
    if import.taken.is_empty() {
        outcome.step = steps::append(transaction, &request.label, &import.changes()?)?;
        return Ok(outcome);
    }
    let replaces = request.on_overlap == Some(OnOverlap::Replace);
    if let Some(found) = overlap::find(transaction.conn(), transaction.path(), &import.in_force, &import.taken)? {
        let report = OverlapReport { answer: request.on_overlap, ..found.report };
        if matches!(request.on_overlap, None | Some(OnOverlap::Refuse)) {
            return Err(StoreError::Overlap(Box::new(report)));
        }
        outcome.overlap = Some(report);
        outcome.replaced = if replaces { found.covered } else { Vec::new() };
    }
    import.write()?;
    let mut changes = import.changes()?;
    for source in &import.taken {
        changes.push(Change::new(path_of(source.id, "state"), None, SourceState::InForce.word()));
        let rule = if replaces { "replace" } else { "add" };
        changes.push(Change::new(path_of(source.id, "overlap"), None, Some(rule)));
    }
    for id in &outcome.replaced {
        let (before, after) = (SourceState::InForce.word(), SourceState::Replaced.word());
        changes.push(Change::new(path_of(*id, "state"), before, after));
    }
    outcome.step = steps::append(transaction, &request.label, &changes)?;
    outcome.sources = import.taken.into_iter().map(|source| SourceRecord { replaces, ..source }).collect();
    Ok(outcome)
}

/// Writes the tables and the identity of a new plan into an empty file.
fn empty_plan(path: &Path) -> Result<(), StoreError> {
    let mut conn = Connection::open(path)?;
    open::restrain(&conn)?;
    conn.pragma_update(None, "page_size", schema::PAGE_SIZE)?;
    open::settle(&conn, Purpose::Write)?;
    conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
    schema::migrate(&mut conn, schema::MIGRATIONS)?;
    let mut ledger = Ledger::default();
    let (id, now) = (uuid::Uuid::new_v4().to_string(), super::now());
    for (key, value) in [("plan_id", &id), ("made_at", &now)] {
        let row = [text(key), text(value)];
        transaction::insert(&conn, "meta", &row)?;
        ledger.add("meta", &row);
    }
    transaction::insert(&conn, "meta", &[text(KEY), text(&ledger.to_text())])?;
    Ok(())
}
