//! Every chart by label and keyboard: a title, a sentence, a table twin, marks with words, and from point to
//! point and to the explanation without a mouse.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::{Action, Page};

use crate::app::Window;

/// The names of what is selected in charts.
fn selected(window: &Window) -> Vec<String> {
    let options = window.harness.query_all_by_role(Role::ListBoxOption);
    let options = options.filter(|node| node.accesskit_node().is_selected() == Some(true));
    options.filter_map(|node| node.accesskit_node().label()).collect()
}

/// Gives the keyboard to the chart whose title has these words, which says what it shows.
fn stand_in_chart(window: &mut Window, title: &str) {
    window.wait_for_words(title);
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().is_some_and(|l| l.contains(title));
    let chart = window.harness.get_all_by_role(Role::ListBox).find(named);
    let chart = chart.unwrap_or_else(|| panic!("no chart {title}"));
    let sentence = chart.accesskit_node().description().unwrap_or_default();
    assert!(sentence.len() > 30 && sentence.contains('.'), "{title} says {sentence:?}");
    chart.focus();
    window.harness.run_ok();
}

/// Walks a chart: the first and the next differ, each has a name and figures, and its table has the same row.
fn walk(window: &mut Window, title: &str, next: Key) {
    step(window, title, next);
    let mut rows = window.harness.get_all_by_role(Role::Row);
    assert!(rows.any(|row| row.accesskit_node().is_selected() == Some(true)), "{title}: no row of the table follows");
}

/// The first and the next differ, and each has a name and figures.
fn step(window: &mut Window, title: &str, next: Key) {
    stand_in_chart(window, title);
    window.key(Modifiers::NONE, Key::Home);
    let first = selected(window);
    window.key(Modifiers::NONE, next);
    let second = selected(window);
    assert!(first.len() == 1 && second.len() == 1 && first != second, "{title}: {first:?}, {second:?}");
    let name = second[0].split(':').next().expect("a name");
    assert!(second[0].len() > name.len() + 4, "{title}: {second:?} has no figures");
}

/// The explanation of what is selected, by Space; closed again.
fn explain(window: &mut Window, title: &str) {
    stand_in_chart(window, title);
    window.key(Modifiers::NONE, Key::Space);
    window.wait_for("Close the explanation");
    window.key(Modifiers::NONE, Key::Escape);
    window.wait("closed", |window| !window.says("Close the explanation"));
}

#[test]
fn the_overviews_bars() {
    // Wide enough for the chart beside its table.
    let mut window = Window::open(Some(Action::Sample), [1680.0, 1000.0], |_| Vec::new());
    window.wait_for("Plan: North Fells sample");
    walk(&mut window, "xpected and provided", Key::ArrowDown);
    for word in ["placement weeks", "below", "near", "meets", "above"] {
        assert!(window.says(word), "{word}");
    }
    explain(&mut window, "xpected and provided");
}

#[test]
fn every_chart_of_the_comparison() {
    let mut window = Window::sample();
    window.go(Page::Compare);
    for (button, title, next) in [
        ("Funnel", "Provision ratio by size, physiotherapy", Key::ArrowRight),
        ("Scatter", "Provided weeks by FTE, physiotherapy", Key::ArrowRight),
        ("Bars: ratio", "Provision ratio with 95 % intervals, physiotherapy", Key::ArrowDown),
        ("Bars: weeks", "Expected and provided, physiotherapy", Key::ArrowDown),
    ] {
        window.press(button);
        walk(&mut window, title, next);
        let word = if button == "Bars: weeks" { "meets" } else { "as expected" };
        assert!(window.labels().iter().any(|label| label == word), "{button}: the key says its marks in words");
        explain(&mut window, title);
    }
}

#[test]
fn the_years_of_an_organisation() {
    let mut window = Window::sample();
    window.key(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    window.type_into("Command", "northmoor");
    window.key(Modifiers::NONE, Key::Enter);
    walk(&mut window, "Provision ratio by year, physiotherapy, measured by", Key::ArrowDown);
    explain(&mut window, "Provision ratio by year, physiotherapy, measured by");
}

/// From the rug to an organisation, to a cell's explanation, to its source row: keys alone.
#[test]
fn from_the_rug_to_an_organisation_to_a_source_row() {
    let mut window = Window::sample();
    window.go(Page::Rug);
    window.wait_for_words("All organisations: ");
    window.stand_in_table("Provision ratios by profession");
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::Enter] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for_words("Provision ratio by year, ");
    window.stand_in_table("Professions");
    for key in [Key::Home, Key::ArrowRight, Key::Space] {
        window.key(Modifiers::NONE, key);
    }
    window.wait_for("Close the explanation");
    window.stand_in_table("Source rows");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Line ");
    window.wait("the line's own words", |window| window.says("Organisation code") || window.says("FTE"));
}

#[test]
fn the_swings_of_what_if() {
    let mut window = super::what_if::scenario();
    window.go(Page::WhatIf);
    window.type_into("Change", "+10 %");
    window.press_like(Role::Button, "Add ");
    window.wait_for_words("Shares reached ");
    for (part, side, title) in [
        ("Sensitivity", None, "Weeks short of those below, Physiotherapy, 2019/20"),
        ("Compare scenarios", None, "How far the gap moves"),
        ("Compare scenarios", Some("Organisations"), "How far the gap moves"),
        ("Compare scenarios", Some("Which edit brings how much"), "What each part brings to the gap"),
    ] {
        window.press(part);
        if let Some(side) = side {
            window.press(side);
        }
        // The table stands further down the page.
        step(&mut window, title, Key::ArrowDown);
        explain(&mut window, title);
    }
}
