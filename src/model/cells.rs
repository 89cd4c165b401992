//! From facts to cells: what the settings count of each organisation, profession and academic year.

use std::sync::Arc;

use super::by_column::ByColumn;
use super::column::Column;
use super::counting::Counting;
use super::explain::Plain;
use super::fraction::gcd;
use super::spans::spans;
use super::{AcademicYear, Decimal, Facts, Fraction, PER_ONE, Place, Profession, Settings, Snapshot};

/// What a cell's figures rest on besides rows that are all there: flags that become notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Basis(u16);

impl Basis {
    /// Rows that are all there.
    pub(crate) const NONE: Basis = Basis(0);
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
    /// The setting would take long leave off, but the data does not say who is on it.
    pub const LEAVE_UNKNOWN: Basis = Basis(1 << 8);

    /// Rows of an organisation that was taken over are among those of its successor.
    pub const MERGED: Basis = Basis(1 << 9);

    /// What is said of the rows behind an FTE, and no longer holds once an edit replaces it.
    const OF_FTE: Basis = Basis(
        Self::FTE_INCOMPLETE.0
            | Self::YEAR_ROW_IGNORED.0
            | Self::PRECEPTEES_UNKNOWN.0
            | Self::LEAVE_UNKNOWN.0
            | Self::OPERATING_THEATRES.0,
    );
    /// The same for weeks.
    const OF_WEEKS: Basis = Basis(Self::WEEKS_INCOMPLETE.0 | Self::MISSING_AS_ZERO.0);

    /// Whether any flag of `other` is set.
    pub const fn has(self, other: Basis) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) fn set(&mut self, other: Basis) {
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
///
/// A copy shares its columns with the original until one of them changes a cell, and then has that one
/// column for itself: what follows an edit costs a column, however many there are.
#[derive(Clone, Debug)]
pub struct Cells {
    /// What the units of the cells are.
    pub scale: Scale,
    years: Arc<[AcademicYear]>,
    /// The built-in professions and then the plan's own, sorted.
    professions: Arc<[Profession]>,
    columns: ByColumn<Arc<Column>>,
    /// By column and organisation, the weeks that apprentices bring, where they bring any.
    apprentices: Arc<Vec<((u32, u32), i128)>>,
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
        let means = spans.numbers_of_snapshots();
        let weight = settings.preceptees.millionths();
        let weighted = if weight == 0 { 1 } else { i128::from(PER_ONE) / gcd(PER_ONE.into(), weight.into()) };
        // Each snapshot is weighted, and then the mean is taken: a half of a third is a sixth.
        let most = means.last().copied().unwrap_or(0);
        let parts = means.iter().map(|snapshots| i128::from(*snapshots) * weighted);
        let scale = Scale {
            fte: parts.fold(weighted, least_common_multiple) * i128::from(PER_ONE),
            weeks: weeks_scale(settings),
        };
        let organisations = facts.organisations.len();
        let counting = Counting::new(facts, settings, scale).for_means_of(most);
        let professions = facts.professions_under(settings);
        let mut returns = &facts.placements.cells[..];
        let (mut columns, mut apprentices) = (Vec::new(), Vec::with_capacity(returns.len()));
        // Returns are sorted by profession, and so are the professions, each that has data among them. One
        // after the other, because its cells are then at hand for all that is done with them.
        for profession in &professions {
            let mut cells = vec![vec![Cell::default(); organisations]; years.len()];
            for span in spans.of(*profession) {
                counting.fte(&span, &mut cells[span.year][span.organisation as usize], &mut Plain);
            }
            let first = facts.placements.cells.len() - returns.len();
            let its = returns.partition_point(|placement| placement.profession == *profession);
            let (its, rest) = returns.split_at(its);
            returns = rest;
            for (index, placement) in (first..).zip(its) {
                let Ok(year) = years.binary_search(&placement.year) else { continue };
                let counted = counting.weeks(index, &mut Plain);
                let cell = &mut cells[year][placement.organisation as usize];
                // A return of suppressed figures only is none, but never a silent one.
                if placement.readable {
                    counted.put_into(cell);
                } else {
                    counted.mark_incomplete(cell);
                }
                if placement.merged {
                    cell.basis.set(Basis::MERGED);
                }
                if counted.apprentices > 0 {
                    let column = (columns.len() + year) as u32;
                    apprentices.push(((column, placement.organisation), counted.apprentices));
                }
            }
            if settings.missing_return_as_zero {
                cells.iter_mut().flatten().for_each(Cell::count_missing_as_zero);
            }
            columns.extend(cells.into_iter().map(|cells| Arc::new(Column::new(cells))));
        }
        let columns = ByColumn::new(years.len(), columns);
        Cells {
            scale,
            years: years.into(),
            professions: professions.into(),
            columns,
            apprentices: Arc::new(apprentices),
        }
    }

    /// The cells of one profession and year, by the number of the organisation in [`Facts::organisations`].
    /// Empty if the plan has nothing for that year.
    pub fn column(&self, profession: Profession, year: AcademicYear) -> &[Cell] {
        self.whole_column(profession, year).map_or(&[], Column::cells)
    }

    /// The same with what is near the cells; `None` if the plan has nothing for that year.
    pub(crate) fn whole_column(&self, profession: Profession, year: AcademicYear) -> Option<&Column> {
        self.columns.get(self.number(profession, year)?).map(|column| &**column)
    }

    /// Whether a column is the very same as another's: neither has changed a cell since they were copied.
    pub(crate) fn is_same_column(&self, other: &Cells, profession: Profession, year: AcademicYear) -> bool {
        let column = |cells: &Cells| cells.columns.get(cells.number(profession, year)?).map(Arc::as_ptr);
        column(self) == column(other)
    }

    /// The number of the column of one profession and year.
    pub(crate) fn number(&self, profession: Profession, year: AcademicYear) -> Option<usize> {
        let year = self.years.binary_search(&year).ok()?;
        Some(self.profession_number(profession)? * self.years.len() + year)
    }

    /// Where a profession stands among [`Cells::professions`]; `None` for one that is not built in, was not
    /// added, and has no data.
    pub fn profession_number(&self, profession: Profession) -> Option<usize> {
        number_among(&self.professions, profession)
    }

    /// The professions that have columns, in order: the built-in ones, those that were added, and those
    /// that data is of.
    pub fn professions(&self) -> &[Profession] {
        &self.professions
    }

    /// Whether any organisation has workforce data or a return of a profession, in any year.
    pub fn has_data(&self, profession: Profession) -> bool {
        self.years.iter().any(|year| self.column(profession, *year).iter().any(Cell::exists))
    }

    /// Each profession with each year that has a column, in the order of the columns.
    pub(crate) fn each_column(&self) -> impl Iterator<Item = (Profession, AcademicYear)> {
        self.professions.iter().flat_map(|profession| self.years.iter().map(|year| (*profession, *year)))
    }

    /// The academic years that have columns, in order.
    pub fn years(&self) -> &[AcademicYear] {
        &self.years
    }

    /// Puts a cell in place of the one there, and gives that one; `None` for a year or organisation without
    /// a column.
    pub(crate) fn replace(&mut self, place: Place, cell: Cell) -> Option<Cell> {
        let number = self.number(place.profession, place.year)?;
        Arc::make_mut(self.columns.get_mut(number)?).replace(place.organisation, cell)
    }

    /// The share of apprentices in the placement weeks of a cell; `None` where none are provided, and
    /// where an edit changes them: it does not say whose they are.
    pub(crate) fn apprentice_share(&self, place: Place, cell: &Cell) -> Option<Fraction> {
        Fraction::new(self.apprentice_weeks(place, cell)?, cell.weeks)
    }

    /// What apprentices bring to the cells of one profession and year, in the order of organisations: those
    /// to which they bring any, by column and organisation.
    pub(crate) fn apprentices(&self, profession: Profession, year: AcademicYear) -> &[((u32, u32), i128)] {
        let Some(column) = self.number(profession, year) else { return &[] };
        let from = |column: usize| self.apprentices.partition_point(|((of, _), _)| (*of as usize) < column);
        &self.apprentices[from(column)..from(column + 1)]
    }

    /// The placement weeks that apprentices bring, in units.
    fn apprentice_weeks(&self, place: Place, cell: &Cell) -> Option<i128> {
        if !cell.has_return || cell.basis.has(Basis::WEEKS_EDITED) {
            return None;
        }
        let column = self.number(place.profession, place.year)?;
        let at = (column as u32, place.organisation);
        let known = self.apprentices.binary_search_by_key(&at, |(at, _)| *at);
        Some(known.map_or(0, |index| self.apprentices[index].1))
    }
}

/// Where a profession stands in a list that begins with all that are built in.
fn number_among(professions: &[Profession], profession: Profession) -> Option<usize> {
    profession.built_in().or_else(|| professions.binary_search(&profession).ok())
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
