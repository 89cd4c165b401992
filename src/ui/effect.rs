//! What the scenario looked at does to the figures shown, worked out when either changes.

use std::sync::Arc;

use eframe::egui::Ui;

use super::action::Action;
use super::document::Document;
use super::explain::Question;
use super::pages::Filters;
use super::widgets::{BarFigure, BarPressed, results_bar};
use crate::model::Outcome;
use crate::report::{ChangedFigure, Scope, TotalQuestion, edits_elsewhere, headline_change};
use crate::session::PageQuestion;

/// The figures of the bar, and what they were made from.
pub struct Effect {
    outcome: Arc<Outcome>,
    scope: Scope,
    stale: bool,
    words: String,
    figures: [ChangedFigure; 4],
}

impl Effect {
    /// Keeps the figures up with the scenario and the filters; none for the baseline.
    pub fn follow(held: &mut Option<Effect>, document: Option<&Document>, filters: &Filters) {
        let looked_at = document.and_then(|document| Some((document, document.looked_at?, filters.year?)));
        let Some((document, _, year)) = looked_at else {
            *held = None;
            return;
        };
        let scope = filters.scope();
        let now = &document.results.outcome;
        let same = |held: &&mut Effect| Arc::ptr_eq(&held.outcome, now) && held.scope == scope;
        if let Some(held) = held.as_mut().filter(same) {
            held.stale = document.stale;
            return;
        }
        let wanted = scope.whose.wanted(now.facts(), now.settings());
        let in_scope = |organisation: u32| wanted.get(organisation as usize).copied().unwrap_or(false);
        let figures = headline_change(&document.baseline.outcome, now, year, &scope.professions, in_scope);
        // A fixed reference year carries an edit into other years: what differs needs no excuse.
        let edits = document.live.as_ref().map(|live| live.state().scenario().edits.as_slice());
        let elsewhere = edits.and_then(|edits| edits_elsewhere(edits, year));
        let elsewhere = elsewhere.filter(|_| figures.iter().all(|figure| !figure.differs));
        let words = match elsewhere {
            Some(elsewhere) => format!("{} ({elsewhere}):", filters.shown()),
            None => format!("{}:", filters.shown()),
        };
        *held = Some(Effect { outcome: Arc::clone(now), scope, stale: document.stale, words, figures });
    }

    /// Draws the bar. A figure that is pressed is explained.
    pub fn show(&self, ui: &mut Ui, actions: &mut Vec<Action>) {
        if self.stale {
            ui.set_opacity(0.6);
        }
        let figures: Vec<BarFigure<'_>> = self
            .figures
            .iter()
            .map(|f| BarFigure { name: f.name, now: &f.now, change: &f.change, differs: f.differs })
            .collect();
        let Some(pressed) = results_bar(ui, &self.words, &figures) else { return };
        let (BarPressed::Figure(number) | BarPressed::Change(number)) = pressed;
        let Scope { years, professions, whose } = &self.scope;
        let Some(year) = years.first() else { return };
        let figure = self.figures[number].figure;
        let question = TotalQuestion::new(figure, professions.clone(), *year, whose.clone());
        actions.push(Action::Explain(match pressed {
            BarPressed::Figure(_) => Question::Total(Arc::new(question)),
            BarPressed::Change(_) => Question::of_page(PageQuestion::Change(question)),
        }));
    }
}
