//! A scenario of the plan with its results, kept up with what changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::scenario::{Benchmark, CellField, Edit, Refusal, ScenarioState, What};
use crate::model::{Outcome, Place};
use crate::report::{block_words, edit_subject, edited_value};
use crate::store::Change;

use super::scenario::Field;
use super::scenario_command::without_replaced;
use super::{Command, CommandError, PlanState, ScenarioId, StoredScenario};

/// A scenario with its results, and which stored edit each of its edits is.
///
/// A face that changes it asks [`LiveScenario::add`] what to write, or makes a [`Command`] and lets the
/// scenario [`LiveScenario::follow`] its changes; undo and redo are followed in the same way.
#[derive(Clone, Debug)]
pub struct LiveScenario {
    id: ScenarioId,
    state: ScenarioState,
    /// The numbers of the edits, in order: `numbers[i]` is the edit `state.scenario().edits[i]`.
    numbers: Vec<u32>,
    /// Edits that this version cannot read, with their reasons.
    unreadable: BTreeMap<u32, (String, String)>,
}

/// An edit that is kept and not applied, because it does not fit the data as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotApplied {
    /// Its number in the scenario.
    pub number: u32,
    /// Its line.
    pub text: String,
    /// Why it is not applied, in a sentence.
    pub reason: String,
}

impl LiveScenario {
    /// Works a scenario out. Edits that do not fit the data are kept, and listed under
    /// [`LiveScenario::not_applied`]; so this is also what to do after new data.
    pub fn open(baseline: Arc<Outcome>, stored: &StoredScenario) -> LiveScenario {
        let (mut numbers, mut unreadable) = (Vec::new(), BTreeMap::new());
        for edit in &stored.edits {
            match &edit.edit {
                Ok(_) => numbers.push(edit.number),
                Err(reason) => drop(unreadable.insert(edit.number, (edit.text.clone(), reason.to_string()))),
            }
        }
        let state = ScenarioState::open(baseline, stored.scenario());
        LiveScenario { id: stored.id, state, numbers, unreadable }
    }

    /// Which scenario it is.
    pub fn id(&self) -> ScenarioId {
        self.id
    }

    /// Its results.
    pub fn state(&self) -> &ScenarioState {
        &self.state
    }

    /// The stored number of an edit, by its place in the scenario.
    pub fn number_of(&self, index: usize) -> Option<u32> {
        self.numbers.get(index).copied()
    }

    /// The place in the scenario of the edit with this stored number.
    pub fn index_of(&self, number: u32) -> Option<usize> {
        self.numbers.binary_search(&number).ok()
    }

    /// The edits that this version cannot read, with their reasons, in order.
    pub fn unreadable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.unreadable.values().map(|(text, reason)| (text.as_str(), reason.as_str()))
    }

    /// The edits that are kept and not applied, with their reasons, in order.
    pub fn not_applied(&self) -> Vec<NotApplied> {
        let conflicts = self.state.conflicts().map(|conflict| NotApplied {
            number: self.numbers.get(conflict.index).copied().unwrap_or_default(),
            text: conflict.edit.to_string(),
            reason: conflict.reason.to_string(),
        });
        let unreadable = self.unreadable.iter().map(|(number, (text, reason))| NotApplied {
            number: *number,
            text: text.clone(),
            reason: reason.clone(),
        });
        let mut all: Vec<NotApplied> = conflicts.chain(unreadable).collect();
        all.sort_by_key(|edit| edit.number);
        all
    }

    /// The edits that are applied and not replaced by a later one, in order.
    pub fn in_force(&self) -> Vec<Edit> {
        let mut conflicts = self.state.conflicts().map(|conflict| conflict.index).peekable();
        let edits = self.state.scenario().edits.iter().enumerate();
        let applied = edits.filter(|(index, _)| conflicts.next_if_eq(index).is_none()).map(|(_, edit)| edit.clone());
        without_replaced(&applied.collect::<Vec<_>>())
    }

    /// The note of the newest edit of a figure of a cell: why it is what it is; empty if it says nothing.
    pub fn note_of(&self, place: Place, field: CellField) -> &str {
        let newest = self.state.edits_at(place, field).pop();
        newest.map_or("", |index| &self.state.scenario().edits[index].note)
    }

    /// Applies edits at the end, all or none, and says what to write into the plan as one step, with
    /// its words: `PT weeks 2018/19 at Northmoor Hospital 120 → 132`. Earlier edits of a figure that is set
    /// go. If it cannot be written, [`LiveScenario::follow`] the inverted changes, the last one first.
    ///
    /// # Errors
    /// Why the first edit that cannot be applied cannot; nothing is changed then.
    pub fn add(&mut self, plan: &PlanState, edits: Vec<Edit>) -> Result<(String, Vec<Change>), CommandError> {
        let (first, edits) = (plan.next_edit(self.id), without_replaced(&edits));
        let label = push(&mut self.state, &edits)?;
        self.numbers.extend((first..).take(edits.len()));
        let pushed = self.numbers.len() - edits.len()..self.numbers.len();
        let done = Command::add_edits(self.id, label, edits).changes(plan);
        match &done {
            Ok((_, changes)) => self.follow(changes),
            Err(_) => pushed.rev().for_each(|index| self.remove(index)),
        }
        done
    }

    /// Follows what was changed in the plan: edits that came or went, the benchmark. Changes that it has
    /// made already do nothing.
    pub fn follow(&mut self, changes: &[Change]) {
        for change in changes {
            let Some((id, field)) = Field::of_path(&change.path) else { continue };
            match field {
                Field::Edit(number) if id == self.id => self.put(number, change.after.as_deref()),
                Field::Benchmark if id == self.id => {
                    let benchmark = change.after.as_deref().and_then(Benchmark::of_word).unwrap_or_default();
                    if benchmark != self.state.scenario().benchmark {
                        self.state.set_benchmark(benchmark);
                    }
                }
                Field::Name if id == self.id => self.state.rename(change.after.as_deref().unwrap_or_default()),
                Field::Description if id == self.id => {
                    self.state.describe(change.after.as_deref().unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    /// Whether following these changes counts the facts again, which takes longer than a frame: an edit
    /// of a setting comes or goes, or one of a year of which nothing is loaded.
    pub fn counts_again(&self, changes: &[Change]) -> bool {
        let loaded = self.state.baseline().cells().years();
        let counts = |text: &String| match text.parse::<Edit>().map(|edit| edit.what) {
            Ok(What::Setting { .. }) => true,
            Ok(What::Cell { year, .. }) => !loaded.contains(&year),
            Ok(What::Rate { .. }) | Err(_) => false,
        };
        let edits = changes.iter().filter(|change| {
            Field::of_path(&change.path).is_some_and(|(id, field)| id == self.id && matches!(field, Field::Edit(_)))
        });
        edits.flat_map(|change| [&change.before, &change.after]).flatten().any(counts)
    }

    fn put(&mut self, number: u32, text: Option<&str>) {
        let at = self.numbers.partition_point(|held| *held < number);
        let is_held = self.numbers.get(at) == Some(&number);
        let edit: Option<Result<Edit, _>> = text.map(str::parse);
        if is_held {
            if matches!(&edit, Some(Ok(edit)) if *edit == self.state.scenario().edits[at]) {
                return;
            }
            self.remove(at);
        }
        self.unreadable.remove(&number);
        match (edit, text) {
            (Some(Ok(edit)), _) => {
                self.numbers.insert(at, number);
                self.state.insert(at, edit);
            }
            (Some(Err(reason)), Some(text)) => {
                self.unreadable.insert(number, (text.to_owned(), reason.to_string()));
            }
            _ => {}
        }
    }

    fn remove(&mut self, index: usize) {
        self.numbers.remove(index);
        self.state.remove(index);
    }
}

/// Applies edits at the end, all or none, and gives the words for the history.
///
/// # Errors
/// Why the first edit that cannot be applied cannot; nothing is changed then.
pub fn push(state: &mut ScenarioState, edits: &[Edit]) -> Result<String, Refusal> {
    let [edit] = edits else {
        state.push(edits.to_vec())?;
        return Ok(block_words(edits));
    };
    let before = edited_value(state.outcome(), edit);
    state.push(edits.to_vec())?;
    let outcome = state.outcome();
    Ok(format!("{} {before} → {}", edit_subject(outcome, edit), edited_value(outcome, edit)))
}
