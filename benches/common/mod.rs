//! What every benchmark shares: our way and the floor run in turn, and one plain table of the ratios.
//!
//! A time by itself says more about a machine and its neighbours than about a program. So each run of
//! ours is followed at once by a run of its floor, the two make one ratio, and the ratios are what counts.

pub mod csv_floor;
pub mod england;
pub mod plan;

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// Which jobs, how often, and on how much data.
#[derive(Clone, Debug)]
pub struct Runs {
    /// Words of which a job's name must have one; all jobs if there are none.
    jobs: Vec<String>,
    /// Pairs of runs that are measured, after one pair that is not.
    pub pairs: usize,
    /// Whether this is only to see that everything still runs: little data, one pair.
    pub quick: bool,
}

impl Runs {
    /// As the command line says: the jobs to run, `--runs N` pairs (15 without it); `--test` is the quick
    /// pass, and so is every call that does not come from `cargo bench`.
    pub fn asked_for() -> Runs {
        let (mut jobs, mut pairs, mut test, mut bench) = (Vec::new(), 15, false, false);
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--runs" => pairs = words.next().and_then(|n| n.parse().ok()).expect("--runs takes a number"),
                "--test" => test = true,
                "--bench" => bench = true,
                _ => jobs.push(word),
            }
        }
        let quick = test || !bench;
        Runs { jobs, pairs: if quick { 1 } else { pairs.max(1) }, quick }
    }

    /// How much data: `little` in the quick pass.
    pub fn of(&self, little: u64, much: u64) -> u64 {
        if self.quick { little } else { much }
    }

    /// Whether a job was asked for.
    pub fn wants(&self, job: &str) -> bool {
        self.jobs.is_empty() || self.jobs.iter().any(|word| job.contains(word))
    }
}

/// The times of one job done both ways, pair by pair; none for a job that was not asked for.
pub struct Compared {
    job: &'static str,
    pairs: Vec<(Duration, Duration)>,
}

impl Compared {
    pub fn not_asked_for(job: &'static str) -> Compared {
        Compared::of(job, Vec::new())
    }

    /// What was measured, pair by pair: ours, and its floor.
    pub fn of(job: &'static str, pairs: Vec<(Duration, Duration)>) -> Compared {
        Compared { job, pairs }
    }
}

/// Runs `ours` and `floor` in turn, each telling how long its measured part took.
pub fn in_turn(
    job: &'static str,
    runs: &Runs,
    mut ours: impl FnMut() -> Duration,
    mut floor: impl FnMut() -> Duration,
) -> Compared {
    if !runs.wants(job) {
        return Compared::not_asked_for(job);
    }
    let _warm = (ours(), floor());
    Compared::of(job, (0..runs.pairs).map(|_| (ours(), floor())).collect())
}

/// How long `work` takes; what it gives is not thrown away by the compiler.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// Prints what was compared: the time of either way, and their ratio, each as smallest, median and
/// largest over the pairs.
pub fn print(title: &str, runs: &Runs, all: &[Compared]) {
    if all.iter().all(|compared| compared.pairs.is_empty()) {
        return;
    }
    let mut text = format!("{title}, {} {}\n\n", runs.pairs, if runs.pairs == 1 { "pair" } else { "pairs" });
    let head = "smallest, median, largest";
    writeln!(text, "{head:<41} {:^24} {:^24}    {:^21}", "ours", "floor", "ours ÷ floor").unwrap();
    for Compared { job, pairs } in all.iter().filter(|compared| !compared.pairs.is_empty()) {
        // Microseconds for what takes less than a millisecond.
        let (unit, in_second) = if pairs[0].0.as_micros() < 1000 { ("µs", 1e6) } else { ("ms", 1e3) };
        let ours = spread(pairs.iter().map(|(ours, _)| ours.as_secs_f64() * in_second));
        let floor = spread(pairs.iter().map(|(_, floor)| floor.as_secs_f64() * in_second));
        let ratio = spread(pairs.iter().map(|(ours, floor)| ours.as_secs_f64() / floor.as_secs_f64()));
        let [ours, floor, ratio] = [columns(ours, 8), columns(floor, 8), columns(ratio, 7)];
        writeln!(text, "{job:<41} {ours} {floor} {unit} {ratio}").unwrap();
    }
    std::io::stdout().write_all(text.as_bytes()).unwrap();
}

/// Smallest, median and largest.
fn spread(values: impl Iterator<Item = f64>) -> [f64; 3] {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    [values[0], values[values.len() / 2], values[values.len() - 1]]
}

fn columns(values: [f64; 3], width: usize) -> String {
    values.map(|value| format!("{value:width$.2}")).concat()
}
