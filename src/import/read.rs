//! Reading one file from its first byte to its last.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::cache::TextHasher;
use super::cells::{Stop, Verdict, aggregate, is_note, total_anywhere};
use super::demand::Demand;
use super::findings::{Doubt, Doubts, shortened};
use super::header::{self, Choices, Header, Shape};
use super::organisations::Organisations;
use super::placements::Placements;
use super::reason::{Ignored, Reason};
use super::records::{Broken, Record, Records, Row};
use super::report::{Amounts, DataReport, RejectedRow, Tally};
use super::text::Text;
use super::workforce::Workforce;
use super::{ImportError, Kind, ReadError, kind, needs, remarks};
use crate::model::RowSink;

/// How many rows go by between two reports of progress.
const STRIDE: u64 = 4096;

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub bytes: u64,
    /// Bytes in all, where that is known.
    pub size: Option<u64>,
    /// Rows read.
    pub rows: u64,
}

/// What is to be read, and as what.
#[derive(Clone, Debug)]
pub struct What<'a> {
    /// The file's name, as messages give it.
    pub name: &'a str,
    /// How many bytes it has, where that is known.
    pub size: Option<u64>,
    /// What it holds.
    pub kind: Kind,
    /// What the user chose.
    pub choices: &'a Choices,
}

/// Reads a file of `kind` and gives its rows to `sink`, one at a time, in the order of the file.
/// `progress` is called every few thousand rows; `Break` cancels.
///
/// # Errors
/// [`ReadError::Import`] if the file as a whole is refused; what `sink` took until then is to be thrown
/// away, as it is on the other errors.
pub fn read<S: RowSink>(
    name: &str,
    input: impl Read,
    size: Option<u64>,
    kind: Kind,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    read_with(&What { name, size, kind, choices: &Choices::default() }, input, sink, progress)
}

/// Reads the file at `path`, which messages call by its last name.
///
/// # Errors
/// As [`read`]; also if there is no such file or it is a folder.
pub fn read_path<S: RowSink>(
    path: &Path,
    kind: Kind,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let file = name.to_string();
    let refused = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => ImportError::NotFound { file: file.clone() },
        _ => ImportError::Io { file: file.clone(), source },
    };
    let about = std::fs::metadata(path).map_err(refused)?;
    if about.is_dir() {
        return Err(ImportError::Folder { file }.into());
    }
    let input = std::fs::File::open(path).map_err(refused)?;
    read(&name, input, about.is_file().then_some(about.len()), kind, sink, progress)
}

/// Reads a file with what the user chose about it.
///
/// # Errors
/// As [`read`].
pub fn read_with<S: RowSink>(
    what: &What<'_>,
    input: impl Read,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    let mut text = Text::new(input);
    let shape = find_shape(what, &mut text)?;
    let mut records = Records::new(text, shape.delimiter);
    let mut pass = Pass::new(&shape);
    let mut rows = Rows::new(what, &shape.header);
    let mut record = Record::new();
    let refused = |broken| ReadError::Import(refusal(what.name, broken));
    let mut index: usize = 0;
    while records.next(&mut record).map_err(refused)? {
        let row = record.row();
        if index < shape.titles {
            pass.ignored.entry(Ignored::Title).or_default().add(Amounts::default());
        } else if index > shape.titles || shape.headerless {
            let verdict = pass.verdict(row, &mut rows, sink).map_err(ReadError::Sink)?;
            pass.take(row, verdict, &shape.header);
        }
        index += 1;
        if (index as u64).is_multiple_of(STRIDE) {
            let now = Progress { bytes: records.text().count(), size: what.size, rows: index as u64 };
            if progress(now).is_break() {
                return Err(ReadError::Cancelled);
            }
        }
    }
    let bytes = records.into_text().finish();
    if progress(Progress { bytes: bytes.count, size: what.size, rows: index as u64 }).is_break() {
        return Err(ReadError::Cancelled);
    }
    Ok(pass.report(what, &shape, &bytes))
}

/// Finds delimiter and header in the first text of a file, or says why it cannot be read.
fn find_shape<R: Read>(what: &What<'_>, text: &mut Text<R>) -> Result<Shape, ImportError> {
    let file = || what.name.to_owned();
    let head = text.head().map_err(|source| ImportError::Io { file: file(), source })?;
    let head = String::from_utf8_lossy(head).into_owned();
    let whole = text.is_whole();
    check_is_text(what.name, text.start())?;
    if head.trim().is_empty() && whole {
        return Err(ImportError::Empty { file: file() });
    }
    let shape = header::find(&head, whole, what.kind, what.choices);
    kind::refuse_our_summary(what.name, &shape)?;
    if shape.complete {
        return Ok(shape);
    }
    // A quote that is open may have swallowed the header; then that is the thing to say.
    let mut records = Records::new(text, shape.delimiter);
    let mut record = Record::new();
    for _ in 0..header::DEEPEST {
        match records.next(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(broken) => return Err(refusal(what.name, broken)),
        }
    }
    Err(needs::refusal(what.name, &head, whole, what.kind, &shape))
}

/// Refuses bytes that are no text: workbooks, pictures, UTF-16 without its mark.
pub(super) fn check_is_text(file: &str, head: &[u8]) -> Result<(), ImportError> {
    let file = || file.to_owned();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ImportError::Workbook { file: file() });
    }
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if head.starts_with(b"%PDF") || (!utf16 && head.contains(&0)) {
        return Err(ImportError::NotText { file: file() });
    }
    Ok(())
}

fn refusal(file: &str, broken: Broken) -> ImportError {
    let file = file.to_owned();
    match broken {
        Broken::Io(source) => ImportError::Io { file, source },
        Broken::UnclosedQuote(line) => ImportError::UnclosedQuote { file, line },
        Broken::TooLarge(line) => ImportError::RecordTooLarge { file, line },
    }
}

/// The reader of one kind of rows.
enum Rows {
    Workforce(Box<Workforce>),
    Placements(Box<Placements>),
    Organisations(Box<Organisations>),
    Demand(Box<Demand>),
}

impl Rows {
    fn new(what: &What<'_>, header: &Header) -> Rows {
        let mark = what.choices.decimal_mark;
        match what.kind {
            Kind::Workforce => Rows::Workforce(Box::new(Workforce::new(header, mark))),
            Kind::Placements => Rows::Placements(Box::new(Placements::new(header, mark))),
            Kind::Organisations => Rows::Organisations(Box::new(Organisations::new(header))),
            Kind::Demand => Rows::Demand(Box::new(Demand::new(header, mark))),
        }
    }

    fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        match self {
            Rows::Workforce(rows) => rows.row(row, doubts, sink),
            Rows::Placements(rows) => rows.row(row, doubts, sink),
            Rows::Organisations(rows) => rows.row(row, doubts, sink),
            Rows::Demand(rows) => rows.row(row, doubts, sink),
        }
    }
}

/// What one pass over a file gathers.
struct Pass {
    names: Vec<Arc<str>>,
    seen: HashSet<u128, BuildHasherDefault<TextHasher>>,
    doubts: Doubts,
    used: Tally,
    rejected: Tally,
    ignored: BTreeMap<Ignored, Tally>,
    rejected_rows: Vec<RejectedRow>,
}

impl Pass {
    fn new(shape: &Shape) -> Pass {
        Pass {
            names: shape.header.names.iter().map(|name| Arc::from(name.as_str())).collect(),
            seen: HashSet::default(),
            doubts: Doubts::default(),
            used: Tally::default(),
            rejected: Tally::default(),
            ignored: BTreeMap::new(),
            rejected_rows: Vec::new(),
        }
    }

    /// Has a row read, unless its shape speaks against that.
    fn verdict<S: RowSink>(&mut self, row: Row<'_>, rows: &mut Rows, sink: &mut S) -> Result<Verdict, S::Error> {
        if self.is_header(row) {
            return Ok(Verdict::stopped(Stop::Ignore(Ignored::RepeatedHeader), Amounts::default()));
        }
        let too_wide = (self.names.len()..row.len()).any(|column| !row.cell(column).is_empty());
        let mut verdict = if too_wide {
            Verdict::stopped(Stop::Reject(Reason::TooManyCells, None), Amounts::default())
        } else {
            rows.row(row, &mut self.doubts, sink)?
        };
        if let Some(Stop::Reject(reason, column)) = verdict.stop {
            verdict.stop = Some(self.second_look(row, reason, column, verdict.amounts));
        }
        if verdict.stop.is_none() && !self.seen.insert(row.fingerprint()) {
            self.doubts.note_with(Doubt::IdenticalRows, row.line, None, "", verdict.amounts);
        }
        Ok(verdict)
    }

    /// Whether a row is the header once more, as in files put one after the other.
    fn is_header(&self, row: Row<'_>) -> bool {
        row.len() == self.names.len() && row.cells().zip(&self.names).all(|(cell, name)| cell == &**name)
    }

    /// A row that cannot be read may be no row of data at all: a note after the data, a line of totals.
    fn second_look(&mut self, row: Row<'_>, reason: Reason, column: Option<usize>, amounts: Amounts) -> Stop {
        let nameless = matches!(reason, Reason::NoCode | Reason::NoDate | Reason::NotADate | Reason::NoProfession);
        match total_anywhere(row) {
            Some(total) if nameless => aggregate(row, total, &mut self.doubts, amounts),
            _ if is_note(row) => Stop::Ignore(Ignored::Note),
            _ => Stop::Reject(reason, column),
        }
    }

    /// Counts a row as used, rejected or ignored: exactly one of them.
    fn take(&mut self, row: Row<'_>, verdict: Verdict, header: &Header) {
        match verdict.stop {
            None => self.used.add(verdict.amounts),
            Some(Stop::Ignore(reason)) => self.ignored.entry(reason).or_default().add(verdict.amounts),
            Some(Stop::Reject(reason, column)) => {
                self.rejected.add(verdict.amounts);
                let name = column.and_then(|column| self.names.get(column).cloned());
                let column = column.filter(|column| !header.personal.contains(column));
                let value = column.map_or(String::new(), |column| shortened(row.cell(column)));
                self.rejected_rows.push(RejectedRow {
                    line: row.line,
                    column: name.unwrap_or_default(),
                    value,
                    reason,
                });
            }
        }
    }

    fn report(self, what: &What<'_>, shape: &Shape, bytes: &super::text::Bytes) -> DataReport {
        let mut findings = remarks::on_file(what.kind, shape, bytes);
        findings.extend(self.doubts.findings(&shape.header));
        let shown = |column: &usize| !shape.headerless && !shape.header.personal.contains(column);
        let columns = (0..self.names.len()).filter(shown).map(|column| shape.header.name(column).to_owned()).collect();
        DataReport {
            file: what.name.to_owned(),
            kind: what.kind,
            sha256: bytes.sha256.clone(),
            bytes: bytes.count,
            encoding: bytes.encoding,
            delimiter: char::from(shape.delimiter),
            columns,
            used: self.used,
            rejected: self.rejected,
            ignored: self.ignored,
            rejected_rows: self.rejected_rows,
            findings,
        }
    }
}
