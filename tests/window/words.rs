//! What pages say in passing: counts, choices, hints.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::{Action, Page};

use crate::app::Window;
use crate::keyboard::focused;

#[test]
fn a_file_with_notes_alone_says_that_there_is_nothing_to_look_at() {
    let mut window = Window::open(Some(Action::Sample), [1280.0, 2400.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.go(Page::Data);
    window.wait_for("Findings: 5 to look at, 1 note");
    // Lines are written alike in the sentence and in the column.
    assert!(window.says("(line 2,598)"), "{:#?}", window.labels());
    // So is the line of what was ignored.
    assert!(window.says("1 row ignored: missing value: line ") && !window.says("whole file"), "{:#?}", window.labels());
    window.press_like(Role::Row, "workforce_nhs_layout.csv");
    window.wait_for("Findings: nothing to look at, 1 note");
}

#[test]
fn one_more_profession_than_there_are_cards_is_one() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Professions: ");
    window.press("Diagnostic radiography");
    window.press("Therapeutic radiography");
    window.wait_for_words("1 more profession is in the table");
}

#[test]
fn the_method_names_the_professions_of_the_data_and_the_length_that_holds_for_all() {
    let mut window = Window::open(Some(Action::Sample), [1280.0, 4000.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.go(Page::Method);
    window.wait_for("Learners: pre-registration, apprentice");
    window.wait_for("Benchmark method of Diagnostic radiography: as all (observed)");
    assert!(!window.says("Benchmark method of Podiatry"), "{:#?}", window.labels());
    let field = window.harness.get_by_label("Block length in weeks of Physiotherapy");
    assert_eq!(field.accesskit_node().placeholder(), Some("6"));
    window.type_into("Block length", "5");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the length of all", |window| {
        let field = window.harness.get_by_label("Block length in weeks of Physiotherapy");
        field.accesskit_node().placeholder() == Some("5")
    });
}

#[test]
fn a_refused_value_is_told_by_the_label_and_the_keyboard_stays_in_its_field() {
    let mut window = Window::open(Some(Action::Sample), [1280.0, 4000.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    window.go(Page::Method);
    window.wait_for("Organisations an observed rate needs");
    window.type_into("Organisations an observed rate needs", "few");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Organisations an observed rate needs: \"few\" is not ");
    assert_eq!(focused(&window).as_deref(), Some("Organisations an observed rate needs"));
    window.key(Modifiers::NONE, Key::Escape);
    window.type_into("Block length in weeks of Physiotherapy", "long");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Block length of PT: \"long\" is not ");
}
