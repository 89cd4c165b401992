//! The rows of a file that were seen already.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// Remembers rows by 96 bits of their fingerprints: among ten million rows the odds that two different
/// ones share them are below one in 10¹⁵, so that no look at the rows themselves is needed.
///
/// It lies in parts, each of which grows by itself. One table would stand in memory twice while it
/// doubles, and a file of two million rows may not need that much.
#[derive(Default)]
pub(super) struct Seen([HashSet<Print, BuildHasherDefault<First>>; PARTS]);

const PARTS: usize = 16;

/// Three words rather than one number, so that a row takes 12 bytes and not 16.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Print([u32; 3]);

impl Hash for Print {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(u64::from(self.0[0]) << 32 | u64::from(self.0[1]));
    }
}

/// A fingerprint is a hash already.
#[derive(Default)]
struct First(u64);

impl Hasher for First {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

impl Seen {
    /// Notes a row; false if it was there before.
    pub fn insert(&mut self, fingerprint: u128) -> bool {
        let word = |at: u32| (fingerprint >> (32 * at)) as u32;
        self.0[word(3) as usize % PARTS].insert(Print([word(0), word(1), word(2)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_new_once() {
        let mut seen = Seen::default();
        let far = |at: u32| 1u128 << at;
        // They differ in each of the words that are kept, and in the one that chooses the part.
        for fingerprint in [0, far(0), far(33), far(66), far(97), u128::MAX] {
            assert!(seen.insert(fingerprint), "{fingerprint}");
            assert!(!seen.insert(fingerprint), "{fingerprint}");
        }
    }
}
