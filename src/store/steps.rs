//! Steps in the plan file: appended, undone, redone, all through one door.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::StoreError;
use super::ledger::{maybe, number, text};
use super::step::{Change, Standing, StepId, StepRecord};
use super::transaction::WriteTransaction;

/// The newest step in force: the one that is undone next.
const NEWEST: &str = "SELECT seq, label, at, undone FROM step WHERE undone = 0 ORDER BY seq DESC LIMIT 1";

/// The undone steps that no later step took the place of, which all come after the newest in force.
const TO_REDO: &str = "SELECT seq, label, at, undone FROM step WHERE undone = 1 AND seq >
    coalesce((SELECT seq FROM step WHERE undone = 0 ORDER BY seq DESC LIMIT 1), 0) ORDER BY seq";

/// The value at a path of the state.
pub(super) fn value(conn: &Connection, path: &str) -> rusqlite::Result<Option<String>> {
    let mut value = conn.prepare_cached("SELECT value FROM state WHERE path = ?1")?;
    value.query_row([path], |row| row.get(0)).optional()
}

/// Every path of the state that begins with `prefix`, whole, with its value.
pub(super) fn values(conn: &Connection, prefix: &str) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut all = conn.prepare_cached("SELECT path, value FROM state WHERE path >= ?1 AND path < ?2")?;
    let found = all.query_map([prefix, &format!("{prefix}\u{10FFFF}")], |row| Ok((row.get(0)?, row.get(1)?)))?;
    found.collect()
}

/// The step that undo would take back.
pub(super) fn newest(conn: &Connection) -> rusqlite::Result<Option<StepRecord>> {
    first(conn, NEWEST)
}

/// The step that redo would bring back.
pub(super) fn next_redo(conn: &Connection) -> rusqlite::Result<Option<StepRecord>> {
    first(conn, TO_REDO)
}

/// Every step, oldest first.
pub(super) fn history(conn: &Connection) -> rusqlite::Result<Vec<StepRecord>> {
    let mut all = conn.prepare("SELECT seq, label, at, undone FROM step ORDER BY seq")?;
    let mut steps: Vec<StepRecord> = all.query_map([], read)?.collect::<Result<_, _>>()?;
    for step in &mut steps {
        step.changes = changes(conn, step.id)?;
    }
    Ok(steps)
}

/// Adds a step and makes its changes; undone steps are left behind. `None`, and no step, if nothing
/// would change.
pub(super) fn append(
    transaction: &WriteTransaction<'_>,
    label: &str,
    changes: &[Change],
) -> Result<Option<StepId>, StoreError> {
    let changes: Vec<&Change> = changes.iter().filter(|change| change.before != change.after).collect();
    if changes.is_empty() {
        return Ok(None);
    }
    let undone: Vec<i64> =
        transaction.conn().prepare_cached(TO_REDO)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for seq in undone {
        transaction.mark(seq, 2)?;
    }
    let seq = transaction.next_id("step")?;
    transaction.insert("step", &[number(seq), text(label), text(&super::now()), number(0)])?;
    for (order, change) in (0..).zip(changes) {
        make(transaction, change)?;
        let (before, after) = (maybe(change.before.as_deref()), maybe(change.after.as_deref()));
        transaction.insert("change", &[number(seq), number(order), text(&change.path), before, after])?;
    }
    Ok(Some(StepId(seq)))
}

/// Takes the newest step back and returns it; `None` if there is none.
pub(super) fn undo(transaction: &WriteTransaction<'_>) -> Result<Option<StepRecord>, StoreError> {
    let Some(step) = newest(transaction.conn())? else { return Ok(None) };
    for change in step.taken_back() {
        make(transaction, &change)?;
    }
    transaction.mark(step.id.0, 1)?;
    Ok(Some(StepRecord { standing: Standing::Undone, ..step }))
}

/// Brings the last undone step back and returns it; `None` if there is none.
pub(super) fn redo(transaction: &WriteTransaction<'_>) -> Result<Option<StepRecord>, StoreError> {
    let Some(step) = next_redo(transaction.conn())? else { return Ok(None) };
    for change in &step.changes {
        make(transaction, change)?;
    }
    transaction.mark(step.id.0, 0)?;
    Ok(Some(StepRecord { standing: Standing::InForce, ..step }))
}

/// Makes one change, if the plan is where the change starts from.
fn make(transaction: &WriteTransaction<'_>, change: &Change) -> Result<(), StoreError> {
    let found = value(transaction.conn(), &change.path)?;
    if found != change.before {
        let Change { path, before: expected, .. } = change.clone();
        return Err(StoreError::Conflict { path, expected, found });
    }
    transaction.set(&change.path, change.before.as_deref(), change.after.as_deref())?;
    Ok(())
}

fn first(conn: &Connection, sql: &str) -> rusqlite::Result<Option<StepRecord>> {
    let Some(mut step) = conn.prepare_cached(sql)?.query_row([], read).optional()? else { return Ok(None) };
    step.changes = changes(conn, step.id)?;
    Ok(Some(step))
}

fn read(row: &Row<'_>) -> rusqlite::Result<StepRecord> {
    let standing = Standing::read(row.get(3)?);
    Ok(StepRecord { id: StepId(row.get(0)?), label: row.get(1)?, at: row.get(2)?, standing, changes: Vec::new() })
}

fn changes(conn: &Connection, step: StepId) -> rusqlite::Result<Vec<Change>> {
    let mut all = conn.prepare_cached("SELECT path, before, after FROM change WHERE step = ?1 ORDER BY ord")?;
    let changes =
        all.query_map([step.0], |row| Ok(Change { path: row.get(0)?, before: row.get(1)?, after: row.get(2)? }))?;
    changes.collect()
}
