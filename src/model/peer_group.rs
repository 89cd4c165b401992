//! Who belongs together: organisations of a region, an integrated care system, a type or a benchmark group, or
//! chosen by hand.

use std::collections::BTreeSet;
use std::fmt;

use super::{Facts, Organisation, counted};

/// What makes an organisation one of a group. Codes, names and regions are those of the loaded files; a
/// group of a region takes in whatever the next file brings to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupRule {
    /// The organisations of one region, by its name.
    Region(String),
    /// The organisations of one integrated care system, by its name.
    Ics(String),
    /// The organisations of one type (`Acute`), as the organisation reference says it.
    Type(String),
    /// The organisations of one benchmark group (`Acute - Teaching`), as the organisation reference says it.
    BenchmarkGroup(String),
    /// A hand-picked list of organisation codes, in upper case.
    Organisations(BTreeSet<String>),
}

impl GroupRule {
    /// What a rule looks like as text.
    pub(crate) const FORMS: &'static str =
        "region:NAME, ics:NAME, type:NAME, benchmark_group:NAME or organisations:CODE,CODE";

    /// Reads `region:NAME`, `ics:NAME`, `type:NAME`, `benchmark_group:NAME` or `organisations:CODE,CODE`; `None` is
    /// no rule, or one of nobody.
    ///
    /// ```
    /// use fairshare::model::GroupRule;
    /// let rule = GroupRule::read("organisations: rj1, R1H").unwrap();
    /// assert_eq!(rule.to_string(), "organisations:R1H,RJ1");
    /// assert_eq!(GroupRule::read("region:"), None);
    /// ```
    pub fn read(text: &str) -> Option<GroupRule> {
        let (form, who) = text.split_once(':')?;
        let name = Some(who.trim().to_owned()).filter(|name| !name.is_empty());
        match form.trim() {
            "region" => name.map(GroupRule::Region),
            "ics" => name.map(GroupRule::Ics),
            "type" => name.map(GroupRule::Type),
            "benchmark_group" => name.map(GroupRule::BenchmarkGroup),
            "organisations" => {
                let codes = who.split(',').map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty());
                let codes: BTreeSet<String> = codes.collect();
                (!codes.is_empty()).then_some(GroupRule::Organisations(codes))
            }
            _ => None,
        }
    }

    /// Whether an organisation is one of them.
    pub fn has(&self, organisation: &Organisation) -> bool {
        match self {
            GroupRule::Region(name) => organisation.region.eq_ignore_ascii_case(name),
            GroupRule::Ics(name) => organisation.ics.eq_ignore_ascii_case(name),
            GroupRule::Type(name) => organisation.organisation_type.eq_ignore_ascii_case(name),
            GroupRule::BenchmarkGroup(name) => organisation.benchmark_group.eq_ignore_ascii_case(name),
            GroupRule::Organisations(codes) => codes.contains(&organisation.code),
        }
    }

    /// The codes of those of the group that the plan has, sorted: as many as the group has members.
    pub fn codes(&self, facts: &Facts) -> Vec<String> {
        let members = facts.organisations().iter().filter(|organisation| self.has(organisation));
        members.map(|organisation| organisation.code.clone()).collect()
    }

    /// How many they are, in words: `5 organisations`; of those chosen by hand also how many the plan
    /// lacks.
    pub fn count(&self, facts: &Facts) -> String {
        let here = self.codes(facts).len();
        let lacking = match self {
            GroupRule::Organisations(codes) => codes.len() - here,
            _ => 0,
        };
        let n = counted(here as u64, "organisation", "organisations");
        if lacking == 0 { n } else { format!("{n}, and {lacking} more that the plan has no data of") }
    }
}

impl fmt::Display for GroupRule {
    /// The text that [`GroupRule::read`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GroupRule::Region(name) => write!(f, "region:{name}"),
            GroupRule::Ics(name) => write!(f, "ics:{name}"),
            GroupRule::Type(name) => write!(f, "type:{name}"),
            GroupRule::BenchmarkGroup(name) => write!(f, "benchmark_group:{name}"),
            GroupRule::Organisations(codes) => {
                let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
                write!(f, "organisations:{}", codes.join(","))
            }
        }
    }
}

/// The longest name of a peer group, in characters: it stands in lists, titles and lines of text.
const LONGEST_NAME: usize = 60;

/// What is wrong with the name of a peer group, and what next; `None` if nothing is.
pub(crate) fn name_problem(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.trim() != name {
        Some("needs a name without blanks around it, for example peer_group.Coast=region:London")
    } else if name.contains('=') || name.chars().any(char::is_control) {
        Some("has an equals sign or a control character in its name; leave it out")
    } else if name.chars().count() > LONGEST_NAME {
        Some("has a name longer than 60 characters; shorten it")
    } else {
        None
    }
}
