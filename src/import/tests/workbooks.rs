//! Workbooks as programs write them, and as nobody should.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::cases::{W, read_mapped};
use super::made::{self, smallest, texts};
use super::*;
use crate::import::inspect;

const HEADER: [&str; 4] = ["period", "org_code", "profession", "fte"];

fn saved(mut book: Workbook) -> Vec<u8> {
    book.save_to_buffer().unwrap()
}

fn read_book(bytes: &[u8]) -> (DataReport, Vec<String>) {
    read_mapped(W, bytes, "").unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_sheet_is_read_like_a_text() {
    let (mut book, date) = (Workbook::new(), Format::new().set_num_format("dd/mm/yyyy"));
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Staff in post").unwrap();
    for (column, name) in ["period", "org_code", "profession", "band", "fte", "Surname"].into_iter().enumerate() {
        sheet.write(3, u16::try_from(column).unwrap(), name).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2017, 9, 30).unwrap();
    for (row, fte) in [(4, 0.1 + 0.2), (5, 1234.5)] {
        sheet.write_with_format(row, 0, &day, &date).unwrap();
        sheet.write(row, 1, "RJ1").unwrap();
        sheet.write(row, 2, "Physiotherapy").unwrap();
        sheet.write(row, 3, 6).unwrap();
        sheet.write(row, 4, fte).unwrap();
    }
    sheet.write(8, 0, 43008).unwrap();
    sheet.write(8, 1, "RJ2").unwrap();
    sheet.write(8, 2, "PT").unwrap();
    sheet.write(8, 4, Formula::new("=1/0").set_result("#N/A")).unwrap();
    sheet.write(9, 0, "2018-09-30").unwrap();
    sheet.write(9, 1, "RJ2").unwrap();
    sheet.write(9, 2, "PT").unwrap();
    sheet.write(9, 4, "4.70E-02").unwrap();
    sheet.write(10, 0, "Source: ESR").unwrap();
    let bytes = saved(book);
    let (report, rows) = read_book(&bytes);
    assert_eq!(
        rows,
        [
            "5: RJ1 PT 2017-09-30 NotGiven Band 6 0.3",
            "6: RJ1 PT 2017-09-30 NotGiven Band 6 1234.5",
            "9: RJ2 PT 2017-09-30 NotGiven no band missing",
            "10: RJ2 PT 2018-09-30 NotGiven no band 0.047",
        ]
    );
    assert_eq!(counts(&report), [6, 3, 0, 3]);
    assert_eq!(ignored(&report), ["title line 1", "note 1", "missing value 1"]);
    assert_eq!(codes(&report), ["personal-data", "no-staff-group"]);
    assert_eq!(
        (report.form.encoding(), report.form.sheet(), report.bytes),
        ("xlsx", Some("Sheet1"), bytes.len() as u64)
    );
    assert_eq!(report.to_json()["sheet"], "Sheet1");
}

#[test]
fn the_sheet_with_the_right_columns_is_read_and_another_can_be_chosen() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap().write(0, 0, "About this file").unwrap();
    for (name, org, hidden) in [("Old", "RJ0", true), ("This year", "RJ1", false), ("Last year", "RJ2", false)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(hidden);
        sheet.write_row(0, 0, HEADER).unwrap();
        sheet.write_row(1, 0, ["2018-09-30", org, "PT", "1"]).unwrap();
    }
    let bytes = saved(book);
    let (report, rows) = read_book(&bytes);
    assert_eq!(rows, ["2: RJ1 PT 2018-09-30 NotGiven no band 1"]);
    assert_eq!(finding(&report, "several-sheets"), "the sheet \"This year\" is read; Last year could be read too");
    let (report, rows) = read_mapped(W, &bytes, r#"{"sheet":"Old"}"#).unwrap();
    assert_eq!((rows.len(), finding(&report, "several-sheets")), (1, ""));
    assert!(rows[0].contains("RJ0"));
    let refusal = read_mapped(W, &bytes, r#"{"sheet":"Next year"}"#).unwrap_err();
    assert_eq!(
        refusal,
        "file.csv: has no sheet \"Next year\"; choose one of \"Cover\", \"Old\", \"This year\" and \"Last year\""
    );
    assert!(read_mapped(W, &bytes, r#"{"sheet":"Cover"}"#).unwrap_err().contains("not a workforce file"));
    let inspection = inspect("book.xlsx", &bytes[..], &Default::default()).unwrap();
    assert_eq!(inspection.sheets.len(), 4);
    assert_eq!(inspection.sheet.unwrap().value, "This year");
}

/// What is shown before an import is what the import reads, whichever sheet has more columns.
#[test]
fn the_sheet_that_is_shown_is_the_sheet_that_is_read() {
    let codes: &[&str] = &["org_code", "org_name"];
    let few: &[&str] = &["period", "org_code", "profession", "fte"];
    let many: &[&str] = &["period", "org_code", "profession", "fte", "band", "level", "team"];
    let notes: &[&str] = &["About", "this file"];
    for (sheets, shown) in [
        (vec![("Few", few), ("Many", many)], "Few"),
        (vec![("Many", many), ("Few", few)], "Many"),
        (vec![("Codes", codes), ("Notes", notes), ("Few", few), ("Many", many)], "Few"),
        (vec![("Notes", notes), ("Codes", codes)], "Codes"),
        (vec![("Half", &few[..2]), ("More", &few[..3])], "More"),
    ] {
        let mut book = Workbook::new();
        for (name, header) in &sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).unwrap();
            sheet.write_row(0, 0, header.iter().copied()).unwrap();
            let row = ["2018-09-30", "RJ1", "PT", "1", "6", "Therapist", "MSK"];
            sheet.write_row(1, 0, row[..header.len()].iter().copied()).unwrap();
        }
        let bytes = saved(book);
        let inspection = inspect("book.xlsx", &bytes[..], &Default::default()).unwrap();
        assert_eq!(inspection.sheet.as_ref().map(|sheet| sheet.value.as_str()), Some(shown), "{sheets:?}");
        let kind = inspection.kind.as_ref().unwrap().value;
        match read_mapped(kind, &bytes, "{}") {
            Ok((report, _)) => assert_eq!(report.form.sheet(), Some(shown), "{sheets:?}"),
            Err(refusal) => assert_eq!(inspection.problem, Some(refusal.replace("file.csv", "book.xlsx"))),
        }
    }
}

#[test]
fn both_epochs_give_the_same_day() {
    let styles: (&str, &[u8]) = (
        "xl/styles.xml",
        br#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    );
    for (properties, serial) in [("", 43008), (r#"<workbookPr date1904="1"/>"#, 41546)] {
        for style in ["", r#" s="1""#] {
            let rows = texts(1, &HEADER)
                + &format!(r#"<row r="2"><c r="A2"{style}><v>{serial}</v></c>"#)
                + r#"<c r="B2" t="inlineStr"><is><t>RJ1</t></is></c><c r="C2" t="inlineStr"><is><t>PT</t></is></c><c r="D2"><v>1</v></c></row>"#;
            let (_, rows) = read_book(&made::xlsx_with(properties, &rows, &[styles]));
            assert_eq!(rows, ["2: RJ1 PT 2017-09-30 NotGiven no band 1"], "{properties} {style}");
        }
    }
}

/// 7:30 is 0.3125 days: read as a number it would be a third of an hour.
#[test]
fn hours_shown_as_times_are_rejected_and_not_misread() {
    let (mut book, time) = (Workbook::new(), Format::new().set_num_format("[h]:mm"));
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["academic_year", "org_code", "profession", "hours"]).unwrap();
    for (row, format) in [(1, &time), (2, &Format::new().set_num_format("hh:mm"))] {
        sheet.write_row(row, 0, ["2018/19", "RJ1", "PT"]).unwrap();
        sheet.write_with_format(row, 3, if row == 1 { 1.5 } else { 0.3125 }, format).unwrap();
    }
    let (report, _) = read_mapped(Kind::Placements, &saved(book), "").unwrap();
    assert_eq!(rejections(&report), ["2 hours 36:00: not-a-number", "3 hours 7:30: not-a-number"]);
}

#[test]
fn decimal_commas_concern_texts_and_not_numbers() {
    let rows = texts(1, &HEADER)
        + r#"<row r="2"><c r="A2" t="inlineStr"><is><t>2018-09-30</t></is></c><c r="B2" t="inlineStr"><is><t>RJ1</t></is></c><c r="C2" t="inlineStr"><is><t>PT</t></is></c><c r="D2"><v>0.5</v></c></row>"#
        + &texts(3, &["2018-09-30", "RJ2", "PT", "0,25"]);
    let (report, _) = read_mapped(W, &made::xlsx(&rows), r#"{"decimal_mark":"comma"}"#).unwrap();
    assert_eq!(report.fte_total(), "0.75");
}

#[test]
fn an_open_document_is_read_like_a_text() {
    let number = |n: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{n}"><text:p>shown</text:p></table:table-cell>"#
        )
    };
    let date = r#"<table:table-cell office:value-type="date" office:date-value="2017-09-30"><text:p>30/09/17</text:p></table:table-cell>"#;
    let noted = r#"<table:table-cell office:value-type="string"><office:annotation><text:p>a note on it</text:p></office:annotation><text:p>R&amp;D<text:s text:c="3"/>&#x54;eam</text:p></table:table-cell>"#;
    let blanks = r#"<table:table-cell table:number-columns-repeated="16380"/>"#;
    let rows = made::row("", &["Staff in post", blanks])
        + &made::row(
            r#"table:number-rows-repeated="2""#,
            &[r#"<table:table-cell table:number-columns-repeated="16384"/>"#],
        )
        + &made::row("", &["period", "org_code", "profession", "team", "fte"])
        + &made::row("", &[date, "RJ1", "PT", noted, &number("0.30000000000000004"), blanks])
        + &made::row(r#"table:number-rows-repeated="3""#, &[date, "RJ2", "PT", "<table:table-cell/>", &number("2")])
        + &made::row("", &[date, "RJ3", "PT", "", &number("4.70E-02")])
        + &made::row(
            r#"table:number-rows-repeated="1048560""#,
            &[r#"<table:table-cell table:number-columns-repeated="16384"/>"#],
        );
    let cover = made::table("Cover", &made::row("", &["About"]));
    let bytes = made::ods(&(cover + &made::table("Staff", &rows)));
    let (report, rows) = read_book(&bytes);
    assert_eq!(
        rows,
        [
            "5: RJ1 PT 2017-09-30 NotGiven no band 0.3",
            "6: RJ2 PT 2017-09-30 NotGiven no band 2",
            "7: RJ2 PT 2017-09-30 NotGiven no band 2",
            "8: RJ2 PT 2017-09-30 NotGiven no band 2",
            "9: RJ3 PT 2017-09-30 NotGiven no band 0.047",
        ]
    );
    assert_eq!((report.form.encoding(), report.form.sheet()), ("ods", Some("Staff")));
    let inspection = inspect("book.ods", &bytes[..], &Default::default()).unwrap();
    let team = inspection.columns.iter().find(|column| column.header == "team").unwrap();
    assert_eq!(team.samples, ["R&D Team"]);
}

#[test]
fn a_small_file_that_promises_much_is_read_cheaply_or_refused() {
    let far = smallest() + r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let (report, _) = read_book(&made::xlsx(&far));
    assert_eq!((counts(&report), rejections(&report)), ([2, 1, 1, 0], vec!["1048576  : too-many-cells".to_owned()]));
    let refused = |bytes: &[u8]| read_mapped(W, bytes, "").map(|(report, _)| report.line()).unwrap_err();

    let texts_promised = br#"<sst uniqueCount="99999999999"></sst>"#;
    let message = refused(&made::xlsx_with("", &smallest(), &[("xl/sharedStrings.xml", texts_promised)]));
    assert!(message.contains("is a damaged workbook; open it"), "{message}");

    let many = |n: u64| {
        format!(r#"<table:table-cell table:number-columns-repeated="{n}" office:value-type="float" office:value="1"/>"#)
    };
    for n in [20_000, u64::MAX] {
        let message = refused(&made::ods(&made::table("Staff", &made::row("", &[&many(n)]))));
        assert!(message.contains("out of order") || message.contains("more cells"), "{message}");
    }
    let often = r#"table:number-rows-repeated="99999999999""#;
    let message = refused(&made::ods(&made::table("Staff", &made::row(often, &["x"]))));
    assert!(message.contains("is a damaged workbook"), "{message}");
    let full = r#"table:number-rows-repeated="1000000""#;
    let header = made::row("", &HEADER);
    let message = refused(&made::ods(&made::table("Staff", &(header + &made::row(full, &[&many(16_000)])))));
    assert!(message.contains("more cells than a table can have"), "{message}");
}

#[test]
fn archives_that_unpack_to_too_much_are_refused_before_they_are_held() {
    let refused = |bytes: &[u8]| read_mapped(W, bytes, "").map(|(report, _)| report.line()).unwrap_err();
    let bomb = made::xlsx_with("", &smallest(), &[("xl/sharedStrings.xml", &vec![b'<'; 5 * 1024 * 1024])]);
    assert!(bomb.len() < 64 * 1024);
    assert!(refused(&bomb).contains("texts and pictures come to more than 4 MiB"));
    let cell = made::xlsx(&(smallest() + &texts(3, &["a".repeat(2 * 1024 * 1024).as_str()])));
    assert!(refused(&cell).contains("a cell of more than 1 MiB"));
    let parts: Vec<String> = (0..10_001).map(|n| format!("p{n}")).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(&made::archive(&parts)).contains("is an archive of 10001 parts"));
}

#[test]
fn what_is_no_workbook_of_ours_is_refused_by_its_name() {
    let refused = |bytes: &[u8]| read_mapped(W, bytes, "").map(|(report, _)| report.line()).unwrap_err();
    assert!(refused(&made::archive(&[("staff.csv", b"period,org_code\n")])).contains("is an archive, not a workbook"));
    assert!(refused(&made::archive(&[("xl/workbook.bin", b"x")])).contains("is a binary workbook (.xlsb)"));
    let locked = made::archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"),
        ("content.xml", b"xx"),
    ]);
    assert!(refused(&locked).contains("with a password"));
    assert!(
        refused(&saved({
            let mut book = Workbook::new();
            book.add_worksheet();
            book
        }))
        .contains("is empty")
    );
    for rows in [
        texts(2, &HEADER) + &texts(1, &["x"]),
        r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#.to_owned(),
    ] {
        assert!(refused(&made::xlsx(&rows)).contains("out of order"));
    }
    let cut = smallest().replace("</row>", "");
    assert!(read_mapped(W, &made::xlsx(&format!("{cut}<row")), "").is_err());
}

#[test]
fn many_rows_are_read_and_reading_can_be_cancelled() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).unwrap();
    for row in 1..=10_000 {
        sheet.write_row(row, 0, ["2018-09-30", "RJ1", "PT", "0.5"]).unwrap();
    }
    let bytes = saved(book);
    let (report, _) = read_book(&bytes);
    assert_eq!((report.used.rows, report.fte_total()), (10_000, "5000".to_owned()));
    let mut seen = Vec::new();
    let result = read("f", &bytes[..], None, W, &mut Rows::default(), &mut |progress| {
        seen.push((progress.rows, progress.bytes));
        if seen.len() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(result, Err(ReadError::Cancelled)));
    assert!(seen[0].1 > 0 && seen[0].1 < seen[1].1 && seen[1].1 < bytes.len() as u64, "{seen:?}");
}
