pub mod export;
pub mod model;
pub mod report;
