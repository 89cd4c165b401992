//! What is doubtful in the data: findings, collected and listed, several at once.

use std::fmt;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said for the record; nothing to do.
    Note,
    /// A figure may not mean what it seems to: worth a look.
    Warning,
    /// Rows could not be used.
    Error,
}

impl Severity {
    /// The word used in reports and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One thing that someone who has to defend a figure should know about its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A short stable word for the kind of finding: `unknown-profession`.
    pub code: &'static str,
    /// The physical line of the (first) row it is about, from 1; `None` if it is about the whole file.
    pub line: Option<u64>,
    /// The column's header as the file writes it; empty if it is about no single column.
    pub column: String,
    /// The offending value as the file writes it; empty if there is none.
    pub value: String,
    /// One sentence in the field's words: what it is and what happens with it, or what to do next.
    pub message: String,
    /// How many rows it is about.
    pub count: u64,
}
