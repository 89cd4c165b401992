//! What a step changed, in words: for the history.

use std::collections::BTreeSet;

use crate::model::scenario::Edit;
use crate::model::{Outcome, count, counted};
use crate::report::{FigureStory, StoryPart, edit_words, setting_name};
use crate::store::{Change, PlanReader, Standing, StepId, StepRecord, StoreError};

use super::PlanState;
use super::plan_state::SETTING;
use super::scenario::Field;
use super::scenario_command::figure_of;

/// How many changes of one step are spelt out.
const SPELT: usize = 3;

/// What a step changed, before → after: `Hours in a placement week: 37.5 → 36`. `source` names a source
/// by its number.
pub fn step_words(
    step: &StepRecord,
    plan: &PlanState,
    outcome: &Outcome,
    source: impl Fn(&str) -> Option<String>,
) -> String {
    let changes = told(step);
    let mut words: Vec<String> =
        changes.iter().take(SPELT).map(|change| change_words(change, plan, outcome, &source)).collect();
    if changes.len() > SPELT {
        words.push(format!("and {} more", changes.len() - SPELT));
    }
    words.join("; ")
}

/// The changes of a step that are told: an edit that goes because another sets its figure is part of that one.
fn told(step: &StepRecord) -> Vec<&Change> {
    let is_edit = |path: &str| matches!(Field::of_path(path), Some((_, Field::Edit(_))));
    let goes = |change: &&Change| change.before.is_some() && change.after.is_none() && is_edit(&change.path);
    if !step.changes.iter().any(|change| goes(&change)) {
        return step.changes.iter().collect();
    }
    let come = step.changes.iter().filter(|change| change.before.is_none() && is_edit(&change.path));
    let come: BTreeSet<&str> = come.filter_map(|change| change.after.as_deref()).map(figure_of).collect();
    let replaced = |change: &&Change| change.before.as_deref().is_some_and(|line| come.contains(figure_of(line)));
    step.changes.iter().filter(|change| !(goes(change) && replaced(change))).collect()
}

/// Why a step was made: the note that its edits share, if they have one.
pub fn step_note(step: &StepRecord) -> String {
    let note = |change: &Change| {
        let line = change.after.as_ref().or(change.before.as_ref())?;
        Field::of_path(&change.path).filter(|(_, field)| matches!(field, Field::Edit(_)))?;
        line.parse::<Edit>().ok().map(|edit| edit.note)
    };
    let changes = told(step);
    let mut notes = changes.into_iter().map(note);
    let first = notes.next().flatten().unwrap_or_default();
    // A long step is not read to its end for this.
    if notes.take(SPELT).all(|note| note.as_ref() == Some(&first)) { first } else { String::new() }
}

/// How many steps a plan's history has, by where they stand.
///
/// # Errors
/// What the plan file says.
pub fn steps_story(reader: &PlanReader) -> Result<FigureStory, StoreError> {
    let history = reader.history()?;
    let stands = [
        (Standing::InForce, "In force"),
        (Standing::Undone, "Undone"),
        (Standing::LeftBehind, "Undone, then left behind"),
    ];
    let each = stands.map(|(standing, name)| (name, history.iter().filter(|step| step.standing == standing).count()));
    let value = counted(history.len() as u64, "step", "steps");
    let values = format!("{} = {value}", each.map(|(_, number)| count(number as u64)).join(" + "));
    let parts = each.map(|(name, number)| StoryPart {
        name: name.to_owned(),
        value: counted(number as u64, "step", "steps"),
        missing: false,
        beneath: None,
    });
    let formula = "Every step that changed the plan, also those that were undone.";
    Ok(FigureStory { parts: parts.into(), ..FigureStory::plain("Steps", "the whole history", value, formula, values) })
}

/// A change in one line: `Hours in a placement week: 37.5 → 36`.
fn change_words(
    change: &Change,
    plan: &PlanState,
    outcome: &Outcome,
    source: &impl Fn(&str) -> Option<String>,
) -> String {
    match told_change(change, plan, outcome, source) {
        (what, None) => what,
        (what, Some(values)) => format!("{what}: {values}"),
    }
}

/// What a change is about, and before → after where that is not said with it.
fn told_change(
    change: &Change,
    plan: &PlanState,
    outcome: &Outcome,
    source: &impl Fn(&str) -> Option<String>,
) -> (String, Option<String>) {
    if let Some(key) = change.path.strip_prefix(SETTING) {
        return arrow(setting_name(key), change, "default");
    }
    if let Some((id, field)) = Field::of_path(&change.path) {
        let name = plan.scenario_name(id).map_or_else(|| format!("scenario {id}"), str::to_owned);
        return match field {
            Field::Name => arrow("Name".to_owned(), change, "none"),
            Field::Description => arrow(format!("{name}, what it is for"), change, "nothing"),
            Field::Benchmark => arrow(format!("{name}, benchmark"), change, "none"),
            Field::Archived if change.after.is_some() => (name, Some("archived".to_owned())),
            Field::Archived => (name, Some("taken up again".to_owned())),
            Field::Edit(_) => (format!("{name}: {}", edit_change(change, outcome)), None),
        };
    }
    let parts: Vec<&str> = change.path.split('/').collect();
    let file = |number: &str| source(number).unwrap_or_else(|| format!("file {number}"));
    match parts.as_slice() {
        ["source", number, "state"] => arrow(file(number), change, "not there"),
        ["source", number, "overlap"] => {
            arrow(format!("{}, rows that earlier files have too", file(number)), change, "nothing said")
        }
        ["mapping", kind, ..] => {
            let kept = if change.after.is_some() { "kept" } else { "forgotten" };
            (format!("How {kind} files of these headers are read"), Some(kept.to_owned()))
        }
        [first, rest @ ..] => arrow(sentence(first, rest), change, "nothing"),
        [] => (String::new(), None),
    }
}

/// Everything that a step changed. A step of many edits has as many parts.
///
/// # Errors
/// What the plan file says.
pub fn step_story(reader: &PlanReader, outcome: &Outcome, id: StepId) -> Result<FigureStory, StoreError> {
    let (history, sources, plan) =
        reader.at_one_moment(|| Ok((reader.history()?, reader.sources()?, PlanState::read(reader)?)))?;
    let name = "What the step changed";
    let Some(step) = history.iter().find(|step| step.id == id) else {
        return Ok(FigureStory::without(name, &format!("step {id}"), "The plan has no such step."));
    };
    let source = |number: &str| {
        let known = sources.iter().find(|source| source.id.to_string() == number);
        known.map(|source| source.name.clone())
    };
    let parts = told(step).into_iter().map(|change| {
        let (name, values) = told_change(change, &plan, outcome, &source);
        StoryPart { name, value: values.unwrap_or_default(), missing: false, beneath: None }
    });
    let parts: Vec<StoryPart> = parts.collect();
    let value = counted(parts.len() as u64, "change", "changes");
    let formula = "What the plan kept before → after the step. Nothing is worked out here: a figure that rests on it \
                   says so.";
    let note = Some(step_note(step)).filter(|note| !note.is_empty());
    Ok(FigureStory {
        notes: note.into_iter().collect(),
        parts,
        parts_title: "Changed",
        ..FigureStory::plain(name, &crate::report::sentence(&step.label), value.clone(), formula, value)
    })
}

/// An edit that came, went or was written anew.
fn edit_change(change: &Change, outcome: &Outcome) -> String {
    let words = |line: &String| {
        line.parse::<Edit>().map_or_else(|_| line.replace('\t', " "), |edit| edit_words(outcome, &edit))
    };
    match (&change.before, &change.after) {
        (None, Some(after)) => words(after),
        (Some(before), None) => format!("without {}", words(before)),
        (Some(before), Some(after)) if words(before) == words(after) => format!("note of {}", words(after)),
        (Some(before), Some(after)) => format!("{} → {}", words(before), words(after)),
        (None, None) => String::new(),
    }
}

fn arrow(what: String, change: &Change, absent: &str) -> (String, Option<String>) {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| absent.to_owned());
    (what, Some(format!("{} → {}", value(&change.before), value(&change.after))))
}

fn sentence(first: &str, rest: &[&str]) -> String {
    let mut letters = first.chars();
    let capital: String = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().collect());
    [format!("{capital}{}", letters.as_str())]
        .into_iter()
        .chain(rest.iter().map(|part| (*part).to_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{FactsBuilder, Settings};
    use crate::session::Command;

    #[test]
    fn changes_are_words_and_long_steps_are_cut() {
        let outcome = Outcome::calculate(Arc::new(FactsBuilder::default().finish()), Settings::default());
        let mut plan = PlanState::default();
        let made = Command::new_scenario("More", Vec::new()).changes(&plan).unwrap().1;
        plan.follow(&made);
        let words = |path: &str, before: Option<&str>, after: Option<&str>| {
            let source = |number: &str| (number == "3").then(|| "workforce.csv".to_owned());
            change_words(&Change::new(path, before, after), &plan, &outcome, &source)
        };
        assert_eq!(words("setting/hours_per_week", None, Some("36")), "Hours in a placement week: default → 36");
        assert_eq!(words("source/3/state", Some("in force"), Some("removed")), "workforce.csv: in force → removed");
        assert_eq!(words("source/4/state", None, Some("in force")), "file 4: not there → in force");
        assert_eq!(
            words("scenario/1/benchmark", Some("held"), Some("recalculated")),
            "More, benchmark: held → recalculated"
        );
        assert_eq!(words("scenario/1/archived", None, Some("yes")), "More: archived");
        let line = "RJ1\tPT\t2018/19\tweeks\t+6\tagreed";
        let edit = "scenario/1/edit/000001";
        assert_eq!(words(edit, None, Some(line)), "More: PT weeks 2018/19 at RJ1 +6");
        assert_eq!(words(edit, Some(line), None), "More: without PT weeks 2018/19 at RJ1 +6");
        assert_eq!(
            words(edit, Some(line), Some("RJ1\tPT\t2018/19\tweeks\t+6\t")),
            "More: note of PT weeks 2018/19 at RJ1 +6"
        );
        assert_eq!(
            words("mapping/workforce/1f", None, Some("{}")),
            "How workforce files of these headers are read: kept"
        );
        assert_eq!(words("strange/place", None, Some("1")), "Strange place: nothing → 1");
    }
}
