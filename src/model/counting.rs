//! Which rows count, and how much of them: the rules of `domain.md`, *Eligible FTE* and *Provided
//! placement weeks*. Every cell is counted here, plainly or for its story.

use super::cells::{Basis, Cell, Scale};
use super::explain::{Counted, FigureValue, Figured, Heading, NotCounted, Plain, Recorder, RowRef, RowUnit};
use super::facts::{Measured, PartsOfFte, PlacedClass, PlacementClass, StaffClass, StaffRow};
use super::spans::Span;
use super::{
    Band, Decimal, Facts, Fraction, LearnerType, PER_ONE, PlacementStatus, Profession, Settings, StaffCounted,
    StaffGroup, divide_half_away,
};

/// The rules under some settings, decided once for every class of row.
pub(crate) struct Counting<'a> {
    facts: &'a Facts,
    settings: &'a Settings,
    /// Units of FTE in a millionth.
    units_in_millionth: i128,
    staff: Vec<bool>,
    /// By class of placement rows, which total they belong to.
    placed: Vec<PlacedTotal>,
    /// What turns weeks, hours and days into units of weeks.
    to_weeks: [ToUnits; 3],
    /// Whether a setting takes any part off a row's FTE.
    takes_off: bool,
    /// By a number of snapshots, what a millionth of FTE in one of them adds to their mean, in units, where
    /// that is a whole number.
    means: Vec<Option<i64>>,
}

/// FTE that counts of one moment.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct MomentFte {
    /// Of the rows that count, in millionths.
    rows: i64,
    /// What settings take off them, in millionths of a millionth, so that a weighted preceptee is exact.
    off: i128,
    /// Whether a row that would count has no readable FTE.
    incomplete: bool,
}

impl MomentFte {
    /// In millionths of a millionth.
    pub fn fine(&self) -> i128 {
        i128::from(self.rows) * i128::from(PER_ONE) - self.off
    }
}

/// Totals in one measure, as units of another: by a whole number where there is one, which is nearly
/// always, because units are chosen so; else by a division, rounded.
#[derive(Clone, Copy)]
enum ToUnits {
    Times(i64),
    Over { units: i128, per_week: i128 },
}

impl ToUnits {
    fn new(units: i128, per_week: Decimal) -> ToUnits {
        let per_week = i128::from(per_week.millionths());
        match i64::try_from(units / per_week) {
            Ok(factor) if units % per_week == 0 => ToUnits::Times(factor),
            _ => ToUnits::Over { units, per_week },
        }
    }

    fn of(self, total: i64) -> i128 {
        match self {
            ToUnits::Times(factor) => i128::from(total) * i128::from(factor),
            ToUnits::Over { units, per_week } => divide_half_away(i128::from(total) * units, per_week),
        }
    }
}

/// Placement weeks that count of one return.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReturnWeeks {
    /// In units of [`Scale::weeks`].
    pub units: i128,
    /// How many of them are apprentices'.
    pub apprentices: i128,
    /// Whether a row that would count has no readable measure.
    incomplete: bool,
}

impl ReturnWeeks {
    /// Gives the cell its return.
    pub fn put_into(self, cell: &mut Cell) {
        (cell.weeks, cell.has_return) = (self.units, true);
        self.mark_incomplete(cell);
    }

    /// Marks a cell of which a row that would count is missing.
    pub fn mark_incomplete(self, cell: &mut Cell) {
        if self.incomplete {
            cell.basis.set(Basis::WEEKS_INCOMPLETE);
        }
    }
}

impl<'a> Counting<'a> {
    /// The rules for some facts under some settings.
    pub fn new(facts: &'a Facts, settings: &'a Settings, scale: Scale) -> Counting<'a> {
        let measures = [Decimal::ONE, settings.hours_per_week, settings.days_per_week];
        Counting {
            facts,
            settings,
            units_in_millionth: scale.fte / i128::from(PER_ONE),
            staff: facts.workforce.classes.iter().map(|class| counts(class, settings)).collect(),
            placed: facts.placements.classes.iter().map(|class| PlacedTotal::new(class, settings)).collect(),
            to_weeks: measures.map(|per_week| ToUnits::new(scale.weeks, per_week)),
            takes_off: settings.preceptees != Decimal::ONE || !settings.long_leave,
            means: Vec::new(),
        }
    }

    /// Makes ready for means over up to so many snapshots.
    pub fn for_means_of(mut self, snapshots: u16) -> Counting<'a> {
        self.means = (0..=snapshots).map(|snapshots| self.whole_mean(snapshots)).collect();
        self
    }

    fn whole_mean(&self, snapshots: u16) -> Option<i64> {
        let (units, snapshots) = (i64::try_from(self.units_in_millionth).ok()?, i64::from(snapshots));
        (snapshots > 0 && units % snapshots == 0).then(|| units / snapshots)
    }

    /// Gives a cell the half that workforce data gives: the mean over the span's snapshots.
    pub fn fte<R: Recorder>(&self, span: &Span, cell: &mut Cell, story: &mut R) {
        let (mut rows, mut off, mut basis) = (0_i128, 0, span.basis);
        let mut add = |snapshot: MomentFte| {
            rows += i128::from(snapshot.rows);
            off += snapshot.off;
            if snapshot.incomplete {
                basis.set(Basis::FTE_INCOMPLETE);
            }
        };
        if R::LISTENS || self.takes_off {
            (span.first..span.end).for_each(|moment| add(self.snapshot(moment, story)));
        } else {
            // The rows of all its moments stand one after the other, and nothing is told of any.
            add(self.counted(self.facts.workforce.rows.of_all(span.first..span.end)));
        }
        (cell.fte, cell.has_workforce, cell.basis) = (self.mean(rows, off, span.snapshots), true, basis);
        (cell.snapshots, cell.of_snapshots) = (span.snapshots, span.of_snapshots);
        if span.nearest {
            cell.nearest = Some(self.facts.workforce.cells[span.first].moment);
        }
    }

    /// The mean over so many snapshots, in units, of rows in millionths less what is taken off them.
    fn mean(&self, rows: i128, off: i128, snapshots: u16) -> i128 {
        let units = self.units_in_millionth;
        let whole = || self.means.get(usize::from(snapshots)).copied().unwrap_or_else(|| self.whole_mean(snapshots));
        if off == 0
            && let Some(each) = whole()
        {
            return rows * i128::from(each);
        }
        let fine = rows * i128::from(PER_ONE) - off;
        divide_half_away(fine * units, i128::from(snapshots) * i128::from(PER_ONE))
    }

    /// What counts of one moment. One without a readable FTE is no snapshot: its rows are told as they are.
    pub fn snapshot<R: Recorder>(&self, moment: usize, story: &mut R) -> MomentFte {
        let cell = &self.facts.workforce.cells[moment];
        if !cell.readable {
            return self.staff_rows(moment, story);
        }
        story.figure(|| Heading::snapshot(cell.moment), |story| self.staff_rows(moment, story))
    }

    fn staff_rows<R: Recorder>(&self, moment: usize, story: &mut R) -> MomentFte {
        let workforce = &self.facts.workforce;
        for number in workforce.rows.range(moment) {
            story.tell(|story| story.row(self.staff_row(moment, number)));
        }
        let parts = if self.takes_off { workforce.parts_of(moment) } else { &[] };
        let off = parts.iter().map(|parts| self.taken_off(parts)).sum();
        MomentFte { off, ..self.counted(workforce.rows.of(moment)) }
    }

    /// What counts of some rows. Whether one does is as good as chance, so that a processor is asked to
    /// foresee nothing: a row that does not count adds 0.
    fn counted(&self, rows: &[StaffRow]) -> MomentFte {
        let (mut sum, mut incomplete) = (0_i64, false);
        for row in rows {
            let (counts, fte) = (self.staff[row.class as usize], row.fte());
            sum = sum.saturating_add(fte.unwrap_or(0) * i64::from(counts));
            incomplete |= counts && fte.is_none();
        }
        MomentFte { rows: sum, off: 0, incomplete }
    }

    /// What the settings take off a row that counts: never more than its whole FTE.
    fn taken_off(&self, parts: &PartsOfFte) -> i128 {
        let row = &self.facts.workforce.rows.rows()[parts.row as usize];
        if !self.staff[row.class as usize] {
            return 0;
        }
        let off = i128::from(PER_ONE - self.settings.preceptees.millionths());
        let leave = if self.settings.long_leave { 0 } else { i128::from(parts.leave) * i128::from(PER_ONE) };
        let whole = i128::from(row.fte().unwrap_or(0)) * i128::from(PER_ONE);
        (i128::from(parts.preceptee) * off + leave).min(whole)
    }

    /// A workforce row as a story tells it.
    pub fn staff_row(&self, moment: usize, number: usize) -> RowRef {
        let workforce = &self.facts.workforce;
        let row = &workforce.rows.rows()[number];
        let parts = workforce.parts_of(moment).iter().find(|parts| parts.row as usize == number);
        let off = parts.map_or(0, |parts| self.taken_off(parts));
        let counted = match (fte_left_out(&workforce.classes[row.class as usize], self.settings), parts) {
            (Some(reason), _) => Counted::No(reason),
            (None, _) if row.fte().is_none() => Counted::No(NotCounted::NoFte),
            (None, Some(parts)) if off != 0 => Counted::Less {
                preceptee: Decimal::from_millionths(parts.preceptee),
                leave: Decimal::from_millionths(parts.leave),
            },
            (None, _) => Counted::Whole,
        };
        RowRef {
            source: workforce.rows.source(number),
            line: row.line,
            value: row.fte().map(Decimal::from_millionths),
            unit: RowUnit::Fte,
            adds: match (&counted, row.fte()) {
                (Counted::No(_), _) | (_, None) => Fraction::ZERO,
                (_, Some(fte)) => fine_fte(i128::from(fte) * i128::from(PER_ONE) - off),
            },
            counted,
        }
    }

    /// Only placement rows of the classes that `which` picks count.
    pub fn only(mut self, which: impl Fn(&PlacedClass) -> bool) -> Counting<'a> {
        for (class, total) in self.facts.placements.classes.iter().zip(&mut self.placed) {
            if !which(class) {
                *total = PlacedTotal::NONE;
            }
        }
        self
    }

    /// The weeks of one return. Each unit is totalled and converted once.
    #[inline]
    pub fn weeks<R: Recorder>(&self, cell: usize, story: &mut R) -> ReturnWeeks {
        let rows = &self.facts.placements.rows;
        for number in rows.range(cell) {
            story.tell(|story| story.row(self.placed_row(number)));
        }
        let (mut totals, mut incomplete) = ([0_i64; PlacedTotal::COUNT], false);
        for row in rows.of(cell) {
            let (total, amount) = (self.placed[row.class as usize], row.amount.known());
            // Those that do not count have a total of their own: whether one does is as good as chance.
            let sum = &mut totals[total.index()];
            *sum = sum.saturating_add(amount.unwrap_or(0));
            incomplete |= amount.is_none() && total != PlacedTotal::NONE;
        }
        let in_weeks = |totals: &[i64]| -> i128 {
            self.to_weeks.iter().zip(totals).map(|(to_weeks, total)| to_weeks.of(*total)).sum()
        };
        let (others, apprentices) = (&totals[..3], &totals[3..6]);
        if *apprentices == [0; 3] {
            return ReturnWeeks { units: in_weeks(others), apprentices: 0, incomplete };
        }
        let all: [i64; 3] = std::array::from_fn(|unit| others[unit].saturating_add(apprentices[unit]));
        ReturnWeeks { units: in_weeks(&all), apprentices: in_weeks(apprentices), incomplete }
    }

    /// A placement row as a story tells it.
    fn placed_row(&self, number: usize) -> RowRef {
        let rows = &self.facts.placements.rows;
        let row = &rows.rows()[number];
        let class = &self.facts.placements.classes[row.class as usize];
        let value = row.amount.known().map(Decimal::from_millionths);
        let counted = match (weeks_left_out(class.class, self.settings), value) {
            (Some(reason), _) => Counted::No(reason),
            (None, None) => Counted::No(NotCounted::NoMeasure),
            (None, Some(_)) => Counted::Whole,
        };
        let unit = match class.measured {
            Measured::Weeks => RowUnit::Weeks,
            Measured::Hours => RowUnit::Hours,
            Measured::Days => RowUnit::Days,
        };
        let adds = match (&counted, value, unit) {
            (Counted::No(_), ..) | (_, None, _) => None,
            (_, Some(hours), RowUnit::Hours) => Fraction::of(hours).over(self.settings.hours_per_week),
            (_, Some(days), RowUnit::Days) => Fraction::of(days).over(self.settings.days_per_week),
            (_, Some(weeks), _) => Some(Fraction::of(weeks)),
        };
        let adds = adds.map_or(Fraction::ZERO, Fraction::reduced);
        RowRef { source: rows.source(number), line: row.line, value, unit, counted, adds }
    }
}

/// FTE in millionths of a millionth.
fn fine_fte(fine: i128) -> Fraction {
    Fraction::new(fine, i128::from(PER_ONE) * i128::from(PER_ONE)).map_or(Fraction::ZERO, Fraction::reduced)
}

impl Figured for MomentFte {
    fn value(&self) -> Option<FigureValue> {
        Some(FigureValue::Number(fine_fte(self.fine())))
    }
}

/// Which total of a return's weeks rows belong to: one for each measure, apprentices' apart, and one that
/// nobody reads for rows that do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PlacedTotal(u8);

impl PlacedTotal {
    /// How many there are, up to a power of two.
    const COUNT: usize = 8;
    const NONE: PlacedTotal = PlacedTotal(6);

    fn new(class: &PlacedClass, settings: &Settings) -> PlacedTotal {
        let PlacedClass { class, measured, .. } = class;
        let apprentices = 3 * u8::from(class.learner_type == LearnerType::Apprentice);
        match weeks_left_out(*class, settings) {
            Some(_) => PlacedTotal::NONE,
            None => PlacedTotal(*measured as u8 + apprentices),
        }
    }

    const fn index(self) -> usize {
        self.0 as usize % PlacedTotal::COUNT
    }
}

/// Counted placement weeks of each cell of [`PlacementFacts`](super::facts::PlacementFacts), in units, of
/// the classes of rows that `which` picks.
pub(crate) fn weeks_by_return(
    facts: &Facts,
    settings: &Settings,
    scale: Scale,
    which: impl Fn(&PlacedClass) -> bool,
) -> Vec<i128> {
    let counting = Counting::new(facts, settings, scale).only(which);
    (0..facts.placements.cells.len()).map(|cell| counting.weeks(cell, &mut Plain).units).collect()
}

/// Eligible FTE of each moment, in millionths of a millionth.
pub(crate) fn eligible_by_moment(facts: &Facts, settings: &Settings) -> Vec<i128> {
    let counting = Counting::new(facts, settings, Scale { fte: PER_ONE.into(), weeks: PER_ONE.into() });
    (0..facts.workforce.cells.len()).map(|moment| counting.snapshot(moment, &mut Plain).fine()).collect()
}

/// Whether a class of staff counts towards eligible FTE (`domain.md`, *Eligible FTE*).
///
/// Qualified are the allied health professions; for paramedics the ambulance staff of the level
/// Ambulance Paramedic; for operating department practitioners, where they stand outside the AHPs,
/// operating theatres. Rows without a staff group count.
pub fn counts(class: &StaffClass, settings: &Settings) -> bool {
    fte_left_out(class, settings).is_none()
}

/// Why a class of staff does not count; `None` if it does.
fn fte_left_out(class: &StaffClass, settings: &Settings) -> Option<NotCounted> {
    let qualified = match class.staff_group {
        StaffGroup::NotGiven | StaffGroup::AlliedHealth => true,
        StaffGroup::Ambulance => class.profession == Profession::Para && class.level == "ambulance paramedic",
        StaffGroup::OtherScientific => class.is_operating_theatres(),
        StaffGroup::Support | StaffGroup::Other => false,
    };
    if !qualified && settings.staff != StaffCounted::All {
        let support = class.staff_group == StaffGroup::Support;
        return Some(if support { NotCounted::SupportStaff } else { NotCounted::OtherStaff });
    }
    if class.band != Band::NotGiven && !settings.bands.contains(&class.band) {
        return Some(NotCounted::Band(class.band));
    }
    settings.excluded_levels.contains(&class.level).then(|| NotCounted::Level(class.level.clone()))
}

/// Why a class of placements does not count; `None` if it does.
pub(super) fn weeks_left_out(class: PlacementClass, settings: &Settings) -> Option<NotCounted> {
    if class.status != PlacementStatus::Provided {
        return Some(NotCounted::Status(class.status));
    }
    (!settings.learner_types.contains(&class.learner_type)).then_some(NotCounted::Learner(class.learner_type))
}
