//! A block of cells copied from a spreadsheet, as edits of the rows it falls on.

use crate::model::scenario::{CellField, Change, Edit};
use crate::model::{Outcome, Place, counted};

use super::edited_cells::typed_figure;
use super::{cell_figure, cell_name};

/// What a pasted block becomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// One edit for each cell that is to be different.
    pub edits: Vec<Edit>,
    /// How many cells of the block are blank, or what the table has already.
    pub as_before: usize,
}

/// Reads a block of tab-separated lines onto `rows`, its columns onto `fields`. A blank cell leaves what
/// is there; so does one that says what the table shows.
///
/// # Errors
/// Why the block does not fit, or the first cell that is no figure, in a sentence.
pub fn pasted(outcome: &Outcome, block: &str, rows: &[Place], fields: &[CellField]) -> Result<Pasted, String> {
    let lines: Vec<&str> = block.trim_end_matches(['\r', '\n']).lines().collect();
    let columns = lines.iter().map(|line| line.split('\t').count()).max().unwrap_or(0);
    if columns > fields.len() {
        let can: Vec<&str> = fields.iter().map(|field| field.name()).collect();
        let from_here = if can.len() == 1 { "only one column can" } else { "two columns can" };
        return Err(format!(
            "The block has {columns} columns, and {from_here} be edited from here ({}). Copy those alone and paste again.",
            can.join(", ")
        ));
    }
    if lines.len() > rows.len() {
        return Err(format!(
            "The block has {}, and {} left from the selected cell down. Select a cell further up, or show more rows.",
            counted(lines.len() as u64, "row", "rows"),
            if rows.len() == 1 { "1 row is".to_owned() } else { format!("{} rows are", rows.len()) }
        ));
    }
    let mut pasted = Pasted::default();
    for (line, place) in lines.iter().zip(rows) {
        for (text, field) in line.split('\t').zip(fields) {
            let text = text.trim().trim_matches('"');
            let shown = cell_figure(outcome, *place, *field);
            if text.is_empty() || text.replace(',', "") == shown.replace(',', "") {
                pasted.as_before += 1;
                continue;
            }
            let change =
                Change::typed(text).map_err(|error| format!("{}: {error}.", cell_name(outcome, *place, *field)))?;
            if let Change::Set(to) = change
                && to.to_string() == typed_figure(outcome, *place, *field)
            {
                pasted.as_before += 1;
                continue;
            }
            let code = &outcome.organisation(*place).code;
            pasted.edits.push(Edit::cell(*field, code, place.profession, place.year, change, "pasted block"));
        }
    }
    Ok(pasted)
}
