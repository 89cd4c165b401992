//! The main job on a made-up England: summary of files, import into a plan, recalculation; each beside
//! the honest best simple program for the bare job. `benches/README.md` says what each does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot go on stops")]

#[path = "../common/mod.rs"]
mod common;
mod import;
mod recalculation;
mod summary;

use common::{Runs, england, print};

fn main() {
    let runs = Runs::asked_for();
    let folder = tempfile::tempdir().unwrap();
    let england = england::write(folder.path(), runs.quick);
    let title = format!("{} workforce and {} placement rows", england.workforce_rows, england.placement_rows);
    let mut all = vec![summary::compared(&runs, &england), import::compared(&runs, &england, folder.path())];
    all.extend(recalculation::compared(&runs, &england));
    print(&title, &runs, &all);
}
