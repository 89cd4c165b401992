//! Formulas with the values in them, and why figures are missing.

use super::{Counted, Explanation, FigureValue, Formula, Measure, RowUnit};
use crate::model::scenario::{Change, What};
use crate::model::{Decimal, Fraction, PER_ONE, Status, agreeing_places, count, plain, shown};

/// How many terms of a sum are written out; of longer sums their number is said.
const TERMS: usize = 6;

impl Explanation {
    /// The value with its unit: `30.00 weeks`, `above`; `missing` where there is none.
    pub fn shown(&self) -> String {
        let unit = self.formula.info().unit;
        let value = bare(self);
        if unit.is_empty() || self.value.is_none() { value } else { format!("{value} {unit}") }
    }
}

/// The value without its unit.
fn bare(explanation: &Explanation) -> String {
    match explanation.value {
        Some(FigureValue::Number(number)) => shown(number, explanation.formula.info().places),
        Some(FigureValue::Count(number)) => count(u64::try_from(number).unwrap_or(u64::MAX)),
        Some(FigureValue::Status(status)) => status.word().to_owned(),
        None => "missing".to_owned(),
    }
}

/// Why a figure is missing whose parts are: their reasons.
pub(super) fn missing_because(explanation: &Explanation) -> String {
    let mut reasons: Vec<&str> = explanation.parts.iter().filter_map(|part| part.missing.as_deref()).collect();
    reasons.dedup();
    if reasons.is_empty() { "it cannot be worked out".to_owned() } else { reasons.join("; ") }
}

/// The formula with the values in it.
pub(super) fn with_values(figure: &Explanation) -> String {
    let parts: Vec<String> = figure.parts.iter().map(bare).collect();
    let first = parts.first().map_or("missing", String::as_str);
    let value = figure.shown();
    match figure.formula {
        Formula::EligibleFte if figure.value.is_none() => value,
        Formula::EligibleFte if parts.len() == 1 => format!("{first} in one snapshot = {value}"),
        Formula::EligibleFte => format!("{} ÷ {} snapshots = {value}", sum(&parts, "snapshots"), parts.len()),
        Formula::SnapshotFte => format!("{} = {value}", rows(figure, RowUnit::Fte)),
        Formula::RequiredWeeks => format!("{} = {value}", rows(figure, RowUnit::Weeks)),
        Formula::ProvidedWeeks if figure.value.is_none() => value,
        Formula::ProvidedWeeks => format!("{} = {value}", provided(figure)),
        Formula::CountedAsZero => value,
        Formula::EditedFte | Formula::EditedWeeks | Formula::EditedRate => {
            format!("{} = {value}", edited(figure, first))
        }
        Formula::ObservedRate
        | Formula::DemandRate
        | Formula::ProvisionRatio
        | Formula::FteShare
        | Formula::ProvidedShare => format!("{} = {value}", two_parts(figure, '÷', Fraction::over_fraction)),
        Formula::SetRate => format!("entered = {value}"),
        Formula::HeldRate => format!("the baseline's {first} = {value}"),
        Formula::GroupFte | Formula::GroupWeeks => format!("{} = {value}", sum(&parts, "organisations")),
        Formula::BenchmarkOrgs => value,
        Formula::ExpectedWeeks => {
            format!("{} = {value}", two_parts(figure, '×', |fte, rate| Some(fte.times(rate))))
        }
        Formula::GapWeeks => {
            format!("{} = {value}", two_parts(figure, '−', |provided, expected| Some(provided.minus(expected))))
        }
        Formula::Status => status(figure),
        Formula::PlacementsToCloseGap => placements(figure),
    }
}

/// Two parts and what is done with them, each with as many digits as a calculator needs to come to the value as
/// it is shown.
fn two_parts(figure: &Explanation, sign: char, work: fn(Fraction, Fraction) -> Option<Fraction>) -> String {
    let number = |index: usize| figure.parts.get(index).and_then(|part| part.value?.number());
    let text = |index: usize| figure.parts.get(index).map_or_else(|| "missing".to_owned(), bare);
    let as_shown = || format!("{} {sign} {}", text(0), text(1));
    let (Some(first), Some(second), Some(value)) = (number(0), number(1), figure.value.and_then(FigureValue::number))
    else {
        return as_shown();
    };
    let places = |part: &Explanation| part.formula.info().places;
    let of_parts = [0, 1].map(|index| figure.parts.get(index).map_or(0, places));
    let agreeing = agreeing_places([(first, of_parts[0]), (second, of_parts[1])], (value, places(figure)), work);
    if agreeing == of_parts {
        return as_shown();
    }
    format!("{} {sign} {}", shown(first, agreeing[0]), shown(second, agreeing[1]))
}

fn sum(terms: &[String], of: &str) -> String {
    match terms {
        [] => format!("no {of}"),
        [one] => one.clone(),
        terms if terms.len() <= TERMS => format!("({})", terms.join(" + ")),
        terms => format!("sum over {} {of}", terms.len()),
    }
}

/// The rows that count, added up.
fn rows(figure: &Explanation, unit: RowUnit) -> String {
    let counted: Vec<_> = figure.rows.iter().filter(|row| !matches!(row.counted, Counted::No(_))).collect();
    let of = if unit == RowUnit::Fte { "rows that count" } else { "rows" };
    let terms: Vec<String> = counted.iter().filter_map(|row| row.value).map(plain).collect();
    let off = counted.iter().fold(Fraction::ZERO, |off, row| {
        let whole = row.value.map_or(Fraction::ZERO, Fraction::of);
        off.plus(whole.minus(row.adds)).reduced()
    });
    let sum = sum(&terms, of);
    if off.is_zero() { sum } else { format!("{sum} − {} taken off", shown(off, 2)) }
}

/// Weeks + hours ÷ hours in a week + days ÷ days in a week, as far as rows have them.
fn provided(figure: &Explanation) -> String {
    let total = |unit| {
        let counted = figure.rows.iter().filter(|row| row.unit == unit && row.counted == Counted::Whole);
        let values: Vec<i128> = counted.filter_map(|row| row.value).map(|value| value.millionths().into()).collect();
        (!values.is_empty()).then(|| Fraction::new(values.iter().sum(), PER_ONE.into()).unwrap_or(Fraction::ZERO))
    };
    let per_week = |key: &str| {
        figure.settings.iter().find(|used| used.key == key).map_or_else(String::new, |used| used.value.clone())
    };
    let weeks = total(RowUnit::Weeks).map(|weeks| format!("{} weeks", shown(weeks, 2)));
    let hours =
        total(RowUnit::Hours).map(|hours| format!("{} hours ÷ {}", shown(hours, 2), per_week("hours_per_week")));
    let days = total(RowUnit::Days).map(|days| format!("{} days ÷ {}", shown(days, 2), per_week("days_per_week")));
    let terms: Vec<String> = [weeks, hours, days].into_iter().flatten().collect();
    if terms.is_empty() { "no row counts".to_owned() } else { terms.join(" + ") }
}

/// The figure before, and what each edit in force does to it.
fn edited(figure: &Explanation, before: &str) -> String {
    let mut text = before.to_owned();
    for used in figure.edits.iter().filter(|used| used.conflict.is_none()) {
        let (What::Cell { change, .. } | What::Rate { change, .. }) = &used.edit.what else { continue };
        text = match change {
            Change::Set(to) => format!("{text}, set to {}", plain(*to)),
            Change::Add(more) if more.is_negative() => format!("{text}, less {}", plain(positive(*more))),
            Change::Add(more) => format!("{text}, plus {}", plain(*more)),
            Change::Scale(by) => format!("{text}, times {}", plain(*by)),
        };
    }
    text
}

fn positive(decimal: Decimal) -> Decimal {
    Decimal::from_millionths(decimal.millionths().saturating_abs())
}

fn status(figure: &Explanation) -> String {
    let Some(FigureValue::Status(status)) = figure.value else { return "missing".to_owned() };
    let Some(part) = figure.parts.first() else { return status.word().to_owned() };
    let from = |key: &str| figure.settings.iter().find(|used| used.key == key).map_or("?", |used| used.value.as_str());
    let (above, meets, near) = (from("threshold_above"), from("threshold_meets"), from("threshold_near"));
    // As the ratio is shown; cut where that reads as on the other side of a threshold: 0.79996 is below 0.8, and
    // 0.8000 would not read so.
    let written = |ratio: Fraction| {
        let rounded = Fraction::new(ratio.rounded(4), 10_000).unwrap_or(ratio);
        let crosses = [above, meets, near].iter().any(|from| {
            let from = from.parse::<Decimal>().map(Fraction::of);
            from.is_ok_and(|from| ratio.cmp_exact(from).is_lt() != rounded.cmp_exact(from).is_lt())
        });
        let cut = Fraction::new(ratio.cut(4), 10_000).unwrap_or(ratio);
        shown(if crosses { cut } else { rounded }, 4)
    };
    let ratio = part.value.and_then(FigureValue::number).map_or_else(|| bare(part), written);
    let reason = match status {
        Status::Above => format!("{ratio} is {above} or more"),
        Status::Meets => format!("{ratio} is {meets} or more, and below {above}"),
        Status::Near => format!("{ratio} is {near} or more, and below {meets}"),
        Status::Below => format!("{ratio} is below {near}"),
        _ => match &part.missing {
            Some(reason) => reason.clone(),
            None => format!("{} is {}", part.formula.info().name, part.shown()),
        },
    };
    format!("{reason}: {status}")
}

fn placements(figure: &Explanation) -> String {
    let gap = figure.parts.iter().find(|part| part.formula.measure() == Some(Measure::GapWeeks));
    let block = figure.settings.first().map_or("?", |used| used.value.as_str());
    match gap.and_then(|gap| gap.value).and_then(FigureValue::number) {
        None => "missing".to_owned(),
        Some(gap) if gap.is_negative() => {
            format!("{} ÷ {block}, rounded up = {}", shown(gap.abs(), 2), figure.shown())
        }
        Some(gap) => format!("the gap of {} is not negative: {}", shown(gap, 2), figure.shown()),
    }
}
