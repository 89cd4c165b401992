//! Where the keyboard is, and what a toast's button does.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;

use crate::app::Window;

/// The label of what has the keyboard.
pub fn focused(window: &Window) -> Option<String> {
    let nodes = window.harness.root().children_recursive();
    nodes.into_iter().find(|node| node.accesskit_node().is_focused()).and_then(|node| node.accesskit_node().label())
}

fn selected(window: &Window) -> Option<String> {
    let mut rows = window.harness.get_all_by_role(Role::Row);
    rows.find(|row| row.accesskit_node().is_selected() == Some(true)).and_then(|row| row.accesskit_node().label())
}

/// A window with the keyboard on a row of the overview.
fn on_a_row() -> Window {
    let mut window = Window::sample();
    window.harness.get_by_label_contains("Gap, weeks, sorted").focus();
    for _ in 0..6 {
        window.key(Modifiers::NONE, Key::Tab);
        window.key(Modifiers::NONE, Key::ArrowDown);
        if selected(&window).is_some() {
            return window;
        }
    }
    panic!("no row was ever selected: {:#?}", window.labels());
}

#[test]
fn out_of_the_explanation_the_keyboard_is_back_in_the_table() {
    for spaces in [1, 2] {
        let mut window = on_a_row();
        for _ in 0..spaces {
            window.key(Modifiers::NONE, Key::Space);
            window.wait_for("Close the explanation");
        }
        let before = selected(&window);
        window.key(Modifiers::NONE, Key::Escape);
        window.wait("closed", |window| !window.says("Close the explanation"));
        window.key(Modifiers::NONE, Key::ArrowDown);
        assert!(selected(&window).is_some() && selected(&window) != before, "{spaces}: {before:?}");
    }
}

#[test]
fn a_toast_offers_only_what_its_button_does() {
    let mut window = Window::sample();
    window.go(Page::Method);
    for hours in ["30", "35"] {
        window.type_into("Hours in a placement week", hours);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for_words("All changes saved");
    }
    window.go(Page::History);
    window.wait_for("Undo Hours in a placement week 30 → 35");
    for undone in ["30 → 35", "37.5 → 30"] {
        window.key(Modifiers::COMMAND, Key::Z);
        window.wait_for_words(&format!("Undone: Hours in a placement week {undone}"));
    }
    assert!(!window.says("Undone: Hours in a placement week 30 → 35"), "{:#?}", window.labels());
    window.press("Redo");
    window.wait_for_words("Done again: Hours in a placement week 37.5 → 30");
    assert!(window.harness.query_by_label("Redo").is_none());
}
