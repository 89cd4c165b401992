//! One table for everything that was found: in a file before and after its import, and across files.

use std::borrow::Cow;
use std::sync::LazyLock;

use eframe::egui::Ui;

use super::super::theme::space;
use super::super::widgets::{Cell, Column, RowKey, TableModel, TableState, note};
use crate::import::RejectedRow;
use crate::model::{Finding, PlanFinding, Severity, count};
use crate::store::StoredFinding;

/// A line of the table.
pub struct Line<'a> {
    /// What is wrong, or what to know.
    pub message: Cow<'a, str>,
    /// How much it matters.
    pub severity: Severity,
    /// How many rows it is about.
    pub rows: u64,
    /// The line of the first; `None` if it is about the whole file.
    pub line: Option<u64>,
    /// The column's header.
    pub column: &'a str,
    /// What stands there.
    pub value: &'a str,
}

/// Something that can be a line of the table.
pub trait AsLine {
    /// The line.
    fn as_line(&self) -> Line<'_>;
}

/// Findings as a table.
pub struct FindingTable<'a, T> {
    findings: &'a [T],
    revision: u64,
    columns: &'static [Column],
}

static IN_FILE: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("message", "Finding").sentences().unsorted().min_width(320.0),
        Column::text("severity", "Severity").unsorted(),
        Column::figure("rows", "Rows").unsorted(),
        Column::figure("line", "Line").unsorted(),
        Column::text("column", "Column").unsorted(),
        Column::text("value", "Value").unsorted().min_width(132.0),
    ]
});

static ACROSS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("where", "Where").unsorted().min_width(260.0),
        Column { flexible: true, ..Column::text("what", "What stands out").sentences().unsorted().min_width(320.0) },
        Column::text("severity", "Severity").unsorted(),
    ]
});

static ROWS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("message", "Why it is rejected").sentences().unsorted().min_width(240.0),
        Column::figure("line", "Line").unsorted(),
        Column::text("column", "Column").unsorted(),
        Column::text("value", "Value").unsorted(),
    ]
});

impl<'a, T> FindingTable<'a, T> {
    /// Findings in one file.
    pub fn in_file(findings: &'a [T], revision: u64) -> Self {
        Self { findings, revision, columns: &IN_FILE }
    }

    /// Findings across files, of which only what they say and how much it matters is known.
    pub fn across_files(findings: &'a [T], revision: u64) -> Self {
        Self { findings, revision, columns: &ACROSS }
    }

    /// Rejected rows of one file.
    pub fn rows(findings: &'a [T], revision: u64) -> Self {
        Self { findings, revision, columns: &ROWS }
    }
}

impl<T: AsLine> FindingTable<'_, T> {
    /// The whole sentence of the line that is selected, beneath the table: in it a long one is cut.
    pub fn selected(&self, ui: &mut Ui, state: &TableState) {
        let selected = state.selected.and_then(|key| self.findings.get(usize::try_from(key.0).ok()?));
        if let Some(finding) = selected {
            ui.add_space(space::TIGHT);
            note(ui, &finding.as_line().message);
        }
    }
}

impl<T: AsLine> TableModel for FindingTable<'_, T> {
    fn columns(&self) -> &[Column] {
        self.columns
    }
    fn row_count(&self) -> usize {
        self.findings.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let line = self.findings[row].as_line();
        match &*self.columns[column].id {
            "message" => Cell::text(line.message),
            // Who and when stand before the colon; cut in its middle as one, a sentence would lose the year.
            "where" => Cell::text(parted(&line.message).0.to_owned()),
            "what" => Cell::text(parted(&line.message).1.to_owned()),
            "severity" => Cell::text(line.severity.word()),
            "rows" => Cell::text(count(line.rows)),
            "line" => line.line.map_or(Cell::missing("whole file"), |line| Cell::text(count(line))),
            "column" => Cell::text(line.column),
            _ => Cell::text(line.value),
        }
    }
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        self.findings[row].as_line().message
    }
    fn revision(&self) -> u64 {
        self.revision
    }
    fn find(&self, key: RowKey) -> Option<usize> {
        usize::try_from(key.0).ok().filter(|row| *row < self.findings.len())
    }
}

/// Whom a finding is about, and what it says; all of it where it is about nobody.
fn parted(message: &str) -> (&str, &str) {
    message.split_once(": ").unwrap_or(("", message))
}

impl AsLine for StoredFinding {
    fn as_line(&self) -> Line<'_> {
        Line {
            message: self.message.as_str().into(),
            severity: self.severity,
            rows: self.count,
            line: self.line,
            column: &self.column,
            value: &self.value,
        }
    }
}

impl AsLine for Finding {
    fn as_line(&self) -> Line<'_> {
        Line {
            message: self.message.as_str().into(),
            severity: self.severity,
            rows: self.count,
            line: self.line,
            column: &self.column,
            value: &self.value,
        }
    }
}

impl AsLine for RejectedRow {
    fn as_line(&self) -> Line<'_> {
        Line {
            message: self.reason.to_string().into(),
            severity: Severity::Error,
            rows: 1,
            line: Some(self.line),
            column: &self.column,
            value: &self.value,
        }
    }
}

impl AsLine for PlanFinding {
    fn as_line(&self) -> Line<'_> {
        Line {
            message: self.message.as_str().into(),
            severity: self.severity,
            rows: 1,
            line: None,
            column: "",
            value: "",
        }
    }
}
