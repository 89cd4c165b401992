//! The overview: headlines, and the table of expected against provided, as texts and sort keys. Built
//! when the data, the settings or the filters change, never while a frame is drawn.

mod column;
mod headline;
mod sort;
mod table;
mod texts;

#[cfg(test)]
mod tests;

pub use column::OverviewColumn;
pub use headline::{Headline, HeadlineLine, LineTold};
pub use table::{OverviewQuery, OverviewRow, OverviewView, RowNumber, YearTable};
pub use texts::ShownCell;

pub(crate) use headline::sentence;
pub(super) use headline::{left_out, nearest};
pub(super) use sort::SortKey;
pub(super) use texts::{figure, texts, why_missing};

use super::Whose;
