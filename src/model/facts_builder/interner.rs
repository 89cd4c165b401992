//! Values by small numbers.

use std::collections::HashMap;

use rustc_hash::FxHashMap;

/// Numbers values in the order in which they come. Rows repeat the value before them more often than
/// not, so that one is looked at first.
#[derive(Debug)]
pub(super) struct Interner<T> {
    values: Vec<T>,
    by_text: HashMap<String, u32>,
    by_key: FxHashMap<u64, u32>,
    last: u32,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Interner { values: Vec::new(), by_text: HashMap::new(), by_key: FxHashMap::default(), last: 0 }
    }
}

impl<T> Interner<T> {
    /// The value of a number.
    pub fn get(&self, id: u32) -> &T {
        &self.values[id as usize]
    }

    /// Every value, by its number.
    pub fn into_values(self) -> Vec<T> {
        self.values
    }

    /// The number of the value that a key stands for.
    pub fn id_with(&mut self, key: u64, make: impl FnOnce() -> T) -> u32 {
        let values = &mut self.values;
        *self.by_key.entry(key).or_insert_with(|| {
            values.push(make());
            values.len() as u32 - 1
        })
    }
}

impl Interner<String> {
    /// The number of a text that is known.
    pub fn known(&self, text: &str) -> Option<u32> {
        self.by_text.get(text).copied()
    }

    /// The number of a text.
    pub fn id_of(&mut self, text: &str) -> u32 {
        if self.values.get(self.last as usize).is_some_and(|last| last == text) {
            return self.last;
        }
        self.last = match self.by_text.get(text) {
            Some(id) => *id,
            None => {
                self.values.push(text.to_owned());
                let id = self.values.len() as u32 - 1;
                self.by_text.insert(text.to_owned(), id);
                id
            }
        };
        self.last
    }
}
