//! Sensitivity: how far each assumption moves the gap, as a chart and as its table.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use eframe::egui::{RichText, Ui, vec2};

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::Question;
use super::super::super::jobs::{Jobs, News};
use super::super::super::theme::space;
use super::super::super::widgets::{
    Cell, Column, DataTable, RowKey, SwingBar, SwingChart, TableModel, TableState, card, explained_line,
    labelled_choice, note,
};
use super::super::filters::Filters;
use super::organisation::OrganisationField;
use crate::model::scenario::Measured;
use crate::model::{AcademicYear, Outcome, Profession};
use crate::report::{Beneath, Sensitivity, SensitivityQuery, SwingFigure, SwingQuestion};
use crate::session::PageQuestion;

/// What the part keeps between frames.
#[derive(Default)]
pub struct SensitivityPart {
    profession: Profession,
    measured: usize,
    one: usize,
    organisation: OrganisationField,
    table: TableState,
    asked: Option<(Arc<Outcome>, SensitivityQuery)>,
    answer: Option<Arc<Sensitivity>>,
    revision: u64,
}

const MEASURED: [(Measured, &str); 2] = [(Measured::WeeksShort, "Weeks short of those below"), (Measured::Gap, "Gap")];

impl SensitivityPart {
    /// Asks for the answer beside the window, where none fits.
    pub fn follow(&mut self, document: &Document, jobs: &Jobs, year: AcademicYear) {
        let Some((live, query)) = document.live.as_ref().zip(self.query(year)) else { return };
        let outcome = &document.results.outcome;
        let same = |of: &Arc<Outcome>, held: &SensitivityQuery| Arc::ptr_eq(of, outcome) && *held == query;
        if document.stale || self.asked.as_ref().is_some_and(|(of, held)| same(of, held)) {
            return;
        }
        self.asked = Some((Arc::clone(outcome), query.clone()));
        let (baseline, outcome) = (Arc::clone(&document.baseline.outcome), Arc::clone(outcome));
        let scenario = live.state().scenario().clone();
        jobs.start("trying assumptions", move || {
            News::Sensitivity(Arc::new(Sensitivity::of(&baseline, outcome, &scenario, query)))
        });
    }

    /// The answer came.
    pub fn take(&mut self, answer: Arc<Sensitivity>) {
        let wanted = self.asked.as_ref();
        if wanted.is_some_and(|(of, query)| Arc::ptr_eq(of, &answer.outcome) && *query == answer.query) {
            self.revision += 1;
            self.answer = Some(answer);
        }
    }

    fn query(&self, year: AcademicYear) -> Option<SensitivityQuery> {
        let organisation = if self.one == 1 { Some(self.organisation.chosen?) } else { None };
        Some(SensitivityQuery {
            profession: self.profession,
            year,
            measured: MEASURED.get(self.measured)?.0,
            organisation,
        })
    }

    /// Draws the choices, the chart and the table.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, year: Option<AcademicYear>, actions: &mut Vec<Action>) {
        card(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(space::CARD, space::SMALL);
                Filters::labelled_profession(ui, document, &mut self.profession);
                labelled_choice(ui, "What is watched", &MEASURED.map(|(_, name)| name), &mut self.measured);
                labelled_choice(ui, "For", &["All organisations", "One organisation"], &mut self.one);
            });
            if self.one == 1 {
                ui.add_space(space::TIGHT);
                self.organisation.show(ui, document.results.outcome.facts());
            }
            ui.add_space(space::SMALL);
            note(
                ui,
                "Each assumption is tried by itself on top of this scenario. Over everybody who forms the rate the gap is \
                 0 whatever is assumed; the weeks short of those below still move.",
            );
        });
        ui.add_space(space::CARD);
        let current = year.and_then(|year| self.query(year));
        let Some(answer) = self.answer.as_ref().filter(|answer| current.as_ref() == Some(&answer.query)) else {
            note(ui, if current.is_none() { "Choose an organisation." } else { "Trying the assumptions…" });
            return;
        };
        if !Arc::ptr_eq(&answer.outcome, &document.results.outcome) {
            ui.set_opacity(0.6);
        }
        if answer.now.is_none() {
            ui.label(&answer.sentence);
        } else if explained_line(ui, RichText::new(&answer.sentence)) {
            let question = SwingQuestion { query: answer.query.clone(), of: SwingFigure::Answer };
            let told_of = Arc::clone(answer);
            let tell = move || Some(told_of.whole());
            let question = Question::at_hand(PageQuestion::Swing(question), (&answer.outcome, 0), tell);
            actions.push(Action::Explain(question));
        }
        ui.add_space(space::SMALL);
        let Some((label, from, line)) = &answer.from else { return };
        let ends: Vec<[String; 2]> =
            answer.rows.iter().map(|row| [end(&row.low, *line), end(&row.high, *line)]).collect();
        let bars: Vec<SwingBar<'_>> = answer
            .rows
            .iter()
            .zip(&ends)
            .map(|(row, [low_words, high_words])| SwingBar {
                name: row.assumption,
                low: row.low.2,
                high: row.high.2,
                low_words,
                high_words,
            })
            .collect();
        let title = format!(
            "{}, {}, {}",
            MEASURED[self.measured].1,
            answer.outcome.profession_name(answer.query.profession),
            answer.query.year
        );
        let line_words = format!("{label} {from}");
        let chart = SwingChart {
            title: &title,
            unit: "placement weeks",
            line: *line,
            line_words: &line_words,
            sentence: &answer.sentence,
        };
        let before = self.table.selected;
        let explained = chart.show(ui, &bars, &mut self.table.selected);
        let moved = self.table.selected != before;
        if moved {
            self.table.follow();
        }
        ui.add_space(space::CARD);
        let rows = Rows { answer, revision: self.revision };
        let table = DataTable::new("sensitivity", "What each assumption does").max_height(360.0);
        let report = table.show(ui, &rows, &mut self.table);
        let story = |(row, column): (RowKey, usize)| {
            let at = usize::try_from(row.0).ok()?;
            let row = answer.rows.get(at)?;
            match column {
                1 | 2 => Some(asked(answer.choice(row.assumption, &row.low.0)?)),
                3 | 4 => Some(asked(answer.choice(row.assumption, &row.high.0)?)),
                _ => {
                    let of = SwingFigure::Of(row.assumption);
                    let question = SwingQuestion { query: answer.query.clone(), of };
                    let told_of = Arc::clone(answer);
                    let tell = move || Some(told_of.story(told_of.rows.get(at)?));
                    Some(Question::at_hand(PageQuestion::Swing(question), (&answer.outcome, 0), tell))
                }
            }
        };
        let moved = self.table.selected.filter(|_| moved);
        actions.extend(moved.and_then(|row| story((row, 0))).map(Action::Choose));
        actions.extend(explained.and_then(|row| story((row, 0))).map(Action::Explain));
        actions.extend(report.chosen.and_then(story).map(Action::Choose));
        actions.extend(report.explained.and_then(story).map(Action::Explain));
    }
}

/// A part of a story, asked for by itself.
fn asked(beneath: Beneath) -> Question {
    Question::beneath(beneath, None, None)
}

/// The words at the end of a bar: nothing where it ends on the line.
fn end((label, text, value): &(String, String, f64), line: f64) -> String {
    if *value == line { String::new() } else { format!("{label}: {text}") }
}

static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("assumption", "Assumption").unsorted(),
        Column::text("low", "Lowest with").unsorted(),
        Column::figure("low weeks", "Lowest").unit("weeks").unsorted(),
        Column::text("high", "Highest with").unsorted(),
        Column::figure("high weeks", "Highest").unit("weeks").unsorted(),
        Column::figure("swing", "Swing").unit("weeks").unsorted(),
        Column::text("without", "Gives no rate").unsorted(),
    ]
});

struct Rows<'a> {
    answer: &'a Sensitivity,
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
        Cell::text(match column {
            0 => row.assumption,
            1 => row.low.0.as_str(),
            2 => row.low.1.as_str(),
            3 => row.high.0.as_str(),
            4 => row.high.1.as_str(),
            5 => row.swing.as_str(),
            _ => row.without_rate.as_str(),
        })
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Borrowed(self.answer.rows[row].assumption)
    }
}
