//! Everything about one organisation: its professions, its years, where its placement weeks come from, what
//! became of its capacity, what would close its gap, its teams, its peers. Built beside the window.

mod closing;
mod parts;
mod peers;
mod question;
mod rows;
mod table;
mod told;
mod years;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{OfferedPeers, PeerChoice};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Organisation, Outcome, Place, PlanFinding};

pub use question::ProfileQuestion;
pub use rows::{HostedRow, OrganisationRows, StaffedRow};
pub use table::{Leads, ProfileCell, ProfileColumn, ProfileRow, ProfileTable};
pub use years::{YearDot, Years};

/// What is shown of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileQuery {
    /// The organisation, by its number in the facts, with the profession and year looked at closely.
    pub place: Place,
    /// The year whose rate measures every year; the plan's own fixed one, else the earliest with a rate,
    /// unless someone chose.
    pub reference: Option<AcademicYear>,
    /// Among whom it is compared; those of its region unless someone chose.
    pub peers: Option<PeerChoice>,
}

/// One organisation as its page shows it.
#[derive(Debug)]
pub struct OrganisationProfile {
    /// What it shows.
    pub query: ProfileQuery,
    /// Its name, or its code where no file names it.
    pub name: String,
    /// Code, region, ICS, type and benchmark group, as far as they are given:
    /// `RJ1 · London · South East London · Acute · Acute - Teaching`.
    pub about: String,
    /// Its professions in the year, each a row whose key is the profession's number.
    pub professions: ProfileTable,
    /// The profession's years by one fixed rate.
    pub years: Years,
    /// What the gap comes to.
    pub closing: ProfileTable,
    /// What became of what was offered.
    pub capacity: ProfileTable,
    /// Which university, learner type and supervision model brings how much.
    pub origins: Vec<ProfileTable>,
    /// The teams; without rows where the files name none.
    pub teams: ProfileTable,
    /// The organisations that it is compared with; each row's key is the organisation's number.
    pub peers: ProfileTable,
    /// Among whom it could be compared: every group that it is in, then everyone.
    pub peer_choices: Vec<OfferedPeers>,
    /// Which of them it is compared among.
    pub peers_chosen: usize,
    /// What to know of its data, a sentence each, and the figures that each is about.
    pub remarks: Vec<(String, Place)>,
    /// The outcome it was made from.
    outcome: Arc<Outcome>,
}

impl OrganisationProfile {
    /// Puts a profile together. `rows` are those of the organisation; `findings` those of the whole plan.
    pub fn build(
        outcome: &Arc<Outcome>,
        by: &Explainer,
        rows: &OrganisationRows,
        findings: &[PlanFinding],
        query: ProfileQuery,
    ) -> OrganisationProfile {
        let place = query.place;
        let organisation = outcome.organisation(place);
        let (peer_choices, peers_chosen) = peers::choices(outcome, &query);
        let peers = peers::table(outcome, place, &peer_choices[peers_chosen]);
        let name = organisation.called();
        OrganisationProfile {
            name: name.to_owned(),
            about: about(organisation),
            professions: table::professions(outcome, place),
            years: Years::of(outcome, by, &query),
            closing: closing::table(outcome, place),
            capacity: parts::capacity(outcome, rows, place),
            origins: parts::origins(outcome, rows, place),
            teams: parts::teams(outcome, rows, place),
            peers,
            peer_choices,
            peers_chosen,
            remarks: remarks(outcome, findings, place),
            query,
            outcome: Arc::clone(outcome),
        }
    }

    /// Every table with its own name, in the order of the page.
    pub fn tables(&self) -> impl Iterator<Item = (&'static str, &ProfileTable)> {
        let origins = ["origin 1", "origin 2", "origin 3"].into_iter().zip(&self.origins);
        let first = [("professions", &self.professions), ("years", &self.years.table), ("closing", &self.closing)];
        let last = [("capacity", &self.capacity), ("teams", &self.teams), ("peers", &self.peers)];
        first.into_iter().chain(last).chain(origins)
    }

    /// The outcome it was made from.
    pub fn outcome(&self) -> &Arc<Outcome> {
        &self.outcome
    }
}

/// What the files say an organisation is. A benchmark group that only repeats the type is said once.
fn about(organisation: &Organisation) -> String {
    let Organisation { code, region, ics, organisation_type, benchmark_group, .. } = organisation;
    let group = if benchmark_group == organisation_type { "" } else { benchmark_group };
    let said = [code.as_str(), region, ics, organisation_type, group];
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Which profession and year of an organisation to begin with: those given, if it has anything there; else
/// its first profession in that year, else its latest.
pub fn nearest_place(outcome: &Outcome, wanted: Place) -> Option<Place> {
    let own = |place: &Place| place.organisation == wanted.organisation;
    if outcome.cell(wanted).exists() {
        return Some(wanted);
    }
    let in_year = outcome.professions().iter().map(|profession| Place { profession: *profession, ..wanted });
    let in_year = in_year.into_iter().find(|place| outcome.cell(*place).exists());
    in_year.or_else(|| outcome.places().filter(own).last())
}

/// What stands out of the plan's findings, and what the figures rest on.
fn remarks(outcome: &Outcome, findings: &[PlanFinding], place: Place) -> Vec<(String, Place)> {
    let found = findings.iter().filter_map(|finding| {
        let about = finding.place.filter(|at| at.organisation == place.organisation)?;
        Some((finding.message.clone(), about))
    });
    let notes = outcome.figures(place).notes();
    let notes = notes.iter().map(|note| (format!("{}.", super::overview::sentence(note)), place));
    found.chain(notes).collect()
}
