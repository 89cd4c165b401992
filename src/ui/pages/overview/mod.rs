//! Headlines, the table of expected against provided, and the chart beside it.

mod empty;
mod models;
mod view;

use std::sync::Arc;

use super::super::document::{Document, Results};
use super::super::jobs::{Jobs, News};
use super::super::preferences::Preferences;
use super::super::widgets::{BarsState, RatioSpread, RowKey, TableState};
use super::filters::Filters;
use crate::model::{AcademicYear, Place, count, counted};
use crate::report::{OverviewColumn, OverviewQuery, OverviewView, YearTable};

/// What the overview keeps between frames.
pub struct OverviewPage {
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
        OverviewPage { table, bars: BarsState::default(), shown: None, asked: None, revision: 0 }
    }

    /// Columns as they are at first.
    pub fn reset(&mut self, preferences: &Preferences) {
        *self = OverviewPage { revision: self.revision + 1, ..OverviewPage::new(preferences) };
    }

    /// What is worth remembering.
    pub fn remember(&self, preferences: &mut Preferences) {
        preferences.hidden_columns = Some(self.table.hidden.clone());
    }

    /// A plan was opened.
    pub fn begin(&mut self) {
        self.table.selected = None;
        self.shown = None;
        self.asked = None;
    }

    /// Shows one row.
    pub fn show_place(&mut self, place: Place) {
        self.table.select(key(place));
    }

    /// Sees to it that what is shown fits the document, the filters and the order. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &mut Document, filters: &Filters, jobs: &Jobs) {
        let Some(year) = filters.year else {
            self.shown = None;
            return;
        };
        let fits =
            |table: &Arc<YearTable>| table.year == year && Arc::ptr_eq(table.outcome(), &document.results.outcome);
        if let Some(table) = document.table.as_ref().filter(|table| fits(table)) {
            self.look(Arc::clone(table), &document.results, filters);
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

    fn look(&mut self, table: Arc<YearTable>, results: &Arc<Results>, filters: &Filters) {
        let query = self.query(results, filters);
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

    fn query(&self, results: &Results, filters: &Filters) -> OverviewQuery {
        let sort = self.table.sort.as_ref();
        OverviewQuery {
            professions: filters.chosen_professions(),
            regions: filters.chosen_regions(results),
            search: filters.search.clone(),
            sort_by: sort.and_then(|sort| models::column(&sort.column)).unwrap_or(OverviewColumn::Gap),
            descending: sort.is_some_and(|sort| sort.descending),
        }
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
pub(super) fn key(place: Place) -> RowKey {
    RowKey((u64::from(place.organisation) << 8) | place.profession as u64)
}
