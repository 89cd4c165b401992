//! A source's stored rows, one after the other, with the digest over them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::digest::RowDigest;
use super::error::StoreError;
use super::rows::Cells;
use super::source::SourceRecord;

/// Gives every stored row of `source` to `each`. `true` if they are the rows that were stored: as many,
/// and with the same digest.
pub(super) fn rows<E: From<StoreError>>(
    conn: &Connection,
    source: &SourceRecord,
    mut each: impl FnMut(&Cells) -> Result<(), E>,
) -> Result<bool, E> {
    let (table, columns) = super::source::table(source.kind);
    let sql = format!("SELECT * FROM {table} WHERE id >= ?1 AND id < ?2 ORDER BY id");
    let end = source.rows.first.saturating_add(source.rows.count);
    let mut statement = conn.prepare_cached(&sql).map_err(StoreError::from)?;
    let mut stored = statement.query([source.rows.first, end]).map_err(StoreError::from)?;
    let (mut digest, mut count) = (RowDigest::new(), 0);
    let mut cells = Cells::default();
    while let Some(row) = stored.next().map_err(StoreError::from)? {
        if !read(row, &mut cells.0[..columns])? {
            return Ok(false);
        }
        digest.add(&cells, columns);
        count += 1;
        each(&cells)?;
    }
    Ok(count == source.rows.count && digest.finish()[..] == source.rows.digest[..])
}

/// Gives the stored rows of `source` that some lines of its file became, as they are stored. `false` if one of
/// them cannot be read. Their digest is not checked: that takes all rows of the source.
pub(super) fn lines(
    conn: &Connection,
    source: &SourceRecord,
    lines: &[u32],
    mut each: impl FnMut(&Cells) -> Result<(), StoreError>,
) -> Result<bool, StoreError> {
    let (table, columns) = super::source::table(source.kind);
    let sql = format!(
        "SELECT * FROM {table} WHERE id >= ?1 AND id < ?2 AND line IN (SELECT value FROM json_each(?3)) ORDER BY id"
    );
    let end = source.rows.first.saturating_add(source.rows.count);
    let mut statement = conn.prepare_cached(&sql)?;
    let wanted: Vec<String> = lines.iter().map(u32::to_string).collect();
    let mut stored = statement.query((source.rows.first, end, format!("[{}]", wanted.join(","))))?;
    let mut cells = Cells::default();
    while let Some(row) = stored.next()? {
        if !read(row, &mut cells.0[..columns])? {
            return Ok(false);
        }
        each(&cells)?;
    }
    Ok(true)
}

/// Reads a row's cells; `false` if one is neither a whole number nor nothing.
fn read(row: &Row<'_>, cells: &mut [Option<i64>]) -> Result<bool, StoreError> {
    for (column, cell) in cells.iter_mut().enumerate() {
        *cell = match row.get_ref(column)? {
            ValueRef::Integer(number) => Some(number),
            ValueRef::Null => None,
            _ => return Ok(false),
        };
    }
    Ok(true)
}
