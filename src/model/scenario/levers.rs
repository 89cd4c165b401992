//! Levers: what people do, turned into edits. A lever reads the outcome that it is pulled on and
//! changes nothing itself. Figures that are no decimals are rounded to six places, halves away from zero.

use super::edit::{CellField, Change, Edit};
use super::selection::{Expansion, Selection};
use super::supervision::OneToOneWeeks;
use super::vacancies::Vacancies;
use crate::model::{Decimal, Fraction, Outcome, Place, plain};

/// 2:1 uptake: the share of today's 1:1 placement weeks whose educator takes a second student,
/// W′ = W + uptake × W₁₁. Cells without 1:1 weeks are left out.
pub fn two_to_one(outcome: &Outcome, today: &OneToOneWeeks, selection: &Selection, uptake: Decimal) -> Expansion {
    let note = format!("2:1 uptake {}", share(uptake));
    let mut expansion = Expansion::default();
    for place in selection.places(outcome) {
        match today.of(place).filter(|weeks| !weeks.is_zero()) {
            Some(weeks) => add_part(&mut expansion, outcome, place, CellField::Weeks, weeks, uptake, &note),
            None => expansion.leave_out(place, "no 1:1 placement weeks in the data"),
        }
    }
    expansion
}

/// So many more blocks of so many weeks at every cell of the selection: + blocks × weeks each. A cell
/// without a return is left out: its weeks are missing, not 0.
pub fn extra_blocks(outcome: &Outcome, selection: &Selection, blocks: u32, weeks_each: Decimal) -> Expansion {
    let millionths = weeks_each.millionths().saturating_mul(blocks.into());
    let note = format!("{blocks} more blocks of {} weeks", plain(weeks_each));
    selection.expand(outcome, CellField::Weeks, Change::Add(Decimal::from_millionths(millionths)), &note)
}

/// Vacancies filled: so large a share of the vacant FTE is added to the FTE in post.
pub fn vacancies_filled(outcome: &Outcome, vacant: &Vacancies, selection: &Selection, filled: Decimal) -> Expansion {
    let note = format!("vacancies filled {}", share(filled));
    let mut expansion = Expansion::default();
    for place in selection.places(outcome) {
        match vacant.of(place) {
            Some(fte) => add_part(&mut expansion, outcome, place, CellField::Fte, fte, filled, &note),
            None => expansion.leave_out(place, "the workforce data gives no vacancies here"),
        }
    }
    expansion
}

/// A new team with so much eligible FTE that hosts so many placement weeks a year: added to the cell,
/// or the cell's first figures.
pub fn new_team(outcome: &Outcome, place: Place, fte: Decimal, weeks: Decimal) -> Vec<Edit> {
    let cell = outcome.cell(place);
    let code = &outcome.organisation(place).code;
    let edit = |field, there: bool, amount| {
        let change = if there { Change::Add(amount) } else { Change::Set(amount) };
        Edit::cell(field, code, place.profession, place.year, change, "new team")
    };
    vec![edit(CellField::Fte, cell.has_workforce, fte), edit(CellField::Weeks, cell.has_return, weeks)]
}

/// Adds a part of an amount to one figure of a cell.
fn add_part(
    expansion: &mut Expansion,
    outcome: &Outcome,
    place: Place,
    field: CellField,
    amount: Fraction,
    part: Decimal,
    note: &str,
) {
    match amount.times(Fraction::of(part)).to_decimal() {
        Some(more) => expansion.add(outcome, place, field, Change::Add(more), note),
        None => expansion.leave_out_missing(outcome, place, field),
    }
}

/// A share in per cent with as many places as it has: `12.5 %`.
fn share(share: Decimal) -> String {
    format!("{} %", plain(share.times(Decimal::from_int(100)).unwrap_or(share)))
}
