//! The vocabulary and the arithmetic of fair shares. Pure: no files, no SQL, no clock, no window.

mod academic_year;
mod decimal;
mod facts;
mod finding;
mod profession;
mod row;
mod sink;
mod status;
mod vocabulary;

pub use academic_year::{AcademicYear, NotAnAcademicYear, Snapshot};
pub use decimal::{
    Days, Decimal, Fte, Hours, LARGEST, NotADecimal, PER_ONE, PlacementWeeks, Quantity, Unit, divide_half_away,
};
pub use facts::{FactsBuilder, Layer};
pub use finding::{Finding, Severity};
pub use profession::Profession;
pub(crate) use profession::fold;
pub use row::{Activity, DemandRow, OrganisationMention, OrganisationRow, PlacementRow, WorkforceRow};
pub use sink::RowSink;
pub use status::Status;
pub use vocabulary::{Band, LearnerType, PlacementStatus, StaffGroup};
