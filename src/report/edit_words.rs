//! Edits and settings in words: for the history, for comparisons and for the screen.

use crate::model::scenario::{CellField, Edit, Step, What};
use crate::model::{Fraction, Outcome, Place, Profession, SETTINGS, fixed};

/// What an edit is about: `PT weeks 2018/19 at Northmoor Hospital`, `PT rate 2018/19`, `Preceptees`.
pub fn edit_subject(outcome: &Outcome, edit: &Edit) -> String {
    match &edit.what {
        What::Cell { field, organisation, profession, year, .. } => {
            let organisations = outcome.facts().organisations();
            let found = organisations.binary_search_by(|known| known.code.as_str().cmp(organisation));
            let known = found.ok().map(|found| &organisations[found]);
            let name = known.map(|known| known.name.as_str()).filter(|name| !name.is_empty());
            format!("{profession} {} {year} at {}", field_word(*field), name.unwrap_or(organisation))
        }
        What::Rate { profession, year, .. } => format!("{profession} rate {year}"),
        What::Setting { key, profession, .. } => {
            setting_name(&full_key(key, profession.as_ref().map(Profession::code)))
        }
    }
}

/// A figure of a cell by name: `PT weeks 2018/19 at Northmoor Hospital`.
pub fn cell_name(outcome: &Outcome, place: Place, field: CellField) -> String {
    let name = outcome.organisation(place).called();
    format!("{} {} {} at {name}", place.profession, field_word(field), place.year)
}

/// What the figure or setting of an edit is in an outcome: `120`, `37.5`, `missing`.
pub fn edited_value(outcome: &Outcome, edit: &Edit) -> String {
    match &edit.what {
        What::Cell { field, organisation, profession, year, .. } => {
            let organisations = outcome.facts().organisations();
            let found = organisations.binary_search_by(|known| known.code.as_str().cmp(organisation));
            let Ok(organisation) = found else { return "missing".to_owned() };
            let cell = outcome.cell(Place { year: *year, organisation: organisation as u32, profession: *profession });
            let scale = outcome.cells().scale;
            let figure = match field {
                CellField::Fte => cell.eligible_fte(scale),
                CellField::Weeks => cell.provided(scale),
            };
            figure.map_or_else(|| "missing".to_owned(), |figure| short(figure, 2))
        }
        What::Rate { profession, year, .. } => {
            let rate = outcome.rate(*profession, *year);
            rate.map_or_else(|_| "none".to_owned(), |rate| short(rate.value(), 4))
        }
        What::Setting { key, profession, .. } => {
            let settings = outcome.settings();
            let own = settings.get(&full_key(key, profession.as_ref().map(Profession::code)));
            own.or_else(|| settings.get(key)).unwrap_or_else(|| "not set".to_owned())
        }
    }
}

/// What an edit asks for, without the figures around it: `PT weeks 2018/19 at Northmoor Hospital +12`.
pub fn edit_words(outcome: &Outcome, edit: &Edit) -> String {
    let value = match &edit.what {
        What::Cell { change, .. } | What::Rate { change, .. } => change.to_string().replace('*', "× "),
        What::Setting { value, .. } => value.clone(),
    };
    let is_set = matches!(value.chars().next(), Some('0'..='9')) || edit.is_setting();
    format!("{}{}{value}", edit_subject(outcome, edit), if is_set { " = " } else { " " })
}

/// The words for several edits that are one step: their note, if they share one, else how many they are.
pub fn block_words(edits: &[Edit]) -> String {
    let count = edits.len();
    let edits_in_all = if count == 1 { "1 edit".to_owned() } else { format!("{count} edits") };
    match edits.first().map(|edit| edit.note.as_str()) {
        Some(note) if !note.is_empty() && count == 1 => note.to_owned(),
        Some(note) if !note.is_empty() && edits.iter().all(|edit| edit.note == note) => {
            format!("{note} ({edits_in_all})")
        }
        _ => edits_in_all,
    }
}

/// The parts of a scenario, in order: edits next to each other that share a note are one part, named by
/// the note; any other edit is a part by itself. It depends on the edits alone, so a scenario and its
/// copy have the same parts.
pub fn parts(outcome: &Outcome, edits: &[Edit]) -> Vec<Step> {
    let mut parts: Vec<Step> = Vec::new();
    for edit in edits {
        match parts.last_mut() {
            Some(part) if !edit.note.is_empty() && part.edits.last().is_some_and(|last| last.note == edit.note) => {
                part.edits.push(edit.clone());
            }
            _ => parts.push(Step { label: String::new(), edits: vec![edit.clone()] }),
        }
    }
    for part in &mut parts {
        part.label = match part.edits.as_slice() {
            [one] if one.note.is_empty() => edit_words(outcome, one),
            several => block_words(several),
        };
    }
    parts
}

/// A setting's name on the screen, with the profession it is for: `Block length of PT`.
pub fn setting_name(key: &str) -> String {
    let (stem, of) = key.split_once('.').unwrap_or((key, ""));
    let label = SETTINGS.iter().find(|info| info.key == stem).map_or(stem, |info| info.label);
    if of.is_empty() {
        label.to_owned()
    } else if ["peer_group", "profession"].contains(&stem) {
        format!("{label} {of}")
    } else {
        format!("{label} of {of}")
    }
}

fn full_key(key: &str, of: Option<&str>) -> String {
    of.map_or_else(|| key.to_owned(), |of| format!("{key}.{of}"))
}

pub(super) const fn field_word(field: CellField) -> &'static str {
    match field {
        CellField::Fte => "FTE",
        CellField::Weeks => "weeks",
    }
}

/// A figure with as many places as it needs, up to `places`: 120, 12.25.
fn short(figure: Fraction, places: u32) -> String {
    let text = fixed(figure, places);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FactsBuilder, Settings};

    #[test]
    fn edits_beside_each_other_with_one_note_are_one_part() {
        let outcome = Outcome::calculate(std::sync::Arc::new(FactsBuilder::default().finish()), Settings::default());
        let lines = [
            "RJ1\tPT\t2018/19\tweeks\t+6\t2:1 uptake 30 %",
            "RJ2\tPT\t2018/19\tweeks\t+9\t2:1 uptake 30 %",
            "RJ1\tPT\t2018/19\tfte\t12",
            "RJ1\tPT\t2018/19\tweeks\t*1.1",
            "*\tPT\t2018/19\trate\t-1\tas in 2017",
            "*\tPT\t*\tsetting:block_weeks\t5",
        ];
        let edits: Vec<Edit> = lines.iter().map(|line| line.parse().unwrap()).collect();
        let labels: Vec<String> = parts(&outcome, &edits).into_iter().map(|part| part.label).collect();
        assert_eq!(
            labels,
            [
                "2:1 uptake 30 % (2 edits)",
                "PT FTE 2018/19 at RJ1 = 12",
                "PT weeks 2018/19 at RJ1 × 1.1",
                "as in 2017",
                "Block length of PT = 5"
            ]
        );
        assert_eq!(block_words(&edits), "6 edits");
    }
}
