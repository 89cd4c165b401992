use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn set(plan: &mut PlanWriter, key: &str, value: &str) -> StepId {
    let change = plan.change(&format!("setting/{key}"), Some(value)).unwrap();
    plan.apply(&format!("change of {key}"), &[change]).unwrap().unwrap()
}

#[test]
fn undo_and_redo_survive_closing_the_plan() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    set(&mut plan, "hours_per_week", "37.5");
    set(&mut plan, "hours_per_week", "36");
    drop(plan);
    let mut plan = PlanWriter::open(&desk.plan).unwrap();
    assert_eq!(plan.undo().unwrap().unwrap().label, "change of hours_per_week");
    assert_eq!(plan.reader().settings().unwrap()["hours_per_week"], "37.5");
    drop(plan);
    let mut plan = PlanWriter::open(&desk.plan).unwrap();
    assert_eq!(plan.reader().next_redo().unwrap().unwrap().id, StepId(2));
    plan.redo().unwrap().unwrap();
    assert_eq!(plan.reader().settings().unwrap()["hours_per_week"], "36");
    assert_eq!(plan.redo().unwrap(), None);
    plan.undo().unwrap().unwrap();
    plan.undo().unwrap().unwrap();
    assert_eq!(plan.undo().unwrap(), None);
    assert_eq!(plan.reader().settings().unwrap(), BTreeMap::new());
    sound(&desk.plan);
}

#[test]
fn a_new_step_leaves_undone_ones_behind_but_in_the_history() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    set(&mut plan, "a", "1");
    set(&mut plan, "b", "2");
    set(&mut plan, "c", "3");
    plan.undo().unwrap();
    plan.undo().unwrap();
    set(&mut plan, "d", "4");
    assert_eq!(plan.redo().unwrap(), None);
    let standing: Vec<Standing> = plan.reader().history().unwrap().iter().map(|step| step.standing).collect();
    assert_eq!(standing, [Standing::InForce, Standing::LeftBehind, Standing::LeftBehind, Standing::InForce]);
    plan.undo().unwrap();
    plan.undo().unwrap();
    assert_eq!(plan.undo().unwrap(), None);
    assert_eq!(plan.redo().unwrap().unwrap().id, StepId(1));
    assert_eq!(plan.redo().unwrap().unwrap().id, StepId(4));
    assert_eq!(plan.redo().unwrap(), None);
    sound(&desk.plan);
}

#[test]
fn a_step_is_made_whole_or_refused_whole() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    set(&mut plan, "a", "1");
    let changes = [Change::new("setting/b", None, Some("2")), Change::new("setting/a", Some("7"), Some("8"))];
    let refused = plan.apply("two changes", &changes).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "setting/a is 1 in the plan, not 7; nothing was changed, look again and repeat the change"
    );
    assert_eq!(plan.reader().settings().unwrap().len(), 1);
    assert_eq!(plan.apply("nothing", &[Change::new("setting/a", Some("1"), Some("1"))]).unwrap(), None);
    assert_eq!(plan.reader().history().unwrap().len(), 1);
}

#[test]
fn the_state_is_found_by_the_beginning_of_its_paths() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    for path in ["scenario/2/name", "scenario/2/edit/000001", "scenario/20/name", "setting/x"] {
        plan.apply("a step", &[Change::new(path, None, Some("v"))]).unwrap();
    }
    let found: Vec<String> = plan.reader().state("scenario/2/").unwrap().into_keys().collect();
    assert_eq!(found, ["scenario/2/edit/000001", "scenario/2/name"]);
    // What was undone and left behind was there once.
    plan.apply("another", &[Change::new("scenario/21/name", None, Some("v"))]).unwrap();
    plan.undo().unwrap();
    set(&mut plan, "y", "1");
    let ever: Vec<String> = plan.reader().paths_ever("scenario/2").unwrap().into_iter().collect();
    assert_eq!(ever, ["scenario/2/edit/000001", "scenario/2/name", "scenario/20/name", "scenario/21/name"]);
}

#[test]
fn a_copy_has_everything_and_the_same_id() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    import(&mut plan, "march.csv", None, &[physios(2, "RJ1", "10")]).unwrap();
    set(&mut plan, "a", "1");
    let to = desk.folder.path().join("copy's.fairshare");
    plan.save_copy(&to).unwrap();
    assert!(matches!(plan.save_copy(&to), Err(StoreError::Exists { .. })));
    let copy = PlanWriter::open(&to).unwrap();
    assert_eq!(copy.reader().plan_id().unwrap(), plan.reader().plan_id().unwrap());
    assert_eq!(copy.reader().history().unwrap(), plan.reader().history().unwrap());
    assert_eq!(loaded(&to), loaded(&desk.plan));
    sound(&to);
}

#[test]
fn a_new_plan_takes_no_name_that_is_taken() {
    let desk = desk();
    std::fs::write(&desk.plan, "minutes of a meeting").unwrap();
    assert!(matches!(PlanWriter::create(&desk.plan), Err(StoreError::Exists { .. })));
    assert_eq!(desk.names(), ["north.fairshare"]);
    std::fs::rename(&desk.plan, desk.folder.path().join("north.fairshare-journal")).unwrap();
    assert!(matches!(PlanWriter::create(&desk.plan), Err(StoreError::Leftover { .. })));
    assert_eq!(desk.names(), ["north.fairshare-journal"]);
}

#[test]
fn a_plan_that_is_written_can_be_read_by_others_and_is_left_tidy() {
    let desk = desk();
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    set(&mut plan, "a", "1");
    let Err(StoreError::Locked { who, .. }) = PlanWriter::open(&desk.plan) else { panic!("two writers") };
    assert!(!who.user.is_empty());
    let reader = PlanReader::open(&desk.plan).unwrap();
    assert_eq!(reader.settings().unwrap()["a"], "1");
    set(&mut plan, "a", "2");
    assert_eq!(reader.settings().unwrap()["a"], "2");
    drop((plan, reader));
    assert_eq!(desk.names(), ["north.fairshare"]);
}

#[test]
#[cfg(unix)]
fn a_link_to_a_plan_is_the_same_plan() {
    let desk = desk();
    let link = desk.folder.path().join("link.fairshare");
    std::os::unix::fs::symlink(&desk.plan, &link).unwrap();
    assert!(matches!(PlanReader::open(&link), Err(StoreError::NotFound { .. })));
    assert!(matches!(PlanWriter::create(&link), Err(StoreError::Exists { .. })));
    let plan = PlanWriter::create(&desk.plan).unwrap();
    assert!(matches!(PlanWriter::open(&link), Err(StoreError::Locked { .. })));
    drop(plan);
    set(&mut PlanWriter::open(&link).unwrap(), "a", "1");
    assert_eq!(PlanReader::open(&desk.plan).unwrap().settings().unwrap()["a"], "1");
}

#[derive(Clone, Debug)]
enum Action {
    Set(u8, Option<u8>),
    Undo,
    Redo,
    Reopen,
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        5 => (0..4_u8, proptest::option::of(0..3_u8)).prop_map(|(key, value)| Action::Set(key, value)),
        3 => Just(Action::Undo),
        2 => Just(Action::Redo),
        1 => Just(Action::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// The plain model: a list of states and where we stand in it.
    #[test]
    fn any_sequence_of_steps_undone_and_redone_is_as_on_paper(actions in prop::collection::vec(action(), 1..25)) {
        let desk = desk();
        let mut plan = PlanWriter::create(&desk.plan).unwrap();
        let mut paper = vec![BTreeMap::<String, String>::new()];
        let mut stand = 0;
        for action in actions {
            match action {
                Action::Set(key, value) => {
                    let (key, value) = (key.to_string(), value.map(|value| value.to_string()));
                    let change = plan.change(&format!("setting/{key}"), value.as_deref()).unwrap();
                    let step = plan.apply("a step", &[change]).unwrap();
                    let mut next = paper[stand].clone();
                    match value {
                        Some(value) => next.insert(key, value),
                        None => next.remove(&key),
                    };
                    prop_assert_eq!(step.is_some(), next != paper[stand]);
                    if step.is_some() {
                        paper.truncate(stand + 1);
                        paper.push(next);
                        stand += 1;
                    }
                }
                Action::Undo => {
                    prop_assert_eq!(plan.undo().unwrap().is_some(), stand > 0);
                    stand = stand.saturating_sub(1);
                }
                Action::Redo => {
                    prop_assert_eq!(plan.redo().unwrap().is_some(), stand + 1 < paper.len());
                    stand = (stand + 1).min(paper.len() - 1);
                }
                Action::Reopen => {
                    drop(plan);
                    plan = PlanWriter::open(&desk.plan).unwrap();
                }
            }
            prop_assert_eq!(&plan.reader().settings().unwrap(), &paper[stand]);
        }
        prop_assert_eq!(check(&desk.plan).unwrap(), []);
    }
}
