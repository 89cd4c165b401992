//! What the page *What if* and the bar above a scenario say of their figures, down to what they are made from.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use fairshare::ui::Page;

use super::app::Window;
use super::what_if::scenario;

/// A scenario with a tenth more of every figure of placement weeks.
fn a_tenth_more() -> Window {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.type_into("Change", "+10 %");
    window.press_like(Role::Button, "Add ");
    window.wait_for_words("Shares reached ");
    window
}

#[test]
fn a_change_in_the_bar_leads_to_both_of_its_sides() {
    let mut window = a_tenth_more();
    window.press_like(Role::Button, "Explain the change of Provided, +");
    window.wait_for_words("Provided placement weeks in total, what the scenario changes, PT OT SLT, 2019/20");
    assert!(window.says("In this scenario − in the baseline."), "{:#?}", window.labels());
    window.press_like(Role::Row, "In the baseline");
    window.wait_for_words("Provided placement weeks in total, PT OT SLT, 2019/20, all organisations: 8,448.00 weeks");
    // The figure itself tells the total, with the way to the change beside what it is made from.
    window.press_like(Role::Button, "Explain Provided ");
    window.wait_for_words("What the scenario changes: +");
    window.press_like(Role::Button, "What the scenario changes: +");
    window.wait_for_words("Provided placement weeks in total, what the scenario changes");
    window.key(Modifiers::NONE, Key::Escape);
}

#[test]
fn every_figure_of_a_goal_leads_on_to_what_it_is_made_from() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.press("Goal seek");
    window.press_like(Role::Button, "Explain Bringing 9 organisations");
    window
        .wait_for_words("What the goal takes, 9 organisations, physiotherapy, 2019/20. Scenario: More weeks: 464.65 ");
    window.press_like(Role::Row, "Placements in all");
    window.wait_for_words(
        "Placements in all, 9 organisations, physiotherapy, 2019/20. Scenario: More weeks: 82 placements",
    );
    window.press_like(Role::Row, "Northmoor University Hospitals NHS Foundation Trust");
    window.wait_for_words("Placements to reach the ratio, Northmoor University Hospitals");
    assert!(window.says("Block length"), "the setting is named: {:#?}", window.labels());
    window.press_like(Role::Row, "Extra weeks to reach the ratio");
    window.wait_for_words("Extra weeks to reach the ratio, Northmoor University Hospitals");
}

#[test]
fn trying_assumptions_says_of_each_end_what_was_tried() {
    let mut window = scenario();
    window.go(Page::WhatIf);
    window.press("Sensitivity");
    window.wait_for_words("As now 464.6 weeks.");
    window.press_like(Role::Button, "Explain As now 464.6 weeks.");
    window
        .wait_for_words("What moves the figure most, all organisations, physiotherapy, 2019/20. Scenario: More weeks");
    window.press_like(Role::Row, "Highest, ");
    window.wait_for_words("Weeks short, reference year: ");
    window.wait_for_words("Tried here by itself; in the scenario it is own");
    window.press_by_keyboard("Expected with this choice: ");
    window.wait_for_words("Expected placement weeks in total, reference year: ");
    // The open panel follows the cells, each of which is told by itself.
    window.stand_in_table("What each assumption does");
    for key in [Key::Home, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Weeks short, reference year: ");
    window.key(Modifiers::NONE, Key::ArrowRight);
    window.wait_for_words("Swing of reference year, ");
}

#[test]
fn what_a_part_brings_is_told_by_both_figures() {
    let mut window = a_tenth_more();
    window.press("Compare scenarios");
    window.press("Which edit brings how much");
    window.stand_in_table("Which edit brings how much, More weeks compared with baseline");
    for key in [Key::Home, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::Space] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Contribution to gap, ");
    window.wait_for_words("With this part alone");
    window.press_like(Role::Row, "In the baseline");
    window.wait_for_words("Gap in total, ");
}
