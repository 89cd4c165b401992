//! The main job on a made-up England: summary of files, import into a plan, recalculation, edits; each
//! beside the honest best simple program for the bare job. `benches/README.md` says what each does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot go on stops")]

#[path = "../common/mod.rs"]
mod common;
mod edits;
mod import;
mod recalculation;
mod summary;

use std::sync::Arc;

use common::plan::{self, Size};
use common::{Runs, england, print};
use fairshare::model::FactsBuilder;

fn main() {
    let runs = Runs::asked_for();
    let folder = tempfile::tempdir().unwrap();
    let england = england::write(folder.path(), runs.quick);
    let title = format!("{} workforce and {} placement rows", england.workforce_rows, england.placement_rows);
    let files = [summary::compared(&runs, &england), import::compared(&runs, &england, folder.path())];
    print(&title, &runs, &files);

    let size = if runs.quick { Size::SMALL } else { Size::ENGLAND };
    let mut builder = FactsBuilder::default();
    plan::rows(size, &mut builder);
    let facts = Arc::new(builder.finish());
    let mut in_memory = vec![recalculation::compared(&runs, size, &facts)];
    in_memory.extend(edits::compared(&runs, &facts));
    print(
        &format!("{} organisations, {} years, {} rows", size.organisations, size.years, size.rows()),
        &runs,
        &in_memory,
    );
}
