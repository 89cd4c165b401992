//! Rows as they come, under their cells, until it is known which of them later editions replace.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::Layer;

/// Rows under the cells they belong to, with the batch that replaces each cell, if any.
#[derive(Debug)]
pub(super) struct Gathered<K, F> {
    pub keys: Vec<K>,
    pub facts: Vec<F>,
    ids: FxHashMap<K, u32>,
    /// By cell: the newest replacing batch that has a row there. Rows of earlier batches do not count.
    replaced_by: Vec<u32>,
    /// The cell of each fact, apart from it: they are looked through more often.
    cells: Vec<u32>,
    /// The first fact of each source.
    layers: Vec<(usize, Layer)>,
    /// Cell, batch and what a row of it says of the organisation, where that is not what the cell's row
    /// before it said.
    mentions: Vec<(u32, u32, u32)>,
    /// By cell, the last of its mentions.
    last_mention: Vec<Option<(u32, u32)>>,
    last: Option<(K, u32)>,
}

impl<K, F> Default for Gathered<K, F> {
    fn default() -> Self {
        Gathered {
            keys: Vec::new(),
            facts: Vec::new(),
            ids: FxHashMap::default(),
            replaced_by: Vec::new(),
            cells: Vec::new(),
            layers: Vec::new(),
            mentions: Vec::new(),
            last_mention: Vec::new(),
            last: None,
        }
    }
}

impl<K: Copy + Eq + Hash, F> Gathered<K, F> {
    /// Takes a row: its cell, what it says of the organisation, and what counts of it.
    pub fn add(&mut self, key: K, said: u32, fact: F, layer: Layer) {
        if self.layers.last().is_none_or(|(_, last)| *last != layer) {
            self.layers.push((self.facts.len(), layer));
        }
        let id = match self.last {
            Some((last, id)) if last == key => id,
            _ => *self.ids.entry(key).or_insert_with(|| {
                self.keys.push(key);
                self.replaced_by.push(0);
                self.last_mention.push(None);
                self.keys.len() as u32 - 1
            }),
        };
        self.last = Some((key, id));
        if layer.replaces {
            self.replaced_by[id as usize] = layer.batch;
        }
        let mention = Some((layer.batch, said));
        if std::mem::replace(&mut self.last_mention[id as usize], mention) != mention {
            self.mentions.push((id, layer.batch, said));
        }
        self.cells.push(id);
        self.facts.push(fact);
    }

    /// What the rows in force say of the organisations of their cells.
    pub fn mentions_in_force(&self) -> impl Iterator<Item = (K, u32)> {
        let in_force = |(cell, batch, _): &&(u32, u32, u32)| *batch >= self.replaced_by[*cell as usize];
        self.mentions.iter().filter(in_force).map(|(cell, _, said)| (self.keys[*cell as usize], *said))
    }

    /// The rows in force, by number, each with the number of its cell among `keys` and its source.
    pub fn in_force(&self) -> impl Iterator<Item = (usize, u32, u32)> {
        let mut layers = self.layers.iter().peekable();
        let mut layer = Layer::default();
        self.cells.iter().enumerate().filter_map(move |(index, cell)| {
            while let Some((_, next)) = layers.next_if(|(first, _)| *first <= index) {
                layer = *next;
            }
            (layer.batch >= self.replaced_by[*cell as usize]).then_some((index, *cell, layer.source))
        })
    }
}
