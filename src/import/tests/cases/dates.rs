//! Dates, months, academic years.

use super::*;

#[test]
fn snapshots_in_every_form() {
    for (cell, want) in [
        ("2017-09-30", "2017-09-30"),
        ("30/09/2017", "2017-09-30"),
        ("30.9.17", "2017-09-30"),
        ("30-Sep-2017", "2017-09-30"),
        ("30th September 2017", "2017-09-30"),
        ("20170930", "2017-09-30"),
        ("2017-09-30T00:00:00", "2017-09-30"),
        ("30/09/2017 00:00", "2017-09-30"),
        ("Sep-18", "2018-09-30"),
        ("2018-SEP", "2018-09-30"),
        ("September 2018", "2018-09-30"),
        ("2024-09", "2024-09-30"),
        ("202409", "2024-09-30"),
        ("29/02/2024", "2024-02-29"),
        ("Feb-24", "2024-02-29"),
        ("2018/19", "2018/19"),
        ("2018-19", "2018/19"),
        ("201819", "2018/19"),
        ("2018/2019", "2018/19"),
        ("AY 2018/19", "2018/19"),
        ("1999/00", "1999/00"),
    ] {
        let (report, rows) = read_mapped(W, &file(W, &format!("~{cell},RJ1,PT,1\n")), "").unwrap();
        assert_eq!(rows, [format!("2: RJ1 PT {want} NotGiven no band 1")], "{cell}");
        assert_eq!(
            codes(&report).contains(&"day-first"),
            ["30/09/2017", "30.9.17", "30/09/2017 00:00", "29/02/2024"].contains(&cell),
            "{cell}"
        );
    }
}

#[test]
fn what_is_no_date_is_rejected_with_its_reason() {
    for (cell, reason) in [
        ("", "no-date"),
        ("*", "no-date"),
        ("29/02/2023", "no-such-day"),
        ("09/30/2017", "no-such-day"),
        ("31/06/2018", "no-such-day"),
        ("2009-10", "ambiguous-year"),
        ("2011-12", "ambiguous-year"),
        ("201112", "ambiguous-year"),
        ("2018", "single-year"),
        ("2018/20", "not-a-date"),
        ("43008", "not-a-date"),
        ("Q2", "not-a-date"),
        ("soon", "not-a-date"),
        ("1066-10-14", "date-out-of-range"),
        ("9999-12-31", "date-out-of-range"),
    ] {
        let said = format!("2 period {cell}: {reason}");
        check(&[(cell, W, &format!("~{cell},RJ1,PT,1\n"), "", [1, 0, 1, 0], "", &[said.as_str()])]);
    }
}

#[test]
fn years_orders_and_columns_named_academic_year() {
    let month_first = r#"{"date_order":"month_first"}"#;
    check(&[
        ("a year in its own column", P, "~2009-10,RJ1,PT,1\n", "", [1, 1, 0, 0], "1 weeks", &[]),
        ("201112 in its own column", P, "~201112,RJ1,PT,1\n", "", [1, 1, 0, 0], "1 weeks", &[]),
        ("18/19 in its own column", P, "~18/19,RJ1,PT,1\n", "", [1, 1, 0, 0], "1 weeks", &[]),
        ("18/19 elsewhere", W, "~18/19,RJ1,PT,1\n", "", [1, 0, 1, 0], "", &["2 period 18/19: not-a-date"]),
        (
            "a column that the mapping calls academic year",
            P,
            "when,org_code,profession,placement_weeks\n2009-10,RJ1,PT,1\n",
            r#"{"columns":{"academic_year":"when"}}"#,
            [1, 1, 0, 0],
            "1 weeks",
            &[],
        ),
        ("the month first", W, "~09/30/2017,RJ1,PT,1\n", month_first, [1, 1, 0, 0], "1 fte", &["month-first"]),
        (
            "a start date alone",
            P,
            "start_date,org_code,profession,placement_weeks\n2018-09-03,RJ1,PT,6\n",
            "",
            [1, 1, 0, 0],
            "6 weeks",
            &[],
        ),
        (
            "year and start date disagree",
            P,
            "academic_year,start_date,org_code,profession,placement_weeks\n2018/19,2019-09-01,RJ1,PT,6\n",
            "",
            [1, 1, 0, 0],
            "6 weeks",
            &["years-differ"],
        ),
        (
            "a start date that is none",
            P,
            "academic_year,start_date,org_code,profession,placement_weeks\n2018/19,soon,RJ1,PT,6\n",
            "",
            [1, 1, 0, 0],
            "6 weeks",
            &["date-unread"],
        ),
        (
            "31 July and 1 August are two years",
            P,
            "start_date,org_code,profession,placement_weeks\n2018-07-31,RJ1,PT,6\n2018-08-01,RJ1,PT,6\n",
            "",
            [2, 2, 0, 0],
            "12 weeks",
            &[],
        ),
    ]);
}
