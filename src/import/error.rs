//! Why a file is refused as a whole: one sentence that says what, where and what next.

use std::io;

use super::kind::with_article;
use super::{Kind, Meaning};

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
    /// An archive that is no workbook, or a workbook of a form we do not read.
    #[error("{file}: {what}; {remedy}")]
    Workbook {
        /// The file's name.
        file: String,
        /// What it is.
        what: String,
        /// What to do.
        remedy: &'static str,
    },
    /// The mapping names a sheet that the workbook does not have.
    #[error("{file}: has no sheet {sheet:?}; choose one of {sheets}")]
    NoSheet {
        /// The file's name.
        file: String,
        /// The sheet that was named.
        sheet: String,
        /// The sheets there are.
        sheets: String,
    },
    /// The mapping says that the header is on a row which the file does not have near its start.
    #[error("{file}: has no row {row} among its first 100; choose the row on which the header begins")]
    NoHeaderRow {
        /// The file's name.
        file: String,
        /// The row that was named.
        row: u64,
    },
    /// The mapping names a column that the file does not have.
    #[error(
        "{file}: line {line}: the mapping takes {} from the column {column:?}, which the file does not have; \
         choose another column",
        meaning.word()
    )]
    MappedColumn {
        /// The file's name.
        file: String,
        /// The physical line of the header.
        line: u64,
        /// What the column was to mean.
        meaning: Meaning,
        /// The column that was named.
        column: String,
    },
    /// The mapping cannot be used for the file.
    #[error("{file}: {source}")]
    Mapping {
        /// The file's name.
        file: String,
        /// Why.
        source: super::MappingError,
    },
    /// Not text.
    #[error("{file}: is not a text file; save it as CSV in UTF-8 and choose that")]
    NotText {
        /// The file's name.
        file: String,
    },
    /// A text with a NUL byte in it, as when a disk failed or the file is none.
    #[error("{file}: line {line}: holds a NUL byte, which no text has; save it as CSV in UTF-8 and choose that")]
    NulByte {
        /// The file's name.
        file: String,
        /// The physical line on which the record with it begins.
        line: u64,
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
    /// A row at the start of the file that is longer than what is looked at to find the header.
    #[error(
        "{file}: line {line}: this row is longer than 64 KiB, so that no header can be found; \
         take out the columns that are not needed, or close a quote that was left open"
    )]
    LongHeader {
        /// The file's name.
        file: String,
        /// The physical line on which the row begins.
        line: u64,
    },
    /// The file lacks columns that its kind needs.
    #[error("{file}: line {line}: not {}: {missing}; {remedy}", with_article(*kind))]
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
