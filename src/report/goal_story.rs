//! How the figures of a goal are made: of one organisation, and of all in sum.

use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::goal_answer::{GoalAnswer, GoalColumn, GoalQuery, GoalRow};
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::{OneToOneWeeks, ScenarioState, SupervisionModel, TwoToOneAlone};
use crate::model::{Fraction, Outcome, counted, plain, shown};

/// A figure of a goal seek: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalQuestion {
    /// What is sought.
    pub query: GoalQuery,
    /// One of an organisation, by its code; `None` for what all need in sum.
    pub of: Option<(String, GoalColumn)>,
}

impl GoalQuestion {
    /// The story under a scenario. Seeks again: beside the window.
    pub fn story(&self, state: &ScenarioState) -> FigureStory {
        let outcome = state.outcome();
        let answer = GoalAnswer::of(state, &OneToOneWeeks::count(outcome), &self.query);
        let story = match &self.of {
            None => answer.story(outcome),
            Some((code, column)) => {
                let number = outcome.facts().organisation_number(code);
                let row = answer.rows.iter().find(|row| Some(row.goal.place.organisation) == number);
                row.map(|row| row.story(*column, outcome))
            }
        };
        story.unwrap_or_else(|| {
            let (name, of) = match &self.of {
                None => (GoalAnswer::IN_ALL, String::new()),
                Some((code, column)) => (column.name(), format!("{code}, ")),
            };
            let GoalQuery { profession, year, .. } = self.query;
            let subject = format!("{of}{}, {year}", outcome.profession_in_sentence(profession));
            let reason = if answer.edits.is_empty() {
                answer.sentence
            } else {
                "It is not among those that need more weeks to reach the ratio.".to_owned()
            };
            FigureStory::without(name, &subject, reason)
        })
    }
}

impl GoalRow {
    /// How one of its figures is made. `outcome` is the one that the goal was sought in.
    pub fn story(&self, column: GoalColumn, outcome: &Outcome) -> FigureStory {
        let goal = &self.goal;
        let (settings, place) = (outcome.settings(), goal.place);
        let value = self.text(column).to_owned();
        let weeks = shown(goal.extra_weeks, 2);
        let students = shown(goal.students_at_a_time, 2);
        let educators = |model: SupervisionModel| {
            let each = shown(model.educators_per_student(), 2);
            (
                "Students at a time × educators per student of the supervision model.",
                format!("{students} × {each} = {}", shown(goal.educators_at_a_time(model), 2)),
            )
        };
        let (formula, with_values) = match column {
            GoalColumn::Weeks => self.weeks_story(outcome),
            GoalColumn::Placements => {
                let block = settings.block_weeks.of(place.profession);
                ("Extra weeks ÷ block length, rounded up.", format!("{weeks} ÷ {} → {value}", plain(block)))
            }
            GoalColumn::Students => (
                "Extra weeks ÷ weeks a year in which placements run.",
                format!("{weeks} ÷ {} = {students}", plain(settings.placement_weeks_a_year)),
            ),
            GoalColumn::EducatorsOneToOne => educators(SupervisionModel::ONE_TO_ONE),
            GoalColumn::EducatorsTwoToOne => educators(SupervisionModel::TWO_TO_ONE),
            GoalColumn::Uptake => (
                "Extra weeks ÷ the 1:1 weeks of today; a blank supervision model is 1:1. Above 100 %, 2:1 alone is not \
                 enough.",
                match goal.two_to_one {
                    TwoToOneAlone::Enough(uptake) | TwoToOneAlone::NotEnough(uptake) => {
                        let today = goal.extra_weeks.over_fraction(uptake).unwrap_or(Fraction::ZERO);
                        format!("{weeks} ÷ {} = {}", shown(today, 2), value)
                    }
                    TwoToOneAlone::NotNeeded | TwoToOneAlone::NoneToday => value.clone(),
                },
            ),
        };
        let mut notes = Vec::new();
        if goal.moves_the_rate {
            notes.push("The benchmark is recalculated: the weeks that are added raise the rate.".to_owned());
        }
        let subject = format!("{}, {}, {}", self.name, outcome.profession_in_sentence(place.profession), place.year);
        FigureStory {
            notes,
            parts: self.inputs(outcome),
            rule: "This program's rule: goal seek in closed form",
            ..FigureStory::plain(column.name(), &subject, value, formula, with_values)
        }
    }

    fn weeks_story(&self, outcome: &Outcome) -> (&'static str, String) {
        let goal = &self.goal;
        let provided = outcome.figures(goal.place).provided.unwrap_or(Fraction::ZERO);
        let (wanted, weeks) = (provided.plus(goal.extra_weeks), shown(goal.extra_weeks, 2));
        let values = format!("{} − {} = {weeks}", shown(wanted, 2), shown(provided, 2));
        let target = plain(goal.target);
        if goal.moves_the_rate {
            ("Ratio wanted × eligible FTE × the rate once the goal is reached − provided.", values)
        } else {
            ("Ratio wanted × expected − provided.", format!("{target} × expected is {}: {values}", shown(wanted, 2)))
        }
    }

    /// What is expected of it and what it provides, as they are.
    fn inputs(&self, outcome: &Outcome) -> Vec<StoryPart> {
        let figures = outcome.figures(self.goal.place);
        let part = |name: &str, figure: Option<Fraction>, measure| StoryPart {
            name: name.to_owned(),
            value: figure.map_or("missing".to_owned(), |figure| format!("{} weeks", shown(figure, 2))),
            missing: figure.is_none(),
            beneath: Some(Beneath::Figure(FigureKey::new(measure, self.goal.place))),
        };
        vec![
            part("Expected placement weeks", figures.expected, Measure::ExpectedWeeks),
            part("Provided placement weeks", figures.provided, Measure::ProvidedWeeks),
        ]
    }
}

impl GoalAnswer {
    const IN_ALL: &str = "Extra weeks in all";

    /// How the weeks that all of them need in sum are made; `None` without an answer. `outcome` is the one
    /// that the goal was sought in.
    pub fn story(&self, outcome: &Outcome) -> Option<FigureStory> {
        let first = self.rows.first()?.goal.place;
        let sum = self.rows.iter().map(|row| row.goal.extra_weeks).fold(Fraction::ZERO, Fraction::plus);
        let placements = self.rows.iter().map(|row| row.goal.placements).sum::<i128>().unsigned_abs() as u64;
        let weeks = |weeks: Fraction| format!("{} weeks", shown(weeks, 2));
        let parts = self.rows.iter().map(|row| StoryPart {
            name: row.name.clone(),
            value: weeks(row.goal.extra_weeks),
            missing: false,
            beneath: Some(Beneath::Figure(FigureKey::new(Measure::GapWeeks, row.goal.place))),
        });
        let over = counted(self.rows.len() as u64, "organisation", "organisations");
        let subject = format!("{over}, {}, {}", outcome.profession_in_sentence(first.profession), first.year);
        Some(FigureStory {
            notes: std::iter::once(format!(
                "{}, each organisation's weeks ÷ the block length, rounded up, summed.",
                counted(placements, "placement", "placements")
            ))
            .chain(self.notes.iter().cloned())
            .collect(),
            parts: parts.collect(),
            rule: "This program's rule: goal seek in closed form",
            ..FigureStory::plain(
                GoalAnswer::IN_ALL,
                &subject,
                weeks(sum),
                "The weeks that each organisation needs to reach the ratio, summed; the table says how each is made.",
                format!("sum over {over} = {}", weeks(sum)),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decimal, Profession};
    use crate::report::tests::{state, year};

    #[test]
    fn a_goal_says_how_each_of_its_figures_is_made() {
        let state = state(&[]);
        let today = OneToOneWeeks::count(state.outcome());
        let query = GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: Some(0) };
        let answer = GoalAnswer::of(&state, &today, &query);
        let row = &answer.rows[0];
        let values = GoalColumn::ALL.map(|column| row.story(column, state.outcome()).with_values.unwrap());
        assert_eq!(
            values,
            [
                "1 × expected is 50.00: 50.00 − 40.00 = 10.00",
                "10.00 ÷ 5 → 2",
                "10.00 ÷ 40 = 0.25",
                "0.25 × 1.00 = 0.25",
                "0.25 × 0.50 = 0.13",
                "10.00 ÷ 40.00 = 25 %"
            ]
        );
        let all = answer.story(state.outcome()).unwrap();
        assert_eq!(all.with_values, Some(format!("sum over 1 organisation = {}", all.value)));
        let question = GoalQuestion { query, of: Some(("ZA1".to_owned(), GoalColumn::Placements)) };
        assert_eq!(question.story(&state).with_values, row.story(GoalColumn::Placements, state.outcome()).with_values);
        let story = row.story(GoalColumn::Weeks, state.outcome());
        let parts: Vec<&str> = story.parts.iter().map(|part| part.value.as_str()).collect();
        assert_eq!(parts, ["50.00 weeks", "40.00 weeks"]);
    }

    #[test]
    fn a_goal_is_told_of_the_scenario_as_it_is_by_then() {
        let query = GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: None };
        let all = GoalQuestion { query, of: None };
        let of_one = GoalQuestion { of: Some(("ZA1".to_owned(), GoalColumn::Weeks)), ..all.clone() };
        assert_eq!(all.story(&state(&[])).value, "70.00 weeks");
        // ZA1 needs 10 and gets 4, then 20.
        let some = state(&["ZA1 PT 2018/19 weeks +4"]);
        assert_eq!([all.story(&some).value, of_one.story(&some).value], ["66.00 weeks", "6.0"]);
        let enough = state(&["ZA1 PT 2018/19 weeks +20"]);
        assert_eq!(all.story(&enough).value, "60.00 weeks");
        let reason = "It is not among those that need more weeks to reach the ratio.";
        assert_eq!(of_one.story(&enough).missing.as_deref(), Some(reason));
        let everyone = state(&["ZA1 PT 2018/19 weeks +20", "ZA2 PT 2018/19 weeks +60"]);
        let reason = "Nothing is needed: 100 % of the fair share is reached already.";
        assert_eq!(all.story(&everyone).missing.as_deref(), Some(reason));
    }
}
