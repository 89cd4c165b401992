//! The rows of a file that were seen before.

/// Remembers every row by 96 bits of its fingerprint: among ten million rows the odds that two different ones
/// share them are below one in 10¹⁵, so that no look at the rows themselves is needed.
///
/// Which rows repeat others is found out once all are there. To look each one up as it comes takes a table of
/// tens of megabytes and a walk to a place of it that no cache holds; to put it at the end of one of many parts
/// takes next to nothing, and to sort a part that fits a cache, little.
pub(super) struct Seen(Vec<Vec<u128>>);

/// Eight bits of the fingerprint say which part a row belongs to.
const PARTS: usize = 256;
/// The others that are kept stand above the row's line.
const PRINT: u128 = (1 << 88) - 1;
const LINE_BITS: u32 = 40;

/// How many rows are sorted before the search asks whether to go on: some hundredths of a second.
const STRIDE: usize = 100_000;

impl Default for Seen {
    fn default() -> Seen {
        Seen(vec![Vec::new(); PARTS])
    }
}

impl Seen {
    /// Notes a row, and the line on which it begins.
    pub fn note(&mut self, fingerprint: u128, line: u64) {
        let part = &mut self.0[(fingerprint >> 120) as usize % PARTS];
        if part.len() == part.capacity() {
            // By less than double, which would be a lot of memory for a large file.
            part.reserve_exact(part.len() / 4 + 16);
        }
        let line = u128::from(line.min((1 << LINE_BITS) - 1));
        part.push((fingerprint & PRINT) << LINE_BITS | line);
    }

    /// The lines of all rows that are the same as an earlier one, in order. `go_on` is asked every
    /// hundred thousand rows, and stops the search when it says no.
    pub fn repeated(self, mut go_on: impl FnMut() -> bool) -> Option<Vec<u64>> {
        let (mut lines, mut sorted) = (Vec::new(), 0);
        for mut part in self.0 {
            part.sort_unstable();
            let again = part.windows(2).filter(|pair| pair[0] >> LINE_BITS == pair[1] >> LINE_BITS);
            lines.extend(again.map(|pair| (pair[1] & ((1 << LINE_BITS) - 1)) as u64));
            sorted += part.len();
            if sorted >= STRIDE {
                sorted = 0;
                if !go_on() {
                    return None;
                }
            }
        }
        lines.sort_unstable();
        Some(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rows_but_the_first_are_repeated() {
        let mut seen = Seen::default();
        let far = |at: u32| 1u128 << at;
        // They differ at the ends of what is kept, and in what chooses the part.
        let prints = [0, far(0), far(87), far(120), far(127), u128::MAX];
        for (line, fingerprint) in (1..).zip(prints) {
            seen.note(fingerprint, line);
        }
        for (line, fingerprint) in [(20, far(127)), (10, far(0)), (30, far(0)), (u64::MAX, 0)] {
            seen.note(fingerprint, line);
        }
        assert_eq!(seen.repeated(|| true), Some(vec![10, 20, 30, (1 << LINE_BITS) - 1]));
    }

    #[test]
    fn the_search_stops_when_it_is_told_to() {
        let of = |rows: u64| {
            let mut seen = Seen::default();
            (0..rows).for_each(|row| seen.note(xxhash_rust::xxh3::xxh3_128(&row.to_le_bytes()), row));
            seen
        };
        assert_eq!(of(STRIDE as u64 + 1_000).repeated(|| false), None);
        assert_eq!(of(1_000).repeated(|| false), Some(Vec::new()));
    }
}
