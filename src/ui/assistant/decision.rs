//! What a user can say about a file, one thing at a time, and what it does to the mapping.

use crate::import::{DateOrder, DecimalMark, Encoding, Kind, Mapping, Meaning};

/// One choice about a file. `None` leaves it to what is found out from the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// What the file holds.
    Kind(Kind),
    /// The sheet of a workbook.
    Sheet(String),
    /// The encoding of a text.
    Encoding(Option<Encoding>),
    /// What parts the cells of a text.
    Delimiter(Option<char>),
    /// The row on which the header begins, 0 if there is none.
    HeaderRow(Option<u64>),
    /// How many rows the header takes.
    HeaderRows(Option<usize>),
    /// Point or comma.
    DecimalMark(DecimalMark),
    /// Day or month first.
    DateOrder(DateOrder),
    /// A column, by its header, has this meaning.
    Column(Meaning, String),
    /// Every row has this.
    Constant(Meaning, String),
    /// The file has none of this meaning, whatever its headers suggest.
    Without(Meaning),
    /// As it is found out.
    AsFound(Meaning),
    /// Whether a measure of activity is each student's.
    PerStudent(Meaning, bool),
    /// Whether FTE is the establishment, from which vacancies come off.
    Establishment(bool),
    /// Whether rows without a code are known by their organisation's name.
    NamesForCodes(bool),
    /// Several columns of one measure are not that.
    NotWide,
    /// What texts mean; `None` sets their rows aside.
    Values(Vec<(Meaning, String, Option<String>)>),
    /// A text is left as it is.
    ValueAsItIs(Meaning, String),
}

impl Decision {
    /// The mapping with this choice in it; what contradicts it goes.
    pub fn applied_to(&self, mapping: &Mapping) -> Mapping {
        let mut new = mapping.clone();
        match self {
            Decision::Kind(kind) => set_kind(&mut new, *kind),
            Decision::Sheet(sheet) => {
                // Another sheet is another table: its header and columns are found anew.
                new.sheet = Some(sheet.clone());
                (new.header_row, new.header_rows, new.wide) = (None, None, None);
                new.columns.clear();
            }
            Decision::Encoding(encoding) => new.encoding = *encoding,
            Decision::Delimiter(delimiter) => {
                new.delimiter = *delimiter;
                forget_columns(&mut new);
            }
            Decision::HeaderRow(row) => {
                new.header_row = *row;
                if row.is_none_or(|row| row == 0) {
                    new.header_rows = None;
                }
                forget_columns(&mut new);
            }
            Decision::HeaderRows(rows) => {
                new.header_rows = *rows;
                forget_columns(&mut new);
            }
            Decision::DecimalMark(mark) => new.decimal_mark = *mark,
            Decision::DateOrder(order) => new.date_order = *order,
            Decision::Column(meaning, column) => {
                as_found(&mut new, *meaning);
                new.columns.retain(|_, other| other.as_ref() != Some(column));
                new.columns.insert(*meaning, Some(column.clone()));
            }
            Decision::Constant(meaning, text) => {
                as_found(&mut new, *meaning);
                new.constants.insert(*meaning, text.trim().to_owned());
            }
            Decision::Without(meaning) => {
                as_found(&mut new, *meaning);
                new.columns.insert(*meaning, None);
            }
            Decision::AsFound(meaning) => as_found(&mut new, *meaning),
            Decision::PerStudent(meaning, true) => drop(new.per_student.insert(*meaning)),
            Decision::PerStudent(meaning, false) => drop(new.per_student.remove(meaning)),
            Decision::Establishment(is) => new.fte_is_establishment = *is,
            Decision::NamesForCodes(true) => drop(new.values.entry(Meaning::OrgCode).or_default()),
            Decision::NamesForCodes(false) => drop(new.values.remove(&Meaning::OrgCode)),
            Decision::NotWide => new.wide = None,
            Decision::Values(values) => {
                for (meaning, text, means) in values {
                    new.values.entry(key(*meaning)).or_default().insert(text.clone(), means.clone());
                }
            }
            Decision::ValueAsItIs(meaning, text) => forget_value(&mut new, *meaning, text),
        }
        new
    }

    /// Whether other cells are read after it, so that what the file holds has to be found out again.
    pub const fn is_of_another_table(&self) -> bool {
        use Decision::{Delimiter, Encoding, HeaderRow, HeaderRows, Sheet};
        matches!(self, Sheet(_) | Encoding(_) | Delimiter(_) | HeaderRow(_) | HeaderRows(_))
    }
}

/// Under which meaning a mapping takes what texts of `meaning` mean: an organisation's name is known by
/// the code it stands for.
pub fn key(meaning: Meaning) -> Meaning {
    if meaning == Meaning::OrgName { Meaning::OrgCode } else { meaning }
}

/// Another kind of file has other columns: what it does not have goes.
fn set_kind(mapping: &mut Mapping, kind: Kind) {
    let known = Meaning::of(kind);
    mapping.kind = Some(kind);
    mapping.columns.retain(|meaning, _| known.contains(meaning));
    mapping.constants.retain(|meaning, _| known.contains(meaning));
    mapping.per_student.retain(|meaning| known.contains(meaning));
    mapping.wide = mapping.wide.take().filter(|wide| known.contains(&wide.of) && known.contains(&wide.by));
    mapping.fte_is_establishment &= known.contains(&Meaning::Fte);
}

/// Other headers: columns that were chosen by their old names go. What the file does not have stays.
fn forget_columns(mapping: &mut Mapping) {
    mapping.columns.retain(|_, column| column.is_none());
    mapping.wide = mapping.wide.take().filter(|wide| wide.columns.is_empty());
}

fn as_found(mapping: &mut Mapping, meaning: Meaning) {
    mapping.columns.remove(&meaning);
    mapping.constants.remove(&meaning);
    mapping.wide = mapping.wide.take().filter(|wide| wide.of != meaning && wide.by != meaning);
}

/// An empty list of organisations stays: it says that names stand in for codes.
fn forget_value(mapping: &mut Mapping, meaning: Meaning, text: &str) {
    let Some(texts) = mapping.values.get_mut(&key(meaning)) else { return };
    texts.remove(text);
    if texts.is_empty() && meaning != Meaning::OrgName {
        mapping.values.remove(&key(meaning));
    }
}
