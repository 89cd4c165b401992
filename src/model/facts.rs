//! The facts of a plan: every row in force, as small integers, so that a changed setting is one pass
//! over them.
//!
//! A *cell* is organisation × profession × moment for workforce and organisation × profession ×
//! academic year for placements. A *class* is what the settings look at: whether a row counts is
//! decided once per class, never once per row.

use std::sync::{Arc, OnceLock};

use super::by_cell::ByCell;
use super::explain::{Counted, NotCounted, RowRef, RowUnit};
use super::spans::Found;
use super::{
    AcademicYear, Activity, Band, Decimal, Fraction, Fte, LearnerType, MergerEffect, PlacementStatus, Profession,
    Settings, Snapshot, StaffGroup,
};

/// An organisation of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// ODS code, in upper case.
    pub code: String,
    /// Name; empty if no file gives one.
    pub name: String,
    /// Region; empty if no file gives one.
    pub region: String,
    /// Integrated care system; empty if no file gives one.
    pub ics: String,
    /// What type of organisation it is (`Acute`), as an organisation reference says it; empty if none does.
    pub organisation_type: String,
    /// Whom its reference puts it together with for benchmarking (`Acute - Teaching`); empty if none does.
    pub benchmark_group: String,
    /// Whether an organisation reference that is loaded has it.
    pub in_reference: bool,
}

impl Organisation {
    /// What it is called: its name, or its code where no file gives one.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.code } else { &self.name }
    }
}

/// What the settings look at in a workforce row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaffClass {
    /// The profession: which staff groups are its qualified staff depends on it.
    pub profession: Profession,
    /// What kind of staff.
    pub staff_group: StaffGroup,
    /// Folded level: `manager`; empty if none is given.
    pub level: String,
    /// Pay band.
    pub band: Band,
}

impl StaffClass {
    /// Operating department practitioners where they stand outside the allied health professions.
    pub(crate) fn is_operating_theatres(&self) -> bool {
        self.profession == Profession::Odp && self.staff_group == StaffGroup::OtherScientific
    }
}

/// A cell of workforce data: one organisation and profession at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MomentCell {
    pub organisation: u32,
    pub profession: Profession,
    pub moment: Snapshot,
    /// The first source with a row there.
    pub source: u32,
    /// Whether any row has a readable FTE, whatever its staff group, level or band.
    pub readable: bool,
    /// Whether any row says how much of it preceptees are.
    pub knows_preceptees: bool,
    /// Whether any row says how much of it is on long leave.
    pub knows_leave: bool,
    /// Whether any row stands under operating theatres, outside the allied health professions.
    pub theatres: bool,
    /// Whether any row is of an organisation that was taken over.
    pub merged: bool,
}

/// An amount in millionths that may be missing, in eight bytes: rows have several, and there are
/// millions of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Maybe(i64);

impl Maybe {
    /// No figure is as small: [`LARGEST`](super::LARGEST) bounds their size.
    const MISSING: Maybe = Maybe(i64::MIN);

    /// What a row says of FTE.
    pub fn fte(fte: Option<Fte>) -> Maybe {
        Maybe::of(fte.map(Fte::amount))
    }

    /// What a row says in any measure.
    pub fn of(amount: Option<Decimal>) -> Maybe {
        amount.map_or(Maybe::MISSING, |amount| Maybe(amount.millionths()))
    }

    /// The millionths; `None` is missing.
    pub const fn known(self) -> Option<i64> {
        if self.0 == Maybe::MISSING.0 { None } else { Some(self.0) }
    }
}

impl Default for Maybe {
    fn default() -> Maybe {
        Maybe::MISSING
    }
}

/// A workforce row, in sixteen bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct StaffRow {
    pub fte: Maybe,
    pub class: u32,
    /// The physical line in its source.
    pub line: u32,
}

impl StaffRow {
    /// Millionths of FTE; `None` is missing.
    pub const fn fte(&self) -> Option<i64> {
        self.fte.known()
    }
}

/// The parts of a row's FTE that a setting can take off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartsOfFte {
    /// The number of the row.
    pub row: u32,
    pub preceptee: i64,
    pub leave: i64,
}

/// Vacant FTE that a row gives: outside staff in post, so only the lever *vacancies filled* reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vacancy {
    pub cell: u32,
    pub class: u32,
    /// Millionths of FTE.
    pub fte: i64,
}

/// Workforce facts.
#[derive(Debug, Default)]
pub(crate) struct WorkforceFacts {
    /// Sorted by profession, organisation, moment.
    pub cells: Vec<MomentCell>,
    pub classes: Vec<StaffClass>,
    pub rows: ByCell<StaffRow>,
    /// Sorted by row; only of rows with any.
    pub parts: Vec<PartsOfFte>,
    /// By cell, the first of its `parts`; one more at the end. Empty if there are none at all.
    pub first_parts: Vec<u32>,
    /// Only of rows that give a vacancy, 0 among them.
    pub vacancies: Vec<Vacancy>,
    /// How many moments each academic year has, over all organisations.
    pub moments_of_year: Vec<(AcademicYear, u16)>,
}

impl WorkforceFacts {
    /// Takes the parts of rows, in any order, once the rows stand under their cells.
    pub fn set_parts(&mut self, mut parts: Vec<PartsOfFte>) {
        parts.sort_unstable_by_key(|parts| parts.row);
        if !parts.is_empty() {
            let mut first = 0;
            for cell in 0..=self.cells.len() {
                let rows = if cell == self.cells.len() { usize::MAX } else { self.rows.range(cell).start };
                first += parts[first..].iter().take_while(|parts| (parts.row as usize) < rows).count();
                self.first_parts.push(first as u32);
            }
        }
        self.parts = parts;
    }

    /// The parts of a cell's rows.
    pub fn parts_of(&self, cell: usize) -> &[PartsOfFte] {
        match self.first_parts.get(cell..cell + 2) {
            Some([first, end]) => &self.parts[*first as usize..*end as usize],
            _ => &[],
        }
    }
}

/// What activity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measured {
    Weeks,
    Hours,
    Days,
}

impl Measured {
    /// What a row's activity is measured in, and how much it is.
    pub const fn of(activity: Activity) -> (Measured, Decimal) {
        match activity {
            Activity::Weeks(weeks) => (Measured::Weeks, weeks.amount()),
            Activity::Hours(hours) => (Measured::Hours, hours.amount()),
            Activity::Days(days) => (Measured::Days, days.amount()),
        }
    }
}

/// What placement rows have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlacedClass {
    /// What the settings look at.
    pub class: PlacementClass,
    /// What the amount is in; weeks where there is none.
    pub measured: Measured,
    /// The number of the supervision model among `models`.
    pub model: u32,
}

/// What the settings look at in a placement row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PlacementClass {
    pub status: PlacementStatus,
    pub learner_type: LearnerType,
}

impl PlacementClass {
    /// How many classes there are.
    pub const COUNT: usize = 16;

    pub const fn index(self) -> usize {
        self.status as usize * 4 + self.learner_type as usize
    }

    /// The class of this index.
    pub fn of(index: u8) -> PlacementClass {
        let index = usize::from(index) % PlacementClass::COUNT;
        PlacementClass { status: PlacementStatus::ALL[index / 4], learner_type: LearnerType::ALL[index % 4] }
    }
}

/// A cell of placement data: one organisation and profession in one academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReturnCell {
    pub organisation: u32,
    pub profession: Profession,
    pub year: AcademicYear,
    /// Whether any row has a readable measure, whatever its status or learner type.
    pub readable: bool,
    /// Whether any row is of an organisation that was taken over.
    pub merged: bool,
}

/// Students of one return and class who each stayed for so many weeks: what comparisons need to know of
/// how far weeks come in blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BlockFact {
    pub cell: u32,
    pub class: u8,
    /// Millionths of a week.
    pub weeks_each: i64,
    /// Millionths of a student.
    pub students: i64,
}

/// A placement row, in sixteen bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlacedRow {
    /// In what its class says.
    pub amount: Maybe,
    /// The number of its [`PlacedClass`].
    pub class: u32,
    /// The physical line in its source.
    pub line: u32,
}

/// Placement facts.
#[derive(Debug, Default)]
pub(crate) struct PlacementFacts {
    /// Sorted by profession, year, organisation.
    pub cells: Vec<ReturnCell>,
    pub classes: Vec<PlacedClass>,
    pub rows: ByCell<PlacedRow>,
    /// Supervision models as the files write them; a blank one among them where a row has none.
    pub models: Vec<String>,
    /// Sorted by cell, class and weeks; of readable rows that say students and weeks each.
    pub blocks: Vec<BlockFact>,
}

/// A row of what the HEIs require.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequiredRow {
    pub source: u32,
    /// The physical line in its source.
    pub line: u32,
    /// Millionths of a placement week; `None` is missing.
    pub weeks: Option<i64>,
}

impl RequiredRow {
    /// The row as a story tells it.
    pub fn told(&self) -> RowRef {
        let counted = if self.weeks.is_some() { Counted::Whole } else { Counted::No(NotCounted::NoMeasure) };
        let value = self.weeks.map(Decimal::from_millionths);
        let adds = value.map_or(Fraction::ZERO, Fraction::of);
        RowRef { source: self.source, line: self.line, value, unit: RowUnit::Weeks, counted, adds }
    }
}

/// Everything that was loaded and is in force. Nothing in it depends on a setting, nor on the order in
/// which rows came.
#[derive(Debug, Default)]
pub struct Facts {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) years: Vec<AcademicYear>,
    /// Those of a user's own that rows are of, sorted.
    pub(crate) own_professions: Vec<Profession>,
    pub(crate) workforce: WorkforceFacts,
    pub(crate) placements: PlacementFacts,
    /// Sorted by profession and year.
    pub(crate) demand: Vec<((Profession, AcademicYear), Vec<RequiredRow>)>,
    /// What the mergers of the plan move, whether they are folded here or not.
    pub(crate) mergers: Arc<[MergerEffect]>,
    /// The same facts with the mergers folded; `None` if there are none, or if these are they.
    pub(crate) merged: Option<Arc<Facts>>,
    /// Which snapshots make the FTE of each cell and year, once it was asked for.
    pub(crate) own_spans: OnceLock<Found>,
}

impl Facts {
    /// These facts, or those with the mergers folded, as the settings say. Organisations have the same
    /// numbers in both.
    pub fn under(self: &Arc<Facts>, settings: &Settings) -> Arc<Facts> {
        Arc::clone(self.merged.as_ref().filter(|_| settings.mergers).unwrap_or(self))
    }

    /// What the mergers of the plan move.
    pub fn mergers(&self) -> &[MergerEffect] {
        &self.mergers
    }

    /// Every organisation, sorted by code.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// The number of the organisation with this code, in upper case.
    pub fn organisation_number(&self, code: &str) -> Option<u32> {
        self.organisations.binary_search_by(|known| known.code.as_str().cmp(code)).ok().map(|number| number as u32)
    }

    /// The number that an organisation has here, by the number that it has in other facts; `None` if it is
    /// not here.
    pub fn number_of(&self, other: &Facts, organisation: u32) -> Option<u32> {
        self.organisation_number(&other.organisations.get(organisation as usize)?.code)
    }

    /// Every academic year with workforce data or a placement row, in order.
    pub fn years(&self) -> &[AcademicYear] {
        &self.years
    }

    /// The professions that there are under the settings, in order: the built-in ones, those that were
    /// added, and those that rows are of although nobody added them, or not any more.
    pub fn professions_under(&self, settings: &Settings) -> Vec<Profession> {
        let all = settings.professions.all().chain(self.own_professions.iter().copied());
        let all: std::collections::BTreeSet<Profession> = all.collect();
        all.into_iter().collect()
    }

    /// The professions of data that are not built in, whether the plan still has them or not.
    pub fn own_professions(&self) -> &[Profession] {
        &self.own_professions
    }

    /// The academic years that have workforce data of their own.
    pub fn workforce_years(&self) -> Vec<AcademicYear> {
        self.workforce.moments_of_year.iter().map(|(year, _)| *year).collect()
    }

    /// The academic years that have placement rows.
    pub fn placement_years(&self) -> Vec<AcademicYear> {
        let mut years: Vec<AcademicYear> = self.placements.cells.iter().map(|cell| cell.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The names of the regions, sorted, without blanks.
    pub fn regions(&self) -> Vec<&str> {
        let regions = self.organisations.iter().map(|o| o.region.as_str()).filter(|region| !region.is_empty());
        let mut regions: Vec<&str> = regions.collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// The levels that workforce rows name, folded, sorted, without blanks.
    pub fn levels(&self) -> Vec<String> {
        let levels = self.workforce.classes.iter().map(|class| class.level.clone()).filter(|level| !level.is_empty());
        let levels: std::collections::BTreeSet<String> = levels.collect();
        levels.into_iter().collect()
    }

    /// Whether nothing is loaded.
    pub fn is_empty(&self) -> bool {
        self.workforce.cells.is_empty() && self.placements.cells.is_empty()
    }
}
