//! The codes of professions that users add.

use std::fmt;

/// The longest code.
const LONGEST: usize = 8;
/// What may stand in each place of a code: nothing, a digit, a letter.
const DIGITS: u64 = 37;

/// The code of a profession that a user added: two to eight capital letters and digits, of which the first
/// two are letters, so that it is taken for no band, year or occupation code. Kept inline, so that a
/// profession is copied as cheaply as a number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnCode([u8; LONGEST]);

impl OwnCode {
    /// Reads a code as it is stored, in capitals; `None` if it is none that a profession can have.
    ///
    /// ```
    /// use fairshare::model::OwnCode;
    /// assert_eq!(OwnCode::read("PLAY").unwrap().as_str(), "PLAY");
    /// assert!(OwnCode::read("play").is_none() && OwnCode::read("S1E").is_none());
    /// ```
    pub fn read(code: &str) -> Option<OwnCode> {
        let bytes = code.as_bytes();
        let of_code = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let fits = (2..=LONGEST).contains(&bytes.len()) && bytes.iter().all(of_code);
        if !fits || !bytes[..2].iter().all(u8::is_ascii_uppercase) {
            return None;
        }
        let mut inline = [0; LONGEST];
        inline[..bytes.len()].copy_from_slice(bytes);
        Some(OwnCode(inline))
    }

    /// A number that no other code has, below 2⁴².
    pub fn number(self) -> u64 {
        self.0.iter().fold(0, |number, byte| {
            let digit = match byte {
                b'A'..=b'Z' => u64::from(byte - b'A') + 11,
                b'0'..=b'9' => u64::from(byte - b'0') + 1,
                _ => 0,
            };
            number * DIGITS + digit
        })
    }

    /// The code with this number.
    pub fn of_number(mut number: u64) -> Option<OwnCode> {
        let mut code = [0; LONGEST];
        for byte in code.iter_mut().rev() {
            *byte = match u8::try_from(number % DIGITS).ok()? {
                0 => 0,
                digit @ 1..=10 => b'0' + digit - 1,
                letter => b'A' + letter - 11,
            };
            number /= DIGITS;
        }
        let end = code.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        OwnCode::read(std::str::from_utf8(&code[..end]).ok()?).filter(|read| number == 0 && read.0 == code)
    }

    /// The code: `PLAY`.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        // ASCII by construction.
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl fmt::Debug for OwnCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_as_itself_and_sorted_as_text() {
        let codes = ["AB", "AB2", "ABC", "PLAY", "PLAYWORK", "ZZ"];
        let read: Vec<OwnCode> = codes.iter().map(|code| OwnCode::read(code).unwrap()).collect();
        assert!(read.is_sorted());
        for code in &read {
            assert!(code.number() < 1 << 42);
            assert_eq!(OwnCode::of_number(code.number()), Some(*code));
        }
        assert!([0, 1, u64::MAX].into_iter().all(|number| OwnCode::of_number(number).is_none()));
        assert_eq!(read.iter().map(OwnCode::as_str).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn what_may_be_a_band_a_year_or_an_occupation_code_is_none() {
        for code in ["", "P", "B5", "8A", "2018", "S1E", "H1G", "play", "PLAYWORKS", "PL-Y", "PLÄY", "PL Y"] {
            assert_eq!(OwnCode::read(code), None, "{code}");
        }
    }
}
