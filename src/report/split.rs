//! Which part of a scenario brings how much, as rows that sum as they are written.

use std::collections::BTreeMap;

use crate::model::scenario::{Amounts, Split};
use crate::model::{AcademicYear, Fraction, Outcome, Profession, fixed};

/// Which part of the scenario brings how much to one profession and year. Parts and interaction sum to
/// the difference, also as they are written: each is rounded so that they do, by less than 0.01.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitRows {
    /// The academic year.
    pub year: AcademicYear,
    /// The profession.
    pub profession: Profession,
    /// The parts that make a difference here, in order.
    pub parts: Vec<PartRow>,
    /// What the parts do together beyond what each does alone.
    pub interaction: PartRow,
    /// The whole difference.
    pub difference: PartRow,
    /// What the baseline has of the [`SPLIT_MEASURES`]; `None` where it has no rate.
    pub baseline: Option<[Fraction; 4]>,
}

/// The measures of a split, under which a [`PartRow`] has its amounts.
pub const SPLIT_MEASURES: [&str; 4] = ["expected_weeks", "provided_weeks", "gap_weeks", "weeks_short"];

/// What one part brings, in placement weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct PartRow {
    /// The part's name.
    pub label: String,
    /// How many parts of the same name come before it: two blocks of edits may share a note.
    pub namesakes_before: usize,
    /// The amounts exactly.
    pub exact: [Fraction; 4],
    /// The amounts in hundredths of a week, as they are written.
    pub hundredths: [i128; 4],
    /// The amounts, under [`SPLIT_MEASURES`], as files write them.
    pub amounts: [String; 4],
    /// How many of its edits do nothing on their own, because they need an earlier part.
    pub waiting: u32,
    /// Whether it comes of doing without a part that the other scenario has.
    pub is_without: bool,
}

pub(super) fn split_rows(
    (profession, year): (Profession, AcademicYear),
    split: &Split,
    baseline: &Outcome,
) -> SplitRows {
    let every = split.contributions.iter();
    let every = every.map(|part| (part.label.as_str(), part.amounts, part.waiting, part.is_without));
    let every: Vec<_> = every.chain([("interaction", split.interaction, 0, false)]).collect();
    let measures: [fn(&Amounts) -> Fraction; 4] = [
        |amounts| amounts.expected(),
        |amounts| amounts.provided(),
        |amounts| amounts.gap(),
        |amounts| amounts.weeks_short(),
    ];
    let columns = measures.map(|measure| {
        let exact: Vec<i128> = every.iter().map(|(_, amounts, ..)| measure(amounts).rounded(GRID)).collect();
        summing(&exact, measure(&split.difference).rounded(PLACES))
    });
    let mut namesakes = BTreeMap::new();
    let before = every.iter().map(|(label, ..)| {
        let so_far = namesakes.entry(*label).or_insert(0);
        *so_far += 1;
        *so_far - 1
    });
    let before: Vec<usize> = before.collect();
    let row = |index: usize| {
        let (label, amounts, waiting, is_without) = every[index];
        PartRow {
            waiting,
            is_without,
            namesakes_before: before[index],
            ..part_row(
                label,
                measures.map(|measure| measure(&amounts)),
                [0, 1, 2, 3].map(|of: usize| columns[of][index]),
            )
        }
    };
    // Other parts are about other professions or years.
    let is_here = |index: &usize| {
        let (_, amounts, waiting, _) = &every[*index];
        *waiting > 0 || measures.iter().any(|measure| !measure(amounts).is_zero())
    };
    let last = every.len() - 1;
    let (parts, interaction) = ((0..last).filter(is_here).map(row).collect(), row(last));
    let whole = measures.map(|measure| measure(&split.difference));
    let difference = part_row("difference", whole, whole.map(|amount| amount.rounded(PLACES)));
    let baseline = baseline.rate(profession, year).is_ok().then(|| {
        let headline = baseline.headline(profession, year, |_| true);
        [headline.expected, headline.provided, headline.gap(), headline.weeks_short]
    });
    SplitRows { year, profession, parts, interaction, difference, baseline }
}

fn part_row(label: &str, exact: [Fraction; 4], hundredths: [i128; 4]) -> PartRow {
    let written = |hundredths: i128| fixed(Fraction::new(hundredths, 100).unwrap_or(Fraction::ZERO), PLACES);
    let amounts = hundredths.map(written);
    PartRow { label: label.to_owned(), namesakes_before: 0, exact, hundredths, amounts, waiting: 0, is_without: false }
}

/// How many decimals weeks are written with.
const PLACES: u32 = 2;

/// How many decimals amounts are exact to.
const GRID: u32 = 9;

/// Amounts, whole numbers of `10^-GRID`, as whole numbers of `10^-PLACES` that sum to `total`: each is
/// rounded down or up, and up are those with the most to lose.
fn summing(exact: &[i128], total: i128) -> Vec<i128> {
    let one = 10_i128.pow(GRID - PLACES);
    let mut rounded: Vec<i128> = exact.iter().map(|amount| amount.div_euclid(one)).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(exact[*index].rem_euclid(one)));
    let missing = total - rounded.iter().sum::<i128>();
    for index in order.into_iter().take(usize::try_from(missing).unwrap_or(0)) {
        rounded[index] += 1;
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_so_that_they_sum_and_nothing_stays_nothing() {
        let third = 3_333_333;
        assert_eq!(summing(&[third, third, third, 0], 1), [1, 0, 0, 0]);
        assert_eq!(summing(&[-third, third, 0], 0), [0, 0, 0]);
        assert_eq!(summing(&[5_000_000, 0], 1), [1, 0]);
        assert_eq!(summing(&[-5_000_000, 0], -1), [-1, 0]);
        assert_eq!(summing(&[12_340_000_000, -20_000_000], 1232), [1234, -2]);
    }
}
