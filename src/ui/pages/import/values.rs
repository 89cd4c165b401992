//! The third step: texts that say nothing to us, what becomes of their rows, and what they mean.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{Label, ScrollArea, Ui, vec2};

use super::super::super::action::{Action, Ask};
use super::super::super::assistant::{Assigned, Decision, ValueLine, Waiting, every_suggestion, meaning_name};
use super::super::super::theme::{regular, size, space};
use super::super::super::widgets::{choose_within, link_button, name_label, note, secondary, section_title};
use super::field::{Drafts, Place};
use super::file::steady;
use crate::import::{Meaning, Suggestion};
use crate::model::{Professions, counted};
use crate::session::Command;

/// What comes before the known words in every list of choices.
const AS_IT_IS: usize = 0;
const ASIDE: usize = 1;
const FIRST_WORD: usize = 2;
const HEIGHT: f32 = 52.0;
/// Where there is no room for text and choice beside each other.
const NARROW: f32 = 560.0;
const HEIGHT_NARROW: f32 = 84.0;

/// What texts can mean.
pub struct Words<'a> {
    /// The known words, by meaning.
    pub known: &'a BTreeMap<Meaning, Arc<Vec<Suggestion>>>,
    /// What the plan calls professions; `None` while it takes no changes.
    pub professions: Option<&'a Professions>,
}

/// Draws it.
pub fn show(ui: &mut Ui, file: &Waiting, words: &Words<'_>, drafts: &mut Drafts, actions: &mut Vec<Action>) {
    let lines = file.values();
    if lines.is_empty() {
        let words = if file.told().is_some() {
            "Every profession, level, band, status and organisation of this file is known."
        } else {
            "What texts are unknown is known once the file can be read."
        };
        note(ui, words);
        return;
    }
    section_title(ui, "Texts that say nothing to the program");
    note(ui, "Say what they mean, set their rows aside, or leave them: then what stands beside them happens.");
    if words.professions.is_some() && lines.iter().any(|line| line.meaning == Meaning::Profession) {
        note(
            ui,
            "What is chosen here holds for files with these headers; a new profession, or a name that is remembered for the plan, for every later file.",
        );
    }
    let open = lines.iter().filter(|line| line.assigned == Assigned::AsItIs && line.suggestion.is_some()).count();
    if open > 0 {
        ui.add_space(space::TIGHT);
        let take = format!("Take {}", counted(open as u64, "suggestion", "suggestions"));
        if ui.button(take).clicked() {
            actions.push(Action::Intake(Ask::Decide(file.id, every_suggestion(lines))));
        }
    }
    ui.add_space(space::SMALL);
    let height = ui.available_height().max(240.0);
    let scroll = ScrollArea::vertical().id_salt("values").auto_shrink([false, true]).max_height(height);
    let each = if ui.available_width() < NARROW { HEIGHT_NARROW } else { HEIGHT };
    scroll.show_rows(ui, each, lines.len(), |ui, range| {
        for index in range {
            let line = &lines[index];
            let salt = (line.meaning, &line.text);
            steady(ui, salt, |ui| one(ui, file, line, words, drafts, actions));
        }
    });
}

fn one(
    ui: &mut Ui,
    file: &Waiting,
    line: &ValueLine,
    words: &Words<'_>,
    drafts: &mut Drafts,
    actions: &mut Vec<Action>,
) {
    let key = if line.meaning == Meaning::OrgName { Meaning::OrgCode } else { line.meaning };
    let known = words.known.get(&key).map_or(&[][..], |words| words.as_slice());
    let width = ui.available_width();
    let told = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add_space(space::TIGHT);
        name_label(ui, &line.text, regular(size::BODY));
        let holds = if line.holds.is_empty() { "not in this file" } else { &line.holds };
        let about = secondary(ui, format!("{}: {holds}", meaning_name(line.meaning)));
        ui.add(Label::new(about).truncate());
    };
    if width < NARROW {
        ui.vertical(|ui| {
            ui.set_height(HEIGHT_NARROW);
            told(ui);
            ui.horizontal(|ui| {
                assign(ui, file, line, known, drafts, actions);
                for_the_plan(ui, file, line, words.professions, actions);
            });
        });
        return;
    }
    ui.horizontal(|ui| {
        ui.set_height(HEIGHT);
        let left = (width * 0.44).clamp(160.0, 420.0);
        ui.allocate_ui(vec2(left, HEIGHT), |ui| {
            ui.set_width(left);
            ui.vertical(told);
        });
        assign(ui, file, line, known, drafts, actions);
        for_the_plan(ui, file, line, words.professions, actions);
    });
}

/// What can be said of an unknown profession once for the whole plan, in one press: that it is a profession
/// of its own, or that the name it was given here holds for every file.
fn for_the_plan(
    ui: &mut Ui,
    file: &Waiting,
    line: &ValueLine,
    professions: Option<&Professions>,
    actions: &mut Vec<Action>,
) {
    let Some(professions) = professions.filter(|_| line.meaning == Meaning::Profession) else { return };
    let text = &line.text;
    let said = match &line.assigned {
        Assigned::AsItIs => {
            let Some(code) = professions.code_for(text) else { return };
            let button = link_button(ui, &format!("New profession {code}"));
            let name = format!("{text} is a new profession, {code}");
            button.accessible_name(name).clicked().then(|| (code, text.clone()))
        }
        Assigned::Means(value) => {
            let Some(known) = professions.recognise(value) else { return };
            let names = professions.get(known).into_iter().chain([text.clone()]).collect::<Vec<_>>().join("; ");
            let button = link_button(ui, "Remember for the plan");
            let name = format!("Remember {text} as {known} for the plan");
            button.accessible_name(name).clicked().then(|| (known.to_string(), names))
        }
        Assigned::Aside => return,
    };
    if let Some((code, names)) = said {
        actions.push(Action::Change(Command::Set { key: format!("profession.{code}"), value: Some(names) }));
        if line.assigned != Assigned::AsItIs {
            let as_it_is = Decision::ValueAsItIs(line.meaning, text.clone());
            actions.push(Action::Intake(Ask::Decide(file.id, as_it_is)));
        }
    }
}

fn assign(
    ui: &mut Ui,
    file: &Waiting,
    line: &ValueLine,
    words: &[Suggestion],
    drafts: &mut Drafts,
    actions: &mut Vec<Action>,
) {
    let mut decide = |decision| actions.push(Action::Intake(Ask::Decide(file.id, decision)));
    let as_it_is = format!("Leave: rows are {}", line.otherwise);
    let mut choices = vec![as_it_is.as_str(), "Set the rows aside"];
    choices.extend(words.iter().map(|word| word.shown.as_str()));
    let place = Place(file.id, format!("{} {}", line.meaning.word(), line.text));
    let is_organisation = matches!(line.meaning, Meaning::OrgCode | Meaning::OrgName);
    let code = choices.len();
    if is_organisation {
        choices.push("Another code…");
    }
    let now = match &line.assigned {
        _ if drafts.is_open(&place) => code,
        Assigned::AsItIs => AS_IT_IS,
        Assigned::Aside => ASIDE,
        Assigned::Means(value) => {
            words.iter().position(|word| word.value == *value).map_or(code, |place| place + FIRST_WORD)
        }
    };
    let mut chosen = now;
    let name = format!("What {} means", line.text);
    if choose_within(ui, &name, &choices, &mut chosen, 260.0).changed() {
        drafts.close(&place);
        let means = |means| Decision::Values(vec![(line.meaning, line.text.clone(), means)]);
        match chosen {
            AS_IT_IS => decide(Decision::ValueAsItIs(line.meaning, line.text.clone())),
            ASIDE => decide(means(None)),
            chosen if chosen == code => drafts.begin(place.clone()),
            chosen => decide(means(words.get(chosen - FIRST_WORD).map(|word| word.value.clone()))),
        }
    }
    if is_organisation && now == code {
        let typed = if let Assigned::Means(value) = &line.assigned { value.as_str() } else { "" };
        let taken = drafts.field(ui, file, &place, &format!("Code of {}", line.text), typed, |text| {
            Decision::Values(vec![(line.meaning, line.text.clone(), Some(text.trim().to_uppercase()))])
        });
        taken.into_iter().for_each(&mut decide);
    } else if let (Assigned::AsItIs, Some(suggestion)) = (&line.assigned, &line.suggestion)
        && link_button(ui, &format!("{}?", suggestion.shown))
            .accessible_name(format!("{} is {}", line.text, suggestion.shown))
            .clicked()
    {
        decide(Decision::Values(vec![(suggestion.meaning, line.text.clone(), Some(suggestion.value.clone()))]));
    }
}
