//! Totals of the sample, told and summed by hand.

use super::*;
use crate::model::{Figures, Fraction, Outcome, Professions, Status};
use crate::report::Beneath;
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
        let below = short.parts.len() - 1; // the last leads to the weeks above
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
