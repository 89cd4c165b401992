//! Names and values in two columns.

use eframe::egui::{Grid, Label, Ui, vec2};

use super::text::secondary;
use crate::ui::theme::space;

/// Rows of name and value, the values on one edge. The values can be selected and copied.
pub fn key_values<'a>(ui: &mut Ui, salt: &str, rows: impl IntoIterator<Item = (&'a str, &'a str)>) {
    Grid::new(salt).num_columns(2).spacing(vec2(space::GROUP, space::SMALL)).min_row_height(20.0).show(ui, |ui| {
        for (name, value) in rows {
            let name = secondary(ui, name);
            ui.label(name);
            ui.add(Label::new(value).selectable(true).wrap());
            ui.end_row();
        }
    });
}
