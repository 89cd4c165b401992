//! The dialog that asks for a scenario's name, or what it is for.

use eframe::egui::{RichText, TextEdit, Ui};

use super::action::{Action, ScenarioForm};
use super::dialog::{Pressed, buttons};
use super::theme::{Tokens, size, space};
use super::widgets::{field_label, page_title, select_all};
use crate::model::scenario::Benchmark;
use crate::session::{Command, PlanState, ScenarioAct};

/// What is asked, and what is typed so far.
pub struct ScenarioDialog {
    form: ScenarioForm,
    plan: Box<PlanState>,
    before: String,
    name: String,
    description: String,
    benchmark: Benchmark,
}

impl ScenarioDialog {
    /// Asks about a scenario of this plan.
    pub fn new(form: ScenarioForm, plan: &PlanState) -> ScenarioDialog {
        let held = match form {
            ScenarioForm::New => None,
            ScenarioForm::Rename(id) | ScenarioForm::Describe(id) => plan.scenario(id),
        };
        let (name, description) = match held {
            Some(held) => (held.name, held.description),
            None => (plan.free_name("Scenario"), String::new()),
        };
        let plan = Box::new(plan.clone());
        ScenarioDialog { form, plan, before: name.clone(), name, description, benchmark: Benchmark::Held }
    }

    /// Draws it, and says what was asked for.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Action> {
        let (title, sentence, button) = match self.form {
            ScenarioForm::New => (
                "New scenario",
                "A list of edits on top of the plan's data. The data itself is never changed.",
                "Make the scenario",
            ),
            ScenarioForm::Rename(_) => ("Rename the scenario", "", "Rename"),
            ScenarioForm::Describe(_) => ("Describe the scenario", "", "Keep"),
        };
        page_title(ui, title, sentence);
        if !matches!(self.form, ScenarioForm::Describe(_)) {
            let label = field_label(ui, "Name");
            let field = ui.add(TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY));
            let field = field.labelled_by(label.id);
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
                // A name that is only offered is typed over.
                select_all(ui, field.id, &self.name);
            }
        }
        if !matches!(self.form, ScenarioForm::Rename(_)) {
            ui.add_space(space::SMALL);
            let label = field_label(ui, "What it is for");
            let field = TextEdit::multiline(&mut self.description).desired_rows(3).desired_width(f32::INFINITY);
            ui.add(field).labelled_by(label.id);
        }
        if self.form == ScenarioForm::New {
            ui.add_space(space::SMALL);
            field_label(ui, "Benchmark");
            let held = "Held at the baseline's rate: what if we change, measured against today";
            ui.radio_value(&mut self.benchmark, Benchmark::Held, held);
            ui.radio_value(&mut self.benchmark, Benchmark::Recalculated, "Recalculated from the edited data");
        }
        let command = self.command();
        let refusal = command.changes(&self.plan).err();
        // A name that is still being typed is not told off.
        if let Some(refusal) = refusal.as_ref().filter(|_| self.name != self.before) {
            let words = RichText::new(refusal.to_string()).size(size::SECONDARY);
            ui.label(words.color(Tokens::of(ui).error));
        }
        buttons(ui, button, refusal.is_none()).map(|pressed| match pressed {
            Pressed::Cancel => Action::CloseDialog,
            Pressed::Done => Action::Change(command),
        })
    }

    fn command(&self) -> Command {
        let (name, description) = (self.name.clone(), self.description.clone());
        match self.form {
            ScenarioForm::New => {
                Command::NewScenario { name, description, benchmark: self.benchmark, edits: Vec::new() }
            }
            ScenarioForm::Rename(scenario) => Command::Scenario { scenario, act: ScenarioAct::Rename { name } },
            ScenarioForm::Describe(scenario) => {
                Command::Scenario { scenario, act: ScenarioAct::Describe { description } }
            }
        }
    }
}
