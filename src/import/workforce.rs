//! Workforce files: NHS Workforce Statistics of any year, and our own tidy layout.

use super::cache::Cache;
use super::cells::{self, MomentColumn, OrganisationColumns, Stop, Verdict};
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::number::{self, DecimalMark, Number};
use super::profession_column::ProfessionColumn;
use super::reading::{Assigned, Reading, Says};
use super::reason::{Ignored, Reason};
use super::record::Row;
use super::report::Amounts;
use super::words;
use crate::model::{Band, Decimal, Fte, RowSink, Snapshot, StaffGroup, WorkforceRow, is_level};

/// Reads the rows of one workforce file.
pub(super) struct Workforce<'m> {
    mark: DecimalMark,
    organisation: OrganisationColumns<'m>,
    profession: ProfessionColumn<'m>,
    period: Option<MomentColumn>,
    year: Option<MomentColumn>,
    groups: Vec<(usize, Cache<Worded<StaffGroup>>)>,
    assigned_groups: Assigned<'m>,
    level: Option<(usize, Cache<Worded<Option<&'m str>>>)>,
    assigned_levels: Assigned<'m>,
    levels: Cache<bool>,
    band: Option<(usize, Cache<Worded<Band>>)>,
    assigned_bands: Assigned<'m>,
    data_type: Option<(usize, Cache<bool>)>,
    fte: Option<usize>,
    establishment: bool,
    preceptee: Option<usize>,
    leave: Option<usize>,
    vacancy: Option<usize>,
    team: Option<usize>,
}

/// A word of the field, the word for a sum of other rows, or one that the mapping sets aside.
#[derive(Clone, Copy)]
enum Worded<T> {
    Says(T),
    Total,
    SetAside,
}

fn worded<T>(cell: &str, assigned: &Assigned<'_>, read: fn(&str) -> T) -> Worded<T> {
    match assigned.says(cell) {
        Says::Means(word) => Worded::Says(read(word)),
        Says::SetAside => Worded::SetAside,
        Says::Nothing if words::is_total(cell) => Worded::Total,
        Says::Nothing => Worded::Says(read(cell)),
    }
}

impl<'m> Workforce<'m> {
    pub fn new(reading: &Reading<'m>) -> Workforce<'m> {
        let groups = [Meaning::StaffGroup, Meaning::StaffGroup1, Meaning::MainStaffGroup];
        Workforce {
            mark: reading.mark(),
            organisation: OrganisationColumns::new(reading),
            profession: ProfessionColumn::new(reading),
            period: MomentColumn::new(reading, Meaning::Period),
            year: MomentColumn::new(reading, Meaning::AcademicYear),
            groups: groups.into_iter().filter_map(|m| reading.get(m)).map(|column| (column, Cache::new())).collect(),
            assigned_groups: reading.assigned(Meaning::StaffGroup),
            level: reading.get(Meaning::Level).map(|column| (column, Cache::new())),
            assigned_levels: reading.assigned(Meaning::Level),
            levels: Cache::new(),
            band: reading.get(Meaning::Band).map(|column| (column, Cache::new())),
            assigned_bands: reading.assigned(Meaning::Band),
            data_type: reading.get(Meaning::DataType).map(|column| (column, Cache::new())),
            fte: reading.get(Meaning::Fte),
            establishment: reading.mapping.fte_is_establishment,
            preceptee: reading.get(Meaning::Preceptee),
            leave: reading.get(Meaning::LeaveFte),
            vacancy: reading.get(Meaning::VacancyFte),
            team: reading.get(Meaning::Team),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        let fte = self.in_post(row);
        let held = fte.as_ref().ok().and_then(|number| number.value).map_or(0, |fte| fte.millionths().into());
        let amounts = Amounts { fte: held, ..Amounts::default() };
        match self.read(row, fte, amounts, doubts) {
            Ok(read) => {
                sink.workforce(&read)?;
                let missing = Verdict::stopped(Stop::Ignore(Ignored::MissingValue), amounts);
                Ok(if read.fte.is_some() { Verdict::used(amounts) } else { missing })
            }
            Err(stop) => Ok(Verdict::stopped(stop, amounts)),
        }
    }

    /// FTE in post: of an establishment, what is left when the vacancies come off. A blank vacancy takes
    /// nothing off; one that is suppressed leaves FTE in post unknown.
    fn in_post(&self, row: Row<'_>) -> Result<Number, Stop> {
        let number = |column| number::read(row.cell(column), self.mark).map_err(|e| Stop::Reject(e, Some(column)));
        let Some(fte) = self.fte else { return Ok(Number { value: None, rounded: false }) };
        let whole = number(fte)?;
        let (true, Some(column), Some(all)) = (self.establishment, self.vacancy, whole.value) else { return Ok(whole) };
        if row.cell(column).is_empty() {
            return Ok(whole);
        }
        let vacant = number(column)?;
        let left = vacant.value.map(|vacant| all.millionths() - vacant.millionths());
        if left.is_some_and(|left| left < 0) {
            return Err(Stop::Reject(Reason::AboveEstablishment, Some(column)));
        }
        Ok(Number { value: left.map(Decimal::from_millionths), rounded: whole.rounded || vacant.rounded })
    }

    fn read<'a>(
        &'a mut self,
        row: Row<'a>,
        fte: Result<Number, Stop>,
        amounts: Amounts,
        doubts: &mut Doubts,
    ) -> Result<WorkforceRow<'a>, Stop> {
        let mark = self.mark;
        if let Some((column, known)) = &mut self.data_type
            && !known.get(row.cell(*column), words::is_fte_type)
        {
            return Err(Stop::Ignore(Ignored::NotFte));
        }
        self.organisation.refuse_total(row, doubts, || amounts)?;
        let (staff_group, group_column) = self.staff_group(row, doubts, amounts)?;
        let level = self.level(row, doubts, amounts)?;
        let band = self.band(row, doubts, amounts)?;
        let snapshot = self.snapshot(row, doubts)?;
        let organisation = self.organisation.read(row)?;
        let (profession, occupation) = self.profession.read(row, doubts, || amounts)?;
        if let (StaffGroup::Other, Some(column)) = (staff_group, group_column) {
            let name = words::without_sort_prefix(row.cell(column));
            doubts.note_with(Doubt::OtherStaffGroup, row.line, Some(column), name, amounts);
            doubts.unknown(Meaning::StaffGroup, row.line, name, amounts);
        }
        if let (Band::Other, Some((column, _))) = (band, &self.band) {
            doubts.note(Doubt::UnknownBand, row.line, Some(*column), row.cell(*column));
            doubts.unknown(Meaning::Band, row.line, row.cell(*column), amounts);
        }
        if !self.levels.get(level, is_level) {
            doubts.unknown(Meaning::Level, row.line, level, amounts);
        }
        let number = fte?;
        if number.rounded {
            doubts.note(Doubt::DecimalsRounded, row.line, self.fte, "");
        }
        if self.establishment && self.vacancy.is_some_and(|column| row.cell(column).is_empty()) {
            doubts.note(Doubt::VacancyBlank, row.line, self.vacancy, "");
        }
        let fte = number.value;
        // What an occupation code says counts where the file has no column for it.
        let of_code = occupation.filter(|_| staff_group == StaffGroup::NotGiven).map(|code| code.group);
        let level_of_code = occupation.filter(|_| self.level.is_none()).map(|code| code.level);
        Ok(WorkforceRow {
            line: row.line,
            organisation,
            profession,
            snapshot,
            staff_group: of_code.unwrap_or(staff_group),
            level: level_of_code.unwrap_or(level),
            band,
            fte: fte.map(Fte::new),
            preceptee_fte: share(row, self.preceptee, fte, mark, doubts)?.map(Fte::new),
            leave_fte: share(row, self.leave, fte, mark, doubts)?.map(Fte::new),
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
            match known.get(row.cell(*column), |cell| worded(cell, &self.assigned_groups, StaffGroup::of_text)) {
                Worded::Total => return Err(cells::aggregate(row, *column, doubts, amounts)),
                Worded::SetAside => return Err(Stop::Ignore(Ignored::SetAside)),
                Worded::Says(group) if found.0 == StaffGroup::NotGiven => found = (group, Some(*column)),
                Worded::Says(_) => {}
            }
        }
        Ok(found)
    }

    fn level<'a>(&mut self, row: Row<'a>, doubts: &mut Doubts, amounts: Amounts) -> Result<&'a str, Stop>
    where
        'm: 'a,
    {
        let Some((column, known)) = &mut self.level else { return Ok("") };
        let assigned = &self.assigned_levels;
        let says = known.get(row.cell(*column), |cell| match assigned.says(cell) {
            Says::Means(level) => Worded::Says(Some(level)),
            Says::SetAside => Worded::SetAside,
            Says::Nothing if words::is_total(cell) => Worded::Total,
            Says::Nothing => Worded::Says(None),
        });
        match says {
            Worded::Total => Err(cells::aggregate(row, *column, doubts, amounts)),
            Worded::SetAside => Err(Stop::Ignore(Ignored::SetAside)),
            Worded::Says(Some(level)) => Ok(level),
            Worded::Says(None) => Ok(words::without_sort_prefix(cells::text(row, Some(*column)))),
        }
    }

    fn band(&mut self, row: Row<'_>, doubts: &mut Doubts, amounts: Amounts) -> Result<Band, Stop> {
        let Some((column, known)) = &mut self.band else { return Ok(Band::NotGiven) };
        match known.get(row.cell(*column), |cell| worded(cell, &self.assigned_bands, Band::of_text)) {
            Worded::Total => Err(cells::aggregate(row, *column, doubts, amounts)),
            Worded::SetAside => Err(Stop::Ignore(Ignored::SetAside)),
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

/// The FTE of preceptees or of staff on leave: all or none of the row by a yes or no, or as much as the
/// cell says.
fn share(
    row: Row<'_>,
    column: Option<usize>,
    fte: Option<Decimal>,
    mark: DecimalMark,
    doubts: &mut Doubts,
) -> Result<Option<Decimal>, Stop> {
    let Some(cell) = column.map(|column| row.cell(column)) else { return Ok(None) };
    match words::yes_or_no(cell) {
        Some(true) => Ok(fte),
        Some(false) => Ok(fte.map(|_| Decimal::ZERO)),
        None => match part(row, column, fte, mark, doubts) {
            Err(Stop::Reject(Reason::NotANumber, _)) => {
                doubts.note(Doubt::ShareUnread, row.line, column, cell);
                Ok(None)
            }
            other => other,
        },
    }
}
