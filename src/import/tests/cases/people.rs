//! Columns that may name people: read only where their cells are none, and never quoted.

use super::*;
use crate::import::inspect;

const HEAD: &str = "academic_year,org_code,profession,placement_weeks";

/// A placement file of five rows with one more column, headed so and filled so.
fn placements(header: &str, cells: [&str; 5]) -> String {
    let row = |cell: &str| format!("2018/19,RJ1,PT,6,{cell}\n");
    format!("{HEAD},{header}\n{}", cells.map(row).concat())
}

const NAMES: [&str; 5] = ["Jane Smith", "Tom Brown", "Ada Green", "", "Bob Gray"];

#[test]
fn a_column_of_learners_names_is_left_out_and_said() {
    for header in ["learner", "Learner", "student", "students", "Learners"] {
        let text = placements(header, NAMES);
        let (report, rows) = read_text(P, &text);
        assert_eq!((counts(&report), rows.len()), ([5, 5, 0, 0], 5), "{header}");
        let said = format!("personal data is left out, neither stored nor shown: {header}");
        assert_eq!(finding(&report, "personal-data"), said);
        assert!(!format!("{report:?}").contains("Jane"), "{header}");
        assert!(!report.columns.iter().any(|column| column == header));
        let seen = inspect("file.csv", text.as_bytes(), &Mapping::default()).unwrap();
        assert!(!format!("{seen:?}").contains("Jane"), "{header}");
    }
}

#[test]
fn a_column_of_learner_types_or_counts_is_read_whatever_its_heading() {
    let types = ["Apprentice", "pre-registration", "", "Apprentice", "Tom Brown"];
    let (report, rows) = read_text(P, &placements("learner", types));
    assert_eq!(rows.iter().filter(|row| row.contains(" apprentice ")).count(), 2);
    // The one that is none is not quoted: the column may hold names.
    assert_eq!(rejections(&report), ["6 learner : unknown-learner-type"]);
    assert!(report.unknown.is_empty() && !format!("{report:?}").contains("Tom"), "{report:?}");

    let (report, _) = read_text(P, &placements("students", ["2", "3", "", "1", "Tom and Ada"]));
    assert_eq!(rejections(&report), ["6 students : not-a-number"]);
    assert_eq!(finding(&report, "personal-data"), "");
}

#[test]
fn a_mapping_says_what_unknown_learner_types_mean() {
    let text = placements("learner", ["year 2", "year 2", "year 1", "year 1", "degree"]);
    let mapping = r#"{"values":{"learner_type":{"year 1":"pre-registration","year 2":"pre-registration"}}}"#;
    let (report, rows) = read_mapped(P, text.as_bytes(), mapping).unwrap();
    assert_eq!((counts(&report), rows.len()), ([5, 4, 1, 0], 4));
    let (report, _) = read_mapped(P, text.as_bytes(), r#"{"columns":{"learner_type":"learner"}}"#).unwrap();
    assert_eq!(rejections(&report)[0], "2 learner : unknown-learner-type");
}

#[test]
fn preceptees_by_name_are_left_out() {
    let text = |cells: [&str; 3]| {
        let row = |cell: &str| format!("2018-09-30,RJ1,PT,1,{cell}\n");
        format!("period,org_code,profession,fte,preceptee\n{}", cells.map(row).concat())
    };
    let (report, rows) = read_text(W, &text(["Jane Smith", "", "Tom Brown"]));
    assert_eq!(rows.len(), 3);
    assert!(codes(&report).contains(&"personal-data") && !format!("{report:?}").contains("Jane"));
    let (report, _) = read_text(W, &text(["yes", "0.5", "Tom Brown"]));
    assert!(codes(&report).contains(&"part-unread") && !format!("{report:?}").contains("Tom"));
}

#[test]
fn a_quote_that_swallows_rows_shows_nothing_of_them() {
    let text = format!(
        "{HEAD},comment,Surname\n2018/19,RJ1,PT,6,\"left open,Smith\n2018/19,RJ1,PT,6,fine,Brown\n2018/19,RJ1,PT,6,\"x\",Gray\n"
    );
    let (report, _) = read_text(P, &text);
    assert_eq!(report.rejected_rows[0].reason.code(), "swallowed-row");
    assert!(!format!("{report:?}").contains("Smith"), "{report:?}");
}
