//! Turns an outcome into named tables and texts. Screen, exports, command line and tests all read these.

mod explanation;
mod overview;
mod summary;

pub use explanation::{ExplanationLine, Limits, LineKind, SourceNames, explanation_lines};
pub use overview::{Headline, OverviewColumn, OverviewQuery, OverviewRow, OverviewView, ShownCell, YearTable};
pub use summary::{SUMMARY_COLUMNS, Scope, SummaryValue, summary_places, summary_row};
