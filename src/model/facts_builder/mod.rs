//! Collects rows into [`Facts`], whatever their order, and lets later editions replace earlier ones.

mod demand;
mod gathered;
mod interner;
mod names;
mod placements;
mod workforce;

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::Arc;

use self::demand::{GatheredDemand, demand_facts};
use self::interner::Interner;
use self::names::{Authority, Names};
use self::placements::{GatheredPlacements, placement_facts};
use self::workforce::{GatheredWorkforce, StaffFact, workforce_facts};
use super::facts::{Maybe, Measured, PlacedClass, PlacedRow, PlacementClass, PlacementFacts, RequiredRow, StaffClass};
use super::{
    AcademicYear, Decimal, DemandRow, Facts, MergerEffect, MergerRow, Mergers, OrganisationRow, PlacementRow,
    Profession, RowSink, WorkforceRow, fold,
};

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
    /// Those of a user's own, each with its number after the built-in ones.
    own_professions: Vec<Profession>,
    placements: GatheredPlacements,
    placed_classes: Interner<PlacedClass>,
    demand: GatheredDemand,
    mergers: Mergers,
}

impl FactsBuilder {
    /// Says which source the rows that follow belong to. Sources come in the order of their batches.
    pub fn begin_source(&mut self, layer: Layer) {
        self.layer = layer;
    }

    /// The facts: replaced rows left out, organisations sorted by code, cells in their order.
    pub fn finish(self) -> Facts {
        let FactsBuilder { mut names, workforce, classes, placements, demand, mergers, .. } = self;
        let folded = names.folded(&mergers);
        for ((organisation, _, snapshot), said) in workforce.mentions_in_force() {
            names.offer(organisation, said, Authority::Workforce(snapshot.day()));
        }
        for ((organisation, ..), said) in placements.mentions_in_force() {
            names.offer(organisation, said, Authority::Placements);
        }
        let rank = names.ranks();
        let (organisations, classes) = (names.into_organisations(), classes.into_values());
        let (placed_classes, models) = (self.placed_classes.into_values(), self.models.into_values());
        let build = |places: &Places<'_>| {
            let workforce = workforce_facts(&workforce, places, classes.clone());
            let placements = placement_facts(&placements, places, placed_classes.clone());
            let placements = PlacementFacts { models: models.clone(), ..placements };
            let years: BTreeSet<AcademicYear> = (workforce.moments_of_year.iter().map(|(year, _)| *year))
                .chain(placements.cells.iter().map(|cell| cell.year))
                .collect();
            let (organisations, years) = (organisations.clone(), years.into_iter().collect());
            let demand = demand_facts(&demand);
            let professions = (workforce.cells.iter().map(|cell| cell.profession))
                .chain(placements.cells.iter().map(|cell| cell.profession))
                .chain(demand.iter().map(|((profession, _), _)| *profession));
            let own: BTreeSet<Profession> = professions.filter(|profession| profession.built_in().is_none()).collect();
            let own_professions = own.into_iter().collect();
            Facts { organisations, years, own_professions, workforce, placements, demand, ..Facts::default() }
        };
        let mut facts = build(&Places { rank: &rank, folded: &BTreeMap::new() });
        if !mergers.is_empty() {
            facts.mergers = mergers.each().map(|merger| effect(&facts, &mergers, merger)).collect();
            let merged = build(&Places { rank: &rank, folded: &folded });
            facts.merged = Some(Arc::new(Facts { mergers: Arc::clone(&facts.mergers), ..merged }));
        }
        facts
    }

    /// A number for a profession that no other has. A plan has some hundred of its own at most.
    fn number_of(&mut self, profession: Profession) -> u64 {
        let number = profession.built_in().unwrap_or_else(|| {
            let known = self.own_professions.iter().position(|own| *own == profession);
            Profession::BUILT_IN.len()
                + known.unwrap_or_else(|| {
                    self.own_professions.push(profession);
                    self.own_professions.len() - 1
                })
        });
        number as u64
    }
}

/// Where the rows of each organisation, by its number, belong.
struct Places<'a> {
    /// Its place in the order of codes.
    rank: &'a [u32],
    /// Of those that were taken over, the number of the one that they are folded into.
    folded: &'a BTreeMap<u32, u32>,
}

impl Places<'_> {
    fn of(&self, organisation: u32) -> u32 {
        self.rank[*self.folded.get(&organisation).unwrap_or(&organisation) as usize]
    }

    fn is_folded(&self, organisation: u32) -> bool {
        self.folded.contains_key(&organisation)
    }
}

/// What a merger moves of the facts as they are without it.
fn effect(
    facts: &Facts,
    mergers: &Mergers,
    (predecessor, successor, date): (&str, &str, Option<jiff::civil::Date>),
) -> MergerEffect {
    let number = facts.organisation_number(predecessor);
    let (mut staff_rows, mut fte, mut placement_rows, mut weeks) = (0, 0_i64, 0, 0_i64);
    for (cell, _) in facts.workforce.cells.iter().enumerate().filter(|(_, cell)| Some(cell.organisation) == number) {
        for row in facts.workforce.rows.of(cell) {
            staff_rows += 1;
            fte = fte.saturating_add(row.fte().unwrap_or(0));
        }
    }
    for (cell, _) in facts.placements.cells.iter().enumerate().filter(|(_, cell)| Some(cell.organisation) == number) {
        for row in facts.placements.rows.of(cell) {
            placement_rows += 1;
            if facts.placements.classes[row.class as usize].measured == Measured::Weeks {
                weeks = weeks.saturating_add(row.amount.known().unwrap_or(0));
            }
        }
    }
    MergerEffect {
        predecessor: predecessor.to_owned(),
        successor: mergers.successor_of(predecessor).unwrap_or(successor).to_owned(),
        date,
        staff_rows,
        fte: Decimal::from_millionths(fte),
        placement_rows,
        weeks: Decimal::from_millionths(weeks),
    }
}

impl RowSink for FactsBuilder {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let (organisation, said) = self.names.note(row.organisation);
        let level = self.levels.id_of(row.level);
        let profession = self.number_of(row.profession);
        let key = ((u64::from(level) << 16 | profession) << 8 | row.staff_group as u64) << 8 | row.band as u64;
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
        let (measured, amount) = match row.activity.map(Measured::of) {
            Some((measured, amount)) => (measured, Some(amount)),
            None => (Measured::Weeks, None),
        };
        let key = (u64::from(model) << 8 | class.index() as u64) << 8 | measured as u64;
        let class = self.placed_classes.id_with(key, || PlacedClass { class, measured, model });
        let placed = PlacedRow { amount: Maybe::of(amount), class, line: short(row.line) };
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
        self.names.refer(row);
        Ok(())
    }

    /// A later list says last where an organisation went. A list that closes a circle is refused on its way in;
    /// where removing files leaves one all the same, the row that closes it moves nothing.
    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), Infallible> {
        drop(self.mergers.add(row.predecessor, row.successor, row.date));
        Ok(())
    }
}

/// A line in four bytes; past four thousand million lines it is only said where a file ends.
fn short(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
