//! Placement files (NMET-style) in our tidy layout, or with columns of the same meaning.

use super::cache::Cache;
use super::cells::{self, HeiColumn, MomentColumn, OrganisationColumns, ProfessionColumn, Stop, Verdict};
use super::date::Moment;
use super::findings::{Doubt, Doubts};
use super::header::Header;
use super::meaning::Meaning;
use super::number::DecimalMark;
use super::reason::{Ignored, Reason};
use super::records::Row;
use super::report::Amounts;
use super::words;
use crate::model::{
    AcademicYear, Activity, Days, Decimal, Hours, LARGEST, LearnerType, PER_ONE, PlacementRow, PlacementStatus,
    PlacementWeeks, RowSink,
};

/// Reads the rows of one placement file.
pub(super) struct Placements {
    organisation: OrganisationColumns,
    profession: ProfessionColumn,
    pub(super) when: YearColumns,
    measures: Measures,
    hei: HeiColumn,
    programme: Option<usize>,
    learner_type: Option<(usize, Cache<Option<LearnerType>>)>,
    status: Option<(usize, Cache<Option<PlacementStatus>>)>,
    model: Option<usize>,
    team: Option<usize>,
}

impl Placements {
    pub fn new(header: &Header, mark: DecimalMark) -> Placements {
        Placements {
            organisation: OrganisationColumns::new(header),
            profession: ProfessionColumn::new(header),
            when: YearColumns::new(header),
            measures: Measures::new(header, mark),
            hei: HeiColumn::new(header),
            programme: header.get(Meaning::Programme),
            learner_type: header.get(Meaning::LearnerType).map(|column| (column, Cache::new())),
            status: header.get(Meaning::Status).map(|column| (column, Cache::new())),
            model: header.get(Meaning::Model),
            team: header.get(Meaning::Team),
        }
    }

    pub fn row<S: RowSink>(&mut self, row: Row<'_>, doubts: &mut Doubts, sink: &mut S) -> Result<Verdict, S::Error> {
        let measured = self.measures.read(row, doubts);
        let amounts = measured.as_ref().map_or_else(|_| Amounts::default(), Measured::amounts);
        match self.read(row, measured, amounts, doubts) {
            Ok(read) => {
                sink.placement(&read)?;
                let missing = Verdict::stopped(Stop::Ignore(Ignored::MissingValue), amounts);
                Ok(if read.activity.is_some() { Verdict::used(amounts) } else { missing })
            }
            Err(stop) => Ok(Verdict::stopped(stop, amounts)),
        }
    }

    fn read<'a>(
        &'a mut self,
        row: Row<'a>,
        measured: Result<Measured, Stop>,
        amounts: Amounts,
        doubts: &mut Doubts,
    ) -> Result<PlacementRow<'a>, Stop> {
        self.organisation.refuse_total(row, doubts, || amounts)?;
        let hei = self.hei.read(row, doubts, amounts)?;
        let (year, start_date) = self.when.read(row, doubts)?;
        let organisation = self.organisation.read(row)?;
        let profession = self.profession.read(row, doubts, || amounts)?;
        let learner_type = word(row, &mut self.learner_type, words::learner_type, Reason::UnknownLearnerType)?;
        let status = word(row, &mut self.status, words::placement_status, Reason::UnknownStatus)?;
        let measured = measured?;
        measured.note_doubts(row, doubts);
        Ok(PlacementRow {
            line: row.line,
            organisation,
            profession,
            year,
            hei,
            programme: cells::text(row, self.programme),
            learner_type: learner_type.unwrap_or(LearnerType::PreRegistration),
            status: status.unwrap_or(PlacementStatus::Provided),
            students: measured.students,
            weeks_per_student: measured.weeks_per_student,
            activity: measured.activity,
            model: cells::text(row, self.model),
            start_date,
            team: cells::text(row, self.team),
        })
    }
}

/// The word in a column that the file may lack; one we do not know rejects the row.
fn word<T: Copy>(
    row: Row<'_>,
    column: &mut Option<(usize, Cache<Option<T>>)>,
    read: fn(&str) -> Option<T>,
    unknown: Reason,
) -> Result<Option<T>, Stop> {
    let Some((column, known)) = column else { return Ok(None) };
    known.get(row.cell(*column), read).map(Some).ok_or(Stop::Reject(unknown, Some(*column)))
}

/// The columns that say when a placement was.
pub(super) struct YearColumns {
    year: Option<MomentColumn>,
    start: Option<MomentColumn>,
}

impl YearColumns {
    pub fn new(header: &Header) -> YearColumns {
        YearColumns {
            year: MomentColumn::new(header, Meaning::AcademicYear),
            start: MomentColumn::new(header, Meaning::StartDate),
        }
    }

    /// The academic year, and the start date where there is one. The year column wins over the date.
    pub fn read(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
    ) -> Result<(AcademicYear, Option<jiff::civil::Date>), Stop> {
        let column = self.year.as_ref().or(self.start.as_ref()).map(|column| column.column);
        let named = match &mut self.year {
            Some(year) => year.read(row, doubts).map_err(|reason| Stop::Reject(reason, column))?,
            None => Moment::Missing,
        };
        let named = named.snapshot().and_then(crate::model::Snapshot::academic_year);
        let Some(start) = &mut self.start else {
            return named.map(|year| (year, None)).ok_or(Stop::Reject(Reason::NoDate, column));
        };
        let began = match (start.read(row, doubts), named) {
            (Ok(moment), _) => moment,
            (Err(_), Some(_)) => {
                doubts.note(Doubt::DateUnread, row.line, Some(start.column), row.cell(start.column));
                Moment::Missing
            }
            (Err(reason), None) => return Err(Stop::Reject(reason, Some(start.column))),
        };
        let of_start = began.snapshot().and_then(crate::model::Snapshot::academic_year);
        if let (Some(named), Some(of_start)) = (named, of_start)
            && named != of_start
        {
            doubts.note(Doubt::YearsDiffer, row.line, Some(start.column), "");
        }
        let year = named.or(of_start).ok_or(Stop::Reject(Reason::NoDate, column))?;
        Ok((year, began.day()))
    }
}

/// The columns that measure activity.
pub(super) struct Measures {
    mark: DecimalMark,
    weeks: Option<usize>,
    students: Option<usize>,
    weeks_per_student: Option<usize>,
    hours: Option<usize>,
    days: Option<usize>,
}

/// What a row says of its activity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    pub students: Option<Decimal>,
    pub weeks_per_student: Option<Decimal>,
    /// The first measure with a value.
    pub activity: Option<Activity>,
    /// Whether another measure of the row differs from it by more than 1 % of the larger.
    differs: bool,
}

impl Measures {
    pub fn new(header: &Header, mark: DecimalMark) -> Measures {
        Measures {
            mark,
            weeks: header.get(Meaning::PlacementWeeks),
            students: header.get(Meaning::Students),
            weeks_per_student: header.get(Meaning::WeeksPerStudent),
            hours: header.get(Meaning::Hours),
            days: header.get(Meaning::Days),
        }
    }

    /// Reads every measure of a row. Without a column of students, a row is one student.
    pub fn read(&self, row: Row<'_>, doubts: &mut Doubts) -> Result<Measured, Stop> {
        let mut amount = |column| cells::amount(row, column, self.mark, doubts);
        let weeks = amount(self.weeks)?;
        let students = if self.students.is_some() { amount(self.students)? } else { Some(Decimal::ONE) };
        let weeks_per_student = amount(self.weeks_per_student)?;
        let (hours, days) = (amount(self.hours)?, amount(self.days)?);
        let product = match (students, weeks_per_student) {
            (Some(students), Some(each)) => {
                let largest = Decimal::from_millionths(LARGEST * PER_ONE);
                let product = students.times(each).filter(|product| *product <= largest);
                Some(product.ok_or(Stop::Reject(Reason::TooLarge, self.weeks_per_student))?)
            }
            _ => None,
        };
        let activity = (weeks.or(product).map(|weeks| Activity::Weeks(PlacementWeeks::new(weeks))))
            .or(hours.map(|hours| Activity::Hours(Hours::new(hours))))
            .or(days.map(|days| Activity::Days(Days::new(days))));
        let in_hours = [
            weeks.map(|weeks| hundredths(weeks, 3750)),
            product.map(|weeks| hundredths(weeks, 3750)),
            hours.map(|hours| hundredths(hours, 100)),
            days.map(|days| hundredths(days, 750)),
        ];
        Ok(Measured { students, weeks_per_student, activity, differs: differs(in_hours) })
    }
}

/// An amount in hundredths of an hour, at 37.5 hours and 5 days a week, to compare measures.
fn hundredths(amount: Decimal, each: i128) -> i128 {
    i128::from(amount.millionths()) * each
}

/// Whether any measure differs from the first by more than 1 % of the larger.
fn differs(measures: [Option<i128>; 4]) -> bool {
    let mut given = measures.into_iter().flatten();
    let Some(first) = given.next() else { return false };
    given.any(|other| (first - other).abs() * 100 > first.max(other))
}

impl Measured {
    pub fn amounts(&self) -> Amounts {
        let mut amounts = Amounts::default();
        match self.activity {
            Some(Activity::Weeks(weeks)) => amounts.weeks = weeks.amount().millionths().into(),
            Some(Activity::Hours(hours)) => amounts.hours = hours.amount().millionths().into(),
            Some(Activity::Days(days)) => amounts.days = days.amount().millionths().into(),
            None => {}
        }
        amounts
    }

    pub fn note_doubts(&self, row: Row<'_>, doubts: &mut Doubts) {
        if self.differs {
            doubts.note(Doubt::MeasuresDiffer, row.line, None, "");
        }
    }
}
