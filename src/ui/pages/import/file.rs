//! The first step: what the file is, how it is written, where its header begins, and its first rows.

use eframe::egui::{Label, RichText, Ui, UiBuilder, vec2};

use super::super::super::action::{Action, Ask};
use super::super::super::assistant::{Decision, Look, Waiting, capitalised, delimiter_name, encoding_name};
use super::super::super::theme::{Tokens, size, space};
use super::super::super::widgets::{Callout, Tone, choose_within, field_label, link_button, note, section_title};
use super::field::{Drafts, Place};
use super::preview::Preview;
use crate::import::{DateOrder, DecimalMark, Encoding, Kind};

/// Draws it.
pub fn show(
    ui: &mut Ui,
    file: &Waiting,
    look: &Look,
    drafts: &mut Drafts,
    preview: &mut Preview,
    actions: &mut Vec<Action>,
) {
    better(ui, file, look, actions);
    let mut decide = |decision| actions.push(Action::Intake(Ask::Decide(file.id, decision)));
    let found = &look.found;
    kind(ui, look, &mut decide);
    let mut another = None;
    if let Some(sheet) = &found.sheet {
        let names: Vec<&str> = found.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let mut chosen = names.iter().position(|name| *name == sheet.value).unwrap_or(usize::MAX);
        line(ui, "Sheet", &sheet.reason, false, |ui| {
            if choose_within(ui, "Sheet", &names, &mut chosen, 280.0).changed() {
                decide(Decision::Sheet(names[chosen].to_owned()));
            }
        });
        another = found.sheets.iter().find(|other| other.name != sheet.value && !other.hidden);
    }
    if let Some(encoding) = &found.encoding {
        let names = Encoding::CHOICES.map(encoding_name);
        let mut chosen = Encoding::CHOICES.iter().position(|other| *other == encoding.value).unwrap_or(0);
        line(ui, "Encoding", &encoding.reason, false, |ui| {
            if choose_within(ui, "Encoding", &names, &mut chosen, 280.0).changed() {
                decide(Decision::Encoding(Some(Encoding::CHOICES[chosen])));
            }
        });
    }
    if let Some(delimiter) = &found.delimiter {
        let usual = [',', ';', '\t', '|'];
        let names = usual.map(delimiter_name);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut chosen = usual.iter().position(|other| *other == delimiter.value).unwrap_or(usize::MAX);
        line(ui, "Cells are parted by", &delimiter.reason, false, |ui| {
            if choose_within(ui, "Cells are parted by", &names, &mut chosen, 280.0).changed() {
                decide(Decision::Delimiter(Some(usual[chosen])));
            }
        });
    }
    header(ui, file, look, drafts, &mut decide);
    numbers_and_dates(ui, look, &mut decide);
    keep(ui, file, actions);
    if let Some(other) = another
        && link_button(ui, &format!("Import the sheet {} as well", other.name)).clicked()
    {
        actions.push(Action::Intake(Ask::Sheet(file.id, other.name.clone())));
    }
    rows(ui, file, look, preview, actions);
}

/// Everything that was said of the file, kept in a file of its own or taken from one.
fn keep(ui: &mut Ui, file: &Waiting, actions: &mut Vec<Action>) {
    let why = "what is said of this file; the plan remembers it for files with the same headers";
    line(ui, "Mapping", why, false, |ui| {
        if ui.button("Load a mapping…").clicked() {
            actions.push(Action::ChooseMapping(file.id));
        }
        if ui.button("Save the mapping…").clicked() {
            actions.push(Action::KeepMapping(file.id));
        }
        if !file.mapping.is_plain() && link_button(ui, "Begin again").clicked() {
            actions.push(Action::Intake(Ask::Map(file.id, Box::default())));
        }
    });
}

/// Mappings that may fit better, each with the reason and one press away.
pub fn better(ui: &mut Ui, file: &Waiting, look: &Look, actions: &mut Vec<Action>) {
    for better in &look.found.better {
        let reason = capitalised(&better.reason);
        let callout = Callout::new(Tone::Note, "It may fit better another way", &reason);
        if callout.actions(&["Read it that way"]).show(ui).is_some() {
            actions.push(Action::Intake(Ask::Map(file.id, Box::new(better.mapping.clone()))));
        }
        ui.add_space(space::SMALL);
    }
}

fn kind(ui: &mut Ui, look: &Look, decide: &mut impl FnMut(Decision)) {
    let kind = look.found.kind.as_ref();
    let why = kind.map_or("it has no columns that tell: choose what it holds", |kind| kind.reason.as_str());
    let names = Kind::ALL.map(Kind::word);
    let mut chosen = kind.and_then(|kind| Kind::ALL.iter().position(|k| *k == kind.value)).unwrap_or(usize::MAX);
    line(ui, "What it holds", why, false, |ui| {
        if choose_within(ui, "What it holds", &names, &mut chosen, 280.0).changed() {
            decide(Decision::Kind(Kind::ALL[chosen]));
        }
    });
}

fn header(ui: &mut Ui, file: &Waiting, look: &Look, drafts: &mut Drafts, decide: &mut impl FnMut(Decision)) {
    let found = &look.found;
    let mut why = found.header_row.reason.clone();
    if found.header_rows > 1 {
        why = format!("{why}; the header takes {} rows", found.header_rows);
    }
    line(ui, "Header on line", &why, false, |ui| {
        let now = found.header_row.value.to_string();
        let place = Place(file.id, "header".to_owned());
        let taken = drafts.field(ui, file, &place, "Header on line", &now, |text| {
            // What is no number asks for the guess again.
            Decision::HeaderRow(text.trim().parse().ok())
        });
        taken.into_iter().for_each(&mut *decide);
        let heights = ["1 row", "2 rows", "3 rows", "4 rows", "5 rows"];
        let mut height = found.header_rows.saturating_sub(1);
        if found.header_row.value > 0 && choose_within(ui, "Rows of the header", &heights, &mut height, 120.0).changed()
        {
            decide(Decision::HeaderRows(Some(height + 1)));
        }
    });
}

fn numbers_and_dates(ui: &mut Ui, look: &Look, decide: &mut impl FnMut(Decision)) {
    let found = &look.found;
    let marks = [DecimalMark::Point, DecimalMark::Comma];
    let mut chosen = marks.iter().position(|mark| *mark == found.decimal_mark.value).unwrap_or(0);
    line(ui, "Decimal mark", &found.decimal_mark.reason, false, |ui| {
        if choose_within(ui, "Decimal mark", &["point: 1,234.5", "comma: 1.234,5"], &mut chosen, 280.0).changed() {
            decide(Decision::DecimalMark(marks[chosen]));
        }
    });
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
    let mut chosen = orders.iter().position(|order| *order == found.date_order.value).unwrap_or(0);
    line(ui, "Dates", &found.date_order.reason, false, |ui| {
        if choose_within(ui, "Dates", &["day, month, year", "month, day, year"], &mut chosen, 280.0).changed() {
            decide(Decision::DateOrder(orders[chosen]));
        }
    });
}

fn rows(ui: &mut Ui, file: &Waiting, look: &Look, preview: &mut Preview, actions: &mut Vec<Action>) {
    ui.add_space(space::CARD);
    section_title(ui, "First rows");
    let asked = preview.show(ui, file.id, look);
    let header = look.found.header_row.value;
    let mut begin = asked.opened;
    ui.horizontal_wrapped(|ui| match asked.selected.filter(|line| *line != header) {
        Some(line) => {
            if link_button(ui, &format!("The header begins on line {line}")).clicked() {
                begin = Some(line);
            }
        }
        None => drop(note(ui, "Select the row on which the header begins, if it is another one.")),
    });
    if let Some(line) = begin.filter(|line| *line != header) {
        actions.push(Action::Intake(Ask::Decide(file.id, Decision::HeaderRow(Some(line)))));
    }
}

/// A choice by its name, and why it is as it is, or that it is missing.
pub fn line(ui: &mut Ui, name: &str, why: &str, missing: bool, control: impl FnOnce(&mut Ui)) {
    const NAME: f32 = 156.0;
    const NARROW: f32 = 480.0;
    let told = |ui: &mut Ui| {
        control(ui);
        let tokens = Tokens::of(ui);
        let ink = if missing { tokens.error } else { tokens.secondary };
        ui.add(Label::new(RichText::new(why).size(size::SECONDARY).color(ink)).wrap());
    };
    steady(ui, name, |ui| {
        if ui.available_width() < NARROW {
            field_label(ui, name);
            ui.horizontal_wrapped(told);
            ui.add_space(space::TIGHT);
            return;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            ui.allocate_ui(vec2(NAME, space::TARGET), |ui| {
                ui.set_width(NAME);
                ui.label(name);
            });
            ui.horizontal_wrapped(told);
        });
    });
}

/// What is drawn here keeps its identity whatever comes and goes above it while a file is looked at
/// again: else an open list of choices would become its neighbour's.
pub fn steady(ui: &mut Ui, salt: impl std::hash::Hash, contents: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(eframe::egui::util::hash(salt));
    ui.scope_builder(UiBuilder::new().scope_id(id), contents);
}
