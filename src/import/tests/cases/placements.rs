//! Placements, demand, organisations, mergers.

use super::*;

#[test]
fn measures_of_activity() {
    let text = |head: &str, row: &str| format!("academic_year,org_code,profession,{head}\n2018/19,RJ1,PT,{row}\n");
    let each = r#"{"per_student":["hours","days","placement_weeks"]}"#;
    check(&[
        ("weeks", P, &text("placement_weeks", "12"), "", [1, 1, 0, 0], "12 weeks", &[]),
        ("student weeks", P, &text("student weeks", "12"), "", [1, 1, 0, 0], "12 weeks", &[]),
        ("students times weeks", P, &text("students,weeks_per_student", "2,6"), "", [1, 1, 0, 0], "12 weeks", &[]),
        ("weeks of one student", P, &text("weeks_per_student", "6"), "", [1, 1, 0, 0], "6 weeks", &[]),
        (
            "students without weeks",
            P,
            &text("students,weeks_per_student", "2,"),
            "",
            [1, 0, 0, 1],
            "",
            &["missing value 1"],
        ),
        ("hours", P, &text("hours", "75"), "", [1, 1, 0, 0], "75 hours", &[]),
        ("days", P, &text("days", "10"), "", [1, 1, 0, 0], "10 days", &[]),
        ("the first with a value", P, &text("placement_weeks,hours", ",75"), "", [1, 1, 0, 0], "75 hours", &[]),
        ("two that agree", P, &text("placement_weeks,hours", "2,75"), "", [1, 1, 0, 0], "2 weeks", &[]),
        (
            "two that differ",
            P,
            &text("placement_weeks,hours", "2,80"),
            "",
            [1, 1, 0, 0],
            "2 weeks",
            &["measures-differ"],
        ),
        ("hours of each student", P, &text("students,hours", "4,75"), each, [1, 1, 0, 0], "300 hours", &[]),
        ("days of each student", P, &text("students,days", "4,5"), each, [1, 1, 0, 0], "20 days", &[]),
        ("weeks of each student", P, &text("students,placement_weeks", "4,5"), each, [1, 1, 0, 0], "20 weeks", &[]),
        (
            "hours of each of unknown students",
            P,
            &text("students,hours", "*,75"),
            each,
            [1, 0, 0, 1],
            "",
            &["missing value 1"],
        ),
        ("hours of each where a row is one student", P, &text("hours", "75"), each, [1, 1, 0, 0], "75 hours", &[]),
        (
            "too many hours",
            P,
            &text("students,hours", "1000000,1000"),
            each,
            [1, 0, 1, 0],
            "",
            &["2 hours 1000: too-large"],
        ),
        (
            "weeks beside a product that is too large",
            P,
            &text("placement_weeks,students,weeks_per_student", "12,1000000,6"),
            "",
            [1, 1, 0, 0],
            "12 weeks",
            &["measures-differ"],
        ),
        (
            "weeks beside hours of each that are too many",
            P,
            &text("placement_weeks,students,hours", "12,1000000,1000"),
            r#"{"per_student":["hours"]}"#,
            [1, 1, 0, 0],
            "12 weeks",
            &["measures-differ"],
        ),
        (
            "a product that is too large, and hours",
            P,
            &text("students,weeks_per_student,hours", "1000000,6,75"),
            "",
            [1, 0, 1, 0],
            "",
            &["2 weeks_per_student 6: too-large"],
        ),
        ("suppressed", P, &text("placement_weeks", "*"), "", [1, 0, 0, 1], "", &["missing value 1"]),
        ("negative", P, &text("placement_weeks", "-1"), "", [1, 0, 1, 0], "", &["2 placement_weeks -1: negative"]),
    ]);
}

#[test]
fn statuses_learners_and_universities() {
    let text = |head: &str, row: &str| {
        format!("academic_year,org_code,profession,placement_weeks,{head}\n2018/19,RJ1,PT,1,{row}\n")
    };
    check(&[
        ("cancelled", P, &text("status", "Cancelled"), "", [1, 1, 0, 0], "1 weeks", &[]),
        (
            "an unknown status",
            P,
            &text("status", "pending"),
            "",
            [1, 0, 1, 0],
            "",
            &["2 status pending: unknown-status"],
        ),
        ("an apprentice", P, &text("learner type", "Degree apprentice"), "", [1, 1, 0, 0], "1 weeks", &[]),
        (
            "an unknown learner type",
            P,
            &text("learner type", "work experience"),
            "",
            [1, 0, 1, 0],
            "",
            &["2 learner type work experience: unknown-learner-type"],
        ),
        (
            "all universities together",
            P,
            &text("hei", "Total"),
            "",
            [1, 0, 0, 1],
            "",
            &["aggregate row 1", "aggregate-row"],
        ),
        (
            "three files of universities put together",
            P,
            "academic_year,org_code,profession,placement_weeks,hei\n2018/19,RJ1,PT,1,A\n2018/19,RJ1,PT,1,B\n2018/19,RJ1,PT,1,C\n",
            "",
            [3, 3, 0, 0],
            "3 weeks",
            &[],
        ),
        ("demand", D, "~2018/19,PT,Northmoor,40\n", "", [1, 1, 0, 0], "40 weeks", &[]),
        (
            "demand by students",
            D,
            "academic_year,profession,hei,students,weeks_per_student\n2018/19,PT,Northmoor,10,6\n",
            "",
            [1, 1, 0, 0],
            "60 weeks",
            &[],
        ),
        ("demand that is suppressed", D, "~2018/19,PT,Northmoor,[c]\n", "", [1, 0, 0, 1], "", &["missing value 1"]),
        ("demand by a total", D, "~2018/19,PT,Total,40\n", "", [1, 0, 0, 1], "", &["aggregate row 1", "aggregate-row"]),
        ("organisations", O, "~RJ1,Guy's\nRJ2,Lewisham\n", "", [2, 2, 0, 0], "", &[]),
        (
            "an organisation without a code",
            O,
            "~,Guy's\n",
            "",
            [1, 0, 1, 0],
            "",
            &["2 org_code : no-organisation-code"],
        ),
        (
            "an opening date that is none",
            O,
            "org_code,org_name,open date\nRJ1,Guy's,soon\n",
            "",
            [1, 1, 0, 0],
            "",
            &["date-unread"],
        ),
    ]);
}

#[test]
fn mergers() {
    check(&[
        ("mergers", M, "~RQN,RYJ,01/10/2007\nrj5,RYJ,\n", "", [2, 2, 0, 0], "", &[]),
        ("no successor", M, "~RQN,,2007-10-01\n", "", [1, 0, 1, 0], "", &["2 successor_code : no-organisation-code"]),
        (
            "its own successor",
            M,
            "~RQN,rqn,2007-10-01\n",
            "",
            [1, 0, 1, 0],
            "",
            &["2 successor_code rqn: own-successor"],
        ),
        ("a date that is none", M, "~RQN,RYJ,soon\n", "", [1, 1, 0, 0], "", &["date-unread"]),
        ("a note", M, "~RQN,RYJ,2007-10-01\nSource: ODS\n", "", [2, 1, 0, 1], "", &["note 1"]),
    ]);
    struct Seen(Vec<String>);
    impl RowSink for Seen {
        type Error = Infallible;
        fn workforce(&mut self, _: &WorkforceRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn placement(&mut self, _: &PlacementRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn demand(&mut self, _: &DemandRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn organisation(&mut self, _: &OrganisationRow<'_>) -> Result<(), Infallible> {
            Ok(())
        }
        fn merger(&mut self, row: &crate::model::MergerRow<'_>) -> Result<(), Infallible> {
            self.0.push(format!("{}: {} {} {:?}", row.line, row.predecessor, row.successor, row.date));
            Ok(())
        }
    }
    let mut seen = Seen(Vec::new());
    let text = file(M, "~rqn,RYJ,01/10/2007\n");
    read("f", &text[..], None, M, &mut seen, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(seen.0, ["2: RQN RYJ Some(2007-10-01)"]);
}
