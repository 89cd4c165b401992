//! Goal seek in closed form: the weeks that bring a cell, or every cell below, to a chosen ratio.
//!
//! With F and W the eligible FTE and weeks of a cell, ΣF and ΣW those of the group that forms the rate,
//! t the ratio wanted: against a held rate the cell needs t·E − W more weeks, E = F × rate. Where its
//! own weeks move the rate it needs x = (t·F·ΣW/ΣF − W) ÷ (1 − t·F/ΣF), if t·F < ΣF. Both are one
//! formula: x = t·F·r − W with r the rate once the goal is reached ([`rate_at_goal`](super::rate_at_goal),
//! [`weeks_to_reach`](super::weeks_to_reach)).

use super::Benchmark;
use super::edit::{CellField, Change, Edit};
use super::reach::{Group, Reach};
use super::supervision::{OneToOneWeeks, SupervisionModel};
use crate::model::members::forms_observed;
use crate::model::{
    AcademicYear, Cell, Decimal, Fraction, NoRate, Outcome, Place, Profession, placements_to_close, students_at_a_time,
};

/// What it takes to bring one cell to a ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The cell.
    pub place: Place,
    /// The provision ratio wanted.
    pub target: Decimal,
    /// Whether the cell's own weeks move the rate that it is measured by.
    pub moves_the_rate: bool,
    /// The rate that it is measured by once the goal is reached.
    pub rate: Fraction,
    /// Placement weeks more than now, exactly; 0 if the ratio is reached already.
    pub extra_weeks: Fraction,
    /// Whole placements of one student each, of the profession's block length.
    pub placements: i128,
    /// Students on placement at any one time: extra weeks ÷ weeks a year in which placements run.
    pub students_at_a_time: Fraction,
    /// Whether second students for today's 1:1 educators would do it.
    pub two_to_one: TwoToOneAlone,
}

/// Whether 2:1 supervision alone closes a gap, and with which uptake: extra weeks ÷ 1:1 weeks of today.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TwoToOneAlone {
    /// The ratio is reached already.
    NotNeeded,
    /// With this uptake, from 0 to 1.
    Enough(Fraction),
    /// 2:1 alone is not enough: the uptake would have to be this, above 1.
    NotEnough(Fraction),
    /// No weeks of today are 1:1.
    NoneToday,
}

/// What it takes to bring every cell below a ratio to it.
#[derive(Clone, Debug)]
pub struct GoalForAll {
    /// One goal for each cell below, in the order of organisation codes.
    pub goals: Vec<Goal>,
    /// How many of them reach the ratio today, and fall below it because the others raise the rate.
    pub joined: u32,
    /// Σ extra weeks.
    pub extra_weeks: Fraction,
    reach: Reach,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoGoal {
    /// No workforce data, or no eligible FTE, or a rate of 0: nothing is expected.
    #[error("nothing is expected here, so there is no ratio to reach")]
    NothingExpected,
    /// Weeks are missing, not 0.
    #[error("there is no return, so it is not known how many weeks are missing; set its placement weeks first")]
    NoReturn,
    /// There is no rate.
    #[error("there is no benchmark rate: {0}")]
    NoRate(NoRate),
    /// Ratio × the FTE of those to be raised is not below the group's FTE.
    #[error(
        "with the benchmark recalculated this ratio cannot be reached: its own weeks raise the rate as fast as they are added"
    )]
    OutOfReach,
    /// More weeks than a figure can hold.
    #[error("it would take more than 1,000,000 placement weeks")]
    TooManyWeeks,
}

/// The weeks that bring one cell to `target`, measured against a held or a recalculated benchmark. A
/// rate that is entered, edited, of another year, made from demand or from others than this cell does
/// not move, so it counts as held. A target below 0 counts as reached.
///
/// # Errors
/// Why no number of weeks is the answer.
pub fn goal(
    outcome: &Outcome,
    today: &OneToOneWeeks,
    place: Place,
    target: Decimal,
    benchmark: Benchmark,
) -> Result<Goal, NoGoal> {
    let rate = outcome.rate(place.profession, place.year);
    let cell = outcome.cell(place);
    if !cell.has_workforce || cell.fte == 0 || rate.is_ok_and(|rate| rate.is_zero()) {
        return Err(NoGoal::NothingExpected);
    }
    if !cell.has_return {
        return Err(NoGoal::NoReturn);
    }
    let rate = rate.map_err(NoGoal::NoRate)?;
    let group = Group::moved_by(outcome, rate, place.profession, place.year, benchmark);
    let moved = group.filter(|_| outcome.in_reference_group(place.organisation) && forms_observed(&cell));
    let reach = match moved {
        Some(group) => {
            let now = Reach::of_group(outcome, group, &[], target).ok_or(NoGoal::OutOfReach)?;
            if now.lacks(&cell) {
                Reach::of_group(outcome, group, &[cell], target).ok_or(NoGoal::OutOfReach)?
            } else {
                now
            }
        }
        None => Reach::of_rate(rate, outcome, target),
    };
    goal_of(&reach, outcome, today, place, moved.is_some())
}

/// The weeks that bring every cell of a profession and year below `target` to it at once, among the
/// organisations in scope. Where their weeks raise the rate, others may fall below; those in scope are
/// raised too.
///
/// # Errors
/// Why no numbers of weeks are the answer.
pub fn goal_for_all_below(
    outcome: &Outcome,
    today: &OneToOneWeeks,
    (profession, year): (Profession, AcademicYear),
    target: Decimal,
    benchmark: Benchmark,
    in_scope: impl Fn(u32) -> bool,
) -> Result<GoalForAll, NoGoal> {
    let rate = outcome.rate(profession, year).map_err(NoGoal::NoRate)?;
    let column = outcome.cells().column(profession, year);
    let group = Group::moved_by(outcome, rate, profession, year, benchmark);
    let numbered = || column.iter().enumerate().map(|(organisation, cell)| (organisation as u32, cell));
    let candidates = || numbered().filter(|(organisation, cell)| forms_observed(cell) && in_scope(*organisation));
    let below = |reach: &Reach| -> Vec<u32> {
        candidates().filter(|(_, cell)| reach.lacks(cell)).map(|(organisation, _)| organisation).collect()
    };
    let mut reach = match group {
        None => Reach::of_rate(rate, outcome, target),
        Some(group) => Reach::of_group(outcome, group, &[], target).ok_or(NoGoal::OutOfReach)?,
    };
    let first = below(&reach);
    if let Some(group) = group {
        let mut raised = first.clone();
        // Each round raises the rate, so the list only grows, and ends.
        loop {
            let members = raised.iter().filter(|organisation| outcome.in_reference_group(**organisation));
            let cells: Vec<Cell> = members.map(|organisation| column[*organisation as usize]).collect();
            reach = Reach::of_group(outcome, group, &cells, target).ok_or(NoGoal::OutOfReach)?;
            let next = below(&reach);
            if next.len() <= raised.len() {
                break;
            }
            raised = next;
        }
    }
    let goals: Vec<Goal> = below(&reach)
        .into_iter()
        .map(|organisation| {
            let moves = group.is_some() && outcome.in_reference_group(organisation);
            goal_of(&reach, outcome, today, Place { year, organisation, profession }, moves)
        })
        .collect::<Result<_, NoGoal>>()?;
    let joined = goals.iter().filter(|goal| first.binary_search(&goal.place.organisation).is_err()).count() as u32;
    let extra_weeks = goals.iter().map(|goal| goal.extra_weeks).fold(Fraction::ZERO, Fraction::plus);
    Ok(GoalForAll { goals, joined, extra_weeks, reach })
}

impl Goal {
    /// Educators needed at any one time under a supervision model.
    pub fn educators_at_a_time(&self, model: SupervisionModel) -> Fraction {
        self.students_at_a_time.times(model.educators_per_student())
    }

    /// The answer as an edit: extra weeks rounded up to six places, so that the ratio is reached.
    /// `None` if it is reached already, or if the weeks are more than a decimal holds.
    pub fn edit(&self, outcome: &Outcome) -> Option<Edit> {
        let extra = self.extra_weeks.to_decimal_up().filter(|extra| *extra > Decimal::ZERO)?;
        Some(edit_of(self, outcome, extra))
    }
}

impl GoalForAll {
    /// The answer as edits. Weeks are rounded up to six places; where they move the rate, by so much
    /// more that each of these cells still reaches the ratio once the others are rounded up too. (One
    /// that stands exactly at the ratio without an edit may then miss it by that rounding: a group whose
    /// every member meets its own average has no room for any.)
    pub fn edits(&self, outcome: &Outcome) -> Vec<Edit> {
        let lacks = |reach: &Reach| -> Vec<Decimal> {
            self.goals.iter().map(|goal| up(reach.lack(&outcome.cell(goal.place)))).collect()
        };
        let mut extra = lacks(&self.reach);
        let moving = self.goals.iter().zip(&extra).filter(|(goal, _)| goal.moves_the_rate);
        let missed = self.reach.after(moving.map(|(_, extra)| *extra)).is_some_and(|after| {
            let goals = self.goals.iter().zip(&extra);
            goals.into_iter().any(|(goal, extra)| after.lacks_with(&outcome.cell(goal.place), *extra))
        });
        if missed && let Some(roomier) = self.reach.with_room_for_rounding() {
            extra = lacks(&roomier);
        }
        let edits = self.goals.iter().zip(extra).filter(|(_, extra)| *extra > Decimal::ZERO);
        edits.map(|(goal, extra)| edit_of(goal, outcome, extra)).collect()
    }
}

fn up(weeks: Option<Fraction>) -> Decimal {
    weeks.and_then(Fraction::to_decimal_up).unwrap_or(Decimal::ZERO)
}

fn edit_of(goal: &Goal, outcome: &Outcome, extra: Decimal) -> Edit {
    let code = &outcome.organisation(goal.place).code;
    let percent = goal.target.times(Decimal::from_int(100)).unwrap_or(goal.target);
    let note = format!("goal seek to {percent} %");
    Edit::cell(CellField::Weeks, code, goal.place.profession, goal.place.year, Change::Add(extra), note)
}

/// The goal of one cell, once it is known which rate measures it then.
fn goal_of(
    reach: &Reach,
    outcome: &Outcome,
    today: &OneToOneWeeks,
    place: Place,
    moves_the_rate: bool,
) -> Result<Goal, NoGoal> {
    let settings = outcome.settings();
    let extra_weeks = reach.lack(&outcome.cell(place)).ok_or(NoGoal::TooManyWeeks)?;
    let needed = |of: Fraction| if of.is_zero() { None } else { extra_weeks.over_fraction(of) };
    let two_to_one = match today.of(place).and_then(needed) {
        _ if extra_weeks.is_zero() => TwoToOneAlone::NotNeeded,
        None => TwoToOneAlone::NoneToday,
        Some(uptake) if uptake.compare(Decimal::ONE).is_le() => TwoToOneAlone::Enough(uptake),
        Some(uptake) => TwoToOneAlone::NotEnough(uptake),
    };
    Ok(Goal {
        place,
        target: reach.target,
        moves_the_rate,
        rate: reach.rate,
        extra_weeks,
        placements: placements_to_close(extra_weeks.negated(), settings.block_weeks.of(place.profession)),
        students_at_a_time: students_at_a_time(extra_weeks, settings.placement_weeks_a_year).unwrap_or(Fraction::ZERO),
        two_to_one,
    })
}
