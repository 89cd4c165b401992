//! What a user asks of scenarios, as changes of the plan's state.

use std::collections::BTreeSet;

use crate::model::scenario::{Benchmark, Edit};
use crate::report::block_words;
use crate::store::Change;

use super::scenario::Field;
use super::{Command, CommandError, PlanState, ScenarioId};

/// What a user asks of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioAct {
    /// Make another with the same edits.
    Duplicate {
        /// The name of the copy.
        name: String,
    },
    /// Call it something else.
    Rename {
        /// The new name.
        name: String,
    },
    /// Say what it is for.
    Describe {
        /// The new description; may be empty.
        description: String,
    },
    /// Measure it against the other benchmark.
    MeasureAgainst(Benchmark),
    /// Put it aside.
    Archive,
    /// Take it up again.
    TakeUp,
    /// Take it away with all its edits.
    Delete,
    /// Write down why an edit was made; it stays where it stands.
    Note {
        /// The number of the edit.
        number: u32,
        /// The note; may be empty.
        note: String,
    },
    /// Take edits out and add others at the end, as one step: an edit, a block, a lever, a reset. An added
    /// edit that sets a figure takes the place of earlier edits of that figure.
    ChangeEdits {
        /// The words for the history.
        label: String,
        /// The numbers of the edits that go.
        remove: Vec<u32>,
        /// The edits that come, in order.
        add: Vec<Edit>,
    },
}

impl Command {
    /// A new scenario with these edits, measured against today's benchmark.
    pub fn new_scenario(name: impl Into<String>, edits: Vec<Edit>) -> Command {
        Command::NewScenario { name: name.into(), description: String::new(), benchmark: Benchmark::Held, edits }
    }

    /// Edits added to a scenario as one step.
    pub fn add_edits(scenario: ScenarioId, label: impl Into<String>, edits: Vec<Edit>) -> Command {
        let act = ScenarioAct::ChangeEdits { label: label.into(), remove: Vec::new(), add: edits };
        Command::Scenario { scenario, act }
    }

    /// Edits taken out of a scenario as one step: a reset.
    pub fn remove_edits(scenario: ScenarioId, label: impl Into<String>, numbers: Vec<u32>) -> Command {
        let act = ScenarioAct::ChangeEdits { label: label.into(), remove: numbers, add: Vec::new() };
        Command::Scenario { scenario, act }
    }
}

/// What a new scenario becomes.
pub(super) fn new_scenario(
    plan: &PlanState,
    name: &str,
    description: &str,
    benchmark: Benchmark,
    edits: &[Edit],
) -> Result<(String, Vec<Change>), CommandError> {
    let name = free_name(plan, name, None)?;
    let mut change = Changes { plan, scenario: plan.next_scenario(), made: Vec::new() };
    change.set(Field::Name, Some(name.clone()));
    change.set(Field::Benchmark, Some(benchmark.word().to_owned()));
    change.set(Field::Description, Some(description.trim().to_owned()).filter(|text| !text.is_empty()));
    change.edits(BTreeSet::new(), edits);
    let with = if edits.is_empty() { String::new() } else { format!(" with {}", block_words(edits)) };
    Ok((format!("new scenario {name}{with}"), change.made))
}

/// What an act on a scenario becomes.
pub(super) fn act(
    plan: &PlanState,
    scenario: ScenarioId,
    act: &ScenarioAct,
) -> Result<(String, Vec<Change>), CommandError> {
    let fields = plan.scenarios.get(&scenario).ok_or(CommandError::NoScenario { scenario })?;
    let held = fields.get(&Field::Name).cloned().unwrap_or_default();
    let mut change = Changes { plan, scenario, made: Vec::new() };
    let label = match act {
        ScenarioAct::Duplicate { name } => {
            let name = free_name(plan, name, None)?;
            change.scenario = plan.next_scenario();
            for (field, value) in fields.iter().filter(|(field, _)| **field != Field::Archived) {
                change.set(*field, Some(if *field == Field::Name { name.clone() } else { value.clone() }));
            }
            format!("copy of scenario {held} as {name}")
        }
        ScenarioAct::Rename { name } => {
            let name = free_name(plan, name, Some(scenario))?;
            change.set(Field::Name, Some(name.clone()));
            format!("scenario {held} renamed {name}")
        }
        ScenarioAct::Describe { description } => {
            change.set(Field::Description, Some(description.trim().to_owned()).filter(|text| !text.is_empty()));
            format!("description of scenario {held}")
        }
        ScenarioAct::MeasureAgainst(benchmark) => {
            let was = fields.get(&Field::Benchmark).cloned().unwrap_or_default();
            change.set(Field::Benchmark, Some(benchmark.word().to_owned()));
            format!("benchmark of scenario {held} {was} → {}", benchmark.word())
        }
        ScenarioAct::Archive => {
            change.set(Field::Archived, Some("yes".to_owned()));
            format!("scenario {held} archived")
        }
        ScenarioAct::TakeUp => {
            change.set(Field::Archived, None);
            format!("scenario {held} taken up again")
        }
        ScenarioAct::Delete => {
            fields.keys().for_each(|field| change.set(*field, None));
            format!("deletion of scenario {held}")
        }
        ScenarioAct::Note { number, note } => {
            let missing = || CommandError::NoEdit { scenario: held.clone(), number: *number };
            let line = fields.get(&Field::Edit(*number)).ok_or_else(missing)?;
            // One that this version cannot read is left as it is.
            let edit: Edit = line.parse().map_err(|_| missing())?;
            change.set(Field::Edit(*number), Some(Edit { note: note.clone(), ..edit }.to_string()));
            format!("note of an edit in {held}")
        }
        ScenarioAct::ChangeEdits { label, remove, add } => {
            for number in remove {
                if !fields.contains_key(&Field::Edit(*number)) {
                    return Err(CommandError::NoEdit { scenario: held, number: *number });
                }
            }
            change.edits(remove.iter().map(|number| Field::Edit(*number)).collect(), add);
            label.clone()
        }
    };
    Ok((label, change.made))
}

/// Changes of one scenario's paths, from the values that the plan has.
struct Changes<'a> {
    plan: &'a PlanState,
    scenario: ScenarioId,
    made: Vec<Change>,
}

impl Changes<'_> {
    fn set(&mut self, field: Field, after: Option<String>) {
        let before = self.plan.scenarios.get(&self.scenario).and_then(|fields| fields.get(&field));
        if before != after.as_ref() {
            let path = field.path(self.scenario);
            self.made.push(Change::new(path, before.map(String::as_str), after.as_deref()));
        }
    }

    /// Edits go, with those that the new ones replace, and these come at the end.
    fn edits(&mut self, mut gone: BTreeSet<Field>, come: &[Edit]) {
        let come = without_replaced(come);
        let lines: Vec<String> = come.iter().map(Edit::to_string).collect();
        let setting = come.iter().zip(&lines).filter(|(edit, _)| edit.replaces());
        let set: BTreeSet<&str> = setting.map(|(_, line)| figure_of(line)).collect();
        let held = self.plan.scenarios.get(&self.scenario).into_iter().flatten();
        let replaced = held.filter(|(field, line)| matches!(field, Field::Edit(_)) && set.contains(figure_of(line)));
        gone.extend(replaced.map(|(field, _)| *field));
        gone.into_iter().for_each(|field| self.set(field, None));
        for (number, line) in (self.plan.next_edit(self.scenario)..).zip(lines) {
            self.set(Field::Edit(number), Some(line));
        }
    }
}

/// The figure that an edit's line is about: its first four columns, organisation, profession, year, field.
pub(super) fn figure_of(line: &str) -> &str {
    line.match_indices('\t').nth(3).map_or(line, |(end, _)| &line[..end])
}

/// Edits without those of which a later one leaves nothing, because it sets the same figure.
pub fn without_replaced(edits: &[Edit]) -> Vec<Edit> {
    let mut set = BTreeSet::new();
    let mut kept: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits.iter().rev() {
        let line = edit.to_string();
        let figure = figure_of(&line);
        if set.contains(figure) {
            continue;
        }
        if edit.replaces() {
            set.insert(figure.to_owned());
        }
        kept.push(edit.clone());
    }
    kept.reverse();
    kept
}

/// The longest name, in characters: it stands in lists, titles and lines of text.
const LONGEST_NAME: usize = 100;

/// A name as it is kept, if it can be one and no other scenario has it.
fn free_name(plan: &PlanState, name: &str, own: Option<ScenarioId>) -> Result<String, CommandError> {
    let name = name.trim();
    let refused = |reason| CommandError::Name { name: name.to_owned(), reason };
    if name.is_empty() {
        return Err(refused("is empty; give it a name"));
    }
    if name.chars().any(char::is_control) {
        return Err(refused("has a tab or another control character; leave it out"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(refused("is longer than 100 characters; shorten it"));
    }
    if name.eq_ignore_ascii_case("baseline") {
        return Err(refused("is what the plan's own data is called; choose another"));
    }
    match plan.scenario_named(name) {
        Some(other) if Some(other) != own => Err(refused("is another scenario's; choose another")),
        _ => Ok(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(plan: &mut PlanState, command: &Command) -> String {
        let (label, changes) = command.changes(plan).unwrap();
        plan.follow(&changes);
        label
    }

    fn on(scenario: u32, act: ScenarioAct) -> Command {
        Command::Scenario { scenario: ScenarioId(scenario), act }
    }

    fn plan() -> PlanState {
        let mut plan = PlanState::default();
        let edits = ["RJ1\tPT\t2018/19\tweeks\t+6\tblocks".parse().unwrap()];
        assert_eq!(make(&mut plan, &Command::new_scenario(" More ", edits.to_vec())), "new scenario More with blocks");
        plan
    }

    #[test]
    fn a_scenario_stands_at_paths_of_its_own() {
        let changes = Command::new_scenario("Second", Vec::new()).changes(&plan()).unwrap().1;
        assert_eq!(
            changes,
            [
                Change::new("scenario/2/name", None, Some("Second")),
                Change::new("scenario/2/benchmark", None, Some("held"))
            ]
        );
        let add = Command::add_edits(ScenarioId(1), "again", vec!["RJ1\tPT\t2018/19\tfte\t9".parse().unwrap()]);
        let changes = add.changes(&plan()).unwrap().1;
        assert_eq!(changes, [Change::new("scenario/1/edit/000002", None, Some("RJ1\tPT\t2018/19\tfte\t9\t"))]);
    }

    #[test]
    fn numbers_are_never_used_again() {
        let mut plan = plan();
        make(&mut plan, &Command::remove_edits(ScenarioId(1), "a reset", vec![1]));
        let add = Command::add_edits(ScenarioId(1), "again", vec!["RJ1\tPT\t2018/19\tfte\t9".parse().unwrap()]);
        assert_eq!(add.changes(&plan).unwrap().1[0].path, "scenario/1/edit/000002");
        make(&mut plan, &on(1, ScenarioAct::Delete));
        assert_eq!((plan.scenario_names().len(), plan.next_scenario()), (0, ScenarioId(2)));
        assert!(on(1, ScenarioAct::Archive).changes(&plan).is_err());
    }

    #[test]
    fn a_set_takes_the_place_of_earlier_edits_of_its_figure() {
        let mut plan = plan();
        let texts = |plan: &PlanState| -> Vec<String> {
            plan.scenario(ScenarioId(1)).unwrap().edits.into_iter().map(|edit| edit.text).collect()
        };
        let mut add = |lines: &[&str]| {
            let edits = lines.iter().map(|line| line.parse().unwrap()).collect();
            make(&mut plan, &Command::add_edits(ScenarioId(1), "more", edits));
            texts(&plan)
        };
        // Adding and scaling go on top of what was there; other figures are left alone.
        let other = "RJ1\tPT\t2018/19\tfte\t9\t";
        assert_eq!(
            add(&["RJ1\tPT\t2018/19\tweeks\t*1.1\t", other]),
            ["RJ1\tPT\t2018/19\tweeks\t+6\tblocks", "RJ1\tPT\t2018/19\tweeks\t*1.1\t", other]
        );
        let (set, scaled) = ("RJ1\tPT\t2018/19\tweeks\t40\tagreed", "RJ1\tPT\t2018/19\tweeks\t+2\t");
        assert_eq!(add(&["RJ1\tPT\t2018/19\tweeks\t20\t", set, scaled]), [other, set, scaled]);
        // The same with rates and settings.
        assert_eq!(add(&["*\tPT\t2018/19\trate\t3\t", "*\tPT\t*\tsetting:block_weeks\t5\t"]).len(), 5);
        let anew = ["*\tPT\t2018/19\trate\t4\t", "*\tPT\t*\tsetting:block_weeks\t4\t"];
        assert_eq!(add(&anew), [other, set, scaled, anew[0], anew[1]]);
        assert_eq!(add(&["*\tOT\t*\tsetting:block_weeks\t4\t"]).len(), 6);
    }

    #[test]
    fn a_copy_has_the_edits_and_is_not_archived() {
        let mut plan = plan();
        assert_eq!(make(&mut plan, &on(1, ScenarioAct::Archive)), "scenario More archived");
        let copy = on(1, ScenarioAct::Duplicate { name: "Most".into() });
        assert_eq!(make(&mut plan, &copy), "copy of scenario More as Most");
        let (first, second) = (plan.scenario(ScenarioId(1)).unwrap(), plan.scenario(ScenarioId(2)).unwrap());
        assert_eq!((first.archived, second.archived), (true, false));
        assert_eq!(first.edits, second.edits);
    }

    #[test]
    fn a_name_belongs_to_one_scenario() {
        let mut plan = plan();
        for name in ["", " ", "more", "Baseline", "a\tb", &"x".repeat(101)] {
            assert!(Command::new_scenario(name, Vec::new()).changes(&plan).is_err(), "{name:?}");
        }
        let rename = on(1, ScenarioAct::Rename { name: "MORE".into() });
        assert_eq!(make(&mut plan, &rename), "scenario More renamed MORE");
        let turn = on(1, ScenarioAct::MeasureAgainst(Benchmark::Recalculated));
        assert_eq!(make(&mut plan, &turn), "benchmark of scenario MORE held → recalculated");
        assert!(turn.changes(&plan).unwrap().1.is_empty(), "nothing would be different");
    }
}
