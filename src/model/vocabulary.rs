//! The words of the field that a row uses: bands, staff groups, learner types, statuses.

use std::fmt;

use super::{fold, is_no_text};

/// Agenda for Change pay band of a workforce row.
///
/// Bands 2 to 4 are support workers, 5 to 7 practitioners, 8a to 9 senior and management. *No band*
/// is a blank or a missing mark only; anything else that is no band number is a band outside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Band {
    /// The cell is blank or holds a missing mark: counts under every setting.
    NotGiven,
    /// Band 1.
    B1,
    /// Band 2.
    B2,
    /// Band 3.
    B3,
    /// Band 4.
    B4,
    /// Band 5.
    B5,
    /// Band 6.
    B6,
    /// Band 7.
    B7,
    /// Band 8 without a letter.
    B8,
    /// Band 8a.
    B8a,
    /// Band 8b.
    B8b,
    /// Band 8c.
    B8c,
    /// Band 8d.
    B8d,
    /// Band 9.
    B9,
    /// *Non AfC*: staff outside Agenda for Change.
    NonAfc,
    /// *Very Senior Manager*.
    VerySeniorManager,
    /// A text that is none of these; counts only when asked for.
    Other,
}

impl Band {
    /// Every band, in order.
    pub const ALL: [Band; 17] = [
        Band::NotGiven,
        Band::B1,
        Band::B2,
        Band::B3,
        Band::B4,
        Band::B5,
        Band::B6,
        Band::B7,
        Band::B8,
        Band::B8a,
        Band::B8b,
        Band::B8c,
        Band::B8d,
        Band::B9,
        Band::NonAfc,
        Band::VerySeniorManager,
        Band::Other,
    ];

    /// The short word used in settings and in the plan file.
    pub const fn key(self) -> &'static str {
        match self {
            Band::NotGiven => "none",
            Band::B1 => "1",
            Band::B2 => "2",
            Band::B3 => "3",
            Band::B4 => "4",
            Band::B5 => "5",
            Band::B6 => "6",
            Band::B7 => "7",
            Band::B8 => "8",
            Band::B8a => "8a",
            Band::B8b => "8b",
            Band::B8c => "8c",
            Band::B8d => "8d",
            Band::B9 => "9",
            Band::NonAfc => "non-afc",
            Band::VerySeniorManager => "vsm",
            Band::Other => "other",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Band::NotGiven => f.write_str("no band"),
            Band::NonAfc => f.write_str("Non AfC"),
            Band::VerySeniorManager => f.write_str("Very Senior Manager"),
            Band::Other => f.write_str("another band"),
            numbered => write!(f, "Band {}", numbered.key()),
        }
    }
}

/// What kind of staff a workforce row counts, as far as the eligible FTE needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum StaffGroup {
    /// The file has no staff group column, or the cell is blank.
    NotGiven,
    /// *Allied health professions* (NHS Workforce Statistics) or *Allied Health Professionals* (ESR).
    AlliedHealth,
    /// *Ambulance staff*: paramedics stand here, by their level.
    Ambulance,
    /// *Other scientific, therapeutic & technical staff*: operating department practitioners stood
    /// here, under operating theatres, before they counted as AHPs.
    OtherScientific,
    /// *Support to AHPs*, *Additional Clinical Services* and the like.
    Support,
    /// Any other staff group.
    Other,
}

impl StaffGroup {
    /// The staff group a cell names, as far as the eligible FTE needs to know.
    pub(crate) fn of_text(cell: &str) -> StaffGroup {
        if is_no_text(cell) {
            return StaffGroup::NotGiven;
        }
        match fold(cell).as_str() {
            "allied health professions" | "allied health professionals" => StaffGroup::AlliedHealth,
            "ambulance staff" | "ambulance" => StaffGroup::Ambulance,
            "other scientific therapeutic and technical staff"
            | "operating theatres"
            | "add prof scientific and technic"
            | "additional professional scientific and technical" => StaffGroup::OtherScientific,
            "additional clinical services" => StaffGroup::Support,
            support if support.starts_with("support to ") => StaffGroup::Support,
            _ => StaffGroup::Other,
        }
    }
}

/// Who the placement was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum LearnerType {
    /// A student of a pre-registration programme; also where the file is blank.
    PreRegistration,
    /// A degree apprentice.
    Apprentice,
    /// A returner under supervised practice.
    ReturnToPractice,
    /// An internationally educated professional.
    International,
}

impl LearnerType {
    /// Every learner type, in order.
    pub const ALL: [LearnerType; 4] = [
        LearnerType::PreRegistration,
        LearnerType::Apprentice,
        LearnerType::ReturnToPractice,
        LearnerType::International,
    ];

    /// The word used in files, in settings and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            LearnerType::PreRegistration => "pre-registration",
            LearnerType::Apprentice => "apprentice",
            LearnerType::ReturnToPractice => "return to practice",
            LearnerType::International => "international",
        }
    }
}

/// What became of a placement. Only *provided* counts towards provided weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlacementStatus {
    /// It took place; also where the file is blank.
    Provided,
    /// Offered by the organisation and not used.
    Offered,
    /// Declined by the HEI.
    Declined,
    /// Cancelled by the organisation.
    Cancelled,
}

impl PlacementStatus {
    /// Every placement status, in order.
    pub const ALL: [PlacementStatus; 4] =
        [PlacementStatus::Provided, PlacementStatus::Offered, PlacementStatus::Declined, PlacementStatus::Cancelled];

    /// The word used in files and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            PlacementStatus::Provided => "provided",
            PlacementStatus::Offered => "offered",
            PlacementStatus::Declined => "declined",
            PlacementStatus::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_groups_fold_to_what_the_eligible_fte_needs() {
        for (cell, group) in [
            ("018_Allied health professions", StaffGroup::AlliedHealth),
            ("Allied Health Professionals", StaffGroup::AlliedHealth),
            ("015_Ambulance staff", StaffGroup::Ambulance),
            ("020_Other scientific, therapeutic & technical staff", StaffGroup::OtherScientific),
            ("018_Operating theatres", StaffGroup::OtherScientific),
            ("033_Support to AHPs", StaffGroup::Support),
            ("Additional Clinical Services", StaffGroup::Support),
            ("Nurses & health visitors", StaffGroup::Other),
            (" ", StaffGroup::NotGiven),
        ] {
            assert_eq!(StaffGroup::of_text(cell), group, "{cell}");
        }
    }
}
