//! Rows of input turned into cells of whole numbers. `dictionary` turns them back.

use jiff::civil::Date;

use super::error::StoreError;
use super::texts::{Column, Interner};
use super::words::ActivityUnit;
use crate::model::{
    Activity, Decimal, DemandRow, MergerRow, OrganisationRow, PlacementRow, Quantity, Snapshot, SourceKind, Unit,
    WorkforceRow,
};

/// The cells of one stored row, in the order of its table's columns; the first is its number, given
/// when it is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cells(pub(super) [Option<i64>; Cells::MOST]);

impl Cells {
    /// The columns of the widest table.
    pub(super) const MOST: usize = 16;

    /// The snapshot or year of a row, where rows of its kind have one.
    pub(super) fn moment(&self, kind: SourceKind) -> Option<i64> {
        match kind {
            SourceKind::Workforce | SourceKind::Placements => self.0[4],
            SourceKind::Demand => self.0[2],
            SourceKind::Organisations | SourceKind::Mergers => None,
        }
    }

    fn of<const N: usize>(columns: [Option<i64>; N]) -> Cells {
        let mut cells = Cells::default();
        cells.0[1..=N].copy_from_slice(&columns);
        cells
    }
}

fn row_error(line: u64, reason: &'static str) -> StoreError {
    StoreError::Row { line, reason }
}

fn line(line: u64) -> Option<i64> {
    i64::try_from(line).ok()
}

fn amount<U: Unit>(quantity: Option<Quantity<U>>) -> Option<i64> {
    quantity.map(|quantity| quantity.amount().millionths())
}

fn decimal(value: Option<Decimal>) -> Option<i64> {
    value.map(Decimal::millionths)
}

/// A date as 20180930; an academic year, where a date may stand, as 2018.
fn day(date: Date) -> Option<i64> {
    (date.year() >= 1).then(|| i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day()))
}

pub(super) fn workforce(row: &WorkforceRow<'_>, known: &mut Interner) -> Result<Cells, StoreError> {
    let snapshot = match row.snapshot {
        Snapshot::On(date) => day(date).ok_or_else(|| row_error(row.line, "its date lies before the year 1"))?,
        Snapshot::In(year) => i64::from(year.start()),
    };
    Ok(Cells::of([
        line(row.line),
        known.mention(&row.organisation),
        known.word(row.profession),
        Some(snapshot),
        known.word(row.staff_group),
        known.text(Column::Level, row.level),
        known.word(row.band),
        amount(row.fte),
        amount(row.preceptee_fte),
        amount(row.leave_fte),
        amount(row.vacancy_fte),
        known.text(Column::Team, row.team),
    ]))
}

pub(super) fn placement(row: &PlacementRow<'_>, known: &mut Interner) -> Result<Cells, StoreError> {
    let (unit, measure) = match row.activity {
        Some(Activity::Weeks(weeks)) => (known.word(ActivityUnit::Weeks), amount(Some(weeks))),
        Some(Activity::Hours(hours)) => (known.word(ActivityUnit::Hours), amount(Some(hours))),
        Some(Activity::Days(days)) => (known.word(ActivityUnit::Days), amount(Some(days))),
        None => (None, None),
    };
    let start = row.start_date.map(|date| day(date).ok_or_else(|| row_error(row.line, "it starts before the year 1")));
    Ok(Cells::of([
        line(row.line),
        known.mention(&row.organisation),
        known.word(row.profession),
        Some(i64::from(row.year.start())),
        known.text(Column::Hei, row.hei),
        known.text(Column::Programme, row.programme),
        known.word(row.learner_type),
        known.word(row.status),
        decimal(row.students),
        decimal(row.weeks_per_student),
        unit,
        measure,
        known.text(Column::Model, row.model),
        start.transpose()?,
        known.text(Column::Team, row.team),
    ]))
}

pub(super) fn demand(row: &DemandRow<'_>, known: &mut Interner) -> Result<Cells, StoreError> {
    Ok(Cells::of([
        line(row.line),
        Some(i64::from(row.year.start())),
        known.word(row.profession),
        known.text(Column::Hei, row.hei),
        known.text(Column::Programme, row.programme),
        amount(row.weeks),
    ]))
}

pub(super) fn organisation(row: &OrganisationRow<'_>, known: &mut Interner) -> Result<Cells, StoreError> {
    let date = |date: Option<Date>| {
        date.map(|date| day(date).ok_or_else(|| row_error(row.line, "a date lies before the year 1"))).transpose()
    };
    Ok(Cells::of([
        line(row.line),
        known.mention(&row.organisation),
        date(row.opened)?,
        date(row.closed)?,
        known.text(Column::OrganisationType, row.organisation_type),
        known.text(Column::BenchmarkGroup, row.benchmark_group),
    ]))
}

pub(super) fn merger(row: &MergerRow<'_>, known: &mut Interner) -> Result<Cells, StoreError> {
    let on = row.date.map(|date| day(date).ok_or_else(|| row_error(row.line, "its date lies before the year 1")));
    let organisations = [row.predecessor, row.successor].map(|code| Some(known.organisation(code)));
    Ok(Cells::of([line(row.line), organisations[0], organisations[1], on.transpose()?]))
}
