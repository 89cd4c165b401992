//! The window: the only place that knows egui.

pub mod theme;
pub mod widgets;

/// Opens the window.
pub fn run(_window: crate::cli::WindowArgs) -> u8 {
    0
}
