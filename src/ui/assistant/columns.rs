//! The columns of a file by what the program needs: which column gives each, why, and what is missing.

use super::words::meaning_name;
use crate::import::{ColumnGuess, Inspection, Mapping, Meaning, needed};

/// The columns of a file, as the step shows them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// What such a file must have.
    pub needed: Vec<ColumnGroup>,
    /// What it has besides, or is said not to have.
    pub also: Vec<ColumnLine>,
    /// What it could have besides.
    pub possible: Vec<ColumnLine>,
    /// The file's columns, as they are chosen from: by header, with some of their cells.
    pub choices: Vec<String>,
    /// How a mapping names each.
    pub references: Vec<String>,
    /// Places of the columns that are not used.
    pub unused: Vec<usize>,
}

/// Something that a file must have, and the columns any of which gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGroup {
    /// `no organisation code column (trust: a name is not a code)`; empty if it is there.
    pub missing: String,
    /// A line for each column that would do, those that nothing gives among them.
    pub lines: Vec<ColumnLine>,
}

/// What gives one meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLine {
    /// The meaning.
    pub meaning: Meaning,
    /// What gives it.
    pub given: Given,
    /// Why, in words; or what is missing, or what it would mean.
    pub reason: String,
    /// Whether the file cannot be read without it, or without another of its group.
    pub is_missing: bool,
}

/// What gives a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// The column at this place among the file's, found by its header.
    Found(usize),
    /// The column at this place, chosen by the user.
    Chosen(usize),
    /// The same text for every row.
    Constant(String),
    /// Several columns, one for each date, year or profession.
    Several(usize),
    /// Nothing, as the user says.
    Nothing,
    /// Nothing yet.
    Open,
}

impl Given {
    /// Whether the file has it.
    pub const fn is_there(&self) -> bool {
        !matches!(self, Given::Nothing | Given::Open)
    }
}

impl Columns {
    /// The columns of a file that was looked at.
    pub fn of(found: &Inspection, mapping: &Mapping) -> Columns {
        let references = found.columns.iter().map(|column| column.reference.clone()).collect();
        let choices = found.columns.iter().map(choice).collect();
        let unused = (0..found.columns.len()).filter(|place| found.columns[*place].meaning.is_none()).collect();
        let empty = Columns { references, choices, unused, ..Columns::default() };
        let Some(kind) = found.kind.as_ref().map(|kind| kind.value) else { return empty };
        let line = |meaning: &Meaning| line(found, mapping, *meaning);
        let group = |need: &crate::import::Need| {
            let missing = found.missing.iter().find(|missing| missing.starts_with(&format!("no {}", need.what)));
            let missing = missing.cloned().unwrap_or_default();
            let mut lines: Vec<ColumnLine> = need.any_of.iter().map(line).collect();
            for (place, line) in lines.iter_mut().enumerate().filter(|(_, line)| !line.given.is_there()) {
                line.is_missing = !missing.is_empty();
                line.reason = match (line.is_missing, place, need.any_of.len()) {
                    (false, ..) => String::new(),
                    (true, 0, 1) => format!("missing: {missing}"),
                    (true, 0, 2) => format!("missing: {missing}; this or the next"),
                    (true, 0, more) => format!("missing: {missing}; this or one of the next {}", more - 1),
                    (true, ..) => "or this".to_owned(),
                };
            }
            ColumnGroup { missing, lines }
        };
        let is_needed = |meaning: &&Meaning| needed(kind).iter().any(|need| need.any_of.contains(meaning));
        let others: Vec<ColumnLine> =
            Meaning::of(kind).iter().filter(|meaning| !is_needed(meaning)).map(line).collect();
        let (mut possible, also): (Vec<ColumnLine>, Vec<ColumnLine>) =
            others.into_iter().partition(|line| line.given == Given::Open);
        for line in &mut possible {
            line.reason = line.meaning.description().to_owned();
        }
        Columns { needed: needed(kind).iter().map(group).collect(), also, possible, ..empty }
    }

    /// How many of the things that the file must have it lacks.
    pub fn missing(&self) -> usize {
        self.needed.iter().filter(|group| !group.missing.is_empty()).count()
    }
}

/// A column as it is chosen: its header, and some of its cells to tell it by.
fn choice(column: &ColumnGuess) -> String {
    let name = if column.header.is_empty() { &column.reference } else { &column.header };
    match (column.personal, column.samples.is_empty()) {
        (true, _) => format!("{name} (personal data)"),
        (false, true) => name.clone(),
        (false, false) => format!("{name}: {}", column.samples.join(", ")),
    }
}

fn line(found: &Inspection, mapping: &Mapping, meaning: Meaning) -> ColumnLine {
    let open = ColumnLine { meaning, given: Given::Open, reason: String::new(), is_missing: false };
    if let Some(text) = mapping.constants.get(&meaning) {
        let reason = "the same in every row, as you say".to_owned();
        return ColumnLine { given: Given::Constant(text.clone()), reason, ..open };
    }
    if let Some(wide) = mapping.wide.as_ref().filter(|wide| wide.of == meaning || wide.by == meaning) {
        let columns: Vec<&ColumnGuess> =
            found.columns.iter().filter(|column| column.meaning == Some(wide.of)).collect();
        let names: Vec<&str> = columns.iter().take(3).map(|column| column.header.as_str()).collect();
        let reason = match wide.of == meaning {
            true => format!("one column for each {}: {}", meaning_name(wide.by).to_lowercase(), names.join(", ")),
            false => "from the headers of those columns".to_owned(),
        };
        return ColumnLine { given: Given::Several(columns.len()), reason, ..open };
    }
    let place = found.columns.iter().position(|column| column.meaning == Some(meaning));
    match (place, mapping.columns.get(&meaning)) {
        (Some(place), chosen) => {
            let column = &found.columns[place];
            let given = if chosen.is_some() { Given::Chosen(place) } else { Given::Found(place) };
            ColumnLine { given, reason: column.reason.clone(), ..open }
        }
        (None, Some(None)) => {
            ColumnLine { given: Given::Nothing, reason: "not in this file, as you say".to_owned(), ..open }
        }
        (None, _) => open,
    }
}
