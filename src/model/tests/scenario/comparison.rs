//! Compare, contributions, sensitivity.

use super::*;

const AT: Profession = Profession::Pt;

#[test]
fn a_comparison_lists_inputs_and_what_follows_from_them() {
    let state = state(three(), Benchmark::Recalculated, &["ZA2 PT 2018/19 weeks 50", "* PT * setting:block_weeks 5"]);
    let comparison = compare(state.baseline(), state.outcome(), |_| true);
    assert_eq!(comparison.settings.len(), 1);
    assert_eq!((comparison.settings[0].key.as_str(), &comparison.settings[0].before), ("block_weeks.PT", &None));
    assert_eq!(comparison.cells.len(), 1);
    assert_eq!(show(comparison.cells[0].variance()), "30.0000");
    assert_eq!((comparison.rates.len(), show(comparison.rates[0].variance())), (1, "1.0000".into()));
    assert_eq!(comparison.figures.len(), 3, "a recalculated rate moves everybody");
    let gaps: Vec<String> = comparison.figures.iter().map(|figure| show(figure.gap())).collect();
    assert_eq!(gaps, ["-10.0000", "20.0000", "-10.0000"]);
    let total = comparison.totals[0];
    assert_eq!((total.before.reach, total.after.reach), (2, 2));
    assert_eq!(show(Some(total.after.expected.minus(total.before.expected))), "30.0000");
    assert!(compare(state.outcome(), state.outcome(), |_| true).is_empty());
}

#[test]
fn contributions_and_their_interaction_sum_to_the_difference() {
    // ZA1: 10 FTE → 12, weeks 40 → 60. Against 3 weeks per FTE held the two are apart: −6 and + 20.
    // Two scalings of the same weeks are not: 40 × 1.5 × 1.2 = 72, each alone + 20 and + 8, together + 32.
    let baseline = Arc::new(three().outcome());
    let step = |label: &str, lines: &[&str]| Step { label: label.into(), edits: edits(lines) };
    let steps = [
        step("two more staff", &["ZA1 PT 2018/19 fte 12"]),
        step("half as much again", &["ZA1 PT 2018/19 weeks *1.5"]),
        step("a fifth more", &["ZA1 PT 2018/19 weeks *1.2"]),
    ];
    let split = contributions(&baseline, Benchmark::Held, &steps, (AT, year("2018/19")), |_| true);
    let gaps: Vec<String> = split.contributions.iter().map(|part| show(Some(part.amounts.gap()))).collect();
    assert_eq!(gaps, ["-6.0000", "20.0000", "8.0000"]);
    assert_eq!(
        (show(Some(split.interaction.gap())), show(Some(split.difference.gap()))),
        ("4.0000".into(), "26.0000".into())
    );
    // A step that needs another does nothing alone.
    let steps = [step("a return", &["ZA4 PT 2018/19 weeks 6"]), step("more", &["ZA4 PT 2018/19 weeks +6"])];
    let baseline = Arc::new(three().fte("ZA4", AT, "2018-09-30", "1").outcome());
    let split = contributions(&baseline, Benchmark::Held, &steps, (AT, year("2018/19")), |_| true);
    assert_eq!((split.contributions[1].waiting, show(Some(split.interaction.provided()))), (1, "6.0000".into()));
}

#[test]
fn scenarios_side_by_side_share_what_they_have_in_common() {
    let baseline = Arc::new(three().outcome());
    let step = |label: &str, lines: &[&str]| Step { label: label.into(), edits: edits(lines) };
    let both = step("two more staff", &["ZA1 PT 2018/19 fte 12"]);
    let (more, fewer) = (step("more", &["ZA2 PT 2018/19 weeks +6"]), step("fewer", &["ZA3 PT 2018/19 weeks -6"]));
    let columns = [(AT, year("2018/19")), (AT, year("2030/31"))];
    let split = |steps: &[Step]| splits(&baseline, Benchmark::Held, steps, &columns, |_| true);
    let (ours, theirs) = (split(&[both.clone(), more]), split(&[fewer, both]));
    assert_eq!(ours[1].difference, Amounts::default(), "a year without data");
    let against = ours[0].clone().against(theirs[0].clone());
    let parts: Vec<(&str, String)> =
        against.contributions.iter().map(|part| (part.label.as_str(), show(Some(part.amounts.gap())))).collect();
    assert_eq!(parts, [("more", "6.0000".into()), ("without fewer", "6.0000".into())]);
    assert_eq!((show(Some(against.difference.gap())), against.interaction), ("12.0000".into(), Amounts::default()));
}

#[test]
fn a_headline_adds_what_a_total_adds() {
    let outcome = three().pt("ZA4", "0", "9").outcome();
    let at = year("2018/19");
    let (headline, total) = (outcome.headline(AT, at, |_| true), outcome.total(AT, at, |_| true));
    assert_eq!((headline.counted, headline.provided, headline.reach), (3, total.provided, total.meet));
    assert_eq!((total.counted, headline.expected, headline.weeks_short), (3, total.expected, total.weeks_short));
}

#[test]
fn a_tornado_shows_the_widest_assumption_first() {
    let plan = three()
        .staff(WorkforceRow { band: Band::B5, ..staff("ZA2", AT, "2018-09-30", "5") })
        .fte("ZA4", AT, "2018-09-30", "10")
        .demand(AT, "2018/19", "50");
    let baseline = Arc::new(plan.outcome());
    let tried = assumptions(&baseline, AT);
    let labels: Vec<&str> = tried.iter().map(|assumption| assumption.label).collect();
    assert_eq!(
        labels,
        [
            "Bands that count",
            "Preceptees",
            "Snapshot",
            "Benchmark method",
            "Reference year",
            "Hours in a placement week",
            "Missing returns"
        ]
    );
    // ZA2 alone: 15 FTE × 90 ÷ 35 = 38.57 against 20. Without band 5: 10 × 3. By demand: 15 × 50 ÷ 45.
    let scenario = Scenario::default();
    let Tried { from, swings } =
        sensitivity(&baseline, &scenario, &tried, (AT, year("2018/19")), Measured::Gap, |o| o == 1).unwrap();
    assert_eq!(from.label, "as now");
    assert!(swings.iter().all(|swing| swing.label != RECALCULATION));
    let method = swings.iter().find(|swing| swing.label == "Benchmark method").unwrap();
    assert_eq!((show(Some(method.low.headline.gap())), method.low.label.as_str()), ("-18.5714".into(), "as now"));
    assert_eq!((show(Some(method.high.headline.gap())), method.high.label.as_str()), ("3.3333".into(), "demand"));
    assert_eq!(method.without_rate, ["set"]);
    assert!(swings.is_sorted_by(|a, b| a.width() >= b.width()));
    let bands = swings.iter().find(|swing| swing.label == "Bands that count").unwrap();
    assert_eq!(show(Some(bands.high.headline.gap())), "-10.0000");
}

#[test]
fn against_a_held_rate_each_assumption_is_measured_from_the_rate_recalculated() {
    // ZA2 gives 6 weeks more: 26 of its 30 at the held rate of 3, so 4 short. Its own figures give 96 ÷ 30 = 3.2,
    // so 32 are expected of each: ZA2 is 6 short of that, and ZA3 2.
    let at = (Profession::Pt, year("2018/19"));
    let short = |benchmark| {
        let baseline = Arc::new(three().outcome());
        let scenario = scenario(benchmark, &["ZA2 PT 2018/19 weeks +6"]);
        sensitivity(&baseline, &scenario, &assumptions(&baseline, at.0), at, Measured::WeeksShort, |_| true).unwrap()
    };
    let weeks = |reading: &Reading| (reading.label.clone(), show(Some(reading.headline.weeks_short)));
    let held = short(Benchmark::Held);
    assert_eq!(weeks(&held.from), ("as now, recalculated".into(), "8.0000".into()));
    // Nobody has days or hours, snapshots elsewhere or preceptees: no assumption moves it by itself.
    let moved: Vec<&Swing> = held.swings.iter().filter(|swing| swing.width() > 0.0).collect();
    let [alone] = moved[..] else { panic!("{moved:?}") };
    assert_eq!(alone.label, RECALCULATION);
    assert_eq!(weeks(&alone.low), ("held, as now".into(), "4.0000".into()));
    assert_eq!(weeks(&alone.high), weeks(&held.from));
    let recalculated = short(Benchmark::Recalculated);
    assert_eq!(weeks(&recalculated.from), ("as now".into(), "8.0000".into()));
    assert!(recalculated.swings.iter().all(|swing| swing.width() == 0.0 && swing.label != RECALCULATION));
}
