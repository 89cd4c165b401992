//! Placement rows on their way to facts.

use std::collections::BTreeMap;

use super::Places;
use super::gathered::Gathered;
use crate::model::by_cell::Placing;
use crate::model::facts::{BlockFact, PlacedClass, PlacedRow, PlacementFacts, ReturnCell};
use crate::model::{AcademicYear, Profession};

/// Placement rows by organisation, profession, year and HEI, each with its students and the weeks of each.
pub(super) type GatheredPlacements = Gathered<(u32, Profession, AcademicYear, u32), (PlacedRow, [i64; 2])>;

/// The facts of the rows in force.
pub(super) fn placement_facts(
    gathered: &GatheredPlacements,
    places: &Places<'_>,
    classes: Vec<PlacedClass>,
) -> PlacementFacts {
    let cell_of = |id: usize| {
        let (organisation, profession, year, _hei) = gathered.keys[id];
        (profession, year, places.of(organisation))
    };
    let mut cells: Vec<(Profession, AcademicYear, u32)> = (0..gathered.keys.len()).map(cell_of).collect();
    cells.sort_unstable();
    cells.dedup();
    let place: Vec<u32> =
        (0..gathered.keys.len()).map(|id| cells.binary_search(&cell_of(id)).map_or(0, |place| place as u32)).collect();
    let mut facts = PlacementFacts { classes, ..PlacementFacts::default() };
    for (profession, year, organisation) in cells {
        facts.cells.push(ReturnCell { organisation, profession, year, readable: false, merged: false });
    }
    let mut blocks: BTreeMap<(u32, u8, i64), i64> = BTreeMap::new();
    let mut rows = Placing::new(facts.cells.len(), gathered.in_force().map(|(_, old, _)| place[old as usize]));
    for (index, old, source) in gathered.in_force() {
        let (cell, (row, [students, weeks_each])) = (place[old as usize], &gathered.facts[index]);
        facts.cells[cell as usize].readable |= row.amount.known().is_some();
        facts.cells[cell as usize].merged |= places.is_folded(gathered.keys[old as usize].0);
        if *students > 0 && *weeks_each > 0 && row.amount.known().is_some() {
            let class = facts.classes[row.class as usize].class.index() as u8;
            let sum: &mut i64 = blocks.entry((cell, class, *weeks_each)).or_default();
            *sum = sum.saturating_add(*students);
        }
        rows.put(cell, source, *row);
    }
    let block = |((cell, class, weeks_each), students)| BlockFact { cell, class, weeks_each, students };
    facts.blocks = blocks.into_iter().map(block).collect();
    facts.rows = rows.finish();
    facts
}
