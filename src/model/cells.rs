//! From facts to cells: what the settings count of each organisation, profession and academic year.

use std::collections::BTreeSet;

use jiff::ToSpan;

use super::facts::{MomentCell, PlacementClass, StaffClass};
use super::fraction::gcd;
use super::{
    AcademicYear, Activity, Decimal, Facts, Fraction, LearnerType, PER_ONE, Place, PlacementStatus, Profession,
    Settings, Snapshot, StaffCounted, StaffGroup, divide_half_away,
};

/// What a cell's figures rest on besides rows that are all there: flags that become notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis(u16);

impl Basis {
    /// A workforce row that would count has no readable FTE.
    pub const FTE_INCOMPLETE: Basis = Basis(1);
    /// A placement row that would count has no readable measure.
    pub const WEEKS_INCOMPLETE: Basis = Basis(1 << 1);
    /// There is no return, and the setting counts it as 0 weeks.
    pub const MISSING_AS_ZERO: Basis = Basis(1 << 2);
    /// A row that names the year only stands beside dated rows, and is ignored.
    pub const YEAR_ROW_IGNORED: Basis = Basis(1 << 3);
    /// The setting would take preceptees off, but the data does not say who is one.
    pub const PRECEPTEES_UNKNOWN: Basis = Basis(1 << 4);
    /// FTE of operating theatres counts as operating department practice.
    pub const OPERATING_THEATRES: Basis = Basis(1 << 5);
    /// A scenario's edit changes the FTE.
    pub const FTE_EDITED: Basis = Basis(1 << 6);
    /// A scenario's edit changes the weeks.
    pub const WEEKS_EDITED: Basis = Basis(1 << 7);

    /// What is said of the rows behind an FTE, and no longer holds once an edit replaces it.
    const OF_FTE: Basis = Basis(
        Self::FTE_INCOMPLETE.0 | Self::YEAR_ROW_IGNORED.0 | Self::PRECEPTEES_UNKNOWN.0 | Self::OPERATING_THEATRES.0,
    );
    /// The same for weeks.
    const OF_WEEKS: Basis = Basis(Self::WEEKS_INCOMPLETE.0 | Self::MISSING_AS_ZERO.0);

    /// Whether any flag of `other` is set.
    pub const fn has(self, other: Basis) -> bool {
        self.0 & other.0 != 0
    }

    fn set(&mut self, other: Basis) {
        self.0 |= other.0;
    }

    fn clear(&mut self, other: Basis) {
        self.0 &= !other.0;
    }
}

/// Whole numbers that hold every cell exactly: means over snapshots and hours ÷ 37.5 are fractions, so
/// FTE and weeks are counted in units fine enough for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Units in one FTE.
    pub fte: i128,
    /// Units in one placement week.
    pub weeks: i128,
}

/// The finest unit: 1e-15. Means over a strange number of snapshots that need a finer one are rounded to it.
const FINEST: i128 = 1_000_000_000_000_000;

/// One organisation, profession and academic year, after the settings. Edits of a scenario act on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Eligible FTE in units of [`Scale::fte`]; means nothing unless `has_workforce`.
    pub fte: i128,
    /// Counted placement weeks in units of [`Scale::weeks`]; means nothing unless `has_return`.
    pub weeks: i128,
    /// Whether a workforce row with a readable FTE exists.
    pub has_workforce: bool,
    /// Whether a placement row with a readable measure exists, or the setting counts its absence as 0.
    pub has_return: bool,
    /// What the figures rest on.
    pub basis: Basis,
    /// How many snapshots the FTE is the mean of.
    pub snapshots: u16,
    /// How many were loaded for the year.
    pub of_snapshots: u16,
    /// The snapshot of another year that stands in for it.
    pub nearest: Option<Snapshot>,
}

impl Cell {
    /// Whether the summary has a row for it.
    pub const fn exists(&self) -> bool {
        self.has_workforce || self.has_return
    }

    /// Eligible FTE; `None` without workforce data.
    pub fn eligible_fte(&self, scale: Scale) -> Option<Fraction> {
        if self.has_workforce { Fraction::new(self.fte, scale.fte) } else { None }
    }

    /// Placement weeks provided; `None` without a return.
    pub fn provided(&self, scale: Scale) -> Option<Fraction> {
        if self.has_return { Fraction::new(self.weeks, scale.weeks) } else { None }
    }

    /// Counts a missing return as 0 weeks where there is workforce data.
    pub(crate) fn count_missing_as_zero(&mut self) {
        if self.has_workforce && !self.has_return {
            self.has_return = true;
            self.basis.set(Basis::MISSING_AS_ZERO);
        }
    }

    /// Gives the cell an edited FTE, in units. One that `replaces` rests on no row any more, so what is
    /// said of the rows goes.
    pub(crate) fn edit_fte(&mut self, units: i128, replaces: bool) {
        if replaces {
            self.basis.clear(Basis::OF_FTE);
            (self.snapshots, self.of_snapshots, self.nearest) = (0, 0, None);
        }
        (self.fte, self.has_workforce) = (units, true);
        self.basis.set(Basis::FTE_EDITED);
    }

    /// Gives the cell edited weeks, in units; see [`Cell::edit_fte`].
    pub(crate) fn edit_weeks(&mut self, units: i128, replaces: bool) {
        if replaces {
            self.basis.clear(Basis::OF_WEEKS);
        }
        (self.weeks, self.has_return) = (units, true);
        self.basis.set(Basis::WEEKS_EDITED);
    }
}

/// Every cell of a plan under some settings: columns of organisations, one for each profession and year.
#[derive(Clone, Debug)]
pub struct Cells {
    /// What the units of the cells are.
    pub scale: Scale,
    years: Vec<AcademicYear>,
    organisations: usize,
    cells: Vec<Cell>,
}

impl Cells {
    /// Counts the facts under the settings.
    pub fn count(facts: &Facts, settings: &Settings) -> Cells {
        Cells::count_over(facts, settings, facts.years.clone())
    }

    /// The same with columns for `years`: those of the facts and any others, of which nothing is loaded
    /// and which a scenario plans. Sorted.
    pub(crate) fn count_over(facts: &Facts, settings: &Settings, years: Vec<AcademicYear>) -> Cells {
        let spans = spans(facts, settings, &years);
        let finest = spans.iter().fold(1, |lcm, span| least_common_multiple(lcm, i128::from(span.snapshots)));
        let weight = settings.preceptees.millionths();
        let weighted = if weight == 0 { 1 } else { i128::from(PER_ONE) / gcd(PER_ONE.into(), weight.into()) };
        let scale =
            Scale { fte: least_common_multiple(finest, weighted) * i128::from(PER_ONE), weeks: weeks_scale(settings) };
        let organisations = facts.organisations.len();
        let blank = vec![Cell::default(); organisations * years.len() * Profession::ALL.len()];
        let mut cells = Cells { scale, years, organisations, cells: blank };
        cells.count_workforce(facts, settings, &spans);
        cells.count_placements(facts, settings);
        if settings.missing_return_as_zero {
            cells.cells.iter_mut().for_each(Cell::count_missing_as_zero);
        }
        cells
    }

    /// The cells of one profession and year, by the number of the organisation in [`Facts::organisations`].
    /// Empty if the plan has nothing for that year.
    pub fn column(&self, profession: Profession, year: AcademicYear) -> &[Cell] {
        let Ok(year) = self.years.binary_search(&year) else { return &[] };
        let start = (profession as usize * self.years.len() + year) * self.organisations;
        &self.cells[start..start + self.organisations]
    }

    /// The academic years that have columns, in order.
    pub fn years(&self) -> &[AcademicYear] {
        &self.years
    }

    /// The cell at a place; `None` for a year or organisation without a column.
    pub(crate) fn at_mut(&mut self, place: Place) -> Option<&mut Cell> {
        let year = self.years.binary_search(&place.year).ok()?;
        if place.organisation as usize >= self.organisations {
            return None;
        }
        Some(self.cell_mut(place.profession, year, place.organisation))
    }

    fn cell_mut(&mut self, profession: Profession, year: usize, organisation: u32) -> &mut Cell {
        &mut self.cells[(profession as usize * self.years.len() + year) * self.organisations + organisation as usize]
    }

    fn count_workforce(&mut self, facts: &Facts, settings: &Settings, spans: &[Span]) {
        let eligible = eligible_by_moment(facts, settings);
        let missing = missing_moments(facts, settings);
        let fine = self.scale.fte / i128::from(PER_ONE);
        for span in spans {
            let sum: i128 = eligible[span.first..span.end].iter().sum();
            let nearest = span.nearest.then(|| facts.workforce.cells[span.first].moment);
            let cell = self.cell_mut(span.profession, span.year, span.organisation);
            cell.has_workforce = true;
            // `eligible` is in millionths of a millionth, so that a weighted preceptee is exact.
            cell.fte = divide_half_away(sum * fine, i128::from(span.snapshots) * i128::from(PER_ONE));
            (cell.snapshots, cell.of_snapshots, cell.nearest) = (span.snapshots, span.of_snapshots, nearest);
            cell.basis = span.basis;
            if (span.first..span.end).any(|moment| missing.contains(&(moment as u32))) {
                cell.basis.set(Basis::FTE_INCOMPLETE);
            }
        }
    }

    fn count_placements(&mut self, facts: &Facts, settings: &Settings) {
        let placements = &facts.placements;
        let counts = placement_classes_that_count(settings);
        let incomplete: BTreeSet<u32> =
            placements.missing.iter().filter(|(_, class)| counts[*class as usize]).map(|(cell, _)| *cell).collect();
        let weeks = weeks_by_return(facts, settings, self.scale, |_| true);
        for (index, placement) in placements.cells.iter().enumerate() {
            let Ok(year) = self.years.binary_search(&placement.year) else { continue };
            let cell = self.cell_mut(placement.profession, year, placement.organisation);
            // A return of suppressed figures only is none, but never a silent one.
            if placement.readable {
                cell.has_return = true;
                cell.weeks = weeks[index];
            }
            if incomplete.contains(&(index as u32)) {
                cell.basis.set(Basis::WEEKS_INCOMPLETE);
            }
        }
    }
}

/// Counted placement weeks of each cell of [`PlacementFacts`](super::facts::PlacementFacts), in units, of
/// the rows that `which` picks by their number.
pub(crate) fn weeks_by_return(
    facts: &Facts,
    settings: &Settings,
    scale: Scale,
    which: impl Fn(usize) -> bool,
) -> Vec<i128> {
    let placements = &facts.placements;
    let counts = placement_classes_that_count(settings);
    // Each unit is totalled per cell and converted once. Nine million of the largest rows fit 64 bits.
    let mut totals = vec![[0_i64; 3]; placements.cells.len()];
    let rows = placements.cell.iter().zip(&placements.class).zip(&placements.activity).enumerate();
    for (row, ((cell, class), activity)) in rows {
        if counts[*class as usize] && which(row) {
            let (unit, amount) = match activity {
                Activity::Weeks(weeks) => (0, weeks.amount()),
                Activity::Hours(hours) => (1, hours.amount()),
                Activity::Days(days) => (2, days.amount()),
            };
            let total = &mut totals[*cell as usize][unit];
            *total = total.saturating_add(amount.millionths());
        }
    }
    let in_units = |total: i64, per_week: Decimal| match total {
        0 => 0,
        total => divide_half_away(i128::from(total) * scale.weeks, i128::from(per_week.millionths())),
    };
    totals
        .iter()
        .map(|[weeks, hours, days]| {
            in_units(*weeks, Decimal::ONE)
                + in_units(*hours, settings.hours_per_week)
                + in_units(*days, settings.days_per_week)
        })
        .collect()
}

/// The consecutive moments of one organisation and profession that make its FTE of one year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub profession: Profession,
    pub organisation: u32,
    /// The number of the year among those asked for.
    pub year: usize,
    pub first: usize,
    pub end: usize,
    pub snapshots: u16,
    of_snapshots: u16,
    nearest: bool,
    basis: Basis,
}

/// The spans of every organisation, profession and one of `years` that has workforce data.
pub(crate) fn spans(facts: &Facts, settings: &Settings, years: &[AcademicYear]) -> Vec<Span> {
    let cells = &facts.workforce.cells;
    let mut spans = Vec::new();
    let mut first = 0;
    while first < cells.len() {
        let MomentCell { profession, organisation, .. } = cells[first];
        let same = |cell: &MomentCell| cell.profession == profession && cell.organisation == organisation;
        let end = first + cells[first..].iter().take_while(|cell| same(cell)).count();
        for (year, academic_year) in years.iter().enumerate() {
            let own = own_span(facts, *academic_year, first, end);
            let found = own.or_else(|| {
                if settings.nearest_snapshot { nearest_span(facts, settings, *academic_year, first, end) } else { None }
            });
            if let Some(mut span) = found {
                (span.profession, span.organisation, span.year) = (profession, organisation, year);
                let own = &cells[span.first..span.end];
                if own.iter().any(|cell| cell.theatres) {
                    span.basis.set(Basis::OPERATING_THEATRES);
                }
                let knows = own.iter().any(|cell| cell.knows_preceptees);
                if settings.preceptees != Decimal::ONE && !knows {
                    span.basis.set(Basis::PRECEPTEES_UNKNOWN);
                }
                spans.push(span);
            }
        }
        first = end;
    }
    spans
}

/// The year's own snapshots: its dates if it has any, else the rows that name the year only.
///
/// Moments are sorted with dates before years, and within them by time, so each kind is one run.
fn own_span(facts: &Facts, year: AcademicYear, first: usize, end: usize) -> Option<Span> {
    let cells = &facts.workforce.cells;
    let run = |dated: bool| {
        let matches = |cell: &MomentCell| {
            matches!(cell.moment, Snapshot::On(_)) == dated && cell.moment.academic_year() == Some(year)
        };
        let start = first + cells[first..end].iter().take_while(|cell| !matches(cell)).count();
        let stop = start + cells[start..end].iter().take_while(|cell| matches(cell)).count();
        let snapshots = cells[start..stop].iter().filter(|cell| cell.readable).count() as u16;
        (start, stop, snapshots)
    };
    let (dated, whole) = (run(true), run(false));
    let ((first, end, snapshots), of_whole_year) = if dated.2 > 0 { (dated, false) } else { (whole, true) };
    if snapshots == 0 {
        return None;
    }
    let mut basis = Basis::default();
    if !of_whole_year && whole.2 > 0 {
        basis.set(Basis::YEAR_ROW_IGNORED);
    }
    let loaded = facts.workforce.moments_of_year.iter().find(|(y, _)| *y == year).map_or(snapshots, |(_, n)| *n);
    let of_snapshots = if of_whole_year { snapshots } else { loaded };
    Some(Span { first, end, snapshots, of_snapshots, basis, ..BLANK })
}

/// The single snapshot closest to 31 January of the year, ties to the earlier, within the setting's months.
fn nearest_span(facts: &Facts, settings: &Settings, year: AcademicYear, first: usize, end: usize) -> Option<Span> {
    let middle = year.middle();
    let months = i64::from(settings.nearest_snapshot_months).months();
    let (from, to) = (middle.saturating_sub(months), middle.saturating_add(months));
    let distance = |index: &usize| {
        let day = facts.workforce.cells[*index].moment.day();
        (middle.until(day).map_or(i32::MAX, |span| span.get_days().abs()), day)
    };
    let candidates = (first..end).filter(|index| {
        let cell = &facts.workforce.cells[*index];
        // A row for a whole year that has dated rows, too, is ignored here as it is there.
        let yields = matches!(cell.moment, Snapshot::In(year) if own_span(facts, year, first, end).is_some_and(|span| {
            matches!(facts.workforce.cells[span.first].moment, Snapshot::On(_))
        }));
        cell.readable && !yields && (from..=to).contains(&cell.moment.day())
    });
    let first = candidates.min_by_key(distance)?;
    Some(Span { first, end: first + 1, snapshots: 1, of_snapshots: 1, nearest: true, ..BLANK })
}

const BLANK: Span = Span {
    profession: Profession::Pt,
    organisation: 0,
    year: 0,
    first: 0,
    end: 0,
    snapshots: 0,
    of_snapshots: 0,
    nearest: false,
    basis: Basis(0),
};

/// Eligible FTE of each moment, in millionths of a millionth.
pub(crate) fn eligible_by_moment(facts: &Facts, settings: &Settings) -> Vec<i128> {
    let workforce = &facts.workforce;
    let counts: Vec<bool> = workforce.classes.iter().map(|class| counts(class, settings)).collect();
    let mut sums = vec![0_i64; workforce.cells.len()];
    for ((cell, class), fte) in workforce.cell.iter().zip(&workforce.class).zip(&workforce.fte) {
        if counts[*class as usize] {
            sums[*cell as usize] = sums[*cell as usize].saturating_add(*fte);
        }
    }
    let mut eligible: Vec<i128> = sums.into_iter().map(|sum| i128::from(sum) * i128::from(PER_ONE)).collect();
    let off = i128::from(PER_ONE - settings.preceptees.millionths());
    for part in workforce.parts.iter().filter(|part| counts[part.class as usize]) {
        let leave = if settings.long_leave { 0 } else { i128::from(part.leave) * i128::from(PER_ONE) };
        let whole = i128::from(part.fte) * i128::from(PER_ONE);
        eligible[part.cell as usize] -= (i128::from(part.preceptee) * off + leave).min(whole);
    }
    eligible
}

/// Moments with a row that would count but has no readable FTE.
fn missing_moments(facts: &Facts, settings: &Settings) -> BTreeSet<u32> {
    let rows = facts.workforce.missing.iter();
    rows.filter(|(_, class)| counts(&facts.workforce.classes[*class as usize], settings))
        .map(|(cell, _)| *cell)
        .collect()
}

/// Whether a class of staff counts towards eligible FTE (`domain.md`, *Eligible FTE*).
///
/// Qualified are the allied health professions; for paramedics the ambulance staff of the level
/// Ambulance Paramedic; for operating department practitioners, where they stand outside the AHPs,
/// operating theatres. Rows without a staff group count.
pub fn counts(class: &StaffClass, settings: &Settings) -> bool {
    let qualified = match class.staff_group {
        StaffGroup::NotGiven | StaffGroup::AlliedHealth => true,
        StaffGroup::Ambulance => class.profession == Profession::Para && class.level == "ambulance paramedic",
        StaffGroup::OtherScientific => class.is_operating_theatres(),
        StaffGroup::Support | StaffGroup::Other => false,
    };
    let band = class.band == super::Band::NotGiven || settings.bands.contains(&class.band);
    let level = !settings.excluded_levels.contains(&class.level);
    (qualified || settings.staff == StaffCounted::All) && band && level
}

pub(crate) fn placement_classes_that_count(settings: &Settings) -> [bool; PlacementClass::COUNT] {
    let mut counts = [false; PlacementClass::COUNT];
    for learner_type in LearnerType::ALL {
        let class = PlacementClass { status: PlacementStatus::Provided, learner_type };
        counts[class.index()] = settings.learner_types.contains(&learner_type);
    }
    counts
}

/// Units of a placement week in which weeks, hours and days are all whole: 75 millionths' parts for
/// 37.5 hours and 5 days.
fn weeks_scale(settings: &Settings) -> i128 {
    let parts = |per_week: Decimal| {
        let per_week = i128::from(per_week.millionths());
        per_week / gcd(per_week, PER_ONE.into())
    };
    least_common_multiple(parts(settings.hours_per_week), parts(settings.days_per_week)) * i128::from(PER_ONE)
}

/// The least common multiple, held at the finest unit that figures are counted in.
fn least_common_multiple(a: i128, b: i128) -> i128 {
    let (a, b) = (a.max(1), b.max(1));
    let multiple = a / gcd(a, b) * b;
    if multiple > FINEST / i128::from(PER_ONE) { FINEST / i128::from(PER_ONE) } else { multiple }
}
