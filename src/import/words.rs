//! The field's words as files write them: bands, learner types, statuses, regions, totals.

use crate::model::{fold, is_no_text};

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
