//! What a user asks of a plan, as changes of its state with words for the history.

use std::collections::BTreeMap;

use crate::model::scenario::{Benchmark, Edit, Refusal};
use crate::model::{PROFESSION, SETTINGS, SettingError, Settings};
use crate::report::setting_name;
use crate::store::Change;

use super::assumption::{self, AssumptionAct, AssumptionId};
use super::plan_state::SETTING;
use super::scenario_command::{self, ScenarioAct};
use super::{PlanState, ScenarioId, peer_groups};

/// What a user asks. Each is one step, with its words in the history, and can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Change one setting; `None` takes it back to its default.
    Set {
        /// The setting's key: `hours_per_week`, `block_weeks.PT`.
        key: String,
        /// Its new value as text.
        value: Option<String>,
    },
    /// Change several settings at once, as one step.
    SetAll {
        /// The words for the history.
        label: String,
        /// Keys and values; `None` takes a setting back to its default.
        changes: Vec<(String, Option<String>)>,
    },
    /// Call a peer group something else, wherever the plan or a scenario names it.
    RenamePeerGroup {
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Write in the assumptions log.
    Assumption(AssumptionAct),
    /// Make a scenario.
    NewScenario {
        /// What people call it.
        name: String,
        /// What it is for; may be empty.
        description: String,
        /// Which benchmark it is measured against.
        benchmark: Benchmark,
        /// Its first edits.
        edits: Vec<Edit>,
    },
    /// Do something with a scenario that there is.
    Scenario {
        /// Which one.
        scenario: ScenarioId,
        /// What.
        act: ScenarioAct,
    },
}

/// Why a command makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// An unknown setting, or a value that it does not take.
    #[error(transparent)]
    Setting(#[from] SettingError),
    /// An edit that cannot be applied to the data as it is.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A name that a scenario cannot have.
    #[error("the name {name:?} {reason}")]
    Name {
        /// The name as it was given.
        name: String,
        /// What is wrong with it, and what next.
        reason: &'static str,
    },
    /// A text that an assumption does not take.
    #[error("{field} {reason}")]
    Assumption {
        /// Which part of it.
        field: &'static str,
        /// What is wrong with it, and what next.
        reason: String,
    },
    /// The assumption was taken away meanwhile.
    #[error("there is no assumption {id} in this plan any more; undo its removal or write another")]
    NoAssumption {
        /// Which one.
        id: AssumptionId,
    },
    /// The scenario was taken away meanwhile.
    #[error("there is no scenario {scenario} in this plan any more; undo its deletion or choose another")]
    NoScenario {
        /// Which one.
        scenario: ScenarioId,
    },
    /// The peer group was taken away meanwhile, or never was.
    #[error("there is no peer group {name:?} in this plan; make it, for example peer_group.{name}=region:London")]
    NoPeerGroup {
        /// The name as it was given.
        name: String,
    },
    /// The edit was taken away meanwhile.
    #[error("the scenario {scenario} has no edit {number} any more")]
    NoEdit {
        /// The scenario's name.
        scenario: String,
        /// The edit's number.
        number: u32,
    },
}

impl Command {
    /// The words that complete "Undo …", and what changes in the plan. No change where nothing would be
    /// different.
    ///
    /// # Errors
    /// A command that makes no sense; one sentence says why.
    pub fn changes(&self, plan: &PlanState) -> Result<(String, Vec<Change>), CommandError> {
        match self {
            Command::Set { key, value } => {
                let wanted = [(key.clone(), value.clone())];
                Ok(settings_changed(plan, None, &wanted)?)
            }
            Command::SetAll { label, changes } => Ok(settings_changed(plan, Some(label), changes)?),
            Command::RenamePeerGroup { from, to } => peer_groups::rename(plan, from, to),
            Command::Assumption(act) => assumption::act(plan, act),
            Command::NewScenario { name, description, benchmark, edits } => {
                scenario_command::new_scenario(plan, name, description, *benchmark, edits)
            }
            Command::Scenario { scenario, act } => scenario_command::act(plan, *scenario, act),
        }
    }
}

pub(super) fn settings_changed(
    plan: &PlanState,
    label: Option<&String>,
    wanted: &[(String, Option<String>)],
) -> Result<(String, Vec<Change>), SettingError> {
    let held = &plan.settings;
    let before = settings_of(held)?;
    // Each under the key that it is kept by; a profession comes before its own settings.
    let mut wanted: Vec<(String, Option<String>)> =
        wanted.iter().map(|(key, value)| (before.kept_key(key), value.clone())).collect();
    wanted.sort_by_key(|(key, _)| !key.starts_with(PROFESSION));
    let wanted = &wanted[..];
    // A key that is none is refused before anything is taken back.
    let is_known = |key: &String| before.get(key).is_some() || SETTINGS.iter().any(|info| key.starts_with(info.key));
    if let Some((key, _)) = wanted.iter().find(|(key, value)| value.is_none() && !is_known(key)) {
        return Err(SettingError::Unknown { key: key.clone() });
    }
    // Names count as they are once all are given: two professions may change theirs with each other.
    let goes = |key: &str| {
        wanted.iter().any(|(other, value)| other == key && (value.is_none() || key.starts_with(PROFESSION)))
    };
    let stays = held.iter().filter(|(key, _)| !goes(key)).map(|(key, value)| (key.as_str(), value.as_str()));
    let mut settings = Settings::from_entries(stays)?;
    let (mut changes, mut words) = (Vec::new(), Vec::new());
    for (key, value) in wanted {
        let after = match value {
            Some(value) => {
                settings.set_with(key, value, &plan.of_data)?;
                settings.get(key)
            }
            None => None,
        };
        let held = held.get(key);
        if held != after.as_ref() {
            changes.push(Change::new(format!("{SETTING}{key}"), held.map(String::as_str), after.as_deref()));
        }
        words.push(setting_words(&before, key, after.as_deref().unwrap_or("default")));
    }
    settings.check()?;
    Ok((label.cloned().unwrap_or_else(|| words.join(", ")), changes))
}

/// A changed setting in words: `Hours in a placement week 37.5 → 36`.
pub(super) fn setting_words(before: &Settings, key: &str, after: &str) -> String {
    // What one profession had before its own value is what all professions have.
    let usual = || before.get(key.split('.').next().unwrap_or_default());
    let was = before.get(key).or_else(usual).unwrap_or_else(|| "not set".to_owned());
    format!("{} {was} → {after}", setting_name(key))
}

/// The settings that a plan's entries make, on top of the defaults.
///
/// # Errors
/// An entry that this version does not understand.
pub fn settings_of(held: &BTreeMap<String, String>) -> Result<Settings, SettingError> {
    Settings::from_entries(held.iter().map(|(key, value)| (key.as_str(), value.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(entries: &[(&str, &str)]) -> PlanState {
        let mut plan = PlanState::default();
        plan.settings = entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        plan
    }

    fn set(key: &str, value: Option<&str>) -> Command {
        Command::Set { key: key.into(), value: value.map(Into::into) }
    }

    #[test]
    fn a_changed_setting_says_before_and_after() {
        let (label, changes) = set("hours_per_week", Some("36")).changes(&held(&[])).unwrap();
        assert_eq!(label, "Hours in a placement week 37.5 → 36");
        assert_eq!(changes, [Change::new("setting/hours_per_week", None, Some("36"))]);
        // As it is kept, however it was written.
        let (label, _) = set("preceptees", Some("0")).changes(&held(&[])).unwrap();
        assert_eq!(label, "Preceptees included → excluded");
    }

    #[test]
    fn a_setting_goes_back_to_its_default_by_being_taken_out() {
        let held = held(&[("block_weeks.PT", "5")]);
        let (label, changes) = set("block_weeks.PT", None).changes(&held).unwrap();
        assert_eq!(label, "Block length of PT 5 → default");
        assert_eq!(changes, [Change::new("setting/block_weeks.PT", Some("5"), None)]);
    }

    #[test]
    fn what_changes_nothing_is_no_change_and_nonsense_is_refused() {
        let held = held(&[("hours_per_week", "36")]);
        assert!(set("hours_per_week", Some("36")).changes(&held).unwrap().1.is_empty());
        assert!(set("hours_per_week", Some("none")).changes(&held).is_err());
        assert!(set("no_such", None).changes(&held).is_err());
    }
}
