//! Finding the header row, and what each column means.

use std::collections::BTreeMap;

use super::meaning::{Meaning, fold_header, is_personal};
use super::records::{Record, Records, Row};
use super::{Kind, needs};

/// How many records at the start of a file may be title lines before its header.
pub(super) const DEEPEST: usize = 100;

/// The delimiters that are looked for, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What the user chose where the file alone does not say, or says it wrongly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The delimiter, instead of the one that the header suggests.
    pub delimiter: Option<u8>,
    /// Point or comma.
    pub decimal_mark: super::DecimalMark,
    /// Columns by their header as the file writes it, instead of what the header suggests.
    pub columns: BTreeMap<Meaning, String>,
}

/// The header of a file: which column means what.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    /// The physical line it begins on.
    pub line: u64,
    /// Its cells, as the file writes them.
    pub names: Vec<String>,
    pub at: BTreeMap<Meaning, usize>,
    /// Columns that mean the same as another, which is read: (left out, read).
    pub doubles: Vec<(usize, usize)>,
    /// Columns that hold personal data.
    pub personal: Vec<usize>,
    /// Columns that mean nothing to us.
    pub unmapped: Vec<usize>,
    /// Blank headers before the last one that is not.
    pub blank: Vec<usize>,
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

    fn count(&self) -> usize {
        self.at.len()
    }

    /// What the cells of `row` mean as the header of a file of `kind`.
    pub fn of_row(row: Row<'_>, kind: Kind, choices: &Choices) -> Header {
        let mut header =
            Header { line: row.line, names: row.cells().map(str::to_owned).collect(), ..Header::default() };
        let mut claims: BTreeMap<Meaning, Vec<(usize, usize)>> = BTreeMap::new();
        for (column, name) in header.names.iter().enumerate() {
            let folded = fold_header(name);
            match meaning_of(name, &folded, kind, choices) {
                Some((meaning, rank)) => claims.entry(meaning).or_default().push((rank, column)),
                None if folded.is_empty() => header.blank.push(column),
                None if is_personal(&folded) => header.personal.push(column),
                None => header.unmapped.push(column),
            }
        }
        for (meaning, claims) in claims {
            let Some((_, best)) = claims.iter().min().copied() else { continue };
            header.at.insert(meaning, best);
            header.doubles.extend(claims.iter().filter(|claim| claim.1 != best).map(|claim| (claim.1, best)));
        }
        let last = header.names.iter().rposition(|name| !name.is_empty()).unwrap_or(0);
        header.blank.retain(|column| *column < last);
        header.settle_value();
        header
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
        Header { names, at: BTreeMap::from(at), ..Header::default() }
    }
}

/// What a header means and how well it says so: the user's choice first.
fn meaning_of(name: &str, folded: &str, kind: Kind, choices: &Choices) -> Option<(Meaning, usize)> {
    if let Some((meaning, _)) = choices.columns.iter().find(|(_, chosen)| *chosen == name) {
        return Some((*meaning, 0));
    }
    let open = Meaning::of(kind).iter().filter(|meaning| !choices.columns.contains_key(meaning));
    open.filter_map(|m| m.rank(folded, kind).map(|rank| (*m, rank))).min_by_key(|(_, rank)| *rank)
}

/// What the head of a file shows of its shape.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// The delimiter.
    pub delimiter: u8,
    /// The header, or the best row for one where `complete` is false.
    pub header: Header,
    /// How many records stand before the header, itself not counted.
    pub titles: usize,
    /// Whether the header has every column that the kind needs.
    pub complete: bool,
    /// Whether there is no header row: the first record is data.
    pub headerless: bool,
    /// The first record, for those who must say what the file is instead.
    pub first_line: u64,
}

/// Finds delimiter and header of a file of `kind` in its first text.
pub(super) fn find(head: &str, whole: bool, kind: Kind, choices: &Choices) -> Shape {
    let delimiters = choices.delimiter.map_or(DELIMITERS.to_vec(), |chosen| vec![chosen]);
    let shapes = delimiters.into_iter().map(|delimiter| find_with(head, whole, delimiter, kind, choices));
    let better = |a: Shape, b: Shape| if b.score() > a.score() { b } else { a };
    shapes.reduce(better).unwrap_or_else(|| find_with(head, whole, b',', kind, choices))
}

impl Shape {
    /// Complete headers first, then those with more that is known, then those with more columns.
    fn score(&self) -> (bool, usize, usize) {
        (self.complete, self.header.count(), self.header.names.len())
    }
}

fn find_with(head: &str, whole: bool, delimiter: u8, kind: Kind, choices: &Choices) -> Shape {
    let mut best: Option<Shape> = None;
    let mut first_line = 1;
    for_each_record(head, whole, delimiter, |index, row| {
        if index == 0 {
            first_line = row.line;
        }
        let headerless = index == 0 && kind == Kind::Organisations && is_etr(row);
        let header = if headerless { Header::of_etr() } else { Header::of_row(row, kind, choices) };
        let complete = headerless || needs::missing(&header, kind).is_empty();
        let shape = Shape { delimiter, header, titles: index, complete, headerless, first_line };
        if best.as_ref().is_none_or(|best| shape.complete || shape.header.count() > best.header.count()) {
            best = Some(shape);
        }
        !complete
    });
    best.unwrap_or(Shape {
        delimiter,
        header: Header::default(),
        titles: 0,
        complete: false,
        headerless: false,
        first_line,
    })
}

/// Calls `each` with the first records of a file's head until it has enough; the last record counts only
/// if the head is the whole file, since it may be cut.
fn for_each_record(head: &str, whole: bool, delimiter: u8, mut each: impl FnMut(usize, Row<'_>) -> bool) {
    let mut records = Records::new(head.as_bytes(), delimiter);
    let mut record = Record::new();
    for index in 0..DEEPEST {
        let Ok(true) = records.next(&mut record) else { return };
        let cut = !whole && records.text().is_empty();
        if (cut && index > 0) || !each(index, record.row()) {
            return;
        }
    }
}

/// Whether a record is a row of the ODS `etr` layout: 27 columns, a code, a name, an opening date.
pub(super) fn is_etr(row: Row<'_>) -> bool {
    let (code, date) = (row.cell(0), row.cell(10));
    let is_code = !code.is_empty() && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let is_date = (date.is_empty() || date.len() == 8) && date.bytes().all(|byte| byte.is_ascii_digit());
    row.len() == 27 && is_code && is_date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(head: &str, kind: Kind) -> Shape {
        find(head, true, kind, &Choices::default())
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_a_header() {
        for delimiter in [',', ';', '\t', '|'] {
            let head = "period,org_code,profession,fte\n2018-09-30,RJ1,PT,1\n".replace(',', &delimiter.to_string());
            let found = shape(&head, Kind::Workforce);
            assert_eq!((found.delimiter, found.complete), (delimiter as u8, true), "{delimiter:?}");
        }
    }

    #[test]
    fn title_lines_before_the_header_are_stepped_over() {
        let found = shape("Workforce, as at September\n\nNHS; official\n\nDate,Org code,Area,FTE\n", Kind::Workforce);
        assert_eq!((found.complete, found.titles, found.header.line), (true, 2, 5));
    }

    #[test]
    fn of_two_columns_that_mean_the_same_the_better_name_is_read() {
        let header = shape("Total FTE,period,org_code,profession,FTE,fte", Kind::Workforce).header;
        assert_eq!(header.get(Meaning::Fte), Some(4));
        assert_eq!(header.doubles, [(0, 4), (5, 4)]);
    }

    #[test]
    fn a_value_column_is_fte_only_beside_its_data_type() {
        let found = shape("Date,Org Code,Care Setting,Data Type,Value", Kind::Workforce);
        assert!(found.complete && found.header.get(Meaning::Fte) == Some(4));
        assert!(!shape("Date,Org Code,Care Setting,Value", Kind::Workforce).complete);
    }

    #[test]
    fn the_users_choice_of_a_column_beats_its_name() {
        let columns = BTreeMap::from([(Meaning::Fte, "Budget".to_owned())]);
        let choices = Choices { columns, ..Choices::default() };
        let found = find("period,org_code,profession,fte,Budget\n", true, Kind::Workforce, &choices);
        assert_eq!(found.header.get(Meaning::Fte), Some(4));
        assert_eq!(found.header.unmapped, [3]);
    }

    #[test]
    fn personal_unmapped_and_blank_columns_are_told_apart() {
        let header = shape("period,,org_code,Name,e-mail,profession,fte,colour,,", Kind::Workforce).header;
        assert_eq!((header.blank, header.personal, header.unmapped), (vec![1], vec![3, 4], vec![7]));
    }
}
