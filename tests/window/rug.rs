//! The rug: organisations by professions, and by years, by labels and keyboard.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;

use crate::app::Window;

fn rug() -> Window {
    let mut window = Window::sample();
    window.go(Page::Rug);
    window.wait_for_words("organisations · 3 professions");
    window.wait_for_words("All organisations: ");
    window
}

#[test]
fn every_cell_says_its_ratio_and_status_and_totals_say_n_of_n() {
    let window = rug();
    let cells = window.harness.query_all_by_role(Role::Cell).filter_map(|node| node.accesskit_node().label());
    let cells: Vec<String> = cells.collect();
    assert!(cells.iter().any(|cell| cell.contains(" %") && cell.contains(", above")), "{cells:#?}");
    assert!(cells.iter().any(|cell| cell.starts_with("All organisations") && cell.contains("PT 100 %")), "{cells:#?}");
    assert!(cells.iter().any(|cell| cell.contains("100 % by construction")), "{cells:#?}");
}

#[test]
fn columns_sort_and_enter_opens_the_organisation() {
    let mut window = rug();
    window.press_like(Role::ColumnHeader, "OT");
    window.wait_for("OT, of share, sorted descending");
    // The first row is the total, the second the highest ratio.
    let row = window
        .harness
        .get_all_by_role(Role::Row)
        .find(|row| row.accesskit_node().label().is_some_and(|label| label.contains("Trust") || label.contains("CIC")));
    row.expect("an organisation").click();
    window.harness.run_ok();
    let table = window.harness.get_by_role(Role::RowGroup);
    table.focus();
    window.harness.run_ok();
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Provision ratio by year, ");
}

#[test]
fn groups_have_subtotals() {
    let mut window = rug();
    window.press_like(Role::Button, "Grouping: ");
    window.press("By ICS");
    window.wait("groups", |window| {
        let rows = window.harness.query_all_by_role(Role::Row).filter_map(|node| node.accesskit_node().label());
        rows.filter(|label| label.ends_with(" organisations")).count() > 0 && !window.says("All organisations: ")
    });
}

#[test]
fn years_are_measured_by_one_fixed_year() {
    let mut window = rug();
    window.press_like(Role::Button, "Columns of the rug: ");
    window.press("Physiotherapy, every year");
    window.wait_for_words("every year is measured by the rate of 2016/17");
    window.press_like(Role::Button, "Reference year: ");
    window.press("Measured by 2018/19");
    window.wait_for_words("every year is measured by the rate of 2018/19");
    // There are four of them.
    assert!(!window.says("not a trend"), "{:#?}", window.labels());
}

#[test]
fn the_name_of_a_group_is_explained_by_how_many_it_counts() {
    let mut window = rug();
    window.stand_in_table("Provision ratios by profession");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for_words("Organisations shown, all organisations, 2019/20: 22 organisations.");
    window.press_like(Role::Button, "Grouping: ");
    window.press("By ICS");
    window.wait("groups", |window| !window.says("All organisations: "));
    window.stand_in_table("Provision ratios by profession");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Space);
    window.wait("the group", |window| {
        let told = |label: &String| label.starts_with("Organisations shown, ") && !label.contains("all organisations");
        window.labels().iter().any(told)
    });
}

#[test]
fn a_total_is_explained_by_keyboard_and_its_explanation_follows_the_plan() {
    let mut window = rug();
    window.type_into("Search organisations", "northmoor");
    window.wait_for_words("1 organisation · 3 professions");
    window.stand_in_table("Provision ratios by profession");
    for key in [Key::Home, Key::ArrowRight, Key::Space] {
        window.key(Modifiers::NONE, key);
    }
    let whose =
        "Provision ratio in total, Physiotherapy, 2019/20, all organisations, found by \u{201c}northmoor\u{201d}: ";
    window.wait_for_words(whose);
    window.wait_for_words("Provided ÷ expected, each summed first.");
    window.wait_for_words("1 of 1 organisations are added.");
    let values =
        |window: &Window| window.labels().into_iter().find(|label| label.contains(" ÷ ") && label.contains(" = "));
    let before = values(&window).unwrap();
    // Down to the organisation, and back.
    window.stand_in_table("Made from 2 figures");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Provided placement weeks in total, Physiotherapy");
    window.press_like(Role::Row, "Northmoor University Hospitals");
    window.wait_for_words("Provided placement weeks, Northmoor University Hospitals");
    window.press_like(Role::Button, "Back to ");
    window.press_like(Role::Button, "Back to ");
    window.wait_for_words(whose);
    window.go(Page::Method);
    window.type_into("Hours in a placement week", "30");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Back to 37.5");
    window.wait("the total told anew", |window| values(window).is_some_and(|now| now != before));
    assert!(window.says(whose) && !window.says("As it was before the last change."), "{:#?}", window.labels());
}
