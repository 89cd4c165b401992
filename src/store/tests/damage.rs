use rusqlite::Connection;

use super::*;

fn plan_with_rows(desk: &Desk) {
    let mut plan = PlanWriter::create(&desk.plan).unwrap();
    let rows: Vec<WorkforceRow<'_>> = (2..40).map(|line| physios(line, "RJ1", "12.25")).collect();
    import(&mut plan, "march.csv", None, &rows).unwrap();
    plan.apply("change of hours", &[Change::new("setting/hours_per_week", None, Some("37.5"))]).unwrap();
}

/// Flips a bit of the plan's bytes.
fn flip(desk: &Desk, bytes: &[u8], at: usize, bit: u8) {
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1 << bit;
    std::fs::write(&desk.plan, flipped).unwrap();
}

#[test]
fn a_flipped_bit_in_a_figure_is_noticed_and_no_figure_is_given() {
    let desk = desk();
    plan_with_rows(&desk);
    let bytes = std::fs::read(&desk.plan).unwrap();
    let figure = 12_250_000_i32.to_be_bytes();
    let at = bytes.windows(4).position(|window| window == figure).unwrap();
    flip(&desk, &bytes, at + 3, 0);
    let damage = check(&desk.plan).unwrap();
    assert_eq!(damage, [Damage("the rows of march.csv (source 1) are not as they were stored".into())]);
    let refused = PlanReader::open(&desk.plan).unwrap().load(&mut Recorder::default()).unwrap_err();
    assert!(refused.to_string().contains("damaged: the rows of march.csv"), "{refused}");
}

#[test]
fn a_flipped_bit_in_a_setting_or_in_the_history_is_noticed() {
    let desk = desk();
    plan_with_rows(&desk);
    let bytes = std::fs::read(&desk.plan).unwrap();
    for text in ["37.5", "change of hours", "in force", "RJ1", "Northmoor"] {
        let places = bytes.windows(text.len()).enumerate().filter(|(_, window)| *window == text.as_bytes());
        let mut count = 0;
        for (at, _) in places {
            flip(&desk, &bytes, at, 1);
            assert_ne!(check(&desk.plan).unwrap(), [], "{text} at {at}");
            count += 1;
        }
        assert!(count > 0, "{text}");
    }
}

#[test]
fn wherever_a_bit_flips_it_is_noticed_or_changes_nothing() {
    let desk = desk();
    plan_with_rows(&desk);
    let (bytes, rows) = (std::fs::read(&desk.plan).unwrap(), loaded(&desk.plan));
    let reader = PlanReader::open(&desk.plan).unwrap();
    let (state, history) = (reader.state("").unwrap(), reader.history().unwrap());
    drop(reader);
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    for at in used.into_iter().step_by(23) {
        flip(&desk, &bytes, at, (at % 8) as u8);
        if check(&desk.plan).is_ok_and(|damage| damage.is_empty()) {
            let reader = PlanReader::open(&desk.plan).unwrap();
            assert_eq!((reader.state("").unwrap(), reader.history().unwrap()), (state.clone(), history.clone()));
            assert_eq!(loaded(&desk.plan), rows, "byte {at}");
        }
    }
}

#[test]
fn a_plan_cut_short_is_noticed() {
    let desk = desk();
    plan_with_rows(&desk);
    let bytes = std::fs::read(&desk.plan).unwrap();
    for length in [bytes.len() - 1, bytes.len() / 2, 16_384, 500] {
        std::fs::write(&desk.plan, &bytes[..length]).unwrap();
        assert!(check(&desk.plan).map_or(true, |damage| !damage.is_empty()), "{length}");
    }
}

#[test]
fn a_plan_deleted_under_the_writer_is_not_acknowledged_and_can_be_saved_elsewhere() {
    let desk = desk();
    plan_with_rows(&desk);
    let mut plan = PlanWriter::open(&desk.plan).unwrap();
    std::fs::remove_file(&desk.plan).unwrap();
    let change = Change::new("setting/hours_per_week", Some("37.5"), Some("36"));
    let refused = plan.apply("change of hours", &[change]).unwrap_err();
    assert!(matches!(refused, StoreError::Gone { .. }), "{refused}");
    let elsewhere = desk.folder.path().join("rescued.fairshare");
    plan.save_copy(&elsewhere).unwrap();
    drop(plan);
    sound(&elsewhere);
    assert_eq!(loaded(&elsewhere).0.len(), 39);
}

#[test]
fn a_plan_replaced_under_the_writer_is_not_acknowledged() {
    let desk = desk();
    plan_with_rows(&desk);
    let other = desk.folder.path().join("other.fairshare");
    std::fs::copy(&desk.plan, &other).unwrap();
    let mut plan = PlanWriter::open(&desk.plan).unwrap();
    std::fs::rename(&other, &desk.plan).unwrap();
    let bytes = std::fs::read(&desk.plan).unwrap();
    assert!(matches!(plan.undo(), Err(StoreError::Gone { .. })));
    assert_eq!(std::fs::read(&desk.plan).unwrap(), bytes);
}

#[test]
fn a_plan_written_over_by_another_program_is_not_acknowledged() {
    let desk = desk();
    plan_with_rows(&desk);
    let mut plan = PlanWriter::open(&desk.plan).unwrap();
    let other = Connection::open(&desk.plan).unwrap();
    other.execute("UPDATE meta SET value = 'x' WHERE key = 'ledger'", []).unwrap();
    assert!(matches!(plan.undo(), Err(StoreError::ChangedOutside { .. })));
}

#[test]
fn what_a_dead_writer_left_half_done_is_taken_back() {
    let desk = desk();
    plan_with_rows(&desk);
    let before = loaded(&desk.plan);
    let dying = Connection::open(&desk.plan).unwrap();
    dying.pragma_update(None, "cache_size", 2).unwrap();
    dying.execute_batch("BEGIN; UPDATE workforce_row SET fte = 1;").unwrap();
    let many = "INSERT INTO text (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)
        SELECT 'a text that takes some room in the pages of the plan ' || i FROM n";
    dying.execute_batch(many).unwrap();
    let left = super::desk();
    std::fs::copy(&desk.plan, &left.plan).unwrap();
    let journal = |desk: &Desk| desk.folder.path().join("north.fairshare-journal");
    std::fs::copy(journal(&desk), journal(&left)).unwrap();
    assert_ne!(std::fs::read(&left.plan).unwrap().len(), 0);
    assert_eq!(loaded(&left.plan), before);
    assert_eq!(left.names(), ["north.fairshare"]);
    sound(&left.plan);
}
