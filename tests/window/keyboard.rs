//! Where the keyboard is, and what a toast's button does.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::preferences::{Preferences, ThemeChoice};
use fairshare::ui::{Action, Page};

use crate::app::Window;

/// The label of what has the keyboard.
pub fn focused(window: &Window) -> Option<String> {
    let mut nodes = window.harness.root().children_recursive();
    nodes.find(|node| node.accesskit_node().is_focused()).and_then(|node| node.accesskit_node().label())
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

#[test]
fn a_card_is_one_tab_stop_and_arrows_lead_to_its_figures() {
    let mut window = Window::sample();
    window.harness.get_by_label("Explain").focus();
    window.harness.run_ok();
    for card in ["Physiotherapy: 2.51", "Occupational therapy: 2.78", "Speech and language therapy: 2.97"] {
        window.key(Modifiers::NONE, Key::Tab);
        assert!(focused(&window).is_some_and(|label| label.starts_with(card)), "{:?}", focused(&window));
    }
    for figure in ["Explain 2.97 weeks per FTE, speech and language therapy", "Explain 10 of 20 meet their share"] {
        window.key(Modifiers::NONE, Key::ArrowDown);
        assert!(focused(&window).is_some_and(|label| label.starts_with(figure)), "{:?}", focused(&window));
    }
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Close the explanation");
}

#[test]
fn only_the_title_of_a_card_narrows_the_page() {
    let mut window = Window::sample();
    let title = window.harness.get_by_label_contains("Physiotherapy: 2.51").rect();
    let press = |window: &mut Window, at: Pos2| {
        window.harness.event(Event::PointerMoved(at));
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            window.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
        }
        window.harness.run_ok();
    };
    let figure = window.harness.get_by_label("Explain 2.51 weeks per FTE, physiotherapy").rect();
    press(&mut window, figure.right_center() + vec2(160.0, 0.0));
    assert!(window.says("Occupational therapy: 2.78"));
    press(&mut window, title.center());
    window.wait("one profession", |window| !window.says("Occupational therapy: 2.78"));
}

#[test]
fn beneath_a_dialog_no_page_changes() {
    let mut window = Window::sample();
    window.key(Modifiers::NONE, Key::F1);
    window.go(Page::History);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.says("Search organisations") && !window.says("Nothing to redo"), "{:#?}", window.labels());
}

#[test]
fn a_copied_table_is_told() {
    let mut window = Window::sample();
    window.press("Copy table");
    window.wait_for("Copied 64 rows");
}

#[test]
fn a_list_of_years_is_as_wide_as_years_are() {
    let mut window = Window::sample();
    window.press("Academic year: 2019/20");
    window.wait_for("2018/19");
    assert!(window.harness.get_by_label("2018/19").rect().width() < 200.0);
}

#[test]
fn theme_and_page_are_kept_however_the_window_ended() {
    let mut window = Window::remembering(tempfile::tempdir().unwrap(), Action::Sample);
    window.wait_for("Plan: North Fells sample");
    window.key(Modifiers::COMMAND, Key::K);
    window.type_into("Command", "light");
    window.key(Modifiers::NONE, Key::Enter);
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
    let folder = window.path("");
    window.wait("what is shown kept", |_| {
        let kept = Preferences::load(&folder);
        (kept.theme, kept.page) == (ThemeChoice::Light, Page::Rug)
    });
}

#[test]
fn an_organisation_that_opens_takes_the_keyboard_to_its_top() {
    let mut window = Window::sample();
    window.open_from_the_rug();
    assert_eq!(focused(&window).as_deref(), Some("Back"));
    // And back to the row that it was opened from.
    window.key(Modifiers::NONE, Key::Escape);
    window.wait_for_words("All organisations: ");
    window.key(Modifiers::NONE, Key::ArrowDown);
    assert!(selected(&window).is_some(), "{:#?}", window.labels());
}
