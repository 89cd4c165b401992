//! What-if scenarios on the command line: edits in and out, undo and redo, comparisons, new data.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use super::command_line::{Session, WORKFORCE};

pub const PLAN: &str = "region.fairshare";

impl Session {
    /// Runs a command with this on its standard input.
    pub fn fed(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fairshare"));
        command.args(arguments).current_dir(self.path("."));
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let feeder = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        output
    }

    /// All lines as one step, which is to succeed.
    pub fn edit(&self, scenario: &str, lines: &str) {
        let output = self.fed(&["edit", PLAN, "--scenario", scenario], lines);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }

    /// One line, one step: the answers and the exit status.
    pub fn batch(&self, scenario: &str, lines: &str) -> (String, i32) {
        let output = self.fed(&["edit", PLAN, "--scenario", scenario, "--batch"], lines);
        (text(&output.stdout), output.status.code().unwrap())
    }

    pub fn edits(&self, scenario: &str) -> String {
        self.ok(&["edits", PLAN, "--scenario", scenario])
    }

    fn steps(&self) -> Vec<String> {
        let reader = fairshare::store::PlanReader::open(&self.path(PLAN)).unwrap();
        reader.history().unwrap().into_iter().map(|step| step.label).collect()
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub const MORE: &str = "za2\tPhysiotherapy\t2018\tweeks\t+12\ttwo more blocks\nZA1\tPT\t2018-19\tfte\t*1.1\n";

#[test]
fn edits_are_printed_in_one_form_and_make_the_same_scenario_again() {
    let session = Session::new();
    session.plan().edit("More blocks", MORE);
    let edits = "ZA2\tPT\t2018/19\tweeks\t+12\ttwo more blocks\nZA1\tPT\t2018/19\tfte\t*1.1\t\n";
    assert_eq!(session.edits("More blocks"), edits);
    session.edit("Again", edits);
    assert_eq!(session.edits("again"), edits, "a scenario is found whatever its capitals");
    let under = |scenario: &str| session.ok(&["summary", PLAN, "--scenario", scenario]);
    assert_eq!(under("More blocks"), under("Again"));
    assert!(
        under("Again")
            .contains("ZA2,Fellside Community Trust,North Fells,,PT,10.00,observed,3.0000,2,30.00,32.00,2.00")
    );
    assert_eq!(session.ok(&["scenarios", PLAN]), "More blocks\theld\t2\t0\t\t\nAgain\theld\t2\t0\t\t\n");
    assert_eq!(session.ok(&["check", PLAN]), "sound\n");
    // A scenario without edits is one, too.
    session.edit("Nothing yet", "");
    assert_eq!(session.edits("Nothing yet"), "");
}

#[test]
fn each_line_of_a_batch_is_answered_by_its_number() {
    let session = Session::new();
    let lines = "ZA2\tPT\t2018/19\tweeks\t+12\n\nZA9\tPT\t2018/19\tweeks\t+12\nZA3\tPT\t2018/19\tweeks\t+12\n\
        ZA2\tPT\t2018/19\tweeks\t-40\nZA2\tPT\nZA2\tPT\t2018/19\tweeks\tsome\n*\tPT\t2018/19\trate\t4\n\
        *\t*\t*\tsetting:hours_per_week\t36\nundo\nundo\nredo\nundo\nundo\nundo\nredo\nredo\nredo\nredo\n";
    let (answers, status) = session.plan().batch("Try", lines);
    insta::assert_snapshot!(answers, @r#"
    ok 1
    error 3: there is no organisation ZA9 in this plan
    error 4: ZA3, PT, 2018/19 has no placement weeks, so there is nothing to add to or to scale; set it first
    error 5: the placement weeks of ZA2, PT, 2018/19 would fall below 0
    error 6: an edit has five or six columns separated by tabs (organisation, profession, year, field, value, note), and this line has 2
    error 7: the value "some" is not a plain number such as 12.5; 12.5 sets, +2 and -2 add, *1.1 scales
    ok 8
    ok 9
    ok 10
    ok 11
    ok 12
    ok 13
    ok 14
    error 15: the last step is “new scenario Try”, and before it there is nothing to undo
    ok 16
    ok 17
    ok 18
    error 19: there is no step to redo: the last step is “Hours in a placement week 37.5 → 36”
    "#);
    assert_eq!(status, 1);
    assert_eq!(session.edits("Try").lines().count(), 3);
    insta::assert_snapshot!(session.steps()[1..].join("\n"), @r"
    new scenario Try
    PT weeks 2018/19 at Fellside Community Trust 20 → 32
    PT rate 2018/19 3 → 4
    Hours in a placement week 37.5 → 36
    ");
}

#[test]
fn undo_reaches_only_steps_of_the_scenario_also_after_a_restart() {
    let session = Session::new();
    session.plan().batch("A", "ZA2\tPT\t2018/19\tweeks\t50\n");
    session.ok(&["settings", PLAN, "hours_per_week=36"]);
    let (answers, status) = session.batch("A", "undo\n");
    assert_eq!(
        (answers.as_str(), status),
        ("error 1: the last step is “Hours in a placement week 37.5 → 36”, which is not one of this scenario\n", 1)
    );
    session.batch("B", "ZA2\tPT\t2018/19\tweeks\t60\nZA2\tPT\t2018/19\tweeks\t70\n");
    assert!(session.batch("A", "undo\n").0.starts_with("error 1: the last step is “PT weeks"));
    let before = session.edits("B");
    assert_eq!(session.batch("B", "undo\nundo\n"), ("ok 1\nok 2\n".into(), 0));
    assert_eq!(session.edits("B"), "");
    assert_eq!(session.batch("B", "redo\nredo\n"), ("ok 1\nok 2\n".into(), 0));
    assert_eq!(session.edits("B"), before);
    assert_eq!(session.ok(&["check", PLAN]), "sound\n");
}

#[test]
fn a_set_takes_the_place_of_earlier_edits_of_its_figure_and_undo_brings_them_back() {
    let session = Session::new();
    session.plan().edit("Blocks", MORE);
    let before = session.edits("Blocks");
    let set = |weeks: u32| format!("ZA2\tPT\t2018/19\tweeks\t{weeks}\t\n");
    assert_eq!(session.batch("Blocks", &(set(26) + &set(28))), ("ok 1\nok 2\n".into(), 0));
    let fte = "ZA1\tPT\t2018/19\tfte\t*1.1\t\n";
    assert_eq!(session.edits("Blocks"), format!("{fte}{}", set(28)));
    assert_eq!(session.steps()[2..].len(), 2, "each a step of its own");
    assert!(session.steps().last().unwrap().ends_with("26 → 28"), "{:?}", session.steps());
    assert_eq!(session.batch("Blocks", "undo\n").0, "ok 1\n");
    assert_eq!(session.edits("Blocks"), format!("{fte}{}", set(26)));
    assert_eq!(session.batch("Blocks", "undo\n").0, "ok 1\n");
    assert_eq!(session.edits("Blocks"), before, "in their order, with their notes");
    assert_eq!(session.batch("Blocks", "redo\nredo\n").1, 0);
    // The same in one step; what it comes to is in the summary and in the parts of the comparison.
    session.edit("Blocks", &(set(40) + "ZA2\tPT\t2018/19\tweeks\t+2\t\n" + &set(32)));
    assert_eq!(session.edits("Blocks"), format!("{fte}{}", set(32)));
    let summary = session.ok(&["summary", PLAN, "--scenario", "Blocks", "--org", "ZA2"]);
    assert!(summary.contains(",30.00,32.00,2.00"), "{summary}");
    let compared = session.ok(&["compare", PLAN, "--scenario", "Blocks", "--format", "csv"]);
    let parts = compared.lines().filter(|line| line.contains("ZA2") && line.contains("contribution")).count();
    assert!(parts <= 5, "{compared}");
    session.edit("Again", &session.edits("Blocks"));
    assert_eq!(session.edits("Again"), session.edits("Blocks"));
    assert_eq!(session.ok(&["check", PLAN]), "sound\n");
}

#[test]
fn a_pasted_block_of_a_hundred_cells_is_one_step() {
    let session = Session::new();
    session.plan().edit("Paste", "");
    let commits = || std::fs::read(session.path(PLAN)).unwrap()[24..28].to_vec();
    let change_counter = |bytes: Vec<u8>| u32::from_be_bytes(bytes.try_into().unwrap());
    let (steps, before) = (session.steps().len(), change_counter(commits()));
    let block: String = (0..100)
        .map(|n| format!("ZA{}\tPT\t20{:02}/{:02}\tweeks\t{n}\t\n", 1 + n % 2, 10 + n / 2, 11 + n / 2))
        .collect();
    session.edit("Paste", &block);
    assert_eq!(session.edits("Paste"), block);
    assert_eq!(session.steps()[steps..], ["100 edits"]);
    assert_eq!(change_counter(commits()) - before, 1, "one commit");
    assert_eq!(session.batch("Paste", "undo\n"), ("ok 1\n".into(), 0));
    assert_eq!(session.edits("Paste"), "");
    assert_eq!(session.batch("Paste", "redo\n"), ("ok 1\n".into(), 0));
    assert_eq!(session.edits("Paste"), block);
    // A scenario that is not there yet is made in the same step, and undone with it.
    session.edit("New", &block);
    assert_eq!(session.steps()[steps + 1..], ["new scenario New with 100 edits"]);
    assert_eq!(session.batch("New", "undo\n").0, "ok 1\n");
    assert_eq!(session.ok(&["scenarios", PLAN]).lines().count(), 1);
    assert_eq!(session.batch("New", "redo\n").0, "ok 1\n");
    assert_eq!(session.edits("New"), block);
}

#[test]
fn a_batch_of_which_no_line_is_taken_changes_nothing() {
    let session = Session::new();
    session.plan();
    let before = std::fs::read(session.path(PLAN)).unwrap();
    // Malformed, of an organisation that is not there, to a missing figure, below 0, a step of nobody's.
    for lines in [
        "ZA2\tPT\n",
        "ZA9\tPT\t2018/19\tweeks\t12\n",
        "ZA3\tPT\t2018/19\tweeks\t+12\nZA2\tPT\t2018/19\tweeks\t-40\n\nnonsense\n",
        "undo\n",
        "redo\n",
    ] {
        let (answers, status) = session.batch("Try", lines);
        assert!(answers.lines().all(|answer| answer.starts_with("error ")), "{answers}");
        assert_eq!(status, 1);
        assert!(std::fs::read(session.path(PLAN)).unwrap() == before, "{lines:?}");
    }
    // What is refused before a line that is taken goes on to it.
    let (answers, status) = session.batch("Try", "ZA2\tPT\nZA2\tPT\t2018/19\tweeks\t+12\n");
    assert_eq!((answers.lines().nth(1), status), (Some("ok 2"), 1));
    assert_eq!(session.edits("Try"), "ZA2\tPT\t2018/19\tweeks\t+12\t\n");
    // No line at all is no fault: the scenario is made, as without --batch.
    assert_eq!(session.batch("Empty", "\n\n"), (String::new(), 0));
    assert_eq!(session.edits("Empty"), "");
}

#[test]
fn without_batch_one_bad_line_leaves_everything_as_it_was() {
    let session = Session::new();
    session.plan();
    let before = std::fs::read(session.path(PLAN)).unwrap();
    for (line, reason) in [
        ("ZA9\tPT\t2018/19\tweeks\t1\n", "line 3: there is no organisation ZA9 in this plan; nothing was changed"),
        ("undo\n", "line 3: `undo` needs --batch; nothing was changed"),
        (
            "ZA1\tPT\t2018/20\tweeks\t1\n",
            "line 3: \"2018/20\" is not an academic year such as 2018/19; nothing was changed",
        ),
    ] {
        let output = session.fed(&["edit", PLAN, "--scenario", "Try"], &format!("{MORE}{line}"));
        assert_eq!(
            (text(&output.stderr).trim_end(), output.status.code()),
            (format!("fairshare: {reason}").as_str(), Some(1))
        );
    }
    assert_eq!(std::fs::read(session.path(PLAN)).unwrap(), before);
}

#[test]
fn an_unknown_scenario_is_refused_with_the_names_that_there_are() {
    let session = Session::new();
    session.plan();
    for command in ["edits", "compare", "summary", "settings"] {
        let (status, message) = session.refused(&[command, PLAN, "--scenario", "Nope"]);
        assert_eq!(
            (status, message.as_str()),
            (1, "fairshare: Nope: no scenario of that name is in the plan; there are: none yet")
        );
    }
    session.edit("More blocks", MORE);
    session.edit("Again", MORE);
    let (_, message) = session.refused(&["compare", PLAN, "--scenario", "Again", "--with", "Nope"]);
    assert!(message.ends_with("there are: More blocks; Again"), "{message}");
    let output = session.fed(&["edit", PLAN, "--scenario", "baseline"], MORE);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
}

#[test]
fn a_closed_pipe_ends_a_batch_quietly() {
    let session = Session::new();
    session.plan();
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairshare"));
    command.args(["edit", PLAN, "--scenario", "Try", "--batch"]).current_dir(session.path("."));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    drop(stdin.write_all("ZA2\tPT\t2018/19\tweeks\t+1\n".repeat(50).as_bytes()));
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!((text(&output.stderr).as_str(), output.status.code()), ("", Some(0)));
    assert_eq!(session.edits("Try").lines().count(), 1, "nobody heard of a second");
}

#[test]
fn a_scenario_has_settings_of_its_own() {
    let session = Session::new();
    session.plan().edit("Shorter weeks", "");
    let settings = |more: &[&'static str]| [&["settings", PLAN, "--scenario", "Shorter weeks"], more].concat();
    session.ok(&settings(&["block_weeks.PT=5", "hours_per_week=36"]));
    session.ok(&settings(&["block_weeks.PT=4"]));
    assert_eq!(session.ok(&settings(&[])), "hours_per_week=36\nblock_weeks.PT=4\n");
    assert_eq!(
        session.edits("Shorter weeks"),
        "*\t*\t*\tsetting:hours_per_week\t36\t\n*\tPT\t*\tsetting:block_weeks\t4\t\n"
    );
    assert!(!session.ok(&["settings", PLAN]).contains("block_weeks.PT"), "the plan's are as they were");
    session.ok(&settings(&["hours_per_week="]));
    assert_eq!(session.ok(&settings(&[])), "block_weeks.PT=4\n");
    let under = session.ok(&["summary", PLAN, "--scenario", "Shorter weeks", "--org", "ZA2"]);
    assert!(under.contains(",-10.00,0.6667,0.5000,0.3333,below,3,"), "{under}");
    let (status, message) = session.refused(&settings(&["hours_per_week=lots"]));
    assert_eq!(
        (status, message.as_str()),
        (2, "fairshare: setting hours_per_week: \"lots\" is not hours such as 37.5")
    );
    assert_eq!(session.refused(&settings(&["no_such="])).0, 2);
}

#[test]
fn an_export_under_a_scenario_says_what_lies_on_top() {
    let session = Session::new();
    session.plan().edit("More blocks", MORE);
    session.ok(&["summary", PLAN, "--scenario", "More blocks", "--out", "more.csv"]);
    let meta = std::fs::read_to_string(session.path("more.csv.meta.json")).unwrap();
    let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
    assert_eq!((&meta["scenario"], &meta["benchmark"]), (&"More blocks".into(), &"held".into()));
    assert_eq!(meta["edits"][0], "ZA2\tPT\t2018/19\tweeks\t+12\ttwo more blocks");
}

#[test]
fn new_data_under_an_old_scenario_loses_no_edit() {
    let session = Session::new();
    session.plan().edit(
        "Old",
        "ZA2\tPT\t2018/19\tweeks\t-15\ttwo weeks fewer\nZA1\tPT\t2018/19\tfte\t+2\nZA3\tPT\t2018/19\tfte\t*2\n",
    );
    // A later edition says that ZA2 provides less.
    let later = "academic_year,org_code,profession,hei,placement_weeks\n\
        2018/19,ZA1,PT,University of Northmoor,40\n2018/19,ZA2,PT,University of Northmoor,10\n";
    session.write("placements.csv", later);
    let edits = session.edits("Old");
    session.ok(&["import", PLAN, "--placements", "placements.csv", "--on-overlap", "replace"]);
    let output = session.run(&["edits", PLAN, "--scenario", "Old"]);
    assert_eq!(text(&output.stdout), edits.split_inclusive('\n').skip(1).collect::<String>(), "what fits is in force");
    assert!(text(&output.stderr).starts_with("Old: not applied: ZA2\tPT\t2018/19\tweeks\t-15"));
    fairshare::store::PlanWriter::open(&session.path(PLAN)).unwrap().undo().unwrap();
    assert_eq!(session.edits("Old"), edits, "it fits the earlier data again");
    // In data without ZA3 its edit has nothing to act on.
    session.write("workforce.csv", WORKFORCE.lines().take(3).map(|line| format!("{line}\n")).collect::<String>());
    session.ok(&["new", "later.fairshare"]);
    session.ok(&["import", "later.fairshare", "--workforce", "workforce.csv", "--placements", "placements.csv"]);
    let mut later = fairshare::store::PlanWriter::open(&session.path("later.fairshare")).unwrap();
    let state = fairshare::store::PlanReader::open(&session.path(PLAN)).unwrap().state("scenario/").unwrap();
    let changes: Vec<_> =
        state.iter().map(|(path, value)| fairshare::store::Change::new(path.as_str(), None, Some(value))).collect();
    later.apply("the scenario", &changes).unwrap();
    drop(later);
    let output = session.run(&["edits", "later.fairshare", "--scenario", "Old"]);
    assert_eq!(text(&output.stdout), "ZA1\tPT\t2018/19\tfte\t+2\t\n", "what fits stays in force");
    let reasons = text(&output.stderr);
    insta::assert_snapshot!(reasons, @r"
    Old: not applied: ZA2	PT	2018/19	weeks	-15	two weeks fewer: the placement weeks of ZA2, PT, 2018/19 would fall below 0
    Old: not applied: ZA3	PT	2018/19	fte	*2: there is no organisation ZA3 in this plan
    ");
    for arguments in [vec!["scenarios", "later.fairshare"], vec!["compare", "later.fairshare", "--scenario", "Old"]] {
        let output = session.run(&arguments);
        assert!(output.status.success());
        assert_eq!(text(&output.stderr), reasons, "{arguments:?}");
    }
    assert_eq!(session.ok(&["scenarios", "later.fairshare"]), "Old\theld\t3\t2\t\t\n");
}

#[test]
fn a_figure_is_explained_under_a_scenario() {
    let session = Session::new();
    session.plan().edit("More blocks", MORE);
    let asked = ["explain", PLAN, "--org", "ZA2", "--profession", "PT", "--year", "2018/19", "--figure"];
    let under = [&asked[..], &["provided_weeks", "--scenario", "more blocks"]].concat();
    insta::assert_snapshot!(session.ok(&under), @r"
    Provided placement weeks with edits, ZA2, PT, 2018/19: 32.00 weeks
      the placement weeks of the data, then the scenario's edits in order
      20.00, plus 12 = 32.00 weeks
      edit: ZA2 PT 2018/19 weeks +12 two more blocks
      note: weeks edited in this scenario
        Provided placement weeks, ZA2, PT, 2018/19: 20.00 weeks
          sum over the rows that count of placement weeks, hours ÷ hours in a week, days ÷ days in a week
          20.00 weeks = 20.00 weeks
          setting: Learners who count: pre-registration,apprentice (default; CapitalAHP Fair Share Model, HEE London 2021)
          row: placements.csv line 3: 20 weeks
    ");
    assert!(session.ok(&[&asked[..], &["provided_weeks"]].concat()).contains("2018/19: 20.00 weeks"));
    let (status, message) = session.refused(&[&asked[..], &["gap_weeks", "--scenario", "Fewer"]].concat());
    assert!(status == 1 && message.contains("there are: More blocks"), "{message}");
}

#[test]
fn every_total_of_a_comparison_is_explained_by_its_line() {
    let session = Session::new();
    session.plan().edit("More blocks", MORE);
    let compared = session.ok(&["compare", PLAN, "--scenario", "More blocks"]);
    let asked = ["explain", PLAN, "--org", "*", "--profession", "PT", "--year", "2018/19"];
    let under = [&asked[..], &["--scenario", "More blocks"]].concat();
    let told: serde_json::Value =
        serde_json::from_str(&session.ok(&[&under[..], &["--format", "json"]].concat())).unwrap();
    let mut each = String::new();
    for one in told.as_array().unwrap() {
        let word = one["figure"].as_str().unwrap();
        assert!(
            compared.contains(&format!("\n  {} ", word.replace('_', " ").replace("fte", "FTE"))),
            "{word}: {compared}"
        );
        each.push_str(&format!(
            "{word}: {} ({})\n",
            one["value"].as_str().unwrap(),
            one["with_values"].as_str().unwrap()
        ));
    }
    insta::assert_snapshot!(each, @r"
    organisations: 2 organisations (2 organisations)
    organisations_reaching_share: 2 of 2 (2 of 2 organisations are on or above 100 %)
    eligible_fte: 21.00 FTE (sum over 2 organisations = 21.00 FTE)
    expected_weeks: 63.00 weeks (sum over 2 organisations = 63.00 weeks)
    provided_weeks: 72.00 weeks (sum over 2 organisations = 72.00 weeks)
    gap_weeks: 9.00 weeks (72.00 − 63.00 = 9.00 weeks)
    provision_ratio: 114 % (72.00 ÷ 63.00 = 114 %)
    weeks_short: 0.00 weeks (size of the sum over 0 organisations = 0.00 weeks)
    ");
    insta::assert_snapshot!(session.ok(&[&under[..], &["--figure", "gap_weeks"]].concat()), @r"
    Gap in total, Physiotherapy, 2018/19, all organisations, scenario More blocks: 9.00 weeks
      Provided − expected, each summed first.
      72.00 − 63.00 = 9.00 weeks
      note: 2 of 3 organisations are added; not included: 1 without a return (expected 15 weeks).
        Provided placement weeks in total: 72.00 weeks
        Expected placement weeks in total: 63.00 weeks
      note: In the baseline: 0.00 weeks
      note: What the scenario changes: +9.00 weeks
    ");
    let (status, message) = session.refused(&[&asked[..], &["--figure", "status"]].concat());
    assert!(status == 2 && message.contains("choose one of organisations, "), "{message}");
}
