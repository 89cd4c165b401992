//! The only reader of foreign files: CSV in any of the forms that people have it in.
//!
//! A file is read in one pass and never held: bytes become text ([`text`]), text becomes records with
//! their physical lines ([`records`]), the header says what each column means ([`header`]), and each
//! record becomes a row of the model that goes straight to a [`RowSink`] ([`workforce`],
//! [`placements`], [`demand`], [`organisations`]). Nothing is dropped in silence: every row is used,
//! rejected or ignored, and the [`DataReport`] says why and how much it held.

mod cache;
mod cells;
mod date;
mod demand;
mod error;
mod findings;
mod header;
mod kind;
mod meaning;
mod needs;
mod number;
mod organisations;
mod placements;
mod read;
mod reason;
mod records;
mod remarks;
mod report;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod workforce;

pub use error::{ImportError, ReadError};
pub use header::Choices;
pub use kind::{Kind, guess_kind};
pub use meaning::Meaning;
pub use number::DecimalMark;
pub use read::{Progress, What, read, read_path, read_with};
pub use reason::{Ignored, Reason};
pub use report::{Amounts, DataReport, RejectedRow, Tally, report_json};
pub use text::Encoding;
