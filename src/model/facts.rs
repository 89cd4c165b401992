//! The facts of a plan: every row that counts, as columns of small integers, so that a changed setting
//! is one pass over them.
//!
//! A *cell* is organisation × profession × moment for workforce and organisation × profession ×
//! academic year for placements. A *class* is what the settings look at: whether a row counts is
//! decided once per class, never once per row.

use super::{AcademicYear, Activity, Band, LearnerType, PlacementStatus, Profession, Snapshot, StaffGroup};

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
    /// Whether any row stands under operating theatres, outside the allied health professions.
    pub theatres: bool,
}

/// A part of a row's FTE that a setting can take off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartOfFte {
    pub cell: u32,
    pub class: u32,
    /// The row's whole FTE: its parts never take off more.
    pub fte: i64,
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

/// Workforce facts, in columns.
#[derive(Debug, Default)]
pub(crate) struct WorkforceFacts {
    /// Sorted by profession, organisation, moment.
    pub cells: Vec<MomentCell>,
    pub classes: Vec<StaffClass>,
    pub cell: Vec<u32>,
    pub class: Vec<u32>,
    /// Millionths of FTE.
    pub fte: Vec<i64>,
    pub parts: Vec<PartOfFte>,
    /// Only of rows that give a vacancy, 0 among them.
    pub vacancies: Vec<Vacancy>,
    /// Rows whose FTE is missing: cell and class.
    pub missing: Vec<(u32, u32)>,
    /// How many moments each academic year has, over all organisations.
    pub moments_of_year: Vec<(AcademicYear, u16)>,
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
}

/// A cell of placement data: one organisation and profession in one academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReturnCell {
    pub organisation: u32,
    pub profession: Profession,
    pub year: AcademicYear,
    /// Whether any row has a readable measure, whatever its status or learner type.
    pub readable: bool,
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

/// Placement facts, in columns.
#[derive(Debug, Default)]
pub(crate) struct PlacementFacts {
    /// Sorted by profession, year, organisation.
    pub cells: Vec<ReturnCell>,
    pub cell: Vec<u32>,
    pub class: Vec<u8>,
    pub activity: Vec<Activity>,
    /// The number of the row's supervision model among `models`.
    pub model: Vec<u32>,
    /// Supervision models as the files write them; a blank one among them where a row has none.
    pub models: Vec<String>,
    /// Rows whose measure is missing: cell and class.
    pub missing: Vec<(u32, u8)>,
    /// Sorted by cell, class and weeks; of readable rows that say students and weeks each.
    pub blocks: Vec<BlockFact>,
}

/// What the HEIs require of one profession in one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Demand {
    /// Millionths of a placement week.
    pub weeks: i128,
    /// Whether a row's measure is missing.
    pub incomplete: bool,
}

/// Everything that was loaded and is in force. Nothing in it depends on a setting, nor on the order in
/// which rows came.
#[derive(Debug, Default)]
pub struct Facts {
    pub(crate) organisations: Vec<Organisation>,
    pub(crate) years: Vec<AcademicYear>,
    pub(crate) workforce: WorkforceFacts,
    pub(crate) placements: PlacementFacts,
    pub(crate) demand: Vec<((Profession, AcademicYear), Demand)>,
}

impl Facts {
    /// Every organisation, sorted by code.
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// Every academic year with workforce data or a placement row, in order.
    pub fn years(&self) -> &[AcademicYear] {
        &self.years
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
