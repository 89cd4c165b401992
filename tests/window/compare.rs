//! The comparison: funnel, scatter and bars with the table beside them, by labels and keyboard.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;

use crate::app::Window;

fn compare() -> Window {
    let mut window = Window::sample();
    window.go(Page::Compare);
    window.wait_for_words("organisations compared");
    window
}

/// The description of the chart, which is a list box.
fn description(window: &Window) -> String {
    let charts = window.harness.query_all_by_role(Role::ListBox);
    let described = charts.filter_map(|node| node.accesskit_node().description());
    described.collect::<Vec<_>>().join(" ")
}

/// The names of the rows selected, in table and chart.
fn selected(window: &Window, role: Role) -> Vec<String> {
    let nodes = window.harness.query_all_by_role(role);
    let nodes = nodes.filter(|node| node.accesskit_node().is_selected() == Some(true));
    nodes.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_funnel_says_what_it_shows_and_what_its_limits_rest_on() {
    let window = compare();
    assert!(window.says("Provision ratio by size, physiotherapy, 2019/20"), "{:#?}", window.labels());
    assert!(window.says(
        "All organisations: 21 of 21. Fair share line, which is also the pooled mean (100 %). 95 % and 99.8 % limits:"
    ));
    assert!(window.says("the two lines are one"));
    assert!(window.says("from the blocks of"));
    let description = description(&window);
    assert!(description.contains("as expected") && description.contains("organisations:"), "{description}");
    assert!(!window.says("statistically"));
}

#[test]
fn arrows_lead_from_point_to_point_and_the_table_follows() {
    let mut window = compare();
    let chart = window.harness.query_all_by_role(Role::ListBox).next().expect("the chart");
    chart.focus();
    window.harness.run_ok();
    window.key(Modifiers::NONE, Key::End);
    let last = selected(&window, Role::ListBoxOption);
    assert!(last.len() == 1 && last[0].contains("95 % interval"), "{last:?}");
    let name = last[0].split(':').next().unwrap().to_owned();
    assert_eq!(selected(&window, Role::Row), std::slice::from_ref(&name), "the same organisation in the table");
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert_ne!(selected(&window, Role::Row), [name], "the one before it");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Provision ratio by year, physiotherapy, measured by");
    assert!(window.says("By university"), "Enter opens the organisation");
}

#[test]
fn a_row_selected_in_the_table_is_the_point_selected_in_the_chart() {
    let mut window = compare();
    window.type_into("Search organisations", "northmoor");
    window.press_like(Role::Row, "Northmoor");
    let point = selected(&window, Role::ListBoxOption);
    assert!(point.len() == 1 && point[0].starts_with("Northmoor"), "{point:?}");
}

#[test]
fn choices_are_written_on_the_chart() {
    let mut window = compare();
    window.press_like(Role::Button, "Over-dispersion: ");
    window.press("Plain limits");
    window.wait_for_words("; plain limits; N = ");
    window.wait_for_words("Plain limits, as chosen");
    window.press_like(Role::Button, "Limits: ");
    window.press("Exact limits");
    window.wait_for_words("plain exact limits");
    window.press_like(Role::Button, "Profession: ");
    window.press("Occupational therapy");
    window.wait_for_words("Provision ratio by size, occupational therapy");
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.wait_for_words("Provision ratio by size, occupational therapy, 2018/19");
    // The year chosen here is the overview's, too.
    window.go(Page::Overview);
    window.wait_for("Academic year: 2018/19");
}

#[test]
fn scatter_and_bars_show_the_same_organisations() {
    let mut window = compare();
    window.press("Scatter");
    window.wait_for_words("Provided weeks by FTE, physiotherapy, 2019/20");
    window.press("Bars: ratio");
    window.wait_for_words("Provision ratio with 95 % intervals, physiotherapy");
    let bars = window.harness.query_all_by_role(Role::ListBoxOption).count();
    assert!(bars > 5, "{bars}");
    window.press("Bars: weeks");
    window.wait_for_words("Expected and provided, physiotherapy");
    window.type_into("Search organisations", "northmoor");
    window.wait("the one searched for", |window| window.harness.query_all_by_role(Role::ListBoxOption).count() == 1);
    assert!(window.says("organisations compared · 1 found"), "a search narrows no comparison");
}

#[test]
fn a_profession_without_data_says_so() {
    let mut window = compare();
    window.press_like(Role::Button, "Profession: ");
    window.press("Podiatry");
    window.wait_for("Nobody to compare");
    window.press("Show the overview");
    window.wait_for_words("weeks per FTE");
}

#[test]
fn an_interval_beside_a_label_that_goes_by_other_limits_is_explained() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.go(Page::Compare);
    window.wait_for_words("Tarn Vale");
    window.wait_for_words("is \"as expected\" although its interval, ");
}
