//! What is to be said of a file as a whole: its columns, its encoding, its delimiter.

use super::findings::{counted, some};
use super::header::Header;
use super::meaning::Meaning;
use super::read::What;
use super::report::Form;
use super::shape::Shape;
use super::text::Bytes;
use super::{Encoding, Kind};
use crate::model::{Finding, Severity};

/// How many columns that mean the same as another are told one by one.
const MOST_DOUBLES: usize = 10;

/// The findings on a file of this shape and these bytes.
pub(super) fn on_file(what: &What<'_>, shape: &Shape, bytes: &Bytes, form: &Form) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Form::Text { delimiter, .. } = form {
        on_bytes(what, bytes, &mut findings);
        on_delimiter(*delimiter, &mut findings);
    }
    if shape.header.rows > 1 {
        let (first, last) = (shape.header.line, shape.header.rows as u64);
        let message = format!("the header takes {last} rows, from line {first}");
        findings.push(Finding { line: Some(first), ..finding(Severity::Note, "tall-header", message) });
    }
    on_columns(&shape.header, &mut findings);
    on_what_is_missing(what, &shape.header, &mut findings);
    findings
}

/// The findings on a workbook in which other sheets could have been read too.
pub(super) fn on_sheets(sheet: &str, others: &[String]) -> Option<Finding> {
    let message = || format!("the sheet {sheet:?} is read; {} could be read too", some(others));
    (!others.is_empty()).then(|| finding(Severity::Warning, "several-sheets", message()))
}

fn on_bytes(what: &What<'_>, bytes: &Bytes, findings: &mut Vec<Finding>) {
    if bytes.encoding == Encoding::Windows1252 && what.mapping.encoding.is_none() {
        let message =
            "the file is not UTF-8 and was read as Windows-1252: check names with accents, or save it as UTF-8";
        findings.push(finding(Severity::Warning, "encoding-fallback", message.to_owned()));
    }
    if bytes.stray > 0 {
        let message = format!(
            "{} that {} not UTF-8 in a UTF-8 file, read as Windows-1252: check names with accents",
            counted(bytes.stray, "byte"),
            if bytes.stray == 1 { "is" } else { "are" },
        );
        findings.push(Finding { count: bytes.stray, ..finding(Severity::Warning, "stray-bytes", message) });
    }
    if bytes.broken {
        let message = "the file has broken UTF-16 characters, shown as �: save it again as UTF-8";
        findings.push(finding(Severity::Warning, "broken-characters", message.to_owned()));
    }
}

fn on_delimiter(delimiter: char, findings: &mut Vec<Finding>) {
    let name = match delimiter {
        ';' => "semicolons",
        '\t' => "tabs",
        '|' => "vertical bars",
        _ => return,
    };
    findings.push(finding(Severity::Note, "delimiter", format!("cells are parted by {name}")));
}

fn on_columns(header: &Header, findings: &mut Vec<Finding>) {
    let line = Some(header.line).filter(|line| *line > 0);
    let names = |columns: &[usize]| some(&columns.iter().map(|c| header.name(*c).to_owned()).collect::<Vec<_>>());
    let at = |findings: &mut Vec<Finding>, severity, code, columns: &[usize], message: String| {
        if !columns.is_empty() {
            findings.push(Finding { line, count: columns.len() as u64, ..finding(severity, code, message) });
        }
    };
    at(
        findings,
        Severity::Warning,
        "personal-data",
        &header.personal,
        format!("personal data is left out, neither stored nor shown: {}", names(&header.personal)),
    );
    at(
        findings,
        Severity::Note,
        "unmapped-columns",
        &header.unmapped,
        format!("columns not used: {}", names(&header.unmapped)),
    );
    let numbers: Vec<String> = header.blank.iter().map(|column| (column + 1).to_string()).collect();
    at(
        findings,
        Severity::Note,
        "blank-header",
        &header.blank,
        format!("{} without a header left out: {}", counted(header.blank.len() as u64, "column"), some(&numbers)),
    );
    for (left_out, read) in header.doubles.iter().take(MOST_DOUBLES) {
        let message = format!(
            "{} (column {}) means the same as {} (column {}), which is read: take one of them out if that is not the right one",
            header.shown(*left_out),
            left_out + 1,
            header.shown(*read),
            read + 1,
        );
        let column = header.shown(*left_out);
        findings.push(Finding { line, column, ..finding(Severity::Warning, "duplicate-column", message) });
    }
    if let more @ 1.. = header.doubles.len().saturating_sub(MOST_DOUBLES) as u64 {
        let (columns, mean) = (counted(more, "more column"), if more == 1 { "means" } else { "mean" });
        let message = format!("{columns} that {mean} the same as another, which is read");
        findings.push(Finding { line, count: more, ..finding(Severity::Warning, "duplicate-column", message) });
    }
}

fn on_what_is_missing(what: &What<'_>, header: &Header, findings: &mut Vec<Finding>) {
    let kind = what.kind;
    let has = |meaning| header.has(meaning);
    let mut warn = |code, message: &str| findings.push(finding(Severity::Warning, code, message.to_owned()));
    if kind == Kind::Workforce {
        let groups = [Meaning::StaffGroup, Meaning::StaffGroup1, Meaning::MainStaffGroup, Meaning::OccupationCode];
        if what.mapping.fte_is_establishment && !has(Meaning::VacancyFte) {
            warn(
                "no-vacancies",
                "FTE is establishment, but there is no column of vacancies to come off: all of it counts",
            );
        }
        if !groups.into_iter().any(has) {
            warn(
                "no-staff-group",
                "no staff group column: all rows count as qualified staff, support staff too if the file has them",
            );
        }
        if !has(Meaning::Band) {
            warn("no-band", "no band column: every band counts, so that support staff may be among the eligible FTE");
        }
    }
    if kind == Kind::Placements && !has(Meaning::Students) {
        warn("no-students", "no students column: each row is taken for one student");
    }
}

fn finding(severity: Severity, code: &'static str, message: String) -> Finding {
    Finding { severity, code, line: None, column: String::new(), value: String::new(), message, count: 1 }
}
