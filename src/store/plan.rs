//! The one writer of a plan: making one, steps, undo and redo, imports.

use std::path::Path;

use rusqlite::Connection;

use super::cancel::Cancel;
use super::changes::RowChanges;
use super::copy;
use super::edition::{self, InPlan};
use super::error::StoreError;
use super::intake::Import;
use super::ledger::{KEY, Ledger, text};
use super::lock::WriterLock;
use super::open::{self, Purpose};
use super::overlap::{OnOverlap, OverlapReport, Overlapped};
use super::reader::PlanReader;
use super::schema;
use super::settle::settle;
use super::source::{SourceId, SourceRecord, Totals};
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
    /// What the new sources change that came in place of an earlier one.
    pub editions: Vec<Edition>,
}

/// What a source changes that came in place of an earlier one: a newer edition, or the same file read by
/// another mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The new source.
    pub source: SourceId,
    /// The source whose place it took.
    pub of: SourceId,
    /// The file's name of that one.
    pub name: String,
    /// Its totals.
    pub before: Totals,
    /// The totals of the new source.
    pub after: Totals,
    /// What became of its rows.
    pub rows: RowChanges,
    /// What of that counts beside the other sources.
    pub in_plan: InPlan,
}

/// A file that was not taken again, because a source in force has its bytes and its mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchanged {
    /// The file's name.
    pub name: String,
    /// The source that has its bytes.
    pub source: SourceId,
    /// The sources that replaced some of its cells after it came. Imported to replace, it counts again there.
    pub over: Vec<Overlapped>,
}

impl Unchanged {
    /// What of it does not count, in words; `None` where all of it does.
    pub fn whose_word_stays(&self) -> Option<String> {
        (!self.over.is_empty()).then(|| edition::who_stays(&self.over))
    }
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
        let mut import = Import::new(&transaction, cancel, request.on_overlap).map_err(named)?;
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
