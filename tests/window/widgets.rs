//! The widgets as a person meets them: by label, by role, by keyboard.

use std::collections::BTreeSet;

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use fairshare::ui::theme;
use fairshare::ui::widgets::{
    BarChart, BarsState, Callout, Choice, DataTable, Headline, HeadlinePress, RailItem, RowKey, TableResponse,
    TableState, Toasts, Tone, choose_many, column_menu, headlines, rail, search_field,
};

use super::made_up::Numbers;

struct Page {
    model: Numbers,
    table: TableState,
    bars: BarsState,
    last: TableResponse,
    happened: Vec<TableResponse>,
}

impl Page {
    fn of(rows: usize) -> Self {
        Page {
            model: Numbers::new(rows),
            table: TableState::default(),
            bars: BarsState::default(),
            last: TableResponse::default(),
            happened: Vec::new(),
        }
    }
}

fn harness<'a, S: 'a>(state: S, width: f32, show: impl FnMut(&mut egui::Ui, &mut S) + 'a) -> Harness<'a, S> {
    let mut harness = Harness::builder()
        .with_size(egui::vec2(width, 600.0))
        .with_step_dt(0.02)
        .with_context_setup(theme::install)
        .build_ui_state(show, state);
    harness.run();
    harness
}

fn table(rows: usize, width: f32) -> Harness<'static, Page> {
    harness(Page::of(rows), width, |ui, page| {
        column_menu(ui, fairshare::ui::widgets::TableModel::columns(&page.model), &mut page.table);
        let report = DataTable::new("t", "Organisations").show(ui, &page.model, &mut page.table);
        if let Some(sort) = &report.sorted {
            page.model.sort(sort);
        }
        if report != page.last {
            page.happened.push(report.clone());
        }
        page.last = report;
    })
}

fn press(harness: &mut Harness<'_, Page>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn focus_rows(harness: &mut Harness<'_, Page>) {
    harness.get_by_role(Role::RowGroup).focus();
    harness.run();
    assert!(harness.state().last.has_focus);
}

fn copied(harness: &Harness<'_, Page>) -> Option<String> {
    harness.output().platform_output.commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    })
}

#[test]
fn a_header_says_how_it_sorts_and_pressing_it_again_turns_round() {
    let mut page = table(30, 900.0);
    page.get_by_role_and_label(Role::ColumnHeader, "FTE").click();
    page.run();
    let first = page.state().model.name(0).to_owned();
    assert_eq!(first, "Organisation 29", "figures start with the largest");
    page.get_by_role_and_label(Role::ColumnHeader, "FTE, sorted descending").click();
    page.run();
    assert_eq!(page.state().model.name(0), "Organisation 00");
    assert!(page.query_by_role_and_label(Role::ColumnHeader, "FTE, sorted ascending").is_some());
}

#[test]
fn cells_say_whose_and_what_they_are() {
    let page = table(30, 900.0);
    page.get_by_role_and_label(Role::Table, "Organisations");
    page.get_by_role_and_label(Role::Row, "Organisation 03, Physiotherapy");
    page.get_by_role_and_label(Role::Cell, "Organisation 03, Physiotherapy: gap −3.5 placement weeks");
    page.get_by_role_and_label(Role::Cell, "Organisation 05, Physiotherapy: gap no return");
    page.get_by_role_and_label(Role::Cell, "Organisation 03, Physiotherapy: FTE 3.0");
}

#[test]
fn the_rows_are_one_tab_stop_after_the_headers() {
    let mut page = table(30, 900.0);
    let mut stops = Vec::new();
    for _ in 0..8 {
        page.key_press(Key::Tab);
        page.run();
        let focused = page.root().children_recursive().find(|node| node.is_focused()).map(|node| {
            let node = node.accesskit_node();
            (node.role(), node.label().unwrap_or_default())
        });
        stops.extend(focused);
    }
    let roles: Vec<Role> = stops.iter().map(|(role, _)| *role).collect();
    let headers = [Role::ColumnHeader; 5];
    assert_eq!(roles[0], Role::Button, "{stops:?}");
    assert_eq!(roles[1..6], headers, "{stops:?}");
    assert!(matches!(roles[6], Role::RowGroup | Role::Cell | Role::RowHeader), "{stops:?}");
}

#[test]
fn the_keyboard_selects_opens_and_explains() {
    let mut page = table(30, 900.0);
    focus_rows(&mut page);
    press(&mut page, Key::ArrowDown);
    assert_eq!(page.state().table.selected, Some(RowKey(0)));
    press(&mut page, Key::ArrowDown);
    press(&mut page, Key::ArrowRight);
    press(&mut page, Key::ArrowRight);
    assert_eq!((page.state().table.selected, page.state().table.column), (Some(RowKey(1)), 2));
    press(&mut page, Key::End);
    assert_eq!(page.state().table.selected, Some(RowKey(29)));
    press(&mut page, Key::Home);
    assert_eq!(page.state().table.selected, Some(RowKey(0)));
    press(&mut page, Key::PageDown);
    assert!(page.state().table.selected > Some(RowKey(5)));
    let here = page.state().table.selected;
    press(&mut page, Key::Enter);
    press(&mut page, Key::Space);
    let happened = &page.state().happened;
    assert!(happened.iter().any(|report| report.opened == here));
    assert!(happened.iter().any(|report| report.explained == here.map(|key| (key, 2))));
    assert!(page.state().last.has_focus, "arrows stay with the rows");
}

#[test]
fn a_press_selects_and_a_double_press_opens() {
    let mut page = table(30, 900.0);
    page.get_by_role_and_label(Role::Row, "Organisation 03, Physiotherapy").click();
    page.run();
    assert_eq!(page.state().table.selected, Some(RowKey(3)));
    page.get_by_role_and_label(Role::Row, "Organisation 04, Physiotherapy").click_accesskit();
    page.run();
    assert_eq!(page.state().table.selected, Some(RowKey(4)));
    page.run_steps(60); // or the next presses make a triple one
    let row = page.get_by_role_and_label(Role::Row, "Organisation 06, Physiotherapy");
    row.click();
    row.click();
    page.run();
    let happened = &page.state().happened;
    assert!(happened.iter().any(|report| report.opened == Some(RowKey(6))), "{happened:#?}");
}

#[test]
fn arrows_stay_in_the_table_even_right_after_a_click() {
    let mut page = harness(Page::of(30), 900.0, |ui, page: &mut Page| {
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(600.0, 400.0), |ui| {
                page.last = DataTable::new("t", "Organisations").show(ui, &page.model, &mut page.table);
            });
            ui.allocate_ui(egui::vec2(200.0, 400.0), |ui| {
                let chart = BarChart { title: "Expected and provided", unit: "weeks", sentence: "" };
                chart.show(ui, &page.model, &mut page.bars, &mut page.table.selected);
            });
        });
    });
    page.get_by_role_and_label(Role::Row, "Organisation 03, Physiotherapy").click();
    page.run_ok();
    press(&mut page, Key::ArrowRight);
    assert!(page.state().last.has_focus);
    press(&mut page, Key::ArrowDown);
    assert!(page.state().last.has_focus);
    assert_eq!(page.state().table.selected, Some(RowKey(4)));
}

#[test]
fn copying_takes_the_selected_row_or_all_with_plain_minus_signs() {
    let mut page = table(3, 900.0);
    focus_rows(&mut page);
    page.event(Event::Copy);
    page.step();
    let text = copied(&page).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert_eq!(text.lines().next(), Some("Organisation\tFTE\tGap (placement weeks)\tRatio\tStatus"));
    assert_eq!(text.lines().nth(3), Some("Organisation 02\t2.0\t-2.5\t92%\tnear"));
    press(&mut page, Key::ArrowDown);
    // Where the windowing layer does not turn the keys into a copy event.
    page.key_press_modifiers(Modifiers::COMMAND, Key::C);
    page.run();
    assert_eq!(page.state().happened.iter().filter_map(|report| report.copied).collect::<Vec<_>>(), [3, 1]);
}

#[test]
fn twenty_thousand_rows_draw_only_those_in_sight_and_reach_the_last() {
    let mut page = table(20_000, 900.0);
    let before = page.state().model.asked();
    page.step();
    let asked = page.state().model.asked() - before;
    assert!(asked < 600, "{asked} cells were asked for in one frame");
    focus_rows(&mut page);
    press(&mut page, Key::End);
    assert_eq!(page.state().table.selected, Some(RowKey(19_999)));
    let last = page.get_by_role_and_label(Role::Row, "Organisation 19999, Physiotherapy").rect();
    assert!(last.bottom() <= 600.0 && last.height() > 24.0, "{last:?}");
}

#[test]
fn columns_can_be_hidden_and_shown_again() {
    let mut page = table(5, 900.0);
    page.get_by_label("Columns").click();
    page.run();
    page.get_by_role_and_label(Role::CheckBox, "Gap, placement weeks").click();
    page.run();
    assert!(page.query_by_role_and_label(Role::ColumnHeader, "Gap, placement weeks").is_none());
    page.get_by_label("Show all").click();
    page.run();
    assert!(page.query_by_role_and_label(Role::ColumnHeader, "Gap, placement weeks").is_some());
}

#[test]
fn a_narrow_table_keeps_the_names_and_scrolls_the_rest() {
    let mut page = table(30, 420.0);
    focus_rows(&mut page);
    press(&mut page, Key::ArrowDown);
    for _ in 0..4 {
        press(&mut page, Key::ArrowRight);
    }
    let name = page.get_by_role_and_label(Role::RowHeader, "Organisation 00, Physiotherapy").rect();
    let status = page.get_by_role_and_label(Role::Cell, "Organisation 00, Physiotherapy: status meets").rect();
    assert!(name.left() >= 0.0, "{name:?}");
    assert!(status.right() <= 420.0 && status.left() >= name.right() - 1.0, "{status:?} beside {name:?}");
}

#[test]
fn chart_and_table_share_a_selection() {
    let chart = BarChart { title: "Expected and provided", unit: "weeks", sentence: "All of them." };
    let mut page = harness(Page::of(1_200), 600.0, move |ui, page: &mut Page| {
        chart.show(ui, &page.model, &mut page.bars, &mut page.table.selected);
    });
    page.get_by_role_and_label(Role::ListBoxOption, "Organisation 02, Physiotherapy: 7.5 of 10.0 expected").click();
    page.run();
    assert_eq!(page.state().table.selected, Some(RowKey(2)));
    press(&mut page, Key::ArrowDown);
    assert_eq!(page.state().table.selected, Some(RowKey(3)));
    page.state_mut().table.selected = Some(RowKey(900));
    page.run();
    page.get_by_role_and_label(Role::ListBoxOption, "Organisation 900, Physiotherapy: 897.5 of 900.0 expected");
    assert_eq!(page.get_by_role(Role::ListBox).accesskit_node().data().description(), Some("All of them."));
}

#[test]
fn rows_follow_a_selection_at_once_and_one_that_runs_once_it_rests() {
    let mut page = table(1_200, 700.0);
    let in_sight = |page: &Harness<'_, Page>, key: u64| {
        let label = format!("Organisation {key}, Physiotherapy");
        page.query_all_by_role(Role::Row).any(|row| row.accesskit_node().label().as_deref() == Some(&*label))
    };
    let select = |page: &mut Harness<'_, Page>, key: u64, frames: usize| {
        page.state_mut().table.selected = Some(RowKey(key));
        (0..frames).for_each(|_| page.step());
    };
    // A frame is a fiftieth of a second.
    for key in [300, 700] {
        select(&mut page, key, 10);
        assert!(in_sight(&page, key), "{key}");
    }
    select(&mut page, 800, 2);
    assert!(in_sight(&page, 800), "a single step");
    (1..8).for_each(|step| select(&mut page, 800 + 50 * step, 1));
    assert!(in_sight(&page, 800) && !in_sight(&page, 1150), "a key that is held");
    select(&mut page, 1150, 8);
    assert!(in_sight(&page, 1150), "a key that was let go");
}

#[test]
fn several_can_be_chosen_and_the_button_says_which() {
    let choices = [("Physiotherapy", "PT"), ("Occupational therapy", "OT"), ("Podiatry", "POD")];
    let mut page = harness(BTreeSet::from([0, 1]), 400.0, move |ui, chosen| {
        let choices = choices.map(|(name, short)| Choice { name, short });
        choose_many(ui, "professions", &choices, chosen);
    });
    page.get_by_role_and_label(Role::Button, "Professions: PT OT").click();
    page.run();
    page.get_by_role_and_label(Role::CheckBox, "Podiatry").click();
    page.run();
    page.get_by_role_and_label(Role::CheckBox, "Occupational therapy").click();
    page.run();
    assert_eq!(page.state(), &BTreeSet::from([0, 2]));
    page.get_by_label("Professions: PT POD");
    page.get_by_label("None").click();
    page.run();
    page.get_by_label("Professions: No professions");
}

#[test]
fn a_callout_says_its_tone_and_returns_the_button() {
    let mut page = harness(None, 600.0, |ui, pressed: &mut Option<usize>| {
        let actions = ["Try again", "Save a copy…"];
        let callout = Callout::new(Tone::Error, "The plan could not be saved", "The disk is full.");
        *pressed = callout.actions(&actions).show(ui).or(*pressed);
    });
    page.get_by_role_and_label(Role::Alert, "Error: The plan could not be saved. The disk is full.");
    page.get_by_role_and_label(Role::Button, "Save a copy…").click();
    page.run();
    assert_eq!(*page.state(), Some(1));
}

#[test]
fn the_rail_is_one_stop_and_arrows_change_the_page() {
    let mut page = harness(0, 200.0, |ui, current: &mut usize| {
        let items = ["Overview", "Data", "Method"].map(|name| RailItem {
            name,
            count: usize::from(name == "Data") * 3,
            waiting: "findings",
        });
        *current = rail(ui, &items, *current).unwrap_or(*current);
    });
    page.get_by_role_and_label(Role::Tab, "Data, 3 findings").click();
    page.run();
    assert_eq!(*page.state(), 1);
    page.key_press(Key::Tab);
    page.run();
    page.key_press(Key::ArrowDown);
    page.run();
    assert_eq!(*page.state(), 2);
    page.key_press(Key::ArrowUp);
    page.run();
    page.key_press(Key::ArrowUp);
    page.run();
    assert_eq!(*page.state(), 0, "the keyboard follows the page");
}

#[test]
fn a_headline_is_a_named_button_and_so_is_its_figure() {
    let mut page = harness(None, 800.0, |ui, pressed: &mut Option<HeadlinePress>| {
        let card = |title| Headline {
            title,
            figure: "3.52",
            unit: "weeks per FTE",
            lines: vec!["12 of 29 meet their share", "410 weeks short"],
            spread: None,
            selected: false,
        };
        *pressed = headlines(ui, &[card("Physiotherapy"), card("Podiatry")]).or(*pressed);
    });
    page.get_by_label("Podiatry: 3.52 weeks per FTE. 12 of 29 meet their share. 410 weeks short.").click();
    page.run();
    assert_eq!(*page.state(), Some(HeadlinePress::Card(1)));
    page.get_by_label("Explain 3.52 weeks per FTE, physiotherapy").click();
    page.run();
    assert_eq!(*page.state(), Some(HeadlinePress::Figure(0)));
    page.get_by_label("Explain 410 weeks short, podiatry").click();
    page.run();
    assert_eq!(*page.state(), Some(HeadlinePress::Line(1, 1)));
}

#[test]
fn a_search_can_be_emptied() {
    let mut page = harness("moor".to_owned(), 400.0, |ui, text: &mut String| {
        search_field(ui, "Search organisations", text, 200.0);
    });
    page.get_by_role_and_label(Role::Button, "Clear").click();
    page.run();
    assert_eq!(page.state(), "");
}

#[test]
fn a_toast_leaves_the_keyboard_where_it_is() {
    let mut toasts = Toasts::default();
    toasts.offer("Exported 24 rows", "Show in folder", 7);
    let mut page = harness((toasts, String::new(), None), 400.0, |ui, (toasts, text, asked)| {
        let field = search_field(ui, "Search", text, 200.0);
        if ui.input(|input| input.key_pressed(Key::F)) {
            field.request_focus();
        }
        *asked = toasts.show(ui.ctx()).or(*asked);
    });
    page.key_press(Key::F);
    page.run_steps(3);
    assert!(page.get_by_role(Role::SearchInput).is_focused());
    page.get_by_label("Show in folder").click();
    page.run_steps(3);
    assert_eq!(page.state().2, Some(7));
    assert!(page.query_by_label("Exported 24 rows").is_none());
}

#[test]
fn nothing_panics_without_room_or_without_rows() {
    for width in [40.0, 120.0, 240.0] {
        let _page = table(0, width);
        let _page = table(3, width);
        let chart = BarChart { title: "Expected and provided", unit: "weeks", sentence: "" };
        let _page = harness(Page::of(0), width, move |ui, page: &mut Page| {
            chart.show(ui, &page.model, &mut page.bars, &mut page.table.selected);
        });
    }
}
