//! How far the placement weeks of a profession and year come in blocks.

use super::counting::weeks_left_out;
use super::facts::PlacementClass;
use super::statistics::{Block, Clustering};
use super::{AcademicYear, Fraction, Outcome, PER_ONE, Profession};

impl Outcome {
    /// The clustering `D` of one profession and year: from the counted placement rows of the reference
    /// group that say students and weeks each; without such a row, the profession's block length of the
    /// settings (`statistics.md`).
    pub fn clustering(&self, profession: Profession, year: AcademicYear) -> Clustering {
        let usual = Fraction::of(self.settings().block_weeks.of(profession)).to_f64();
        Clustering::from_blocks_or_usual(self.blocks(profession, year).map(|(_, block)| block), usual)
    }

    /// The blocks that the clustering of one profession and year rests on, each with the number of the
    /// organisation that hosts it.
    pub fn blocks(&self, profession: Profession, year: AcademicYear) -> impl Iterator<Item = (u32, Block)> {
        let placements = &self.facts().placements;
        let counts = |class: u8| weeks_left_out(PlacementClass::of(class), self.settings()).is_none();
        let in_whole = |millionths: i64| millionths as f64 / PER_ONE as f64;
        placements.blocks.iter().filter_map(move |block| {
            let cell = &placements.cells[block.cell as usize];
            let here = cell.profession == profession && cell.year == year;
            let block_of = Block { students: in_whole(block.students), weeks_each: in_whole(block.weeks_each) };
            let is_in = here && counts(block.class) && self.in_reference_group(cell.organisation);
            is_in.then_some((cell.organisation, block_of))
        })
    }
}
