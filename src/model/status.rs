//! The word that says where an organisation stands.

use std::fmt;

use super::{Cell, Fraction, NoRate, Rate, Settings};

/// Where one organisation stands for one profession and year: the first that applies, in this order
/// (`domain.md`, *Status*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// A return, but no workforce row with a readable FTE.
    NoWorkforceData,
    /// Workforce data, but no placement row with a readable measure.
    NoReturn,
    /// Eligible FTE is 0, or the rate is 0: there is nothing to expect.
    NoExpectation,
    /// No benchmark rate could be formed.
    NoRate,
    /// Provision ratio from 110 % (setting).
    Above,
    /// Provision ratio from 100 % (setting).
    Meets,
    /// Provision ratio from 80 % (setting).
    Near,
    /// Provision ratio under that.
    Below,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 8] = [
        Status::Above,
        Status::Meets,
        Status::Near,
        Status::Below,
        Status::NoReturn,
        Status::NoWorkforceData,
        Status::NoExpectation,
        Status::NoRate,
    ];

    /// The word used in files and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Status::NoWorkforceData => "no workforce data",
            Status::NoReturn => "no return",
            Status::NoExpectation => "no expectation",
            Status::NoRate => "no rate",
            Status::Above => "above",
            Status::Meets => "meets",
            Status::Near => "near",
            Status::Below => "below",
        }
    }

    /// The first status that applies, if it needs no ratio.
    pub(crate) fn before_ratio(cell: &Cell, rate: &Result<Rate, NoRate>) -> Option<Status> {
        if !cell.has_workforce {
            Some(Status::NoWorkforceData)
        } else if !cell.has_return {
            Some(Status::NoReturn)
        } else if cell.fte == 0 || rate.as_ref().is_ok_and(Rate::is_zero) {
            Some(Status::NoExpectation)
        } else if rate.is_err() {
            Some(Status::NoRate)
        } else {
            None
        }
    }

    /// Where a provision ratio stands against the thresholds, decided exactly.
    pub(crate) fn of_ratio(ratio: Fraction, settings: &Settings) -> Status {
        let reaches = |threshold| ratio.compare(threshold).is_ge();
        if reaches(settings.threshold_above) {
            Status::Above
        } else if reaches(settings.threshold_meets) {
            Status::Meets
        } else if reaches(settings.threshold_near) {
            Status::Near
        } else {
            Status::Below
        }
    }

    /// Whether there is a provision ratio behind it.
    pub const fn has_ratio(self) -> bool {
        matches!(self, Status::Above | Status::Meets | Status::Near | Status::Below)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
