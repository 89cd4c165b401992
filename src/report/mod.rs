//! Turns an outcome into named tables and texts. Screen, exports, command line and tests all read these.

mod comparison;
mod difference;
mod difference_cells;
mod difference_lines;
mod difference_story;
mod edit_row;
mod edit_words;
mod edited_cells;
mod explanation;
mod figure_story;
mod goal_answer;
mod goal_row_story;
mod goal_story;
mod headline_change;
mod line_words;
mod organisation;
mod overview;
mod pasted;
mod peers;
mod planned;
mod rows_story;
mod rug;
mod sensitivity;
mod split;
mod summary;
mod swing_story;
mod total_story;
mod trial_story;
mod whose;

#[cfg(test)]
mod tests;

pub use comparison::{
    ComparisonChoices, ComparisonColumn, ComparisonFigure, ComparisonOrder, ComparisonQuery, ComparisonQuestion,
    ComparisonRow, ComparisonSentence, ComparisonTable, ComparisonTold,
};
pub use difference::{ComparisonReport, DifferenceRow, FigureChange};
pub use difference_lines::{DifferenceLine, DifferenceLines, GapChange, LineKey, PartKey, PartKind, PartLine};
pub use difference_story::DifferenceQuestion;
pub use edit_row::EditRow;
pub use edit_words::{block_words, cell_name, edit_subject, edit_words, edited_value, parts, setting_name};
pub use edited_cells::{EditedCells, cell_figure, typed_figure};
pub use explanation::{
    ExplanationLine, Limits, LineKind, SourceNames, explanation_lines, row_amount, row_counted, story_lines,
};
pub use figure_story::{Beneath, FigureStory, StoryPart, StorySetting};
pub use goal_answer::{GoalAnswer, GoalColumn, GoalQuery, GoalRow};
pub use goal_story::{GoalFigure, GoalQuestion};
pub use headline_change::{ChangedFigure, edits_elsewhere, headline_change};
pub use line_words::{LineWords, RowWords};
pub use organisation::{
    HostedRow, Leads, OrganisationProfile, OrganisationRows, ProfileCell, ProfileColumn, ProfileQuery, ProfileQuestion,
    ProfileRow, ProfileTable, StaffedRow, YearDot, Years, nearest_place,
};
pub(crate) use overview::sentence;
pub use overview::{
    Headline, HeadlineLine, LineTold, OverviewColumn, OverviewQuery, OverviewRow, OverviewView, RowNumber, ShownCell,
    YearTable,
};
pub use pasted::{Pasted, pasted};
pub use peers::{OfferedPeers, PeerChoice, PeerSection, Peers, offered_peers, peers_of, rule_words};
pub use planned::{Deed, LeverBasis, Planned, PlannedQuestion, Target};
pub use rows_story::{Listed, RowsQuestion};
pub use rug::{Rug, RugCell, RugColumn, RugGroup, RugGrouping, RugLine, RugOrder, RugQuery, RugRow, RugView};
pub use sensitivity::{Sensitivity, SensitivityQuery, SensitivityRow};
pub use split::{PartRow, SPLIT_MEASURES, SplitRows};
pub use summary::{SUMMARY_COLUMNS, Scope, SummaryValue, summary_places, summary_row};
pub use swing_story::{SwingFigure, SwingQuestion};
pub use total_story::{TotalFigure, TotalQuestion};
pub use whose::Whose;
