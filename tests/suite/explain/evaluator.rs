//! Follows an explanation by hand: from its leaves, by its formulas, without the program's own arithmetic
//! but that of fractions.

use fairshare::model::explain::{Counted, Explanation, FigureValue, Formula, RowRef, RowUnit};
use fairshare::model::scenario::{Change, What};
use fairshare::model::{Decimal, Fraction, Status};

/// The value that an explanation's leaves give by its formulas.
pub fn value(told: &Explanation) -> Option<FigureValue> {
    match told.formula {
        Formula::Status => Some(FigureValue::Status(status(told))),
        Formula::BenchmarkOrgs => number(&told.parts[0]).map(|_| FigureValue::Count(organisations(&told.parts[0]))),
        Formula::PlacementsToCloseGap => {
            let gap = number(&told.parts[0])?;
            let block = setting(told, "block_weeks");
            Some(FigureValue::Count(if gap.is_negative() {
                gap.abs().over_fraction(block).unwrap().ceiling()
            } else {
                0
            }))
        }
        _ => number(told).map(FigureValue::Number),
    }
}

fn number(told: &Explanation) -> Option<Fraction> {
    let part = |index: usize| told.parts.get(index).and_then(number);
    let ratio = |a: Option<Fraction>, b: Option<Fraction>| a?.over_fraction(b?).map(Fraction::reduced);
    match told.formula {
        Formula::EligibleFte => {
            let snapshots: Vec<Fraction> = told.parts.iter().map(|part| snapshot(part, told)).collect();
            sum(&snapshots).over_fraction(whole(snapshots.len() as i128))
        }
        Formula::SnapshotFte => unreachable!("a snapshot is part of a year"),
        Formula::EditedFte | Formula::EditedWeeks | Formula::EditedRate => edited(part(0), told),
        Formula::ProvidedWeeks => {
            let readable = told.rows.iter().any(|row| row.value.is_some());
            readable.then(|| sum(&told.rows.iter().map(|row| weeks(row, told)).collect::<Vec<_>>()))
        }
        Formula::CountedAsZero => Some(Fraction::ZERO),
        Formula::ObservedRate => {
            let enough = whole(told.parts[1].parts.len() as i128) >= setting(told, "minimum_organisations");
            ratio(part(0), part(1)).filter(|_| enough)
        }
        Formula::DemandRate => ratio(part(0), part(1)),
        Formula::SetRate => {
            let rate = &told.settings.iter().find(|used| used.key.starts_with("set_rate"))?.value;
            rate.parse().ok().map(Fraction::of)
        }
        Formula::HeldRate => part(0),
        Formula::GroupFte | Formula::GroupWeeks => Some(sum(&told.parts.iter().filter_map(number).collect::<Vec<_>>())),
        Formula::RequiredWeeks => Some(sum(&told.rows.iter().map(|row| weeks(row, told)).collect::<Vec<_>>())),
        Formula::ExpectedWeeks => match (part(0)?, part(1)) {
            (fte, _) if fte.is_zero() => Some(Fraction::ZERO),
            (fte, rate) => Some(fte.times(rate?).reduced()),
        },
        Formula::GapWeeks => Some(part(0)?.minus(part(1)?).reduced()),
        Formula::ProvisionRatio | Formula::FteShare | Formula::ProvidedShare => ratio(part(0), part(1)),
        Formula::Status | Formula::BenchmarkOrgs | Formula::PlacementsToCloseGap => match value(told)? {
            FigureValue::Number(number) => Some(number),
            FigureValue::Count(count) => Some(whole(count)),
            FigureValue::Status(_) => None,
        },
    }
}

/// The FTE of one snapshot, under the settings that its year names.
fn snapshot(told: &Explanation, year: &Explanation) -> Fraction {
    assert_eq!(told.formula, Formula::SnapshotFte);
    let weight = setting(year, "preceptees");
    let leave_counts = text(year, "long_leave") == "included";
    let counted = told.rows.iter().map(|row| {
        let fte = row.value.map_or(Fraction::ZERO, Fraction::of);
        match row.counted {
            Counted::Whole => fte,
            Counted::No(_) => Fraction::ZERO,
            Counted::Less { preceptee, leave } => {
                let of_preceptees = Fraction::of(preceptee).times(whole(1).minus(weight));
                let off = of_preceptees.plus(if leave_counts { Fraction::ZERO } else { Fraction::of(leave) });
                if off > fte { Fraction::ZERO } else { fte.minus(off) }
            }
        }
    });
    sum(&counted.collect::<Vec<_>>())
}

fn weeks(row: &RowRef, told: &Explanation) -> Fraction {
    let (Counted::Whole, Some(value)) = (&row.counted, row.value) else { return Fraction::ZERO };
    let per_week = |key: &str| Fraction::of(value).over_fraction(setting(told, key)).unwrap().reduced();
    match row.unit {
        RowUnit::Weeks => Fraction::of(value),
        RowUnit::Hours => per_week("hours_per_week"),
        RowUnit::Days => per_week("days_per_week"),
        RowUnit::Fte => panic!("FTE among placement weeks"),
    }
}

fn edited(before: Option<Fraction>, told: &Explanation) -> Option<Fraction> {
    let in_force = told.edits.iter().filter(|used| used.conflict.is_none());
    in_force.fold(before, |value, used| {
        let (What::Cell { change, .. } | What::Rate { change, .. }) = &used.edit.what else { return value };
        Some(match change {
            Change::Set(to) => Fraction::of(*to),
            Change::Add(more) => value?.plus(Fraction::of(*more)).reduced(),
            Change::Scale(by) => value?.times(Fraction::of(*by)).reduced(),
        })
    })
}

fn organisations(rate: &Explanation) -> i128 {
    match rate.formula {
        _ if rate.value.is_none() => 0,
        Formula::ObservedRate | Formula::DemandRate => rate.parts[1].parts.len() as i128,
        Formula::HeldRate => organisations(&rate.parts[0]),
        _ => 0,
    }
}

fn status(told: &Explanation) -> Status {
    let part = &told.parts[0];
    let (of_fte, of_weeks) =
        ([Formula::EligibleFte, Formula::EditedFte], [Formula::ProvidedWeeks, Formula::EditedWeeks]);
    match number(part) {
        None if of_fte.contains(&part.formula) => Status::NoWorkforceData,
        None if of_weeks.contains(&part.formula) => Status::NoReturn,
        None => Status::NoRate,
        Some(ratio) if part.formula == Formula::ProvisionRatio => {
            let from = |key: &str| ratio >= setting(told, key);
            match (from("threshold_above"), from("threshold_meets"), from("threshold_near")) {
                (true, ..) => Status::Above,
                (_, true, _) => Status::Meets,
                (_, _, true) => Status::Near,
                _ => Status::Below,
            }
        }
        Some(nothing) => {
            assert!(nothing.is_zero(), "{part:?}");
            Status::NoExpectation
        }
    }
}

fn sum(terms: &[Fraction]) -> Fraction {
    terms.iter().fold(Fraction::ZERO, |sum, term| sum.plus(*term).reduced())
}

fn whole(number: i128) -> Fraction {
    Fraction::new(number, 1).unwrap()
}

fn text<'a>(told: &'a Explanation, key: &str) -> &'a str {
    let used = told.settings.iter().find(|used| used.key.split('.').next() == Some(key));
    &used.unwrap_or_else(|| panic!("{:?} does not name {key}", told.formula)).value
}

fn setting(told: &Explanation, key: &str) -> Fraction {
    Fraction::of(match text(told, key) {
        "included" => Decimal::ONE,
        "excluded" => Decimal::ZERO,
        number => number.parse().unwrap(),
    })
}
