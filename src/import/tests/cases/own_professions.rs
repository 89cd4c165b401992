//! What a plan calls professions: the same files with and without its names.

use super::*;

const NAMES: &str = r#"{"professions":{"PT":"MSK outpatients","PLAY":"Play therapy; play specialist"}}"#;
const FILE: &str = "~2018-09-30,RJ1,012_MSK Outpatients,3\n2018-09-30,RJ1,Play specialists,2\n\
    2018-09-30,RJ1,PLAY,1.5\n2018-09-30,RJ1,Nursing,4\n";

#[test]
fn rows_under_the_plans_names_are_used_and_under_no_name_set_aside() {
    const UNKNOWN: &str = "unknown-profession";
    let unknown = ["unknown profession 4", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
    check(&[
        ("without the plan's names", W, &FILE.replace("1.5", "1"), "", [4, 0, 0, 4], "", &unknown),
        ("with them", W, FILE, NAMES, [4, 3, 0, 1], "6.5 fte", &["unknown profession 1", "unknown-profession"]),
        (
            "assigned to an own profession",
            W,
            "~2018-09-30,RJ1,Toys team,3\n",
            r#"{"values":{"profession":{"toys team":"play therapy"}},"professions":{"PLAY":"Play therapy"}}"#,
            [1, 1, 0, 0],
            "3 fte",
            &[],
        ),
        (
            "the whole file",
            P,
            "academic_year,org_code,placement_weeks\n2018/19,RJ1,6\n",
            r#"{"constants":{"profession":"PLAY"},"professions":{"PLAY":"Play therapy"}}"#,
            [1, 1, 0, 0],
            "6 weeks",
            &[],
        ),
        (
            "one column for each",
            W,
            "period,org_code,Physiotherapy,Play therapy,Notes\n2018-09-30,RJ1,3,2,1\n",
            r#"{"wide":{"of":"fte","by":"profession"},"professions":{"PLAY":"Play therapy"}}"#,
            [2, 2, 0, 0],
            "5 fte",
            &["unmapped-columns"],
        ),
        ("a job role of one", W, "~2018-09-30,RJ1,Play Specialist Manager,1\n", NAMES, [1, 1, 0, 0], "1 fte", &[]),
        ("occupation codes stay what they are", W, "~2018-09-30,RJ1,S1E,1\n", NAMES, [1, 1, 0, 0], "1 fte", &[]),
    ]);
    // Names that a plan stored before they were refused take no rows away.
    let stored = r#"{"professions":{"XX":"c; n/a; S1E"}}"#;
    let (report, rows) =
        read_mapped(W, &file(W, "~2018-09-30,RJ1,S1E,1\n2018-09-30,RJ1,[c],1\n2018-09-30,RJ1,c,1\n"), stored).unwrap();
    assert_eq!((rows.len(), report.rejected.rows), (1, 2), "{rows:?}");
    assert!(rows[0].contains("PT"), "{rows:?}");
    let (_, rows) = read_mapped(W, &file(W, FILE), NAMES).unwrap();
    let of: Vec<&str> = ["PT", "PLAY"].into_iter().filter(|of| rows.iter().any(|row| row.contains(of))).collect();
    assert_eq!(of, ["PT", "PLAY"], "{rows:?}");
}

#[test]
fn a_mapping_that_names_a_profession_of_another_plan_is_refused_where_it_is_used() {
    for mapping in [
        r#"{"values":{"profession":{"toys team":"PLAY"}}}"#,
        r#"{"constants":{"profession":"PLAY"}}"#,
        r#"{"wide":{"of":"fte","by":"profession","columns":{"a":"PLAY"}}}"#,
    ] {
        // What a plan remembers is not lost while it lacks the profession.
        assert!(Mapping::from_json(mapping).is_ok());
        let refused = read_mapped(W, &file(W, "~2018-09-30,RJ1,Toys team,3\n"), mapping).unwrap_err();
        assert!(refused.contains("\"PLAY\" is no profession of the plan; add it there first"), "{refused}");
    }
}

#[test]
fn what_is_recorded_of_a_reading_says_by_which_names_it_was() {
    let mapping = Mapping::from_json(NAMES).unwrap();
    let again = Mapping::from_json(&mapping.canonical(W)).unwrap();
    assert_eq!(again.professions, mapping.professions);
    assert!(mapping.is_plain(), "it says nothing of the file itself");
    assert_ne!(mapping.canonical(W), Mapping::default().canonical(W));
}
