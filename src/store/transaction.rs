//! The only way to write a plan: one transaction that keeps the ledger and notices a file that is gone.

use std::cell::Cell;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter};

use super::error::StoreError;
use super::ledger::{KEY, Ledger, number, parameters, text};
use super::open::Connected;
use super::opened::FileIdentity;

/// A transaction under way. Dropped without [`WriteTransaction::commit`] it leaves the plan as it was.
pub(super) struct WriteTransaction<'c> {
    inner: Transaction<'c>,
    ledger: Cell<Ledger>,
    identity: FileIdentity,
    path: &'c Path,
}

impl<'c> WriteTransaction<'c> {
    /// Begins, after a look whether the plan is still the file, and still says what it said when
    /// `last` was its ledger. SQLite itself compares the change counter, so that it reads afresh.
    pub(super) fn begin(connected: &'c mut Connected, last: Ledger) -> Result<Self, StoreError> {
        let identity = connected.identity().clone();
        let path = connected.path.as_path();
        same_file(path, &identity)?;
        let inner = Transaction::new(&mut connected.conn, TransactionBehavior::Immediate)?;
        if Ledger::kept(&inner)? != Some(last) {
            return Err(StoreError::ChangedOutside { path: path.to_owned() });
        }
        Ok(WriteTransaction { inner, ledger: Cell::new(last), identity, path })
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.inner
    }

    pub(super) fn path(&self) -> &'c Path {
        self.path
    }

    /// Inserts a row into one of the ledger's tables.
    pub(super) fn insert(&self, table: &str, row: &[ValueRef<'_>]) -> rusqlite::Result<()> {
        insert(&self.inner, table, row)?;
        self.note(|ledger| ledger.add(table, row));
        Ok(())
    }

    /// Gives `path` of the state a value, or takes it away. `before` is the value that it has.
    pub(super) fn set(&self, path: &str, before: Option<&str>, after: Option<&str>) -> rusqlite::Result<()> {
        match after {
            Some(value) => {
                let sql = "INSERT INTO state VALUES (?1, ?2) ON CONFLICT (path) DO UPDATE SET value = ?2";
                self.inner.prepare_cached(sql)?.execute([path, value])?;
            }
            None => {
                self.inner.prepare_cached("DELETE FROM state WHERE path = ?1")?.execute([path])?;
            }
        }
        self.note(|ledger| {
            if let Some(value) = before {
                ledger.remove("state", &[text(path), text(value)]);
            }
            if let Some(value) = after {
                ledger.add("state", &[text(path), text(value)]);
            }
        });
        Ok(())
    }

    /// Marks a step as in force (0), undone (1) or left behind (2).
    pub(super) fn mark(&self, seq: i64, undone: i64) -> rusqlite::Result<()> {
        let old = "SELECT label, at, undone FROM step WHERE seq = ?1";
        let (label, at, was): (String, String, i64) =
            self.inner.prepare_cached(old)?.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        self.inner.prepare_cached("UPDATE step SET undone = ?2 WHERE seq = ?1")?.execute([seq, undone])?;
        self.note(|ledger| {
            ledger.remove("step", &[number(seq), text(&label), text(&at), number(was)]);
            ledger.add("step", &[number(seq), text(&label), text(&at), number(undone)]);
        });
        Ok(())
    }

    /// The id that the next row of `source` or `step` gets: ids are never used again.
    pub(super) fn next_id(&self, table: &str) -> rusqlite::Result<i64> {
        let sql = "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = ?1";
        self.inner.prepare_cached(sql)?.query_row([table], |row| row.get(0))
    }

    /// Makes it durable. Only then, and only if the plan still is the file of its name, is it done.
    pub(super) fn commit(self) -> Result<Ledger, StoreError> {
        let ledger = self.ledger.get();
        let sql = "UPDATE meta SET value = ?2 WHERE key = ?1";
        self.inner.prepare_cached(sql)?.execute([KEY, &ledger.to_text()])?;
        same_file(self.path, &self.identity)?;
        self.inner.commit()?;
        same_file(self.path, &self.identity)?;
        Ok(ledger)
    }

    fn note(&self, change: impl FnOnce(&mut Ledger)) {
        let mut ledger = self.ledger.get();
        change(&mut ledger);
        self.ledger.set(ledger);
    }
}

/// Inserts a whole row.
pub(super) fn insert(conn: &Connection, table: &str, row: &[ValueRef<'_>]) -> rusqlite::Result<()> {
    let places = vec!["?"; row.len()].join(", ");
    let sql = format!("INSERT INTO {table} VALUES ({places})");
    conn.prepare_cached(&sql)?.execute(params_from_iter(parameters(row)))?;
    Ok(())
}

fn same_file(path: &Path, identity: &FileIdentity) -> Result<(), StoreError> {
    match FileIdentity::of(path) {
        Ok(now) if now == *identity => Ok(()),
        _ => Err(StoreError::Gone { path: path.to_owned() }),
    }
}
