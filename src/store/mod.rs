//! The plan file: the only place that knows SQLite.
//!
//! What a plan file promises, and how, is `durability.md` of the design; in short: every step is one
//! transaction, acknowledged only when it is durable; an import is all or nothing; a file that is not
//! ours is left byte for byte as it was; damage is noticed.
//!
//! In reading order: `schema` (the tables), `preflight`, `opened`, `open` and `lock` (the way to a
//! connection), `transaction` and `ledger` (the only way to write), `reader`, `scan`, `dictionary` and
//! `load` (what a plan says), `plan` and `steps` (steps, undo, redo), `intake` with `rows`, `words`,
//! `texts` and `overlap` (imports), `writer` (the thread that writes), `check` and `copy`.
//!
//! What undoable steps change is one table of paths and values, `state`: `setting/hours_per_week` =
//! `37.5`, `source/3/state` = `in force`. Rows of input are never changed; which of them count is
//! decided when the plan is loaded.

mod batch;
mod cancel;
mod changes;
mod check;
mod copy;
mod dictionary;
mod digest;
mod edition;
mod error;
mod intake;
mod ledger;
mod load;
mod lock;
mod open;
mod opened;
mod overlap;
mod plan;
mod preflight;
mod reader;
mod rows;
mod scan;
mod schema;
mod settle;
mod source;
mod step;
mod steps;
mod texts;
mod transaction;
mod trial;
mod words;
mod writer;

#[cfg(test)]
mod tests;

pub use crate::model::SourceKind;
pub use cancel::Cancel;
pub use changes::RowChanges;
pub use check::{Damage, check};
pub use edition::InPlan;
pub use error::StoreError;
pub use intake::{Import, ImportSink};
pub use load::PlanSink;
pub use lock::Holder;
pub use open::is_plan;
#[doc(hidden)]
pub use open::settle_as_plan_writer;
pub use overlap::{OnOverlap, OverlapReport, Overlapped};
pub use plan::{Edition, ImportOutcome, ImportRequest, PlanWriter, Unchanged};
pub use reader::PlanReader;
pub use source::{RowCounts, SourceFacts, SourceId, SourceRecord, SourceState, StoredFinding, Totals};
pub use step::{Change, Standing, StepId, StepRecord};
pub use trial::TrialSink;
pub use writer::{Answer, Done, SaveStatus, Ticket, WriterThread};

/// SQLite's version, for `--version`.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

/// This second, as plans write times: `2026-09-30T14:05:00Z`.
fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
