//! From the cells of a record to the parts that rows of several kinds share.

use super::cache::Cache;
use super::date::{self, Column, Moment};
use super::findings::{Doubt, Doubts};
use super::header::Header;
use super::meaning::{Meaning, fold_header};
use super::number::{self, DecimalMark};
use super::reading::{Assigned, Reading, Says};
use super::reason::{Ignored, Reason};
use super::record::Row;
use super::report::Amounts;
use super::serial::Epoch;
use super::{DateOrder, words};
use crate::model::{OrganisationMention, is_no_text};

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

/// The text in a column that the file may lack; a mark for nothing is no text.
pub(super) fn text<'a>(row: Row<'a>, column: Option<usize>) -> &'a str {
    let cell = optional(row, column);
    if is_no_text(cell) { "" } else { cell }
}

/// Reads the amount in a column; `None` where column or value are missing.
pub(super) fn amount(
    row: Row<'_>,
    column: Option<usize>,
    mark: DecimalMark,
    doubts: &mut Doubts,
) -> Result<Option<crate::model::Decimal>, Stop> {
    let Some(column) = column else { return Ok(None) };
    let number = number::read(row.cell(column), mark).map_err(|reason| Stop::Reject(reason, Some(column)))?;
    if number.rounded {
        doubts.note(Doubt::DecimalsRounded, row.line, Some(column), "");
    }
    Ok(number.value)
}

/// The columns that name an organisation.
pub(super) struct OrganisationColumns<'m> {
    pub code: Option<usize>,
    name: Option<usize>,
    region: Option<usize>,
    ics: Option<usize>,
    assigned: Assigned<'m>,
    says: Cache<Says<'m>>,
    upper: String,
}

impl<'m> OrganisationColumns<'m> {
    pub fn new(reading: &Reading<'m>) -> Self {
        OrganisationColumns {
            code: reading.get(Meaning::OrgCode),
            name: reading.get(Meaning::OrgName),
            region: reading.get(Meaning::Region),
            ics: reading.get(Meaning::Ics),
            assigned: reading.assigned(Meaning::OrgCode),
            says: Cache::new(),
            upper: String::new(),
        }
    }

    /// Refuses rows that sum up organisations.
    pub fn refuse_total(&self, row: Row<'_>, doubts: &mut Doubts, amounts: impl Fn() -> Amounts) -> Result<(), Stop> {
        for column in [self.code, self.name].into_iter().flatten() {
            if words::is_total_organisation(row.cell(column)) {
                return Err(aggregate(row, column, doubts, amounts()));
            }
        }
        let region = optional(row, self.region);
        // A provider of all England is no sum, though it may have no code.
        if text(row, self.code).is_empty() && text(row, self.name).is_empty() && words::is_total_organisation(region) {
            return Err(aggregate(row, self.region.unwrap_or_default(), doubts, amounts()));
        }
        Ok(())
    }

    /// The organisation that a row names. A row without a code is rejected, unless the mapping gives
    /// one for its name.
    pub fn read<'a>(&'a mut self, row: Row<'a>) -> Result<OrganisationMention<'a>, Stop> {
        let (mut cell, name) = (text(row, self.code), text(row, self.name));
        if !self.assigned.is_empty() {
            let known_by = if cell.is_empty() { name } else { cell };
            match self.says.get(known_by, |text| self.assigned.says(text)) {
                Says::Means(code) => cell = code,
                Says::SetAside => return Err(Stop::Ignore(Ignored::SetAside)),
                Says::Nothing => {}
            }
        }
        if cell.is_empty() {
            return Err(Stop::Reject(Reason::NoCode, self.code.or(self.name)));
        }
        let code = upper(cell, &mut self.upper);
        let region = words::region(optional(row, self.region));
        Ok(OrganisationMention { code, name, region, ics: text(row, self.ics) })
    }
}

/// A code in upper case, which nearly all codes are in already.
pub(super) fn upper<'a>(code: &'a str, room: &'a mut String) -> &'a str {
    if !code.chars().any(char::is_lowercase) {
        return code;
    }
    room.clear();
    room.extend(code.chars().flat_map(char::to_uppercase));
    room.as_str()
}

/// Notes a row that is the sum of others, and stops it.
pub(super) fn aggregate(row: Row<'_>, column: usize, doubts: &mut Doubts, amounts: Amounts) -> Stop {
    doubts.note_with(Doubt::AggregateRow, row.line, Some(column), row.cell(column), amounts);
    Stop::Ignore(Ignored::Aggregate)
}

/// The column of universities.
pub(super) struct HeiColumn {
    column: Option<usize>,
}

impl HeiColumn {
    pub fn new(reading: &Reading<'_>) -> Self {
        HeiColumn { column: reading.get(Meaning::Hei) }
    }

    /// The university that a row names; a row that sums up universities is ignored.
    pub fn read<'a>(&self, row: Row<'a>, doubts: &mut Doubts, amounts: Amounts) -> Result<&'a str, Stop> {
        let Some(column) = self.column else { return Ok("") };
        if words::is_total_organisation(row.cell(column)) {
            return Err(aggregate(row, column, doubts, amounts));
        }
        Ok(text(row, self.column))
    }
}

/// A column of dates, months or academic years.
pub(super) struct MomentColumn {
    pub column: usize,
    named: Column,
    order: DateOrder,
    epoch: Option<Epoch>,
    known: Cache<Result<Moment, Reason>>,
}

impl MomentColumn {
    pub fn new(reading: &Reading<'_>, meaning: Meaning) -> Option<MomentColumn> {
        let column = reading.get(meaning)?;
        let folded = fold_header(reading.header.name(column));
        let (mapping, names) = (reading.mapping, ["academicyear", "acadyear", "ay", "academicsession"]);
        let chosen = mapping.columns.contains_key(&meaning)
            || mapping.constants.contains_key(&meaning)
            || mapping.wide.as_ref().is_some_and(|wide| wide.by == meaning);
        let year = names.contains(&folded.as_str()) || (meaning == Meaning::AcademicYear && chosen);
        let named = if year { Column::AcademicYear } else { Column::Other };
        Some(MomentColumn { column, named, order: reading.order(), epoch: reading.epoch, known: Cache::new() })
    }

    pub fn read(&mut self, row: Row<'_>, doubts: &mut Doubts) -> Result<Moment, Reason> {
        let (named, order, epoch) = (self.named, self.order, self.epoch);
        let moment = self.known.get(row.cell(self.column), |cell| {
            date::read(cell, named, order).or_else(|reason| {
                let day = epoch.and_then(|epoch| epoch.day_of_text(cell));
                day.map(Moment::Day).ok_or(reason)
            })
        });
        if let Ok(Moment::InOrder(_)) = moment {
            let (doubt, example) = match order {
                DateOrder::DayFirst => (Doubt::DayFirst, "30/09/2017"),
                DateOrder::MonthFirst => (Doubt::MonthFirst, "09/30/2017"),
            };
            doubts.note(doubt, row.line, Some(self.column), example);
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

/// The columns that say what a row is about: one of them makes a row the sum of others.
const ABOUT: [Meaning; 15] = [
    Meaning::OrgCode,
    Meaning::OrgName,
    Meaning::Profession,
    Meaning::OccupationCode,
    Meaning::Period,
    Meaning::AcademicYear,
    Meaning::StartDate,
    Meaning::MainStaffGroup,
    Meaning::StaffGroup1,
    Meaning::StaffGroup,
    Meaning::Level,
    Meaning::Band,
    Meaning::Hei,
    Meaning::Predecessor,
    Meaning::Successor,
];

/// The cell that makes a row without date, code or profession the sum of others. What stands in a column
/// that is not read says nothing; nor does the region of an organisation that has a name.
pub(super) fn total_of_all(row: Row<'_>, header: &Header) -> Option<usize> {
    let nameless = text(row, header.get(Meaning::OrgName)).is_empty();
    let regions = [Meaning::Region, Meaning::Ics].iter().filter(|_| nameless);
    let columns = ABOUT.iter().chain(regions).filter_map(|meaning| header.get(*meaning));
    columns.into_iter().find(|column| words::is_total_organisation(row.cell(*column)))
}
