//! How far an assumption moves what is watched: how that is made.

use std::sync::Arc;

use super::Whose;
use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::sensitivity::{Sensitivity, SensitivityQuery, SensitivityRow};
use super::total_story::{TotalFigure, TotalQuestion};
use crate::model::scenario::{RECALCULATION, ScenarioState};

/// How far an assumption moves what is watched: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwingQuestion {
    /// What is watched.
    pub query: SensitivityQuery,
    /// The assumption's name.
    pub assumption: &'static str,
}

impl SwingQuestion {
    /// The story under a scenario. Tries every assumption again: beside the window.
    pub fn story(&self, state: &ScenarioState) -> FigureStory {
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), self.query.clone());
        let row = answer.rows.iter().find(|row| row.assumption == self.assumption);
        row.map(|row| answer.story(row)).unwrap_or_else(|| {
            let reason = "The scenario as it is has no such assumption to try.";
            FigureStory::without(&swing_of(self.assumption), &answer.subject(), reason)
        })
    }
}

fn swing_of(assumption: &str) -> String {
    format!("Swing of {}", assumption.to_lowercase())
}

impl Sensitivity {
    fn subject(&self) -> String {
        let organisations = self.outcome.facts().organisations();
        let who = self.query.organisation.and_then(|number| organisations.get(number as usize));
        let who = who.map_or("all organisations", |of| if of.name.is_empty() { &of.code } else { &of.name });
        format!("{who}, {}, {}", self.outcome.profession_in_sentence(self.query.profession), self.query.year)
    }

    /// How far one assumption moves what is watched.
    pub fn story(&self, row: &SensitivityRow) -> FigureStory {
        let part = |name: String, value: &str| StoryPart {
            name,
            value: format!("{value} weeks"),
            missing: false,
            beneath: None,
        };
        let mut parts = vec![
            part(format!("Highest, {}", row.high.0), &row.high.1),
            part(format!("Lowest, {}", row.low.0), &row.low.1),
        ];
        if let Some((now, _)) = &self.now {
            let question = self.as_now();
            parts.push(StoryPart { beneath: question.map(Beneath::Total), ..part("As now".to_owned(), now) });
        }
        let mut notes = Vec::new();
        let recalculated = self.rows.iter().any(|row| row.assumption == RECALCULATION);
        if let Some((_, from, _)) = self.from.as_ref().filter(|_| recalculated) {
            parts.push(part("As now, recalculated".to_owned(), from));
            notes.push(
                "The scenario holds the benchmark rate; every choice of the method recalculates it. So each is measured \
                 from the figure with the rate recalculated."
                    .to_owned(),
            );
        }
        let without = (!row.without_rate.is_empty()).then(|| format!("No rate comes of: {}.", row.without_rate));
        FigureStory {
            notes: notes.into_iter().chain(without).collect(),
            parts,
            ..FigureStory::plain(
                &swing_of(row.assumption),
                &self.subject(),
                format!("{} weeks", row.swing),
                "What is watched is worked out again under each choice of this one assumption, all else as in the \
                 scenario; the swing is the highest − the lowest.",
                format!("{} − {} = {} weeks", row.high.1, row.low.1, row.swing),
            )
        }
    }

    /// What is watched, as it is now; of one organisation its gap says the same.
    pub fn as_now(&self) -> Option<TotalQuestion> {
        let figure = match self.query.measured {
            crate::model::scenario::Measured::Gap => TotalFigure::Gap,
            crate::model::scenario::Measured::WeeksShort => TotalFigure::WeeksShort,
        };
        let whose = match self.query.organisation {
            None => Whose::default(),
            Some(number) => {
                let code = &self.outcome.facts().organisations().get(number as usize)?.code;
                Whose::one(code)
            }
        };
        let professions = vec![self.query.profession];
        Some(TotalQuestion { figure, professions, year: self.query.year, whose, reference: None, in_baseline: false })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scenario::{Explainer, Measured};
    use crate::model::{Outcome, Profession};
    use crate::report::comparison::tests::outcome;
    use crate::report::tests::{scenario_of, state, year};

    #[test]
    fn a_swing_names_both_choices_and_leads_to_the_figure_as_it_is() {
        let state = state(&[]);
        let query = SensitivityQuery {
            profession: Profession::Pt,
            year: year(),
            measured: Measured::WeeksShort,
            organisation: Some(1),
        };
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        let by = Explainer::Baseline(Arc::clone(state.baseline()));
        for row in &answer.rows {
            let story = answer.story(row);
            let Some(Beneath::Total(now)) = &story.parts[2].beneath else { panic!("{:?}", story.parts) };
            assert_eq!((now.story(&by).value.as_str(), story.parts[2].value.as_str()), ("60.00 weeks", "60.0 weeks"));
        }
    }

    #[test]
    fn a_scenario_that_holds_the_rate_says_what_each_assumption_is_measured_from() {
        // At the observed rate of 3.25 ZA2 is 7.5 short of its 97.5; 20 weeks more at ZA1 make it 3.75.
        let (facts, plan) = outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]);
        let mut settings = plan.settings().clone();
        settings.set("benchmark_method.PT", "observed").unwrap();
        let state = scenario_of(Arc::new(Outcome::calculate(facts, settings)), &["ZA1 PT 2018/19 weeks +20"]);
        let query = SensitivityQuery {
            profession: Profession::Pt,
            year: year(),
            measured: Measured::WeeksShort,
            organisation: None,
        };
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
        let query = SensitivityQuery {
            profession: Profession::Pt,
            year: year(),
            measured: Measured::WeeksShort,
            organisation: Some(1),
        };
        for edits in [&[][..], &["ZA2 PT 2018/19 fte 40"], &["ZA2 PT 2018/19 weeks +60"]] {
            let state = state(edits);
            let outcome = Arc::new(state.outcome().clone());
            let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query.clone());
            assert!(!answer.rows.is_empty());
            for row in &answer.rows {
                let question = SwingQuestion { query: query.clone(), assumption: row.assumption };
                assert_eq!(question.story(&state).with_values, answer.story(row).with_values, "{edits:?}");
            }
        }
        let question = SwingQuestion { query, assumption: "Nothing that there is" };
        assert_eq!(question.story(&state(&[])).value, "missing");
    }
}
