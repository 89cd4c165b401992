//! What a scenario does to the few figures that matter most, in words for the bar across the top.

use super::TotalFigure;
use crate::model::scenario::Headline;
use crate::model::{AcademicYear, Fraction, Outcome, Profession, count, shown};

/// One figure of the bar: what it is under the scenario, and how far that is from the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFigure {
    /// Which figure, for its story.
    pub figure: TotalFigure,
    /// What it is: `Gap`.
    pub name: &'static str,
    /// Under the scenario: `−52.0 weeks`.
    pub now: String,
    /// Against the baseline: `+12.0`, or `no change`.
    pub change: String,
    /// Whether it is another figure than the baseline's.
    pub differs: bool,
}

/// Expected, provided, gap and organisations that reach their share over the professions and
/// organisations in scope, beside the baseline. Only what has FTE, a return and a rate is added; what
/// reaches its share is counted per profession.
pub fn headline_change(
    baseline: &Outcome,
    now: &Outcome,
    year: AcademicYear,
    professions: &[Profession],
    in_scope: impl Fn(u32) -> bool,
) -> [ChangedFigure; 4] {
    let sum = |outcome: &Outcome| {
        let each = professions.iter().map(|profession| outcome.headline(*profession, year, &in_scope));
        each.fold(Sum::default(), Sum::plus)
    };
    let (before, after) = (sum(baseline), sum(now));
    let weeks = |which, name, of: fn(&Sum) -> i128| {
        let figure = |units| Fraction::new(units, 10_i128.pow(GRID)).unwrap_or(Fraction::ZERO);
        let (by, after) = (figure(of(&after) - of(&before)), figure(of(&after)));
        let sign = if by.is_negative() { "" } else { "+" };
        changed(which, name, format!("{} weeks", shown(after, 1)), format!("{sign}{}", shown(by, 1)), !by.is_zero())
    };
    let (reach, of) = (count(after.reach.into()), count(after.counted.into()));
    let by = i64::from(after.reach) - i64::from(before.reach);
    let sign = if by < 0 { "−" } else { "+" };
    [
        weeks(TotalFigure::Expected, "Expected", |sum| sum.expected),
        weeks(TotalFigure::Provided, "Provided", |sum| sum.provided),
        weeks(TotalFigure::Gap, "Gap", |sum| sum.provided - sum.expected),
        changed(
            TotalFigure::Meet,
            "Reach their share",
            format!("{reach} of {of}"),
            format!("{sign}{}", by.abs()),
            by != 0,
        ),
    ]
}

fn changed(figure: TotalFigure, name: &'static str, now: String, by: String, differs: bool) -> ChangedFigure {
    let change = if differs { by } else { "no change".to_owned() };
    ChangedFigure { figure, name, now, change, differs }
}

/// Sums over professions, whose rates are fractions of different denominators: on one grid they sum
/// exactly.
#[derive(Default)]
struct Sum {
    counted: u32,
    reach: u32,
    expected: i128,
    provided: i128,
}

/// A billionth of a placement week.
const GRID: u32 = 9;

impl Sum {
    fn plus(self, headline: Headline) -> Sum {
        Sum {
            counted: self.counted + headline.counted,
            reach: self.reach + headline.reach,
            expected: self.expected + headline.expected.rounded(GRID),
            provided: self.provided + headline.provided.rounded(GRID),
        }
    }
}
