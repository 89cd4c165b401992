//! One column of cells: every organisation of one profession and year.

use super::Cell;

/// FTE and weeks of a cell as floating-point numbers, in the cell's units: near enough to decide where an
/// organisation stands unless it is all but on the line, and far quicker than whole numbers of 128 bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Near {
    pub fte: f64,
    pub weeks: f64,
}

impl Near {
    fn of(cell: &Cell) -> Near {
        Near { fte: near(cell.fte), weeks: near(cell.weeks) }
    }
}

/// The nearest floating-point number; by way of 64 bits, where all but strange units fit.
pub(crate) fn near(units: i128) -> f64 {
    i64::try_from(units).map_or_else(|_| near_of_strange(units), |units| units as f64)
}

/// On a path of its own, or the slow way would be gone for every number and then mostly not used.
#[cold]
#[inline(never)]
const fn near_of_strange(units: i128) -> f64 {
    units as f64
}

/// Floating-point numbers hold every whole number below this, so sums that stay below it are exact.
const WHOLE: i128 = 1 << 53;

/// What a cell has, in a byte: a column is gone through without looking at the cells themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kind(u8);

impl Kind {
    const WORKFORCE: u8 = 1;
    const RETURN: u8 = 1 << 1;
    const FTE: u8 = 1 << 2;
    const NEAREST: u8 = 1 << 3;

    fn of(cell: &Cell) -> Kind {
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        Kind(
            flag(cell.has_workforce, Kind::WORKFORCE)
                | flag(cell.has_return, Kind::RETURN)
                | flag(cell.has_workforce && cell.fte > 0, Kind::FTE)
                | flag(cell.nearest.is_some(), Kind::NEAREST),
        )
    }

    /// Whether the summary has a row for it.
    pub const fn exists(self) -> bool {
        self.0 & (Kind::WORKFORCE | Kind::RETURN) != 0
    }

    /// Whether a workforce row with a readable FTE exists.
    pub const fn has_workforce(self) -> bool {
        self.0 & Kind::WORKFORCE != 0
    }

    /// Whether there is a return, or its absence counts as 0.
    pub const fn has_return(self) -> bool {
        self.0 & Kind::RETURN != 0
    }

    /// Whether there is eligible FTE above 0.
    pub const fn has_fte(self) -> bool {
        self.0 & Kind::FTE != 0
    }

    /// Whether totals add it, a rate given: eligible FTE above 0, and a return.
    pub const fn counts(self) -> bool {
        self.0 & (Kind::FTE | Kind::RETURN) == Kind::FTE | Kind::RETURN
    }

    /// Whether the snapshot of another year stands in for its FTE.
    pub const fn on_nearest(self) -> bool {
        self.0 & Kind::NEAREST != 0
    }
}

/// The cells of one profession and year, by the number of the organisation, with what is near them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    cells: Vec<Cell>,
    near: Vec<Near>,
    kinds: Vec<Kind>,
    /// What all FTE and all weeks add up to, in units.
    whole: (i128, i128),
}

impl Column {
    pub fn new(cells: Vec<Cell>) -> Column {
        let (near, kinds) = cells.iter().map(|cell| (Near::of(cell), Kind::of(cell))).unzip();
        let whole = cells.iter().fold((0, 0), |(fte, weeks), cell| (fte + cell.fte, weeks + cell.weeks));
        Column { cells, near, kinds, whole }
    }

    /// Every cell.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Every organisation's number, with what its cell has, the cell and what is near it; none without a
    /// column.
    pub fn each(column: Option<&Column>) -> impl Iterator<Item = (u32, Kind, &Cell, Near)> {
        let (kinds, cells, near): (&[Kind], &[Cell], &[Near]) =
            column.map_or((&[], &[], &[]), |column| (&column.kinds, &column.cells, &column.near));
        let each = (0..kinds.len() as u32).zip(kinds).zip(cells).zip(near);
        each.map(|(((organisation, kind), cell), near)| (organisation, *kind, cell, *near))
    }

    /// Whether what is near the cells is what they are, and so are any sums of it: nothing is below 0, and
    /// all of it together is a whole number that floating-point numbers hold.
    pub fn adds_up_in_floats(&self) -> bool {
        self.whole.0 < WHOLE && self.whole.1 < WHOLE
    }

    /// Puts a cell in place of the one there, and gives that one.
    pub fn replace(&mut self, organisation: u32, cell: Cell) -> Option<Cell> {
        let number = organisation as usize;
        let (held, near, kind) = (self.cells.get_mut(number)?, self.near.get_mut(number)?, self.kinds.get_mut(number)?);
        (*near, *kind) = (Near::of(&cell), Kind::of(&cell));
        self.whole = (self.whole.0 + cell.fte - held.fte, self.whole.1 + cell.weeks - held.weeks);
        Some(std::mem::replace(held, cell))
    }
}
