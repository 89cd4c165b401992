//! The marks by which files say that they say nothing.

/// The marks that stand for a missing figure (`files.md`, *Reading rules* 2), in lower case. A dash of
/// any length is a dash.
const MISSING: [&str; 15] = ["", "-", "–", "—", "−", "..", "*", ":", "~", "c", "[c]", "[x]", "[z]", "n/a", "#n/a"];

/// Whether a cell of figures holds nothing or one of the marks for a missing value.
pub(crate) fn is_missing(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() <= 4 && MISSING.iter().any(|mark| mark.eq_ignore_ascii_case(cell))
}

/// Whether a cell of words says nothing: it is blank, a mark that is no letter and no digit, one in
/// brackets, *n/a*, or an error that a spreadsheet shows. `C` alone suppresses a figure, but among words
/// it is an organisation's code, or a name.
pub(crate) fn is_no_text(cell: &str) -> bool {
    if let [first, .., last] = cell.as_bytes()
        && (first.is_ascii_alphabetic() && last.is_ascii_alphanumeric() && cell.len() > 4)
    {
        return false; // Longer than every mark that has a letter; nearly every name is.
    }
    let cell = cell.trim();
    let error = || cell.starts_with('#') && cell.ends_with(['!', '?', 'A', 'a']) && !cell.contains(' ');
    !cell.contains(char::is_alphanumeric) || (is_missing(cell) && cell.len() > 1) || error()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_a_text_though_it_may_be_no_figure() {
        for cell in ["", " ", "-", "–", "..", "*", ":", "~", "[c]", "[x]", "n/a", "N/A", "#N/A", "#REF!", "#NAME?"] {
            assert!(is_no_text(cell), "{cell:?}");
        }
        for cell in ["C", "c", "X", "1", "#1 Physio Ltd", "Na", "A*", "é"] {
            assert!(!is_no_text(cell), "{cell:?}");
        }
    }
}
