//! What a source changes that comes in place of an earlier one: of its file, and of what the plan counts.

use super::changes::{self, RowChanges};
use super::error::StoreError;
use super::overlap::{CellMap, Layers, Overlapped, Shelf, Stored, may_meet};
use super::source::{SourceId, SourceRecord, Totals};
use crate::model::counted;

/// What the plan counts once a source came in place of another, beside the sources that were there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InPlan {
    /// What it counts in the cells of either edition, from whatever source, before and after. `None` while it is
    /// not said whether the edition replaces other sources or adds to them.
    pub totals: Option<(Totals, Totals)>,
    /// Later sources whose word stays in cells that the edition has too: its rows there do not count.
    pub under: Vec<Overlapped>,
}

impl InPlan {
    /// Whose word stays, and in how many cells; `None` where all of the edition counts.
    pub fn whose_word_stays(&self) -> Option<String> {
        let named = |source: &Overlapped| {
            format!("{} of {} (source {})", counted(source.cells, "cell", "cells"), source.name, source.id)
        };
        let of: Vec<String> = self.under.iter().map(named).collect();
        let one = matches!(self.under[..], [Overlapped { cells: 1, .. }]);
        let stays = if one { "stays, which came" } else { "stay, which came" };
        (!of.is_empty()).then(|| format!("{} {stays} later: this edition does not count there", of.join(" and ")))
    }

    /// What the plan counts before and after, where that is not what the two files hold.
    pub fn unlike(&self, before: Totals, after: Totals) -> Option<(Totals, Totals)> {
        self.totals.filter(|totals| *totals != (before, after))
    }
}

/// What becomes of the rows of one source when those of another take their place.
pub(super) fn rows(shelf: Shelf<'_>, old: &SourceRecord, new: &SourceRecord) -> Result<RowChanges, StoreError> {
    let stored = Stored::new(shelf)?;
    let rows = |source: &SourceRecord| {
        let mut rows = Vec::new();
        stored.each_row(source, |_| true, |row| rows.push(row)).map(|()| rows)
    };
    Ok(changes::compare(rows(old)?, rows(new)?))
}

/// One cell that either edition has.
#[derive(Default)]
struct Cell {
    old: Option<Totals>,
    new: Option<Totals>,
    before: Layers,
    after: Layers,
    /// Whether a source has it that is not apart.
    met: bool,
    /// The last source above the edition that replaces what is in it.
    over: Option<SourceId>,
}

/// What the plan counts with `new` in the place of `old` beside the `others`, and in how many cells that the old
/// edition has not the new one meets another than those that are `apart`.
pub(super) fn in_plan(
    shelf: Shelf<'_>,
    others: &[SourceRecord],
    (old, new): (&SourceRecord, &SourceRecord),
    apart: impl Fn(&SourceRecord) -> bool,
) -> Result<(InPlan, Anew), StoreError> {
    let others: Vec<_> = others.iter().filter(|other| may_meet(other, old) || may_meet(other, new)).collect();
    if others.is_empty() {
        let totals = Some((old.totals, new.totals));
        return Ok((InPlan { totals, ..InPlan::default() }, Anew::default()));
    }
    let stored = Stored::new(shelf)?;
    let mut cells = CellMap::<Cell>::default();
    stored.each_cell(old, |cell, totals| add(&mut cells.entry(cell).or_default().old, totals))?;
    stored.each_cell(new, |cell, totals| add(&mut cells.entry(cell).or_default().new, totals))?;
    let mut all: Vec<&SourceRecord> = others.iter().copied().chain([old, new]).collect();
    all.sort_by_key(|source| source.order());
    for source in all {
        if source.id == old.id {
            cells.values_mut().for_each(|cell| cell.old.iter().for_each(|of_it| cell.before.take(source, *of_it)));
        } else if source.id == new.id {
            cells.values_mut().for_each(|cell| cell.new.iter().for_each(|of_it| cell.after.take(source, *of_it)));
        } else {
            let (meets, above) = (!apart(source), source.replaces && source.batch > new.batch);
            stored.each_cell(source, |cell, totals| {
                let Some(cell) = cells.get_mut(&cell) else { return };
                cell.before.take(source, totals);
                cell.after.take(source, totals);
                cell.met |= meets;
                if above {
                    cell.over = Some(source.id);
                }
            })?;
        }
    }
    Ok(told(&cells, &others))
}

/// Where a new edition meets other sources.
#[derive(Default)]
pub(super) struct Anew {
    /// In how many cells that the old edition had not.
    pub(super) cells: u64,
    /// What the plan counts, with the old edition, in all cells in which it meets them.
    pub(super) before: Totals,
}

fn told(cells: &CellMap<Cell>, others: &[&SourceRecord]) -> (InPlan, Anew) {
    let (mut before, mut after, mut anew) = (Totals::default(), Totals::default(), Anew::default());
    let mut in_plan = InPlan::default();
    let mut under: Vec<u64> = vec![0; others.len()];
    for cell in cells.values() {
        let was = cell.before.total();
        (before, after) = (before.plus(was), after.plus(cell.after.total()));
        if cell.new.is_none() {
            continue;
        }
        if cell.met {
            anew.cells += u64::from(cell.old.is_none());
            anew.before = anew.before.plus(was);
        }
        let over = cell.over.and_then(|over| others.iter().position(|other| other.id == over));
        over.into_iter().for_each(|over| under[over] += 1);
    }
    let named = |(other, cells): (&&SourceRecord, u64)| Overlapped { id: other.id, name: other.name.clone(), cells };
    in_plan.under = others.iter().zip(under).filter(|(_, cells)| *cells > 0).map(named).collect();
    in_plan.totals = Some((before, after));
    (in_plan, anew)
}

fn add(sum: &mut Option<Totals>, totals: Totals) {
    *sum = Some(sum.unwrap_or_default().plus(totals));
}
