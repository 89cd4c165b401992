//! Lines of controls that wrap: what has parts of its own begins a new line rather than being squeezed into
//! what is left of one.

use eframe::egui::Ui;

/// In a line that wraps, begins a new one where what is so wide would not fit into the rest of this one.
pub fn begin_line_for(ui: &mut Ui, width: f32) {
    let line = ui.available_rect_before_wrap();
    let begun = line.left() > ui.max_rect().left() + 1.0;
    if ui.layout().main_wrap() && begun && line.width() < width {
        ui.end_row();
    }
}
