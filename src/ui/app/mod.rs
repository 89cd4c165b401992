//! The window's state and its two halves of a frame: `logic` hears what jobs and the writer have to say,
//! `ui` draws and collects what the user asks for, which is applied once all is drawn.

mod answers;
mod apply;
mod frame;
mod sources;
mod what_if;

use std::path::PathBuf;

use eframe::egui;
use eframe::egui::{Context, Ui};

use super::action::Action;
use super::dialog::Dialog;
use super::document::Document;
use super::effect::Effect;
use super::explain::ExplainPanel;
use super::files::FilePicker;
use super::frame_log::FrameLog;
use super::intake::Intake;
use super::jobs::Jobs;
use super::keyboard::Keyboard;
use super::pages::{
    ComparePage, DataPage, Filters, HistoryPage, MethodPage, OrganisationPage, OverviewPage, RugPage, WhatIfPage,
};
use super::preferences::{Preferences, ThemeChoice};
use super::route::Page;
use super::theme;
use super::widgets::Toasts;
use crate::store::{SaveStatus, WriterThread};

/// What the window is started with.
pub struct Start {
    /// What the window remembers.
    pub preferences: Preferences,
    /// Who answers file dialogs.
    pub picker: Box<dyn FilePicker>,
    /// Where the sample's plan is made.
    pub data_folder: PathBuf,
    /// What to do first.
    pub first: Option<Action>,
    /// Writes down frames for measuring from outside.
    pub frames: FrameLog,
}

/// The window.
pub struct FairShare {
    jobs: Jobs,
    picker: Box<dyn FilePicker>,
    data_folder: PathBuf,
    preferences: Preferences,
    frames: FrameLog,
    document: Option<Document>,
    documents_opened: u64,
    opening: Option<String>,
    intake: Intake,
    page: Page,
    filters: Filters,
    overview: OverviewPage,
    compare: ComparePage,
    rug: RugPage,
    what_if: WhatIfPage,
    data: DataPage,
    method: MethodPage,
    history: HistoryPage,
    /// What the scenario looked at does to the figures shown; `None` for the baseline.
    effect: Option<Effect>,
    organisation: OrganisationPage,
    explain: ExplainPanel,
    keyboard: Keyboard,
    /// Whether a field had the keyboard in the frame before: Escape takes it away before anyone can ask.
    typing: bool,
    dialog: Option<Dialog>,
    error: Option<ErrorMessage>,
    toasts: Toasts<Action>,
    actions: Vec<Action>,
    typed_path: String,
    warned_of_closing: bool,
}

/// Something that could not be done, said until it is taken away.
pub struct ErrorMessage {
    /// What could not be done.
    pub title: String,
    /// What, where, and what next.
    pub text: String,
}

impl FairShare {
    /// The window before its first frame.
    pub fn new(ctx: &Context, start: Start) -> FairShare {
        theme::install(ctx);
        ctx.set_theme(preference(start.preferences.theme));
        ctx.set_zoom_factor(start.preferences.zoom);
        FairShare {
            jobs: Jobs::new(ctx.clone()),
            picker: start.picker,
            data_folder: start.data_folder,
            page: start.preferences.page,
            filters: Filters::new(&start.preferences),
            overview: OverviewPage::new(&start.preferences),
            compare: ComparePage::new(&start.preferences),
            rug: RugPage::new(&start.preferences),
            what_if: WhatIfPage::default(),
            data: DataPage::default(),
            method: MethodPage::default(),
            history: HistoryPage::default(),
            effect: None,
            organisation: OrganisationPage::default(),
            explain: ExplainPanel::default(),
            keyboard: Keyboard::default(),
            typing: false,
            preferences: start.preferences,
            frames: start.frames,
            document: None,
            documents_opened: 0,
            opening: None,
            intake: Intake::default(),
            dialog: None,
            error: None,
            toasts: Toasts::default(),
            actions: start.first.into_iter().collect(),
            typed_path: String::new(),
            warned_of_closing: false,
        }
    }

    /// Closing waits for what is on its way to the file. What could not be saved is said first, once.
    fn closing(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.warned_of_closing {
            return;
        }
        let writer = self.document.as_ref().and_then(|document| document.writer.as_ref());
        if let Some(SaveStatus::Failed(why)) = writer.map(WriterThread::status) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.warned_of_closing = true;
            self.say_error(
                "The last change is not saved",
                format!("{why} Close the window again to leave without it."),
            );
        }
    }

    fn say_error(&mut self, title: impl Into<String>, text: impl Into<String>) {
        self.error = Some(ErrorMessage { title: title.into(), text: text.into() });
    }
}

fn preference(theme: ThemeChoice) -> egui::ThemePreference {
    match theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    }
}

impl eframe::App for FairShare {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.frames.begin();
        let size = ctx.input(|input| input.viewport().inner_rect).map(|window| [window.width(), window.height()]);
        self.preferences.remember_window(ctx.zoom_factor(), size);
        self.hear_jobs();
        self.hear_writer();
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if !dropped.is_empty() {
            self.actions.push(Action::OpenFiles(dropped));
        }
        for action in std::mem::take(&mut self.actions) {
            self.apply(ctx, action);
        }
        self.closing(ctx);
        if let Some(document) = &mut self.document {
            self.filters.follow(&document.results);
            self.overview.follow(document, &self.filters, &self.jobs);
            if self.page == Page::Compare {
                self.compare.follow(document, &self.filters, &self.jobs);
            }
            if self.page == Page::Rug {
                self.rug.follow(document, &self.filters, &self.jobs);
            }
            self.organisation.follow(document, &self.filters, &self.jobs);
            self.explain.follow(document, &self.jobs);
            if self.page == Page::WhatIf {
                self.what_if.follow(document, &self.filters, &self.jobs);
            }
            self.data.follow(document, &self.intake);
            if self.page == Page::Method {
                self.method.follow(document);
            }
        }
        Effect::follow(&mut self.effect, self.document.as_ref(), &self.filters);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.keyboard.reveal(ui.ctx());
        self.shortcuts(ui);
        self.draw(ui);
        self.keyboard.notice(ui.ctx());
        if let Some(action) = self.toasts.show(ui.ctx()) {
            self.actions.push(action);
        }
        if !self.actions.is_empty() {
            ui.ctx().request_repaint();
        }
        self.frames.end(ui.ctx());
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.remember();
        self.preferences.keep()();
        // Dropping the document waits until everything that was asked of the writer is saved.
        self.document = None;
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
