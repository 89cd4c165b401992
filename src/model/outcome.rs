//! The outcome: every figure of every organisation, profession and academic year under some settings.

use std::sync::Arc;

use super::benchmark::{self, NoRate, Rate, RateOrigin};
use super::cells::{Basis, Cell, Cells};
use super::{AcademicYear, BenchmarkMethod, Facts, Fraction, Organisation, Profession, Settings, Status};

/// All results of one plan under one set of settings.
#[derive(Clone, Debug)]
pub struct Outcome {
    facts: Arc<Facts>,
    settings: Settings,
    cells: Cells,
    group: Vec<bool>,
    rates: Vec<Result<Rate, NoRate>>,
}

/// Which figure row is meant: organisation (by its number), profession and year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The academic year.
    pub year: AcademicYear,
    /// The number of the organisation in [`Facts::organisations`].
    pub organisation: u32,
    /// The profession.
    pub profession: Profession,
}

/// The figures of one organisation, profession and year. `None` is missing, never 0.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Eligible FTE; `None` without workforce data.
    pub eligible_fte: Option<Fraction>,
    /// The benchmark rate, or why there is none.
    pub rate: Result<Rate, NoRate>,
    /// Expected placement weeks: eligible FTE × rate. 0 where eligible FTE is 0, rate or no rate.
    pub expected: Option<Fraction>,
    /// Placement weeks provided; `None` without a return.
    pub provided: Option<Fraction>,
    /// Provided − expected.
    pub gap: Option<Fraction>,
    /// Provided ÷ expected; `None` where nothing is expected, never infinity.
    pub ratio: Option<Fraction>,
    /// Share of the eligible FTE of those that formed the rate; `None` for others.
    pub fte_share: Option<Fraction>,
    /// Share of what those that formed the rate provide; `None` for others.
    pub provided_share: Option<Fraction>,
    /// Where the organisation stands.
    pub status: Status,
    /// Whole placements that would close the gap: ⌈|gap| ÷ block length⌉, 0 where there is none to
    /// close, `None` without a gap.
    pub placements_to_close: Option<i128>,
    /// The cell that the figures are made from, with what it rests on.
    pub cell: Cell,
}

/// Where a cell stands: of its figures, those that totals are made from.
pub(super) struct Standing {
    pub gap: Option<Fraction>,
    pub ratio: Option<Fraction>,
    pub status: Status,
}

impl Outcome {
    /// Works out every result. Pure: the same facts and settings give the same outcome.
    pub fn calculate(facts: Arc<Facts>, settings: Settings) -> Outcome {
        let cells = Cells::count(&facts, &settings);
        Outcome::of_cells(facts, settings, cells)
    }

    /// The same facts under other settings, with columns for `years` (sorted, those of the facts among
    /// them): what a scenario's own settings and years start from.
    pub(crate) fn under(&self, settings: Settings, years: Vec<AcademicYear>) -> Outcome {
        let cells = Cells::count_over(&self.facts, &settings, years);
        Outcome::of_cells(Arc::clone(&self.facts), settings, cells)
    }

    fn of_cells(facts: Arc<Facts>, settings: Settings, cells: Cells) -> Outcome {
        let group = benchmark::reference_group(&facts, &settings);
        let each = Profession::ALL
            .into_iter()
            .flat_map(|profession| cells.years().iter().map(move |year| (profession, *year)));
        let rates = each
            .map(|(profession, year)| benchmark::rate(&facts, &settings, &cells, &group, profession, year))
            .collect();
        Outcome { facts, settings, cells, group, rates }
    }

    /// Puts an edited cell in place of the one there; nothing for a year without columns. The rates of
    /// its column are the caller's to renew.
    pub(crate) fn put_cell(&mut self, place: Place, cell: Cell) {
        if let Some(held) = self.cells.at_mut(place) {
            *held = cell;
        }
    }

    /// Puts a rate in place of the one there.
    pub(crate) fn put_rate(&mut self, profession: Profession, year: AcademicYear, rate: Result<Rate, NoRate>) {
        if let Ok(index) = self.cells.years().binary_search(&year) {
            self.rates[profession as usize * self.cells.years().len() + index] = rate;
        }
    }

    /// The rate that the cells as they stand give, from the whole column.
    pub(crate) fn formed_rate(&self, profession: Profession, year: AcademicYear) -> Result<Rate, NoRate> {
        benchmark::rate(&self.facts, &self.settings, &self.cells, &self.group, profession, year)
    }

    /// The facts it rests on.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The settings it rests on.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The cells it rests on.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// The organisation at a place.
    pub fn organisation(&self, place: Place) -> &Organisation {
        &self.facts.organisations[place.organisation as usize]
    }

    /// Whether the organisation is in the reference group.
    pub fn in_reference_group(&self, organisation: u32) -> bool {
        self.group.get(organisation as usize).copied().unwrap_or(false)
    }

    /// The benchmark rate of a profession and year, or why there is none.
    pub fn rate(&self, profession: Profession, year: AcademicYear) -> Result<Rate, NoRate> {
        match self.cells.years().binary_search(&year) {
            Ok(index) => self.rates[profession as usize * self.cells.years().len() + index],
            // An entered rate and one of a fixed year serve every year.
            Err(_) => self.formed_rate(profession, year),
        }
    }

    /// Every place that has workforce data or a return, sorted by year, organisation code, profession.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let organisations = 0..self.facts.organisations.len() as u32;
        let places = self.cells.years().iter().flat_map(move |year| {
            organisations.clone().flat_map(move |organisation| {
                Profession::ALL.into_iter().map(move |profession| Place { year: *year, organisation, profession })
            })
        });
        places.filter(|place| self.cell(*place).exists())
    }

    /// The cell at a place.
    pub fn cell(&self, place: Place) -> Cell {
        let column = self.cells.column(place.profession, place.year);
        column.get(place.organisation as usize).copied().unwrap_or_default()
    }

    /// The figures at a place.
    pub fn figures(&self, place: Place) -> Figures {
        let cell = self.cell(place);
        let scale = self.cells.scale;
        let rate = self.rate(place.profession, place.year);
        let expected = expected(&cell, rate);
        let Standing { gap, ratio, status } = self.standing(&cell, rate);
        let shares = rate.ok().filter(|rate| self.formed(rate, place, &cell));
        let block = self.settings.block_weeks.of(place.profession);
        Figures {
            eligible_fte: cell.eligible_fte(scale),
            rate,
            expected,
            provided: cell.provided(scale),
            gap,
            ratio,
            fte_share: shares.and_then(|rate| rate.fte_share(cell.fte)),
            provided_share: shares
                .filter(|_| cell.has_return)
                .and_then(|rate| Fraction::new(cell.weeks, rate.provided)),
            status,
            placements_to_close: gap.map(|gap| placements_to_close(gap, block)),
            cell,
        }
    }

    /// Where a cell stands under a rate.
    pub(super) fn standing(&self, cell: &Cell, rate: Result<Rate, NoRate>) -> Standing {
        let (gap, ratio) = match (rate, cell.has_workforce && cell.has_return) {
            (Ok(rate), true) => (Some(rate.gap(cell.fte, cell.weeks)), rate.ratio(cell.fte, cell.weeks)),
            (Err(_), true) if cell.fte == 0 => (cell.provided(self.cells.scale), None),
            _ => (None, None),
        };
        Standing { gap, ratio, status: self.status(cell, rate, ratio) }
    }

    /// The first status that applies (`domain.md`, *Status*), decided exactly.
    fn status(&self, cell: &Cell, rate: Result<Rate, NoRate>, ratio: Option<Fraction>) -> Status {
        if !cell.has_workforce {
            return Status::NoWorkforceData;
        }
        if !cell.has_return {
            return Status::NoReturn;
        }
        if cell.fte == 0 || rate.is_ok_and(|rate| rate.is_zero()) {
            return Status::NoExpectation;
        }
        let Some(ratio) = ratio else { return Status::NoRate };
        let reaches = |threshold| ratio.compare(threshold).is_ge();
        if reaches(self.settings.threshold_above) {
            Status::Above
        } else if reaches(self.settings.threshold_meets) {
            Status::Meets
        } else if reaches(self.settings.threshold_near) {
            Status::Near
        } else {
            Status::Below
        }
    }

    /// Whether the organisation is one of those that formed the rate, in the year that it was formed in.
    fn formed(&self, rate: &Rate, place: Place, cell: &Cell) -> bool {
        let counted = match rate.method {
            BenchmarkMethod::Observed => benchmark::forms_observed(cell),
            BenchmarkMethod::Demand => cell.has_workforce && cell.fte > 0,
            BenchmarkMethod::Set => false,
        };
        counted
            && rate.origin == RateOrigin::Formed
            && rate.year == Some(place.year)
            && self.in_reference_group(place.organisation)
    }
}

/// Eligible FTE × rate; 0 where eligible FTE is 0, rate or no rate; `None` without either.
fn expected(cell: &Cell, rate: Result<Rate, NoRate>) -> Option<Fraction> {
    if !cell.has_workforce {
        return None;
    }
    match rate {
        Ok(rate) => Some(rate.expected(cell.fte)),
        Err(_) if cell.fte == 0 => Some(Fraction::ZERO),
        Err(_) => None,
    }
}

/// ⌈|gap| ÷ block length⌉ for a negative gap, 0 otherwise.
///
/// ```
/// use fairshare::model::{Decimal, Fraction, placements_to_close};
/// let six_weeks = Decimal::from_int(6);
/// assert_eq!(placements_to_close(Fraction::new(-1776, 100).unwrap(), six_weeks), 3); // 17.76 weeks short
/// assert_eq!(placements_to_close(Fraction::new(-12, 1).unwrap(), six_weeks), 2);
/// assert_eq!(placements_to_close(Fraction::new(5, 1).unwrap(), six_weeks), 0);
/// ```
pub fn placements_to_close(gap: Fraction, block_weeks: super::Decimal) -> i128 {
    if !gap.is_negative() {
        return 0;
    }
    gap.abs().over(block_weeks).map_or(0, Fraction::ceiling)
}

impl Figures {
    /// What the figures rest on, in words, for the note column and the screen; empty if on nothing
    /// that needs saying.
    pub fn notes(&self) -> Vec<String> {
        let cell = &self.cell;
        let mut notes = Vec::new();
        let mut note = |applies: bool, words: &str| {
            if applies {
                notes.push(words.to_owned());
            }
        };
        note(cell.basis.has(Basis::FTE_INCOMPLETE), "FTE incomplete: a row has no readable FTE");
        note(cell.basis.has(Basis::WEEKS_INCOMPLETE), "provided incomplete: a row has no readable measure");
        note(cell.basis.has(Basis::MISSING_AS_ZERO), "no return, counted as 0 weeks");
        note(
            cell.basis.has(Basis::YEAR_ROW_IGNORED),
            "a row for the whole year stands beside dated rows and is ignored",
        );
        note(cell.basis.has(Basis::PRECEPTEES_UNKNOWN), "preceptees not given");
        note(cell.basis.has(Basis::OPERATING_THEATRES), "operating theatres counted as operating department practice");
        note(cell.basis.has(Basis::FTE_EDITED), "FTE edited in this scenario");
        note(cell.basis.has(Basis::WEEKS_EDITED), "weeks edited in this scenario");
        if let Some(snapshot) = cell.nearest {
            notes.push(format!("nearest snapshot {snapshot}"));
        } else if cell.has_workforce && cell.snapshots < cell.of_snapshots {
            notes.push(format!("{} of {} snapshots", cell.snapshots, cell.of_snapshots));
        }
        match &self.rate {
            Ok(rate) => notes.extend(rate_notes(rate)),
            Err(reason) if cell.has_workforce => notes.push(format!("no rate: {reason}")),
            Err(_) => {}
        }
        notes
    }
}

fn rate_notes(rate: &Rate) -> Vec<String> {
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
    match rate.method {
        BenchmarkMethod::Demand if rate.incomplete => notes.push("demand incomplete".to_owned()),
        BenchmarkMethod::Observed if rate.incomplete => notes.push("rate rests on incomplete figures".to_owned()),
        _ => {}
    }
    notes
}
