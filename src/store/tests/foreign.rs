use rusqlite::Connection;

use super::*;

/// Every way to open `desk.plan` refuses it in the same way, and leaves it and its folder alone.
fn refused(desk: &Desk, expected: impl Fn(&StoreError) -> bool) {
    let (bytes, names) = (std::fs::read(&desk.plan).unwrap(), desk.names());
    let refusals = [
        PlanReader::open(&desk.plan).map(|_| ()),
        PlanWriter::open(&desk.plan).map(|_| ()),
        check(&desk.plan).map(|_| ()),
    ];
    for refusal in refusals {
        let error = refusal.expect_err("opened");
        assert!(expected(&error), "{error}");
        assert!(error.to_string().contains("left as it"), "{error}");
    }
    assert_eq!(std::fs::read(&desk.plan).unwrap(), bytes);
    assert_eq!(desk.names(), names);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let desk = desk();
    Connection::open(&desk.plan).unwrap().execute_batch("CREATE TABLE notes (x)").unwrap();
    refused(&desk, |error| matches!(error, StoreError::AnotherProgram { .. }));
}

#[test]
fn another_programs_write_ahead_log_is_left_alone() {
    let desk = desk();
    let conn = Connection::open(&desk.plan).unwrap();
    conn.execute_batch("PRAGMA journal_mode=WAL; CREATE TABLE notes (x)").unwrap();
    drop(conn);
    refused(&desk, |error| matches!(error, StoreError::AnotherProgram { .. }));
}

#[test]
fn a_plan_that_was_switched_to_write_ahead_logging_is_left_alone() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let conn = Connection::open(&desk.plan).unwrap();
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    drop(conn);
    refused(&desk, |error| matches!(error, StoreError::WriteAheadLog { .. }));
}

#[test]
fn a_plan_of_a_newer_version_is_left_alone() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    Connection::open(&desk.plan).unwrap().pragma_update(None, "user_version", 2).unwrap();
    refused(&desk, |error| matches!(error, StoreError::Newer { version: 2, newest: 1, .. }));
}

#[test]
fn a_text_and_an_empty_file_are_left_alone() {
    let desk = desk();
    std::fs::write(&desk.plan, "org_code,fte\nRJ1,12\n".repeat(100)).unwrap();
    refused(&desk, |error| matches!(error, StoreError::NotAPlan { .. }));
    std::fs::write(&desk.plan, "").unwrap();
    refused(&desk, |error| matches!(error, StoreError::Empty { .. }));
}

#[test]
fn what_is_not_there_or_is_a_folder_is_said_so() {
    let desk = desk();
    assert!(matches!(PlanReader::open(&desk.plan), Err(StoreError::NotFound { .. })));
    assert!(matches!(PlanWriter::open(&desk.plan), Err(StoreError::NotFound { .. })));
    assert!(matches!(PlanReader::open(desk.folder.path()), Err(StoreError::NotAFile { .. })));
    assert_eq!(desk.names(), [""; 0]);
}

#[test]
fn a_name_that_looks_like_an_address_is_a_name() {
    let desk = desk();
    let odd = desk.folder.path().join("file:north.fairshare?mode=memory");
    drop(PlanWriter::create(&odd).unwrap());
    PlanReader::open(&odd).unwrap();
    assert_eq!(desk.names(), ["file:north.fairshare?mode=memory"]);
}

#[test]
fn a_planted_trigger_or_view_is_refused() {
    for planted in [
        "CREATE TRIGGER t AFTER INSERT ON step BEGIN DELETE FROM state; END",
        "CREATE VIEW v AS SELECT * FROM state",
        "CREATE INDEX i ON workforce_row (line)",
        "DROP TABLE finding",
    ] {
        let desk = desk();
        drop(PlanWriter::create(&desk.plan).unwrap());
        Connection::open(&desk.plan).unwrap().execute_batch(planted).unwrap();
        assert!(matches!(PlanWriter::open(&desk.plan), Err(StoreError::OtherTables { .. })), "{planted}");
        assert_eq!(check(&desk.plan).unwrap().len(), 1, "{planted}");
        assert_eq!(desk.names(), ["north.fairshare"]);
    }
}
