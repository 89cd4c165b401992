//! What a file seems to be, before anything of it is read for good: every guess with its reason, so that
//! a user can see and change it.

use std::io::{Cursor, Read};
use std::path::Path;

use super::archive;
use super::head::Head;
use super::inspect_columns::{self, ColumnGuess};
use super::kind::{self, with_article};
use super::meaning::Meaning;
use super::needs;
use super::quotes;
use super::read::{beginning, open, text_head};
use super::record::Record;
use super::shape::{self, Shape};
use super::text::Text;
use super::workbook::{SheetName, Workbook, best_sheet};
use super::{DateOrder, DecimalMark, Encoding, ImportError, Kind, Mapping, header_set};

/// How many rows of data a preview shows.
const SHOWN: usize = 20;

/// Something that was found out, or chosen, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess<T> {
    /// What it is.
    pub value: T,
    /// Why, in words.
    pub reason: String,
}

/// What a row of the preview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowPart {
    /// A line before the header.
    Title,
    /// A row of the header.
    Header,
    /// A row of data, or a note after it.
    Data,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// The physical line it begins on; in a workbook, the row of the sheet.
    pub line: u64,
    /// What it is.
    pub part: RowPart,
    /// Its cells; those of columns that hold personal data are empty.
    pub cells: Vec<String>,
}

/// A mapping that may fit better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BetterMapping {
    /// The mapping.
    pub mapping: Mapping,
    /// Why, in words.
    pub reason: String,
}

/// What a file seems to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The file's name.
    pub file: String,
    /// What it holds; `None` if it looks like nothing we know.
    pub kind: Option<Guess<Kind>>,
    /// The sheets of a workbook; empty for a text.
    pub sheets: Vec<SheetName>,
    /// The sheet that is read.
    pub sheet: Option<Guess<String>>,
    /// The encoding of a text, as far as its first 64 KiB show.
    pub encoding: Option<Guess<Encoding>>,
    /// What parts the cells of a text.
    pub delimiter: Option<Guess<char>>,
    /// The line on which the header begins; 0 if there is none.
    pub header_row: Guess<u64>,
    /// How many rows the header takes.
    pub header_rows: usize,
    /// Point or comma.
    pub decimal_mark: Guess<DecimalMark>,
    /// Day or month first.
    pub date_order: Guess<DateOrder>,
    /// The columns, in order.
    pub columns: Vec<ColumnGuess>,
    /// What the file lacks to be read, in words; empty if it can be read.
    pub missing: Vec<String>,
    /// The first rows, title lines and header among them.
    pub rows: Vec<PreviewRow>,
    /// The key under which the mapping of such files is remembered.
    pub header_set: String,
    /// Mappings that may fit better, with the reason.
    pub better: Vec<BetterMapping>,
    /// Why the file cannot be read as it is: one sentence.
    pub problem: Option<String>,
}

/// Looks at the file at `path`.
///
/// # Errors
/// If nothing can be shown of it: it is not there, is empty, is no table, or the mapping contradicts
/// itself. What can be put right by another mapping is a [`Inspection::problem`].
pub fn inspect_path(path: &Path, mapping: &Mapping) -> Result<Inspection, ImportError> {
    let (name, input, _) = open(path)?;
    inspect(&name, input, mapping)
}

/// Looks at a file.
///
/// # Errors
/// As [`inspect_path`].
pub fn inspect(name: &str, input: impl Read, mapping: &Mapping) -> Result<Inspection, ImportError> {
    mapping.check().map_err(|source| ImportError::Mapping { file: name.to_owned(), source })?;
    let (start, input) = beginning(name, input)?;
    if archive::is_packed(&start) {
        return of_workbook(name, Cursor::new(start).chain(input), mapping);
    }
    let mut text = Text::new(Cursor::new(start).chain(input), mapping.encoding);
    let head = text_head(name, &mut text, mapping.encoding)?;
    let found = Found::of(name, &head, mapping)?;
    let mut inspection = found.inspection(name, &head, mapping);
    inspection.encoding = Some(encoding(text.encoding(), mapping));
    inspection.delimiter = Some(delimiter(&found.shape, mapping));
    Ok(inspection)
}

fn of_workbook(name: &str, input: impl Read, mapping: &Mapping) -> Result<Inspection, ImportError> {
    let mut book = Workbook::open(name, archive::take(name, input)?, mapping.decimal_mark)?;
    let heads: Vec<_> = book.heads(name, mapping)?.into_iter().filter(|(_, head)| !head.is_empty_sheet()).collect();
    let mut found = Vec::new();
    for (_, head) in &heads {
        found.push(Found::of(name, head, mapping)?);
    }
    // The sheet with the most columns that we know says what the workbook holds; of those that hold it, the one
    // shows that would be read.
    let scores = found.iter().map(|found| found.shape.score()).enumerate();
    let fullest = scores.max_by_key(|(index, score)| (*score, std::cmp::Reverse(*index))).map(|(index, _)| index);
    let kind = fullest.and_then(|fullest| found[fullest].kind.clone());
    let chosen = match &kind {
        Some(kind) => {
            let shapes: Vec<Shape> = heads.iter().map(|(_, head)| shape::find(head, kind.value, mapping)).collect();
            let chosen = best_sheet(&shapes);
            if found[chosen].kind.as_ref().is_none_or(|other| other.value != kind.value) {
                let shape = shapes[chosen].clone();
                found[chosen] = Found::new(name, &heads[chosen].1, Some(kind.clone()), shape, mapping);
            }
            chosen
        }
        None => fullest.unwrap_or_default(),
    };
    let (Some((sheet, head)), Some(found)) = (heads.get(chosen), found.get(chosen)) else {
        return Err(ImportError::Empty { file: name.to_owned() });
    };
    let reason = match (&mapping.sheet, heads.len()) {
        (Some(_), _) => "chosen".to_owned(),
        (None, 1) => "the only sheet with rows that is not hidden".to_owned(),
        (None, _) if found.shape.complete => "the first sheet with every column that is needed".to_owned(),
        (None, _) => "of the sheets with rows, the one with the most columns we know".to_owned(),
    };
    let mut inspection = found.inspection(name, head, mapping);
    inspection.sheet = Some(Guess { value: sheet.clone(), reason });
    inspection.sheets = book.sheets().to_vec();
    Ok(inspection)
}

/// What was found in the head of a file.
struct Found {
    kind: Option<Guess<Kind>>,
    shape: Shape,
    problem: Option<String>,
}

impl Found {
    fn of(name: &str, head: &Head, mapping: &Mapping) -> Result<Found, ImportError> {
        if let Some(kind) = mapping.kind {
            mapping.check_for(kind).map_err(|source| ImportError::Mapping { file: name.to_owned(), source })?;
            let shape = shape::find(head, kind, mapping);
            kind::refuse_our_summary(name, &shape)?;
            let kind = Guess { value: kind, reason: "chosen".to_owned() };
            return Ok(Found::new(name, head, Some(kind), shape, mapping));
        }
        match kind::of_head(name, head, mapping) {
            Ok((kind, shape)) => {
                let reason = format!("it has every column that {} needs", with_article(kind));
                Ok(Found::new(name, head, Some(Guess { value: kind, reason }), shape, mapping))
            }
            Err(error @ ImportError::OurSummary { .. }) => Err(error),
            Err(error) => {
                let shapes = Kind::ALL.into_iter().filter(|kind| mapping.check_for(*kind).is_ok());
                let shapes = shapes.map(|kind| (kind, shape::find(head, kind, mapping)));
                let lacks = |kind, shape: &Shape| needs::missing(&shape.header, kind, mapping).len();
                // A list of organisations that also has other things is none.
                let open = shapes.filter(|(_, shape)| !shape.complete);
                let nearest =
                    open.min_by_key(|(kind, shape)| (std::cmp::Reverse(shape.header.count()), lacks(*kind, shape)));
                let Some((kind, shape)) = nearest.filter(|(_, shape)| shape.header.count() >= 2) else {
                    let shape = shape::find(head, Kind::Workforce, mapping);
                    let error = match mapping.header_row.filter(|_| !shape.found) {
                        Some(row) => ImportError::NoHeaderRow { file: name.to_owned(), row },
                        None => error,
                    };
                    return Ok(Found { kind: None, shape, problem: Some(error.to_string()) });
                };
                let reason = format!("it comes nearest to {}", with_article(kind));
                let found = Found::new(name, head, Some(Guess { value: kind, reason }), shape, mapping);
                let quote = matches!(error, ImportError::UnclosedQuote { .. }).then(|| error.to_string());
                Ok(Found { problem: quote.or(found.problem), ..found })
            }
        }
    }

    fn new(name: &str, head: &Head, kind: Option<Guess<Kind>>, shape: Shape, mapping: &Mapping) -> Found {
        let refusal = |kind| match quotes::left_open(head, &[kind], mapping) {
            Some(line) => ImportError::UnclosedQuote { file: name.to_owned(), line },
            None => needs::refusal(name, head, kind, &shape, mapping),
        };
        let incomplete = kind.as_ref().filter(|_| !shape.complete);
        let problem = incomplete.map(|kind| refusal(kind.value).to_string());
        Found { kind, shape, problem }
    }

    fn inspection(&self, name: &str, head: &Head, mapping: &Mapping) -> Inspection {
        let (shape, header) = (&self.shape, &self.shape.header);
        let records = head.records(shape.delimiter);
        let kind = self.kind.as_ref().map(|kind| kind.value);
        let missing = kind.map_or(Vec::new(), |kind| needs::missing(header, kind, mapping));
        let data = records.iter().skip(shape.titles + header.rows.max(usize::from(!shape.headerless)));
        let data: Vec<&Record> = data.collect();
        let names = header.own_names().iter().map(String::as_str).filter(|_| !shape.headerless);
        Inspection {
            file: name.to_owned(),
            kind: self.kind.clone(),
            sheets: Vec::new(),
            sheet: None,
            encoding: None,
            delimiter: None,
            header_row: header_row(shape, mapping),
            header_rows: header.rows,
            decimal_mark: inspect_columns::decimal_mark(header, &data, mapping),
            date_order: inspect_columns::date_order(header, &data, mapping),
            columns: inspect_columns::columns(header, &data, mapping),
            missing,
            rows: rows(shape, &records),
            header_set: header_set(kind.unwrap_or(Kind::Workforce), names),
            better: kind.map_or(Vec::new(), |kind| inspect_columns::better(header, &data, kind, mapping)),
            problem: self.problem.clone(),
        }
    }
}

fn header_row(shape: &Shape, mapping: &Mapping) -> Guess<u64> {
    let reason = match mapping.header_row {
        _ if !shape.found => "the file has no such row near its start".to_owned(),
        Some(_) => "chosen".to_owned(),
        None if shape.headerless => "the layout of the ODS etr file, which has no header".to_owned(),
        None if shape.complete => "the first row with every column that is needed".to_owned(),
        None if shape.header.count() > 0 => "the row with the most columns we know".to_owned(),
        None => "no row has a column we know".to_owned(),
    };
    Guess { value: shape.header.line, reason }
}

fn rows(shape: &Shape, records: &[Record]) -> Vec<PreviewRow> {
    let header = shape.titles..shape.titles + shape.header.rows;
    let part = |index: usize| match index {
        _ if shape.headerless => RowPart::Data,
        index if header.contains(&index) => RowPart::Header,
        index if index < header.start => RowPart::Title,
        _ => RowPart::Data,
    };
    let shown = records.iter().enumerate().take(header.end + SHOWN);
    let cell = |(column, cell): (usize, &str)| {
        if shape.header.personal.contains(&column) { String::new() } else { super::findings::shortened(cell) }
    };
    shown
        .map(|(index, record)| {
            let (row, part) = (record.row(), part(index));
            let cells = match part {
                RowPart::Data => row.cells().enumerate().map(cell).collect(),
                RowPart::Title | RowPart::Header => row.cells().map(super::findings::shortened).collect(),
            };
            PreviewRow { line: row.line, part, cells }
        })
        .collect()
}

fn encoding(value: Encoding, mapping: &Mapping) -> Guess<Encoding> {
    let reason = match value {
        _ if mapping.encoding.is_some() => "chosen",
        Encoding::Utf8 => "its bytes are UTF-8, or plain ASCII",
        Encoding::Utf8Bom | Encoding::Utf16Le | Encoding::Utf16Be => "it begins with the mark of that encoding",
        Encoding::Windows1252 => "its bytes are not UTF-8: check names with accents",
    };
    Guess { value, reason: reason.to_owned() }
}

fn delimiter(shape: &Shape, mapping: &Mapping) -> Guess<char> {
    let reason = match mapping.delimiter {
        Some(_) => "chosen",
        None if shape.complete => "with it the header has every column that is needed",
        None => "with it the header has the most columns we know",
    };
    Guess { value: char::from(shape.delimiter), reason: reason.to_owned() }
}

impl Inspection {
    /// The column with a meaning.
    pub fn column(&self, meaning: Meaning) -> Option<&ColumnGuess> {
        self.columns.iter().find(|column| column.meaning == Some(meaning))
    }
}
