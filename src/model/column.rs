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
    i64::try_from(units).map_or_else(|_| units as f64, |units| units as f64)
}

/// The cells of one profession and year, by the number of the organisation, with what is near them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    cells: Vec<Cell>,
    near: Vec<Near>,
}

impl Column {
    pub fn new(cells: Vec<Cell>) -> Column {
        let near = cells.iter().map(Near::of).collect();
        Column { cells, near }
    }

    /// Every cell.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Every organisation's number, cell and what is near it.
    pub fn each(&self) -> impl Iterator<Item = (u32, &Cell, Near)> {
        (0..).zip(&self.cells).zip(&self.near).map(|((organisation, cell), near)| (organisation, cell, *near))
    }

    /// Puts a cell in place of the one there, and gives that one.
    pub fn replace(&mut self, organisation: u32, cell: Cell) -> Option<Cell> {
        let (held, near) = (self.cells.get_mut(organisation as usize)?, self.near.get_mut(organisation as usize)?);
        *near = Near::of(&cell);
        Some(std::mem::replace(held, cell))
    }
}
