//! The way to a connection: absolute paths, checked files, and nothing that a file can turn on by itself.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::lock::{WriterLock, beside};
use super::opened::{self, FileIdentity, OpenFile};
use super::{copy, preflight, schema};

/// How long a connection waits for another one before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Reads only: no lock, no byte written.
    Read,
    /// The one writer, who holds the lock.
    Write,
}

/// A connection to a plan that passed every check. The fields are dropped in this order.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) conn: Connection,
    file: OpenFile,
    pub(super) path: PathBuf,
}

impl Connected {
    /// Which file was opened, to be compared with the file that has the name now.
    pub(super) fn identity(&self) -> &FileIdentity {
        self.file.identity()
    }
}

/// The absolute form of `path`, the only form that SQLite gets to see. A link stands for the plan it
/// leads to, so that the lock and the journal lie beside that.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    let absolute = std::path::absolute(path).map_err(|error| StoreError::io(path, "finding the file", error))?;
    if absolute.is_symlink()
        && let Ok(target) = absolute.canonicalize()
    {
        return Ok(target);
    }
    Ok(absolute)
}

/// Refuses a file that is not a plan of ours, before anything is created beside it.
pub(super) fn look(path: &Path) -> Result<(), StoreError> {
    opened::opening(path, || preflight::version_of(path).map(|_| ()), || Ok(())).map(|_| ())
}

/// Whether there is a plan of this program at `path`, of whatever version: what no export may replace.
pub fn is_plan(path: &Path) -> bool {
    matches!(look(path), Ok(()) | Err(StoreError::Newer { .. } | StoreError::WriteAheadLog { .. }))
}

/// Opens a plan to read. A change that a dead writer left half done is taken back first, where that is
/// possible.
pub(super) fn reading(path: &Path) -> Result<Connected, StoreError> {
    let path = absolute(path)?;
    match connect(&path, Purpose::Read) {
        Err(StoreError::CutOff { .. }) => {
            take_back(&path)?;
            connect(&path, Purpose::Read)
        }
        other => other,
    }
}

/// Opens a plan to write; the caller holds the lock.
pub(super) fn writing(path: &Path, _lock: &WriterLock) -> Result<Connected, StoreError> {
    let path = absolute(path)?;
    let mut connected = connect(&path, Purpose::Write)?;
    if version(&connected.conn).map_err(|error| StoreError::from(error).at(&path))? < schema::NEWEST {
        drop(connected);
        connected = bring_up(&path, schema::MIGRATIONS)?;
    }
    Ok(connected)
}

/// Takes back the change that a dead writer left in a journal.
fn take_back(path: &Path) -> Result<(), StoreError> {
    let cut_off = || StoreError::CutOff { path: path.to_owned() };
    let lock = WriterLock::take(path).map_err(|error| match error {
        StoreError::NotWritable { .. } | StoreError::NoLocks { .. } => cut_off(),
        other => other,
    })?;
    match connect(path, Purpose::Write) {
        Ok(connected) => {
            drop(connected);
            drop(lock);
            Ok(())
        }
        Err(StoreError::NotWritable { .. }) => Err(cut_off()),
        Err(other) => Err(other),
    }
}

/// Copies an older plan beside itself, then migrates it. The copy is a plain one, of a file without a
/// journal, made while no connection is open.
fn bring_up(path: &Path, migrations: &[&str]) -> Result<Connected, StoreError> {
    let older = preflight::version_of(path)?;
    if beside(path, "-journal").exists() {
        return Err(StoreError::CutOff { path: path.to_owned() });
    }
    copy::backup(path, older)?;
    let (mut conn, file) = opened::opening(path, || Ok(()), || raw(path, Purpose::Write))?;
    schema::migrate(&mut conn, migrations).map_err(|error| error.at(path))?;
    Ok(Connected { conn, file, path: path.to_owned() })
}

fn connect(path: &Path, purpose: Purpose) -> Result<Connected, StoreError> {
    let look = || preflight::version_of(path).map(|_| ());
    let (conn, file) = opened::opening(path, look, || raw(path, purpose))?;
    let connected = Connected { conn, file, path: path.to_owned() };
    verify(&connected.conn, path, purpose)?;
    Ok(connected)
}

/// A configured connection; nothing of the file has been read yet.
fn raw(path: &Path, purpose: Purpose) -> Result<Connection, StoreError> {
    let access = match purpose {
        Purpose::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let flags = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|conn| restrain(&conn).map(|()| conn));
    opened.map_err(|error| StoreError::from(error).at(path))
}

/// How many parameters a statement may have: sixteen rows of the widest table.
pub(super) const MOST_PARAMETERS: i32 = 256;

/// Takes from a connection all that a plan never needs and a hostile file could use.
pub(super) fn restrain(conn: &Connection) -> rusqlite::Result<()> {
    use DbConfig::*;
    for (switch, on) in [
        (SQLITE_DBCONFIG_DEFENSIVE, true),
        (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (SQLITE_DBCONFIG_DQS_DML, false),
        (SQLITE_DBCONFIG_DQS_DDL, false),
        (SQLITE_DBCONFIG_ENABLE_FKEY, true),
    ] {
        conn.set_db_config(switch, on)?;
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_LENGTH, 16 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 64),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 64),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 8),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
        (Limit::SQLITE_LIMIT_ATTACHED, 1), // VACUUM INTO needs one
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, MOST_PARAMETERS),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        conn.set_limit(limit, most)?;
    }
    conn.busy_timeout(PATIENCE)
}

/// Refuses a file whose tables are not ours, then says how it is to be read or written.
fn verify(conn: &Connection, path: &Path, purpose: Purpose) -> Result<(), StoreError> {
    let named = |error: rusqlite::Error| StoreError::from(error).at(path);
    if purpose == Purpose::Write && conn.is_readonly("main").map_err(named)? {
        return Err(StoreError::NotWritable { path: path.to_owned() });
    }
    let expected = schema::expected().map_err(|error| error.at(path))?;
    let found = schema::entries(conn, expected.len() + 1).map_err(named)?;
    if version(conn).map_err(named)? == schema::NEWEST && found != expected {
        return Err(StoreError::OtherTables { path: path.to_owned() });
    }
    settle(conn, purpose).map_err(named)
}

fn version(conn: &Connection) -> rusqlite::Result<u32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// How a plan is written: with a rollback journal, because write-ahead logging does not work over
/// network file systems; and with `EXTRA`, because with `FULL` a deleted journal can come back after a
/// power cut and undo an acknowledged step. The cache is wide so that an import of up to nearly two
/// million rows does not shut readers out before it commits, and no wider, so that a larger one stays
/// small in memory.
pub(super) fn settle(conn: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
    conn.pragma_update(None, "cell_size_check", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    match purpose {
        Purpose::Read => conn.pragma_update(None, "query_only", true),
        Purpose::Write => {
            conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
            conn.pragma_update(None, "synchronous", "EXTRA")?;
            conn.pragma_update(None, "cache_size", -65_536) // KiB
        }
    }
}

/// Sets a connection as plans are written. For the benchmark of imports, whose floor writes such a file
/// without the rest of the store.
#[doc(hidden)]
pub fn settle_as_plan_writer(conn: &Connection) -> rusqlite::Result<()> {
    restrain(conn)?;
    settle(conn, Purpose::Write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::PlanWriter;

    #[test]
    fn an_older_plan_is_copied_beside_itself_before_it_is_migrated() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("north.fairshare");
        drop(PlanWriter::create(&path).unwrap());
        let before = std::fs::read(&path).unwrap();
        let two = [schema::MIGRATIONS[0], "CREATE TABLE tariff (year INTEGER PRIMARY KEY) STRICT;"];
        let connected = bring_up(&path, &two).unwrap();
        assert_eq!(version(&connected.conn).unwrap(), 2);
        drop(connected);
        assert_eq!(std::fs::read(folder.path().join("north.fairshare.before-version-2")).unwrap(), before);
        assert!(matches!(look(&path), Err(StoreError::Newer { version: 2, .. })));
    }

    #[test]
    fn a_plan_with_a_table_too_many_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("north.fairshare");
        drop(PlanWriter::create(&path).unwrap());
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE extra (x) ").unwrap();
        assert!(matches!(reading(&path), Err(StoreError::OtherTables { .. })));
    }
}
