//! Who is compared with whom: everyone, the organisations of a rule, or a named group of the plan. It
//! chooses among whom a comparison is made, and never changes a rate.

use crate::model::{Facts, GroupRule, Organisation, Settings, count, counted};

/// Among whom organisations are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PeerChoice {
    /// Everyone in the plan.
    #[default]
    Everyone,
    /// Those of a rule: a region, an ICS, and so on.
    Rule(GroupRule),
    /// A peer group of the plan, by its name.
    Named(String),
}

/// A group with the organisations that the plan has of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peers {
    /// In words: `peer group Coast`, `region London`.
    pub name: String,
    codes: Vec<String>,
}

impl Peers {
    /// A group of these organisation codes.
    pub fn new(name: String, mut codes: Vec<String>) -> Peers {
        codes.sort_unstable();
        Peers { name, codes }
    }

    /// Whether an organisation is one of them.
    pub fn has(&self, organisation: &Organisation) -> bool {
        self.codes.binary_search(&organisation.code).is_ok()
    }

    /// How many they are.
    pub fn n(&self) -> usize {
        self.codes.len()
    }
}

impl PeerChoice {
    /// The group; `None` for everyone, and for a named group that the settings do not have (any more).
    pub fn peers(&self, facts: &Facts, settings: &Settings) -> Option<Peers> {
        match self {
            PeerChoice::Everyone => None,
            PeerChoice::Rule(rule) => Some(Peers::new(rule_words(rule), rule.codes(facts))),
            PeerChoice::Named(name) => {
                let (name, rule) = settings.peer_group(name)?;
                Some(Peers::new(format!("peer group {name}"), rule.codes(facts)))
            }
        }
    }
}

/// Groups of one kind, with a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerSection {
    /// `Regions`.
    pub title: &'static str,
    /// `region`: what one of them is, before its name.
    pub kind: &'static str,
    /// The groups, by name.
    pub groups: Vec<OfferedPeers>,
}

/// A group that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedPeers {
    /// What choosing it means.
    pub choice: PeerChoice,
    /// Its name.
    pub name: String,
    /// How many organisations of it the plan has.
    pub count: usize,
}

impl OfferedPeers {
    /// `London, 31 organisations in the plan`: of any year, so that a year may have fewer.
    pub fn words(&self) -> String {
        format!("{}, {} in the plan", self.name, counted(self.count as u64, "organisation", "organisations"))
    }
}

/// A way to make groups of what the files say of an organisation.
struct Kind {
    title: &'static str,
    kind: &'static str,
    of: fn(&Organisation) -> &str,
    rule: fn(String) -> GroupRule,
}

const KINDS: [Kind; 4] = [
    Kind { title: "Regions", kind: "region", of: |o| &o.region, rule: GroupRule::Region },
    Kind { title: "Integrated care systems", kind: "ICS", of: |o| &o.ics, rule: GroupRule::Ics },
    Kind { title: "Organisation types", kind: "type", of: |o| &o.organisation_type, rule: GroupRule::Type },
    Kind {
        title: "Benchmark groups of the reference",
        kind: "benchmark group",
        of: |o| &o.benchmark_group,
        rule: GroupRule::BenchmarkGroup,
    },
];

/// The groups that a plan has or could have: its named ones first, then those of each kind that the files
/// tell apart. A kind of which there is no group is left out.
pub fn offered_peers(facts: &Facts, settings: &Settings) -> Vec<PeerSection> {
    let named = settings.peer_groups.iter().map(|(name, rule)| OfferedPeers {
        choice: PeerChoice::Named(name.clone()),
        name: name.clone(),
        count: rule.codes(facts).len(),
    });
    let named = PeerSection { title: "Peer groups of this plan", kind: "peer group", groups: named.collect() };
    let ruled = KINDS.iter().map(|kind| PeerSection { title: kind.title, kind: kind.kind, groups: kind.groups(facts) });
    std::iter::once(named).chain(ruled).filter(|section| !section.groups.is_empty()).collect()
}

/// The groups that an organisation is in: of each kind, and the named ones.
pub fn peers_of(organisation: &Organisation, settings: &Settings) -> Vec<PeerChoice> {
    let named = settings.peer_groups.iter().filter(|(_, rule)| rule.has(organisation));
    let named = named.map(|(name, _)| PeerChoice::Named(name.clone()));
    let ruled = KINDS.iter().filter(|kind| !(kind.of)(organisation).is_empty());
    named.chain(ruled.map(|kind| PeerChoice::Rule((kind.rule)((kind.of)(organisation).to_owned())))).collect()
}

impl Kind {
    fn groups(&self, facts: &Facts) -> Vec<OfferedPeers> {
        let mut names: Vec<&str> = facts.organisations().iter().map(self.of).filter(|name| !name.is_empty()).collect();
        // What the files spell in two ways is one group: rules do not look at capitals.
        names.sort_by_cached_key(|name| (name.to_lowercase(), (*name).to_owned()));
        let mut groups: Vec<OfferedPeers> = Vec::new();
        for name in names {
            match groups.last_mut() {
                Some(last) if last.name.eq_ignore_ascii_case(name) => last.count += 1,
                _ => {
                    let choice = PeerChoice::Rule((self.rule)(name.to_owned()));
                    groups.push(OfferedPeers { choice, name: name.to_owned(), count: 1 });
                }
            }
        }
        groups
    }
}

/// Who a rule is, in words: `region London`, `4 organisations picked by hand`.
pub fn rule_words(rule: &GroupRule) -> String {
    match rule {
        GroupRule::Region(name) => format!("region {name}"),
        GroupRule::Ics(name) => format!("ICS {name}"),
        GroupRule::Type(name) => format!("type {name}"),
        GroupRule::BenchmarkGroup(name) => format!("benchmark group {name}"),
        GroupRule::Organisations(codes) => {
            let organisations = if codes.len() == 1 { "organisation" } else { "organisations" };
            format!("{} {organisations} picked by hand", count(codes.len() as u64))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::comparison::tests::{FIVE, outcome};

    #[test]
    fn every_group_says_how_many_it_has() {
        let (facts, _) = outcome(&FIVE);
        let mut settings = Settings::default();
        settings.set("peer_group.Coast", "organisations:ZA1,ZA3,ZZ9").unwrap();
        let offered = offered_peers(&facts, &settings);
        let words = |section: &PeerSection| section.groups.iter().map(OfferedPeers::words).collect::<Vec<_>>();
        assert_eq!(
            offered.iter().map(|section| section.title).collect::<Vec<_>>(),
            ["Peer groups of this plan", "Regions"]
        );
        assert_eq!(words(&offered[0]), ["Coast, 2 organisations in the plan"]);
        assert_eq!(words(&offered[1]), ["North, 2 organisations in the plan", "South, 5 organisations in the plan"]);
    }

    #[test]
    fn a_named_group_that_is_gone_is_everyone() {
        let (facts, _) = outcome(&FIVE);
        let mut settings = Settings::default();
        settings.set("peer_group.Coast", "organisations:ZA3,ZA1").unwrap();
        let coast = PeerChoice::Named("coast".into()).peers(&facts, &settings).unwrap();
        assert_eq!((coast.name.as_str(), coast.n()), ("peer group Coast", 2));
        assert_eq!(PeerChoice::Named("Hills".into()).peers(&facts, &settings), None);
        assert_eq!(PeerChoice::Everyone.peers(&facts, &settings), None);
    }

    #[test]
    fn an_organisation_is_in_the_groups_of_its_rules_and_in_named_ones() {
        let (facts, _) = outcome(&FIVE);
        let mut settings = Settings::default();
        settings.set("peer_group.Coast", "organisations:ZA1").unwrap();
        let of = |code: &str| facts.organisations().iter().find(|o| o.code == code).unwrap();
        let south = PeerChoice::Rule(GroupRule::Region("South".into()));
        assert_eq!(peers_of(of("ZA3"), &settings), [south]);
        assert_eq!(peers_of(of("ZA1"), &settings).len(), 2);
    }
}
