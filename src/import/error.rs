//! Why a file is refused as a whole: one sentence that says what, where and what next.

use std::io;

use super::Kind;

/// Why a file is not read. Each is one sentence that names the file, the line where there is one, and
/// what to do.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// There is no such file.
    #[error("{file}: not found; check the name and the folder")]
    NotFound {
        /// The file's name.
        file: String,
    },
    /// A folder was given.
    #[error("{file}: is a folder; choose a file inside it")]
    Folder {
        /// The folder's name.
        file: String,
    },
    /// The file cannot be read.
    #[error("{file}: cannot be read: {source}; check that it is there and that you may open it")]
    Io {
        /// The file's name.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nothing in it, or only blanks.
    #[error("{file}: is empty; choose a file with a header row")]
    Empty {
        /// The file's name.
        file: String,
    },
    /// A workbook where text was expected.
    #[error("{file}: is a workbook or an archive, not a CSV file; save the sheet as CSV and choose that")]
    Workbook {
        /// The file's name.
        file: String,
    },
    /// Not text.
    #[error("{file}: is not a text file; save it as CSV in UTF-8 and choose that")]
    NotText {
        /// The file's name.
        file: String,
    },
    /// A quote that is never closed: the rest of the file would be one cell.
    #[error("{file}: line {line}: the quote opened on this line never closes; close it or take it out")]
    UnclosedQuote {
        /// The file's name.
        file: String,
        /// The physical line on which the quote opened.
        line: u64,
    },
    /// A record of more than 16 MiB.
    #[error("{file}: line {line}: the record is larger than 16 MiB; close the quote that opened there or after it")]
    RecordTooLarge {
        /// The file's name.
        file: String,
        /// The physical line on which the record begins.
        line: u64,
    },
    /// The file lacks columns that its kind needs.
    #[error("{file}: line {line}: not {}: {missing}; {remedy}", kind.with_article())]
    MissingColumns {
        /// The file's name.
        file: String,
        /// The physical line of the header, or of the first row if none looks like one.
        line: u64,
        /// What it was to be read as.
        kind: Kind,
        /// Every missing column, in words.
        missing: String,
        /// What to do.
        remedy: String,
    },
    /// A column of values that may be FTE or headcount.
    #[error(
        "{file}: line {line}: column {column} may hold FTE or headcount; \
         add the file's Data Type column, or name the column fte"
    )]
    NeedsDataType {
        /// The file's name.
        file: String,
        /// The physical line of the header.
        line: u64,
        /// The column of values.
        column: String,
    },
    /// A summary that this program wrote.
    #[error(
        "{file}: line {line}: is a summary made by Fair Share Planner, not data; \
         choose the workforce and placement files it was made from"
    )]
    OurSummary {
        /// The file's name.
        file: String,
        /// The physical line of the header.
        line: u64,
    },
    /// A file that is none of the kinds.
    #[error(
        "{file}: line {line}: {what}; choose a workforce file (columns period, org_code, profession, fte), \
         a placement file (academic_year, org_code, profession, placement_weeks), \
         a demand file (academic_year, profession, hei, placement_weeks) or the ODS etr file"
    )]
    NoKind {
        /// The file's name.
        file: String,
        /// The physical line of the header, or of the first row if none looks like one.
        line: u64,
        /// What it seems to be.
        what: &'static str,
    },
}

/// Why reading stopped.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The file is at fault.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// What takes the rows is at fault.
    #[error("{0}")]
    Sink(E),
    /// The user cancelled.
    #[error("the import was cancelled")]
    Cancelled,
}
