//! Which organisations a file has: seen as its rows go by, and held against those that are known.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::findings::{counted, cut};
use super::meaning::Meaning;
use super::suggest::{KnownOrganisation, closest};
use crate::model::{
    DemandRow, Finding, MergerRow, OrganisationMention, OrganisationRow, PlacementRow, Professions, RowSink, Severity,
    WorkforceRow,
};

/// How many organisations of a file are remembered.
const MOST: usize = 20_000;

/// How many codes that are not known are told one by one, and for how many of them a known one is looked for.
const TOLD: usize = 200;
const SUGGESTED: usize = 50;

/// An organisation of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenOrganisation {
    /// Its code.
    pub code: String,
    /// The first name that the file gives it; empty if it gives none.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// The line of the first of them.
    pub line: u64,
}

/// Gives rows on, and remembers the organisations in them.
#[derive(Debug)]
pub struct Witness<'s, S> {
    sink: &'s mut S,
    seen: Vec<SeenOrganisation>,
    by_code: HashMap<Box<str>, usize, FxBuildHasher>,
    last: usize,
    listed: Vec<KnownOrganisation>,
}

impl<'s, S> Witness<'s, S> {
    /// A witness of the rows on their way to `sink`.
    pub fn new(sink: &'s mut S) -> Witness<'s, S> {
        Witness { sink, seen: Vec::new(), by_code: HashMap::default(), last: 0, listed: Vec::new() }
    }

    /// The organisations that rows of figures were about, in the order in which they came.
    pub fn seen(&self) -> &[SeenOrganisation] {
        &self.seen
    }

    /// The organisations of a reference.
    pub fn into_listed(self) -> Vec<KnownOrganisation> {
        self.listed
    }

    fn see(&mut self, line: u64, organisation: OrganisationMention<'_>) {
        let is_it = |seen: &SeenOrganisation| seen.code == organisation.code;
        if !self.seen.get(self.last).is_some_and(is_it) {
            match self.by_code.get(organisation.code) {
                Some(known) => self.last = *known,
                None if self.seen.len() == MOST => return,
                None => {
                    self.last = self.seen.len();
                    self.by_code.insert(organisation.code.into(), self.last);
                    let (code, name) = (organisation.code.to_owned(), String::new());
                    self.seen.push(SeenOrganisation { code, name, rows: 0, line });
                }
            }
        }
        let seen = &mut self.seen[self.last];
        seen.rows += 1;
        if seen.name.is_empty() {
            organisation.name.clone_into(&mut seen.name);
        }
    }
}

impl<S: RowSink> RowSink for Witness<'_, S> {
    type Error = S::Error;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), S::Error> {
        self.see(row.line, row.organisation);
        self.sink.workforce(row)
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), S::Error> {
        self.see(row.line, row.organisation);
        self.sink.placement(row)
    }

    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), S::Error> {
        self.sink.demand(row)
    }

    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), S::Error> {
        let OrganisationMention { code, name, .. } = row.organisation;
        self.listed.push(KnownOrganisation { code: code.to_owned(), name: name.to_owned() });
        self.sink.organisation(row)
    }

    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), S::Error> {
        self.sink.merger(row)
    }
}

/// What is to be said of organisations that the reference does not have: one finding for each code, with
/// the organisation that may be meant. Nothing where no reference is loaded. Their rows count all the same.
pub fn unknown_organisations(seen: &[SeenOrganisation], known: &[KnownOrganisation]) -> Vec<Finding> {
    if known.is_empty() {
        return Vec::new();
    }
    let codes: std::collections::BTreeSet<&str> = known.iter().map(|known| known.code.as_str()).collect();
    let mut unknown: Vec<&SeenOrganisation> = seen.iter().filter(|seen| !codes.contains(seen.code.as_str())).collect();
    unknown.sort_by(|a, b| a.code.cmp(&b.code));
    let finding = |line, value: &str, message, count| Finding {
        severity: Severity::Warning,
        code: "organisation-not-in-reference",
        line,
        column: String::new(),
        value: value.to_owned(),
        message,
        count,
    };
    let told = unknown.iter().take(TOLD).enumerate().map(|(index, seen)| {
        let suggestion = (index < SUGGESTED)
            .then(|| closest(Meaning::OrgName, &seen.name, known, &Professions::default()))
            .flatten();
        let perhaps = suggestion.map_or(String::new(), |meant| format!("; perhaps {} is meant", cut(&meant.shown)));
        let name = if seen.name.is_empty() { String::new() } else { format!(" ({})", cut(&seen.name)) };
        let rows = counted(seen.rows, "row");
        let message =
            format!("{}{name} is not in the organisation reference: {rows}, counted{perhaps}", cut(&seen.code));
        finding(Some(seen.line), &cut(&seen.code), message, seen.rows)
    });
    let more = unknown.iter().skip(TOLD);
    let rest = (more.clone().count(), more.map(|seen| seen.rows).sum());
    let (codes, rows): (usize, u64) = rest;
    let message = || format!("{} that the organisation reference does not have", counted(codes as u64, "more code"));
    told.chain((codes > 0).then(|| finding(None, "", message(), rows))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(code: &str, name: &str, rows: u64) -> SeenOrganisation {
        SeenOrganisation { code: code.into(), name: name.into(), rows, line: 2 }
    }

    #[test]
    fn a_code_that_the_reference_does_not_have_is_told_with_the_one_that_may_be_meant() {
        let known =
            [KnownOrganisation { code: "RJ1".into(), name: "Guy's and St Thomas' NHS Foundation Trust".into() }];
        let of = |seen: &[SeenOrganisation]| -> Vec<String> {
            unknown_organisations(seen, &known).into_iter().map(|finding| finding.message).collect()
        };
        assert_eq!(
            of(&[seen("RJX", "Guys and St Thomas NHS Foundation Trust", 12), seen("RJ1", "", 3), seen("00D", "", 1)]),
            [
                "00D is not in the organisation reference: 1 row, counted",
                "RJX (Guys and St Thomas NHS Foundation Trust) is not in the organisation reference: 12 rows, counted; \
                 perhaps RJ1 Guy's and St Thomas' NHS Foundation Trust is meant",
            ]
        );
        assert!(unknown_organisations(&[seen("RJX", "", 1)], &[]).is_empty());
        let many: Vec<SeenOrganisation> = (0..300).map(|n| seen(&format!("X{n:03}"), "", 2)).collect();
        assert_eq!(of(&many)[200], "100 more codes that the organisation reference does not have");
    }
}
