//! The menu that hides and shows columns.

use eframe::egui::{ScrollArea, Ui};

use super::model::Column;
use super::state::TableState;
use crate::ui::theme::space;
use crate::ui::widgets::button::{link_button, menu_button};

/// A button "Columns" with a checkbox for each column that can be hidden. True when something changed.
pub fn column_menu(ui: &mut Ui, columns: &[Column], state: &mut TableState) -> bool {
    let before = state.hidden.clone();
    let text = "Columns";
    let (_, _) = menu_button(ui, "Columns", text, true, |ui| {
        ui.set_min_width(200.0);
        ui.spacing_mut().item_spacing.y = 2.0;
        let list = ui.available_height() - 2.0 * space::TARGET;
        ScrollArea::vertical().max_height(list).show(ui, |ui| {
            for column in columns.iter().filter(|column| column.hideable) {
                let mut shown = !state.hidden.contains(&*column.id);
                let name = match &*column.unit {
                    "" => column.title.to_string(),
                    unit => format!("{}, {unit}", column.title),
                };
                if ui.checkbox(&mut shown, name).changed() {
                    if shown {
                        state.hidden.remove(&*column.id);
                    } else {
                        state.hidden.insert(column.id.to_string());
                    }
                }
            }
        });
        if !state.hidden.is_empty() && link_button(ui, "Show all").clicked() {
            state.show_all_columns();
        }
    });
    state.hidden != before
}
