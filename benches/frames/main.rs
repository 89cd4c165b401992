//! Frames of the rug and of the comparison at England's size, without a window: our own work and
//! tessellation, a screen reader listening, beside an empty table and an empty plot of the same size under
//! the same hands. `benches/README.md` says what each frame does.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark that cannot go on stops")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the main job needs the rest")]
mod common;
mod floors;
mod hands;
mod ours;
mod region;
mod stage;

use std::time::Duration;

use common::{Compared, Runs, print};
use hands::Hands;
use stage::Stage;

fn main() {
    let runs = Runs::asked_for();
    let folder = tempfile::tempdir().unwrap();
    let organisations = runs.of(40, 1230) as usize;
    let mut compared = Vec::new();
    for page in ours::PAGES {
        if !page.jobs.iter().any(|job| runs.wants(job)) {
            continue;
        }
        let plan = region::plan(folder.path(), organisations);
        let hands = Hands::of(page, runs.quick);
        let (mut ours, mut floor) = (Stage::ours(page, &plan, organisations), Stage::floor(page, organisations));
        let mut pair = || (passed(ours.pass(&hands)), passed(floor.pass(&hands)));
        let _warm = pair();
        let pairs: Vec<_> = (0..runs.pairs).map(|_| pair()).collect();
        for (which, job) in page.jobs.into_iter().enumerate() {
            let pairs = pairs.iter().map(|(ours, floor)| (ours[which], floor[which])).collect();
            compared.push(Compared::of(job, pairs));
        }
    }
    print(
        &format!("{organisations} organisations, {} professions", common::plan::professions().len()),
        &runs,
        &compared,
    );
}

/// The middle frame of a pass, and the one that 99 of 100 do not exceed.
fn passed(mut frames: Vec<Duration>) -> [Duration; 2] {
    frames.sort_unstable();
    [frames[frames.len() / 2], frames[(frames.len() * 99).div_ceil(100) - 1]]
}
