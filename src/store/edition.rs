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
        let all_counts = self.under.is_empty();
        (!all_counts).then(|| format!("{}: this edition does not count there", who_stays(&self.under)))
    }

    /// What the plan counts before and after, where that is not what the two files hold.
    pub fn unlike(&self, before: Totals, after: Totals) -> Option<(Totals, Totals)> {
        self.totals.filter(|totals| *totals != (before, after))
    }
}

/// The sources that replaced some of the cells of one in force after it came, so that its rows there do not count.
pub(super) fn over(
    shelf: Shelf<'_>,
    in_force: &[SourceRecord],
    source: &SourceRecord,
) -> Result<Vec<Overlapped>, StoreError> {
    let above = |other: &&SourceRecord| other.replaces && other.batch > source.batch && may_meet(other, source);
    let above: Vec<_> = in_force.iter().filter(above).collect();
    if above.is_empty() {
        return Ok(Vec::new());
    }
    let stored = Stored::new(shelf)?;
    let mut cells = CellMap::<Option<SourceId>>::default();
    stored.each_cell(source, |cell, _| {
        cells.insert(cell, None);
    })?;
    for other in &above {
        stored.each_cell(other, |cell, _| cells.get_mut(&cell).into_iter().for_each(|over| *over = Some(other.id)))?;
    }
    Ok(counted_by(&above, cells.values().copied()))
}

/// How many cells each source has.
fn counted_by(sources: &[&SourceRecord], of_cells: impl Iterator<Item = Option<SourceId>>) -> Vec<Overlapped> {
    let mut cells = vec![0; sources.len()];
    for source in of_cells.flatten() {
        sources.iter().position(|other| other.id == source).into_iter().for_each(|at| cells[at] += 1);
    }
    let named = |(other, cells): (&&SourceRecord, u64)| Overlapped { id: other.id, name: other.name.clone(), cells };
    sources.iter().zip(cells).filter(|(_, cells)| *cells > 0).map(named).collect()
}

/// In how many cells whose word stays: `1 cell of newer.csv (source 2) stays, which came later`.
pub(super) fn who_stays(over: &[Overlapped]) -> String {
    let named = |source: &Overlapped| {
        format!("{} of {} (source {})", counted(source.cells, "cell", "cells"), source.name, source.id)
    };
    let stays = if matches!(over, [Overlapped { cells: 1, .. }]) { "stays" } else { "stay" };
    format!("{} {stays}, which came later", over.iter().map(named).collect::<Vec<_>>().join(" and "))
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
    for (cell, was) in cells.values().map(|cell| (cell, cell.before.total())) {
        (before, after) = (before.plus(was), after.plus(cell.after.total()));
        if cell.new.is_none() {
            continue;
        }
        if cell.met {
            anew.cells += u64::from(cell.old.is_none());
            anew.before = anew.before.plus(was);
        }
    }
    let of_new = cells.values().filter(|cell| cell.new.is_some());
    in_plan.under = counted_by(others, of_new.map(|cell| cell.over));
    in_plan.totals = Some((before, after));
    (in_plan, anew)
}

fn add(sum: &mut Option<Totals>, totals: Totals) {
    *sum = Some(sum.unwrap_or_default().plus(totals));
}
