//! Numbers, missing marks, what is rejected.

use super::*;

/// One row with this FTE.
fn fte(cell: &str) -> String {
    format!("~2018-09-30,RJ1,PT,{cell}\n")
}

#[test]
fn numbers_that_are_read() {
    for (cell, sum, says) in [
        ("1", "1 fte", &[][..]),
        ("4.70E-02", "0.047 fte", &[]),
        (".5", "0.5 fte", &[]),
        ("5.", "5 fte", &[]),
        ("\"1,234.5\"", "1234.5 fte", &[]),
        ("\"1,234,567\"", "", &["2 fte 1,234,567: too-large"]),
        ("1 234.5", "1234.5 fte", &[]),
        ("  7  ", "7 fte", &[]),
        ("+2", "2 fte", &[]),
        ("0", "", &[]),
        ("-0.0", "", &[]),
        ("000012.50", "12.5 fte", &[]),
        ("1000000", "1000000 fte", &[]),
        ("0.1234567", "0.123457 fte", &["decimals-rounded"]),
    ] {
        let rejected = u64::from(says.iter().any(|say| say.contains("too-large")));
        check(&[(cell, W, &fte(cell), "", [1, 1 - rejected, rejected, 0], sum, says)]);
    }
}

#[test]
fn marks_for_missing_are_never_nought() {
    for cell in ["", " ", "-", "–", "..", "*", ":", "~", "c", "C", "[c]", "[x]", "[z]", "n/a", "N/A", "#N/A"] {
        let text = format!("{}2018-09-30,RJ2,PT,1\n", fte(cell));
        check(&[(cell, W, &text, "", [2, 1, 0, 1], "1 fte", &["missing value 1"])]);
        let (_, rows) = read_mapped(W, &file(W, &text), "").unwrap();
        assert!(rows[0].ends_with("missing"), "{cell:?}: {rows:?}");
    }
}

#[test]
fn what_is_no_amount_is_rejected_with_its_reason() {
    for (cell, reason) in [
        ("(12)", "negative"),
        ("-1", "negative"),
        ("−1.5", "negative"),
        ("NaN", "not-finite"),
        ("inf", "not-finite"),
        ("-Infinity", "not-finite"),
        ("1e309", "too-large"),
        ("1000000.1", "too-large"),
        ("\"0,6\"", "misplaced-comma"),
        ("\"12,34\"", "misplaced-comma"),
        ("1.2.3", "not-a-number"),
        ("12 FTE", "not-a-number"),
        ("£5", "not-a-number"),
        ("1/2", "not-a-number"),
        ("0x10", "not-a-number"),
        ("=1+1", "not-a-number"),
        ("٣", "not-a-number"),
        ("x", "not-a-number"),
    ] {
        let said = format!("2 fte {}: {reason}", cell.trim_matches('"'));
        check(&[(cell, W, &fte(cell), "", [1, 0, 1, 0], "", &[said.as_str()])]);
    }
}

#[test]
fn decimal_commas_as_chosen() {
    let comma = r#"{"decimal_mark":"comma"}"#;
    check(&[
        ("0,6", W, &fte("\"0,6\""), comma, [1, 1, 0, 0], "0.6 fte", &[]),
        ("1.234,5", W, &fte("\"1.234,5\""), comma, [1, 1, 0, 0], "1234.5 fte", &[]),
        (
            "0.6 has a point that parts no thousands",
            W,
            &fte("0.6"),
            comma,
            [1, 0, 1, 0],
            "",
            &["2 fte 0.6: misplaced-point"],
        ),
    ]);
}

#[test]
fn parts_of_the_fte_and_vacancies() {
    let text = |row: &str| {
        format!("period,org_code,profession,fte,preceptee,leave_fte,vacancy_fte\n2018-09-30,RJ1,PT,{row}\n")
    };
    let establishment = r#"{"fte_is_establishment":true}"#;
    check(&[
        ("inside and outside", W, &text("10,2,1,3"), "", [1, 1, 0, 0], "10 fte", &[]),
        ("preceptees yes, leave no", W, &text("10,yes,no,"), "", [1, 1, 0, 0], "10 fte", &[]),
        ("more preceptees than staff", W, &text("10,12,,"), "", [1, 1, 0, 0], "10 fte", &["part-above-whole"]),
        ("a name for preceptees", W, &text("10,some,,"), "", [1, 1, 0, 0], "10 fte", &["personal-data"]),
        ("negative vacancies", W, &text("10,,,-1"), "", [1, 0, 1, 0], "", &["2 vacancy_fte -1: negative"]),
        ("vacancies come off an establishment", W, &text("10,2,1,3"), establishment, [1, 1, 0, 0], "7 fte", &[]),
        (
            "a blank vacancy takes nothing off",
            W,
            &text("10,2,1,"),
            establishment,
            [1, 1, 0, 0],
            "10 fte",
            &["vacancy-blank"],
        ),
        (
            "a suppressed vacancy leaves staff in post unknown",
            W,
            &text("10,2,1,*"),
            establishment,
            [1, 0, 0, 1],
            "",
            &["missing value 1"],
        ),
        (
            "more vacancies than posts",
            W,
            &text("10,,,11"),
            establishment,
            [1, 0, 1, 0],
            "",
            &["2 vacancy_fte 11: above-establishment"],
        ),
        (
            "an establishment without vacancies",
            W,
            "~2018-09-30,RJ1,PT,4\n",
            establishment,
            [1, 1, 0, 0],
            "4 fte",
            &["no-vacancies"],
        ),
    ]);
}
