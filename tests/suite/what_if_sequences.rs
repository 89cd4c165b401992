//! Random sequences of commands, undo, redo and reopening, against a simple model of the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use fairshare::model::scenario::{Benchmark, Edit, ScenarioState};
use fairshare::model::{AcademicYear, FactsBuilder, Fraction, Outcome, Profession, Settings};
use fairshare::session::{Command, LiveScenario, PlanState, ScenarioAct, ScenarioId, StoredScenario, scenarios_of};
use fairshare::store::{PlanWriter, check};
use proptest::prelude::*;
use proptest::sample::Index;

/// What is done to a plan.
#[derive(Clone, Debug)]
enum Act {
    New,
    Edit(Index, Vec<String>),
    Reset(Index, Index),
    Duplicate(Index),
    Rename(Index),
    Turn(Index),
    Archive(Index),
    Delete(Index),
    Undo,
    Redo,
    Reopen,
}

fn line() -> impl Strategy<Value = String> {
    let cell = (
        0..4_u32,
        prop_oneof![Just("fte"), Just("weeks")],
        prop_oneof![
            (0..60_u32).prop_map(|to| to.to_string()),
            (1..9_u32).prop_map(|more| format!("+{more}")),
            (1..9_u32).prop_map(|less| format!("-{less}")),
            Just("*1.25".to_owned()),
        ],
    );
    let cell = cell.prop_map(|(site, field, value)| format!("ZA{site}\tPT\t2018/19\t{field}\t{value}\t"));
    prop_oneof![
        8 => cell,
        1 => Just("*\tPT\t2018/19\trate\t*1.1\tbetter".to_owned()),
        1 => Just("*\tPT\t*\tsetting:block_weeks\t5\t".to_owned()),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    let any = any::<Index>;
    prop_oneof![
        2 => Just(Act::New),
        8 => (any(), prop::collection::vec(line(), 1..4)).prop_map(|(of, lines)| Act::Edit(of, lines)),
        2 => (any(), any()).prop_map(|(of, edit)| Act::Reset(of, edit)),
        1 => any().prop_map(Act::Duplicate),
        1 => any().prop_map(Act::Rename),
        1 => any().prop_map(Act::Turn),
        1 => any().prop_map(Act::Archive),
        1 => any().prop_map(Act::Delete),
        5 => Just(Act::Undo),
        4 => Just(Act::Redo),
        2 => Just(Act::Reopen),
    ]
}

/// The simple model: what the scenarios are after each step, and where in that history one stands.
#[derive(Debug, Default)]
struct Model {
    history: Vec<BTreeMap<u32, Told>>,
    now: usize,
}

/// A scenario as anybody would tell it.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    name: String,
    benchmark: Benchmark,
    archived: bool,
    edits: Vec<(u32, String)>,
}

impl Model {
    fn state(&self) -> BTreeMap<u32, Told> {
        self.history[self.now].clone()
    }

    fn step(&mut self, after: BTreeMap<u32, Told>) {
        if after != self.history[self.now] {
            self.history.truncate(self.now + 1);
            self.history.push(after);
            self.now += 1;
        }
    }
}

fn told(state: &PlanState) -> BTreeMap<u32, Told> {
    let tell = |scenario: StoredScenario| {
        let edits = scenario.edits.into_iter().map(|edit| (edit.number, edit.text)).collect();
        let StoredScenario { id, name, benchmark, archived, .. } = scenario;
        (id.0, Told { name, benchmark, archived, edits })
    };
    scenarios_of(state).into_iter().map(tell).collect()
}

/// ZA1 and ZA2 have staff and placements, ZA3 only staff; ZA0 is not there.
fn outcome() -> Arc<Outcome> {
    let mut facts = FactsBuilder::default();
    let workforce = "period,org_code,profession,fte\n2018-09-30,ZA1,PT,10\n2018-09-30,ZA2,PT,10\n2018-09-30,ZA3,PT,5\n";
    let placements = "academic_year,org_code,profession,placement_weeks\n2018/19,ZA1,PT,40\n2018/19,ZA2,PT,20\n";
    let kinds = [(fairshare::import::Kind::Workforce, workforce), (fairshare::import::Kind::Placements, placements)];
    for (kind, text) in kinds {
        let mut go_on = |_| std::ops::ControlFlow::Continue(());
        fairshare::import::read("a.csv", text.as_bytes(), None, kind, &mut facts, &mut go_on).unwrap();
    }
    Arc::new(Outcome::calculate(Arc::new(facts.finish()), Settings::default()))
}

/// What a line is about: organisation, profession, year, field.
fn figure(line: &str) -> Vec<&str> {
    line.split('\t').take(4).collect()
}

/// Whether a line sets its figure, whatever that was.
fn sets(line: &str) -> bool {
    !line.split('\t').nth(4).unwrap().starts_with(['+', '-', '*'])
}

/// The figures that a scenario comes to.
fn figures(state: &ScenarioState) -> Vec<String> {
    let year: AcademicYear = "2018/19".parse().unwrap();
    let headline = state.outcome().headline(Profession::Pt, year, |_| true);
    let show = |figure: Fraction| fairshare::model::fixed(figure, 6);
    let mut figures = vec![show(headline.expected), show(headline.provided), headline.counted.to_string()];
    figures.extend(state.conflicts().map(|conflict| format!("{}: {}", conflict.index, conflict.reason)));
    figures
}

struct Desk {
    path: std::path::PathBuf,
    plan: Option<PlanWriter>,
    state: PlanState,
    live: BTreeMap<ScenarioId, LiveScenario>,
    baseline: Arc<Outcome>,
}

impl Desk {
    fn plan(&mut self) -> &mut PlanWriter {
        self.plan.as_mut().unwrap()
    }

    fn follow(&mut self, changes: &[fairshare::store::Change]) {
        self.state.follow(changes);
        self.live.retain(|id, _| self.state.has_scenario(*id));
        for scenario in scenarios_of(&self.state) {
            match self.live.get_mut(&scenario.id) {
                Some(live) => live.follow(changes),
                None => drop(self.live.insert(scenario.id, LiveScenario::open(Arc::clone(&self.baseline), &scenario))),
            }
        }
    }

    fn ask(&mut self, command: &Command) {
        let (label, changes) = command.changes(&self.state).unwrap();
        self.plan().apply(&label, &changes).unwrap();
        self.follow(&changes);
    }

    fn act(&mut self, scenario: u32, act: ScenarioAct) {
        self.ask(&Command::Scenario { scenario: ScenarioId(scenario), act });
    }

    fn reopen(&mut self) {
        self.plan = None;
        self.plan = Some(PlanWriter::open(&self.path).unwrap());
        let read = PlanState::read(self.plan.as_ref().unwrap().reader()).unwrap();
        assert_eq!(read, self.state, "what was followed is what is stored, numbers ever used and all");
        self.state = read;
        self.live.clear();
        self.follow(&[]);
    }

    /// One more act, on the plan and on the model.
    fn go(&mut self, act: &Act, model: &mut Model, made: &mut u32) {
        let mut after = model.state();
        let pick = |index: &Index, of: &BTreeMap<u32, Told>| {
            (!of.is_empty()).then(|| *of.keys().nth(index.index(of.len())).unwrap())
        };
        let fresh = |of: &PlanState| of.next_scenario().0;
        *made += 1;
        let new_name = format!("Scenario {made}");
        match act {
            Act::New => {
                let new = Told { name: new_name.clone(), benchmark: Benchmark::Held, archived: false, edits: vec![] };
                after.insert(fresh(&self.state), new);
                self.ask(&Command::new_scenario(new_name, Vec::new()));
            }
            Act::Edit(of, lines) => {
                let Some(id) = pick(of, &after) else { return };
                let edits: Vec<Edit> = lines.iter().map(|line| line.parse().unwrap()).collect();
                let live = self.live.get_mut(&ScenarioId(id)).unwrap();
                let before = figures(live.state());
                let Ok((label, changes)) = live.add(&self.state, edits) else {
                    assert_eq!(figures(live.state()), before, "a refused edit leaves no trace");
                    return;
                };
                self.plan().apply(&label, &changes).unwrap();
                self.follow(&changes);
                let number = |path: &str| path.rsplit('/').next().unwrap().parse().unwrap();
                let mut numbers = changes.iter().filter(|change| change.after.is_some()).map(|c| number(&c.path));
                let held = &mut after.get_mut(&id).unwrap().edits;
                // What is set stands in the place of whatever was there before, of which no number came to be
                // where it stood in the same step.
                let mut new: Vec<String> = Vec::new();
                for line in lines {
                    if sets(line) {
                        held.retain(|(_, other)| figure(other) != figure(line));
                        new.retain(|other| figure(other) != figure(line));
                    }
                    new.push(line.clone());
                }
                held.extend(new.into_iter().map(|line| (numbers.next().unwrap(), line)));
                assert_eq!(numbers.next(), None);
            }
            Act::Reset(of, edit) => {
                let Some(id) = pick(of, &after) else { return };
                let edits = &mut after.get_mut(&id).unwrap().edits;
                if edits.is_empty() {
                    return;
                }
                let (number, _) = edits.remove(edit.index(edits.len()));
                self.ask(&Command::remove_edits(ScenarioId(id), "a reset", vec![number]));
            }
            Act::Duplicate(of) => {
                let Some(id) = pick(of, &after) else { return };
                let copy = Told { name: new_name.clone(), archived: false, ..after[&id].clone() };
                after.insert(fresh(&self.state), copy);
                self.act(id, ScenarioAct::Duplicate { name: new_name });
            }
            Act::Rename(of) => {
                let Some(id) = pick(of, &after) else { return };
                after.get_mut(&id).unwrap().name.clone_from(&new_name);
                self.act(id, ScenarioAct::Rename { name: new_name });
            }
            Act::Turn(of) => {
                let Some(id) = pick(of, &after) else { return };
                after.get_mut(&id).unwrap().benchmark = Benchmark::Recalculated;
                self.act(id, ScenarioAct::MeasureAgainst(Benchmark::Recalculated));
            }
            Act::Archive(of) => {
                let Some(id) = pick(of, &after) else { return };
                after.get_mut(&id).unwrap().archived = true;
                self.act(id, ScenarioAct::Archive);
            }
            Act::Delete(of) => {
                let Some(id) = pick(of, &after) else { return };
                after.remove(&id);
                self.act(id, ScenarioAct::Delete);
            }
            Act::Undo => {
                let step = self.plan().undo().unwrap();
                assert_eq!(step.is_some(), model.now > 0);
                model.now = model.now.saturating_sub(1);
                self.follow(&step.map(|step| step.taken_back()).unwrap_or_default());
                return;
            }
            Act::Redo => {
                let step = self.plan().redo().unwrap();
                assert_eq!(step.is_some(), model.now + 1 < model.history.len());
                model.now += usize::from(step.is_some());
                self.follow(&step.map(|step| step.changes).unwrap_or_default());
                return;
            }
            Act::Reopen => return self.reopen(),
        }
        model.step(after);
    }

    /// What `fairshare edits` prints of each scenario.
    fn printed(&self) -> Vec<(String, String)> {
        let print = |scenario: StoredScenario| {
            let live = LiveScenario::open(Arc::clone(&self.baseline), &scenario);
            (scenario.name, live.in_force().iter().map(|edit| format!("{edit}\n")).collect())
        };
        scenarios_of(&self.state).into_iter().map(print).collect()
    }

    fn agrees_with(&self, model: &Model) {
        assert_eq!(told(&self.state), model.state());
        for scenario in scenarios_of(&self.state) {
            let live = &self.live[&scenario.id];
            let opened = ScenarioState::open(Arc::clone(&self.baseline), scenario.scenario());
            assert_eq!(figures(live.state()), figures(&opened), "followed and worked out anew are the same");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_sequence_of_commands_is_what_a_simple_model_says(acts in prop::collection::vec(act(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.fairshare");
        let plan = Some(PlanWriter::create(&path).unwrap());
        let mut desk =
            Desk { path, plan, state: PlanState::default(), live: BTreeMap::new(), baseline: outcome() };
        let mut model = Model { history: vec![BTreeMap::new()], now: 0 };
        let mut made = 0;
        for act in &acts {
            desk.go(act, &mut model, &mut made);
            desk.agrees_with(&model);
        }
        desk.reopen();
        // Undo all, then redo all: the same, to the byte.
        let end = (told(&desk.state), desk.printed());
        let redone = model.history.len() - 1 - model.now;
        let steps = model.now;
        for _ in 0..steps { desk.go(&Act::Undo, &mut model, &mut made) }
        desk.agrees_with(&model);
        prop_assert!(scenarios_of(&desk.state).is_empty());
        desk.reopen();
        for _ in 0..steps { desk.go(&Act::Redo, &mut model, &mut made) }
        prop_assert_eq!((told(&desk.state), desk.printed()), end);
        for _ in 0..redone { desk.go(&Act::Redo, &mut model, &mut made) }
        desk.agrees_with(&model);
        desk.plan = None;
        prop_assert!(check(&desk.path).unwrap().is_empty());
    }
}
