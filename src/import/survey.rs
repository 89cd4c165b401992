//! A pass over a whole file that stores nothing: what an import would come to, and what it would not
//! understand.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use super::read::open;
use super::suggest::{KnownOrganisation, Suggestion, closest};
use super::{DataReport, Kind, Mapping, Meaning, Progress, ReadError, Tally, UnknownValue, What, read_with};
use crate::model::{DemandRow, OrganisationMention, OrganisationRow, PlacementRow, RowSink, WorkforceRow};

/// How many organisations of a file are remembered.
const MOST_ORGANISATIONS: usize = 20_000;

/// What an import of a file would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The report that the import would give.
    pub report: DataReport,
    /// What it would not understand, with a proposal for each.
    pub unknown: Vec<Proposal>,
}

/// A text that says nothing to us, and what it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The text, how many rows have it, and what they hold.
    pub unknown: UnknownValue,
    /// What becomes of its rows if nothing is said.
    pub otherwise: &'static str,
    /// What it may mean; never taken without being asked for.
    pub suggestion: Option<Suggestion>,
}

/// Surveys the file at `path`. `known` are the organisations that the plan knows; where there are none,
/// codes are not checked.
///
/// # Errors
/// As [`super::read_path_with`].
pub fn survey_path(
    path: &Path,
    kind: Kind,
    mapping: &Mapping,
    known: &[KnownOrganisation],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Survey, ReadError<Infallible>> {
    let (name, input, size) = open(path)?;
    survey(&What { name: &name, size, kind, mapping }, input, known, progress)
}

/// Surveys a file.
///
/// # Errors
/// As [`read_with`].
pub fn survey(
    what: &What<'_>,
    input: impl Read,
    known: &[KnownOrganisation],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Survey, ReadError<Infallible>> {
    let mut seen = Seen::default();
    let report = read_with(what, input, &mut seen, progress)?;
    let mut organisations = known.to_vec();
    if organisations.is_empty() {
        organisations.extend(
            seen.0.iter().map(|(code, (name, _))| KnownOrganisation { code: code.clone(), name: name.clone() }),
        );
    }
    let strange = |(code, (name, value)): (&String, &(String, UnknownValue))| {
        let unmatched = !known.is_empty() && !known.iter().any(|organisation| organisation.code == *code);
        let proposal = || {
            let suggestion = closest(Meaning::OrgCode, name, &organisations);
            Proposal { unknown: value.clone(), otherwise: "kept as they are", suggestion }
        };
        unmatched.then(proposal)
    };
    let unknown = report.unknown.iter().map(|unknown| Proposal {
        suggestion: closest(unknown.meaning, &unknown.value, &organisations),
        otherwise: otherwise(unknown.meaning),
        unknown: unknown.clone(),
    });
    let unknown = unknown.chain(seen.0.iter().filter_map(strange)).collect();
    Ok(Survey { report, unknown })
}

/// What becomes of rows with an unknown text.
fn otherwise(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Profession => "ignored",
        Meaning::Level => "kept as they are",
        Meaning::Band => "counted only if other bands are",
        Meaning::StaffGroup => "counted only if all staff are",
        _ => "rejected",
    }
}

/// The organisations of a file, by their code: their name, how many rows they have, and the first line.
#[derive(Default)]
struct Seen(BTreeMap<String, (String, UnknownValue)>);

impl Seen {
    fn see(&mut self, line: u64, organisation: OrganisationMention<'_>) {
        if let Some((name, value)) = self.0.get_mut(organisation.code) {
            value.tally.rows += 1;
            if name.is_empty() {
                organisation.name.clone_into(name);
            }
        } else if self.0.len() < MOST_ORGANISATIONS {
            let code = organisation.code.to_owned();
            let tally = Tally { rows: 1, ..Tally::default() };
            let value = UnknownValue { meaning: Meaning::OrgCode, value: code.clone(), tally, line };
            self.0.insert(code, (organisation.name.to_owned(), value));
        }
    }
}

impl RowSink for Seen {
    type Error = Infallible;

    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        self.see(row.line, row.organisation);
        Ok(())
    }

    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Infallible> {
        self.see(row.line, row.organisation);
        Ok(())
    }

    fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }

    fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}
