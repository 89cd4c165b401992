//! Finding the header row and the delimiter of a file.

use super::head::Head;
use super::header::Header;
use super::record::{Record, Row};
use super::{Kind, Mapping, needs};

/// The delimiters that are looked for, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows a header may take without the mapping saying so.
const TALLEST: usize = 3;

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
    /// Whether the row is there that the mapping says the header begins on.
    pub found: bool,
    /// The first record, for those who must say what the file is instead.
    pub first_line: u64,
}

/// Finds delimiter and header of a file of `kind` in its first records.
pub(super) fn find(head: &Head, kind: Kind, mapping: &Mapping) -> Shape {
    let chosen = mapping.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok());
    let delimiters = match chosen {
        Some(delimiter) => vec![delimiter],
        None if head.is_text() => DELIMITERS.to_vec(),
        None => vec![b','],
    };
    let first = find_in(&head.records(delimiters[0]), delimiters[0], kind, mapping);
    let better = |a: Shape, b: Shape| if b.score() > a.score() { b } else { a };
    // Where a header is found, a delimiter that parts nothing cannot show a better one.
    let parts = |delimiter: &&u8| head.records(**delimiter).iter().any(|record| record.len() > 1);
    let others: Vec<&u8> = delimiters[1..].iter().filter(|delimiter| !first.complete || parts(delimiter)).collect();
    others.into_iter().map(|d| find_in(&head.records(*d), *d, kind, mapping)).fold(first, better)
}

impl Shape {
    /// Complete headers first, then those with more that is known, then those with more columns.
    pub fn score(&self) -> (bool, usize, usize) {
        (self.complete, self.header.count(), self.header.names.len())
    }
}

fn find_in(records: &[Record], delimiter: u8, kind: Kind, mapping: &Mapping) -> Shape {
    let rows: Vec<Row<'_>> = records.iter().map(Record::row).collect();
    let first_line = rows.first().map_or(1, |row| row.line);
    let shape = |titles, header: Header, headerless| {
        let complete = header.absent.is_empty() && needs::missing(&header, kind, mapping).is_empty();
        Shape { delimiter, header, titles, complete, headerless, found: true, first_line }
    };
    let nothing = Shape { complete: false, found: mapping.header_row.is_none(), ..shape(0, Header::default(), false) };
    let Some(first) = rows.first() else { return nothing };
    match mapping.header_row {
        Some(0) => {
            let names = (1..=first.len()).map(|n| format!("column {n}")).collect();
            return shape(0, Header { line: 0, rows: 0, ..Header::of_names(names, &rows, kind, mapping) }, true);
        }
        Some(line) => {
            let Some(index) = rows.iter().position(|row| row.line == line) else { return nothing };
            let tallest = mapping.header_rows.unwrap_or(1).min(rows.len() - index);
            let (header, data) = rows[index..].split_at(tallest);
            return shape(index, Header::of_rows(header, data, kind, mapping), false);
        }
        None if kind == Kind::Organisations && mapping.columns.is_empty() && is_etr(*first) => {
            return Shape { complete: true, ..shape(0, Header::of_etr(), true) };
        }
        None => {}
    }
    let of_height = |height: usize| {
        let rows = &rows;
        let indexes = 0..(rows.len() + 1).saturating_sub(height);
        indexes.map(move |index| {
            let (header, data) = rows[index..].split_at(height);
            (index, Header::of_rows(header, data, kind, mapping))
        })
    };
    let best = |height| {
        let mut best = None::<Shape>;
        for (index, header) in of_height(height) {
            let shape = shape(index, header, false);
            if shape.complete {
                return Some(shape);
            }
            if best.as_ref().is_none_or(|best| shape.header.count() > best.header.count()) {
                best = Some(shape);
            }
        }
        best
    };
    let single = best(mapping.header_rows.unwrap_or(1));
    let taller = || (2..=TALLEST).filter_map(best).find(|shape| shape.complete);
    match single {
        Some(shape) if !shape.complete && mapping.header_rows.is_none() => taller().unwrap_or(shape),
        Some(shape) => shape,
        None => nothing,
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
    use super::super::meaning::Meaning;
    use super::*;

    fn shape(head: &str, kind: Kind) -> Shape {
        shape_with(head, kind, &Mapping::default())
    }

    fn shape_with(head: &str, kind: Kind, mapping: &Mapping) -> Shape {
        find(&Head::of_text(head.to_owned(), true), kind, mapping)
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
        let mapping = Mapping::from_json(r#"{"columns":{"fte":"Budget"}}"#).unwrap();
        let found = shape_with("period,org_code,profession,fte,Budget\n", Kind::Workforce, &mapping);
        assert_eq!(found.header.get(Meaning::Fte), Some(4));
        assert_eq!(found.header.unmapped, [3]);
    }

    #[test]
    fn personal_unmapped_and_blank_columns_are_told_apart() {
        let header = shape("period,,org_code,Name,e-mail,profession,fte,colour,,", Kind::Workforce).header;
        assert_eq!((header.blank, header.personal, header.unmapped), (vec![1], vec![3, 4], vec![7]));
    }

    #[test]
    fn a_header_of_several_rows_is_read_from_top_to_bottom() {
        let found = shape(
            "Staff\nOrg,,Profession,In post,,period\ncode,name,,FTE,HC,\n,,,,\nRJ1,Guy's,PT,1,1,2018-09-30\n",
            Kind::Workforce,
        );
        assert_eq!(found.header.names, ["Org code", "Org name", "Profession", "In post FTE", "In post HC", "period"]);
        let found = shape("Org,,,date of,\ncode,name,profession,snapshot,FTE\n", Kind::Workforce);
        assert!(!found.complete, "{:?}", found.header.names);
        let found = shape("Title\nOrg,,Profession,Snapshot,FTE\ncode,name,,date,\n", Kind::Workforce);
        assert!(found.complete, "{:?}", found.header.names);
        assert_eq!((found.titles, found.header.rows, found.header.line), (1, 2, 2));
    }

    #[test]
    fn the_mapping_says_where_the_header_is_or_that_there_is_none() {
        let map = |json: &str| Mapping::from_json(json).unwrap();
        let twice = "period,org_code,profession,fte\nperiod,org_code,profession,fte\n";
        assert_eq!(shape_with(twice, Kind::Workforce, &map(r#"{"header_row":2}"#)).titles, 1);
        let beyond = shape_with(twice, Kind::Workforce, &map(r#"{"header_row":7}"#));
        assert!(!beyond.complete && !beyond.found);
        let none = map(r#"{"header_row":0,"columns":{"period":"column 1","org_code":"column 2","fte":"column 4"},
                           "constants":{"profession":"PT"}}"#);
        let found = shape_with("2018-09-30,RJ1,x,1\n", Kind::Workforce, &none);
        assert!(found.complete && found.headerless, "{found:?}");
        assert_eq!((found.header.width, found.header.get(Meaning::Profession)), (4, Some(4)));
    }

    #[test]
    fn a_column_that_the_mapping_wants_must_be_there() {
        let mapping = Mapping::from_json(r#"{"columns":{"fte":"WTE 2019"}}"#).unwrap();
        let found = shape_with("period,org_code,profession,fte\n", Kind::Workforce, &mapping);
        assert!(!found.complete);
        assert_eq!(found.header.absent, [(Meaning::Fte, "WTE 2019".to_owned())]);
    }

    #[test]
    fn columns_of_the_wide_form_are_those_whose_header_says_what_they_stand_for() {
        let mapping = Mapping::from_json(r#"{"wide":{"of":"fte","by":"period"}}"#).unwrap();
        let found = shape_with("org_code,profession,Sep-18,2019-09-30,notes\n", Kind::Workforce, &mapping);
        assert_eq!(found.header.wide, [(2, "Sep-18".to_owned()), (3, "2019-09-30".to_owned())]);
        assert_eq!((found.header.get(Meaning::Period), found.header.get(Meaning::Fte)), (Some(5), Some(6)));
        assert_eq!(found.header.unmapped, [4]);
    }
}
