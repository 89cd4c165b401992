//! The wide form: one column per date, year or profession.

use super::*;

const BY_DATE: &str = r#"{"wide":{"of":"fte","by":"period"}}"#;

#[test]
fn every_cell_of_the_wide_form_is_a_row() {
    check(&[
        (
            "a column per date",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\nRJ2,PT,3,4\n",
            BY_DATE,
            [4, 4, 0, 0],
            "10 fte",
            &[],
        ),
        (
            "a column per date, as named",
            W,
            "org_code,profession,then,now\nRJ1,PT,1,2\n",
            r#"{"wide":{"of":"fte","by":"period","columns":{"then":"2018-09-30","now":"2019-09-30"}}}"#,
            [2, 2, 0, 0],
            "3 fte",
            &[],
        ),
        (
            "one of them only",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\n",
            r#"{"wide":{"of":"fte","by":"period","columns":{"Sep-19":"2019-09-30"}}}"#,
            [1, 1, 0, 0],
            "2 fte",
            &["unmapped-columns"],
        ),
        (
            "a column per profession",
            W,
            "period,org_code,PT,Occupational Therapy,SLT\n2018-09-30,RJ1,1,2,3\n",
            r#"{"wide":{"of":"fte","by":"profession"}}"#,
            [3, 3, 0, 0],
            "6 fte",
            &[],
        ),
        (
            "weeks per year",
            P,
            "org_code,profession,2017/18,2018-19\nRJ1,PT,10,20\n",
            r#"{"wide":{"of":"placement_weeks","by":"academic_year"}}"#,
            [2, 2, 0, 0],
            "30 weeks",
            &[],
        ),
        (
            "demand per profession",
            D,
            "academic_year,hei,PT,OT\n2018/19,A,10,20\n",
            r#"{"wide":{"of":"placement_weeks","by":"profession"}}"#,
            [2, 2, 0, 0],
            "30 weeks",
            &[],
        ),
        (
            "missing cells are rows too",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,*\nRJ2,PT,,\n",
            BY_DATE,
            [4, 1, 0, 3],
            "1 fte",
            &["missing value 3"],
        ),
        (
            "a cell that is no number",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,x\n",
            BY_DATE,
            [2, 1, 1, 0],
            "1 fte",
            &["2 Sep-19 x: not-a-number"],
        ),
        (
            "notes and title lines",
            W,
            "WTE by board\norg_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\nSource: NES\n",
            BY_DATE,
            [4, 2, 0, 2],
            "3 fte",
            &["title line 1", "note 1"],
        ),
        (
            "a row that cannot be used is rejected for each of its cells",
            W,
            "org_code,profession,Sep-18,Sep-19\n,PT,1,2\n",
            BY_DATE,
            [2, 0, 2, 0],
            "",
            &["2 org_code : no-organisation-code", "2 org_code : no-organisation-code"],
        ),
        (
            "totals",
            W,
            "org_code,profession,Sep-18,Sep-19\nScotland,PT,1,2\nTotal,PT,1,2\n",
            BY_DATE,
            [4, 2, 0, 2],
            "3 fte",
            &["aggregate row 2", "aggregate-row"],
        ),
        (
            "equal cells of two columns are not identical rows",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,1\n",
            BY_DATE,
            [2, 2, 0, 0],
            "2 fte",
            &[],
        ),
        (
            "with constants",
            W,
            "org_code,Sep-18,Sep-19\nRJ1,1,1\n",
            r#"{"constants":{"profession":"OT"},"wide":{"of":"fte","by":"period"}}"#,
            [2, 2, 0, 0],
            "2 fte",
            &[],
        ),
        (
            "rows that are cut short",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1\n",
            BY_DATE,
            [2, 1, 0, 1],
            "1 fte",
            &["missing value 1"],
        ),
        (
            "the header once more",
            W,
            "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\norg_code,profession,Sep-18,Sep-19\n",
            BY_DATE,
            [3, 2, 0, 1],
            "3 fte",
            &["repeated header 1"],
        ),
    ]);
}

#[test]
fn rows_of_the_wide_form_say_what_their_column_stands_for() {
    let text = "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\n";
    let (_, rows) = read_mapped(W, text.as_bytes(), BY_DATE).unwrap();
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1", "2: RJ1 PT 2019-09-30 NotGiven no band 2"]);
    let text = "period,org_code,PT,SLT\n2018-09-30,RJ1,1,3\n";
    let (_, rows) = read_mapped(W, text.as_bytes(), r#"{"wide":{"of":"fte","by":"profession"}}"#).unwrap();
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1", "2: RJ1 SLT 2018-09-30 NotGiven no band 3"]);
}
