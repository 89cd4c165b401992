//! What repeated cell texts mean, so that each is worked out once and not once a row.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

/// How many texts a column's cache holds: far more than professions, bands or dates have, and a bound
/// for columns in which every row differs.
const MOST: usize = 4096;

/// The meanings of the texts of one column.
pub(super) struct Cache<T> {
    last: Option<(Rc<str>, T)>,
    known: HashMap<Rc<str>, T, BuildHasherDefault<TextHasher>>,
}

impl<T: Copy> Cache<T> {
    pub fn new() -> Self {
        Cache { last: None, known: HashMap::default() }
    }

    /// What `text` means: as worked out before, or else now.
    pub fn get(&mut self, text: &str, work_out: impl FnOnce(&str) -> T) -> T {
        if let Some((last, meaning)) = &self.last
            && **last == *text
        {
            return *meaning;
        }
        let (text, meaning) = match self.known.get_key_value(text) {
            Some((text, meaning)) => (Rc::clone(text), *meaning),
            None => {
                let (text, meaning) = (Rc::from(text), work_out(text));
                if self.known.len() < MOST {
                    self.known.insert(Rc::clone(&text), meaning);
                }
                (text, meaning)
            }
        };
        self.last = Some((text, meaning));
        meaning
    }
}

/// A quick hasher for short texts; the cache is bounded, so that crafted texts can only slow it down.
#[derive(Default)]
pub(super) struct TextHasher(u64);

impl Hasher for TextHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxhash_rust::xxh3::xxh3_64_with_seed(bytes, self.0);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_worked_out_once() {
        let (mut cache, mut times) = (Cache::new(), 0);
        for text in ["a", "b", "a", "a", "b"] {
            cache.get(text, |t| {
                times += 1;
                t.len()
            });
        }
        assert_eq!(times, 2);
    }
}
