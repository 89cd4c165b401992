//! Random plans against a second, simple way to every figure: straight from `domain.md`, row by row for
//! each cell, with fractions of its own. Seeds are fixed; a failure names its seed.

mod by_hand;
mod made_up;

use std::collections::BTreeSet;
use std::sync::Arc;

use fairshare::model::scenario::{Benchmark, CellField, Change, Edit, Scenario, ScenarioState};
use fairshare::model::*;

use by_hand::{ByHand, Q, Told};
use made_up::{Dice, MadeUp};

/// Whether both ways say the same, exactly.
fn same(ours: Option<Fraction>, theirs: Option<Q>) -> bool {
    match (ours.map(Fraction::reduced), theirs) {
        (Some(ours), Some(theirs)) => (ours.numerator(), ours.denominator()) == (theirs.0, theirs.1),
        (None, None) => true,
        _ => false,
    }
}

fn near(ours: Option<f64>, theirs: Option<Q>) -> bool {
    match (ours, theirs.map(|Q(a, b)| a as f64 / b as f64)) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= 1e-12 * theirs.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

/// Compares every figure of every cell, the quick look at each column, and its total.
fn compare(seed: u64, outcome: &Outcome, by_hand: &ByHand<'_>) {
    let organisations = outcome.facts().organisations();
    for profession in made_up::professions() {
        for year in made_up::years() {
            let mut glances = outcome.glances(profession, year).peekable();
            let mut total = Total::default();
            for (number, organisation) in (0..).zip(organisations) {
                let place = Place { year, organisation: number, profession };
                let (ours, theirs) = (outcome.figures(place), by_hand.figures(&organisation.code, profession, year));
                let where_ = format!("seed {seed}: {} {profession} {year}\n{ours:?}\n{theirs:?}", organisation.code);
                assert!(same(ours.eligible_fte, theirs.fte), "FTE, {where_}");
                assert!(same(ours.provided, theirs.provided), "provided, {where_}");
                let rate = ours.rate.ok();
                assert!(same(rate.map(|rate| rate.value()), theirs.rate), "rate, {where_}");
                assert_eq!(rate.map(|rate| rate.organisations), theirs.organisations, "who formed it, {where_}");
                assert!(same(ours.expected, theirs.expected), "expected, {where_}");
                assert!(same(ours.gap, theirs.gap), "gap, {where_}");
                assert!(same(ours.ratio, theirs.ratio), "ratio, {where_}");
                assert!(same(ours.fte_share, theirs.fte_share), "share of FTE, {where_}");
                assert!(same(ours.provided_share, theirs.provided_share), "share of provided, {where_}");
                assert_eq!(ours.placements_to_close, theirs.placements, "placements, {where_}");
                assert_eq!(ours.cell.exists(), theirs.exists(), "a row, {where_}");
                if theirs.exists() {
                    assert_eq!(ours.status.word(), theirs.status, "status, {where_}");
                    let glance = glances.next().unwrap();
                    assert_eq!((glance.place, glance.status), (place, ours.status), "at a glance, {where_}");
                    assert!(near(glance.expected(), theirs.expected) && near(glance.gap(), theirs.gap), "{where_}");
                    assert!(near(glance.ratio(), theirs.ratio) && near(glance.provided(), theirs.provided), "{where_}");
                }
                total.add(&theirs);
            }
            assert!(glances.next().is_none(), "seed {seed}");
            total.is_that_of(outcome, profession, year, seed);
        }
    }
}

/// What a column adds up to.
#[derive(Default)]
struct Total {
    counted: u32,
    meet: u32,
    expected: Q,
    provided: Q,
    short: Q,
}

impl Total {
    fn add(&mut self, told: &Told) {
        // With FTE, a return and a rate.
        let (Some(fte), Some(provided), Some(expected), Some(_)) = (told.fte, told.provided, told.expected, told.rate)
        else {
            return;
        };
        if fte.0 == 0 {
            return;
        }
        self.counted += 1;
        self.meet += u32::from(["above", "meets"].contains(&told.status));
        self.expected = self.expected.plus(expected);
        self.provided = self.provided.plus(provided);
        if let Some(gap) = told.gap.filter(|gap| gap.0 < 0) {
            self.short = self.short.minus(gap);
        }
    }

    fn is_that_of(&self, outcome: &Outcome, profession: Profession, year: AcademicYear, seed: u64) {
        let (total, headline) =
            (outcome.total(profession, year, |_| true), outcome.headline(profession, year, |_| true));
        assert_eq!((total.counted, total.meet), (self.counted, self.meet), "seed {seed}: {profession} {year}");
        assert_eq!((headline.counted, headline.reach), (self.counted, self.meet), "seed {seed}");
        for (ours, theirs) in
            [(total.expected, self.expected), (total.provided, self.provided), (total.weeks_short, self.short)]
        {
            assert!(same(Some(ours), Some(theirs)), "seed {seed}: {profession} {year}: {total:?}");
        }
        assert_eq!((headline.expected, headline.provided), (total.expected, total.provided), "seed {seed}");
        assert_eq!(headline.weeks_short, total.weeks_short, "seed {seed}");
    }
}

const SEEDS: std::ops::Range<u64> = 0..400;

#[test]
fn every_figure_of_random_plans_is_what_the_rules_say_row_by_row() {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for seed in SEEDS {
        let plan = MadeUp::of(seed);
        let outcome = Outcome::calculate(Arc::new(plan.facts()), plan.settings.clone());
        compare(seed, &outcome, &ByHand::new(&plan));
        seen.extend(outcome.places().map(|place| outcome.figures(place).status.word()));
        let rests_on = outcome.places().flat_map(|place| outcome.figures(place).notes());
        seen.extend(rests_on.filter(|note| note.starts_with("nearest snapshot")).map(|_| "nearest snapshot"));
    }
    let all = Status::ALL.map(Status::word).into_iter().chain(["nearest snapshot"]);
    assert_eq!(seen, all.collect(), "the plans have everything that the rules speak of");
}

#[test]
fn so_it_is_after_every_edit_of_a_recalculated_scenario() {
    for seed in SEEDS.step_by(4) {
        let plan = MadeUp::of(seed);
        let mut by_hand = ByHand::new(&plan);
        let baseline = Arc::new(Outcome::calculate(Arc::new(plan.facts()), plan.settings.clone()));
        let scenario = Scenario { benchmark: Benchmark::Recalculated, ..Scenario::default() };
        let mut state = ScenarioState::open(Arc::clone(&baseline), scenario);
        let mut dice = Dice(seed ^ 0xED17);
        for _ in 0..6 {
            // What was seen before an edit stays as it was.
            let (before, seen) = (state.outcome().clone(), ByHand { edited: by_hand.edited.clone(), plan: &plan });
            let organisations = baseline.facts().organisations();
            let code = &organisations[dice.below(organisations.len() as u64) as usize].code;
            let (profession, year) = (dice.one_of(&made_up::professions()), dice.one_of(baseline.facts().years()));
            let field = dice.one_of(&CellField::ALL);
            let value = i64::from(dice.one_of(&[0_u16, 1, 10, 12, 30])) * 1_000_000;
            let edit = Edit::cell(field, code, profession, year, Change::Set(Decimal::from_millionths(value)), "");
            state.push(vec![edit]).unwrap();
            by_hand.edited.insert((code.clone(), profession, year, field == CellField::Fte), value);
            compare(seed, state.outcome(), &by_hand);
            compare(seed, &before, &seen);
        }
        while state.remove(0).is_some() {}
        compare(seed, state.outcome(), &ByHand::new(&plan));
    }
}
