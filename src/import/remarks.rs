//! What is to be said of a file as a whole: its columns, its encoding, its delimiter.

use super::findings::counted;
use super::header::{Header, Shape};
use super::meaning::Meaning;
use super::needs::listed;
use super::text::Bytes;
use super::{Encoding, Kind};
use crate::model::{Finding, Severity};

/// The findings on a file of `kind` with this shape and these bytes.
pub(super) fn on_file(kind: Kind, shape: &Shape, bytes: &Bytes) -> Vec<Finding> {
    let mut findings = Vec::new();
    on_bytes(shape, bytes, &mut findings);
    on_columns(&shape.header, &mut findings);
    on_what_is_missing(kind, &shape.header, &mut findings);
    findings
}

fn on_bytes(shape: &Shape, bytes: &Bytes, findings: &mut Vec<Finding>) {
    if bytes.encoding == Encoding::Windows1252 {
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
    let name = match shape.delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        b'|' => "vertical bars",
        _ => return,
    };
    findings.push(finding(Severity::Note, "delimiter", format!("cells are parted by {name}")));
}

fn on_columns(header: &Header, findings: &mut Vec<Finding>) {
    let line = Some(header.line).filter(|line| *line > 0);
    let names = |columns: &[usize]| listed(&columns.iter().map(|c| header.name(*c).to_owned()).collect::<Vec<_>>());
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
        format!("{} without a header left out: {}", counted(header.blank.len() as u64, "column"), listed(&numbers)),
    );
    for (left_out, read) in &header.doubles {
        let message = format!(
            "{} (column {}) means the same as {} (column {}), which is read: take one of them out if that is not the right one",
            header.name(*left_out),
            left_out + 1,
            header.name(*read),
            read + 1,
        );
        let column = header.name(*left_out).to_owned();
        findings.push(Finding { line, column, ..finding(Severity::Warning, "duplicate-column", message) });
    }
}

fn on_what_is_missing(kind: Kind, header: &Header, findings: &mut Vec<Finding>) {
    let has = |meaning| header.has(meaning);
    let mut warn = |code, message: &str| findings.push(finding(Severity::Warning, code, message.to_owned()));
    if kind == Kind::Workforce {
        if ![Meaning::StaffGroup, Meaning::StaffGroup1, Meaning::MainStaffGroup].into_iter().any(has) {
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
