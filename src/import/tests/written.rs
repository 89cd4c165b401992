//! Properties: a table that is written in any form reads back as the same rows; no row is lost.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::cases::{W, read_mapped};
use super::*;
use crate::import::{Encoding, Mapping};

/// How a table is written.
#[derive(Clone, Debug)]
struct Form {
    encoding: Encoding,
    marks: usize,
    delimiter: char,
    end: &'static str,
    /// Whether every cell is quoted, or only those that must be.
    quoted: bool,
    titles: usize,
    last_end: bool,
}

fn form() -> impl Strategy<Value = Form> {
    let encodings =
        vec![Encoding::Utf8, Encoding::Utf8Bom, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];
    let ends = vec!["\n", "\r\n", "\r"];
    let delimiters = vec![',', ';', '\t', '|'];
    let selected = (prop::sample::select(encodings), prop::sample::select(delimiters), prop::sample::select(ends));
    (selected, 1..3usize, any::<bool>(), 0..3usize, any::<bool>()).prop_map(
        |((encoding, delimiter, end), marks, quoted, titles, last_end)| Form {
            encoding,
            marks,
            delimiter,
            end,
            quoted,
            titles,
            last_end,
        },
    )
}

/// A name, with letters that Windows-1252 has too, and everything that quotes are for.
fn name() -> impl Strategy<Value = String> {
    let inside = prop::collection::vec(
        prop::sample::select(vec!["a", "é", "ü", "'", "\"", ",", ";", "|", "\t", "x y", "£", "\n", "\r\n", "&", "0"]),
        0..6,
    );
    inside.prop_map(|parts| format!("N{}N", parts.concat()))
}

fn rows() -> impl Strategy<Value = Vec<[String; 5]>> {
    let codes = prop::sample::select(vec!["RJ1", "00D", "G6V2S", "8JX76", "X-A"]);
    let professions = prop::sample::select(vec!["PT", "Speech & language therapy", "005_Physiotherapy"]);
    let row = (codes, name(), professions, 0..2_000_000u32).prop_map(|(code, name, profession, thousandths)| {
        let fte = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
        ["2018-09-30".to_owned(), code.to_owned(), name, profession.to_owned(), fte]
    });
    prop::collection::vec(row, 0..12)
}

const HEADER: [&str; 5] = ["period", "org_code", "org_name", "profession", "fte"];

fn written(rows: &[[String; 5]], form: &Form) -> Vec<u8> {
    let cell = |text: &str| {
        let must = text.contains(['"', '\r', '\n', form.delimiter]);
        if must || form.quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
    };
    let line = |cells: Vec<String>| cells.join(&form.delimiter.to_string());
    let mut lines: Vec<String> = (0..form.titles).map(|n| format!("Title {n}")).collect();
    lines.push(line(HEADER.iter().map(|name| cell(name)).collect()));
    lines.extend(rows.iter().map(|row| line(row.iter().map(|text| cell(text)).collect())));
    let text = lines.join(form.end) + if form.last_end { form.end } else { "" };
    let marked = |marks: usize| format!("{}{text}", "\u{feff}".repeat(marks));
    let utf16 = |to: fn(u16) -> [u8; 2]| marked(form.marks).encode_utf16().flat_map(to).collect();
    match form.encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf8Bom => marked(form.marks).into_bytes(),
        Encoding::Utf16Le => utf16(u16::to_le_bytes),
        Encoding::Utf16Be => utf16(u16::to_be_bytes),
        Encoding::Windows1252 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
    }
}

/// Every row with its texts and exact amounts, without its line.
#[derive(Default)]
struct Told(Vec<(String, String, String, i64)>);

impl RowSink for Told {
    type Error = Infallible;
    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        let fte = row.fte.unwrap().amount().millionths();
        let (code, name) = (row.organisation.code.to_owned(), row.organisation.name.to_owned());
        self.0.push((code, name, row.profession.code().to_owned(), fte));
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

fn told(bytes: &[u8]) -> (DataReport, Vec<(String, String, String, i64)>) {
    let mut told = Told::default();
    let report = read("f", bytes, None, W, &mut told, &mut |_| ControlFlow::Continue(())).unwrap();
    (report, told.0)
}

fn expected(rows: &[[String; 5]]) -> Vec<(String, String, String, i64)> {
    let one = |[_, code, name, profession, fte]: &[String; 5]| {
        let profession = crate::model::Profession::recognise(profession).unwrap().code().to_owned();
        (code.clone(), name.clone(), profession, (fte.parse::<f64>().unwrap() * 1e6).round() as i64)
    };
    rows.iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_table_written_in_any_form_gives_the_same_rows(rows in rows(), form in form()) {
        let bytes = written(&rows, &form);
        // Letters of Windows-1252 that happen to spell UTF-8 ("é££") cannot be told from it by anyone.
        let spells_utf8 = bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
        prop_assume!(form.encoding != Encoding::Windows1252 || !spells_utf8);
        // A name of several lines with as many delimiters as a row is taken for rows, as it should be.
        let rowlike = |row: &[String; 5]| row[2].matches(form.delimiter).count() >= HEADER.len() - 1;
        prop_assume!(!rows.iter().any(rowlike));
        let (report, found) = told(&bytes);
        prop_assert_eq!(found, expected(&rows));
        prop_assert_eq!(report.rows_read(), (rows.len() + form.titles) as u64);
        let ascii = bytes.is_ascii();
        if !ascii || form.encoding != Encoding::Windows1252 {
            prop_assert_eq!(report.form.encoding(), form.encoding.word());
        }
        prop_assert_eq!(report.form.delimiter(), form.delimiter.to_string());
    }

    #[test]
    fn used_rejected_and_ignored_are_all_that_was_read(lines in prop::collection::vec(".{0,40}", 0..20), wide in any::<bool>()) {
        let header = if wide { "org_code,profession,Sep-18,Sep-19" } else { "period,org_code,profession,fte" };
        let mapping = if wide { r#"{"wide":{"of":"fte","by":"period"}}"# } else { r#"{"values":{"org_code":{}}}"# };
        let text = format!("{header}\n{}", lines.join("\n"));
        if let Ok((report, rows)) = read_mapped(W, text.as_bytes(), mapping) {
            prop_assert_eq!(report.rows_read(), report.used.rows + report.rejected.rows + report.rows_ignored());
            let missing = report.ignored.get(&crate::import::Ignored::MissingValue).map_or(0, |tally| tally.rows);
            prop_assert_eq!(rows.len() as u64, report.used.rows + missing);
            prop_assert_eq!(report.rejected.rows, report.rejected_rows.len() as u64);
        }
    }

    #[test]
    fn a_mapping_of_any_text_is_read_back_or_refused(text in ".{0,60}") {
        if let Ok(mapping) = Mapping::from_json(&text) {
            prop_assert_eq!(Mapping::from_json(&mapping.to_json()).unwrap(), mapping);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(25))]

    #[test]
    fn a_workbook_gives_the_same_rows_as_the_text(rows in rows(), numbers in any::<bool>()) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, HEADER).unwrap();
        for (index, row) in rows.iter().enumerate() {
            let line = u32::try_from(index + 1).unwrap();
            for (column, cell) in row.iter().enumerate() {
                let column = u16::try_from(column).unwrap();
                match (column, numbers) {
                    (4, true) => sheet.write(line, column, cell.parse::<f64>().unwrap()).unwrap(),
                    _ => sheet.write(line, column, cell.as_str()).unwrap(),
                };
            }
        }
        let (report, found) = told(&book.save_to_buffer().unwrap());
        // XML has one line end only.
        let text = |name: &str| name.replace("\r\n", "\n");
        let expected: Vec<_> = expected(&rows).into_iter().map(|(c, n, p, f)| (c, text(&n), p, f)).collect();
        let found: Vec<_> = found.into_iter().map(|(c, n, p, f)| (c, text(&n), p, f)).collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(report.rows_read(), rows.len() as u64);
    }
}
