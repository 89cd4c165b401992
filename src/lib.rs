//! Fair Share Planner: is this organisation's practice placement provision its fair share?

pub mod cli;
pub mod export;
pub mod import;
pub mod model;
pub mod report;
pub mod session;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
