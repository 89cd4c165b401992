//! Everything about one organisation. Opened from a row of another page, and left by going back to it.

mod models;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::models::columns;
use super::super::document::Document;
use super::super::jobs::{Jobs, News};
use super::super::widgets::{BarsState, Column, TableState};
use super::filters::Filters;
use crate::model::{AcademicYear, Outcome, Place, Profession};
use crate::report::{OrganisationProfile, OrganisationRows, PeerChoice, ProfileQuery, nearest_place};
use crate::session::organisation_rows;
use crate::store::PlanReader;

/// What the page keeps between frames.
#[derive(Default)]
pub struct OrganisationPage {
    /// What is shown, and the outcome whose numbers of organisations it has; `None` while closed.
    query: Option<(ProfileQuery, Arc<Outcome>)>,
    /// What was asked for last: late answers to anything else are dropped.
    running: Option<(ProfileQuery, Arc<Outcome>)>,
    shown: Option<Shown>,
    /// Why it could not be put together.
    problem: Option<String>,
    tables: BTreeMap<&'static str, TableState>,
    dots: BarsState,
    /// Whether the page is to take the keyboard.
    takes_keyboard: bool,
    revision: u64,
}

/// The profile that is shown, its rows for the next profession, and its tables' columns.
struct Shown {
    profile: Arc<OrganisationProfile>,
    rows: Arc<OrganisationRows>,
    columns: Vec<Vec<Column>>,
}

/// What a job put together.
pub struct Profiled {
    query: ProfileQuery,
    of: Arc<Outcome>,
    result: Result<(Arc<OrganisationProfile>, Arc<OrganisationRows>), String>,
}

impl OrganisationPage {
    /// Whether it shows, over the page that it was opened from.
    pub fn is_open(&self) -> bool {
        self.query.is_some()
    }

    /// Shows an organisation: of a profession, or of its first.
    pub fn open(
        &mut self,
        outcome: &Arc<Outcome>,
        organisation: u32,
        profession: Option<Profession>,
        year: AcademicYear,
        peers: &PeerChoice,
    ) {
        let wanted = Place { year, organisation, profession: profession.unwrap_or(Profession::Pt) };
        let place = nearest_place(outcome, wanted).filter(|place| place.year == year).unwrap_or(wanted);
        if self.query.as_ref().is_none_or(|(query, _)| query.place.organisation != organisation) {
            self.tables.clear();
            self.shown = None;
        }
        self.takes_keyboard = true;
        // Whoever compared it among a group goes on there.
        let chosen = |peers: &PeerChoice| *peers != PeerChoice::Everyone;
        let peers = Some(peers).filter(|peers| chosen(peers)).cloned();
        self.query = Some((ProfileQuery { place, reference: None, peers }, Arc::clone(outcome)));
    }

    /// Back to the page beneath.
    pub fn close(&mut self) {
        *self = OrganisationPage { revision: self.revision + 1, ..OrganisationPage::default() };
    }

    /// Looks closely at another profession.
    fn look_at(&mut self, profession: Profession) {
        if let Some((query, _)) = &mut self.query {
            query.place.profession = profession;
        }
    }

    /// Compares it among others.
    fn compare_among(&mut self, peers: PeerChoice) {
        if let Some((query, _)) = &mut self.query {
            query.peers = Some(peers);
        }
    }

    /// Sees to it that what is shown fits the plan, the year of the filters and what is looked at. Runs
    /// before drawing; does nothing where nothing changed.
    pub fn follow(&mut self, document: &Document, filters: &Filters, jobs: &Jobs) {
        let outcome = &document.results.outcome;
        self.renumber(outcome);
        let (Some((query, _)), Some(year)) = (&mut self.query, filters.year) else { return };
        if query.place.year != year {
            let wanted = Place { year, ..query.place };
            query.place = nearest_place(outcome, wanted).filter(|place| place.year == year).unwrap_or(wanted);
        }
        let query = query.clone();
        let fits = |of: &Arc<Outcome>, other: &ProfileQuery| Arc::ptr_eq(of, outcome) && *other == query;
        if self.shown.as_ref().is_some_and(|shown| fits(shown.profile.outcome(), &shown.profile.query))
            || self.running.as_ref().is_some_and(|(other, of)| fits(of, other))
        {
            return;
        }
        self.running = Some((query.clone(), Arc::clone(outcome)));
        let kept = self.shown.as_ref().filter(|shown| {
            let profile = &shown.profile;
            Arc::ptr_eq(profile.outcome(), outcome) && profile.query.place.organisation == query.place.organisation
        });
        let kept = kept.map(|shown| Arc::clone(&shown.rows));
        let (of, path, explainer) = (Arc::clone(outcome), document.path.clone(), document.explainer());
        let findings = document.results.findings.clone();
        jobs.start("putting an organisation together", move || {
            let read = || {
                let reader = PlanReader::open(&path)?;
                organisation_rows(&reader, &of, query.place.organisation).map(Arc::new)
            };
            let result = kept.map_or_else(read, Ok).map_err(|error: crate::store::StoreError| error.to_string());
            let result = result.map(|rows| {
                let profile = OrganisationProfile::build(&of, &explainer(), &rows, &findings, query.clone());
                (Arc::new(profile), rows)
            });
            News::Profiled(Box::new(Profiled { query, of, result }))
        });
    }

    /// Organisations have other numbers once other files are loaded. One that is gone closes the page.
    fn renumber(&mut self, outcome: &Arc<Outcome>) {
        let Some((query, of)) = &mut self.query else { return };
        if std::ptr::eq(of.facts(), outcome.facts()) {
            return;
        }
        match outcome.facts().organisation_number(&of.organisation(query.place).code) {
            Some(number) => {
                query.place.organisation = number;
                *of = Arc::clone(outcome);
            }
            None => self.close(),
        }
    }

    /// A profile was put together beside the window.
    pub fn take(&mut self, profiled: Profiled) {
        let awaited =
            |(query, of): &(ProfileQuery, Arc<Outcome>)| *query == profiled.query && Arc::ptr_eq(of, &profiled.of);
        if !self.running.as_ref().is_some_and(awaited) {
            return;
        }
        self.revision += 1;
        match profiled.result {
            Ok((profile, rows)) => {
                self.running = None;
                self.problem = None;
                let columns = profile.tables().map(|(_, table)| columns(table)).collect();
                self.shown = Some(Shown { profile, rows, columns });
            }
            Err(reason) => self.problem = Some(reason),
        }
    }

    /// Whose page it is, for the status line.
    pub fn counts(&self) -> String {
        self.shown
            .as_ref()
            .map_or_else(String::new, |shown| format!("{} · {}", shown.profile.name, shown.profile.about))
    }
}
