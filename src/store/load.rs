//! Replaying a plan's rows, so that a summary of a plan and a summary of its files cannot differ.

use std::path::Path;

use rusqlite::Connection;

use super::dictionary::{Dictionary, Unreadable};
use super::error::StoreError;
use super::ledger::Ledger;
use super::rows::Cells;
use super::scan;
use super::source::{SourceRecord, SourceState};
use crate::model::{FactsBuilder, Layer, RowSink, SourceKind};

/// Takes the rows of several sources, told where each begins.
pub trait PlanSink: RowSink {
    /// Says which source the rows that follow belong to.
    fn begin_source(&mut self, layer: Layer);
}

impl PlanSink for FactsBuilder {
    fn begin_source(&mut self, layer: Layer) {
        FactsBuilder::begin_source(self, layer);
    }
}

/// Gives the rows of every source in force to `sink`, sources in the order of their numbers. Rows that
/// are not those that were stored are an error: wrong figures are worse than none.
pub(super) fn load<S: PlanSink>(
    conn: &Connection,
    path: &Path,
    sources: &[SourceRecord],
    sink: &mut S,
) -> Result<(), StoreError>
where
    S::Error: Into<StoreError>,
{
    if Ledger::kept(conn)? != Some(Ledger::of_rows(conn)?) {
        return Err(StoreError::damaged(path, "its settings, texts or history are not as they were stored"));
    }
    let gap = || StoreError::damaged(path, "a text or an organisation is missing");
    let dictionary = Dictionary::read(conn)?.ok_or_else(gap)?;
    for source in sources.iter().filter(|source| source.state == SourceState::InForce) {
        let damaged = || StoreError::damaged(path, format!("the rows of {} are not as they were stored", source.name));
        sink.begin_source(Layer { source: source.id.0, batch: source.batch, replaces: source.replaces });
        let sound = scan::rows(conn, source, |cells| {
            give(&dictionary, source.kind, cells, sink).map_err(|wrong| match wrong {
                Wrong::Unreadable => damaged(),
                Wrong::Refused(error) => error.into(),
            })
        })?;
        if !sound {
            return Err(damaged());
        }
    }
    Ok(())
}

enum Wrong<E> {
    Unreadable,
    Refused(E),
}

impl<E> From<Unreadable> for Wrong<E> {
    fn from(_: Unreadable) -> Wrong<E> {
        Wrong::Unreadable
    }
}

fn give<S: RowSink>(known: &Dictionary, kind: SourceKind, cells: &Cells, sink: &mut S) -> Result<(), Wrong<S::Error>> {
    let given = match kind {
        SourceKind::Workforce => sink.workforce(&known.workforce(cells)?),
        SourceKind::Placements => sink.placement(&known.placement(cells)?),
        SourceKind::Organisations => sink.organisation(&known.organisation(cells)?),
        SourceKind::Demand => sink.demand(&known.demand(cells)?),
        SourceKind::Mergers => Ok(()),
    };
    given.map_err(Wrong::Refused)
}
