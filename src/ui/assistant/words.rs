//! What columns are called on the screen.

use std::borrow::Cow;

use crate::import::{Encoding, Meaning};

/// The name of what a column means: `Organisation code`.
pub fn meaning_name(meaning: Meaning) -> Cow<'static, str> {
    Cow::Borrowed(match meaning {
        Meaning::Period => "Date of the snapshot",
        Meaning::OrgCode => "Organisation code",
        Meaning::OrgName => "Organisation name",
        Meaning::Ics => "ICS",
        Meaning::StaffGroup1 => "Staff group, broad",
        Meaning::MainStaffGroup => "Staff group, widest",
        Meaning::Fte => "FTE",
        Meaning::Value => "FTE or headcount",
        Meaning::DataType => "Which of the two",
        Meaning::LeaveFte => "FTE on long leave",
        Meaning::VacancyFte => "FTE of vacancies",
        Meaning::Preceptee => "Preceptees",
        Meaning::Hei => "University",
        Meaning::Model => "Supervision model",
        Meaning::Predecessor => "Organisation that closed",
        Meaning::Successor => "Organisation that took over",
        Meaning::MergedOn => "Date of the merger",
        other => return Cow::Owned(capitalised(&other.word().replace('_', " "))),
    })
}

/// With a capital first.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What parts cells, in a word.
pub fn delimiter_name(delimiter: char) -> String {
    match delimiter {
        ',' => "commas".to_owned(),
        ';' => "semicolons".to_owned(),
        '\t' => "tabs".to_owned(),
        '|' => "vertical bars".to_owned(),
        other => format!("{other:?}"),
    }
}

/// An encoding by its name, with what it is usually found in.
pub const fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf8Bom => "UTF-8 with byte order mark",
        Encoding::Utf16Le => "UTF-16, little end first",
        Encoding::Utf16Be => "UTF-16, big end first",
        Encoding::Windows1252 => "Windows-1252 (Western European)",
    }
}
