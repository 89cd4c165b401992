//! Drawing the page of one organisation.

use std::sync::Arc;

use eframe::egui::{Align, Layout, ScrollArea, Ui};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::{Question, explain_button};
use super::super::super::theme::space;
use super::super::super::widgets::{
    BarChart, Callout, DataTable, RowKey, TableResponse, Tone, choose_within, explained_line, link_button, note,
    page_title, secondary, section_title,
};
use super::super::filters::Filters;
use super::models::{Dots, Lines};
use super::{OrganisationPage, Shown};
use crate::model::Profession;
use crate::model::explain::{FigureKey, Measure};
use crate::report::{
    ComparisonQuery, ComparisonQuestion, FigureStory, Leads, OfferedPeers, OrganisationProfile, ProfileQuestion,
};
use crate::session::PageQuestion;

impl OrganisationPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, filters: &mut Filters, actions: &mut Vec<Action>) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let back = link_button(ui, "Back").on_hover_text("Escape or Alt+Left");
                // Whatever opened it is out of sight: the keyboard goes on from the top of this page.
                if std::mem::take(&mut self.takes_keyboard) {
                    back.request_focus();
                }
                if back.clicked() {
                    actions.push(Action::CloseOrganisation);
                }
                filters.year_choice(ui, document);
                explain_button(ui, actions);
            });
            ui.add_space(space::SMALL);
            if let Some(problem) = &self.problem {
                Callout::new(Tone::Error, "The organisation's rows could not be read", problem).show(ui);
                return;
            }
            let Some(shown) = self.shown.take() else {
                note(ui, "Putting the organisation together…");
                return;
            };
            let profile = &shown.profile;
            let place = self.query.as_ref().map(|(query, _)| query.clone());
            page_title(ui, &profile.name, &profile.about);
            let fresh = !document.stale && Arc::ptr_eq(profile.outcome(), &document.results.outcome);
            if !fresh || place.as_ref() != Some(&profile.query) {
                ui.set_opacity(0.6);
            }
            self.professions(ui, &shown, actions);
            ui.add_space(space::GROUP);
            if ui.available_width() > 820.0 {
                let between = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, space::GROUP);
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        left.spacing_mut().item_spacing.x = between;
                        right.spacing_mut().item_spacing.x = between;
                        // Columns would spread their text from edge to edge.
                        let layout = Layout::top_down(Align::Min);
                        left.with_layout(layout, |ui| self.first(ui, &shown, actions));
                        right.with_layout(layout, |ui| self.second(ui, &shown, actions));
                    }
                });
            } else {
                self.first(ui, &shown, actions);
                self.second(ui, &shown, actions);
            }
            self.shown = Some(shown);
        });
    }

    /// The professions; the one selected is looked at closely beneath.
    fn professions(&mut self, ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
        let profile = &shown.profile;
        let year = profile.query.place.year;
        if profile.professions.rows.is_empty() {
            note(ui, &format!("Nothing is loaded of this organisation for {year}."));
            return;
        }
        let state = self.tables.entry("professions").or_default();
        state.selected.get_or_insert(RowKey(profile.query.place.profession.number()));
        let report = self.table(ui, shown, "professions", 300.0, actions);
        let chosen = report.selected.and_then(|row| Profession::of_number(row.0));
        if let Some(profession) = chosen {
            self.look_at(profession);
        }
        if profile.professions.rows.len() > 1 {
            note(
                ui,
                &format!(
                    "Beneath: {}. Choose another profession to look at it.",
                    profile.outcome().profession_name(profile.query.place.profession)
                ),
            );
        }
    }

    fn first(&mut self, ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
        self.years(ui, shown, actions);
        self.section(ui, shown, "closing", actions);
        self.section(ui, shown, "capacity", actions);
        if shown.profile.remarks.is_empty() {
            return;
        }
        section_title(ui, "Worth knowing of its data");
        for (remark, place) in &shown.profile.remarks {
            let text = secondary(ui, remark);
            if explained_line(ui, text) {
                // The gap rests on everything that a remark can be about.
                actions.push(Action::Explain(Question::new(FigureKey::new(Measure::GapWeeks, *place))));
            }
        }
        ui.add_space(space::GROUP);
    }

    fn second(&mut self, ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
        for origin in ["origin 1", "origin 2", "origin 3"] {
            self.section(ui, shown, origin, actions);
        }
        if shown.profile.teams.rows.is_empty() {
            section_title(ui, "Teams");
            note(ui, "The files name no teams of this profession and year.");
            ui.add_space(space::GROUP);
        } else {
            self.section(ui, shown, "teams", actions);
        }
        self.peer_choice(ui, shown);
        let report = self.section(ui, shown, "peers", actions);
        if let Some(organisation) = report.and_then(|report| report.opened).and_then(|row| u32::try_from(row.0).ok()) {
            let profession = Some(shown.profile.query.place.profession);
            actions.push(Action::OpenOrganisation { organisation, profession, year: None });
        }
    }

    /// The years as dots, and beneath them as a table.
    fn years(&mut self, ui: &mut Ui, shown: &Shown, actions: &mut Vec<Action>) {
        let years = &shown.profile.years;
        if !years.dots.is_empty() {
            let profession = shown.profile.outcome().profession_in_sentence(shown.profile.query.place.profession);
            let title = match years.reference {
                Some(reference) => format!("Provision ratio by year, {profession}, measured by {reference}"),
                None => format!("Provision ratio by year, {profession}"),
            };
            let chart = BarChart { title: &title, unit: "% of the fair share", sentence: &years.sentence };
            let mut selected = self.tables.entry("years").or_default().selected;
            let dots = Dots { years, revision: self.revision };
            let report = ui.scope(|ui| {
                ui.set_max_height(100.0 + 28.0 * (years.dots.len() as f32 + 1.0));
                chart.show(ui, &dots, &mut self.dots, &mut selected)
            });
            let report = report.inner;
            self.tables.entry("years").or_default().selected = selected;
            let question = |row: RowKey| {
                let dot = years.dots.iter().find(|dot| dot.year.start() as u64 == row.0)?;
                Some(Question::Figure { key: dot.leads.0.clone(), reference: dot.leads.1 })
            };
            actions.extend(report.selected.and_then(question).map(Action::Choose));
            actions.extend(report.explained.and_then(question).map(Action::Explain));
            ui.add_space(space::SMALL);
        }
        self.section(ui, shown, "years", actions);
    }

    /// Among whom the organisation is compared: the groups that it is in.
    fn peer_choice(&mut self, ui: &mut Ui, shown: &Shown) {
        let profile = &shown.profile;
        let words: Vec<String> = profile.peer_choices.iter().map(OfferedPeers::words).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let mut chosen = profile.peers_chosen;
        if choose_within(ui, "Compared among", &words, &mut chosen, 360.0).changed() {
            self.compare_among(profile.peer_choices[chosen].choice.clone());
        }
        ui.add_space(space::TIGHT);
    }

    /// A table under its title; nothing where it has no rows.
    fn section(
        &mut self,
        ui: &mut Ui,
        shown: &Shown,
        id: &'static str,
        actions: &mut Vec<Action>,
    ) -> Option<TableResponse> {
        let (_, table) = shown.profile.tables().find(|(name, _)| *name == id)?;
        section_title(ui, &table.title);
        match table.note_leads.as_ref().and_then(asked) {
            _ if table.note.is_empty() => {}
            Some(question) => {
                let text = secondary(ui, &table.note);
                if explained_line(ui, text) {
                    actions.push(Action::Explain(question));
                }
            }
            None => drop(note(ui, &table.note)),
        }
        let report = (!table.rows.is_empty()).then(|| self.table(ui, shown, id, 290.0, actions));
        ui.add_space(space::GROUP);
        report
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        shown: &Shown,
        id: &'static str,
        height: f32,
        actions: &mut Vec<Action>,
    ) -> TableResponse {
        let found = shown.profile.tables().zip(&shown.columns).find(|((name, _), _)| *name == id);
        let Some(((_, table), columns)) = found else { return TableResponse::default() };
        let lines = Lines { table, columns, revision: self.revision };
        let state = self.tables.entry(id).or_default();
        let report = DataTable::new(id, &table.title).max_height(height).show(ui, &lines, state);
        let question = |(row, column)| question(&shown.profile, id, row, column);
        actions.extend(report.chosen.and_then(question).map(Action::Choose));
        actions.extend(report.explained.and_then(question).map(Action::Explain));
        report
    }
}

/// What a cell leads to; a name leads to the last figure of its row.
fn question(profile: &OrganisationProfile, id: &'static str, row: RowKey, column: usize) -> Option<Question> {
    let (_, table) = profile.tables().find(|(name, _)| *name == id)?;
    let row = table.rows.iter().find(|line| line.key == row.0)?;
    let last = row.cells.len().checked_sub(1)?;
    let cell = column.checked_sub(1).unwrap_or(last).min(last);
    Some(match &row.cells[cell].leads {
        Leads::Story(story) => {
            let (query, row) = (profile.query.clone(), row.name.clone());
            let question = ProfileQuestion { query, table: id, row, cell };
            let story = Arc::clone(story);
            let tell = move || Some(FigureStory::clone(&story));
            Question::at_hand(PageQuestion::Profile(question), (profile.outcome(), 0), tell)
        }
        leads => asked(leads)?,
    })
}

/// The question of a figure that is not the page's own.
fn asked(leads: &Leads) -> Option<Question> {
    Some(match leads {
        Leads::Figure(key, reference) => Question::Figure { key: key.clone(), reference: *reference },
        Leads::Total(question) => Question::Total(Arc::new(question.clone())),
        Leads::Compared(query, figure) => {
            let question = ComparisonQuestion { query: ComparisonQuery::clone(query), figure: figure.clone() };
            Question::of_page(PageQuestion::Comparison(question))
        }
        Leads::Story(_) => return None,
    })
}
