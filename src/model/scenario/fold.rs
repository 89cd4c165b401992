//! What a change makes of a figure, exactly or with the reason why not.

use super::edit::{CellField, Change};
use super::refusal::Refusal;
use crate::model::{AcademicYear, Cell, Decimal, LARGEST, NoRate, PER_ONE, Profession, Rate, Scale, divide_half_away};

/// The subject of a cell's edit, for the sentence that refuses it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub field: CellField,
    pub code: &'a str,
    pub profession: Profession,
    pub year: AcademicYear,
}

impl Subject<'_> {
    pub fn missing(self) -> Refusal {
        let Subject { field, code, profession, year } = self;
        Refusal::Missing { field, code: code.to_owned(), profession, year }
    }

    fn negative(self) -> Refusal {
        let Subject { field, code, profession, year } = self;
        Refusal::Negative { field, code: code.to_owned(), profession, year }
    }

    fn too_large(self) -> Refusal {
        let Subject { field, code, profession, year } = self;
        Refusal::TooLarge { field, code: code.to_owned(), profession, year }
    }
}

/// The cell after a change of one of its figures.
pub(super) fn changed(cell: Cell, change: Change, scale: Scale, subject: Subject<'_>) -> Result<Cell, Refusal> {
    let replaces = matches!(change, Change::Set(_));
    let mut after = cell;
    match subject.field {
        CellField::Fte => {
            let before = cell.has_workforce.then_some(cell.fte);
            after.edit_fte(units(before, change, scale.fte, subject)?, replaces);
        }
        CellField::Weeks => {
            let before = cell.has_return.then_some(cell.weeks);
            after.edit_weeks(units(before, change, scale.weeks, subject)?, replaces);
        }
    }
    Ok(after)
}

/// A figure in units of which `one` make one FTE or week. `one` is a multiple of a million, so what is
/// set or added is exact; what is scaled is rounded to the unit.
fn units(before: Option<i128>, change: Change, one: i128, subject: Subject<'_>) -> Result<i128, Refusal> {
    let exact = |decimal: Decimal| i128::from(decimal.millionths()) * (one / i128::from(PER_ONE));
    let after = match (change, before) {
        (Change::Set(to), _) => exact(to),
        (Change::Add(more), Some(before)) => before + exact(more),
        (Change::Scale(by), Some(before)) => {
            divide_half_away(before * i128::from(by.millionths()), i128::from(PER_ONE))
        }
        (_, None) => return Err(subject.missing()),
    };
    if after < 0 {
        Err(subject.negative())
    } else if after > i128::from(LARGEST) * one {
        Err(subject.too_large())
    } else {
        Ok(after)
    }
}

/// The rate after a change. What is set needs no rate before it.
pub(super) fn changed_rate(
    before: Result<Rate, NoRate>,
    change: Change,
    scale: Scale,
    profession: Profession,
    year: AcademicYear,
) -> Result<Rate, Refusal> {
    let there = || before.map_err(|reason| Refusal::NoRate { profession, year, reason });
    let after = match change {
        Change::Set(to) if to.is_negative() => None,
        Change::Set(to) => Some(Rate::edited(to, scale)),
        Change::Add(more) => there()?.edited_plus(more),
        Change::Scale(by) => there()?.edited_times(by),
    };
    let largest = Decimal::from_millionths(LARGEST * PER_ONE);
    after.filter(|rate| rate.value().compare(largest).is_le()).ok_or(Refusal::RateOutOfRange { profession, year })
}
