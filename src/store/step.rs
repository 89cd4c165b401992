//! Steps: what one user action changed, in words and values.

use std::fmt;

/// A step's number; grows with every step of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub i64);

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What became different at one path of the plan's state. `None` is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where: `setting/hours_per_week`, `source/3/state`.
    pub path: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

impl Change {
    /// The change of `path` from one value to another.
    pub fn new(path: impl Into<String>, before: Option<&str>, after: Option<&str>) -> Change {
        Change { path: path.into(), before: before.map(Into::into), after: after.map(Into::into) }
    }

    /// The change that takes this one back.
    pub fn inverted(&self) -> Change {
        Change { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    InForce,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and a later step took its place; kept so that the history is complete.
    LeftBehind,
}

impl Standing {
    /// As `step.undone` has it.
    pub(super) fn read(undone: i64) -> Standing {
        match undone {
            0 => Standing::InForce,
            1 => Standing::Undone,
            _ => Standing::LeftBehind,
        }
    }
}

/// A step as the history keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRecord {
    /// Its number.
    pub id: StepId,
    /// What was done, in words that complete "Undo …".
    pub label: String,
    /// When: `2026-09-30T14:05:00Z`.
    pub at: String,
    /// Where it stands.
    pub standing: Standing,
    /// What it changed, in order.
    pub changes: Vec<Change>,
}

impl StepRecord {
    /// The changes that take it back, in the order in which undo makes them.
    pub fn taken_back(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverted).collect()
    }
}
