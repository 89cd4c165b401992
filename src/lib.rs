pub mod model;
#[cfg(feature = "gui")]
pub mod ui;
