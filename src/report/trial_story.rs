//! What is watched with one choice of an assumption: worked out again on trial, and told like any other total.

use std::sync::Arc;

use super::Whose;
use super::figure_story::{Beneath, FigureStory, StoryPart, StorySetting};
use super::sensitivity::SensitivityQuery;
use super::swing_story::{SwingFigure, SwingQuestion};
use super::total_story::{TotalFigure, TotalQuestion};
use crate::model::scenario::{AS_NOW_RECALCULATED, Alternative, Explainer, ScenarioState, What, assumptions, trial};
use crate::model::{Organisation, Outcome, SETTINGS};

impl SensitivityQuery {
    /// Of whom and when.
    pub(super) fn subject(&self, outcome: &Outcome) -> String {
        let organisations = outcome.facts().organisations();
        let who = self.organisation.and_then(|number| organisations.get(number as usize));
        let who = who.map_or("all organisations", Organisation::called);
        format!("{who}, {}, {}", outcome.profession_in_sentence(self.profession), self.year)
    }

    /// A total of those that are watched, as now; `None` if the organisation is not there.
    pub(super) fn total(&self, outcome: &Outcome, figure: TotalFigure) -> Option<TotalQuestion> {
        let whose = match self.organisation {
            None => Whose::default(),
            Some(number) => Whose::one(&outcome.facts().organisations().get(number as usize)?.code),
        };
        Some(TotalQuestion::new(figure, vec![self.profession], self.year, whose))
    }

    /// A total with one choice of an assumption on top of the scenario.
    pub(super) fn tried(
        &self,
        state: &ScenarioState,
        assumption: &'static str,
        choice: &str,
        figure: TotalFigure,
    ) -> FigureStory {
        let (baseline, outcome) = (state.baseline(), state.outcome());
        let column = (self.profession, self.year);
        let in_scope = |number: u32| self.organisation.is_none_or(|one| one == number);
        let found = || {
            let of = assumptions(outcome, self.profession).into_iter().find(|known| known.label == assumption)?;
            of.alternatives.into_iter().find(|known| known.label == choice)
        };
        let alternative = if choice == AS_NOW_RECALCULATED { Some(None) } else { found().map(Some) };
        let what = alternative.as_ref().map(|known| known.as_ref().map(|known| &known.what));
        let tried = what.and_then(|what| trial(baseline, state.scenario(), column, what, in_scope));
        let tried = tried.map(|scenario| Arc::new(ScenarioState::open(Arc::clone(baseline), scenario)));
        let Some((tried, question)) = tried.zip(self.total(outcome, figure)) else {
            let reason = "The scenario as it is has no such choice to try.";
            return FigureStory::without(&with(assumption, choice), &self.subject(outcome), reason);
        };
        let told = question.story(&Explainer::Scenario(Arc::clone(&tried)));
        let again = |figure| {
            let of = SwingFigure::Choice { assumption, choice: choice.to_owned(), figure };
            Some(Beneath::Swing(Box::new(SwingQuestion { query: self.clone(), of })))
        };
        // Another total is tried likewise; the figures of one organisation are nowhere but in the trial.
        let parts = told.parts.into_iter().map(|part| match part.beneath {
            Some(Beneath::Total(question)) => StoryPart { beneath: again(question.figure), ..part },
            _ => StoryPart { beneath: None, ..part },
        });
        let mut notes = told.notes;
        notes.push(
            "Worked out on trial, in no plan and in no scenario: all else is as in the scenario. To follow an \
             organisation's figure further, give the scenario this setting on the page Method."
                .to_owned(),
        );
        let mut beside: Vec<StoryPart> = Vec::new();
        if figure == self.figure() {
            for (name, figure) in [
                ("Organisations added with this choice", TotalFigure::Added),
                ("Expected with this choice", TotalFigure::Expected),
                ("Provided with this choice", TotalFigure::Provided),
            ] {
                let question = TotalQuestion { figure, ..question.clone() };
                beside.push(StoryPart { beneath: again(figure), ..question.part_in(name, tried.outcome()) });
            }
        }
        beside.push(question.part_in("As now", outcome));
        FigureStory {
            name: format!("{}, {}", told.name, with(assumption, choice)),
            scenario: Some(Arc::from(state.scenario().name.as_str())),
            settings: alternative
                .flatten()
                .into_iter()
                .map(|known| tried_setting(outcome, &known))
                .chain(told.settings)
                .collect(),
            parts: parts.collect(),
            beside,
            notes,
            ..told
        }
    }
}

/// `bands that count: without band 5`.
fn with(assumption: &str, choice: &str) -> String {
    if choice == AS_NOW_RECALCULATED {
        "with the benchmark recalculated".to_owned()
    } else {
        format!("{}: {choice}", assumption.to_lowercase())
    }
}

/// The setting that is tried, and what it is without the trial.
fn tried_setting(outcome: &Outcome, known: &Alternative) -> StorySetting {
    let What::Setting { key, profession, value } = &known.what else {
        return StorySetting { key: String::new(), words: known.label.clone(), from: "Tried here".to_owned() };
    };
    let full = profession.as_ref().map_or_else(|| key.clone(), |of| format!("{key}.{of}"));
    let settings = outcome.settings();
    let now = settings.get(&full).or_else(|| settings.get(key)).unwrap_or_else(|| "not set".to_owned());
    let label = SETTINGS.iter().find(|info| info.key == key.as_str()).map_or(key.as_str(), |info| info.label);
    StorySetting {
        key: full,
        words: format!("{label}: {value}"),
        from: format!("Tried here by itself; in the scenario it is {now}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Sensitivity;
    use crate::report::tests::{state, weeks_short};

    #[test]
    fn each_end_of_a_swing_is_told_with_its_setting_and_its_organisations() {
        let state = state(&[]);
        let query = weeks_short(None);
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        let mut tried = 0;
        for row in &answer.rows {
            for (choice, text, _) in [&row.low, &row.high] {
                let Some(Beneath::Swing(question)) = answer.choice(row.assumption, choice) else { continue };
                let story = question.story(&state);
                tried += 1;
                // Stories have two decimals, the table one.
                let value: f64 = story.value.trim_end_matches(" weeks").parse().unwrap();
                assert!((value - text.parse::<f64>().unwrap()).abs() < 0.051, "{choice}: {text}, {story:?}");
                assert!(story.name.contains(choice.as_str()), "{}", story.name);
                assert!(story.settings[0].from.starts_with("Tried here by itself; in the scenario it is "));
                assert!(story.settings[0].words.len() > 5, "{:?}", story.settings);
                assert!(!story.parts.is_empty() && story.beside.len() == 4, "{story:?}");
                for part in &story.beside {
                    let told = match &part.beneath {
                        Some(Beneath::Swing(question)) => question.story(&state),
                        Some(Beneath::Total(now)) => now.story(&Explainer::Scenario(Arc::new(ScenarioState::open(
                            Arc::clone(state.baseline()),
                            state.scenario().clone(),
                        )))),
                        other => panic!("{other:?}"),
                    };
                    assert!(told.missing.is_none() && part.value == told.value, "{part:?}, {}", told.value);
                }
            }
        }
        assert!(tried > 0);
        let whole = answer.whole();
        assert!(whole.parts.len() == 4 && whole.parts.iter().all(|part| part.beneath.is_some()), "{:?}", whole.parts);
    }
}
