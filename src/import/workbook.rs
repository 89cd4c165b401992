//! Workbooks: their sheets, and the rows of one of them, whatever the workbook is written in.

use super::archive::{Format, Packed};
use super::findings::some;
use super::head::{DEEPEST, Head};
use super::needs;
use super::read::refusal;
use super::record::Record;
use super::records::{Broken, RecordSource};
use super::serial::Epoch;
use super::shape::{self, Shape};
use super::sheet::Filler;
use super::{DecimalMark, ImportError, Kind, Mapping, kind, ods, xlsx};

/// How many sheets are looked at for one with the right columns.
const MOST_SHEETS: usize = 20;

/// A sheet by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// An open workbook.
pub(super) struct Workbook {
    book: Book,
    sheets: Vec<SheetName>,
    mark: DecimalMark,
    size: u64,
}

enum Book {
    Xlsx(Box<xlsx::Book>),
    Ods(Box<ods::Book>),
}

/// The rows of one sheet.
pub(super) enum SheetRows<'a> {
    Xlsx(Box<xlsx::XlsxRows<'a>>),
    Ods(Box<ods::OdsRows<'a>>),
}

impl Workbook {
    pub fn open(file: &str, packed: Packed, mark: DecimalMark) -> Result<Workbook, ImportError> {
        let refused = |broken| refusal(file, broken);
        let size = packed.bytes.len() as u64;
        let (book, sheets) = match packed.format {
            Format::Xlsx => {
                let book = xlsx::open(packed.bytes).map_err(refused)?;
                let sheets = xlsx::sheets(&book);
                (Book::Xlsx(Box::new(book)), sheets)
            }
            Format::Ods => {
                let mut book = ods::open(packed.bytes).map_err(refused)?;
                let names = ods::sheets(&mut book).map_err(refused)?;
                let sheets = names.into_iter().map(|name| SheetName { name, hidden: false }).collect();
                (Book::Ods(Box::new(book)), sheets)
            }
        };
        Ok(Workbook { book, sheets, mark, size })
    }

    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// `xlsx` or `ods`.
    pub fn format(&self) -> &'static str {
        match self.book {
            Book::Xlsx(_) => "xlsx",
            Book::Ods(_) => "ods",
        }
    }

    /// From when its dates count.
    pub fn epoch(&self) -> Epoch {
        match &self.book {
            Book::Xlsx(book) if book.has_1904_epoch() => Epoch::From1904,
            _ => Epoch::From1900,
        }
    }

    /// The rows of a sheet.
    pub fn rows(&mut self, file: &str, sheet: &str) -> Result<SheetRows<'_>, ImportError> {
        let (epoch, filler, size) = (self.epoch(), Filler::new(self.mark), self.size);
        let place = self.sheets.iter().position(|other| other.name == sheet).unwrap_or_default();
        let rows = match &mut self.book {
            Book::Xlsx(book) => {
                xlsx::XlsxRows::new(book, sheet, epoch, filler, size).map(|rows| SheetRows::Xlsx(Box::new(rows)))
            }
            Book::Ods(book) => ods::OdsRows::new(book, place, filler, size).map(|rows| SheetRows::Ods(Box::new(rows))),
        };
        rows.map_err(|broken| refusal(file, broken))
    }

    /// The first rows of a sheet.
    pub fn head(&mut self, file: &str, sheet: &str) -> Result<Head, ImportError> {
        let mut rows = self.rows(file, sheet)?;
        let (mut record, mut all) = (Record::new(), Vec::new());
        while all.len() < DEEPEST && rows.next(&mut record).map_err(|broken| refusal(file, broken))? {
            all.push(record.clone());
        }
        Ok(Head::of_sheet(all))
    }

    /// The first rows of the sheets that may be meant: the one that the mapping names, or else those
    /// that can be seen, or else all.
    pub fn heads(&mut self, file: &str, mapping: &Mapping) -> Result<Vec<(String, Head)>, ImportError> {
        let all = || self.sheets.iter();
        let mut names: Vec<String> = match &mapping.sheet {
            Some(sheet) => all().filter(|s| s.name == *sheet).map(|s| s.name.clone()).collect(),
            None => all().filter(|s| !s.hidden).map(|s| s.name.clone()).collect(),
        };
        if let (Some(sheet), true) = (&mapping.sheet, names.is_empty()) {
            let sheets: Vec<String> = all().map(|sheet| format!("{:?}", sheet.name)).collect();
            return Err(ImportError::NoSheet { file: file.to_owned(), sheet: sheet.clone(), sheets: some(&sheets) });
        }
        if names.is_empty() {
            names = all().map(|sheet| sheet.name.clone()).collect();
        }
        names.truncate(MOST_SHEETS);
        let mut heads = Vec::new();
        for name in names {
            let head = self.head(file, &name)?;
            heads.push((name, head));
        }
        Ok(heads)
    }

    /// The sheet to read as `kind`. The others with the right columns are named too.
    pub fn choose_sheet(
        &mut self,
        file: &str,
        kind: Kind,
        mapping: &Mapping,
    ) -> Result<(String, Shape, Vec<String>), ImportError> {
        let heads = self.heads(file, mapping)?;
        let filled: Vec<&(String, Head)> = heads.iter().filter(|(_, head)| !head.is_empty_sheet()).collect();
        if filled.is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        let shapes: Vec<Shape> = filled.iter().map(|(_, head)| shape::find(head, kind, mapping)).collect();
        for shape in &shapes {
            kind::refuse_our_summary(file, shape)?;
        }
        let chosen = best_sheet(&shapes);
        if !shapes[chosen].complete {
            return Err(needs::refusal(file, &filled[chosen].1, kind, &shapes[chosen], mapping));
        }
        let others = (0..shapes.len()).filter(|index| *index != chosen && shapes[*index].complete);
        let others = others.map(|index| filled[index].0.clone()).collect();
        Ok((filled[chosen].0.clone(), shapes[chosen].clone(), others))
    }
}

/// Which of some sheets is read where nobody chose one: the first with every column that is needed, else the first
/// that comes nearest. So the sheet that is shown before an import is the one that the import reads.
pub(super) fn best_sheet<'s>(shapes: impl IntoIterator<Item = &'s Shape>) -> usize {
    let shapes = shapes.into_iter().enumerate();
    let best = shapes.max_by_key(|(index, shape)| {
        let known = if shape.complete { (true, 0, 0) } else { shape.score() };
        (known, std::cmp::Reverse(*index))
    });
    best.map_or(0, |(index, _)| index)
}

impl RecordSource for SheetRows<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        match self {
            SheetRows::Xlsx(rows) => rows.next(record),
            SheetRows::Ods(rows) => rows.next(record),
        }
    }

    fn bytes(&self) -> u64 {
        match self {
            SheetRows::Xlsx(rows) => rows.bytes(),
            SheetRows::Ods(rows) => rows.bytes(),
        }
    }
}
