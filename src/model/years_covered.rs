//! Which years the loaded files cover.

use super::{AcademicYear, Outcome};

/// The years that have workforce data, those that have placements, and whether none has both: then no
/// observed rate can be formed, and the nearest snapshot is a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearsCovered {
    /// Years with workforce data of their own.
    pub workforce: Vec<AcademicYear>,
    /// Years with placement rows.
    pub placements: Vec<AcademicYear>,
}

impl YearsCovered {
    /// The years that the two kinds of file cover.
    pub fn of(outcome: &Outcome) -> YearsCovered {
        YearsCovered { workforce: outcome.facts().workforce_years(), placements: outcome.facts().placement_years() }
    }

    /// The kind of data that no file of the plan has, and the one that there is; `None` where both are, or neither.
    pub fn one_kind_only(&self) -> Option<(&'static str, &'static str)> {
        match (self.workforce.is_empty(), self.placements.is_empty()) {
            (false, true) => Some(("placements", "workforce data")),
            (true, false) => Some(("workforce data", "placements")),
            _ => None,
        }
    }

    /// Both kinds are loaded, and no year has both.
    pub fn never_meet(&self) -> bool {
        !self.workforce.is_empty()
            && !self.placements.is_empty()
            && !self.workforce.iter().any(|year| self.placements.contains(year))
    }
}
