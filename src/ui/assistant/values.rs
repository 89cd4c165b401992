//! Texts of a file that say nothing to us, and what the user says that they mean.

use std::collections::BTreeSet;

use super::decision::{Decision, key};
use crate::import::{Mapping, Meaning, Proposal, Suggestion};
use crate::model::{count, counted};

/// One text, and what becomes of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueLine {
    /// What it was to say.
    pub meaning: Meaning,
    /// The text.
    pub text: String,
    /// `2 rows, 3.5 FTE, the first on line 2`; empty if it is known from an earlier file only.
    pub holds: String,
    /// What becomes of its rows if nothing is said: `ignored`.
    pub otherwise: &'static str,
    /// What it may mean.
    pub suggestion: Option<Suggestion>,
    /// What the user says.
    pub assigned: Assigned,
}

/// What the user says of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assigned {
    /// Nothing.
    AsItIs,
    /// That its rows are set aside.
    Aside,
    /// What it means, as the mapping takes it.
    Means(String),
}

impl ValueLine {
    /// Whether its rows do not count as they are.
    pub fn is_lost(&self) -> bool {
        self.assigned == Assigned::AsItIs && matches!(self.otherwise, "ignored" | "rejected")
    }
}

/// The texts that were not understood at some time, and those that the mapping knows besides.
pub(super) fn lines(proposals: &[Proposal], mapping: &Mapping) -> Vec<ValueLine> {
    let mut lines: Vec<ValueLine> = proposals.iter().map(|proposal| line(proposal, mapping)).collect();
    let known: BTreeSet<(Meaning, String)> = lines.iter().map(|line| (key(line.meaning), line.text.clone())).collect();
    for (meaning, texts) in &mapping.values {
        let others = texts.iter().filter(|(text, _)| !known.contains(&(*meaning, (*text).clone())));
        lines.extend(others.map(|(text, means)| ValueLine {
            meaning: *meaning,
            text: text.clone(),
            holds: String::new(),
            otherwise: "left as they are",
            suggestion: None,
            assigned: assigned(Some(means)),
        }));
    }
    lines
}

fn line(proposal: &Proposal, mapping: &Mapping) -> ValueLine {
    let unknown = &proposal.unknown;
    let said = mapping.values.get(&key(unknown.meaning)).and_then(|texts| texts.get(&unknown.value));
    let amounts = unknown.tally.amounts.told();
    let amounts = if amounts.is_empty() { amounts } else { format!(", {amounts}") };
    let rows = counted(unknown.tally.rows, "row", "rows");
    ValueLine {
        meaning: unknown.meaning,
        text: unknown.value.clone(),
        holds: format!("{rows}{amounts}, first on line {}", count(unknown.line)),
        otherwise: proposal.otherwise,
        suggestion: proposal.suggestion.clone(),
        assigned: assigned(said),
    }
}

/// The decision that takes every suggestion for a text of which nothing is said.
pub fn every_suggestion(lines: &[ValueLine]) -> Decision {
    let open = lines.iter().filter(|line| line.assigned == Assigned::AsItIs);
    let taken = open.filter_map(|line| {
        let suggestion = line.suggestion.as_ref()?;
        Some((suggestion.meaning, line.text.clone(), Some(suggestion.value.clone())))
    });
    Decision::Values(taken.collect())
}

fn assigned(said: Option<&Option<String>>) -> Assigned {
    match said {
        None => Assigned::AsItIs,
        Some(None) => Assigned::Aside,
        Some(Some(means)) => Assigned::Means(means.clone()),
    }
}
