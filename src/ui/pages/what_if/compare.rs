//! The scenario beside the baseline or another scenario: what differs going in and coming out, and which
//! part brings how much.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use eframe::egui::Ui;

use super::super::super::action::Action;
use super::super::super::document::Document;
use super::super::super::explain::Question;
use super::super::super::jobs::{Jobs, News};
use super::super::super::theme::space;
use super::super::super::widgets::{
    Cell, Column, DataTable, RowKey, SwingBar, SwingChart, TableModel, TableState, choose_one, note,
};
use crate::model::Outcome;
use crate::report::{ComparisonReport, DifferenceLine, DifferenceLines, FigureStory, GapChange, PartLine};
use crate::session::{LiveScenario, PageQuestion, ScenarioId};

/// What is shown of a comparison.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Totals,
    Organisations,
    Parts,
    Inputs,
}

impl Side {
    const ALL: [Side; 4] = [Side::Totals, Side::Organisations, Side::Parts, Side::Inputs];

    const fn name(self) -> &'static str {
        match self {
            Side::Totals => "Totals",
            Side::Organisations => "Organisations",
            Side::Parts => "Which edit brings how much",
            Side::Inputs => "What goes in",
        }
    }
}

/// A comparison, and what it was made from.
pub struct Compared {
    outcome: Arc<Outcome>,
    with: Option<ScenarioId>,
    /// The revision of the plan, where another scenario is compared with; else 0.
    at: u64,
    /// The report itself, as exports write it.
    pub report: ComparisonReport,
    lines: DifferenceLines,
}

impl Compared {
    /// The lines of a side; the parts have their own.
    fn differing(&self, side: Side) -> &[DifferenceLine] {
        match side {
            Side::Totals => &self.lines.totals,
            Side::Organisations => &self.lines.organisations,
            Side::Inputs => &self.lines.inputs,
            Side::Parts => &[],
        }
    }

    /// How a figure of a side is made, by its row and column.
    fn story(&self, side: Side, row: usize, column: usize) -> Option<FigureStory> {
        if side == Side::Parts {
            return self.lines.part_story(row, column.saturating_sub(1));
        }
        let with = self.report.with_words();
        self.differing(side).get(row)?.story(self.outcome.facts(), &with, self.with.is_none())
    }
}

/// What the part keeps between frames.
#[derive(Default)]
pub struct ComparePart {
    with: Option<ScenarioId>,
    side: Side,
    tables: [TableState; 4],
    asked: Option<(Arc<Outcome>, Option<ScenarioId>, u64)>,
    ready: Option<Arc<Compared>>,
    revision: u64,
}

impl ComparePart {
    /// Asks for the comparison beside the window, where none fits.
    pub fn follow(&mut self, document: &Document, jobs: &Jobs) {
        let Some(live) = &document.live else { return };
        let held = &document.contents.held;
        self.with = self.with.filter(|id| held.has_scenario(*id) && Some(*id) != document.looked_at);
        let outcome = &document.results.outcome;
        // Another scenario may change without this one: any change of the plan asks again then.
        let at = if self.with.is_some() { document.revision } else { 0 };
        let same = |(of, with, revision): &(Arc<Outcome>, Option<ScenarioId>, u64)| {
            Arc::ptr_eq(of, outcome) && *with == self.with && *revision == at
        };
        if document.stale || self.asked.as_ref().is_some_and(same) {
            return;
        }
        self.asked = Some((Arc::clone(outcome), self.with, at));
        let (live, outcome, with) = (live.clone(), Arc::clone(outcome), self.with);
        let baseline = Arc::clone(&document.baseline.outcome);
        let other = with.and_then(|id| held.scenario(id));
        jobs.start("comparing scenarios", move || {
            let report = match other {
                Some(other) => {
                    let other = LiveScenario::open(baseline, &other);
                    ComparisonReport::with_scenario(live.state(), other.state())
                }
                None => ComparisonReport::with_baseline(live.state()),
            };
            let lines = DifferenceLines::of(&report);
            News::Differences(Arc::new(Compared { outcome, with, at, report, lines }))
        });
    }

    /// The comparison came.
    pub fn take(&mut self, compared: Arc<Compared>) {
        let wanted = self.asked.as_ref();
        let is_it = |(of, with, at): &(Arc<Outcome>, Option<ScenarioId>, u64)| {
            Arc::ptr_eq(of, &compared.outcome) && *with == compared.with && *at == compared.at
        };
        if wanted.is_some_and(is_it) {
            self.revision += 1;
            self.ready = Some(compared);
        }
    }

    /// The comparison that is shown, to be exported.
    pub fn shown(&self) -> Option<&Arc<Compared>> {
        self.ready.as_ref().filter(|ready| ready.with == self.with)
    }

    /// Draws the choices, and what differs as table and chart.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            note(ui, "Compared with");
            self.choose_with(ui, document);
            for side in Side::ALL {
                if ui.selectable_label(self.side == side, side.name()).clicked() {
                    self.side = side;
                }
            }
            if self.shown().is_some() && ui.button("Export the comparison…").clicked() {
                actions.push(Action::AskComparison);
            }
        });
        ui.add_space(space::SMALL);
        let Some(ready) = self.shown().map(Arc::clone) else {
            note(ui, "Comparing…");
            return;
        };
        if !Arc::ptr_eq(&ready.outcome, &document.results.outcome) {
            ui.set_opacity(0.6);
        }
        for line in &ready.report.notes {
            note(ui, line);
        }
        if ready.report.is_empty() {
            ui.label("Nothing differs.");
            return;
        }
        let Compared { lines, .. } = &*ready;
        let changes = match self.side {
            Side::Totals => &lines.gap_of_totals,
            Side::Organisations => &lines.gap_of_organisations,
            Side::Parts => &lines.gap_of_parts,
            Side::Inputs => &Vec::new(),
        };
        let state = &mut self.tables[self.side as usize];
        let (moved, pressed) = chart(ui, self.side, changes, state);
        let revision = self.revision;
        let (salt, caption) = (
            self.side.name(),
            format!("{}, {} compared with {}", self.side.name(), ready.report.scenario, ready.report.with),
        );
        let table = DataTable::new(salt, &caption).max_height(ui.available_height().max(280.0));
        let differing = ready.differing(self.side);
        let report = match self.side {
            Side::Parts => table.show(ui, &Parts { lines: &lines.parts, revision }, state),
            _ => {
                let with_baseline = ready.with.is_none();
                table.show(ui, &Lines { lines: differing, with_baseline, revision }, state)
            }
        };
        let story = |(row, column): (RowKey, usize)| {
            let row = usize::try_from(row.0).ok()?;
            let (side, told_of) = (self.side, Arc::clone(&ready));
            let question = match side {
                Side::Parts => lines.parts.get(row)?.question(column.saturating_sub(1)),
                _ => differing.get(row)?.question()?,
            };
            let tell = move || told_of.story(side, row, column);
            Some(Question::at_hand(PageQuestion::Difference(question, ready.with), (&ready.outcome, ready.at), tell))
        };
        // The bars are of gaps.
        let of_gap = |row| story((row, GAP_COLUMN));
        actions.extend(moved.and_then(of_gap).or_else(|| report.chosen.and_then(story)).map(Action::Choose));
        actions.extend(pressed.and_then(of_gap).or_else(|| report.explained.and_then(story)).map(Action::Explain));
    }

    fn choose_with(&mut self, ui: &mut Ui, document: &Document) {
        let others: Vec<(ScenarioId, &str)> = document
            .contents
            .held
            .scenario_list()
            .filter(|(id, _, _)| Some(*id) != document.looked_at)
            .map(|(id, name, _)| (id, name))
            .collect();
        let mut names = vec!["Baseline"];
        names.extend(others.iter().map(|(_, name)| *name));
        let mut chosen =
            self.with.and_then(|id| others.iter().position(|(other, _)| *other == id)).map_or(0, |at| at + 1);
        if choose_one(ui, "Compared with", &names, &mut chosen).changed() {
            self.with = chosen.checked_sub(1).and_then(|at| others.get(at)).map(|(id, _)| *id);
        }
    }
}

/// The column of gaps among the parts.
const GAP_COLUMN: usize = 3;

/// How far gaps move, the largest first. Bars and rows are selected together; tells which row was selected by its
/// bar, and which wants explaining.
fn chart(ui: &mut Ui, side: Side, changes: &[GapChange], table: &mut TableState) -> (Option<RowKey>, Option<RowKey>) {
    if changes.is_empty() {
        return (None, None);
    }
    let bars: Vec<SwingBar<'_>> = changes
        .iter()
        .map(|change| SwingBar {
            name: &change.name,
            low: change.weeks.min(0.0),
            high: change.weeks.max(0.0),
            low_words: if change.weeks < 0.0 { &change.text } else { "" },
            high_words: if change.weeks > 0.0 { &change.text } else { "" },
        })
        .collect();
    let title = match side {
        Side::Parts => "What each part brings to the gap",
        _ => "How far the gap moves",
    };
    let said = changes.iter().map(|change| format!("{} {}", change.name, change.text)).collect::<Vec<_>>().join("; ");
    let chart = SwingChart { title, unit: "placement weeks", line: 0.0, line_words: "no change", sentence: &said };
    let bar_of = |row: RowKey| changes.iter().position(|change| change.row as u64 == row.0);
    let row_of = |bar: RowKey| Some(RowKey(changes.get(usize::try_from(bar.0).ok()?)?.row as u64));
    let before = table.selected.and_then(bar_of).map(|bar| RowKey(bar as u64));
    let mut selected = before;
    let explained = chart.show(ui, &bars, &mut selected).and_then(row_of);
    let moved = selected.filter(|_| selected != before).and_then(row_of);
    if moved.is_some() {
        table.selected = moved;
        table.follow();
    }
    ui.add_space(space::CARD);
    (moved, explained)
}

/// The columns, with what the scenario is compared with.
fn line_columns(with: &'static str) -> Vec<Column> {
    vec![
        Column::name("what", "What").unsorted().min_width(220.0),
        Column::text("figure", "Figure").unsorted(),
        Column::figure("before", with).unsorted(),
        Column::figure("after", "In this scenario").unsorted(),
        Column::figure("change", "Change").unsorted(),
    ]
}

static BESIDE_BASELINE: LazyLock<Vec<Column>> = LazyLock::new(|| line_columns("Baseline"));

static BESIDE_SCENARIO: LazyLock<Vec<Column>> = LazyLock::new(|| line_columns("Other scenario"));

static PART_COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("part", "Part").unsorted().min_width(220.0),
        Column::figure("expected", "Expected").unit("weeks").unsorted(),
        Column::figure("provided", "Provided").unit("weeks").unsorted(),
        Column::figure("gap", "Gap").unit("weeks").unsorted(),
        Column::figure("short", "Short").unit("weeks of those below").unsorted(),
    ]
});

struct Lines<'a> {
    lines: &'a [DifferenceLine],
    with_baseline: bool,
    revision: u64,
}

impl TableModel for Lines<'_> {
    fn columns(&self) -> &[Column] {
        if self.with_baseline { &BESIDE_BASELINE } else { &BESIDE_SCENARIO }
    }

    fn row_count(&self) -> usize {
        self.lines.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let line = &self.lines[row];
        let text = match column {
            0 => &line.subject,
            1 => &line.figure,
            2 => &line.cells[0],
            3 => &line.cells[1],
            _ => &line.cells[2],
        };
        if text == "missing" { Cell::missing(text.as_str()) } else { Cell::text(text.as_str()) }
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        Cow::Owned(format!("{}, {}", self.lines[row].subject, self.lines[row].figure))
    }
}

struct Parts<'a> {
    lines: &'a [PartLine],
    revision: u64,
}

impl TableModel for Parts<'_> {
    fn columns(&self) -> &[Column] {
        &PART_COLUMNS
    }

    fn row_count(&self) -> usize {
        self.lines.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let line = &self.lines[row];
        let text = column.checked_sub(1).and_then(|at| line.amounts.get(at)).unwrap_or(&line.subject);
        Cell::text(text.as_str())
    }

    fn revision(&self) -> u64 {
        self.revision
    }
}
