//! What if: the scenario looked at, what it changes, and what it takes to reach a goal.

mod change;
mod compare;
mod edits;
mod form;
mod goal;
mod organisation;
mod sensitivity;
mod view;

use std::sync::Arc;

use self::compare::ComparePart;
pub use self::compare::Compared;
use self::edits::EditList;
use self::form::Form;
use self::goal::GoalSeek;
use self::sensitivity::SensitivityPart;
use super::super::document::Document;
use super::super::jobs::{Jobs, News};
use super::filters::Filters;
use crate::model::{AcademicYear, Outcome, Profession, counted};
use crate::report::{LeverBasis, Planned, PlannedQuestion, Sensitivity};

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Part {
    /// Forms and levers, and the edits in force.
    #[default]
    Change,
    /// Goal seek.
    Goal,
    /// How much each assumption matters.
    Sensitivity,
    /// Beside the baseline or another scenario.
    Compare,
}

impl Part {
    const ALL: [Part; 4] = [Part::Change, Part::Goal, Part::Sensitivity, Part::Compare];

    const fn name(self) -> &'static str {
        match self {
            Part::Change => "Change",
            Part::Goal => "Goal seek",
            Part::Sensitivity => "Sensitivity",
            Part::Compare => "Compare scenarios",
        }
    }
}

/// What the page keeps between frames.
#[derive(Default)]
pub struct WhatIfPage {
    part: Part,
    form: Form,
    planned: Option<PlannedFor>,
    goal: GoalSeek,
    sensitivity: SensitivityPart,
    compare: ComparePart,
    edits: EditList,
    basis: Option<(Arc<Outcome>, Arc<LeverBasis>)>,
    asked: Option<Arc<Outcome>>,
}

/// What the form would do, and what that was worked out from.
struct PlannedFor {
    outcome: Arc<Outcome>,
    form: Form,
    professions: Vec<Profession>,
    year: AcademicYear,
    basis: Arc<LeverBasis>,
    /// What it would do, or what is wrong with the form; `None` while fields are empty.
    planned: Option<Result<(Planned, PlannedQuestion), String>>,
}

impl WhatIfPage {
    /// A plan was opened.
    pub fn begin(&mut self) {
        *self = WhatIfPage { part: self.part, ..WhatIfPage::default() };
    }

    /// What levers need was counted beside the window.
    pub fn take_basis(&mut self, outcome: Arc<Outcome>, basis: Arc<LeverBasis>) {
        if self.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &outcome)) {
            self.basis = Some((outcome, basis));
            self.asked = None;
        }
    }

    /// Assumptions were tried beside the window.
    pub fn take_sensitivity(&mut self, answer: Arc<Sensitivity>) {
        self.sensitivity.take(answer);
    }

    /// Scenarios were compared beside the window.
    pub fn take_comparison(&mut self, compared: Arc<Compared>) {
        self.compare.take(compared);
    }

    /// The comparison that is shown, to be exported.
    pub fn comparison(&self) -> Option<&Arc<Compared>> {
        self.compare.shown()
    }

    /// Sees to it that what is shown fits the scenario, the filters and the forms. Runs before drawing;
    /// does nothing where nothing changed.
    pub fn follow(&mut self, document: &Document, filters: &Filters, jobs: &Jobs) {
        let Some((live, year)) = document.live.as_ref().zip(filters.year) else { return };
        match self.part {
            Part::Sensitivity => return self.sensitivity.follow(document, jobs, year),
            Part::Compare => return self.compare.follow(document, jobs),
            Part::Change | Part::Goal => {}
        }
        let outcome = &document.results.outcome;
        // Levers count rows of the data: edits of cells change nothing of that.
        let same_rows = |of: &Outcome| std::ptr::eq(of.facts(), outcome.facts()) && of.settings() == outcome.settings();
        let Some((_, basis)) = self.basis.as_ref().filter(|(of, _)| same_rows(of)) else {
            if !self.asked.as_ref().is_some_and(|of| same_rows(of)) {
                let outcome = Arc::clone(outcome);
                self.asked = Some(Arc::clone(&outcome));
                jobs.start("counting for levers", move || {
                    let basis = Arc::new(LeverBasis::count(&outcome));
                    News::LeverBasis { outcome, basis }
                });
            }
            return;
        };
        match self.part {
            Part::Change => {
                let professions = filters.chosen_professions();
                let fits = self.planned.as_ref().is_some_and(|held| {
                    Arc::ptr_eq(&held.outcome, outcome)
                        && Arc::ptr_eq(&held.basis, basis)
                        && held.form == self.form
                        && held.year == year
                        && held.professions == professions
                });
                if !fits {
                    let planned = change::planned(&self.form, live.state(), basis, &professions, year);
                    self.planned = Some(PlannedFor {
                        outcome: Arc::clone(outcome),
                        form: self.form.clone(),
                        professions,
                        year,
                        basis: Arc::clone(basis),
                        planned,
                    });
                }
            }
            Part::Goal => self.goal.follow(live.state(), outcome, basis, year),
            Part::Sensitivity | Part::Compare => {}
        }
    }

    /// How much the scenario changes, for the status line.
    pub fn counts(&self, document: &Document) -> String {
        let Some(live) = &document.live else { return String::new() };
        let (conflicts, unreadable) = (live.state().conflicts().count(), live.unreadable().count());
        let all = (live.state().scenario().edits.len() + unreadable) as u64;
        let not_applied = match conflicts + unreadable {
            0 => String::new(),
            some => format!(" · {some} not applied"),
        };
        format!("{}{not_applied}", counted(all, "edit", "edits"))
    }
}
