//! An explanation as lines: what the window's panel draws and the terminal prints.

use std::collections::BTreeMap;
use std::fmt;

use super::FigureStory;
use crate::model::explain::{Counted, EditUsed, Explanation, FigureKey, Formula, RowRef, SettingUsed};
use crate::model::{count, plain};

/// The names of source files, by the numbers that rows have for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceNames(BTreeMap<u32, String>);

impl SourceNames {
    /// The names of these sources. Two of one name are told apart by their numbers.
    ///
    /// ```
    /// use fairshare::report::SourceNames;
    /// let names = SourceNames::new([(1, "a.csv".into()), (2, "b.csv".into()), (3, "a.csv".into())]);
    /// assert_eq!((names.of(2), names.of(3)), ("b.csv", "a.csv (source 3)"));
    /// ```
    pub fn new(sources: impl IntoIterator<Item = (u32, String)>) -> SourceNames {
        let given: Vec<(u32, String)> = sources.into_iter().collect();
        let told_apart = given.iter().map(|(source, name)| {
            let shared = given.iter().filter(|(_, other)| other == name).count() > 1;
            (*source, if shared { format!("{name} (source {source})") } else { name.clone() })
        });
        SourceNames(told_apart.collect())
    }

    /// The name of a source.
    pub fn of(&self, source: u32) -> &str {
        self.0.get(&source).map_or("a source that was removed", String::as_str)
    }
}

/// How much of a long explanation is written out; the rest is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Source rows of one figure.
    pub rows: usize,
    /// Parts of one sum.
    pub parts: usize,
}

impl Default for Limits {
    /// What fits a panel or a terminal.
    fn default() -> Limits {
        Limits { rows: 20, parts: 20 }
    }
}

/// What a line of an explanation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// A figure with its value. Its key opens its own explanation.
    Figure(Option<FigureKey>),
    /// The formula in words.
    Formula,
    /// The formula with the values in it.
    Values,
    /// Why the figure is missing.
    Missing,
    /// A setting, by its key, which can be shown where settings are changed.
    Setting(String),
    /// An edit of the scenario.
    Edit,
    /// What else the figure rests on.
    Note,
    /// A source row: its source and line, which can be shown in the data, and whether it counts.
    Row {
        /// The source's number.
        source: u32,
        /// The physical line, from 1.
        line: u32,
        /// Whether any of it counts.
        counts: bool,
    },
    /// How much is left out here.
    More,
}

/// A line of an explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationLine {
    /// What it is.
    pub kind: LineKind,
    /// How deep it stands: 0 for the figure that was asked for.
    pub depth: usize,
    /// The text.
    pub text: String,
}

impl fmt::Display for ExplanationLine {
    /// The line as a terminal shows it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = match &self.kind {
            LineKind::Figure(_) | LineKind::Formula | LineKind::Values | LineKind::More => "",
            LineKind::Missing => "missing: ",
            LineKind::Setting(_) => "setting: ",
            LineKind::Edit => "edit: ",
            LineKind::Note => "note: ",
            LineKind::Row { .. } => "row: ",
        };
        let inside = usize::from(!matches!(self.kind, LineKind::Figure(_)));
        write!(f, "{}{label}{}", "  ".repeat(self.depth * 2 + inside), self.text)
    }
}

/// An explanation as lines: each figure with its formula, values, settings, edits, notes, parts and rows.
/// Of the organisations behind a benchmark rate only the value is told; their keys tell more.
///
/// Of several figures, a part that was told before is not told again.
pub fn explanation_lines(told: &[Explanation], names: &SourceNames, limits: Limits) -> Vec<ExplanationLine> {
    let mut writer = Writer { names, limits, lines: Vec::new(), settings: Vec::new(), figures: Vec::new() };
    for figure in told {
        writer.figure(figure, 0);
    }
    writer.lines
}

/// Stories of totals as lines, in the same order as those of explanations.
pub fn story_lines(stories: &[FigureStory], limits: Limits) -> Vec<ExplanationLine> {
    let names = SourceNames::default();
    let mut writer = Writer { names: &names, limits, lines: Vec::new(), settings: Vec::new(), figures: Vec::new() };
    for story in stories {
        writer.story(story);
    }
    writer.lines
}

struct Writer<'a> {
    names: &'a SourceNames,
    limits: Limits,
    lines: Vec<ExplanationLine>,
    /// The settings told already: each is told once.
    settings: Vec<String>,
    /// The figures told already, and the sums over a group, which have no keys.
    figures: Vec<(Option<FigureKey>, Formula, String)>,
}

impl Writer<'_> {
    fn line(&mut self, kind: LineKind, depth: usize, text: impl Into<String>) {
        self.lines.push(ExplanationLine { kind, depth, text: text.into() });
    }

    fn head(&mut self, told: &Explanation, depth: usize) {
        let text = format!("{}, {}: {}", told.formula.info().name, told.subject, told.shown());
        self.line(LineKind::Figure(told.key.clone()), depth, text);
    }

    fn figure(&mut self, told: &Explanation, depth: usize) {
        self.head(told, depth);
        let of_a_group = matches!(told.formula, Formula::GroupFte | Formula::GroupWeeks);
        let told_before = (told.key.clone(), told.formula, told.subject.clone());
        if (told.key.is_some() || of_a_group) && self.figures.contains(&told_before) {
            return;
        }
        self.figures.push(told_before);
        self.line(LineKind::Formula, depth, told.formula.info().expression);
        match &told.missing {
            Some(reason) => self.line(LineKind::Missing, depth, reason),
            None => self.line(LineKind::Values, depth, &told.with_values),
        }
        for used in &told.settings {
            if !self.settings.contains(&used.key) {
                self.settings.push(used.key.clone());
                self.line(LineKind::Setting(used.key.clone()), depth, setting(used));
            }
        }
        for used in &told.edits {
            self.line(LineKind::Edit, depth, edit(used));
        }
        self.some(&told.notes, self.limits.parts, depth, "notes", |writer, note| {
            writer.line(LineKind::Note, depth, note);
        });
        self.some(&told.parts, self.limits.parts, depth, "figures", |writer, part| {
            if of_a_group { writer.head(part, depth + 1) } else { writer.figure(part, depth + 1) }
        });
        self.some(&told.rows, self.limits.rows, depth, "rows", |writer, row| {
            let counts = !matches!(row.counted, Counted::No(_));
            let text = row_text(row, writer.names);
            writer.line(LineKind::Row { source: row.source, line: row.line, counts }, depth, text);
        });
    }

    fn story(&mut self, told: &FigureStory) {
        let scenario = told.scenario.as_ref().map_or_else(String::new, |name| format!(", scenario {name}"));
        self.line(LineKind::Figure(None), 0, format!("{}, {}{scenario}: {}", told.name, told.subject, told.value));
        self.line(LineKind::Formula, 0, &told.formula);
        match &told.missing {
            Some(reason) => self.line(LineKind::Missing, 0, reason),
            None => self.line(LineKind::Values, 0, told.with_values.as_deref().unwrap_or_default()),
        }
        for used in told.settings.iter() {
            if !self.settings.contains(&used.key) {
                self.settings.push(used.key.clone());
                self.line(LineKind::Setting(used.key.clone()), 0, format!("{} ({})", used.words, used.from));
            }
        }
        self.some(&told.notes, self.limits.parts, 0, "notes", |writer, note| writer.line(LineKind::Note, 0, note));
        self.some(&told.parts, self.limits.parts, 0, "figures", |writer, part| {
            writer.line(LineKind::Figure(None), 1, format!("{}: {}", part.name, part.value));
        });
        for part in &told.beside {
            self.line(LineKind::Note, 0, format!("{}: {}", part.name, part.value));
        }
    }

    /// As many as the limit allows, and how many more there are.
    fn some<T>(&mut self, all: &[T], limit: usize, depth: usize, what: &str, each: impl Fn(&mut Self, &T)) {
        for one in all.iter().take(limit) {
            each(self, one);
        }
        if all.len() > limit {
            let (rest, total) = (count((all.len() - limit) as u64), count(all.len() as u64));
            self.line(LineKind::More, depth, format!("and {rest} more of {total} {what}"));
        }
    }
}

fn setting(used: &SettingUsed) -> String {
    format!("{}: {} ({}; {})", used.label, used.value, used.from, used.source)
}

/// An edit in one line, with the reason if it is not applied.
fn edit(used: &EditUsed) -> String {
    let edit = used.edit.to_string().replace('\t', " ");
    match &used.conflict {
        Some(reason) => format!("{} (not applied: {reason})", edit.trim_end()),
        None => edit.trim_end().to_owned(),
    }
}

/// A row in words: `placements.csv line 1131: 12 weeks, does not count: offered`.
fn row_text(row: &RowRef, names: &SourceNames) -> String {
    let place = format!("{} line {}: {}", names.of(row.source), row.line, row_amount(row));
    match &row.counted {
        Counted::Whole => place,
        Counted::Less { .. } => format!("{place}, {}", row_counted(row)),
        Counted::No(reason) => format!("{place}, does not count: {reason}"),
    }
}

/// What a row gives, as its file has it: `12 weeks`, or `no value`.
pub fn row_amount(row: &RowRef) -> String {
    row.value.map_or_else(|| "no value".to_owned(), |value| format!("{} {}", plain(value), row.unit.word()))
}

/// Whether a row counts: `counts`, `of which 2 held by preceptees`, or the reason why it does not.
pub fn row_counted(row: &RowRef) -> String {
    match &row.counted {
        Counted::Whole => "counts".to_owned(),
        Counted::Less { preceptee, leave } => {
            let parts = [(preceptee, "held by preceptees"), (leave, "on long leave")];
            let given = parts.into_iter().filter(|(part, _)| !part.is_zero());
            let parts: Vec<String> = given.map(|(part, what)| format!("{} {what}", plain(*part))).collect();
            format!("of which {}", parts.join(" and "))
        }
        Counted::No(reason) => reason.to_string(),
    }
}
