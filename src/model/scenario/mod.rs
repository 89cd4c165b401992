//! What if: named lists of edits over untouched data, and what follows from them (`domain.md`, *What-if*).
//!
//! An [`Edit`] changes the eligible FTE or the counted weeks of one cell, one benchmark rate, or one
//! setting. A [`Scenario`] is an ordered list of them; [`ScenarioState`] holds its results and follows
//! each further edit. [`Selection`]s and levers only make edits. Goal seek, sensitivity, comparison and
//! contributions read outcomes and change nothing.

mod compare;
mod contribution;
mod edit;
mod edit_text;
mod explain;
mod fold;
mod follow;
mod goal;
mod levers;
mod own_settings;
mod rates;
mod reach;
mod refusal;
mod selection;
mod sensitivity;
mod state;
mod supervision;
mod typed;
mod vacancies;

pub use super::total::Headline;
pub use compare::{
    CellDifference, Comparison, FigureDifference, RateDifference, SettingDifference, TotalDifference, compare,
};
pub use contribution::{Amounts, Contribution, Split, Step, contributions, splits};
pub use edit::{CellField, Change, Edit, What};
pub use edit_text::EditTextError;
pub use explain::Explainer;
pub use goal::{Goal, GoalForAll, NoGoal, TwoToOneAlone, goal, goal_for_all_below};
pub use levers::{extra_blocks, new_team, two_to_one, vacancies_filled};
pub use own_settings::{Effect, effect};
pub use reach::{rate_at_goal, weeks_to_reach};
pub use refusal::{Conflict, Refusal};
pub use selection::{Expansion, LeftOut, Scope, Selection};
pub use sensitivity::{
    AS_NOW, AS_NOW_RECALCULATED, Alternative, Assumption, HELD_AS_NOW, Measured, RECALCULATION, Reading, Swing, Tried,
    assumptions, sensitivity, trial,
};
pub use state::{RateFrom, ScenarioState};
pub use supervision::{OneToOneWeeks, SupervisionModel};
pub use vacancies::Vacancies;

use std::sync::Arc;

use super::Outcome;

/// Which benchmark a scenario is measured against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Benchmark {
    /// The baseline's rate as data and settings are now: what if *we* change, measured against today's
    /// benchmark.
    #[default]
    Held,
    /// The rate that the edited data gives.
    Recalculated,
}

impl Benchmark {
    /// The word used in files and on the screen.
    pub const fn word(self) -> &'static str {
        match self {
            Benchmark::Held => "held",
            Benchmark::Recalculated => "recalculated",
        }
    }

    /// The benchmark of this word; `None` for any other word.
    ///
    /// ```
    /// use fairshare::model::scenario::Benchmark;
    /// assert_eq!(Benchmark::of_word("recalculated"), Some(Benchmark::Recalculated));
    /// ```
    pub fn of_word(word: &str) -> Option<Benchmark> {
        [Benchmark::Held, Benchmark::Recalculated].into_iter().find(|benchmark| benchmark.word() == word)
    }
}

/// A named, ordered list of edits on top of the plan's data, which it never changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// What people call it.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// Which benchmark it is measured against.
    pub benchmark: Benchmark,
    /// The edits, in the order in which they apply.
    pub edits: Vec<Edit>,
}

impl Scenario {
    /// Every result under the scenario. Edits in conflict with the data are not applied; a
    /// [`ScenarioState`] lists them.
    pub fn outcome(&self, baseline: &Arc<Outcome>) -> Outcome {
        ScenarioState::open(Arc::clone(baseline), self.clone()).into_outcome()
    }
}
