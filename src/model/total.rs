//! Totals and headlines: summed first, then divided, with what they leave out.

use super::benchmark::{NoRate, Rate, RateOrigin};
use super::cells::{Basis, Cell};
use super::column::{Column, Kind, Near};
use super::members::forms_observed;
use super::yardstick::Yardstick;
use super::{AcademicYear, BenchmarkMethod, Fraction, Outcome, Profession, Status};

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
    /// How many of those counted have the nearest snapshot of another year for an FTE.
    pub on_nearest: u32,
    /// Whether the scope is the reference group itself under *observed* in its own year: the total is
    /// 100 % by construction then, and says nothing about the group.
    pub is_its_own_average: bool,
    /// The provision ratios of those counted with their statuses, in the order of organisation codes.
    pub ratios: Vec<(f64, Status)>,
}

impl Total {
    /// Provided − expected of those counted.
    pub fn gap(&self) -> Fraction {
        self.weeks_above.minus(self.weeks_short)
    }

    /// Σ provided ÷ Σ expected of those counted; `None` where nothing is expected.
    pub fn ratio(&self) -> Option<Fraction> {
        self.provided.over_fraction(self.expected)
    }
}

/// The few figures of a [`Total`] that the bar at the top and every comparison are about: no list, so it
/// can follow every edit.
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
    /// The total of one profession and year over the organisations in scope.
    pub fn total(&self, profession: Profession, year: AcademicYear, in_scope: impl Fn(u32) -> bool) -> Total {
        let mut ratios = Vec::new();
        let sums = self.sums(profession, year, in_scope, |yardstick, cell, near| {
            let status = yardstick.status(cell, near);
            ratios.extend(status.map(|status| (yardstick.ratio(near), status)));
        });
        let headline = sums.headline(self);
        let rate = sums.rate;
        Total {
            profession,
            year,
            rate,
            counted: sums.counted,
            of: sums.of,
            meet: sums.meet,
            eligible_fte: headline.eligible_fte,
            expected: headline.expected,
            provided: headline.provided,
            weeks_short: headline.weeks_short,
            weeks_above: rate.map_or(Fraction::ZERO, |rate| rate.gap(sums.above.0, sums.above.1)),
            without_return: sums.without_return,
            without_return_expected: rate.map_or(Fraction::ZERO, |rate| rate.expected(sums.without_return_fte)),
            without_workforce: sums.without_workforce,
            without_expectation: sums.without_expectation,
            on_nearest: sums.on_nearest,
            is_its_own_average: sums.scope_is_group
                && rate.is_ok_and(|rate| {
                    let formed = rate.origin == RateOrigin::Formed;
                    formed && rate.method == BenchmarkMethod::Observed && rate.year == Some(year)
                }),
            ratios,
        }
    }

    /// The headline of one profession and year over the organisations in scope, by their number.
    pub fn headline(&self, profession: Profession, year: AcademicYear, in_scope: impl Fn(u32) -> bool) -> Headline {
        self.sums(profession, year, in_scope, |_, _, _| ()).headline(self)
    }

    /// The share of apprentices in the weeks that those counted in a total provide; `None` where nothing
    /// is provided, and where a scenario's edit changes the weeks of one of them.
    pub fn apprentices(
        &self,
        profession: Profession,
        year: AcademicYear,
        in_scope: impl Fn(u32) -> bool,
    ) -> Option<Fraction> {
        let (mut apprentices, mut all) = (0, 0);
        let mut known = self.cells().apprentices(profession, year).iter().peekable();
        for (organisation, cell) in (0..).zip(self.cells().column(profession, year)) {
            let theirs = known.next_if(|((_, of), _)| *of == organisation).map_or(0, |(_, weeks)| *weeks);
            if forms_observed(cell) && cell.weeks > 0 && in_scope(organisation) {
                if cell.basis.has(Basis::WEEKS_EDITED) {
                    return None;
                }
                apprentices += theirs;
                all += cell.weeks;
            }
        }
        Fraction::new(apprentices, all)
    }

    /// Adds up a column. `each` is given everyone counted that has a provision ratio.
    fn sums(
        &self,
        profession: Profession,
        year: AcademicYear,
        in_scope: impl Fn(u32) -> bool,
        each: impl FnMut(&Yardstick, &Cell, Near),
    ) -> Sums {
        let rate = self.rate(profession, year);
        match self.cells().whole_column(profession, year) {
            Some(column) if column.adds_up_in_floats() => self.add_up::<f64>(column, rate, in_scope, each),
            Some(column) => self.add_up::<i128>(column, rate, in_scope, each),
            None => Sums::of(rate),
        }
    }

    fn add_up<A: Amount>(
        &self,
        column: &Column,
        rate: Result<Rate, NoRate>,
        in_scope: impl Fn(u32) -> bool,
        mut each: impl FnMut(&Yardstick, &Cell, Near),
    ) -> Sums {
        let mut sums = Sums::of(rate);
        let yardstick = rate.ok().map(|rate| Yardstick::new(rate, self.settings()));
        let ([mut fte, mut weeks], [mut short_fte, mut short_weeks]) = ([A::NONE; 2], [A::NONE; 2]);
        let (mut counted, mut meet, mut on_nearest, mut scope_is_group) = (0, 0, 0, true);
        for (organisation, kind, cell, near) in Column::each(Some(column)) {
            let wanted = in_scope(organisation);
            if kind.counts() && wanted != self.in_reference_group(organisation) {
                scope_is_group = false;
            }
            if !wanted || !sums.includes(kind, cell) {
                continue;
            }
            let Some(yardstick) = &yardstick else { continue };
            counted += 1;
            on_nearest += u32::from(kind.on_nearest());
            // Nobody's side is foreseen by a processor, so both sums are gone through for everyone.
            let ([its_fte, its_weeks], is_short) = (A::of(cell, near), yardstick.is_short(cell, near));
            (fte, weeks) = (fte.plus(its_fte), weeks.plus(its_weeks));
            short_fte = short_fte.plus(its_fte.if_so(is_short));
            short_weeks = short_weeks.plus(its_weeks.if_so(is_short));
            if let Some(meets) = yardstick.meets(cell, near) {
                meet += u32::from(meets);
                each(yardstick, cell, near);
            }
        }
        (sums.counted, sums.meet, sums.on_nearest, sums.scope_is_group) = (counted, meet, on_nearest, scope_is_group);
        sums.short = (short_fte.units(), short_weeks.units());
        sums.above = (fte.units() - sums.short.0, weeks.units() - sums.short.1);
        sums
    }
}

/// FTE or weeks of a cell as totals add them up: whole numbers, or floating-point numbers where these hold
/// the whole numbers exactly.
trait Amount: Copy {
    const NONE: Self;

    /// FTE and weeks.
    fn of(cell: &Cell, near: Near) -> [Self; 2];

    fn plus(self, other: Self) -> Self;

    /// The amount, or nothing.
    fn if_so(self, so: bool) -> Self;

    fn units(self) -> i128;
}

impl Amount for f64 {
    const NONE: f64 = 0.0;

    fn of(_cell: &Cell, near: Near) -> [f64; 2] {
        [near.fte, near.weeks]
    }

    fn plus(self, other: f64) -> f64 {
        self + other
    }

    fn if_so(self, so: bool) -> f64 {
        self * f64::from(u8::from(so))
    }

    fn units(self) -> i128 {
        self as i128
    }
}

impl Amount for i128 {
    const NONE: i128 = 0;

    fn of(cell: &Cell, _near: Near) -> [i128; 2] {
        [cell.fte, cell.weeks]
    }

    fn plus(self, other: i128) -> i128 {
        self + other
    }

    fn if_so(self, so: bool) -> i128 {
        if so { self } else { 0 }
    }

    fn units(self) -> i128 {
        self
    }
}

/// What a column adds up to: FTE and weeks, in units, of those below their share and of the others.
struct Sums {
    rate: Result<Rate, NoRate>,
    counted: u32,
    of: u32,
    meet: u32,
    short: (i128, i128),
    above: (i128, i128),
    without_return: u32,
    without_return_fte: i128,
    without_workforce: u32,
    without_expectation: u32,
    on_nearest: u32,
    scope_is_group: bool,
}

impl Sums {
    fn of(rate: Result<Rate, NoRate>) -> Sums {
        Sums {
            rate,
            counted: 0,
            of: 0,
            meet: 0,
            short: (0, 0),
            above: (0, 0),
            without_return: 0,
            without_return_fte: 0,
            without_workforce: 0,
            without_expectation: 0,
            on_nearest: 0,
            scope_is_group: true,
        }
    }

    /// Counts the cell among those that are there; whether its figures are added, a rate given. Without
    /// FTE there is no share, so that the group's total stays its own average.
    #[inline]
    fn includes(&mut self, kind: Kind, cell: &Cell) -> bool {
        self.of += u32::from(kind.exists());
        if kind.counts() {
            return true;
        }
        match (kind.has_workforce(), kind.has_return()) {
            (false, false) => {}
            (false, true) => self.without_workforce += 1,
            (true, false) => {
                self.without_return += 1;
                self.without_return_fte += cell.fte;
            }
            (true, true) => self.without_expectation += 1,
        }
        false
    }

    fn headline(&self, outcome: &Outcome) -> Headline {
        let scale = outcome.cells().scale;
        let over = |units, one| Fraction::new(units, one).unwrap_or(Fraction::ZERO);
        let (fte, weeks) = (self.short.0 + self.above.0, self.short.1 + self.above.1);
        let of_rate = |of: &dyn Fn(Rate) -> Fraction| self.rate.map_or(Fraction::ZERO, of);
        Headline {
            counted: self.counted,
            reach: self.meet,
            eligible_fte: over(fte, scale.fte),
            expected: of_rate(&|rate| rate.expected(fte)),
            provided: over(weeks, scale.weeks),
            weeks_short: of_rate(&|rate| rate.gap(self.short.0, self.short.1).abs()),
        }
    }
}
