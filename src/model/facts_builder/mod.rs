//! Collects rows into [`Facts`], whatever their order, and lets later editions replace earlier ones.

mod demand;
mod gathered;
mod interner;
mod names;
mod placements;
mod workforce;

use std::collections::BTreeSet;
use std::convert::Infallible;

use self::demand::{GatheredDemand, demand_facts};
use self::interner::Interner;
use self::names::{Authority, Names};
use self::placements::{GatheredPlacements, placement_facts};
use self::workforce::{GatheredWorkforce, StaffFact, workforce_facts};
use super::facts::{Maybe, PlacedRow, PlacementClass, RequiredRow, StaffClass};
use super::{AcademicYear, DemandRow, Facts, OrganisationRow, PlacementRow, RowSink, WorkforceRow, fold};

/// Which source the rows that follow belong to, and how it lies over the sources before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layer {
    /// The source, as the plan numbers it (files given without a plan: 0, 1, 2, …).
    pub source: u32,
    /// Files imported together share a batch, and never replace each other. Batches only grow.
    pub batch: u32,
    /// Whether its cells replace those of earlier batches (an edition of the same thing) or add to them.
    pub replaces: bool,
}

/// Collects rows into facts.
#[derive(Debug, Default)]
pub struct FactsBuilder {
    layer: Layer,
    names: Names,
    levels: Interner<String>,
    heis: Interner<String>,
    models: Interner<String>,
    workforce: GatheredWorkforce,
    classes: Interner<StaffClass>,
    placements: GatheredPlacements,
    demand: GatheredDemand,
}

impl FactsBuilder {
    /// Says which source the rows that follow belong to. Sources come in the order of their batches.
    pub fn begin_source(&mut self, layer: Layer) {
        self.layer = layer;
    }

    /// The facts: replaced rows left out, organisations sorted by code, cells in their order.
    pub fn finish(self) -> Facts {
        let FactsBuilder { mut names, models, workforce, classes, placements, demand, .. } = self;
        for ((organisation, _, snapshot), said) in workforce.mentions_in_force() {
            names.offer(organisation, said, Authority::Workforce(snapshot.day()));
        }
        for ((organisation, ..), said) in placements.mentions_in_force() {
            names.offer(organisation, said, Authority::Placements);
        }
        let rank = names.ranks();
        let workforce = workforce_facts(&workforce, &rank, classes.into_values());
        let placements = placement_facts(&placements, &rank, models.into_values());
        let years: BTreeSet<AcademicYear> = (workforce.moments_of_year.iter().map(|(year, _)| *year))
            .chain(placements.cells.iter().map(|cell| cell.year))
            .collect();
        Facts {
            organisations: names.into_organisations(),
            years: years.into_iter().collect(),
            workforce,
            placements,
            demand: demand_facts(&demand),
        }
    }
}

impl RowSink for FactsBuilder {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let (organisation, said) = self.names.note(row.organisation);
        let level = self.levels.id_of(row.level);
        let key = [row.profession as u64, row.staff_group as u64, row.band as u64];
        let key = key.iter().fold(u64::from(level), |key, part| (key << 8) | part);
        let class = self.classes.id_with(key, || StaffClass {
            profession: row.profession,
            staff_group: row.staff_group,
            level: fold(row.level),
            band: row.band,
        });
        let fact = StaffFact {
            class,
            line: short(row.line),
            fte: Maybe::fte(row.fte),
            preceptee: Maybe::fte(row.preceptee_fte),
            leave: Maybe::fte(row.leave_fte),
            vacancy: Maybe::fte(row.vacancy_fte),
        };
        self.workforce.add((organisation, row.profession, row.snapshot), said, fact, self.layer);
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        let (organisation, said) = self.names.note(row.organisation);
        let hei = self.heis.id_of(row.hei);
        let class = PlacementClass { status: row.status, learner_type: row.learner_type };
        let model = self.models.id_of(row.model);
        let placed = PlacedRow { activity: row.activity, model, line: short(row.line), class: class.index() as u8 };
        // Students and weeks of each; nothing unless the row says both.
        let block = match (row.students, row.weeks_per_student) {
            (Some(students), Some(weeks_each)) => [students.millionths(), weeks_each.millionths()],
            _ => [0, 0],
        };
        self.placements.add((organisation, row.profession, row.year, hei), said, (placed, block), self.layer);
        Ok(())
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Infallible> {
        let weeks = row.weeks.map(|weeks| weeks.amount().millionths());
        let required = RequiredRow { source: self.layer.source, line: short(row.line), weeks };
        let hei = self.heis.id_of(row.hei);
        self.demand.add((row.profession, row.year, hei), 0, required, self.layer);
        Ok(())
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        self.names.refer(row.organisation);
        Ok(())
    }
}

/// A line in four bytes; past four thousand million lines it is only said where a file ends.
fn short(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
