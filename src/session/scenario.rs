//! Scenarios as a plan keeps them: one value a path of its state.
//!
//! `scenario/2/name`, `scenario/2/description`, `scenario/2/benchmark` (`held` or `recalculated`),
//! `scenario/2/archived` (`yes`, or not there) and `scenario/2/edit/000017`, whose value is the edit's
//! canonical line of six columns. Numbers of scenarios, and of edits within one, are never used again.

use std::collections::BTreeMap;
use std::fmt;

use crate::model::scenario::{Benchmark, Edit, EditTextError, Scenario};

use super::PlanState;

/// What every path of a scenario begins with.
pub(super) const PREFIX: &str = "scenario/";

/// A scenario's number in its plan: stays when the scenario is renamed, and is never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScenarioId(pub u32);

impl ScenarioId {
    /// The scenario that a path of the plan's state is about; `None` for other paths.
    pub fn of_path(path: &str) -> Option<ScenarioId> {
        Field::of_path(path).map(|(id, _)| id)
    }

    /// The path at which its name stands.
    pub fn name_path(self) -> String {
        Field::Name.path(self)
    }
}

impl fmt::Display for ScenarioId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What stands at one path of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    Name,
    Description,
    Benchmark,
    Archived,
    /// An edit by its number, in whose order edits apply.
    Edit(u32),
}

impl Field {
    /// The path of this field of a scenario.
    pub(super) fn path(self, scenario: ScenarioId) -> String {
        match self {
            Field::Name => format!("{PREFIX}{scenario}/name"),
            Field::Description => format!("{PREFIX}{scenario}/description"),
            Field::Benchmark => format!("{PREFIX}{scenario}/benchmark"),
            Field::Archived => format!("{PREFIX}{scenario}/archived"),
            Field::Edit(number) => format!("{PREFIX}{scenario}/edit/{number:06}"),
        }
    }

    /// The scenario and field of a path; `None` for paths that are no scenario's.
    pub(super) fn of_path(path: &str) -> Option<(ScenarioId, Field)> {
        let (scenario, rest) = path.strip_prefix(PREFIX)?.split_once('/')?;
        let field = match rest {
            "name" => Field::Name,
            "description" => Field::Description,
            "benchmark" => Field::Benchmark,
            "archived" => Field::Archived,
            edit => Field::Edit(edit.strip_prefix("edit/")?.parse().ok()?),
        };
        Some((ScenarioId(scenario.parse().ok()?), field))
    }
}

/// A scenario as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScenario {
    /// Its number.
    pub id: ScenarioId,
    /// What people call it; no two scenarios of a plan have the same name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// Which benchmark it is measured against.
    pub benchmark: Benchmark,
    /// Whether it was put aside.
    pub archived: bool,
    /// Its edits, in the order in which they apply.
    pub edits: Vec<StoredEdit>,
}

/// An edit as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEdit {
    /// Its number in the scenario.
    pub number: u32,
    /// Its line.
    pub text: String,
    /// What the line says; one that this version cannot read is kept all the same, and listed.
    pub edit: Result<Edit, EditTextError>,
}

impl StoredScenario {
    /// An empty scenario that is measured against today's benchmark, not yet in the plan.
    pub fn new(id: ScenarioId, name: impl Into<String>) -> StoredScenario {
        let (name, benchmark) = (name.into(), Benchmark::Held);
        StoredScenario { id, name, description: String::new(), benchmark, archived: false, edits: Vec::new() }
    }

    /// The scenario as the model takes it, without edits that this version cannot read.
    pub fn scenario(&self) -> Scenario {
        Scenario {
            name: self.name.clone(),
            description: self.description.clone(),
            benchmark: self.benchmark,
            edits: self.edits.iter().filter_map(|stored| stored.edit.as_ref().ok().cloned()).collect(),
        }
    }

    pub(super) fn of_fields(id: ScenarioId, fields: &BTreeMap<Field, String>) -> StoredScenario {
        let text = |field| fields.get(&field).cloned().unwrap_or_default();
        let edits = fields.iter().filter_map(|(field, text)| match field {
            Field::Edit(number) => Some(StoredEdit { number: *number, text: text.clone(), edit: text.parse() }),
            _ => None,
        });
        StoredScenario {
            id,
            name: text(Field::Name),
            description: text(Field::Description),
            benchmark: Benchmark::of_word(&text(Field::Benchmark)).unwrap_or_default(),
            archived: fields.contains_key(&Field::Archived),
            edits: edits.collect(),
        }
    }
}

/// Every scenario of a plan, in the order in which they were made.
pub fn scenarios_of(state: &PlanState) -> Vec<StoredScenario> {
    state.scenarios.iter().map(|(id, fields)| StoredScenario::of_fields(*id, fields)).collect()
}
