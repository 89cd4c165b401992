//! Held against recalculated, settings under held, edited rates.

use super::*;

#[test]
fn held_measures_against_todays_rate_and_recalculated_against_the_edited_datas() {
    let lines = ["ZA2 PT 2018/19 weeks 50", "ZA1 PT 2018/19 fte 20"];
    // Held: 3 weeks per FTE. Recalculated: (40 + 50 + 30) ÷ (20 + 10 + 10) = 3; expected differs in no cell.
    let held = state(three(), Benchmark::Held, &lines[..1]);
    assert_eq!((rate(&held), held.rate_from(Profession::Pt, year("2018/19"))), ("3.0000".into(), RateFrom::Baseline));
    assert_eq!((show(pt(&held, "ZA2").expected), show(pt(&held, "ZA2").gap)), ("30.0000".into(), "20.0000".into()));
    // (40 + 50 + 30) ÷ 30 = 4.
    let again = state(three(), Benchmark::Recalculated, &lines[..1]);
    assert_eq!(
        (rate(&again), again.rate_from(Profession::Pt, year("2018/19"))),
        ("4.0000".into(), RateFrom::EditedData)
    );
    assert_eq!((show(pt(&again, "ZA2").gap), show(pt(&again, "ZA3").gap)), ("10.0000".into(), "-10.0000".into()));
    let both = state(three(), Benchmark::Recalculated, &lines);
    assert_eq!((rate(&both), show(pt(&both, "ZA1").gap)), ("3.0000".into(), "-20.0000".into()));
    // The benchmark can be changed over.
    let mut changed = held.clone();
    changed.set_benchmark(Benchmark::Recalculated);
    assert!(same(changed.outcome(), again.outcome()));
    assert!(held.benchmark_notice().is_none() && again.benchmark_notice().is_none());
}

#[test]
fn a_scenario_without_edits_is_the_baseline() {
    for benchmark in [Benchmark::Held, Benchmark::Recalculated] {
        let state = state(three(), benchmark, &[]);
        assert!(same(state.outcome(), state.baseline()));
        assert_eq!(show(pt(&state, "ZA1").fte_share), "0.3333");
    }
}

#[test]
fn under_a_held_rate_nobody_claims_to_be_its_own_average() {
    let total = |benchmark| {
        let state = state(three(), benchmark, &["ZA2 PT 2018/19 weeks 50"]);
        assert_eq!(pt(&state, "ZA1").fte_share.is_some(), benchmark == Benchmark::Recalculated);
        state.outcome().total(Profession::Pt, year("2018/19"), |_| true)
    };
    let held = total(Benchmark::Held);
    assert!(!held.is_its_own_average);
    assert_eq!(show(held.ratio()), "1.3333");
    assert!(total(Benchmark::Recalculated).is_its_own_average);
}

#[test]
fn a_setting_that_changes_what_counts_recalculates_a_held_rate_and_says_so() {
    // ZA1 has 5 FTE of band 4 besides: with them ΣF = 35, so 90 ÷ 35.
    let plan = || three().staff(WorkforceRow { band: Band::B4, ..staff("ZA1", Profession::Pt, "2018-09-30", "5") });
    let state = state(plan(), Benchmark::Held, &["* * * setting:bands 4,5,6,7,8,8a,8b,8c,8d,9"]);
    assert_eq!(show(pt(&state, "ZA1").eligible_fte), "15.0000");
    assert_eq!(rate(&state), "2.5714");
    assert_eq!(state.rate_from(Profession::Ot, year("2018/19")), RateFrom::OwnSettings);
    assert_eq!(
        state.benchmark_notice().unwrap(),
        "The benchmark rate is recalculated although the scenario holds it, because the scenario changes what counts: \
         Bands that count."
    );
    // The same setting as the baseline's changes nothing, and one that is only read neither.
    let bands =
        ["* * * setting:bands 5,6,7,8,8a,8b,8c,8d,9", "* PT * setting:block_weeks 4", "ZA2 PT 2018/19 weeks 50"];
    let held = super::state(plan(), Benchmark::Held, &bands);
    assert_eq!((rate(&held), held.benchmark_notice()), ("3.0000".into(), None));
    assert_eq!(pt(&held, "ZA3").placements_to_close, Some(0));
}

#[test]
fn cell_edits_act_on_what_the_scenarios_own_settings_count() {
    let plan = || three().fte("ZA4", Profession::Pt, "2018-09-30", "10");
    let lines = ["ZA4 PT 2018/19 weeks +6", "* * * setting:missing_return_as_zero yes"];
    // The setting counts ZA4 as 0 weeks, wherever it stands in the list; + 6 is then an edit like any other.
    let state = state(plan(), Benchmark::Held, &lines);
    assert!(conflicts(&state).is_empty());
    assert_eq!((show(pt(&state, "ZA4").provided), rate(&state)), ("6.0000".into(), "2.4000".into()));
    let mut without = state.clone();
    without.remove(1);
    assert_eq!(conflicts(&without).len(), 1);
    assert_eq!(rate(&without), "3.0000");
}

#[test]
fn a_team_that_an_edit_brings_has_a_missing_return_too() {
    let plan = || three().weeks("ZA4", Profession::Ot, "2018/19", "1");
    let lines = ["ZA4 PT 2018/19 fte 5", "* * * setting:missing_return_as_zero yes"];
    assert_eq!(pt(&state(plan(), Benchmark::Held, &lines[..1]), "ZA4").status, Status::NoReturn);
    assert_eq!(pt(&state(plan(), Benchmark::Held, &lines), "ZA4").status, Status::Below);
}

#[test]
fn a_benchmark_setting_of_one_profession_recalculates_that_profession_only() {
    let plan = three().fte("ZA1", Profession::Ot, "2018-09-30", "5").weeks("ZA1", Profession::Ot, "2018/19", "5");
    let state = state(plan, Benchmark::Held, &["* PT * setting:benchmark_method set", "* PT * setting:set_rate 5"]);
    assert_eq!(rate(&state), "5.0000");
    assert_eq!(state.rate_from(Profession::Pt, year("2018/19")), RateFrom::OwnSettings);
    assert_eq!(state.rate_from(Profession::Ot, year("2018/19")), RateFrom::Baseline);
    assert!(state.benchmark_notice().unwrap().starts_with("The benchmark rate of PT is recalculated"));
}

#[test]
fn an_edited_rate_beats_both() {
    for benchmark in [Benchmark::Held, Benchmark::Recalculated] {
        let lines =
            ["ZA2 PT 2018/19 weeks 50", "* PT 2018/19 rate 5", "* PT 2018/19 rate *1.1", "* PT 2018/19 rate +0.25"];
        let state = state(three(), benchmark, &lines);
        assert_eq!(
            (rate(&state), state.rate_from(Profession::Pt, year("2018/19"))),
            ("5.7500".into(), RateFrom::Edited)
        );
        assert_eq!(show(pt(&state, "ZA2").gap), "-7.5000");
        assert!(pt(&state, "ZA2").notes().contains(&"rate edited in this scenario".to_owned()));
    }
    // A third of the group's average is exact: (40 + 20 + 30) ÷ 30 × 1.1 = 3.3.
    let scaled = state(three(), Benchmark::Held, &["* PT 2018/19 rate *1.1", "ZA1 PT 2018/19 weeks 33"]);
    assert_eq!(pt(&scaled, "ZA1").status, Status::Meets);
    assert!(pt(&scaled, "ZA1").gap.unwrap().is_zero());
}

#[test]
fn one_fixed_year_serves_every_year_of_a_recalculated_scenario() {
    let plan = three()
        .fte("ZA1", Profession::Pt, "2019-09-30", "10")
        .weeks("ZA1", Profession::Pt, "2019/20", "15")
        .set("reference_year", "2018/19");
    let mut state = state(plan, Benchmark::Recalculated, &[]);
    state.push(edits(&["ZA2 PT 2018/19 weeks 50"])).unwrap();
    assert_eq!(show(state.outcome().at("ZA1", Profession::Pt, "2019/20").expected), "40.0000");
    state.push(edits(&["ZA1 PT 2019/20 weeks 99"])).unwrap();
    assert_eq!(show(state.outcome().at("ZA1", Profession::Pt, "2019/20").expected), "40.0000");
}
