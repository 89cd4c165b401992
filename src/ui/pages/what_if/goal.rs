//! Goal seek: what it would take to reach a ratio, and taking the answer over as edits.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use eframe::egui::{RichText, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::Question;
use super::super::super::theme::{Tokens, space};
use super::super::super::widgets::{
    Cell, Column, DataTable, RowKey, TableModel, TableState, card, explained_line, labelled_choice, note,
    primary_button, section_title,
};
use super::super::filters::Filters;
use super::form::labelled;
use super::organisation::OrganisationField;
use crate::model::scenario::ScenarioState;
use crate::model::{AcademicYear, Decimal, Outcome, Profession, counted};
use crate::report::{GoalAnswer, GoalColumn, GoalFigure, GoalQuery, GoalQuestion, LeverBasis};
use crate::session::PageQuestion;

/// What the part keeps between frames.
#[derive(Default)]
pub struct GoalSeek {
    target: String,
    profession: Profession,
    /// All below, or one.
    one: usize,
    organisation: OrganisationField,
    table: TableState,
    answer: Option<Answered>,
    revision: u64,
}

/// An answer, and what it was worked out from.
struct Answered {
    outcome: Arc<Outcome>,
    basis: Arc<LeverBasis>,
    query: GoalQuery,
    answer: GoalAnswer,
}

impl Answered {
    /// With its story, while the scenario is the one that the answer is of.
    fn question(&self, of: GoalFigure, document: &Document) -> Question {
        let question = GoalQuestion { query: self.query.clone(), of };
        let live = document.live.as_ref().filter(|_| !document.stale);
        match live {
            Some(live) => {
                let story = question.told(live.state(), &self.basis.today, &self.answer);
                Question::at_hand(PageQuestion::Goal(question), (&self.outcome, 0), move || Some(story.clone()))
            }
            None => Question::of_page(PageQuestion::Goal(question)),
        }
    }
}

impl GoalSeek {
    /// Sees to it that the answer fits the scenario and the fields.
    pub fn follow(
        &mut self,
        state: &ScenarioState,
        outcome: &Arc<Outcome>,
        basis: &Arc<LeverBasis>,
        year: AcademicYear,
    ) {
        let Some(query) = self.query(year) else {
            self.answer = None;
            return;
        };
        let fits = |held: &Answered| {
            Arc::ptr_eq(&held.outcome, outcome) && Arc::ptr_eq(&held.basis, basis) && held.query == query
        };
        if !self.answer.as_ref().is_some_and(fits) {
            let answer = GoalAnswer::of(state, &basis.today, &query);
            self.revision += 1;
            self.answer = Some(Answered { outcome: Arc::clone(outcome), basis: Arc::clone(basis), query, answer });
        }
    }

    fn query(&self, year: AcademicYear) -> Option<GoalQuery> {
        let target = self.target().ok()?;
        let organisation = if self.one == 1 { Some(self.organisation.chosen?) } else { None };
        Some(GoalQuery { profession: self.profession, year, target, organisation })
    }

    /// The ratio wanted: 100 per cent unless something is typed.
    fn target(&self) -> Result<Decimal, String> {
        let typed = self.target.trim().trim_end_matches(['%', ' ']);
        let per_cent: Decimal = if typed.is_empty() { "100" } else { typed }
            .parse()
            .map_err(|reason| format!("{:?} {reason}; 100 is the fair share.", self.target.trim()))?;
        if per_cent <= Decimal::ZERO || per_cent > Decimal::from_int(1000) {
            return Err("Seek a ratio above 0 and up to 1,000 per cent; 100 is the fair share.".to_owned());
        }
        per_cent.times(Decimal::from_millionths(10_000)).ok_or_else(|| "This ratio is too large.".to_owned())
    }

    /// Draws the fields, the answer, and its table.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        card(ui, |ui| {
            section_title(ui, "What would it take?");
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::CARD, space::SMALL);
                labelled(ui, "Ratio to reach, per cent", "100", &mut self.target, 96.0);
                Filters::labelled_profession(ui, document, &mut self.profession);
                labelled_choice(ui, "For", &["All that are below", "One organisation"], &mut self.one);
            });
            if self.one == 1 {
                ui.add_space(space::TIGHT);
                self.organisation.show(ui, document.results.outcome.facts());
            }
            ui.add_space(space::SMALL);
            if let Err(reason) = self.target() {
                ui.label(RichText::new(reason).color(Tokens::of(ui).error));
                return;
            }
            let Some(held @ Answered { answer, .. }) = &self.answer else {
                note(ui, if self.one == 1 { "Choose an organisation." } else { "Working it out…" });
                return;
            };
            if answer.edits.is_empty() {
                ui.label(&answer.sentence);
            } else if explained_line(ui, RichText::new(&answer.sentence)) {
                actions.push(Action::Explain(held.question(GoalFigure::Answer, document)));
            }
            if let Some(words) = &answer.not_enough
                && explained_line(ui, RichText::new(words))
            {
                actions.push(Action::Explain(held.question(GoalFigure::NotEnough, document)));
            }
            for line in &answer.notes {
                note(ui, line);
            }
            if !answer.edits.is_empty() && document.writer.is_some() {
                ui.add_space(space::TIGHT);
                let words = format!("Take over as {}", counted(answer.edits.len() as u64, "edit", "edits"));
                let ready = !document.stale;
                if ui.add_enabled_ui(ready, |ui| primary_button(ui, &words)).inner.clicked() {
                    actions.push(Action::EditCells(answer.edits.clone()));
                }
            }
        });
        let Some(held @ Answered { answer, outcome, .. }) =
            self.answer.as_ref().filter(|held| !held.answer.rows.is_empty())
        else {
            return;
        };
        ui.add_space(space::CARD);
        let rows = Rows { answer, revision: self.revision };
        let height = ui.available_height().max(280.0);
        let table = DataTable::new("goal", "What each organisation needs").max_height(height);
        let report = table.show(ui, &rows, &mut self.table);
        let story = |(row, column): (RowKey, usize)| {
            let row = answer.rows.get(usize::try_from(row.0).ok()?)?;
            let column = GoalColumn::ALL.get(column.saturating_sub(1))?;
            let code = outcome.organisation(row.goal.place).code.clone();
            Some(held.question(GoalFigure::Of(code, *column), document))
        };
        actions.extend(report.chosen.and_then(story).map(Action::Choose));
        actions.extend(report.explained.and_then(story).map(Action::Explain));
    }
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    let figure = |id, title, unit, meaning| Column::figure(id, title).unit(unit).meaning(meaning).unsorted();
    vec![
        Column::name("organisation", "Organisation").unsorted().min_width(200.0),
        figure("weeks", "Extra", "weeks", "Placement weeks more than now."),
        figure("placements", "Placements", "of a block", "Whole placements of one student each, of the block length."),
        figure("students", "Students", "at a time", "Extra weeks ÷ the weeks a year in which placements run."),
        figure("educators", "Educators", "at 1:1", "Educators needed at any one time, one to each student."),
        figure("educators2", "Educators", "at 2:1", "Educators needed at any one time, one to two students."),
        figure(
            "uptake",
            "2:1 uptake",
            "needed",
            "The share of today's 1:1 weeks whose educator would have to take a second student.",
        ),
    ]
});

struct Rows<'a> {
    answer: &'a GoalAnswer,
    revision: u64,
}

impl TableModel for Rows<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn row_count(&self) -> usize {
        self.answer.rows.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = &self.answer.rows[row];
        match column.checked_sub(1).and_then(|figure| row.figures.get(figure)) {
            Some(figure) => Cell::text(figure.as_str()),
            None => Cell::text(row.name.as_str()),
        }
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(&self.answer.rows[row].name)
    }
}
