//! Goal seek as a table: what each organisation would need, and the edits that take the answer over.

use crate::model::scenario::{
    Benchmark, Edit, Goal, OneToOneWeeks, RateFrom, ScenarioState, SupervisionModel, TwoToOneAlone, goal,
    goal_for_all_below,
};
use crate::model::{AcademicYear, Decimal, Fraction, Place, Profession, count, counted, plain, shown};

/// What is sought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalQuery {
    /// The profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// The provision ratio to reach: 1 is the fair share.
    pub target: Decimal,
    /// One organisation, by its number; `None` for all below.
    pub organisation: Option<u32>,
}

/// The figures of a goal, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalColumn {
    /// Placement weeks more than now.
    Weeks,
    /// Whole placements of the block length.
    Placements,
    /// Students at any one time.
    Students,
    /// Educators at any one time, one to each student.
    EducatorsOneToOne,
    /// Educators at any one time, one to two students.
    EducatorsTwoToOne,
    /// The 2:1 uptake that would do it alone.
    Uptake,
}

impl GoalColumn {
    /// Every column.
    pub const ALL: [GoalColumn; 6] = [
        GoalColumn::Weeks,
        GoalColumn::Placements,
        GoalColumn::Students,
        GoalColumn::EducatorsOneToOne,
        GoalColumn::EducatorsTwoToOne,
        GoalColumn::Uptake,
    ];

    /// The figure's name, where it stands by itself.
    pub const fn name(self) -> &'static str {
        match self {
            GoalColumn::Weeks => "Extra weeks to reach the ratio",
            GoalColumn::Placements => "Placements to reach the ratio",
            GoalColumn::Students => "Students at any one time",
            GoalColumn::EducatorsOneToOne => "Educators at any one time, 1:1",
            GoalColumn::EducatorsTwoToOne => "Educators at any one time, 2:1",
            GoalColumn::Uptake => "2:1 uptake needed",
        }
    }
}

/// What one organisation needs, as texts.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    /// The goal itself.
    pub goal: Goal,
    /// The organisation's name.
    pub name: String,
    /// The figures under [`GoalColumn::ALL`].
    pub figures: [String; 6],
}

impl GoalRow {
    /// One figure as text.
    pub fn text(&self, column: GoalColumn) -> &str {
        &self.figures[column as usize]
    }
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoalAnswer {
    /// One row for each organisation below, by organisation code.
    pub rows: Vec<GoalRow>,
    /// The answer in a sentence, or why there is none.
    pub sentence: String,
    /// For how many 2:1 alone is not enough, in a sentence; `None` if it is for all.
    pub not_enough: Option<String>,
    /// What else has to be said.
    pub notes: Vec<String>,
    /// The edits that take it over; none where nothing is needed.
    pub edits: Vec<Edit>,
}

impl GoalAnswer {
    /// Seeks the goal under a scenario, measured as the scenario is.
    pub fn of(state: &ScenarioState, today: &OneToOneWeeks, query: &GoalQuery) -> GoalAnswer {
        let GoalQuery { profession, year, target, organisation } = *query;
        let outcome = state.outcome();
        let benchmark = match state.rate_from(profession, year) {
            RateFrom::EditedData | RateFrom::OwnSettings => Benchmark::Recalculated,
            RateFrom::Baseline | RateFrom::Edited => Benchmark::Held,
        };
        let (goals, joined, edits) = match organisation {
            Some(organisation) => {
                let place = Place { year, organisation, profession };
                match goal(outcome, today, place, target, benchmark) {
                    Ok(goal) => (vec![goal], 0, goal.edit(outcome).into_iter().collect()),
                    Err(reason) => return GoalAnswer::refused(&reason.to_string()),
                }
            }
            None => match goal_for_all_below(outcome, today, (profession, year), target, benchmark, |_| true) {
                Ok(all) => {
                    let edits = all.edits(outcome);
                    (all.goals, all.joined, edits)
                }
                Err(reason) => return GoalAnswer::refused(&reason.to_string()),
            },
        };
        let percent = plain(target.times(Decimal::from_int(100)).unwrap_or(target));
        let total = goals.iter().map(|goal| goal.extra_weeks).fold(Fraction::ZERO, Fraction::plus);
        let sentence = if edits.is_empty() {
            format!("Nothing is needed: {percent} % of the fair share is reached already.")
        } else {
            format!(
                "{} to {percent} % of the fair share takes {} placement weeks, {} in all.",
                if organisation.is_some() {
                    "To come".to_owned()
                } else {
                    format!(
                        "Bringing {} below",
                        counted(goals.len() as u64, "organisation that is", "organisations that are")
                    )
                },
                shown(total, 1),
                counted(
                    goals.iter().map(|goal| goal.placements).sum::<i128>().unsigned_abs() as u64,
                    "placement",
                    "placements"
                )
            )
        };
        let rows = goals.iter().map(|goal| row(state, goal)).collect();
        let not_enough = not_enough(&goals);
        GoalAnswer { rows, sentence, not_enough, notes: notes(&goals, joined), edits }
    }

    fn refused(reason: &str) -> GoalAnswer {
        GoalAnswer { sentence: format!("No answer: {reason}."), ..GoalAnswer::default() }
    }
}

impl GoalRow {
    /// Whether more is needed than second students for today's 1:1 educators.
    pub fn needs_more_than_two_to_one(&self) -> bool {
        too_little(&self.goal)
    }
}

const fn too_little(goal: &Goal) -> bool {
    matches!(goal.two_to_one, TwoToOneAlone::NotEnough(_) | TwoToOneAlone::NoneToday)
}

fn not_enough(goals: &[Goal]) -> Option<String> {
    let short = goals.iter().filter(|goal| too_little(goal)).count() as u64;
    (short > 0).then(|| match goals.len() {
        1 => "2:1 alone is not enough.".to_owned(),
        all => format!("2:1 alone is not enough for {} of {}.", count(short), count(all as u64)),
    })
}

fn notes(goals: &[Goal], joined: u32) -> Vec<String> {
    let mut notes = Vec::new();
    if goals.iter().any(|goal| goal.moves_the_rate) {
        notes
            .push("The benchmark is recalculated: the weeks that are added raise the rate, and are counted so.".into());
    }
    if joined > 0 {
        let more = counted(joined.into(), "organisation reaches", "organisations reach");
        notes.push(format!("{more} it today and would fall below, because the others raise the rate."));
    }
    notes
}

fn row(state: &ScenarioState, goal: &Goal) -> GoalRow {
    let name = state.outcome().organisation(goal.place).called();
    let whole = |uptake: Fraction| format!("{} %", shown(uptake.times(Fraction::of(Decimal::from_int(100))), 0));
    let uptake = match goal.two_to_one {
        TwoToOneAlone::NotNeeded => "not needed".to_owned(),
        TwoToOneAlone::Enough(uptake) => whole(uptake),
        TwoToOneAlone::NotEnough(uptake) => format!("{}: not enough", whole(uptake)),
        TwoToOneAlone::NoneToday => "no 1:1 weeks".to_owned(),
    };
    GoalRow {
        goal: *goal,
        name: name.to_owned(),
        figures: [
            shown(goal.extra_weeks, 1),
            count(goal.placements.unsigned_abs() as u64),
            shown(goal.students_at_a_time, 1),
            shown(goal.educators_at_a_time(SupervisionModel::ONE_TO_ONE), 1),
            shown(goal.educators_at_a_time(SupervisionModel::TWO_TO_ONE), 1),
            uptake,
        ],
    }
}
