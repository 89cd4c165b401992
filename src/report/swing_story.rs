//! How far an assumption moves what is watched: how that is made.

use std::sync::Arc;

use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::sensitivity::{PLACES, Sensitivity, SensitivityQuery, SensitivityRow};
use super::total_story::{TotalFigure, TotalQuestion};
use crate::model::scenario::{AS_NOW, HELD_AS_NOW, Measured, RECALCULATION, ScenarioState};
use crate::model::shown_sides;

/// Which figure is meant of those that trying assumptions gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SwingFigure {
    /// What the sentence above the chart says.
    Answer,
    /// How far one assumption moves what is watched, by its name.
    Of(&'static str),
    /// A total with one choice of an assumption.
    Choice {
        /// The assumption's name.
        assumption: &'static str,
        /// The choice in words.
        choice: String,
        /// Which total.
        figure: TotalFigure,
    },
}

/// A figure of trying assumptions: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwingQuestion {
    /// What is watched.
    pub query: SensitivityQuery,
    /// Which figure of it.
    pub of: SwingFigure,
}

impl SwingQuestion {
    /// The story under a scenario. Tries assumptions again: beside the window.
    pub fn story(&self, state: &ScenarioState) -> FigureStory {
        let answer = || {
            let outcome = Arc::new(state.outcome().clone());
            Sensitivity::of(state.baseline(), outcome, state.scenario(), self.query.clone())
        };
        match &self.of {
            SwingFigure::Answer => answer().whole(),
            SwingFigure::Choice { assumption, choice, figure } => self.query.tried(state, assumption, choice, *figure),
            SwingFigure::Of(assumption) => {
                let answer = answer();
                let row = answer.rows.iter().find(|row| row.assumption == *assumption);
                row.map(|row| answer.story(row)).unwrap_or_else(|| {
                    let reason = "The scenario as it is has no such assumption to try.";
                    FigureStory::without(&swing_of(assumption), &answer.subject(), reason)
                })
            }
        }
    }
}

fn swing_of(assumption: &str) -> String {
    format!("Swing of {}", assumption.to_lowercase())
}

impl SensitivityQuery {
    /// What is watched, as a figure that adds up organisations.
    pub const fn figure(&self) -> TotalFigure {
        match self.measured {
            Measured::Gap => TotalFigure::Gap,
            Measured::WeeksShort => TotalFigure::WeeksShort,
        }
    }
}

impl Sensitivity {
    /// Of whom and when.
    pub(super) fn subject(&self) -> String {
        self.query.subject(&self.outcome)
    }

    fn part(&self, name: String, value: &str, beneath: Option<Beneath>) -> StoryPart {
        StoryPart { name, value: format!("{value} weeks"), missing: false, beneath }
    }

    /// What leads to the figure under a choice of an assumption.
    pub fn choice(&self, assumption: &'static str, choice: &str) -> Option<Beneath> {
        if [AS_NOW, HELD_AS_NOW].contains(&choice) {
            return self.as_now().map(Beneath::Total);
        }
        let (choice, figure) = (choice.to_owned(), self.query.figure());
        let of = SwingFigure::Choice { assumption, choice, figure };
        Some(Beneath::Swing(Box::new(SwingQuestion { query: self.query.clone(), of })))
    }

    fn low(&self, row: &SensitivityRow) -> StoryPart {
        let beneath = self.choice(row.assumption, &row.low.0);
        self.part(format!("Lowest, {}", row.low.0), &row.low.1, beneath)
    }

    fn high(&self, row: &SensitivityRow) -> StoryPart {
        let beneath = self.choice(row.assumption, &row.high.0);
        self.part(format!("Highest, {}", row.high.0), &row.high.1, beneath)
    }

    /// The figure as now; after it that with the rate recalculated, where each assumption is measured from that.
    fn starts(&self) -> Vec<StoryPart> {
        let mut parts = Vec::new();
        if let Some((now, _)) = &self.now {
            parts.push(self.part("As now".to_owned(), now, self.as_now().map(Beneath::Total)));
        }
        let recalculated = self.rows.iter().any(|row| row.assumption == RECALCULATION);
        if let Some((choice, from, _)) = self.from.as_ref().filter(|_| recalculated) {
            parts.push(self.part("As now, recalculated".to_owned(), from, self.choice(RECALCULATION, choice)));
        }
        parts
    }

    fn told(&self, story: FigureStory) -> FigureStory {
        let recalculated = self.rows.iter().any(|row| row.assumption == RECALCULATION);
        let mut notes = story.notes;
        if recalculated {
            notes.insert(
                0,
                "The scenario holds the benchmark rate; every choice of the method recalculates it. So each is measured \
                 from the figure with the rate recalculated."
                    .to_owned(),
            );
        }
        FigureStory { notes, scenario: Some(Arc::from(self.scenario.as_str())), ..story }
    }

    /// What the sentence says, each of its figures a part.
    pub fn whole(&self) -> FigureStory {
        let name = "What moves the figure most";
        let Some((now, _)) = &self.now else {
            return FigureStory::without(name, &self.subject(), self.sentence.clone());
        };
        let mut parts = self.starts();
        if let Some(widest) = self.widest() {
            parts.extend([self.low(widest), self.high(widest)]);
            let of = SwingFigure::Of(widest.assumption);
            let beneath = Beneath::Swing(Box::new(SwingQuestion { query: self.query.clone(), of }));
            parts.push(self.part(swing_of(widest.assumption), &widest.swing, Some(beneath)));
        }
        self.told(FigureStory {
            parts,
            ..FigureStory::plain(
                name,
                &self.subject(),
                format!("{now} weeks as now"),
                "Each assumption is tried by itself, all else as in the scenario. The one with the widest swing, its \
                 highest − its lowest figure, is named.",
                self.sentence.clone(),
            )
        })
    }

    /// How far one assumption moves what is watched.
    pub fn story(&self, row: &SensitivityRow) -> FigureStory {
        let mut parts = vec![self.high(row), self.low(row)];
        parts.extend(self.starts());
        let [low, high] = row.exact;
        let [high, low] = shown_sides([high, low], PLACES, PLACES);
        let without = (!row.without_rate.is_empty()).then(|| format!("No rate comes of: {}.", row.without_rate));
        self.told(FigureStory {
            notes: without.into_iter().collect(),
            parts,
            ..FigureStory::plain(
                &swing_of(row.assumption),
                &self.subject(),
                format!("{} weeks", row.swing),
                "What is watched is worked out again under each choice of this one assumption, all else as in the \
                 scenario; the swing is the highest − the lowest.",
                format!("{high} − {low} = {} weeks", row.swing),
            )
        })
    }

    /// What is watched, as it is now: the gap or the weeks short, of one organisation too.
    pub fn as_now(&self) -> Option<TotalQuestion> {
        self.query.total(&self.outcome, self.query.figure())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scenario::Explainer;
    use crate::model::{Fraction, Outcome};
    use crate::report::comparison::tests::outcome;
    use crate::report::tests::{scenario_of, state, tells, weeks_short};

    #[test]
    fn a_swing_names_both_choices_and_leads_to_the_figure_as_it_is() {
        let state = state(&[]);
        let query = weeks_short(Some(1));
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        let by = Explainer::Baseline(Arc::clone(state.baseline()));
        for row in &answer.rows {
            let story = answer.story(row);
            let Some(Beneath::Total(now)) = &story.parts[2].beneath else { panic!("{:?}", story.parts) };
            assert!(tells(&now.story(&by), &story.parts[2].value), "{:?}", story.parts[2]);
        }
    }

    #[test]
    fn a_scenario_that_holds_the_rate_says_what_each_assumption_is_measured_from() {
        // At the observed rate of 3.25 ZA2 is 7.5 short of its 97.5; 20 weeks more at ZA1 make it 3.75.
        let (facts, plan) = outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]);
        let mut settings = plan.settings().clone();
        settings.set("benchmark_method.PT", "observed").unwrap();
        let state = scenario_of(Arc::new(Outcome::calculate(facts, settings)), &["ZA1 PT 2018/19 weeks +20"]);
        let query = weeks_short(None);
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        insta::assert_snapshot!(
            answer.sentence,
            @"As now 7.5 weeks against the held rate, and 22.5 with the rate recalculated. Every assumption recalculates it, so each is measured from 22.5. Benchmark method moves it most: from 22.5 (as now, recalculated) to 60.0 (set)."
        );
        let row = answer.rows.iter().find(|row| row.assumption == RECALCULATION).unwrap();
        let story = answer.story(row);
        let parts: Vec<&str> = story.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(parts, ["Highest, as now, recalculated", "Lowest, held, as now", "As now", "As now, recalculated"]);
    }

    #[test]
    fn a_swing_is_told_of_the_scenario_as_it_is_by_then() {
        let query = weeks_short(Some(1));
        for edits in [&[][..], &["ZA2 PT 2018/19 fte 40"], &["ZA2 PT 2018/19 weeks +60"]] {
            let state = state(edits);
            let outcome = Arc::new(state.outcome().clone());
            let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query.clone());
            assert!(!answer.rows.is_empty());
            for row in &answer.rows {
                let question = SwingQuestion { query: query.clone(), of: SwingFigure::Of(row.assumption) };
                assert_eq!(question.story(&state).with_values, answer.story(row).with_values, "{edits:?}");
            }
        }
        let question = SwingQuestion { query, of: SwingFigure::Of("Nothing that there is") };
        assert_eq!(question.story(&state(&[])).value, "missing");
    }

    #[test]
    fn the_sides_of_a_swing_are_written_so_that_a_calculator_comes_to_it() {
        let state = state(&[]);
        let query = weeks_short(None);
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        let hundredths = |number: i128| Fraction::new(number, 100).unwrap();
        let mut row = answer.rows[0].clone();
        (row.exact, row.swing) = ([hundredths(5_006), hundredths(6_004)], "10.0".to_owned());
        assert_eq!(answer.story(&row).with_values.as_deref(), Some("60.04 − 50.06 = 10.0 weeks"));
    }
}
