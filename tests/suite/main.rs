//! One suite: properties of the model, the files in and out, the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod command_line;
mod explain;
mod imports;
mod oracle;
mod own_professions;
mod plan_wide;
mod properties;
mod real_data;
mod what_if;
mod what_if_compare;
mod what_if_kills;
mod what_if_sequences;
