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
    let loaded: Vec<u16> = years.iter().map(|year| loaded(facts, *year)).collect();
    let mut spans = Vec::with_capacity(cells.len());
    let mut first = 0;
    while first < cells.len() {
        let MomentCell { profession, organisation, .. } = cells[first];
        let same = |cell: &MomentCell| cell.profession == profession && cell.organisation == organisation;
        let end = first + cells[first..].iter().take_while(|cell| same(cell)).count();
        let mut runs = Runs::of(cells, first..end);
        for (year, academic_year) in years.iter().enumerate() {
            let own = own_span(facts, &runs.next(*academic_year), loaded[year]);
            let span = span_or_nearest(facts, settings, *academic_year, own, first..end);
            spans.extend(span.map(|span| Span { profession, organisation, year, ..span }));
        }
        first = end;
    }
    spans
}

/// How many moments were loaded for a year, over all organisations.
fn loaded(facts: &Facts, year: AcademicYear) -> u16 {
    facts.workforce.moments_of_year.iter().find(|(of, _)| *of == year).map_or(0, |(_, moments)| *moments)
}

/// Goes through the moments of one organisation and profession, year by year.
///
/// Moments are sorted with dates before years, and within them by time, so each kind of one year is one run.
struct Runs<'a> {
    cells: &'a [MomentCell],
    dated: Range<usize>,
    whole: Range<usize>,
}

impl<'a> Runs<'a> {
    fn of(cells: &'a [MomentCell], among: Range<usize>) -> Runs<'a> {
        let is_dated = |cell: &&MomentCell| matches!(cell.moment, Snapshot::On(_));
        let whole = among.start + cells[among.clone()].iter().take_while(is_dated).count();
        Runs { cells, dated: among.start..whole, whole: whole..among.end }
    }

    /// The dated moments of a year and those that name it only. Years are asked for in order.
    fn next(&mut self, year: AcademicYear) -> [Range<usize>; 2] {
        [&mut self.dated, &mut self.whole].map(|left| {
            let year_of = |index: usize| self.cells[index].moment.academic_year();
            while left.start < left.end && year_of(left.start) < Some(year) {
                left.start += 1;
            }
            let first = left.start;
            while left.start < left.end && year_of(left.start) == Some(year) {
                left.start += 1;
            }
            first..left.start
        })
    }
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
    let runs = Runs::of(&facts.workforce.cells, among.clone()).next(year);
    let own = own_span(facts, &runs, loaded(facts, year));
    span_or_nearest(facts, settings, year, own, among)
}

fn span_or_nearest(
    facts: &Facts,
    settings: &Settings,
    year: AcademicYear,
    own: Option<Span>,
    among: Range<usize>,
) -> Option<Span> {
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
fn own_span(facts: &Facts, [dated, whole]: &[Range<usize>; 2], loaded: u16) -> Option<Span> {
    let readable =
        |run: &Range<usize>| facts.workforce.cells[run.clone()].iter().filter(|cell| cell.readable).count() as u16;
    let (of_dates, of_whole) = (readable(dated), readable(whole));
    let (run, snapshots, of_snapshots) = match (of_dates, of_whole) {
        (0, 0) => return None,
        (0, snapshots) => (whole, snapshots, snapshots),
        (snapshots, _) => (dated, snapshots, loaded),
    };
    let mut basis = Basis::default();
    if of_dates > 0 && of_whole > 0 {
        basis.set(Basis::YEAR_ROW_IGNORED);
    }
    Some(Span { first: run.start, end: run.end, snapshots, of_snapshots, basis, ..BLANK })
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
        let has_dates = |year| {
            let [dated, _] = Runs::of(&facts.workforce.cells, first..end).next(year);
            facts.workforce.cells[dated].iter().any(|cell| cell.readable)
        };
        let yields = matches!(cell.moment, Snapshot::In(year) if has_dates(year));
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
