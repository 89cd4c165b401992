//! Sheets of `.xlsx` workbooks, cell by cell.
//!
//! calamine's `worksheet_range` makes a rectangle of a whole sheet: a file of 1.4 kB with cells in A1 and
//! XFD1048576 makes it ask for 549 GB. Its reader of cells holds one at a time.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader};

use super::record::Record;
use super::records::{Broken, RecordSource};
use super::serial::Epoch;
use super::sheet::{Filler, MOST_ROWS, disorder};
use super::workbook::SheetName;

pub(super) type Book = Xlsx<Cursor<Vec<u8>>>;

/// Opens a workbook.
pub(super) fn open(bytes: Vec<u8>) -> Result<Book, Broken> {
    guarded(|| Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error)))
}

/// The sheets that hold cells, in order.
pub(super) fn sheets(book: &Book) -> Vec<SheetName> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|s| SheetName { name: s.name.clone(), hidden: s.visible != SheetVisible::Visible }).collect()
}

/// Runs what may meet a part that its reader does not expect. A panic there is the file's fault.
fn guarded<T>(read: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Broken::Workbook("is a damaged workbook: a part of it makes no sense".to_owned())))
}

fn damaged(error: &impl std::fmt::Display) -> Broken {
    Broken::Workbook(format!("is a damaged workbook ({error})"))
}

/// The rows of one sheet.
pub(super) struct XlsxRows<'a> {
    cells: XlsxCellReader<'a, Cursor<Vec<u8>>>,
    /// The first cell of the next row, which had to be read to know that a row was over.
    next: Option<(u32, u32, DataRef<'a>)>,
    begun: bool,
    epoch: Epoch,
    filler: Filler,
    row: u64,
    /// How many rows the sheet says it has, and how many bytes the file has, to tell how far reading is.
    rows: u64,
    size: u64,
}

impl<'a> XlsxRows<'a> {
    pub fn new(book: &'a mut Book, sheet: &str, epoch: Epoch, filler: Filler, size: u64) -> Result<Self, Broken> {
        let cells = guarded(|| book.worksheet_cells_reader(sheet).map_err(|error| damaged(&error)))?;
        let rows = u64::from(cells.dimensions().end.0).max(1);
        Ok(XlsxRows { cells, next: None, begun: false, epoch, filler, row: 0, rows, size })
    }

    fn next_cell(&mut self) -> Result<Option<(u32, u32, DataRef<'a>)>, Broken> {
        let cells = &mut self.cells;
        let cell = guarded(|| cells.next_cell().map_err(|error| damaged(&error)))?;
        Ok(cell.map(|cell| (cell.get_position().0, cell.get_position().1, cell.get_value().clone())))
    }

    /// Reads the next row that has cells, even if they are blank.
    fn read(&mut self, record: &mut Record) -> Result<bool, Broken> {
        if !self.begun {
            self.begun = true;
            self.next = self.next_cell()?;
        }
        let Some((row, mut column, mut value)) = self.next.take() else { return Ok(false) };
        let line = u64::from(row) + 1;
        if line <= self.row || line > MOST_ROWS {
            return Err(disorder(line));
        }
        self.row = line;
        record.start(line);
        loop {
            self.put(record, column as usize, &value)?;
            match self.next_cell()? {
                Some((other, next, cell)) if other == row => (column, value) = (next, cell),
                after => {
                    self.next = after;
                    return Ok(true);
                }
            }
        }
    }

    fn put(&mut self, record: &mut Record, column: usize, value: &DataRef<'_>) -> Result<(), Broken> {
        let text = match value {
            DataRef::Empty => return Ok(()),
            DataRef::SharedString(text) => return self.filler.put(record, column, text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                return self.filler.put(record, column, text);
            }
            DataRef::Int(number) => number.to_string(),
            DataRef::Float(number) => self.filler.number(*number),
            DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            DataRef::DateTime(moment) if moment.is_duration() => self.filler.time(moment.as_f64()),
            DataRef::DateTime(moment) => self.filler.date(moment.as_f64(), self.epoch),
            DataRef::Error(error) => error.to_string(),
        };
        self.filler.put(record, column, &text)
    }
}

impl RecordSource for XlsxRows<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        while self.read(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn bytes(&self) -> u64 {
        let (row, rows) = (u128::from(self.row.min(self.rows)), u128::from(self.rows));
        u64::try_from(u128::from(self.size) * row / rows).unwrap_or(self.size)
    }
}
