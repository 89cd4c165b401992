//! The organisations of one profession and year compared: funnel, scatter or bars, and the table beside it.

mod charts;
mod models;
mod view;

use std::sync::Arc;

use self::charts::Points;
use super::super::document::Document;
use super::super::explain::Question;
use super::super::jobs::{Jobs, News};
use super::super::preferences::{CompareChart as Chart, Preferences, RememberedCompare};
use super::super::widgets::{BarsState, PointsState, TableState};
use super::filters::Filters;
use crate::model::{Outcome, Profession, count};
use crate::report::{
    ComparisonChoices, ComparisonColumn, ComparisonOrder, ComparisonQuery, ComparisonTable, TotalFigure,
};

impl Chart {
    const ALL: [Chart; 4] = [Chart::Funnel, Chart::Scatter, Chart::Ratios, Chart::Weeks];

    const fn name(self) -> &'static str {
        match self {
            Chart::Funnel => "Funnel",
            Chart::Scatter => "Scatter",
            Chart::Ratios => "Bars: ratio",
            Chart::Weeks => "Bars: weeks",
        }
    }
}

/// What the comparison keeps between frames.
pub struct ComparePage {
    profession: Option<Profession>,
    chart: Chart,
    choices: ComparisonChoices,
    table: TableState,
    bars: BarsState,
    points: PointsState,
    ready: Option<Arc<ComparisonTable>>,
    /// What was asked for last: late answers to anything else are dropped.
    asked: Option<(Arc<Outcome>, ComparisonQuery)>,
    shown: Option<Shown>,
    /// Rises with every new order.
    revision: u64,
}

/// What is shown: the comparison, its rows in order, and the charts made from it.
struct Shown {
    table: Arc<ComparisonTable>,
    order: ComparisonOrder,
    rows: Vec<u32>,
    funnel: Points,
    scatter: Points,
    /// Where the axes of the bars end: ratios, and weeks.
    longest: [f64; 2],
}

impl ComparePage {
    /// The page as it was left.
    pub fn new(preferences: &Preferences) -> ComparePage {
        let remembered = &preferences.compare;
        let mut table = TableState::sorted(ComparisonColumn::Ratio.id(), true);
        table.hidden = remembered.hidden_columns.clone().unwrap_or_else(|| {
            let hidden = ComparisonColumn::ALL.into_iter().filter(|column| !column.shown_at_first());
            hidden.map(|column| column.id().to_owned()).collect()
        });
        let profession = Profession::of_code(&remembered.profession);
        ComparePage {
            profession,
            chart: remembered.chart,
            choices: remembered.choices,
            table,
            bars: BarsState::default(),
            points: PointsState::default(),
            ready: None,
            asked: None,
            shown: None,
            revision: 0,
        }
    }

    /// Choices and columns as they are at first.
    pub fn reset(&mut self, preferences: &Preferences) {
        *self = ComparePage { revision: self.revision + 1, ..ComparePage::new(preferences) };
    }

    /// What is worth remembering.
    pub fn remember(&self, preferences: &mut Preferences) {
        preferences.compare = RememberedCompare {
            chart: self.chart,
            choices: self.choices,
            profession: self.profession.map_or_else(String::new, |profession| profession.code().to_owned()),
            hidden_columns: Some(self.table.hidden.clone()),
        };
    }

    /// A plan was opened.
    pub fn begin(&mut self) {
        self.table.selected = None;
        (self.ready, self.asked, self.shown) = (None, None, None);
    }

    /// Sees to it that what is shown fits the document, the filters and the choices. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &Document, filters: &Filters, jobs: &Jobs) {
        let Some(query) = self.query(filters) else { return };
        let outcome = &document.results.outcome;
        let fits = |table: &&Arc<ComparisonTable>| Arc::ptr_eq(table.outcome(), outcome) && table.query == query;
        if let Some(table) = self.ready.as_ref().filter(fits) {
            let table = Arc::clone(table);
            return self.look(table, filters);
        }
        let asked = self.asked.as_ref().is_some_and(|(of, asked)| Arc::ptr_eq(of, outcome) && *asked == query);
        if !asked {
            self.asked = Some((Arc::clone(outcome), query.clone()));
            let outcome = Arc::clone(outcome);
            jobs.start("comparing", move || News::Compared(Arc::new(ComparisonTable::build(&outcome, query))));
        }
    }

    /// A comparison was made beside the window.
    pub fn take_table(&mut self, table: Arc<ComparisonTable>) {
        let wanted = self.asked.as_ref();
        if wanted.is_some_and(|(outcome, query)| Arc::ptr_eq(outcome, table.outcome()) && *query == table.query) {
            self.ready = Some(table);
        }
    }

    fn query(&mut self, filters: &Filters) -> Option<ComparisonQuery> {
        let first = || filters.chosen_professions().first().copied().unwrap_or(Profession::Pt);
        // One of another plan's own is none of this.
        self.profession = self.profession.filter(|of| filters.professions().contains(of));
        Some(ComparisonQuery {
            year: filters.year?,
            profession: *self.profession.get_or_insert_with(first),
            compared: filters.compared(),
            choices: self.choices,
        })
    }

    fn look(&mut self, table: Arc<ComparisonTable>, filters: &Filters) {
        let sort = self.table.sort.as_ref();
        let by = |id: &str| ComparisonColumn::ALL.into_iter().find(|column| column.id() == id);
        let order = ComparisonOrder {
            search: filters.search.clone(),
            sort_by: sort.and_then(|sort| by(&sort.column)).unwrap_or(ComparisonColumn::Ratio),
            descending: sort.is_some_and(|sort| sort.descending),
        };
        let same = self.shown.as_ref().filter(|shown| Arc::ptr_eq(&shown.table, &table));
        if same.is_some_and(|shown| shown.order == order) {
            return;
        }
        self.revision += 1;
        let rows = table.order(&order);
        match &mut self.shown {
            Some(shown) if Arc::ptr_eq(&shown.table, &table) => (shown.rows, shown.order) = (rows, order),
            _ => {
                let (funnel, scatter) = (Points::funnel(&table), Points::scatter(&table));
                let longest = models::longest(&table);
                self.shown = Some(Shown { table, order, rows, funnel, scatter, longest });
            }
        }
    }

    /// How much is shown, for the status line.
    pub fn counts(&self) -> String {
        let Some(Shown { table, rows, .. }) = &self.shown else { return String::new() };
        let mut text = format!("{} compared", table.count);
        if rows.len() < table.rows.len() {
            text.push_str(&format!(" · {} found", count(rows.len() as u64)));
        }
        if !table.left_out.is_empty() {
            text.push_str(&format!(" · {}", table.left_out));
        }
        text
    }

    /// What explains how much is shown.
    pub fn counted(&self) -> Option<Question> {
        let Shown { table, .. } = self.shown.as_ref()?;
        Some(Question::Total(Arc::new(table.total(TotalFigure::Added))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::statistics::CentreLine;

    #[test]
    fn how_it_was_drawn_is_remembered_apart_from_the_plan() {
        let mut page = ComparePage::new(&Preferences::default());
        page.chart = Chart::Scatter;
        page.choices.centre = CentreLine::Pooled;
        page.profession = Some(Profession::Ot);
        let mut preferences = Preferences::default();
        page.remember(&mut preferences);
        let kept = serde_json::to_string(&preferences).unwrap();
        let read: Preferences = serde_json::from_str(&kept).unwrap();
        let again = ComparePage::new(&read);
        assert_eq!((again.chart, again.choices, again.profession), (page.chart, page.choices, page.profession));
        assert_eq!(again.table.hidden, page.table.hidden);
    }
}
