//! What an export rests on, put into words.

use crate::export::Meta;
use crate::model::Settings;
use crate::report::Scope;

use super::{Assumption, Baseline, LiveScenario, PlanState, assumptions_of};

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
            listed("regions", scope.whose.regions.clone()),
            listed("organisations", scope.whose.codes.clone()),
        ],
        settings: settings.entries().into_iter().map(|(key, value)| (key, value.into())).collect(),
        sources: baseline.sources.clone(),
        assumptions: Vec::new(),
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

/// The meta file with the plan's assumptions log.
pub fn meta_assuming(plan: &PlanState, meta: Meta) -> Meta {
    Meta { assumptions: assumptions_of(plan).iter().map(Assumption::meta).collect(), ..meta }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{AssumptionAct, AssumptionField, Command, facts_of_files, sample_files};

    #[test]
    fn a_summary_carries_the_assumptions_of_its_plan() {
        let baseline = facts_of_files(&sample_files(), &Default::default(), &mut |_, _| {}).unwrap().0;
        let meta = meta(&baseline, &baseline.settings, &Scope::default(), now());
        let mut plan = PlanState::default();
        assert!(!meta_assuming(&plan, meta.clone()).to_json().contains("assumptions"), "none are not listed");
        let said = [(AssumptionField::What, "Complete".to_owned()), (AssumptionField::Quality, "poor".to_owned())];
        let command = Command::Assumption(AssumptionAct::Add(said.into()));
        plan.follow(&command.changes(&plan).unwrap().1);
        let json: serde_json::Value = serde_json::from_str(&meta_assuming(&plan, meta).to_json()).unwrap();
        assert_eq!(
            (&json["assumptions"][0]["what"], &json["assumptions"][0]["quality"]),
            (&"Complete".into(), &"poor".into())
        );
    }
}
