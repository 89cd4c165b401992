//! The data report of one file: what was read, what became of every row, and what is doubtful.

use std::collections::BTreeMap;
use std::ops::AddAssign;
use std::sync::Arc;

use serde_json::{Value, json};

use super::findings::{Doubts, exact};
use super::reason::{Ignored, Reason};
use super::{Encoding, Kind, Mapping, Meaning};
use crate::model::{Decimal, Finding, Severity, plain};

/// What rows hold in sum, in millionths: exact, whatever their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// FTE of workforce rows.
    pub fte: i128,
    /// Placement weeks of rows counted by weeks.
    pub weeks: i128,
    /// Hours of rows counted by hours.
    pub hours: i128,
    /// Days of rows counted by days.
    pub days: i128,
}

impl Amounts {
    /// What there is of it, as the screen shows it: `3,223.07 FTE, 12 hours`; empty if there is nothing.
    pub fn told(self) -> String {
        let parts = [(self.fte, "FTE"), (self.weeks, "placement weeks"), (self.hours, "hours"), (self.days, "days")];
        let told = |(amount, unit): (i128, &str)| match i64::try_from(amount) {
            Ok(small) => format!("{} {unit}", plain(Decimal::from_millionths(small))),
            Err(_) => format!("{} {unit}", exact(amount)),
        };
        let parts = parts.into_iter().filter(|(amount, _)| *amount != 0).map(told);
        parts.collect::<Vec<_>>().join(", ")
    }
}

impl AddAssign for Amounts {
    fn add_assign(&mut self, other: Amounts) {
        self.fte += other.fte;
        self.weeks += other.weeks;
        self.hours += other.hours;
        self.days += other.days;
    }
}

/// How many rows, and what they hold as far as it can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many rows.
    pub rows: u64,
    /// What they hold.
    pub amounts: Amounts,
    /// The line of the first of those that were ignored.
    pub first: Option<u64>,
}

impl Tally {
    pub(super) fn add(&mut self, amounts: Amounts) {
        self.rows += 1;
        self.amounts += amounts;
    }
}

/// A row that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// The physical line it begins on.
    pub line: u64,
    /// The header of the column at fault; empty if it is no single column.
    pub column: Arc<str>,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// A text that says nothing to us, and to which a mapping may give a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownValue {
    /// What it was to say: a profession, a level, a band, …; [`Meaning::OrgName`] is the name of an
    /// organisation whose row has no code.
    pub meaning: Meaning,
    /// The text.
    pub value: String,
    /// How many rows have it, and what they hold.
    pub tally: Tally,
    /// The line of the first of them.
    pub line: u64,
}

impl UnknownValue {
    pub(super) fn of(doubts: &Doubts) -> Vec<UnknownValue> {
        let each = doubts.unknown_values();
        each.map(|(meaning, value, found)| UnknownValue {
            meaning,
            value: value.to_owned(),
            tally: found.tally,
            line: found.line,
        })
        .collect()
    }
}

/// What a file is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text, as in a CSV file.
    Text {
        /// What its bytes were read as.
        encoding: Encoding,
        /// What parts its cells.
        delimiter: char,
    },
    /// A workbook.
    Workbook {
        /// `xlsx` or `ods`.
        format: &'static str,
        /// The sheet that was read.
        sheet: String,
    },
}

impl Form {
    /// The encoding of a text, or the format of a workbook, in a word.
    pub fn encoding(&self) -> &'static str {
        match self {
            Form::Text { encoding, .. } => encoding.word(),
            Form::Workbook { format, .. } => format,
        }
    }

    /// What parts the cells of a text; empty for a workbook.
    pub fn delimiter(&self) -> String {
        match self {
            Form::Text { delimiter, .. } => delimiter.to_string(),
            Form::Workbook { .. } => String::new(),
        }
    }

    /// The sheet of a workbook.
    pub fn sheet(&self) -> Option<&str> {
        match self {
            Form::Text { .. } => None,
            Form::Workbook { sheet, .. } => Some(sheet),
        }
    }
}

/// What reading one file came to. Rows read = used + rejected + ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataReport {
    /// The file's name.
    pub file: String,
    /// What it was read as.
    pub kind: Kind,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is made of.
    pub form: Form,
    /// The key of its headers, under which its mapping is remembered.
    pub header_set: String,
    /// What it was read by.
    pub mapping: Mapping,
    /// The header, as the file writes it, without columns that hold personal data; empty if it has none.
    pub columns: Vec<String>,
    /// Rows used.
    pub used: Tally,
    /// Rows rejected.
    pub rejected: Tally,
    /// Rows ignored, by reason.
    pub ignored: BTreeMap<Ignored, Tally>,
    /// Every rejected row, in the order of the file.
    pub rejected_rows: Vec<RejectedRow>,
    /// Texts that say nothing to us, by what they were to say.
    pub unknown: Vec<UnknownValue>,
    /// What is doubtful about the file.
    pub findings: Vec<Finding>,
}

impl DataReport {
    /// How many rows were read.
    pub fn rows_read(&self) -> u64 {
        self.used.rows + self.rejected.rows + self.rows_ignored()
    }

    /// How many rows were ignored.
    pub fn rows_ignored(&self) -> u64 {
        self.ignored.values().map(|tally| tally.rows).sum()
    }

    /// FTE of the used rows, exact.
    pub fn fte_total(&self) -> String {
        exact(self.used.amounts.fte)
    }

    /// Placement weeks of the used rows that are counted by weeks, exact.
    pub fn weeks_total(&self) -> String {
        exact(self.used.amounts.weeks)
    }

    /// Whether no row could be used and at least one was rejected: then the file is at fault.
    pub fn is_useless(&self) -> bool {
        self.used.rows == 0 && self.rejected.rows > 0
    }

    /// The line that every import prints: `FILE: read R, used U, rejected X, ignored I`.
    pub fn line(&self) -> String {
        let (read, ignored) = (self.rows_read(), self.rows_ignored());
        format!(
            "{}: read {read}, used {}, rejected {}, ignored {ignored}",
            self.file, self.used.rows, self.rejected.rows
        )
    }

    /// Rejected rows as findings: the first `of_each` of every reason and column.
    pub fn rejected_findings(&self, of_each: usize) -> Vec<Finding> {
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut rows = Vec::new();
        for row in &self.rejected_rows {
            let count = seen.entry((row.reason.code(), &row.column)).or_default();
            *count += 1;
            if *count <= of_each {
                rows.push(row);
            }
        }
        let finding = |row: &RejectedRow| Finding {
            severity: Severity::Error,
            code: row.reason.code(),
            line: Some(row.line),
            column: row.column.to_string(),
            value: row.value.clone(),
            message: row.reason.to_string(),
            count: 1,
        };
        rows.into_iter().map(finding).collect()
    }

    /// What was ignored, as one note for each reason.
    pub fn ignored_findings(&self) -> Vec<Finding> {
        let note = |(reason, tally): (&Ignored, &Tally)| Finding {
            severity: Severity::Note,
            code: "ignored",
            line: tally.first,
            column: String::new(),
            value: String::new(),
            message: format!("{} ignored: {}", if tally.rows == 1 { "1 row" } else { "Rows" }, reason.word()),
            count: tally.rows,
        };
        self.ignored.iter().map(note).collect()
    }

    /// The file's entry in the report of `--report` (`cli.md`).
    pub fn to_json(&self) -> Value {
        let mut sum = self.used.amounts;
        sum += self.rejected.amounts;
        let ignored: serde_json::Map<String, Value> = self
            .ignored
            .iter()
            .map(|(reason, tally)| {
                sum += tally.amounts;
                (reason.word().to_owned(), tally_json(tally))
            })
            .collect();
        let rejected = self.rejected_rows.iter().map(|row| {
            json!({
                "severity": Severity::Error.word(), "code": row.reason.code(), "line": row.line,
                "column": &*row.column, "value": row.value, "message": row.reason.to_string(), "count": 1,
            })
        });
        let findings: Vec<Value> = rejected.chain(self.findings.iter().map(finding_json)).collect();
        json!({
            "file": self.file,
            "kind": self.kind.word(),
            "sha256": self.sha256,
            "bytes": self.bytes,
            "encoding": self.form.encoding(),
            "delimiter": self.form.delimiter(),
            "sheet": self.form.sheet(),
            "mapping": self.mapping,
            "read": self.rows_read(),
            "used": self.used.rows,
            "rejected": self.rejected.rows,
            "ignored": self.rows_ignored(),
            "fte_total": self.fte_total(),
            "weeks_total": self.weeks_total(),
            "hours_total": exact(self.used.amounts.hours),
            "days_total": exact(self.used.amounts.days),
            "rejected_amounts": amounts_json(self.rejected.amounts),
            "ignored_by_reason": ignored,
            "file_amounts": amounts_json(sum),
            "findings": findings,
        })
    }
}

/// The report of `--report` on all files of one import.
pub fn report_json<'a>(reports: impl IntoIterator<Item = &'a DataReport>) -> Value {
    json!({ "sources": reports.into_iter().map(DataReport::to_json).collect::<Vec<_>>() })
}

fn tally_json(tally: &Tally) -> Value {
    let mut value = amounts_json(tally.amounts);
    if let Some(fields) = value.as_object_mut() {
        fields.shift_insert(0, "rows".to_owned(), tally.rows.into());
    }
    value
}

fn amounts_json(amounts: Amounts) -> Value {
    json!({
        "fte": exact(amounts.fte), "weeks": exact(amounts.weeks),
        "hours": exact(amounts.hours), "days": exact(amounts.days),
    })
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "severity": finding.severity.word(), "code": finding.code, "line": finding.line,
        "column": finding.column, "value": finding.value, "message": finding.message, "count": finding.count,
    })
}
