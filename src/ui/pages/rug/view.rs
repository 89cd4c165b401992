//! Drawing the rug.

use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::{Question, explain_button};
use super::super::super::theme::space;
use super::super::super::widgets::{DataTable, RowKey, choose_one, empty_state, note, table_as_text};
use super::super::filters::Filters;
use super::super::{say_copied, table_room};
use super::rows::{GROUP, Lines};
use super::{RugPage, ShownRug};
use crate::model::Place;
use crate::model::explain::{FigureKey, Measure};
use crate::report::RugGrouping;

impl RugPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        if document.results.outcome.facts().is_empty() {
            let sentence = "The rug shows every organisation's provision ratio by profession, once a workforce file and a placement file are loaded.";
            if empty_state(ui, "No data yet", sentence, Some("Add files…")) {
                actions.push(Action::AddFiles);
            }
            return;
        }
        // A low window, or one that is enlarged, scrolls as a page.
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.filters(ui, document, filters, actions);
            ui.add_space(space::SMALL);
            self.table(ui, document, filters, actions);
        });
    }

    fn table(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else {
            note(ui, "Working the rug out…");
            return;
        };
        note(
            ui,
            "Each cell is provided ÷ expected, with its status: grey shapes are small numbers, or 100 % by construction. A group's cell sums first, then divides, and says how many count.",
        );
        if !shown.rug.sentence.is_empty() {
            note(ui, &shown.rug.sentence);
        }
        if shown.view.lines.is_empty() {
            let title = "Nothing matches";
            if empty_state(ui, title, "No organisation fits the filters and the search.", Some("Show everything")) {
                filters.show_everything();
            }
            return;
        }
        let current = self.ready.as_ref().is_some_and(|ready| Arc::ptr_eq(ready, &shown.rug));
        if document.stale || !current {
            ui.set_opacity(0.6);
        }
        let caption = self.caption(shown, filters);
        let lines = Lines { shown, revision: self.revision };
        let table = DataTable::new("rug", &caption);
        let report = table_room(ui, |ui| table.show(ui, &lines, &mut self.table));
        if let Some(action) = report.opened.and_then(|key| open(shown, key, self.table.column)) {
            actions.push(action);
        }
        let question = |(row, column)| question(shown, row, column);
        report.copied.into_iter().for_each(|rows| say_copied(rows, actions));
        actions.extend(report.chosen.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
    }

    fn caption(&self, shown: &ShownRug, filters: &Filters) -> String {
        let outcome = shown.rug.asked();
        match (self.years_of, filters.year) {
            (Some(profession), _) => {
                format!("Provision ratios by year, {}", outcome.profession_in_sentence(profession))
            }
            (None, Some(year)) => format!("Provision ratios by profession, {year}"),
            (None, None) => format!("Provision ratios, {} columns", shown.columns.len()),
        }
    }

    fn filters(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let mut names = vec!["All professions, one year".to_owned()];
            let outcome = &document.results.outcome;
            let all = outcome.professions();
            names.extend(all.iter().map(|of| format!("{}, every year", outcome.profession_name(*of))));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut chosen = self.years_of.and_then(|of| outcome.cells().profession_number(of)).map_or(0, |at| at + 1);
            if choose_one(ui, "Columns of the rug", &names, &mut chosen).changed() {
                self.years_of = chosen.checked_sub(1).and_then(|index| all.get(index).copied());
                self.reference = None;
            }
            if self.years_of.is_some() {
                self.reference_choice(ui, document);
            } else {
                filters.year_choice(ui, document);
                filters.profession_choice(ui);
            }
            let mut grouping = RugGrouping::ALL.iter().position(|of| *of == self.grouping).unwrap_or(0);
            if choose_one(ui, "Grouping", &RugGrouping::ALL.map(RugGrouping::name), &mut grouping).changed() {
                self.grouping = RugGrouping::ALL[grouping];
            }
            filters.region_choice(ui);
            filters.peer_choice(ui, document, actions);
            filters.search_field(ui, 180.0);
            explain_button(ui, actions);
            let Some(shown) = &self.shown else { return };
            if ui.button("Copy table").clicked() {
                let columns = &shown.columns;
                let visible = |column: &usize| !self.table.hidden.contains(&*columns[*column].id);
                let visible: Vec<usize> = (0..columns.len()).filter(visible).collect();
                let lines = Lines { shown, revision: self.revision };
                ui.copy_text(table_as_text(&lines, &visible, 0..shown.view.lines.len()));
                say_copied(shown.view.lines.len(), actions);
            }
        });
    }

    /// The one year whose rate serves every year.
    fn reference_choice(&mut self, ui: &mut Ui, document: &Document) {
        let years = document.results.outcome.facts().years();
        let names: Vec<String> = years.iter().map(|year| format!("Measured by {year}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let in_force = self.reference.or_else(|| self.shown.as_ref().and_then(|shown| shown.rug.reference));
        let mut chosen = years.iter().position(|year| Some(*year) == in_force).unwrap_or(0);
        if choose_one(ui, "Reference year", &names, &mut chosen).changed() {
            self.reference = years.get(chosen).copied();
        }
    }
}

/// The ratio of a cell, or of a total.
fn question(shown: &ShownRug, key: RowKey, column: usize) -> Option<Question> {
    if key.0 & GROUP != 0 {
        let group = shown.view.groups.get(usize::try_from(key.0 & !GROUP).ok()?)?;
        if column == 0 {
            return shown.count(Some(group)).map(Question::of_page);
        }
        let question = shown.rug.total(&shown.order, group, column.checked_sub(1)?);
        return question.map(|question| Question::Total(Arc::new(question)));
    }
    let key = FigureKey::new(Measure::ProvisionRatio, place(shown, key, column)?);
    Some(Question::Figure { key, reference: shown.rug.reference })
}

/// Opens an organisation.
fn open(shown: &ShownRug, key: RowKey, column: usize) -> Option<Action> {
    let Place { organisation, profession, year } = place(shown, key, column)?;
    Some(Action::OpenOrganisation { organisation, profession: Some(profession), year: Some(year) })
}

/// The organisation in the profession or year of the column that the keyboard stands in, or of the first
/// column in which it has anything.
fn place(shown: &ShownRug, key: RowKey, column: usize) -> Option<Place> {
    if key.0 & GROUP != 0 {
        return None;
    }
    let organisation = (key.0 & u64::from(u32::MAX)) as u32;
    let row = shown.rug.rows.iter().find(|row| row.organisation == organisation)?;
    let has = |column: usize| row.cells.get(column).is_some_and(|cell| cell.status.is_some());
    let column = column.checked_sub(1).filter(|column| has(*column));
    let column = column.or_else(|| (0..row.cells.len()).find(|column| has(*column)))?;
    shown.rug.place(organisation, column)
}
