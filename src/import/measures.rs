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
        let of_all = |each: Option<Decimal>, column| match (students, each) {
            (Some(students), Some(each)) => {
                let largest = Decimal::from_millionths(LARGEST * PER_ONE);
                let product = students.times(each).filter(|product| *product <= largest);
                product.ok_or(Stop::Reject(Reason::TooLarge, column)).map(Some)
            }
            _ => Ok(None),
        };
        let total = |each: bool, amount, column| if each { of_all(amount, column) } else { Ok(amount) };
        let weeks = total(self.each[0], weeks, self.weeks)?;
        let hours = total(self.each[1], hours, self.hours)?;
        let days = total(self.each[2], days, self.days)?;
        let product = of_all(weeks_per_student, self.weeks_per_student)?;
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
