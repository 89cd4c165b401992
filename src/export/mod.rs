//! Writes report tables out. Nothing here computes.

mod comparison;
mod data_report;
mod explanation;
mod file;
mod meta;
mod summary;

pub use comparison::{COMPARISON_COLUMNS, write_comparison};
pub use data_report::{data_report_json, import_changes_json};
pub use explanation::{explanation_json, story_json};
pub use file::{ExportError, check_target, write_whole};
pub use meta::{Meta, MetaAssumption, MetaSource};
pub use summary::{Format, undo_guard, write_summary};

use std::path::{Path, PathBuf};

/// Writes a summary to `path` and, before it, what it rests on to `path.meta.json`; each whole or not
/// at all.
///
/// # Errors
/// See [`write_whole`].
pub fn write_with_meta(path: &Path, text: &[u8], meta: &Meta, protected: &[PathBuf]) -> Result<(), ExportError> {
    check_target(path, protected)?;
    write_whole(&meta_path(path), meta.to_json().as_bytes(), protected)?;
    write_whole(path, text, protected)
}

/// The file beside an export that says what it rests on: `summary.csv.meta.json`.
pub fn meta_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".meta.json");
    PathBuf::from(name)
}
