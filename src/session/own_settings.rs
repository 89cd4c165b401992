//! Settings of a scenario's own: edits like any other, but one for each key.

use crate::model::scenario::{Edit, EditTextError, Refusal, What};
use crate::model::{PROFESSION, Profession, SettingError, Settings};

use super::command::setting_words;
use super::{Command, CommandError, PlanState, ScenarioAct, StoredEdit, StoredScenario};

/// The settings of a scenario's own, as key and value, in the order of the settings.
///
/// # Errors
/// A setting of the plan that this version does not understand.
pub fn own_settings(plan: &PlanState, scenario: &StoredScenario) -> Result<Vec<(String, String)>, SettingError> {
    let keys: Vec<String> = setting_edits(scenario).map(|(_, key)| key).collect();
    let entries = scenario_settings(plan, scenario)?.entries();
    Ok(entries.into_iter().filter(|(key, _)| keys.contains(key)).collect())
}

/// The command that gives a scenario settings of its own as one step, in place of earlier ones of the
/// same keys; `None` takes one back to the plan's.
///
/// # Errors
/// An unknown setting, or a value that it does not take.
pub fn own_settings_changed(
    plan: &PlanState,
    scenario: &StoredScenario,
    changes: &[(String, Option<String>)],
) -> Result<Command, CommandError> {
    let before = scenario_settings(plan, scenario)?;
    let (mut remove, mut add, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for (key, value) in changes {
        if key.starts_with(PROFESSION) || key == "profession" {
            return Err(What::setting(key, None, "").map_or_else(setting_error, |_| unknown(key)));
        }
        let (stem, profession) = split_key(key, &before)?;
        let is_known = |of: Profession| before.professions.has(of) || plan.of_data.contains(&of);
        if let Some(strange) = profession.filter(|of| value.is_some() && !is_known(*of)) {
            return Err(Refusal::UnknownProfession { profession: strange }.into());
        }
        let full = profession.map_or_else(|| stem.to_owned(), |profession| format!("{stem}.{profession}"));
        let earlier: Vec<u32> =
            setting_edits(scenario).filter(|(_, held)| *held == full).map(|(number, _)| number).collect();
        let known = Settings::default().get(stem).is_some()
            || ["set_rate", "peer_group."].iter().any(|known| stem.starts_with(known));
        match value {
            Some(value) => {
                let what = What::setting(stem, profession, value).map_err(setting_error)?;
                if let What::Setting { value, .. } = &what {
                    words.push(setting_words(&before, &full, value));
                }
                add.push(Edit { what, note: String::new() });
            }
            None if !known => return Err(unknown(key)),
            None => words.push(setting_words(&before, &full, "as in the plan")),
        }
        remove.extend(earlier);
    }
    let mut after = scenario.clone();
    after.edits.retain(|edit| !remove.contains(&edit.number));
    after.edits.extend(add.iter().map(|edit: &Edit| StoredEdit {
        number: u32::MAX,
        text: edit.to_string(),
        edit: Ok(edit.clone()),
    }));
    scenario_settings(plan, &after)?.check()?;
    let act = ScenarioAct::ChangeEdits { label: words.join(", "), remove, add };
    Ok(Command::Scenario { scenario: scenario.id, act })
}

/// The plan's settings with the scenario's own on top.
///
/// # Errors
/// A setting of the plan that this version does not understand.
pub fn scenario_settings(plan: &PlanState, scenario: &StoredScenario) -> Result<Settings, SettingError> {
    let mut settings = plan.settings()?;
    for edit in scenario.edits.iter().filter_map(|stored| stored.edit.as_ref().ok()) {
        if let What::Setting { key, profession, value } = &edit.what {
            // One that no longer fits is not applied; it is listed with the edits in conflict.
            drop(settings.set_stored(&full_key(key, *profession), value));
        }
    }
    Ok(settings)
}

/// The numbers and full keys of the edits of settings.
fn setting_edits(scenario: &StoredScenario) -> impl Iterator<Item = (u32, String)> {
    scenario.edits.iter().filter_map(|stored| match &stored.edit.as_ref().ok()?.what {
        What::Setting { key, profession, .. } => Some((stored.number, full_key(key, *profession))),
        What::Cell { .. } | What::Rate { .. } => None,
    })
}

fn full_key(key: &str, profession: Option<Profession>) -> String {
    profession.map_or_else(|| key.to_owned(), |profession| format!("{key}.{profession}"))
}

fn split_key<'a>(key: &'a str, settings: &Settings) -> Result<(&'a str, Option<Profession>), SettingError> {
    // A peer group's name stands where professions have theirs.
    let Some((stem, of)) = key.split_once('.').filter(|(stem, _)| *stem != "peer_group") else {
        return Ok((key, None));
    };
    match settings.professions.recognise(of).or_else(|| Profession::of_code(&of.trim().to_uppercase())) {
        Some(profession) => Ok((stem, Some(profession))),
        None => Err(SettingError::Unknown { key: key.to_owned() }),
    }
}

fn unknown(key: &str) -> CommandError {
    SettingError::Unknown { key: key.to_owned() }.into()
}

fn setting_error(error: EditTextError) -> CommandError {
    match error {
        EditTextError::Setting(error) => error.into(),
        // `What::setting` gives no other; the key is at fault then.
        other => SettingError::Unknown { key: other.to_string() }.into(),
    }
}
