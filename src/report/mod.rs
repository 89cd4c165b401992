//! Turns an outcome into named tables and texts. Screen, exports, command line and tests all read these.

mod number;
mod summary;

pub use number::{count, fixed, percent, plain, shown};
pub use summary::{SUMMARY_COLUMNS, Scope, SummaryValue, summary_places, summary_row};
