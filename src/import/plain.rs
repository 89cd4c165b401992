//! Cutting records that are written as nearly all are, without going through them byte by byte.
//!
//! `csv-core` looks at every byte in turn, which takes up to a fifth of the time of reading a large file. Here the
//! marks that part cells are searched for instead. Whatever is not plain is left to it: there is one place that knows
//! the odd forms, and this is none.

use super::record::Record;

/// Cuts the record at the start of `input` into `record`, and says how many bytes it takes with its line end.
///
/// `None` if it is not plain: it does not end in `input` with LF or CRLF, has a quote inside a quoted cell or
/// within another, or a CR in a cell; or `record` has no room for it. What stands in `record` then means nothing.
pub(super) fn cut(input: &[u8], delimiter: u8, record: &mut Record) -> Option<usize> {
    let mut marks = memchr::memchr3_iter(delimiter, b'"', b'\n', input);
    let (mut start, mut taken, mut cells) = (0, 0, 0);
    loop {
        let mut mark = marks.next()?;
        let cell = if mark == start && input[mark] == b'"' {
            let close = marks.find(|mark| input[*mark] == b'"')?;
            mark = marks.next()?;
            let ends_there = match &input[close + 1..mark] {
                [] => input[mark] != b'"',
                [b'\r'] => input[mark] == b'\n',
                _ => false,
            };
            if !ends_there {
                return None;
            }
            &input[start + 1..close]
        } else {
            match input[mark] {
                b'"' => return None,
                b'\n' => input[start..mark].strip_suffix(b"\r").unwrap_or(&input[start..mark]),
                _ => &input[start..mark],
            }
        };
        let end = taken + cell.len();
        record.bytes.get_mut(taken..end)?.copy_from_slice(cell);
        *record.ends.get_mut(cells)? = end;
        (taken, cells, start) = (end, cells + 1, mark + 1);
        if input[mark] == b'\n' {
            break;
        }
    }
    if memchr::memchr(b'\r', &record.bytes[..taken]).is_some() {
        return None;
    }
    (record.length, record.cells) = (taken, cells);
    Some(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::records::Records;
    use super::*;

    /// What the records of a text are, read through a window of so many bytes.
    fn read(text: &str, window: usize, delimiter: u8) -> Vec<String> {
        let mut records = Records::new(std::io::BufReader::with_capacity(window, text.as_bytes()), delimiter);
        let (mut record, mut all) = (Record::new(), Vec::new());
        loop {
            match records.next(&mut record) {
                Ok(true) => all.push(format!("{:?} {:?}", record.line, record.row().cells().collect::<Vec<_>>())),
                Ok(false) => return all,
                Err(broken) => {
                    all.push(format!("{broken:?}"));
                    return all;
                }
            }
        }
    }

    fn cells(text: &str) -> Option<(usize, Vec<String>)> {
        let mut record = Record::new();
        let taken = cut(text.as_bytes(), b',', &mut record)?;
        Some((taken, record.row().cells().map(str::to_owned).collect()))
    }

    #[test]
    fn plain_records_are_cut_and_others_left() {
        for (text, plain) in [
            ("a,b\nc", Some((4, vec!["a", "b"]))),
            ("a,,\"b, c\",\r\nd\r\n", Some((12, vec!["a", "", "b, c", ""]))),
            ("\"two\nlines\",\"\"\r\n", Some((16, vec!["two\nlines", ""]))),
            ("a,b", None),
            ("a,\"b\"\"c\"\n", None),
            ("a,b\"c\"\n", None),
            ("a,\"b\"c\n", None),
            ("a,b\rc,d\n", None),
            ("a,\"b\n", None),
        ] {
            let plain = plain.map(|(taken, cells)| (taken, cells.into_iter().map(str::to_owned).collect()));
            assert_eq!(cells(text), plain, "{text:?}");
        }
    }

    proptest! {
        /// Through a window of one byte nothing is plain, so that `csv-core` reads it all.
        #[test]
        fn plain_or_not_the_records_are_the_same(
            pieces in prop::collection::vec(
                prop::sample::select(vec!["a", "é", ",", ",", ";", "\"", "\"", "\n", "\r\n", "\r", " ", "\0", "b,c\n"]),
                0..60,
            ),
            window in 2..80usize,
        ) {
            let text = format!("x,y\n{}", pieces.concat());
            for delimiter in [b',', b';'] {
                let one_by_one = read(&text, 1, delimiter);
                prop_assert_eq!(&read(&text, window, delimiter), &one_by_one);
                prop_assert_eq!(&read(&text, 1 << 16, delimiter), &one_by_one);
            }
        }
    }
}
