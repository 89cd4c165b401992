//! The scenario that the window looks at: following what changes in the plan, and what to call things.

use std::sync::Arc;

use super::document::{Document, Results};
use crate::model::ReferenceYear;
use crate::model::scenario::{Benchmark, Edit};
use crate::session::{LiveScenario, ScenarioId, StoredScenario};
use crate::store::Change;

/// What is left to do after the plan's state changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Nothing: the figures shown are those of the plan.
    Done,
    /// The figures are to be worked out beside the window.
    WorkOut,
}

/// Figures worked out beside the window.
pub struct Figures {
    /// Those of the plan's data and settings.
    pub baseline: Arc<Results>,
    /// The scenario looked at, and its figures.
    pub scenario: Option<(LiveScenario, Arc<Results>)>,
}

impl Figures {
    /// Works a scenario out on top of the baseline.
    pub fn over(baseline: Arc<Results>, scenario: Option<&StoredScenario>) -> Figures {
        let scenario = scenario.map(|stored| {
            let live = LiveScenario::open(Arc::clone(&baseline.outcome), stored);
            let results = Arc::new(baseline.under(&live));
            (live, results)
        });
        Figures { baseline, scenario }
    }
}

impl Document {
    /// Looks at a scenario, or at the baseline. A scenario without settings of its own is there at once.
    pub fn look_at(&mut self, scenario: Option<ScenarioId>) -> Follows {
        let stored = scenario.and_then(|id| self.contents.held.scenario(id));
        (self.looked_at, self.live) = (stored.as_ref().map(|stored| stored.id), None);
        if self.stale {
            return Follows::WorkOut;
        }
        if stored.as_ref().is_some_and(|stored| self.takes_long(stored)) {
            return Follows::WorkOut;
        }
        self.take(Figures::over(Arc::clone(&self.baseline), stored.as_ref()));
        Follows::Done
    }

    /// Shows figures.
    pub fn take(&mut self, figures: Figures) {
        self.baseline = figures.baseline;
        (self.live, self.results) = match figures.scenario {
            Some((live, results)) => (Some(live), results),
            None => (None, Arc::clone(&self.baseline)),
        };
        self.stale = false;
        self.revision += 1;
    }

    /// Follows changes of the plan's state: those that are on their way to the file, and those that undo
    /// and redo made there.
    pub fn follow(&mut self, changes: &[Change]) -> Follows {
        let before = self.contents.held.settings.clone();
        self.contents.held.follow(changes);
        self.revision += 1;
        let mut follows = Follows::Done;
        if self.contents.held.settings != before
            && let Ok(settings) = self.contents.held.settings()
        {
            self.contents.baseline.settings = settings;
            follows = Follows::WorkOut;
        }
        let Some(id) = self.looked_at else { return follows };
        if !self.contents.held.has_scenario(id) {
            self.looked_at = None;
            return if follows == Follows::Done { self.look_at(None) } else { follows };
        }
        let touched = changes.iter().any(|change| ScenarioId::of_path(&change.path) == Some(id));
        if !touched || follows == Follows::WorkOut {
            return follows;
        }
        match &mut self.live {
            Some(live) if !self.stale && !live.counts_again(changes) => {
                live.follow(changes);
                self.results = Arc::new(self.baseline.under(live));
                Follows::Done
            }
            _ => Follows::WorkOut,
        }
    }

    /// Applies edits to the scenario looked at, all or none, and says what to write into the plan.
    ///
    /// # Errors
    /// Why not, in a sentence; nothing is changed then.
    pub fn edit(&mut self, edits: Vec<Edit>) -> Result<(String, Vec<Change>), String> {
        let Some(live) = self.live.as_mut().filter(|_| !self.stale) else {
            return Err("The figures are being worked out; press Enter again in a moment.".to_owned());
        };
        let (label, changes) = live.add(&self.contents.held, edits).map_err(|error| error.to_string())?;
        self.contents.held.follow(&changes);
        self.results = Arc::new(self.baseline.under(live));
        self.revision += 1;
        Ok((label, changes))
    }

    /// Whether a scenario counts the facts again: it has settings of its own, or figures of a year of
    /// which nothing is loaded.
    fn takes_long(&self, stored: &StoredScenario) -> bool {
        let loaded = self.baseline.outcome.cells().years();
        let edits = stored.edits.iter().filter_map(|edit| edit.edit.as_ref().ok());
        edits.into_iter().any(|edit| edit.is_setting() || edit.year().is_some_and(|year| !loaded.contains(&year)))
    }

    /// What is looked at, by its name.
    pub fn scenario_name(&self) -> String {
        let name = self.looked_at.and_then(|id| self.contents.held.scenario_name(id));
        name.unwrap_or("Baseline").to_owned()
    }

    /// The benchmark in words: `observed, each year its own`; for a scenario first whether it is held.
    pub fn benchmark(&self) -> String {
        let settings = self.results.outcome.settings();
        let method = settings.benchmark_method.usual.word();
        let own = settings.benchmark_method.own.values().any(|method| *method != settings.benchmark_method.usual);
        let year = match settings.reference_year {
            ReferenceYear::Own => "each year its own".to_owned(),
            ReferenceYear::Fixed(year) => format!("measured by {year}"),
        };
        let rate = format!("{method}{}, {year}", if own { ", others by profession" } else { "" });
        let Some(live) = &self.live else { return rate };
        match (live.state().scenario().benchmark, live.state().benchmark_notice()) {
            (Benchmark::Recalculated, _) => format!("recalculated from the edited data ({rate})"),
            (Benchmark::Held, None) => format!("held at the baseline's ({rate})"),
            (Benchmark::Held, Some(_)) => format!("recalculated, because of the scenario's own settings ({rate})"),
        }
    }
}
