//! Sensitivity as a table: how far each assumption moves the gap, widest first.

use std::sync::Arc;

use crate::model::scenario::{Headline, Measured, RECALCULATION, Reading, Scenario, Swing, assumptions, sensitivity};
use crate::model::{AcademicYear, Fraction, Outcome, Profession, shown};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SensitivityQuery {
    /// The profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// Which figure is watched.
    pub measured: Measured,
    /// One organisation, by its number; `None` for all.
    pub organisation: Option<u32>,
}

/// What one assumption does.
#[derive(Clone, Debug, PartialEq)]
pub struct SensitivityRow {
    /// Its name.
    pub assumption: &'static str,
    /// The choice with the lowest figure, and the figure.
    pub low: (String, String, f64),
    /// The choice with the highest.
    pub high: (String, String, f64),
    /// The lowest figure and the highest, exactly.
    pub exact: [Fraction; 2],
    /// How far they are apart.
    pub swing: String,
    /// Choices that give no rate.
    pub without_rate: String,
}

/// The answer, and what it was worked out from.
#[derive(Clone, Debug)]
pub struct Sensitivity {
    /// The outcome that is as now.
    pub outcome: Arc<Outcome>,
    /// The scenario's name.
    pub scenario: String,
    /// What was asked.
    pub query: SensitivityQuery,
    /// The figure as now; `None` without a rate.
    pub now: Option<(String, f64)>,
    /// What each assumption is measured from: the choice, its figure. As now, or that with the rate recalculated
    /// where the scenario holds another.
    pub from: Option<(String, String, f64)>,
    /// One row for each assumption, widest first.
    pub rows: Vec<SensitivityRow>,
    /// What stands out, in a sentence.
    pub sentence: String,
}

impl Sensitivity {
    /// Tries every assumption on top of a scenario. Each counts the facts again: a job beside the window.
    pub fn of(
        baseline: &Arc<Outcome>,
        outcome: Arc<Outcome>,
        scenario: &Scenario,
        query: SensitivityQuery,
    ) -> Sensitivity {
        let SensitivityQuery { profession, year, measured, organisation } = query;
        let in_scope = |number: u32| organisation.is_none_or(|one| one == number);
        let tried = assumptions(&outcome, profession);
        let tried = sensitivity(baseline, scenario, &tried, (profession, year), measured, in_scope);
        let now = tried.is_some().then(|| figure(&outcome.headline(profession, year, in_scope), measured));
        let from = tried.as_ref().map(|tried| end(&tried.from, measured));
        let swings = tried.map_or(Vec::new(), |tried| tried.swings);
        let rows: Vec<SensitivityRow> = swings.iter().map(|swing| row(swing, measured)).collect();
        let sentence = match (&now, &from) {
            (Some((now, _)), Some(from)) => sentence(now, from, &rows),
            _ => format!("{profession} has no benchmark rate in {year}, so nothing can be measured."),
        };
        Sensitivity { outcome, scenario: scenario.name.clone(), query, now, from, rows, sentence }
    }
}

impl Sensitivity {
    /// The assumption that stands out; `None` if none moves anything.
    pub fn widest(&self) -> Option<&SensitivityRow> {
        widest(&self.rows)
    }
}

fn widest(rows: &[SensitivityRow]) -> Option<&SensitivityRow> {
    let widest = rows.iter().find(|row| row.assumption != RECALCULATION);
    widest.filter(|row| row.low.2 < row.high.2)
}

/// What stands out.
fn sentence(now: &str, (_, from, _): &(String, String, f64), rows: &[SensitivityRow]) -> String {
    let recalculation = rows.iter().find(|row| row.assumption == RECALCULATION);
    let now = match recalculation {
        Some(_) => format!(
            "As now {now} weeks against the held rate, and {from} with the rate recalculated. Every assumption \
             recalculates it, so each is measured from {from}."
        ),
        None => format!("As now {now} weeks."),
    };
    match widest(rows) {
        Some(widest) => format!(
            "{now} {} moves it most: from {} ({}) to {} ({}).",
            widest.assumption, widest.low.1, widest.low.0, widest.high.1, widest.high.0
        ),
        None => format!("{now} None of the assumptions moves it."),
    }
}

/// A choice, the figure under it in words, and the figure.
fn end(reading: &Reading, measured: Measured) -> (String, String, f64) {
    let (text, value) = figure(&reading.headline, measured);
    (reading.label.clone(), text, value)
}

fn figure(headline: &Headline, measured: Measured) -> (String, f64) {
    let figure = measured.of(headline);
    (shown(figure, PLACES), figure.to_f64())
}

/// How many decimals the figures have.
pub(super) const PLACES: u32 = 1;

fn row(swing: &Swing, measured: Measured) -> SensitivityRow {
    let [low, high] = [&swing.low, &swing.high].map(|end| measured.of(&end.headline));
    SensitivityRow {
        assumption: swing.label,
        low: end(&swing.low, measured),
        high: end(&swing.high, measured),
        exact: [low, high],
        swing: shown(high.minus(low), PLACES),
        without_rate: swing.without_rate.join(", "),
    }
}
