use super::*;

const TIDY: &str = "period,org_code,org_name,staff_group,profession,level,band,fte\n";

fn tidy(rows: &str) -> (DataReport, Vec<String>) {
    read_text(Kind::Workforce, &format!("{TIDY}{rows}"))
}

#[test]
fn the_2017_layout_is_read_by_its_header_names() {
    let (report, rows) = read_text(
        Kind::Workforce,
        "Date,HEE_Region_Code,HEE_Region_Name,Org code,Org name,Main Staff Group,Staff Group 1,Staff Group 2,Area,Level,AfC Band,FTE\r\n\
         2017-09-30,YDF26,North West London,R1K,London NW,001_Professionally qualified clinical staff,015_Ambulance staff,015_Ambulance staff,001_Ambulance,003_Ambulance Paramedic,Band 6,1\r\n\
         2017-09-30,YDF26,North West London,R1K,London NW,021_Support to clinical staff,032_Support to ST&T staff,033_Support to AHPs,005_Physiotherapy,003_Helper / Assistant,Band 3,4.70E-02\r\n\
         2017-09-30,YDF26,North West London,R1K,London NW,001_Professionally qualified clinical staff,\"017_Scientific, therapeutic & technical staff\",018_Allied health professions,005_Physiotherapy,002_Manager,Non AfC Grade,\"1,234.5\"\r\n",
    );
    assert_eq!(
        rows,
        [
            "2: R1K PARA 2017-09-30 Ambulance Band 6 1",
            "3: R1K PT 2017-09-30 Support Band 3 0.047",
            "4: R1K PT 2017-09-30 AlliedHealth Non AfC 1234.5",
        ]
    );
    assert_eq!(report.fte_total(), "1235.547");
    assert_eq!(codes(&report), ["unmapped-columns"]);
}

#[test]
fn the_2020_layout_differs_in_names_and_order() {
    let (report, rows) = read_text(
        Kind::Workforce,
        "Date,Org code,Org name,NHSE_Region_Code,NHSE_Region_Name,ICS code,ICS name,Main Staff Group,Staff Group 1,Staff Group 2,Care Setting,Level,AfC Band,Total FTE,Total HC\n\
         30/09/2021,RJ1,Guy's,Y56,London,QKK,South East London,Professionally qualified clinical staff,\"Scientific, therapeutic & technical staff\",Allied health professionals,Speech & language therapy,Therapist,Band 7,10.4,12\n",
    );
    assert_eq!(rows, ["2: RJ1 SLT 2021-09-30 AlliedHealth Band 7 10.4"]);
    assert_eq!(codes(&report), ["unmapped-columns", "day-first"]);
}

#[test]
fn a_missing_fte_is_handed_on_as_missing_and_counted_as_ignored() {
    let (report, rows) = tidy(
        "2018-09-30,RJ1,,,PT,,5,*\n2018-09-30,RJ1,,,PT,,5,\n2018-09-30,RJ1,,,PT,,5,[c]\n2018-09-30,RJ1,,,PT,,5,0\n",
    );
    assert_eq!(counts(&report), [4, 1, 0, 3]);
    assert_eq!(ignored(&report), ["missing value 3"]);
    assert_eq!(rows[0], "2: RJ1 PT 2018-09-30 NotGiven Band 5 missing");
    assert_eq!(rows[3], "5: RJ1 PT 2018-09-30 NotGiven Band 5 0");
}

#[test]
fn bad_amounts_dates_and_codes_reject_the_row_and_say_where() {
    let (report, rows) = tidy(
        "2018-09-30,RJ1,,,PT,,5,-1\n2018-09-30,RJ1,,,PT,,5,(12)\n2018-09-30,RJ1,,,PT,,5,NaN\n2018-09-30,RJ1,,,PT,,5,1e309\n\
         2018-09-30,,Barts,,PT,,5,1\nyesterday,RJ1,,,PT,,5,1\n,RJ1,,,PT,,5,1\n2018-09-30,RJ1,,,,,5,1\n2008-09,RJ1,,,PT,,5,1\n\
         2018-09-30,RJ1,,,PT,,5,\"0,6\"\n2018-09-30,RJ1,Barts, London,,PT,,5,1\n",
    );
    assert!(rows.is_empty());
    assert_eq!(counts(&report), [11, 0, 11, 0]);
    assert_eq!(
        rejections(&report),
        [
            "2 fte -1: negative",
            "3 fte (12): negative",
            "4 fte NaN: not-finite",
            "5 fte 1e309: too-large",
            "6 org_code : no-organisation-code",
            "7 period yesterday: not-a-date",
            "8 period : no-date",
            "9 profession : no-profession",
            "10 period 2008-09: ambiguous-year",
            "11 fte 0,6: misplaced-comma",
            "12  : too-many-cells",
        ]
    );
    assert!(report.is_useless());
}

#[test]
fn unknown_professions_are_ignored_with_one_warning_each() {
    let (report, _) = tidy(
        "2018-09-30,RJ1,,,Midwifery,,5,1.5\n2018-09-30,RJ1,,,Midwifery,,5,2\n2018-09-30,RJ1,,,Nursing,,5,*\n2018-09-30,RJ1,,,PT,,5,1\n",
    );
    assert_eq!(ignored(&report), ["unknown profession 3"]);
    let messages: Vec<&str> =
        report.findings.iter().filter(|f| f.code == "unknown-profession").map(|f| f.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "“Midwifery” is no profession we know: 2 rows with 3.5 FTE, ignored",
            "“Nursing” is no profession we know: 1 row, ignored",
        ]
    );
    assert_eq!(report.ignored.values().map(|tally| tally.amounts.fte).sum::<i128>(), 3_500_000);
}

#[test]
fn aggregate_rows_are_recognised_in_any_column_and_not_counted_twice() {
    let (report, rows) = tidy(
        "2018-09-30,RJ1,,,PT,,5,1\n2018-09-30,,England,,PT,,5,9\n2018-09-30,RJ1,,All staff groups,PT,,5,9\n\
         2018-09-30,RJ1,,,Total,,5,9\n2018-09-30,RJ1,,,PT,,All bands,9\n2018-09-30,RJ1,,,PT,All levels,5,9\nTotal,,,,,,,45\n",
    );
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven Band 5 1"]);
    assert_eq!(ignored(&report), ["aggregate row 6"]);
    assert_eq!(report.ignored[&super::super::Ignored::Aggregate].amounts.fte, 90_000_000);
}

#[test]
fn identical_rows_all_count_and_are_named() {
    let (report, _) = tidy("2018-09-30,RJ1,,,PT,,5,0.6\n2018-09-30,RJ1,,,PT,,5,0.6\n2018-09-30,RJ1,,,PT,,6,0.6\n");
    assert_eq!(report.fte_total(), "1.8");
    assert_eq!(
        finding(&report, "identical-rows"),
        "1 row the same as an earlier row of the file (line 3): all of them count; take out any that is a copy"
    );
}

#[test]
fn codes_stay_text_trimmed_and_in_upper_case() {
    let (_, rows) = tidy("2018-09-30,00D ,,,PT,,5,1\n2018-09-30,g6v2s,,,PT,,5,1\n2018-09-30, 8jx76,,,PT,,5,1\n");
    let codes: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(1).unwrap()).collect();
    assert_eq!(codes, ["00D", "G6V2S", "8JX76"]);
}

#[test]
fn a_file_without_groups_or_bands_says_so() {
    let (report, rows) =
        read_text(Kind::Workforce, "Date,ODS code,Occupation,WTE\nSep-18,RJ1,Physio,2\n2018/19,RJ1,Physio,3\n");
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 2", "3: RJ1 PT 2018/19 NotGiven no band 3"]);
    assert_eq!(codes(&report), ["no-staff-group", "no-band"]);
}

#[test]
fn rows_of_headcount_beside_rows_of_fte_are_ignored() {
    let text = "Date,Org Code,Care Setting,Data Type,Value\n2021-09-30,RJ1,Physiotherapy,FTE,10.5\n2021-09-30,RJ1,Physiotherapy,Headcount,12\n";
    let (report, _) = read_text(Kind::Workforce, text);
    assert_eq!((counts(&report), report.fte_total().as_str()), ([2, 1, 0, 1], "10.5"));
    let message = refused(Kind::Workforce, "Date,Org Code,Care Setting,Value\n2021-09-30,RJ1,Physiotherapy,10.5\n");
    assert_eq!(
        message,
        "file.csv: line 1: column Value may hold FTE or headcount; add the file's Data Type column, or name the column fte"
    );
}

#[test]
fn preceptees_are_yes_no_or_a_part_of_the_fte() {
    struct Parts(Vec<Option<String>>);
    impl RowSink for Parts {
        type Error = Infallible;
        fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
            self.0.push(row.preceptee_fte.map(|fte| fte.amount().to_string()));
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
    }
    let cells = ["yes", "No", "0.5", "", "3", "perhaps"];
    let rows: String = cells.iter().map(|cell| format!("2018-09-30,RJ1,PT,2,{cell}\n")).collect();
    let text = format!("period,org_code,profession,fte,preceptee\n{rows}");
    let mut parts = Parts(Vec::new());
    let report =
        read("f", text.as_bytes(), None, Kind::Workforce, &mut parts, &mut |_| ControlFlow::Continue(())).unwrap();
    let read: Vec<Option<&str>> = parts.0.iter().map(Option::as_deref).collect();
    assert_eq!(read, [Some("2"), Some("0"), Some("0.5"), None, Some("2"), None]);
    assert!(codes(&report).contains(&"part-above-whole") && codes(&report).contains(&"part-unread"));
}

#[test]
fn unknown_bands_and_more_than_six_decimals_are_said() {
    let (report, _) = tidy("2018-09-30,RJ1,,,PT,,Senior I,1\n2018-09-30,RJ1,,,PT,,5,0.12345678\n");
    assert_eq!(
        finding(&report, "unknown-band"),
        "“Senior I” is no band we know: 1 row, counted only if other bands are"
    );
    assert_eq!(finding(&report, "decimals-rounded"), "1 number rounded to six decimals (line 3)");
    assert_eq!(report.fte_total(), "1.123457");
}
