//! The rate that a goal is measured by once it is reached, held or moved by the weeks that reach it.

use super::Benchmark;
use crate::model::members::forms_observed;
use crate::model::{
    AcademicYear, BenchmarkMethod, Cell, Decimal, Fraction, LARGEST, Outcome, PER_ONE, Profession, Rate, RateOrigin,
    Scale,
};

/// The group's rate once the organisations B of it stand at ratio t: r = (ΣW − ΣW_B) ÷ (ΣF − t·ΣF_B).
///
/// From (ΣW − ΣW_B + Σ t·F_i·r) ÷ ΣF = r: what the others provide, and what B must, is the group's
/// average. For one cell it gives the x = (t·F·ΣW/ΣF − W) ÷ (1 − t·F/ΣF) of `domain.md`. `None` if
/// t·ΣF_B is not below ΣF: their weeks raise the rate as fast as they are added.
///
/// ```
/// use fairshare::model::{Decimal, Fraction};
/// use fairshare::model::scenario::{rate_at_goal, weeks_to_reach};
/// let number = |n| Fraction::new(n, 1).unwrap();
/// // Three teams of 10 FTE provide 90 weeks, one of them 20. To meet the average it needs 15 more:
/// let rate = rate_at_goal(number(30), number(90), number(10), number(20), Decimal::ONE).unwrap();
/// assert_eq!(rate, Fraction::new(35, 10).unwrap());
/// assert_eq!(weeks_to_reach(Decimal::ONE, number(10), rate, number(20)), number(15));
/// assert!(rate_at_goal(number(30), number(90), number(10), number(20), Decimal::from_int(3)).is_none());
/// ```
pub fn rate_at_goal(
    group_fte: Fraction,
    group_weeks: Fraction,
    raised_fte: Fraction,
    raised_weeks: Fraction,
    target: Decimal,
) -> Option<Fraction> {
    let others_fte = group_fte.minus(raised_fte.times(Fraction::of(target)));
    group_weeks.minus(raised_weeks).over_fraction(others_fte).map(Fraction::reduced)
}

/// Placement weeks more than `weeks` that reach ratio t at this rate: t × FTE × rate − weeks; 0 where
/// that is below 0.
///
/// ```
/// use fairshare::model::{Decimal, Fraction};
/// use fairshare::model::scenario::weeks_to_reach;
/// let number = |n| Fraction::new(n, 1).unwrap();
/// // 10 FTE at 3 weeks per FTE, 20 provided: 110 % is 13 weeks away.
/// let target: Decimal = "1.1".parse().unwrap();
/// assert_eq!(weeks_to_reach(target, number(10), number(3), number(20)), number(13));
/// ```
pub fn weeks_to_reach(target: Decimal, fte: Fraction, rate: Fraction, weeks: Fraction) -> Fraction {
    let lack = fte.times(rate).times(Fraction::of(target)).minus(weeks);
    if lack.is_negative() { Fraction::ZERO } else { lack.reduced() }
}

/// What the organisations that form an observed rate add up to, in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    fte: i128,
    weeks: i128,
}

impl Group {
    /// The group whose weeks move the rate of this profession and year; `None` where none do.
    pub fn moved_by(
        outcome: &Outcome,
        rate: Rate,
        profession: Profession,
        year: AcademicYear,
        benchmark: Benchmark,
    ) -> Option<Group> {
        let formed_here = rate.method == BenchmarkMethod::Observed && rate.year == Some(year);
        if benchmark == Benchmark::Held || rate.origin == RateOrigin::Edited || !formed_here {
            return None;
        }
        let column = outcome.cells().column(profession, year).iter().enumerate();
        let members = column
            .filter(|(organisation, cell)| forms_observed(cell) && outcome.in_reference_group(*organisation as u32));
        Some(members.fold(Group { fte: 0, weeks: 0 }, |sum, (_, cell)| Group {
            fte: sum.fte + cell.fte,
            weeks: sum.weeks + cell.weeks,
        }))
    }
}

/// The rate that a goal is measured by once it is reached.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    pub target: Decimal,
    /// Placement weeks per FTE, in lowest terms.
    pub rate: Fraction,
    scale: Scale,
    /// Whose weeks move it; `None` where nobody's do.
    raised: Option<Raised>,
}

/// The group that forms a rate and those of it that are raised to the target, in units.
#[derive(Clone, Debug)]
struct Raised {
    group: Group,
    fte: i128,
    weeks: i128,
    cells: i128,
}

impl Reach {
    /// Against a rate that does not move.
    pub fn of_rate(rate: Rate, outcome: &Outcome, target: Decimal) -> Reach {
        Reach { target, rate: rate.value().reduced(), scale: outcome.cells().scale, raised: None }
    }

    /// Against the group's own rate, once these cells of it stand at the target; `None` if they cannot.
    pub fn of_group(outcome: &Outcome, group: Group, cells: &[Cell], target: Decimal) -> Option<Reach> {
        let (fte, weeks) = cells.iter().fold((0, 0), |(fte, weeks), cell| (fte + cell.fte, weeks + cell.weeks));
        let raised = Raised { group, fte, weeks, cells: cells.len() as i128 };
        let reach = Reach { target, rate: Fraction::ZERO, scale: outcome.cells().scale, raised: Some(raised) };
        reach.rounded_by(0)
    }

    /// Weeks that the cell lacks, exactly; `None` if it would need more than a figure can hold.
    pub fn lack(&self, cell: &Cell) -> Option<Fraction> {
        let lack = weeks_to_reach(self.target, self.fte(cell.fte), self.rate, self.weeks(cell.weeks));
        let largest = self.weeks(i128::from(LARGEST) * self.scale.weeks - cell.weeks);
        (lack <= largest).then_some(lack)
    }

    /// Whether the cell is below the target.
    pub fn lacks(&self, cell: &Cell) -> bool {
        !weeks_to_reach(self.target, self.fte(cell.fte), self.rate, self.weeks(cell.weeks)).is_zero()
    }

    /// The same with extra weeks.
    pub fn lacks_with(&self, cell: &Cell, extra: Decimal) -> bool {
        self.lacks(&Cell { weeks: cell.weeks + self.units(extra), ..*cell })
    }

    /// Against the rate that the group gives with these weeks added; `None` where none moves.
    pub fn after(&self, extra: impl Iterator<Item = Decimal>) -> Option<Reach> {
        let raised = self.raised.as_ref()?;
        let weeks = raised.group.weeks + extra.map(|extra| self.units(extra)).sum::<i128>();
        let rate = self.weeks(weeks).over_fraction(self.fte(raised.group.fte))?;
        Some(Reach { rate: rate.reduced(), ..self.clone() })
    }

    /// Against the rate at which every raised cell stands at the target even after each was rounded up
    /// by a millionth of a week.
    pub fn with_room_for_rounding(&self) -> Option<Reach> {
        let cells = self.raised.as_ref()?.cells;
        self.rounded_by(cells * self.scale.weeks / i128::from(PER_ONE))
    }

    /// With so many units of weeks in the group that nobody lacks.
    fn rounded_by(&self, rounding: i128) -> Option<Reach> {
        let raised = self.raised.as_ref()?;
        let rate = rate_at_goal(
            self.fte(raised.group.fte),
            self.weeks(raised.group.weeks + rounding),
            self.fte(raised.fte),
            self.weeks(raised.weeks),
            self.target,
        )?;
        Some(Reach { rate, ..self.clone() })
    }

    fn fte(&self, units: i128) -> Fraction {
        Fraction::new(units, self.scale.fte).unwrap_or(Fraction::ZERO).reduced()
    }

    fn weeks(&self, units: i128) -> Fraction {
        Fraction::new(units, self.scale.weeks).unwrap_or(Fraction::ZERO).reduced()
    }

    fn units(&self, weeks: Decimal) -> i128 {
        i128::from(weeks.millionths()) * (self.scale.weeks / i128::from(PER_ONE))
    }
}
