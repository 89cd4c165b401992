//! Which organisations are meant: what the filters of a page let through, a group of the rug, the scope of
//! an export. It chooses what is shown and added, and never changes a rate.

use super::peers::{PeerChoice, rule_words};
use super::rug::RugGrouping;
use crate::model::{Facts, Settings};

/// Which organisations are meant. Who fits is looked up in the plan as it is, so that a question about
/// them stays one when files or groups change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whose {
    /// Region names; empty for all.
    pub regions: Vec<String>,
    /// Organisation codes; empty for all.
    pub codes: Vec<String>,
    /// A part of the name or code; blank for all.
    pub search: String,
    /// The group they are compared among. Nobody is in a named one that the plan does not have.
    pub peers: PeerChoice,
    /// A group of the rug: by what, and its name, empty for those in none. `None` for all.
    pub group: Option<(RugGrouping, String)>,
}

impl Whose {
    /// One organisation, by its code.
    pub fn one(code: &str) -> Whose {
        Whose { codes: vec![code.to_owned()], ..Whose::default() }
    }

    /// Those of some regions.
    pub fn of_regions(regions: Vec<String>) -> Whose {
        Whose { regions, ..Whose::default() }
    }

    /// Those of a group.
    pub fn among(peers: PeerChoice) -> Whose {
        Whose { peers, ..Whose::default() }
    }

    /// Whether nobody of the plan is left aside.
    pub fn is_everyone(&self) -> bool {
        let all = self.group.as_ref().is_none_or(|(by, _)| *by == RugGrouping::None);
        let none_chosen = self.regions.is_empty() && self.codes.is_empty() && self.search.trim().is_empty();
        all && none_chosen && self.peers == PeerChoice::Everyone
    }

    /// By the number of the organisation, whether it is one of them. Looks at every organisation.
    pub fn wanted(&self, facts: &Facts, settings: &Settings) -> Vec<bool> {
        let needle = self.search.trim().to_lowercase();
        let found = |text: &str| needle.is_empty() || text.to_lowercase().contains(&needle);
        let one_of = |any: &[String], of: &str| any.is_empty() || any.iter().any(|one| one.eq_ignore_ascii_case(of));
        let peers = self.peers.peers(facts, settings);
        let organisations = facts.organisations().iter();
        let wanted = organisations.map(|of| {
            one_of(&self.regions, &of.region)
                && one_of(&self.codes, &of.code)
                && (found(&of.name) || found(&of.code))
                && (self.peers == PeerChoice::Everyone || peers.as_ref().is_some_and(|peers| peers.has(of)))
                && self.group.as_ref().is_none_or(|(by, name)| by.of(of, settings).contains(&name.as_str()))
        });
        wanted.collect()
    }

    /// Who they are, in words: `all organisations`, `London`, `peer group Coast, found by “hospital”`.
    pub fn words(&self) -> String {
        let peers = match &self.peers {
            PeerChoice::Everyone => None,
            PeerChoice::Rule(rule) => Some(rule_words(rule)),
            PeerChoice::Named(name) => Some(format!("peer group {name}")),
        };
        let group = self.group.as_ref().and_then(|(by, name)| by.words(name));
        let chosen = peers.into_iter().chain(self.regions.iter().cloned()).chain(self.codes.iter().cloned());
        let search = Some(self.search.trim()).filter(|search| !search.is_empty());
        let found = search.map(|search| format!("found by \u{201c}{search}\u{201d}"));
        let parts: Vec<String> = group.into_iter().chain(chosen).collect();
        let whose = if parts.is_empty() { "all organisations".to_owned() } else { parts.join(", ") };
        std::iter::once(whose).chain(found).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::Outcome;
    use crate::report::comparison::tests::outcome;

    fn who(whose: &Whose, outcome: &Outcome) -> String {
        let wanted = whose.wanted(outcome.facts(), outcome.settings());
        let codes = outcome.facts().organisations().iter().zip(wanted).filter(|(_, wanted)| *wanted);
        format!("{}: {}", whose.words(), codes.map(|(of, _)| of.code.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn each_part_narrows_and_says_so_in_words() {
        let rows =
            [("ZA1", "North", "1", "5"), ("ZA2", "North", "1", "5"), ("ZA3", "South", "1", "5"), ("ZB4", "", "1", "5")];
        let (facts, outcome) = outcome(&rows);
        let mut settings = outcome.settings().clone();
        settings.set("peer_group.Coast", "organisations:ZA1,ZA3").unwrap();
        let outcome = Outcome::calculate(Arc::clone(&facts), settings);
        let coast = Whose::among(PeerChoice::Named("Coast".into()));
        assert_eq!(who(&Whose::default(), &outcome), "all organisations: ZA1 ZA2 ZA3 ZB4");
        assert_eq!(who(&Whose::of_regions(vec!["south".into()]), &outcome), "south: ZA3");
        assert_eq!(who(&Whose::one("za2"), &outcome), "za2: ZA2");
        assert_eq!(who(&coast, &outcome), "peer group Coast: ZA1 ZA3");
        let found = Whose { search: " za".into(), regions: vec!["North".into()], ..coast.clone() };
        assert_eq!(who(&found, &outcome), "peer group Coast, North, found by \u{201c}za\u{201d}: ZA1");
        let group = |name: &str| Whose { group: Some((RugGrouping::Region, name.into())), ..Whose::default() };
        assert_eq!(who(&group("North"), &outcome), "region North: ZA1 ZA2");
        assert_eq!(who(&group(""), &outcome), "no region given: ZB4");
        let all = Whose { group: Some((RugGrouping::None, String::new())), ..Whose::default() };
        assert_eq!(who(&all, &outcome), "all organisations: ZA1 ZA2 ZA3 ZB4");
        // A group that the plan has no more has nobody in it.
        let gone = Outcome::calculate(facts, Default::default());
        assert_eq!(who(&coast, &gone), "peer group Coast: ");
        assert_eq!([&Whose::default(), &all, &coast, &found].map(Whose::is_everyone), [true, true, false, false]);
    }
}
