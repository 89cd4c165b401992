//! Scenarios laid side by side, as the command line shows them.

use super::command_line::Session;
use super::what_if::{MORE, PLAN};

#[test]
fn a_comparison_says_what_differs_and_which_part_brings_how_much() {
    let session = Session::new();
    session.plan().edit("More blocks", MORE);
    insta::assert_snapshot!(session.ok(&["compare", PLAN, "--scenario", "More blocks"]));
    session
        .edit("Other", "ZA2\tPT\t2018/19\tweeks\t+12\ttwo more blocks\n*\t*\t*\tsetting:missing_return_as_zero\tyes\n");
    let other = ["compare", PLAN, "--scenario", "Other", "--with", "More blocks"];
    insta::assert_snapshot!("a_scenario_beside_another", session.ok(&other));
    let json = session.ok(&[&other[..], &["--format", "json"]].concat());
    insta::assert_snapshot!("a_comparison_as_json", json);
    insta::assert_snapshot!(
        "a_comparison_as_csv",
        session.ok(&[&other[..], &["--format", "csv"]].concat()).replace('\r', "")
    );
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let split = &value["contributions"][0];
    assert_eq!(split["difference"]["gap_weeks"], value["totals"][0]["gap_weeks"]["variance"]);
    for measure in ["expected_weeks", "provided_weeks", "gap_weeks", "weeks_short"] {
        let hundredths = |part: &serde_json::Value| (part[measure].as_f64().unwrap() * 100.0).round() as i64;
        let parts: i64 = split["parts"].as_array().unwrap().iter().map(hundredths).sum();
        assert_eq!(parts + hundredths(&split["interaction"]), hundredths(&split["difference"]), "{measure}");
    }
    session.edit("Nothing", "");
    insta::assert_snapshot!(session.ok(&["compare", PLAN, "--scenario", "Nothing"]), @r"
    Nothing compared with the baseline
    Nothing: benchmark held

    Nothing differs.
    ");
}
