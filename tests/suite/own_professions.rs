//! A profession of a user's own, and further names of a built-in one, from the settings to every answer.

use super::command_line::Session;

const WORKFORCE: &str = "period,org_code,org_name,profession,band,fte\n\
    2018-09-30,ZA1,Northmoor Hospital,Play therapy,Band 6,4\n\
    2018-09-30,ZA2,Fellside Trust,Play specialists,Band 6,4\n\
    2018-09-30,ZA1,Northmoor Hospital,MSK outpatients,Band 6,10\n\
    2018-09-30,ZA2,Fellside Trust,Physiotherapy,Band 6,10\n";
const PLACEMENTS: &str = "academic_year,org_code,profession,placement_weeks\n\
    2018/19,ZA1,PLAY,12\n2018/19,ZA2,play therapy,4\n2018/19,ZA1,PT,40\n2018/19,ZA2,PT,20\n";
const FILES: [&str; 4] = ["--workforce", "staff.csv", "--placements", "weeks.csv"];
const NAMES: [&str; 2] = ["profession.PLAY=Play therapy; play specialist", "profession.PT=MSK outpatients"];

fn session() -> Session {
    let session = Session::new();
    session.write("staff.csv", WORKFORCE);
    session.write("weeks.csv", PLACEMENTS);
    session.ok(&["new", "region.fairshare"]);
    session
}

/// The rows of a summary in few columns: organisation, profession, FTE, expected, provided, status.
fn rows(csv: &str) -> Vec<String> {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_end().split(',').collect();
        [1, 5, 6, 10, 11, 16].map(|column| cells[column]).join(" ")
    };
    csv.lines().skip(1).map(row).collect()
}

const ALL: [&str; 4] = [
    "ZA1 PT 10.00 30.00 40.00 above",
    "ZA1 PLAY 4.00 8.00 12.00 above",
    "ZA2 PT 10.00 30.00 20.00 below",
    "ZA2 PLAY 4.00 8.00 4.00 below",
];

#[test]
fn what_is_said_once_for_a_plan_holds_for_every_later_file() {
    let session = session();
    let plan = "region.fairshare";
    session.ok(&["import", plan, "--workforce", "staff.csv"]);
    assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "all"])), ["ZA2 PT 10.00   no return"]);
    let (status, message) = session.refused(&["summary", plan, "--profession", "PLAY"]);
    assert!(status == 2 && message.contains("is no profession; choose one of PT, OT"), "{message}");

    session.ok(&["settings", plan, NAMES[0], NAMES[1]]);
    assert!(session.ok(&["settings", plan]).contains(NAMES[0]));
    // The same bytes are another reading now, and take the place of the first; once more, nothing changes.
    session.ok(&[&["import", plan], &FILES[..]].concat());
    assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "all"])), ALL);
    session.ok(&[&["import", plan], &FILES[..]].concat());
    assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "Play therapy"])), [ALL[1], ALL[3]]);
    assert_eq!(rows(&session.ok(&["summary", plan])), [ALL[0], ALL[2]], "PT, OT and SLT unless asked for");

    // A plan gives what its files give.
    let on_files = [&["summary"], &FILES[..], &["--set", NAMES[1], "--set", NAMES[0], "--profession", "all"]].concat();
    assert_eq!(rows(&session.ok(&on_files)), ALL);
    assert_eq!(session.ok(&["check", plan]).lines().last(), Some("sound"));
}

#[test]
fn it_is_explained_edited_and_compared_as_any_other() {
    let session = session();
    let plan = "region.fairshare";
    session.ok(&["settings", plan, NAMES[0], NAMES[1]]);
    session.ok(&[&["import", plan], &FILES[..]].concat());
    let asked = ["--org", "ZA2", "--profession", "play specialist", "--year", "2018/19"];
    let told = session.ok(&[&["explain", plan], &asked[..], &["--figure", "expected_weeks"]].concat());
    assert!(told.contains("PLAY") && told.contains("4") && told.contains("8.00"), "{told}");

    session.ok(&["settings", plan, "benchmark_method.play therapy=set", "set_rate.PLAY=5", "block_weeks.PLAY=3"]);
    let settings = session.ok(&["settings", plan]);
    assert!(
        settings.contains("benchmark_method.PLAY=set\n") && settings.contains("block_weeks.PLAY=3\n"),
        "{settings}"
    );
    let summary = session.ok(&["summary", plan, "--profession", "PLAY"]);
    assert_eq!(rows(&summary), ["ZA1 PLAY 4.00 20.00 12.00 below", "ZA2 PLAY 4.00 20.00 4.00 below"]);

    let edit = |line: &str| {
        session.write("edits.txt", line);
        let program = env!("CARGO_BIN_EXE_fairshare");
        let output = std::process::Command::new(program)
            .args(["edit", plan, "--scenario", "More play"])
            .stdin(std::fs::File::open(session.path("edits.txt")).unwrap())
            .current_dir(session.path(""))
            .output()
            .unwrap();
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };
    assert!(edit("ZA2\tPlay therapy\t2018/19\tweeks\t+16\n").0);
    let (done, message) = edit("ZA2\tHORT\t2018/19\tweeks\t+16\n");
    assert!(!done && message.contains("there is no profession HORT in this plan"), "{message}");
    assert_eq!(session.ok(&["edits", plan, "--scenario", "More play"]), "ZA2\tPLAY\t2018/19\tweeks\t+16\t\n");
    let under = session.ok(&["summary", plan, "--profession", "PLAY", "--scenario", "More play"]);
    assert_eq!(rows(&under)[1], "ZA2 PLAY 4.00 20.00 20.00 meets");
    let compared = session.ok(&["compare", plan, "--scenario", "More play"]);
    assert!(compared.contains("PLAY"), "{compared}");

    session.ok(&["settings", plan, "profession.PLAY="]);
    session.ok(&["settings", plan, "--scenario", "More play", "block_weeks.PLAY=2"]);
    assert_eq!(session.ok(&["settings", plan, "--scenario", "More play"]), "block_weeks.PLAY=2\n");
}

#[test]
fn taking_it_away_loses_nothing() {
    let session = session();
    let plan = "region.fairshare";
    session.ok(&["settings", plan, NAMES[0], NAMES[1]]);
    session.ok(&[&["import", plan], &FILES[..]].concat());
    session.ok(&["settings", plan, "block_weeks.PLAY=3"]);
    session.ok(&["settings", plan, "profession.PLAY="]);
    assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "all"])), ALL, "rows are there, by its code");
    assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "PLAY"])), [ALL[1], ALL[3]]);
    assert!(session.ok(&["settings", plan]).contains("block_weeks.PLAY=3\n"));
    // One that data is of counts as the plan's; one that there is nothing of does not.
    session.ok(&["settings", plan, "block_weeks.play=4"]);
    assert!(session.ok(&["settings", plan]).contains("block_weeks.PLAY=4\n"));
    session.ok(&["summary", plan, "--set", "block_weeks.PLAY=2"]);
    let (_, message) = session.refused(&["settings", plan, "block_weeks.HORT=4"]);
    assert!(message.contains("\"HORT\" is none of this plan; add it first"), "{message}");
    session.ok(&["settings", plan, "block_weeks.PLAY="]);
    session.ok(&["settings", plan, NAMES[0]]);
    session.ok(&["settings", plan, "block_weeks.PLAY=4"]);
}

#[test]
fn clashes_are_refused_in_one_line_and_change_nothing() {
    let session = session();
    let plan = "region.fairshare";
    session.ok(&["settings", plan, NAMES[0]]);
    for (change, words) in [
        ("profession.ART=Art therapy", "that is a name of Art, drama and music therapy (ARTS) already"),
        ("profession.HORT=Play specialist", "that is a name of Play therapy (PLAY) already"),
        ("profession.8A=Play", "cannot be a code"),
        ("profession.TOTAL=Play", "means something else in files"),
        ("profession.physio=Play", "write profession.PT="),
        ("profession.HORT=[c]", "files mark a missing value by that"),
        ("profession.PT=S1C", "files mean Occupational therapy by that, as an occupation code"),
        ("profession=Play", "needs a code"),
        ("block_weeks.HORT=3", "is none of this plan"),
    ] {
        let (status, message) = session.refused(&["settings", plan, change]);
        assert!(status == 2 && message.contains(words) && message.lines().count() == 1, "{change}: {message}");
    }
    assert_eq!(session.ok(&["settings", plan]).matches("profession.").count(), 1);
}

#[test]
fn a_mapping_may_say_a_profession_by_any_of_its_names() {
    let session = session();
    let plan = "region.fairshare";
    session.write("toys.csv", "period,org_code,org_name,profession,band,fte\n2018-09-30,ZA1,Northmoor,Foo,Band 6,4\n");
    session.ok(&["settings", plan, NAMES[0]]);
    for name in ["Play therapy", "PLAY SPECIALISTS", "play"] {
        session.write("map.json", format!(r#"{{"values":{{"profession":{{"Foo":"{name}"}}}}}}"#));
        let on_files = ["summary", "--workforce", "toys.csv", "--mapping", "map.json", "--set", NAMES[0]];
        let asked = [&on_files[..], &["--profession", "all"]].concat();
        assert_eq!(rows(&session.ok(&asked)), ["ZA1 PLAY 4.00   no return"], "{name}");
        session.ok(&["import", plan, "--workforce", "toys.csv", "--mapping", "map.json"]);
        assert_eq!(rows(&session.ok(&["summary", plan, "--profession", "play"])), ["ZA1 PLAY 4.00   no return"]);
    }
    session.write("map.json", r#"{"constants":{"profession":"Horticulture"}}"#);
    let (_, message) = session.refused(&["import", plan, "--workforce", "toys.csv", "--mapping", "map.json"]);
    assert!(message.contains("\"Horticulture\" is no profession of the plan"), "{message}");
}

#[test]
fn two_professions_change_their_names_with_each_other_in_one_call() {
    let session = session();
    let plan = "region.fairshare";
    session.ok(&["settings", plan, "profession.PLAY=Garden therapy", "profession.HORT=Play therapy"]);
    let swapped = ["profession.PLAY=Play therapy", "profession.HORT=Garden therapy"];
    let (_, message) = session.refused(&["settings", plan, swapped[0]]);
    assert!(message.contains("that is a name of Play therapy (HORT) already"), "{message}");
    session.ok(&["settings", plan, swapped[0], swapped[1]]);
    let settings = session.ok(&["settings", plan]);
    assert!(swapped.iter().all(|set| settings.contains(set)), "{settings}");
    let (_, message) = session.refused(&["settings", plan, "profession.PLAY=Toys", "profession.HORT=Toys"]);
    assert!(message.contains("that is a name of Toys"), "{message}");
}

#[test]
fn a_remembered_mapping_of_a_profession_that_went_says_so_and_holds_for_the_rest() {
    let session = session();
    let plan = "region.fairshare";
    let staff = |year: &str| format!("date,who,staff\n30/09/{year},Toys,4\n30/09/{year},Wards,6\n");
    session.write("own.csv", staff("2018"));
    session.write(
        "map.json",
        r#"{"columns":{"profession":"who","fte":"staff"},"constants":{"org_code":"ZA1"},
            "values":{"profession":{"Toys":"PLAY","Wards":"PT"}}}"#,
    );
    session.ok(&["settings", plan, NAMES[0]]);
    session.ok(&["import", plan, "--workforce", "own.csv", "--mapping", "map.json"]);
    session.ok(&["settings", plan, "profession.PLAY="]);
    session.write("later.csv", staff("2019"));
    session.ok(&["import", plan, "--workforce", "later.csv", "--report", "report.json"]);
    let report = std::fs::read_to_string(session.path("report.json")).unwrap();
    let told = "\\\"Toys\\\" was said to be PLAY, which is no profession of the plan any more; say again what it is";
    assert!(report.contains(told) && report.contains("forgotten-profession"), "{report}");
    let later = session.ok(&["summary", plan, "--year", "2019/20", "--profession", "all"]);
    assert_eq!(rows(&later), ["ZA1 PT 6.00   no return"]);
}
