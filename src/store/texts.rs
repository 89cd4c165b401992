//! Texts and organisations, each stored once and known to rows by its number.

use rusqlite::Connection;
use rustc_hash::FxHashMap;

use super::words::{LISTS, LONGEST, Word};
use crate::model::OrganisationMention;

/// The columns of free text, each of which remembers its last value: files repeat themselves.
#[derive(Clone, Copy)]
pub(super) enum Column {
    Level,
    Hei,
    Programme,
    Model,
    Team,
    Name,
    Region,
    Ics,
    OrganisationType,
    BenchmarkGroup,
}

const COLUMNS: usize = 10;

/// What got a new number and is still to be written.
pub(super) enum NewText {
    /// A text.
    Text(i64, Box<str>),
    /// An organisation, by its code.
    Organisation(i64, Box<str>),
    /// An organisation with the name, region and system that rows give it.
    Mention(i64, [Option<i64>; 4]),
}

/// Gives every text, word and organisation of the rows of an import its number, new ones a new number.
pub(super) struct Interner {
    texts: FxHashMap<Box<str>, i64>,
    organisations: FxHashMap<Box<str>, Organisation>,
    mentions: FxHashMap<[Option<i64>; 4], i64>,
    unwritten: Vec<NewText>,
    last_texts: [(String, Option<i64>); COLUMNS],
    words: [[Option<i64>; LONGEST]; LISTS],
}

/// An organisation, and how rows named it last: rarely in more than one way.
struct Organisation {
    id: i64,
    last: Option<LastMention>,
}

struct LastMention {
    name: Box<str>,
    region: Box<str>,
    ics: Box<str>,
    id: i64,
}

impl LastMention {
    fn is(&self, mention: &OrganisationMention<'_>) -> bool {
        *self.name == *mention.name && *self.region == *mention.region && *self.ics == *mention.ics
    }
}

impl Interner {
    /// Knows what the plan has.
    pub(super) fn new(conn: &Connection) -> rusqlite::Result<Interner> {
        let numbered = |sql| -> rusqlite::Result<FxHashMap<Box<str>, i64>> {
            let mut all = conn.prepare(sql)?;
            let rows = all.query_map([], |row| Ok((row.get::<_, Box<str>>(1)?, row.get(0)?)))?;
            rows.collect()
        };
        let mut all = conn.prepare("SELECT id, organisation, name, region, ics FROM mention")?;
        let mentions =
            all.query_map([], |row| Ok(([row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?], row.get(0)?)))?;
        let organisations = numbered("SELECT id, code FROM organisation")?;
        Ok(Interner {
            texts: numbered("SELECT id, text FROM text")?,
            organisations: organisations
                .into_iter()
                .map(|(code, id)| (code, Organisation { id, last: None }))
                .collect(),
            mentions: mentions.collect::<Result<_, _>>()?,
            unwritten: Vec::new(),
            last_texts: Default::default(),
            words: [[None; LONGEST]; LISTS],
        })
    }

    /// What got a number since this was last asked.
    pub(super) fn take_unwritten(&mut self) -> Vec<NewText> {
        std::mem::take(&mut self.unwritten)
    }

    /// The number of a free text; `None` for an empty one.
    pub(super) fn text(&mut self, column: Column, value: &str) -> Option<i64> {
        let (last, id) = &self.last_texts[column as usize];
        if last == value {
            return *id;
        }
        let id = if value.is_empty() { None } else { Some(self.intern(value)) };
        let (last, last_id) = &mut self.last_texts[column as usize];
        last.clear();
        last.push_str(value);
        *last_id = id;
        id
    }

    /// The number of a word of a list.
    pub(super) fn word<W: Word>(&mut self, word: W) -> Option<i64> {
        let Some(position) = word.position() else { return Some(self.intern(word.text())) };
        if self.words[W::LIST][position].is_none() {
            self.words[W::LIST][position] = Some(self.intern(word.text()));
        }
        self.words[W::LIST][position]
    }

    /// The number of an organisation with the name, region and system that a row gives it.
    pub(super) fn mention(&mut self, mention: &OrganisationMention<'_>) -> Option<i64> {
        let known = self.organisations.get(mention.code);
        if let Some(last) = known.and_then(|known| known.last.as_ref()).filter(|last| last.is(mention)) {
            return Some(last.id);
        }
        let OrganisationMention { code, name, region, ics } = *mention;
        let parts = [
            Some(self.organisation(code)),
            self.text(Column::Name, name),
            self.text(Column::Region, region),
            self.text(Column::Ics, ics),
        ];
        let id = match self.mentions.get(&parts) {
            Some(id) => *id,
            None => {
                let id = next(self.mentions.len());
                self.unwritten.push(NewText::Mention(id, parts));
                self.mentions.insert(parts, id);
                id
            }
        };
        if let Some(known) = self.organisations.get_mut(code) {
            known.last = Some(LastMention { name: name.into(), region: region.into(), ics: ics.into(), id });
        }
        Some(id)
    }

    /// The number of an organisation.
    pub(super) fn organisation(&mut self, code: &str) -> i64 {
        if let Some(known) = self.organisations.get(code) {
            return known.id;
        }
        let id = next(self.organisations.len());
        self.unwritten.push(NewText::Organisation(id, code.into()));
        self.organisations.insert(code.into(), Organisation { id, last: None });
        id
    }

    fn intern(&mut self, value: &str) -> i64 {
        if let Some(id) = self.texts.get(value) {
            return *id;
        }
        let id = next(self.texts.len());
        self.unwritten.push(NewText::Text(id, value.into()));
        self.texts.insert(value.into(), id);
        id
    }
}

/// Numbers run from 1 without a gap, so that a list finds what a number means.
fn next(known: usize) -> i64 {
    i64::try_from(known).map_or(i64::MAX, |known| known.saturating_add(1))
}
