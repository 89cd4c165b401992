//! Quotes that open and do not close where they should.

use super::head::{DEEPEST, Head};
use super::shape::{self, Shape};
use super::{Kind, Mapping};

/// How many lines are tried.
const MOST: usize = 5;

/// The line on which a quote was left open that swallows the header: without it, the file would have all
/// that one of `kinds` needs. A quote left open closes where the next one was to open, so that neither
/// its line nor the header can be found by reading on.
pub(super) fn left_open(head: &Head, kinds: &[Kind], mapping: &Mapping) -> Option<u64> {
    let (text, whole) = head.text()?;
    let odd = lines(text).take(DEEPEST).zip(1..).filter(|((_, line), _)| line.matches('"').count() % 2 == 1);
    let mends = |start: usize, line: &str| {
        let mended = [&text[..start], &line.replace('"', ""), &text[start + line.len()..]].concat();
        let head = Head::of_text(mended, whole);
        let kinds = kinds.iter().filter(|kind| mapping.check_for(**kind).is_ok());
        let mut complete = kinds.map(|kind| shape::find(&head, *kind, mapping)).filter(|shape| shape.complete);
        let closes = |shape: &Shape| closes(text, start, line, shape.delimiter, shape.header.own_names().len());
        complete.any(|shape| !closes(&shape))
    };
    odd.take(MOST).find(|((start, line), _)| mends(*start, line)).map(|(_, number)| number)
}

/// Whether the quote that a line leaves open begins a cell of several lines that ends where cells end, and has
/// not swallowed a row of `width` cells: a header cell with a line end, say.
fn closes(text: &str, start: usize, line: &str, delimiter: u8, width: usize) -> bool {
    let Some(opens) = line.rfind('"') else { return false };
    let begins = opens == 0 || line.as_bytes()[opens - 1] == delimiter;
    let rest = &text[start + opens + 1..];
    let mut quotes = rest.match_indices('"').map(|(at, _)| at).peekable();
    while let Some(at) = quotes.next() {
        // Two in a row stand for one.
        if quotes.next_if_eq(&(at + 1)).is_some() {
            continue;
        }
        let next = rest.as_bytes().get(at + 1);
        let ends = next.is_none_or(|next| [delimiter, b'\r', b'\n'].contains(next));
        return begins && ends && !swallows_a_row(&rest[..at], delimiter, width);
    }
    false
}

/// The physical lines of a text and where they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let line = &rest[..rest.find(['\r', '\n']).unwrap_or(rest.len())];
        let at = start;
        let end = &rest[line.len()..];
        start += line.len() + if end.starts_with("\r\n") { 2 } else { 1 };
        Some((at, line))
    })
}

/// Whether a cell holds a line end and as many delimiters as part the cells of a row: then it may be no
/// text of several lines, but a quote that was closed rows later, where another one was to open.
pub(super) fn swallows_a_row(cell: &str, delimiter: u8, width: usize) -> bool {
    let parts = || cell.bytes().filter(|byte| *byte == delimiter).count() + 1;
    width > 2 && cell.contains(['\n', '\r']) && parts() >= width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_several_lines_is_told_from_rows_that_were_swallowed() {
        for (cell, swallowed) in [
            ("left open,Smith\n2018/19,RJ1,PT,x\"", true),
            ("Alpha,PT,10\r2018-09-30,BBB,Beta", true),
            ("12 High Street,\nAnytown,\nSurrey", false),
            ("a,b,c,d,e,f", false),
            ("a;b;c;\nd;e;f", false),
        ] {
            assert_eq!(swallows_a_row(cell, b',', 5), swallowed, "{cell:?}");
        }
    }

    #[test]
    fn lines_are_physical_lines() {
        let all: Vec<(usize, &str)> = lines("a\r\nb\r\rc\n").collect();
        assert_eq!(all, [(0, "a"), (3, "b"), (5, ""), (6, "c")]);
    }
}
