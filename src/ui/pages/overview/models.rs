//! The rows shown, as the table and the chart take them. Texts are borrowed; the table makes them for the rows that are looked at.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::super::widgets::{Bar, BarsModel, Cell, Column, Mark, RowKey, TableModel};
use super::{Shown, key};
use crate::model::scenario::CellField;
use crate::model::{Outcome, Status};
use crate::report::{OverviewColumn, OverviewRow, OverviewView, ShownCell};

/// The columns of the table, in the order of [`OverviewColumn::ALL`].
pub static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| OverviewColumn::ALL.into_iter().map(column_of).collect());

fn column_of(column: OverviewColumn) -> Column {
    let made = match column {
        OverviewColumn::Organisation => Column::name(id(column), column.title()).min_width(176.0),
        figure if figure.is_figure() => Column::figure(id(column), column.title()).unit(column.unit()),
        words => Column::text(id(words), words.title()),
    };
    made.meaning(meaning(column))
}

/// A column's stable name, for sorting and hiding.
pub const fn id(column: OverviewColumn) -> &'static str {
    match column {
        OverviewColumn::Organisation => "organisation",
        OverviewColumn::Code => "code",
        OverviewColumn::Region => "region",
        OverviewColumn::Profession => "profession",
        OverviewColumn::EligibleFte => "eligible_fte",
        OverviewColumn::Expected => "expected",
        OverviewColumn::Provided => "provided",
        OverviewColumn::Gap => "gap",
        OverviewColumn::Ratio => "ratio",
        OverviewColumn::Status => "status",
        OverviewColumn::Placements => "placements",
        OverviewColumn::Note => "note",
    }
}

/// The column of a stable name.
pub fn column(name: &str) -> Option<OverviewColumn> {
    OverviewColumn::ALL.into_iter().find(|column| id(*column) == name)
}

/// The figure that an edit of the column changes; `None` for what is worked out.
pub const fn field_of(column: OverviewColumn) -> Option<CellField> {
    match column {
        OverviewColumn::EligibleFte => Some(CellField::Fte),
        OverviewColumn::Provided => Some(CellField::Weeks),
        _ => None,
    }
}

/// The column of the figure that an edit changes.
pub const fn column_of_field(field: CellField) -> OverviewColumn {
    match field {
        CellField::Fte => OverviewColumn::EligibleFte,
        CellField::Weeks => OverviewColumn::Provided,
    }
}

const fn meaning(column: OverviewColumn) -> &'static str {
    match column {
        OverviewColumn::Organisation => "",
        OverviewColumn::Code => "The organisation's ODS code.",
        OverviewColumn::Region => "The region that the organisation is in.",
        OverviewColumn::Profession => "PT physiotherapy, OT occupational therapy, SLT speech and language therapy, …",
        OverviewColumn::EligibleFte => "Full-time equivalent staff that the settings count. Edit with F2.",
        OverviewColumn::Expected => "The fair share: eligible FTE × benchmark rate, in placement weeks.",
        OverviewColumn::Provided => "Placement weeks delivered. Edit with F2.",
        OverviewColumn::Gap => "Provided − expected: negative is below the fair share.",
        OverviewColumn::Ratio => "Provided ÷ expected.",
        OverviewColumn::Status => {
            "Above from 110 %, meets from 100 %, near from 80 %, unless the settings say otherwise."
        }
        OverviewColumn::Placements => "Placements that would close the gap.",
        OverviewColumn::Note => "What the figures rest on.",
    }
}

/// What a screen reader says of the chart.
pub fn sentence(view: &OverviewView, outcome: &Outcome) -> String {
    let said = view.headlines.iter().map(|headline| {
        let first = headline.lines.first().map_or("", |line| line.text.as_str());
        format!("{}: {first}.", outcome.profession_name(headline.profession))
    });
    said.collect::<Vec<_>>().join(" ")
}

/// The rows shown, at one revision.
pub struct Rows<'a> {
    shown: &'a Shown,
    revision: u64,
}

impl<'a> Rows<'a> {
    /// The rows of a view.
    pub fn new(shown: &'a Shown, revision: u64) -> Rows<'a> {
        Rows { shown, revision }
    }

    /// One row, in the order shown.
    pub fn row(&self, row: usize) -> &'a OverviewRow {
        self.shown.table.row(self.shown.view.order[row])
    }

    fn name(&self, row: &'a OverviewRow) -> &'a str {
        &self.text(row, OverviewColumn::Organisation).text
    }

    fn text(&self, row: &'a OverviewRow, column: OverviewColumn) -> &'a ShownCell {
        self.shown.table.cell(row, column)
    }
}

impl TableModel for Rows<'_> {
    fn columns(&self) -> &[Column] {
        &COLUMNS
    }

    fn row_count(&self) -> usize {
        self.shown.view.order.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        key(self.row(row).place)
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let row = self.row(row);
        let Some(column) = OverviewColumn::ALL.get(column).copied() else { return Cell::text("") };
        let shown = self.text(row, column);
        match column {
            OverviewColumn::Status => match row.unstable {
                Some(unstable) => {
                    Cell::text(row.status.word()).mark(Mark::Neutral(row.status)).remark(unstable.sentence())
                }
                None => Cell::status(row.status),
            },
            _ if shown.missing => Cell::missing(shown.text.as_str()),
            OverviewColumn::EligibleFte | OverviewColumn::Provided => {
                let edited = field_of(column).and_then(|field| self.shown.edited.words(row.place, field));
                Cell::text(shown.text.as_str()).edited(edited.unwrap_or_default())
            }
            OverviewColumn::Organisation => {
                Cell::text(shown.text.as_str()).remark(self.text(row, OverviewColumn::Note).text.as_str())
            }
            _ => Cell::text(shown.text.as_str()),
        }
    }

    fn is_editable(&self, column: usize) -> bool {
        OverviewColumn::ALL.get(column).copied().and_then(field_of).is_some()
    }

    fn revision(&self) -> u64 {
        self.revision
    }

    fn row_name(&self, row: usize) -> Cow<'_, str> {
        let row = self.row(row);
        Cow::Owned(format!("{}, {}", self.name(row), self.shown.table.outcome().profession_name(row.place.profession)))
    }
}

impl BarsModel for Rows<'_> {
    fn row_count(&self) -> usize {
        self.shown.view.order.len()
    }

    fn row_key(&self, row: usize) -> RowKey {
        key(self.row(row).place)
    }

    fn mark(&self, row: usize) -> Mark {
        let row = self.row(row);
        if row.unstable.is_some() { Mark::Neutral(row.status) } else { Mark::Status(row.status) }
    }

    fn bar(&self, row: usize) -> Bar<'_> {
        let row = self.row(row);
        let provided = self.text(row, OverviewColumn::Provided);
        let name = if self.shown.view.professions > 1 {
            Cow::Owned(format!("{} {}", row.place.profession.code(), self.name(row)))
        } else {
            Cow::Borrowed(self.name(row))
        };
        let label =
            if provided.missing && row.status == Status::NoWorkforceData { row.status.word() } else { &provided.text };
        Bar { name, expected: row.expected, provided: row.provided, status: row.status, label: Cow::Borrowed(label) }
    }

    fn figures(&self, row: usize) -> Cow<'_, str> {
        let row = self.row(row);
        let text = |column| &self.text(row, column).text;
        let (provided, expected) = (text(OverviewColumn::Provided), text(OverviewColumn::Expected));
        Cow::Owned(format!("{provided} provided, {expected} expected, in placement weeks: {}", row.status))
    }

    fn longest(&self) -> f64 {
        self.shown.view.longest
    }

    fn revision(&self) -> u64 {
        self.revision
    }
}
