//! Workforce rows on their way to facts.

use std::collections::{BTreeMap, BTreeSet};

use super::Places;
use super::gathered::Gathered;
use crate::model::by_cell::Placing;
use crate::model::facts::{Maybe, MomentCell, PartsOfFte, StaffClass, StaffRow, Vacancy, WorkforceFacts};
use crate::model::{AcademicYear, Profession, Snapshot};

/// Workforce rows by organisation, profession and moment.
pub(super) type GatheredWorkforce = Gathered<(u32, Profession, Snapshot), StaffFact>;

/// One readable or missing workforce row.
#[derive(Clone, Copy, Debug)]
pub(super) struct StaffFact {
    pub class: u32,
    pub line: u32,
    pub fte: Maybe,
    pub preceptee: Maybe,
    pub leave: Maybe,
    pub vacancy: Maybe,
}

/// The facts of the rows in force.
pub(super) fn workforce_facts(
    gathered: &GatheredWorkforce,
    places: &Places<'_>,
    classes: Vec<StaffClass>,
) -> WorkforceFacts {
    let sort_key = |id: u32| {
        let (organisation, profession, moment) = gathered.keys[id as usize];
        (profession, places.of(organisation), moment)
    };
    let mut order: Vec<u32> = (0..gathered.keys.len() as u32).collect();
    order.sort_unstable_by_key(|id| sort_key(*id));
    let mut place = vec![0_u32; order.len()];
    let mut facts = WorkforceFacts { classes, ..WorkforceFacts::default() };
    for old in &order {
        let (profession, organisation, moment) = sort_key(*old);
        // Organisations that were folded into one have one cell.
        let last = facts.cells.last().map(|cell: &MomentCell| (cell.profession, cell.organisation, cell.moment));
        if last == Some((profession, organisation, moment)) {
            place[*old as usize] = facts.cells.len() as u32 - 1;
            continue;
        }
        place[*old as usize] = facts.cells.len() as u32;
        facts.cells.push(MomentCell {
            organisation,
            profession,
            moment,
            source: 0,
            readable: false,
            knows_preceptees: false,
            knows_leave: false,
            theatres: false,
            merged: false,
        });
    }
    let mut parts = Vec::new();
    let mut rows = Placing::new(facts.cells.len(), gathered.in_force().map(|(_, old, _)| place[old as usize]));
    for (index, old, source) in gathered.in_force() {
        let (cell, fact) = (place[old as usize], &gathered.facts[index]);
        if let Some(fte) = fact.vacancy.known() {
            facts.vacancies.push(Vacancy { cell, class: fact.class, fte });
        }
        let row = rows.put(cell, source, StaffRow { fte: fact.fte, class: fact.class, line: fact.line });
        if fact.fte.known().is_none() {
            continue;
        }
        let known = &mut facts.cells[cell as usize];
        known.merged |= places.is_folded(gathered.keys[old as usize].0);
        if !known.readable {
            known.source = source;
        }
        known.readable = true;
        known.knows_preceptees |= fact.preceptee.known().is_some();
        known.knows_leave |= fact.leave.known().is_some();
        known.theatres |= facts.classes[fact.class as usize].is_operating_theatres();
        let [preceptee, leave] = [fact.preceptee, fact.leave].map(|part| part.known().unwrap_or(0));
        if preceptee != 0 || leave != 0 {
            parts.push(PartsOfFte { row, preceptee, leave });
        }
    }
    facts.rows = rows.finish();
    facts.set_parts(parts);
    facts.moments_of_year = moments_of_year(&facts.cells);
    facts
}

/// How many different moments were loaded for each year. Dates and whole-year rows are counted apart:
/// where a year has dates, its whole-year rows make no further moment.
fn moments_of_year(cells: &[MomentCell]) -> Vec<(AcademicYear, u16)> {
    let moments: BTreeSet<Snapshot> = cells.iter().filter(|cell| cell.readable).map(|cell| cell.moment).collect();
    let mut dates: BTreeMap<AcademicYear, u16> = BTreeMap::new();
    for moment in moments {
        if let Some(year) = moment.academic_year() {
            let count = dates.entry(year).or_default();
            match moment {
                Snapshot::On(_) => *count += 1,
                Snapshot::In(_) => *count = (*count).max(1),
            }
        }
    }
    dates.into_iter().collect()
}
