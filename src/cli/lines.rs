//! Lines of standard input, numbered, as they come.

use std::io::{BufRead, Read};

use super::Failure;

/// The longest line that is read, in bytes: an edit has a hundred, a note some hundreds.
const LONGEST: u64 = 65_536;

/// A line of standard input.
pub struct Line {
    /// Its number, from 1; empty lines count.
    pub number: u64,
    /// Its text, or what is wrong with it.
    pub text: Result<String, String>,
}

/// Reads the next line that is not empty; `None` at the end.
pub fn next(input: &mut impl BufRead, number: &mut u64) -> Result<Option<Line>, Failure> {
    loop {
        let Some(bytes) = read(input)? else { return Ok(None) };
        *number += 1;
        let text = match bytes {
            None => Err(format!("the line is longer than {LONGEST} bytes")),
            Some(bytes) => String::from_utf8(bytes).map_err(|_| "the line is not UTF-8".to_owned()),
        };
        let text = text.map(|text| {
            let text = if *number == 1 { text.trim_start_matches('\u{feff}') } else { &text };
            text.trim_end_matches(['\r', '\n']).to_owned()
        });
        if !matches!(&text, Ok(text) if text.trim_matches(' ').is_empty()) {
            return Ok(Some(Line { number: *number, text }));
        }
    }
}

/// The bytes of the next line; `None` at the end, `Some(None)` for a line that is too long.
fn read(input: &mut impl BufRead) -> Result<Option<Option<Vec<u8>>>, Failure> {
    let mut line = Vec::new();
    let mut to_the_end = || {
        let read = (&mut *input).take(LONGEST).read_until(b'\n', &mut line)?;
        let is_whole = read < LONGEST as usize || line.last() == Some(&b'\n');
        if !is_whole {
            input.skip_until(b'\n')?;
        }
        Ok((read, is_whole))
    };
    match to_the_end() {
        Ok((0, _)) => Ok(None),
        Ok((_, is_whole)) => Ok(Some(is_whole.then_some(line))),
        Err(error) => {
            let error: std::io::Error = error;
            Err(Failure::at_fault(format!("standard input: could not be read ({error})")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Result<String, String>)> {
        let (mut input, mut number) = (bytes, 0);
        std::iter::from_fn(|| next(&mut input, &mut number).unwrap()).map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn empty_lines_are_counted_and_passed_over() {
        assert_eq!(all(b"\xEF\xBB\xBFone\r\n\n  \ntwo"), [(1, Ok("one".into())), (4, Ok("two".into()))]);
        assert_eq!(all(b"\t\t\n"), [(1, Ok("\t\t".into()))], "tabs are columns");
        assert!(all(b"").is_empty());
    }

    #[test]
    fn a_line_that_is_no_text_or_has_no_end_is_one_line_at_fault() {
        let mut bytes = b"a\xFF\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 200_000));
        bytes.extend(b"\nlast\n");
        let lines = all(&bytes);
        assert_eq!(
            lines.iter().map(|(number, text)| (*number, text.is_ok())).collect::<Vec<_>>(),
            [(1, false), (2, false), (3, true)]
        );
    }
}
