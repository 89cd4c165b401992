//! Title lines, notes, aggregates, headers, columns.

use super::*;

#[test]
fn what_stands_around_the_data() {
    check(&[
        ("header only", W, "~", "", [0, 0, 0, 0], "", &[]),
        ("header and blank rows", W, "~,,,\n  ,,,\n\n", "", [0, 0, 0, 0], "", &[]),
        (
            "title lines",
            W,
            "NHS workforce\n\"Staff, 2018\"\n\nperiod,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n",
            "",
            [3, 1, 0, 2],
            "1 fte",
            &["title line 2"],
        ),
        (
            "notes after the data",
            W,
            "~2018-09-30,RJ1,PT,1\n\nSource: NHS England\nNotes\n\"1. Figures are rounded, mostly\"\n",
            "",
            [4, 1, 0, 3],
            "1 fte",
            &["note 3"],
        ),
        (
            "a note of many cells",
            W,
            "~2018-09-30,RJ1,PT,1\nNote: a, b, c, d, e, f, g\n",
            "",
            [2, 1, 0, 1],
            "1 fte",
            &["note 1"],
        ),
        ("a copyright line", W, "~2018-09-30,RJ1,PT,1\n© Crown copyright\n", "", [2, 1, 0, 1], "1 fte", &["note 1"]),
        (
            "the header once more",
            W,
            "~2018-09-30,RJ1,PT,1\nperiod,org_code,profession,fte\n2018-09-30,RJ2,PT,1\n",
            "",
            [3, 2, 0, 1],
            "2 fte",
            &["repeated header 1"],
        ),
        (
            "trailing columns",
            W,
            "period,org_code,profession,fte,,,\n2018-09-30,RJ1,PT,1,,,\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a blank column in the middle",
            W,
            "period,,org_code,profession,fte\n2018-09-30,,RJ1,PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["blank-header"],
        ),
        (
            "duplicate headers",
            W,
            "period,org_code,profession,fte,FTE\n2018-09-30,RJ1,PT,1,2\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["duplicate-column"],
        ),
        (
            "columns we do not know",
            W,
            "period,org_code,profession,fte,colour\n2018-09-30,RJ1,PT,1,red\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["unmapped-columns"],
        ),
        (
            "names of people",
            W,
            "period,org_code,profession,fte,Surname,E-mail\n2018-09-30,RJ1,PT,1,Bloggs,j@x.org\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["personal-data"],
        ),
        (
            "headers in capitals with blanks",
            W,
            "SNAPSHOT DATE,ODS Code,Occupation,Total FTE\n2018-09-30,RJ1,PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        ("WTE", W, "date,org-code,profession,WTE\n2018-09-30,RJ1,PT,1\n", "", [1, 1, 0, 0], "1 fte", &[]),
        (
            "a header of two rows",
            W,
            "Org,,Profession,In post,,period\ncode,name,,FTE,HC,\nRJ1,Guy's,PT,1,2,2018-09-30\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["tall-header", "unmapped-columns"],
        ),
        (
            "a header of two rows that ends in blank cells, below a title",
            W,
            "Workforce\nOrg,Profession,FTE,period\ncode,,,\nRJ1,PT,1,2018-09-30\n",
            "",
            [2, 1, 0, 1],
            "1 fte",
            &["title line 1", "tall-header"],
        ),
        (
            "totals by organisation",
            W,
            "~2018-09-30,RJ1,PT,1\n2018-09-30,Total,PT,1\n2018-09-30,England,PT,9\n",
            "",
            [3, 1, 0, 2],
            "1 fte",
            &["aggregate row 2", "aggregate-row", "aggregate-row"],
        ),
        (
            "a total alone in its row",
            W,
            "~2018-09-30,RJ1,PT,1\nGrand total,,,1\n",
            "",
            [2, 1, 0, 1],
            "1 fte",
            &["aggregate row 1", "aggregate-row"],
        ),
        (
            "totals by profession and band",
            W,
            "period,org_code,profession,band,fte\n2018-09-30,RJ1,All AHPs,5,3\n2018-09-30,RJ1,PT,All bands,3\n2018-09-30,RJ1,PT,5,3\n",
            "",
            [3, 1, 0, 2],
            "3 fte",
            &["aggregate row 2", "aggregate-row", "aggregate-row"],
        ),
        (
            "a total by staff group",
            W,
            "period,org_code,staff_group,profession,fte\n2018-09-30,RJ1,All staff groups,PT,3\n",
            "",
            [1, 0, 0, 1],
            "",
            &["aggregate row 1", "aggregate-row"],
        ),
        (
            "an organisation called All About Speech",
            W,
            "period,org_code,org_name,profession,fte\n2018-09-30,X-AAS,All About Speech Ltd,SLT,3\n",
            "",
            [1, 1, 0, 0],
            "3 fte",
            &[],
        ),
        (
            "identical rows all count",
            W,
            "~2018-09-30,RJ1,PT,0.6\n2018-09-30,RJ1,PT,0.6\n",
            "",
            [2, 2, 0, 0],
            "1.2 fte",
            &["identical-rows"],
        ),
        (
            "FTE and headcount in one column",
            W,
            "Date,Org Code,Care Setting,Data Type,Value\n2018-09-30,RJ1,PT,FTE,1.5\n2018-09-30,RJ1,PT,Headcount,2\n",
            "",
            [2, 1, 0, 1],
            "1.5 fte",
            &["not FTE 1"],
        ),
        (
            "headcount beside FTE",
            W,
            "period,org_code,profession,headcount,fte\n2018-09-30,RJ1,PT,9,1.5\n",
            "",
            [1, 1, 0, 0],
            "1.5 fte",
            &[],
        ),
        (
            "a header deep down",
            W,
            &format!("{}period,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n", "x,y\n".repeat(98)),
            "",
            [99, 1, 0, 98],
            "1 fte",
            &["title line 98"],
        ),
    ]);
}

#[test]
fn what_is_no_file_of_its_kind_is_refused() {
    check_refused(&[
        (
            "days lost are not FTE",
            W,
            "DATE,ORG_CODE,profession,FTE_DAYS_LOST\n2018-09-30,RJ1,PT,1\n",
            "",
            "no FTE column (FTE_DAYS_LOST is not FTE)",
        ),
        (
            "headcount is not FTE",
            W,
            "period,org_code,profession,headcount\n2018-09-30,RJ1,PT,1\n",
            "",
            "no FTE column (headcount is not FTE)",
        ),
        (
            "values of two kinds",
            W,
            "Date,Org Code,Care Setting,Value\n2018-09-30,RJ1,PT,1\n",
            "",
            "add the file's Data Type column",
        ),
        (
            "a name is no code",
            W,
            "period,trust,profession,fte\n2018-09-30,Guy's,PT,1\n",
            "",
            "no organisation code column (trust: a name is not a code)",
        ),
        (
            "bare weeks",
            P,
            "academic_year,org_code,profession,weeks\n2018/19,RJ1,PT,1\n",
            "",
            "weeks may be each student's or the row's",
        ),
        ("another kind", P, "period,org_code,profession,fte\n", "", "it reads as a workforce file"),
        (
            "a summary of our own",
            W,
            "academic_year,org_code,benchmark_rate,gap_weeks,provision_ratio\n",
            "",
            "is a summary made by Fair Share Planner",
        ),
        (
            "a header too deep down",
            W,
            &format!("{}period,org_code,profession,fte\n", "x,y\n".repeat(100)),
            "",
            "not a workforce file",
        ),
        (
            "no list of mergers",
            M,
            "org_code,org_name\n",
            "",
            "no column of predecessor codes and no column of successor codes",
        ),
    ]);
}

#[test]
fn codes_stay_text() {
    let text = "~2018-09-30,00D ,PT,1\n2018-09-30,g6v2s,PT,1\n2018-09-30,8JX76,PT,1\n2018-09-30,1E5,PT,1\n2018-09-30,X-Briarwood,PT,1\n";
    let (report, rows) = read_mapped(W, &file(W, text), "").unwrap();
    let codes: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(1).unwrap()).collect();
    assert_eq!(codes, ["00D", "G6V2S", "8JX76", "1E5", "X-BRIARWOOD"]);
    assert_eq!(counts(&report), [5, 5, 0, 0]);
}

#[test]
fn only_a_column_that_is_read_makes_a_row_a_sum() {
    let row = |cells: &str| format!("reason,period,org_code,org_name,region,profession,fte\n{cells}\n");
    let no_code = ["2 org_code : no-organisation-code"];
    check(&[
        (
            "All in a column of reasons",
            W,
            &row("All,2018-09-30,,Anytown Hospice,London,PT,2"),
            "",
            [1, 0, 1, 0],
            "",
            &[no_code[0], "unmapped-columns"],
        ),
        (
            "a provider whose region is all of England",
            W,
            &row(",2018-09-30,,Anytown Hospice,England,PT,2"),
            "",
            [1, 0, 1, 0],
            "",
            &[no_code[0], "unmapped-columns"],
        ),
        (
            "no organisation, and England",
            W,
            &row(",2018-09-30,,,England,PT,2"),
            "",
            [1, 0, 0, 1],
            "",
            &["aggregate row 1", "unmapped-columns", "aggregate-row"],
        ),
        (
            "Total instead of a date",
            W,
            &row(",Total,,,,,2"),
            "",
            [1, 0, 0, 1],
            "",
            &["aggregate row 1", "unmapped-columns", "aggregate-row"],
        ),
        (
            "a remark that begins as notes do",
            W,
            &row("Note: joined in May,2018-09-30,,Anytown Hospice,London,PT,2"),
            "",
            [1, 0, 1, 0],
            "",
            &[no_code[0], "unmapped-columns"],
        ),
    ]);
}

#[test]
fn a_total_row_is_no_organisation() {
    let (report, rows) = read_text(O, "org_code,org_name\nRJ1,One Trust\nTotal,\nX,Grand total\n");
    assert_eq!(rows, ["2: RJ1 One Trust (, ) open"]);
    assert_eq!(ignored(&report), ["aggregate row 2"]);
}

#[test]
fn codes_and_names_that_look_like_marks_for_missing_are_codes_and_names() {
    let (report, rows) = read_text(
        O,
        "org_code,org_name,region\nC,Calderside,c\nX,Xanadu Clinic,[x]\n-,No code,London\n#N/A,No code,London\nn/a,,\n",
    );
    assert_eq!(rows, ["2: C Calderside (c, ) open", "3: X Xanadu Clinic (, ) open"]);
    assert_eq!(rejections(&report).len(), 3);
    let (_, rows) = read_text(D, "academic_year,profession,hei,placement_weeks\n2018/19,PT,C,6\n2018/19,PT,*,c\n");
    assert_eq!(rows, ["2: C PT 2018/19 6 placement weeks", "3:  PT 2018/19 missing"]);
}

#[test]
fn long_headers_and_many_of_them_are_cut_in_messages() {
    let long = format!("Notes {} end", "about the row ".repeat(2_000));
    let many: String = (0..2_000).map(|n| format!(",extra {n}")).collect();
    let (report, _) =
        read_text(W, &format!("period,org_code,profession,fte,{long}{many},fte\n2018-09-30,RJ1,PT,bad\n"));
    for finding in &report.findings {
        assert!(finding.message.len() < 1_000 && finding.column.len() < 200, "{}", finding.message.len());
    }
    let unused = finding(&report, "unmapped-columns");
    assert!(
        unused.starts_with("columns not used: Notes about the row") && unused.ends_with(" and 1991 more"),
        "{unused}"
    );
    let message = refused(W, &format!("period,org_code,profession,headcount {long}{many}\n"));
    assert!(message.len() < 1_000 && message.contains("no FTE column"), "{}", message.len());
    let twice: String = "fte,".repeat(2_000);
    let (report, _) = read_text(W, &format!("{twice}period,org_code,profession\n"));
    assert!(report.findings.len() < 30, "{}", report.findings.len());
}
