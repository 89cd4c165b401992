//! Workforce files: NHS Workforce Statistics of any year, and our own tidy layout.

use super::cache::Cache;
use super::cells::{self, MomentColumn, OrganisationColumns, ProfessionColumn, Stop, Verdict};
use super::findings::{Doubt, Doubts};
use super::header::Header;
use super::meaning::Meaning;
use super::number::{self, DecimalMark};
use super::reason::{Ignored, Reason};
use super::records::Row;
use super::report::Amounts;
use super::words;
use crate::model::{Band, Decimal, Fte, RowSink, Snapshot, StaffGroup, WorkforceRow};

/// Reads the rows of one workforce file.
pub(super) struct Workforce {
    mark: DecimalMark,
    organisation: OrganisationColumns,
    profession: ProfessionColumn,
    period: Option<MomentColumn>,
    year: Option<MomentColumn>,
    groups: Vec<(usize, Cache<Worded<StaffGroup>>)>,
    level: Option<(usize, Cache<bool>)>,
    band: Option<(usize, Cache<Worded<Band>>)>,
    data_type: Option<(usize, Cache<bool>)>,
    fte: Option<usize>,
    preceptee: Option<usize>,
    leave: Option<usize>,
    vacancy: Option<usize>,
    team: Option<usize>,
}

/// A word of the field, or the word for a sum of other rows.
#[derive(Clone, Copy)]
enum Worded<T> {
    Says(T),
    Total,
}

fn worded<T>(cell: &str, read: fn(&str) -> T) -> Worded<T> {
    if words::is_total(cell) { Worded::Total } else { Worded::Says(read(cell)) }
}

impl Workforce {
    pub fn new(header: &Header, mark: DecimalMark) -> Workforce {
        let groups = [Meaning::StaffGroup, Meaning::StaffGroup1, Meaning::MainStaffGroup];
        Workforce {
            mark,
            organisation: OrganisationColumns::new(header),
            profession: ProfessionColumn::new(header),
            period: MomentColumn::new(header, Meaning::Period),
            year: MomentColumn::new(header, Meaning::AcademicYear),
            groups: groups.into_iter().filter_map(|m| header.get(m)).map(|column| (column, Cache::new())).collect(),
            level: header.get(Meaning::Level).map(|column| (column, Cache::new())),
            band: header.get(Meaning::Band).map(|column| (column, Cache::new())),
            data_type: header.get(Meaning::DataType).map(|column| (column, Cache::new())),
            fte: header.get(Meaning::Fte),
            preceptee: header.get(Meaning::Preceptee),
            leave: header.get(Meaning::LeaveFte),
            vacancy: header.get(Meaning::VacancyFte),
            team: header.get(Meaning::Team),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        let amounts = self.amounts(row);
        match self.read(row, doubts) {
            Ok(read) => {
                sink.workforce(&read)?;
                let missing = Verdict::stopped(Stop::Ignore(Ignored::MissingValue), amounts);
                Ok(if read.fte.is_some() { Verdict::used(amounts) } else { missing })
            }
            Err(stop) => Ok(Verdict::stopped(stop, amounts)),
        }
    }

    /// What the row holds, whatever becomes of it.
    fn amounts(&self, row: Row<'_>) -> Amounts {
        let fte = self.fte.and_then(|column| number::read(row.cell(column), self.mark).ok()?.value);
        Amounts { fte: fte.map_or(0, |fte| fte.millionths().into()), ..Amounts::default() }
    }

    fn read<'a>(&'a mut self, row: Row<'a>, doubts: &mut Doubts) -> Result<WorkforceRow<'a>, Stop> {
        let (fte_column, mark) = (self.fte, self.mark);
        if let Some((column, known)) = &mut self.data_type
            && !known.get(row.cell(*column), words::is_fte_type)
        {
            return Err(Stop::Ignore(Ignored::NotFte));
        }
        let amounts = self.amounts(row);
        self.organisation.refuse_total(row, doubts, || amounts)?;
        let (staff_group, group_column) = self.staff_group(row, doubts, amounts)?;
        let level = self.level(row, doubts, amounts)?;
        let band = self.band(row, doubts, amounts)?;
        let snapshot = self.snapshot(row, doubts)?;
        let organisation = self.organisation.read(row)?;
        let profession = self.profession.read(row, doubts, || amounts)?;
        if let (StaffGroup::Other, Some(column)) = (staff_group, group_column) {
            let name = words::without_sort_prefix(row.cell(column));
            doubts.note_with(Doubt::OtherStaffGroup, row.line, Some(column), name, amounts);
        }
        if let (Band::Other, Some((column, _))) = (band, &self.band) {
            doubts.note(Doubt::UnknownBand, row.line, Some(*column), row.cell(*column));
        }
        let fte = cells::amount(row, fte_column, mark, doubts)?;
        Ok(WorkforceRow {
            line: row.line,
            organisation,
            profession,
            snapshot,
            staff_group,
            level,
            band,
            fte: fte.map(Fte::new),
            preceptee_fte: preceptees(row, self.preceptee, fte, mark, doubts)?.map(Fte::new),
            leave_fte: part(row, self.leave, fte, mark, doubts)?.map(Fte::new),
            vacancy_fte: cells::amount(row, self.vacancy, mark, doubts)?.map(Fte::new),
            team: cells::text(row, self.team),
        })
    }

    /// The date of the row, or else its academic year.
    fn snapshot(&mut self, row: Row<'_>, doubts: &mut Doubts) -> Result<Snapshot, Stop> {
        let mut column = None;
        for source in [&mut self.period, &mut self.year].into_iter().flatten() {
            column = column.or(Some(source.column));
            let moment = source.read(row, doubts).map_err(|reason| Stop::Reject(reason, Some(source.column)))?;
            if let Some(snapshot) = moment.snapshot() {
                return Ok(snapshot);
            }
        }
        Err(Stop::Reject(Reason::NoDate, column))
    }

    /// The group by the most detailed column that says anything, and that column.
    fn staff_group(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
        amounts: Amounts,
    ) -> Result<(StaffGroup, Option<usize>), Stop> {
        let mut found = (StaffGroup::NotGiven, None);
        for (column, known) in &mut self.groups {
            match known.get(row.cell(*column), |cell| worded(cell, words::staff_group)) {
                Worded::Total => return Err(cells::aggregate(row, *column, doubts, amounts)),
                Worded::Says(group) if found.0 == StaffGroup::NotGiven => found = (group, Some(*column)),
                Worded::Says(_) => {}
            }
        }
        Ok(found)
    }

    fn level<'a>(&mut self, row: Row<'a>, doubts: &mut Doubts, amounts: Amounts) -> Result<&'a str, Stop> {
        let Some((column, known)) = &mut self.level else { return Ok("") };
        if known.get(row.cell(*column), words::is_total) {
            return Err(cells::aggregate(row, *column, doubts, amounts));
        }
        Ok(words::without_sort_prefix(cells::text(row, Some(*column))))
    }

    fn band(&mut self, row: Row<'_>, doubts: &mut Doubts, amounts: Amounts) -> Result<Band, Stop> {
        let Some((column, known)) = &mut self.band else { return Ok(Band::NotGiven) };
        match known.get(row.cell(*column), |cell| worded(cell, words::band)) {
            Worded::Total => Err(cells::aggregate(row, *column, doubts, amounts)),
            Worded::Says(band) => Ok(band),
        }
    }
}

/// A part of `fte`; never more than the whole.
fn part(
    row: Row<'_>,
    column: Option<usize>,
    fte: Option<Decimal>,
    mark: DecimalMark,
    doubts: &mut Doubts,
) -> Result<Option<Decimal>, Stop> {
    let (part, Some(whole)) = (cells::amount(row, column, mark, doubts)?, fte) else { return Ok(None) };
    if part.is_some_and(|part| part > whole) {
        doubts.note(Doubt::PartAboveWhole, row.line, column, "");
    }
    Ok(part.map(|part| part.min(whole)))
}

/// The FTE of preceptees: all or none of the row by a yes or no, or as much as it says.
fn preceptees(
    row: Row<'_>,
    column: Option<usize>,
    fte: Option<Decimal>,
    mark: DecimalMark,
    doubts: &mut Doubts,
) -> Result<Option<Decimal>, Stop> {
    let cell = cells::optional(row, column);
    match words::yes_or_no(cell) {
        Some(true) => Ok(fte),
        Some(false) => Ok(fte.map(|_| Decimal::ZERO)),
        None => match part(row, column, fte, mark, doubts) {
            Err(Stop::Reject(Reason::NotANumber, _)) => {
                doubts.note(Doubt::PrecepteeUnread, row.line, column, cell);
                Ok(None)
            }
            other => other,
        },
    }
}
