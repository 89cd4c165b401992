//! Which snapshots make the FTE of an academic year (`domain.md`, *FTE of a year*).

use std::borrow::Cow;
use std::collections::BTreeSet;
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
    knows_preceptees: bool,
    knows_leave: bool,
}

impl Span {
    /// With what the settings ask for and the data does not say.
    fn under(mut self, settings: &Settings) -> Span {
        if settings.preceptees != Decimal::ONE && !self.knows_preceptees {
            self.basis.set(Basis::PRECEPTEES_UNKNOWN);
        }
        if !settings.long_leave && !self.knows_leave {
            self.basis.set(Basis::LEAVE_UNKNOWN);
        }
        self
    }
}

/// Spans by profession, organisation and year, and how many snapshots there are in any of them: each number
/// once, sorted.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    spans: Vec<Span>,
    numbers_of_snapshots: Vec<u16>,
}

/// The spans of a plan under some settings.
pub(crate) struct Spans<'a> {
    found: Cow<'a, Found>,
    /// By the number of the year in what was found, that among the years asked for.
    years: Vec<Option<usize>>,
    settings: &'a Settings,
}

/// The spans of every organisation, profession and one of `years` that has workforce data. A year's own
/// snapshots are the same whatever the settings, so they are looked for once.
pub(crate) fn spans<'a>(facts: &'a Facts, settings: &'a Settings, years: &[AcademicYear]) -> Spans<'a> {
    if settings.nearest_snapshot {
        let found = Cow::Owned(find(facts, Some(settings), years));
        return Spans { found, years: (0..years.len()).map(Some).collect(), settings };
    }
    let own = facts.own_spans.get_or_init(|| find(facts, None, &facts.years));
    let years = facts.years.iter().map(|year| years.binary_search(year).ok()).collect();
    Spans { found: Cow::Borrowed(own), years, settings }
}

impl Spans<'_> {
    /// How many snapshots there are in any of them: each number once, sorted.
    pub fn numbers_of_snapshots(&self) -> &[u16] {
        &self.found.numbers_of_snapshots
    }

    /// Each span, by profession, organisation and year.
    pub fn iter(&self) -> impl Iterator<Item = Span> {
        self.in_years(&self.found.spans)
    }

    /// Each span of one profession, by organisation and year.
    pub fn of(&self, profession: Profession) -> impl Iterator<Item = Span> {
        let end = |is: fn(&Profession, &Profession) -> bool| {
            self.found.spans.partition_point(|span| is(&span.profession, &profession))
        };
        self.in_years(&self.found.spans[end(Profession::lt)..end(Profession::le)])
    }

    fn in_years(&self, spans: &[Span]) -> impl Iterator<Item = Span> {
        let asked_for = spans.iter().filter_map(|span| Some(Span { year: self.years[span.year]?, ..*span }));
        asked_for.map(|span| span.under(self.settings))
    }
}

/// Looks for the spans of every organisation, profession and year; those of other years' snapshots only
/// under settings that ask for them.
fn find(facts: &Facts, nearest: Option<&Settings>, years: &[AcademicYear]) -> Found {
    let cells = &facts.workforce.cells;
    let loaded: Vec<u16> = years.iter().map(|year| loaded(facts, *year)).collect();
    let mut spans = Vec::new();
    let mut first = 0;
    while first < cells.len() {
        let MomentCell { profession, organisation, .. } = cells[first];
        let same = |cell: &MomentCell| cell.profession == profession && cell.organisation == organisation;
        let end = first + cells[first..].iter().take_while(|cell| same(cell)).count();
        let mut runs = Runs::of(cells, first..end);
        for (year, academic_year) in years.iter().enumerate() {
            let own = own_span(facts, &runs.next(*academic_year), loaded[year]);
            let span = span_or_nearest(facts, nearest, *academic_year, own, first..end);
            spans.extend(span.map(|span| Span { profession, organisation, year, ..span }));
        }
        first = end;
    }
    let numbers: BTreeSet<u16> = spans.iter().map(|span| span.snapshots).collect();
    Found { spans, numbers_of_snapshots: numbers.into_iter().collect() }
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
    let nearest = settings.nearest_snapshot.then_some(settings);
    span_or_nearest(facts, nearest, year, own, among).map(|span| span.under(settings))
}

fn span_or_nearest(
    facts: &Facts,
    nearest: Option<&Settings>,
    year: AcademicYear,
    own: Option<Span>,
    among: Range<usize>,
) -> Option<Span> {
    let mut span = own.or_else(|| nearest_span(facts, nearest?, year, among.start, among.end))?;
    let own = &facts.workforce.cells[span.first..span.end];
    if own.iter().any(|cell| cell.theatres) {
        span.basis.set(Basis::OPERATING_THEATRES);
    }
    if own.iter().any(|cell| cell.merged) {
        span.basis.set(Basis::MERGED);
    }
    span.knows_preceptees = own.iter().any(|cell| cell.knows_preceptees);
    span.knows_leave = own.iter().any(|cell| cell.knows_leave);
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
    knows_preceptees: false,
    knows_leave: false,
};
