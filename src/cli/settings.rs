//! `fairshare settings`: the method's choices, shown or changed.

use std::path::Path;

use crate::model::{SETTINGS, SettingError, taken_over_in_reference};
use crate::session::{Baseline, Command, PlanState, own_settings, own_settings_changed, settings_of};
use crate::store::{PlanReader, PlanWriter};

use super::args::SettingsArgs;
use super::scenario::named;
use super::{Failure, output};

/// Shows the settings in force, or changes some as one step.
pub fn run(args: &SettingsArgs) -> Result<(), Failure> {
    let mut changes = Vec::new();
    for change in &args.changes {
        let (key, value) = split(change)?;
        if changes.iter().any(|(other, _): &(String, Option<String>)| other == key) {
            return Err(Failure::wrong_call(format!("setting {key}: is given twice; give it once")));
        }
        changes.push((key.to_owned(), (!value.is_empty()).then(|| value.to_owned())));
    }
    match (&args.scenario, changes.is_empty()) {
        (None, true) => show(&PlanReader::open(&args.plan)?),
        (None, false) => change(&args.plan, changes),
        (Some(name), true) => show_own(&PlanReader::open(&args.plan)?, name),
        (Some(name), false) => change_own(&args.plan, name, &changes),
    }
}

fn show(reader: &PlanReader) -> Result<(), Failure> {
    let settings = settings_of(&reader.settings()?)?;
    say_peers(reader, settings.peer_groups.keys())?;
    let entries = settings.entries();
    let mut lines = String::new();
    for info in &SETTINGS {
        let of = |key: &str| key.split('.').next() == Some(info.key);
        let mut held = entries.iter().filter(|(key, _)| of(key)).peekable();
        if held.peek().is_none() {
            // One that only single professions or named groups have, and none has yet.
            let whose = if info.by_profession { "PROFESSION" } else { "NAME" };
            lines.push_str(&format!("{}.{whose}=\n", info.key));
        }
        held.for_each(|(key, value)| lines.push_str(&format!("{key}={value}\n")));
    }
    output::print(lines.as_bytes())
}

fn change(plan: &Path, changes: Vec<(String, Option<String>)>) -> Result<(), Failure> {
    let mut writer = PlanWriter::open(plan)?;
    let state = state_for(writer.reader(), &changes)?;
    let command = match changes.as_slice() {
        [(key, value)] => Command::Set { key: key.clone(), value: value.clone() },
        _ => Command::SetAll { label: format!("{} settings", changes.len()), changes },
    };
    let (label, changes) = command.changes(&state)?;
    writer.apply(&label, &changes)?;
    say!("{}: {label}", plan.display());
    say_peers(writer.reader(), changes.iter().filter_map(|change| change.path.strip_prefix("setting/peer_group.")))?;
    if changes.iter().any(|change| change.path == "setting/reference_group") {
        let outcome = Baseline::of_plan(writer.reader())?.outcome();
        taken_over_in_reference(&outcome).into_iter().for_each(|finding| say!("{}", finding.message));
    }
    Ok(())
}

/// What the plan says, with the professions of its data where a change asks for them: to read all rows takes
/// its time.
fn state_for(reader: &PlanReader, changes: &[(String, Option<String>)]) -> Result<PlanState, Failure> {
    let mut state = PlanState::read(reader)?;
    for (key, _) in changes {
        if state.needs_data(key)? {
            state.know_data(&Baseline::of_plan(reader)?.facts);
            break;
        }
    }
    Ok(state)
}

/// Says how many organisations peer groups have, where the plan has the groups.
fn say_peers(reader: &PlanReader, names: impl IntoIterator<Item = impl AsRef<str>>) -> Result<(), Failure> {
    let mut names = names.into_iter().peekable();
    if names.peek().is_none() {
        return Ok(());
    }
    let Baseline { facts, settings, .. } = Baseline::of_plan(reader)?;
    for name in names {
        if let Some((name, rule)) = settings.peer_group(name.as_ref()) {
            say!("peer group {name}: {}", rule.count(&facts));
        }
    }
    Ok(())
}

/// The settings of a scenario's own, under which it differs from the plan.
fn show_own(reader: &PlanReader, name: &str) -> Result<(), Failure> {
    let state = PlanState::read(reader)?;
    let scenario = named(&state, name)?;
    let settings = own_settings(&state, &scenario)?;
    if settings.is_empty() {
        say!("{}: has no settings of its own; the plan's hold", scenario.name);
    }
    let lines: String = settings.iter().map(|(key, value)| format!("{key}={value}\n")).collect();
    output::print(lines.as_bytes())
}

/// Gives a scenario settings of its own, as one step: each is an edit, in place of earlier ones of its key.
fn change_own(plan: &Path, name: &str, changes: &[(String, Option<String>)]) -> Result<(), Failure> {
    let mut writer = PlanWriter::open(plan)?;
    let state = state_for(writer.reader(), changes)?;
    let scenario = named(&state, name)?;
    let (label, changes) = own_settings_changed(&state, &scenario, changes)?.changes(&state)?;
    writer.apply(&label, &changes)?;
    say!("{}: {label}", scenario.name);
    Ok(())
}

/// `KEY=VALUE` in its two parts.
pub fn split(change: &str) -> Result<(&str, &str), SettingError> {
    let alone = || {
        let key = change.trim().to_owned();
        let name = key.split('.').next().unwrap_or_default();
        match SETTINGS.iter().find(|info| info.key == name) {
            Some(info) => SettingError::NoValue { key, values: info.values },
            None => SettingError::Unknown { key },
        }
    };
    change.split_once('=').map(|(key, value)| (key.trim(), value.trim())).ok_or_else(alone)
}
