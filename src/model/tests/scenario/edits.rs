//! What edits do to cells, in which order, and which are refused.

use super::*;

#[test]
fn set_then_scale_is_not_scale_then_set() {
    let weeks = |lines: &[&str]| show(pt(&state(three(), Benchmark::Held, lines), "ZA2").provided);
    let (set, scale) = ("ZA2 PT 2018/19 weeks 50", "ZA2 PT 2018/19 weeks *1.1");
    assert_eq!(weeks(&[set, scale]), "55.0000");
    assert_eq!(weeks(&[scale, set]), "50.0000");
    assert_eq!(weeks(&[scale, "ZA2 PT 2018/19 weeks +3"]), "25.0000");
    assert_eq!(weeks(&["ZA2 PT 2018/19 weeks +3", scale]), "25.3000");
}

#[test]
fn two_scalings_of_usual_decimals_are_exact() {
    // 12.25 × 1.05 × 1.1 = 14.14875.
    let scaled = state(
        plan().pt("ZA1", "12.25", "40").pt("ZA2", "10", "20"),
        Benchmark::Held,
        &["ZA1 PT 2018/19 fte *1.05", "ZA1 PT 2018/19 fte *1.1"],
    );
    assert_eq!(pt(&scaled, "ZA1").eligible_fte, Fraction::new(1_414_875, 100_000));
}

#[test]
fn a_missing_figure_can_be_set_and_nothing_else() {
    let plan = || three().fte("ZA4", Profession::Pt, "2018-09-30", "5");
    let set = state(plan(), Benchmark::Held, &["ZA4 PT 2018/19 weeks 12", "ZA4 PT 2018/19 weeks +3"]);
    assert_eq!((show(pt(&set, "ZA4").provided), pt(&set, "ZA4").status), ("15.0000".into(), Status::Meets));
    assert_eq!(pt(&set, "ZA4").notes()[0], "weeks edited in this scenario");
    let mut added = state(plan(), Benchmark::Held, &[]);
    let refused = added.push(edits(&["ZA4 PT 2018/19 weeks +3"])).unwrap_err().to_string();
    assert_eq!(
        refused,
        "ZA4, PT, 2018/19 has no placement weeks, so there is nothing to add to or to scale; set it first"
    );
    assert!(added.push(edits(&["ZA4 PT 2018/19 weeks *2"])).is_err());
    assert_eq!(pt(&added, "ZA4").status, Status::NoReturn);
}

#[test]
fn unknown_organisations_negative_and_huge_results_are_refused_and_change_nothing() {
    let mut state = state(three(), Benchmark::Recalculated, &["ZA1 PT 2018/19 weeks +1"]);
    let before = state.clone();
    for (line, reason) in [
        ("ZZ9 PT 2018/19 fte 3", "there is no organisation ZZ9 in this plan"),
        ("ZA2 PT 2018/19 weeks -20.000001", "the placement weeks of ZA2, PT, 2018/19 would fall below 0"),
        ("ZA2 PT 2018/19 fte *1000000", "the FTE of ZA2, PT, 2018/19 would be larger than 1,000,000"),
        (
            "ZA2 PT 2030/31 fte +1",
            "ZA2, PT, 2030/31 has no FTE, so there is nothing to add to or to scale; set it first",
        ),
        ("* PT 2030/31 rate 3", "the plan has no data for 2030/31, so a benchmark rate there would measure nobody"),
        ("* PT 2018/19 rate -9", "the benchmark rate of PT in 2018/19 would fall below 0 or be larger than 1,000,000"),
    ] {
        // The refused edit takes the good one before it with it.
        let lines = ["ZA3 PT 2018/19 fte 99", line];
        assert_eq!(state.push(edits(&lines)).unwrap_err().to_string(), reason);
        assert!(same(state.outcome(), before.outcome()) && state.scenario() == before.scenario(), "{line}");
    }
    assert!(state.push(edits(&["ZA2 PT 2018/19 weeks -20"])).is_ok(), "exactly 0 is allowed");
}

#[test]
fn a_year_without_data_can_be_planned() {
    let mut state = state(three().set("reference_year", "2018/19"), Benchmark::Held, &[]);
    state.push(edits(&["ZA1 PT 2019/20 fte 12", "ZA1 PT 2019/20 weeks 30"])).unwrap();
    let planned = state.outcome().at("ZA1", Profession::Pt, "2019/20");
    assert_eq!((show(planned.expected), show(planned.gap)), ("36.0000".into(), "-6.0000".into()));
    assert_eq!(state.outcome().places().filter(|place| place.year == year("2019/20")).count(), 1);
    state.remove(0);
    state.remove(0);
    assert!(same(state.outcome(), state.baseline()));
}

#[test]
fn overlapping_selections_apply_one_after_the_other() {
    let outcome = three().outcome();
    let all = Selection::one(Scope::All, Profession::Pt, year("2018/19"));
    let below = Selection { scope: Scope::BelowShare, ..all.clone() };
    let mut both = all.expand(&outcome, CellField::Weeks, Change::Scale(decimal("1.1")), "a tenth more").edits;
    assert_eq!(both.len(), 3);
    let few = below.expand(&outcome, CellField::Weeks, Change::Add(decimal("5")), "a block for those below");
    assert_eq!(few.edits.len(), 1, "only ZA2 is below its share");
    both.extend(few.edits);
    let scenario = Scenario { edits: both, ..Scenario::default() };
    let state = ScenarioState::open(Arc::new(outcome), scenario);
    assert_eq!(show(pt(&state, "ZA1").provided), "44.0000");
    assert_eq!(show(pt(&state, "ZA2").provided), "27.0000", "20 × 1.1 + 5");
    assert_eq!(state.edits_at(place(state.outcome(), "ZA2"), CellField::Weeks), [1, 3]);
}

#[test]
fn a_selection_leaves_out_cells_that_cannot_take_the_change() {
    let outcome = three().fte("ZA4", Profession::Pt, "2018-09-30", "5").outcome();
    let all = Selection::one(Scope::All, Profession::Pt, year("2018/19"));
    let less = all.expand(&outcome, CellField::Weeks, Change::Add(decimal("-25")), "");
    assert_eq!(less.edits.len(), 2);
    let reasons: Vec<&str> = less.left_out.iter().map(|left| left.reason.as_str()).collect();
    assert!(reasons[0].contains("ZA2") && reasons[0].contains("below 0"), "{reasons:?}");
    assert!(reasons[1].contains("ZA4") && reasons[1].contains("no placement weeks"), "{reasons:?}");
}

#[test]
fn a_cell_can_be_reset_and_its_edits_put_back() {
    let lines = ["ZA2 PT 2018/19 weeks 50", "ZA1 PT 2018/19 weeks 9", "ZA2 PT 2018/19 weeks *2"];
    let mut state = state(three(), Benchmark::Recalculated, &lines);
    let edited = state.clone();
    let place = place(state.outcome(), "ZA2");
    let removed = state.reset(place, CellField::Weeks);
    assert_eq!(show(pt(&state, "ZA2").provided), "20.0000");
    assert_eq!(removed.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [0, 2]);
    // Taken out one by one, from the last; put back from the first.
    for (index, edit) in removed {
        state.insert(index, edit);
    }
    assert!(same(state.outcome(), edited.outcome()) && state.scenario() == edited.scenario());
}

#[test]
fn an_edit_that_does_not_fit_new_data_is_kept_and_listed() {
    let lines =
        ["ZA2 PT 2018/19 weeks -15", "ZA3 PT 2018/19 fte *2", "ZA1 PT 2018/19 weeks +2", "ZA4 PT 2018/19 fte 3"];
    let old = state(three().pt("ZA4", "1", "1"), Benchmark::Held, &lines);
    assert!(old.conflicts().next().is_none());
    // The new edition has fewer weeks at ZA2, no workforce at ZA3 and no ZA4.
    let new = plan().pt("ZA1", "10", "40").pt("ZA2", "10", "12").weeks("ZA3", Profession::Pt, "2018/19", "30");
    let state = ScenarioState::open(Arc::new(new.outcome()), old.scenario().clone());
    assert_eq!(
        conflicts(&state),
        [
            (0, "the placement weeks of ZA2, PT, 2018/19 would fall below 0".to_owned()),
            (1, "ZA3, PT, 2018/19 has no FTE, so there is nothing to add to or to scale; set it first".to_owned()),
            (3, "there is no organisation ZA4 in this plan".to_owned()),
        ]
    );
    assert_eq!(state.scenario(), old.scenario(), "nothing is lost");
    assert_eq!(
        (show(pt(&state, "ZA2").provided), show(pt(&state, "ZA1").provided)),
        ("12.0000".into(), "42.0000".into())
    );
}

#[test]
fn an_edit_whose_ground_is_taken_away_waits_in_conflict_until_it_is_back() {
    let lines = ["ZA4 PT 2018/19 weeks 12", "ZA4 PT 2018/19 weeks +3"];
    let mut state = state(three().fte("ZA4", Profession::Pt, "2018-09-30", "5"), Benchmark::Held, &lines);
    let set = state.remove(0).unwrap();
    assert_eq!(conflicts(&state).len(), 1);
    assert!(pt(&state, "ZA4").provided.is_none());
    state.insert(0, set);
    assert!(conflicts(&state).is_empty());
    assert_eq!(show(pt(&state, "ZA4").provided), "15.0000");
}

#[test]
fn lines_that_are_no_edits_are_refused_with_their_reason() {
    for (line, reason) in [
        ("RJ1\tPT\t2018/19\tfte", "five or six columns"),
        ("RJ1\tPT\t2018/19\theadcount\t3", "\"headcount\" is no field; use fte, weeks, rate or setting:KEY"),
        ("*\tPT\t2018/19\tfte\t3", "an edit of fte is about one organisation"),
        ("RJ1\t*\t2018/19\tfte\t3", "an edit of fte is about one profession"),
        ("RJ1\tNursing\t2018/19\tfte\t3", "\"Nursing\" is no profession"),
        ("RJ1\tPT\t2018/20\tfte\t3", "\"2018/20\" is not an academic year"),
        ("RJ1\tPT\t2018/19\tfte\tlots", "the value \"lots\" is not a plain number"),
        ("RJ1\tPT\t2018/19\tfte\t+-3", "is not a plain number"),
        ("RJ1\tPT\t2018/19\tfte\t*-1", "is not a plain number"),
        ("RJ1\tPT\t2018/19\tfte\t0.1234567", "has more than six decimal places"),
        ("RJ1\tPT\t2018/19\trate\t3", "organisation does not apply to an edit of rate: write *"),
        ("*\t*\t2018/19\tsetting:bands\t5", "year does not apply"),
        ("*\t*\t*\tsetting:bands\t5,12", "setting bands: \"5,12\" is not bands"),
        ("*\tOT\t*\tsetting:block_weeks.PT\t5", "profession does not apply"),
        ("*\t*\t*\tsetting:set_rate\t5", "needs a profession"),
        ("*\t*\t*\tsetting:colour\tred", "there is no setting \"colour\""),
    ] {
        let error = line.parse::<Edit>().unwrap_err().to_string();
        assert!(error.contains(reason), "{line:?}: {error}");
    }
}

#[test]
fn every_form_of_a_line_prints_in_the_one_canonical_form() {
    for (line, canonical) in [
        ("rj1\tphysio\t2018-19\tFTE\t012.50", "RJ1\tPT\t2018/19\tfte\t12.5\t"),
        ("RJ1\tPT\t2018\tweeks\t-0\tno change\r\n", "RJ1\tPT\t2018/19\tweeks\t+0\tno change"),
        ("\tOccupational therapy\t2018\trate\t*.5\t", "*\tOT\t2018/19\trate\t*0.5\t"),
        ("*\t*\t*\tsetting:threshold_near\t75%", "*\t*\t*\tsetting:threshold_near\t0.75\t"),
        ("*\t*\t*\tsetting:set_rate.slt\t5.0\tRCSLT", "*\tSLT\t*\tsetting:set_rate\t5\tRCSLT"),
        ("*\tSLT\t\tsetting:set_rate\t5", "*\tSLT\t*\tsetting:set_rate\t5\t"),
    ] {
        let edit: Edit = line.parse().unwrap();
        assert_eq!(edit.to_string(), canonical);
        assert_eq!(canonical.parse::<Edit>().unwrap(), edit);
    }
}
