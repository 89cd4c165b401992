//! What pages are made of. Generic: nothing here knows a plan, a file or a database.
//!
//! Figures arrive as strings that the report layer has formatted; widgets align and draw them. Widgets
//! never change data: they return what was asked, and the page decides.

mod bars;
mod button;
mod callout;
mod card;
mod drop_down;
mod ellipsis;
mod empty;
mod explained_line;
mod flow;
mod headline;
mod key_values;
mod keys;
mod mark;
mod mark_key;
mod plan_bar;
mod points;
mod progress;
mod rail;
mod results_bar;
mod search;
mod spread;
mod status;
mod status_line;
mod swings;
mod table;
mod tabs;
mod text;
mod toast;

pub use bars::{Bar, BarChart, BarsModel, BarsResponse, BarsState};
pub use button::{Marked, link_button, menu_button, primary_button};
pub use callout::{Callout, Tone};
pub use card::{card, card_frame};
pub use drop_down::{Choice, choose_many, choose_one, choose_within, labelled_choice};
pub use ellipsis::{elide_end, elide_middle, name_label};
pub use empty::empty_state;
pub use explained_line::explained_line;
pub use flow::begin_line_for;
pub use headline::{Headline, HeadlinePress, headlines};
pub use key_values::key_values;
pub use mark::Mark;
pub use plan_bar::{Saved, plan_bar};
pub use points::{
    ChartCurve, ChartPoint, CurveWeight, PlotPoint, PointChart, PointsModel, PointsResponse, PointsState,
};
pub use progress::{Progress, progress};
pub use rail::{RailItem, rail};
pub use results_bar::{BarFigure, BarPressed, results_bar};
pub use search::search_field;
pub use spread::RatioSpread;
pub use status::{status_mark, status_shape};
pub use status_line::status_line;
pub use swings::{SwingBar, SwingChart};
pub use table::{
    Align, Cell, CellAsked, Column, DataTable, RowKey, Sort, TableModel, TableResponse, TableState, column_menu,
    table_as_text,
};
pub use tabs::{Tab, tabs};
pub use text::{field_label, note, page_title, secondary, section_title, select_all, strong};
pub use toast::Toasts;
