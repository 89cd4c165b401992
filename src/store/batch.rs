//! Rows on their way from the thread that reads a file to the one that writes the plan.
//!
//! Reading and writing each take about half of an import's time, so they run side by side: the reader
//! turns rows into numbers and hands them over by the thousand, and the thread that owns the
//! transaction inserts them. A few batches may wait, no more, so that memory does not grow with the file.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use rusqlite::Statement;

use super::error::StoreError;
use super::ledger::{number, text};
use super::rows::Cells;
use super::source;
use super::texts::NewText;
use super::transaction::WriteTransaction;
use crate::model::SourceKind;

/// Rows of one file, and the texts and organisations that come with them for the first time.
#[derive(Default)]
pub(super) struct Batch {
    /// Written before the rows, which know them by number.
    pub(super) texts: Vec<NewText>,
    /// Rows, numbered already.
    pub(super) rows: Vec<Cells>,
}

impl Batch {
    /// With that many rows a batch is handed over.
    pub(super) const ROWS: usize = 1_024;
}

/// How many batches may wait for the writing side.
const WAITING: usize = 4;

/// A way from the reader to the writer.
pub(super) fn pipe() -> (SyncSender<Batch>, Receiver<Batch>) {
    sync_channel(WAITING)
}

/// Writes batches until the reader has no more.
pub(super) fn write(
    transaction: &WriteTransaction<'_>,
    kind: SourceKind,
    batches: &Receiver<Batch>,
) -> Result<(), StoreError> {
    let (table, columns) = source::table(kind);
    let places = vec!["?"; columns].join(", ");
    let mut insert = transaction.conn().prepare(&format!("INSERT INTO {table} VALUES ({places})"))?;
    for batch in batches {
        for new in &batch.texts {
            write_text(transaction, new)?;
        }
        for row in &batch.rows {
            write_row(&mut insert, &row.0[..columns])?;
        }
    }
    Ok(())
}

fn write_row(insert: &mut Statement<'_>, cells: &[Option<i64>]) -> rusqlite::Result<()> {
    for (position, cell) in (1..).zip(cells) {
        insert.raw_bind_parameter(position, cell)?;
    }
    insert.raw_execute()?;
    Ok(())
}

fn write_text(transaction: &WriteTransaction<'_>, new: &NewText) -> rusqlite::Result<()> {
    match new {
        NewText::Text(id, value) => transaction.insert("text", &[number(*id), text(value)]),
        NewText::Organisation(id, code) => transaction.insert("organisation", &[number(*id), text(code)]),
        NewText::Mention(id, [organisation, name, region, ics]) => {
            let row = [number(*id), number(*organisation), number(*name), number(*region), number(*ics)];
            transaction.insert("mention", &row)
        }
    }
}
