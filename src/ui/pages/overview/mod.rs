//! Headlines, the table of expected against provided, and the chart beside it.

mod edit;
mod empty;
mod models;
mod view;

use std::sync::Arc;

use super::super::document::Document;
use super::super::explain::Question;
use super::super::jobs::{Jobs, News};
use super::super::preferences::Preferences;
use super::super::widgets::{BarsState, RatioSpread, RowKey, TableState};
use super::filters::Filters;
use crate::model::scenario::CellField;
use crate::model::{AcademicYear, Place, Profession, count, counted};
use crate::report::{EditedCells, Listed, OverviewColumn, OverviewQuery, OverviewView, RowsQuestion, Scope, YearTable};
use crate::session::PageQuestion;

/// What the overview keeps between frames.
pub struct OverviewPage {
    table: TableState,
    bars: BarsState,
    shown: Option<Shown>,
    /// The results whose table was asked for, and the year.
    asked: Option<(u64, AcademicYear)>,
    /// Rises with every new view.
    revision: u64,
    /// An edit that was tried in the baseline, where nothing can be edited.
    tried: Option<Tried>,
}

/// An edit of a cell that was begun in the baseline: which figure, and what was typed of it.
struct Tried {
    place: Place,
    field: CellField,
    text: String,
    /// The button that makes a scenario for it is to take the keyboard.
    takes_keyboard: bool,
}

/// What is shown: a year's table, what the query makes of it, and what both were made from.
struct Shown {
    table: Arc<YearTable>,
    view: OverviewView,
    spreads: Vec<RatioSpread>,
    query: OverviewQuery,
    sentence: String,
    /// The edited cells of the scenario looked at.
    edited: EditedCells,
}

impl OverviewPage {
    /// The page as it was left.
    pub fn new(preferences: &Preferences) -> OverviewPage {
        let mut table = TableState::sorted("gap", false);
        table.hidden = preferences.hidden_columns.clone().unwrap_or_else(|| {
            let hidden = OverviewColumn::ALL.into_iter().filter(|column| !column.shown_at_first());
            hidden.map(|column| models::id(column).to_owned()).collect()
        });
        OverviewPage { table, bars: BarsState::default(), shown: None, asked: None, revision: 0, tried: None }
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
        self.table.end_edit();
        self.shown = None;
        self.asked = None;
        self.tried = None;
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
        let outcome = Arc::clone(&document.results.outcome);
        let fits = |table: &&Arc<YearTable>| table.year == year && Arc::ptr_eq(table.outcome(), &outcome);
        if document.table.as_ref().filter(fits).is_none() {
            // An edit of a cell leaves most rows as they are: the table follows it at once.
            let same_year = document.table.as_ref().filter(|table| table.year == year);
            let followed = same_year.and_then(|table| table.following(&outcome));
            document.table = followed.map(Arc::new).or(document.table.take());
        }
        if let Some(table) = document.table.as_ref().filter(fits) {
            self.look(Arc::clone(table), document, filters);
        } else if self.asked != Some((document.revision, year)) {
            self.asked = Some((document.revision, year));
            let (plan, revision) = (document.number, document.revision);
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

    fn look(&mut self, table: Arc<YearTable>, document: &Document, filters: &Filters) {
        let query = self.query(filters);
        if let Some(shown) = &self.shown
            && Arc::ptr_eq(&shown.table, &table)
            && shown.query == query
        {
            return;
        }
        let view = table.view(&query);
        let spreads = view.headlines.iter().map(|headline| RatioSpread::new(headline.ratios.iter().copied())).collect();
        let sentence = models::sentence(&view, table.outcome());
        let edited = document.live.as_ref().map(|live| EditedCells::of(live.state(), table.year));
        let edited = edited.unwrap_or_default();
        self.revision += 1;
        self.shown = Some(Shown { table, view, spreads, query, sentence, edited });
    }

    fn query(&self, filters: &Filters) -> OverviewQuery {
        let sort = self.table.sort.as_ref();
        OverviewQuery {
            professions: filters.chosen_professions(),
            whose: filters.whose(),
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

    /// What explains how much is shown.
    pub fn counted(&self) -> Option<Question> {
        let Shown { query, table, .. } = self.shown.as_ref()?;
        let scope =
            Scope { years: vec![table.year], professions: query.professions.clone(), whose: query.whose.clone() };
        Some(Question::of_page(PageQuestion::Rows(RowsQuestion { scope, listed: Listed::Rows })))
    }
}

/// The organisation and profession of a row's number.
pub(super) fn place_of(key: RowKey, year: AcademicYear) -> Option<Place> {
    let profession = Profession::of_number(key.0 & ((1 << 43) - 1))?;
    Some(Place { year, organisation: u32::try_from(key.0 >> 43).ok()?, profession })
}

/// A row's own number, whatever the order: organisation and profession.
pub(super) fn key(place: Place) -> RowKey {
    // Two million organisations have a key each, many times as many as England has providers.
    RowKey((u64::from(place.organisation) << 43) | place.profession.number())
}
