//! Totals of the sample, told and summed by hand.

use super::*;
use crate::model::{Figures, Fraction, Outcome, Professions, Status};
use crate::report::Beneath;
use crate::report::tests::{state, year};
use crate::session::{facts_of_files, sample_files};

fn sample() -> Explainer {
    Explainer::Baseline(Arc::new(
        facts_of_files(&sample_files(), &Professions::default(), &mut |_, _| {}).unwrap().0.outcome(),
    ))
}

fn question(figure: TotalFigure, professions: &[Profession]) -> TotalQuestion {
    let year = "2019/20".parse().unwrap();
    let (professions, whose) = (professions.to_vec(), Whose::default());
    TotalQuestion { figure, professions, year, whose, reference: None, in_baseline: false }
}

type OfFigures = fn(&Figures) -> Option<Fraction>;

/// What the organisations beneath a total have, summed by the figures themselves.
fn by_hand(story: &FigureStory, outcome: &Outcome, of: OfFigures) -> Fraction {
    let each = story.parts.iter().filter_map(|part| match &part.beneath {
        Some(Beneath::Figure(key)) => of(&outcome.figures(key.place)),
        _ => None,
    });
    each.fold(Fraction::ZERO, Fraction::plus)
}

#[test]
fn the_organisations_beneath_a_total_sum_to_it() {
    let by = sample();
    let outcome = by.outcome();
    for profession in Profession::FIRST {
        let total = outcome.total(profession, "2019/20".parse().unwrap(), |_| true);
        let story = |figure| question(figure, &[profession]).story(&by);
        let cases: [(TotalFigure, OfFigures, Fraction); 4] = [
            (TotalFigure::Expected, |figures| figures.expected, total.expected),
            (TotalFigure::Provided, |figures| figures.provided, total.provided),
            (TotalFigure::WeeksShort, |figures| figures.gap.map(Fraction::abs), total.weeks_short),
            (TotalFigure::WeeksAbove, |figures| figures.gap, total.weeks_above),
        ];
        for (figure, of, expected) in cases {
            assert_eq!(by_hand(&story(figure), outcome, of), expected, "{figure:?}, {profession}");
        }
        let meet = story(TotalFigure::Meet);
        assert_eq!(meet.parts.len(), total.counted as usize);
        assert_eq!(meet.value, format!("{} of {}", total.meet, total.counted));
        let spread = story(TotalFigure::Spread);
        let of = |status| total.ratios.iter().filter(|(_, of)| *of == status).count();
        let [above, meets, near, below] = [Status::Above, Status::Meets, Status::Near, Status::Below].map(of);
        assert_eq!(spread.value, format!("{above} above, {meets} meets, {near} near, {below} below"));
        let sum = format!("{above} + {meets} + {near} + {below} = {} organisations", total.counted);
        assert_eq!((spread.with_values, spread.parts.len()), (Some(sum), total.counted as usize));
        let short = story(TotalFigure::WeeksShort);
        let below = short.parts.len();
        assert_eq!(short.beside[0].value, story(TotalFigure::WeeksAbove).value);
        let over = format!("size of the sum over {below} organisations = ");
        assert!(short.with_values.as_deref().is_some_and(|values| values.starts_with(&over)), "{short:?}");
        assert_eq!(story(TotalFigure::LeftOut).parts.len(), (total.of - total.counted) as usize);
    }
}

#[test]
fn several_professions_lead_to_each() {
    let by = sample();
    let story = question(TotalFigure::Gap, &Profession::FIRST).story(&by);
    assert_eq!(story.subject, "PT OT SLT, 2019/20, all organisations");
    let Some(Beneath::Total(provided)) = &story.parts[0].beneath else { panic!("{:?}", story.parts) };
    let provided = provided.story(&by);
    let names: Vec<&str> = provided.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Physiotherapy", "Occupational therapy", "Speech and language therapy"]);
    assert!(story.with_values.unwrap().starts_with(provided.value.trim_end_matches(" weeks")));
}

#[test]
fn what_is_left_out_is_told_by_what_it_lacks() {
    let by = sample();
    let story = question(TotalFigure::LeftOut, &[Profession::Ot]).story(&by);
    assert_eq!(story.value, "1 organisation");
    assert_eq!(story.parts[0].value, "no workforce data");
}

#[test]
fn without_a_rate_a_total_is_missing_and_says_why() {
    let by = sample();
    let story = question(TotalFigure::WeeksShort, &[Profession::Ost]).story(&by);
    assert_eq!((story.value.as_str(), story.with_values), ("missing", None));
    assert!(story.missing.is_some_and(|why| why.ends_with('.')));
}

#[test]
fn a_scenarios_total_has_the_baselines_beside_it_and_the_change_leads_to_both() {
    let by = Explainer::Scenario(Arc::new(state(&["ZA1 PT 2018/19 weeks +4"])));
    let of = |figure| TotalQuestion { year: year(), ..question(figure, &[Profession::Pt]) };
    let story = of(TotalFigure::Provided).story(&by);
    // What it is made from sums to it; the baseline is no summand.
    let names: Vec<&str> = story.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!((names, story.value.as_str()), (vec!["ZA2", "ZA1"], "134.00 weeks"));
    let beside: Vec<String> = story.beside.iter().map(|part| format!("{}: {}", part.name, part.value)).collect();
    assert_eq!(beside, ["In the baseline: 130.00 weeks", "What the scenario changes: +4.00 weeks"]);
    let Some(Beneath::Change(change)) = &story.beside[1].beneath else { panic!("{:?}", story.beside) };
    let change = change.change(&by);
    assert_eq!(change.with_values.as_deref(), Some("134.00 weeks − 130.00 weeks = +4.00 weeks"));
    assert_eq!(change.scenario.as_deref(), Some("More"));
    let sides = change.parts.iter().map(|part| match &part.beneath {
        Some(Beneath::Total(side)) => side.story(&by).value,
        other => panic!("{other:?}"),
    });
    assert_eq!(sides.collect::<Vec<_>>(), ["134.00 weeks", "130.00 weeks"]);
    let changes = [TotalFigure::Meet, TotalFigure::Ratio, TotalFigure::Gap].map(|figure| of(figure).change(&by).value);
    assert_eq!(changes, ["0 organisations", "+2.00 percentage points", "+4.00 weeks"]);
    let baseline = of(TotalFigure::Gap).change(&Explainer::Baseline(Arc::clone(by.baseline())));
    assert!(baseline.missing.is_some_and(|why| why.contains("the baseline is looked at")));
}

#[test]
fn sides_of_a_change_are_written_so_that_a_calculator_comes_to_it() {
    let by = Explainer::Scenario(Arc::new(state(&["ZA1 PT 2018/19 weeks +3.6"])));
    let change = |figure| TotalQuestion { year: year(), ..question(figure, &[Profession::Pt]) }.change(&by);
    assert_eq!(change(TotalFigure::Ratio).with_values.as_deref(), Some("66.8 % − 65.0 % = +1.80 percentage points"));
    assert_eq!(change(TotalFigure::Meet).with_values.as_deref(), Some("0 − 0 = 0 organisations"));
}

#[test]
fn where_one_side_has_no_rate_no_change_is_told() {
    use crate::model::scenario::{Benchmark, Edit, Scenario, ScenarioState};
    use crate::report::comparison::tests::outcome;
    use crate::report::tests::scenario_of;
    let (facts, with_rate) = outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]);
    let gap = TotalQuestion { year: year(), ..question(TotalFigure::Gap, &[Profession::Pt]) };
    let names = |story: &FigureStory| story.beside.iter().map(|part| part.name.clone()).collect::<Vec<_>>();
    // The scenario makes its rate from demand, of which there are no data.
    let scenario = Scenario { benchmark: Benchmark::Recalculated, ..Scenario::default() };
    let mut state = ScenarioState::open(Arc::clone(&with_rate), scenario);
    state.push(vec!["*\tPT\t*\tsetting:benchmark_method\tdemand".parse::<Edit>().unwrap()]).unwrap();
    let by = Explainer::Scenario(Arc::new(state));
    let story = gap.story(&by);
    assert_eq!((story.value.as_str(), names(&story)), ("missing", vec!["In the baseline".to_owned()]));
    assert_eq!(gap.change(&by).value, "missing");
    // The reverse: only the scenario enters a rate.
    let mut settings = with_rate.settings().clone();
    settings.set("benchmark_method.PT", "demand").unwrap();
    let without = Arc::new(Outcome::calculate(facts, settings));
    let by = Explainer::Scenario(Arc::new(scenario_of(without, &["* PT 2018/19 rate 5"])));
    let story = gap.story(&by);
    assert_eq!((story.value.as_str(), names(&story)), ("−70.00 weeks", vec!["In the baseline".to_owned()]));
    assert!(story.beside[0].missing);
    assert_eq!(gap.change(&by).value, "missing");
}

#[test]
fn of_several_professions_each_share_of_an_organisation_is_counted() {
    let by = sample();
    let values = question(TotalFigure::Meet, &Profession::FIRST).story(&by).with_values.unwrap();
    assert!(values.contains(" pairs of organisation and profession are on or above 100 %"), "{values}");
    let values = question(TotalFigure::Meet, &[Profession::Pt]).story(&by).with_values.unwrap();
    assert!(values.contains(" organisations are on or above 100 %"), "{values}");
}
