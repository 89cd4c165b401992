//! The files behind the plan: their data reports, findings one can jump to, adding and removing.

use std::path::PathBuf;
use std::sync::LazyLock;

use eframe::egui::{Key, RichText, ScrollArea, TextEdit, Ui};

use super::super::action::{Action, Ask};
use super::super::assistant::{Changed, changes, delimiter_name};
use super::super::document::{Document, Source};
use super::super::explain::{Question, explain_button};
use super::super::intake::Intake;
use super::super::theme::space;
use super::super::widgets::{
    Callout, Cell, Column, DataTable, RowKey, TableModel, TableState, Tone, card, empty_state, explained_line,
    field_label, key_values, link_button, note, page_title, primary_button, section_title,
};
use super::data_line::ShownLine;
use super::findings::FindingTable;
use super::import::ImportPage;
use super::overlap::overlap;
use crate::model::explain::{FigureKey, Measure};
use crate::model::{count, counted};
use crate::report::LineWords;
use crate::session::{PageQuestion, SourceFigure, totals};
use crate::store::{ImportOutcome, SourceId, SourceState, StepId};

/// What the page keeps between frames.
#[derive(Default)]
pub struct DataPage {
    import: ImportPage,
    sources: TableState,
    findings: TableState,
    doubts: TableState,
    typed: String,
    newest: Option<RowKey>,
    /// The source table's texts, and the revision of the document that they were made for.
    rows: Vec<[String; 8]>,
    made_for: Option<(u64, u64)>,
    line: Option<ShownLine>,
    /// Whether the question about an overlap was shown already.
    asked: bool,
    /// What the last import changed of what the plan had.
    changed: Vec<Changed>,
    /// The step that changed it.
    changed_by: Option<StepId>,
}

impl DataPage {
    /// A plan was opened.
    pub fn begin(&mut self) {
        self.line = None;
        self.changed.clear();
    }

    /// Files were imported.
    pub fn imported(&mut self, outcome: &ImportOutcome) {
        self.changed = changes(outcome);
        self.changed_by = outcome.step;
    }

    /// A step was taken back: nothing is said any more of what it changed.
    pub fn undone(&mut self, step: StepId) {
        if self.changed_by == Some(step) {
            self.changed.clear();
        }
    }

    /// Shows a line of a file; what the plan has of it follows.
    pub fn show_line(&mut self, source: SourceId, line: u32) {
        self.line = Some(ShownLine { source, line, words: None, reveal: true });
        self.sources.select(RowKey(source.0.into()));
    }

    /// Files were added: they are what is to be looked at now, and no line any more.
    pub fn close_line(&mut self) {
        self.line = None;
    }

    /// What the plan has of a line was read.
    pub fn take_line(&mut self, source: SourceId, line: u32, words: Result<LineWords, String>) {
        if let Some(shown) = self.line.as_mut().filter(|shown| (shown.source, shown.line) == (source, line)) {
            shown.words = Some(words);
        }
    }

    /// Makes the texts of the source table anew where the document changed.
    pub fn follow(&mut self, document: &Document, intake: &Intake) {
        self.import.follow(document, intake);
        let now = (document.number, document.revision);
        if self.made_for == Some(now) {
            return;
        }
        self.made_for = Some(now);
        self.rows = document.contents.sources.iter().map(source_row).collect();
        // A file that has just come in is the one to look at.
        let newest = document.contents.sources.first().map(|source| RowKey(source.record.id.0.into()));
        if self.newest != newest {
            self.newest = newest;
            self.sources.selected = newest;
        }
        let there = |key: RowKey| document.contents.sources.iter().any(|source| u64::from(source.record.id.0) == key.0);
        if !self.sources.selected.is_some_and(there) {
            self.sources.selected = newest;
        }
    }

    /// Draws the page: the assistant while files wait, else what the plan rests on.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, intake: &Intake, actions: &mut Vec<Action>) {
        let (read_only, waits) = (document.writer.is_none(), !intake.assistant().is_empty() && !intake.is_running());
        if waits && !read_only && intake.question().is_none() && self.line.is_none() {
            return self.import.show(ui, intake, actions);
        }
        let Some(report) = intake.question() else {
            self.asked = false;
            return self.files(ui, document, waits, intake.is_running(), actions);
        };
        let new = !std::mem::replace(&mut self.asked, true);
        ScrollArea::vertical().id_salt("question").auto_shrink(false).show(ui, |ui| {
            overlap(ui, report, &intake.assistant().ready_names(), new, actions);
        });
    }

    /// What the plan rests on.
    fn files(&mut self, ui: &mut Ui, document: &Document, waits: bool, running: bool, actions: &mut Vec<Action>) {
        let read_only = document.writer.is_none();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            if waits && read_only {
                let text = "This plan is open to read only. Close it where it is being changed, then open it again.";
                let callout = Callout::new(Tone::Warning, "Files cannot be added", text);
                if callout.actions(&["Leave the files out"]).show(ui).is_some() {
                    actions.push(Action::Intake(Ask::LeaveOut(None)));
                }
                ui.add_space(space::CARD);
            }
            if document.contents.sources.is_empty() {
                if !waits && !running {
                    self.nothing_yet(ui, actions);
                }
                return;
            }
            if let Some(line) = &mut self.line
                && line.show(ui, document)
            {
                self.line = None;
            }
            self.what_changed(ui);
            page_title(ui, "Data", "The files that the plan rests on. Rows read = used + rejected + ignored.");
            ui.horizontal_wrapped(|ui| {
                self.add(ui, read_only, actions);
                explain_button(ui, actions);
            });
            ui.add_space(space::SMALL);
            let table = SourceTable { document, rows: &self.rows };
            let report =
                DataTable::new("sources", "Files of the plan").max_height(240.0).show(ui, &table, &mut self.sources);
            let figure = |(row, column): (RowKey, usize)| {
                let id = SourceId(u32::try_from(row.0).ok()?);
                let figure = column.saturating_sub(FIRST_FIGURE).min(SOURCE_FIGURES.len() - 1);
                Some(question(id, SOURCE_FIGURES[figure]))
            };
            actions.extend(report.chosen.and_then(figure).map(Action::Choose));
            actions.extend(report.explained.and_then(figure).map(Action::Explain));
            ui.add_space(space::GROUP);
            let selected = self.sources.selected;
            let source = document.contents.sources.iter().find(|s| selected == Some(RowKey(s.record.id.0.into())));
            if let Some(source) = source {
                self.report(ui, document, source, actions);
                ui.add_space(space::GROUP);
            }
            self.doubts(ui, document, actions);
        });
    }

    fn nothing_yet(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let sentence = "A plan rests on workforce data (FTE by organisation, profession, band and date) and placement \
                        data (weeks by organisation, profession, university and year). Drop the files here, or:";
        if empty_state(ui, "No files yet", sentence, Some("Add files…")) {
            actions.push(Action::AddFiles);
        }
        ui.add_space(space::CARD);
        ui.vertical_centered(|ui| {
            ui.set_max_width(460.0);
            self.by_path(ui, actions);
        });
    }

    fn add(&mut self, ui: &mut Ui, read_only: bool, actions: &mut Vec<Action>) {
        ui.add_enabled_ui(!read_only, |ui| {
            ui.horizontal(|ui| {
                if primary_button(ui, "Add files…").clicked() {
                    actions.push(Action::AddFiles);
                }
                self.by_path(ui, actions);
            });
        });
    }

    fn by_path(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            let label = field_label(ui, "or a path");
            let width = (ui.available_width() - 80.0).clamp(120.0, 420.0);
            let field = ui.add(TextEdit::singleline(&mut self.typed).desired_width(width)).labelled_by(label.id);
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let pressed = ui.add_enabled(!self.typed.trim().is_empty(), eframe::egui::Button::new("Add")).clicked();
            if (entered || pressed) && !self.typed.trim().is_empty() {
                actions.push(Action::OpenFiles(vec![PathBuf::from(std::mem::take(&mut self.typed).trim())]));
            }
        });
    }

    /// What the last import changed, until somebody has seen it.
    fn what_changed(&mut self, ui: &mut Ui) {
        let mut closed = None;
        for (index, changed) in self.changed.iter().enumerate() {
            if Callout::new(Tone::Note, &changed.title, &changed.words).actions(&["Understood"]).show(ui).is_some() {
                closed = Some(index);
            }
            ui.add_space(space::SMALL);
        }
        if let Some(index) = closed {
            self.changed.remove(index);
        }
    }

    /// The data report of one source.
    fn report(&mut self, ui: &mut Ui, document: &Document, source: &Source, actions: &mut Vec<Action>) {
        let record = &source.record;
        card(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                section_title(ui, &format!("Data report of {}", record.name));
                if record.state == SourceState::InForce && document.writer.is_some() {
                    for (name, action) in [
                        ("Correct the mapping…", Action::Correct(record.id)),
                        ("Replace by a newer edition…", Action::ChooseEdition(record.id)),
                        ("Remove from the plan", Action::RemoveSource(record.id)),
                    ] {
                        if link_button(ui, name).clicked() {
                            actions.push(action);
                        }
                    }
                }
            });
            let sha: String = record.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
            // A workbook has none.
            let parted = record.delimiter.chars().next();
            let parted = parted.map_or(String::new(), |by| format!(", cells parted by {}", delimiter_name(by)));
            let encoding = format!("{}{parted}", record.encoding);
            let imported = moment(&record.imported_at);
            let totals = totals(record);
            if !totals.is_empty() && explained_line(ui, RichText::new(format!("Totals of all rows: {totals}"))) {
                actions.push(Action::Explain(question(record.id, SourceFigure::Totals)));
            }
            key_values(
                ui,
                "report",
                [("Imported (UTC)", imported.as_str()), ("Read as", encoding.as_str()), ("SHA-256", sha.as_str())],
            );
            ui.add_space(space::SMALL);
            if source.findings.is_empty() {
                note(ui, "Nothing was found that needs a look.");
                return;
            }
            field_label(ui, &format!("Findings: {}", how_many(source)));
            let table = FindingTable::in_file(&source.findings, u64::from(record.id.0));
            let caption = format!("Findings in {}", record.name);
            let report = DataTable::new("findings", &caption).max_height(280.0).show(ui, &table, &mut self.findings);
            table.selected(ui, &self.findings);
            let finding = |(row, _): (RowKey, usize)| {
                usize::try_from(row.0).ok().map(|at| question(record.id, SourceFigure::Finding(at)))
            };
            actions.extend(report.chosen.and_then(finding).map(Action::Choose));
            actions.extend(report.explained.and_then(finding).map(Action::Explain));
            let opened = report.opened.and_then(|key| source.findings.get(usize::try_from(key.0).ok()?));
            let line = opened.and_then(|finding| u32::try_from(finding.line?).ok());
            actions.extend(line.map(|line| Action::ShowLine { source: record.id.0, line }));
        });
    }

    /// What stands out once the files lie side by side; pressing a line leads to the figures.
    fn doubts(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        let findings = &document.results.findings;
        if findings.is_empty() {
            return;
        }
        section_title(ui, "What stands out across the files");
        note(ui, "Press Enter or double-click a line to see the figures it is about.");
        ui.add_space(space::TIGHT);
        let table = FindingTable::across_files(findings, document.revision);
        let report = DataTable::new("doubts", "What stands out across the files").max_height(320.0).show(
            ui,
            &table,
            &mut self.doubts,
        );
        table.selected(ui, &self.doubts);
        let about = |(row, _): (RowKey, usize)| {
            let place = findings.get(usize::try_from(row.0).ok()?)?.place?;
            Some(Question::new(FigureKey::new(Measure::ProvisionRatio, place)))
        };
        actions.extend(report.chosen.and_then(about).map(Action::Choose));
        actions.extend(report.explained.and_then(about).map(Action::Explain));
        if let Some(place) =
            report.opened.and_then(|key| findings.get(key.0 as usize)).and_then(|finding| finding.place)
        {
            actions.push(Action::Show(place));
        }
    }
}

/// `5 to look at, 1 note`: the source table counts the first alone.
fn how_many(source: &Source) -> String {
    let (warnings, all) = (source.warnings() as u64, source.findings.len() as u64);
    let notes = counted(all - warnings, "note", "notes");
    match (warnings, all - warnings) {
        (_, 0) => format!("{} to look at", count(warnings)),
        (0, _) => format!("nothing to look at, {notes}"),
        _ => format!("{} to look at, {notes}", count(warnings)),
    }
}

/// `22 Nov 2026, 15:17` (UTC) for `2026-11-22T15:17:56Z`.
pub(super) fn moment(written: &str) -> String {
    let time: Result<jiff::Timestamp, _> = written.parse();
    time.map_or_else(|_| written.to_owned(), |time| time.strftime("%-d %b %Y, %H:%M").to_string())
}

fn source_row(source: &Source) -> [String; 8] {
    let record = &source.record;
    let state = match record.state {
        SourceState::InForce if record.replaces => "in force, replaces",
        other => other.word().unwrap_or("undone"),
    };
    let counts = record.counts;
    [
        record.name.clone(),
        record.kind.to_string(),
        state.to_owned(),
        count(counts.read),
        count(counts.used),
        count(counts.rejected),
        count(counts.ignored),
        count(source.warnings() as u64),
    ]
}

static SOURCE_COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("file", "File").unsorted(),
        Column::text("kind", "Kind").unsorted(),
        Column::text("state", "State").unsorted().min_width(112.0),
        Column::figure("read", "Read").unit("rows").unsorted(),
        Column::figure("used", "Used").unit("rows").unsorted(),
        Column::figure("rejected", "Rejected").unit("rows").unsorted(),
        Column::figure("ignored", "Ignored").unit("rows").unsorted(),
        Column::figure("findings", "To look at").unit("findings").unsorted(),
    ]
});

/// The figures of the source table, and the column of the first.
const SOURCE_FIGURES: [SourceFigure; 5] =
    [SourceFigure::Read, SourceFigure::Used, SourceFigure::Rejected, SourceFigure::Ignored, SourceFigure::ToLookAt];
const FIRST_FIGURE: usize = 3;

fn question(source: SourceId, figure: SourceFigure) -> Question {
    Question::of_page(PageQuestion::Source(source, figure))
}

struct SourceTable<'a> {
    document: &'a Document,
    rows: &'a [[String; 8]],
}

impl TableModel for SourceTable<'_> {
    fn columns(&self) -> &[Column] {
        &SOURCE_COLUMNS
    }
    fn row_count(&self) -> usize {
        self.rows.len().min(self.document.contents.sources.len())
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(self.document.contents.sources[row].record.id.0.into())
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        Cell::text(self.rows[row][column].as_str())
    }
    fn revision(&self) -> u64 {
        self.document.revision
    }
}
