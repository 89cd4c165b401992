//! A plan with its scenarios, as the commands about them need it.

use std::sync::Arc;

use crate::model::Outcome;
use crate::session::{Baseline, LiveScenario, PlanState, StoredScenario};
use crate::store::PlanReader;

use super::Failure;

/// A plan, read at one moment.
pub struct Plan {
    /// Facts, settings and where they come from.
    pub baseline: Baseline,
    /// The settings and scenarios as the plan keeps them.
    pub state: PlanState,
}

impl Plan {
    /// Reads a plan.
    pub fn read(reader: &PlanReader) -> Result<Plan, Failure> {
        Ok(reader.at_one_moment(|| {
            let (baseline, state) = (Baseline::of_plan_now(reader)?, PlanState::read(reader)?);
            Ok(Plan { baseline, state })
        })?)
    }

    /// Every figure of the baseline.
    pub fn outcome(&self) -> Arc<Outcome> {
        Arc::new(self.baseline.outcome())
    }
}

/// The scenario of this name.
pub fn named(state: &PlanState, name: &str) -> Result<StoredScenario, Failure> {
    let found = state.scenario_named(name).and_then(|id| state.scenario(id));
    found.ok_or_else(|| {
        let names = state.scenario_names();
        let there_are = if names.is_empty() { "none yet".to_owned() } else { names.join("; ") };
        Failure::at_fault(format!("{name}: no scenario of that name is in the plan; there are: {there_are}"))
    })
}

/// Says which edits are kept and not applied, and why, on standard error.
pub fn say_not_applied(name: &str, live: &LiveScenario) {
    for edit in live.not_applied() {
        say!("{name}: not applied: {}: {}", edit.text.trim_end(), edit.reason);
    }
}
