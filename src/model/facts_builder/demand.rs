//! Demand rows on their way to facts.

use std::collections::BTreeMap;

use super::gathered::Gathered;
use crate::model::facts::RequiredRow;
use crate::model::{AcademicYear, Profession};

/// Rows of demand by profession, year and HEI.
pub(super) type GatheredDemand = Gathered<(Profession, AcademicYear, u32), RequiredRow>;

/// The rows in force of each profession and year.
pub(super) fn demand_facts(gathered: &GatheredDemand) -> Vec<((Profession, AcademicYear), Vec<RequiredRow>)> {
    let mut demand: BTreeMap<(Profession, AcademicYear), Vec<RequiredRow>> = BTreeMap::new();
    for (index, cell, _) in gathered.in_force() {
        let (profession, year, _hei) = gathered.keys[cell as usize];
        demand.entry((profession, year)).or_default().push(gathered.facts[index]);
    }
    demand.into_iter().collect()
}
