//! Peer groups: named first, made of ticked organisations or of a rule, chosen where organisations are
//! compared, and taken back.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;

use crate::app::Window;

/// A peer group of three organisations, made on the comparison.
fn coast() -> Window {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window.press_like(Role::Button, "Compared among: everyone, ");
    window.press("New peer group…");
    window.wait_for("Make the peer group");
    window.type_into("Name", "Coast");
    window.type_into("Find organisations", "coast");
    window.press_like(Role::Button, "Tick all");
    window.type_into("Find organisations", "northmoor");
    window.press_like(Role::CheckBox, "Northmoor University Hospitals");
    window
}

fn rate(window: &Window) -> Vec<String> {
    window.labels().into_iter().filter(|label| label.contains("weeks per FTE")).collect()
}

#[test]
fn a_group_is_named_ticked_and_compared_among_itself_and_no_rate_changes() {
    let mut window = Window::sample();
    let before = rate(&window);
    window = coast();
    let n = window.labels().into_iter().find(|label| label.starts_with("n = ")).expect("n is always shown");
    window.press("Make the peer group");
    let n = n.trim_end_matches('.').trim_start_matches("n = ").to_owned();
    window.wait_for(&format!("Compared among: Peer group Coast, {n} organisations"));
    window.wait_for_words(&format!("Peer group Coast: {n} of {n}. "));
    window.wait_for_words("Compared among peer group Coast: centre line, limits, rank and quarter are of these");
    assert!(window.says(&format!("N = {n}.")), "{:#?}", window.labels());
    // The same group on the rug, and the rates of the overview as they were.
    window.go(Page::Rug);
    window.wait_for_words(&format!("{n} organisations · 3 professions"));
    window.go(Page::Overview);
    window.wait_for_words("weeks per FTE");
    assert_eq!(rate(&window), before);
    // One step, with its words, that can be taken back; the choice falls back to everyone.
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words(&format!("Undone: peer group Coast made, {n} organisations"));
    window.go(Page::Compare);
    window.wait_for_words("Compared among: everyone, ");
}

#[test]
fn a_group_needs_a_name_of_its_own_and_somebody_in_it() {
    let mut window = coast();
    window.press("Make the peer group");
    window.wait_for_words("Compared among: Peer group Coast");
    window.press_like(Role::Button, "Compared among: ");
    window.press("New peer group…");
    window.wait_for("Make the peer group");
    window.type_into("Name", "coast");
    window.wait_for("There is a peer group coast already; choose another name.");
    window.type_into("Name", "Hills");
    window.wait_for("Tick at least one organisation.");
    window.press("Cancel");
    window.go(Page::Method);
    window.wait_for("Change Coast");
    window.press_by_keyboard("Rename Coast");
    window.type_into("Name", "South coast");
    window.press("Rename");
    window.go(Page::Compare);
    window.wait_for_words("Compared among: Peer group South coast");
}

#[test]
fn a_region_can_be_chosen_without_making_a_group_and_the_rug_groups_by_peer_group() {
    let mut window = coast();
    window.press("Make the peer group");
    window.wait_for_words("Compared among: Peer group Coast");
    window.go(Page::Rug);
    window.press_like(Role::Button, "Compared among: ");
    window.press_like(Role::Button, "Everyone, ");
    window.press_like(Role::Button, "Grouping: ");
    window.press("By peer group");
    window.wait("groups", |window| {
        let rows = window.harness.query_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label());
        let rows: Vec<String> = rows.collect();
        rows.iter().any(|label| label.starts_with("Coast: "))
    });
}

#[test]
fn the_page_of_an_organisation_compares_it_among_the_groups_it_is_in() {
    let mut window = coast();
    window.press("Make the peer group");
    window.wait_for_words("Peer group Coast: ");
    window.key(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    window.type_into("Command", "northmoor");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Compared among: Peer group Coast, ");
    window.press_by_keyboard("Compared among: ");
    window.press_like(Role::Button, "Everyone, ");
    window.wait_for_words("Everyone: ");
}
