//! What people do, as levers on the page *What if*: each from its form to the figure it changes, worked
//! out by hand, and back.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use fairshare::ui::Page;

use super::app::Window;

/// Of ZA1's 10 FTE 2 are preceptees, and 4 more posts stand vacant; ZA2's data has neither column filled.
const STAFF: &str = "period,org_code,org_name,region,staff_group,profession,band,fte,preceptee,vacancy_fte\n\
    2018-09-30,ZA1,Northmoor Hospital,North Fells,Allied health professions,PT,Band 6,10,2,4\n\
    2018-09-30,ZA2,Fellside Community Trust,South Fells,Allied health professions,PT,Band 6,10,,\n";
/// Sixty weeks on 20 FTE: a rate of 3 weeks per FTE, ZA1 10 above its 30, ZA2 10 below.
const PLACED: &str =
    "academic_year,org_code,profession,students,placement_weeks\n2018/19,ZA1,PT,8,40\n2018/19,ZA2,PT,4,20\n";

const ZA1: &str = "Northmoor Hospital, Physiotherapy";
const ZA2: &str = "Fellside Community Trust, Physiotherapy";

/// The window on the page *What if* of a scenario without edits, with a lever chosen.
fn lever(name: &str) -> Window {
    let mut window = Window::scenario_over(STAFF, PLACED);
    window.wait_for_words("Expected 60.0 weeks, no change");
    window.press("What: Change FTE or placement weeks");
    window.press(name);
    window
}

impl Window {
    /// Waits for figures of the overview's row of a cell, and says so if one never comes.
    fn wait_for_row(&mut self, row: &str, figures: [&str; 4]) {
        self.go(Page::Overview);
        for figure in figures {
            self.wait_for_words(&format!("{row}: {figure}"));
        }
    }

    /// Undoes the newest step, and waits until both rows are as the data has them.
    fn undone(&mut self, step: &str) {
        assert_eq!(self.steps("what if.fairshare").last().unwrap(), step);
        self.key(Modifiers::COMMAND, Key::Z);
        self.wait_for_words(&format!("Undone: {step}"));
        self.wait_for_row(ZA1, ["FTE 10.0 eligible", "expected 30.0 weeks", "provided 40.0 weeks", "gap 10.0 weeks"]);
        self.wait_for_row(ZA2, ["FTE 10.0 eligible", "expected 30.0 weeks", "provided 20.0 weeks", "gap −10.0 weeks"]);
        assert!(!self.says("edited, baseline"), "{:#?}", self.labels());
    }
}

#[test]
fn extra_blocks_bring_so_many_weeks_each_to_those_below_their_share() {
    let mut window = lever("Extra blocks");
    window.press("Where: All organisations");
    window.press("Those below their share");
    window.type_into("Blocks", "two");
    window.wait_for_words("Blocks: \"two\" is no whole number.");
    window.type_into("Blocks", "2");
    window.type_into("Weeks in a block", "4.5");
    window.wait_for("Explain Changes 1 figure.");
    window.press("Add 1 edit");
    // 20 + 2 × 4.5 = 29 of 30; the benchmark is held at 3.
    window.wait_for_words("Provided 69.0 weeks, +9.0");
    window.wait_for_row(
        ZA2,
        [
            "FTE 10.0 eligible",
            "expected 30.0 weeks",
            "provided 29.0 weeks, edited, baseline 20.0; 2 more blocks of 4.5 weeks",
            "gap −1.0 weeks",
        ],
    );
    assert!(window.says(&format!("{ZA1}: provided 40.0 weeks")));
    window.undone("PT weeks 2018/19 at Fellside Community Trust 20 → 29");
}

#[test]
fn vacancies_filled_come_on_top_of_the_staff_in_post() {
    let mut window = lever("Fill vacancies");
    window.type_into("Filled in per cent", "120");
    window.wait_for_words("Filled in per cent: \"120\" is more than 100 per cent.");
    window.type_into("Filled in per cent", "50");
    window.wait_for("Explain Changes 1 figure.");
    window.wait_for("Explain 1 left out (ZA2 PT): the workforce data gives no vacancies here.");
    // Pressed, it names the edit and who gets none, each leading to its figure as it is.
    window.press("Explain Changes 1 figure.");
    window.wait_for_words("What would change, PT OT SLT, 2018/19. Scenario: ");
    window.wait_for_words("Fellside Community Trust, PT: value left out: the workforce data gives no vacancies here");
    window.press_like(Role::Row, "Northmoor Hospital, PT FTE");
    window.wait_for_words("Eligible FTE, Northmoor Hospital, physiotherapy, 2018/19. Scenario: ");
    window.key(Modifiers::NONE, Key::Escape);
    window.press("Add 1 edit");
    // 10 + 0.5 × 4 = 12 FTE, of which 12 × 3 = 36 weeks are the fair share: the gap shrinks to 4.
    window.wait_for_words("Expected 66.0 weeks, +6.0");
    window.wait_for_row(
        ZA1,
        [
            "FTE 12.0 eligible, edited, baseline 10.0; vacancies filled 50 %",
            "expected 36.0 weeks",
            "provided 40.0 weeks",
            "gap 4.0 weeks",
        ],
    );
    window.undone("PT FTE 2018/19 at Northmoor Hospital 10 → 12");
}

#[test]
fn preceptees_that_do_not_count_change_the_rate_of_everybody() {
    let mut window = lever("Count preceptees differently");
    window.type_into("Counted in per cent", "-1");
    window.wait_for_words("Counted in per cent: \"-1\" is below 0.");
    window.type_into("Counted in per cent", "0");
    window.press("Count preceptees so");
    window.wait_for_words("Benchmark: recalculated, because of the scenario's own settings");
    // 8 of ZA1's 10 FTE count: 60 ÷ 18 = 3.333 weeks per FTE, 26.7 and 33.3 expected.
    window.wait_for_row(ZA1, ["FTE 8.0 eligible", "expected 26.7 weeks", "provided 40.0 weeks", "gap 13.3 weeks"]);
    window.wait_for_row(ZA2, ["FTE 10.0 eligible", "expected 33.3 weeks", "provided 20.0 weeks", "gap −13.3 weeks"]);
    window.undone("Preceptees included → excluded");
}

#[test]
fn a_new_team_brings_staff_and_placements_to_one_organisation() {
    let mut window = lever("A new team");
    window.type_into("Organisation", "fellside");
    window.press("Fellside Community Trust (ZA2)");
    window.type_into("FTE", "5");
    window.type_into("Placement weeks a year", "many");
    window.wait_for_words("Placement weeks a year: \"many\" is not a plain number");
    window.type_into("Placement weeks a year", "12.5");
    // One team, although three professions are shown.
    window.wait_for("Explain Changes 2 figures.");
    window.press("Profession of the team: Physiotherapy");
    window.press("Occupational therapy");
    window.press("Profession of the team: Occupational therapy");
    window.press("Physiotherapy");
    window.press("Add 2 edits");
    // 15 FTE × 3 = 45 expected, 20 + 12.5 provided.
    window.wait_for_words("Gap −2.5 weeks, −2.5");
    window.wait_for_row(
        ZA2,
        [
            "FTE 15.0 eligible, edited, baseline 10.0; new team",
            "expected 45.0 weeks",
            "provided 32.5 weeks, edited, baseline 20.0; new team",
            "gap −12.5 weeks",
        ],
    );
    window.undone("new team (2 edits)");
}

#[test]
fn a_lever_begins_with_its_usual_figures_in_the_fields_and_does_nothing_without_them() {
    let mut window = lever("Extra blocks");
    window.wait_for("Explain Changes 2 figures.");
    window.type_into("Blocks", " ");
    window.wait_for("Fill the fields to see what would change.");
    window.type_into("Blocks", "1");
    window.wait_for("Explain Changes 2 figures.");
}

#[test]
fn a_rate_is_changed_for_one_profession_whatever_the_page_shows() {
    let mut window = lever("Change the benchmark rate");
    window.type_into("Change", "3.3");
    // Three professions are shown; the rate is of one.
    window.wait_for("Explain Changes 1 benchmark rate.");
    assert!(window.says("Profession of the rate: Physiotherapy"));
    window.press("Add 1 edit");
    window.wait_for_words("Expected 66.0 weeks, +6.0");
}
