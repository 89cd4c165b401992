//! What an export rests on, beside it as `NAME.csv.meta.json`.

use serde::Serialize;

/// One input of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetaSource {
    /// The file's name.
    pub file: String,
    /// `workforce`, `placements`, `organisations` or `demand`.
    pub kind: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// An assumption of the plan's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetaAssumption {
    /// What is assumed.
    pub what: String,
    /// Why.
    pub why: String,
    /// Where it comes from.
    pub source: String,
    /// How good the evidence is: good, fair or poor.
    pub quality: String,
    /// How much the results hang on it: low, medium or high.
    pub impact: String,
    /// Who assumes it.
    pub who: String,
    /// Since when.
    pub date: String,
}

/// What an export rests on. The same plan gives the same text, all but the time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// The program and its version.
    pub app: String,
    /// When the export was made (UTC).
    pub time: String,
    /// The plan's id; absent for a summary on files.
    pub plan: Option<String>,
    /// What is shown: the baseline, or a scenario by its name.
    pub scenario: String,
    /// The benchmark that the scenario is measured against; absent for the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub benchmark: Option<String>,
    /// The scenario's edits that are applied, in order; absent for the baseline.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<String>,
    /// Which rows were asked for.
    pub scope: Vec<String>,
    /// Every setting in force.
    pub settings: serde_json::Map<String, serde_json::Value>,
    /// The source files.
    pub sources: Vec<MetaSource>,
    /// The plan's assumptions log; absent without one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<MetaAssumption>,
}

impl Meta {
    /// The text of the meta file.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not text fail here, and there are none.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}
