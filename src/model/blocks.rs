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

    /// The clustering of every profession in one year, in the order of [`Outcome::professions`], in one pass
    /// over the blocks.
    pub fn clusterings(&self, year: AcademicYear) -> Vec<Clustering> {
        let professions = self.professions();
        let mut blocks: Vec<Vec<Block>> = vec![Vec::new(); professions.len()];
        for (profession, _, block) in self.blocks_in(year) {
            if let Some(of) = self.cells().profession_number(profession).and_then(|number| blocks.get_mut(number)) {
                of.push(block);
            }
        }
        let each = professions.iter().zip(blocks).map(|(profession, blocks)| {
            let usual = Fraction::of(self.settings().block_weeks.of(*profession)).to_f64();
            Clustering::from_blocks_or_usual(blocks, usual)
        });
        each.collect()
    }

    /// The blocks that the clustering of one profession and year rests on, each with the number of the
    /// organisation that hosts it.
    pub fn blocks(&self, profession: Profession, year: AcademicYear) -> impl Iterator<Item = (u32, Block)> {
        let of_one = self.blocks_in(year).filter(move |(of, ..)| *of == profession);
        of_one.map(|(_, organisation, block)| (organisation, block))
    }

    /// The counted blocks of the reference group in one year: profession, number of the organisation, block.
    fn blocks_in(&self, year: AcademicYear) -> impl Iterator<Item = (Profession, u32, Block)> {
        let placements = &self.facts().placements;
        let counts = |class: u8| weeks_left_out(PlacementClass::of(class), self.settings()).is_none();
        let in_whole = |millionths: i64| millionths as f64 / PER_ONE as f64;
        placements.blocks.iter().filter_map(move |block| {
            let cell = &placements.cells[block.cell as usize];
            let is_in = cell.year == year && counts(block.class) && self.in_reference_group(cell.organisation);
            let block = Block { students: in_whole(block.students), weeks_each: in_whole(block.weeks_each) };
            is_in.then_some((cell.profession, cell.organisation, block))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::session::{facts_of_files, sample_files};

    #[test]
    fn every_profession_in_one_pass_is_each_by_itself() {
        let outcome = facts_of_files(&sample_files(), &Default::default(), &mut |_, _| {}).unwrap().0.outcome();
        for year in outcome.cells().years() {
            let each = outcome.professions().iter().map(|profession| outcome.clustering(*profession, *year));
            assert_eq!(outcome.clusterings(*year), each.collect::<Vec<_>>(), "{year}");
        }
    }
}
