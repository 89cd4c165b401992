//! Rows as tab-separated text, which spreadsheets paste as cells.

use super::model::{Align, TableModel};

/// The header and the rows, one line each. Figures carry a plain minus, or a spreadsheet takes them for
/// words; units stand with the titles.
pub fn table_as_text(model: &dyn TableModel, columns: &[usize], rows: impl IntoIterator<Item = usize>) -> String {
    let all = model.columns();
    let mut text = String::new();
    for (place, column) in columns.iter().map(|c| &all[*c]).enumerate() {
        separate(&mut text, place);
        text.push_str(&plain(&column.title));
        if !column.unit.is_empty() {
            text.push_str(&format!(" ({})", plain(&column.unit)));
        }
    }
    text.push('\n');
    for row in rows {
        for (place, column) in columns.iter().enumerate() {
            separate(&mut text, place);
            let cell = model.cell(row, *column);
            let shown = plain(&cell.text);
            if all[*column].align == Align::Right && !cell.missing {
                text.push_str(&shown.replace('−', "-").replace(" %", "%"));
            } else {
                text.push_str(&shown);
            }
        }
        text.push('\n');
    }
    text
}

fn separate(text: &mut String, place: usize) {
    if place > 0 {
        text.push('\t');
    }
}

/// A tab or a line break inside a name would move every cell after it.
fn plain(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}
