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
    #[inline]
    fn both(&self, of: Near) -> (f64, f64) {
        (of.weeks * self.near.fte, of.fte * self.near.weeks)
    }

    /// Whether less is provided than expected.
    #[inline]
    pub fn is_short(&self, cell: &Cell, of: Near) -> bool {
        let (provided, expected) = self.both(of);
        if are_close(provided, expected) { self.is_short_exactly(cell) } else { provided < expected }
    }

    #[cold]
    #[inline(never)]
    fn is_short_exactly(&self, cell: &Cell) -> bool {
        self.rate.gap(cell.fte, cell.weeks).is_negative()
    }

    /// Whether anything is expected of a cell with workforce data.
    #[inline]
    fn expects(&self, of: Near) -> bool {
        of.fte > 0.0 && !self.rate.is_zero()
    }

    /// Whether the provision ratio is on a threshold or above it, where something is expected.
    #[inline]
    fn reaches(&self, cell: &Cell, (provided, expected): (f64, f64), line: Line) -> bool {
        let threshold = line.near * expected;
        if are_close(provided, threshold) { self.reaches_exactly(cell, line.exact) } else { provided > threshold }
    }

    #[cold]
    #[inline(never)]
    fn reaches_exactly(&self, cell: &Cell, line: Decimal) -> bool {
        self.rate.ratio(cell.fte, cell.weeks).is_some_and(|ratio| ratio.compare(line).is_ge())
    }

    /// Whether a cell meets its share; `None` where nothing is expected.
    #[inline]
    pub fn meets(&self, cell: &Cell, of: Near) -> Option<bool> {
        self.expects(of).then(|| self.reaches(cell, self.both(of), self.meets))
    }

    /// Where a cell with FTE and a return stands; `None` where nothing is expected.
    #[inline]
    pub fn status(&self, cell: &Cell, of: Near) -> Option<Status> {
        if !self.expects(of) {
            return None;
        }
        // All three are asked: no branch that is taken by chance.
        let both = self.both(of);
        let (above, meets) = (self.reaches(cell, both, self.above), self.reaches(cell, both, self.meets));
        let close = self.reaches(cell, both, self.close);
        let reached = if above { 3 } else { usize::from(close).max(2 * usize::from(meets)) };
        Some([Status::Below, Status::Near, Status::Meets, Status::Above][reached])
    }

    /// The provision ratio of a cell of which something is expected.
    pub fn ratio(&self, of: Near) -> f64 {
        let (provided, expected) = self.both(of);
        provided / expected
    }
}

/// What charts and orders need of one organisation: floating-point numbers, and the status, which is
/// decided exactly.
#[derive(Clone, Copy, Debug)]
pub struct Glance {
    /// Where the figures stand.
    pub place: Place,
    /// Where the organisation stands.
    pub status: Status,
    /// What is missing is not a number.
    eligible_fte: f64,
    expected: f64,
    provided: f64,
}

impl Glance {
    /// Eligible FTE; `None` without workforce data.
    pub fn eligible_fte(&self) -> Option<f64> {
        known(self.eligible_fte)
    }

    /// Expected placement weeks; `None` without workforce data, and without a rate unless nothing is expected.
    pub fn expected(&self) -> Option<f64> {
        known(self.expected)
    }

    /// Placement weeks provided; `None` without a return.
    pub fn provided(&self) -> Option<f64> {
        known(self.provided)
    }

    /// Provided − expected.
    pub fn gap(&self) -> Option<f64> {
        known(self.provided - self.expected)
    }

    /// Provided ÷ expected; `None` where nothing is expected.
    pub fn ratio(&self) -> Option<f64> {
        if self.expected > 0.0 { known(self.provided / self.expected) } else { None }
    }
}

fn known(figure: f64) -> Option<f64> {
    if figure.is_nan() { None } else { Some(figure) }
}

impl Outcome {
    /// A look at every organisation of one profession and year that has anything, in the order of codes.
    pub fn glances(&self, profession: Profession, year: AcademicYear) -> impl Iterator<Item = Glance> {
        let rate = self.rate(profession, year);
        let yardstick = rate.ok().map(|rate| Yardstick::new(rate, self.settings()));
        let scale = self.cells().scale;
        let (fte_in_one, weeks_in_one) = (near(scale.fte), near(scale.weeks));
        let per_fte = yardstick.as_ref().map(|yardstick| yardstick.near.weeks / yardstick.near.fte / weeks_in_one);
        let column = Column::each(self.cells().whole_column(profession, year));
        column.filter(|(_, kind, ..)| kind.exists()).map(move |(organisation, kind, cell, near)| {
            let status = match &yardstick {
                Some(yardstick) if kind.counts() => yardstick.status(cell, near).unwrap_or(Status::NoExpectation),
                _ => Status::before_ratio(cell, &rate).unwrap_or(Status::NoRate),
            };
            let expected = match per_fte {
                Some(per_fte) => near.fte * per_fte,
                None if kind.has_fte() => f64::NAN,
                None => 0.0,
            };
            let known = |is: bool, figure: f64| if is { figure } else { f64::NAN };
            Glance {
                place: Place { year, organisation, profession },
                status,
                eligible_fte: known(kind.has_workforce(), near.fte / fte_in_one),
                expected: known(kind.has_workforce(), expected),
                provided: known(kind.has_return(), near.weeks / weeks_in_one),
            }
        })
    }
}

/// Whether two figures, neither of them below 0, lie too close for floating-point numbers to decide.
#[inline]
fn are_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOO_CLOSE * (a + b)
}
