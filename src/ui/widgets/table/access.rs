//! The table as a screen reader meets it: rows of named cells, for the rows in sight.

use eframe::egui::accesskit::{Action, Rect as Bounds, Role};
use eframe::egui::{Id, Rect, Response, Sense, Ui, UiBuilder};

use super::model::{Cell, Column, TableModel};
use super::rows::Rows;
use super::state::TableState;

/// Adds the nodes. Returns the row that an assistive technology pressed. Costs nothing while none listens.
pub(super) fn tell(ui: &mut Ui, body: &Response, rows: &Rows<'_>, state: &TableState) -> Option<usize> {
    ui.ctx().accesskit_node_builder(body.id, |node| node.set_role(Role::RowGroup))?;
    let mut group = ui.new_child(UiBuilder::new().id_salt("rows").max_rect(rows.seen).accessibility_parent(body.id));
    let mut pressed = None;
    for row in rows.range() {
        let name = rows.model.row_name(row);
        let builder = UiBuilder::new()
            .id_salt(rows.model.row_key(row).0)
            .max_rect(rows.row_rect(row))
            .accessibility_role(Role::Row)
            .accessibility_label(name.as_ref());
        let row_ui = group.new_child(builder);
        let row_id = row_ui.unique_id();
        let selected = rows.selected == Some(row);
        ui.ctx().accesskit_node_builder(row_id, |node| {
            node.set_bounds(bounds(rows.row_rect(row).intersect(rows.seen)));
            node.set_row_index(row);
            node.set_selected(selected);
            node.add_action(Action::Click);
        });
        if ui.input(|input| input.has_accesskit_action_request(row_id, Action::Click)) {
            pressed = Some(row);
        }
        for (place, placed) in rows.placed.iter().enumerate() {
            let id = row_id.with(place);
            let rect = rows.cell_rect(row, place);
            row_ui.interact(rect, id, Sense::hover());
            let cell = rows.model.cell(row, placed.column);
            let label = spoken(rows.model, row, &rows.model.columns()[placed.column], &cell, place == 0);
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(if place == 0 { Role::RowHeader } else { Role::Cell });
                node.set_bounds(bounds(rect.intersect(rows.seen)));
                node.set_label(label);
                node.set_row_index(row);
                node.set_column_index(place);
            });
            if selected && placed.column == state.column {
                descend(ui, body.id, id);
            }
        }
    }
    pressed
}

/// While the rows have the keyboard, what is spoken is the cell it stands in.
fn descend(ui: &Ui, body: Id, cell: Id) {
    ui.ctx().accesskit_node_builder(body, |node| node.set_active_descendant(cell.accesskit_id()));
}

/// "Northmoor University Hospitals, Physiotherapy: gap −17.8 placement weeks".
fn spoken(model: &dyn TableModel, row: usize, column: &Column, cell: &Cell<'_>, is_name: bool) -> String {
    let name = model.row_name(row);
    let mut words = if is_name { name.into_owned() } else { format!("{name}: {} {}", lower(&column.title), cell.text) };
    if !is_name && !cell.missing && !column.unit.is_empty() {
        words.push(' ');
        words.push_str(&column.unit);
    }
    if !cell.aside.is_empty() {
        words.push_str(&format!(", {}", cell.aside));
    }
    if !cell.remark.is_empty() {
        words.push_str(", ");
        words.push_str(&cell.remark);
    }
    words
}

/// A title inside a sentence: "Gap" becomes "gap", "FTE" stays.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

pub(super) fn bounds(rect: Rect) -> Bounds {
    Bounds { x0: rect.min.x.into(), y0: rect.min.y.into(), x1: rect.max.x.into(), y1: rect.max.y.into() }
}
