//! The field's words as files write them: bands, learner types, statuses, regions, totals.

use crate::model::{Band, LearnerType, PlacementStatus, fold, is_no_text};

/// The band a cell names: `Band 5`, `5`, `B5`, `Band 8a`, `8A`, `Non AfC`, `NHS|XR06|Review Body Band 6`.
pub(super) fn band(cell: &str) -> Band {
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

/// The levels that the published files and the occupation codes know, folded.
pub(super) const LEVELS: [&str; 27] = [
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
pub(super) fn is_level(level: &str) -> bool {
    level.is_empty() || LEVELS.contains(&fold(level).as_str())
}

/// Who a placement was for; `None` for a text we do not know.
pub(super) fn learner_type(cell: &str) -> Option<LearnerType> {
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

/// What became of a placement; `None` for a text we do not know.
pub(super) fn placement_status(cell: &str) -> Option<PlacementStatus> {
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

/// Whether all of a row's staff are preceptees (`yes`), none (`no`), or `None` for any other text.
pub(super) fn yes_or_no(cell: &str) -> Option<bool> {
    let is = |words: [&str; 3]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    if is(["yes", "y", "true"]) {
        Some(true)
    } else if is(["no", "n", "false"]) {
        Some(false)
    } else {
        None
    }
}

/// Whether rows with this `Data Type` are FTE.
pub(super) fn is_fte_type(cell: &str) -> bool {
    let folded = fold(cell);
    let has = |word: &str| folded.split(' ').any(|part| part == word);
    has("fte") || has("wte") || folded.contains("full time equivalent") || folded.contains("whole time equivalent")
}

/// Whether a cell says that its row is the sum of others: `Total`, `England`, `All staff groups`.
pub(super) fn is_total(cell: &str) -> bool {
    let folded = fold(cell);
    match folded.as_str() {
        "all" | "total" | "totals" | "subtotal" | "england" | "national" => true,
        text => text.ends_with(" total") || text.starts_with("total ") || text.starts_with("all "),
    }
}

/// Whether an organisation's cell says so. Real organisations are called *All About …*, so that only
/// the words that can be nothing else count.
pub(super) fn is_total_organisation(cell: &str) -> bool {
    // Nearly every name is another by its first letters, which spares a million rows the folding.
    let start = cell.trim_start_matches(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).as_bytes();
    let begins = |word: &str| start.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    let may_be = ["all", "tot", "sub", "gra", "eng", "nat"].into_iter().any(begins);
    if !may_be && start.first().is_none_or(u8::is_ascii) {
        return false;
    }
    matches!(
        fold(cell).as_str(),
        "all"
            | "total"
            | "totals"
            | "subtotal"
            | "sub total"
            | "grand total"
            | "england"
            | "england total"
            | "total england"
            | "national"
            | "national total"
            | "all organisations"
            | "all providers"
            | "all trusts"
            | "all nhs trusts"
    )
}

/// A text without the number that files put before it to sort by: `003_Therapist` is *Therapist*.
pub(super) fn without_sort_prefix(cell: &str) -> &str {
    match cell.split_once('_') {
        Some((prefix, rest)) if !prefix.is_empty() && prefix.bytes().all(|b| b.is_ascii_digit()) => rest.trim_start(),
        _ => cell,
    }
}

/// The region a cell names: NHS region codes by their names, any other text as it is.
pub(super) fn region(cell: &str) -> &str {
    match cell {
        "Y56" => "London",
        "Y58" => "South West",
        "Y59" => "South East",
        "Y60" => "Midlands",
        "Y61" => "East of England",
        "Y62" => "North West",
        "Y63" => "North East and Yorkshire",
        other if is_no_text(other) => "",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_organisations_are_told_by_words_that_can_be_nothing_else() {
        for cell in ["All", "001_Total", " Grand  Total ", "ENGLAND", "– Total –", "(All NHS trusts)", "sub-total"]
        {
            assert!(is_total_organisation(cell), "{cell:?}");
        }
        for cell in ["", "RJ1", "12", "Al", "All About Therapy", "Totnes", "National Star", "Ålesund", "England’s Lane"]
        {
            assert!(!is_total_organisation(cell), "{cell:?}");
        }
    }

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
            assert_eq!(band(cell), band_read, "{cell}");
        }
    }

    #[test]
    fn learner_types_and_statuses_fold_and_the_unknown_is_not_guessed() {
        assert_eq!(learner_type("Pre-registration"), Some(LearnerType::PreRegistration));
        assert_eq!(learner_type(""), Some(LearnerType::PreRegistration));
        assert_eq!(learner_type("APPRENTICE"), Some(LearnerType::Apprentice));
        assert_eq!(learner_type("return_to_practice"), Some(LearnerType::ReturnToPractice));
        assert_eq!(learner_type("work experience"), None);
        assert_eq!(placement_status("Cancelled"), Some(PlacementStatus::Cancelled));
        assert_eq!(placement_status(""), Some(PlacementStatus::Provided));
        assert_eq!(placement_status("pending"), None);
    }

    #[test]
    fn totals_are_told_from_organisations() {
        for cell in ["Total", "England", "All staff groups", "Grand Total", "ALL", "All AHPs"] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["Total", "England", "All organisations", "GRAND TOTAL"] {
            assert!(is_total_organisation(cell), "{cell}");
        }
        for cell in ["All About Speech Ltd", "Totally Physio Ltd", "RJ1", "", "NHS England"] {
            assert!(!is_total_organisation(cell), "{cell}");
        }
    }
}
