//! Every figure says how it was made, and following what it says by hand gives the figure.

mod evaluator;
mod random;
mod sample;

use fairshare::model::explain::{Explanation, FigureKey, FigureValue, Formula, Measure};
use fairshare::model::{Figures, Fraction, Outcome, Place};

/// The figure itself, as the tables have it.
pub fn figure(figures: &Figures, measure: Measure) -> Option<FigureValue> {
    use FigureValue::{Count, Number, Status};
    match measure {
        Measure::EligibleFte => figures.eligible_fte.map(Number),
        Measure::BenchmarkRate => figures.rate.ok().map(|rate| Number(rate.value())),
        Measure::BenchmarkOrgs => figures.rate.ok().map(|rate| Count(rate.organisations.into())),
        Measure::ExpectedWeeks => figures.expected.map(Number),
        Measure::ProvidedWeeks => figures.provided.map(Number),
        Measure::GapWeeks => figures.gap.map(Number),
        Measure::ProvisionRatio => figures.ratio.map(Number),
        Measure::FteShare => figures.fte_share.map(Number),
        Measure::ProvidedShare => figures.provided_share.map(Number),
        Measure::Status => Some(Status(figures.status)),
        Measure::PlacementsToCloseGap => figures.placements_to_close.map(Count),
    }
}

/// Every key of a place.
pub fn keys(place: Place) -> impl Iterator<Item = FigureKey> {
    Measure::ALL.into_iter().map(move |measure| FigureKey::new(measure, place))
}

/// Checks one explanation against its figure. `explain` is the outcome's or the scenario's.
pub fn check(outcome: &Outcome, key: &FigureKey, told: &Explanation) {
    let name = key.text(outcome.facts());
    assert_eq!(told.value, figure(&outcome.figures(key.place), key.measure), "{name}");
    assert_eq!(evaluator::value(told), told.value, "{name}, followed by hand");
    let own = told.key.as_ref().map(|key| (key.measure, key.place));
    assert_eq!(own, Some((key.measure, key.place)), "{name}");
    for part in told.all() {
        assert_eq!(part.value.is_none(), part.missing.is_some(), "{name}: {part:?}");
        let part_name = (part.formula, &part.subject);
        if part.parts.is_empty() && part.value.is_some() {
            let rests_on_something = !part.rows.is_empty() || !part.settings.is_empty() || !part.edits.is_empty();
            // A sum over nobody is the constant 0.
            let nothing = part.value.and_then(FigureValue::number).is_some_and(|number| number.is_zero());
            assert!(rests_on_something || nothing, "{name}: {part_name:?} is a leaf that rests on nothing");
        }
        assert!(part.settings.iter().all(|used| used.value != "not set" || part.value.is_none()), "{part_name:?}");
        assert!(!part.with_values.is_empty(), "{part_name:?}");
        if [Formula::SnapshotFte, Formula::ProvidedWeeks, Formula::RequiredWeeks].contains(&part.formula) {
            let sum = part.rows.iter().fold(Fraction::ZERO, |sum, row| sum.plus(row.adds).reduced());
            assert_eq!(
                sum,
                part.value.and_then(FigureValue::number).unwrap_or(Fraction::ZERO),
                "{name}: {part_name:?}"
            );
        }
    }
}
