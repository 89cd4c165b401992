//! Files into plans: what is asked, what is refused, and in which words.

use super::command_line::Session;

const SUMMARY: [&str; 5] = ["summary", "--workforce", "workforce.csv", "--placements", "placements.csv"];

#[test]
fn no_export_is_written_over_a_plan_whichever_it_is() {
    let session = Session::new();
    session.plan().ok(&["new", "other.fairshare"]);
    std::fs::rename(session.path("other.fairshare"), session.path("other.csv")).unwrap();
    let before = std::fs::read(session.path("other.csv")).unwrap();
    let said = "other.csv: is a plan, and an export never writes over one; choose another name";
    for call in [
        &[&SUMMARY[..], &["--out", "other.csv"]].concat()[..],
        &[&SUMMARY[..], &["--report", "other.csv"]].concat()[..],
        &["summary", "region.fairshare", "--out", "other.csv"],
        &["import", "region.fairshare", "--workforce", "workforce.csv", "--report", "other.csv"],
    ] {
        let (status, message) = session.refused(call);
        assert_eq!((status, message.ends_with(said)), (1, true), "{call:?}: {message}");
    }
    assert_eq!(std::fs::read(session.path("other.csv")).unwrap(), before);
    let (status, message) = session.refused(&[&SUMMARY[..], &["--out", "new.fairshare"]].concat());
    assert_eq!((status, session.path("new.fairshare").exists()), (1, false));
    assert!(
        message.ends_with("new.fairshare: is a plan's name; give the export another, such as new.csv"),
        "{message}"
    );
}

#[test]
fn a_call_that_lacks_something_says_what() {
    let session = Session::new();
    let (status, message) = session.refused(&["summary"]);
    assert_eq!(status, 2);
    assert_eq!(
        message,
        "fairshare: nothing to sum up: give a PLAN, or files by --workforce FILE and --placements FILE"
    );
    let (status, message) = session.refused(&[&SUMMARY[..], &["--set", "bands"]].concat());
    assert_eq!(status, 2);
    assert_eq!(
        message.lines().last().unwrap(),
        "fairshare: setting bands: has no value; write bands=VALUE, with bands separated by commas: 5,6,7,8,8a,8b,8c,8d,9, also non-afc, vsm, other"
    );
    session.ok(&["new", "region.fairshare"]);
    let (_, message) = session.refused(&["settings", "region.fairshare", "set_rate.SLT"]);
    assert!(message.contains("setting set_rate.SLT: has no value; write set_rate.SLT=VALUE, with "), "{message}");
    let (_, message) = session.refused(&["settings", "region.fairshare", "colour"]);
    assert!(message.contains("there is no setting \"colour\""), "{message}");
}

#[test]
fn the_list_of_settings_names_those_that_have_no_value_yet() {
    let session = Session::new();
    session.ok(&["new", "region.fairshare"]);
    let list = session.ok(&["settings", "region.fairshare"]);
    assert!(list.contains("\nset_rate.PROFESSION=\nset_rate_source.PROFESSION=\n"), "{list}");
    session.ok(&["settings", "region.fairshare", "set_rate.SLT=5"]);
    let list = session.ok(&["settings", "region.fairshare"]);
    assert!(list.contains("\nset_rate.SLT=5\nset_rate_source.PROFESSION=\n"), "{list}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_plan_that_cannot_be_made_says_so() {
    // No file can be made there, by nobody.
    let (status, message) = Session::new().refused(&["new", "/sys/region.fairshare"]);
    assert_eq!(status, 3);
    assert_eq!(
        message,
        "fairshare: /sys/region.fairshare: cannot be made here, because this folder cannot be written; choose another folder"
    );
}

#[test]
fn a_number_in_the_other_notation_is_told_from_one_that_is_none() {
    let session = Session::new();
    for (cell, says) in [
        ("\"0,6\"", "comma that parts no thousands"),
        ("\"1.234,5\"", "comma that parts no thousands"),
        ("\"12,5 FTE\"", "is not a number"),
    ] {
        session.write("odd.csv", format!("period,org_code,profession,fte\n2018-09-30,ZA1,PT,{cell}\n"));
        let (_, message) = session.refused(&["summary", "--workforce", "odd.csv"]);
        assert!(message.contains(says), "{cell}: {message}");
    }
}

const DEMAND: &str = "academic_year,profession,hei,programme,placement_weeks\n\
    2018/19,PT,University of Northmoor,BSc,60\n2018/19,PT,University of Southmoor,BSc,30\n";

#[test]
fn demand_that_a_plan_has_already_asks_like_any_other_file() {
    let session = Session::new();
    session.write("demand.csv", DEMAND);
    session.write("later.csv", DEMAND.replace("BSc,60", "MSc,75").replace("Southmoor", "Eastmoor"));
    session.plan().ok(&["settings", "region.fairshare", "benchmark_method=demand"]);
    session.ok(&["import", "region.fairshare", "--demand", "demand.csv"]);
    // 90 weeks for 25 FTE.
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",demand,3.6000,"));
    let later = ["import", "region.fairshare", "--demand", "later.csv"];
    let (status, message) = session.refused(&later);
    assert_eq!(status, 1);
    assert!(message.contains("1 cell is already in the plan, from demand.csv (source 3)"), "{message}");
    let (status, _) = session.refused(&[&later[..], &["--on-overlap", "refuse"]].concat());
    assert_eq!(status, 1);
    let done = session.run(&[&later[..], &["--on-overlap", "replace"]].concat());
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains("placement weeks 60 before, 75 after"), "{said}");
    // 75 of Northmoor, 30 of Southmoor as before, 30 of Eastmoor.
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",demand,5.4000,"));
    assert_eq!(session.ok(&["check", "region.fairshare"]), "sound\n");

    let session = Session::new();
    session.write("demand.csv", DEMAND);
    session.write("later.csv", DEMAND.replace("BSc,60", "MSc,75"));
    session.plan().ok(&["settings", "region.fairshare", "benchmark_method=demand"]);
    session.ok(&["import", "region.fairshare", "--demand", "demand.csv"]);
    session.ok(&[&later[..], &["--on-overlap", "add"]].concat());
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",demand,7.8000,"));
}

const ODD: &str =
    "When,Provider ref,Team kind,In post\n2018-09-30,ZA1,MSK,7\n2018-09-30,ZA2,MSK,3\n2018-09-30,ZA2,Wards,9\n";
const ODD_MAPPING: &str = r#"{"kind":"workforce","columns":{"period":"When","org_code":"Provider ref","profession":"Team kind","fte":"In post"},
    "values":{"profession":{"MSK":"PT","Wards":null}}}"#;

#[test]
fn a_mapping_is_given_once_and_remembered_for_its_headers() {
    let session = Session::new();
    session.write("odd.csv", ODD);
    session.write("later.csv", ODD.replace("2018-09", "2019-10").replace("MSK", "msk"));
    session.write("mapping.json", ODD_MAPPING);
    session.ok(&["new", "region.fairshare"]);
    let (status, message) = session.refused(&["import", "region.fairshare", "--workforce", "odd.csv"]);
    assert_eq!((status, message.contains("not a workforce file")), (1, true), "{message}");
    session.ok(&["import", "region.fairshare", "--workforce", "odd.csv", "--mapping", "mapping.json"]);
    // The same bytes: nothing to do, with the mapping and without.
    for again in [&["--workforce", "odd.csv"][..], &["--workforce", "odd.csv", "--mapping", "mapping.json"]] {
        let done = session.run(&[&["import", "region.fairshare"], again].concat());
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("odd.csv: the plan has these bytes already (source 1); nothing changed"), "{said}");
    }
    // The next edition with the same headers is read in the same way, and the report says so.
    session.ok(&["import", "region.fairshare", "--workforce", "later.csv", "--report", "report.json"]);
    let report: serde_json::Value = serde_json::from_str(&session.read("report.json")).unwrap();
    let source = &report["sources"][0];
    assert_eq!((source["used"].as_u64(), source["fte_total"].as_str()), (Some(2), Some("10")));
    assert_eq!(source["findings"][0]["message"], "read by the mapping that the plan remembers for these headers");
    assert_eq!(source["mapping"]["columns"]["fte"], "In post");
    let summary = session.ok(&["summary", "--workforce", "odd.csv", "--mapping", "mapping.json"]);
    assert!(summary.contains("2018/19,ZA1,,,,PT,7.00,"), "{summary}");
    assert_eq!(session.ok(&["check", "region.fairshare"]), "sound\n");
}

#[test]
fn a_remembered_mapping_finds_the_header_on_another_row() {
    let session = Session::new();
    session.write("odd.csv", format!("Staff in post\n{ODD}"));
    session.write("later.csv", format!("Staff in post\nas at October\n{}", ODD.replace("2018-09", "2019-10")));
    session.write("mapping.json", ODD_MAPPING.replace("\"values\"", "\"header_row\":2,\"values\""));
    session.ok(&["new", "region.fairshare"]);
    session.ok(&["import", "region.fairshare", "--workforce", "odd.csv", "--mapping", "mapping.json"]);
    session.ok(&["import", "region.fairshare", "--workforce", "later.csv", "--report", "report.json"]);
    let source = &report(&session)["sources"][0];
    assert_eq!((&source["used"], &source["fte_total"]), (&2.into(), &"10".into()));
}

#[test]
fn what_is_true_of_one_file_only_is_not_remembered() {
    let session = Session::new();
    session.write("weeks.csv", "org_code,profession,placement_weeks\nZA1,PT,40\n");
    session.write("next.csv", "org_code,profession,placement_weeks\nZA1,PT,44\n");
    session.write("mapping.json", r#"{"constants":{"academic_year":"2018/19"},"columns":{"team":null}}"#);
    session.ok(&["new", "region.fairshare"]);
    session.ok(&["import", "region.fairshare", "--placements", "weeks.csv", "--mapping", "mapping.json"]);
    let (status, message) = session.refused(&["import", "region.fairshare", "--placements", "next.csv"]);
    assert_eq!((status, message.contains("no academic year column")), (1, true), "{message}");
    let done = session.run(&["import", "region.fairshare", "--placements", "weeks.csv"]);
    assert!(String::from_utf8(done.stderr).unwrap().contains("has these bytes already"));
}

#[test]
fn a_mapping_that_cannot_be_used_is_refused_by_name() {
    let session = Session::new();
    session.write("bad.json", "{\"columns\":{\"ftee\":\"x\"}}");
    session.write("other.json", r#"{"kind":"placements"}"#);
    let call = ["summary", "--workforce", "workforce.csv", "--mapping"];
    for (mapping, status, words) in [
        ("none.json", 1, "none.json: cannot be read"),
        ("bad.json", 1, "bad.json: the mapping cannot be used: line 1: unknown variant \"ftee\""),
    ] {
        let (found, message) = session.refused(&[&call[..], &[mapping]].concat());
        assert_eq!((found, message.contains(words)), (status, true), "{message}");
    }
    let (status, message) = session.refused(&[&call[..], &["other.json", "--mapping", "other.json"]].concat());
    assert_eq!((status, message.contains("is a second mapping for placements; give one")), (2, true), "{message}");
    // One for another kind of file is not for this one.
    session.ok(&[&call[..], &["other.json"]].concat());
}

fn report(session: &Session) -> serde_json::Value {
    serde_json::from_str(&session.read("report.json")).unwrap()
}

#[test]
fn a_mapping_is_corrected_by_reading_the_same_file_again() {
    let session = Session::new();
    session.write("odd.csv", ODD);
    session.write("mapping.json", ODD_MAPPING);
    session.write("better.json", ODD_MAPPING.replace("\"Wards\":null", "\"Wards\":\"OT\""));
    session.ok(&["new", "region.fairshare"]);
    let import = ["import", "region.fairshare", "--workforce", "odd.csv", "--report", "report.json", "--mapping"];
    session.ok(&[&import[..], &["mapping.json"]].concat());
    assert_eq!((&report(&session)["overlap"], &report(&session)["editions"]), (&().into(), &serde_json::json!([])));
    let done = session.run(&[&import[..], &["better.json"]].concat());
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains(
            "in place of odd.csv (source 1): rows: 2 the same, 0 different, 1 added, 0 gone; FTE 10 before, 19 after"
        ),
        "{said}"
    );
    assert_eq!(
        report(&session)["editions"][0],
        serde_json::json!({
            "source": 2, "file": "odd.csv", "in_place_of": { "source": 1, "file": "odd.csv" },
            "before": { "fte": "10", "weeks": "0", "hours": "0", "days": "0" },
            "after": { "fte": "19", "weeks": "0", "hours": "0", "days": "0" },
            "rows": { "same": 2, "different": 0, "added": 1, "gone": 0 },
            "in_plan": {
                "before": { "fte": "10", "weeks": "0", "hours": "0", "days": "0" },
                "after": { "fte": "19", "weeks": "0", "hours": "0", "days": "0" },
            },
            "stays": [],
        })
    );
    assert!(session.ok(&["summary", "region.fairshare"]).contains("2018/19,ZA2,,,,OT,9.00,"));
    // What was corrected is what is remembered.
    session.write("later.csv", ODD.replace("2018-09", "2019-09"));
    session.ok(&["import", "region.fairshare", "--workforce", "later.csv"]);
    assert!(session.ok(&["summary", "region.fairshare"]).contains("2019/20,ZA2,,,,OT,9.00,"));
}

#[test]
fn the_word_of_a_later_file_stays_until_all_of_the_earlier_is_to_count_again() {
    let session = Session::new();
    let list = |name: &str, rows: &str| session.write(name, format!("period,org_code,profession,fte\n{rows}"));
    list("staff.csv", "2018-09-30,ZA1,PT,3\n2018-09-30,ZA2,PT,4\n");
    list("word.csv", "2018-09-30,ZA2,PT,9\n");
    list("newer.csv", "2018-09-30,ZA1,PT,3.5\n2018-09-30,ZA2,PT,5\n");
    session.ok(&["new", "region.fairshare"]);
    let said = |arguments: &[&str]| {
        let import = [&["import", "region.fairshare", "--report", "report.json", "--workforce"], arguments].concat();
        String::from_utf8(session.run(&import).stderr).unwrap()
    };
    said(&["staff.csv"]);
    said(&["word.csv", "--on-overlap", "replace"]);
    let told = said(&["newer.csv", "--in-place-of", "staff.csv"]);
    assert!(told.contains("1 cell of word.csv (source 2) stays, which came later: this edition does not count there"));
    assert!(told.contains("what the plan counts in the cells of either file: FTE 12 before, 12.5 after"), "{told}");
    let edition = &report(&session)["editions"][0];
    assert_eq!(edition["stays"], serde_json::json!([{ "source": 2, "file": "word.csv", "cells": 1 }]));
    let told = said(&["newer.csv"]);
    assert!(told.contains("the plan has these bytes already (source 3); nothing changed"), "{told}");
    assert!(told.contains("with --on-overlap replace all of newer.csv counts again"), "{told}");
    let told = said(&["newer.csv", "--on-overlap", "replace"]);
    assert!(told.contains("what the plan counts in the cells of either file: FTE 12.5 before, 8.5 after"), "{told}");
}

#[test]
fn a_newer_edition_says_what_changed() {
    let session = Session::new();
    session.plan();
    session.write(
        "newer.csv",
        "academic_year,org_code,profession,hei,students,placement_weeks\n\
        2018/19,ZA1,PT,University of Northmoor,8,44\n2018/19,ZA3,PT,University of Northmoor,2,12\n",
    );
    let import = ["import", "region.fairshare", "--placements", "newer.csv", "--report", "report.json"];
    let by_cells = session.run(&[&import[..], &["--on-overlap", "replace"]].concat());
    let said = String::from_utf8(by_cells.stderr).unwrap();
    // ZA2 keeps its rows: only ZA1 is in both.
    let words = "1 cell of earlier files replaced: rows: 0 the same, 1 different, 0 added, 0 gone; placement weeks 40 before, 44 after";
    assert!(said.contains(words), "{said}");
    let overlap = &report(&session)["overlap"];
    assert_eq!((&overlap["answer"], &overlap["before"]["weeks"]), (&"replace".into(), &"40".into()));
    assert_eq!(overlap["sources"][0]["file"], "placements.csv");

    let session = Session::new();
    session.plan();
    session.write(
        "newer.csv",
        "academic_year,org_code,profession,hei,students,placement_weeks\n\
        2018/19,ZA1,PT,University of Northmoor,8,44\n2018/19,ZA3,PT,University of Northmoor,2,12\n",
    );
    let whole = session.run(&[&import[..], &["--in-place-of", "placements.csv"]].concat());
    let said = String::from_utf8(whole.stderr).unwrap();
    let words = "in place of placements.csv (source 2): rows: 0 the same, 1 different, 1 added, 1 gone; placement weeks 60 before, 56 after";
    assert!(said.contains(words), "{said}");
    assert!(session.ok(&["summary", "region.fairshare", "--org", "ZA2"]).contains("no return"));
    let (status, message) = session.refused(&[&import[..], &["--in-place-of", "none.csv"]].concat());
    assert_eq!((status, message.contains("there are: 1 (workforce.csv); 3 (newer.csv)")), (1, true), "{message}");
}

#[test]
fn mergers_are_kept_in_the_plan_and_can_be_ignored() {
    let session = Session::new();
    session.plan();
    session.write("mergers.csv", "predecessor_code,successor_code,date\nZA1,ZA2,01/04/2019\nza8,ZA9,\n");
    let import = ["import", "region.fairshare", "--mergers", "mergers.csv", "--report", "report.json"];
    session.ok(&import);
    let row = |session: &Session, code: &str| {
        let summary = session.ok(&["summary", "region.fairshare"]);
        summary.lines().find(|line| line.contains(&format!(",{code},"))).map(str::to_owned)
    };
    // 10 + 10 FTE, 40 + 20 weeks; ZA3 has no return, so that one organisation forms no rate.
    let of_successor = row(&session, "ZA2").unwrap();
    assert!(of_successor.contains(",PT,20.00,observed,,,,60.00,"), "{of_successor}");
    assert!(of_successor.contains("with the figures of an organisation that was taken over"), "{of_successor}");
    assert_eq!(row(&session, "ZA1"), None);
    let told = report(&session);
    assert_eq!((&told["sources"][0]["kind"], &told["sources"][0]["used"]), (&"mergers".into(), &2.into()));
    let merger = told["plan"]["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "merger");
    let message = merger.unwrap()["message"].as_str().unwrap();
    assert!(
        message.contains("1 row of staff with 10 FTE and 1 row of placements with 40 weeks count there"),
        "{message}"
    );
    // Files alone give the same figures as the plan.
    // Who asks for the one that closed hears where its rows are, and does not get an empty table.
    let (status, message) = session.refused(&["summary", "region.fairshare", "--org", "za1"]);
    let words = "ZA1 was taken over by ZA2, where its rows count; ask for --org ZA2 instead";
    assert_eq!((status, message.contains(words)), (1, true), "{message}");
    let reference = ["settings", "region.fairshare", "reference_group=organisations:ZA1,ZA3"];
    let said = String::from_utf8(session.run(&reference).stderr).unwrap();
    let words = "Of the reference group, ZA1 was taken over by ZA2: the rows count there, and form no rate. Choose ZA2";
    assert!(said.contains(words), "{said}");
    let both = ["settings", "region.fairshare", "reference_group=organisations:ZA1,ZA2,ZA3"];
    assert!(!String::from_utf8(session.run(&both).stderr).unwrap().contains("taken over"));
    session.ok(&["settings", "region.fairshare", "reference_group=all"]);
    let files = session.ok(&[&SUMMARY[..], &["--mergers", "mergers.csv"]].concat());
    assert_eq!(files, session.ok(&["summary", "region.fairshare"]));
    // It is a file of the plan: the same bytes again change nothing, and a corrected list takes its place.
    session.ok(&import);
    assert_eq!(report(&session)["plan"]["findings"], told["plan"]["findings"]);
    session.write("corrected.csv", "predecessor_code,successor_code,date\nZA1,ZA3,01/04/2019\nZA2,ZA1,\n");
    let corrected = ["import", "region.fairshare", "--mergers", "corrected.csv", "--in-place-of", "mergers.csv"];
    let said = String::from_utf8(session.run(&corrected).stderr).unwrap();
    assert!(said.contains("rows: 0 the same, 1 different, 1 added, 1 gone"), "{said}");
    assert_eq!((row(&session, "ZA1"), row(&session, "ZA2")), (None, None), "both are folded into ZA3");
    let back = ["import", "region.fairshare", "--mergers", "mergers.csv", "--in-place-of", "corrected.csv"];
    session.ok(&back);
    assert_eq!(row(&session, "ZA2").as_ref(), Some(&of_successor));
    session.ok(&["settings", "region.fairshare", "mergers=ignored"]);
    assert!(row(&session, "ZA1").unwrap().contains(",PT,10.00,observed,3.0000,2,30.00,40.00,"));
    assert_eq!(session.ok(&["check", "region.fairshare"]), "sound\n");
}

#[test]
fn a_list_of_mergers_that_contradicts_itself_is_refused() {
    let session = Session::new();
    session.plan();
    for (rows, words) in [
        (
            "ZA1,ZA2,\nZA1,ZA3,\n",
            "mergers.csv: line 3: ZA1 is taken over by ZA3 here and by ZA2 on line 2; an organisation is folded into one other: keep one of the rows",
        ),
        ("ZA1,ZA2,\nZA2,ZA3,\nZA3,ZA1,\n", "mergers.csv: line 4: ZA3 and ZA1 take over each other in the end"),
    ] {
        session.write("mergers.csv", format!("predecessor_code,successor_code,date\n{rows}"));
        let (status, message) = session.refused(&["import", "region.fairshare", "--mergers", "mergers.csv"]);
        assert_eq!((status, message.contains(words)), (1, true), "{message}");
        assert!(!message.contains("in place of that one"), "there is no other list: {message}");
    }
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",ZA1,"));
}

#[test]
fn two_lists_of_mergers_hold_together_or_the_second_is_refused_whatever_their_order() {
    let session = Session::new();
    session.plan();
    let list = |name: &str, rows: &str| session.write(name, format!("predecessor_code,successor_code,date\n{rows}"));
    list("one.csv", "ZA1,ZA2,\n");
    list("other.csv", "ZA1,ZA3,\n");
    list("back.csv", "ZA2,ZA1,\n");
    list("again.csv", "ZA1,ZA2,01/04/2019\nZA4,ZA3,\n");
    let words =
        "ZA1 is taken over by ZA3 here and by ZA2 in one.csv on line 2; an organisation is folded into one other";
    for order in [["one.csv", "other.csv"], ["other.csv", "one.csv"]] {
        let files = [&SUMMARY[..], &["--mergers", order[0], "--mergers", order[1]]].concat();
        let (status, message) = session.refused(&files);
        assert_eq!((status, message.contains("an organisation is folded into one other")), (1, true), "{message}");
    }
    session.ok(&["import", "region.fairshare", "--mergers", "one.csv"]);
    let summary = session.ok(&["summary", "region.fairshare"]);
    let import = ["import", "region.fairshare", "--mergers", "other.csv", "--report", "report.json"];
    let (status, message) = session.refused(&import);
    assert_eq!((status, message.contains(words)), (1, true), "{message}");
    let finding = &report(&session)["sources"][0]["findings"][0];
    assert_eq!((&finding["code"], &finding["line"]), (&"contradictory-merger".into(), &2.into()));
    assert!(finding["message"].as_str().unwrap().starts_with(words), "{finding}");
    let (status, message) = session.refused(&["import", "region.fairshare", "--mergers", "back.csv"]);
    let circle = "ZA2 and ZA1 take over each other in the end; take one of these mergers out: ZA1 is taken over in \
                  one.csv on line 2";
    assert_eq!((status, message.contains(circle)), (1, true), "{message}");
    assert_eq!(session.ok(&["summary", "region.fairshare"]), summary);
    // An edition of the list may say otherwise, and what says the same again is no contradiction.
    session.ok(&["import", "region.fairshare", "--mergers", "other.csv", "--in-place-of", "one.csv"]);
    session.ok(&["import", "region.fairshare", "--mergers", "one.csv", "--in-place-of", "other.csv"]);
    session.ok(&["import", "region.fairshare", "--mergers", "again.csv"]);
}

#[test]
fn a_file_that_the_plan_has_does_not_come_in_place_of_another() {
    let session = Session::new();
    session.plan();
    let header = "period,org_code,staff_group,profession,band,fte\n";
    session.write("one.csv", format!("{header}2019-03-31,ZA1,Allied health professions,PT,Band 6,1\n"));
    session.write("two.csv", format!("{header}2019-03-31,ZA1,Allied health professions,PT,Band 6,2\n"));
    session.ok(&["import", "region.fairshare", "--workforce", "one.csv"]);
    session.ok(&["import", "region.fairshare", "--workforce", "two.csv", "--on-overlap", "add"]);
    let summary = session.ok(&["summary", "region.fairshare"]);
    let again = ["import", "region.fairshare", "--workforce", "two.csv", "--in-place-of"];
    let (status, message) = session.refused(&[&again[..], &["one.csv"]].concat());
    let words = "two.csv: the plan has this file already as another source, so it takes nobody's place";
    assert_eq!((status, message.contains(words)), (1, true), "{message}");
    // In its own place it changes nothing.
    session.ok(&[&again[..], &["two.csv"]].concat());
    assert_eq!(session.ok(&["summary", "region.fairshare"]), summary);
}

#[test]
fn organisations_that_the_reference_does_not_have_are_told_with_a_suggestion() {
    let session = Session::new();
    session.write("organisations.csv", "org_code,org_name\nZA1,Northmoor Hospital\nZA5,Fellside Community Trust\n");
    let says = |report: serde_json::Value| -> Vec<String> {
        let sources = report["sources"].as_array().unwrap().clone();
        let findings = sources.iter().flat_map(|source| source["findings"].as_array().unwrap().clone());
        let of = findings.filter(|finding| finding["code"] == "organisation-not-in-reference");
        of.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
    };
    let expected = [
        "ZA2 (Fellside Community Trust) is not in the organisation reference: 1 row, counted; perhaps ZA5 Fellside Community Trust is meant",
        "ZA3 (Saltmarsh Trust) is not in the organisation reference: 1 row, counted",
        "ZA2 is not in the organisation reference: 1 row, counted",
    ];
    let organisations = ["--organisations", "organisations.csv", "--report", "report.json"];
    session.ok(&[&SUMMARY[..], &organisations].concat());
    assert_eq!(says(report(&session)), expected);
    // In one import, whatever the order; and in a later one.
    session.ok(&["new", "region.fairshare"]);
    let files = ["--workforce", "workforce.csv", "--placements", "placements.csv"];
    session.ok(&[&["import", "region.fairshare"], &files[..], &organisations].concat());
    assert_eq!(says(report(&session)), expected);
    session.ok(&["new", "later.fairshare"]);
    session.ok(&["import", "later.fairshare", "--organisations", "organisations.csv"]);
    session.ok(&[&["import", "later.fairshare"], &files[..], &["--report", "report.json"]].concat());
    assert_eq!(says(report(&session)), expected);
}
