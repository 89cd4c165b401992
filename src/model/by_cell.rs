//! Rows under the cells they belong to, so that one cell can be looked through as fast as all of them.

use std::ops::Range;

/// Rows sorted by their cell, those of one cell in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct ByCell<T> {
    /// By cell, the number of its first row; one more at the end.
    first: Vec<u32>,
    rows: Vec<T>,
    /// Where the source changes: the first row of each run, and its source.
    runs: Vec<(u32, u32)>,
}

impl<T> ByCell<T> {
    /// The numbers of a cell's rows.
    pub fn range(&self, cell: usize) -> Range<usize> {
        self.first[cell] as usize..self.first[cell + 1] as usize
    }

    /// A cell's rows.
    pub fn of(&self, cell: usize) -> &[T] {
        &self.rows[self.range(cell)]
    }

    /// The rows of cells that stand one after the other.
    pub fn of_all(&self, cells: Range<usize>) -> &[T] {
        &self.rows[self.first[cells.start] as usize..self.first[cells.end] as usize]
    }

    /// Every row.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The source that a row came from.
    pub fn source(&self, row: usize) -> u32 {
        let run = self.runs.partition_point(|(first, _)| *first as usize <= row);
        run.checked_sub(1).map_or(0, |run| self.runs[run].1)
    }
}

/// Puts rows under their cells, once it is known how many each has.
#[derive(Debug)]
pub(crate) struct Placing<T> {
    by_cell: ByCell<T>,
    /// By cell, where its next row goes, and the source of the row before it.
    next: Vec<(u32, Option<u32>)>,
}

impl<T: Copy + Default> Placing<T> {
    /// Makes room: `each` gives the cell of every row.
    pub fn new(cells: usize, each: impl Iterator<Item = u32>) -> Placing<T> {
        let mut first = vec![0_u32; cells + 1];
        each.for_each(|cell| first[cell as usize + 1] += 1);
        for cell in 0..cells {
            first[cell + 1] += first[cell];
        }
        let next = first[..cells].iter().map(|first| (*first, None)).collect();
        let rows = vec![T::default(); first[cells] as usize];
        Placing { by_cell: ByCell { first, rows, runs: Vec::new() }, next }
    }

    /// Puts the next row of a cell, and gives its number.
    pub fn put(&mut self, cell: u32, source: u32, row: T) -> u32 {
        let (next, last) = &mut self.next[cell as usize];
        let place = *next;
        *next += 1;
        if last.replace(source) != Some(source) {
            self.by_cell.runs.push((place, source));
        }
        self.by_cell.rows[place as usize] = row;
        place
    }

    /// The rows under their cells.
    pub fn finish(self) -> ByCell<T> {
        let mut by_cell = self.by_cell;
        by_cell.runs.sort_unstable();
        by_cell.runs.dedup_by_key(|(_, source)| *source);
        by_cell.runs.shrink_to_fit();
        by_cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_two_sources_stand_under_their_cells_in_their_order() {
        let given = [(1, 7, 'a'), (0, 7, 'b'), (1, 7, 'c'), (3, 7, 'd'), (1, 8, 'e'), (0, 9, 'f')];
        let mut placing = Placing::new(4, given.iter().map(|(cell, ..)| *cell));
        let numbers: Vec<u32> = given.iter().map(|(cell, source, row)| placing.put(*cell, *source, *row)).collect();
        let rows = placing.finish();
        assert_eq!(numbers, [2, 0, 3, 5, 4, 1]);
        assert_eq!((0..4).map(|cell| rows.of(cell).iter().collect()).collect::<Vec<String>>(), ["bf", "ace", "", "d"]);
        assert_eq!((0..6).map(|row| rows.source(row)).collect::<Vec<_>>(), [7, 9, 7, 7, 8, 7]);
    }
}
