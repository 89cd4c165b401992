//! Files from drop to stored: by accessible labels and the keyboard.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::Page;
use fairshare::ui::files::Purpose;

use super::app::Window;

/// An empty plan, and files beside it.
pub fn plan_with(files: &[(&str, &str)], size: [f32; 2]) -> Window {
    let files: Vec<(String, String)> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let mut window = Window::open(None, size, move |folder| {
        for (name, text) in &files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        let paths = files.iter().map(|(name, _)| folder.join(name)).collect();
        vec![(Purpose::NewPlan, vec![folder.join("Region.fairshare")]), (Purpose::AddFiles, paths)]
    });
    window.press("New plan…");
    window.wait_for_words("No files yet");
    window
}

/// Waits until everything about the files is found out, so that nothing moves under the pointer.
pub fn settle(window: &mut Window) {
    window.wait("the files to be checked", |window| !window.says(", being checked: "));
}

/// Chooses from the list behind a button.
pub fn choose(window: &mut Window, button: &str, choice: &str) {
    window.press(button);
    window.press(choice);
    settle(window);
}

/// Columns nobody could guess, a title, a name left in, two professions in words of their own.
const OWN: &str = "Anytown region,,,,\nas at,trust code,staff,who,surname\n30/09/2018,RJ1,3,Physiotherpy,Bloggs\n\
    30/09/2018,RJ2,4,PT,Doe\n30/09/2018,RJ2,9,Nursing,Roe\n";

#[test]
fn a_file_in_words_of_its_own_from_drop_to_stored_with_its_mapping_corrected_on_the_way() {
    let mut window = plan_with(&[("own.csv", OWN)], [1280.0, 800.0]);
    let path = window.path("own.csv");
    window.drop_files(&[path]);
    window.wait_for_words("own.csv, needs you: No FTE column, no profession column");
    // What is missing is in sight at once, and the button waits for it.
    assert!(window.says("missing: no FTE column"));
    choose(&mut window, "FTE: Choose…", "staff: 3, 4, 9");
    // The wrong column first.
    choose(&mut window, "Profession: Choose…", "trust code: RJ1, RJ2");
    window.wait_for_words("own.csv, needs you: No organisation code column");
    choose(&mut window, "Profession: trust code: RJ1, RJ2", "who: Physiotherpy, PT, Nursing");
    window.wait_for_words("own.csv, ready: 1 of 3 rows used: 4 FTE");
    window.press("Say what they mean");
    window.wait_for_words("Profession: 1 row, 3 FTE, first on line 3");
    settle(&mut window);
    window.press("Physiotherpy is Physiotherapy");
    settle(&mut window);
    window.wait_for_words("own.csv, ready: 2 of 3 rows used: 7 FTE");
    choose(&mut window, "What Nursing means: Leave: rows are ignored", "Set the rows aside");
    window.wait("nothing unknown", |window| window.says("Values, all known"));
    window.press("Report, 2 rows used");
    window.wait_for_words("set aside by the mapping");
    assert!(!window.says("Bloggs"), "{:#?}", window.labels());
    window.press("Import 2 rows");
    window.wait_for_words("Imported 2 rows");
    window.wait_for_words("Data report of own.csv");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("No files yet");
}

#[test]
fn what_is_the_same_in_every_row_is_typed_once_and_nonsense_is_told_beside_it() {
    let text = "trust code,staff\nRJ1,3\nRJ2,4\n";
    let mut window = plan_with(&[("pt.csv", text)], [1280.0, 800.0]);
    window.press("Add files…");
    window.wait_for_words("pt.csv, needs you: ");
    choose(&mut window, "What it holds: Choose…", "workforce");
    window.press("Columns, 3 missing");
    for (name, wrong, right) in [("Academic year", "2018", "2018/19"), ("Profession", "Nursing", "PT")] {
        window.press(&format!("{name}: Choose…"));
        window.press("The same in every row…");
        let label = format!("{name} in every row");
        window.type_into(&label, wrong);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait_for_words(&format!("\"{wrong}\" is no"));
        window.type_into(&label, right);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait("the text to be taken", |window| !window.says(&format!("\"{wrong}\" is no")));
    }
    choose(&mut window, "FTE: Choose…", "staff: 3, 4");
    window.wait_for_words("pt.csv, ready: All 2 rows used: 7 FTE");
    window.press("Import 2 rows");
    window.wait_for_words("Imported 2 rows");
}

#[test]
fn the_first_rows_show_and_the_header_is_taken_from_the_row_that_is_chosen() {
    let text =
        "org_code,profession,period,fte\nRJ0,PT,2018-09-30,9\norg_code,profession,period,fte\nRJ1,PT,2018-09-30,2\n";
    let mut window = plan_with(&[("twice.csv", text)], [1280.0, 800.0]);
    window.press("Add files…");
    window.wait_for_words("twice.csv, ready: All 2 rows used: 11 FTE");
    window.press("File, workforce");
    window.type_into("Header on line", "3");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("twice.csv, ready: 1 row used: 2 FTE");
    window.type_into("Header on line", "70");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("twice.csv, needs you: Has no row 70 among its first 100");
    assert!(window.says("This file cannot be read as it is"));
}

#[test]
fn what_was_said_of_a_file_is_known_for_the_next_with_the_same_headers() {
    let next = OWN.replace("30/09/2018", "30/09/2019").replace("RJ2,9,Nursing,Roe", "RJ2,5,Physiotherpy,Roe");
    let mut window = plan_with(&[("own.csv", OWN)], [1280.0, 800.0]);
    import_own(&mut window);
    std::fs::write(window.path("next.csv"), next).unwrap();
    let path = window.path("next.csv");
    window.drop_files(&[path]);
    window.wait_for_words("next.csv, ready: All 3 rows used: 12 FTE");
    assert!(window.says("Read as the plan remembers for files with these headers."));
    // It can be forgotten for this file, and then the file has to be asked about again.
    window.press("Read next.csv without what is remembered");
    window.wait_for_words("next.csv, needs you: No FTE column, no profession column");
}

#[test]
fn the_mapping_of_a_source_is_corrected_later_in_one_step_that_can_be_undone() {
    let mut window = plan_with(&[("own.csv", OWN)], [1280.0, 800.0]);
    import_own(&mut window);
    window.press("Correct the mapping…");
    window.wait_for_words("own.csv, ready: 2 of 3 rows used: 7 FTE");
    assert!(window.says("workforce, in place of own.csv"), "{:#?}", window.labels());
    window.press("Values, 1 unknown");
    choose(&mut window, "What Nursing means: Leave: rows are ignored", "Podiatry");
    window.press("Import 3 rows");
    window.wait_for_words("Note: In place of own.csv. 2 rows the same, 0 different, 1 added, 0 gone.");
    assert!(window.says("FTE: 7 before, 16 after."), "{:#?}", window.labels());
    window.press("Understood");
    window.wait("the plan to be read again", |window| window.says("16 FTE"));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("Undone: import of own.csv");
    window.wait("the plan to be read again", |window| window.says("7 FTE") && !window.says("16 FTE"));
}

#[test]
fn a_newer_edition_takes_the_place_of_a_source_and_says_what_changed() {
    let newer = OWN.replace("RJ1,3,", "RJ1,3.5,").replace("30/09/2018,RJ2,9,Nursing,Roe", "30/09/2018,RJ3,6,PT,Roe");
    let mut window = plan_with(&[("own.csv", OWN)], [1280.0, 800.0]);
    import_own(&mut window);
    std::fs::write(window.path("own v2.csv"), newer).unwrap();
    window.press("Replace by a newer edition…");
    // No dialog of the system in tests: the path is typed.
    window.wait_for("Look at it");
    let path = window.path("own v2.csv").display().to_string();
    window.type_into("Path", &path);
    window.press("Look at it");
    window.wait_for_words("own v2.csv, ready: All 3 rows used: 13.5 FTE");
    // It is told before anything is stored.
    window.press("Report, 3 rows used");
    let told = "Note: In place of own.csv. 1 row the same, 1 different, 1 added, 0 gone. FTE: 7 before, 13.5 after.";
    window.wait_for_words(told);
    window.press("Import 3 rows");
    window.wait_for_words("Note: In place of own.csv. 1 row the same, 1 different, 1 added, 0 gone.");
    assert!(window.says("FTE: 7 before, 13.5 after."));
}

/// The staff of two organisations.
const TWO: &str = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,3\n2018-09-30,RJ2,PT,4\n";

/// A plan that has `staff.csv`, the staff of two.
fn staffed() -> Window {
    let mut window = plan_with(&[("staff.csv", TWO)], [1280.0, 800.0]);
    window.press("Add files…");
    window.press("Import 2 rows");
    window.wait_for_words("Data report of staff.csv");
    window
}

/// Drops `more.csv`: both again, one of them different.
fn drop_more(window: &mut Window) {
    let path = window.path("more.csv");
    std::fs::write(&path, TWO.replace("RJ2,PT,4", "RJ2,PT,5")).unwrap();
    window.drop_files(&[path]);
}

#[test]
fn what_a_file_would_replace_is_told_before_the_question_and_again_once_the_plan_changed() {
    let mut window = staffed();
    drop_more(&mut window);
    window.wait_for_words("more.csv, ready: All 2 rows used: 8 FTE");
    // The card says it whichever step shows.
    window.press("Columns, all there");
    window.wait_for_words("2 cells are in the plan already, from staff.csv");
    window.press("Report, 2 rows used");
    window.wait_for_words("Note: 2 cells are in the plan already, from staff.csv.");
    assert!(
        window.says("1 row the same, 1 different, 0 added, 0 gone. FTE: 7 before, 8 after."),
        "{:#?}",
        window.labels()
    );
    assert!(window.says("If they add to them: FTE: 7 before, 15 after."));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("nothing to overlap any more", |window| !window.says("in the plan already"));
    window.wait_for_words("more.csv, ready: All 2 rows used: 8 FTE");
}

#[test]
fn a_file_that_a_later_one_replaced_in_part_is_told_so_and_counts_again_at_one_press() {
    let mut window = staffed();
    std::fs::write(window.path("word.csv"), "period,org_code,profession,fte\n2018-09-30,RJ2,PT,9\n").unwrap();
    let (staff, word) = (window.path("staff.csv"), window.path("word.csv"));
    window.drop_files(&[word]);
    settle(&mut window);
    window.press("Import 1 row");
    window.press("Replace");
    window.wait_for_words("Imported 1 row");
    window.drop_files(&[staff]);
    window.wait_for_words("The plan has this file already; 1 cell of word.csv (source 2) stays, which came later");
    window.press("Report, 2 rows used");
    window.wait_for_words(
        "If all of it is to count again: 0 rows the same, 1 different, 0 added, 0 gone. FTE: 9 before, 4",
    );
    window.press("Count all of it again");
    window.wait_for_words("Imported 2 rows");
    window.wait_for_words("What the plan counts in the cells of either file: FTE: 12 before, 7 after.");
}

#[test]
fn a_file_that_the_plan_has_already_is_rather_left_out() {
    let mut window = staffed();
    let staff = window.path("staff.csv");
    window.drop_files(&[staff]);
    window.wait_for_words("The plan has this file already: nothing would change");
    settle(&mut window);
    assert!(window.says("Import 2 rows again") && !window.says("Leave all out"), "{:#?}", window.labels());
    window.press("Leave the file out");
    window.wait_for_words("Rows read = used + rejected + ignored.");
}

#[test]
fn files_that_are_added_come_before_a_line_that_is_shown() {
    let mut window = Window::sample();
    window.go(Page::Data);
    window.stand_in_table("Findings in placements.csv");
    window.key(Modifiers::NONE, Key::Home);
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Close the line");
    std::fs::write(window.path("word.csv"), "period,org_code,profession,fte\n2018-09-30,RJ2,PT,9\n").unwrap();
    let word = window.path("word.csv");
    window.drop_files(&[word]);
    window.wait_for("Import 1 row");
    assert!(!window.says("Close the line"), "{:#?}", window.labels());
}

#[test]
fn a_mapping_is_saved_to_a_file_and_loaded_for_another() {
    let mut window = plan_with(&[("own.csv", OWN)], [1280.0, 800.0]);
    window.press("Add files…");
    map_own(&mut window);
    window.press("File, workforce");
    window.press("Save the mapping…");
    window.wait_for("Save");
    let saved = window.path("own mapping.json");
    window.type_into("Path", &saved.display().to_string());
    window.press("Save");
    window.wait_for_words("The mapping is saved in own mapping.json");
    let text = std::fs::read_to_string(&saved).unwrap();
    assert!(text.contains("\"fte\": \"staff\"") && text.contains("\"kind\": \"workforce\""), "{text}");
    window.press("Begin again");
    window.wait_for_words("own.csv, needs you");
    window.press("File, workforce");
    window.press("Load a mapping…");
    window.wait_for("Load");
    window.type_into("Path", &saved.display().to_string());
    window.press("Load");
    window.wait_for_words("own.csv, ready: 2 of 3 rows used: 7 FTE");
}

/// Says what the columns and the professions of [`OWN`] are.
fn map_own(window: &mut Window) {
    window.wait_for_words("own.csv, needs you");
    choose(window, "FTE: Choose…", "staff: 3, 4, 9");
    choose(window, "Profession: Choose…", "who: Physiotherpy, PT, Nursing");
    window.press("Say what they mean");
    settle(window);
    window.press("Physiotherpy is Physiotherapy");
    settle(window);
    window.wait_for_words("own.csv, ready: 2 of 3 rows used: 7 FTE");
}

fn import_own(window: &mut Window) {
    window.press("Add files…");
    map_own(window);
    window.press("Import 2 rows");
    window.wait_for_words("Data report of own.csv");
}

#[test]
fn an_import_that_is_cancelled_says_so_at_once_and_leaves_the_plan_as_it_was() {
    let mut text = "period,org_code,staff_group,profession,band,team,fte\n".to_owned();
    for row in 0..150_000 {
        text += &format!("2018-09-30,R{:03},Allied health professions,PT,6,Team {row},1.25\n", row % 200);
    }
    let mut window = plan_with(&[("big.csv", &text)], [1280.0, 800.0]);
    window.press("Add files…");
    window.wait_for("Import 150,000 rows");
    window.press("Import 150,000 rows");
    window.wait_for("Cancel");
    window.wait("how far it has come", |window| window.says(" MB, ") && window.says(" rows a second"));
    let pressed = std::time::Instant::now();
    window.harness.get_by_label("Cancel").click();
    window.harness.step();
    window.harness.step();
    assert!(window.says("Stopping; the plan stays as it was"), "{:#?}", window.labels());
    assert!(pressed.elapsed() < std::time::Duration::from_millis(200), "{:?}", pressed.elapsed());
    window.wait_for_words("Import cancelled; the plan is as it was");
    // The file still waits, and what was found out about it.
    window.wait_for("Import 150,000 rows");
    window.press("Leave all out");
    window.wait_for_words("No files yet");
    window.go(Page::History);
    assert!(!window.says("import of big.csv"));
}

/// From the cards to the import without a mouse.
#[test]
fn the_keyboard_alone_imports() {
    let text = "period,org_code,staff_group,profession,band,fte\n2018-09-30,RJ1,Allied health professions,PT,6,1.5\n";
    let mut window = plan_with(&[("staff.csv", text)], [1280.0, 800.0]);
    window.key(Modifiers::COMMAND, Key::I);
    window.wait_for("Import 1 row");
    for _ in 0..60 {
        let node = window.harness.get_by_label("Import 1 row");
        if node.accesskit_node().is_focused() {
            window.key(Modifiers::NONE, Key::Enter);
            window.wait_for_words("Imported 1 row");
            return;
        }
        window.key(Modifiers::NONE, Key::Tab);
    }
    panic!("Tab never reached the button: {:#?}", window.labels());
}

#[test]
fn a_card_leads_to_its_file_and_the_others_stay() {
    let text = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,1.5\n";
    let files = [("a.csv", text), ("b.csv", "code,colour\n1,red\n"), ("c.csv", "")];
    let mut window = plan_with(&files, [1280.0, 800.0]);
    window.press("Add files…");
    window.wait_for_words("c.csv, cannot be read: Is empty; choose a file with a header row");
    window.press_like(Role::Button, "b.csv, needs you");
    window.wait_for_words("This file cannot be read as it is");
    window.press("Leave out c.csv");
    window.wait("c.csv to go", |window| !window.says("c.csv"));
    window.press("Import 1 row");
    window.wait_for_words("Imported 1 row");
    // What could not be read waits for what the user says next.
    window.wait_for_words("b.csv, needs you");
    window.press("Leave all out");
    window.wait_for_words("Data report of a.csv");
}

#[test]
fn files_dropped_without_a_plan_go_into_a_new_one() {
    let text = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,1.5\n";
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("a.csv"), text).unwrap();
        vec![(Purpose::NewPlan, vec![folder.join("Fresh.fairshare")])]
    });
    let path = window.path("a.csv");
    window.harness.run_ok();
    window.drop_files(&[path]);
    window.wait_for("Plan: Fresh");
    window.wait_for("Import 1 row");
}

#[test]
fn the_pages_stay_within_reach_while_files_wait() {
    let text = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,1.5\n";
    let mut window = plan_with(&[("a.csv", text)], [1280.0, 800.0]);
    window.press("Add files…");
    window.wait_for("Import 1 row");
    window.go(Page::Method);
    window.wait_for_words("How a fair share is worked out");
    window.go(Page::Data);
    window.wait_for("Import 1 row");
}

#[test]
fn a_small_window_at_twice_the_size_shows_the_button_and_the_cards() {
    let mut window = plan_with(&[("own.csv", OWN)], [1024.0, 640.0]);
    window.harness.ctx.set_zoom_factor(2.0);
    window.key(Modifiers::COMMAND, Key::I);
    window.wait_for_words("own.csv, needs you");
    let button = window.harness.get_by_label("Import").rect();
    assert!(button.bottom() <= 320.0 && button.right() <= 512.0, "{button:?}");
}

#[test]
fn a_list_of_mergers_is_a_file_like_others_that_folds_the_figures_and_can_be_removed() {
    let staff = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,3\n2018-09-30,RJ2,PT,4\n";
    let mergers = "predecessor_code,successor_code,date\nRJ1,RJ2,2019-04-01\n";
    let mut window = plan_with(&[("staff.csv", staff), ("mergers.csv", mergers)], [1280.0, 800.0]);
    let (staff, mergers) = (window.path("staff.csv"), window.path("mergers.csv"));
    window.drop_files(&[staff]);
    window.wait_for_words("staff.csv, ready: ");
    window.press("Import 2 rows");
    window.wait_for_words("Imported 2 rows");
    window.drop_files(&[mergers]);
    window.wait_for_words("mergers.csv, ready: ");
    window.press("Import 1 row");
    window.wait_for_words("Imported 1 row");
    let folded = "RJ1 was taken over by RJ2 on 2019-04-01: 1 row of staff with 3 FTE count there.";
    window.wait_for_words(folded);
    window.wait_for_words("Data report of mergers.csv");
    window.press("Remove from the plan");
    window.wait("the merger to go", |window| !window.says(folded));
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words(folded);
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait("the merger to go", |window| !window.says(folded));
    window.wait_for_words("Data report of staff.csv");
}

#[test]
fn lists_of_mergers_that_contradict_each_other_are_told_before_anything_is_stored() {
    let list = |rows: &str| format!("predecessor_code,successor_code,date\n{rows}");
    let (one, other) = (list("RJ1,RJ2,\n"), list("RJ5,RJ6,\nRJ1,RJ3,\n"));
    let mut window = plan_with(&[("one.csv", &one), ("other.csv", &other)], [1280.0, 800.0]);
    let (one, other) = (window.path("one.csv"), window.path("other.csv"));
    window.drop_files(&[one, other.clone()]);
    // Of two that wait, the second.
    let words =
        "RJ1 is taken over by RJ3 here and by RJ2 in one.csv on line 2; an organisation is folded into one other";
    window.wait_for_words(&format!("other.csv, needs you: Line 3: {words}"));
    window.wait_for_words("one.csv, ready: ");
    window.press("Import 1 row");
    window.wait_for_words("Imported 1 row");
    // Of one that waits and one of the plan, the rows are findings.
    window.wait("one.csv to be in the plan", |window| !window.says("one.csv, "));
    window.wait_for_words(&format!("other.csv, needs you: Line 3: {words}"));
    window.press("Report, contradictory");
    window.wait_for_words(&format!("Error: This list of mergers contradicts another, or itself. Line 3: {words}"));
    assert!(!window.says("Import 1 row"));
}

#[test]
fn the_question_about_an_overlap_stands_alone_and_has_the_keyboard() {
    let mut window = staffed();
    drop_more(&mut window);
    settle(&mut window);
    window.press("Import 2 rows");
    window.wait_for("Does this replace what the plan holds?");
    assert!(window.says("more.csv says again what 2 cells of staff.csv hold in the plan already."));
    assert!(!window.says("Data report of staff.csv"), "nothing stands between the question and its answer");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("Imported 2 rows");
    window.go(Page::Data);
    window.wait_for_words("Data report of more.csv");
    assert!(window.says("2 cells of staff.csv replaced"), "{:#?}", window.labels());
}
