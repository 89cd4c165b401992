//! What an explanation holds.

use std::fmt;

use super::{FigureKey, Formula, RowRef};
use crate::model::scenario::Edit;
use crate::model::{Fraction, SETTINGS, Settings, Status};

/// How one figure was made: a tree whose leaves are source rows, settings, edits or constants.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The figure's key; `None` for a step on the way that is no figure of its own.
    pub key: Option<FigureKey>,
    /// How it is made.
    pub formula: Formula,
    /// Of whom and when: `RJ1, PT, 2018/19`, or the date of a snapshot.
    pub subject: String,
    /// The exact value; `None` is missing.
    pub value: Option<FigureValue>,
    /// Why it is missing, as a clause; `None` if it is not.
    pub missing: Option<String>,
    /// The formula with the values in it.
    pub with_values: String,
    /// The settings that it used itself; its parts have their own.
    pub settings: Vec<SettingUsed>,
    /// The scenario's edits of it, in order.
    pub edits: Vec<EditUsed>,
    /// What it rests on besides, worth knowing.
    pub notes: Vec<String>,
    /// The figures that it is made from, in the order of the formula.
    pub parts: Vec<Explanation>,
    /// The source rows that it is made from itself, with those that did not count.
    pub rows: Vec<RowRef>,
}

/// The value of a figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FigureValue {
    /// An exact number.
    Number(Fraction),
    /// A whole number of things.
    Count(i128),
    /// A word.
    Status(Status),
}

impl FigureValue {
    /// The number; `None` for a word.
    pub fn number(self) -> Option<Fraction> {
        match self {
            FigureValue::Number(number) => Some(number),
            FigureValue::Count(count) => Fraction::new(count, 1),
            FigureValue::Status(_) => None,
        }
    }
}

/// A setting that a figure used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingUsed {
    /// The key: `bands`, `block_weeks.PT`.
    pub key: String,
    /// The name on the screen.
    pub label: &'static str,
    /// Its value as text.
    pub value: String,
    /// Who set it.
    pub from: SettingFrom,
    /// Where the value or the rule comes from.
    pub source: String,
}

impl SettingUsed {
    /// The setting of a key, and who set it. `before` are the settings beneath a scenario's own.
    pub fn of(settings: &Settings, before: Option<&Settings>, key: &str) -> SettingUsed {
        let (stem, of) = key.split_once('.').unwrap_or((key, ""));
        let info = SETTINGS.iter().find(|info| info.key == stem);
        let value = settings.get(key);
        let from = if before.is_some_and(|before| before.get(key) != value) {
            SettingFrom::Scenario
        } else if Settings::default().get(key) != value {
            SettingFrom::Plan
        } else {
            SettingFrom::Default
        };
        let entered = settings.get(&format!("set_rate_source.{of}")).filter(|_| stem == "set_rate");
        SettingUsed {
            key: key.to_owned(),
            label: info.map_or("", |info| info.label),
            value: value.unwrap_or_else(|| "not set".to_owned()),
            from,
            source: entered.unwrap_or_else(|| info.map_or("", |info| info.source).to_owned()),
        }
    }
}

/// Who set a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingFrom {
    /// Nobody: it is the default.
    Default,
    /// The plan's own setting.
    Plan,
    /// An edit of the scenario.
    Scenario,
}

impl fmt::Display for SettingFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SettingFrom::Default => "default",
            SettingFrom::Plan => "set in this plan",
            SettingFrom::Scenario => "set in this scenario",
        })
    }
}

/// A scenario's edit of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditUsed {
    /// The edit.
    pub edit: Edit,
    /// Why it is not applied; `None` if it is.
    pub conflict: Option<String>,
}

impl Explanation {
    /// This explanation and every one below it, parents before their parts.
    pub fn all(&self) -> Vec<&Explanation> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(explanation) = all.get(next) {
            all.extend(&explanation.parts);
            next += 1;
        }
        all
    }
}
