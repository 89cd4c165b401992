//! What each column of a file means: as the mapping says, or else as its header suggests.

use std::collections::{BTreeMap, BTreeSet};

use super::date::{self, Column};
use super::findings::cut;
use super::meaning::{Meaning, fold_header};
use super::personal::{are_no_names, is_of_people, is_personal};
use super::reading::Assigned;
use super::record::Row;
use super::{Kind, Mapping};

/// The header of a file: which column means what.
///
/// What the mapping says of every row, and the wide form, are columns too: they stand after the file's
/// own, and each record gets their cells when it is read. So the readers of rows know only columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// The physical line it begins on; 0 if there is no header row.
    pub line: u64,
    /// How many rows it takes.
    pub rows: usize,
    /// Its cells, as the file writes them, and then the columns that the mapping adds.
    pub names: Vec<String>,
    /// How many columns are the file's own.
    pub width: usize,
    pub at: BTreeMap<Meaning, usize>,
    /// Columns that mean the same as another, which is read: (left out, read).
    pub doubles: Vec<(usize, usize)>,
    /// Columns that hold personal data.
    pub personal: Vec<usize>,
    /// Columns that mean nothing to us, or whose meaning the mapping gives to another.
    pub unmapped: Vec<usize>,
    /// Blank headers before the last one that is not.
    pub blank: Vec<usize>,
    /// Columns that the mapping wants and the file does not have.
    pub absent: Vec<(Meaning, String)>,
    /// What the mapping gives every row.
    pub constants: Vec<String>,
    /// The columns of the wide form, and what each stands for.
    pub wide: Vec<(usize, String)>,
}

impl Header {
    /// Where the column with this meaning is.
    pub fn get(&self, meaning: Meaning) -> Option<usize> {
        self.at.get(&meaning).copied()
    }

    /// Whether there is one.
    pub fn has(&self, meaning: Meaning) -> bool {
        self.at.contains_key(&meaning)
    }

    /// The header of a column as the file writes it.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The header of a column as messages give it: of a long one, the beginning and the end.
    pub fn shown(&self, column: usize) -> String {
        cut(self.name(column))
    }

    /// Whether reports may quote what stands in a column: not if its header announces personal data, or
    /// people. A name that stands for an organisation is the organisation's.
    pub fn may_quote(&self, column: usize) -> bool {
        let folded = fold_header(self.name(column));
        let names_organisations = self.get(Meaning::OrgName) == Some(column);
        names_organisations || !(self.personal.contains(&column) || is_personal(&folded) || is_of_people(&folded))
    }

    /// The file's own columns, as it writes them.
    pub fn own_names(&self) -> &[String] {
        &self.names[..self.width.min(self.names.len())]
    }

    /// How many meanings were found.
    pub fn count(&self) -> usize {
        self.at.len()
    }

    /// What the cells of `rows` mean, taken together, as the header of a file of `kind` whose first rows
    /// are `data`.
    pub fn of_rows(rows: &[Row<'_>], data: &[Row<'_>], kind: Kind, mapping: &Mapping) -> Header {
        let line = rows.first().map_or(0, |row| row.line);
        Header { line, rows: rows.len(), ..Header::of_names(joined(rows), data, kind, mapping) }
    }

    /// What columns with these names, and these first rows, mean.
    pub fn of_names(names: Vec<String>, data: &[Row<'_>], kind: Kind, mapping: &Mapping) -> Header {
        let mut header = Header { width: names.len(), names, rows: 1, ..Header::default() };
        let mut taken = header.take_chosen(mapping);
        let guessed = header.guess(data, kind, mapping, &taken);
        header.take_wide(mapping, &mut taken, &guessed);
        for (column, name) in header.names.iter().enumerate() {
            let folded = fold_header(name);
            if taken.contains(&column) || guessed.contains(&column) || header.personal.contains(&column) {
                continue;
            } else if folded.is_empty() {
                header.blank.push(column);
            } else if is_personal(&folded) {
                header.personal.push(column);
            } else {
                header.unmapped.push(column);
            }
        }
        header.personal.sort_unstable();
        let last = header.names.iter().rposition(|name| !name.is_empty()).unwrap_or(0);
        header.blank.retain(|column| *column < last);
        header.settle_value();
        header.add_columns(mapping);
        header
    }

    /// The columns that the mapping names. A column is taken from the file's guess also where it serves
    /// nothing.
    fn take_chosen(&mut self, mapping: &Mapping) -> BTreeSet<usize> {
        let mut taken = BTreeSet::new();
        for (meaning, reference) in &mapping.columns {
            let Some(reference) = reference else { continue };
            match self.column(reference) {
                Some(column) => {
                    self.at.insert(*meaning, column);
                    taken.insert(column);
                }
                None => self.absent.push((*meaning, reference.clone())),
            }
        }
        taken
    }

    /// Gives every open meaning the column whose name says it best; all columns that say one. A column of
    /// people's names means nothing.
    fn guess(&mut self, data: &[Row<'_>], kind: Kind, mapping: &Mapping, taken: &BTreeSet<usize>) -> BTreeSet<usize> {
        let given = |meaning: &Meaning| {
            mapping.columns.contains_key(meaning)
                || mapping.constants.contains_key(meaning)
                || mapping.wide.as_ref().is_some_and(|wide| wide.of == *meaning || wide.by == *meaning)
        };
        let open: Vec<Meaning> = Meaning::of(kind).iter().copied().filter(|meaning| !given(meaning)).collect();
        let mut claims: BTreeMap<Meaning, Vec<(usize, usize)>> = BTreeMap::new();
        let mut names_of_people = Vec::new();
        for (column, name) in self.names.iter().enumerate().filter(|(column, _)| !taken.contains(column)) {
            let folded = fold_header(name);
            let ranks = open.iter().filter_map(|meaning| Some((*meaning, meaning.rank(&folded, kind)?)));
            let Some((meaning, rank)) = ranks.min_by_key(|(_, rank)| *rank) else { continue };
            let cells = data.iter().map(|row| row.cell(column));
            let assigned = || Assigned::of(mapping, meaning);
            if is_of_people(&folded) && !are_no_names(meaning, cells, &assigned(), mapping.decimal_mark) {
                names_of_people.push(column);
            } else {
                claims.entry(meaning).or_default().push((rank, column));
            }
        }
        self.personal = names_of_people;
        let mut guessed = BTreeSet::new();
        for (meaning, claims) in claims {
            let Some((_, best)) = claims.iter().min().copied() else { continue };
            self.at.insert(meaning, best);
            self.doubles.extend(claims.iter().filter(|claim| claim.1 != best).map(|claim| (claim.1, best)));
            guessed.extend(claims.iter().map(|claim| claim.1));
        }
        guessed
    }

    /// The columns of the wide form.
    fn take_wide(&mut self, mapping: &Mapping, taken: &mut BTreeSet<usize>, guessed: &BTreeSet<usize>) {
        let Some(wide) = &mapping.wide else { return };
        let mut found = Vec::new();
        for (reference, value) in &wide.columns {
            match self.column(reference) {
                Some(column) => found.push((column, value.trim().to_owned())),
                None => self.absent.push((wide.of, reference.clone())),
            }
        }
        if wide.columns.is_empty() {
            let free = |column: &usize| !taken.contains(column) && !guessed.contains(column);
            let says = |column: &usize| stands_for(&self.names[*column], wide.by, mapping);
            found = (0..self.width).filter(free).filter(says).map(|c| (c, self.names[c].clone())).collect();
        }
        found.sort();
        taken.extend(found.iter().map(|(column, _)| *column));
        self.wide = found;
    }

    /// A column of values is FTE where a data type beside it says which rows are.
    fn settle_value(&mut self) {
        if let Some(value) = self.at.get(&Meaning::Value).copied()
            && self.has(Meaning::DataType)
            && !self.has(Meaning::Fte)
        {
            self.at.insert(Meaning::Fte, value);
        }
    }

    /// The columns after the file's own: constants, and the key and value of the wide form.
    fn add_columns(&mut self, mapping: &Mapping) {
        for (meaning, text) in &mapping.constants {
            self.at.insert(*meaning, self.names.len());
            self.names.push(format!("{} (for the whole file)", meaning.word()));
            self.constants.push(text.trim().to_owned());
        }
        if let (Some(wide), false) = (&mapping.wide, self.wide.is_empty()) {
            for meaning in [wide.by, wide.of] {
                self.at.insert(meaning, self.names.len());
                self.names.push(format!("{} (by column)", meaning.word()));
            }
        }
    }

    /// The column that a mapping names: by its header, as it is or folded, or as `column 7`.
    fn column(&self, reference: &str) -> Option<usize> {
        let names = || self.names.iter();
        let folded = fold_header(reference);
        let number = || reference.trim().to_lowercase().strip_prefix("column ").and_then(|n| n.parse::<usize>().ok());
        names()
            .position(|name| name == reference.trim())
            .or_else(|| names().position(|name| !folded.is_empty() && fold_header(name) == folded))
            .or_else(|| number()?.checked_sub(1).filter(|column| *column < self.width))
    }

    /// The columns of the ODS `etr` file and its siblings, which have no header.
    pub fn of_etr() -> Header {
        use Meaning::{CloseDate, Ics, OpenDate, OrgCode, OrgName, Region};
        let at = [(OrgCode, 0), (OrgName, 1), (Region, 2), (Ics, 3), (OpenDate, 10), (CloseDate, 11)];
        let mut names: Vec<String> = (1..=27).map(|n| format!("column {n}")).collect();
        for (column, name) in
            [(0, "code"), (1, "name"), (2, "region"), (3, "ICB"), (10, "open date"), (11, "close date")]
        {
            names[column] = name.to_owned();
        }
        Header { width: names.len(), names, at: BTreeMap::from(at), ..Header::default() }
    }
}

/// Whether a header says what its column of the wide form stands for.
pub(super) fn stands_for(name: &str, by: Meaning, mapping: &Mapping) -> bool {
    let numbered = name.bytes().any(|byte| byte.is_ascii_digit());
    let read =
        |column| matches!(date::read(name, column, mapping.date_order), Ok(moment) if moment.snapshot().is_some());
    match by {
        Meaning::Period | Meaning::StartDate => numbered && read(Column::Other),
        Meaning::AcademicYear => numbered && read(Column::AcademicYear),
        Meaning::Profession => mapping.professions.recognise(name).is_some(),
        _ => false,
    }
}

/// The names of a header that takes several rows: from top to bottom, with a space between. A name over
/// several columns stands in the first of them only, as merged cells do, and is taken for the others
/// too, so long as its own column has something below it.
fn joined(rows: &[Row<'_>]) -> Vec<String> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let below = |column| rows[depth + 1..].iter().any(|row| !row.cell(column).is_empty());
        let mut over = "";
        for (column, name) in names.iter_mut().enumerate() {
            let cell = row.cell(column);
            if !cell.is_empty() {
                over = if below(column) { cell } else { "" };
            }
            let part = if cell.is_empty() && below(column) { over } else { cell };
            if !part.is_empty() {
                name.push_str(if name.is_empty() { "" } else { " " });
                name.push_str(part);
            }
        }
    }
    names
}
