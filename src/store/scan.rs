//! A source's stored rows, one after the other, with the digest over them.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

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
        for (column, cell) in cells.0[..columns].iter_mut().enumerate() {
            *cell = match row.get_ref(column).map_err(StoreError::from)? {
                ValueRef::Integer(number) => Some(number),
                ValueRef::Null => None,
                _ => return Ok(false),
            };
        }
        digest.add(&cells, columns);
        count += 1;
        each(&cells)?;
    }
    Ok(count == source.rows.count && digest.finish()[..] == source.rows.digest[..])
}
