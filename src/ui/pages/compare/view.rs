//! Drawing the comparison.

use std::sync::Arc;

use eframe::egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::{Question, explain_button};
use super::super::super::theme::space;
use super::super::super::widgets::{
    BarChart, DataTable, PointChart, RowKey, choose_one, column_menu, empty_state, explained_line, note, secondary,
    section_title, table_as_text,
};
use super::super::filters::Filters;
use super::super::overview::{key, place_of};
use super::super::{LEAST_TABLE, say_copied};
use super::models::{Bars, COLUMNS, Dots, Rows};
use super::{Chart, ComparePage, Shown};
use crate::model::explain::{FigureKey, Measure};
use crate::model::statistics::{CentreLine, LimitMethod, OverDispersion};
use crate::model::{Place, Profession};
use crate::report::{ComparisonColumn, ComparisonFigure, ComparisonSentence, ComparisonTold, PeerChoice, TotalFigure};
use crate::session::PageQuestion;

/// Narrower than this, table and chart stand one below the other.
const BESIDE: f32 = 900.0;
/// A chart with its caption and key is no lower than this: rather the page scrolls.
const LEAST_CHART: f32 = 420.0;

impl ComparePage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        if document.results.outcome.facts().is_empty() {
            let sentence = "This page compares the organisations of one profession, once a workforce file and a placement file are loaded.";
            if empty_state(ui, "No data yet", sentence, Some("Add files…")) {
                actions.push(Action::AddFiles);
            }
            return;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            self.filters(ui, document, filters, actions);
            self.choices(ui);
            ui.add_space(space::SMALL);
            self.table_and_chart(ui, document, filters, actions);
            self.method(ui, actions);
        });
    }

    fn filters(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            filters.year_choice(ui, document);
            let mut chosen = self.profession.unwrap_or(Profession::Pt);
            if Filters::one_profession(ui, "Profession", document, &mut chosen) {
                self.profession = Some(chosen);
            }
            filters.region_choice(ui);
            filters.peer_choice(ui, document, actions);
            filters.search_field(ui, 200.0);
            column_menu(ui, &COLUMNS, &mut self.table);
            explain_button(ui, actions);
            let Some(shown) = &self.shown else { return };
            if ui.button("Copy table").clicked() {
                let rows = Rows::new(shown, self.revision);
                let visible = |column: &usize| !self.table.hidden.contains(&*COLUMNS[*column].id);
                let columns: Vec<usize> = (0..COLUMNS.len()).filter(visible).collect();
                ui.copy_text(table_as_text(&rows, &columns, 0..shown.rows.len()));
                say_copied(shown.rows.len(), actions);
            }
        });
    }

    /// How it is drawn: the chart, and what its limits rest on.
    fn choices(&mut self, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            for chart in Chart::ALL {
                if ui.selectable_label(self.chart == chart, chart.name()).clicked() {
                    self.chart = chart;
                }
            }
            if self.chart == Chart::Weeks || self.chart == Chart::Scatter {
                return;
            }
            ui.separator();
            let choices = &mut self.choices;
            one_of(
                ui,
                "Centre line",
                &[("Fair share line", CentreLine::FairShare), ("Pooled mean", CentreLine::Pooled)],
                &mut choices.centre,
            );
            one_of(
                ui,
                "Over-dispersion",
                &[
                    ("Over-dispersion as usual", OverDispersion::Usual),
                    ("Plain limits", OverDispersion::None),
                    ("Multiplicative", OverDispersion::Multiplicative),
                    ("Additive", OverDispersion::Additive),
                ],
                &mut choices.over_dispersion,
            );
            one_of(
                ui,
                "Limits",
                &[("Normal limits", LimitMethod::ClusteredNormal), ("Exact limits", LimitMethod::ExactPoisson)],
                &mut choices.limits,
            );
        });
    }

    fn table_and_chart(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else {
            note(ui, "Comparing…");
            return;
        };
        if shown.table.rows.is_empty() {
            nobody(ui, document, shown, filters, actions);
            return;
        }
        let beside = ui.available_width() > BESIDE;
        let least = if beside { LEAST_CHART } else { LEAST_TABLE + space::SMALL + LEAST_CHART };
        let height = ui.available_height().max(least);
        let (room, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let split = if beside { room.left() + (room.width() * 0.56).round() } else { room.right() };
        let middle = room.top() + (room.height() * LEAST_TABLE / least).round();
        // In a narrow window the chart stands below its table.
        let (left, right) = if beside {
            (
                Rect::from_min_max(room.min, pos2(split, room.bottom())),
                Rect::from_min_max(pos2(split + space::GROUP, room.top()), room.max),
            )
        } else {
            (
                Rect::from_min_max(room.min, pos2(room.right(), middle)),
                Rect::from_min_max(pos2(room.left(), middle + space::SMALL), room.max),
            )
        };
        let current = self.ready.as_ref().is_some_and(|ready| Arc::ptr_eq(ready, &shown.table));
        let opacity = if document.stale || !current { 0.6 } else { 1.0 };
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
            ui.set_opacity(opacity);
            self.rows(ui, filters, actions);
        });
        ui.scope_builder(UiBuilder::new().max_rect(right), |ui| {
            ui.set_opacity(opacity);
            self.chart(ui, actions);
        });
    }

    fn rows(&mut self, ui: &mut Ui, filters: &mut Filters, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else { return };
        if shown.rows.is_empty() {
            if empty_state(ui, "Nothing matches", "No organisation fits the search.", Some("Clear the search")) {
                filters.search.clear();
            }
            return;
        }
        let rows = Rows::new(shown, self.revision);
        let caption = shown.table.title("Organisations compared");
        let report = DataTable::new("compare", &caption).show(ui, &rows, &mut self.table);
        open(report.opened, shown, actions);
        let question = |(row, column): (RowKey, usize)| {
            let column = ComparisonColumn::ALL.get(column).copied()?;
            let table = &shown.table;
            if !column.rests_on_all() {
                return question(shown, row, column.measure());
            }
            let at = table.rows.iter().position(|of| key(of.place) == row)?;
            let code = table.rows[at].cell(ComparisonColumn::Code).text.clone();
            let asked = PageQuestion::Comparison(table.told(ComparisonFigure::Of(code, column)));
            let told_of = Arc::clone(table);
            let tell = move || told_of.story(told_of.rows.get(at)?, column);
            Some(Question::at_hand(asked, (table.outcome(), 0), tell))
        };
        report.copied.into_iter().for_each(|rows| say_copied(rows, actions));
        actions.extend(report.chosen.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
    }

    fn chart(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(shown) = &self.shown else { return };
        let table = &shown.table;
        let (opened, selected, explained) = match self.chart {
            Chart::Funnel | Chart::Scatter => {
                let funnel = self.chart == Chart::Funnel;
                let title = table.title(if funnel { "Provision ratio by size" } else { "Provided weeks by FTE" });
                let fair = "On the line an organisation provides its fair share: eligible FTE × benchmark rate.";
                let chart = PointChart {
                    title: &title,
                    caption: &format!("{} {}", table.who, if funnel { &table.caption } else { fair }),
                    across: if funnel { "expected placement weeks" } else { "eligible FTE" },
                    upwards: if funnel { "provision ratio" } else { "provided placement weeks" },
                    per_cent: funnel,
                    sentence: &table.summary,
                };
                let points = if funnel { &shown.funnel } else { &shown.scatter };
                let dots = Dots { table, points, revision: 2 * self.revision + u64::from(funnel) };
                let report = chart.show(ui, &dots, &mut self.points, &mut self.table.selected);
                if report.caption_pressed {
                    let drawn_by = match self.chart {
                        Chart::Funnel => {
                            Question::of_page(PageQuestion::Comparison(table.told(ComparisonFigure::Dispersion)))
                        }
                        _ => Question::Total(Arc::new(table.total(TotalFigure::Added))),
                    };
                    actions.push(Action::Explain(drawn_by));
                }
                (report.opened, report.selected, report.explained)
            }
            Chart::Ratios | Chart::Weeks => {
                let ratios = self.chart == Chart::Ratios;
                let what = if ratios { "Provision ratio with 95 % intervals" } else { "Expected and provided" };
                let chart = BarChart {
                    title: &table.title(what),
                    unit: if ratios { "% of the fair share" } else { "placement weeks; the shapes are the status" },
                    sentence: &table.summary,
                };
                let bars = Bars::new(Rows::new(shown, self.revision), ratios);
                let report = chart.show(ui, &bars, &mut self.bars, &mut self.table.selected);
                (report.opened, report.selected, report.explained)
            }
        };
        if selected.is_some() {
            self.table.follow();
        }
        open(opened, shown, actions);
        let measure = match self.chart {
            Chart::Funnel | Chart::Ratios => Measure::ProvisionRatio,
            Chart::Scatter | Chart::Weeks => Measure::ProvidedWeeks,
        };
        let question = |row| question(shown, row, measure);
        actions.extend(selected.and_then(question).map(Action::Choose));
        actions.extend(explained.and_then(question).map(Action::Explain));
    }

    /// What is drawn and why, a sentence each.
    fn method(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some(Shown { table, .. }) = &self.shown else { return };
        if table.rows.is_empty() {
            return;
        }
        ui.add_space(space::CARD);
        section_title(ui, "How this is drawn");
        let total = |figure| Question::Total(Arc::new(table.total(figure)));
        let asked = |figure| {
            let question = Arc::new(PageQuestion::Comparison(table.told(figure)));
            Question::Page { question, at_hand: None }
        };
        for ComparisonSentence { text, told } in &table.sentences {
            let Some(told) = told else {
                note(ui, text);
                continue;
            };
            let text = secondary(ui, text);
            if explained_line(ui, text) {
                actions.push(Action::Explain(match told {
                    ComparisonTold::Total(figure) => total(*figure),
                    ComparisonTold::Figure(figure) => asked(figure.clone()),
                }));
            }
        }
        let left_out = secondary(ui, format!("{}.", table.left_out));
        if !table.left_out.is_empty() && explained_line(ui, left_out) {
            actions.push(Action::Explain(total(TotalFigure::LeftOut)));
        }
        note(
            ui,
            "The comparison is of a whole year's provision, not of a sample: a label says what chance variation would explain, and no more.",
        );
        for method in table.statistics.methods() {
            note(ui, &format!("Method: {} ({}).", method.name, method.source));
        }
    }
}

/// Says why nobody can be compared.
fn nobody(ui: &mut Ui, document: &Document, shown: &Shown, filters: &mut Filters, actions: &mut Vec<Action>) {
    let name = shown.table.outcome().profession_name(shown.table.query.profession);
    let sentence = match shown.table.no_rate {
        Some(reason) => format!("{name}: {reason}."),
        None if shown.table.left_out.is_empty() => {
            format!("{name} has neither workforce data nor a return in {}.", shown.table.query.year)
        }
        None => format!("{name}, {}. {}.", shown.table.query.year, shown.table.left_out),
    };
    let filtered = !shown.table.query.compared.is_everyone();
    let one_kind = document.results.covered.one_kind_only();
    let button = match one_kind {
        Some((missing, _)) => &*format!("Add files of {missing}…"),
        None if filtered => "Compare everyone",
        None => "Show the overview",
    };
    if empty_state(ui, "Nobody to compare", &sentence, Some(button)) {
        if one_kind.is_some() {
            actions.push(Action::AddFiles);
        } else if filtered {
            filters.regions.clear();
            filters.peers = PeerChoice::Everyone;
        } else {
            actions.push(Action::Go(super::super::super::route::Page::Overview));
        }
    }
}

fn one_of<T: Copy + PartialEq>(ui: &mut Ui, thing: &str, choices: &[(&str, T)], chosen: &mut T) {
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let mut index = choices.iter().position(|(_, choice)| choice == chosen).unwrap_or(0);
    if choose_one(ui, thing, &names, &mut index).changed() {
        *chosen = choices[index].1;
    }
}

/// Opens the organisation of a row.
fn open(opened: Option<RowKey>, shown: &Shown, actions: &mut Vec<Action>) {
    if let Some(place) = opened.and_then(|row| place_of(row, shown.table.query.year)) {
        let Place { organisation, profession, .. } = place;
        actions.push(Action::OpenOrganisation { organisation, profession: Some(profession), year: None });
    }
}

/// The figure of a row.
fn question(shown: &Shown, row: RowKey, measure: Measure) -> Option<Question> {
    let place = place_of(row, shown.table.query.year)?;
    Some(Question::new(FigureKey::new(measure, place)))
}
