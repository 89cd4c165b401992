//! Totals and headlines: summed first, then divided, with what they leave out.

use super::benchmark::{NoRate, Rate, RateOrigin};
use super::{AcademicYear, BenchmarkMethod, Figures, Fraction, Outcome, Place, Profession, Status};

/// What the organisations in scope add up to for one profession and year.
///
/// Only combinations with FTE above 0, a return and a rate are added; the others are counted beside them.
#[derive(Clone, Debug)]
pub struct Total {
    /// The profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// The benchmark rate, or why there is none.
    pub rate: Result<Rate, NoRate>,
    /// Combinations added: those with FTE above 0, a return and a rate.
    pub counted: u32,
    /// Combinations in scope that have workforce data or a return.
    pub of: u32,
    /// How many of those counted are on or above the `meets` threshold.
    pub meet: u32,
    /// Σ eligible FTE of those counted.
    pub eligible_fte: Fraction,
    /// Σ expected of those counted.
    pub expected: Fraction,
    /// Σ provided of those counted.
    pub provided: Fraction,
    /// Σ of the gaps below 0, as a positive number of weeks.
    pub weeks_short: Fraction,
    /// Σ of the gaps above 0.
    pub weeks_above: Fraction,
    /// How many have workforce data and no return.
    pub without_return: u32,
    /// What is expected of those, where there is a rate.
    pub without_return_expected: Fraction,
    /// How many have a return and no workforce data.
    pub without_workforce: u32,
    /// How many have a return and nothing to expect: their eligible FTE is 0.
    pub without_expectation: u32,
    /// Whether the scope is the reference group itself under *observed* in its own year: the total is
    /// 100 % by construction then, and says nothing about the group.
    pub is_its_own_average: bool,
    /// The provision ratios of those counted with their statuses, in the order of organisation codes.
    pub ratios: Vec<(f64, Status)>,
}

impl Total {
    /// Provided − expected of those counted.
    pub fn gap(&self) -> Fraction {
        minus(self.weeks_above, self.weeks_short)
    }

    /// Σ provided ÷ Σ expected of those counted; `None` where nothing is expected.
    pub fn ratio(&self) -> Option<Fraction> {
        self.provided.over_fraction(self.expected)
    }
}

impl Outcome {
    /// The total of one profession and year over the organisations in scope.
    pub fn total(&self, profession: Profession, year: AcademicYear, in_scope: impl Fn(u32) -> bool) -> Total {
        let rate = self.rate(profession, year);
        let mut sums = Sums::default();
        let mut scope_is_group = true;
        for (organisation, cell) in self.cells().column(profession, year).iter().enumerate() {
            let organisation = organisation as u32;
            let forms = cell.has_workforce && cell.has_return && cell.fte > 0;
            if forms && in_scope(organisation) != self.in_reference_group(organisation) {
                scope_is_group = false;
            }
            if cell.exists() && in_scope(organisation) {
                sums.add(self, Place { year, organisation, profession });
            }
        }
        let scale = self.cells().scale;
        let expected = |fte: i128| rate.map_or(Fraction::ZERO, |rate| rate.expected(fte));
        let weeks = |units: i128| Fraction::new(units, scale.weeks).unwrap_or(Fraction::ZERO);
        let gap = |fte: i128, weeks: i128| rate.map_or(Fraction::ZERO, |rate| rate.gap(fte, weeks));
        Total {
            profession,
            year,
            rate,
            counted: sums.counted,
            of: sums.of,
            meet: sums.meet,
            eligible_fte: Fraction::new(sums.short.0 + sums.above.0, scale.fte).unwrap_or(Fraction::ZERO),
            expected: expected(sums.short.0 + sums.above.0),
            provided: weeks(sums.short.1 + sums.above.1),
            weeks_short: gap(sums.short.0, sums.short.1).abs(),
            weeks_above: gap(sums.above.0, sums.above.1),
            without_return: sums.without_return,
            without_return_expected: expected(sums.without_return_fte),
            without_workforce: sums.without_workforce,
            without_expectation: sums.without_expectation,
            is_its_own_average: scope_is_group
                && rate.is_ok_and(|rate| {
                    let formed = rate.origin == RateOrigin::Formed;
                    formed && rate.method == BenchmarkMethod::Observed && rate.year == Some(year)
                }),
            ratios: sums.ratios,
        }
    }
}

/// FTE and weeks, in units, of those below their share and of the others.
#[derive(Default)]
struct Sums {
    counted: u32,
    of: u32,
    meet: u32,
    short: (i128, i128),
    above: (i128, i128),
    without_return: u32,
    without_return_fte: i128,
    without_workforce: u32,
    without_expectation: u32,
    ratios: Vec<(f64, Status)>,
}

impl Sums {
    fn add(&mut self, outcome: &Outcome, place: Place) {
        let Figures { cell, rate, gap, ratio, status, .. } = outcome.figures(place);
        self.of += 1;
        match status {
            Status::NoWorkforceData => self.without_workforce += 1,
            Status::NoReturn => {
                self.without_return += 1;
                self.without_return_fte += cell.fte;
            }
            // Without FTE there is no share, so that the group's total stays its own average.
            _ if cell.fte == 0 => {
                self.without_expectation += 1;
                return;
            }
            _ => {}
        }
        let (Ok(_), Some(gap)) = (rate, gap) else { return };
        self.counted += 1;
        let side = if gap.is_negative() { &mut self.short } else { &mut self.above };
        side.0 += cell.fte;
        side.1 += cell.weeks;
        if let Some(ratio) = ratio {
            self.meet += u32::from(ratio.compare(outcome.settings().threshold_meets).is_ge());
            self.ratios.push((ratio.to_f64(), status));
        }
    }
}

fn minus(a: Fraction, b: Fraction) -> Fraction {
    a.plus(b.negated())
}
