//! The data report of `--report`: what reading each file came to, and what is doubtful once they lie side
//! by side (`cli.md`, *Reports and messages*).

use serde_json::{Value, json};

use crate::import::{DataReport, report_json};
use crate::model::{Outcome, PlanFinding, check_plan};
use crate::store::{Edition, ImportOutcome, OnOverlap, Overlapped, RowChanges, Totals};

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

/// What an import changed of what the plan had: `overlap`, the cells that earlier files have too with
/// their totals before and after (null where there are none), and `editions`, the files that came in
/// place of earlier ones: `before` and `after` of the files, `in_plan` what the plan counts in the cells of
/// either, `stays` the later sources that keep some of them. Rows are counted as the same, different, added and gone.
pub fn import_changes_json(outcome: &ImportOutcome) -> [(&'static str, Value); 2] {
    let overlap = outcome.overlap.as_ref().map(|overlap| {
        let replaced = overlap.answer == Some(OnOverlap::Replace);
        json!({
            "answer": if replaced { "replace" } else { "add" },
            "cells": overlap.cells,
            "sources": overlapped_json(&overlap.sources),
            "before": totals_json(&overlap.before),
            "after": totals_json(if replaced { &overlap.if_replaced } else { &overlap.if_added }),
            "rows": replaced.then(|| rows_json(overlap.rows_if_replaced)),
        })
    });
    let edition = |edition: &Edition| {
        let file = outcome.sources.iter().find(|source| source.id == edition.source);
        json!({
            "source": edition.source.0,
            "file": file.map(|source| &source.name),
            "in_place_of": { "source": edition.of.0, "file": edition.name },
            "before": totals_json(&edition.before),
            "after": totals_json(&edition.after),
            "rows": rows_json(edition.rows),
            "in_plan": edition.in_plan.totals.map(|(before, after)| json!({
                "before": totals_json(&before), "after": totals_json(&after),
            })),
            "stays": overlapped_json(&edition.in_plan.under),
        })
    };
    [("overlap", json!(overlap)), ("editions", outcome.editions.iter().map(edition).collect())]
}

fn overlapped_json(sources: &[Overlapped]) -> Value {
    let of = |source: &Overlapped| json!({ "source": source.id.0, "file": source.name, "cells": source.cells });
    sources.iter().map(of).collect()
}

fn totals_json(totals: &Totals) -> Value {
    let parts = [("fte", totals.fte), ("weeks", totals.weeks), ("hours", totals.hours), ("days", totals.days)];
    parts.into_iter().map(|(unit, total)| (unit.to_owned(), Value::from(total.to_string()))).collect()
}

fn rows_json(rows: RowChanges) -> Value {
    json!({ "same": rows.same, "different": rows.different, "added": rows.added, "gone": rows.gone })
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
        "profession": place.map(|place| place.profession.to_string()),
    })
}
