//! The pages. Each reads the document and pushes actions; what it keeps between frames is its own.

mod data;
mod history;
mod method;
mod overview;
mod welcome;

pub use data::DataPage;
pub use history::HistoryPage;
pub use method::MethodPage;
pub use overview::OverviewPage;
pub use welcome::{loading, welcome};
