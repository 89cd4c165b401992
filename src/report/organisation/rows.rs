//! The rows behind one organisation's figures, with what its page shows of them.

use crate::model::explain::{RowRef, RowUnit};
use crate::model::{Fraction, LearnerType, Place, PlacementStatus, Settings};

/// A placement row of the organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct HostedRow {
    /// Of which figures it is a row.
    pub place: Place,
    /// The row, and whether it counts.
    pub row: RowRef,
    /// What became of the placement.
    pub status: PlacementStatus,
    /// Who it was for.
    pub learner_type: LearnerType,
    /// The university; empty where the file names none.
    pub hei: String,
    /// The supervision model as written; empty where the file names none.
    pub model: String,
    /// The team; empty where the file names none.
    pub team: String,
}

/// A workforce row of the organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct StaffedRow {
    /// Of which figures it is a row.
    pub place: Place,
    /// The row, and whether it counts.
    pub row: RowRef,
    /// Over how many snapshots the year's FTE is a mean.
    pub snapshots: u32,
    /// The team; empty where the file names none.
    pub team: String,
}

/// Every row behind the figures of one organisation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrganisationRows {
    /// Placement rows, also those that do not count.
    pub hosted: Vec<HostedRow>,
    /// Workforce rows, also those that do not count.
    pub staffed: Vec<StaffedRow>,
}

impl HostedRow {
    /// A row of which the rest is still to be read.
    pub fn new(place: Place, row: RowRef) -> HostedRow {
        let (status, learner_type) = (PlacementStatus::Provided, LearnerType::PreRegistration);
        HostedRow { place, row, status, learner_type, hei: String::new(), model: String::new(), team: String::new() }
    }

    /// Its placement weeks, whatever became of it; `None` without a readable measure.
    pub fn weeks(&self, settings: &Settings) -> Option<Fraction> {
        let value = Fraction::of(self.row.value?);
        let weeks = match self.row.unit {
            RowUnit::Weeks => Some(value),
            RowUnit::Hours => value.over(settings.hours_per_week),
            RowUnit::Days => value.over(settings.days_per_week),
            RowUnit::Fte => None,
        };
        weeks.map(Fraction::reduced)
    }
}

impl StaffedRow {
    /// A row of which the team is still to be read.
    pub fn new(place: Place, row: RowRef, snapshots: u32) -> StaffedRow {
        StaffedRow { place, row, snapshots, team: String::new() }
    }

    /// What it adds to the year's eligible FTE.
    pub fn fte(&self) -> Fraction {
        let snapshots = Fraction::new(self.snapshots.into(), 1);
        snapshots.and_then(|snapshots| self.row.adds.over_fraction(snapshots)).map_or(Fraction::ZERO, Fraction::reduced)
    }
}
