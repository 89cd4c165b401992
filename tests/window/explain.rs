//! Where a figure comes from: the panel beside the page, down to the row of a file, by labels and keyboard.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::{Action, Page};

use crate::app::Window;

impl Window {
    /// Gives the keyboard to the rows of the table of that name, once it is there.
    pub fn stand_in_table(&mut self, caption: &str) {
        let called = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|l| l.contains(caption));
        let there = |window: &Window| window.harness.query_all_by_role(Role::Table).any(|table| called(&table));
        self.wait(caption, there);
        let table = self.harness.get_all_by_role(Role::Table).find(called).expect("the table that was waited for");
        table.get_by_role(Role::RowGroup).focus();
        self.harness.run_ok();
    }
}

impl Window {
    /// By keyboard to the organisation of the third line of the rug.
    pub fn open_from_the_rug(&mut self) {
        self.go(Page::Rug);
        self.wait_for_words("All organisations: ");
        self.stand_in_table("Provision ratios by profession");
        for key in [Key::ArrowDown, Key::ArrowDown, Key::Enter] {
            self.key(Modifiers::NONE, key);
        }
        self.wait_for("By university");
    }
}

/// Northmoor in physiotherapy, 2018/19, in the overview.
fn northmoor() -> Window {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.type_into("Search organisations", "northmoor");
    window.wait_for_words("1 organisation · 3 professions");
    window.stand_in_table("Organisations, 2018/19");
    window.key(Modifiers::NONE, Key::Home);
    window
}

#[test]
fn from_a_cell_of_the_rug_to_the_row_of_the_file() {
    let mut window = Window::sample();
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
    window.stand_in_table("Provision ratios by profession");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::Space] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Provision ratio, ");
    window.wait_for_words("Provided ÷ expected");
    window.stand_in_table("Made from 2 figures");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Back to Provision ratio");
    window.wait_for_words("Provided placement weeks, ");
    window.stand_in_table("Source rows");
    window.key(Modifiers::NONE, Key::Home);
    window.wait_for_words("in Data");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Line ");
    window.wait_for("University");
    assert!(window.says("of placements.csv") && window.says("Learner type"), "{:#?}", window.labels());
    window.press("Close the line");
    assert!(!window.says("Learner type"));
}

#[test]
fn an_open_explanation_follows_the_chosen_cell_and_escape_closes_it() {
    let mut window = northmoor();
    window.key(Modifiers::NONE, Key::ArrowRight);
    assert!(!window.says("Close the explanation"));
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Close the explanation");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words(
        "Eligible FTE, Northmoor University Hospitals NHS Foundation Trust, physiotherapy, 2018/19: 205.",
    );
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words("Expected placement weeks, Northmoor University Hospitals");
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Close the explanation"));
}

#[test]
fn the_rate_on_a_card_is_explained_by_a_press_and_its_parts_lead_on_and_back() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Explain 2.51 weeks per FTE, physiotherapy");
    window.wait_for_words("Benchmark rate, observed, Physiotherapy, 2019/20: 2.5080 weeks per FTE");
    assert!(window.says("rows of 3 files"), "{:#?}", window.labels());
    window.press_like(Role::Row, "Eligible FTE of the group");
    window.wait_for("Back to Benchmark rate, observed");
    window.press_like(Role::Row, "Northmoor");
    window.wait_for_words("Snapshot of 2019-09-30");
    window.press_like(Role::Button, "Back to Eligible FTE of those that form the rate");
    window.press_like(Role::Button, "Back to Benchmark rate, observed");
    window.wait_for_words("Benchmark rate, observed, Physiotherapy, 2019/20");
}

#[test]
fn a_changed_setting_is_explained_at_once() {
    let mut window = northmoor();
    for _ in 0..7 {
        window.key(Modifiers::NONE, Key::ArrowRight);
    }
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for_words("Status, Northmoor");
    assert!(!window.says("Set in this plan"));
    window.go(Page::Method);
    window.type_into("Near from", "95 %");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Set in this plan");
    window.wait_for_words("is below 0.95: below");
}

#[test]
fn a_missing_figure_says_why() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.type_into("Search organisations", "zd3");
    window.wait_for_words("1 organisation ·");
    window.stand_in_table("Organisations, 2018/19");
    window.key(Modifiers::NONE, Key::End);
    for _ in 0..6 {
        window.key(Modifiers::NONE, Key::ArrowRight);
    }
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for_words("missing. No placement row for ZD3");
}

#[test]
fn a_point_of_the_funnel_and_the_cells_beside_it_are_explained() {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window.press("Explain");
    window.wait_for_words("Choose a figure: press a cell");
    window.harness.query_all_by_role(Role::ListBox).next().expect("the chart").focus();
    window.harness.run_ok();
    window.key(Modifiers::NONE, Key::End);
    window.wait_for_words("Provision ratio, ");
    window.press("Bars: weeks");
    window.harness.query_all_by_role(Role::ListBox).next().expect("the chart").focus();
    window.harness.run_ok();
    window.key(Modifiers::NONE, Key::End);
    window.wait_for_words("Provided placement weeks, ");
}

#[test]
fn an_edit_of_the_scenario_is_explained_and_goes_with_the_scenario() {
    const ROW: &str = "Moor Coast Partnership NHS Foundation Trust, Occupational therapy";
    let mut window = Window::sample();
    window.stand_in(ROW, ": provided");
    window.type_text("60");
    window.wait_for("Make a scenario to try this");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Scenario: Scenario 1");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for(&format!("{ROW}: provided 60.0 weeks, edited, baseline 45.0"));
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for_words("Scenario: Scenario 1: 60.00 weeks");
    window.wait_for("45.00, set to 60 = 60.00 weeks");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("Provided placement weeks, Moor Coast Partnership NHS Foundation Trust, occupational therapy, 2019/20. Scenario: Scenario 1: 45.00 weeks");
    assert!(!window.says("set to 60 ="), "{:#?}", window.labels());
}

#[test]
fn a_rank_and_a_total_say_how_they_were_made_and_lead_on() {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window.stand_in_table("Organisations compared");
    window.key(Modifiers::NONE, Key::Home);
    for _ in 0..4 {
        window.key(Modifiers::NONE, Key::ArrowRight);
    }
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("place 1 of 21; 1 + 0 = 1, 21 − 11 = 10");
    assert!(window.says("after Goldstein and Spiegelhalter 1996"), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::ArrowLeft);
    window.wait_for_words(" blocks, with an interval of ");
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
    window.stand_in_table("Provision ratios by profession");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words("3,744.00 ÷ 3,744.00 = 100 %");
    window.press_like(Role::Row, "Provided placement weeks in total");
    window.wait_for("Back to Provision ratio in total");
    window.press_like(Role::Row, "Blackthorn");
    window.wait_for("Back to Provided placement weeks in total");
}

#[test]
fn the_sentences_of_a_card_lead_to_the_organisations_that_they_add() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Explain 465 weeks short, 465 above, physiotherapy");
    window.wait_for_words("Weeks short, Physiotherapy, 2019/20, all organisations: 464.65 weeks");
    window.press_like(Role::Row, "Ellerfell Teaching");
    window.wait_for_words("Gap, Ellerfell Teaching Hospitals NHS Trust, physiotherapy, 2019/20: −164.");
    window.press("Back to Weeks short");
    window.press_like(Role::Button, "Explain 12 of 21 meet their share, physiotherapy");
    window.wait_for_words("Organisations that meet their share, Physiotherapy, 2019/20, all organisations: 12 of 21");
    window.press_like(Role::Button, "Explain Not included: 1 without workforce data, occupational therapy");
    window.wait_for_words("Not included, Occupational therapy");
    window.press_like(Role::Row, "Ellerdale County Council");
    window.wait_for_words(
        "Eligible FTE, Ellerdale County Council, Adult Social Care, occupational therapy, 2019/20: missing.",
    );
}

#[test]
fn the_bar_of_a_scenario_leads_to_its_figures_and_to_the_baselines() {
    let mut window = Window::sample();
    window.stand_in("Moor Coast Partnership NHS Foundation Trust, Occupational therapy", ": provided");
    window.type_text("60");
    window.wait_for("Make a scenario to try this");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Scenario: Scenario 1");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Explain Provided ");
    window.press_like(Role::Button, "Explain Gap ");
    window.wait_for_words("Gap in total, PT OT SLT, 2019/20, all organisations. Scenario: Scenario 1: 15.00 weeks");
    window.press_like(Role::Button, "In the baseline: ");
    window.wait_for_words("Gap in total, PT OT SLT, 2019/20, all organisations: 0.00 weeks");
    window.press_like(Role::Row, "Provided placement weeks in total");
    window.wait_for_words("Provided placement weeks in total, PT OT SLT, 2019/20, all organisations: ");
    window.press_like(Role::Row, "Occupational therapy");
    window.wait_for_words("Provided placement weeks in total, Occupational therapy, 2019/20");
    // The largest stands first; it is told as the baseline has it.
    window.stand_in_table("Made from 21 figures");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Ellerfell Teaching Hospitals NHS Trust, occupational therapy, 2019/20: 325.00 weeks");
}

#[test]
fn where_there_is_little_room_an_explanation_takes_the_place_of_the_page() {
    let mut window = Window::open(Some(Action::Sample), [620.0, 400.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.press("Understood");
    window.press_like(Role::Button, "Explain 2.51 weeks per FTE, physiotherapy");
    window.wait_for_words("Benchmark rate, observed, Physiotherapy, 2019/20: 2.5080 weeks per FTE");
    assert!(!window.says("Search organisations"), "{:#?}", window.labels());
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for("Search organisations");
}

#[test]
fn the_spread_of_a_card_is_told_by_status_and_leads_to_the_organisations() {
    let mut window = Window::sample();
    window.press("Explain the spread of provision ratios, physiotherapy");
    window.wait_for_words("Spread of provision ratios, Physiotherapy, 2019/20, all organisations: ");
    window.wait_for_words(" = 21 organisations");
    assert!(window.says("Above from: 110 %") && window.says("Near from: 80 %"), "{:#?}", window.labels());
    window.press_like(Role::Row, "Blackthorn Moor");
    window.wait_for_words("Provision ratio, Blackthorn Moor Orthopaedic Hospital");
}

#[test]
fn what_a_comparison_rests_on_is_told_sentence_by_sentence() {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    for (sentence, told) in [
        (
            "Explain 21 organisations are compared.",
            "Organisations added, Physiotherapy, 2019/20, all organisations: 21",
        ),
        ("Explain Centre line: ", "Provision ratio in total, Physiotherapy, 2019/20, all organisations: 100 %"),
        ("Explain Placement weeks come in blocks", "How far weeks come in blocks, D, Physiotherapy, 2019/20"),
        ("Explain Limits 1.31 times as wide", "Over-dispersion, Physiotherapy, 2019/20, all organisations"),
    ] {
        window.press_by_keyboard(sentence);
        window.wait_for_words(told);
    }
}

#[test]
fn the_answers_of_what_if_and_each_edit_are_told() {
    let mut window = Window::sample();
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.press("Make the scenario");
    window.go(Page::WhatIf);
    window.press("Goal seek");
    window.wait_for_words("takes 464.6 placement weeks");
    window.press_by_keyboard("Explain Bringing 9 organisations");
    window.wait_for_words(
        "What the goal takes, 9 organisations, physiotherapy, 2019/20. Scenario: Scenario 1: 464.65 weeks",
    );
    window.press("Sensitivity");
    window.wait_for_words("As now 464.6 weeks.");
    window.press_by_keyboard("Explain As now 464.6 weeks.");
    window
        .wait_for_words("What moves the figure most, all organisations, physiotherapy, 2019/20. Scenario: Scenario 1");
    window.press("Change");
    window.type_into("Change", "+10 %");
    window.press_like(Role::Button, "Add ");
    window.wait_for_words("PT weeks 2019/20 at Briarwood");
    window.press_like(Role::Row, "PT weeks 2019/20 at Briarwood");
    window.stand_in_table("Edits in force");
    // The open panel follows. Wherever the press set it down: from the first column to the baseline's.
    for _ in 0..6 {
        window.key(Modifiers::NONE, Key::ArrowLeft);
    }
    window.wait_for_words("Provided placement weeks with edits, Briarwood Fell Rehabilitation");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words("Provided placement weeks, Briarwood Fell Rehabilitation");
}

/// Changes a setting, and waits until the story shown is told anew: the same figure, another value.
fn told_anew(window: &mut Window, story: &str, (setting, to): (&str, &str)) {
    let told = |window: &Window| window.labels().into_iter().find(|label| label.starts_with(story));
    window.wait_for_words(story);
    let before = told(window);
    window.go(Page::Method);
    window.type_into(setting, to);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the story told anew", |window| told(window).is_some() && told(window) != before);
}

#[test]
fn stories_of_a_page_follow_the_plan() {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window.press_by_keyboard("Explain Limits 1.31 times as wide");
    let dispersion = "Over-dispersion, Physiotherapy, 2019/20, all organisations: φ";
    told_anew(&mut window, dispersion, ("Hours in a placement week", "20"));
    // An organisation's page.
    window.key(Modifiers::COMMAND, Key::K);
    window.type_into("Command", "ellerfell tea");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("What the gap comes to");
    window.stand_in_table("What the gap comes to");
    for key in [Key::End, Key::ArrowUp, Key::ArrowUp] {
        window.key(Modifiers::NONE, key);
    }
    told_anew(&mut window, "Students on placement at any one time, ", ("Weeks a year in which placements run", "20"));
    // A scenario's.
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.press("Make the scenario");
    window.go(Page::WhatIf);
    window.press("Goal seek");
    window.wait_for_words("placement weeks, ");
    window.press_by_keyboard("Explain Bringing ");
    told_anew(&mut window, "What the goal takes, ", ("Hours in a placement week", "37.5"));
    window.press("Scenario: Scenario 1");
    window.press("Baseline");
    window.wait_for_words("It is a figure of a scenario, and the baseline is looked at.");
}

#[test]
fn what_files_steps_and_the_status_line_count_is_told() {
    let mut window = Window::sample();
    window.press_by_keyboard("Explain 22 organisations · 3 professions · 64 rows");
    window.wait_for_words("Rows shown, all organisations, 2019/20: 64 rows.");
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
    window.press_by_keyboard("Explain 22 organisations · ");
    window.wait_for_words("Organisations shown, all organisations, 2019/20: 22 organisations.");
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window.press_by_keyboard("Explain 21 of 21 organisations compared");
    window.wait_for_words("Organisations added, Physiotherapy, 2019/20, all organisations: 21 organisations");
    window.go(Page::Data);
    window.press_by_keyboard("Explain 4 files · 13 findings to look at");
    window.wait_for_words("Findings to look at, 4 files: 13 findings.");
    window.press_by_keyboard("Explain Totals of all rows: 75,164 placement weeks");
    window.wait_for_words("Totals of all rows, placements.csv, placements: 75,164 placement weeks");
    window.stand_in_table("Files of the plan");
    for key in [Key::Home, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Rows used, placements.csv, placements: 3,840 rows.");
    // From a finding to the line that it is about.
    window.stand_in_table("Findings in placements.csv");
    window.key(Modifiers::NONE, Key::Home);
    window.wait_for_words("Rows of a finding, placements.csv: 1 row.");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Line 2,598 of placements.csv");
    window.go(Page::History);
    window.stand_in_table("Steps, newest first");
    window.key(Modifiers::NONE, Key::Home);
    window.wait_for_words("What the step changed, Import of the sample: ");
    assert!(window.says("workforce_tidy.csv: value not there → in force"), "{:#?}", window.labels());
}

/// Where the words that tell the figure stand, a figure of Northmoor.
fn told_at(window: &Window) -> eframe::egui::Rect {
    let mut told = window.harness.get_all_by_role(Role::Status);
    let is_it = |label: String| label.contains(", Northmoor University Hospitals");
    told.find(|node| node.accesskit_node().label().is_some_and(is_it)).expect("a figure told").rect()
}

#[test]
fn another_figure_is_read_from_its_beginning_in_columns_of_its_own() {
    let mut window = northmoor();
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Close the explanation");
    window.wait_for_words("Source rows: ");
    let top = told_at(&window);
    let at = top.center();
    window.harness.event(eframe::egui::Event::PointerMoved(at));
    window.harness.event(eframe::egui::Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        delta: eframe::egui::vec2(0.0, -300.0),
        phase: eframe::egui::TouchPhase::Move,
        source: eframe::egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.harness.run_ok();
    window.wait("the panel scrolled", |window| told_at(window).top() < top.top() - 40.0);
    window.stand_in_table("Organisations, 2018/19");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words("Eligible FTE, Northmoor University Hospitals");
    assert_eq!(told_at(&window).top(), top.top());
}
