//! The command line as a user meets it: the program itself, its output and its exit status.

use std::path::PathBuf;
use std::process::{Command, Output};

use super::real_data;

/// A folder of its own for one session, with a small region in it.
pub struct Session {
    folder: tempfile::TempDir,
}

pub const WORKFORCE: &str = "period,org_code,org_name,region,staff_group,profession,level,band,fte\n\
    2018-09-30,ZA1,Northmoor Hospital,North Fells,Allied health professions,PT,Therapist,Band 6,10\n\
    2018-09-30,ZA2,Fellside Community Trust,North Fells,Allied health professions,PT,Therapist,Band 6,10\n\
    2018-09-30,ZA3,Saltmarsh Trust,South Fells,Allied health professions,PT,Therapist,Band 6,5\n";
const PLACEMENTS: &str = "academic_year,org_code,profession,hei,students,placement_weeks\n\
    2018/19,ZA1,PT,University of Northmoor,8,40\n\
    2018/19,ZA2,PT,University of Northmoor,4,20\n";

impl Session {
    pub fn new() -> Session {
        let session = Session { folder: tempfile::tempdir().unwrap() };
        session.write("workforce.csv", WORKFORCE);
        session.write("placements.csv", PLACEMENTS);
        session
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_fairshare")).args(arguments).current_dir(self.folder.path()).output().unwrap()
    }

    /// Runs a command that is to succeed, and gives its standard output.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that is to fail, and gives its exit status and the one line that says why.
    pub fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(output.stdout.is_empty(), "{arguments:?} printed a result");
        (output.status.code().unwrap(), message.trim_end().to_owned())
    }

    pub fn plan(&self) -> &Session {
        self.ok(&["new", "region.fairshare"]);
        self.ok(&["import", "region.fairshare", "--workforce", "workforce.csv", "--placements", "placements.csv"]);
        self
    }
}

const ON_FILES: [&str; 5] = ["summary", "--workforce", "workforce.csv", "--placements", "placements.csv"];

#[test]
fn a_summary_on_files_is_the_boards_table() {
    insta::assert_snapshot!(Session::new().ok(&ON_FILES).replace('\r', ""), @r"
    academic_year,org_code,org_name,region,ics,profession,eligible_fte,benchmark_method,benchmark_rate,benchmark_orgs,expected_weeks,provided_weeks,gap_weeks,provision_ratio,fte_share,provided_share,status,placements_to_close_gap,note
    2018/19,ZA1,Northmoor Hospital,North Fells,,PT,10.00,observed,3.0000,2,30.00,40.00,10.00,1.3333,0.5000,0.6667,above,0,rate formed by 2 organisations only
    2018/19,ZA2,Fellside Community Trust,North Fells,,PT,10.00,observed,3.0000,2,30.00,20.00,-10.00,0.6667,0.5000,0.3333,below,2,rate formed by 2 organisations only
    2018/19,ZA3,Saltmarsh Trust,South Fells,,PT,5.00,observed,3.0000,2,15.00,,,,,,no return,,rate formed by 2 organisations only
    ");
}

#[test]
fn a_plan_gives_the_same_bytes_as_its_files() {
    let session = Session::new();
    assert_eq!(session.plan().ok(&["summary", "region.fairshare"]), session.ok(&ON_FILES));
    assert_eq!(session.ok(&["check", "region.fairshare"]), "sound\n");
}

/// The lines of a file in another order, the header first.
fn shuffled(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let header = lines.remove(0);
    lines.sort_by_key(|line| line.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(byte.into())));
    lines.insert(0, header);
    lines.join("\n") + "\n"
}

#[test]
fn real_files_give_the_same_bytes_through_a_plan_and_with_their_rows_shuffled() {
    let Some(folder) = real_data::folder("real files through a plan") else { return };
    let session = Session::new();
    let real = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (workforce, placements) =
        (real("nhs_workforce_ahp_london_2017-09.csv"), real("placements_london_2017-18_invented.csv"));
    session.write("workforce.csv", &workforce);
    session.write("placements.csv", &placements);
    let summary = session.ok(&ON_FILES);
    assert_eq!(summary.lines().count(), 101);
    assert_eq!(session.plan().ok(&["summary", "region.fairshare"]), summary);
    session.write("workforce.csv", shuffled(&workforce));
    session.write("placements.csv", shuffled(&placements));
    assert_eq!(session.ok(&ON_FILES), summary);
}

#[test]
fn filters_choose_rows_and_change_no_rate() {
    let session = Session::new();
    let one = session.ok(&[&ON_FILES[..], &["--org", "za2"]].concat());
    assert_eq!(one.lines().count(), 2);
    assert!(one.contains(",3.0000,2,30.00,20.00,"), "{one}");
    let (status, message) = session.refused(&[&ON_FILES[..], &["--org", "RJ9"]].concat());
    assert_eq!(status, 1);
    assert!(message.ends_with(
        "fairshare: RJ9: no organisation of that name is loaded; there are: 3 organisations, by their ODS codes"
    ));
    let (status, _) = session.refused(&[&ON_FILES[..], &["--year", "2018/20"]].concat());
    assert_eq!(status, 2);
}

#[test]
fn an_export_has_its_meta_file_and_never_replaces_an_input() {
    let session = Session::new();
    session.plan().ok(&["summary", "region.fairshare", "--out", "summary.csv"]);
    assert_eq!(session.read("summary.csv"), session.ok(&ON_FILES));
    let meta: serde_json::Value = serde_json::from_str(&session.read("summary.csv.meta.json")).unwrap();
    assert_eq!(meta["settings"]["hours_per_week"], "37.5");
    assert_eq!(meta["sources"][0]["file"], "workforce.csv");
    assert_eq!(meta["sources"][0]["sha256"].as_str().unwrap().len(), 64);
    let before = session.read("workforce.csv");
    let (status, message) = session.refused(&[&ON_FILES[..], &["--out", "./workforce.csv"]].concat());
    assert_eq!((status, session.read("workforce.csv")), (1, before));
    assert!(message.contains("an export never writes over those"), "{message}");
}

#[test]
fn json_has_the_same_keys_and_missing_is_null() {
    let rows: serde_json::Value =
        serde_json::from_str(&Session::new().ok(&[&ON_FILES[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(rows[0]["provision_ratio"], 1.3333);
    assert_eq!(rows[2]["provided_weeks"], serde_json::Value::Null);
    assert_eq!(rows[0].as_object().unwrap().len(), 19);
}

#[test]
fn settings_are_shown_changed_and_taken_back() {
    let session = Session::new();
    session.plan().ok(&["settings", "region.fairshare", "benchmark_method.PT=set", "set_rate.PT=5"]);
    assert!(session.ok(&["settings", "region.fairshare"]).contains("set_rate.PT=5\n"));
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",set,5.0000,0,50.00,40.00,-10.00,0.8000,,,near,2,"));
    session.ok(&["settings", "region.fairshare", "benchmark_method.PT="]);
    assert!(session.ok(&["summary", "region.fairshare"]).contains(",observed,3.0000,"));
    let (status, message) = session.refused(&["settings", "region.fairshare", "hours_per_week=lots"]);
    assert_eq!(
        (status, message.as_str()),
        (2, "fairshare: setting hours_per_week: \"lots\" is not hours such as 37.5")
    );
}

#[test]
fn a_later_file_that_overlaps_asks_and_does_as_it_is_told() {
    let session = Session::new();
    session.plan();
    session.write("later.csv", WORKFORCE.replace(",10\n", ",12\n"));
    let import = ["import", "region.fairshare", "--workforce", "later.csv"];
    let (status, message) = session.refused(&import);
    assert_eq!(status, 1);
    assert!(message.contains("--on-overlap replace, add or refuse"), "{message}");
    assert!(session.ok(&["summary", "region.fairshare"]).contains("ZA1,Northmoor Hospital,North Fells,,PT,10.00,"));
    session.ok(&[&import[..], &["--on-overlap", "replace"]].concat());
    assert!(session.ok(&["summary", "region.fairshare"]).contains("ZA1,Northmoor Hospital,North Fells,,PT,12.00,"));
    // The same bytes again change nothing.
    let again = session.run(&import);
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing changed"));
    assert!(again.status.success());
}

#[test]
fn what_cannot_be_read_is_refused_in_one_sentence_and_leaves_nothing_behind() {
    let session = Session::new();
    session.write("empty.csv", "");
    session.write("header.csv", "period,org_code,profession,fte\n");
    session.write("quote.csv", "period,org_code,profession,fte\n2018-09-30,ZA1,\"PT,10\n");
    session.write(
        "odd.csv",
        "period,org_code,profession,fte\n2018-09-30,ZA1,PT,NaN\n2018-09-30,ZA1,PT,-1\n2018-09-30,ZA1,PT,1e309\n",
    );
    session.write(
        "names.csv",
        "period,org_code,profession,fte,Employee name,E-mail\n2018-09-30,ZA1,PT,10,A. Person,a.person@example.org\n",
    );
    let summary = |file: &str| ["summary", "--workforce", file, "--placements", "placements.csv"].map(str::to_owned);
    let refused = |file: &str| {
        let arguments = summary(file);
        session.refused(&arguments.each_ref().map(String::as_str))
    };
    // Where no row can be used, a line of counts comes before the sentence.
    let messages: Vec<String> = [".", "none.csv", "empty.csv", "quote.csv", "odd.csv", "placements.csv"]
        .map(|file| {
            let (status, message) = refused(file);
            assert_eq!(status, 1, "{message}");
            // Where no row can be used, the line of counts comes before the sentence.
            message.lines().last().unwrap().trim_start_matches("fairshare: ").to_owned()
        })
        .to_vec();
    insta::assert_snapshot!(messages.join("\n"), @r#"
    .: is a folder; choose a file inside it
    none.csv: not found; check the name and the folder
    empty.csv: is empty; choose a file with a header row
    quote.csv: line 2: the quote opened on this line never closes; close it or take it out
    odd.csv: no row could be used, 3 were rejected: the first on line 2: fte "NaN" is not a finite number; correct the file or choose another
    placements.csv: line 1: not a workforce file: no FTE column; it reads as a placement file: load it as one
    "#);
    let header_only = summary("header.csv");
    session.ok(&header_only.each_ref().map(String::as_str));
    let named = summary("names.csv");
    let arguments = [&named.each_ref().map(String::as_str)[..], &["--report", "report.json"]].concat();
    session.ok(&arguments);
    let report = session.read("report.json");
    assert!(!report.contains("A. Person") && !report.contains("@example.org"), "{report}");
    assert!(report.contains("E-mail"), "the report says that the column is left out");
}

#[test]
fn a_plan_that_another_process_writes_is_refused_with_status_3_and_can_be_read() {
    let session = Session::new();
    session.plan();
    let holder = fairshare::store::PlanWriter::open(&session.path("region.fairshare")).unwrap();
    let (status, message) = session.refused(&["settings", "region.fairshare", "hours_per_week=36"]);
    assert_eq!(status, 3, "{message}");
    assert!(session.ok(&["summary", "region.fairshare"]).contains("ZA1"));
    drop(holder);
    session.ok(&["settings", "region.fairshare", "hours_per_week=36"]);
}

const EXPLAIN: [&str; 8] =
    ["explain", "region.fairshare", "--org", "za2", "--profession", "Physiotherapy", "--year", "2018/19"];

#[test]
fn a_figure_is_explained_down_to_the_rows_of_its_files() {
    let session = Session::new();
    insta::assert_snapshot!(session.plan().ok(&[&EXPLAIN[..], &["--figure", "expected_weeks"]].concat()), @"
    Expected placement weeks, ZA2, PT, 2018/19: 30.00 weeks
      eligible FTE × benchmark rate; 0 where eligible FTE is 0
      10.00 × 3.0000 = 30.00 weeks
      note: rate formed by 2 organisations only
        Eligible FTE, ZA2, PT, 2018/19: 10.00 FTE
          mean over the snapshots of the academic year of the FTE that counts
          10.00 in one snapshot = 10.00 FTE
          setting: Staff who count: qualified (default; CapitalAHP Fair Share Model, HEE London 2021)
          setting: Bands that count: 5,6,7,8,8a,8b,8c,8d,9 (default; CapitalAHP Fair Share Model, HEE London 2021)
          setting: Levels left out: none (default; This program's rule: all levels count unless switched off)
          setting: Preceptees: included (default; Included by default; the North West's reformed allocation excludes them (Mersey Care NHS FT, 2023))
          setting: Staff on long leave: included (default; This program's rule)
            FTE of one snapshot, 2018-09-30: 10.00 FTE
              sum of the FTE of the rows that count, less what the settings take off preceptees and long leave
              10 = 10.00 FTE
              row: workforce.csv line 3: 10 FTE
        Benchmark rate, observed, PT, 2018/19: 3.0000 weeks per FTE
          provided placement weeks of the reference group ÷ its eligible FTE, of organisations with both
          60.00 ÷ 20.00 = 3.0000 weeks per FTE
          setting: Benchmark method: observed (default; observed: CapitalAHP Fair Share Model, HEE London 2021; demand: NHS Education for Scotland 2011)
          setting: Reference group: all (default; CapitalAHP Fair Share Model, HEE London 2021)
          setting: Reference year: own (default; The Fair Share Model was built on 2018/19, a stable year before the pandemic)
          setting: Organisations an observed rate needs: 2 (default; This program's rule)
          note: ZA3 has no return
          note: rate formed by 2 organisations only
            Provided by those that form the rate, PT, 2018/19: 60.00 weeks
              sum of the placement weeks of each organisation
              (40.00 + 20.00) = 60.00 weeks
                Provided placement weeks, ZA1, PT, 2018/19: 40.00 weeks
                Provided placement weeks, ZA2, PT, 2018/19: 20.00 weeks
            Eligible FTE of those that form the rate, PT, 2018/19: 20.00 FTE
              sum of the eligible FTE of each organisation
              (10.00 + 10.00) = 20.00 FTE
                Eligible FTE, ZA1, PT, 2018/19: 10.00 FTE
                Eligible FTE, ZA2, PT, 2018/19: 10.00 FTE
    ");
}

#[test]
fn an_explanation_in_json_has_its_keys_and_adds_up() {
    let session = Session::new();
    let json = session.plan().ok(&[&EXPLAIN[..], &["--figure", "gap_weeks", "--format", "json"]].concat());
    let gap: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys = "figure value unit missing formula with_values settings edits rows parts \
        subject notes rows_not_counted edits_not_applied";
    let mut next = vec![&gap];
    while let Some(told) = next.pop() {
        assert_eq!(told.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>().join(" "), keys);
        next.extend(told["parts"].as_array().unwrap());
    }
    assert_eq!((gap["figure"].as_str(), gap["value"].as_f64()), (Some("gap_weeks"), Some(-10.0)));
    let provided = &gap["parts"][0];
    let row = serde_json::json!([{ "file": "placements.csv", "line": 3, "value": 20.0, "amount": "20 weeks", "counts": "counts" }]);
    assert_eq!((&provided["figure"], &provided["rows"]), (&"provided_weeks".into(), &row));
    let rate = &gap["parts"][1]["parts"][1];
    assert_eq!(rate["parts"][1]["parts"][0]["figure"], "eligible_fte of ZA1");
    assert_eq!(rate["settings"][0]["source"].as_str().unwrap().split(':').next(), Some("observed"));
    // Without --figure: every figure, in the order of the summary.
    let all: serde_json::Value =
        serde_json::from_str(&session.ok(&[&EXPLAIN[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 11);
    assert_eq!((&all[4]["figure"], &all[9]["value"]), (&"provided_weeks".into(), &"below".into()));
}

#[test]
fn what_is_missing_says_why_and_what_is_not_there_is_refused() {
    let session = Session::new();
    session.write("placements.csv", format!("{PLACEMENTS}2018/19,ZA3,PT,University of Northmoor,4,*\n"));
    let explain = |org| ["explain", "region.fairshare", "--org", org, "--profession", "PT", "--year", "2018/19"];
    let text = session.plan().ok(&[&explain("ZA3")[..], &["--figure", "provision_ratio"]].concat());
    assert!(text.contains("missing: the only placement row for ZA3, PT, 2018/19 has no readable measure"), "{text}");
    assert!(text.contains("row: placements.csv line 4: no value, does not count: no readable measure"), "{text}");
    let (status, message) = session.refused(&explain("RJ9"));
    assert_eq!(status, 1);
    assert!(message.contains("RJ9: no organisation of that name is loaded"), "{message}");
    let (status, _) = session.refused(&[&explain("ZA3")[..], &["--figure", "weeks"]].concat());
    assert_eq!(status, 2);
}

#[test]
fn every_command_has_help_with_an_example() {
    let session = Session::new();
    for command in [
        "demo",
        "new",
        "import",
        "settings",
        "summary",
        "explain",
        "scenarios",
        "edit",
        "edits",
        "compare",
        "check",
        "completions",
    ] {
        let help = session.ok(&[command, "--help"]);
        assert!(help.contains("Example"), "{command}: {help}");
    }
    assert!(session.ok(&["--version"]).contains("SQLite 3."));
    assert!(session.ok(&["completions", "bash"]).contains("fairshare"));
    assert_eq!(session.run(&["no-such-command", "x"]).status.code(), Some(2));
}

#[test]
fn a_report_accounts_for_every_row() {
    let session = Session::new();
    session.write("mixed.csv", format!("{WORKFORCE}2018-09-30,ZA1,,,,PT,,,-3\n2018-09-30,ZA1,,,,PT,,,*\n"));
    session.ok(&["new", "region.fairshare"]);
    session.ok(&["import", "region.fairshare", "--workforce", "mixed.csv", "--report", "report.json"]);
    let report: serde_json::Value = serde_json::from_str(&session.read("report.json")).unwrap();
    let source = &report["sources"][0];
    let counts = ["read", "used", "rejected", "ignored"].map(|key| source[key].as_u64().unwrap());
    assert_eq!(counts, [5, 3, 1, 1]);
    assert_eq!(source["fte_total"], "25");
    let finding = &source["findings"][0];
    assert_eq!((finding["line"].as_u64(), finding["value"].as_str()), (Some(5), Some("-3")));
}

#[test]
fn nothing_is_written_or_changed_where_a_target_is_refused() {
    let session = Session::new();
    session.write("workforce.csv.meta.json", "precious");
    session.refused(&[&ON_FILES[..], &["--out", "workforce.csv"]].concat());
    assert_eq!(session.read("workforce.csv.meta.json"), "precious");
    session.ok(&["new", "region.fairshare"]);
    let import = ["import", "region.fairshare", "--workforce", "workforce.csv", "--report"];
    for report in ["none/report.json", "region.fairshare", "workforce.csv"] {
        let (status, _) = session.refused(&[&import[..], &[report]].concat());
        assert_eq!(status, 1);
    }
    assert_eq!(session.ok(&["summary", "region.fairshare"]).lines().count(), 1, "nothing was imported");
}

#[test]
fn a_file_of_which_every_row_is_rejected_has_its_report_all_the_same() {
    let session = Session::new();
    session.write("odd.csv", "period,org_code,profession,fte\n2018-09-30,ZA1,PT,NaN\n2018-09-30,ZA1,PT,-1\n");
    let (status, message) = session.refused(&["summary", "--workforce", "odd.csv", "--report", "report.json"]);
    assert_eq!(status, 1);
    assert!(message.starts_with("odd.csv: read 2, used 0, rejected 2, ignored 0"), "{message}");
    let report: serde_json::Value = serde_json::from_str(&session.read("report.json")).unwrap();
    assert_eq!(report["sources"][0]["rejected"], 2);
}

#[test]
fn a_setting_given_twice_is_a_wrong_call() {
    let session = Session::new();
    session.ok(&["new", "region.fairshare"]);
    let (status, _) = session.refused(&["settings", "region.fairshare", "block_weeks=5", "block_weeks=4"]);
    assert_eq!(status, 2);
}

#[test]
fn an_organisation_exactly_on_its_share_meets_it_whatever_the_length_of_a_week() {
    let session = Session::new();
    session.write("workforce.csv", "period,org_code,profession,fte\n2018-09-30,ZA1,PT,1\n2018-09-30,ZA2,PT,3\n");
    session
        .write("placements.csv", "academic_year,org_code,profession,hours\n2018/19,ZA1,PT,100\n2018/19,ZA2,PT,300\n");
    for hours in ["37.5", "37.3333", "36.666667"] {
        let setting = format!("hours_per_week={hours}");
        let summary = session.ok(&[&ON_FILES[..], &["--set", &setting]].concat());
        assert_eq!(summary.matches(",meets,0,").count(), 2, "{hours}: {summary}");
    }
}
