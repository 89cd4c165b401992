//! The rug: organisations by professions in one year, or by years in one profession.

mod rows;
mod view;

use std::sync::Arc;

use self::rows::columns;
use super::super::document::Document;
use super::super::jobs::{Jobs, News};
use super::super::preferences::Preferences;
use super::super::widgets::{Column, TableState};
use super::filters::Filters;
use crate::model::{AcademicYear, Outcome, Profession, count};
use crate::report::{Rug, RugGrouping, RugOrder, RugQuery, RugView};

/// What the rug keeps between frames.
#[derive(Default)]
pub struct RugPage {
    /// The profession whose years show; `None` for all professions in the year of the filters.
    years_of: Option<Profession>,
    reference: Option<AcademicYear>,
    grouping: RugGrouping,
    table: TableState,
    ready: Option<Arc<Rug>>,
    /// What was asked for last: late answers to anything else are dropped.
    asked: Option<(Arc<Outcome>, RugQuery)>,
    shown: Option<Shown>,
    /// Rises with every new view.
    revision: u64,
}

/// What is shown: the rug, its lines, and what both were made from.
struct Shown {
    rug: Arc<Rug>,
    order: RugOrder,
    view: RugView,
    columns: Vec<Column>,
}

impl RugPage {
    /// The page as it was left.
    pub fn new(preferences: &Preferences) -> RugPage {
        RugPage { grouping: preferences.rug_grouping, ..RugPage::default() }
    }

    /// As it is at first.
    pub fn reset(&mut self) {
        *self = RugPage { revision: self.revision + 1, ..RugPage::default() };
    }

    /// What is worth remembering.
    pub fn remember(&self, preferences: &mut Preferences) {
        preferences.rug_grouping = self.grouping;
    }

    /// A plan was opened.
    pub fn begin(&mut self) {
        let grouping = self.grouping;
        self.reset();
        self.grouping = grouping;
    }

    /// Sees to it that what is shown fits the document, the filters and the choices. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &Document, filters: &Filters, jobs: &Jobs) {
        let Some(year) = filters.year else { return };
        let query = match self.years_of {
            None => RugQuery::Professions { year },
            Some(profession) => RugQuery::Years { profession, reference: self.reference },
        };
        let outcome = &document.results.outcome;
        let fits = |rug: &&Arc<Rug>| Arc::ptr_eq(rug.asked(), outcome) && rug.query == query;
        if let Some(rug) = self.ready.as_ref().filter(fits) {
            let rug = Arc::clone(rug);
            return self.look(rug, filters);
        }
        let asked = self.asked.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, outcome) && *asked == query);
        if !asked {
            self.asked = Some((Arc::clone(outcome), query));
            let (outcome, explainer) = (Arc::clone(outcome), document.explainer());
            jobs.start("weaving the rug", move || News::Rug(Arc::new(Rug::build(&outcome, &explainer(), query))));
        }
    }

    /// A rug was made beside the window.
    pub fn take_rug(&mut self, rug: Arc<Rug>) {
        let wanted = self.asked.as_ref();
        if wanted.is_some_and(|(outcome, query)| Arc::ptr_eq(outcome, rug.asked()) && *query == rug.query) {
            self.ready = Some(rug);
        }
    }

    fn look(&mut self, rug: Arc<Rug>, filters: &Filters) {
        let shows = |column: &usize| match rug.query {
            RugQuery::Professions { .. } => !filters.hidden.contains(&rug.columns[*column].profession),
            RugQuery::Years { .. } => true,
        };
        let chosen: Vec<usize> = (0..rug.columns.len()).filter(shows).collect();
        let sort = self.table.sort.as_ref();
        let order = RugOrder {
            regions: filters.chosen_regions(),
            peers: filters.chosen_peers(),
            search: filters.search.clone(),
            columns: chosen,
            grouping: self.grouping,
            sort_by: sort.and_then(|sort| (0..rug.columns.len()).find(|column| rug.title(*column) == sort.column)),
            descending: sort.is_some_and(|sort| sort.descending),
        };
        let same = |shown: &Shown| Arc::ptr_eq(&shown.rug, &rug) && shown.order == order;
        if !self.shown.as_ref().is_some_and(same) {
            self.revision += 1;
            let (view, columns) = (rug.view(&order), columns(&rug));
            let hidden = (0..rug.columns.len()).filter(|column| !order.columns.contains(column));
            self.table.hidden = hidden.map(|column| rug.title(column)).collect();
            self.shown = Some(Shown { rug, order, view, columns });
        }
    }

    /// How much is shown, for the status line.
    pub fn counts(&self) -> String {
        let Some(Shown { order, view, .. }) = &self.shown else { return String::new() };
        let kind = if self.years_of.is_some() { "years" } else { "professions" };
        format!("{} organisations · {} {kind}", count(view.organisations as u64), order.columns.len())
    }
}
