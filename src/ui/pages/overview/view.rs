//! Drawing the overview.

use std::sync::Arc;

use eframe::egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::{Question, explain_button};
use super::super::super::theme::space;
use super::super::super::widgets::{
    BarChart, Callout, DataTable, Headline, HeadlinePress, RowKey, Tone, column_menu, empty_state, headlines, note,
    table_as_text,
};
use super::super::filters::Filters;
use super::super::{LEAST_TABLE, say_copied};
use super::models::{COLUMNS, Rows};
use super::{OverviewPage, Shown, empty, place_of};
use crate::model::explain::{FigureKey, Measure};
use crate::model::{AcademicYear, Place, Profession, counted};
use crate::report::{LineTold, OverviewColumn, TotalFigure, TotalQuestion};

/// A page lower than this shows no spreads.
const LOW_PAGE: f32 = 560.0;

/// From this width on there is room for the table with whole names and the chart beside it.
const BESIDE: f32 = 1400.0;

impl OverviewPage {
    /// Draws the page; above it, if `hint` is set, that the plan is made up.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        document: &Document,
        filters: &mut Filters,
        hint: bool,
        actions: &mut Vec<Action>,
    ) {
        if document.results.outcome.facts().is_empty() {
            let sentence = "The overview shows expected against provided placement weeks, once a workforce file and a placement file are loaded.";
            if empty_state(ui, "No data yet", sentence, Some("Add files…")) {
                actions.push(Action::AddFiles);
            }
            return;
        }
        // A low window, or one that is zoomed, scrolls as a page; the table never gets lower than this.
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if hint {
                Self::hint(ui, actions);
            }
            self.filters(ui, document, filters, actions);
            ui.add_space(space::SMALL);
            empty::remedies(ui, document, self.shown.as_ref().map(|shown| &shown.view), actions);
            self.cards(ui, filters, actions);
            ui.add_space(space::SMALL);
            self.cell_line(ui, document, actions);
            self.table_and_chart(ui, document, filters, actions);
        });
    }

    fn filters(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            filters.year_choice(ui, document);
            filters.profession_choice(ui);
            filters.region_choice(ui);
            filters.search_field(ui, 220.0);
            column_menu(ui, &COLUMNS, &mut self.table);
            self.copy_button(ui, actions);
            if ui.button("Export…").clicked() {
                actions.push(Action::AskExport);
            }
            explain_button(ui, actions);
        });
    }

    /// Copies the whole table, as it is shown, for a spreadsheet.
    fn copy_button(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else { return };
        if ui.button("Copy table").clicked() {
            let rows = Rows::new(shown, self.revision);
            let visible = |column: &usize| !self.table.hidden.contains(&*COLUMNS[*column].id);
            let columns: Vec<usize> = (0..COLUMNS.len()).filter(visible).collect();
            ui.copy_text(table_as_text(&rows, &columns, 0..shown.view.order.len()));
            say_copied(shown.view.order.len(), actions);
        }
    }

    /// The plan is made up: said until somebody has read it.
    fn hint(ui: &mut Ui, actions: &mut Vec<Action>) {
        let text = "Every organisation and figure of North Fells is invented. Use it to try things; nothing can break.";
        if Callout::new(Tone::Note, "A made-up region", text).actions(&["Understood"]).show(ui).is_some() {
            actions.push(Action::CloseHint("sample"));
        }
        ui.add_space(space::SMALL);
    }

    fn cards(&self, ui: &mut Ui, filters: &mut Filters, actions: &mut Vec<Action>) {
        let Some(Shown { table, view, spreads, query, .. }) = &self.shown else { return };
        let narrowed = view.headlines.len() == 1;
        // Where little is in sight the figures come first: the table is to be seen without scrolling far.
        let tall = ui.clip_rect().height() > LOW_PAGE;
        let outcome = table.outcome();
        let names: Vec<_> = view.headlines.iter().map(|of| outcome.profession_name(of.profession)).collect();
        // More cards than fit on a line would push the table off the page; the table has the rest.
        let cards: Vec<Headline<'_>> = view
            .headlines
            .iter()
            .zip(&names)
            .zip(spreads)
            .take(4)
            .map(|((headline, name), spread)| Headline {
                title: name,
                figure: headline.rate.as_deref().unwrap_or("No rate"),
                unit: if headline.rate.is_some() { "weeks per FTE" } else { "" },
                lines: headline.lines.iter().map(|line| line.text.as_str()).collect(),
                spread: (tall && !headline.ratios.is_empty()).then_some(spread),
                selected: narrowed,
            })
            .collect();
        let total = |figure, card: usize| {
            let (professions, whose) = (vec![view.headlines[card].profession], query.whose.clone());
            let question =
                TotalQuestion { figure, professions, year: table.year, whose, reference: None, in_baseline: false };
            Question::Total(Arc::new(question))
        };
        let pressed = match headlines(ui, &cards) {
            Some(HeadlinePress::Figure(card)) => {
                actions.push(Action::Explain(rate_question(table.year, view.headlines[card].profession)));
                None
            }
            Some(HeadlinePress::Line(card, line)) => {
                let headline = &view.headlines[card];
                actions.push(Action::Explain(match headline.lines[line].told {
                    LineTold::Rate => rate_question(table.year, headline.profession),
                    LineTold::Total(figure) => total(figure, card),
                }));
                None
            }
            Some(HeadlinePress::Spread(card)) => {
                actions.push(Action::Explain(total(TotalFigure::Spread, card)));
                None
            }
            Some(HeadlinePress::Card(card)) => Some(view.headlines[card].profession),
            None => None,
        };
        if view.headlines.len() > cards.len() {
            let more = view.headlines.len() - cards.len();
            let more = counted(more as u64, "more profession is", "more professions are");
            note(ui, &format!("{more} in the table; choose fewer to see their headlines."));
        }
        if let Some(profession) = pressed {
            // Pressed once, the page narrows to one profession; pressed again, the first three are back.
            let shown = if narrowed { Profession::FIRST.to_vec() } else { vec![profession] };
            filters.show_only(&shown);
        }
    }

    fn table_and_chart(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        let height = ui.available_height().max(LEAST_TABLE);
        let width = ui.available_width();
        // Side by side where both are readable; else the chart stands below, and the page scrolls to it.
        let beside = width >= BESIDE;
        let whole = if beside { height } else { height + space::GROUP + LEAST_TABLE };
        let (room, _) = ui.allocate_exact_size(vec2(width, whole), Sense::hover());
        let split = if beside { room.left() + (width * 0.66).round() } else { room.right() };
        let left = Rect::from_min_max(room.min, pos2(split, room.top() + height));
        let right = if beside {
            Rect::from_min_max(pos2(split + space::GROUP, room.top()), room.max)
        } else {
            Rect::from_min_max(pos2(room.left(), left.bottom() + space::GROUP), room.max)
        };
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.rows(ui, document, filters, actions));
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| self.chart(ui, actions));
    }

    fn rows(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else {
            note(ui, "Working the figures out…");
            return;
        };
        if document.stale {
            ui.set_opacity(0.6);
        }
        if shown.view.order.is_empty() {
            let title = "Nothing matches";
            if empty_state(ui, title, "No organisation fits the filters and the search.", Some("Show everything")) {
                filters.show_everything();
            }
            return;
        }
        let rows = Rows::new(shown, self.revision);
        let caption =
            format!("Organisations, {}, {}", shown.table.year, counted(shown.view.order.len() as u64, "row", "rows"));
        // A header that is pressed changes the sort; the rows follow in the next frame.
        let report = DataTable::new("overview", &caption).show(ui, &rows, &mut self.table);
        let question = |(row, column): (RowKey, usize)| {
            let measure = OverviewColumn::ALL.get(column).map_or(Measure::Status, |column| column.measure());
            question(shown, row, measure)
        };
        report.copied.into_iter().for_each(|rows| say_copied(rows, actions));
        actions.extend(report.chosen.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
        actions.extend(report.opened.and_then(|row| open(shown, row)));
        if let Some(asked) = report.cell.filter(|_| document.writer.is_some()) {
            self.cell_asked(asked, document, actions);
        }
    }

    fn chart(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else { return };
        if shown.view.order.is_empty() {
            return;
        }
        let rows = Rows::new(shown, self.revision);
        let outcome = shown.table.outcome();
        let title = match shown.view.headlines.as_slice() {
            [one] => format!(
                "Expected and provided, {}, {}",
                outcome.profession_in_sentence(one.profession),
                shown.table.year
            ),
            _ => format!("Expected and provided, {}", shown.table.year),
        };
        let chart = BarChart { title: &title, unit: "placement weeks", sentence: &shown.sentence };
        let report = chart.show(ui, &rows, &mut self.bars, &mut self.table.selected);
        if report.selected.is_some() {
            self.table.follow();
        }
        actions.extend(report.opened.and_then(|row| open(shown, row)));
        // A pair of bars shows the gap between them.
        let question = |row| question(shown, row, Measure::GapWeeks);
        actions.extend(report.selected.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
    }
}

/// A rate is the same for every organisation of its profession and year.
fn rate_question(year: AcademicYear, profession: Profession) -> Question {
    let place = Place { year, organisation: 0, profession };
    Question::new(FigureKey::new(Measure::BenchmarkRate, place))
}

/// Opens the organisation of a row.
fn open(shown: &Shown, row: RowKey) -> Option<Action> {
    let Place { organisation, profession, .. } = place_of(row, shown.table.year)?;
    Some(Action::OpenOrganisation { organisation, profession: Some(profession), year: None })
}

/// The figure of a row, if the row is shown.
fn question(shown: &Shown, row: RowKey, measure: Measure) -> Option<Question> {
    let place = place_of(row, shown.table.year)?;
    Some(Question::new(FigureKey::new(measure, place)))
}
