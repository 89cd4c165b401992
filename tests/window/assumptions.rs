//! The assumptions log: written, edited, undone and exported by labels and keyboard.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use fairshare::ui::{Action, Page};

use crate::app::Window;

fn method() -> Window {
    let mut window = Window::open(Some(Action::Sample), [1280.0, 3600.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.go(Page::Method);
    window.wait_for("Assumptions log");
    window
}

#[test]
fn an_assumption_is_written_judged_and_undone() {
    let mut window = method();
    window.type_into("New assumption", "The 2018/19 return of ZA2 is complete");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("What is assumed of assumption 1");
    window.type_into("Why of assumption 1", "Confirmed by the practice education lead");
    window.key(Modifiers::NONE, Key::Enter);
    window.press_like(Role::Button, "Impact on the results of assumption 1");
    window.press("high");
    window.wait_for("Impact on the results of assumption 1: high");
    let steps = window.sample_steps();
    let last: Vec<&str> = steps.iter().rev().take(3).map(String::as_str).collect();
    assert_eq!(
        last,
        [
            "impact on the results of the assumption: The 2018/19 return of ZA2 is complete",
            "why of the assumption: The 2018/19 return of ZA2 is complete",
            "assumption: The 2018/19 return of ZA2 is complete",
        ]
    );
    window.press("Remove assumption 1");
    window.wait("none", |window| !window.says("What is assumed of assumption 1"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for("Impact on the results of assumption 1: high");
}

#[test]
fn what_an_assumption_cannot_be_is_refused_in_words() {
    let mut window = method();
    window.type_into("New assumption", "One");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("What is assumed of assumption 1");
    window.type_into("What is assumed of assumption 1", " ");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("What is assumed is empty; say what is assumed");
    assert!(window.harness.query_by_label("What is assumed of assumption 1").is_some());
}
