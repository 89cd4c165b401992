//! The rules of `domain.md` as plainly as they can be written: every cell looks through every row.

use std::collections::{BTreeMap, BTreeSet};

use fairshare::model::*;
use jiff::ToSpan;
use jiff::civil::Date;

use super::made_up::{MadeUp, Staff};

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Q(pub i128, pub i128);

impl Default for Q {
    fn default() -> Q {
        Q(0, 1)
    }
}

impl Q {
    pub fn of(a: i128, b: i128) -> Q {
        let (mut x, mut y) = (a.unsigned_abs(), b.unsigned_abs());
        while y != 0 {
            (x, y) = (y, x % y);
        }
        let common = (x as i128).max(1) * b.signum();
        Q(a / common, b / common)
    }

    fn decimal(decimal: Decimal) -> Q {
        Q::of(decimal.millionths().into(), 1_000_000)
    }

    pub fn plus(self, other: Q) -> Q {
        Q::of(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    pub fn minus(self, other: Q) -> Q {
        self.plus(Q(-other.0, other.1))
    }

    fn times(self, other: Q) -> Q {
        let (a, b) = (Q::of(self.0, other.1), Q::of(other.0, self.1));
        Q::of(a.0 * b.0, a.1 * b.1)
    }

    fn over(self, other: Q) -> Q {
        self.times(Q::of(other.1, other.0))
    }

    fn reaches(self, threshold: Decimal) -> bool {
        self.minus(Q::decimal(threshold)).0 >= 0
    }
}

fn sum(all: impl Iterator<Item = Q>) -> Q {
    all.fold(Q::default(), Q::plus)
}

/// The figures of one cell.
#[derive(Debug)]
pub struct Told {
    pub fte: Option<Q>,
    pub provided: Option<Q>,
    pub rate: Option<Q>,
    pub organisations: Option<u32>,
    pub expected: Option<Q>,
    pub gap: Option<Q>,
    pub ratio: Option<Q>,
    pub fte_share: Option<Q>,
    pub provided_share: Option<Q>,
    pub status: &'static str,
    pub placements: Option<i128>,
}

impl Told {
    pub fn exists(&self) -> bool {
        self.fte.is_some() || self.provided.is_some()
    }
}

/// A plan, and figures that a scenario sets: by code, profession, year and whether it is the FTE, in
/// millionths.
pub struct ByHand<'a> {
    pub plan: &'a MadeUp,
    pub edited: BTreeMap<(String, Profession, AcademicYear, bool), i64>,
}

impl<'a> ByHand<'a> {
    pub fn new(plan: &'a MadeUp) -> ByHand<'a> {
        ByHand { plan, edited: BTreeMap::new() }
    }

    pub fn figures(&self, code: &str, profession: Profession, year: AcademicYear) -> Told {
        let settings = &self.plan.settings;
        let (fte, provided) = (self.fte(code, profession, year), self.provided(code, profession, year));
        let formed_in = match settings.reference_year {
            ReferenceYear::Own => year,
            ReferenceYear::Fixed(fixed) => fixed,
        };
        let method = settings.benchmark_method.of(profession);
        let (rate, organisations) = self.rate(method, profession, formed_in).unzip();
        let zero = fte.is_some_and(|fte| fte.0 == 0);
        let expected = if zero { Some(Q::default()) } else { fte.zip(rate).map(|(fte, rate)| fte.times(rate)) };
        let gap = provided.zip(expected).map(|(provided, expected)| provided.minus(expected));
        let ratio = provided.zip(expected.filter(|expected| expected.0 > 0)).map(|(p, e)| p.over(e));
        let forms = method != BenchmarkMethod::Set && rate.is_some() && formed_in == year;
        let share = forms && self.forms(method, code, profession, year);
        let members = self.members(method, profession, year);
        let total = |of: &dyn Fn(&str) -> Option<Q>| sum(members.iter().filter_map(|code| of(code)));
        let all_fte = total(&|code| self.fte(code, profession, year));
        let all_provided = total(&|code| self.provided(code, profession, year));
        Told {
            fte,
            provided,
            rate,
            organisations,
            expected,
            gap,
            ratio,
            fte_share: fte.filter(|_| share).map(|fte| fte.over(all_fte)),
            provided_share: provided.filter(|_| share && all_provided.0 > 0).map(|weeks| weeks.over(all_provided)),
            status: match (fte, provided, ratio) {
                (None, ..) => "no workforce data",
                (_, None, _) => "no return",
                _ if zero || rate.is_some_and(|rate| rate.0 == 0) => "no expectation",
                (.., None) => "no rate",
                (.., Some(ratio)) if ratio.reaches(settings.threshold_above) => "above",
                (.., Some(ratio)) if ratio.reaches(settings.threshold_meets) => "meets",
                (.., Some(ratio)) if ratio.reaches(settings.threshold_near) => "near",
                _ => "below",
            },
            placements: gap.map(|gap| {
                let short = Q(-gap.0, gap.1).over(Q::decimal(settings.block_weeks.of(profession)));
                if gap.0 >= 0 { 0 } else { (short.0 + short.1 - 1).div_euclid(short.1) }
            }),
        }
    }

    /// The rate of a year, and how many organisations formed it.
    fn rate(&self, method: BenchmarkMethod, profession: Profession, year: AcademicYear) -> Option<(Q, u32)> {
        let settings = &self.plan.settings;
        if method == BenchmarkMethod::Set {
            return settings.set_rate.get(&profession).map(|rate| (Q::decimal(*rate), 0));
        }
        let members = self.members(method, profession, year);
        let fte = sum(members.iter().filter_map(|code| self.fte(code, profession, year)));
        let weeks = if method == BenchmarkMethod::Observed {
            sum(members.iter().filter_map(|code| self.provided(code, profession, year)))
        } else {
            let of = |row: &&(Profession, AcademicYear, Option<i64>)| (row.0, row.1) == (profession, year);
            let mut rows = self.plan.demand.iter().filter(of).peekable();
            rows.peek()?;
            sum(rows.filter_map(|row| row.2).map(|weeks| Q::of(weeks.into(), 1_000_000)))
        };
        let enough = method == BenchmarkMethod::Demand || members.len() >= settings.minimum_organisations as usize;
        (enough && fte.0 > 0).then(|| (weeks.over(fte), members.len() as u32))
    }

    fn members(&self, method: BenchmarkMethod, profession: Profession, year: AcademicYear) -> Vec<String> {
        let plan = self.plan;
        let codes = plan.staff.iter().map(|row| &row.code).chain(plan.placed.iter().map(|row| &row.code));
        let codes: BTreeSet<&String> = codes.collect();
        codes.into_iter().filter(|code| self.forms(method, code, profession, year)).cloned().collect()
    }

    fn forms(&self, method: BenchmarkMethod, code: &str, profession: Profession, year: AcademicYear) -> bool {
        let in_group = match &self.plan.settings.reference_group {
            ReferenceGroup::Of(GroupRule::Organisations(codes)) => codes.contains(code),
            _ => true,
        };
        let has_fte = self.fte(code, profession, year).is_some_and(|fte| fte.0 > 0);
        let returned = || method == BenchmarkMethod::Demand || self.provided(code, profession, year).is_some();
        in_group && has_fte && returned()
    }

    fn fte(&self, code: &str, profession: Profession, year: AcademicYear) -> Option<Q> {
        if let Some(fte) = self.edited.get(&(code.to_owned(), profession, year, true)) {
            return Some(Q::of((*fte).into(), 1_000_000));
        }
        let here = |row: &&Staff| row.code == code && row.profession == profession;
        let rows: Vec<&Staff> = self.plan.staff.iter().filter(here).collect();
        let readable: BTreeSet<Snapshot> = rows.iter().filter(|row| row.fte.is_some()).map(|row| row.moment).collect();
        let dates_of = |year| {
            let dated = |moment: &&Snapshot| matches!(moment, Snapshot::On(day) if year_of(*day) == year);
            readable.iter().filter(dated).copied().collect::<Vec<Snapshot>>()
        };
        let mut moments = dates_of(year);
        if moments.is_empty() && readable.contains(&Snapshot::In(year)) {
            moments = vec![Snapshot::In(year)];
        }
        if moments.is_empty() && self.plan.settings.nearest_snapshot {
            let counts = |moment: &&Snapshot| !matches!(moment, Snapshot::In(of) if !dates_of(*of).is_empty());
            moments.extend(self.nearest(readable.iter().filter(counts), year));
        }
        if moments.is_empty() {
            return None;
        }
        let counted = rows.iter().filter(|row| moments.contains(&row.moment)).map(|row| self.counted(row));
        Some(sum(counted).over(Q(moments.len() as i128, 1)))
    }

    fn nearest<'s>(&self, moments: impl Iterator<Item = &'s Snapshot>, year: AcademicYear) -> Option<Snapshot> {
        let middle = jiff::civil::date(year.start() + 1, 1, 31);
        let months = i64::from(self.plan.settings.nearest_snapshot_months).months();
        let within = |day: Date| middle.saturating_sub(months) <= day && day <= middle.saturating_add(months);
        let near = moments.copied().filter(|moment| within(moment.day()));
        near.min_by_key(|moment| {
            let day = moment.day();
            (day.duration_since(middle).abs(), day, *moment)
        })
    }

    /// What counts of a workforce row.
    fn counted(&self, row: &Staff) -> Q {
        let settings = &self.plan.settings;
        let qualified = matches!(row.group, StaffGroup::AlliedHealth | StaffGroup::NotGiven)
            || (row.profession == Profession::Odp && row.group == StaffGroup::OtherScientific);
        let staff = settings.staff == StaffCounted::All || qualified;
        let band = row.band == Band::NotGiven || settings.bands.contains(&row.band);
        let level = !settings.excluded_levels.contains(&row.level.to_lowercase());
        let Some(fte) = row.fte.filter(|_| staff && band && level) else { return Q::default() };
        let part = |part: Option<i64>| Q::of(part.unwrap_or(0).into(), 1_000_000);
        let weight = Q(1, 1).minus(Q::decimal(settings.preceptees));
        let leave = if settings.long_leave { Q::default() } else { part(row.leave) };
        let left = part(Some(fte)).minus(part(row.preceptee).times(weight)).minus(leave);
        if left.0 < 0 { Q::default() } else { left }
    }

    fn provided(&self, code: &str, profession: Profession, year: AcademicYear) -> Option<Q> {
        if let Some(weeks) = self.edited.get(&(code.to_owned(), profession, year, false)) {
            return Some(Q::of((*weeks).into(), 1_000_000));
        }
        let settings = &self.plan.settings;
        let rows = self.plan.placed.iter();
        let rows = rows.filter(|row| row.code == code && row.profession == profession && row.year == year);
        let rows: Vec<_> = rows.filter_map(|row| Some((row, row.activity?))).collect();
        if rows.is_empty() {
            let counts_as_zero = settings.missing_return_as_zero && self.fte(code, profession, year).is_some();
            return counts_as_zero.then(Q::default);
        }
        let counted = rows.into_iter().filter(|(row, _)| {
            row.status == PlacementStatus::Provided && settings.learner_types.contains(&row.learner)
        });
        Some(sum(counted.map(|(_, activity)| match activity {
            Activity::Weeks(weeks) => Q::decimal(weeks.amount()),
            Activity::Hours(hours) => Q::decimal(hours.amount()).over(Q::decimal(settings.hours_per_week)),
            Activity::Days(days) => Q::decimal(days.amount()).over(Q::decimal(settings.days_per_week)),
        })))
    }
}

/// 1 August to 31 July.
fn year_of(day: Date) -> AcademicYear {
    AcademicYear::starting(if day.month() >= 8 { day.year() } else { day.year() - 1 }).unwrap()
}
