//! Noticing damage: SQLite's own check, then every count, total and digest over what is stored.

use std::fmt;
use std::path::Path;

use rusqlite::Connection;

use super::dictionary::Dictionary;
use super::error::StoreError;
use super::ledger::Ledger;
use super::reader::{self, PlanReader};
use super::scan;
use super::source::{SourceRecord, Totals};

/// One thing that is wrong with a plan file, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage(pub String);

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Checks a whole plan; no damage means that everything in it is as it was stored. Errors are for
/// files that cannot be opened as a plan at all.
pub fn check(path: &Path) -> Result<Vec<Damage>, StoreError> {
    let checked =
        PlanReader::open(path).and_then(|plan| plan.at_one_moment(|| plan.read(|conn| look(conn, plan.path()))));
    match checked {
        Err(StoreError::Damaged { what, .. }) => Ok(vec![Damage(what)]),
        Err(StoreError::OtherTables { .. }) => Ok(vec![Damage("its tables are not those of a plan".into())]),
        other => other,
    }
}

fn look(conn: &Connection, path: &Path) -> Result<Vec<Damage>, StoreError> {
    let mut damage = Vec::new();
    let mut found = conn.prepare("PRAGMA integrity_check(20)")?;
    for said in found.query_map([], |row| row.get::<_, String>(0))? {
        let said = said?;
        if said != "ok" {
            damage.push(Damage(format!("its pages do not fit together ({said})")));
        }
    }
    if is_cut_short(conn, path)? {
        damage.push(Damage("it is cut short".into()));
    }
    if conn.prepare("PRAGMA foreign_key_check")?.exists([])? {
        damage.push(Damage("a row refers to one that is not there".into()));
    }
    if Ledger::kept(conn)? != Some(Ledger::of_rows(conn)?) {
        damage.push(Damage("its settings, texts or history are not as they were stored".into()));
    }
    let Some(dictionary) = Dictionary::read(conn)? else {
        damage.push(Damage("a text or an organisation is missing".into()));
        return Ok(damage);
    };
    for source in reader::sources(conn, path)? {
        if !is_sound(conn, &dictionary, &source)? {
            damage.push(Damage(format!(
                "the rows of {} (source {}) are not as they were stored",
                source.name, source.id
            )));
        }
    }
    Ok(damage)
}

/// SQLite reads what is missing of the last page as zeros, without a word.
fn is_cut_short(conn: &Connection, path: &Path) -> Result<bool, StoreError> {
    let pages: u64 = conn.pragma_query_value(None, "page_count", |row| row.get::<_, i64>(0))?.unsigned_abs();
    let size: u64 = conn.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0))?.unsigned_abs();
    let about = std::fs::metadata(path).map_err(|error| StoreError::io(path, "reading", error))?;
    Ok(about.len() < pages.saturating_mul(size))
}

fn is_sound(conn: &Connection, dictionary: &Dictionary, source: &SourceRecord) -> Result<bool, StoreError> {
    let (mut totals, mut readable) = (Totals::default(), true);
    let same = scan::rows(conn, source, |cells| -> Result<(), StoreError> {
        match dictionary.totals(source.kind, cells) {
            Ok(row) => totals = totals.plus(row),
            Err(_) => readable = false,
        }
        Ok(())
    })?;
    Ok(same && readable && totals == source.totals)
}
