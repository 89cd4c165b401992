//! The pages of the window.

use serde::{Deserialize, Serialize};

/// A page that the rail names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Headlines, table and chart.
    #[default]
    Overview,
    /// The files behind the plan.
    Data,
    /// The method and its settings.
    Method,
    /// What was done to the plan.
    History,
}

impl Page {
    /// Every page, in the order of the rail.
    pub const ALL: [Page; 4] = [Page::Overview, Page::Data, Page::Method, Page::History];

    /// The page's name on the rail.
    pub const fn name(self) -> &'static str {
        match self {
            Page::Overview => "Overview",
            Page::Data => "Data",
            Page::Method => "Method",
            Page::History => "History",
        }
    }
}
