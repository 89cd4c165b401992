//! The summary as CSV and JSON.

use std::io::Write;

use crate::model::{Outcome, Place};
use crate::report::{SUMMARY_COLUMNS, SummaryValue, summary_row};

/// In which form a summary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180: UTF-8, comma, CRLF.
    Csv {
        /// Whether a byte order mark stands first, for Excel.
        bom: bool,
    },
    /// An array of objects with the CSV's keys; missing is null.
    Json,
}

/// Writes the summary: the same bytes for the same outcome and places, wherever it is asked for.
///
/// # Errors
/// What `out` says.
pub fn write_summary(outcome: &Outcome, places: &[Place], format: Format, out: impl Write) -> std::io::Result<()> {
    match format {
        Format::Csv { bom } => write_csv(outcome, places, bom, out),
        Format::Json => write_json(outcome, places, out),
    }
}

fn write_csv(outcome: &Outcome, places: &[Place], bom: bool, mut out: impl Write) -> std::io::Result<()> {
    if bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(SUMMARY_COLUMNS)?;
    for place in places {
        writer.write_record(summary_row(outcome, *place).map(csv_field))?;
    }
    writer.flush()
}

pub(super) fn csv_field(value: SummaryValue) -> String {
    match value {
        SummaryValue::Text(text) => guard(text),
        SummaryValue::Number(number) => number,
        SummaryValue::Missing => String::new(),
    }
}

/// Whether a spreadsheet would take the text for a formula: `^'*[=+\-@\t\r\0]`, also full-width.
fn looks_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'])
}

/// Text that a spreadsheet would run as a formula gets one more leading apostrophe (OWASP ASVS 1.2.10).
pub(super) fn guard(text: String) -> String {
    if looks_like_a_formula(&text) { format!("'{text}") } else { text }
}

/// Takes the apostrophe of a guarded text off again.
///
/// ```
/// use fairshare::export::undo_guard;
/// assert_eq!(undo_guard("'=1+1"), "=1+1");
/// assert_eq!(undo_guard("O'Brien"), "O'Brien");
/// ```
pub fn undo_guard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => text,
    }
}

fn write_json(outcome: &Outcome, places: &[Place], mut out: impl Write) -> std::io::Result<()> {
    write!(out, "[")?;
    for (index, place) in places.iter().enumerate() {
        write!(out, "{}", if index == 0 { "\n{" } else { ",\n{" })?;
        for (column, value) in SUMMARY_COLUMNS.iter().zip(summary_row(outcome, *place)) {
            let comma = if *column == SUMMARY_COLUMNS[0] { "" } else { "," };
            write!(out, "{comma}\"{column}\":")?;
            match value {
                SummaryValue::Text(words) => write!(out, "{}", serde_json::Value::String(words))?,
                SummaryValue::Number(number) => write!(out, "{number}")?,
                SummaryValue::Missing => write!(out, "null")?,
            }
        }
        write!(out, "}}")?;
    }
    writeln!(out, "{}]", if places.is_empty() { "" } else { "\n" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_a_spreadsheet_would_run_is_guarded_and_comes_back() {
        for name in ["=cmd()", "+1", "-1", "@x", "'=1", "''+1", "\tx", "＝1"] {
            let guarded = guard(name.to_owned());
            assert_eq!(guarded, format!("'{name}"));
            assert_eq!(undo_guard(&guarded), name);
        }
        for name in ["Northmoor", "'tis", "", "O'Brien", "1-2"] {
            assert_eq!(guard(name.to_owned()), name);
            assert_eq!(undo_guard(name), name);
        }
    }
}
