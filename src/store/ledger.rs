//! The ledger: one sum over every row of the small tables, kept in the same transaction as the rows.
//!
//! Steps, changes, state, sources, findings, organisations and texts each add the hash of their row to
//! it, in any order. A row that is changed without it, by a flipped bit or another program, shows.

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::digest::row_hash;

/// The key in `meta` under which the sum stands, which is no part of the sum.
pub(super) const KEY: &str = "ledger";

/// The tables whose rows the ledger adds up; rows of input have digests of their own.
const TABLES: [&str; 9] = ["meta", "state", "step", "change", "organisation", "text", "mention", "source", "finding"];

/// A sum of row hashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ledger(u128);

impl Ledger {
    pub(super) fn add(&mut self, table: &str, values: &[ValueRef<'_>]) {
        self.0 = self.0.wrapping_add(row_hash(table, values.iter().copied()));
    }

    pub(super) fn remove(&mut self, table: &str, values: &[ValueRef<'_>]) {
        self.0 = self.0.wrapping_sub(row_hash(table, values.iter().copied()));
    }

    /// The sum as `meta` keeps it.
    pub(super) fn to_text(self) -> String {
        format!("{:032x}", self.0)
    }

    /// The sum that the plan keeps; `None` if there is none that can be read.
    pub(super) fn kept(conn: &Connection) -> rusqlite::Result<Option<Ledger>> {
        let mut kept = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
        let mut rows = kept.query([KEY])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text: String = row.get(0)?;
        Ok(u128::from_str_radix(&text, 16).ok().map(Ledger))
    }

    /// The sum over the rows that the plan has.
    pub(super) fn of_rows(conn: &Connection) -> rusqlite::Result<Ledger> {
        let mut ledger = Ledger::default();
        for table in TABLES {
            let mut all = conn.prepare(&format!("SELECT * FROM {table}"))?;
            let columns = all.column_count();
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let values: Vec<ValueRef<'_>> = (0..columns).map(|at| row.get_ref(at)).collect::<Result<_, _>>()?;
                if table == "meta" && values.first() == Some(&ValueRef::Text(KEY.as_bytes())) {
                    continue;
                }
                ledger.add(table, &values);
            }
        }
        Ok(ledger)
    }
}

/// A text as a value to be stored.
pub(super) fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

/// A text or nothing.
pub(super) fn maybe(value: Option<&str>) -> ValueRef<'_> {
    value.map_or(ValueRef::Null, text)
}

/// A whole number or nothing.
pub(super) fn number<'a>(value: impl Into<Option<i64>>) -> ValueRef<'a> {
    value.into().map_or(ValueRef::Null, ValueRef::Integer)
}

/// The values as parameters of a statement.
pub(super) fn parameters<'a>(values: &'a [ValueRef<'a>]) -> impl Iterator<Item = ToSqlOutput<'a>> {
    values.iter().map(|value| ToSqlOutput::Borrowed(*value))
}
