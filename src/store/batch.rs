//! Rows on their way from the thread that reads a file to the one that writes the plan.
//!
//! Reading takes about two thirds of an import's work and writing the rest, so they run side by side: the reader
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

/// How many rows one statement inserts: by itself, a row costs SQLite a third more. The parameters of
/// so many of the widest rows are as many as a plan's connection takes.
const TOGETHER: usize = 16;
const _: () =
    assert!(TOGETHER * Cells::MOST <= super::open::MOST_PARAMETERS as usize && Batch::ROWS.is_multiple_of(TOGETHER));

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
    let mut together = Insert::new(transaction, kind, TOGETHER)?;
    let mut single = Insert::new(transaction, kind, 1)?;
    for batch in batches {
        for new in &batch.texts {
            write_text(transaction, new)?;
        }
        let groups = batch.rows.chunks_exact(TOGETHER);
        groups.clone().try_for_each(|rows| together.execute(rows))?;
        groups.remainder().chunks(1).try_for_each(|row| single.execute(row))?;
    }
    Ok(())
}

/// A statement that inserts a number of rows at once. What is bound stays bound, so that a cell which is as it
/// was the last time needs nothing: most of a file's cells repeat those of rows close by.
struct Insert<'t> {
    statement: Statement<'t>,
    columns: usize,
    bound: Vec<Cells>,
}

impl<'t> Insert<'t> {
    fn new(transaction: &'t WriteTransaction<'_>, kind: SourceKind, rows: usize) -> rusqlite::Result<Insert<'t>> {
        let (table, columns) = source::table(kind);
        let row = format!("({})", vec!["?"; columns].join(", "));
        let sql = format!("INSERT INTO {table} VALUES {}", vec![row.as_str(); rows].join(", "));
        let statement = transaction.conn().prepare(&sql)?;
        // What was never bound is NULL.
        Ok(Insert { statement, columns, bound: vec![Cells::default(); rows] })
    }

    fn execute(&mut self, rows: &[Cells]) -> rusqlite::Result<()> {
        let mut parameter = 0;
        for (bound, row) in self.bound.iter_mut().zip(rows) {
            for (bound, cell) in bound.0.iter_mut().zip(&row.0[..self.columns]) {
                parameter += 1;
                if bound != cell {
                    self.statement.raw_bind_parameter(parameter, cell)?;
                    *bound = *cell;
                }
            }
        }
        self.statement.raw_execute()?;
        Ok(())
    }
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
