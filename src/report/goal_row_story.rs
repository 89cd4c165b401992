//! How the figures of a goal are made for one organisation.

use super::figure_story::{Beneath, FigureStory, StoryPart, StorySetting, rows_beneath, rows_words};
use super::goal_answer::{GoalColumn, GoalRow};
use super::goal_story::{GoalFigure, Sought};
use crate::model::explain::{Counted, FigureKey, Measure};
use crate::model::scenario::{OneToOneWeeks, SupervisionModel, TwoToOneAlone};
use crate::model::{Decimal, Fraction, Place, agreeing_places, counted, plain, shown};

impl GoalRow {
    /// A figure with its unit, in as many places as stories have.
    pub(super) fn exact(&self, column: GoalColumn) -> String {
        let goal = &self.goal;
        let educators = |model| format!("{} educators", shown(goal.educators_at_a_time(model), 2));
        match column {
            GoalColumn::Weeks => format!("{} weeks", shown(goal.extra_weeks, 2)),
            GoalColumn::Placements => counted(goal.placements.unsigned_abs() as u64, "placement", "placements"),
            GoalColumn::Students => format!("{} students", shown(goal.students_at_a_time, 2)),
            GoalColumn::EducatorsOneToOne => educators(SupervisionModel::ONE_TO_ONE),
            GoalColumn::EducatorsTwoToOne => educators(SupervisionModel::TWO_TO_ONE),
            GoalColumn::Uptake => self.text(GoalColumn::Uptake).to_owned(),
        }
    }
}

/// What a figure is called that is no column of the table.
pub(super) const ONE_TO_ONE: &str = "1:1 weeks of today";

impl Sought<'_> {
    /// One figure of an organisation.
    pub fn of(&self, row: &GoalRow, column: GoalColumn) -> FigureStory {
        let value = row.exact(column);
        let weeks = || self.part_of(GoalColumn::Weeks.name(), row, GoalColumn::Weeks);
        let extra = shown(row.goal.extra_weeks, 2);
        let plain_story = |formula: &str, values: String| {
            FigureStory::plain(column.name(), &self.subject_of(row), value.clone(), formula, values)
        };
        let profession = row.goal.place.profession;
        let settings = self.state.outcome().settings();
        let told = match column {
            GoalColumn::Weeks => self.weeks(row, plain_story),
            GoalColumn::Placements => {
                let block = settings.block_weeks.of(profession);
                let each = row.goal.extra_weeks.over_fraction(Fraction::of(block)).unwrap_or(Fraction::ZERO);
                // More digits where those of others would say that fewer placements do.
                let placements = Fraction::new(row.goal.placements, 1).unwrap_or(Fraction::ZERO);
                let digits_of = |number: Fraction, over: Decimal| {
                    let up = |number: Fraction, _| Fraction::new(number.over(over)?.ceiling(), 1);
                    agreeing_places([(number, 2), (Fraction::ZERO, 0)], (placements, 0), up)[0]
                };
                let extra = shown(row.goal.extra_weeks, digits_of(row.goal.extra_weeks, block));
                let each = shown(each, digits_of(each, Decimal::ONE));
                let values = format!("{extra} ÷ {} = {each}, rounded up: {value}", plain(block));
                FigureStory {
                    settings: self.settings("block_weeks", row.goal.place),
                    parts: vec![weeks()],
                    ..plain_story("Extra weeks ÷ block length, rounded up to whole placements.", values)
                }
            }
            GoalColumn::Students => FigureStory {
                settings: self.settings("placement_weeks_a_year", row.goal.place),
                parts: vec![weeks()],
                ..plain_story(
                    "Extra weeks ÷ weeks a year in which placements run.",
                    format!("{extra} ÷ {} = {value}", plain(settings.placement_weeks_a_year)),
                )
            },
            GoalColumn::EducatorsOneToOne => self.educators(row, SupervisionModel::ONE_TO_ONE, plain_story),
            GoalColumn::EducatorsTwoToOne => self.educators(row, SupervisionModel::TWO_TO_ONE, plain_story),
            GoalColumn::Uptake => FigureStory {
                parts: std::iter::once(weeks()).chain(self.one_to_one_part(row)).collect(),
                ..plain_story(
                    "Extra weeks ÷ the 1:1 weeks of today; a blank supervision model is 1:1. Above 100 %, 2:1 alone is \
                     not enough.",
                    match row.goal.two_to_one {
                        TwoToOneAlone::Enough(_) | TwoToOneAlone::NotEnough(_) => {
                            format!("{extra} ÷ {} = {value}", shown(self.today_of(row.goal.place), 2))
                        }
                        TwoToOneAlone::NotNeeded | TwoToOneAlone::NoneToday => value.clone(),
                    },
                )
            },
        };
        let moved = "The benchmark is recalculated: the weeks that are added raise the rate.";
        FigureStory { notes: row.goal.moves_the_rate.then(|| moved.to_owned()).into_iter().collect(), ..told }
    }

    fn subject_of(&self, row: &GoalRow) -> String {
        let place = row.goal.place;
        format!("{}, {}, {}", row.name, self.state.outcome().profession_in_sentence(place.profession), place.year)
    }

    fn settings(&self, key: &str, place: Place) -> Vec<StorySetting> {
        let (settings, before) = (self.state.outcome().settings(), self.state.baseline().settings());
        StorySetting::used(settings, Some(before), &[&format!("{key}.{}", place.profession)])
    }

    /// What is expected of it, or its FTE where its own weeks move the rate, and what it provides.
    fn weeks(&self, row: &GoalRow, story: impl Fn(&str, String) -> FigureStory) -> FigureStory {
        let (goal, figures) = (&row.goal, self.state.outcome().figures(row.goal.place));
        let provided = figures.provided.unwrap_or(Fraction::ZERO);
        let wanted = provided.plus(goal.extra_weeks);
        let value = row.exact(GoalColumn::Weeks);
        let target = plain(goal.target);
        let less = |wanted: Fraction, provided: Fraction| Some(wanted.minus(provided));
        let [of_wanted, of_provided] = agreeing_places([(wanted, 2), (provided, 2)], (goal.extra_weeks, 2), less);
        let values = format!("{} − {} = {value}", shown(wanted, of_wanted), shown(provided, of_provided));
        let part = |name: &str, figure: Option<Fraction>, unit: &str, measure| StoryPart {
            name: name.to_owned(),
            value: figure.map_or("missing".to_owned(), |figure| format!("{} {unit}", shown(figure, 2))),
            missing: figure.is_none(),
            beneath: Some(Beneath::Figure(FigureKey::new(measure, goal.place))),
        };
        let provided = part("Provided placement weeks", figures.provided, "weeks", Measure::ProvidedWeeks);
        if goal.moves_the_rate {
            let fte = figures.eligible_fte.unwrap_or(Fraction::ZERO);
            let product = |fte: Fraction, rate: Fraction| Some(Fraction::of(goal.target).times(fte).times(rate));
            let [of_fte, of_rate] = agreeing_places([(fte, 2), (goal.rate, 4)], (wanted, of_wanted), product);
            let (fte, rate) = (shown(fte, of_fte), shown(goal.rate, of_rate));
            FigureStory {
                parts: vec![part("Eligible FTE", figures.eligible_fte, "FTE", Measure::EligibleFte), provided],
                ..story(
                    "Ratio wanted × eligible FTE × the rate once the goal is reached − provided.",
                    format!("{target} × {fte} × {rate} is {}: {values}", shown(wanted, of_wanted)),
                )
            }
        } else {
            let expected = figures.expected.unwrap_or(Fraction::ZERO);
            let times = |target: Fraction, expected: Fraction| Some(target.times(expected));
            let [_, of_expected] =
                agreeing_places([(Fraction::of(goal.target), 6), (expected, 2)], (wanted, of_wanted), times);
            FigureStory {
                parts: vec![
                    part("Expected placement weeks", figures.expected, "weeks", Measure::ExpectedWeeks),
                    provided,
                ],
                ..story(
                    "Ratio wanted × expected − provided.",
                    format!("{target} × {} is {}: {values}", shown(expected, of_expected), shown(wanted, of_wanted)),
                )
            }
        }
    }

    fn educators(
        &self,
        row: &GoalRow,
        model: SupervisionModel,
        story: impl Fn(&str, String) -> FigureStory,
    ) -> FigureStory {
        let (students, each) = (shown(row.goal.students_at_a_time, 2), shown(model.educators_per_student(), 2));
        let educators = shown(row.goal.educators_at_a_time(model), 2);
        FigureStory {
            parts: vec![self.part_of(GoalColumn::Students.name(), row, GoalColumn::Students)],
            ..story(
                "Students at a time × educators per student of the supervision model.",
                format!("{students} × {each} = {educators} educators"),
            )
        }
    }

    fn today_of(&self, place: Place) -> Fraction {
        self.today.of(place).unwrap_or(Fraction::ZERO)
    }

    fn one_to_one_part(&self, row: &GoalRow) -> Option<StoryPart> {
        let weeks = self.today.of(row.goal.place)?;
        let code = self.state.outcome().organisation(row.goal.place).code.clone();
        Some(StoryPart {
            name: ONE_TO_ONE.to_owned(),
            value: format!("{} weeks", shown(weeks, 2)),
            missing: false,
            beneath: self.beneath(GoalFigure::OneToOne(code)),
        })
    }

    /// The 1:1 weeks of today of an organisation, with the rows that they are.
    pub fn one_to_one(&self, code: &str) -> Option<FigureStory> {
        let organisation = self.state.outcome().facts().organisation_number(code)?;
        let place = Place { year: self.query.year, organisation, profession: self.query.profession };
        let value = format!("{} weeks", shown(self.today.of(place)?, 2));
        let name = self.state.outcome().organisation(place).called();
        let subject =
            format!("{name}, {}, {}", self.state.outcome().profession_in_sentence(place.profession), place.year);
        let mut rows = Vec::new();
        rows_beneath(&self.state.outcome().explain(&FigureKey::new(Measure::ProvidedWeeks, place)), &mut rows);
        let one_to_one = OneToOneWeeks::rows(self.state.outcome(), place);
        rows.retain(|row| one_to_one.contains(&(row.source, row.line)));
        let counting = rows.iter().filter(|row| !matches!(row.counted, Counted::No(_))).count() as u64;
        Some(FigureStory {
            notes: vec![
                "A scenario's edits of placement weeks do not change what is 1:1 today: these are the rows of the data."
                    .to_owned(),
            ],
            rows_words: rows_words(&rows),
            rows,
            ..FigureStory::plain(
                ONE_TO_ONE,
                &subject,
                value.clone(),
                "The placement weeks of the rows that count and name one student to one educator, or no supervision \
                 model, summed.",
                format!("sum over {} = {value}", counted(counting, "row", "rows")),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::model::scenario::{Benchmark, Scenario, ScenarioState};
    use crate::model::{Outcome, Profession};
    use crate::report::comparison::tests::outcome;
    use crate::report::tests::{state, year};
    use crate::report::{GoalAnswer, GoalQuery, GoalQuestion};

    fn story(of: GoalFigure) -> FigureStory {
        let query = GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: Some(0) };
        GoalQuestion { query, of }.story(&state(&[]))
    }

    #[test]
    fn a_goal_says_how_each_of_its_figures_is_made() {
        let stories = GoalColumn::ALL.map(|column| story(GoalFigure::Of("ZA1".to_owned(), column)));
        assert_eq!(
            stories.each_ref().map(|story| story.with_values.as_deref().unwrap()),
            [
                "1 × 50.00 is 50.00: 50.00 − 40.00 = 10.00 weeks",
                "10.00 ÷ 5 = 2.00, rounded up: 2 placements",
                "10.00 ÷ 40 = 0.25 students",
                "0.25 × 1.00 = 0.25 educators",
                "0.25 × 0.50 = 0.13 educators",
                "10.00 ÷ 40.00 = 25 %"
            ]
        );
        let parts: [Vec<&str>; 6] =
            stories.each_ref().map(|story| story.parts.iter().map(|part| part.value.as_str()).collect());
        let expected: [Vec<&str>; 6] = [
            vec!["50.00 weeks", "40.00 weeks"],
            vec!["10.00 weeks"],
            vec!["10.00 weeks"],
            vec!["0.25 students"],
            vec!["0.25 students"],
            vec!["10.00 weeks", "40.00 weeks"],
        ];
        assert_eq!(parts, expected);
        let settings = |story: &FigureStory| -> Vec<String> {
            story.settings.iter().map(|setting| format!("{}, {}", setting.words, setting.from)).collect()
        };
        assert!(settings(&stories[1])[0].contains(": 5, Set in this plan; "), "{:?}", settings(&stories[1]));
        assert!(settings(&stories[2])[0].contains(": 40, Default; "), "{:?}", settings(&stories[2]));
    }

    #[test]
    fn the_one_to_one_weeks_of_today_lead_to_their_rows() {
        let story = story(GoalFigure::OneToOne("ZA1".to_owned()));
        assert_eq!(story.value, "40.00 weeks");
        assert_eq!(story.with_values.as_deref(), Some("sum over 1 row = 40.00 weeks"));
        assert_eq!((story.rows.len(), story.rows_words.as_str()), (1, "1 row of 1 file, all of them count"));
    }

    #[test]
    fn the_rate_once_a_goal_is_reached_comes_to_its_weeks() {
        let (facts, plan) = outcome(&[("ZA1", "North", "10", "20"), ("ZA2", "South", "20.3", "70.123")]);
        let mut settings = plan.settings().clone();
        settings.set("benchmark_method.PT", "observed").unwrap();
        let scenario = Scenario { benchmark: Benchmark::Recalculated, ..Scenario::default() };
        let state = ScenarioState::open(Arc::new(Outcome::calculate(facts, settings)), scenario);
        let target: Decimal = "1.05".parse().unwrap();
        let query = GoalQuery { profession: Profession::Pt, year: year(), target, organisation: Some(0) };
        let answer = GoalAnswer::of(&state, &OneToOneWeeks::count(state.outcome()), &query);
        let goal = &answer.rows[0].goal;
        let figures = state.outcome().figures(goal.place);
        let wanted = Fraction::of(goal.target).times(figures.eligible_fte.unwrap()).times(goal.rate);
        assert!(goal.moves_the_rate);
        assert_eq!(wanted.minus(figures.provided.unwrap()), goal.extra_weeks);
        let of = GoalFigure::Of("ZA1".to_owned(), GoalColumn::Weeks);
        let story = GoalQuestion { query, of }.story(&state);
        let values = "1.05 × 10.00 × 3.5416 is 37.19: 37.19 − 20.00 = 17.19 weeks";
        assert_eq!(story.with_values.as_deref(), Some(values));
    }

    #[test]
    fn a_little_more_than_whole_placements_is_seen_to_need_another() {
        let query = GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: Some(0) };
        let of = GoalFigure::Of("ZA1".to_owned(), GoalColumn::Placements);
        let story = GoalQuestion { query, of }.story(&state(&["ZA1 PT 2018/19 fte +0.0002"]));
        assert_eq!(story.with_values.as_deref(), Some("10.001 ÷ 5 = 2.0002, rounded up: 3 placements"));
    }
}
