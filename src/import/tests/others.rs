use super::*;

#[test]
fn the_etr_layout_has_no_header_and_its_region_codes_become_names() {
    let row = |code: &str, region: &str, open: &str, close: &str| {
        let blanks = ",\"\"".repeat(15);
        format!(
            "\"{code}\",\"NAME, OF {code}\",\"{region}\",\"QKK\"{},\"{open}\",\"{close}\"{blanks}\r\n",
            ",\"\"".repeat(6)
        )
    };
    let text = [row("RJ1", "Y56", "19930401", ""), row("R0A", "W00", "19300101", "20200331")].concat();
    let (report, rows) = read_text(Kind::Organisations, &text);
    assert_eq!(rows, ["1: RJ1 NAME, OF RJ1 (London, QKK) open", "2: R0A NAME, OF R0A (W00, QKK) closed 2020-03-31"]);
    assert_eq!(counts(&report), [2, 2, 0, 0]);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn a_tidy_list_of_organisations_is_read_by_its_header() {
    let text = "org_code,org_name,region,ics,open_date,close_date\nx-briar,Briarwood,Y59,Kent,,\n,No Code,,,,\nRJ9,Old,London,,01/04/1993,soon\n";
    let (report, rows) = read_text(Kind::Organisations, text);
    assert_eq!(rows, ["2: X-BRIAR Briarwood (South East, Kent) open", "4: RJ9 Old (London, ) open"]);
    assert_eq!(rejections(&report), ["3 org_code : no-organisation-code"]);
    assert!(codes(&report).contains(&"date-unread"));
}

#[test]
fn a_file_of_figures_by_organisation_is_a_list_of_organisations() {
    let head = "PERIOD,TYPE,NHSE_REGION_NAME,ICS_NAME,REPORTING_ORG_NAME,REPORTING_ORG_CODE,CLUSTER_GROUP,BENCHMARK_GROUP,\
                STAFF_GROUP_1_NAME,HC,FTE\n";
    let row = |code: &str, group: &str, staff: &str| {
        format!(
            "202509 to 202510,Leavers,London,South East London,Made-up Trust,{code},Acute,{group},{staff},12,10.5\n"
        )
    };
    let rows = [
        row("ZA1", "Acute - Teaching", "Midwives"),
        row("ZA1", "Acute - Teaching", "Managers"),
        row("ZA2", "", "Midwives"),
        row("za1", "Acute - Teaching", "Midwives"),
        row("ZA2", "Acute - Large", "Managers"),
        row("ZA1", "Acute - Large", "Ambulance staff"),
        row("ZA1", "Acute - Large", "Midwives"),
        row("ZA2", "", "Ambulance staff"),
    ];
    let text = format!("{head}{}", rows.concat());
    assert_eq!(crate::import::guess_kind("f.csv", text.as_bytes()).ok(), Some(Kind::Organisations));
    let (report, rows) = read_text(Kind::Organisations, &text);
    assert_eq!(
        rows,
        [
            "2: ZA1 Made-up Trust (London, South East London; Acute, Acute - Teaching) open",
            "4: ZA2 Made-up Trust (London, South East London; Acute) open",
            "6: ZA2 Made-up Trust (London, South East London; Acute, Acute - Large) open",
            "7: ZA1 Made-up Trust (London, South East London; Acute, Acute - Large) open",
        ]
    );
    assert_eq!(ignored(&report), ["organisation listed before 4"]);
    let warnings: Vec<&str> =
        report.findings.iter().filter(|f| f.severity == Severity::Warning).map(|f| f.code).collect();
    assert_eq!(warnings, ["organisation-differs"]);
    let differs = report.findings.iter().find(|finding| finding.code == "organisation-differs").unwrap();
    assert_eq!((differs.value.as_str(), differs.line, differs.count), ("ZA1", Some(7), 1));
    let refusal = refused(Kind::Workforce, &text);
    assert!(refusal.ends_with("no profession column; it reads as an organisation file: load it as one"), "{refusal}");
}

#[test]
fn demand_is_weeks_or_students_times_weeks() {
    let text = "academic_year,profession,hei,programme,students,weeks_per_student,placement_weeks\n\
                2018/19,PT,Uni A,BSc,10,6,\n2018/19,PT,Uni A,MSc,,,45.5\n2018/19,PT,Uni B,,*,6,\n2018/19,PT,Total,,,,105.5\n";
    let (report, rows) = read_text(Kind::Demand, text);
    assert_eq!(
        rows,
        [
            "2: Uni A PT 2018/19 60 placement weeks",
            "3: Uni A PT 2018/19 45.5 placement weeks",
            "4: Uni B PT 2018/19 missing"
        ]
    );
    assert_eq!(report.weeks_total(), "105.5");
    assert_eq!(ignored(&report), ["aggregate row 1", "missing value 1"]);
}

#[test]
fn the_report_has_the_keys_of_the_command_line_and_every_rejected_row() {
    let rows: String = (0..2500).map(|_| "2018-09-30,RJ1,PT,bad\n").collect();
    let (report, _) =
        read_text(Kind::Workforce, &format!("period,org_code,profession,fte\n{rows}2018-09-30,RJ1,PT,1.50\n"));
    assert_eq!(report.line(), "file.csv: read 2501, used 1, rejected 2500, ignored 0");
    let json = crate::import::report_json([&report]);
    let source = &json["sources"][0];
    for key in [
        "file",
        "kind",
        "sha256",
        "encoding",
        "delimiter",
        "read",
        "used",
        "rejected",
        "ignored",
        "fte_total",
        "weeks_total",
    ] {
        assert!(!source[key].is_null(), "{key}");
    }
    assert_eq!((&source["fte_total"], &source["read"]), (&"1.5".into(), &2501.into()));
    let errors = source["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "error");
    assert_eq!(errors.clone().count(), 2500);
    let first = errors.clone().next().unwrap();
    assert_eq!((&first["line"], &first["column"], &first["value"]), (&2.into(), &"fte".into(), &"bad".into()));
}

#[test]
fn reading_can_be_cancelled() {
    let rows = "2018-09-30,RJ1,PT,1\n".repeat(10_000);
    let text = format!("period,org_code,profession,fte\n{rows}");
    let (mut calls, mut sink) = (Vec::new(), Rows::default());
    let result = read("f", text.as_bytes(), None, Kind::Workforce, &mut sink, &mut |progress| {
        calls.push(progress.rows);
        if calls.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(result, Err(ReadError::Cancelled)));
    assert_eq!(calls, [4096, 8192]);
}
