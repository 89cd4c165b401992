//! Professions, occupation codes, bands, staff groups, levels.

use super::*;

fn rows(text: &str) -> Vec<String> {
    read_mapped(W, text.as_bytes(), "").unwrap().1
}

#[test]
fn professions_by_every_name() {
    for (cell, want) in [
        ("PT", "PT"),
        ("pt", "PT"),
        ("005_Physiotherapy", "PT"),
        ("Physiotherapist", "PT"),
        ("Physiotherapist Manager", "PT"),
        ("S1E", "PT"),
        ("S1E|Therapist in Physiotherapy", "PT"),
        ("Speech & Language Therapy", "SLT"),
        ("SALT", "SLT"),
        ("Chiropody/Podiatry", "POD"),
        ("Radiography (therapeutic)", "TRAD"),
        ("Art/Music/Dramatherapy", "ARTS"),
        ("Radiographer - Diagnostic", "DRAD"),
        ("Operating theatres", "ODP"),
        ("Physios", "PT"),
        ("Speech Therapist", "SLT"),
        ("Speech & Language Therapists", "SLT"),
        ("Dietitians", "DIET"),
        ("Podiatrist/Chiropodist", "POD"),
        ("Chiropodists", "POD"),
        ("Orthoptists", "ORTH"),
        ("Radiographer (Diagnostic)", "DRAD"),
        ("Diagnostic Radiographers", "DRAD"),
        ("Radiographers - Therapeutic", "TRAD"),
        ("Therapy Radiographer", "TRAD"),
        ("Art therapist", "ARTS"),
        ("Art Therapists", "ARTS"),
        ("Art psychotherapist", "ARTS"),
        ("Art Psychotherapy", "ARTS"),
        ("Drama Therapist", "ARTS"),
        ("Dramatherapists", "ARTS"),
        ("Music therapists", "ARTS"),
        ("Arts Therapist", "ARTS"),
        ("ODPs", "ODP"),
        ("Operating Department Practitioner (ODP)", "ODP"),
        ("Ambulance Paramedics", "PARA"),
        ("Prosthetist/Orthotist", "PO"),
        ("Orthotists", "PO"),
        ("Prosthetists and Orthotists", "PO"),
        ("Osteopaths", "OST"),
    ] {
        assert_eq!(
            rows(&format!("period,org_code,profession,fte\n2018-09-30,RJ1,{cell},1\n")),
            [format!("2: RJ1 {want} 2018-09-30 NotGiven no band 1")
                .replace("NotGiven", if cell.starts_with("S1E") { "AlliedHealth" } else { "NotGiven" },)]
        );
    }
}

#[test]
fn staff_words() {
    let text = |head: &str, row: &str| format!("period,org_code,profession,fte,{head}\n2018-09-30,RJ1,PT,1,{row}\n");
    for (head, cell, want) in [
        ("AfC Band", "Band 5", "NotGiven Band 5"),
        ("AfC Band", "8A", "NotGiven Band 8a"),
        ("grade", "NHS|XR06|Review Body Band 6", "NotGiven Band 6"),
        ("band", "Non AfC", "NotGiven Non AfC"),
        ("band", "[c]", "NotGiven no band"),
        ("Staff Group 2", "018_Allied health professions", "AlliedHealth no band"),
        ("staff_group", "Allied Health Professionals", "AlliedHealth no band"),
        ("staff_group", "Additional Clinical Services", "Support no band"),
        ("staff_group", "Add Prof Scientific and Technic", "OtherScientific no band"),
        ("occupation code", "S9E", "Support no band"),
        ("occupation code", "H1J", "Support no band"),
        ("occupation code", "", "NotGiven no band"),
    ] {
        assert_eq!(rows(&text(head, cell)), [format!("2: RJ1 PT 2018-09-30 {want} 1")], "{head} {cell}");
    }
}

#[test]
fn unknown_words_are_said_and_never_guessed() {
    check(&[
        (
            "nurses",
            W,
            "~2018-09-30,RJ1,Nursing,3\n2018-09-30,RJ1,PT,1\n",
            "",
            [2, 1, 0, 1],
            "1 fte",
            &["unknown profession 1", "unknown-profession"],
        ),
        ("no profession", W, "~2018-09-30,RJ1,,3\n", "", [1, 0, 1, 0], "", &["2 profession : no-profession"]),
        ("no code", W, "~2018-09-30,,PT,3\n", "", [1, 0, 1, 0], "", &["2 org_code : no-organisation-code"]),
        (
            "band 12",
            W,
            "period,org_code,profession,band,fte\n2018-09-30,RJ1,PT,Band 12,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["unknown-band"],
        ),
        (
            "another staff group",
            W,
            "period,org_code,profession,staff_group,fte\n2018-09-30,RJ1,PT,Midwives,1\n",
            "",
            [1, 1, 0, 0],
            "1 fte",
            &["other-staff-group"],
        ),
        (
            "occupation codes instead of professions",
            W,
            "period,org_code,occupation code,fte\n2018-09-30,RJ1,S1E,2\n2018-09-30,RJ1,N6A,1\n",
            "",
            [2, 1, 0, 1],
            "2 fte",
            &["unknown profession 1", "unknown-profession"],
        ),
        (
            "an occupation code where the profession is blank",
            W,
            "period,org_code,occupation code,profession,fte\n2018-09-30,RJ1,S1E,,2\n",
            "",
            [1, 1, 0, 0],
            "2 fte",
            &[],
        ),
        (
            "an occupation code where the profession is a team's name",
            W,
            "period,org_code,occupation code,profession,fte\n2018-09-30,RJ1,S1E,MSK team,2\n",
            "",
            [1, 1, 0, 0],
            "2 fte",
            &[],
        ),
    ]);
}

#[test]
fn levels_of_occupation_codes_are_kept() {
    struct Levels(Vec<String>);
    impl RowSink for Levels {
        type Error = Infallible;
        fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Infallible> {
            self.0.push(row.level.to_owned());
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
    let levels = |text: &str| {
        let mut levels = Levels(Vec::new());
        read("f", text.as_bytes(), None, W, &mut levels, &mut |_| ControlFlow::Continue(())).unwrap();
        levels.0
    };
    assert_eq!(levels("period,org_code,occupation code,fte\n2018-09-30,RJ1,S7C,2\n"), ["Tutor"]);
    assert_eq!(
        levels("period,org_code,occupation code,level,fte\n2018-09-30,RJ1,S7C,003_Therapist,2\n"),
        ["Therapist"]
    );
}
