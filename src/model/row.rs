//! The rows of the input, as the model takes them: what a file said, in the field's words.
//!
//! A row borrows its texts, so that reading a million of them allocates nothing. Where a figure is
//! `None` the file had no value there (blank, `*`, `c`, …): it is missing, and never 0.

use jiff::civil::Date;

use super::{
    AcademicYear, Band, Days, Decimal, Fte, Hours, LearnerType, PlacementStatus, PlacementWeeks, Profession, Snapshot,
    StaffGroup,
};

/// An organisation as one row names it. The code joins rows; the rest is what people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OrganisationMention<'a> {
    /// The ODS code, trimmed and in upper case: `RJ1`, `G6V2S`, `X-BRIARWOOD`. Never empty.
    pub code: &'a str,
    /// The organisation's name; empty where the file has none.
    pub name: &'a str,
    /// The region's name; empty where the file has none.
    pub region: &'a str,
    /// The integrated care system's name; empty where the file has none.
    pub ics: &'a str,
}

/// One row of workforce data: staff in post of one organisation, profession, level and band at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkforceRow<'a> {
    /// The physical line of the file on which the row starts, from 1.
    pub line: u64,
    /// Where the staff work.
    pub organisation: OrganisationMention<'a>,
    /// Their profession.
    pub profession: Profession,
    /// When they were counted.
    pub snapshot: Snapshot,
    /// What kind of staff they are.
    pub staff_group: StaffGroup,
    /// Their level without its sort prefix (`Therapist`, `Manager`); empty where the file has none.
    pub level: &'a str,
    /// Their pay band.
    pub band: Band,
    /// Full-time equivalents in post; `None` is missing or suppressed.
    pub fte: Option<Fte>,
    /// The part of `fte` that preceptees hold, where the file says so.
    pub preceptee_fte: Option<Fte>,
    /// The part of `fte` that is on long leave, where the file says so.
    pub leave_fte: Option<Fte>,
    /// Vacancies: outside `fte`.
    pub vacancy_fte: Option<Fte>,
    /// The team; empty where the file has none.
    pub team: &'a str,
}

/// The measure of activity that a placement row is counted by: the first with a value in the row of
/// placement weeks, students × weeks each, hours, days. A total for the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Placement weeks, as given or as students × weeks per student.
    Weeks(PlacementWeeks),
    /// Hours; a placement week has 37.5 of them unless the setting differs.
    Hours(Hours),
    /// Days; a placement week has 5 of them unless the setting differs.
    Days(Days),
}

/// One row of placement data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacementRow<'a> {
    /// The physical line of the file on which the row starts, from 1.
    pub line: u64,
    /// The organisation that hosted, or would have.
    pub organisation: OrganisationMention<'a>,
    /// The students' profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// The university that sent the students; empty where the file has none.
    pub hei: &'a str,
    /// The programme; empty where the file has none.
    pub programme: &'a str,
    /// Who the placement was for.
    pub learner_type: LearnerType,
    /// What became of it.
    pub status: PlacementStatus,
    /// How many students; `None` where the file does not say.
    pub students: Option<Decimal>,
    /// Weeks of each student's block; `None` where the file does not say.
    pub weeks_per_student: Option<Decimal>,
    /// The measure the row counts by; `None` is missing or suppressed.
    pub activity: Option<Activity>,
    /// The supervision model as written (`1:1`, `2:1`, …); empty where the file has none.
    pub model: &'a str,
    /// When it began, where the file says so.
    pub start_date: Option<Date>,
    /// The team that hosted; empty where the file has none.
    pub team: &'a str,
}

/// One row of demand: placement weeks that an HEI requires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemandRow<'a> {
    /// The physical line of the file on which the row starts, from 1.
    pub line: u64,
    /// The academic year.
    pub year: AcademicYear,
    /// The students' profession.
    pub profession: Profession,
    /// The university; empty where the file has none.
    pub hei: &'a str,
    /// The programme; empty where the file has none.
    pub programme: &'a str,
    /// The placement weeks required; `None` is missing or suppressed.
    pub weeks: Option<PlacementWeeks>,
}

/// One row of an organisation reference (ODS `etr`, or a list with types and benchmark groups).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OrganisationRow<'a> {
    /// The physical line of the file on which the row starts, from 1.
    pub line: u64,
    /// Code, name, region and ICS. NHS region codes are already given as names.
    pub organisation: OrganisationMention<'a>,
    /// What type of organisation it is; empty where the file has none.
    pub organisation_type: &'a str,
    /// Whom it is benchmarked with; empty where the file has none.
    pub benchmark_group: &'a str,
    /// When it opened.
    pub opened: Option<Date>,
    /// When it closed.
    pub closed: Option<Date>,
}

/// One row of a list of mergers: an organisation that closed, and the one that took it over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MergerRow<'a> {
    /// The physical line of the file on which the row starts, from 1.
    pub line: u64,
    /// The code of the organisation that closed, trimmed and in upper case.
    pub predecessor: &'a str,
    /// The code of the organisation that took it over, trimmed and in upper case.
    pub successor: &'a str,
    /// When, where the file says so.
    pub date: Option<Date>,
}
