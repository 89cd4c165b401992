//! The tables of a plan file, one numbered migration after the other.

use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::error::StoreError;

/// "FSPl": says in a file's header that it is a plan of this program.
pub(super) const APPLICATION_ID: i32 = 0x4653_506C;

/// The schema version that this program writes.
pub(super) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// Bytes a page; large pages suit rows that arrive by the hundred thousand and are read in order.
pub(super) const PAGE_SIZE: u32 = 16_384;

/// Every migration that was ever released, in order. Add to the end; never change one.
pub(super) const MIGRATIONS: &[&str] = &[VERSION_1];

/// Rows of input are whole numbers only: figures in millionths, dates as 20180930, academic years as
/// 2018, texts and words as their number in `text` (NULL where the file has none). They are the bulk of
/// a plan, so they carry no foreign keys and no indexes; digests keep them instead. `source.earliest` and
/// `latest` bound the snapshots or years of a source's rows. `step.undone` is
/// 0 in force, 1 undone, 2 undone and left behind by a later step.
const VERSION_1: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE state (path TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE step (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1, 2))
) STRICT;
CREATE TABLE change (
    step INTEGER NOT NULL REFERENCES step, ord INTEGER NOT NULL, path TEXT NOT NULL, before TEXT, after TEXT,
    PRIMARY KEY (step, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE organisation (id INTEGER PRIMARY KEY, code TEXT NOT NULL) STRICT;
CREATE TABLE text (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
CREATE TABLE mention (
    id INTEGER PRIMARY KEY, organisation INTEGER NOT NULL REFERENCES organisation,
    name INTEGER REFERENCES text, region INTEGER REFERENCES text, ics INTEGER REFERENCES text
) STRICT;
CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('workforce', 'placements', 'organisations', 'demand', 'mergers')),
    sha256 BLOB NOT NULL, bytes INTEGER NOT NULL, mapping TEXT NOT NULL, imported_at TEXT NOT NULL,
    encoding TEXT NOT NULL, delimiter TEXT NOT NULL,
    read INTEGER NOT NULL, used INTEGER NOT NULL, rejected INTEGER NOT NULL, ignored INTEGER NOT NULL,
    first_row INTEGER NOT NULL, rows INTEGER NOT NULL, earliest INTEGER, latest INTEGER,
    fte INTEGER NOT NULL, weeks INTEGER NOT NULL, hours INTEGER NOT NULL, days INTEGER NOT NULL,
    digest BLOB NOT NULL
) STRICT;
CREATE TABLE finding (
    source INTEGER NOT NULL REFERENCES source, ord INTEGER NOT NULL, severity TEXT NOT NULL, code TEXT NOT NULL,
    line INTEGER, column_name TEXT NOT NULL, value TEXT NOT NULL, message TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (source, ord)
) STRICT, WITHOUT ROWID;
CREATE TABLE workforce_row (
    id INTEGER PRIMARY KEY, line INTEGER, mention INTEGER, profession INTEGER, snapshot INTEGER, staff_group INTEGER,
    level INTEGER, band INTEGER, fte INTEGER, preceptee_fte INTEGER, leave_fte INTEGER, vacancy_fte INTEGER,
    team INTEGER
) STRICT;
CREATE TABLE placement_row (
    id INTEGER PRIMARY KEY, line INTEGER, mention INTEGER, profession INTEGER, year INTEGER, hei INTEGER,
    programme INTEGER, learner_type INTEGER, status INTEGER, students INTEGER, weeks_per_student INTEGER,
    unit INTEGER, amount INTEGER, model INTEGER, start_date INTEGER, team INTEGER
) STRICT;
CREATE TABLE demand_row (
    id INTEGER PRIMARY KEY, line INTEGER, year INTEGER, profession INTEGER, hei INTEGER, programme INTEGER,
    weeks INTEGER
) STRICT;
CREATE TABLE reference_row (
    id INTEGER PRIMARY KEY, line INTEGER, mention INTEGER, opened INTEGER, closed INTEGER,
    organisation_type INTEGER, benchmark_group INTEGER
) STRICT;
CREATE TABLE merger_row (
    id INTEGER PRIMARY KEY, line INTEGER, predecessor INTEGER, successor INTEGER, date INTEGER
) STRICT;
";

/// One entry of `sqlite_schema`: type, name, table and SQL.
pub(super) type Entry = (String, String, String, Option<String>);

/// What `sqlite_schema` of a connection says, at most `limit` entries of it.
pub(super) fn entries(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<Entry>> {
    let mut all = conn.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name LIMIT ?1")?;
    let rows = all.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })?;
    rows.collect()
}

/// What `sqlite_schema` of a plan of this program must say: made by running the migrations in memory.
pub(super) fn expected() -> Result<&'static [Entry], StoreError> {
    static EXPECTED: OnceLock<Vec<Entry>> = OnceLock::new();
    if let Some(known) = EXPECTED.get() {
        return Ok(known);
    }
    let mut memory = Connection::open_in_memory()?;
    migrate(&mut memory, MIGRATIONS)?;
    let made = entries(&memory, usize::MAX)?;
    Ok(EXPECTED.get_or_init(|| made))
}

/// Brings a plan to the version after the last of `migrations`.
pub(super) fn migrate(conn: &mut Connection, migrations: &[&str]) -> Result<(), StoreError> {
    let numbered = Migrations::new(migrations.iter().map(|sql| M::up(sql)).collect());
    numbered.to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        other => StoreError::Panicked(other.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_version_1_are_made_and_known() {
        let expected = expected().unwrap();
        assert_eq!(NEWEST, 1);
        for table in
            ["meta", "state", "step", "change", "source", "finding", "workforce_row", "reference_row", "merger_row"]
        {
            assert!(expected.iter().any(|(kind, name, ..)| kind == "table" && name == table), "{table}");
        }
    }

    #[test]
    fn no_index_but_those_that_primary_keys_bring() {
        let expected = expected().unwrap();
        assert!(expected.iter().all(|(kind, ..)| kind == "table"), "{expected:?}");
    }
}
