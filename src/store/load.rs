//! Replaying a plan's rows, so that a summary of a plan and a summary of its files cannot differ.

use std::path::Path;

use rusqlite::Connection;

use super::dictionary::{Dictionary, Unreadable};
use super::error::StoreError;
use super::intake::in_force;
use super::ledger::Ledger;
use super::rows::Cells;
use super::scan;
use super::source::{SourceId, SourceRecord};
use crate::model::{FactsBuilder, Layer, MergerRow, RowSink, SourceKind};

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

/// Gives the rows of every source in force to `sink`, sources in the order of their batches. Rows that
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
    let dictionary = dictionary(conn, path)?;
    for source in &in_force(sources.to_vec()) {
        let damaged = || damaged(path, source);
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

/// The organisations that some references have: code and name.
pub(super) fn reference(
    conn: &Connection,
    path: &Path,
    sources: &[SourceRecord],
) -> Result<Vec<(String, String)>, StoreError> {
    let mut known = Vec::new();
    if sources.is_empty() {
        return Ok(known);
    }
    let dictionary = dictionary(conn, path)?;
    for source in sources {
        let sound = scan::rows(conn, source, |cells| {
            let row = dictionary.organisation(cells).map_err(|_| damaged(path, source))?;
            known.push((row.organisation.code.to_owned(), row.organisation.name.to_owned()));
            Ok::<_, StoreError>(())
        })?;
        if !sound {
            return Err(damaged(path, source));
        }
    }
    Ok(known)
}

/// The lists of mergers among some sources, but for one of them.
pub(super) fn lists_but<'s>(
    sources: impl IntoIterator<Item = &'s SourceRecord>,
    but: Option<SourceId>,
) -> Vec<SourceRecord> {
    let is_list = |of: &&SourceRecord| of.kind == SourceKind::Mergers && Some(of.id) != but;
    sources.into_iter().filter(is_list).cloned().collect()
}

/// Gives the rows of some lists of mergers to `each`, in the order of the lists.
pub(super) fn mergers(
    conn: &Connection,
    path: &Path,
    sources: &[SourceRecord],
    each: &mut dyn FnMut(&SourceRecord, &MergerRow<'_>),
) -> Result<(), StoreError> {
    if sources.is_empty() {
        return Ok(());
    }
    let dictionary = dictionary(conn, path)?;
    for source in sources {
        let sound = scan::rows(conn, source, |cells| {
            each(source, &dictionary.merger(cells).map_err(|_| damaged(path, source))?);
            Ok::<_, StoreError>(())
        })?;
        if !sound {
            return Err(damaged(path, source));
        }
    }
    Ok(())
}

/// Gives the rows that some lines of a source became to `sink`, whether or not the source is in force.
pub(super) fn lines<S: RowSink>(
    conn: &Connection,
    path: &Path,
    source: &SourceRecord,
    lines: &[u32],
    sink: &mut S,
) -> Result<(), StoreError>
where
    S::Error: Into<StoreError>,
{
    let dictionary = dictionary(conn, path)?;
    let sound = scan::lines(conn, source, lines, |cells| {
        give(&dictionary, source.kind, cells, sink).map_err(|wrong| match wrong {
            Wrong::Unreadable => damaged(path, source),
            Wrong::Refused(error) => error.into(),
        })
    })?;
    if sound { Ok(()) } else { Err(damaged(path, source)) }
}

fn dictionary(conn: &Connection, path: &Path) -> Result<Dictionary, StoreError> {
    Dictionary::read(conn)?.ok_or_else(|| StoreError::damaged(path, "a text or an organisation is missing"))
}

fn damaged(path: &Path, source: &SourceRecord) -> StoreError {
    StoreError::damaged(path, format!("the rows of {} are not as they were stored", source.name))
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
        SourceKind::Mergers => sink.merger(&known.merger(cells)?),
    };
    given.map_err(Wrong::Refused)
}
