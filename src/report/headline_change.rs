//! What a scenario does to the few figures that matter most, in words for the bar across the top.

use std::collections::BTreeSet;

use super::TotalFigure;
use crate::model::scenario::{Edit, Headline, What};
use crate::model::{AcademicYear, Fraction, Outcome, Profession, count, counted, shown};

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
            // An organisation has a share in each profession: of several, shares are counted, not organisations.
            if professions.len() > 1 { "Shares reached" } else { "Reach their share" },
            format!("{reach} of {of}"),
            format!("{sign}{}", by.abs()),
            by != 0,
        ),
    ]
}

/// That none of a scenario's edits is of the year shown, and of which years they are; `None` where some are, or
/// where there are none. A setting is of every year.
///
/// ```
/// use fairshare::model::scenario::Edit;
/// use fairshare::report::edits_elsewhere;
/// let edits: Vec<Edit> = vec!["ZA1\tPT\t2018/19\tweeks\t+6".parse()?];
/// let words = edits_elsewhere(&edits, "2019/20".parse()?);
/// assert_eq!(words.as_deref(), Some("no edit of 2019/20; 1 edit of 2018/19"));
/// assert_eq!(edits_elsewhere(&edits, "2018/19".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn edits_elsewhere(edits: &[Edit], shown: AcademicYear) -> Option<String> {
    let year = |edit: &Edit| match &edit.what {
        What::Cell { year, .. } | What::Rate { year, .. } => Some(*year),
        What::Setting { .. } => None,
    };
    let years: Option<BTreeSet<AcademicYear>> = edits.iter().map(year).collect();
    let years = years.filter(|years| !years.is_empty() && !years.contains(&shown))?;
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let edits = counted(edits.len() as u64, "edit", "edits");
    Some(format!("no edit of {shown}; {edits} of {}", years.join(", ")))
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
