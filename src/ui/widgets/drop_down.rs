//! Choosing one or several from a short list, behind a button that says what is chosen.

use std::collections::BTreeSet;

use eframe::egui::{Button, Color32, Response, ScrollArea, Ui};

use super::button::{link_button, menu_button, menu_width};
use super::ellipsis::elide_middle;
use super::flow::begin_line_for;
use super::text::field_label;
use crate::ui::theme::{regular, size, space};

/// Something to choose.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Its name in the list: "Physiotherapy".
    pub name: &'a str,
    /// Its short name on the button: "PT".
    pub short: &'a str,
}

/// How many short names the button spells before it counts.
const SPELT: usize = 4;

/// How high a list is at most, where the window has room for it.
const LIST: f32 = 360.0;

/// How many choices are all drawn, in sight or not.
const ALL_DRAWN: usize = 64;

/// Chooses several. The button says their short names ("PT OT SLT"), "All …" or "3 of 13 …"; `things` is
/// the plural ("professions"). None chosen shows as "No professions". Marks the response changed.
pub fn choose_many(ui: &mut Ui, things: &str, choices: &[Choice<'_>], chosen: &mut BTreeSet<usize>) -> Response {
    let before = chosen.clone();
    let text = summary(things, choices, chosen);
    let name = format!("{}: {text}", capital(things));
    let (mut response, _) = menu_button(ui, &name, text, true, |ui| {
        ui.set_min_width(270.0);
        ui.horizontal(|ui| {
            if link_button(ui, "All").clicked() {
                chosen.extend(0..choices.len());
            }
            if link_button(ui, "None").clicked() {
                chosen.clear();
            }
        });
        list(ui, |ui| {
            for (index, choice) in choices.iter().enumerate() {
                let mut on = chosen.contains(&index);
                if ui.checkbox(&mut on, choice.name).changed() {
                    if on {
                        chosen.insert(index)
                    } else {
                        chosen.remove(&index)
                    };
                }
            }
        });
    });
    if *chosen != before {
        response.mark_changed();
    }
    response
}

/// Chooses one. The button says which; `thing` names the choice ("Academic year") to a screen reader.
pub fn choose_one(ui: &mut Ui, thing: &str, choices: &[&str], chosen: &mut usize) -> Response {
    choose_within(ui, thing, choices, chosen, f32::INFINITY)
}

/// Chooses one under a label, in a line that wraps: where the button does not fit, it begins a new one.
pub fn labelled_choice(ui: &mut Ui, thing: &str, choices: &[&str], chosen: &mut usize) -> Response {
    begin_line_for(ui, menu_width(ui, choices.get(*chosen).copied().unwrap_or_default()));
    ui.vertical(|ui| {
        field_label(ui, thing);
        choose_one(ui, thing, choices, chosen)
    })
    .inner
}

/// Chooses one of a list that may be long, with names that may be long: no button is wider than `width`.
pub fn choose_within(ui: &mut Ui, thing: &str, choices: &[&str], chosen: &mut usize, width: f32) -> Response {
    let before = *chosen;
    let text = choices.get(*chosen).copied().unwrap_or("Choose…");
    let short = elide_middle(ui, text, &regular(size::BODY), width - 40.0);
    let shown = short.as_deref().unwrap_or(text);
    let (mut response, _) = menu_button(ui, &format!("{thing}: {text}"), shown, false, |ui| {
        ui.set_min_width(160.0);
        ui.set_max_width(widest(ui, choices).clamp(160.0, width.clamp(160.0, 420.0)));
        rows(ui, choices.len(), |ui, index| {
            let choice = Button::selectable(index == *chosen, choices[index]).truncate();
            if ui.add(choice).clicked() {
                *chosen = index;
                ui.close();
            }
        });
    });
    if *chosen != before {
        response.mark_changed();
    }
    response
}

/// How wide a list of short names has to be; of a long list, as wide as it may.
fn widest(ui: &Ui, choices: &[&str]) -> f32 {
    if choices.len() > ALL_DRAWN {
        return f32::INFINITY;
    }
    let width = |name: &&str| {
        let galley = ui.painter().layout_no_wrap((*name).to_owned(), regular(size::BODY), Color32::PLACEHOLDER);
        galley.size().x + 2.0 * ui.spacing().button_padding.x
    };
    choices.iter().map(width).fold(0.0, f32::max).ceil() + ui.spacing().scroll.allocated_width()
}

/// Rows of one height. Of many only those in sight are drawn.
fn rows(ui: &mut Ui, count: usize, mut row: impl FnMut(&mut Ui, usize)) {
    if count <= ALL_DRAWN {
        return list(ui, |ui| (0..count).for_each(|index| row(ui, index)));
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = space::TARGET;
    let scroll = ScrollArea::vertical().max_height(LIST).auto_shrink([false, true]);
    scroll.show_rows(ui, space::TARGET, count, |ui, range| range.for_each(|index| row(ui, index)));
}

fn list(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = space::TARGET;
    ScrollArea::vertical().max_height(LIST).show(ui, contents);
}

fn summary(things: &str, choices: &[Choice<'_>], chosen: &BTreeSet<usize>) -> String {
    match chosen.len() {
        0 => format!("No {things}"),
        count if count == choices.len() && count > SPELT => format!("All {things}"),
        count if count <= SPELT => {
            let spelt: Vec<&str> = chosen.iter().filter_map(|i| choices.get(*i)).map(|c| c.short).collect();
            // Codes are words enough; names want to be told apart.
            let codes = spelt.iter().all(|name| !name.chars().any(char::is_lowercase));
            spelt.join(if codes { " " } else { ", " })
        }
        count => format!("{count} of {} {things}", choices.len()),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
