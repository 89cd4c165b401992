//! Turns an outcome into named tables and texts. Screen, exports, command line and tests all read these.

mod comparison;
mod overview;
mod rug;
mod summary;

pub use comparison::{
    Compared, ComparisonChoices, ComparisonColumn, ComparisonOrder, ComparisonQuery, ComparisonRow, ComparisonTable,
};
pub use overview::{Headline, OverviewColumn, OverviewQuery, OverviewRow, OverviewView, ShownCell, YearTable};
pub use rug::{Rug, RugCell, RugColumn, RugGroup, RugGrouping, RugLine, RugOrder, RugQuery, RugRow, RugView};
pub use summary::{SUMMARY_COLUMNS, Scope, SummaryValue, summary_places, summary_row};
