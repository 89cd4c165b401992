//! What the card of a file says.

use super::step::{Standing, Step};
use super::waiting::{Check, Waiting};
use super::words::capitalised;
use crate::model::{count, counted};

/// The card of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The file's name.
    pub name: String,
    /// What it holds, and of which sheet: `workforce, sheet Staff in post`.
    pub what: String,
    /// How it stands.
    pub state: CardState,
    /// In words: what will be used, or why it cannot be read and what next.
    pub words: String,
    /// What it has to do with what the plan has, if anything: `2 cells are in the plan already, from staff.csv`.
    pub in_plan: Vec<String>,
    /// What is worth a look before the import, in a few words each.
    pub remarks: Vec<String>,
    /// The step that mends it, or that is worth a look.
    pub step: Option<Step>,
}

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// Something about it is still being found out.
    Busy,
    /// It can be imported.
    Ready,
    /// It can be imported once the user says something.
    NeedsYou,
    /// It cannot be imported.
    Refused,
}

impl CardState {
    /// The word that says so.
    pub const fn word(self) -> &'static str {
        match self {
            CardState::Busy => "being checked",
            CardState::Ready => "ready",
            CardState::NeedsYou => "needs you",
            CardState::Refused => "cannot be read",
        }
    }
}

impl Waiting {
    /// The card.
    pub fn card(&self) -> Card {
        let kind = self.kind().map(|kind| kind.word().to_owned());
        let sheet = self.mapping.sheet.clone().or_else(|| self.look()?.found.sheet.as_ref().map(|s| s.value.clone()));
        let sheet = sheet.map(|sheet| format!("sheet {sheet}"));
        let instead = self.instead.as_ref().map(|instead| format!("in place of {}", instead.name));
        let card = Card {
            name: self.name(),
            what: kind.into_iter().chain(sheet).chain(instead).collect::<Vec<_>>().join(", "),
            state: CardState::Busy,
            words: String::new(),
            in_plan: Vec::new(),
            remarks: Vec::new(),
            step: None,
        };
        let mending = Step::ALL.into_iter().find(|step| matches!(self.standing(*step), Standing::Needed(_)));
        if self.is_looking() {
            return Card { words: "Looking at it…".to_owned(), ..card };
        }
        if let Some(reason) = self.refusal() {
            // What the look found is no use without it: no choice mends a file of another sort.
            let step = mending.filter(|_| self.look().is_some() && !matches!(self.check(), Check::Refused(_)));
            let state = if step.is_some() { CardState::NeedsYou } else { CardState::Refused };
            let missing =
                self.look().filter(|look| look.columns.missing() > 0).map(|look| look.found.missing.join(", "));
            let words = capitalised(&missing.unwrap_or_else(|| self.without_name(reason)));
            return Card { state, words, step, ..card };
        }
        if let Some(words) = self.contradiction() {
            return Card { state: CardState::NeedsYou, words, step: Some(Step::Report), ..card };
        }
        match self.check() {
            Check::Done(told) if told.is_useless => {
                let words = format!("No row can be used: {} rejected", told.counts[2].1);
                Card { state: CardState::NeedsYou, words, step: Some(Step::Report), ..card }
            }
            Check::Done(told) => {
                let amounts = told.report.used.amounts.told();
                let amounts = if amounts.is_empty() { amounts } else { format!(": {amounts}") };
                let words = match (told.used, told.rows_of_data()) {
                    (_, 0) => "A header and no rows: nothing is added".to_owned(),
                    (1, 1) => format!("1 row used{amounts}"),
                    (used, of_data) if used == of_data => format!("All {} rows used{amounts}", count(used)),
                    (used, of_data) => {
                        format!("{} of {} used{amounts}", count(used), counted(of_data, "row", "rows"))
                    }
                };
                let look = Step::ALL.into_iter().filter_map(|step| match self.standing(step) {
                    Standing::Look(words) => Some((step, words)),
                    _ => None,
                });
                let look: Vec<(Step, String)> = look.collect();
                let step = look.first().map(|(step, _)| *step);
                let in_plan = told.changes.iter().map(|changed| changed.brief.clone());
                Card {
                    state: CardState::Ready,
                    words,
                    step,
                    in_plan: in_plan.filter(|brief| !brief.is_empty()).collect(),
                    remarks: look.into_iter().map(|(_, w)| w).collect(),
                    ..card
                }
            }
            _ => Card { words: "Checking every row…".to_owned(), ..card },
        }
    }

    /// A refusal begins with the file's name, which the card says already.
    fn without_name(&self, reason: &str) -> String {
        reason.strip_prefix(&format!("{}: ", self.name())).unwrap_or(reason).to_owned()
    }
}
