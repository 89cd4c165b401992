//! Bytes to text: the encodings that real files come in, decoded while they stream.
//!
//! The bytes decide, in one pass, so that a pipe is read like a file and nothing is held in memory:
//!
//! - A byte-order mark (even a doubled one) names UTF-8 or UTF-16.
//! - Without one, text is UTF-8 until a byte that cannot be. If every byte before it was plain ASCII,
//!   the file is Windows-1252 from there on, which reads the part before just the same.
//! - If there was UTF-8 beyond ASCII before it (or a mark), the file *is* UTF-8 with a damaged spot, a
//!   name cut off in the middle of a letter, say: switching would garble every later accent. Only the
//!   bytes that cannot be UTF-8 are read as Windows-1252. Real Windows-1252 text hardly ever forms valid
//!   UTF-8 by chance: that takes a capital with an accent followed by a symbol, as in `Ã©`.
//!
//! Either fallback is reported. What the user says goes before all of it, except that a mark is no text.

use std::io::{self, BufRead, Read};

use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many bytes are read at a time, and how much of a file is looked at to tell what it is.
pub(super) const CHUNK: usize = 64 * 1024;

/// What a file's bytes were read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, also plain ASCII.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 that starts with a byte-order mark, as Excel writes it.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// UTF-16, little end first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252, the fallback.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

impl Encoding {
    /// Those that a user can choose.
    pub const CHOICES: [Encoding; 4] = [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be];

    /// The word used in reports.
    pub const fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8 with BOM",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// What became known of the bytes once the last one was read.
#[derive(Clone, Debug)]
pub(super) struct Bytes {
    pub encoding: Encoding,
    pub count: u64,
    pub sha256: String,
    /// Bytes of a UTF-8 file that are not UTF-8 and were read as Windows-1252.
    pub stray: u64,
    /// Whether UTF-16 held a broken pair, shown as `�`.
    pub broken: bool,
}

/// The text of a file, in pieces. As a `BufRead` it gives UTF-8 only, cut between letters.
pub(super) struct Text<R> {
    input: R,
    hash: Sha256,
    count: u64,
    raw: Vec<u8>,
    /// How many bytes at the start of `raw` begin a letter whose rest is still to come.
    carried: usize,
    out: Vec<u8>,
    at: usize,
    encoding: Encoding,
    /// What the user says that the file is.
    forced: Option<Encoding>,
    utf16: Option<Decoder>,
    /// Whether UTF-8 beyond ASCII was seen.
    surely_utf8: bool,
    stray: u64,
    broken: bool,
    start: Vec<u8>,
    started: bool,
    ended: bool,
}

impl<R: Read> Text<R> {
    pub fn new(input: R, forced: Option<Encoding>) -> Self {
        Text {
            input,
            hash: Sha256::new(),
            count: 0,
            raw: vec![0; CHUNK],
            carried: 0,
            out: Vec::new(),
            at: 0,
            encoding: Encoding::Utf8,
            forced,
            utf16: None,
            surely_utf8: false,
            stray: 0,
            broken: false,
            start: Vec::new(),
            started: false,
            ended: false,
        }
    }

    /// The first [`CHUNK`] bytes of text, or all of it if there is less; nothing is taken.
    pub fn head(&mut self) -> io::Result<&[u8]> {
        while self.out.len() - self.at < CHUNK && !self.ended {
            self.decode_more()?;
        }
        Ok(&self.out[self.at..])
    }

    /// Whether [`Self::head`] was the whole text.
    pub fn is_whole(&self) -> bool {
        self.ended
    }

    /// The first bytes of the file, as they are.
    pub fn start(&self) -> &[u8] {
        &self.start
    }

    /// What the bytes were read as so far.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many raw bytes were read so far.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// What is known of the bytes, once all are read.
    pub fn finish(self) -> Bytes {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let Text { encoding, count, stray, broken, .. } = self;
        Bytes { encoding, count, sha256, stray, broken }
    }

    /// Reads one chunk of bytes and appends its text to what is not taken yet.
    fn decode_more(&mut self) -> io::Result<()> {
        self.out.drain(..self.at);
        self.at = 0;
        let mut filled = self.carried;
        while filled < self.raw.len() {
            match self.input.read(&mut self.raw[filled..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(n) => {
                    self.hash.update(&self.raw[filled..filled + n]);
                    self.count += n as u64;
                    filled += n;
                }
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        }
        let raw = std::mem::take(&mut self.raw);
        let mut bytes = &raw[..filled];
        if !self.started {
            self.started = true;
            self.start = bytes.to_vec();
            bytes = self.take_marks(bytes);
        }
        let rest = self.decode(bytes);
        self.raw = raw;
        self.raw.copy_within(filled - rest..filled, 0);
        self.carried = rest;
        Ok(())
    }

    /// Takes the byte-order marks off the start of the file; they name the encoding.
    fn take_marks<'a>(&mut self, mut bytes: &'a [u8]) -> &'a [u8] {
        let (mark, marked): (&[u8], _) = match bytes {
            [0xEF, 0xBB, 0xBF, ..] => (&[0xEF, 0xBB, 0xBF], Encoding::Utf8Bom),
            [0xFF, 0xFE, ..] => (&[0xFF, 0xFE], Encoding::Utf16Le),
            [0xFE, 0xFF, ..] => (&[0xFE, 0xFF], Encoding::Utf16Be),
            _ => (&[], Encoding::Utf8),
        };
        self.encoding = match self.forced {
            Some(Encoding::Utf8 | Encoding::Utf8Bom) if marked == Encoding::Utf8Bom => marked,
            Some(Encoding::Utf8Bom) => Encoding::Utf8,
            Some(forced) => forced,
            None => marked,
        };
        self.surely_utf8 = self.forced.is_some() || self.encoding == Encoding::Utf8Bom;
        self.utf16 = match self.encoding {
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Windows1252 => None,
        };
        while !mark.is_empty()
            && let Some(rest) = bytes.strip_prefix(mark)
        {
            bytes = rest;
        }
        bytes
    }

    /// Decodes `bytes` as far as they go; returns how many at the end are the start of a letter.
    fn decode(&mut self, bytes: &[u8]) -> usize {
        if let Some(decoder) = &mut self.utf16 {
            let mut text =
                String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3));
            let (_, _, broken) = decoder.decode_to_string(bytes, &mut text, self.ended);
            self.broken |= broken;
            self.out.extend_from_slice(text.as_bytes());
            return 0;
        }
        let mut rest = bytes;
        while self.encoding != Encoding::Windows1252 {
            let Err(error) = std::str::from_utf8(rest) else {
                self.take_utf8(rest);
                return 0;
            };
            let (valid, other) = rest.split_at(error.valid_up_to());
            self.take_utf8(valid);
            if error.error_len().is_none() && !self.ended {
                return other.len();
            }
            rest = other;
            if self.surely_utf8 {
                self.stray += 1;
                self.take_windows_1252(&other[..1]);
                rest = &other[1..];
            } else {
                self.encoding = Encoding::Windows1252;
            }
        }
        self.take_windows_1252(rest);
        0
    }

    fn take_utf8(&mut self, valid: &[u8]) {
        self.surely_utf8 |= !valid.is_ascii();
        self.out.extend_from_slice(valid);
    }

    fn take_windows_1252(&mut self, bytes: &[u8]) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        self.out.extend_from_slice(text.as_bytes());
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Text<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.out.len() && !self.ended {
            self.decode_more()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.out.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Bytes) {
        let mut text = Text::new(bytes, None);
        let mut string = String::new();
        text.read_to_string(&mut string).unwrap();
        (string, text.finish())
    }

    #[test]
    fn utf_8_is_read_with_no_mark_with_one_and_with_two() {
        for (bytes, encoding) in [
            ("FTE é".as_bytes().to_vec(), Encoding::Utf8),
            ("\u{feff}FTE é".as_bytes().to_vec(), Encoding::Utf8Bom),
            ("\u{feff}\u{feff}FTE é".as_bytes().to_vec(), Encoding::Utf8Bom),
        ] {
            let (text, known) = decoded(&bytes);
            assert_eq!((text.as_str(), known.encoding, known.stray), ("FTE é", encoding, 0));
            assert_eq!(known.count, bytes.len() as u64);
        }
    }

    #[test]
    fn utf_16_is_read_either_way_round() {
        let units: Vec<u16> = "\u{feff}Ysgol é 𝄞".encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
        let (text, known) = decoded(&little);
        assert_eq!((text.as_str(), known.encoding, known.broken), ("Ysgol é 𝄞", Encoding::Utf16Le, false));
        let (text, known) = decoded(&big);
        assert_eq!((text.as_str(), known.encoding, known.broken), ("Ysgol é 𝄞", Encoding::Utf16Be, false));
    }

    #[test]
    fn windows_1252_is_the_fallback_after_plain_ascii() {
        let (text, known) = decoded(b"Guy\x92s, caf\xe9, \x80");
        assert_eq!((text.as_str(), known.encoding), ("Guy’s, café, €", Encoding::Windows1252));
    }

    #[test]
    fn one_damaged_letter_does_not_garble_the_rest_of_a_utf_8_file() {
        let (text, known) = decoded(b"caf\xc3\xa9,cut off \xc3,caf\xc3\xa9");
        assert_eq!((text.as_str(), known.encoding, known.stray), ("café,cut off Ã,café", Encoding::Utf8, 1));
    }

    #[test]
    fn a_letter_across_two_chunks_stays_whole() {
        for shift in 0..4 {
            let long = format!("{}{}", "a".repeat(shift), "é€𝄞".repeat(CHUNK / 4));
            let (text, known) = decoded(long.as_bytes());
            assert!(text == long && known.encoding == Encoding::Utf8, "shift {shift}");
        }
    }

    #[test]
    fn what_the_user_says_goes_before_what_the_bytes_suggest() {
        let read_as = |bytes: &[u8], encoding| {
            let mut text = Text::new(bytes, Some(encoding));
            let mut string = String::new();
            text.read_to_string(&mut string).unwrap();
            (string, text.finish().encoding)
        };
        assert_eq!(read_as("é".as_bytes(), Encoding::Windows1252), ("Ã©".to_owned(), Encoding::Windows1252));
        assert_eq!(read_as(b"caf\xe9", Encoding::Utf8), ("café".to_owned(), Encoding::Utf8));
        assert_eq!(read_as(b"a\0b\0", Encoding::Utf16Le), ("ab".to_owned(), Encoding::Utf16Le));
        assert_eq!(read_as(b"\0a\0b", Encoding::Utf16Be), ("ab".to_owned(), Encoding::Utf16Be));
        assert_eq!(read_as("\u{feff}a".as_bytes(), Encoding::Utf8), ("a".to_owned(), Encoding::Utf8Bom));
    }

    #[test]
    fn the_hash_is_of_the_raw_bytes() {
        assert_eq!(decoded(b"abc").1.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
