//! Encodings, marks, delimiters, quotes, line ends.

use super::*;

#[test]
fn texts_in_every_form() {
    check(&[
        ("LF", W, "~2018-09-30,RJ1,PT,1\n2018-09-30,RJ2,PT,2\n", "", [2, 2, 0, 0], "3 fte", &[]),
        ("no line end at the end", W, "~2018-09-30,RJ1,PT,1", "", [1, 1, 0, 0], "1 fte", &[]),
        ("CRLF", W, "period,org_code,profession,fte\r\n2018-09-30,RJ1,PT,1\r\n", "", [1, 1, 0, 0], "1 fte", &[]),
        (
            "CR only",
            W,
            "period,org_code,profession,fte\r2018-09-30,RJ1,PT,1\r2018-09-30,RJ1,PT,x\r",
            "",
            [2, 1, 1, 0],
            "1 fte",
            &["3 fte x: not-a-number"],
        ),
        (
            "mixed line ends",
            W,
            "period,org_code,profession,fte\r\n2018-09-30,RJ1,PT,1\r2018-09-30,RJ2,PT,1\n2018-09-30,RJ3,PT,x",
            "",
            [3, 2, 1, 0],
            "2 fte",
            &["4 fte x: not-a-number"],
        ),
        ("a mark", W, "\u{feff}period,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n", "", [1, 1, 0, 0], "1 fte", &[]),
        (
            "a doubled mark",
            W,
            "\u{feff}\u{feff}period,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a mark in the middle, where files were put together",
            W,
            "~\u{feff}2018-09-30,RJ1,PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "semicolons",
            W,
            "period;org_code;profession;fte\n2018-09-30;RJ1;PT;1.5\n",
            "",
            [1, 1, 0, 0],
            "1.5 fte",
            &["delimiter"],
        ),
        (
            "semicolons and decimal commas",
            W,
            "period;org_code;profession;fte\n2018-09-30;RJ1;PT;1,5\n",
            r#"{"decimal_mark":"comma"}"#,
            [1, 1, 0, 0],
            "1.5 fte",
            &["delimiter"],
        ),
        (
            "decimal commas that nobody spoke of",
            W,
            "period;org_code;profession;fte\n2018-09-30;RJ1;PT;1,5\n",
            "",
            [1, 0, 1, 0],
            "",
            &["2 fte 1,5: misplaced-comma", "delimiter"],
        ),
        (
            "tabs",
            W,
            "period\torg_code\tprofession\tfte\n2018-09-30\tRJ1\tPT\t1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["delimiter"],
        ),
        (
            "vertical bars",
            W,
            "period|org_code|profession|fte\n2018-09-30|RJ1|PT|1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["delimiter"],
        ),
        (
            "carets, as chosen",
            W,
            "period^org_code^profession^fte\n2018-09-30^RJ1^PT^1\n",
            r#"{"delimiter":"^"}"#,
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a title with other delimiters",
            W,
            "a;b;c;d;e;f\nperiod,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n",
            "",
            [2, 1, 0, 1],
            "1 fte",
            &["title line 1"],
        ),
        (
            "all cells quoted",
            W,
            "\"period\",\"org_code\",\"profession\",\"fte\"\n\"2018-09-30\",\"RJ1\",\"PT\",\"1\"\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a quoted line end",
            W,
            "period,org_code,org_name,profession,fte\n2018-09-30,RJ1,\"Guy's\nLondon\",PT,1\n2018-09-30,RJ1,x,PT,bad\n",
            "",
            [2, 1, 1, 0],
            "1 fte",
            &["4 fte bad: not-a-number"],
        ),
        (
            "a quoted CRLF counts as one line",
            W,
            "period,org_code,org_name,profession,fte\n2018-09-30,RJ1,\"Guy's\r\nLondon\",PT,1\n2018-09-30,RJ1,x,PT,bad\n",
            "",
            [2, 1, 1, 0],
            "1 fte",
            &["4 fte bad: not-a-number"],
        ),
        (
            "doubled quotes",
            W,
            "period,org_code,org_name,profession,fte\n2018-09-30,RJ1,\"The \"\"Royal\"\"\",PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a quoted delimiter",
            W,
            "period,org_code,org_name,profession,fte\n2018-09-30,RJ1,\"Guy's, London\",PT,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
        (
            "a quote inside a cell is a letter",
            W,
            "~2018-09-30,RJ1,PT,1\n2018-09-30,R\"J2,PT,1\n",
            "",
            [2, 2, 0, 0],
            "2 fte",
            &[],
        ),
        (
            "a delimiter that should have been quoted",
            W,
            "~2018-09-30,RJ1,PT,1,234.5\n",
            "",
            [1, 0, 1, 0],
            "",
            &["2  : too-many-cells"],
        ),
        ("a row that is cut short", W, "~2018-09-30,RJ1\n", "", [1, 0, 1, 0], "", &["2 profession : no-profession"]),
        ("blanks around cells", W, "~ 2018-09-30 , RJ1 , PT , 1 \n", "", [1, 1, 0, 0], "1 fte", &[]),
        (
            "no-break blanks around cells",
            W,
            "~\u{a0}2018-09-30\u{a0},\u{a0}RJ1,PT\u{a0},1\u{a0}\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &[],
        ),
    ]);
}

#[test]
fn encodings_by_their_bytes_and_as_chosen() {
    let text = "period,org_code,org_name,profession,fte\n2018-09-30,RJ1,Café,PT,1\n";
    let windows: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let units = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let marked = |mark: &[u8], to| [mark.to_vec(), units(to)].concat();
    for (bytes, mapping, encoding, says) in [
        (text.as_bytes().to_vec(), "", "UTF-8", vec![]),
        (windows.clone(), "", "Windows-1252", vec!["encoding-fallback"]),
        (windows.clone(), r#"{"encoding":"windows-1252"}"#, "Windows-1252", vec![]),
        (windows, r#"{"encoding":"utf-8"}"#, "UTF-8", vec!["stray-bytes"]),
        (marked(&[0xFF, 0xFE], u16::to_le_bytes), "", "UTF-16LE", vec![]),
        (marked(&[0xFE, 0xFF], u16::to_be_bytes), "", "UTF-16BE", vec![]),
        (units(u16::to_le_bytes), r#"{"encoding":"utf-16le"}"#, "UTF-16LE", vec![]),
        (units(u16::to_be_bytes), r#"{"encoding":"utf-16be"}"#, "UTF-16BE", vec![]),
    ] {
        let (report, _) = read_mapped(W, &bytes, mapping).unwrap();
        assert_eq!((counts(&report), report.form.encoding()), ([1, 1, 0, 0], encoding));
        assert_eq!(said(&report), says, "{encoding} {mapping}");
    }
}

#[test]
fn files_that_are_no_table_are_refused() {
    check_refused(&[
        ("empty", W, "", "", "is empty"),
        ("blanks", W, " \r\n\t\n", "", "is empty"),
        (
            "a quote that never closes",
            W,
            "~2018-09-30,RJ1,PT,1\n2018-09-30,\"RJ1,PT,1\n",
            "",
            "line 3: the quote opened",
        ),
        ("UTF-16 without its mark", W, "p\0e\0r\0", "", "is not a text file"),
        ("a picture", W, "\u{89}PNG\r\n\u{1a}\n\0\0", "", "is not a text file"),
        ("a PDF", W, "%PDF-1.7\n", "", "is not a text file"),
        ("an archive cut off", W, "PK\u{3}\u{4}xxxx", "", "is a damaged workbook or archive"),
        ("an empty archive", W, "PK\u{5}\u{6}", "", "is a damaged workbook or archive"),
    ]);
    let old = [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 600]].concat();
    let message = read_mapped(W, &old, "").unwrap_err();
    assert!(message.contains("is an old workbook (.xls), or one with a password; open it, save"), "{message}");
}

#[test]
fn a_quote_left_open_in_the_header_is_what_is_said_and_its_line() {
    let rows = "2018-09-30,RJ1,PT,1\n".repeat(6_000);
    let quoted = "2018-09-30,\"RJ1\",PT,1\n".repeat(6_000);
    for (header, line) in [
        ("period,\"org_code,profession,fte", 1),
        ("\"period,org_code,profession,fte", 1),
        ("period,org_code,profession,\"fte", 1),
        ("Staff in post, all\nperiod,org_code,\"profession,fte", 2),
        ("NHS,\"Staff in post\nperiod,org_code,profession,fte", 1),
    ] {
        for rows in [&rows[..], &quoted[..], &rows[..200], &quoted[..220]] {
            let message = refused(W, &format!("{header}\n{rows}"));
            let said =
                format!("file.csv: line {line}: the quote opened on this line never closes; close it or take it out");
            assert_eq!(message, said, "{header}");
            let seen = crate::import::inspect("file.csv", format!("{header}\n{rows}").as_bytes(), &Mapping::default());
            assert_eq!(seen.unwrap().problem.unwrap(), said, "{header}");
        }
    }
    // A header cell of two lines that closes is none, whatever its first line would mean alone.
    for row in ["2018-09-30,RJ1,G,X,PT,1", "\"2018-09-30\",\"RJ1\",G,X,PT,1"] {
        for (last, said) in
            [("\"fte\n(whole)\"", "fte (whole)"), ("\"FTE\r\n(\"\"all\"\", whole)\"", "FTE (\"all\", whole)")]
        {
            let message = refused(W, &format!("period,org_code,org_name,profession,{last}\n{row}\n"));
            assert!(message.contains(&format!("no FTE column ({said} is not FTE)")), "{message}");
        }
    }
    // A quoted title of several lines is none, whatever else is missing.
    let message = refused(W, "\"Staff in post\nSeptember, 2018\"\nperiod,org_code,fte\n");
    assert!(message.contains("no profession column"), "{message}");
}

#[test]
fn a_byte_that_no_text_has_refuses_the_file_wherever_it_stands() {
    let rows = "2018-09-30,RJ1,PT,1\n".repeat(5_000);
    let text = format!("period,org_code,profession,fte\n{rows}2018-09-30,RJ1,\0PT,1\n");
    assert_eq!(
        refused(W, &text),
        "file.csv: line 5002: holds a NUL byte, which no text has; save it as CSV in UTF-8 and choose that"
    );
    assert_eq!(
        refused(W, "period,org_code\0,profession,fte\n"),
        "file.csv: is not a text file; save it as CSV in UTF-8 and choose that"
    );
}
