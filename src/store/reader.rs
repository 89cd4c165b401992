//! What a plan says: its state, sources, findings and history.

use crate::model::SourceKind;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;
use super::load::{self, PlanSink};
use super::open::{self, Connected};
use super::source::{SourceId, SourceRecord, SourceState, StoredFinding, path_of};
use super::step::{Change, StepRecord};
use super::{copy, steps};
use crate::model::{MergerRow, RowSink, Severity};

/// An open plan, to read. Takes no lock, writes nothing, and works beside a writer.
#[derive(Debug)]
pub struct PlanReader {
    pub(super) connected: Connected,
}

impl PlanReader {
    /// Opens a plan to read. A change that was cut off when its writer died is taken back first.
    pub fn open(path: &Path) -> Result<PlanReader, StoreError> {
        open::reading(path).map(|connected| PlanReader { connected })
    }

    /// The plan's file.
    pub fn path(&self) -> &Path {
        &self.connected.path
    }

    /// The plan's id: random, and the same in its copies.
    pub fn plan_id(&self) -> Result<String, StoreError> {
        self.read(|conn| Ok(conn.query_row("SELECT value FROM meta WHERE key = 'plan_id'", [], |row| row.get(0))?))
    }

    /// The value at `path` of the plan's state.
    pub fn value(&self, path: &str) -> Result<Option<String>, StoreError> {
        self.read(|conn| Ok(steps::value(conn, path)?))
    }

    /// Every path of the state that begins with `prefix`, whole, with its value.
    pub fn state(&self, prefix: &str) -> Result<BTreeMap<String, String>, StoreError> {
        self.read(|conn| Ok(steps::values(conn, prefix)?))
    }

    /// Every path that begins with `prefix` and that any step ever changed, with those that were undone:
    /// what numbers in paths may not be used again.
    pub fn paths_ever(&self, prefix: &str) -> Result<BTreeSet<String>, StoreError> {
        self.read(|conn| {
            let mut all = conn.prepare_cached("SELECT path FROM change WHERE path >= ?1 AND path < ?2")?;
            let found = all.query_map([prefix, &format!("{prefix}\u{10FFFF}")], |row| row.get(0))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// The settings that differ from their defaults: key and value.
    pub fn settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        const PREFIX: &str = "setting/";
        let state = self.state(PREFIX)?;
        Ok(state.into_iter().map(|(path, value)| (path[PREFIX.len()..].to_owned(), value)).collect())
    }

    /// Every source that was ever imported, in the order of their numbers.
    pub fn sources(&self) -> Result<Vec<SourceRecord>, StoreError> {
        self.read(|conn| sources(conn, self.path()))
    }

    /// The source in force that has these bytes and was read in this way: importing it again would
    /// change nothing.
    pub fn in_force_with(
        &self,
        kind: SourceKind,
        sha256: &[u8; 32],
        mapping: &str,
    ) -> Result<Option<SourceId>, StoreError> {
        let sources = self.sources()?;
        Ok(sources.iter().find(|source| source.is_same(kind, sha256, mapping)).map(|source| source.id))
    }

    /// The findings of a source, in the order in which they are shown.
    pub fn findings(&self, source: SourceId) -> Result<Vec<StoredFinding>, StoreError> {
        self.read(|conn| {
            let mut all = conn.prepare_cached(
                "SELECT severity, code, line, column_name, value, message, count FROM finding WHERE source = ?1
                 ORDER BY ord",
            )?;
            let whole = |number: i64| u64::try_from(number).unwrap_or(0);
            let found = all.query_map([source.0], |row| {
                Ok(StoredFinding {
                    severity: severity(&row.get::<_, String>(0)?),
                    code: row.get(1)?,
                    line: row.get::<_, Option<i64>>(2)?.map(whole),
                    column: row.get(3)?,
                    value: row.get(4)?,
                    message: row.get(5)?,
                    count: whole(row.get(6)?),
                })
            })?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }

    /// Every step, oldest first, with those that were undone.
    pub fn history(&self) -> Result<Vec<StepRecord>, StoreError> {
        self.read(|conn| Ok(steps::history(conn)?))
    }

    /// The step that undo would take back.
    pub fn next_undo(&self) -> Result<Option<StepRecord>, StoreError> {
        self.read(|conn| Ok(steps::newest(conn)?))
    }

    /// The step that redo would bring back.
    pub fn next_redo(&self) -> Result<Option<StepRecord>, StoreError> {
        self.read(|conn| Ok(steps::next_redo(conn)?))
    }

    /// The changes that remove a source: its state, and the states of those that its import replaced
    /// as a whole, which count again.
    pub fn removal_of(&self, source: SourceId) -> Result<Vec<Change>, StoreError> {
        let state = |id: SourceId| path_of(id, "state");
        let path = state(source);
        let now = self.value(&path)?;
        let mut changes = vec![Change::new(path.as_str(), now.as_deref(), SourceState::Removed.word())];
        let imported = |change: &Change| change.path == path && change.before.is_none();
        let history = self.history()?;
        let import = history.iter().find(|step| step.changes.iter().any(imported));
        for change in import.iter().flat_map(|step| &step.changes) {
            let replaced = SourceState::Replaced.word();
            if change.after.as_deref() == replaced && self.value(&change.path)?.as_deref() == replaced {
                changes.push(change.inverted());
            }
        }
        Ok(changes)
    }

    /// Gives the rows of every source in force to `sink`. Rows that are not as they were stored are an
    /// error, because wrong figures are worse than no figures.
    pub fn load<S: PlanSink>(&self, sink: &mut S) -> Result<(), StoreError>
    where
        S::Error: Into<StoreError>,
    {
        self.at_one_moment(|| {
            let sources = self.sources()?;
            self.read(|conn| load::load(conn, self.path(), &sources, sink))
        })
    }

    /// Gives the mergers of the lists in force to `each`, but for those of one source.
    pub fn mergers(
        &self,
        but: Option<SourceId>,
        each: &mut dyn FnMut(&SourceRecord, &MergerRow<'_>),
    ) -> Result<(), StoreError> {
        self.at_one_moment(|| {
            let lists = load::lists_but(&super::intake::in_force(self.sources()?), but);
            self.read(|conn| load::mergers(conn, self.path(), &lists, each))
        })
    }

    /// Gives the rows that some lines of a source's file became to `sink`, in the order of the file; none for a
    /// line on which no row begins. Costs a pass over the rows of the source.
    pub fn lines<S: RowSink>(&self, source: SourceId, lines: &[u32], sink: &mut S) -> Result<(), StoreError>
    where
        S::Error: Into<StoreError>,
    {
        self.at_one_moment(|| match self.sources()?.iter().find(|known| known.id == source) {
            Some(source) => self.read(|conn| load::lines(conn, self.path(), source, lines, sink)),
            None => Ok(()),
        })
    }

    /// Runs `read` on the plan as it is now, whatever a writer commits meanwhile. Writers wait for it.
    pub fn at_one_moment<T>(&self, read: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
        if !self.connected.conn.is_autocommit() {
            return read();
        }
        let transaction =
            self.connected.conn.unchecked_transaction().map_err(|e| StoreError::from(e).at(self.path()))?;
        let result = read();
        drop(transaction);
        result
    }

    /// Copies the plan as it is saved to `to`, which must not exist: whole or not at all.
    pub fn save_copy(&self, to: &Path) -> Result<(), StoreError> {
        copy::save_copy(&self.connected.conn, to)
    }

    pub(super) fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        read(&self.connected.conn).map_err(|error| error.at(self.path()))
    }
}

pub(super) fn sources(conn: &Connection, path: &Path) -> Result<Vec<SourceRecord>, StoreError> {
    let mut all = conn.prepare_cached(
        "SELECT source.*, now.value, overlap.value FROM source
         LEFT JOIN state AS now ON now.path = 'source/' || id || '/state'
         LEFT JOIN state AS overlap ON overlap.path = 'source/' || id || '/overlap' ORDER BY id",
    )?;
    let mut sources = Vec::new();
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let source = SourceRecord::read(row)?;
        sources.push(source.ok_or_else(|| StoreError::damaged(path, "what it says of a source cannot be read"))?);
    }
    Ok(sources)
}

impl SourceRecord {
    /// Whether it counts, has these bytes and was read in this way.
    pub(super) fn is_same(&self, kind: SourceKind, sha256: &[u8; 32], mapping: &str) -> bool {
        self.state == SourceState::InForce && self.kind == kind && self.sha256 == *sha256 && self.mapping == mapping
    }
}

fn severity(word: &str) -> Severity {
    let known = [Severity::Note, Severity::Warning].into_iter().find(|severity| severity.word() == word);
    known.unwrap_or(Severity::Error)
}
