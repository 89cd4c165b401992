//! Measuring many cells by one rate: by floating-point numbers where they decide, exactly where they do not.

use super::column::{Column, Near, near};
use super::{AcademicYear, Cell, Decimal, Outcome, PER_ONE, Place, Profession, Rate, Settings, Status};

/// Floating-point numbers decide between figures further apart than this, relative: twice what counts as
/// equal where exact products do not fit (`domain.md`, *Rules of arithmetic*), and a million times what
/// the handful of roundings behind them can come to. So they never decide otherwise than exact numbers.
const TOO_CLOSE: f64 = 2e-9;

/// A rate and the thresholds, made ready to measure a column.
pub(crate) struct Yardstick {
    rate: Rate,
    /// The rate's weeks and FTE, in units.
    near: Near,
    above: Line,
    meets: Line,
    close: Line,
}

/// A threshold, exact and near.
#[derive(Clone, Copy)]
struct Line {
    exact: Decimal,
    near: f64,
}

impl Line {
    fn at(exact: Decimal) -> Line {
        Line { exact, near: exact.millionths() as f64 / PER_ONE as f64 }
    }
}

impl Yardstick {
    pub fn new(rate: Rate, settings: &Settings) -> Yardstick {
        let (weeks, fte) = rate.parts();
        Yardstick {
            rate,
            near: Near { fte: near(fte), weeks: near(weeks) },
            above: Line::at(settings.threshold_above),
            meets: Line::at(settings.threshold_meets),
            close: Line::at(settings.threshold_near),
        }
    }

    /// What is provided and what is expected of a cell, both multiplied by the rate's FTE.
    fn both(&self, of: Near) -> (f64, f64) {
        (of.weeks * self.near.fte, of.fte * self.near.weeks)
    }

    /// Whether less is provided than expected.
    pub fn is_short(&self, cell: &Cell, of: Near) -> bool {
        let (provided, expected) = self.both(of);
        match is_below(provided, expected) {
            Some(is_below) => is_below,
            None => self.rate.gap(cell.fte, cell.weeks).is_negative(),
        }
    }

    /// Whether anything is expected of a cell with workforce data.
    fn expects(&self, cell: &Cell) -> bool {
        cell.fte > 0 && !self.rate.is_zero()
    }

    /// Whether the provision ratio is on a threshold or above it, where something is expected.
    fn reaches(&self, cell: &Cell, (provided, expected): (f64, f64), line: Line) -> bool {
        match is_below(provided, line.near * expected) {
            Some(is_below) => !is_below,
            None => self.rate.ratio(cell.fte, cell.weeks).is_some_and(|ratio| ratio.compare(line.exact).is_ge()),
        }
    }

    /// Whether a cell meets its share; `None` where nothing is expected.
    pub fn meets(&self, cell: &Cell, of: Near) -> Option<bool> {
        self.expects(cell).then(|| self.reaches(cell, self.both(of), self.meets))
    }

    /// Where a cell with FTE and a return stands; `None` where nothing is expected.
    pub fn status(&self, cell: &Cell, of: Near) -> Option<Status> {
        let both = self.both(of);
        self.expects(cell).then(|| {
            if self.reaches(cell, both, self.above) {
                Status::Above
            } else if self.reaches(cell, both, self.meets) {
                Status::Meets
            } else if self.reaches(cell, both, self.close) {
                Status::Near
            } else {
                Status::Below
            }
        })
    }

    /// The provision ratio of a cell of which something is expected.
    pub fn ratio(&self, of: Near) -> f64 {
        let (provided, expected) = self.both(of);
        provided / expected
    }
}

/// What charts and orders need of one organisation: floating-point numbers, and the status, which is
/// decided exactly.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glance {
    /// Where the figures stand.
    pub place: Place,
    /// Where the organisation stands.
    pub status: Status,
    /// Eligible FTE; `None` without workforce data.
    pub eligible_fte: Option<f64>,
    /// Expected placement weeks.
    pub expected: Option<f64>,
    /// Placement weeks provided; `None` without a return.
    pub provided: Option<f64>,
}

impl Glance {
    /// Provided − expected.
    pub fn gap(&self) -> Option<f64> {
        Some(self.provided? - self.expected?)
    }

    /// Provided ÷ expected; `None` where nothing is expected.
    pub fn ratio(&self) -> Option<f64> {
        Some(self.provided? / self.expected.filter(|expected| *expected > 0.0)?)
    }
}

impl Outcome {
    /// A look at every organisation of one profession and year that has anything, in the order of codes.
    pub fn glances(&self, profession: Profession, year: AcademicYear) -> impl Iterator<Item = Glance> {
        let rate = self.rate(profession, year);
        let yardstick = rate.ok().map(|rate| Yardstick::new(rate, self.settings()));
        let scale = self.cells().scale;
        let (fte_in_one, weeks_in_one) = (near(scale.fte), near(scale.weeks));
        let per_fte = yardstick.as_ref().map(|yardstick| yardstick.near.weeks / yardstick.near.fte / weeks_in_one);
        let column = self.cells().whole_column(profession, year).into_iter().flat_map(Column::each);
        column.filter(|(_, cell, _)| cell.exists()).map(move |(organisation, cell, near)| {
            let measured = || yardstick.as_ref().and_then(|yardstick| yardstick.status(cell, near));
            let status = Status::before_ratio(cell, &rate).or_else(measured).unwrap_or(Status::NoRate);
            let expected = match per_fte {
                _ if !cell.has_workforce => None,
                None => (cell.fte == 0).then_some(0.0),
                Some(per_fte) => Some(near.fte * per_fte),
            };
            Glance {
                place: Place { year, organisation, profession },
                status,
                eligible_fte: cell.has_workforce.then(|| near.fte / fte_in_one),
                expected,
                provided: cell.has_return.then(|| near.weeks / weeks_in_one),
            }
        })
    }
}

/// Whether one figure lies below another, neither of them below 0; `None` where they lie too close.
fn is_below(a: f64, b: f64) -> Option<bool> {
    ((a - b).abs() > TOO_CLOSE * (a + b)).then_some(a < b)
}
