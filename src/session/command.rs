//! What a user asks of a plan, as changes of its state with words for the history.

use std::collections::BTreeMap;

use crate::model::{SETTINGS, SettingError, Settings};
use crate::store::Change;

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
}

/// Where a setting stands in a plan's state.
fn path(key: &str) -> String {
    format!("setting/{key}")
}

impl Command {
    /// The words that complete "Undo …", and what changes, given the plan's settings (key and value).
    /// No change where nothing would be different.
    ///
    /// # Errors
    /// An unknown setting, or a value that it does not take.
    pub fn changes(&self, held: &BTreeMap<String, String>) -> Result<(String, Vec<Change>), SettingError> {
        let (label, wanted) = match self {
            Command::Set { key, value } => (None, vec![(key.clone(), value.clone())]),
            Command::SetAll { label, changes } => (Some(label.clone()), changes.clone()),
        };
        let mut settings = settings_of(held)?;
        let before = settings.clone();
        let mut changes = Vec::new();
        for (key, value) in &wanted {
            let after = match value {
                Some(value) => {
                    settings.set(key, value)?;
                    settings.get(key)
                }
                None => {
                    // A key that is none is refused before anything is taken back.
                    if before.get(key).is_none() && !SETTINGS.iter().any(|info| key.starts_with(info.key)) {
                        return Err(SettingError::Unknown { key: key.clone() });
                    }
                    None
                }
            };
            let held = held.get(key);
            if held != after.as_ref() {
                changes.push(Change::new(path(key), held.map(String::as_str), after.as_deref()));
            }
        }
        let words = |(key, value): &(String, Option<String>)| {
            // What one profession had before its own value is what all professions have.
            let usual = || before.get(key.split('.').next().unwrap_or_default());
            let was = before.get(key).or_else(usual).unwrap_or_else(|| "not set".to_owned());
            format!("{} {was} → {}", name(key), value.as_deref().unwrap_or("default"))
        };
        Ok((label.unwrap_or_else(|| wanted.iter().map(words).collect::<Vec<_>>().join(", ")), changes))
    }
}

/// The settings that a plan's entries make, on top of the defaults.
///
/// # Errors
/// An entry that this version does not understand.
pub fn settings_of(held: &BTreeMap<String, String>) -> Result<Settings, SettingError> {
    Settings::from_entries(held.iter().map(|(key, value)| (key.as_str(), value.as_str())))
}

/// A setting's name on the screen, with the profession it is for.
fn name(key: &str) -> String {
    let (stem, of) = key.split_once('.').unwrap_or((key, ""));
    let label = SETTINGS.iter().find(|info| info.key == stem).map_or(stem, |info| info.label);
    if of.is_empty() { label.to_owned() } else { format!("{label} of {of}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    fn set(key: &str, value: Option<&str>) -> Command {
        Command::Set { key: key.into(), value: value.map(Into::into) }
    }

    #[test]
    fn a_changed_setting_says_before_and_after() {
        let (label, changes) = set("hours_per_week", Some("36")).changes(&held(&[])).unwrap();
        assert_eq!(label, "Hours in a placement week 37.5 → 36");
        assert_eq!(changes, [Change::new("setting/hours_per_week", None, Some("36"))]);
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
