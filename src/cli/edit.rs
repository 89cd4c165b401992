//! `fairshare edit`: a what-if scenario, changed by lines on standard input.

use std::io::BufRead;
use std::sync::Arc;

use crate::model::scenario::{Edit, ScenarioState};
use crate::model::{Outcome, Professions};
use crate::report::block_words;
use crate::session::{Command, LiveScenario, PlanState, ScenarioId, StoredScenario, push, without_replaced};
use crate::store::{Change, PlanWriter, StepRecord};

use super::scenario::Plan;
use super::scenario_args::EditArgs;
use super::{Failure, lines, output};

/// Reads the edits and makes them: all as one step, or each line as one.
pub fn run(args: &EditArgs) -> Result<(), Failure> {
    let writer = PlanWriter::open(&args.plan)?;
    let Plan { baseline, state } = Plan::read(writer.reader())?;
    let outcome = Arc::new(baseline.outcome());
    let id = state.scenario_named(&args.scenario);
    if id.is_none() {
        // A name that no scenario can have is refused before any line is read.
        Command::new_scenario(&*args.scenario, Vec::new()).changes(&state)?;
    }
    let live = id.and_then(|id| state.scenario(id)).map(|stored| LiveScenario::open(Arc::clone(&outcome), &stored));
    let name = args.scenario.trim().to_owned();
    let mut desk = Desk { writer, state, outcome, name, id, live };
    let mut input = std::io::stdin().lock();
    if args.batch { desk.batch(&mut input) } else { desk.whole(&mut input) }
}

/// A plan under the hands of somebody who edits one scenario of it.
struct Desk {
    writer: PlanWriter,
    state: PlanState,
    outcome: Arc<Outcome>,
    /// The scenario's name as it was given.
    name: String,
    /// Its number, as soon as it has one; stays when the scenario is undone.
    id: Option<ScenarioId>,
    /// Its results, while the plan has it.
    live: Option<LiveScenario>,
}

impl Desk {
    /// What the plan calls professions.
    fn names(&self) -> &Professions {
        &self.outcome.settings().professions
    }

    /// The scenario's results to try edits on: a new one's, if the plan does not have it.
    fn results(&self) -> ScenarioState {
        match &self.live {
            Some(live) => live.state().clone(),
            None => {
                let new = StoredScenario::new(self.state.next_scenario(), &*self.name);
                ScenarioState::open(Arc::clone(&self.outcome), new.scenario())
            }
        }
    }

    /// All lines as one step, or none. A scenario that is not there is made in the same step.
    fn whole(&mut self, input: &mut impl BufRead) -> Result<(), Failure> {
        let mut state = self.results();
        let (mut edits, mut label, mut number) = (Vec::new(), String::new(), 0);
        while let Some(line) = lines::next(input, &mut number)? {
            let refused =
                |reason: String| Failure::at_fault(format!("line {}: {reason}; nothing was changed", line.number));
            let text = line.text.map_err(refused)?;
            if is_step_back(&text) || is_step_forward(&text) {
                return Err(refused(format!("`{}` needs --batch", text.trim())));
            }
            let edit = Edit::read(&text, self.names()).map_err(|error| refused(said(&error)))?;
            label = push(&mut state, std::slice::from_ref(&edit)).map_err(|error| refused(said(&error)))?;
            edits.push(edit);
        }
        if edits.len() > 1 {
            label = block_words(&without_replaced(&edits));
        }
        let command = match (self.id, &self.live) {
            (Some(id), Some(_)) => Command::add_edits(id, label, edits),
            _ => Command::new_scenario(&*self.name, edits),
        };
        let (label, changes) = command.changes(&self.state)?;
        if self.writer.apply(&label, &changes)?.is_none() {
            say!("{}: no edit was given; nothing changed", self.name);
            return Ok(());
        }
        say!("{}: {label}", self.name);
        Ok(())
    }

    /// Each line is one step, answered when it is durable. A closed pipe ends it quietly.
    fn batch(&mut self, input: &mut impl BufRead) -> Result<(), Failure> {
        let (mut number, mut failed, mut stepped) = (0, 0_u64, false);
        while let Some(line) = lines::next(input, &mut number)? {
            let done = line.text.and_then(|text| {
                stepped |= is_step_back(&text) || is_step_forward(&text);
                self.line(&text)
            });
            let answer = match done {
                Ok(()) => format!("ok {}\n", line.number),
                Err(reason) => {
                    failed += 1;
                    format!("error {}: {}\n", line.number, reason.replace(char::is_control, " "))
                }
            };
            if output::answer(answer.as_bytes())?.is_break() {
                return Ok(());
            }
        }
        // Without any line it is made, too. A refused line changes nothing, and a scenario that was undone
        // as a whole waits to be redone: making another would prevent that.
        if !stepped && failed == 0 {
            self.make().map_err(Failure::at_fault)?;
        }
        match failed {
            0 => Ok(()),
            1 => Err(Failure::at_fault(format!("{}: 1 line was refused", self.name))),
            _ => Err(Failure::at_fault(format!("{}: {failed} lines were refused", self.name))),
        }
    }

    fn line(&mut self, text: &str) -> Result<(), String> {
        if is_step_back(text) {
            self.undo()
        } else if is_step_forward(text) {
            self.redo()
        } else {
            self.edit(Edit::read(text, self.names()).map_err(|error| said(&error))?)
        }
    }

    fn edit(&mut self, edit: Edit) -> Result<(), String> {
        if self.live.is_none() {
            // An edit that is refused makes no scenario.
            push(&mut self.results(), std::slice::from_ref(&edit)).map_err(|error| said(&error))?;
            self.make()?;
        }
        let live = self.live.as_mut().ok_or_else(|| format!("there is no scenario {}", self.name))?;
        let (label, changes) = live.add(&self.state, vec![edit]).map_err(|error| said(&error))?;
        if let Err(error) = self.writer.apply(&label, &changes) {
            let back: Vec<Change> = changes.iter().rev().map(Change::inverted).collect();
            live.follow(&back);
            return Err(said(&error));
        }
        self.state.follow(&changes);
        Ok(())
    }

    /// Makes the scenario, as a step of its own, if the plan does not have it.
    fn make(&mut self) -> Result<(), String> {
        if self.live.is_some() {
            return Ok(());
        }
        let (label, changes) =
            Command::new_scenario(&*self.name, Vec::new()).changes(&self.state).map_err(|error| said(&error))?;
        self.writer.apply(&label, &changes).map_err(|error| said(&error))?;
        self.follow(&changes);
        Ok(())
    }

    fn undo(&mut self) -> Result<(), String> {
        let step = self.writer.reader().next_undo().map_err(|error| said(&error))?;
        let step = step.ok_or("there is no step to undo")?;
        if !self.is_ours(&step) {
            return Err(format!("the last step is “{}”, which is not one of this scenario", step.label));
        }
        if makes_empty(&step) {
            return Err(format!("the last step is “{}”, and before it there is nothing to undo", step.label));
        }
        self.writer.undo().map_err(|error| said(&error))?;
        self.follow(&step.taken_back());
        Ok(())
    }

    fn redo(&mut self) -> Result<(), String> {
        let step = self.writer.reader().next_redo().map_err(|error| said(&error))?;
        let step = step.ok_or_else(|| match self.writer.reader().next_undo() {
            Ok(Some(last)) => format!("there is no step to redo: the last step is “{}”", last.label),
            _ => "there is no step to redo".to_owned(),
        })?;
        if !self.is_ours(&step) {
            return Err(format!("the last step undone is “{}”, which is not one of this scenario", step.label));
        }
        self.writer.redo().map_err(|error| said(&error))?;
        self.follow(&step.changes);
        Ok(())
    }

    /// Follows what the plan took: the scenario may have come, gone or changed.
    fn follow(&mut self, changes: &[Change]) {
        self.state.follow(changes);
        if !self.id.is_some_and(|id| self.state.has_scenario(id)) {
            self.live = None;
            self.id = self.state.scenario_named(&self.name).or(self.id);
        }
        match (&mut self.live, self.id.filter(|id| self.state.has_scenario(*id))) {
            (Some(live), _) => live.follow(changes),
            (None, Some(id)) => {
                let stored = self.state.scenario(id);
                self.live = stored.map(|stored| LiveScenario::open(Arc::clone(&self.outcome), &stored));
            }
            (None, None) => {}
        }
    }

    /// Whether a step changed this scenario and nothing else. One that was undone as a whole is known
    /// by its name.
    fn is_ours(&self, step: &StepRecord) -> bool {
        let mut of = step.changes.iter().map(|change| ScenarioId::of_path(&change.path));
        let Some(Some(id)) = of.next() else { return false };
        let has_name = |change: &Change| {
            let is_name = change.path == id.name_path();
            is_name && change.after.as_ref().is_some_and(|name| name.to_lowercase() == self.name.to_lowercase())
        };
        let ours = self.id == Some(id) || (self.live.is_none() && step.changes.iter().any(has_name));
        ours && of.all(|other| other == Some(id))
    }
}

/// Whether a step only made a scenario: an `undo` line takes back edits, not the scenario under them.
fn makes_empty(step: &StepRecord) -> bool {
    let name = |change: &Change| change.before.is_none() && change.path.ends_with("/name");
    step.changes.iter().any(name) && !step.changes.iter().any(|change| change.path.contains("/edit/"))
}

fn is_step_back(text: &str) -> bool {
    text.trim() == "undo"
}

fn is_step_forward(text: &str) -> bool {
    text.trim() == "redo"
}

/// An error's sentence.
fn said(error: &impl std::fmt::Display) -> String {
    error.to_string()
}
