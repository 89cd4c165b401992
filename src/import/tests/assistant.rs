//! What an assistant shows before anything is stored: the look at a file, and the survey of all of it.

use super::*;
use crate::import::{
    DateOrder, DecimalMark, Inspection, KnownOrganisation, Mapping, Meaning, RowPart, Survey, What, header_set,
    inspect, survey,
};

fn look(text: &str, mapping: &str) -> Inspection {
    inspect("file.csv", text.as_bytes(), &Mapping::from_json(mapping).unwrap()).unwrap()
}

fn survey_text(kind: Kind, text: &str, mapping: &str, known: &[KnownOrganisation]) -> Survey {
    let mapping = Mapping::from_json(mapping).unwrap();
    let what = What { name: "file.csv", size: None, kind, mapping: &mapping };
    survey(&what, text.as_bytes(), known, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn reasons(inspection: &Inspection) -> Vec<String> {
    let meaning = |meaning: Option<Meaning>| meaning.map_or("-", Meaning::word);
    let columns = inspection.columns.iter();
    columns.map(|c| format!("{} = {}: {}", c.reference, meaning(c.meaning), c.reason)).collect()
}

#[test]
fn every_guess_has_its_reason() {
    let inspection = look(
        "Staff\nDate;Org code;Area;Total FTE;FTE;Surname;;colour;team\n30/09/2017;RJ1;Physio;1,5;2;Bloggs;;red;A\n",
        "{}",
    );
    assert_eq!(inspection.kind.as_ref().unwrap().value, Kind::Workforce);
    assert_eq!(inspection.kind.as_ref().unwrap().reason, "it has every column that a workforce file needs");
    assert_eq!(
        reasons(&inspection),
        [
            "Date = period: \"Date\" is a known name for it",
            "Org code = org_code: headed as in our own layout",
            "Area = profession: \"Area\" is a known name for it",
            "Total FTE = -: means the same as FTE (column 5), which is read",
            "FTE = fte: headed as in our own layout",
            "Surname = -: personal data: left out, neither stored nor shown",
            "column 7 = -: has no header",
            "colour = -: not used: no meaning we know has this name",
            "team = team: headed as in our own layout",
        ]
    );
    assert_eq!((inspection.header_row.value, inspection.header_rows), (2, 1));
    let delimiter = inspection.delimiter.as_ref().unwrap();
    assert_eq!(
        (delimiter.value, delimiter.reason.as_str()),
        (';', "with it the header has every column that is needed")
    );
    assert_eq!(inspection.date_order.reason, "30/09/2017 is read as day, month, year");
    assert_eq!(inspection.problem, None);
    assert!(inspection.missing.is_empty() && inspection.better.is_empty());
    let parts: Vec<(u64, RowPart)> = inspection.rows.iter().map(|row| (row.line, row.part)).collect();
    assert_eq!(parts, [(1, RowPart::Title), (2, RowPart::Header), (3, RowPart::Data)]);
    assert!(!format!("{inspection:?}").contains("Bloggs"));
    assert_eq!(inspection.columns[2].samples, ["Physio"]);
}

#[test]
fn what_is_missing_is_said_and_goes_when_the_mapping_gives_it() {
    let text = "period,trust,staff\n2018-09-30,Guy's,3\n";
    let inspection = look(text, "{}");
    assert_eq!(inspection.kind.as_ref().unwrap().reason, "it comes nearest to a workforce file");
    assert_eq!(
        inspection.missing,
        ["no organisation code column (trust: a name is not a code)", "no FTE column", "no profession column"]
    );
    assert!(inspection.problem.unwrap().starts_with("file.csv: line 1: not a workforce file: no organisation code"));
    let mapping = r#"{"kind":"workforce","columns":{"fte":"staff"},"constants":{"profession":"PT","org_code":"RJ1"}}"#;
    let inspection = look(text, mapping);
    assert_eq!((inspection.missing.len(), inspection.problem), (0, None));
    assert_eq!(inspection.kind.unwrap().reason, "chosen");
}

#[test]
fn a_file_that_is_nothing_we_know_can_be_looked_at_all_the_same() {
    let inspection = look("a,b\n1,2\n", "{}");
    assert_eq!((inspection.kind, inspection.rows.len()), (None, 2));
    assert!(inspection.problem.unwrap().contains("has no header we know"));
    let inspection = look("a,b\n1,2\n", r#"{"header_row":7}"#);
    assert_eq!(inspection.header_row.reason, "the file has no such row near its start");
    assert!(inspection.problem.unwrap().contains("has no row 7 among its first 100"));
    for (text, words) in
        [("", "is empty"), ("academic_year,benchmark_rate,gap_weeks,provision_ratio\n", "is a summary")]
    {
        let error = inspect("file.csv", text.as_bytes(), &Mapping::default()).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn better_mappings_are_offered_and_then_fit() {
    let commas = look("period;org_code;profession;fte\n2018-09-30;RJ1;PT;0,6\n", "{}");
    assert_eq!(commas.better[0].reason, "0,6 looks like a number with a decimal comma");
    assert_eq!(commas.better[0].mapping.decimal_mark, DecimalMark::Comma);
    assert_eq!(commas.decimal_mark.reason, "a point unless you say otherwise, but 0,6 looks like a decimal comma");

    let american = look("period,org_code,profession,fte\n09/30/2018,RJ1,PT,1\n", "{}");
    assert_eq!(american.better[0].mapping.date_order, DateOrder::MonthFirst);
    assert_eq!(american.date_order.reason, "dates are read as day, month, year, but 09/30/2018 is none in that order");

    let text = "org_code,profession,Sep-18,Sep-19\nRJ1,PT,1,2\n";
    let wide = look(text, "{}");
    assert_eq!(wide.better[0].reason, "one column of FTE for each date: \"Sep-18\", \"Sep-19\"");
    let mapping = wide.better[0].mapping.to_json();
    let inspection = look(text, &mapping);
    assert_eq!(inspection.problem, None);
    assert_eq!(inspection.columns[3].reason, "one of several columns, for Sep-19");
    assert_eq!(survey_text(Kind::Workforce, text, &mapping, &[]).report.fte_total(), "3");
}

#[test]
fn the_key_of_the_headers_is_the_same_before_and_after() {
    let text = "Title\nperiod,org_code,profession,fte,Surname\n2018-09-30,RJ1,PT,1,x\n";
    let key = header_set(Kind::Workforce, ["period", "org_code", "profession", "fte", "Surname"]);
    assert_eq!(look(text, "{}").header_set, key);
    assert_eq!(survey_text(Kind::Workforce, text, "{}", &[]).report.header_set, key);
}

#[test]
fn a_survey_lists_what_it_does_not_understand_with_a_proposal_each() {
    let text = "period,org_code,org_name,profession,level,band,fte\n\
        2018-09-30,RJ1,Guy's,Physiotherpy,Therapist,5,1.5\n\
        2018-09-30,RJ1,Guy's,Physiotherpy,Therapist,5,2\n\
        2018-09-30,RJ1,Guy's,Nursing,Therapist,5,4\n\
        2018-09-30,RJ1,Guy's,PT,Therapst,Bnd 6,1\n\
        2018-09-30,,Guys,PT,,,8\n";
    let known = [KnownOrganisation { code: "RJ9".into(), name: "Guy's".into() }];
    let told = |known: &[KnownOrganisation]| -> Vec<String> {
        let survey = survey_text(Kind::Workforce, text, "{}", known);
        let one = |p: &crate::import::Proposal| {
            let (u, s) = (&p.unknown, p.suggestion.as_ref());
            let fte = crate::import::findings::exact(u.tally.amounts.fte);
            let suggested = s.map_or("nothing".to_owned(), |s| format!("{} ({})", s.value, s.meaning.word()));
            format!(
                "{} {}: {} rows, {fte} FTE, line {}, {}: {suggested}",
                u.meaning.word(),
                u.value,
                u.tally.rows,
                u.line,
                p.otherwise
            )
        };
        survey.unknown.iter().map(one).collect()
    };
    let expected = [
        "org_name Guys: 1 rows, 8 FTE, line 6, rejected: RJ1 (org_code)",
        "profession Nursing: 1 rows, 4 FTE, line 4, ignored: nothing",
        "profession Physiotherpy: 2 rows, 3.5 FTE, line 2, ignored: PT (profession)",
        "level Therapst: 1 rows, 1 FTE, line 5, kept as they are: therapist (level)",
        "band Bnd 6: 1 rows, 1 FTE, line 5, counted only if other bands are: 6 (band)",
    ];
    assert_eq!(told(&[]), expected);
    let with_known = told(&known);
    assert_eq!(with_known[0], "org_name Guys: 1 rows, 8 FTE, line 6, rejected: RJ9 (org_code)");
    assert_eq!(with_known[5], "org_code RJ1: 1 rows, 0 FTE, line 5, kept as they are: RJ9 (org_code)");
}

#[test]
fn taking_every_proposal_leaves_nothing_unknown() {
    let text = "academic_year,trust,profession,placement_weeks,status,learner type\n\
        2018/19,Guys,Physio team,6,canceled early,apprentis\n";
    let survey = survey_text(Kind::Placements, text, r#"{"values":{"org_code":{}}}"#, &[]);
    assert_eq!(survey.report.rejected.rows + survey.report.rows_ignored(), 1);
    let mut mapping = Mapping::default();
    for (meaning, text, value) in [
        (Meaning::OrgCode, "Guys", "RJ1"),
        (Meaning::Profession, "Physio team", "PT"),
        (Meaning::Status, "canceled early", "cancelled"),
        (Meaning::LearnerType, "apprentis", "apprentice"),
    ] {
        mapping.values.entry(meaning).or_default().insert(text.to_owned(), Some(value.to_owned()));
    }
    let after = survey_text(Kind::Placements, text, &mapping.to_json(), &[]);
    assert!(after.unknown.is_empty(), "{:?}", after.unknown);
    assert_eq!((after.report.used.rows, after.report.weeks_total()), (1, "6".to_owned()));
}
