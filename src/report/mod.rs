//! Turns an outcome into named tables and texts. Screen, exports, command line and tests all read these.

mod comparison;
mod edit_words;
mod overview;
mod split;
mod summary;

pub use comparison::{ComparisonReport, DifferenceRow, FigureChange};
pub use edit_words::{block_words, edit_subject, edit_words, edited_value, parts, setting_name};
pub use overview::{Headline, OverviewColumn, OverviewQuery, OverviewRow, OverviewView, ShownCell, YearTable};
pub use split::{PartRow, SPLIT_MEASURES, SplitRows};
pub use summary::{SUMMARY_COLUMNS, Scope, SummaryValue, summary_places, summary_row};
