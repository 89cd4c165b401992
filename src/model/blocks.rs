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
        let placements = &self.facts().placements;
        let counts = |class: u8| weeks_left_out(PlacementClass::of(class), self.settings()).is_none();
        let blocks = placements.blocks.iter().filter(|block| {
            let cell = &placements.cells[block.cell as usize];
            let here = cell.profession == profession && cell.year == year;
            here && counts(block.class) && self.in_reference_group(cell.organisation)
        });
        let in_whole = |millionths: i64| millionths as f64 / PER_ONE as f64;
        let blocks =
            blocks.map(|block| Block { students: in_whole(block.students), weeks_each: in_whole(block.weeks_each) });
        let usual = Fraction::of(self.settings().block_weeks.of(profession)).to_f64();
        Clustering::from_blocks_or_usual(blocks, usual)
    }
}
