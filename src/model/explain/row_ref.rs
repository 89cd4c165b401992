//! A row of a source file, as an explanation points to it.

use std::fmt;

use crate::model::{Band, Decimal, Fraction, LearnerType, PlacementStatus};

/// One row of a source, with what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RowRef {
    /// The source, as the plan numbers it (files given without a plan: 0, 1, 2, …).
    pub source: u32,
    /// The physical line on which the row starts, from 1.
    pub line: u32,
    /// Its amount as the file gives it; `None` is missing.
    pub value: Option<Decimal>,
    /// What the amount is measured in.
    pub unit: RowUnit,
    /// Whether it counts, or why not.
    pub counted: Counted,
    /// What it adds to the figure, in the figure's unit; 0 if it does not count.
    pub adds: Fraction,
}

/// What a row's amount is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowUnit {
    /// Full-time equivalents.
    Fte,
    /// Placement weeks.
    Weeks,
    /// Hours on placement.
    Hours,
    /// Days on placement.
    Days,
}

impl RowUnit {
    /// The word behind an amount.
    pub const fn word(self) -> &'static str {
        match self {
            RowUnit::Fte => "FTE",
            RowUnit::Weeks => "weeks",
            RowUnit::Hours => "hours",
            RowUnit::Days => "days",
        }
    }
}

/// How much of a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// All of it.
    Whole,
    /// Its FTE less what the settings take off these parts of it.
    Less {
        /// The part that preceptees hold.
        preceptee: Decimal,
        /// The part that is on long leave.
        leave: Decimal,
    },
    /// Nothing.
    No(NotCounted),
}

/// Why a row does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// Its FTE is missing.
    NoFte,
    /// It has no measure of activity.
    NoMeasure,
    /// Support staff.
    SupportStaff,
    /// Staff of another group.
    OtherStaff,
    /// A level that is switched off.
    Level(String),
    /// A band outside those that count.
    Band(Band),
    /// What became of the placement: offered, declined, cancelled.
    Status(PlacementStatus),
    /// A learner type that does not count.
    Learner(LearnerType),
    /// It names the year only, and stands beside dated rows.
    WholeYear,
}

impl fmt::Display for NotCounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCounted::NoFte => f.write_str("no readable FTE"),
            NotCounted::NoMeasure => f.write_str("no readable measure"),
            NotCounted::SupportStaff => f.write_str("support staff"),
            NotCounted::OtherStaff => f.write_str("another staff group"),
            NotCounted::Level(level) if level.is_empty() => f.write_str("no level"),
            NotCounted::Level(level) => write!(f, "level {level}"),
            NotCounted::Band(band @ (Band::NonAfc | Band::VerySeniorManager | Band::Other)) => write!(f, "{band}"),
            NotCounted::Band(band) => write!(f, "band {}", band.key()),
            NotCounted::Status(status) => f.write_str(status.word()),
            NotCounted::Learner(learner) => f.write_str(learner.word()),
            NotCounted::WholeYear => f.write_str("for the whole year, beside dated rows"),
        }
    }
}
