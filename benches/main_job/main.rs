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

use common::england::England;
use common::plan::{self, Size};
use common::{Runs, england, print};
use fairshare::model::FactsBuilder;

fn main() {
    let runs = Runs::asked_for();
    let folder = tempfile::tempdir().unwrap();
    let title = |england: &England| {
        format!("{} workforce and {} placement rows", england.workforce_rows, england.placement_rows)
    };
    let england = england::write(&folder.path().join("england"), runs.of(england::SMALL, england::ENGLAND));
    print(&title(&england), &runs, &[summary::compared(&runs, &england)]);

    if runs.wants(import::JOB) {
        let million = england::write(&folder.path().join("million"), runs.of(england::SMALL, england::MILLION));
        print(&title(&million), &runs, &[import::compared(&runs, &million, folder.path())]);
    }

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
