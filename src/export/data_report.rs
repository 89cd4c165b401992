//! The data report of `--report`: what reading each file came to, and what is doubtful once they lie side
//! by side (`cli.md`, *Reports and messages*).

use serde_json::{Value, json};

use crate::import::{DataReport, report_json};
use crate::model::{Outcome, PlanFinding, check_plan};

/// The report on the files of one call, and on all the data that `outcome` is made from: `sources`, and
/// under `plan` the findings that no single file has. Without an outcome (no file was taken) `plan` is
/// empty.
pub fn data_report_json<'a>(reports: impl IntoIterator<Item = &'a DataReport>, outcome: Option<&Outcome>) -> Value {
    let findings = outcome.map_or_else(Vec::new, |outcome| {
        check_plan(outcome).iter().map(|finding| plan_finding_json(outcome, finding)).collect()
    });
    let mut report = report_json(reports);
    report["plan"] = json!({ "findings": findings });
    report
}

/// A finding with the keys of every finding, and the place that it is about.
fn plan_finding_json(outcome: &Outcome, finding: &PlanFinding) -> Value {
    let PlanFinding { severity, code, place, message } = finding;
    json!({
        "severity": severity.word(),
        "code": code,
        "line": null,
        "column": "",
        "value": "",
        "message": message,
        "count": 1,
        "academic_year": place.map(|place| place.year.to_string()),
        "org_code": place.map(|place| &outcome.organisation(place).code),
        "profession": place.map(|place| place.profession.code()),
    })
}
