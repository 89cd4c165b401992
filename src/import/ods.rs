//! Sheets of `.ods` workbooks, row by row.
//!
//! calamine makes a rectangle of every sheet at once, of up to 100 million cells, since a file of a few
//! bytes can say that a cell repeats so often. Here a row that repeats is held once.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::record::Record;
use super::records::{Broken, RecordSource};
use super::sheet::{Filler, MOST_COLUMNS, MOST_ROWS, disorder};

type Content<'a> = Reader<BufReader<ZipFile<'a, Cursor<Vec<u8>>>>>;
pub(super) type Book = ZipArchive<Cursor<Vec<u8>>>;

/// Opens a workbook.
pub(super) fn open(bytes: Vec<u8>) -> Result<Book, Broken> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))
}

/// The names of its sheets, in order.
pub(super) fn sheets(book: &mut Book) -> Result<Vec<String>, Broken> {
    let (mut content, mut room, mut names, mut depth) = (content(book)?, Vec::new(), Vec::new(), 0usize);
    loop {
        room.clear();
        match content.read_event_into(&mut room).map_err(|error| damaged(&error))? {
            Event::Start(element) if element.name().as_ref() == "table:table" => {
                if depth == 0 {
                    names.push(attribute(&element, "table:name").unwrap_or_default());
                }
                depth += 1;
            }
            Event::End(element) if element.name().as_ref() == "table:table" => depth = depth.saturating_sub(1),
            Event::Eof => return Ok(names),
            _ => {}
        }
    }
}

fn content(book: &mut Book) -> Result<Content<'_>, Broken> {
    let part = book.by_name("content.xml").map_err(|error| damaged(&error))?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    let config = xml.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    Ok(xml)
}

fn damaged(error: &impl std::fmt::Display) -> Broken {
    Broken::Workbook(format!("is a damaged workbook ({error})"))
}

fn cut_off() -> Broken {
    Broken::Workbook("is a damaged workbook (it ends in the middle of a sheet)".to_owned())
}

fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    let attribute = element.try_get_attribute(key).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(|text| text.into_owned())
}

/// How often a row or a cell repeats; at least once.
fn repeats(element: &BytesStart<'_>, key: &str) -> u64 {
    attribute(element, key).and_then(|count| count.trim().parse().ok()).unwrap_or(1).max(1)
}

/// The rows of one sheet.
pub(super) struct OdsRows<'a> {
    content: Content<'a>,
    filler: Filler,
    room: Vec<u8>,
    text: String,
    /// The line of the row that comes next.
    line: u64,
    /// The row that repeats, and how often it is still to be given.
    kept: Record,
    left: u64,
    size: u64,
}

impl<'a> OdsRows<'a> {
    /// Goes to the sheet with this place among all sheets.
    pub fn new(book: &'a mut Book, sheet: usize, filler: Filler, size: u64) -> Result<Self, Broken> {
        let mut content = content(book)?;
        let (mut room, mut seen) = (Vec::new(), 0);
        loop {
            room.clear();
            match content.read_event_into(&mut room).map_err(|error| damaged(&error))? {
                Event::Start(element) if element.name().as_ref() == "table:table" => {
                    if seen == sheet {
                        break;
                    }
                    seen += 1;
                    let end = element.to_end().into_owned();
                    content.read_to_end_into(end.name(), &mut Vec::new()).map_err(|error| damaged(&error))?;
                }
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
        let (kept, text) = (Record::new(), String::new());
        Ok(OdsRows { content, filler, room, text, line: 1, kept, left: 0, size })
    }

    fn read(&mut self, record: &mut Record) -> Result<bool, Broken> {
        if self.left > 0 {
            self.left -= 1;
            record.start(self.line);
            for (column, cell) in self.kept.row().cells().enumerate() {
                self.filler.put(record, column, cell)?;
            }
            self.line += 1;
            return Ok(true);
        }
        loop {
            self.room.clear();
            match self.content.read_event_into(&mut self.room).map_err(|error| damaged(&error))? {
                Event::Start(element) if element.name().as_ref() == "table:table-row" => {
                    let times = repeats(&element, "table:number-rows-repeated");
                    record.start(self.line);
                    self.read_row(record)?;
                    if record.is_blank() {
                        self.line = self.line.saturating_add(times);
                        continue;
                    }
                    if self.line.saturating_add(times) > MOST_ROWS + 1 {
                        return Err(disorder(self.line));
                    }
                    self.line += 1;
                    self.left = times - 1;
                    if self.left > 0 {
                        self.kept.clone_from(record);
                    }
                    return Ok(true);
                }
                Event::End(element) if element.name().as_ref() == "table:table" => return Ok(false),
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }

    fn read_row(&mut self, record: &mut Record) -> Result<(), Broken> {
        let mut column = 0usize;
        loop {
            self.room.clear();
            let event = self.content.read_event_into(&mut self.room).map_err(|error| damaged(&error))?;
            match event {
                Event::Start(element)
                    if matches!(element.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
                {
                    let times = repeats(&element, "table:number-columns-repeated");
                    let value = value_of(&element, &self.filler);
                    self.read_text(record.line)?;
                    let text = value.as_deref().unwrap_or(self.text.trim());
                    if !text.is_empty() {
                        for _ in 0..times {
                            self.filler.put(record, column, text)?;
                            column += 1;
                        }
                    } else {
                        let times = usize::try_from(times).unwrap_or(MOST_COLUMNS);
                        column = column.saturating_add(times);
                    }
                }
                Event::End(element) if element.name().as_ref() == "table:table-row" => return Ok(()),
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
        }
    }

    /// Reads to the end of a cell and keeps its text: its paragraphs, without comments on it.
    fn read_text(&mut self, line: u64) -> Result<(), Broken> {
        self.text.clear();
        let (mut depth, mut aside) = (1usize, None);
        while depth > 0 {
            self.room.clear();
            let event = self.content.read_event_into(&mut self.room).map_err(|error| damaged(&error))?;
            let open = aside.is_none();
            match event {
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        "office:annotation" | "table:table" if open => aside = Some(depth),
                        "text:p" if open && !self.text.is_empty() => self.text.push('\n'),
                        "text:s" | "text:tab" if open => self.text.push(' '),
                        "text:line-break" if open => self.text.push('\n'),
                        _ => {}
                    }
                }
                Event::End(_) => {
                    aside = aside.filter(|at| *at != depth);
                    depth -= 1;
                }
                Event::Text(text) if open => self.text.push_str(&text.xml10_content()),
                Event::CData(text) if open => self.text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) if open => {
                    let named = quick_xml::escape::resolve_predefined_entity(&reference);
                    let numbered = reference.resolve_char_ref().ok().flatten();
                    self.text.push_str(named.unwrap_or_default());
                    self.text.extend(numbered);
                }
                Event::Eof => return Err(cut_off()),
                _ => {}
            }
            if self.text.len() > super::records::LARGEST_RECORD {
                return Err(Broken::TooLarge(line));
            }
        }
        Ok(())
    }
}

/// What the attributes of a cell say; `None` where its text does.
fn value_of(element: &BytesStart<'_>, filler: &Filler) -> Option<String> {
    let get = |key| attribute(element, key).filter(|text| !text.is_empty());
    match attribute(element, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let value = get("office:value")?;
            Some(value.parse().map_or(value, |number| filler.number(number)))
        }
        "date" => get("office:date-value"),
        "boolean" => get("office:boolean-value").map(|yes| yes.to_uppercase()),
        "time" => get("office:time-value"),
        _ => get("office:string-value"),
    }
}

impl RecordSource for OdsRows<'_> {
    fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        while self.read(record)? {
            if !record.is_blank() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn bytes(&self) -> u64 {
        // How far into its archive the content is, only the archive knows; the file is not large.
        if self.line > 1 { self.size / 2 } else { 0 }
    }
}
