//! How the figures of a goal are made: what it takes in all, and of one organisation.

use std::sync::Arc;

use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::goal_answer::{GoalAnswer, GoalColumn, GoalQuery, GoalRow};
use super::goal_row_story::ONE_TO_ONE;
use crate::model::scenario::{OneToOneWeeks, ScenarioState};
use crate::model::{Fraction, count, counted, shown};

/// Which figure of a goal seek is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoalFigure {
    /// What the sentence above the table says.
    Answer,
    /// One that all need in sum: weeks or placements.
    Sum(GoalColumn),
    /// For how many 2:1 alone is not enough.
    NotEnough,
    /// One of an organisation, by its code.
    Of(String, GoalColumn),
    /// The 1:1 weeks that an organisation has today, by its code.
    OneToOne(String),
}

/// A figure of a goal seek: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalQuestion {
    /// What is sought.
    pub query: GoalQuery,
    /// Which figure of it.
    pub of: GoalFigure,
}

/// A goal seek that is told of.
pub(super) struct Sought<'a> {
    pub query: &'a GoalQuery,
    pub state: &'a ScenarioState,
    pub today: &'a OneToOneWeeks,
    pub answer: &'a GoalAnswer,
}

/// What every figure of a goal rests on.
const RULE: &str = "This program's rule: goal seek in closed form";

impl GoalQuestion {
    /// The story under a scenario. Seeks again: beside the window.
    pub fn story(&self, state: &ScenarioState) -> FigureStory {
        let today = OneToOneWeeks::count(state.outcome());
        self.told(state, &today, &GoalAnswer::of(state, &today, &self.query))
    }

    /// The story where the answer is at hand: nothing is counted or sought again.
    pub fn told(&self, state: &ScenarioState, today: &OneToOneWeeks, answer: &GoalAnswer) -> FigureStory {
        let sought = Sought { query: &self.query, state, today, answer };
        let told = match &self.of {
            GoalFigure::Answer => sought.whole(),
            GoalFigure::Sum(column) => sought.sum(*column),
            GoalFigure::NotEnough => sought.not_enough(),
            GoalFigure::Of(code, column) => sought.row(code).map(|row| sought.of(row, *column)),
            GoalFigure::OneToOne(code) => sought.one_to_one(code),
        };
        let told = told.unwrap_or_else(|| self.without(&sought));
        FigureStory { rule: RULE, scenario: Some(Arc::from(state.scenario().name.as_str())), ..told }
    }

    fn without(&self, sought: &Sought<'_>) -> FigureStory {
        let GoalQuery { profession, year, .. } = self.query;
        let (name, of) = match &self.of {
            GoalFigure::Answer => (WHOLE, String::new()),
            GoalFigure::Sum(column) => (sum_name(*column), String::new()),
            GoalFigure::NotEnough => (NOT_ENOUGH, String::new()),
            GoalFigure::Of(code, column) => (column.name(), format!("{code}, ")),
            GoalFigure::OneToOne(code) => (ONE_TO_ONE, format!("{code}, ")),
        };
        let subject = format!("{of}{}, {year}", sought.state.outcome().profession_in_sentence(profession));
        let reason = if sought.answer.edits.is_empty() {
            sought.answer.sentence.clone()
        } else {
            "It is not among those that need more weeks to reach the ratio.".to_owned()
        };
        FigureStory::without(name, &subject, reason)
    }
}

const WHOLE: &str = "What the goal takes";

const NOT_ENOUGH: &str = "2:1 alone is not enough";

const fn sum_name(column: GoalColumn) -> &'static str {
    match column {
        GoalColumn::Placements => "Placements in all",
        _ => "Extra weeks in all",
    }
}

impl Sought<'_> {
    fn row(&self, code: &str) -> Option<&GoalRow> {
        let number = self.state.outcome().facts().organisation_number(code);
        self.answer.rows.iter().find(|row| Some(row.goal.place.organisation) == number)
    }

    /// What leads to another figure of the same goal.
    pub fn beneath(&self, of: GoalFigure) -> Option<Beneath> {
        Some(Beneath::Goal(GoalQuestion { query: self.query.clone(), of }))
    }

    /// A figure of an organisation, as a part of another.
    pub fn part_of(&self, name: &str, row: &GoalRow, column: GoalColumn) -> StoryPart {
        let code = self.state.outcome().organisation(row.goal.place).code.clone();
        StoryPart {
            name: name.to_owned(),
            value: row.exact(column),
            missing: false,
            beneath: self.beneath(GoalFigure::Of(code, column)),
        }
    }

    fn subject(&self) -> String {
        let over = counted(self.answer.rows.len() as u64, "organisation", "organisations");
        let GoalQuery { profession, year, .. } = self.query;
        format!("{over}, {}, {year}", self.state.outcome().profession_in_sentence(*profession))
    }

    fn sum_of(&self, column: GoalColumn) -> String {
        let goals = || self.answer.rows.iter().map(|row| &row.goal);
        match column {
            GoalColumn::Placements => {
                let placements = goals().map(|goal| goal.placements).sum::<i128>().unsigned_abs() as u64;
                counted(placements, "placement", "placements")
            }
            _ => {
                let weeks = goals().map(|goal| goal.extra_weeks).fold(Fraction::ZERO, Fraction::plus);
                format!("{} weeks", shown(weeks, 2))
            }
        }
    }

    /// What the sentence says, each of its figures a part.
    fn whole(&self) -> Option<FigureStory> {
        self.answer.rows.first()?;
        let part = |name: &str, value: String, of| StoryPart {
            name: name.to_owned(),
            value,
            missing: false,
            beneath: self.beneath(of),
        };
        let sums = [GoalColumn::Weeks, GoalColumn::Placements];
        let mut parts =
            sums.map(|column| part(sum_name(column), self.sum_of(column), GoalFigure::Sum(column))).to_vec();
        if self.answer.not_enough.is_some() {
            parts.push(part(NOT_ENOUGH, self.short(), GoalFigure::NotEnough));
        }
        let value = sums.map(|column| self.sum_of(column)).join(", ");
        Some(FigureStory {
            notes: self.answer.notes.clone(),
            parts,
            with_values: Some(self.answer.sentence.clone()),
            ..FigureStory::plain(
                WHOLE,
                &self.subject(),
                value,
                "The weeks that each organisation below the ratio needs to reach it, and the placements that they come \
                 to, summed.",
                String::new(),
            )
        })
    }

    /// What all of them need in sum.
    fn sum(&self, column: GoalColumn) -> Option<FigureStory> {
        self.answer.rows.first()?;
        let value = self.sum_of(column);
        let over = counted(self.answer.rows.len() as u64, "organisation", "organisations");
        let formula = match column {
            GoalColumn::Placements => {
                "The placements that each organisation needs, summed. Each is rounded up first, so that their weeks are \
                 more than the sum of the weeks."
            }
            _ => "The weeks that each organisation needs to reach the ratio, summed.",
        };
        Some(FigureStory {
            notes: self.answer.notes.clone(),
            parts: self.answer.rows.iter().map(|row| self.part_of(&row.name, row, column)).collect(),
            ..FigureStory::plain(
                sum_name(column),
                &self.subject(),
                value.clone(),
                formula,
                format!("sum over {over} = {value}"),
            )
        })
    }

    fn short(&self) -> String {
        let short = self.answer.rows.iter().filter(|row| row.needs_more_than_two_to_one()).count() as u64;
        format!("{} of {}", count(short), count(self.answer.rows.len() as u64))
    }

    /// Who needs more than second students for the educators of today.
    fn not_enough(&self) -> Option<FigureStory> {
        self.answer.rows.first()?;
        let value = self.short();
        let values = format!("{value} have fewer 1:1 weeks today than they need, or none");
        Some(FigureStory {
            parts: self.answer.rows.iter().map(|row| self.part_of(&row.name, row, GoalColumn::Uptake)).collect(),
            ..FigureStory::plain(
                NOT_ENOUGH,
                &self.subject(),
                value,
                "How many of those below would have to give a second student to more 1:1 weeks than they have today: an \
                 uptake above 100 %.",
                values,
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decimal, Profession};
    use crate::report::tests::{state, year};

    fn all() -> GoalQuery {
        GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: None }
    }

    fn told(of: GoalFigure, state: &ScenarioState) -> FigureStory {
        GoalQuestion { query: all(), of }.story(state)
    }

    /// Follows every part that leads to another figure of the goal, down to the last; says what each value was
    /// promised as, and what its own story says.
    fn follow(story: &FigureStory, state: &ScenarioState, seen: &mut Vec<(String, String)>) {
        for part in &story.parts {
            if let Some(Beneath::Goal(question)) = &part.beneath {
                let beneath = question.story(state);
                seen.push((part.value.clone(), beneath.value.clone()));
                follow(&beneath, state, seen);
            }
        }
    }

    #[test]
    fn every_figure_of_the_sentence_is_a_part_and_each_leads_on_to_what_it_says() {
        let state = state(&[]);
        let whole = told(GoalFigure::Answer, &state);
        let parts: Vec<String> = whole.parts.iter().map(|part| format!("{}: {}", part.name, part.value)).collect();
        assert_eq!(parts, ["Extra weeks in all: 70.00 weeks", "Placements in all: 14 placements"]);
        assert_eq!((whole.value.as_str(), whole.scenario.as_deref()), ("70.00 weeks, 14 placements", Some("More")));
        let mut seen = Vec::new();
        follow(&whole, &state, &mut seen);
        assert!(seen.len() > 5 && seen.iter().all(|(promised, told)| promised == told), "{seen:?}");
        let placements = told(GoalFigure::Sum(GoalColumn::Placements), &state);
        assert_eq!(placements.with_values.as_deref(), Some("sum over 2 organisations = 14 placements"));
        let not_enough = told(GoalFigure::NotEnough, &state);
        assert_eq!(not_enough.value, "0 of 2");
        assert_eq!(not_enough.parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>(), ["25 %", "67 %"]);
    }

    #[test]
    fn a_goal_is_told_of_the_scenario_as_it_is_by_then() {
        let of_all = |state: &ScenarioState| told(GoalFigure::Sum(GoalColumn::Weeks), state);
        let of_one = |state: &ScenarioState| told(GoalFigure::Of("ZA1".to_owned(), GoalColumn::Weeks), state);
        assert_eq!(of_all(&state(&[])).value, "70.00 weeks");
        // ZA1 needs 10 and gets 4, then 20.
        let some = state(&["ZA1 PT 2018/19 weeks +4"]);
        assert_eq!([of_all(&some).value, of_one(&some).value], ["66.00 weeks", "6.00 weeks"]);
        let enough = state(&["ZA1 PT 2018/19 weeks +20"]);
        assert_eq!(of_all(&enough).value, "60.00 weeks");
        let reason = "It is not among those that need more weeks to reach the ratio.";
        assert_eq!(of_one(&enough).missing.as_deref(), Some(reason));
        let everyone = state(&["ZA1 PT 2018/19 weeks +20", "ZA2 PT 2018/19 weeks +60"]);
        let reason = "Nothing is needed: 100 % of the fair share is reached already.";
        assert_eq!(of_all(&everyone).missing.as_deref(), Some(reason));
    }

    #[test]
    fn with_the_answer_at_hand_nothing_is_sought_again() {
        let (today, later) = (state(&[]), state(&["ZA1 PT 2018/19 weeks +4"]));
        let count = OneToOneWeeks::count(today.outcome());
        let of = GoalFigure::Of("ZA1".to_owned(), GoalColumn::Weeks);
        let question = GoalQuestion { query: all(), of };
        let answer = GoalAnswer::of(&today, &count, &all());
        let told = question.told(&today, &count, &answer);
        assert_eq!((told.value.as_str(), told.with_values), ("10.00 weeks", question.story(&today).with_values));
        // Of the scenario by then it would be 6.
        assert_eq!(question.told(&later, &count, &answer).value, "10.00 weeks");
    }
}
