//! The vocabulary and the arithmetic of fair shares. Pure: no files, no SQL, no clock, no window.

mod academic_year;
mod benchmark;
mod blocks;
mod by_cell;
mod by_column;
mod cells;
mod check;
mod closing;
mod column;
mod counting;
mod decimal;
pub mod explain;
mod facts;
mod facts_builder;
mod figures;
mod finding;
mod fraction;
mod members;
mod mergers;
mod no_text;
mod notes;
mod number;
pub(crate) mod occupation;
mod outcome;
mod own_code;
mod peer_group;
mod profession;
mod professions;
mod row;
pub mod scenario;
mod setting_info;
mod settings;
mod sink;
mod source_kind;
mod spans;
pub mod statistics;
mod status;
mod total;
mod vocabulary;
mod written_words;
mod yardstick;
mod years_covered;

pub use academic_year::{AcademicYear, NotAnAcademicYear, Snapshot};
pub use benchmark::{FEW_ORGANISATIONS, NoRate, Rate, RateOrigin};
pub use cells::{Basis, Cell, Cells, Scale};
pub use check::{PlanFinding, check_plan, taken_over_in_reference};
pub use closing::{placements_to_close, students_at_a_time};
pub use counting::counts;
pub use decimal::{
    Days, Decimal, Fte, Hours, LARGEST, NotADecimal, PER_ONE, PlacementWeeks, Quantity, Unit, divide_half_away,
};
pub use facts::{Facts, Organisation, StaffClass};
pub use facts_builder::{FactsBuilder, Layer};
pub use figures::Figures;
pub use finding::{Finding, Severity};
pub use fraction::Fraction;
pub use mergers::{MergerEffect, MergerError, Mergers};
pub(crate) use no_text::{is_missing, is_no_text};
pub(crate) use notes::apprentices as apprentices_note;
pub use number::{agreeing_places, count, counted, fixed, percent, plain, shown, shown_sides, signed};
pub use outcome::{Outcome, Place};
pub use own_code::OwnCode;
pub use peer_group::GroupRule;
pub use profession::Profession;
pub(crate) use profession::fold;
pub use professions::Professions;
pub use row::{Activity, DemandRow, MergerRow, OrganisationMention, OrganisationRow, PlacementRow, WorkforceRow};
pub use setting_info::{SETTINGS, SettingInfo};
pub use settings::{
    BenchmarkMethod, ByProfession, ReferenceGroup, ReferenceYear, SettingError, Settings, StaffCounted,
};
pub(crate) use settings::{PEER_GROUP, PEERS, PROFESSION};
pub use sink::RowSink;
pub use source_kind::SourceKind;
pub use status::Status;
pub use total::Total;
pub use vocabulary::{Band, LearnerType, PlacementStatus, StaffGroup};
pub(crate) use written_words::{LEVELS, is_level};
pub use yardstick::Glance;
pub use years_covered::YearsCovered;

#[cfg(test)]
mod tests;
