//! What leaves the window as a file: where it is offered to go, and what it may replace.

use std::path::PathBuf;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;
use fairshare::ui::files::Purpose;

use crate::app::{PLACEMENTS, WORKFORCE, Window};

#[test]
fn own_files_from_a_new_plan_to_the_exported_summary() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("workforce.csv"), WORKFORCE).unwrap();
        std::fs::write(folder.join("placements.csv"), PLACEMENTS).unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("My region.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("workforce.csv"), folder.join("placements.csv")]),
        ]
    });
    window.press("New plan…");
    window.wait_for_words("No files yet");
    window.press("Add files…");
    window.press("Import 4 rows");
    window.wait_for_words("Imported 4 rows from 2 files");
    window.go(Page::Overview);
    window.wait_for_words("Physiotherapy: 3.00 weeks per FTE. 1 of 2 meet their share.");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Export the summary");
    let out = window.path("summary.csv");
    window.type_into("Path", &out.display().to_string());
    window.press("Export");
    window.wait_for_words("Exported 2 rows to summary.csv");
    let exported = std::fs::read(&out).unwrap();
    let command_line = std::process::Command::new(env!("CARGO_BIN_EXE_fairshare"))
        .args(["summary".as_ref(), window.path("My region.fairshare").as_os_str()])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(exported).unwrap(), String::from_utf8(command_line.stdout).unwrap());
    assert!(out.with_file_name("summary.csv.meta.json").exists());
    // What stood there before is not replaced without a word.
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("Export the summary");
    window.type_into("Path", &out.display().to_string());
    window.press("Export");
    window.wait_for_words("summary.csv is already there");
    assert!(!window.says("Exported 2 rows to summary.csv, in place"), "{:#?}", window.labels());
    window.press("Replace the file");
    window.wait_for_words("Exported 2 rows to summary.csv, in place of the file of that name");
}

/// The path that stands in the dialog.
fn path_offered(window: &Window) -> PathBuf {
    let fields = window.harness.get_all_by_label("Path");
    let field = fields.into_iter().find(|node| node.accesskit_node().role() == Role::TextInput);
    PathBuf::from(field.and_then(|field| field.accesskit_node().value()).expect("a path"))
}

#[test]
fn an_export_says_whose_figures_it_holds_and_goes_where_the_user_looks() {
    let mut window = Window::sample();
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for_words("Of the baseline. A CSV table");
    let offered = path_offered(&window);
    assert_eq!(offered.file_name().unwrap(), "North Fells sample summary.csv");
    assert!(!offered.starts_with(window.path("data")), "{offered:?}");
    window.key(Modifiers::NONE, Key::Escape);
    window.press_like(Role::Button, "Professions: ");
    window.press("All");
    window.key(Modifiers::NONE, Key::Escape);
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for("What the page shows: 2019/20, all professions, all regions");
    window.key(Modifiers::NONE, Key::Escape);
    window.press("Scenario: Baseline");
    window.press("New scenario…");
    window.type_into("Name", "2:1 / more blocks");
    window.press("Make the scenario");
    window.wait_for("Scenario: 2:1 / more blocks");
    window.key(Modifiers::COMMAND, Key::E);
    window.wait_for_words("Of the scenario 2:1 / more blocks. A CSV table");
    assert_eq!(path_offered(&window).file_name().unwrap(), "North Fells sample, 2-1 - more blocks summary.csv");
}
