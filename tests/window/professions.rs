//! Professions of a user's own, and names that hold for the whole plan.

use eframe::egui::{Key, Modifiers};
use fairshare::ui::Page;

use super::app::Window;
use super::import::{choose, plan_with, settle};

const STAFF: &str = "period,org_code,profession,fte\n2018-09-30,RJ1,Play therapy,3\n2018-09-30,RJ2,PT,4\n\
    2018-09-30,RJ2,MSK team,2\n";
const LATER: &str = "date,org_code,area,total_fte\n2019-03-31,RJ1,Play therapy,5\n2019-03-31,RJ2,MSK team,1\n";

/// High enough for the whole of the method page.
fn staff() -> Window {
    plan_with(&[("staff.csv", STAFF), ("later.csv", LATER)], [1280.0, 4000.0])
}

#[test]
fn a_profession_is_added_on_the_method_page_and_its_rows_are_read() {
    let mut window = staff();
    window.go(Page::Method);
    window.wait_for("A profession of your own");
    window.type_into("Code of the new profession", "play");
    window.type_into("Name of the new profession", "physio");
    window.press("Add the profession");
    window.wait_for_words("that is a name of Physiotherapy (PT) already");
    window.type_into("Name of the new profession", "Play therapy");
    window.press("Add the profession");
    window.wait_for("PLAY Play therapy");
    window.type_into("Names of Play therapy", "Play therapy; play specialist");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait("the names", |window| window.says("Play therapy; play specialist"));
    // Names of a built-in one stand in the table.
    window.press("Show the built-in table, and add names to it");
    window.wait_for_words("Known without being said: physio, physiotherapist");
    window.type_into("Names of Physiotherapy", "MSK team");
    window.key(Modifiers::NONE, Key::Enter);
    window.press("Hide the built-in table");
    window.wait_for("PT Physiotherapy");

    let path = window.path("staff.csv");
    window.drop_files(&[path]);
    window.wait_for_words("staff.csv, ready: All 3 rows used: 9 FTE");
    window.press("Import 3 rows");
    window.wait_for_words("Imported 3 rows");
    window.go(Page::Overview);
    window.wait_for_words("Play therapy: ");
    window.wait_for_words("PLAY");

    // Taken away, its rows are there under its code.
    window.go(Page::Method);
    window.press("Remove Play therapy");
    window.wait("no play therapy", |window| !window.says("PLAY Play therapy"));
    window.go(Page::Overview);
    window.wait_for_words("PLAY: ");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("Play therapy: ");
}

#[test]
fn an_unknown_profession_becomes_one_in_one_press_and_a_name_is_remembered_for_every_file() {
    let mut window = staff();
    let path = window.path("staff.csv");
    window.drop_files(&[path]);
    window.wait_for_words("staff.csv, ready: 1 of 3 rows used: 4 FTE");
    window.press("Say what they mean");
    window.wait_for_words("What is chosen here holds for files with these headers");
    settle(&mut window);
    window.press("Play therapy is a new profession, PLAY");
    window.wait_for_words("staff.csv, ready: 2 of 3 rows used: 7 FTE");
    assert!(!window.says("What Play therapy means"), "{:#?}", window.labels());
    settle(&mut window);
    choose(&mut window, "What MSK team means: Leave: rows are ignored", "Physiotherapy");
    window.wait_for_words("staff.csv, ready: All 3 rows used: 9 FTE");
    settle(&mut window);
    window.press("Remember MSK team as PT for the plan");
    window.wait("it to be known", |window| window.says("Values, all known") && !window.says("What MSK team means"));
    window.wait_for_words("staff.csv, ready: All 3 rows used: 9 FTE");
    window.press("Import 3 rows");
    window.wait_for_words("Imported 3 rows");
    // Another file, with other headers, is understood without a question.
    let path = window.path("later.csv");
    window.drop_files(&[path]);
    window.wait_for_words("later.csv, ready: All 2 rows used: 6 FTE");
}

#[test]
fn what_is_undone_is_unknown_again_to_the_files_that_wait() {
    let mut window = staff();
    let path = window.path("staff.csv");
    window.drop_files(&[path]);
    window.wait_for_words("staff.csv, ready: 1 of 3 rows used: 4 FTE");
    window.press("Say what they mean");
    settle(&mut window);
    window.press("Play therapy is a new profession, PLAY");
    window.wait_for_words("staff.csv, ready: 2 of 3 rows used: 7 FTE");
    settle(&mut window);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("staff.csv, ready: 1 of 3 rows used: 4 FTE");
}

#[test]
fn what_was_said_of_a_profession_that_went_is_told_and_said_again_and_the_rest_stays() {
    let mut window = staff();
    let path = window.path("staff.csv");
    window.drop_files(&[path]);
    window.wait_for_words("staff.csv, ready: 1 of 3 rows used: 4 FTE");
    window.press("Say what they mean");
    settle(&mut window);
    window.press("Play therapy is a new profession, PLAY");
    window.wait_for_words("staff.csv, ready: 2 of 3 rows used: 7 FTE");
    settle(&mut window);
    let saved = window.path("mapping.json");
    std::fs::write(&saved, r#"{"values":{"profession":{"MSK team":"PLAY"}}}"#).unwrap();
    window.press("File, workforce");
    window.press("Load a mapping…");
    window.wait_for("Load");
    window.type_into("Path", &saved.display().to_string());
    window.press("Load");
    window.wait_for_words("staff.csv, ready: All 3 rows used: 9 FTE");
    settle(&mut window);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("staff.csv, ready: 1 of 3 rows used: 4 FTE");
    window.wait_for_words("\"MSK team\" was said to be PLAY, which is no profession of the plan any more; say again");
    window.press("Values, 2 unknown");
    settle(&mut window);
    choose(&mut window, "What MSK team means: Leave: rows are ignored", "Physiotherapy");
    window.wait_for_words("staff.csv, ready: 2 of 3 rows used: 6 FTE");
    assert!(!window.says("any more"), "{:#?}", window.labels());
}
