//! How much each assumption matters: the gap under its other choices, widest first (a tornado chart).

use std::sync::Arc;

use super::edit::{Edit, What};
use super::{Benchmark, Headline, Scenario};
use crate::model::{AcademicYear, Band, BenchmarkMethod, Fraction, Outcome, Profession, ReferenceYear};

/// A choice of the method that could have been made in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Its name on the screen.
    pub label: &'static str,
    /// The other choices.
    pub alternatives: Vec<Alternative>,
}

/// One other choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// In words: `35 hours a week`.
    pub label: String,
    /// The setting that makes it.
    pub what: What,
}

/// Which figure is watched while assumptions are tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measured {
    /// Provided − expected.
    #[default]
    Gap,
    /// Σ of the gaps below 0, as a positive number of weeks.
    WeeksShort,
}

impl Measured {
    /// The figure of a headline, in placement weeks.
    pub fn of(self, headline: &Headline) -> Fraction {
        match self {
            Measured::Gap => headline.gap(),
            Measured::WeeksShort => headline.weeks_short,
        }
    }
}

/// What one choice gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The choice in words; `as now` for the one in force.
    pub label: String,
    /// What the organisations in scope add up to under it.
    pub headline: Headline,
}

/// How far one assumption moves the figure that is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// The name of the assumption.
    pub label: &'static str,
    /// The figure that is watched.
    pub measured: Measured,
    /// The choice with the lowest figure, the one in force among them.
    pub low: Reading,
    /// The choice with the highest.
    pub high: Reading,
    /// Choices that give no rate, and so no gap, in words.
    pub without_rate: Vec<String>,
}

/// The assumptions worth trying for one profession: those of the issue *What if*, without the choices
/// that are in force already.
pub fn assumptions(outcome: &Outcome, profession: Profession) -> Vec<Assumption> {
    let settings = outcome.settings();
    let from_six: Vec<&str> = settings.bands.iter().filter(|band| **band != Band::B5).map(|band| band.key()).collect();
    let every: Vec<&str> = Band::ALL.iter().filter(|band| **band != Band::NotGiven).map(|band| band.key()).collect();
    let mut list = Collected { outcome, profession, list: Vec::new() };
    list.add("Bands that count", "bands", [("without band 5", &*from_six.join(",")), ("every band", &every.join(","))]);
    list.add("Preceptees", "preceptees", [("preceptees excluded", "excluded"), ("preceptees included", "included")]);
    list.add(
        "Snapshot",
        "nearest_snapshot",
        [("nearest snapshot where a year has none", "yes"), ("only the year's own snapshots", "no")],
    );
    let methods = BenchmarkMethod::ALL.map(|method| (method.word(), method.word()));
    list.add("Benchmark method", "benchmark_method", methods);
    let years: Vec<String> = outcome.facts().years().iter().map(ToString::to_string).collect();
    let own = (settings.reference_year != ReferenceYear::Own).then_some(("each year its own", "own"));
    let fixed = years.iter().map(|year| (year.as_str(), year.as_str()));
    list.add("Reference year", "reference_year", fixed.chain(own));
    list.add("Hours in a placement week", "hours_per_week", [("35 hours", "35"), ("40 hours", "40")]);
    list.add(
        "Missing returns",
        "missing_return_as_zero",
        [("a missing return counts as 0", "yes"), ("a missing return is missing", "no")],
    );
    list.list
}

struct Collected<'a> {
    outcome: &'a Outcome,
    profession: Profession,
    list: Vec<Assumption>,
}

impl Collected<'_> {
    fn add<'t>(&mut self, label: &'static str, key: &str, choices: impl IntoIterator<Item = (&'t str, &'t str)>) {
        let by_profession = key == "benchmark_method";
        let now = if by_profession {
            Some(self.outcome.settings().benchmark_method.of(self.profession).word().to_owned())
        } else {
            self.outcome.settings().get(key)
        };
        let profession = by_profession.then_some(self.profession);
        let alternatives = choices.into_iter().filter_map(|(words, value)| {
            let what = What::setting(key, profession, value).ok()?;
            let differs = !matches!(&what, What::Setting { value, .. } if Some(value) == now.as_ref());
            differs.then(|| Alternative { label: words.to_owned(), what })
        });
        let alternatives: Vec<Alternative> = alternatives.collect();
        if !alternatives.is_empty() {
            self.list.push(Assumption { label, alternatives });
        }
    }
}

/// Assumptions that were tried, and the figure that each is measured from.
#[derive(Clone, Debug, PartialEq)]
pub struct Tried {
    /// As now. Under a scenario that holds the benchmark at another rate than its own figures give: as now, but
    /// with the rate recalculated. A choice of the method recalculates it even so, and only then is what the
    /// choice itself does the difference.
    pub from: Reading,
    /// What each does, widest swing first; what recalculating does by itself is one of them.
    pub swings: Vec<Swing>,
}

/// The name of what giving up a held rate does by itself.
pub const RECALCULATION: &str = "Benchmark recalculated";

/// The choice in force.
pub const AS_NOW: &str = "as now";

/// The choice in force where the scenario holds another rate than its figures give, with the rate recalculated.
pub const AS_NOW_RECALCULATED: &str = "as now, recalculated";

/// The choice in force, as what giving it up does is measured.
pub const HELD_AS_NOW: &str = "held, as now";

/// The headline as now, and the scenario that recalculates the rate with its own, where that moves it.
fn measured_from(
    baseline: &Arc<Outcome>,
    scenario: &Scenario,
    headline: &impl Fn(&Outcome) -> Option<Headline>,
) -> Option<(Headline, Option<(Scenario, Headline)>)> {
    let now = headline(&scenario.outcome(baseline))?;
    let recalculated = Scenario { benchmark: Benchmark::Recalculated, ..scenario.clone() };
    let moved = headline(&recalculated.outcome(baseline)).filter(|moved| *moved != now);
    Some((now, moved.map(|moved| (recalculated, moved))))
}

/// The scenario that a choice is tried in, as [`sensitivity`] does; without a choice the one that every choice is
/// measured from. `None` without a rate.
pub fn trial(
    baseline: &Arc<Outcome>,
    scenario: &Scenario,
    (profession, year): (Profession, AcademicYear),
    choice: Option<&What>,
    in_scope: impl Fn(u32) -> bool,
) -> Option<Scenario> {
    let headline = |outcome: &Outcome| {
        outcome.rate(profession, year).is_ok().then(|| outcome.headline(profession, year, &in_scope))
    };
    let (_, moved) = measured_from(baseline, scenario, &headline)?;
    let mut with = moved.map_or_else(|| scenario.clone(), |(recalculated, _)| recalculated);
    with.edits.extend(choice.map(|what| Edit { what: what.clone(), note: String::new() }));
    Some(with)
}

/// The gap, or the weeks short, of one profession and year over the organisations in scope under every
/// alternative, on top of a scenario (an empty one for the baseline); `None` without a rate.
///
/// Over the whole reference group the gap under *observed* in its own year is 0 whatever is assumed;
/// the weeks short of those below still move. Each alternative counts the facts again: a job beside
/// the window.
pub fn sensitivity(
    baseline: &Arc<Outcome>,
    scenario: &Scenario,
    assumptions: &[Assumption],
    (profession, year): (Profession, AcademicYear),
    measured: Measured,
    in_scope: impl Fn(u32) -> bool,
) -> Option<Tried> {
    let headline = |outcome: &Outcome| {
        outcome.rate(profession, year).is_ok().then(|| outcome.headline(profession, year, &in_scope))
    };
    let reading = |label: &str, headline| Reading { label: label.to_owned(), headline };
    let (now, moved) = measured_from(baseline, scenario, &headline)?;
    let (scenario, from) = match &moved {
        Some((recalculated, moved)) => (recalculated, reading(AS_NOW_RECALCULATED, *moved)),
        None => (scenario, reading(AS_NOW, now)),
    };
    let still = |label| Swing { label, measured, low: from.clone(), high: from.clone(), without_rate: Vec::new() };
    let swing = |assumption: &Assumption| {
        let mut swing = still(assumption.label);
        for alternative in &assumption.alternatives {
            let mut with = scenario.clone();
            with.edits.push(Edit { what: alternative.what.clone(), note: String::new() });
            match headline(&with.outcome(baseline)) {
                Some(headline) => swing.reach(reading(&alternative.label, headline)),
                None => swing.without_rate.push(alternative.label.clone()),
            }
        }
        swing
    };
    let mut swings: Vec<Swing> = assumptions.iter().map(swing).collect();
    if from.headline != now {
        let mut swing = still(RECALCULATION);
        swing.reach(reading(HELD_AS_NOW, now));
        swings.push(swing);
    }
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    Some(Tried { from, swings })
}

impl Swing {
    /// From the lowest to the highest figure, in placement weeks.
    pub fn width(&self) -> f64 {
        self.measured.of(&self.high.headline).minus(self.measured.of(&self.low.headline)).to_f64()
    }

    fn reach(&mut self, reading: Reading) {
        let figure = self.measured.of(&reading.headline);
        if figure < self.measured.of(&self.low.headline) {
            self.low = reading;
        } else if figure > self.measured.of(&self.high.headline) {
            self.high = reading;
        }
    }
}
