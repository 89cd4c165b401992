//! From the cells of a record to the parts that rows of several kinds share.

use super::cache::Cache;
use super::date::{self, Column, Moment};
use super::findings::{Doubt, Doubts};
use super::header::Header;
use super::meaning::{Meaning, fold_header};
use super::number::{self, DecimalMark, is_missing};
use super::reason::{Ignored, Reason};
use super::records::Row;
use super::report::Amounts;
use super::words;
use crate::model::{Decimal, OrganisationMention, Profession};

/// Why a row stops being read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    Reject(Reason, Option<usize>),
    Ignore(Ignored),
}

/// What became of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    /// `None` if the row is used.
    pub stop: Option<Stop>,
    /// What it holds, as far as it can be read.
    pub amounts: Amounts,
}

impl Verdict {
    pub fn used(amounts: Amounts) -> Verdict {
        Verdict { stop: None, amounts }
    }

    pub fn stopped(stop: Stop, amounts: Amounts) -> Verdict {
        Verdict { stop: Some(stop), amounts }
    }
}

/// The cell in a column that the file may lack; empty then.
pub(super) fn optional<'a>(row: Row<'a>, column: Option<usize>) -> &'a str {
    column.map_or("", |column| row.cell(column))
}

/// The text in a column that the file may lack; a mark for missing is no text.
pub(super) fn text<'a>(row: Row<'a>, column: Option<usize>) -> &'a str {
    let cell = optional(row, column);
    if is_missing(cell) { "" } else { cell }
}

/// Reads the amount in a column; `None` where column or value are missing.
pub(super) fn amount(
    row: Row<'_>,
    column: Option<usize>,
    mark: DecimalMark,
    doubts: &mut Doubts,
) -> Result<Option<Decimal>, Stop> {
    let Some(column) = column else { return Ok(None) };
    let number = number::read(row.cell(column), mark).map_err(|reason| Stop::Reject(reason, Some(column)))?;
    if number.rounded {
        doubts.note(Doubt::DecimalsRounded, row.line, Some(column), "");
    }
    Ok(number.value)
}

/// The columns that name an organisation.
pub(super) struct OrganisationColumns {
    pub code: Option<usize>,
    name: Option<usize>,
    region: Option<usize>,
    ics: Option<usize>,
    totals: Cache<bool>,
    upper: String,
}

impl OrganisationColumns {
    pub fn new(header: &Header) -> Self {
        OrganisationColumns {
            code: header.get(Meaning::OrgCode),
            name: header.get(Meaning::OrgName),
            region: header.get(Meaning::Region),
            ics: header.get(Meaning::Ics),
            totals: Cache::new(),
            upper: String::new(),
        }
    }

    /// Refuses rows that sum up organisations.
    pub fn refuse_total(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
        amounts: impl Fn() -> Amounts,
    ) -> Result<(), Stop> {
        for column in [self.code, self.name].into_iter().flatten() {
            let cell = row.cell(column);
            if self.totals.get(cell, words::is_total_organisation) {
                return Err(aggregate(row, column, doubts, amounts()));
            }
        }
        let region = optional(row, self.region);
        if optional(row, self.code).is_empty() && words::is_total_organisation(region) {
            return Err(aggregate(row, self.region.unwrap_or_default(), doubts, amounts()));
        }
        Ok(())
    }

    /// The organisation that a row names; a row without a code is rejected.
    pub fn read<'a>(&'a mut self, row: Row<'a>) -> Result<OrganisationMention<'a>, Stop> {
        let cell = text(row, self.code);
        if cell.is_empty() {
            return Err(Stop::Reject(Reason::NoCode, self.code));
        }
        let code = if cell.chars().any(char::is_lowercase) {
            self.upper.clear();
            self.upper.extend(cell.chars().flat_map(char::to_uppercase));
            self.upper.as_str()
        } else {
            cell
        };
        let region = words::region(optional(row, self.region));
        Ok(OrganisationMention { code, name: text(row, self.name), region, ics: text(row, self.ics) })
    }
}

/// Notes a row that is the sum of others, and stops it.
pub(super) fn aggregate(row: Row<'_>, column: usize, doubts: &mut Doubts, amounts: Amounts) -> Stop {
    doubts.note_with(Doubt::AggregateRow, row.line, Some(column), row.cell(column), amounts);
    Stop::Ignore(Ignored::Aggregate)
}

/// The column of universities.
pub(super) struct HeiColumn {
    column: Option<usize>,
    totals: Cache<bool>,
}

impl HeiColumn {
    pub fn new(header: &Header) -> Self {
        HeiColumn { column: header.get(Meaning::Hei), totals: Cache::new() }
    }

    /// The university that a row names; a row that sums up universities is ignored.
    pub fn read<'a>(&mut self, row: Row<'a>, doubts: &mut Doubts, amounts: Amounts) -> Result<&'a str, Stop> {
        let Some(column) = self.column else { return Ok("") };
        if self.totals.get(row.cell(column), words::is_total_organisation) {
            return Err(aggregate(row, column, doubts, amounts));
        }
        Ok(text(row, self.column))
    }
}

/// What a profession cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProfessionCell {
    Known(Profession),
    Unknown,
    Missing,
    Total,
}

/// The column of professions.
pub(super) struct ProfessionColumn {
    column: Option<usize>,
    known: Cache<ProfessionCell>,
}

impl ProfessionColumn {
    pub fn new(header: &Header) -> Self {
        ProfessionColumn { column: header.get(Meaning::Profession), known: Cache::new() }
    }

    /// The profession that a row names. An unknown one is ignored with a warning, never guessed.
    pub fn read(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
        amounts: impl Fn() -> Amounts,
    ) -> Result<Profession, Stop> {
        let Some(column) = self.column else { return Err(Stop::Reject(Reason::NoProfession, None)) };
        let cell = row.cell(column);
        let meaning = self.known.get(cell, |cell| match Profession::recognise(cell) {
            Some(profession) => ProfessionCell::Known(profession),
            None if is_missing(cell) => ProfessionCell::Missing,
            None if words::is_total(cell) => ProfessionCell::Total,
            None => ProfessionCell::Unknown,
        });
        match meaning {
            ProfessionCell::Known(profession) => Ok(profession),
            ProfessionCell::Missing => Err(Stop::Reject(Reason::NoProfession, Some(column))),
            ProfessionCell::Total => Err(aggregate(row, column, doubts, amounts())),
            ProfessionCell::Unknown => {
                let name = words::without_sort_prefix(cell);
                doubts.note_with(Doubt::UnknownProfession, row.line, Some(column), name, amounts());
                Err(Stop::Ignore(Ignored::UnknownProfession))
            }
        }
    }
}

/// A column of dates, months or academic years.
pub(super) struct MomentColumn {
    pub column: usize,
    named: Column,
    known: Cache<Result<Moment, Reason>>,
}

impl MomentColumn {
    pub fn new(header: &Header, meaning: Meaning) -> Option<MomentColumn> {
        let column = header.get(meaning)?;
        let year =
            ["academicyear", "acadyear", "ay", "academicsession"].contains(&fold_header(header.name(column)).as_str());
        let named = if year { Column::AcademicYear } else { Column::Other };
        Some(MomentColumn { column, named, known: Cache::new() })
    }

    pub fn read(&mut self, row: Row<'_>, doubts: &mut Doubts) -> Result<Moment, Reason> {
        let cell = row.cell(self.column);
        let named = self.named;
        let moment = self.known.get(cell, |cell| date::read(cell, named));
        if let Ok(Moment::DayFirst(_)) = moment {
            doubts.note(Doubt::DayFirst, row.line, Some(self.column), "30/09/2017");
        }
        moment
    }
}

/// Whether a row that cannot be read is a note after the data: a text alone in the first column, or one
/// that begins as notes do.
pub(super) fn is_note(row: Row<'_>) -> bool {
    let mut filled = row.cells().enumerate().filter(|(_, cell)| !cell.is_empty());
    let Some((column, first)) = filled.next() else { return false };
    if column == 0 && filled.next().is_none() {
        return number::read(first, DecimalMark::Point).is_err();
    }
    let first = first.to_lowercase();
    let words = ["source", "sources", "note", "notes", "copyright", "footnote", "footnotes"];
    let opens = |word: &&str| {
        first.strip_prefix(*word).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', '.']))
    };
    first.starts_with(['©', '†', '‡']) || words.iter().any(opens)
}

/// The cell that makes a row without date, code or profession the sum of others, wherever it stands.
pub(super) fn total_anywhere(row: Row<'_>) -> Option<usize> {
    row.cells().position(words::is_total_organisation)
}
