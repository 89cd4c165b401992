//! What an export rests on, put into words.

use crate::export::Meta;
use crate::model::Settings;
use crate::report::Scope;

use super::{Baseline, LiveScenario};

/// This second in UTC, as files write it.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// The meta file of a summary: the same for the same plan, all but the time.
pub fn meta(baseline: &Baseline, settings: &Settings, scope: &Scope, time: String) -> Meta {
    let listed = |name: &str, values: Vec<String>| {
        if values.is_empty() { format!("{name}: all") } else { format!("{name}: {}", values.join(", ")) }
    };
    Meta {
        app: format!("Fair Share Planner {}", env!("CARGO_PKG_VERSION")),
        time,
        plan: baseline.plan.clone(),
        scenario: "baseline".to_owned(),
        benchmark: None,
        edits: Vec::new(),
        scope: vec![
            listed("academic years", scope.years.iter().map(ToString::to_string).collect()),
            listed("professions", scope.professions.iter().map(ToString::to_string).collect()),
            listed("regions", scope.regions.clone()),
            listed("organisations", scope.organisations.clone()),
        ],
        settings: settings.entries().into_iter().map(|(key, value)| (key, value.into())).collect(),
        sources: baseline.sources.clone(),
    }
}

/// The meta file of a summary under a scenario: what the baseline's says, and which edits lie on top.
pub fn meta_under(live: &LiveScenario, meta: Meta) -> Meta {
    let scenario = live.state().scenario();
    Meta {
        scenario: scenario.name.clone(),
        benchmark: Some(scenario.benchmark.word().to_owned()),
        edits: live.in_force().iter().map(ToString::to_string).collect(),
        ..meta
    }
}
