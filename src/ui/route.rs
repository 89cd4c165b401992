//! The pages of the window.

use serde::{Deserialize, Serialize};

/// A page that the rail names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Page {
    /// Headlines, table and chart.
    #[default]
    Overview,
    /// The organisations of one profession, compared.
    Compare,
    /// Organisations by professions, or by years.
    Rug,
    /// The scenario looked at: what it changes, what it takes to reach a goal.
    WhatIf,
    /// The files behind the plan.
    Data,
    /// The method and its settings.
    Method,
    /// What was done to the plan.
    History,
}

impl Page {
    /// Every page, in the order of the rail.
    pub const ALL: [Page; 7] =
        [Page::Overview, Page::Compare, Page::Rug, Page::WhatIf, Page::Data, Page::Method, Page::History];

    /// The page's name on the rail.
    pub const fn name(self) -> &'static str {
        match self {
            Page::Overview => "Overview",
            Page::Compare => "Compare",
            Page::Rug => "Rug",
            Page::WhatIf => "What if",
            Page::Data => "Data",
            Page::Method => "Method",
            Page::History => "History",
        }
    }

    /// Whether the page has the filters and the search above it.
    pub const fn has_filters(self) -> bool {
        matches!(self, Page::Overview | Page::Compare | Page::Rug)
    }
}
