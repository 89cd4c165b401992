//! The only reader of foreign files: tables in any of the forms that people have them in.
//!
//! A file is read in one pass: bytes become text (`text`), text becomes records with their physical
//! lines (`records`), the header says what each column means (`shape`, `header`), and each record
//! becomes a row of the model that goes straight to a [`RowSink`] (`workforce`, `placements`,
//! `demand`, `organisations`, `mergers`). Sheets of workbooks become records too (`workbook`) and
//! take the same road from there. Nothing is dropped in silence: every row is used, rejected or ignored,
//! and the [`DataReport`] says why and how much it held.
//!
//! What the file does not say by itself, or says wrongly, a [`Mapping`] says.
//!
//! [`RowSink`]: crate::model::RowSink

mod archive;
mod cache;
mod cells;
mod date;
mod demand;
mod error;
mod findings;
mod forgotten;
mod head;
mod header;
mod inspect;
mod inspect_columns;
mod kind;
mod mapping;
mod mapping_check;
mod meaning;
mod measures;
mod mergers;
mod needs;
mod number;
mod ods;
mod organisations;
mod pass;
mod personal;
mod placements;
mod plain;
mod profession_column;
mod quotes;
mod read;
mod reading;
mod reason;
mod record;
mod records;
mod remarks;
mod report;
mod row_reader;
mod seen;
mod serial;
mod shape;
mod sheet;
mod suggest;
mod survey;
mod swallowed;
#[cfg(test)]
mod tests;
mod text;
mod witness;
mod words;
mod workbook;
mod workforce;
mod xlsx;
mod year_columns;

pub use error::{ImportError, ReadError};
pub use inspect::{BetterMapping, Guess, Inspection, PreviewRow, RowPart, inspect, inspect_path};
pub use inspect_columns::ColumnGuess;
pub use kind::{Kind, guess_kind};
pub use mapping::{DateOrder, Mapping, MappingError, Wide, header_set};
pub use meaning::Meaning;
pub use needs::{Need, needed};
pub use number::DecimalMark;
pub use read::{Progress, What, read, read_path, read_path_with, read_with};
pub use reason::{Ignored, Reason};
pub use report::{Amounts, DataReport, Form, RejectedRow, Tally, UnknownValue, report_json};
pub use suggest::{KnownOrganisation, Suggestion, known_words};
pub use survey::{Nowhere, Proposal, Survey, survey, survey_into, survey_path, survey_path_into};
pub use text::Encoding;
pub use witness::{SeenOrganisation, Witness, unknown_organisations};
pub use workbook::SheetName;
