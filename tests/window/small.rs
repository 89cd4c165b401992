//! A small window, or one that is enlarged: everything stays in reach.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect};
use egui_kittest::Node;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::{Action, Page};

use crate::app::Window;
use crate::keyboard::focused;

/// A window of 1280 by 800 at 200 %.
const ENLARGED: [f32; 2] = [640.0, 400.0];

/// The smallest window at 200 %.
const SMALLEST_ENLARGED: [f32; 2] = [512.0, 320.0];

fn sample(size: [f32; 2]) -> Window {
    let mut window = Window::open(Some(Action::Sample), size, |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window
}

/// Where the control of that label is on the screen. In a menu its keys are a part of the label.
fn place(window: &Window, label: &str) -> Rect {
    let mut nodes = window.harness.root().children_recursive();
    let is = |words: String| words.strip_prefix(label).is_some_and(|keys| keys.is_empty() || keys.contains("Ctrl+"));
    let words = |node: &Node<'_>| node.accesskit_node().label().or_else(|| node.accesskit_node().value());
    let node = nodes.find(|node| words(node).is_some_and(is));
    node.unwrap_or_else(|| panic!("no {label}: {:#?}", window.labels())).rect()
}

fn in_sight(window: &Window, label: &str) -> bool {
    window.harness.ctx.content_rect().contains_rect(place(window, label))
}

#[test]
fn the_palette_keeps_its_field_and_its_choice_in_sight() {
    let mut window = sample(ENLARGED);
    window.key(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    assert!(in_sight(&window, "Command"), "{:?}", place(&window, "Command"));
    for _ in 0..40 {
        window.key(Modifiers::NONE, Key::ArrowDown);
    }
    assert!(in_sight(&window, "Command") && in_sight(&window, "Quit"), "{:?}", place(&window, "Quit"));
}

#[test]
fn the_palette_finds_what_is_looked_for() {
    let mut window = sample([1280.0, 800.0]);
    for (words, found) in [
        ("scenario", "New scenario…"),
        ("peer", "New peer group…"),
        ("goal", "What if"),
        ("columns", "Overview"),
        ("baseline", "Baseline"),
    ] {
        window.key(Modifiers::COMMAND, Key::K);
        window.type_into("Command", words);
        let dialog = window.harness.get_all_by_label(found).any(|node| node.accesskit_node().role() == Role::Button);
        assert!(dialog, "{words} finds no {found}: {:#?}", window.labels());
        window.key(Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn commands_that_can_do_nothing_are_not_in_the_palette() {
    let mut window = Window::open(None, ENLARGED, |_| Vec::new());
    window.key(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    assert!(window.says("Try the sample") && !window.says("Undo") && !window.says("Rug"), "{:#?}", window.labels());
}

#[test]
fn menus_and_help_scroll_inside_the_window() {
    let mut window = sample(ENLARGED);
    window.press("Plan: North Fells sample");
    window.wait_for_words("Quit");
    // Menus go round: up from the button leads to the last entry.
    window.key(Modifiers::NONE, Key::ArrowUp);
    window.wait("the last entry in sight", |window| in_sight(window, "Quit"));
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::NONE, Key::F1);
    window.wait_for("Close");
    assert!(in_sight(&window, "Close") && in_sight(&window, "Overview"), "{:?}", place(&window, "Close"));
}

#[test]
fn enter_in_a_drop_down_chooses_and_closes_it_and_the_keyboard_is_back() {
    let mut window = sample([1280.0, 800.0]);
    window.press_by_keyboard("Academic year: 2019/20");
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::ArrowDown);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Academic year: 2018/19");
    assert!(!window.says("2016/17"), "the list is open: {:#?}", window.labels());
    assert_eq!(focused(&window).as_deref(), Some("Academic year: 2018/19"));
}

#[test]
fn what_the_keyboard_comes_to_is_scrolled_into_sight() {
    let mut window = sample(ENLARGED);
    window.go(Page::Method);
    window.wait_for("Hours in a placement week");
    assert!(!in_sight(&window, "Hours in a placement week"));
    for _ in 0..80 {
        window.key(Modifiers::NONE, Key::Tab);
        if focused(&window).is_some_and(|label| label == "Hours in a placement week") {
            assert!(in_sight(&window, "Hours in a placement week"));
            return;
        }
    }
    panic!("never came to it: {:?}", focused(&window));
}

/// Whether the control of that label is in sight sideways: what is lower can be scrolled to.
fn between_the_sides(window: &Window, label: &str) -> bool {
    window.harness.ctx.content_rect().x_range().contains(place(window, label).right())
}

#[test]
fn the_rows_of_the_rug_are_in_reach() {
    let mut window = sample(SMALLEST_ENLARGED);
    window.go(Page::Rug);
    window.wait_for("Copy table");
    window.harness.get_by_label("SLT, of share").focus();
    window.harness.run_ok();
    window.key(Modifiers::NONE, Key::Tab);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let mut rows = window.harness.get_all_by_role(Role::Row);
    let row = rows.find(|row| row.accesskit_node().is_selected() == Some(true));
    let row = row.unwrap_or_else(|| panic!("no row was ever selected: {:#?}", window.labels())).rect();
    assert!(window.harness.ctx.content_rect().contains_rect(row), "{row:?}");
}

#[test]
fn the_history_stays_inside_a_narrow_window() {
    let mut window = sample(SMALLEST_ENLARGED);
    window.go(Page::History);
    for label in ["Undo import of the sample", "Nothing to redo"] {
        window.wait_for(label);
        assert!(between_the_sides(&window, label), "{label}: {:?}", place(&window, label));
    }
}

#[test]
fn every_field_of_an_assumption_is_in_reach() {
    let mut window = sample(SMALLEST_ENLARGED);
    window.go(Page::Method);
    window.type_into("New assumption", "Returns are whole");
    window.key(Modifiers::NONE, Key::Enter);
    for label in ["Who of assumption 1", "Date of assumption 1", "Remove assumption 1", "Add an assumption"] {
        window.wait_for(label);
        assert!(between_the_sides(&window, label), "{label}: {:?}", place(&window, label));
    }
}

#[test]
fn the_benchmark_is_said_whole_where_the_bar_is_narrow() {
    let window = sample(SMALLEST_ENLARGED);
    let words = "Benchmark: observed, each year its own";
    assert!(in_sight(&window, words) && place(&window, words).width() > 200.0, "{:?}", place(&window, words));
}

#[test]
fn beside_an_explanation_no_control_is_squeezed_into_the_rest_of_a_line() {
    for width in [1280.0, 1024.0] {
        let mut window = sample([width, 800.0]);
        window.go(Page::Compare);
        window.wait_for_words("organisations compared");
        window.press("Explain");
        window.press("Profession: Physiotherapy");
        window.press("Occupational therapy");
        let field = place(&window, "Search organisations");
        assert!(field.width() >= 180.0, "{width}: {field:?}");
        // The page ends where the explanation begins.
        let end = place(&window, "Close the explanation").left() - 16.0;
        window.wait("the chart", |window| {
            let mut charts = window.harness.get_all_by_role(Role::ListBox);
            charts.any(|chart| chart.rect().right() < end)
        });
        window.press("Scenario: Baseline");
        window.press("New scenario…");
        window.press("Make the scenario");
        window.go(Page::WhatIf);
        window.wait_for("Why (a note)");
        let notes = window.harness.get_all_by_label("Why (a note)");
        let field = notes.into_iter().find(|node| node.accesskit_node().role() == Role::TextInput).unwrap().rect();
        assert!(field.width() >= 180.0, "{width}: {field:?}");
        window.press("Sensitivity");
        window.wait_for("For: All organisations");
        let button = place(&window, "For: All organisations");
        assert!(button.height() < 40.0 && button.width() > 100.0, "{width}: {button:?}");
    }
}

#[test]
fn a_chart_below_its_table_comes_into_sight_with_the_keyboard() {
    let mut window = Window::sample();
    let chart = |window: &Window| {
        let mut charts = window.harness.query_all_by_role(Role::ListBox);
        charts.find(|node| node.accesskit_node().is_focused()).map(|node| node.rect())
    };
    window.stand_in_table("Organisations, 2019/20");
    window.key(Modifiers::NONE, Key::Tab);
    window.wait("the chart in sight", |window| chart(window).is_some_and(|rect| rect.height() > 100.0));
    let inside = chart(&window).unwrap();
    assert!(inside.top() > 40.0 && inside.bottom() < 800.0, "{inside:?}");
}
