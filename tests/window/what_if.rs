//! What if: scenarios in the window, cells edited by keyboard, and what follows.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::store::{PlanReader, Standing};
use fairshare::ui::files::Purpose;
use fairshare::ui::{Action, Page};

use super::app::{PLACEMENTS, WORKFORCE, Window};

const SAMPLE: &str = "data/North Fells sample.fairshare";

impl Window {
    /// Stands the keyboard in a cell of the overview: the row whose label has these words, and a column.
    pub fn stand_in(&mut self, row: &str, column: &str) {
        self.press_like(Role::Row, row);
        let table = self.harness.get_by_role(Role::RowGroup);
        table.focus();
        self.harness.run_ok();
        for arrow in [Key::ArrowLeft; 12].into_iter().chain([Key::ArrowRight; 12]) {
            if self.says_focused(column) {
                return;
            }
            self.key(Modifiers::NONE, arrow);
        }
        panic!("no column {column}: {:#?}", self.labels());
    }

    /// Whether the cell that the keyboard stands in has these words.
    fn says_focused(&self, words: &str) -> bool {
        let table = self.harness.get_by_role(Role::RowGroup);
        let cell = table.accesskit_node().active_descendant();
        cell.and_then(|cell| cell.label()).is_some_and(|label| label.contains(words))
    }

    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_ok();
    }

    /// The labels of the steps in force, oldest first, once everything is saved.
    pub fn steps(&mut self, plan: &str) -> Vec<String> {
        self.wait_for("All changes saved");
        let reader = PlanReader::open(&self.path(plan)).unwrap();
        let history = reader.history().unwrap().into_iter();
        history.filter(|step| step.standing == Standing::InForce).map(|step| step.label).collect()
    }

    /// How many commits the sample's plan has seen: SQLite counts them in the header of the file.
    fn commits(&self) -> u32 {
        let bytes = std::fs::read(self.path(SAMPLE)).unwrap();
        u32::from_be_bytes(bytes[24..28].try_into().unwrap())
    }

    pub fn sample_steps(&mut self) -> Vec<String> {
        self.steps(SAMPLE)
    }
}

const ROW: &str = "Moor Coast Partnership NHS Foundation Trust, Occupational therapy";

#[test]
fn an_edit_begun_in_the_baseline_goes_on_in_a_scenario_made_for_it() {
    let mut window = Window::sample();
    let before = window.sample_steps();
    window.stand_in(ROW, ": provided");
    window.type_text("6");
    window.wait_for("Make a scenario to try this");
    // What is typed on is not lost, and Enter presses the button.
    window.type_text("0");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Scenario: Scenario 1");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(&format!("{ROW}: provided 60.0 weeks, edited, baseline 45.0"));
    assert!(window.says("Provided 8,463.0 weeks, +15.0"), "{:#?}", window.labels());
    assert!(window.says("Benchmark: held at the baseline's"));
    let steps = window.sample_steps();
    let new: Vec<&str> = steps[before.len()..].iter().map(String::as_str).collect();
    let edit = "OT weeks 2019/20 at Moor Coast Partnership NHS Foundation Trust 45 → 60";
    assert_eq!(new, ["new scenario Scenario 1", edit]);
    // The baseline has nothing of it.
    window.press("Scenario: Scenario 1");
    window.press("Baseline");
    window.wait_for(&format!("{ROW}: provided 45.0 weeks"));
    assert!(!window.says("Provided 8,463.0 weeks"));
}

/// The window on the sample, with a scenario that has no edits yet.
pub fn scenario() -> Window {
    let mut window = Window::sample();
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.type_into("Name", "More weeks");
    window.press("Make the scenario");
    window.wait_for("Scenario: More weeks");
    window
}

#[test]
fn a_cell_is_edited_reset_and_undone_by_keyboard() {
    let mut window = scenario();
    window.stand_in(ROW, ": provided");
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("+10 %");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(&format!("{ROW}: provided 49.5 weeks, edited, baseline 45.0"));
    // The keyboard is back in the rows: Delete resets the cell by itself.
    window.key(Modifiers::NONE, Key::Delete);
    window.wait_for(&format!("{ROW}: provided 45.0 weeks"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for(&format!("{ROW}: provided 49.5 weeks, edited, baseline 45.0"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for(&format!("{ROW}: provided 45.0 weeks"));
    window.key(Modifiers::COMMAND, Key::Y);
    window.wait_for(&format!("{ROW}: provided 49.5 weeks, edited, baseline 45.0"));
    assert_eq!(
        window.sample_steps().last().unwrap(),
        "OT weeks 2019/20 at Moor Coast Partnership NHS Foundation Trust 45 → 49.5"
    );
}

#[test]
fn an_open_explanation_of_an_edited_figure_is_up_to_date_on_every_page() {
    let mut window = scenario();
    window.stand_in(ROW, ": provided");
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for_words("Provided placement weeks, Moor Coast Partnership");
    for (typed, weeks) in [("60", "60.0"), ("70", "70.0")] {
        window.key(Modifiers::NONE, Key::F2);
        window.key(Modifiers::COMMAND, Key::A);
        window.type_text(typed);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for(&format!("{ROW}: provided {weeks} weeks, edited, baseline 45.0"));
        window.wait("the new explanation", |window| !window.says("Working it out again…"));
    }
    window.go(Page::WhatIf);
    window.press("Sensitivity");
    window.wait_for_words("As now ");
    assert!(!window.says("Working it out again…"));
}

#[test]
fn the_name_that_is_offered_for_a_scenario_is_typed_over() {
    let mut window = Window::sample();
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.harness.run_ok();
    window.type_text("More");
    window.press("Make the scenario");
    window.wait_for("Scenario: More");
}

#[test]
fn where_no_edit_is_of_the_year_shown_the_bar_says_of_which_they_are() {
    let mut window = scenario();
    window.stand_in(ROW, ": provided");
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("60");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Provided 8,463.0 weeks, +15.0");
    assert!(!window.says("no edit of "));
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.wait_for_words("(no edit of 2018/19; 1 edit of 2019/20):");
}

#[test]
fn a_figure_set_again_is_one_edit_that_keeps_its_note() {
    let mut window = scenario();
    let mut set = |weeks: &str| {
        window.stand_in(ROW, ": provided");
        window.key(Modifiers::NONE, Key::F2);
        window.key(Modifiers::COMMAND, Key::A);
        window.type_text(weeks);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for_words(&format!("{ROW}: provided {weeks}.0 weeks, edited, baseline 45.0"));
    };
    set("60");
    set("75");
    window.go(Page::WhatIf);
    window.wait_for_words("1 edit");
    window.press_like(Role::Row, "OT weeks 2019/20 at Moor Coast Partnership NHS Foundation Trust");
    window.type_into("Note of this edit", "agreed with the team");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("All changes saved");
    window.go(Page::Overview);
    window.stand_in(ROW, ": provided");
    window.key(Modifiers::NONE, Key::F2);
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("80");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(&format!("{ROW}: provided 80.0 weeks, edited, baseline 45.0; agreed with the team"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for(&format!("{ROW}: provided 75.0 weeks, edited, baseline 45.0; agreed with the team"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for(&format!("{ROW}: provided 60.0 weeks, edited, baseline 45.0"));
}

#[test]
fn the_scenario_looked_at_comes_back_with_its_plan() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.type_into("Change", "+10 %");
    window.press_like(Role::Button, "Add ");
    window.wait_for("All changes saved");
    let sample = window.path(SAMPLE);
    let open = |window: &mut Window, path: &std::path::Path, name: &str| {
        window.drop_files(&[path.to_owned()]);
        window.wait_for(&format!("Plan: {name}"));
    };
    let other = window.path("other.fairshare");
    drop(fairshare::store::PlanWriter::create(&other).unwrap());
    open(&mut window, &other, "other");
    window.wait_for("Scenario: Baseline");
    open(&mut window, &sample, "North Fells sample");
    window.wait_for("Scenario: More weeks");
    window.wait_for_words("Shares reached");
    // Left in the baseline, it is found in the baseline.
    window.press("Scenario: More weeks");
    window.press("Baseline");
    open(&mut window, &other, "other");
    open(&mut window, &sample, "North Fells sample");
    window.wait_for("Scenario: Baseline");
}

#[test]
fn the_scenario_looked_at_is_found_again_after_a_crash_and_the_plan_has_nothing_of_it() {
    let mut window = Window::remembering(tempfile::tempdir().unwrap(), Action::Sample);
    let kept = |window: &Window| std::fs::read_to_string(window.path("window.json")).unwrap_or_default();
    window.wait_for("Plan: North Fells sample");
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.type_into("Name", "More weeks");
    window.press("Make the scenario");
    window.wait_for("Scenario: More weeks");
    window.wait_for("All changes saved");
    window.wait("the scenario kept", |window| kept(window).contains("North Fells sample.fairshare\",\n      1"));
    let before = std::fs::read(window.path(SAMPLE)).unwrap();

    let mut window = Window::remembering(window.crash(), Action::Sample);
    window.wait_for("Scenario: More weeks");
    // To look at the baseline, and at the scenario again, is no change of the plan.
    window.press("Scenario: More weeks");
    window.press("Baseline");
    window.wait_for("Scenario: Baseline");
    assert!(window.says("All changes saved"));
    window.wait("the baseline kept", |window| kept(window).contains("\"scenarios\": []"));
    let mut window = Window::remembering(window.crash(), Action::Sample);
    window.wait_for("Scenario: Baseline");
    assert!(std::fs::read(window.path(SAMPLE)).unwrap() == before, "looking wrote nothing into the plan");

    // A scenario that is undone is not looked for again.
    window.press("Scenario: Baseline");
    window.press("More weeks");
    window.wait("the scenario kept", |window| kept(window).contains("North Fells sample.fairshare\",\n      1"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Scenario: Baseline");
    window.wait("the baseline kept", |window| kept(window).contains("\"scenarios\": []"));
}

#[test]
fn text_that_is_no_number_stays_in_the_cell_with_the_reason() {
    let mut window = scenario();
    let before = window.sample_steps();
    window.stand_in(ROW, ": FTE");
    window.key(Modifiers::NONE, Key::F2);
    window.type_text("x");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("\"77.27x\" is not a plain number such as 12.5");
    let field = |window: &Window| {
        let name = format!("{ROW}: FTE");
        let field = window.harness.get_by_role_and_label(Role::TextInput, &name);
        field.accesskit_node().value().unwrap_or_default()
    };
    assert_eq!(field(&window), "77.27x");
    // What the data refuses stays, too.
    window.key(Modifiers::COMMAND, Key::A);
    window.type_text("-100");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("below 0");
    assert_eq!(field(&window), "-100");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for(&format!("{ROW}: FTE 77.3 eligible"));
    assert_eq!(window.sample_steps(), before, "nothing was stored");
}

#[test]
fn scenarios_are_duplicated_renamed_archived_and_deleted_and_each_can_be_undone() {
    let mut window = scenario();
    let mut act = |words: &str, then: &str| {
        window.press_like(Role::Button, "Scenario: ");
        window.press(words);
        window.wait_for(then);
    };
    act("Duplicate", "Scenario: More weeks, copy 1");
    act(
        "Recalculated from the edited data",
        "Benchmark: recalculated from the edited data (observed, each year its own)",
    );
    act("Archive", "Scenario: Baseline");
    act("More weeks", "Scenario: More weeks");
    act("Delete", "Scenario: Baseline");
    window.wait_for("The scenario is deleted");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Scenario: More weeks");
    window.press("Scenario: More weeks");
    window.press("Rename…");
    window.type_into("Name", "baseline");
    window.wait_for_words("is what the plan's own data is called");
    window.type_into("Name", "Fewer weeks");
    window.press("Rename");
    window.wait_for("Scenario: Fewer weeks");
}

#[test]
fn a_pasted_block_of_a_hundred_cells_is_one_step() {
    let mut window = scenario();
    let (before, commits) = (window.sample_steps().len(), window.commits());
    // Fifty rows of FTE and weeks from the top, in the order of the names.
    window.press_like(Role::ColumnHeader, "Organisation");
    window.wait_for("Organisation, sorted ascending");
    let first = window.harness.get_all_by_role(Role::Row).nth(1).unwrap().accesskit_node().label().unwrap();
    window.stand_in(&first, ": FTE");
    let block: String = (0..50).map(|row| format!("{}\t{}\r\n", 500 + row, 1000 + row)).collect();
    window.harness.event(Event::Paste(block));
    window.harness.run_ok();
    window.wait_for(&format!("{first}: FTE 500.0 eligible, edited, baseline 61.6; pasted block"));
    let steps = window.sample_steps();
    assert_eq!(steps[before..], ["pasted block (100 edits)"]);
    assert_eq!(window.commits(), commits + 1, "one commit");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("Undone: pasted block (100 edits)");
    window.wait(&first, |window| !window.says("FTE 500.0 eligible"));
    assert_eq!(window.sample_steps().len(), before);
}

#[test]
fn a_lever_is_pulled_where_it_is_needed_and_taken_back() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.press("What: Change FTE or placement weeks");
    window.press("Two students to one educator");
    window.press("Where: All organisations");
    window.press("Those below their share");
    window.press("Professions: PT OT SLT");
    window.press("Occupational therapy");
    window.press("Speech and language therapy");
    window.key(Modifiers::NONE, Key::Escape);
    window.type_into("Uptake in per cent", "much");
    window.wait_for_words("Uptake in per cent: \"much\" is not a plain number");
    window.type_into("Uptake in per cent", "50");
    window.wait_for("Explain Changes 9 figures.");
    window.press("Add 9 edits");
    window.wait_for_words("Provided 4,422.0 weeks, +678.0");
    assert_eq!(window.sample_steps().last().unwrap(), "2:1 uptake 50 % (9 edits)");
    // One of them goes again, by its row and Delete.
    window.press_like(Role::Row, "PT weeks 2019/20 at Northmoor University Hospitals NHS Foundation Trust");
    window.press("Take this edit back");
    window.wait_for_words("8 edits");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("9 edits");
    window.press_like(Role::Row, "PT weeks 2019/20 at Northmoor University Hospitals NHS Foundation Trust");
    window.type_into("Note of this edit", "agreed with the team");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("agreed with the team");
}

#[test]
fn goal_seek_is_taken_over_and_reaches_its_goal() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.press("Goal seek");
    window.wait_for_words(
        "Bringing 9 organisations that are below to 100 % of the fair share takes 464.6 placement weeks, 82 placements",
    );
    window.press("Take over as 9 edits");
    window.wait_for("Nothing is needed: 100 % of the fair share is reached already.");
    window.wait_for_words("Shares reached 41 of 62, +9");
    assert_eq!(window.sample_steps().last().unwrap(), "goal seek to 100 % (9 edits)");
    window.type_into("Ratio to reach, per cent", "none");
    window.wait_for_words("is not a plain number such as 12.5; 100 is the fair share.");
    window.type_into("Ratio to reach, per cent", "110");
    window.press("For: All that are below");
    window.press("One organisation");
    window.type_into("Organisation", "northmoor");
    window.press("Northmoor University Hospitals NHS Foundation Trust (ZA1)");
    window.wait_for_words("To come to 110 % of the fair share takes 52.3 placement weeks");
}

#[test]
fn a_setting_of_its_own_recalculates_the_benchmark_and_says_so() {
    let mut window = scenario();
    window.go(Page::Method);
    window.wait_for_words("Settings of More weeks");
    window.type_into("Hours in a placement week", "30");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Back to 37.5");
    window.wait_for_words("Benchmark: recalculated, because of the scenario's own settings");
    window.press("Scenario: More weeks");
    window.wait_for_words("The benchmark rate is recalculated although the scenario holds it");
    window.press("Baseline");
    window.wait("the plan's own", |window| !window.says("Back to 37.5"));
}

#[test]
fn sensitivity_says_which_assumption_matters_most() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.press("Sensitivity");
    window.wait_for_words("Reference year moves it most: from 464.6 (as now)");
    window.wait_for_words("Weeks short of those below, Physiotherapy, 2019/20. As now 464.6 weeks.");
    window.press("For: All organisations");
    window.press("One organisation");
    window.wait_for_words("Choose an organisation.");
    window.type_into("Organisation", "ZA1");
    window.press("Northmoor University Hospitals NHS Foundation Trust (ZA1)");
    window.press("What is watched: Weeks short of those below");
    window.press("Gap");
    window.wait_for_words("As now −66.5 weeks.");
}

#[test]
fn two_scenarios_are_compared_and_exported_as_the_command_line_does() {
    let mut window = Window::open(Some(Action::Sample), [1280.0, 800.0], |folder| {
        vec![(Purpose::Comparison, vec![folder.join("comparison.csv")])]
    });
    window.wait_for("Plan: North Fells sample");
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.press("Make the scenario");
    window.wait_for("Scenario: Scenario 1");
    window.go(Page::WhatIf);
    window.press("Goal seek");
    window.press("Take over as 9 edits");
    window.press("Scenario: Scenario 1");
    window.press("Duplicate");
    window.wait_for("Scenario: Scenario 1, copy 1");
    window.press("Change");
    window.type_into("Change", "+10 %");
    window.type_into("Why (a note)", "a tenth more");
    window.press_like(Role::Button, "Add ");
    window.press("Compare scenarios");
    window.wait_for_words("PT 2019/20, Provided, weeks");
    window.press("Which edit brings how much");
    window.wait_for_words("PT 2019/20: a tenth more");
    window.wait_for_words("PT 2019/20: interaction");
    window.press("Compared with: Baseline");
    window.press("Scenario 1");
    window.wait_for_words("Scenario 1, copy 1 compared with Scenario 1");
    window.press("Export the comparison…");
    window.wait_for_words("to comparison.csv");
    let exported = std::fs::read_to_string(window.path("comparison.csv")).unwrap();
    let command_line = std::process::Command::new(env!("CARGO_BIN_EXE_fairshare"))
        .args(["compare".as_ref(), window.path(SAMPLE).as_os_str()])
        .args(["--scenario", "Scenario 1, copy 1", "--with", "Scenario 1", "--format", "csv"])
        .output()
        .unwrap();
    assert_eq!(exported, String::from_utf8(command_line.stdout).unwrap());
}

#[test]
fn the_history_says_in_words_what_was_changed() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.type_into("Change", "+10 %");
    window.type_into("Why (a note)", "a tenth more");
    window.press_like(Role::Button, "Add ");
    window.wait_for("All changes saved");
    window.go(Page::History);
    window.wait_for_words("More weeks: PT weeks 2019/20 at Briarwood Fell Rehabilitation Limited × 1.1; ");
    window.wait_for_words("and 61 more");
    window.wait_for("A tenth more (64 edits): note a tenth more");
    assert!(!window.labels().iter().any(|label| label.contains("scenario/")), "no path of the plan's state");
}

#[test]
fn an_edit_that_new_data_no_longer_fits_is_kept_and_named_with_the_reason() {
    let mut window = Window::scenario_over(WORKFORCE, PLACEMENTS);
    window.type_into("Change", "-15");
    window.press_like(Role::Button, "Add 2 edits");
    window.wait_for_words("Provided 30.0 weeks, −30.0");
    // A new edition: what ZA2 provides is now less than the edit takes off.
    std::fs::write(window.path("placements.csv"), PLACEMENTS.replace(",20\n", ",10\n")).unwrap();
    window.go(Page::Data);
    window.press("Add files…");
    window.press("Import 4 rows");
    window.press("Replace");
    window.go(Page::WhatIf);
    window.wait_for_words("1 edit is not applied");
    window.wait_for_words("the placement weeks of ZA2, PT, 2018/19 would fall below 0");
    window.wait_for_words("2 edits · 1 not applied");
    // The old edition back, the edit applies again: nothing was lost.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("all edits applied", |window| !window.says("not applied"));
    assert!(window.says("Provided 30.0 weeks, −30.0"));
}
