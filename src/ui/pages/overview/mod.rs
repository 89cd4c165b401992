//! Headlines, the table of expected against provided, and the chart beside it.

mod empty;
mod models;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::document::{Document, Results};
use super::super::jobs::{Jobs, News};
use super::super::preferences::Preferences;
use super::super::widgets::{BarsState, RatioSpread, RowKey, TableState};
use crate::model::{AcademicYear, Place, Profession, count, counted};
use crate::report::{OverviewColumn, OverviewQuery, OverviewView, Scope, YearTable};

/// What the overview keeps between frames.
pub struct OverviewPage {
    year: Option<AcademicYear>,
    professions: BTreeSet<usize>,
    /// Regions by their number among the plan's; empty for all.
    regions: BTreeSet<usize>,
    search: String,
    focus_search: bool,
    table: TableState,
    bars: BarsState,
    shown: Option<Shown>,
    /// The results whose table was asked for, and the year.
    asked: Option<(u64, AcademicYear)>,
    /// Rises with every new view.
    revision: u64,
}

/// What is shown: a year's table, what the query makes of it, and what both were made from.
struct Shown {
    table: Arc<YearTable>,
    view: OverviewView,
    spreads: Vec<RatioSpread>,
    query: OverviewQuery,
    sentence: String,
}

impl OverviewPage {
    /// The page as it was left.
    pub fn new(preferences: &Preferences) -> OverviewPage {
        let mut table = TableState::sorted("gap", false);
        table.hidden = preferences.hidden_columns.clone().unwrap_or_else(|| {
            let hidden = OverviewColumn::ALL.into_iter().filter(|column| !column.shown_at_first());
            hidden.map(|column| models::id(column).to_owned()).collect()
        });
        let chosen = |profession: &Profession| {
            preferences.professions.is_empty() || preferences.professions.iter().any(|code| code == profession.code())
        };
        OverviewPage {
            year: None,
            professions: (0..Profession::ALL.len()).filter(|index| chosen(&Profession::ALL[*index])).collect(),
            regions: BTreeSet::new(),
            search: String::new(),
            focus_search: false,
            table,
            bars: BarsState::default(),
            shown: None,
            asked: None,
            revision: 0,
        }
    }

    /// Filters and columns as they are at first.
    pub fn reset(&mut self, preferences: &Preferences) {
        let year = self.year;
        *self = OverviewPage { year, revision: self.revision + 1, ..OverviewPage::new(preferences) };
    }

    /// What is worth remembering.
    pub fn remember(&self, preferences: &mut Preferences) {
        preferences.hidden_columns = Some(self.table.hidden.clone());
        preferences.professions = self.chosen_professions().iter().map(|p| p.code().to_owned()).collect();
    }

    /// A plan was opened.
    pub fn begin(&mut self, document: &Document) {
        self.year = document.table.as_ref().map(|table| table.year);
        self.regions.clear();
        self.search.clear();
        self.table.selected = None;
        self.shown = None;
        self.asked = None;
    }

    /// Shows one row, whatever is filtered.
    pub fn show_place(&mut self, place: Place) {
        self.year = Some(place.year);
        self.professions.insert(place.profession as usize);
        self.regions.clear();
        self.search.clear();
        self.table.select(key(place));
    }

    /// Puts the keyboard into the search field.
    pub fn focus_search(&mut self) {
        self.focus_search = true;
    }

    /// Sees to it that what is shown fits the document, the filters and the order. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &mut Document, jobs: &Jobs) {
        let years = document.results.outcome.facts().years();
        if self.year.is_none_or(|year| !years.contains(&year)) {
            self.year = document.results.best_year();
        }
        let Some(year) = self.year else {
            self.shown = None;
            return;
        };
        let fits =
            |table: &Arc<YearTable>| table.year == year && Arc::ptr_eq(table.outcome(), &document.results.outcome);
        if let Some(table) = document.table.as_ref().filter(|table| fits(table)) {
            self.look(Arc::clone(table), &document.results);
        } else if self.asked != Some((document.revision, year)) {
            self.asked = Some((document.revision, year));
            let (plan, revision, outcome) = (document.number, document.revision, Arc::clone(&document.results.outcome));
            jobs.start("making the table", move || News::Table {
                plan,
                revision,
                table: Arc::new(YearTable::build(&outcome, year)),
            });
        }
    }

    /// A year's table was made beside the window.
    pub fn take_table(&mut self, document: &mut Document, revision: u64, table: Arc<YearTable>) {
        if Arc::ptr_eq(table.outcome(), &document.results.outcome) {
            document.table = Some(table);
        } else if self.asked.is_some_and(|(asked, _)| asked == revision) {
            self.asked = None;
        }
    }

    fn look(&mut self, table: Arc<YearTable>, results: &Arc<Results>) {
        let query = self.query(results);
        if let Some(shown) = &self.shown
            && Arc::ptr_eq(&shown.table, &table)
            && shown.query == query
        {
            return;
        }
        let view = table.view(&query);
        let spreads = view.headlines.iter().map(|headline| RatioSpread::new(headline.ratios.iter().copied())).collect();
        let sentence = models::sentence(&view);
        self.revision += 1;
        self.shown = Some(Shown { table, view, spreads, query, sentence });
    }

    fn query(&self, results: &Results) -> OverviewQuery {
        let sort = self.table.sort.as_ref();
        OverviewQuery {
            professions: self.chosen_professions(),
            regions: self.chosen_regions(results),
            search: self.search.clone(),
            sort_by: sort.and_then(|sort| models::column(&sort.column)).unwrap_or(OverviewColumn::Gap),
            descending: sort.is_some_and(|sort| sort.descending),
        }
    }

    fn chosen_professions(&self) -> Vec<Profession> {
        self.professions.iter().filter_map(|index| Profession::ALL.get(*index).copied()).collect()
    }

    fn chosen_regions(&self, results: &Results) -> Vec<String> {
        let regions = results.outcome.facts().regions();
        self.regions.iter().filter_map(|index| regions.get(*index)).map(|region| (*region).to_owned()).collect()
    }

    /// Which rows of a summary the page shows: its year, professions and regions.
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

    /// How much is shown, for the status line.
    pub fn counts(&self) -> String {
        let Some(Shown { view, .. }) = &self.shown else { return String::new() };
        let mut parts = vec![
            counted(view.organisations as u64, "organisation", "organisations"),
            counted(view.professions as u64, "profession", "professions"),
            counted(view.order.len() as u64, "row", "rows"),
        ];
        if view.without_return > 0 {
            parts.push(format!("{} without a return", count(view.without_return as u64)));
        }
        parts.join(" · ")
    }
}

/// A row's own number, whatever the order: organisation and profession.
fn key(place: Place) -> RowKey {
    RowKey((u64::from(place.organisation) << 8) | place.profession as u64)
}
