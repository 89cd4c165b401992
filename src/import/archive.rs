//! Workbooks as what they are underneath: archives, whose true size is found out before anything is read.
//!
//! An archive says how large its parts are, and may lie; a thousandth of a part may be stored. So each
//! part is unpacked once, into nothing, and counted, before a reader holds any of it (`durability.md`).

use std::io::{Cursor, Read};

use quick_xml::events::Event;
use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::result::ZipError;

use super::text::Bytes;
use super::{Encoding, ImportError};

/// The largest workbook that is read, packed.
const LARGEST_FILE: u64 = 100 * 1024 * 1024;

/// The most that the parts of a workbook may come to, unpacked: a full sheet of twenty columns.
const LARGEST_UNPACKED: u64 = 1024 * 1024 * 1024;

/// The most that the parts may come to which are held in memory: texts, styles, the list of sheets.
/// (Tests make do with less, here and in the next.)
const LARGEST_HELD: u64 = if cfg!(test) { 4 } else { 128 } * 1024 * 1024;

/// The longest run without a mark of XML: longer ones are no cell of a table.
const LONGEST_RUN: usize = if cfg!(test) { 1 } else { 16 } * 1024 * 1024;

/// How many parts an archive may have.
const MOST_PARTS: usize = 10_000;

/// What to do about a workbook that is not read.
pub(super) const SAVE_AGAIN: &str = "open it, save the sheet as CSV or as a new .xlsx, and choose that";

/// What a workbook is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Ods,
}

/// A workbook that was taken in whole and found to be of a size that can be read.
pub(super) struct Packed {
    pub bytes: Vec<u8>,
    pub format: Format,
}

/// Whether a file that begins so is a workbook or another archive.
pub(super) fn is_packed(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") || start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// Takes in a workbook, and checks what it comes to when it is unpacked.
pub(super) fn take(file: &str, input: impl Read) -> Result<Packed, ImportError> {
    let mut bytes = Vec::new();
    let io = |source| ImportError::Io { file: file.to_owned(), source };
    input.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(refused(file, format!("is a workbook larger than {}", mib(LARGEST_FILE))));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(refused(file, "is an old workbook (.xls), or one with a password".to_owned()));
    }
    let damaged = |_| refused(file, "is a damaged workbook or archive".to_owned());
    let mut zip = ZipArchive::new(Cursor::new(&bytes[..])).map_err(damaged)?;
    let format = format_of(&mut zip).map_err(|what| refused(file, what))?;
    check(&mut zip).map_err(|what| refused(file, what))?;
    drop(zip);
    Ok(Packed { bytes, format })
}

impl Packed {
    /// What is known of the bytes of the file.
    pub fn about(&self) -> Bytes {
        let sha256 = Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let count = self.bytes.len() as u64;
        Bytes { encoding: Encoding::Utf8, count, sha256, stray: 0, broken: false }
    }
}

fn refused(file: &str, what: String) -> ImportError {
    ImportError::Workbook { file: file.to_owned(), what, remedy: SAVE_AGAIN }
}

fn mib(bytes: u64) -> String {
    format!("{} MiB", bytes / 1024 / 1024)
}

fn format_of(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Format, String> {
    if zip.len() > MOST_PARTS {
        return Err(format!("is an archive of {} parts", zip.len()));
    }
    let names: Vec<String> = zip.file_names().filter_map(Result::ok).map(|name| name.to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    if has("content.xml") && has("mimetype") {
        return Ok(Format::Ods);
    }
    if has("[content_types].xml") && names.iter().any(|name| name.ends_with("workbook.xml")) {
        return Ok(Format::Xlsx);
    }
    Err(match names.iter().any(|name| name.ends_with("workbook.bin")) {
        true => "is a binary workbook (.xlsb)".to_owned(),
        false => "is an archive, not a workbook".to_owned(),
    })
}

/// Whether a part is read bit by bit, or else held in memory by those who read it.
fn is_streamed(name: &str) -> bool {
    let held = ["sharedstrings.xml", "styles.xml", "workbook.xml", "theme1.xml", ".rels"];
    name == "content.xml" || (name.contains("worksheets/") && !held.iter().any(|end| name.ends_with(end)))
}

/// Unpacks every part into nothing, and counts.
fn check(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), String> {
    let (mut all, mut held) = (0u64, 0u64);
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => "is a workbook with a password".to_owned(),
            _ => "is a damaged workbook or archive".to_owned(),
        })?;
        let name = part.name().unwrap_or_default().replace('\\', "/").to_lowercase();
        let unread = |_| format!("is a damaged workbook: its part {name} cannot be read");
        let (mut chunk, mut run) = (vec![0; 64 * 1024], 0);
        loop {
            let read = part.read(&mut chunk).map_err(unread)?;
            if read == 0 {
                break;
            }
            all += read as u64;
            held += if is_streamed(&name) { 0 } else { read as u64 };
            run = match chunk[..read].iter().rposition(|byte| *byte == b'<') {
                Some(last) => read - last,
                None => run + read,
            };
            if all > LARGEST_UNPACKED {
                return Err(format!("is a workbook that unpacks to more than {}", mib(LARGEST_UNPACKED)));
            }
            if held > LARGEST_HELD {
                return Err(format!("is a workbook whose texts and pictures come to more than {}", mib(LARGEST_HELD)));
            }
            if run > LONGEST_RUN {
                return Err(format!("is a workbook with a cell of more than {}", mib(LONGEST_RUN as u64)));
            }
        }
        drop(part);
        check_promises(zip, index, &name)?;
    }
    Ok(())
}

/// What a part promises about itself, where a reader would make room for it or go by it: how many texts
/// there are, where the list of sheets is, whether it is locked.
fn check_promises(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize, name: &str) -> Result<(), String> {
    let damaged = || "is a damaged workbook".to_owned();
    let texts = name.ends_with("sharedstrings.xml");
    if !texts && name != "_rels/.rels" && name != "meta-inf/manifest.xml" {
        return Ok(());
    }
    let part = zip.by_index(index).map_err(|_| damaged())?;
    let mut xml = quick_xml::Reader::from_reader(std::io::BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut room = Vec::new();
    loop {
        room.clear();
        let event = xml.read_event_into(&mut room).map_err(|_| damaged())?;
        let (Event::Start(element) | Event::Empty(element)) = event else {
            if matches!(event, Event::Eof) {
                return Ok(());
            }
            continue;
        };
        let attribute = |key| element.try_get_attribute(key).ok().flatten().map(|a| a.value.into_owned());
        match element.local_name().as_ref() {
            "sst" if texts => {
                let promised = attribute("uniqueCount").and_then(|count| count.trim().parse::<f64>().ok());
                let largest = (LARGEST_HELD / 8) as f64;
                return if promised.is_none_or(|count| count <= largest) { Ok(()) } else { Err(damaged()) };
            }
            "Relationship" if attribute("Type").is_some_and(|to| to.ends_with("/officeDocument")) => {
                let target = attribute("Target").unwrap_or_default().to_lowercase();
                if !target.ends_with("workbook.xml") {
                    return Err(damaged());
                }
            }
            "encryption-data" => return Err("is a workbook with a password".to_owned()),
            _ => {}
        }
    }
}
