//! What is shown: year, professions, regions and a search. They keep their values from page to page, and
//! never change a rate.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use super::super::document::{Document, Results};
use super::super::preferences::Preferences;
use super::super::widgets::{Choice, choose_many, choose_one, search_field};
use crate::model::{AcademicYear, Place, Profession};
use crate::report::Scope;

/// The filters that pages share.
pub struct Filters {
    /// The academic year; `None` only while a plan has none.
    pub year: Option<AcademicYear>,
    /// Professions by their number in [`Profession::ALL`].
    pub professions: BTreeSet<usize>,
    /// Regions by their number among the plan's; empty for all.
    pub regions: BTreeSet<usize>,
    /// What names and codes are searched for.
    pub search: String,
    /// Whether the search field is to take the keyboard.
    pub focus_search: bool,
}

impl Filters {
    /// The filters as they were left.
    pub fn new(preferences: &Preferences) -> Filters {
        let chosen = |profession: &Profession| {
            preferences.professions.is_empty() || preferences.professions.iter().any(|code| code == profession.code())
        };
        Filters {
            year: None,
            professions: (0..Profession::ALL.len()).filter(|index| chosen(&Profession::ALL[*index])).collect(),
            regions: BTreeSet::new(),
            search: String::new(),
            focus_search: false,
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
        self.search.clear();
    }

    /// Sees to it that the year is one of the plan's.
    pub fn follow(&mut self, results: &Results) {
        let years = results.outcome.cells().years();
        if self.year.is_none_or(|year| !years.contains(&year)) {
            self.year = results.best_year();
        }
    }

    /// Lets one row through, whatever is filtered.
    pub fn show_place(&mut self, place: Place) {
        self.year = Some(place.year);
        self.professions.insert(place.profession as usize);
        self.regions.clear();
        self.search.clear();
    }

    /// Lets everything through but other years.
    pub fn show_everything(&mut self) {
        self.search.clear();
        self.regions.clear();
        self.professions = (0..Profession::ALL.len()).collect();
    }

    /// The professions chosen, in order.
    pub fn chosen_professions(&self) -> Vec<Profession> {
        self.professions.iter().filter_map(|index| Profession::ALL.get(*index).copied()).collect()
    }

    /// The names of the regions chosen; none for all.
    pub fn chosen_regions(&self, results: &Results) -> Vec<String> {
        let regions = results.outcome.facts().regions();
        self.regions.iter().filter_map(|index| regions.get(*index)).map(|region| (*region).to_owned()).collect()
    }

    /// Which rows of a summary are shown: those of the year, professions and regions.
    pub fn scope(&self, document: &Document) -> Scope {
        Scope {
            years: self.year.into_iter().collect(),
            professions: self.chosen_professions(),
            regions: self.chosen_regions(&document.results),
            organisations: Vec::new(),
        }
    }

    /// The same in words: `2018/19, PT OT SLT, all regions`.
    pub fn shown(&self, document: &Document) -> String {
        let scope = self.scope(document);
        let year = self.year.map_or("every year".to_owned(), |year| year.to_string());
        let professions: Vec<&str> = scope.professions.iter().map(|profession| profession.code()).collect();
        let regions = if scope.regions.is_empty() { "all regions".to_owned() } else { scope.regions.join(", ") };
        format!("{year}, {}, {regions}", professions.join(" "))
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
        let professions = Profession::ALL.map(|p| Choice { name: p.name(), short: p.code() });
        choose_many(ui, "professions", &professions, &mut self.professions);
    }

    /// Chooses regions where there is a choice. None chosen is all of them.
    pub fn region_choice(&mut self, ui: &mut Ui, document: &Document) {
        let regions = document.results.outcome.facts().regions();
        if regions.len() < 2 {
            return;
        }
        let choices: Vec<Choice<'_>> = regions.iter().map(|region| Choice { name: region, short: region }).collect();
        let mut picked = if self.regions.is_empty() { (0..regions.len()).collect() } else { self.regions.clone() };
        if choose_many(ui, "regions", &choices, &mut picked).changed() {
            self.regions = if picked.len() == regions.len() { BTreeSet::new() } else { picked };
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
