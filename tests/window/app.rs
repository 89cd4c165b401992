//! A practice education lead's visit, from the first page to the exported summary.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::accesskit::Role;
use eframe::egui::{DroppedFile, DroppedFileHandle, Key, Modifiers, Theme, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::app::{FairShare, Start};
use fairshare::ui::files::{Answer, FilePicker, Purpose};
use fairshare::ui::frame_log::FrameLog;
use fairshare::ui::preferences::Preferences;
use fairshare::ui::{Action, Page};

/// Answers file dialogs with what a test laid ready.
struct Ready(Vec<(Purpose, Vec<PathBuf>)>);

impl FilePicker for Ready {
    fn pick(&self, purpose: Purpose, _start: Option<&Path>) -> Answer {
        let answer = self.0.iter().find(|(of, _)| *of == purpose).map(|(_, paths)| paths.clone()).unwrap_or_default();
        Box::pin(async move { answer })
    }
}

/// A file that is dropped.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// The window, with a folder of its own.
pub struct Window {
    pub harness: Harness<'static, FairShare>,
    folder: tempfile::TempDir,
}

pub const WORKFORCE: &str = "period,org_code,org_name,region,staff_group,profession,band,fte\n\
    2018-09-30,ZA1,Northmoor Hospital,North Fells,Allied health professions,PT,Band 6,10\n\
    2018-09-30,ZA2,Fellside Community Trust,South Fells,Allied health professions,PT,Band 6,10\n";
pub const PLACEMENTS: &str =
    "academic_year,org_code,profession,students,placement_weeks\n2018/19,ZA1,PT,8,40\n2018/19,ZA2,PT,4,20\n";

impl Window {
    pub fn open(
        first: Option<Action>,
        size: [f32; 2],
        picks: impl FnOnce(&Path) -> Vec<(Purpose, Vec<PathBuf>)>,
    ) -> Window {
        let folder = tempfile::tempdir().unwrap();
        let picker = Ready(picks(folder.path()));
        Window::of(folder, first, size, picker, Preferences::default())
    }

    fn of(
        folder: tempfile::TempDir,
        first: Option<Action>,
        size: [f32; 2],
        picker: Ready,
        kept: Preferences,
    ) -> Window {
        let data = folder.path().join("data");
        let harness = Harness::builder().with_size(vec2(size[0], size[1])).with_max_steps(64).build_eframe(move |cc| {
            let start = Start {
                preferences: kept,
                picker: Box::new(picker),
                data_folder: data,
                first,
                frames: FrameLog::none(),
            };
            FairShare::new(&cc.egui_ctx, start)
        });
        Window { harness, folder }
    }

    pub fn sample() -> Window {
        let mut window = Window::open(Some(Action::Sample), [1280.0, 800.0], |_| Vec::new());
        window.wait_for("Plan: North Fells sample");
        window
    }

    /// On the page *What if* of a scenario without edits, over a new plan with these two files: four rows
    /// together.
    pub fn scenario_over(workforce: &str, placements: &str) -> Window {
        let mut window = Window::open(None, [1280.0, 800.0], |folder| {
            std::fs::write(folder.join("workforce.csv"), workforce).unwrap();
            std::fs::write(folder.join("placements.csv"), placements).unwrap();
            vec![
                (Purpose::NewPlan, vec![folder.join("what if.fairshare")]),
                (Purpose::AddFiles, vec![folder.join("workforce.csv"), folder.join("placements.csv")]),
            ]
        });
        window.press("New plan…");
        window.press("Add files…");
        window.press("Import 4 rows");
        window.wait_for_words("Imported 4 rows");
        window.press("Scenario: Baseline");
        window.press("New scenario…");
        window.press("Make the scenario");
        window.wait_for("Scenario: Scenario 1");
        window.go(Page::WhatIf);
        window
    }

    /// A window that keeps what it remembers, and finds it when it is opened in the same folder again.
    pub fn remembering(folder: tempfile::TempDir, first: Action) -> Window {
        let kept = Preferences::load(folder.path());
        Window::of(folder, Some(first), [1280.0, 800.0], Ready(Vec::new()), kept)
    }

    /// Ends it as a crash does: it is told nothing, and closes nothing of its own accord.
    pub fn crash(self) -> tempfile::TempDir {
        self.folder
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draws frames until a control of that label is there: work beside the window takes its time.
    pub fn wait_for(&mut self, label: &str) {
        self.wait(label, |window| window.harness.query_all_by_label(label).next().is_some());
    }

    pub fn wait_for_words(&mut self, words: &str) {
        self.wait(words, |window| window.harness.query_all_by_label_contains(words).next().is_some());
    }

    pub fn wait(&mut self, what: &str, there: impl Fn(&Window) -> bool) {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            self.harness.run_ok();
            if there(self) {
                return;
            }
            assert!(Instant::now() < until, "{what} never came; there are: {:#?}", self.labels());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn labels(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive();
        nodes.filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value())).collect()
    }

    pub fn press(&mut self, label: &str) {
        self.wait_for(label);
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    /// Presses a control whose label begins with what it is for: `Academic year: 2019/20`.
    pub fn press_like(&mut self, role: Role, words: &str) {
        let found = self
            .harness
            .get_all_by_role(role)
            .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(words)));
        found.unwrap_or_else(|| panic!("no {role:?} with {words}: {:#?}", self.labels())).click();
        self.harness.run_ok();
    }

    /// Presses a button by the keyboard, wherever on a long page it stands: the focus brings it into sight.
    pub fn press_by_keyboard(&mut self, label_begins: &str) {
        let begins = |label: String| label.starts_with(label_begins);
        let buttons = self.harness.get_all_by_role(Role::Button);
        let found = buttons.into_iter().find(|node| node.accesskit_node().label().is_some_and(begins));
        found.unwrap_or_else(|| panic!("no button {label_begins}: {:#?}", self.labels())).focus();
        self.harness.run_ok();
        self.key(Modifiers::NONE, Key::Enter);
    }

    /// Drops files onto the window.
    pub fn drop_files(&mut self, paths: &[PathBuf]) {
        let dropped = paths.iter().map(|path| Arc::new(Dropped(path.clone())) as DroppedFileHandle);
        self.harness.input_mut().dropped_files = dropped.collect();
        self.harness.run_ok();
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
    }

    pub fn type_into(&mut self, label: &str, text: &str) {
        let field = self
            .harness
            .get_all_by_label(label)
            .find(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::SearchInput));
        let field = field.unwrap_or_else(|| panic!("no field {label}: {:#?}", self.labels()));
        field.focus();
        self.harness.run_ok();
        self.key(Modifiers::COMMAND, Key::A);
        let field = self
            .harness
            .get_all_by_label(label)
            .find(|node| matches!(node.accesskit_node().role(), Role::TextInput | Role::SearchInput));
        field.unwrap().type_text(text);
        self.harness.run_ok();
    }

    /// Shows a page by its shortcut.
    pub fn go(&mut self, page: Page) {
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8];
        let place = Page::ALL.iter().position(|other| *other == page).unwrap();
        self.key(Modifiers::COMMAND, keys[place]);
    }

    pub fn says(&self, words: &str) -> bool {
        self.labels().iter().any(|label| label.contains(words))
    }
}

#[test]
fn the_sample_is_one_press_away() {
    let mut window = Window::open(None, [1280.0, 800.0], |_| Vec::new());
    window.press("Try the sample");
    window.wait_for("Plan: North Fells sample");
    window.wait_for_words("22 organisations · 3 professions");
    assert!(window.says("Physiotherapy: 2.51 weeks per FTE. 12 of 21 meet their share."), "{:#?}", window.labels());
    assert!(window.says("All changes saved"));
}

#[test]
fn filter_sort_and_search() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.wait_for_words("3 without a return");
    window.type_into("Search organisations", "northmoor");
    window.wait_for_words("1 organisation · 3 professions");
    assert!(window.says("Northmoor University Hospitals"), "{:#?}", window.labels());
    assert!(!window.says("Briarwood"));
    window.press("Clear");
    window.press_like(Role::ColumnHeader, "Ratio");
    window.wait_for("Ratio, of share, sorted descending");
}

#[test]
fn a_changed_setting_changes_results_at_once_and_can_be_undone() {
    let mut window = Window::sample();
    window.press_like(Role::Button, "Academic year: 2019/20");
    window.press("2018/19");
    window.wait_for_words("Physiotherapy: 3.51 weeks per FTE");
    window.go(Page::Method);
    window.type_into("Hours in a placement week", "30");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Back to 37.5");
    window.go(Page::Overview);
    window.wait("another rate", |window| window.says("weeks per FTE") && !window.says("Physiotherapy: 3.51"));
    window.go(Page::History);
    window.wait_for("Undo Hours in a placement week 37.5 → 30");
    window.key(Modifiers::COMMAND, Key::Z);
    window.wait_for_words("Undone: Hours in a placement week 37.5 → 30");
    window.wait_for("Redo Hours in a placement week 37.5 → 30");
    window.go(Page::Overview);
    window.wait_for_words("Physiotherapy: 3.51 weeks per FTE");
}

#[test]
fn text_that_makes_no_sense_stays_in_its_field_with_the_reason() {
    let mut window = Window::sample();
    window.go(Page::Method);
    window.type_into("Hours in a placement week", "lots");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for_words("\"lots\" is not hours such as 37.5");
    assert!(!window.says("Back to 37.5"));
}

#[test]
fn a_reference_group_can_be_picked_by_hand() {
    let mut window = Window::sample();
    window.go(Page::Method);
    window.press("Reference group: all organisations");
    window.press("hand-picked organisations");
    window.type_into("Organisation codes, separated by commas", "za1, za2");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Back to all");
    window.go(Page::Overview);
    window.wait_for_words("Only 2 organisations formed the rate");
}

#[test]
fn where_a_kind_of_file_is_not_loaded_yet_that_is_what_is_offered() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("workforce.csv"), WORKFORCE).unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("half.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("workforce.csv")]),
        ]
    });
    window.press("New plan…");
    window.press("Add files…");
    window.press("Import 2 rows");
    window.wait_for_words("Imported 2 rows");
    window.go(Page::Overview);
    window.wait_for_words("No placements loaded yet");
    window.wait_for("Add files of placements…");
    assert!(!window.says("its own benchmark"), "{:#?}", window.labels());
    window.go(Page::Compare);
    window.wait_for("Add files of placements…");
}

#[test]
fn one_organisation_alone_gets_remedies_and_no_hundred_per_cent() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("workforce.csv"), WORKFORCE.lines().take(2).collect::<Vec<_>>().join("\n")).unwrap();
        std::fs::write(folder.join("placements.csv"), PLACEMENTS.lines().take(2).collect::<Vec<_>>().join("\n"))
            .unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("alone.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("workforce.csv"), folder.join("placements.csv")]),
        ]
    });
    window.press("New plan…");
    window.press("Add files…");
    window.press("Import 2 rows");
    window.wait_for_words("Imported 2 rows");
    window.go(Page::Overview);
    window.wait_for_words("No benchmark rate for PT");
    assert!(!window.says("100 %"), "{:#?}", window.labels());
    window.press("Enter a rate");
    window.wait_for("Entered rate of Physiotherapy");
    window.type_into("Entered rate of Physiotherapy", "5");
    window.key(Modifiers::NONE, Key::Enter);
    window.go(Page::Overview);
    window.wait_for_words("Physiotherapy: 5.00 weeks per FTE");
}

#[test]
fn years_that_never_meet_are_said_and_the_nearest_snapshot_is_one_press_away() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("workforce.csv"), WORKFORCE).unwrap();
        std::fs::write(folder.join("placements.csv"), PLACEMENTS.replace("2018/19", "2019/20")).unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("years.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("workforce.csv"), folder.join("placements.csv")]),
        ]
    });
    window.press("New plan…");
    window.press("Add files…");
    window.press("Import 4 rows");
    window.go(Page::Overview);
    window.wait_for_words("No year has both workforce and placements");
    window.press("Use the nearest snapshot");
    window.wait_for_words("Physiotherapy: 3.00 weeks per FTE");
}

#[test]
fn a_later_edition_asks_and_replaces() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("workforce.csv"), WORKFORCE).unwrap();
        std::fs::write(folder.join("placements.csv"), PLACEMENTS).unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("editions.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("workforce.csv"), folder.join("placements.csv")]),
        ]
    });
    window.press("New plan…");
    window.press("Add files…");
    window.press("Import 4 rows");
    window.wait_for_words("Imported 4 rows");
    std::fs::write(window.path("placements.csv"), PLACEMENTS.replace(",40", ",46")).unwrap();
    window.press("Add files…");
    window.press("Import 4 rows");
    window.wait_for_words("Does this replace what the plan holds?");
    window.press("Replace");
    window.wait_for_words("Imported 2 rows; 1 file was there already");
    window.go(Page::Overview);
    window.wait_for_words("Physiotherapy: 3.30 weeks per FTE");
    // Taking the new edition out brings the earlier one back.
    window.go(Page::Data);
    window.press("Remove from the plan");
    window.go(Page::Overview);
    window.wait_for_words("Physiotherapy: 3.00 weeks per FTE");
}

#[test]
fn what_cannot_be_read_is_said_on_the_page_and_changes_nothing() {
    let mut window = Window::open(None, [1280.0, 800.0], |folder| {
        std::fs::write(folder.join("absence.csv"), "DATE,ORG_CODE,FTE_DAYS_LOST\n30/04/2024,ZA1,12\n").unwrap();
        vec![
            (Purpose::NewPlan, vec![folder.join("absence.fairshare")]),
            (Purpose::AddFiles, vec![folder.join("absence.csv")]),
        ]
    });
    window.press("New plan…");
    window.press("Add files…");
    window.wait_for_words("absence.csv, needs you: No FTE column (FTE_DAYS_LOST is not FTE), no profession column");
    assert!(window.says("No file can be imported as it is"));
}

#[test]
fn without_a_system_dialog_a_path_can_be_typed() {
    let mut window = Window::open(None, [1280.0, 800.0], |_| Vec::new());
    window.press("New plan…");
    window.wait_for("Make the plan");
    let plan = window.path("typed.fairshare");
    window.type_into("Path", &plan.display().to_string());
    window.press("Make the plan");
    window.wait_for("Plan: typed");
    assert!(plan.exists());
}

/// From the first page to a changed filter without a mouse.
#[test]
fn the_keyboard_alone_is_enough() {
    let mut window = Window::open(None, [1280.0, 800.0], |_| Vec::new());
    window.key(Modifiers::COMMAND, Key::K);
    window.wait_for("Command");
    window.type_into("Command", "sample");
    window.key(Modifiers::NONE, Key::Enter);
    window.wait_for("Plan: North Fells sample");
    window.key(Modifiers::COMMAND, Key::F);
    let search = window.harness.get_by_role(Role::SearchInput);
    assert!(search.accesskit_node().is_focused());
    search.type_text("moor coast");
    window.harness.run_ok();
    window.wait("fewer rows", |window| !window.says("Northmoor University Hospitals"));
    // Tab leads on to the table's rows; arrows move the selection there.
    for _ in 0..24 {
        window.key(Modifiers::NONE, Key::Tab);
        window.key(Modifiers::NONE, Key::ArrowDown);
        if window.harness.get_all_by_role(Role::Row).any(|row| row.accesskit_node().is_selected() == Some(true)) {
            return;
        }
    }
    panic!("no row was ever selected: {:#?}", window.labels());
}

#[test]
fn the_palette_changes_the_theme_before_any_plan_is_open() {
    let mut window = Window::open(None, [1280.0, 800.0], |_| Vec::new());
    for (name, theme) in [("light", Theme::Light), ("dark", Theme::Dark)] {
        window.key(Modifiers::COMMAND, Key::K);
        window.wait_for("Command");
        window.type_into("Command", name);
        window.key(Modifiers::NONE, Key::Enter);
        window.wait(name, |window| window.harness.ctx.theme() == theme);
    }
}

#[test]
fn a_plan_that_somebody_else_changes_opens_to_read_only_and_says_who() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("shared.fairshare");
    let holder = fairshare::store::PlanWriter::create(&plan).unwrap();
    let mut window = Window::open(Some(Action::OpenFiles(vec![plan])), [1280.0, 800.0], |_| Vec::new());
    window.wait_for_words("Read only:");
    drop(holder);
}

#[test]
fn a_file_that_is_no_plan_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let plan = folder.path().join("not a plan.fairshare");
    std::fs::write(&plan, "a shopping list").unwrap();
    let mut window = Window::open(Some(Action::OpenFiles(vec![plan.clone()])), [1280.0, 800.0], |_| Vec::new());
    window.wait_for_words("The plan was not opened");
    assert_eq!(std::fs::read(&plan).unwrap(), b"a shopping list");
}
