//! The benchmark rate: placement weeks per eligible FTE per year, one per profession and year.

use super::cells::Scale;
use super::explain::{Formula, Heading, Recorder};
use super::facts::RequiredRow;
use super::fraction::gcd;
use super::members::{Members, Sums};
use super::notes::rate_notes;
use super::scenario::CellField;
use super::{AcademicYear, BenchmarkMethod, Decimal, Facts, Fraction, PER_ONE, Profession, Settings, divide_half_away};

/// Whether a rate is the one that the cells beside it give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateOrigin {
    /// Made from the data and the settings in force.
    Formed,
    /// The baseline's, under a scenario whose own data would give another.
    Held,
    /// A scenario's edit.
    Edited,
}

/// A benchmark rate and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How it was made.
    pub method: BenchmarkMethod,
    /// The year whose data formed it; `None` for an entered rate.
    pub year: Option<AcademicYear>,
    /// How many organisations formed it; 0 for an entered rate.
    pub organisations: u32,
    /// Whether one of them holds more than half of the eligible FTE.
    pub dominated: bool,
    /// Whether it rests on figures that are incomplete.
    pub incomplete: bool,
    /// How many of those that formed it have the nearest snapshot of another year for an FTE.
    pub on_nearest: u32,
    /// Whether the cells beside it give it.
    pub origin: RateOrigin,
    /// Weeks, in units, …
    weeks: i128,
    /// … per so much FTE, in units.
    fte: i128,
    /// Σ provided of those that formed it, where they have returns, in units.
    pub(crate) provided: i128,
    scale: Scale,
}

/// Below this number of organisations an observed rate carries a warning (`domain.md`).
pub const FEW_ORGANISATIONS: u32 = 5;

/// The parts of an edited rate stay below this, so that products with a cell's units fit 128 bits. What
/// is larger loses binary digits beyond the eightieth.
const LARGEST_PART: i128 = 1 << 80;

impl Rate {
    /// A rate of so many placement weeks per FTE: exact.
    pub(crate) fn entered(value: Decimal, scale: Scale) -> Rate {
        let (weeks, fte) = (i128::from(value.millionths()) * scale.weeks, i128::from(PER_ONE) * scale.fte);
        Rate {
            method: BenchmarkMethod::Set,
            year: None,
            organisations: 0,
            dominated: false,
            incomplete: false,
            on_nearest: 0,
            origin: RateOrigin::Formed,
            weeks: 0,
            fte: 1,
            provided: 0,
            scale,
        }
        .of_parts(weeks, fte)
    }

    /// The same rate as a scenario that holds the baseline's uses it: nobody there formed it.
    pub(crate) fn held(self) -> Rate {
        Rate { origin: RateOrigin::Held, ..self }
    }

    /// The rate set by an edit.
    pub(crate) fn edited(value: Decimal, scale: Scale) -> Rate {
        Rate { origin: RateOrigin::Edited, ..Rate::entered(value, scale) }
    }

    /// The rate with so many weeks per FTE added by an edit; `None` if it would be below 0.
    pub(crate) fn edited_plus(self, more: Decimal) -> Option<Rate> {
        let zero = Rate { on_nearest: self.on_nearest, ..Rate::edited(Decimal::ZERO, self.scale) };
        let left = self.weeks.checked_mul(PER_ONE.into())?.checked_mul(self.scale.fte)?;
        let right = i128::from(more.millionths()).checked_mul(self.scale.weeks)?.checked_mul(self.fte)?;
        let fte = self.fte.checked_mul(PER_ONE.into())?.checked_mul(self.scale.fte)?;
        let weeks = left.checked_add(right)?;
        (weeks >= 0).then(|| zero.of_parts(weeks, fte))
    }

    /// The rate multiplied by an edit.
    pub(crate) fn edited_times(self, factor: Decimal) -> Option<Rate> {
        let zero = Rate { on_nearest: self.on_nearest, ..Rate::edited(Decimal::ZERO, self.scale) };
        let weeks = self.weeks.checked_mul(factor.millionths().into())?;
        let fte = self.fte.checked_mul(PER_ONE.into())?;
        (weeks >= 0).then(|| zero.of_parts(weeks, fte))
    }

    /// So many units of weeks per so many units of FTE, in lowest terms.
    fn of_parts(self, weeks: i128, fte: i128) -> Rate {
        if weeks == 0 {
            return Rate { weeks: 0, fte: 1, ..self };
        }
        let common = gcd(weeks, fte);
        let (mut weeks, mut fte) = (weeks / common, fte / common);
        while weeks > LARGEST_PART || fte > LARGEST_PART {
            (weeks, fte) = (divide_half_away(weeks, 2), divide_half_away(fte, 2).max(1));
        }
        Rate { weeks, fte, ..self }
    }

    /// So many weeks per so much FTE, in units.
    pub(crate) const fn parts(&self) -> (i128, i128) {
        (self.weeks, self.fte)
    }

    /// Placement weeks per eligible FTE.
    pub fn value(&self) -> Fraction {
        Fraction::product(self.weeks, self.scale.fte, self.fte * self.scale.weeks).unwrap_or(Fraction::ZERO)
    }

    /// Nobody can be expected to provide anything.
    pub const fn is_zero(&self) -> bool {
        self.weeks == 0
    }

    /// Expected placement weeks: eligible FTE × rate.
    pub fn expected(&self, fte: i128) -> Fraction {
        let over_fte = Fraction::product(fte, self.weeks, self.fte).unwrap_or(Fraction::ZERO);
        over_units(over_fte, self.scale.weeks)
    }

    /// Gap: provided − expected, in placement weeks.
    pub fn gap(&self, fte: i128, weeks: i128) -> Fraction {
        let exact = (|| weeks.checked_mul(self.fte)?.checked_sub(fte.checked_mul(self.weeks)?))();
        match exact.and_then(|numerator| Fraction::new(numerator, self.fte)) {
            Some(gap) => over_units(gap, self.scale.weeks),
            None => Fraction::of(Decimal::from_millionths(
                ((weeks as f64 / self.scale.weeks as f64 - self.expected(fte).to_f64()) * PER_ONE as f64) as i64,
            )),
        }
    }

    /// Provision ratio: provided ÷ expected; `None` where nothing is expected.
    pub fn ratio(&self, fte: i128, weeks: i128) -> Option<Fraction> {
        let expected = Fraction::product(fte, self.weeks, self.fte)?;
        Fraction::product(weeks, expected.denominator(), expected.numerator())
    }

    /// The FTE of which `weeks` would be a fair share: provided ÷ rate.
    pub fn fte_for(&self, weeks: i128) -> Option<Fraction> {
        let fte = Fraction::product(weeks, self.fte, self.weeks)?;
        Some(over_units(fte, self.scale.fte))
    }

    /// The share of one organisation's eligible FTE among those that formed the rate.
    pub(crate) fn fte_share(&self, fte: i128) -> Option<Fraction> {
        if self.method == BenchmarkMethod::Set { None } else { Fraction::new(fte, self.fte) }
    }

    /// Σ eligible FTE of those that formed it.
    pub(crate) fn group_fte(&self) -> Option<Fraction> {
        Fraction::new(self.fte, self.scale.fte)
    }

    /// Σ provided of those that formed it, where they have returns.
    pub(crate) fn group_provided(&self) -> Option<Fraction> {
        Fraction::new(self.provided, self.scale.weeks)
    }

    /// Few organisations formed the rate, so that it may say little.
    pub fn is_thin(&self) -> bool {
        self.method == BenchmarkMethod::Observed && self.organisations < FEW_ORGANISATIONS
    }
}

fn over_units(fraction: Fraction, units: i128) -> Fraction {
    match fraction.denominator().checked_mul(units) {
        Some(denominator) => Fraction::new(fraction.numerator(), denominator).unwrap_or(Fraction::ZERO),
        None => {
            Fraction::product(fraction.numerator() / units.max(1), 1, fraction.denominator()).unwrap_or(Fraction::ZERO)
        }
    }
}

/// Why there is no rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRate {
    /// Fewer organisations than an observed rate needs have eligible FTE and a return.
    TooFewOrganisations {
        /// How many have.
        have: u32,
        /// How many the setting asks for.
        need: u32,
        /// The year they were looked for in.
        year: AcademicYear,
    },
    /// The method is demand, and no demand is loaded for the profession and year.
    NoDemand(AcademicYear),
    /// The method is demand, and no organisation of the group has eligible FTE.
    NoEligibleFte(AcademicYear),
    /// The method is set, and no rate is entered.
    NoneEntered,
}

impl std::fmt::Display for NoRate {
    /// One clause in the field's words, fit for a note or a page.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NoRate::TooFewOrganisations { have, need, year } => {
                let verb = if *have == 1 { "organisation has" } else { "organisations have" };
                write!(f, "{have} {verb} both FTE and a return in {year}, and an observed rate needs {need}")
            }
            NoRate::NoDemand(year) => write!(f, "no demand is loaded for {year}"),
            NoRate::NoEligibleFte(year) => {
                write!(f, "no organisation of the reference group has eligible FTE in {year}")
            }
            NoRate::NoneEntered => f.write_str("no rate is entered"),
        }
    }
}

/// Which organisations are in the reference group, by their number.
pub(crate) fn reference_group(facts: &Facts, settings: &Settings) -> Vec<bool> {
    facts.organisations.iter().map(|organisation| settings.is_reference(organisation)).collect()
}

/// The rate of a profession in a year, under the settings.
pub(crate) fn rate<R: Recorder>(
    facts: &Facts,
    settings: &Settings,
    scale: Scale,
    members: &Members<'_>,
    sums: &Sums,
    story: &mut R,
) -> Result<Rate, NoRate> {
    let Members { method, profession, year, .. } = *members;
    let formula = match method {
        BenchmarkMethod::Observed => Formula::ObservedRate,
        BenchmarkMethod::Demand => Formula::DemandRate,
        BenchmarkMethod::Set => Formula::SetRate,
    };
    story.figure(
        || Heading::group(formula, profession, year),
        |story| {
            story.tell(|story| story.settings(&["benchmark_method"]));
            let rate = match method {
                BenchmarkMethod::Observed => observed(members, sums, scale, settings.minimum_organisations, story),
                BenchmarkMethod::Demand => demand(facts, members, sums, scale, story),
                BenchmarkMethod::Set => set(settings, scale, profession, story),
            };
            story.tell(|story| match rate {
                Ok(rate) => rate_notes(&rate).into_iter().for_each(|note| story.note(note)),
                Err(reason) => story.missing(format!("there is no rate: {reason}")),
            });
            rate
        },
    )
}

/// Σ provided ÷ Σ eligible FTE of the group's organisations with FTE above 0 and a return.
fn observed<R: Recorder>(
    members: &Members<'_>,
    sums: &Sums,
    scale: Scale,
    need: u32,
    story: &mut R,
) -> Result<Rate, NoRate> {
    story.tell(|story| {
        story.settings(&["reference_group", "reference_year", "minimum_organisations"]);
        story.sum(members, CellField::Weeks, Fraction::new(sums.weeks, scale.weeks));
        story.sum(members, CellField::Fte, Fraction::new(sums.fte, scale.fte));
        story.left_out(members);
    });
    if sums.organisations < need {
        return Err(NoRate::TooFewOrganisations { have: sums.organisations, need, year: members.year });
    }
    Ok(sums.rate(BenchmarkMethod::Observed, sums.weeks, members.year, scale))
}

/// Placement weeks that the HEIs require ÷ Σ eligible FTE of the group, returns or not.
fn demand<R: Recorder>(
    facts: &Facts,
    members: &Members<'_>,
    sums: &Sums,
    scale: Scale,
    story: &mut R,
) -> Result<Rate, NoRate> {
    let Members { profession, year, .. } = *members;
    let Ok(index) = facts.demand.binary_search_by_key(&(profession, year), |(of, _)| *of) else {
        return Err(NoRate::NoDemand(year));
    };
    let (required, incomplete) = required(&facts.demand[index].1, (profession, year), story);
    story.tell(|story| {
        story.settings(&["reference_group", "reference_year"]);
        story.sum(members, CellField::Fte, Fraction::new(sums.fte, scale.fte));
        story.left_out(members);
    });
    if sums.fte == 0 {
        return Err(NoRate::NoEligibleFte(year));
    }
    let required = required * (scale.weeks / i128::from(PER_ONE));
    let rate = sums.rate(BenchmarkMethod::Demand, required, year, scale);
    Ok(Rate { incomplete: rate.incomplete || incomplete, ..rate })
}

/// What the HEIs require, in millionths of a week, and whether a row's measure is missing.
fn required<R: Recorder>(
    rows: &[RequiredRow],
    (profession, year): (Profession, AcademicYear),
    story: &mut R,
) -> (i128, bool) {
    let sum = rows.iter().filter_map(|row| row.weeks).map(i128::from).sum();
    story.figure(
        || Heading::group(Formula::RequiredWeeks, profession, year),
        |story| {
            story.tell(|story| rows.iter().for_each(|row| story.row(row.told())));
            Fraction::new(sum, PER_ONE.into())
        },
    );
    (sum, rows.iter().any(|row| row.weeks.is_none()))
}

/// The rate that the user entered.
fn set<R: Recorder>(settings: &Settings, scale: Scale, profession: Profession, story: &mut R) -> Result<Rate, NoRate> {
    story.tell(|story| story.settings(&["set_rate"]));
    let entered = settings.set_rate.get(&profession).ok_or(NoRate::NoneEntered)?;
    Ok(Rate::entered(*entered, scale))
}

impl Sums {
    fn rate(&self, method: BenchmarkMethod, weeks: i128, year: AcademicYear, scale: Scale) -> Rate {
        Rate {
            method,
            year: Some(year),
            organisations: self.organisations,
            dominated: self.largest * 2 > self.fte,
            incomplete: self.incomplete > 0,
            on_nearest: self.on_nearest,
            origin: RateOrigin::Formed,
            weeks,
            fte: self.fte,
            provided: self.weeks,
            scale,
        }
    }
}
