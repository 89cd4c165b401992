//! What organisations are called: of all the rows in force, the weightiest one names them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::interner::Interner;
use crate::model::{Mergers, Organisation, OrganisationMention, OrganisationRow};

/// How much a name weighs: the reference first, then the latest workforce snapshot, then placements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Authority {
    Code,
    Placements,
    Workforce(Date),
    Reference,
}

/// The weightiest text so far; ties go to the smallest text, so that order never matters.
#[derive(Clone, Debug, Default)]
struct BestText {
    text: String,
    authority: Option<Authority>,
}

impl BestText {
    fn offer(&mut self, text: &str, authority: Authority) {
        let better = match self.authority {
            None => true,
            Some(held) => authority > held || (authority == held && text < self.text.as_str()),
        };
        if better && !text.is_empty() {
            self.text.clear();
            self.text.push_str(text);
            self.authority = Some(authority);
        }
    }
}

/// The names of one organisation.
#[derive(Clone, Debug, Default)]
struct NameOf {
    name: BestText,
    region: BestText,
    ics: BestText,
    organisation_type: BestText,
    benchmark_group: BestText,
    in_reference: bool,
    /// The number of what the last row said of it. Rows of one organisation mostly say the same.
    last: Option<u32>,
}

/// Organisations by number, and what rows say of them.
#[derive(Debug, Default)]
pub(super) struct Names {
    codes: Interner<String>,
    of: Vec<NameOf>,
    /// Name, region and ICS, parted by a character that no text has.
    said: Interner<String>,
    buffer: String,
}

/// Parts the texts of what was said; the control character is in no name that a reader lets through, and
/// one that had it would only be cut.
const PART: char = '\u{1f}';

impl Names {
    /// The number of an organisation.
    fn id(&mut self, code: &str) -> u32 {
        let id = self.codes.id_of(code);
        if id as usize == self.of.len() {
            self.of.push(NameOf::default());
        }
        id
    }

    /// The number of the organisation that a row mentions, and of what the row says of it. Nothing is
    /// named yet: a later edition may replace the row.
    pub fn note(&mut self, mention: OrganisationMention<'_>) -> (u32, u32) {
        let id = self.id(mention.code);
        self.buffer.clear();
        for text in [mention.name, mention.region, mention.ics] {
            self.buffer.push_str(text);
            self.buffer.push(PART);
        }
        let of = &mut self.of[id as usize];
        let said = match of.last.filter(|last| *self.said.get(*last) == self.buffer) {
            Some(last) => last,
            None => self.said.id_of(&self.buffer),
        };
        of.last = Some(said);
        (id, said)
    }

    /// A row of a reference names at once: nothing replaces it.
    pub fn refer(&mut self, row: &OrganisationRow<'_>) {
        let mention = row.organisation;
        let id = self.id(mention.code);
        let of = &mut self.of[id as usize];
        of.in_reference = true;
        of.name.offer(mention.name, Authority::Reference);
        of.region.offer(mention.region, Authority::Reference);
        // A reference may give the ICS as a code (`QMJ`); a name from anywhere else reads better.
        let ics = if is_ics_code(mention.ics) { Authority::Code } else { Authority::Reference };
        of.ics.offer(mention.ics, ics);
        of.organisation_type.offer(row.organisation_type, Authority::Reference);
        of.benchmark_group.offer(row.benchmark_group, Authority::Reference);
    }

    /// Of the organisations that were taken over and are known, by number, the one that each is folded
    /// into.
    pub fn folded(&mut self, mergers: &Mergers) -> BTreeMap<u32, u32> {
        let known: Vec<(u32, &str)> = (mergers.each())
            .filter_map(|(code, ..)| Some((self.codes.known(code)?, mergers.successor_of(code)?)))
            .collect();
        known.into_iter().map(|(predecessor, successor)| (predecessor, self.id(successor))).collect()
    }

    /// A row in force says this of an organisation.
    pub fn offer(&mut self, organisation: u32, said: u32, authority: Authority) {
        let mut parts = self.said.get(said).split(PART);
        let of = &mut self.of[organisation as usize];
        for best in [&mut of.name, &mut of.region, &mut of.ics] {
            best.offer(parts.next().unwrap_or_default(), authority);
        }
    }

    /// By number, the place of each organisation in the order of codes.
    pub fn ranks(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.of.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.codes.get(*a).cmp(self.codes.get(*b)));
        let mut rank = vec![0_u32; order.len()];
        for (new, old) in order.iter().enumerate() {
            rank[*old as usize] = new as u32;
        }
        rank
    }

    /// Every organisation, sorted by code.
    pub fn into_organisations(self) -> Vec<Organisation> {
        let codes = self.codes.into_values().into_iter();
        let mut organisations: Vec<Organisation> = codes
            .zip(self.of)
            .map(|(code, of)| Organisation {
                code,
                name: of.name.text,
                region: of.region.text,
                ics: of.ics.text,
                organisation_type: of.organisation_type.text,
                benchmark_group: of.benchmark_group.text,
                in_reference: of.in_reference,
            })
            .collect();
        organisations.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        organisations
    }
}

/// Whether a text is the ODS code of an integrated care board: `QMJ`.
fn is_ics_code(text: &str) -> bool {
    text.len() == 3
        && text.starts_with('Q')
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
