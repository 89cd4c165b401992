//! A made-up plan of England's size, as rows straight into a sink: every organisation has every profession
//! in every year. The same rows every time, in the order in which the plan keeps them.

use fairshare::model::*;
use jiff::civil::date;

use super::england::Dice;

/// How large.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub organisations: u64,
    pub years: i16,
    /// Workforce rows of each organisation, profession and year.
    pub staff_rows: u64,
    /// Placement rows of each.
    pub placement_rows: u64,
}

impl Size {
    /// England: 1,230 organisations, 14 professions, 10 years; 2,238,600 rows.
    pub const ENGLAND: Size = Size { organisations: 1230, years: 10, staff_rows: 10, placement_rows: 3 };
    /// To see that everything still runs.
    pub const SMALL: Size = Size { organisations: 40, years: 2, staff_rows: 4, placement_rows: 2 };

    /// How many rows.
    pub fn rows(self) -> u64 {
        let cells = self.organisations * self.years as u64 * professions().len() as u64;
        cells * (self.staff_rows + self.placement_rows)
    }
}

/// The professions that are built in, and one of a user's own.
pub fn professions() -> Vec<Profession> {
    let own = Profession::Own(OwnCode::read(OWN).expect("it is a code"));
    Profession::BUILT_IN.into_iter().chain([own]).collect()
}

/// The code of the profession that is not built in.
pub const OWN: &str = "PLAY";

const FIRST_YEAR: i16 = 2014;
const BANDS: [Band; 6] = [Band::B4, Band::B5, Band::B6, Band::B7, Band::B8a, Band::B8b];

/// Gives every row to `sink`.
pub fn rows<S: RowSink<Error = std::convert::Infallible>>(size: Size, sink: &mut S) {
    for profession in professions() {
        for organisation in 0..size.organisations {
            let code = format!("Z{organisation:04}");
            for start in FIRST_YEAR..FIRST_YEAR + size.years {
                let mut dice = Dice::thrown_for(&[9, profession.number(), organisation, start as u64]);
                staff(size, sink, &code, profession, start, &mut dice);
            }
        }
    }
    for profession in professions() {
        for start in FIRST_YEAR..FIRST_YEAR + size.years {
            for organisation in 0..size.organisations {
                let code = format!("Z{organisation:04}");
                let mut dice = Dice::thrown_for(&[8, profession.number(), organisation, start as u64]);
                placements(size, sink, &code, profession, start, &mut dice);
            }
        }
    }
}

fn mention(code: &str) -> OrganisationMention<'_> {
    OrganisationMention { code, ..OrganisationMention::default() }
}

/// Two snapshots a year, each with half of the rows.
fn staff<S: RowSink<Error = std::convert::Infallible>>(
    size: Size,
    sink: &mut S,
    code: &str,
    profession: Profession,
    start: i16,
    dice: &mut Dice,
) {
    let snapshots = [date(start, 9, 30), date(start + 1, 3, 31)];
    for (half, day) in (0..).zip(snapshots) {
        for number in half * size.staff_rows / 2..(half + 1) * size.staff_rows / 2 {
            let fte = Decimal::from_millionths((50_000 + dice.below(2_000_000)) as i64 * 10);
            let row = WorkforceRow {
                line: number + 2,
                organisation: mention(code),
                profession,
                snapshot: Snapshot::On(day),
                staff_group: StaffGroup::AlliedHealth,
                level: "Therapist",
                band: BANDS[(number % 6) as usize],
                fte: Some(Fte::new(fte)),
                preceptee_fte: None,
                leave_fte: None,
                vacancy_fte: None,
                team: "",
            };
            let Ok(()) = sink.workforce(&row);
        }
    }
}

fn placements<S: RowSink<Error = std::convert::Infallible>>(
    size: Size,
    sink: &mut S,
    code: &str,
    profession: Profession,
    start: i16,
    dice: &mut Dice,
) {
    let year = AcademicYear::starting(start).unwrap();
    for number in 0..size.placement_rows {
        let amount = Decimal::from_int(4 + dice.below(120) as i32);
        let activity = match number % 3 {
            0 => Activity::Hours(Hours::new(amount)),
            1 => Activity::Days(Days::new(amount)),
            _ => Activity::Weeks(PlacementWeeks::new(amount)),
        };
        let status = if dice.below(8) == 0 { PlacementStatus::Cancelled } else { PlacementStatus::Provided };
        let row = PlacementRow {
            line: number + 2,
            organisation: mention(code),
            profession,
            year,
            hei: "Made-up University",
            programme: "",
            learner_type: LearnerType::ALL[dice.below(2) as usize],
            status,
            students: None,
            weeks_per_student: None,
            activity: Some(activity),
            model: "",
            start_date: None,
            team: "",
        };
        let Ok(()) = sink.placement(&row);
    }
}
