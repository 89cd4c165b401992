//! The page of one organisation: opened by keyboard, its figures explained, and back again.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::{Action, Page};

use crate::app::Window;

/// Ellerfell, found by name among the commands.
fn ellerfell() -> Window {
    // High enough for the whole page: a screen reader hears of what is in sight.
    let mut window = Window::open(Some(Action::Sample), [1400.0, 2400.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.key(Modifiers::COMMAND, Key::K);
    window.type_into("Command", "ellerfell tea");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Ellerfell Teaching Hospitals NHS Trust");
    window.wait_for("Provision ratio by year, physiotherapy, measured by 2016/17");
    window
}

#[test]
fn an_organisation_is_found_by_name_and_says_everything_about_itself() {
    let window = ellerfell();
    for words in [
        "Physiotherapy: gap −196.7 weeks",
        "2018/19: ratio 64 % of share",
        "Saltmarsh University: share 41.1 % of provided",
        "apprentice: provided 16.0 weeks",
        "2:1: provided 12.0 weeks",
        "Provided: share 100.0 % of all offered",
        "Students at a time: it comes to 4.9",
        "no team named: provided 223.0 weeks",
        "No workforce row of this profession and year names a team, so the fair share is not told by team.",
        "20 of 21 organisations",
    ] {
        assert!(window.says(words), "{words} is not among {:#?}", window.labels());
    }
    assert!(!window.says("no team named: expected"), "{:#?}", window.labels());
    // The shapes of the years are those of their statuses: none of them stands for the ratio as such.
    assert!(!window.labels().iter().any(|label| label == "ratio"), "{:#?}", window.labels());
    let years = window.harness.query_all_by_role(Role::ListBox).filter_map(|node| node.accesskit_node().description());
    assert!(years.into_iter().any(|said| said.contains("two years are not a trend")));
}

#[test]
fn another_profession_is_one_press_away() {
    let mut window = ellerfell();
    window.press_like(Role::Row, "Occupational therapy");
    window.wait_for_words("Provision ratio by year, occupational therapy");
    assert!(window.says("Gap: it comes to 37.7 weeks"), "{:#?}", window.labels());
}

#[test]
fn from_the_rug_to_an_organisation_to_a_cells_explanation_to_its_row_and_back() {
    let mut window = Window::sample();
    window.open_from_the_rug();
    window.stand_in_table("By university");
    for key in [Key::Home, Key::ArrowRight, Key::Space] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Sum of the placement weeks of its rows that count");
    window.stand_in_table("Source rows");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("of placements.csv");
    window.wait_for("Supervision model");
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
}

#[test]
fn escape_leads_back_to_the_page_beneath_and_a_changed_setting_is_followed() {
    let mut window = ellerfell();
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for_words("22 organisations · 3 professions");
    window.stand_in("Ellerfell Teaching Hospitals NHS Trust, Physiotherapy", ": gap");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Gap: it comes to −196.7 weeks");
    window.key(Modifiers::ALT, Key::ArrowLeft);
    window.wait_for_words("22 organisations · 3 professions");
    assert!(!window.says("By university"));
}

#[test]
fn what_is_worth_knowing_leads_to_the_figures_that_it_is_about() {
    let mut window = ellerfell();
    window.press_like(Role::Button, "Explain Apprentices ");
    window.wait_for_words("Gap, Ellerfell Teaching Hospitals NHS Trust, physiotherapy, 2018/19: −196.68 weeks");
}
