//! The pages. Each reads the document and pushes actions; what it keeps between frames is its own.

mod assumptions;
mod compare;
mod data;
mod data_line;
mod filters;
mod findings;
mod history;
mod import;
mod method;
mod organisation;
mod overlap;
mod overview;
mod peer_groups;
mod peers;
mod rug;
mod welcome;
mod what_if;

pub use compare::ComparePage;
pub use data::DataPage;
pub use filters::Filters;
pub use history::HistoryPage;
pub use method::MethodPage;
pub use organisation::{OrganisationPage, Profiled};
pub use overview::OverviewPage;
pub use rug::{RugPage, ShownRug};
pub use welcome::{loading, welcome};
pub use what_if::{Compared, WhatIfPage};
