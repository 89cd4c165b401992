use super::*;
use crate::import::{Encoding, Mapping, guess_kind, inspect, read_path};

const HEADER: &str = "period,org_code,profession,fte";

#[test]
fn every_encoding_gives_the_same_rows() {
    let text = "period,org_code,org_name,profession,fte\r\n2018-09-30,RJ1,Café é,PT,1\r\n";
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(to_bytes).collect()
    };
    let cases = [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8Bom),
        (format!("\u{feff}\u{feff}{text}").into_bytes(), Encoding::Utf8Bom),
        (utf16(u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(u16::to_be_bytes), Encoding::Utf16Be),
        (text.chars().map(|c| c as u8).collect(), Encoding::Windows1252),
    ];
    for (bytes, encoding) in cases {
        let (report, rows) = read_bytes(Kind::Workforce, &bytes);
        assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1"], "{encoding:?}");
        assert_eq!(report.form.encoding(), encoding.word());
        assert_eq!(codes(&report).contains(&"encoding-fallback"), encoding == Encoding::Windows1252);
        assert_eq!(report.bytes, bytes.len() as u64);
    }
}

#[test]
fn every_delimiter_and_line_end_gives_the_same_rows() {
    for delimiter in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("{HEADER}\n2018-09-30,RJ1,PT,1\n\n2018-09-30,RJ2,PT,bad\n")
                .replace(',', delimiter)
                .replace('\n', end);
            let (report, rows) = read_text(Kind::Workforce, &text);
            assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1"], "{delimiter:?} {end:?}");
            assert_eq!(rejections(&report), ["4 fte bad: not-a-number"]);
            assert_eq!(codes(&report).contains(&"delimiter"), delimiter != ",");
        }
    }
}

#[test]
fn title_lines_notes_blank_rows_and_repeated_headers_are_not_data() {
    let text = format!(
        "NHS workforce statistics\n\"Staff, excluding medical\"\n\n{HEADER},,\n2018-09-30,RJ1,PT,1,,\n,,,,,\n\n{HEADER},,\n\
         2018-09-30,RJ1,PT,2,,\n\nSource: NHS England\n\"Note: figures are, mostly, rounded\",,,,,\nNotes: one, two, three\n\
         Note: one, two, three, four, five, six, seven, eight\n\u{feff}{HEADER},,\n"
    );
    let (report, rows) = read_text(Kind::Workforce, &text);
    assert_eq!(rows, ["5: RJ1 PT 2018-09-30 NotGiven no band 1", "9: RJ1 PT 2018-09-30 NotGiven no band 2"]);
    assert_eq!(ignored(&report), ["title line 2", "note 4", "repeated header 2"]);
    assert_eq!(counts(&report), [10, 2, 0, 8]);
}

#[test]
fn a_quote_that_never_closes_refuses_the_file_and_names_its_line() {
    let message = refused(
        Kind::Workforce,
        &format!("{HEADER}\n2018-09-30,RJ1,PT,1\n2018-09-30,\"RJ1,PT,1\n2018-09-30,RJ1,PT,1\n"),
    );
    assert_eq!(message, "file.csv: line 3: the quote opened on this line never closes; close it or take it out");
    let message = refused(Kind::Workforce, &format!("\"{HEADER}\n2018-09-30,RJ1,PT,1\n"));
    assert_eq!(message, "file.csv: line 1: the quote opened on this line never closes; close it or take it out");
}

#[test]
fn line_ends_inside_quotes_do_not_shift_the_line_numbers() {
    let text =
        "period,org_code,\"org\nname\",profession,fte\n2018-09-30,RJ1,\"two\r\nlines\",PT,1\n2018-09-30,RJ1,,PT,bad\n";
    let (report, rows) = read_text(Kind::Workforce, text);
    assert_eq!(rows, ["3: RJ1 PT 2018-09-30 NotGiven no band 1"]);
    assert_eq!(rejections(&report), ["5 fte bad: not-a-number"]);
}

#[test]
fn personal_data_is_left_out_and_its_columns_are_named() {
    let text =
        "period,Name,E-mail,org_code,profession,fte,shoe size\n2018-09-30,Jo Bloggs,jo@example.org,RJ1,PT,bad,41\n";
    let (report, _) = read_text(Kind::Workforce, text);
    assert_eq!(
        finding(&report, "personal-data"),
        "personal data is left out, neither stored nor shown: Name and E-mail"
    );
    assert_eq!(finding(&report, "unmapped-columns"), "columns not used: shoe size");
    let json = report.to_json().to_string();
    assert!(!json.contains("Bloggs") && !json.contains("jo@") && !json.contains("41\""), "{json}");
}

#[test]
fn duplicate_and_blank_headers_are_said() {
    let (report, rows) =
        read_text(Kind::Workforce, "period,,org_code,profession,FTE,fte,,\n2018-09-30,x,RJ1,PT,1,2,,\n");
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1"]);
    assert_eq!(finding(&report, "blank-header"), "1 column without a header left out: 2");
    assert!(
        finding(&report, "duplicate-column")
            .starts_with("fte (column 6) means the same as FTE (column 5), which is read")
    );
}

#[test]
fn the_wrong_kind_of_file_is_refused_in_one_sentence() {
    let text =
        "DATE,NHSE_REGION_CODE,ORG_CODE,ORG_NAME,FTE_DAYS_LOST,FTE_DAYS_AVAILABLE\n30/04/2024,Y56,RJ1,Guy's,1,2\n";
    assert_eq!(
        refused(Kind::Workforce, text),
        "file.csv: line 1: not a workforce file: no FTE column (FTE_DAYS_LOST is not FTE) and no profession column; \
         choose the NHS Workforce Statistics \"staff excluding medical\" file or name the columns period, org_code, profession, fte"
    );
    assert_eq!(
        refused(Kind::Placements, &format!("{HEADER}\n2018-09-30,RJ1,PT,1\n")),
        "file.csv: line 1: not a placement file: no column of activity; it reads as a workforce file: load it as one"
    );
    assert!(
        refused(Kind::Workforce, "1,2\n3,4\n")
            .contains("no date column, no organisation code column, no FTE column and no profession column")
    );
}

#[test]
fn a_header_alone_is_a_valid_file_of_no_rows() {
    for text in [HEADER.to_owned(), format!("{HEADER}\n"), format!("{HEADER}\n,,,\n")] {
        assert_eq!(counts(&read_text(Kind::Workforce, &text).0), [0, 0, 0, 0]);
    }
}

#[test]
fn empty_files_folders_workbooks_and_missing_files_are_refused() {
    for text in ["", "\u{feff}", " \n\r\n\t\n"] {
        assert_eq!(refused(Kind::Workforce, text), "file.csv: is empty; choose a file with a header row");
    }
    assert!(refused(Kind::Workforce, "PK\u{3}\u{4}....").contains("is a damaged workbook or archive; open it, save"));
    assert!(refused(Kind::Workforce, "a\0b").contains("is not a text file"));
    let folder = tempfile::tempdir().unwrap();
    let refusal = |path: &std::path::Path| {
        let result = read_path(path, Kind::Workforce, &mut Rows::default(), &mut |_| ControlFlow::Continue(()));
        result.unwrap_err().to_string()
    };
    assert!(refusal(folder.path()).ends_with(": is a folder; choose a file inside it"));
    assert_eq!(refusal(&folder.path().join("no.csv")), "no.csv: not found; check the name and the folder");
}

#[test]
fn a_quote_that_swallows_rows_credits_nobody_with_anothers_staff() {
    let csv = "period,org_code,org_name,profession,fte\n\
        2018-09-30,AAA,\"Alpha,PT,10\n2018-09-30,BBB,\"Beta,PT,20\n2018-09-30,DDD,Delta,PT,40\n";
    let (report, rows) = read_text(Kind::Workforce, csv);
    assert_eq!((report.used.rows, report.rejected.rows), (1, 1));
    assert_eq!(rows.len(), 1);
    assert_eq!((report.rejected_rows[0].line, report.rejected_rows[0].reason.code()), (2, "swallowed-row"));
}

#[test]
fn a_text_of_several_lines_with_many_commas_is_told_from_swallowed_rows() {
    let own = "period,org_code,org_name,profession,fte,note\n";
    let read = |text: &str| {
        let (report, _) = read_text(Kind::Workforce, &format!("{own}{text}2018-09-30,ZZZ,Last,PT,1,\n"));
        let swallowed = report.rejected_rows.iter().filter(|row| row.reason.code() == "swallowed-row").count();
        (report.used.rows, report.rejected.rows, swallowed)
    };
    for text in [
        // An address, and notes with commas, a number or a town with the name of a profession.
        "2018-09-30,AAA,\"Alpha, 12 High Street, Floor 2,\nAnytown, Surrey, UK, SW1A 1AA\",PT,10,x\n",
        "2018-09-30,AAA,\"Alpha, East, West,\r\nNorth, South, and the rest of it\",PT,10,x\r\n",
        "2018-09-30,AAA,Alpha,PT,10,\"covers stroke, falls, MSK, and frailty,\nand, since May, 2 wards, 1 clinic\"\n",
        "2018-09-30,AAA,Alpha,PT,10,\"a, b, c,\n\nd, e, physiotherapy, f\"\n",
    ] {
        assert_eq!(read(text), (2, 0, 0), "{text}");
    }
    for text in [
        // A quote left open in a name, in the first cell, before two rows, and before rows that are bad themselves.
        "2018-09-30,AAA,\"Alpha,PT,10,x\n2018-09-30,BBB,\"Beta\",PT,20,y\n",
        "\"2018-09-30,AAA,Alpha,PT,10,x\n\"2018-09-30\",BBB,Beta,PT,20,y\n",
        "2018-09-30,AAA,Alpha,PT,10,\"x\n2018-09-30,BBB,Beta,PT,20,y\n2018-09-30,CCC,Ceta,PT,20,\"z\"\n",
        "2018-09-30,AAA,Alpha,PT,10,\"x\nbad,BB8,Beta,Nursing,n/a,y\nbad,CCC,Ceta,Nursing,1,\"z\"\n",
        "2018-09-30,AAA,Alpha,PT,10,\"x\nbad,RAL,Beta,Nursing,n/a,y\nbad,C C,Ceta,Nursing,n/a,\"z\"\n",
        "2018-09-30,AAA,Alpha,PT,10,\"x\rbad,B B,Beta,OT,n/a,y\rbad,CCC,Ceta,Nursing,n/a,\"z\"\r",
    ] {
        assert_eq!(read(text), (1, 1, 1), "{text}");
    }
}

#[test]
fn an_organisation_called_source_is_no_note() {
    let csv = "org_name,org_code,period,profession,fte\nSource Therapy CIC,AAA,2018-09-30,PT,NaN\n";
    let (report, _) = read_text(Kind::Workforce, csv);
    assert_eq!((report.rejected.rows, report.rows_ignored()), (1, 0));
}

#[test]
fn a_header_longer_than_what_is_looked_at_is_refused_and_never_cut() {
    let with = |columns: usize, before: &str| {
        let more: String = (0..columns).map(|n| format!(",\"one more column, {n:05}\"")).collect();
        format!("{before}{HEADER}{more}\n{}", "2018-09-30,RJ1,PT,1\n".repeat(20_000))
    };
    assert_eq!(read_text(Kind::Workforce, &with(2_500, "")).0.used.rows, 20_000);
    for (before, line) in [("", 1), ("Staff in post\n\n", 3)] {
        let text = with(3_000, before);
        let said = format!(
            "file.csv: line {line}: this row is longer than 64 KiB, so that no header can be found; \
             take out the columns that are not needed, or close a quote that was left open"
        );
        for kind in [Kind::Workforce, Kind::Organisations] {
            assert_eq!(refused(kind, &text), said);
        }
        assert_eq!(inspect("file.csv", text.as_bytes(), &Mapping::default()).unwrap().problem, Some(said.clone()));
        assert_eq!(guess_kind("file.csv", text.as_bytes()).unwrap_err().to_string(), said);
    }
    let open = format!("{HEADER},\"notes\n{}", "2018-09-30,RJ1,PT,1\n".repeat(20_000));
    assert!(refused(Kind::Workforce, &open).contains("line 1: the quote opened on this line never closes"));
}
