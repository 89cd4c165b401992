//! What a scenario's own settings change, and whether the benchmark can still be held.

use super::edit::{Edit, What};
use super::edit_text::full_key;
use crate::model::{BenchmarkMethod, Outcome, Profession, SETTINGS, SettingError, Settings};

/// What a setting acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Which rows and how much of them count: every cell changes, so the baseline's rate no longer
    /// measures the same thing.
    WhatCounts,
    /// How the benchmark rate is made.
    Benchmark,
    /// Words and conversions on top of the figures: thresholds, block length, …
    Reading,
}

/// What the setting of this key acts on. A key that is not known counts as changing what counts: then
/// the rate is recalculated, which is the careful side.
pub fn effect(key: &str) -> Effect {
    match key.split('.').next().unwrap_or(key) {
        "benchmark_method"
        | "set_rate"
        | "peer_group"
        | "reference_group"
        | "reference_year"
        | "minimum_organisations" => Effect::Benchmark,
        "set_rate_source"
        | "threshold_above"
        | "threshold_meets"
        | "threshold_near"
        | "block_weeks"
        | "placement_weeks_a_year" => Effect::Reading,
        _ => Effect::WhatCounts,
    }
}

/// The baseline's settings with the edits on top, and why those that are not applied are not. Where the
/// settings do not agree with each other the last of the edits that matter give way.
pub(super) fn applied(baseline: &Outcome, edits: &[Edit]) -> (Settings, Vec<Option<SettingError>>) {
    let mut refused: Vec<Option<SettingError>> = vec![None; edits.len()];
    loop {
        let mut settings = baseline.settings().clone();
        let mut keys = Vec::new();
        for (edit, refused) in edits.iter().zip(&mut refused).filter(|(_, refused)| refused.is_none()) {
            let What::Setting { key, profession, value } = &edit.what else { continue };
            if let Some(strange) = profession.filter(|of| baseline.cells().profession_number(*of).is_none()) {
                *refused = Some(SettingError::no_profession(strange));
                continue;
            }
            match settings.set_stored(&full_key(key, *profession), value) {
                Ok(()) => keys.push((key, refused)),
                Err(error) => *refused = Some(error),
            }
        }
        let Err(error) = settings.check() else { return (settings, refused) };
        match keys.into_iter().rfind(|(key, _)| error.is_about(key)) {
            Some((_, last)) => *last = Some(error),
            None => return (settings, refused),
        }
    }
}

/// How a scenario's settings differ from the baseline's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OwnSettings {
    /// The names of the settings that change what counts.
    counts: Vec<&'static str>,
    /// The names of those that change how the rate is made, where that makes a difference.
    benchmark: Vec<&'static str>,
    /// The professions whose rate is made in another way.
    professions: Vec<Profession>,
    /// Of how many professions these are.
    among: usize,
}

impl OwnSettings {
    pub fn of(baseline: &Settings, own: &Settings) -> OwnSettings {
        let changed = |key: &str| {
            let of_profession = |p: Profession| format!("{key}.{p}");
            let professions = || baseline.professions_set().into_iter().chain(own.professions_set());
            (key == "peer_group" && baseline.peer_groups != own.peer_groups)
                || baseline.get(key) != own.get(key)
                || professions().map(of_profession).any(|key| baseline.get(&key) != own.get(&key))
        };
        let names = |of: Effect| -> Vec<&'static str> {
            let settings = SETTINGS.iter().filter(|info| effect(info.key) == of && changed(info.key));
            settings.map(|info| info.label).collect()
        };
        let mut all = baseline.professions_set();
        all.extend(own.professions_set());
        let among = all.len();
        let professions: Vec<Profession> =
            all.into_iter().filter(|profession| makes_another_rate(baseline, own, *profession)).collect();
        let benchmark = if professions.is_empty() { Vec::new() } else { names(Effect::Benchmark) };
        OwnSettings { counts: names(Effect::WhatCounts), benchmark, professions, among }
    }

    /// Whether the rate of the profession is recalculated even where the benchmark is held.
    pub fn recalculate(&self, profession: Profession) -> bool {
        !self.counts.is_empty() || self.professions.contains(&profession)
    }

    /// One sentence that says so; `None` where the benchmark can be held.
    pub fn sentence(&self) -> Option<String> {
        let (change, names) = if !self.counts.is_empty() {
            ("what counts", &self.counts)
        } else if !self.benchmark.is_empty() {
            ("how the rate is made", &self.benchmark)
        } else {
            return None;
        };
        let professions = if self.counts.is_empty() && self.professions.len() < self.among {
            let codes: Vec<&str> = self.professions.iter().map(|profession| profession.code()).collect();
            format!(" of {}", codes.join(", "))
        } else {
            String::new()
        };
        Some(format!(
            "The benchmark rate{professions} is recalculated although the scenario holds it, because the scenario changes {change}: {}.",
            names.join(", ")
        ))
    }
}

/// Whether the settings that make the profession's rate differ, as far as its method reads them.
fn makes_another_rate(baseline: &Settings, own: &Settings, profession: Profession) -> bool {
    let method = own.benchmark_method.of(profession);
    let group = baseline.reference_rule() != own.reference_rule() || baseline.reference_year != own.reference_year;
    baseline.benchmark_method.of(profession) != method
        || match method {
            BenchmarkMethod::Observed => group || baseline.minimum_organisations != own.minimum_organisations,
            BenchmarkMethod::Demand => group,
            BenchmarkMethod::Set => baseline.set_rate.get(&profession) != own.set_rate.get(&profession),
        }
}
