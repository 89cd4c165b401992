//! `fairshare settings`: the method's choices, shown or changed.

use crate::model::SettingError;
use crate::session::{Command, PlanState, settings_of};
use crate::store::{PlanReader, PlanWriter};

use super::args::SettingsArgs;
use super::{Failure, output};

/// Shows the settings in force, or changes some as one step.
pub fn run(args: &SettingsArgs) -> Result<(), Failure> {
    if args.changes.is_empty() {
        let reader = PlanReader::open(&args.plan)?;
        let settings = settings_of(&reader.settings()?)?;
        let lines: String = settings.entries().iter().map(|(key, value)| format!("{key}={value}\n")).collect();
        return output::print(lines.as_bytes());
    }
    let mut changes = Vec::new();
    for change in &args.changes {
        let (key, value) = split(change)?;
        changes.push((key.to_owned(), (!value.is_empty()).then(|| value.to_owned())));
    }
    let mut plan = PlanWriter::open(&args.plan)?;
    let held = PlanState::read(plan.reader())?;
    let command = match changes.as_slice() {
        [(key, value)] => Command::Set { key: key.clone(), value: value.clone() },
        _ => Command::SetAll { label: format!("{} settings", changes.len()), changes },
    };
    let (label, changes) = command.changes(&held)?;
    plan.apply(&label, &changes)?;
    eprintln!("{}: {label}", args.plan.display());
    Ok(())
}

/// `KEY=VALUE` in its two parts.
pub fn split(change: &str) -> Result<(&str, &str), SettingError> {
    let unknown = || SettingError::Unknown { key: change.to_owned() };
    change.split_once('=').map(|(key, value)| (key.trim(), value.trim())).ok_or_else(unknown)
}
