//! The window: everything that knows egui. Pages read and *ask*; they change nothing themselves.

pub mod theme;
pub mod widgets;
