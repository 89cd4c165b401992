//! The rug: organisations by professions in one year, or by years in one profession.

mod rows;
mod view;

use std::sync::Arc;

use self::rows::columns;
use super::super::document::Document;
use super::super::explain::Question;
use super::super::jobs::{Jobs, News};
use super::super::preferences::Preferences;
use super::super::widgets::{Column, TableState};
use super::filters::Filters;
use crate::model::{AcademicYear, Outcome, Profession, counted};
use crate::report::{Listed, RowsQuestion, Rug, RugGroup, RugGrouping, RugOrder, RugQuery, RugView, Scope, Whose};
use crate::session::PageQuestion;

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
    /// Which view of the rug was asked for last.
    looking: Option<(Arc<Rug>, RugOrder)>,
    shown: Option<Arc<ShownRug>>,
    /// Rises with every new view.
    revision: u64,
}

/// What is shown: the rug, its lines, and what both were made from.
pub struct ShownRug {
    rug: Arc<Rug>,
    order: RugOrder,
    view: RugView,
    columns: Vec<Column>,
}

impl ShownRug {
    /// Lays a rug out; totals that `before` has are not added up again. Looks at every row.
    fn of(rug: Arc<Rug>, order: RugOrder, before: Option<&ShownRug>) -> ShownRug {
        let before = before.filter(|before| Arc::ptr_eq(&before.rug, &rug)).map(|before| &before.view);
        let (view, columns) = (rug.view(&order, before), columns(&rug));
        ShownRug { rug, order, view, columns }
    }

    /// How many organisations there are, of a group or of all that is shown. Without a column nothing is shown;
    /// a scope without any would be everything.
    fn count(&self, group: Option<&RugGroup>) -> Option<PageQuestion> {
        let columns: Vec<_> = self.order.columns.iter().map(|column| self.rug.columns[*column]).collect();
        let group = group.map(|group| (self.order.grouping, group.of.clone()));
        let scope = Scope {
            years: distinct(columns.iter().map(|column| column.year)),
            professions: distinct(columns.iter().map(|column| column.profession)),
            whose: Whose { group, ..self.order.whose.clone() },
        };
        (!columns.is_empty()).then_some(PageQuestion::Rows(RowsQuestion { scope, listed: Listed::Organisations }))
    }
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
            return self.look(&rug, filters, jobs);
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

    /// Sees to it that the lines fit the filters and the order.
    fn look(&mut self, rug: &Arc<Rug>, filters: &Filters, jobs: &Jobs) {
        let shows = |column: &usize| match rug.query {
            RugQuery::Professions { .. } => !filters.hidden.contains(&rug.columns[*column].profession),
            RugQuery::Years { .. } => true,
        };
        let sort = self.table.sort.as_ref();
        let order = RugOrder {
            whose: Whose { search: filters.search.clone(), ..filters.compared() },
            columns: (0..rug.columns.len()).filter(shows).collect(),
            grouping: self.grouping,
            sort_by: sort.and_then(|sort| (0..rug.columns.len()).find(|column| rug.title(*column) == sort.column)),
            descending: sort.is_some_and(|sort| sort.descending),
        };
        let fits = |of: &Arc<Rug>, by: &RugOrder| Arc::ptr_eq(of, rug) && *by == order;
        let is_shown = self.shown.as_ref().is_some_and(|shown| fits(&shown.rug, &shown.order));
        if is_shown {
            self.looking = None; // whatever else was asked for meanwhile is not wanted any more
            return;
        }
        if self.looking.as_ref().is_some_and(|(of, by)| fits(of, by)) {
            return;
        }
        self.looking = Some((Arc::clone(rug), order.clone()));
        let (rug, before) = (Arc::clone(rug), self.shown.clone());
        jobs.start("laying the rug out", move || News::RugShown(Arc::new(ShownRug::of(rug, order, before.as_deref()))));
    }

    /// A rug was laid out beside the window.
    pub fn take_shown(&mut self, shown: Arc<ShownRug>) {
        let wanted = |(rug, order): &(Arc<Rug>, RugOrder)| Arc::ptr_eq(rug, &shown.rug) && *order == shown.order;
        if !self.looking.as_ref().is_some_and(wanted) {
            return;
        }
        self.looking = None;
        self.revision += 1;
        let hidden = (0..shown.rug.columns.len()).filter(|column| !shown.order.columns.contains(column));
        self.table.hidden = hidden.map(|column| shown.rug.title(column)).collect();
        self.shown = Some(shown);
    }

    /// How much is shown, for the status line.
    pub fn counts(&self) -> String {
        let Some(shown) = &self.shown else { return String::new() };
        let (one, many) = if self.years_of.is_some() { ("year", "years") } else { ("profession", "professions") };
        let organisations = counted(shown.view.organisations as u64, "organisation", "organisations");
        format!("{organisations} · {}", counted(shown.order.columns.len() as u64, one, many))
    }

    /// What explains how much is shown.
    pub fn counted(&self) -> Option<Question> {
        self.shown.as_ref()?.count(None).map(Question::of_page)
    }
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<std::collections::BTreeSet<T>>().into_iter().collect()
}
