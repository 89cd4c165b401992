//! Fair Share Planner: is this organisation's practice placement provision its fair share?

pub mod export;
pub mod import;
pub mod model;
pub mod report;
#[cfg(feature = "gui")]
pub mod ui;
