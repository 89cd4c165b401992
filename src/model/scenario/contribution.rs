//! Which step brings how much: contributions of single steps and a named interaction.

use std::sync::Arc;

use super::Headline;
use super::edit::Edit;
use super::{Benchmark, Scenario, ScenarioState};
use crate::model::{AcademicYear, Fraction, Outcome, Profession};

/// Edits that were made together: one cell, one selection, one lever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What people call it: `2:1 uptake 30 % in London`.
    pub label: String,
    /// Its edits, in order.
    pub edits: Vec<Edit>,
}

/// How many parts of a placement week amounts are counted in here: results under different rates are
/// fractions of different denominators, so they are put on one grid first, and then sum exactly.
const GRID: u32 = 9;

/// Placement weeks of a difference, each an exact multiple of a billionth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    expected: i128,
    provided: i128,
    weeks_short: i128,
}

impl Amounts {
    /// Expected placement weeks.
    pub fn expected(&self) -> Fraction {
        on_grid(self.expected)
    }

    /// Provided placement weeks.
    pub fn provided(&self) -> Fraction {
        on_grid(self.provided)
    }

    /// Provided − expected.
    pub fn gap(&self) -> Fraction {
        on_grid(self.provided - self.expected)
    }

    /// Σ of the gaps below 0, as weeks.
    pub fn weeks_short(&self) -> Fraction {
        on_grid(self.weeks_short)
    }

    fn of(headline: &Headline) -> Amounts {
        Amounts {
            expected: headline.expected.rounded(GRID),
            provided: headline.provided.rounded(GRID),
            weeks_short: headline.weeks_short.rounded(GRID),
        }
    }

    fn minus(self, other: Amounts) -> Amounts {
        Amounts {
            expected: self.expected - other.expected,
            provided: self.provided - other.provided,
            weeks_short: self.weeks_short - other.weeks_short,
        }
    }
}

fn on_grid(units: i128) -> Fraction {
    Fraction::new(units, 10_i128.pow(GRID)).unwrap_or(Fraction::ZERO)
}

/// What one step does on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The step.
    pub label: String,
    /// Result(baseline + this step alone) − baseline.
    pub amounts: Amounts,
    /// How many of its edits need an earlier step, and so do nothing on their own. What they do is
    /// part of the interaction.
    pub waiting: u32,
    /// Whether it is a step of the other scenario, done without: baseline − result(baseline + this step alone).
    pub is_without: bool,
}

/// A difference split into the contributions of its steps and what they do together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Result(scenario) − baseline.
    pub difference: Amounts,
    /// One for each step, in order.
    pub contributions: Vec<Contribution>,
    /// Difference − Σ contributions: what the steps do together beyond what each does alone.
    pub interaction: Amounts,
}

/// Splits the difference that `steps`, applied in order, make to one profession and year over the
/// organisations in scope. Contributions and interaction sum exactly to the difference.
pub fn contributions(
    baseline: &Arc<Outcome>,
    benchmark: Benchmark,
    steps: &[Step],
    column: (Profession, AcademicYear),
    in_scope: impl Fn(u32) -> bool,
) -> Split {
    let mut splits = splits(baseline, benchmark, steps, &[column], in_scope);
    splits.pop().unwrap_or_default()
}

/// The same for several professions and years: one split each, in their order. Each step is worked out
/// once, and a step without settings costs the columns that it touches.
pub fn splits(
    baseline: &Arc<Outcome>,
    benchmark: Benchmark,
    steps: &[Step],
    columns: &[(Profession, AcademicYear)],
    in_scope: impl Fn(u32) -> bool,
) -> Vec<Split> {
    let amounts = |outcome: &Outcome| -> Vec<Amounts> {
        let each = columns.iter();
        each.map(|(profession, year)| Amounts::of(&outcome.headline(*profession, *year, &in_scope))).collect()
    };
    let open = |edits: Vec<Edit>| {
        let scenario = Scenario { benchmark, edits, ..Scenario::default() };
        ScenarioState::open(Arc::clone(baseline), scenario)
    };
    let start = amounts(baseline);
    let all = amounts(open(steps.iter().flat_map(|step| step.edits.iter().cloned()).collect()).outcome());
    let mut alone = open(Vec::new());
    let mut splits: Vec<Split> = (0..columns.len())
        .map(|at| {
            let difference = all[at].minus(start[at]);
            Split { difference, contributions: Vec::with_capacity(steps.len()), interaction: difference }
        })
        .collect();
    for step in steps {
        let (amounts, waiting) = if step.edits.iter().any(Edit::is_setting) {
            let state = open(step.edits.clone());
            (amounts(state.outcome()), state.conflicts().count())
        } else {
            for (index, edit) in step.edits.iter().enumerate() {
                alone.insert(index, edit.clone());
            }
            let result = (amounts(alone.outcome()), alone.conflicts().count());
            for index in (0..step.edits.len()).rev() {
                alone.remove(index);
            }
            result
        };
        for (at, split) in splits.iter_mut().enumerate() {
            let amounts = amounts[at].minus(start[at]);
            split.interaction = split.interaction.minus(amounts);
            let (label, waiting) = (step.label.clone(), waiting as u32);
            split.contributions.push(Contribution { label, amounts, waiting, is_without: false });
        }
    }
    splits
}

impl Split {
    /// The split of the difference between two scenarios over one baseline, this one − `other`: what
    /// this one's steps bring, and what comes from doing without the other's. Steps that both have, with
    /// the same effect, cancel and are left out. It sums exactly, too.
    pub fn against(self, other: Split) -> Split {
        let mut theirs = other.contributions;
        let mut contributions = Vec::new();
        for ours in self.contributions {
            match theirs.iter().position(|step| *step == ours) {
                Some(shared) => drop(theirs.remove(shared)),
                None => contributions.push(ours),
            }
        }
        contributions.extend(theirs.into_iter().map(|step| Contribution {
            label: format!("without {}", step.label),
            amounts: Amounts::default().minus(step.amounts),
            waiting: step.waiting,
            is_without: true,
        }));
        let (difference, interaction) =
            (self.difference.minus(other.difference), self.interaction.minus(other.interaction));
        Split { difference, contributions, interaction }
    }
}
