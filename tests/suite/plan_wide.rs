//! What the command line says of the data as a whole, and what it refuses of the settings as a whole.

use serde_json::Value;

use super::command_line::{Session, WORKFORCE};

/// A second snapshot from another list, in which Northmoor has almost doubled and the others are missing.
const LATER: &str = "period,org_code,profession,fte\n2019-03-31,ZA1,PT,19\n";
/// A code that nobody knows.
const TYPO: &str = "academic_year,org_code,profession,placement_weeks\n2018/19,ZA1,PT,40\n2018/19,ZAI,PT,7\n";

fn findings(report: &str) -> Vec<(String, String, Value)> {
    let report: Value = serde_json::from_str(report).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["plan"]["findings"].as_array().unwrap();
    findings.iter().map(|found| (text(found, "severity"), text(found, "code"), found["org_code"].clone())).collect()
}

#[test]
fn a_report_has_what_stands_out_once_the_files_lie_side_by_side() {
    let session = Session::new();
    session.write("later.csv", LATER);
    session.write("typo.csv", TYPO);
    let files = ["--workforce", "workforce.csv", "--workforce", "later.csv", "--placements", "typo.csv"];
    let report = ["--report", "report.json"];
    session.ok(&[&["summary"], &files[..], &report].concat());
    let of_files = session.read("report.json");
    let expected = [
        ("warning", "unknown-organisation", "ZAI"),
        ("warning", "fte-jump", "ZA1"),
        ("warning", "sources-differ", "ZA1"),
        ("note", "snapshots-missing", "ZA2"),
        ("note", "snapshots-missing", "ZA3"),
    ];
    let expected = expected.map(|(severity, code, org)| (severity.to_owned(), code.to_owned(), Value::from(org)));
    assert_eq!(findings(&of_files), expected);
    // The documented keys are there for every finding.
    let first = &serde_json::from_str::<Value>(&of_files).unwrap()["plan"]["findings"][0];
    for key in ["severity", "code", "line", "column", "value", "message", "count"] {
        assert!(first.get(key).is_some(), "{key}");
    }

    // An import reports on the whole plan: what it brings, beside what was there.
    session.ok(&["new", "region.fairshare"]);
    session.ok(&["import", "region.fairshare", "--workforce", "workforce.csv", "--placements", "typo.csv"]);
    session.ok(&[&["import", "region.fairshare", "--workforce", "later.csv"], &report[..]].concat());
    assert_eq!(findings(&session.read("report.json")), expected);
}

#[test]
fn thresholds_out_of_order_are_refused_with_what_to_do_next() {
    let session = Session::new();
    session.plan();
    let refused = |arguments: &[&str]| {
        let (status, message) = session.refused(arguments);
        assert!(message.contains("out of order: near has to lie below meets"), "{message}");
        status
    };
    assert_ne!(refused(&["settings", "region.fairshare", "threshold_meets=1.2"]), 0);
    assert_ne!(refused(&["summary", "region.fairshare", "--set", "threshold_near=1"]), 0);
    session.ok(&["settings", "region.fairshare", "threshold_meets=1.2", "threshold_above=1.3"]);
    refused(&["settings", "region.fairshare", "threshold_above="]);
    // The same in a scenario: an edit by itself, and several settings at once.
    session.write("edits", "ZA1\tPT\t2018/19\tweeks\t+6\n");
    let edit = |lines: &str| {
        use std::io::Write as _;
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_fairshare"));
        command.args(["edit", "region.fairshare", "--scenario", "Strict", "--batch"]).current_dir(session.path(""));
        let mut child =
            command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    let said = edit("*\t*\t*\tsetting:threshold_near\t1.25\n*\t*\t*\tsetting:threshold_near\t1.1\n");
    assert!(said.starts_with("error 1: settings threshold_near=1.25"), "{said}");
    assert!(said.ends_with("ok 2\n"), "{said}");
    let own = ["settings", "region.fairshare", "--scenario", "Strict"];
    refused(&[&own[..], &["threshold_meets=1.05"]].concat());
    session.ok(&[&own[..], &["threshold_meets=1.05", "threshold_near=0.9"]].concat());
}

#[test]
fn how_many_organisations_formed_the_rate_is_blank_where_there_is_none() {
    let session = Session::new();
    session.write("workforce.csv", WORKFORCE.lines().take(2).collect::<Vec<_>>().join("\n"));
    let on_files = ["summary", "--workforce", "workforce.csv", "--placements", "placements.csv"];
    let first = |summary: String| {
        let row: Vec<String> = summary.lines().nth(1).unwrap().split(',').map(str::to_owned).collect();
        (row[8].clone(), row[9].clone())
    };
    assert_eq!(first(session.ok(&on_files)), (String::new(), String::new()), "no rate");
    let set = ["--set", "benchmark_method=set", "--set", "set_rate.PT=5"];
    assert_eq!(first(session.ok(&[&on_files[..], &set].concat())), ("5.0000".to_owned(), "0".to_owned()), "nobody");
}

#[test]
fn peer_groups_are_kept_in_the_plan_and_may_be_the_reference_group() {
    let session = Session::new();
    session.plan();
    let said = |arguments: &[&str]| {
        let output = session.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stderr).unwrap()
    };
    let settings = |more: &[&str]| said(&[&["settings", "region.fairshare"], more].concat());
    assert!(settings(&["peer_group.Fells=region:North Fells"]).contains("peer group Fells: 2 organisations"));
    let picked = settings(&["peer_group.Picked=organisations:ZA1,ZA2,ZX9", "reference_group=peer_group:picked"]);
    assert!(picked.contains("Picked: 2 organisations, and 1 more that the plan has no data of"), "{picked}");
    let shown = session.ok(&["settings", "region.fairshare"]);
    for line in ["peer_group.Fells=region:North Fells", "reference_group=peer_group:Picked"] {
        assert!(shown.lines().any(|shown| shown == line), "{shown}");
    }
    // Everyone is measured by the two of them: 60 weeks for 20 FTE.
    let summary = session.ok(&["summary", "region.fairshare", "--org", "ZA3", "--out", "summary.csv"]);
    assert_eq!(summary, "");
    assert!(session.read("summary.csv").contains("ZA3,Saltmarsh Trust,South Fells,,PT,5.00,observed,3.0000,2,15.00"));
    assert!(session.read("summary.csv.meta.json").contains("\"peer_group.Picked\": \"organisations:ZA1,ZA2,ZX9\""));
    let explained = session.ok(&[
        "explain",
        "region.fairshare",
        "--org",
        "ZA3",
        "--profession",
        "PT",
        "--year",
        "2018/19",
        "--figure",
        "benchmark_rate",
    ]);
    assert!(explained.contains("Peer group: organisations:ZA1,ZA2,ZX9"), "{explained}");
    let (status, message) =
        session.refused(&["summary", "region.fairshare", "--set", "reference_group=peer_group:Hills"]);
    assert_eq!((status, message.contains("there are: Fells; Picked")), (2, true), "{message}");
    let (_, message) = session.refused(&["settings", "region.fairshare", "peer_group.Picked="]);
    assert!(message.contains("is the reference group"), "{message}");
}
