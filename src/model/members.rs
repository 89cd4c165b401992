//! Who forms a benchmark rate, and what they add up to.

use super::cells::{Basis, Cell};
use super::{AcademicYear, BenchmarkMethod, Place, Profession};

/// The organisations that form a rate by one method from the cells of one year.
#[derive(Clone, Copy)]
pub(crate) struct Members<'a> {
    pub column: &'a [Cell],
    pub group: &'a [bool],
    pub method: BenchmarkMethod,
    pub profession: Profession,
    pub year: AcademicYear,
}

impl<'a> Members<'a> {
    fn why_not(&self, cell: &Cell, organisation: u32) -> Option<&'static str> {
        why_not(self.method, self.group.get(organisation as usize).is_some_and(|in_group| *in_group), cell)
    }

    fn cells(&self) -> impl Iterator<Item = (u32, &'a Cell)> {
        (0..).zip(self.column).filter(|(organisation, cell)| self.why_not(cell, *organisation).is_none())
    }

    /// Where their figures stand.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let (profession, year) = (self.profession, self.year);
        self.cells().map(move |(organisation, _)| Place { year, organisation, profession })
    }

    /// The organisations with any data that do not form it, and why.
    pub fn left_out(&self) -> impl Iterator<Item = (u32, &'static str)> {
        let with_data = (0..).zip(self.column).filter(|(_, cell)| cell.exists());
        with_data.filter_map(|(organisation, cell)| Some((organisation, self.why_not(cell, organisation)?)))
    }
}

/// Why an organisation with this cell does not form a rate; `None` if it does. An observed rate needs
/// eligible FTE above 0 and a return, one by demand only the FTE.
pub(crate) const fn why_not(method: BenchmarkMethod, in_group: bool, cell: &Cell) -> Option<&'static str> {
    if !in_group {
        Some("is not in the reference group")
    } else if !cell.has_workforce {
        Some("has no workforce data")
    } else if cell.fte <= 0 {
        Some("has no eligible FTE")
    } else if matches!(method, BenchmarkMethod::Observed) && !cell.has_return {
        Some("has no return")
    } else {
        None
    }
}

/// Whether an organisation forms an observed rate: eligible FTE above 0, and a return.
pub(crate) const fn forms_observed(cell: &Cell) -> bool {
    why_not(BenchmarkMethod::Observed, true, cell).is_none()
}

/// What the organisations that form a rate add up to. Whole numbers: taking a cell off and putting another
/// in its place gives what adding all of them again would.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub organisations: u32,
    pub fte: i128,
    pub weeks: i128,
    /// The FTE of the largest of them.
    pub largest: i128,
    /// How many rest on figures that are incomplete.
    pub incomplete: u32,
    /// How many rest on the nearest snapshot.
    pub on_nearest: u32,
}

impl Sums {
    pub fn of(members: &Members<'_>) -> Sums {
        let mut sums = Sums::default();
        for (_, cell) in members.cells() {
            sums.add(cell);
        }
        sums
    }

    fn add(&mut self, cell: &Cell) {
        self.organisations += 1;
        self.fte += cell.fte;
        self.weeks += returned(cell);
        self.largest = self.largest.max(cell.fte);
        self.incomplete += u32::from(is_incomplete(cell));
        self.on_nearest += u32::from(cell.nearest.is_some());
    }

    /// Takes one cell's place by another's. `members` are asked where the largest may be another now: they
    /// have the new cell.
    pub fn replace(&mut self, organisation: u32, was: &Cell, members: &Members<'_>) {
        let Some(is) = members.column.get(organisation as usize) else { return };
        if members.why_not(was, organisation).is_none() {
            if was.fte == self.largest && is.fte < was.fte {
                *self = Sums::of(members);
                return;
            }
            self.organisations -= 1;
            self.fte -= was.fte;
            self.weeks -= returned(was);
            self.incomplete -= u32::from(is_incomplete(was));
            self.on_nearest -= u32::from(was.nearest.is_some());
        }
        if members.why_not(is, organisation).is_none() {
            self.add(is);
        } else if self.largest == was.fte {
            *self = Sums::of(members);
        }
    }
}

const fn returned(cell: &Cell) -> i128 {
    if cell.has_return { cell.weeks } else { 0 }
}

fn is_incomplete(cell: &Cell) -> bool {
    cell.basis.has(Basis::FTE_INCOMPLETE) || cell.basis.has(Basis::WEEKS_INCOMPLETE)
}
