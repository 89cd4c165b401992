use super::*;

#[test]
fn the_first_measure_with_a_value_counts() {
    let (report, rows) = read_text(
        Kind::Placements,
        "academic_year,org_code,profession,students,weeks_per_student,placement_weeks,hours,days\n\
         2018/19,RJ1,PT,2,6,12,,\n2018/19,RJ1,PT,2,6,,,\n2018/19,RJ1,PT,2,,,225,\n2018/19,RJ1,PT,,6,,,30\n2018/19,RJ1,PT,2,*,,,\n",
    );
    assert_eq!(
        rows,
        [
            "2: RJ1 PT 2018/19 pre-registration provided 12 placement weeks",
            "3: RJ1 PT 2018/19 pre-registration provided 12 placement weeks",
            "4: RJ1 PT 2018/19 pre-registration provided 225 hours",
            "5: RJ1 PT 2018/19 pre-registration provided 30 days",
            "6: RJ1 PT 2018/19 pre-registration provided missing",
        ]
    );
    assert_eq!(counts(&report), [5, 4, 0, 1]);
    let json = report.to_json();
    assert_eq!(
        (&json["weeks_total"], &json["hours_total"], &json["days_total"]),
        (&"24".into(), &"225".into(), &"30".into())
    );
}

#[test]
fn two_measures_that_differ_by_more_than_one_per_cent_are_a_finding() {
    let (report, rows) = read_text(
        Kind::Placements,
        "academic_year,org_code,profession,students,weeks_per_student,placement_weeks\n\
         2018/19,RJ1,PT,2,6,10\n2018/19,RJ1,PT,1,99,100\n2018/19,RJ1,PT,1,98.9,100\n2018/19,RJ1,PT,0,0,0\n",
    );
    assert_eq!(rows.len(), 4);
    assert_eq!(
        finding(&report, "measures-differ"),
        "2 rows with two measures of activity that differ by more than 1 % (lines 2 and 4): the first is used"
    );
}

#[test]
fn without_a_students_column_a_row_is_one_student() {
    let (report, rows) =
        read_text(Kind::Placements, "academic_year,org_code,profession,weeks_per_student\n2018/19,RJ1,PT,6\n");
    assert_eq!(rows, ["2: RJ1 PT 2018/19 pre-registration provided 6 placement weeks"]);
    assert_eq!(finding(&report, "no-students"), "no students column: each row is taken for one student");
}

#[test]
fn unknown_learner_types_and_statuses_reject_the_row() {
    let (report, rows) = read_text(
        Kind::Placements,
        "academic_year,org_code,profession,learner_type,placement_status,student weeks\n\
         2018/19,RJ1,PT,Apprentice,Offered,6\n2018/19,RJ1,PT,,,6\n2018/19,RJ1,PT,work experience,,6\n2018/19,RJ1,PT,,maybe,6\n",
    );
    assert_eq!(
        rows,
        [
            "2: RJ1 PT 2018/19 apprentice offered 6 placement weeks",
            "3: RJ1 PT 2018/19 pre-registration provided 6 placement weeks"
        ]
    );
    assert_eq!(
        rejections(&report),
        ["4 learner_type work experience: unknown-learner-type", "5 placement_status maybe: unknown-status"]
    );
    assert_eq!(report.rejected.amounts.weeks, 12_000_000);
}

#[test]
fn the_year_column_wins_over_the_start_date() {
    let (report, rows) = read_text(
        Kind::Placements,
        "academic_year,start_date,org_code,profession,placement_weeks\n\
         2018/19,2018-10-01,RJ1,PT,1\n2018/19,2019-10-01,RJ1,PT,1\n,2019-10-01,RJ1,PT,1\n2018/19,soon,RJ1,PT,1\n,,RJ1,PT,1\n",
    );
    let years: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(3).unwrap()).collect();
    assert_eq!(years, ["2018/19", "2018/19", "2019/20", "2018/19"]);
    assert_eq!(codes(&report), ["no-students", "years-differ", "date-unread"]);
    assert_eq!(rejections(&report), ["6 academic_year : no-date"]);
}

#[test]
fn a_start_date_alone_gives_the_year() {
    let (_, rows) =
        read_text(Kind::Placements, "start_date;org_code;profession;days\n31/07/2019;RJ1;OT;5\n01/08/2019;RJ1;OT;5\n");
    let years: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(3).unwrap()).collect();
    assert_eq!(years, ["2018/19", "2019/20"]);
}

#[test]
fn what_may_be_a_month_is_a_year_in_the_academic_year_column() {
    let text = "academic_year,org_code,profession,placement_weeks\n2008-09,RJ1,PT,1\n201112,RJ1,PT,1\n2018,RJ1,PT,1\n";
    let (report, rows) = read_text(Kind::Placements, text);
    let years: Vec<&str> = rows.iter().map(|row| row.split(' ').nth(3).unwrap()).collect();
    assert_eq!(years, ["2008/09", "2011/12"]);
    assert_eq!(rejections(&report), ["4 academic_year 2018: single-year"]);
}

#[test]
fn art_drama_and_music_therapy_are_one_profession() {
    let text = "academic_year,org_code,profession,placement_weeks\n2018/19,RJ1,Art therapy,1\n2018/19,RJ1,Dramatherapy,1\n2018/19,RJ1,Music Therapy,1\n";
    let (_, rows) = read_text(Kind::Placements, text);
    assert!(rows.len() == 3 && rows.iter().all(|row| row.contains(" ARTS ")));
}
