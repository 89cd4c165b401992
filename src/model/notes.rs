//! What figures rest on besides rows that are all there, in words.

use super::benchmark::{NoRate, Rate, RateOrigin};
use super::cells::{Basis, Cell};
use super::{BenchmarkMethod, Fraction, counted};

/// What goes into a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RestsOn {
    /// The eligible FTE of its own place.
    pub fte: bool,
    /// What is provided there.
    pub weeks: bool,
    /// The benchmark rate.
    pub rate: bool,
}

impl RestsOn {
    /// All of them.
    pub const EVERYTHING: RestsOn = RestsOn { fte: true, weeks: true, rate: true };
}

/// What the figures of a cell and a rate rest on, as far as that goes into them.
pub(super) fn notes(
    cell: &Cell,
    apprentice_share: Option<Fraction>,
    rate: &Result<Rate, NoRate>,
    on: RestsOn,
) -> Vec<String> {
    let mut notes: Vec<String> = some_notes(cell, on).collect();
    notes.extend(apprentice_share.filter(|_| on.weeks).and_then(apprentices));
    match rate {
        _ if !on.rate => {}
        Ok(rate) => notes.extend(rate_notes(rate)),
        Err(reason) if cell.has_workforce => notes.push(format!("no rate: {reason}")),
        Err(_) => {}
    }
    notes
}

/// Of which figure of a cell a note is.
#[derive(Clone, Copy)]
enum Of {
    Fte,
    Weeks,
    Either,
}

/// What a cell can rest on, of which figure that is, and the words.
const NOTES: [(Basis, Of, &str); 10] = [
    (Basis::FTE_INCOMPLETE, Of::Fte, "FTE incomplete: a row has no readable FTE"),
    (Basis::WEEKS_INCOMPLETE, Of::Weeks, "provided incomplete: a row has no readable measure"),
    (Basis::MISSING_AS_ZERO, Of::Weeks, "no return, counted as 0 weeks"),
    (Basis::YEAR_ROW_IGNORED, Of::Fte, "a row for the whole year stands beside dated rows and is ignored"),
    (Basis::PRECEPTEES_UNKNOWN, Of::Fte, "preceptees not given"),
    (Basis::LEAVE_UNKNOWN, Of::Fte, "long leave not given"),
    (Basis::OPERATING_THEATRES, Of::Fte, "operating theatres counted as operating department practice"),
    (Basis::MERGED, Of::Either, "with the figures of an organisation that was taken over"),
    (Basis::FTE_EDITED, Of::Fte, "FTE edited in this scenario"),
    (Basis::WEEKS_EDITED, Of::Weeks, "weeks edited in this scenario"),
];

/// What a cell rests on, in words.
pub(super) fn cell_notes(cell: &Cell) -> impl Iterator<Item = String> {
    some_notes(cell, RestsOn::EVERYTHING)
}

fn some_notes(cell: &Cell, on: RestsOn) -> impl Iterator<Item = String> {
    let wanted = move |of: Of| match of {
        Of::Fte => on.fte,
        Of::Weeks => on.weeks,
        Of::Either => on.fte || on.weeks,
    };
    let of_rows = NOTES.into_iter().filter(move |(flag, of, _)| cell.basis.has(*flag) && wanted(*of));
    let of_rows = of_rows.map(|(.., words)| words.to_owned());
    let of_snapshots = match cell.nearest {
        _ if !on.fte => None,
        Some(snapshot) => Some(format!("nearest snapshot {snapshot}")),
        None if cell.has_workforce && cell.snapshots < cell.of_snapshots => {
            Some(format!("{} of {} snapshots", cell.snapshots, cell.of_snapshots))
        }
        None => None,
    };
    of_rows.chain(of_snapshots)
}

/// What a rate rests on, in words.
pub(super) fn rate_notes(rate: &Rate) -> Vec<String> {
    let mut notes = Vec::new();
    if rate.origin == RateOrigin::Edited {
        notes.push("rate edited in this scenario".to_owned());
    }
    if rate.is_thin() {
        notes.push(format!("rate formed by {} organisations only", rate.organisations));
    }
    if rate.dominated && rate.method == BenchmarkMethod::Observed {
        notes.push("one organisation holds more than half of the FTE behind the rate".to_owned());
    }
    if rate.on_nearest > 0 {
        notes.push(format!("rate rests on the nearest snapshot of {}", organisations(rate.on_nearest)));
    }
    match rate.method {
        BenchmarkMethod::Demand if rate.incomplete => notes.push("demand incomplete".to_owned()),
        BenchmarkMethod::Observed if rate.incomplete => notes.push("rate rests on incomplete figures".to_owned()),
        _ => {}
    }
    notes
}

/// The share that apprentices have in the provided weeks; `None` if they have none.
pub(crate) fn apprentices(share: Fraction) -> Option<String> {
    let percent = match share.rounded(2) {
        _ if share.is_zero() => return None,
        0 => "under 1".to_owned(),
        percent => percent.to_string(),
    };
    Some(format!("apprentices {percent} % of the provided weeks"))
}

fn organisations(number: u32) -> String {
    counted(number.into(), "organisation", "organisations")
}
