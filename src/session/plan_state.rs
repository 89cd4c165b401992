//! What undoable steps have made of a plan: its settings and scenarios, followed change by change.

use std::collections::BTreeMap;

use crate::model::{Facts, Profession, SettingError, Settings};
use crate::store::{Change, PlanReader, StoreError};

use super::assumption::{self, AssumptionField, AssumptionId};
use super::mappings::MAPPING;
use super::scenario::{Field, PREFIX, ScenarioId, StoredScenario};
use super::settings_of;

/// Where a setting stands in a plan's state.
pub(super) const SETTING: &str = "setting/";

/// The settings and scenarios of a plan, as its state has them. Commands read it; [`PlanState::follow`]
/// keeps it up with what they change, so that nobody need read the plan again after each step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanState {
    /// The settings that differ from their defaults: key and value.
    pub settings: BTreeMap<String, String>,
    /// The mappings that the plan remembers: path and JSON.
    pub(super) mappings: BTreeMap<String, String>,
    /// What is said of each assumption.
    pub(super) assumptions: BTreeMap<AssumptionId, BTreeMap<AssumptionField, String>>,
    /// The largest number that an assumption ever had.
    assumptions_used: u32,
    /// What stands at the paths of each scenario.
    pub(super) scenarios: BTreeMap<ScenarioId, BTreeMap<Field, String>>,
    /// Every scenario that ever was, with the largest number that an edit of it ever had.
    used: BTreeMap<ScenarioId, u32>,
    /// The professions of users' own that the plan's data is of, once [`PlanState::know_data`] has said so.
    pub(super) of_data: Vec<Profession>,
}

impl PlanState {
    /// What a plan says now.
    ///
    /// # Errors
    /// What the plan file says.
    pub fn read(reader: &PlanReader) -> Result<PlanState, StoreError> {
        reader.at_one_moment(|| {
            let (settings, mappings) = (reader.settings()?, reader.state(MAPPING)?);
            let mut state = PlanState { settings, mappings, ..PlanState::default() };
            for prefix in [PREFIX, assumption::PREFIX] {
                for path in reader.paths_ever(prefix)? {
                    state.note_use(&path);
                }
                for (path, value) in reader.state(prefix)? {
                    state.put(&path, Some(value));
                }
            }
            Ok(state)
        })
    }

    /// Says of which professions the plan's data is: they can have settings though they were taken away.
    pub fn know_data(&mut self, facts: &Facts) {
        self.of_data = facts.own_professions().to_vec();
    }

    /// Whether changing the setting of this key needs to know the data first: it is one of a profession that
    /// nobody added, or that was taken away.
    ///
    /// # Errors
    /// As [`PlanState::settings`].
    pub fn needs_data(&self, key: &str) -> Result<bool, SettingError> {
        Ok(self.settings()?.strange_profession(key).is_some())
    }

    /// The settings that the entries make, on top of the defaults.
    ///
    /// # Errors
    /// An entry that this version does not understand.
    pub fn settings(&self) -> Result<Settings, SettingError> {
        settings_of(&self.settings)
    }

    /// Makes the same changes as a step, an undo or a redo of it made in the plan.
    pub fn follow(&mut self, changes: &[Change]) {
        for change in changes {
            self.put(&change.path, change.after.clone());
        }
    }

    /// Whether the plan has the scenario of this number.
    pub fn has_scenario(&self, id: ScenarioId) -> bool {
        self.scenarios.contains_key(&id)
    }

    /// The scenario of this number, if the plan has it.
    pub fn scenario(&self, id: ScenarioId) -> Option<StoredScenario> {
        self.scenarios.get(&id).map(|fields| StoredScenario::of_fields(id, fields))
    }

    /// What the scenario of this number is called.
    pub fn scenario_name(&self, id: ScenarioId) -> Option<&str> {
        self.scenarios.get(&id)?.get(&Field::Name).map(String::as_str)
    }

    /// The scenarios by number, name and whether they are archived, in the order in which they were made.
    pub fn scenario_list(&self) -> impl Iterator<Item = (ScenarioId, &str, bool)> {
        self.scenarios.iter().map(|(id, fields)| {
            let name = fields.get(&Field::Name).map_or("", String::as_str);
            (*id, name, fields.contains_key(&Field::Archived))
        })
    }

    /// The number of the scenario of this name, whatever its capitals.
    pub fn scenario_named(&self, name: &str) -> Option<ScenarioId> {
        let wanted = name.trim().to_lowercase();
        let mut names = self.scenarios.iter().filter_map(|(id, fields)| Some((id, fields.get(&Field::Name)?)));
        names.find(|(_, held)| held.to_lowercase() == wanted).map(|(id, _)| *id)
    }

    /// The names of the scenarios, in the order in which they were made.
    pub fn scenario_names(&self) -> Vec<&str> {
        self.scenarios.values().filter_map(|fields| fields.get(&Field::Name)).map(String::as_str).collect()
    }

    /// A name that no scenario has: `Scenario 3`.
    pub fn free_name(&self, stem: &str) -> String {
        let mut names = (1..).map(|number: u64| format!("{stem} {number}"));
        names.find(|name| self.scenario_named(name).is_none()).unwrap_or_default()
    }

    /// A name for a copy: `More blocks, copy 1`.
    pub fn free_copy_name(&self, of: &str) -> String {
        // A name has at most a hundred characters; the copy's number is to fit behind it.
        let stem: String = of.chars().take(88).collect();
        self.free_name(&format!("{stem}, copy"))
    }

    /// The number that the next assumption gets: one that none ever had.
    pub(super) fn next_assumption(&self) -> AssumptionId {
        AssumptionId(self.assumptions_used + 1)
    }

    /// The number that the next scenario gets: one that no scenario ever had.
    pub fn next_scenario(&self) -> ScenarioId {
        ScenarioId(self.used.keys().next_back().map_or(1, |last| last.0 + 1))
    }

    /// The number that the next edit of a scenario gets: one that no edit of it ever had.
    pub(super) fn next_edit(&self, scenario: ScenarioId) -> u32 {
        self.used.get(&scenario).copied().unwrap_or(0) + 1
    }

    fn put(&mut self, path: &str, value: Option<String>) {
        self.note_use(path);
        if let Some(key) = path.strip_prefix(SETTING) {
            match value {
                Some(value) => drop(self.settings.insert(key.to_owned(), value)),
                None => drop(self.settings.remove(key)),
            }
        } else if path.starts_with(MAPPING) {
            match value {
                Some(value) => drop(self.mappings.insert(path.to_owned(), value)),
                None => drop(self.mappings.remove(path)),
            }
        } else if let Some((id, field)) = Field::of_path(path) {
            set(&mut self.scenarios, id, field, value);
        } else if let Some((id, field)) = AssumptionField::of_path(path) {
            set(&mut self.assumptions, id, field, value);
        }
    }

    fn note_use(&mut self, path: &str) {
        if let Some((id, _)) = AssumptionField::of_path(path) {
            self.assumptions_used = self.assumptions_used.max(id.0);
        }
        if let Some((id, field)) = Field::of_path(path) {
            let largest = self.used.entry(id).or_default();
            if let Field::Edit(number) = field {
                *largest = (*largest).max(number);
            }
        }
    }
}

/// Sets a field of one of several, or takes it away; one without any field is none.
fn set<I: Ord + Copy, F: Ord>(all: &mut BTreeMap<I, BTreeMap<F, String>>, id: I, field: F, value: Option<String>) {
    let fields = all.entry(id).or_default();
    match value {
        Some(value) => drop(fields.insert(field, value)),
        None => drop(fields.remove(&field)),
    }
    if fields.is_empty() {
        all.remove(&id);
    }
}
