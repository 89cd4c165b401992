//! Doing what the user asked of scenarios and their cells: at once on the screen, and on its way to the file.

use super::super::action::{Action, ScenarioForm};
use super::super::dialog::Dialog;
use super::super::jobs::News;
use super::super::scenario::Follows;
use super::FairShare;
use crate::model::Place;
use crate::model::scenario::{CellField, Edit};
use crate::report::cell_name;
use crate::session::{Command, ScenarioAct, ScenarioId, own_settings_changed};
use crate::store::Change;

impl FairShare {
    /// Changes settings or scenarios.
    pub(super) fn change(&mut self, command: &Command) {
        let Some(document) = &self.document else { return };
        let (label, changes) = match command.changes(&document.contents.held) {
            Ok(done) => done,
            Err(error) => return self.say_error("Nothing was changed", error.to_string()),
        };
        if changes.is_empty() || document.writer.is_none() {
            return;
        }
        let made = document.contents.held.next_scenario();
        self.write(label, changes);
        // A scenario that was just made is what one wants to look at.
        if self.document.as_ref().is_some_and(|document| document.contents.held.has_scenario(made)) {
            self.look_at(Some(made));
        }
        if let Command::Scenario { act: ScenarioAct::Delete, .. } = command {
            self.toasts.offer("The scenario is deleted", "Undo", Action::Undo);
        }
    }

    /// Follows changes on the screen and sends them to the file.
    fn write(&mut self, label: String, changes: Vec<Change>) {
        self.follow(&changes);
        self.ask_writer(|writer| {
            writer.apply(label, changes);
        });
    }

    /// Follows changes of the plan's state on the screen.
    pub(super) fn follow(&mut self, changes: &[Change]) {
        let follows = self.document.as_mut().map(|document| document.follow(changes));
        if follows == Some(Follows::WorkOut) {
            self.work_out();
        }
        if changes.iter().any(|change| change.path.starts_with("setting/profession.")) {
            self.intake.professions_changed(&self.jobs, self.document.as_ref());
        }
        self.remember_scenario();
    }

    /// The same for undo and redo: a scenario that comes back is looked at, or nobody would see it.
    pub(super) fn follow_and_look(&mut self, changes: &[Change]) {
        self.follow(changes);
        let comes = |change: &Change| {
            let id = ScenarioId::of_path(&change.path)?;
            (change.path == id.name_path() && change.before.is_none() && change.after.is_some()).then_some(id)
        };
        if let Some(id) = changes.iter().find_map(comes) {
            self.look_at(Some(id));
        }
    }

    pub(super) fn look_at(&mut self, scenario: Option<ScenarioId>) {
        let follows = self.document.as_mut().map(|document| document.look_at(scenario));
        if follows == Some(Follows::WorkOut) {
            self.work_out();
        }
        self.remember_scenario();
    }

    /// What is looked at, so that one finds it so when the plan is opened again, however this window ends.
    /// It belongs to whoever looks, not to the plan: no step, and nothing in its file.
    pub(super) fn remember_scenario(&mut self) {
        let Some(document) = &self.document else { return };
        if self.preferences.left_in(&document.path, document.looked_at.map(|id| id.0)) {
            self.keep_preferences();
        }
    }

    /// What is shown, and how, as it is now.
    pub(super) fn remember(&mut self) {
        self.overview.remember(&mut self.preferences);
        self.compare.remember(&mut self.preferences);
        self.rug.remember(&mut self.preferences);
        self.preferences.professions = self.filters.remembered_professions();
        self.preferences.page = self.page;
    }

    /// Keeps what the window remembers, beside it: however it ends, it is found so again.
    pub(super) fn keep_preferences(&mut self) {
        self.remember();
        let keep = self.preferences.keep();
        self.jobs.start("keeping preferences", move || {
            keep();
            News::Finished
        });
    }

    pub(super) fn ask_scenario(&mut self, form: ScenarioForm) {
        let Some(document) = &self.document else { return };
        self.ask(Dialog::scenario(form, &document.contents.held));
    }

    /// Makes a scenario and goes on there with the edit that was begun in the baseline.
    pub(super) fn try_in_scenario(&mut self, place: Place, field: CellField, text: &str) {
        let Some(document) = &self.document else { return };
        let name = document.contents.held.free_name("Scenario");
        self.change(&Command::new_scenario(name, Vec::new()));
        self.overview.edit(place, field, text);
    }

    /// What was typed into a cell: taken, or refused with the reason, which stands beside the field.
    pub(super) fn edit_cell(&mut self, edit: Edit) {
        let done = self.put(vec![edit]);
        self.overview.edited(done);
    }

    /// A pasted block, a lever, a found answer.
    pub(super) fn edit_cells(&mut self, edits: Vec<Edit>) {
        if let Err(reason) = self.put(edits) {
            self.say_error("Nothing was changed", reason);
        }
    }

    fn put(&mut self, edits: Vec<Edit>) -> Result<(), String> {
        let Some(document) = self.document.as_mut().filter(|document| document.writer.is_some()) else {
            return Err("This plan is open to read only; save a copy to try things in.".to_owned());
        };
        let (label, changes) = document.edit(edits)?;
        self.ask_writer(|writer| {
            writer.apply(label, changes);
        });
        Ok(())
    }

    pub(super) fn remove_edits(&mut self, label: String, numbers: Vec<u32>) {
        if let Some(id) = self.document.as_ref().and_then(|document| document.looked_at) {
            self.change(&Command::remove_edits(id, label, numbers));
        }
    }

    pub(super) fn note(&mut self, number: u32, note: String) {
        if let Some(scenario) = self.document.as_ref().and_then(|document| document.looked_at) {
            self.change(&Command::Scenario { scenario, act: ScenarioAct::Note { number, note } });
        }
    }

    pub(super) fn own_setting(&mut self, key: String, value: Option<String>) {
        let Some(document) = &self.document else { return };
        let held = &document.contents.held;
        let Some(stored) = document.looked_at.and_then(|id| held.scenario(id)) else { return };
        match own_settings_changed(held, &stored, &[(key, value)]) {
            Ok(command) => self.change(&command),
            Err(error) => self.say_error("Nothing was changed", error.to_string()),
        }
    }

    pub(super) fn reset_cell(&mut self, place: Place, field: CellField) {
        let Some(document) = &self.document else { return };
        let Some(live) = &document.live else { return };
        let edits = live.state().edits_at(place, field);
        let numbers: Vec<u32> = edits.into_iter().filter_map(|index| live.number_of(index)).collect();
        if !numbers.is_empty() {
            let label = format!("reset of {}", cell_name(&document.results.outcome, place, field));
            self.change(&Command::remove_edits(live.id(), label, numbers));
        }
    }
}
