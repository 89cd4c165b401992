//! A pass over a whole file that stores nothing: what an import would come to, and what it would not
//! understand.

use std::convert::Infallible;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

use super::read::open;
use super::suggest::{KnownOrganisation, Suggestion, closest};
use super::witness::{SeenOrganisation, Witness};
use super::{DataReport, Kind, Mapping, Meaning, Progress, ReadError, Tally, UnknownValue, What, read_with};
use crate::model::{DemandRow, OrganisationRow, PlacementRow, RowSink, WorkforceRow};

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
    survey_path_into(path, kind, mapping, known, &mut Nowhere, progress)
}

/// Surveys the file at `path`, and gives its rows to `sink` as they go by.
///
/// # Errors
/// As [`super::read_path_with`].
pub fn survey_path_into<S: RowSink>(
    path: &Path,
    kind: Kind,
    mapping: &Mapping,
    known: &[KnownOrganisation],
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Survey, ReadError<S::Error>> {
    let (name, input, size) = open(path)?;
    survey_into(&What { name: &name, size, kind, mapping }, input, known, sink, progress)
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
    survey_into(what, input, known, &mut Nowhere, progress)
}

/// Surveys a file, and gives its rows to `sink` as they go by.
///
/// # Errors
/// As [`read_with`].
pub fn survey_into<S: RowSink>(
    what: &What<'_>,
    input: impl Read,
    known: &[KnownOrganisation],
    sink: &mut S,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Survey, ReadError<S::Error>> {
    let mut witness = Witness::new(sink);
    let report = read_with(what, input, &mut witness, progress)?;
    let professions = &what.mapping.professions;
    let mut seen = witness.seen().to_vec();
    seen.sort_by(|a, b| a.code.cmp(&b.code));
    let mut organisations = known.to_vec();
    if organisations.is_empty() {
        let own = seen.iter().map(|seen| KnownOrganisation { code: seen.code.clone(), name: seen.name.clone() });
        organisations.extend(own);
    }
    let strange = |seen: &SeenOrganisation| {
        let unmatched = !known.is_empty() && !known.iter().any(|organisation| organisation.code == seen.code);
        let tally = Tally { rows: seen.rows, ..Tally::default() };
        let unknown = UnknownValue { meaning: Meaning::OrgCode, value: seen.code.clone(), tally, line: seen.line };
        let suggestion = || closest(Meaning::OrgCode, &seen.name, &organisations, professions);
        unmatched.then(|| Proposal { unknown, otherwise: "kept as they are", suggestion: suggestion() })
    };
    let unknown = report.unknown.iter().map(|unknown| Proposal {
        suggestion: closest(unknown.meaning, &unknown.value, &organisations, professions),
        otherwise: otherwise(unknown.meaning),
        unknown: unknown.clone(),
    });
    let unknown = unknown.chain(seen.iter().filter_map(strange)).collect();
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

/// Takes rows and keeps none.
#[derive(Clone, Copy, Debug)]
pub struct Nowhere;

impl RowSink for Nowhere {
    type Error = Infallible;

    fn workforce(&mut self, _: &WorkforceRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }

    fn placement(&mut self, _: &PlacementRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }

    fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }

    fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}
