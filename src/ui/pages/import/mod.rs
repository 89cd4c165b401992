//! The import assistant: the files that wait on the left, what was found out about one on the right, and
//! beneath them the button that stores them.

mod cards;
mod columns;
mod field;
mod file;
mod preview;
mod report;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::super::action::{Action, Ask};
use super::super::assistant::{Standing, Step, Waiting};
use super::super::document::Document;
use super::super::intake::{Intake, known_organisations};
use super::super::theme::space;
use super::super::widgets::{Callout, Tab, TableState, Tone, link_button, note, page_title, primary_button, tabs};
use crate::import::{Meaning, Suggestion, known_words};
use crate::model::Professions;
use field::Drafts;
use preview::Preview;
use report::Tables;

/// Beneath this there is no room for two columns.
const NARROW: f32 = 680.0;
const CARDS: f32 = 288.0;

/// What the page keeps between frames.
#[derive(Default)]
pub struct ImportPage {
    drafts: Drafts,
    preview: Preview,
    tables: Tables,
    unused: TableState,
    /// What texts can mean, by meaning, and the revision of the plan that it was made for.
    known: BTreeMap<Meaning, Arc<Vec<Suggestion>>>,
    made_for: Option<(u64, u64)>,
    /// What the plan calls professions; `None` while it takes no changes.
    professions: Option<Professions>,
}

impl ImportPage {
    /// Makes the lists of what texts can mean anew where the plan changed.
    pub fn follow(&mut self, document: &Document, intake: &Intake) {
        let now = Some((document.number, document.revision));
        if intake.assistant().is_empty() || self.made_for == now {
            return;
        }
        self.made_for = now;
        let organisations = known_organisations(&document.results.outcome);
        let professions = &document.contents.held.professions();
        self.drafts.know(professions);
        let meanings = [
            Meaning::Profession,
            Meaning::Level,
            Meaning::Band,
            Meaning::StaffGroup,
            Meaning::LearnerType,
            Meaning::Status,
            Meaning::OrgCode,
        ];
        let known = |meaning| (meaning, Arc::new(known_words(meaning, &organisations, professions)));
        self.known = meanings.into_iter().map(known).collect();
        self.professions = document.writer.is_some().then(|| professions.clone());
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, intake: &Intake, actions: &mut Vec<Action>) {
        let bar = Frame::new().inner_margin(Margin { top: space::SMALL as i8, ..Margin::ZERO });
        Panel::bottom("import").frame(bar).show_separator_line(true).show(ui, |ui| button(ui, intake, actions));
        if ui.available_width() < NARROW {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                title(ui);
                cards::show(ui, intake, actions);
                ui.add_space(space::CARD);
                // What scrolls inside what scrolls would be a trap.
                self.details(ui, intake, actions, false);
            });
            return;
        }
        title(ui);
        let margin = Frame::new().inner_margin(Margin { right: space::CARD as i8, ..Margin::ZERO });
        Panel::left("files").exact_size(CARDS).resizable(false).frame(margin).show_separator_line(false).show(
            ui,
            |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| cards::show(ui, intake, actions));
            },
        );
        self.details(ui, intake, actions, true);
    }

    /// What was found out about the file whose card is selected.
    fn details(&mut self, ui: &mut Ui, intake: &Intake, actions: &mut Vec<Action>, scrolls: bool) {
        let Some(file) = intake.assistant().selected() else { return };
        ui.push_id(file.id, |ui| {
            let step = file.step();
            let words: Vec<String> = Step::ALL.into_iter().map(|step| file.standing_words(step)).collect();
            let items: Vec<Tab<'_>> = Step::ALL
                .into_iter()
                .zip(&words)
                .map(|(step, remark)| {
                    let urgent = matches!(file.standing(step), Standing::Needed(_));
                    Tab { name: step.name(), remark, urgent }
                })
                .collect();
            let current = Step::ALL.iter().position(|other| *other == step).unwrap_or(0);
            if let Some(asked) = tabs(ui, &items, current) {
                actions.push(Action::Intake(Ask::Step(file.id, Step::ALL[asked])));
            }
            ui.add_space(space::SMALL);
            let mut contents = |ui: &mut Ui| {
                ui.add_space(space::TIGHT);
                self.step(ui, file, step, intake, actions);
                ui.add_space(space::CARD);
            };
            if scrolls {
                ScrollArea::vertical().id_salt(step).auto_shrink(false).show(ui, contents);
            } else {
                contents(ui);
            }
        });
    }

    fn step(&mut self, ui: &mut Ui, file: &Waiting, step: Step, intake: &Intake, actions: &mut Vec<Action>) {
        // What is missing stands beside the columns already.
        let beside = step == Step::Columns && file.look().is_some_and(|look| look.columns.missing() > 0);
        if let Some(reason) = file.refusal().filter(|_| !file.is_looking() && !beside) {
            Callout::new(Tone::Error, "This file cannot be read as it is", reason).show(ui);
            ui.add_space(space::CARD);
        }
        let Some(look) = file.look() else {
            if file.is_looking() {
                note(ui, "Looking at the file…");
            }
            return;
        };
        match step {
            Step::File => file::show(ui, file, look, &mut self.drafts, &mut self.preview, actions),
            Step::Columns => columns::show(ui, file, look, &mut self.drafts, &mut self.unused, actions),
            Step::Values => {
                let words = values::Words { known: &self.known, professions: self.professions.as_ref() };
                values::show(ui, file, &words, &mut self.drafts, actions);
            }
            Step::Report => report::show(ui, file, &mut self.tables, intake, actions),
        }
    }
}

fn title(ui: &mut Ui) {
    page_title(
        ui,
        "Import files",
        "See what will be used and what not. Nothing is stored before you press the button.",
    );
}

/// What pressing stores, and what stays out.
fn button(ui: &mut Ui, intake: &Intake, actions: &mut Vec<Action>) {
    let button = intake.assistant().button();
    let leave_out = || Action::Intake(Ask::LeaveOut(None));
    ui.horizontal_wrapped(|ui| {
        if button.changes_nothing {
            // There is nothing to be gained: what comes next is to go without.
            let words = if intake.assistant().files().len() == 1 { "Leave the file out" } else { "Leave all out" };
            if primary_button(ui, words).clicked() {
                actions.push(leave_out());
            }
            if ui.button(&button.text).clicked() {
                actions.push(Action::Import(None));
            }
        } else {
            ui.add_enabled_ui(button.ready, |ui| {
                if primary_button(ui, &button.text).clicked() {
                    actions.push(Action::Import(None));
                }
            });
        }
        if link_button(ui, "Add more files…").clicked() {
            actions.push(Action::AddFiles);
        }
        if !button.changes_nothing && link_button(ui, "Leave all out").clicked() {
            actions.push(leave_out());
        }
        note(ui, &button.remark);
    });
}
