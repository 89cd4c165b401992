//! How much activity a row of placements or demand holds.

use super::cells::{self, Stop};
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::number::DecimalMark;
use super::reading::Reading;
use super::reason::Reason;
use super::record::Row;
use super::report::Amounts;
use crate::model::{Activity, Days, Decimal, Hours, LARGEST, PER_ONE, PlacementWeeks};

/// The columns that measure activity.
pub(super) struct Measures {
    mark: DecimalMark,
    /// Whether weeks, hours and days are each student's.
    each: [bool; 3],
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
    pub fn new(reading: &Reading<'_>) -> Measures {
        let each = |meaning| reading.mapping.per_student.contains(&meaning);
        Measures {
            mark: reading.mark(),
            each: [each(Meaning::PlacementWeeks), each(Meaning::Hours), each(Meaning::Days)],
            weeks: reading.get(Meaning::PlacementWeeks),
            students: reading.get(Meaning::Students),
            weeks_per_student: reading.get(Meaning::WeeksPerStudent),
            hours: reading.get(Meaning::Hours),
            days: reading.get(Meaning::Days),
        }
    }

    /// Reads every measure of a row. Without a column of students, a row is one student.
    pub fn read(&self, row: Row<'_>, doubts: &mut Doubts) -> Result<Measured, Stop> {
        let mut amount = |column| cells::amount(row, column, self.mark, doubts);
        let weeks = amount(self.weeks)?;
        let students = if self.students.is_some() { amount(self.students)? } else { Some(Decimal::ONE) };
        let weeks_per_student = amount(self.weeks_per_student)?;
        let (hours, days) = (amount(self.hours)?, amount(self.days)?);
        let of_all = |each: Option<Decimal>| students.zip(each).map(|(students, each)| students.times(each));
        let total = |each: bool, amount: Option<Decimal>| if each { of_all(amount) } else { amount.map(Some) };
        let measures = [
            Measure { of_all: total(self.each[0], weeks), column: self.weeks, unit: Unit::Weeks },
            Measure { of_all: of_all(weeks_per_student), column: self.weeks_per_student, unit: Unit::Weeks },
            Measure { of_all: total(self.each[1], hours), column: self.hours, unit: Unit::Hours },
            Measure { of_all: total(self.each[2], days), column: self.days, unit: Unit::Days },
        ];
        let mut given = measures.into_iter().filter(|measure| measure.of_all.is_some());
        let Some(first) = given.next() else {
            return Ok(Measured { students, weeks_per_student, activity: None, differs: false });
        };
        let activity = first.activity().ok_or(Stop::Reject(Reason::TooLarge, first.column))?;
        Ok(Measured {
            students,
            weeks_per_student,
            activity: Some(activity),
            differs: given.any(|m| m.differs(&first)),
        })
    }
}

/// One measure of a row.
struct Measure {
    /// Its total for all students; the inner `None` is more than a decimal can hold.
    of_all: Option<Option<Decimal>>,
    column: Option<usize>,
    unit: Unit,
}

#[derive(Clone, Copy)]
enum Unit {
    Weeks,
    Hours,
    Days,
}

impl Measure {
    /// The total, if it is no larger than an amount may be.
    fn amount(&self) -> Option<Decimal> {
        self.of_all.flatten().filter(|amount| *amount <= Decimal::from_millionths(LARGEST * PER_ONE))
    }

    fn activity(&self) -> Option<Activity> {
        let amount = self.amount()?;
        Some(match self.unit {
            Unit::Weeks => Activity::Weeks(PlacementWeeks::new(amount)),
            Unit::Hours => Activity::Hours(Hours::new(amount)),
            Unit::Days => Activity::Days(Days::new(amount)),
        })
    }

    /// In hundredths of an hour, at 37.5 hours and 5 days a week, to compare measures.
    fn hundredths(&self) -> Option<i128> {
        let each = match self.unit {
            Unit::Weeks => 3750,
            Unit::Hours => 100,
            Unit::Days => 750,
        };
        self.amount().map(|amount| i128::from(amount.millionths()) * each)
    }

    /// Whether it differs from the one that is used by more than 1 % of the larger; one that is too
    /// large does.
    fn differs(&self, used: &Measure) -> bool {
        let (Some(own), Some(used)) = (self.hundredths(), used.hundredths()) else { return true };
        (own - used).abs() * 100 > own.max(used)
    }
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
