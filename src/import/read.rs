//! Reading one file from its first byte to its last.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::archive::{self, Packed};
use super::head::{DEEPEST, Head};
use super::pass::Pass;
use super::reading::Reading;
use super::reason::Ignored;
use super::record::Record;
use super::records::{Broken, RecordSource, Records};
use super::report::{DataReport, Form, UnknownValue};
use super::row_reader::RowReader;
use super::serial::Epoch;
use super::shape::{self, Shape};
use super::text::{Bytes, Text};
use super::workbook::Workbook;
use super::{Encoding, ImportError, Kind, Mapping, ReadError, header_set, kind, needs, quotes, remarks};
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
    /// What the user says of it.
    pub mapping: &'a Mapping,
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
    read_with(&What { name, size, kind, mapping: &Mapping::default() }, input, sink, progress)
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
    read_path_with(path, kind, &Mapping::default(), sink, progress)
}

/// Reads the file at `path` by a mapping.
///
/// # Errors
/// As [`read_path`]; also if the mapping does not fit the file.
pub fn read_path_with<S: RowSink>(
    path: &Path,
    kind: Kind,
    mapping: &Mapping,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    let (name, input, size) = open(path)?;
    read_with(&What { name: &name, size, kind, mapping }, input, sink, progress)
}

/// Opens a file: its last name, its bytes, and how many there are.
pub(super) fn open(path: &Path) -> Result<(String, std::fs::File, Option<u64>), ImportError> {
    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let refused = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => ImportError::NotFound { file: file.clone() },
        _ => ImportError::Io { file: file.clone(), source },
    };
    let about = std::fs::metadata(path).map_err(refused)?;
    if about.is_dir() {
        return Err(ImportError::Folder { file });
    }
    let input = std::fs::File::open(path).map_err(refused)?;
    Ok((file, input, about.is_file().then_some(about.len())))
}

/// Reads a file by a mapping. A workbook is held in memory while it is read; a text is not.
///
/// # Errors
/// As [`read`]; also if the mapping does not fit the file.
pub fn read_with<S: RowSink>(
    what: &What<'_>,
    input: impl Read,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    let fits = what.mapping.check_for(what.kind);
    fits.map_err(|source| ImportError::Mapping { file: what.name.to_owned(), source })?;
    let (start, input) = beginning(what.name, input)?;
    if archive::is_packed(&start) {
        let packed = archive::take(what.name, Cursor::new(start).chain(input))?;
        return read_workbook(what, packed, sink, progress);
    }
    let mut text = Text::new(Cursor::new(start).chain(input), what.mapping.encoding);
    let (head, shape) = text_shape(what, &mut text)?;
    drop(head);
    let mut records = Records::new(text, shape.delimiter);
    let done = pass(what, &shape, None, &mut records, sink, progress)?;
    let bytes = records.into_text().finish();
    let form = Form::Text { encoding: bytes.encoding, delimiter: char::from(shape.delimiter) };
    Ok(report(what, &shape, &bytes, form, done))
}

fn read_workbook<S: RowSink>(
    what: &What<'_>,
    packed: Packed,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DataReport, ReadError<S::Error>> {
    let bytes = packed.about();
    let mut book = Workbook::open(what.name, packed, what.mapping.decimal_mark)?;
    let (sheet, shape, others) = book.choose_sheet(what.name, what.kind, what.mapping)?;
    let (epoch, format) = (book.epoch(), book.format());
    let done = {
        let mut rows = book.rows(what.name, &sheet)?;
        pass(what, &shape, Some(epoch), &mut rows, sink, progress)?
    };
    let mut report = report(what, &shape, &bytes, Form::Workbook { format, sheet: sheet.clone() }, done);
    report.findings.extend(remarks::on_sheets(&sheet, &others));
    Ok(report)
}

/// The first bytes of a file, enough to tell a workbook from a text.
pub(super) fn beginning<R: Read>(file: &str, mut input: R) -> Result<(Vec<u8>, R), ImportError> {
    let mut start = Vec::new();
    let read = input.by_ref().take(8).read_to_end(&mut start);
    read.map_err(|source| ImportError::Io { file: file.to_owned(), source })?;
    Ok((start, input))
}

/// Finds delimiter and header in the first text of a file, or says why it cannot be read.
fn text_shape<R: Read>(what: &What<'_>, text: &mut Text<R>) -> Result<(Head, Shape), ImportError> {
    let head = text_head(what.name, text, what.mapping.encoding)?;
    let shape = shape::find(&head, what.kind, what.mapping);
    kind::refuse_our_summary(what.name, &shape)?;
    if shape.complete {
        return Ok((head, shape));
    }
    if let Some(line) = quotes::left_open(&head, &[what.kind], what.mapping) {
        return Err(ImportError::UnclosedQuote { file: what.name.to_owned(), line });
    }
    // A quote that is open may have swallowed the header; then that is the thing to say.
    let mut records = Records::new(text, shape.delimiter);
    let mut record = Record::new();
    for _ in 0..DEEPEST {
        match records.next(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(broken) => return Err(refusal(what.name, broken)),
        }
    }
    Err(needs::refusal(what.name, &head, what.kind, &shape, what.mapping))
}

/// The first text of a file, if it is a text that holds anything.
pub(super) fn text_head<R: Read>(
    file: &str,
    text: &mut Text<R>,
    encoding: Option<Encoding>,
) -> Result<Head, ImportError> {
    let head = text.head().map_err(|source| ImportError::Io { file: file.to_owned(), source })?;
    let head = String::from_utf8_lossy(head).into_owned();
    let whole = text.is_whole();
    check_is_text(file, text.start(), encoding)?;
    if head.trim().is_empty() && whole {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    Ok(Head::of_text(head, whole))
}

/// Refuses bytes that are no text: workbooks, pictures, UTF-16 without its mark.
pub(super) fn check_is_text(file: &str, head: &[u8], encoding: Option<Encoding>) -> Result<(), ImportError> {
    if archive::is_packed(head) {
        return Err(ImportError::Workbook {
            file: file.to_owned(),
            what: "is a workbook or an archive, not a CSV file".to_owned(),
            remedy: "save the sheet as CSV and choose that",
        });
    }
    let utf16 = head.starts_with(&[0xFF, 0xFE])
        || head.starts_with(&[0xFE, 0xFF])
        || matches!(encoding, Some(Encoding::Utf16Le | Encoding::Utf16Be));
    if head.starts_with(b"%PDF") || (!utf16 && head.contains(&0)) {
        return Err(ImportError::NotText { file: file.to_owned() });
    }
    Ok(())
}

pub(super) fn refusal(file: &str, broken: Broken) -> ImportError {
    let file = file.to_owned();
    match broken {
        Broken::Io(source) => ImportError::Io { file, source },
        Broken::Nul(line) => ImportError::NulByte { file, line },
        Broken::UnclosedQuote(line) => ImportError::UnclosedQuote { file, line },
        Broken::TooLarge(line) => ImportError::RecordTooLarge { file, line },
        Broken::Workbook(what) => ImportError::Workbook { file, what, remedy: archive::SAVE_AGAIN },
    }
}

/// Reads every record of a file.
fn pass<'s, S: RowSink>(
    what: &What<'s>,
    shape: &'s Shape,
    epoch: Option<Epoch>,
    records: &mut impl RecordSource,
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Pass<'s>, ReadError<S::Error>> {
    let reading = Reading::new(&shape.header, what.mapping, epoch);
    let mut rows = RowReader::new(what.kind, &reading);
    let mut pass = Pass::new(&reading, epoch.is_none().then_some(shape.delimiter));
    let mut record = Record::new();
    let mut index: usize = 0;
    let now = |bytes, index: usize| Progress { bytes, size: what.size, rows: index as u64 };
    let header = shape.titles..shape.titles + shape.header.rows;
    while records.next(&mut record).map_err(|broken| ReadError::Import(refusal(what.name, broken)))? {
        if index < shape.titles {
            pass.ignore(Ignored::Title, record.row().line);
        } else if shape.headerless || !header.contains(&index) {
            pass.record(&mut record, &mut rows, sink).map_err(ReadError::Sink)?;
        }
        index += 1;
        if (index as u64).is_multiple_of(STRIDE) && progress(now(records.bytes(), index)).is_break() {
            return Err(ReadError::Cancelled);
        }
    }
    let mut go_on = || progress(now(records.bytes(), index)).is_continue();
    if !go_on() || !pass.note_repeated(go_on) {
        return Err(ReadError::Cancelled);
    }
    Ok(pass)
}

fn report(what: &What<'_>, shape: &Shape, bytes: &Bytes, form: Form, pass: Pass<'_>) -> DataReport {
    let header = &shape.header;
    let mut findings = remarks::on_file(what, shape, bytes, &form);
    findings.extend(pass.doubts.findings(header));
    let shown = |column: &usize| !shape.headerless && !header.personal.contains(column);
    let columns = (0..header.width).filter(shown).map(|column| header.name(column).to_owned()).collect();
    let headers = header.own_names().iter().map(String::as_str).filter(|_| !shape.headerless);
    DataReport {
        file: what.name.to_owned(),
        kind: what.kind,
        sha256: bytes.sha256.clone(),
        bytes: bytes.count,
        form,
        header_set: header_set(what.kind, headers),
        mapping: what.mapping.clone(),
        columns,
        used: pass.used,
        rejected: pass.rejected,
        ignored: pass.ignored,
        rejected_rows: pass.rejected_rows,
        unknown: UnknownValue::of(&pass.doubts),
        findings,
    }
}
