//! Which snapshots make the FTE of an academic year (`domain.md`, *FTE of a year*).

use std::ops::Range;

use jiff::ToSpan;

use super::cells::Basis;
use super::facts::MomentCell;
use super::{AcademicYear, Decimal, Facts, Profession, Settings, Snapshot};

/// The consecutive moments of one organisation and profession that make its FTE of one year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub profession: Profession,
    pub organisation: u32,
    /// The number of the year among those asked for.
    pub year: usize,
    pub first: usize,
    pub end: usize,
    pub snapshots: u16,
    pub of_snapshots: u16,
    pub nearest: bool,
    pub basis: Basis,
}

/// The spans of every organisation, profession and one of `years` that has workforce data.
pub(crate) fn spans(facts: &Facts, settings: &Settings, years: &[AcademicYear]) -> Vec<Span> {
    let cells = &facts.workforce.cells;
    let mut spans = Vec::new();
    let mut first = 0;
    while first < cells.len() {
        let MomentCell { profession, organisation, .. } = cells[first];
        let same = |cell: &MomentCell| cell.profession == profession && cell.organisation == organisation;
        let end = first + cells[first..].iter().take_while(|cell| same(cell)).count();
        for (year, academic_year) in years.iter().enumerate() {
            let span = span(facts, settings, *academic_year, first..end);
            spans.extend(span.map(|span| Span { profession, organisation, year, ..span }));
        }
        first = end;
    }
    spans
}

/// The moments of one organisation and profession.
pub(crate) fn moments(facts: &Facts, profession: Profession, organisation: u32) -> Range<usize> {
    let cells = &facts.workforce.cells;
    let of = |cell: &MomentCell| (cell.profession, cell.organisation);
    let first = cells.partition_point(|cell| of(cell) < (profession, organisation));
    first..first + cells[first..].partition_point(|cell| of(cell) == (profession, organisation))
}

/// The span of one year among the moments of one organisation and profession.
pub(crate) fn span(facts: &Facts, settings: &Settings, year: AcademicYear, among: Range<usize>) -> Option<Span> {
    let own = own_span(facts, year, among.start, among.end);
    let nearest = || nearest_span(facts, settings, year, among.start, among.end);
    let mut span = own.or_else(|| if settings.nearest_snapshot { nearest() } else { None })?;
    let own = &facts.workforce.cells[span.first..span.end];
    if own.iter().any(|cell| cell.theatres) {
        span.basis.set(Basis::OPERATING_THEATRES);
    }
    if own.iter().any(|cell| cell.merged) {
        span.basis.set(Basis::MERGED);
    }
    if settings.preceptees != Decimal::ONE && !own.iter().any(|cell| cell.knows_preceptees) {
        span.basis.set(Basis::PRECEPTEES_UNKNOWN);
    }
    if !settings.long_leave && !own.iter().any(|cell| cell.knows_leave) {
        span.basis.set(Basis::LEAVE_UNKNOWN);
    }
    Some(span)
}

/// The year's own snapshots: its dates if it has any, else the rows that name the year only.
///
/// Moments are sorted with dates before years, and within them by time, so each kind is one run.
fn own_span(facts: &Facts, year: AcademicYear, first: usize, end: usize) -> Option<Span> {
    let cells = &facts.workforce.cells;
    let run = |dated: bool| {
        let matches = |cell: &MomentCell| {
            matches!(cell.moment, Snapshot::On(_)) == dated && cell.moment.academic_year() == Some(year)
        };
        let start = first + cells[first..end].iter().take_while(|cell| !matches(cell)).count();
        let stop = start + cells[start..end].iter().take_while(|cell| matches(cell)).count();
        let snapshots = cells[start..stop].iter().filter(|cell| cell.readable).count() as u16;
        (start, stop, snapshots)
    };
    let (dated, whole) = (run(true), run(false));
    let ((first, end, snapshots), of_whole_year) = if dated.2 > 0 { (dated, false) } else { (whole, true) };
    if snapshots == 0 {
        return None;
    }
    let mut basis = Basis::default();
    if !of_whole_year && whole.2 > 0 {
        basis.set(Basis::YEAR_ROW_IGNORED);
    }
    let loaded = facts.workforce.moments_of_year.iter().find(|(y, _)| *y == year).map_or(snapshots, |(_, n)| *n);
    let of_snapshots = if of_whole_year { snapshots } else { loaded };
    Some(Span { first, end, snapshots, of_snapshots, basis, ..BLANK })
}

/// The single snapshot closest to 31 January of the year, ties to the earlier, within the setting's months.
fn nearest_span(facts: &Facts, settings: &Settings, year: AcademicYear, first: usize, end: usize) -> Option<Span> {
    let middle = year.middle();
    let months = i64::from(settings.nearest_snapshot_months).months();
    let (from, to) = (middle.saturating_sub(months), middle.saturating_add(months));
    let distance = |index: &usize| {
        let day = facts.workforce.cells[*index].moment.day();
        (middle.until(day).map_or(i32::MAX, |span| span.get_days().abs()), day)
    };
    let candidates = (first..end).filter(|index| {
        let cell = &facts.workforce.cells[*index];
        // A row for a whole year that has dated rows, too, is ignored here as it is there.
        let yields = matches!(cell.moment, Snapshot::In(year) if own_span(facts, year, first, end).is_some_and(|span| {
            matches!(facts.workforce.cells[span.first].moment, Snapshot::On(_))
        }));
        cell.readable && !yields && (from..=to).contains(&cell.moment.day())
    });
    let first = candidates.min_by_key(distance)?;
    Some(Span { first, end: first + 1, snapshots: 1, of_snapshots: 1, nearest: true, ..BLANK })
}

const BLANK: Span = Span {
    profession: Profession::Pt,
    organisation: 0,
    year: 0,
    first: 0,
    end: 0,
    snapshots: 0,
    of_snapshots: 0,
    nearest: false,
    basis: Basis::NONE,
};
