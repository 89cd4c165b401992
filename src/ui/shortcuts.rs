//! Every command that has a key, in one list: menus, the palette and the keyboard read it.

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers, Ui, gui_zoom};

use super::action::{Action, PeerGroupForm, ScenarioForm, Zoom};
use super::document::Document;
use super::preferences::ThemeChoice;
use super::route::Page;

/// A command with a name and, mostly, a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// New plan.
    New,
    /// Open a plan.
    Open,
    /// Add files.
    Import,
    /// Export.
    Export,
    /// Search organisations.
    Search,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// Save a copy.
    SaveCopy,
    /// Show a page.
    Page(Page),
    /// Make a scenario.
    NewScenario,
    /// Make a peer group.
    NewPeerGroup,
    /// Open or close the explanation.
    Explain,
    /// Try the sample.
    Sample,
    /// Show the window in a theme.
    Theme(ThemeChoice),
    /// Everything larger.
    Larger,
    /// Everything smaller.
    Smaller,
    /// Everything at its usual size.
    ActualSize,
    /// Reset the window.
    ResetWindow,
    /// Close the plan.
    Close,
    /// The palette itself.
    Palette,
    /// Help on the page.
    Help,
    /// Quit.
    Quit,
}

impl Shortcut {
    /// Every command, in the order of the palette.
    pub const ALL: [Shortcut; 30] = [
        Shortcut::Open,
        Shortcut::New,
        Shortcut::Import,
        Shortcut::Export,
        Shortcut::Search,
        Shortcut::Undo,
        Shortcut::Redo,
        Shortcut::Page(Page::Overview),
        Shortcut::Page(Page::Compare),
        Shortcut::Page(Page::Rug),
        Shortcut::Page(Page::WhatIf),
        Shortcut::Page(Page::Data),
        Shortcut::Page(Page::Method),
        Shortcut::Page(Page::History),
        Shortcut::NewScenario,
        Shortcut::NewPeerGroup,
        Shortcut::Explain,
        Shortcut::SaveCopy,
        Shortcut::Sample,
        Shortcut::Theme(ThemeChoice::System),
        Shortcut::Theme(ThemeChoice::Light),
        Shortcut::Theme(ThemeChoice::Dark),
        Shortcut::Larger,
        Shortcut::Smaller,
        Shortcut::ActualSize,
        Shortcut::ResetWindow,
        Shortcut::Close,
        Shortcut::Palette,
        Shortcut::Help,
        Shortcut::Quit,
    ];

    /// The command's name.
    pub const fn name(self) -> &'static str {
        match self {
            Shortcut::New => "New plan…",
            Shortcut::Open => "Open a plan…",
            Shortcut::Import => "Add files…",
            Shortcut::Export => "Export the summary…",
            Shortcut::Search => "Search organisations",
            Shortcut::Undo => "Undo",
            Shortcut::Redo => "Redo",
            Shortcut::SaveCopy => "Save a copy…",
            Shortcut::NewScenario => "New scenario…",
            Shortcut::NewPeerGroup => "New peer group…",
            Shortcut::Explain => "Explain the chosen figure",
            Shortcut::Page(page) => page.name(),
            Shortcut::Sample => "Try the sample",
            Shortcut::Theme(ThemeChoice::System) => "Theme of the system",
            Shortcut::Theme(ThemeChoice::Light) => "Light theme",
            Shortcut::Theme(ThemeChoice::Dark) => "Dark theme",
            Shortcut::Larger => "Larger",
            Shortcut::Smaller => "Smaller",
            Shortcut::ActualSize => "Actual size",
            Shortcut::ResetWindow => "Reset the window",
            Shortcut::Close => "Close the plan",
            Shortcut::Palette => "All commands",
            Shortcut::Help => "Help on this page",
            Shortcut::Quit => "Quit",
        }
    }

    /// What else is there, in the words that people look for. May be empty.
    pub const fn also(self) -> &'static str {
        match self {
            Shortcut::Page(Page::Overview) => "headlines, columns, edit FTE and weeks",
            Shortcut::Page(Page::Compare) => "funnel, scatter, bars, peer groups",
            Shortcut::Page(Page::Rug) => "ratios by profession or year, subtotals",
            Shortcut::Page(Page::WhatIf) => "levers, goal seek, sensitivity, compare scenarios",
            Shortcut::Page(Page::Data) => "files, mapping, findings",
            Shortcut::Page(Page::Method) => "settings, benchmark, assumptions, peer groups",
            Shortcut::Page(Page::History) => "every step, before and after",
            Shortcut::NewScenario => "what if",
            Shortcut::Explain => "where a figure comes from",
            Shortcut::Larger | Shortcut::Smaller | Shortcut::ActualSize => "zoom, text size",
            _ => "",
        }
    }

    /// Whether it can do anything now.
    pub fn is_possible(self, document: Option<&Document>) -> bool {
        let Some(document) = document else { return !self.needs_plan() };
        let writable = document.writer.is_some();
        match self {
            Shortcut::Undo => writable && document.contents.undo.is_some(),
            Shortcut::Redo => writable && document.contents.redo.is_some(),
            Shortcut::Import | Shortcut::NewScenario | Shortcut::NewPeerGroup => writable,
            _ => true,
        }
    }

    /// What it does.
    pub const fn action(self) -> Action {
        match self {
            Shortcut::New => Action::NewPlan,
            Shortcut::Open => Action::OpenPlan,
            Shortcut::Import => Action::AddFiles,
            Shortcut::Export => Action::AskExport,
            Shortcut::Search => Action::Search,
            Shortcut::Undo => Action::Undo,
            Shortcut::Redo => Action::Redo,
            Shortcut::SaveCopy => Action::SaveCopy,
            Shortcut::NewScenario => Action::AskScenario(ScenarioForm::New),
            Shortcut::NewPeerGroup => Action::AskPeerGroup(PeerGroupForm::New),
            Shortcut::Explain => Action::ToggleExplain,
            Shortcut::Page(page) => Action::Go(page),
            Shortcut::Sample => Action::Sample,
            Shortcut::Theme(theme) => Action::Theme(theme),
            Shortcut::Larger => Action::Zoom(Zoom::Larger),
            Shortcut::Smaller => Action::Zoom(Zoom::Smaller),
            Shortcut::ActualSize => Action::Zoom(Zoom::Actual),
            Shortcut::ResetWindow => Action::ResetWindow,
            Shortcut::Close => Action::ClosePlan,
            Shortcut::Palette => Action::Palette,
            Shortcut::Help => Action::Help,
            Shortcut::Quit => Action::Quit,
        }
    }

    /// Whether it is about the window, whatever that shows.
    pub const fn is_of_the_window(self) -> bool {
        matches!(self, Shortcut::Larger | Shortcut::Smaller | Shortcut::ActualSize | Shortcut::Quit)
    }

    /// Whether it needs an open plan.
    pub const fn needs_plan(self) -> bool {
        !matches!(
            self,
            Shortcut::New
                | Shortcut::Open
                | Shortcut::Sample
                | Shortcut::Theme(_)
                | Shortcut::Larger
                | Shortcut::Smaller
                | Shortcut::ActualSize
                | Shortcut::ResetWindow
                | Shortcut::Palette
                | Shortcut::Help
                | Shortcut::Quit
        )
    }

    const fn key(self) -> Option<KeyboardShortcut> {
        let key = match self {
            Shortcut::New => Key::N,
            Shortcut::Open => Key::O,
            Shortcut::Import => Key::I,
            Shortcut::Export => Key::E,
            Shortcut::Search => Key::F,
            Shortcut::Undo => Key::Z,
            Shortcut::Redo => Key::Y,
            Shortcut::Palette => Key::K,
            Shortcut::Quit => Key::Q,
            Shortcut::Page(Page::Overview) => Key::Num1,
            Shortcut::Page(Page::Compare) => Key::Num2,
            Shortcut::Page(Page::Rug) => Key::Num3,
            Shortcut::Page(Page::WhatIf) => Key::Num4,
            Shortcut::Page(Page::Data) => Key::Num5,
            Shortcut::Page(Page::Method) => Key::Num6,
            Shortcut::Page(Page::History) => Key::Num7,
            // egui has these keys itself, and takes other ways to write them; so none of them is taken twice.
            Shortcut::Larger => return Some(gui_zoom::kb_shortcuts::ZOOM_IN),
            Shortcut::Smaller => return Some(gui_zoom::kb_shortcuts::ZOOM_OUT),
            Shortcut::ActualSize => return Some(gui_zoom::kb_shortcuts::ZOOM_RESET),
            Shortcut::Help => return Some(KeyboardShortcut::new(Modifiers::NONE, Key::F1)),
            Shortcut::SaveCopy
            | Shortcut::NewScenario
            | Shortcut::NewPeerGroup
            | Shortcut::Explain
            | Shortcut::Sample
            | Shortcut::Theme(_)
            | Shortcut::ResetWindow
            | Shortcut::Close => {
                return None;
            }
        };
        Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
    }

    /// Its key as the menus show it; empty if it has none.
    pub fn keys(self, ctx: &Context) -> String {
        self.key().map_or(String::new(), |key| ctx.format_shortcut(&key))
    }

    /// The commands whose keys were pressed in this frame. A field that has the keyboard keeps undo and
    /// redo for its own text.
    pub fn pressed(ui: &Ui) -> Vec<Shortcut> {
        let typing = ui.ctx().text_edit_focused();
        let pressed = |shortcut: &Shortcut| {
            let theirs = typing && matches!(shortcut, Shortcut::Undo | Shortcut::Redo);
            !theirs && shortcut.key().is_some_and(|key| ui.input_mut(|input| input.consume_shortcut(&key)))
        };
        Shortcut::ALL.into_iter().filter(pressed).collect()
    }
}
