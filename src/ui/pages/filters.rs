//! What is shown: year, professions, regions and a search. They keep their values from page to page, and
//! never change a rate.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::Ui;

use super::super::document::{Document, Results};
use super::super::preferences::Preferences;
use super::super::widgets::{Choice, choose_many, choose_one, labelled_choice, search_field};
use crate::model::{AcademicYear, Outcome, Place, Profession};
use crate::report::{PeerChoice, PeerSection, Peers, Scope, Whose, offered_peers};
use crate::session::Command;

/// The filters that pages share.
pub struct Filters {
    /// The academic year; `None` only while a plan has none.
    pub year: Option<AcademicYear>,
    /// The professions that are not shown. One that a plan adds is shown from the first.
    pub hidden: BTreeSet<Profession>,
    /// Regions by their number among the plan's; empty for all.
    pub regions: BTreeSet<usize>,
    /// Among whom organisations are compared.
    pub peers: PeerChoice,
    /// What names and codes are searched for.
    pub search: String,
    /// Whether the search field is to take the keyboard.
    pub focus_search: bool,
    known: Option<Known>,
}

/// What there is to choose from: worked out when files or groups change, never while a frame is drawn.
struct Known {
    of: Arc<Outcome>,
    regions: Vec<String>,
    offered: Vec<PeerSection>,
    /// The choice, and the organisations that it means.
    chosen: (PeerChoice, Option<Arc<Peers>>),
}

impl Filters {
    /// The filters as they were left.
    pub fn new(preferences: &Preferences) -> Filters {
        let chosen = |profession: &Profession| {
            preferences.professions.is_empty() || preferences.professions.iter().any(|code| code == profession.code())
        };
        Filters {
            year: None,
            hidden: Profession::BUILT_IN.into_iter().filter(|profession| !chosen(profession)).collect(),
            regions: BTreeSet::new(),
            peers: PeerChoice::Everyone,
            search: String::new(),
            focus_search: false,
            known: None,
        }
    }

    /// As they are at first; the year stays.
    pub fn reset(&mut self, preferences: &Preferences) {
        *self = Filters { year: self.year, ..Filters::new(preferences) };
    }

    /// A plan was opened.
    pub fn begin(&mut self, document: &Document) {
        self.year = document.table.as_ref().map(|table| table.year);
        self.regions.clear();
        self.peers = PeerChoice::Everyone;
        self.known = None;
        self.search.clear();
    }

    /// Sees to it that the year is one of the plan's, and that what there is to choose from is known. Does
    /// nothing where nothing changed.
    pub fn follow(&mut self, results: &Results) {
        self.know(&results.outcome);
        let years = results.outcome.cells().years();
        if self.year.is_none_or(|year| !years.contains(&year)) {
            self.year = results.best_year();
        }
    }

    fn know(&mut self, outcome: &Arc<Outcome>) {
        let (facts, settings) = (outcome.facts(), outcome.settings());
        let same = |known: &Known| {
            Arc::ptr_eq(&known.of, outcome)
                || std::ptr::eq(known.of.facts(), facts) && known.of.settings().peer_groups == settings.peer_groups
        };
        let chosen = |choice: &PeerChoice| (choice.clone(), choice.peers(facts, settings).map(Arc::new));
        match &mut self.known {
            Some(known) if same(known) => {
                // Another edit of a scenario: the next comparison of the two is one of pointers again.
                if !Arc::ptr_eq(&known.of, outcome) {
                    known.of = Arc::clone(outcome);
                }
                if known.chosen.0 != self.peers {
                    known.chosen = chosen(&self.peers);
                }
            }
            _ => {
                let regions = facts.regions().into_iter().map(str::to_owned).collect();
                let offered = offered_peers(facts, settings);
                self.known = Some(Known { of: Arc::clone(outcome), regions, offered, chosen: chosen(&self.peers) });
            }
        }
    }

    /// The group that organisations are compared among; `None` for everyone.
    pub fn chosen_peers(&self) -> Option<Arc<Peers>> {
        self.known.as_ref().and_then(|known| known.chosen.1.clone())
    }

    /// A group was made or renamed: a new one is what its maker wants to see, a renamed one stays chosen.
    pub fn keep_peers(&mut self, command: &Command, name: String) {
        let was_chosen = |from: &str| matches!(&self.peers, PeerChoice::Named(chosen) if chosen == from);
        let chosen = match command {
            Command::RenamePeerGroup { from, .. } => was_chosen(from),
            _ => true,
        };
        if chosen {
            self.peers = PeerChoice::Named(name);
        }
    }

    /// The groups that can be chosen.
    pub(super) fn offered_peers(&self) -> &[PeerSection] {
        self.known.as_ref().map_or(&[], |known| &known.offered)
    }

    /// Lets one row through, whatever is filtered.
    pub fn show_place(&mut self, place: Place) {
        self.year = Some(place.year);
        self.hidden.remove(&place.profession);
        self.regions.clear();
        self.search.clear();
    }

    /// Lets everything through but other years.
    pub fn show_everything(&mut self) {
        self.search.clear();
        self.regions.clear();
        self.peers = PeerChoice::Everyone;
        self.hidden.clear();
    }

    /// The professions of the plan, in order.
    pub fn professions(&self) -> &[Profession] {
        self.known.as_ref().map_or(&[], |known| known.of.professions())
    }

    /// Shows these professions of the plan, and no other.
    pub fn show_only(&mut self, shown: &[Profession]) {
        self.hidden = self.professions().iter().filter(|profession| !shown.contains(profession)).copied().collect();
    }

    /// The professions chosen among those of the plan, in order.
    pub fn chosen_professions(&self) -> Vec<Profession> {
        self.professions().iter().copied().filter(|profession| !self.hidden.contains(profession)).collect()
    }

    /// The codes of those of the built-in professions that are chosen: what is remembered from plan to plan.
    pub fn remembered_professions(&self) -> Vec<String> {
        let chosen = Profession::BUILT_IN.into_iter().filter(|profession| !self.hidden.contains(profession));
        chosen.map(|profession| profession.to_string()).collect()
    }

    /// The names of the regions chosen; none for all.
    pub fn chosen_regions(&self) -> Vec<String> {
        self.regions.iter().filter_map(|index| self.regions_known().get(*index)).cloned().collect()
    }

    fn regions_known(&self) -> &[String] {
        self.known.as_ref().map_or(&[], |known| &known.regions)
    }

    /// Whose rows are shown.
    pub fn whose(&self) -> Whose {
        Whose { regions: self.chosen_regions(), search: self.search.clone(), ..Whose::default() }
    }

    /// Who is compared: those of the regions and of the group that are chosen.
    pub fn compared(&self) -> Whose {
        // A group that the plan has no more is none: everyone is compared again.
        let is_there = self.known.as_ref().is_some_and(|known| known.chosen.1.is_some());
        let peers = if is_there { self.peers.clone() } else { PeerChoice::Everyone };
        Whose { regions: self.chosen_regions(), peers, ..Whose::default() }
    }

    /// Which rows of a summary are shown: those of the year, professions and regions.
    pub fn scope(&self) -> Scope {
        Scope {
            years: self.year.into_iter().collect(),
            professions: self.chosen_professions(),
            whose: Whose::of_regions(self.chosen_regions()),
        }
    }

    /// The same in words: `2018/19, PT OT SLT, all regions`.
    pub fn shown(&self) -> String {
        let scope = self.scope();
        let year = self.year.map_or("every year".to_owned(), |year| year.to_string());
        let professions = match self.professions() {
            all if all.len() > 1 && scope.professions.len() == all.len() => "all professions".to_owned(),
            _ => scope.professions.iter().map(|profession| profession.code()).collect::<Vec<_>>().join(" "),
        };
        let regions = &scope.whose.regions;
        let regions = if regions.is_empty() { "all regions".to_owned() } else { regions.join(", ") };
        format!("{year}, {professions}, {regions}")
    }

    /// Chooses the academic year, the latest first.
    pub fn year_choice(&mut self, ui: &mut Ui, document: &Document) {
        let years = document.results.outcome.cells().years();
        let texts: Vec<String> = years.iter().rev().map(ToString::to_string).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut chosen = years.iter().rev().position(|year| Some(*year) == self.year).unwrap_or(0);
        if choose_one(ui, "Academic year", &texts, &mut chosen).changed() {
            self.year = years.iter().rev().nth(chosen).copied();
        }
    }

    /// Chooses the professions.
    pub fn profession_choice(&mut self, ui: &mut Ui) {
        let Some(Known { of: outcome, .. }) = &self.known else { return };
        let all = outcome.professions();
        let names: Vec<_> = all.iter().map(|profession| outcome.profession_name(*profession)).collect();
        let choices: Vec<Choice<'_>> =
            all.iter().zip(&names).map(|(profession, name)| Choice { name, short: profession.code() }).collect();
        let mut picked = (0..all.len()).filter(|index| !self.hidden.contains(&all[*index])).collect();
        if choose_many(ui, "professions", &choices, &mut picked).changed() {
            self.hidden = (0..all.len()).filter(|index| !picked.contains(index)).map(|index| all[index]).collect();
        }
    }

    /// Chooses one profession of the plan; says whether that changed.
    pub fn one_profession(ui: &mut Ui, label: &str, document: &Document, chosen: &mut Profession) -> bool {
        Filters::profession_by(document, chosen, |names, index| choose_one(ui, label, names, index).changed())
    }

    /// The same under its label.
    pub fn labelled_profession(ui: &mut Ui, document: &Document, chosen: &mut Profession) -> bool {
        let choose = |names: &[&str], index: &mut usize| labelled_choice(ui, "Profession", names, index).changed();
        Filters::profession_by(document, chosen, choose)
    }

    fn profession_by(
        document: &Document,
        chosen: &mut Profession,
        choose: impl FnOnce(&[&str], &mut usize) -> bool,
    ) -> bool {
        let outcome = &document.results.outcome;
        let all = outcome.professions();
        let names: Vec<_> = all.iter().map(|profession| outcome.profession_name(*profession)).collect();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let mut index = outcome.cells().profession_number(*chosen).unwrap_or(0);
        let changed = choose(&names, &mut index);
        if changed {
            *chosen = all.get(index).copied().unwrap_or(*chosen);
        }
        changed
    }

    /// Chooses regions where there is a choice. None chosen is all of them.
    pub fn region_choice(&mut self, ui: &mut Ui) {
        let regions = self.regions_known();
        if regions.len() < 2 {
            return;
        }
        let choices: Vec<Choice<'_>> = regions.iter().map(|region| Choice { name: region, short: region }).collect();
        let count = regions.len();
        let mut picked = if self.regions.is_empty() { (0..count).collect() } else { self.regions.clone() };
        if choose_many(ui, "regions", &choices, &mut picked).changed() {
            self.regions = if picked.len() == count { BTreeSet::new() } else { picked };
        }
    }

    /// The search field, `width` wide.
    pub fn search_field(&mut self, ui: &mut Ui, width: f32) {
        let search = search_field(ui, "Search organisations", &mut self.search, width);
        if std::mem::take(&mut self.focus_search) {
            search.request_focus();
        }
    }
}
