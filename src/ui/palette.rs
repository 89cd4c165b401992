//! The palette: every command, scenario and organisation by name, chosen from the keyboard.

use eframe::egui::{Button, Key, ScrollArea, TextEdit, Ui};

use super::action::Action;
use super::dialog::room_for_list;
use super::document::Document;
use super::shortcuts::Shortcut;
use super::widgets::{note, page_title, secondary};
use crate::model::Organisation;
use crate::session::ScenarioId;

/// How many organisations of those found are named.
const NAMED: usize = 8;

/// What is searched for, and where the keyboard stands.
#[derive(Default)]
pub struct Palette {
    search: String,
    at: usize,
}

/// What the palette leads to.
#[derive(Clone, Copy)]
enum Found<'a> {
    Command(Shortcut),
    /// Looking at a scenario; `None` for the baseline.
    Scenario(Option<ScenarioId>, &'a str),
    Organisation(u32, &'a Organisation),
}

impl<'a> Found<'a> {
    fn action(self) -> Action {
        match self {
            Found::Command(shortcut) => shortcut.action(),
            Found::Scenario(scenario, _) => Action::LookAt(scenario),
            Found::Organisation(organisation, _) => {
                Action::OpenOrganisation { organisation, profession: None, year: None }
            }
        }
    }

    /// Its name, and what says more about it.
    fn words(self) -> (&'a str, &'a str) {
        match self {
            Found::Command(shortcut) => (shortcut.name(), shortcut.also()),
            Found::Scenario(_, name) => (name, "look at this scenario"),
            Found::Organisation(_, organisation) => (&organisation.name, organisation.code.as_str()),
        }
    }

    fn has(self, needle: &str) -> bool {
        let (name, more) = self.words();
        name.to_lowercase().contains(needle) || more.to_lowercase().contains(needle)
    }
}

impl Palette {
    /// Draws it, and says what was chosen. The field stays in sight above a list that scrolls.
    pub fn show(&mut self, ui: &mut Ui, document: Option<&Document>) -> Option<Action> {
        page_title(ui, "Commands and organisations", "");
        let field = TextEdit::singleline(&mut self.search).desired_width(f32::INFINITY);
        let response = ui.add(field.hint_text("Type a command or a name")).accessible_name("Command");
        response.request_focus();
        let found = found(self.search.trim(), document);
        let (down, up, enter) = ui.input(|input| {
            let pressed = |key| input.key_pressed(key);
            (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
        });
        self.at = (self.at + usize::from(down)).saturating_sub(usize::from(up)).min(found.len().saturating_sub(1));
        if found.is_empty() {
            note(ui, "Nothing of that name.");
        }
        let mut chosen = found.get(self.at).copied().filter(|_| enter);
        let moved = down || up || response.changed();
        ScrollArea::vertical().max_height(room_for_list(ui, 0.0)).auto_shrink([false, true]).show(ui, |ui| {
            for (index, found) in found.iter().enumerate() {
                let (name, more) = found.words();
                let keys = if let Found::Command(shortcut) = found { shortcut.keys(ui.ctx()) } else { String::new() };
                let entry = Button::selectable(index == self.at, (name, secondary(ui, more))).shortcut_text(keys);
                let entry = ui.add_sized([ui.available_width(), 0.0], entry.truncate()).accessible_name(name);
                if moved && index == self.at {
                    entry.scroll_to_me(None);
                }
                if entry.clicked() {
                    chosen = Some(*found);
                }
            }
        });
        chosen.map(Found::action)
    }
}

/// What can be done now and is called like that, commands first.
fn found<'a>(search: &str, document: Option<&'a Document>) -> Vec<Found<'a>> {
    let needle = search.to_lowercase();
    let commands = Shortcut::ALL.into_iter().filter(|shortcut| shortcut.is_possible(document)).map(Found::Command);
    let mut found: Vec<Found<'_>> = commands.filter(|found| found.has(&needle)).collect();
    // Before anything is typed there are commands only.
    let Some(document) = document.filter(|_| !needle.is_empty()) else { return found };
    let scenarios = document.contents.held.scenario_list().filter(|(_, _, archived)| !archived);
    let scenarios = scenarios.map(|(id, name, _)| Found::Scenario(Some(id), name));
    let baseline = [Found::Scenario(None, "Baseline")];
    found.extend(baseline.into_iter().chain(scenarios).filter(|found| found.has(&needle)));
    let organisations = (0..).zip(document.results.outcome.facts().organisations());
    let organisations = organisations.map(|(number, of)| Found::Organisation(number, of));
    found.extend(organisations.filter(|found| found.has(&needle)).take(NAMED));
    found
}
