//! The few figures that the bar at the top and every comparison are about, without lists.

use crate::model::{AcademicYear, Fraction, Outcome, Profession};

/// What the organisations in scope add up to for one profession and year. Adds, as
/// [`Total`](crate::model::Total) does, only those with FTE above 0, a return and a rate; makes no list,
/// so it can follow every edit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Headline {
    /// Organisations added.
    pub counted: u32,
    /// How many of them are on or above the `meets` threshold.
    pub reach: u32,
    /// Σ eligible FTE.
    pub eligible_fte: Fraction,
    /// Σ expected, in placement weeks.
    pub expected: Fraction,
    /// Σ provided, in placement weeks.
    pub provided: Fraction,
    /// Σ of the gaps below 0, as a positive number of weeks.
    pub weeks_short: Fraction,
}

impl Headline {
    /// Provided − expected, in placement weeks.
    pub fn gap(&self) -> Fraction {
        self.provided.minus(self.expected)
    }

    /// Provided ÷ expected; `None` where nothing is expected.
    pub fn ratio(&self) -> Option<Fraction> {
        self.provided.over_fraction(self.expected)
    }
}

impl Outcome {
    /// The headline of one profession and year over the organisations in scope, by their number.
    pub fn headline(&self, profession: Profession, year: AcademicYear, in_scope: impl Fn(u32) -> bool) -> Headline {
        let scale = self.cells().scale;
        let meets = self.settings().threshold_meets;
        let rate = self.rate(profession, year);
        let (mut counted, mut reach) = (0, 0);
        let (mut fte, mut weeks) = (0_i128, 0_i128);
        let mut short = (0_i128, 0_i128);
        if let Ok(rate) = rate {
            for (organisation, cell) in self.cells().column(profession, year).iter().enumerate() {
                if !(cell.has_workforce && cell.fte > 0 && cell.has_return && in_scope(organisation as u32)) {
                    continue;
                }
                counted += 1;
                fte += cell.fte;
                weeks += cell.weeks;
                let ratio = rate.ratio(cell.fte, cell.weeks);
                reach += u32::from(ratio.is_some_and(|ratio| ratio.compare(meets).is_ge()));
                if rate.gap(cell.fte, cell.weeks).is_negative() {
                    short = (short.0 + cell.fte, short.1 + cell.weeks);
                }
            }
        }
        let over = |units, one| Fraction::new(units, one).unwrap_or(Fraction::ZERO);
        Headline {
            counted,
            reach,
            eligible_fte: over(fte, scale.fte),
            expected: rate.map_or(Fraction::ZERO, |rate| rate.expected(fte)),
            provided: over(weeks, scale.weeks),
            weeks_short: rate.map_or(Fraction::ZERO, |rate| rate.gap(short.0, short.1).abs()),
        }
    }
}
