//! The second step: which column gives what the program needs, what is the same in every row, and what
//! is not in the file.

use std::sync::LazyLock;

use eframe::egui::{CollapsingHeader, Ui};

use super::super::super::action::{Action, Ask};
use super::super::super::assistant::{ColumnLine, Decision, Given, Look, Waiting, meaning_name};
use super::super::super::theme::space;
use super::super::super::widgets::{
    Cell, Column, DataTable, RowKey, TableModel, TableState, choose_within, note, section_title,
};
use super::field::{Drafts, Place};
use super::file::{better, line};
use crate::import::{Kind, Meaning};

/// What comes before the file's columns in every list of choices.
const NOTHING: usize = 0;
const CONSTANT: usize = 1;
const FIRST_COLUMN: usize = 2;

/// Draws it.
pub fn show(
    ui: &mut Ui,
    file: &Waiting,
    look: &Look,
    drafts: &mut Drafts,
    state: &mut TableState,
    actions: &mut Vec<Action>,
) {
    better(ui, file, look, actions);
    let columns = &look.columns;
    let mut decide = |decision| actions.push(Action::Intake(Ask::Decide(file.id, decision)));
    let mut choices = vec!["Not in this file", "The same in every row…"];
    choices.extend(columns.choices.iter().map(String::as_str));
    if columns.needed.is_empty() {
        note(ui, "Say first what the file holds: the columns depend on it.");
        return;
    }
    let mut each = |ui: &mut Ui, shown: &ColumnLine| one(ui, file, look, shown, &choices, drafts, &mut decide);
    section_title(ui, "Needed");
    // All lines of a group stay, whichever of them gives it: nothing moves while one chooses.
    for line in columns.needed.iter().flat_map(|group| &group.lines) {
        each(ui, line);
    }
    if !columns.also.is_empty() {
        ui.add_space(space::CARD);
        section_title(ui, "Also used");
        for shown in &columns.also {
            each(ui, shown);
        }
    }
    if !columns.possible.is_empty() {
        ui.add_space(space::CARD);
        let title = format!("What the file may hold besides ({})", columns.possible.len());
        CollapsingHeader::new(title).id_salt("besides").show(ui, |ui| {
            columns.possible.iter().for_each(|line| each(ui, line));
        });
    }
    sayings(ui, file, look, &mut decide);
    unused(ui, file, look, state);
}

/// What gives one meaning.
fn one(
    ui: &mut Ui,
    file: &Waiting,
    look: &Look,
    shown: &ColumnLine,
    choices: &[&str],
    drafts: &mut Drafts,
    decide: &mut impl FnMut(Decision),
) {
    let (meaning, name) = (shown.meaning, meaning_name(shown.meaning));
    let place = Place(file.id, meaning.word().to_owned());
    let several;
    let (mut chosen, choices) = match &shown.given {
        _ if drafts.is_open(&place) => (CONSTANT, choices),
        Given::Found(column) | Given::Chosen(column) => (column + FIRST_COLUMN, choices),
        Given::Constant(_) => (CONSTANT, choices),
        Given::Nothing => (NOTHING, choices),
        Given::Open => (usize::MAX, choices),
        Given::Several(count) => {
            let names: Vec<&str> = choices.iter().copied().chain([several_columns(*count)]).collect();
            several = names;
            (several.len() - 1, several.as_slice())
        }
    };
    line(ui, &name, &shown.reason, shown.is_missing, |ui| {
        if choose_within(ui, &name, choices, &mut chosen, 280.0).changed() {
            drafts.close(&place);
            match chosen {
                NOTHING => decide(Decision::Without(meaning)),
                CONSTANT => drafts.begin(place.clone()),
                column => {
                    if let Some(reference) = look.columns.references.get(column - FIRST_COLUMN) {
                        decide(Decision::Column(meaning, reference.clone()));
                    }
                }
            }
        }
        let now = if let Given::Constant(text) = &shown.given { text.as_str() } else { "" };
        if matches!(shown.given, Given::Constant(_)) || drafts.is_open(&place) {
            let label = format!("{name} in every row");
            let taken =
                drafts.field(ui, file, &place, &label, now, |text| Decision::Constant(meaning, text.to_owned()));
            taken.into_iter().for_each(&mut *decide);
            if now.is_empty() {
                note(ui, example(meaning));
            }
        }
    });
}

fn several_columns(count: usize) -> &'static str {
    if count == 1 { "one column, by its header" } else { "several columns, by their headers" }
}

/// What a text for every row looks like.
const fn example(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::AcademicYear => "such as 2018/19, then Enter",
        Meaning::Period | Meaning::StartDate => "such as 30/09/2018, then Enter",
        Meaning::OrgCode => "such as RJ1, then Enter",
        Meaning::Profession => "such as PT or Physiotherapy, then Enter",
        Meaning::Band => "such as Band 6, then Enter",
        _ => "then Enter",
    }
}

/// What is true of the whole file.
fn sayings(ui: &mut Ui, file: &Waiting, look: &Look, decide: &mut impl FnMut(Decision)) {
    let Some(kind) = file.kind() else { return };
    let mapping = &file.mapping;
    let has = |meaning| look.found.column(meaning).is_some() || mapping.constants.contains_key(&meaning);
    let mut say = |ui: &mut Ui, now: bool, words: &str, decision: &dyn Fn(bool) -> Decision| {
        let mut is = now;
        if ui.checkbox(&mut is, words).changed() {
            decide(decision(is));
        }
    };
    ui.add_space(space::CARD);
    if kind == Kind::Workforce && has(Meaning::Fte) {
        let words = "FTE is the establishment: the FTE of vacancies comes off";
        say(ui, mapping.fte_is_establishment, words, &Decision::Establishment);
    }
    for (meaning, words) in [
        (Meaning::PlacementWeeks, "Placement weeks are each student's, not the row's"),
        (Meaning::Hours, "Hours are each student's, not the row's"),
        (Meaning::Days, "Days are each student's, not the row's"),
    ] {
        if matches!(kind, Kind::Placements | Kind::Demand) && has(meaning) {
            let now = mapping.per_student.contains(&meaning);
            say(ui, now, words, &|is| Decision::PerStudent(meaning, is));
        }
    }
    if matches!(kind, Kind::Workforce | Kind::Placements) && has(Meaning::OrgName) {
        let words = "Rows without an organisation code are known by the organisation's name";
        let now = mapping.values.contains_key(&Meaning::OrgCode);
        say(ui, now, words, &Decision::NamesForCodes);
    }
}

/// The file's columns that nothing is taken from, each with the reason.
fn unused(ui: &mut Ui, file: &Waiting, look: &Look, state: &mut TableState) {
    if look.columns.unused.is_empty() {
        return;
    }
    ui.add_space(space::CARD);
    section_title(ui, "Columns that are not used");
    let table = Unused { look, revision: file.id.0 << 32 | file.edition() };
    DataTable::new("unused", "Columns that are not used").max_height(280.0).show(ui, &table, state);
}

struct Unused<'a> {
    look: &'a Look,
    revision: u64,
}

static UNUSED: LazyLock<Vec<Column>> = LazyLock::new(|| {
    vec![
        Column::name("column", "Column").unsorted().min_width(240.0),
        Column::text("cells", "Some of its cells").unsorted(),
        Column::text("reason", "Why").unsorted(),
    ]
});

impl TableModel for Unused<'_> {
    fn columns(&self) -> &[Column] {
        &UNUSED
    }
    fn row_count(&self) -> usize {
        self.look.columns.unused.len()
    }
    fn row_key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }
    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let column_of_file = &self.look.found.columns[self.look.columns.unused[row]];
        match column {
            0 => Cell::text(column_of_file.reference.as_str()),
            1 => Cell::text(column_of_file.samples.join(", ")),
            _ => Cell::text(column_of_file.reason.as_str()),
        }
    }
    fn revision(&self) -> u64 {
        self.revision
    }
}
