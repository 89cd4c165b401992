//! Placement weeks are not independent events: they come in blocks.

use super::{Confidence, written};

/// Students who each stay for so many weeks: what a placement row with both figures says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Block {
    /// How many students, `n`.
    pub students: f64,
    /// Weeks of each student's block, `L`.
    pub weeks_each: f64,
}

/// What a [`Clustering`] rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClusteringBasis {
    /// Counted rows that say students and weeks each.
    Blocks {
        /// Σ students of those rows.
        students: f64,
        /// The mean block, in weeks per student.
        mean_weeks: f64,
    },
    /// The profession's default block length, because no counted row says both.
    UsualBlock,
}

/// How far placement weeks come in blocks, `D`: the variance of a count of weeks ÷ its mean, in weeks.
///
/// A student brings not one week but a block of `L`. If blocks arrive by chance, the weeks are a
/// *compound Poisson* sum, and `Var(W) = D·mean` with `D = E[L²]/E[L]`. Weeks counted as independent
/// would be D = 1, and far too many organisations would look unusual. `D` is a visible assumption and a
/// lower bound, since students also come in cohorts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clustering {
    factor: f64,
    basis: ClusteringBasis,
}

impl Clustering {
    /// `D = Σ n·L² ÷ Σ n·L` over the counted rows of the reference group that carry students and weeks
    /// each, for one profession and year. Rows without a positive figure of both are passed over; `None`
    /// where no row is left.
    ///
    /// ```
    /// use fairshare::model::statistics::{Block, Clustering};
    /// let blocks = [(40.0, 4.0), (40.0, 5.0), (20.0, 8.0)];
    /// let blocks = blocks.map(|(students, weeks_each)| Block { students, weeks_each });
    /// let clustering = Clustering::from_blocks(blocks).unwrap();
    /// assert!((clustering.factor() - 5.61538).abs() < 5e-6); // 2920 ÷ 520
    /// ```
    pub fn from_blocks(blocks: impl IntoIterator<Item = Block>) -> Option<Clustering> {
        let (mut students, mut weeks, mut weeks_squared) = (0.0, 0.0, 0.0);
        for Block { students: n, weeks_each } in blocks {
            if n > 0.0 && weeks_each > 0.0 {
                students += n;
                weeks += n * weeks_each;
                weeks_squared += n * weeks_each * weeks_each;
            }
        }
        let basis = ClusteringBasis::Blocks { students, mean_weeks: weeks / students };
        Clustering::sound(weeks_squared / weeks, basis)
    }

    /// Blocks of one usual length in weeks, where no row says better: `D` is that length. `None` unless
    /// it is above 0.
    ///
    /// ```
    /// use fairshare::model::statistics::Clustering;
    /// assert_eq!(Clustering::of_usual_block(6.0).unwrap().factor(), 6.0);
    /// ```
    pub fn of_usual_block(weeks: f64) -> Option<Clustering> {
        Clustering::sound(weeks, ClusteringBasis::UsualBlock)
    }

    /// From the blocks of the rows, else of the usual block; weeks of a usual block that is not above 0
    /// count as independent (D = 1).
    pub fn from_blocks_or_usual(blocks: impl IntoIterator<Item = Block>, usual_weeks: f64) -> Clustering {
        Clustering::from_blocks(blocks)
            .or_else(|| Clustering::of_usual_block(usual_weeks))
            .unwrap_or(Clustering { factor: 1.0, basis: ClusteringBasis::UsualBlock })
    }

    fn sound(factor: f64, basis: ClusteringBasis) -> Option<Clustering> {
        (factor.is_finite() && factor > 0.0).then_some(Clustering { factor, basis })
    }

    /// `D`, in weeks per block.
    pub const fn factor(self) -> f64 {
        self.factor
    }

    /// What it rests on.
    pub const fn basis(self) -> ClusteringBasis {
        self.basis
    }

    /// Weeks as blocks: the *effective count* `weeks ÷ D`, which varies by chance as a count of
    /// independent events does.
    pub fn effective(self, weeks: f64) -> f64 {
        weeks / self.factor
    }

    /// The share of perfectly average organisations that would fall outside the 95 % limits if weeks
    /// were counted as independent: `2·(1 − Φ(1.96/√D))`; 0.05 at D = 1.
    ///
    /// ```
    /// use fairshare::model::statistics::Clustering;
    /// let share = Clustering::of_usual_block(5.0).unwrap().outside_if_ignored();
    /// assert!((share - 0.3807).abs() < 5e-5);
    /// ```
    pub fn outside_if_ignored(self) -> f64 {
        statrs::function::erf::erfc(Confidence::NinetyFive.z() / (2.0 * self.factor).sqrt())
    }

    /// The assumption in words, for the page and the export.
    pub fn sentence(self) -> String {
        let factor = written(self.factor, 2);
        let basis = match self.basis {
            ClusteringBasis::Blocks { students, mean_weeks } => {
                let (students, mean) = (written(students, 0), written(mean_weeks, 1));
                format!("D = {factor}, from the blocks of {students} students with {mean} weeks each on average")
            }
            ClusteringBasis::UsualBlock => {
                format!("D = {factor}, the usual block, because no counted row says students and weeks each")
            }
        };
        let outside = written(self.outside_if_ignored() * 100.0, 0);
        format!(
            "Placement weeks come in blocks: {basis}. Counted as independent, {outside} % of perfectly average \
             organisations would fall outside the 95 % limits. D is a lower bound: students also come in cohorts."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(blocks: &[(f64, f64)]) -> Option<Clustering> {
        Clustering::from_blocks(blocks.iter().map(|&(students, weeks_each)| Block { students, weeks_each }))
    }

    #[test]
    fn blocks_of_one_length_cluster_by_that_length() {
        let clustering = blocks(&[(3.0, 5.0), (12.0, 5.0)]).unwrap();
        assert_eq!(clustering.factor(), 5.0);
        assert_eq!(clustering.effective(100.0), 20.0);
    }

    #[test]
    fn rows_without_students_or_weeks_are_passed_over_and_none_left_is_no_clustering() {
        assert_eq!(blocks(&[(3.0, 5.0), (0.0, 9.0), (2.0, 0.0), (f64::NAN, 4.0)]), blocks(&[(3.0, 5.0)]));
        assert_eq!(blocks(&[(0.0, 5.0)]), None);
        assert_eq!(blocks(&[]), None);
        for weeks in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Clustering::of_usual_block(weeks), None);
        }
    }

    #[test]
    fn the_assumption_reads_as_a_sentence() {
        insta::assert_snapshot!(blocks(&[(400.0, 4.0), (400.0, 5.0), (200.0, 8.0)]).unwrap().sentence(), @"Placement weeks come in blocks: D = 5.62, from the blocks of 1000 students with 5.2 weeks each on average. Counted as independent, 41 % of perfectly average organisations would fall outside the 95 % limits. D is a lower bound: students also come in cohorts.");
        insta::assert_snapshot!(Clustering::of_usual_block(5.0).unwrap().sentence(), @"Placement weeks come in blocks: D = 5.00, the usual block, because no counted row says students and weeks each. Counted as independent, 38 % of perfectly average organisations would fall outside the 95 % limits. D is a lower bound: students also come in cohorts.");
    }
}
