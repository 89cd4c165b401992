//! How files write the words of the field: bands, levels, learner types, placement statuses.

use super::{Band, LearnerType, PlacementStatus, fold, is_no_text};

impl Band {
    /// The band a cell names: `Band 5`, `5`, `B5`, `Band 8a`, `8A`, `Non AfC`, `NHS|XR06|Review Body Band 6`.
    pub(crate) fn of_text(cell: &str) -> Band {
        if is_no_text(cell) {
            return Band::NotGiven;
        }
        let folded = fold(cell.rsplit('|').next().unwrap_or(cell));
        if folded.starts_with("non afc") || folded == "nonafc" || folded.starts_with("non agenda for change") {
            return Band::NonAfc;
        }
        if folded.starts_with("very senior manager") || folded == "vsm" {
            return Band::VerySeniorManager;
        }
        let mut short = folded.as_str();
        for word in ["nhs", "agenda for change", "afc", "review body", "pay", "band", "b"] {
            short = short.strip_prefix(word).unwrap_or(short).trim_start();
        }
        let short: String = short.replace("range", "").split_whitespace().collect();
        let short = short.trim_start_matches('0');
        Band::ALL
            .into_iter()
            .find(|band| band.key() == short && short.starts_with(|c: char| c.is_ascii_digit()))
            .unwrap_or(Band::Other)
    }
}

impl LearnerType {
    /// Who a placement was for; `None` for a text we do not know.
    pub(crate) fn of_text(cell: &str) -> Option<LearnerType> {
        if is_no_text(cell) {
            return Some(LearnerType::PreRegistration);
        }
        match fold(cell).as_str() {
            "pre registration" | "preregistration" | "pre reg" | "prereg" | "pre registration student" | "student" => {
                Some(LearnerType::PreRegistration)
            }
            "apprentice" | "apprentices" | "apprenticeship" | "degree apprentice" | "degree apprenticeship" => {
                Some(LearnerType::Apprentice)
            }
            "return to practice" | "return to practise" | "returner" | "returner to practice" | "rtp" => {
                Some(LearnerType::ReturnToPractice)
            }
            "international" | "internationally educated" | "overseas" => Some(LearnerType::International),
            _ => None,
        }
    }
}

impl PlacementStatus {
    /// What became of a placement; `None` for a text we do not know.
    pub(crate) fn of_text(cell: &str) -> Option<PlacementStatus> {
        if is_no_text(cell) {
            return Some(PlacementStatus::Provided);
        }
        match fold(cell).as_str() {
            "provided" | "delivered" | "completed" => Some(PlacementStatus::Provided),
            "offered" | "offered unused" | "offered not used" | "unused" => Some(PlacementStatus::Offered),
            "declined" | "declined by hei" => Some(PlacementStatus::Declined),
            "cancelled" | "canceled" | "cancelled by provider" => Some(PlacementStatus::Cancelled),
            _ => None,
        }
    }
}

/// The levels that the published files and the occupation codes know, folded.
pub(crate) const LEVELS: [&str; 27] = [
    "therapist",
    "manager",
    "ahp manager",
    "consultant",
    "consultant therapist",
    "consultant therapist scientist",
    "scientist",
    "technician",
    "tutor",
    "instructor teacher",
    "practitioner",
    "advanced practitioner",
    "student trainee",
    "trainee",
    "assistant",
    "assistant practitioner",
    "helper assistant",
    "support worker",
    "healthcare assistant",
    "health care support worker",
    "technical instructor",
    "ambulance paramedic",
    "ambulance personnel",
    "ambulance technician",
    "emergency care practitioner",
    "paramedic",
    "trainee ambulance technician",
];

/// Whether a level is none, or one that the published files know.
pub(crate) fn is_level(level: &str) -> bool {
    level.is_empty() || LEVELS.contains(&fold(level).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_read_in_every_form() {
        for (cell, band_read) in [
            ("Band 5", Band::B5),
            ("5", Band::B5),
            ("B5", Band::B5),
            ("band5", Band::B5),
            ("Band 05", Band::B5),
            ("Band 8a", Band::B8a),
            ("8A", Band::B8a),
            ("Band 8 Range A", Band::B8a),
            ("AfC Band 8b", Band::B8b),
            ("NHS|XR06|Review Body Band 6", Band::B6),
            ("Non AfC", Band::NonAfc),
            ("Non AfC Grade", Band::NonAfc),
            ("Very Senior Manager", Band::VerySeniorManager),
            ("VSM", Band::VerySeniorManager),
            ("", Band::NotGiven),
            ("*", Band::NotGiven),
            ("Band 10", Band::Other),
            ("none", Band::Other),
            ("other", Band::Other),
            ("Band", Band::Other),
            ("5-6", Band::Other),
            ("Consultant", Band::Other),
        ] {
            assert_eq!(Band::of_text(cell), band_read, "{cell}");
        }
    }

    #[test]
    fn learner_types_and_statuses_fold_and_the_unknown_is_not_guessed() {
        assert_eq!(LearnerType::of_text("Pre-registration"), Some(LearnerType::PreRegistration));
        assert_eq!(LearnerType::of_text(""), Some(LearnerType::PreRegistration));
        assert_eq!(LearnerType::of_text("APPRENTICE"), Some(LearnerType::Apprentice));
        assert_eq!(LearnerType::of_text("return_to_practice"), Some(LearnerType::ReturnToPractice));
        assert_eq!(LearnerType::of_text("work experience"), None);
        assert_eq!(PlacementStatus::of_text("Cancelled"), Some(PlacementStatus::Cancelled));
        assert_eq!(PlacementStatus::of_text(""), Some(PlacementStatus::Provided));
        assert_eq!(PlacementStatus::of_text("pending"), None);
    }
}
