//! Drawing a frame: plan bar, rail, page, status line, and what lies over them.

use eframe::egui::{CentralPanel, Frame, Key, Margin, Modifiers, Panel, ScrollArea, Ui};

use super::super::action::Action;
use super::super::document::Document;
use super::super::explain::Question;
use super::super::pages::{self, welcome};
use super::super::preferences::ThemeChoice;
use super::super::route::Page;
use super::super::scenario_menu::scenario_menu;
use super::super::shortcuts::Shortcut;
use super::super::theme::{Tokens, space};
use super::super::widgets::{Callout, RailItem, Saved, Tone, menu_button, plan_bar, progress, rail, status_line};
use super::FairShare;
use crate::model::counted;
use crate::session::PageQuestion;
use crate::store::SaveStatus;

/// How wide an explanation has to be to be read, and a page beside it.
const LEAST_BESIDE: f32 = 320.0;

impl FairShare {
    pub(super) fn shortcuts(&mut self, ui: &Ui) {
        for shortcut in Shortcut::pressed(ui) {
            // Beneath a dialog nothing is to change unseen.
            let covered = self.dialog.is_some() && !shortcut.is_of_the_window();
            if !covered && (self.document.is_some() || !shortcut.needs_plan()) {
                self.actions.push(shortcut.action());
            }
        }
        if self.dialog.is_none() && self.error.is_some() && escape(ui) {
            self.actions.push(Action::DismissError);
        }
    }

    pub(super) fn draw(&mut self, ui: &mut Ui) {
        let tokens = Tokens::of(ui);
        let bar = |margin: Margin| Frame::new().fill(tokens.raised).inner_margin(margin);
        Panel::top("plan").frame(bar(Margin::symmetric(12, 6))).show(ui, |ui| self.plan_bar(ui));
        let actions = &mut self.actions;
        if let Some(effect) = &self.effect {
            Panel::top("results")
                .frame(bar(Margin::symmetric(space::GROUP as i8, 6)))
                .show(ui, |ui| effect.show(ui, actions));
        }
        Panel::bottom("status").frame(bar(Margin::symmetric(12, 4))).show(ui, |ui| {
            let (shown, going_on) = self.status();
            let has_figures = !shown.is_empty() && !self.organisation.is_open() && self.page != Page::Method;
            if status_line(ui, &shown, has_figures, going_on) {
                self.actions.extend(self.counted().map(Action::Explain));
            }
        });
        if self.document.is_some() {
            Panel::left("rail").exact_size(148.0).resizable(false).frame(bar(Margin::same(8))).show(ui, |ui| {
                // Enlarged, the window may be too low for every page's name.
                ScrollArea::vertical().show(ui, |ui| self.rail(ui));
            });
        }
        // Where both do not fit beside each other, an enlarged window say, the explanation takes the page's place.
        let alone = self.explain.is_open() && ui.available_width() < 2.0 * LEAST_BESIDE;
        self.explain.stand_alone(alone);
        if let Some(document) = self.document.as_ref().filter(|_| self.explain.is_open() && !alone) {
            let frame = bar(Margin::symmetric(space::CARD as i8, 12));
            let panel = Panel::right("explain").default_size(368.0).size_range(LEAST_BESIDE..=560.0).frame(frame);
            panel.show(ui, |ui| self.explain.show(ui, document, &mut self.actions));
        }
        let margin = Margin::symmetric(space::GROUP as i8, space::CARD as i8);
        let page = Frame::new().fill(tokens.paper).inner_margin(margin);
        CentralPanel::default().frame(page).show(ui, |ui| {
            self.error(ui);
            match self.document.as_ref().filter(|_| alone) {
                Some(document) => self.explain.show(ui, document, &mut self.actions),
                None => self.page(ui),
            }
        });
        // What is open over the panel, or a text that is being typed, takes Escape for itself.
        let mine = self.dialog.is_none() && self.error.is_none() && !self.typing && !ui.ctx().any_popup_open();
        if mine && self.explain.is_open() && escape(ui) {
            self.actions.push(Action::CloseExplain);
        } else if self.organisation.is_open()
            && (mine && escape(ui) || ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowLeft)))
        {
            self.actions.push(Action::CloseOrganisation);
        }
        self.typing = ui.ctx().text_edit_focused();
        self.dialog(ui);
    }

    fn plan_bar(&mut self, ui: &mut Ui) {
        let actions = &mut self.actions;
        let theme = self.preferences.theme;
        let Some(document) = &self.document else {
            let title =
                self.opening.as_deref().map_or("Fair Share Planner".to_owned(), |name| format!("Opening {name}…"));
            ui.horizontal(|ui| {
                menu_button(ui, &title, &title, false, |ui| plan_menu(ui, None, theme, actions));
            });
            return;
        };
        let status = document.writer.as_ref().map(|writer| writer.status());
        let saved = match (&status, &document.read_only) {
            (_, Some(who)) => Saved::ReadOnly(who),
            (Some(SaveStatus::Saving), _) => Saved::Saving,
            (Some(SaveStatus::Failed(why)), _) => Saved::Failed(why),
            _ => Saved::All,
        };
        // Each menu has a list of its own: both are handed over at once.
        let scenario_actions = &mut Vec::new();
        let asked = plan_bar(
            ui,
            &document.name(),
            &document.scenario_name(),
            &document.benchmark(),
            saved,
            |ui| plan_menu(ui, Some(document), theme, actions),
            |ui| scenario_menu(ui, document, scenario_actions),
        );
        actions.append(scenario_actions);
        if asked {
            self.error = Some(super::ErrorMessage {
                title: "The last change is not saved".to_owned(),
                text: match status {
                    Some(SaveStatus::Failed(why)) => why,
                    _ => String::new(),
                },
            });
        }
    }

    fn rail(&mut self, ui: &mut Ui) {
        let waiting = self.document.as_ref().map_or(0, Document::waiting);
        let items = Page::ALL.map(|page| RailItem {
            name: page.name(),
            count: if page == Page::Data { waiting } else { 0 },
            waiting: "findings",
        });
        let current = Page::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        if let Some(asked) = rail(ui, &items, current) {
            self.actions.push(Action::Go(Page::ALL[asked]));
        }
    }

    fn page(&mut self, ui: &mut Ui) {
        let actions = &mut self.actions;
        let Some(document) = &self.document else {
            if let Some(name) = &self.opening {
                return pages::loading(ui, name);
            }
            return welcome(ui, &self.preferences, &mut self.typed_path, actions);
        };
        if let Some(so_far) = self.intake.so_far() {
            let detail = if so_far.cancelled { "Stopping; the plan stays as it was" } else { &so_far.detail };
            let shown = super::super::widgets::Progress { what: &so_far.what, detail, fraction: so_far.fraction };
            if progress(ui, shown) {
                actions.push(Action::CancelImport);
            }
            ui.add_space(space::CARD);
        }
        if self.organisation.is_open() {
            return self.organisation.show(ui, document, &mut self.filters, actions);
        }
        match self.page {
            Page::Overview => {
                let hint = document.is_sample() && !self.preferences.closed_hints.contains("sample");
                self.overview.show(ui, document, &mut self.filters, hint, actions);
            }
            Page::Compare => self.compare.show(ui, document, &mut self.filters, actions),
            Page::Rug => self.rug.show(ui, document, &mut self.filters, actions),
            Page::WhatIf => self.what_if.show(ui, document, &mut self.filters, actions),
            Page::Data => self.data.show(ui, document, &self.intake, actions),
            Page::Method => self.method.show(ui, document, actions),
            Page::History => self.history.show(ui, document, actions),
        }
    }

    fn error(&mut self, ui: &mut Ui) {
        let Some(error) = &self.error else { return };
        let failed = self.document.as_ref().and_then(|document| document.writer.as_ref()).map(|writer| writer.status());
        let unsaved = matches!(failed, Some(SaveStatus::Failed(_)));
        let actions: &[&str] =
            if unsaved { &["Retry", "Save a copy…", "Give the change up"] } else { &["Close this message"] };
        let asked = Callout::new(Tone::Error, &error.title, &error.text).actions(actions).show(ui);
        ui.add_space(space::CARD);
        self.actions.extend(match (asked, unsaved) {
            (Some(0), true) => vec![Action::Retry, Action::DismissError],
            (Some(1), true) => vec![Action::SaveCopy],
            (Some(2), true) => vec![Action::GiveUp, Action::DismissError],
            (Some(_), _) => vec![Action::DismissError],
            (None, _) => Vec::new(),
        });
    }

    fn dialog(&mut self, ui: &mut Ui) {
        let shown = self.document.as_ref().map_or(String::new(), |_| self.filters.shown());
        if let Some(dialog) = &mut self.dialog
            && let Some(action) = dialog.show(ui.ctx(), &shown, self.document.as_ref())
        {
            if !matches!(action, Action::Browse) {
                self.actions.push(Action::CloseDialog);
            }
            self.actions.push(action);
        }
    }

    /// What the status line says: what is shown, and what is going on.
    fn status(&self) -> (String, &'static str) {
        let Some(document) = &self.document else { return (String::new(), "") };
        let going_on = if self.intake.is_running() {
            "Importing…"
        } else if document.stale {
            "Working the figures out…"
        } else {
            ""
        };
        let shown = match self.page {
            _ if self.organisation.is_open() => self.organisation.counts(),
            Page::Overview => self.overview.counts(),
            Page::Compare => self.compare.counts(),
            Page::Rug => self.rug.counts(),
            Page::Data => {
                let files = counted(document.contents.sources.len() as u64, "file", "files");
                let waiting = counted(document.waiting() as u64, "finding", "findings");
                format!("{files} · {waiting} to look at")
            }
            Page::WhatIf => self.what_if.counts(document),
            Page::Method => format!("Benchmark: {}", document.benchmark()),
            Page::History => counted(document.contents.history.len() as u64, "step", "steps"),
        };
        (shown, going_on)
    }

    /// What explains what the status line counts.
    fn counted(&self) -> Option<Question> {
        let document = self.document.as_ref()?;
        match self.page {
            Page::Overview => self.overview.counted(),
            Page::Compare => self.compare.counted(),
            Page::Rug => self.rug.counted(),
            Page::Data => Some(Question::of_page(PageQuestion::Waiting)),
            Page::WhatIf => document.looked_at.map(|id| Question::of_page(PageQuestion::Edits(id))),
            Page::History => Some(Question::of_page(PageQuestion::Steps)),
            Page::Method => None,
        }
    }
}

fn escape(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Escape))
}

/// The menu of the plan. A low window has no room for all of it: it scrolls.
fn plan_menu(ui: &mut Ui, document: Option<&Document>, theme: ThemeChoice, actions: &mut Vec<Action>) {
    ScrollArea::vertical().show(ui, |ui| plan_entries(ui, document, theme, actions));
}

fn plan_entries(ui: &mut Ui, document: Option<&Document>, theme: ThemeChoice, actions: &mut Vec<Action>) {
    for shortcut in [Shortcut::Open, Shortcut::New, Shortcut::Sample] {
        menu_item(ui, shortcut, document, actions);
    }
    ui.separator();
    for shortcut in [Shortcut::Import, Shortcut::Export, Shortcut::SaveCopy, Shortcut::Undo, Shortcut::Redo] {
        menu_item(ui, shortcut, document, actions);
    }
    ui.separator();
    for choice in [ThemeChoice::System, ThemeChoice::Light, ThemeChoice::Dark] {
        let shortcut = Shortcut::Theme(choice);
        if ui.selectable_label(theme == choice, shortcut.name()).clicked() {
            actions.push(shortcut.action());
            ui.close();
        }
    }
    for shortcut in [Shortcut::Larger, Shortcut::Smaller, Shortcut::ActualSize, Shortcut::ResetWindow] {
        menu_item(ui, shortcut, document, actions);
    }
    ui.separator();
    for shortcut in [Shortcut::Palette, Shortcut::Help, Shortcut::Close, Shortcut::Quit] {
        menu_item(ui, shortcut, document, actions);
    }
}

fn menu_item(ui: &mut Ui, shortcut: Shortcut, document: Option<&Document>, actions: &mut Vec<Action>) {
    let step = match (shortcut, document) {
        (Shortcut::Undo, Some(document)) => Some(&document.contents.undo),
        (Shortcut::Redo, Some(document)) => Some(&document.contents.redo),
        _ => None,
    };
    let name = match step {
        Some(Some(step)) => format!("{} {}", shortcut.name(), step.label),
        _ => shortcut.name().to_owned(),
    };
    let button = eframe::egui::Button::new(name).shortcut_text(shortcut.keys(ui.ctx()));
    if ui.add_enabled(shortcut.is_possible(document), button).clicked() {
        actions.push(shortcut.action());
        ui.close();
    }
}
