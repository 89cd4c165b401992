//! Work on files beside the window: how far it has come, and a way to stop it.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::import::Progress;
use crate::model::counted;
use crate::store::Cancel;

/// Ten times a second is as often as anyone reads it.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// How far something has come, as the screen tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct SoFar {
    /// `Reading placements.csv`.
    pub what: String,
    /// `41,000 rows, 2.9 of 9.1 MB, 120,000 rows a second, about 8 s left`.
    pub detail: String,
    /// Between 0 and 1, where it can be known.
    pub fraction: Option<f32>,
    /// Whether the user asked to stop, and it is on its way.
    pub cancelled: bool,
}

/// Looks on from the window.
#[derive(Clone)]
pub struct Watch {
    cancel: Cancel,
    state: Arc<Mutex<State>>,
    started: Instant,
}

/// Files that are read one after another, and how far the one at hand has come.
struct State {
    what: String,
    /// Bytes of all files; `None` if there is one only, which says it by itself.
    size: Option<u64>,
    /// Bytes and rows of the files that are done.
    before: (u64, u64),
    now: Progress,
}

/// Tells from the work how far it has come.
pub struct Teller {
    watch: Watch,
    told: Instant,
    wake: Box<dyn Fn() + Send>,
}

impl Watch {
    /// Work that begins now with what `what` says, on files of `size` bytes in all.
    pub fn new(what: String, size: Option<u64>) -> Watch {
        let now = Progress { bytes: 0, size: None, rows: 0 };
        let state = State { what, size, before: (0, 0), now };
        Watch { cancel: Cancel::new(), state: Arc::new(Mutex::new(state)), started: Instant::now() }
    }

    /// The work's side of it.
    pub fn teller(&self, wake: Box<dyn Fn() + Send>) -> Teller {
        Teller { watch: self.clone(), told: Instant::now(), wake }
    }

    /// Asks the work to stop. [`Watch::so_far`] says so at once; taking back what was done may take a moment.
    pub fn stop(&self) {
        self.cancel.cancel();
    }

    /// What stops the work.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// How far it has come.
    pub fn so_far(&self) -> SoFar {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (bytes, rows) = (state.before.0 + state.now.bytes, state.before.1 + state.now.rows);
        let size = state.size.or(state.now.size).filter(|size| *size > 0);
        let fraction = size.map(|size| (bytes as f64 / size as f64).min(1.0));
        SoFar {
            what: state.what.clone(),
            detail: told(rows, self.started.elapsed(), size.map(|size| (bytes.min(size), size))),
            fraction: fraction.map(|fraction| fraction as f32),
            cancelled: self.cancel.is_cancelled(),
        }
    }
}

impl Teller {
    /// The next file begins.
    pub fn begins(&mut self, what: String) {
        let mut state = self.watch.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.before = (state.before.0 + state.now.bytes, state.before.1 + state.now.rows);
        state.now = Progress { bytes: 0, size: None, rows: 0 };
        state.what = what;
    }

    /// The file at hand has come so far. `Break` if the work is to stop.
    pub fn tell(&mut self, progress: Progress) -> ControlFlow<()> {
        self.watch.state.lock().unwrap_or_else(PoisonError::into_inner).now = progress;
        if self.told.elapsed() >= TOLD_EVERY {
            self.told = Instant::now();
            (self.wake)();
        }
        if self.watch.cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// `41,000 rows, 2.9 of 9.1 MB, 120,000 rows a second, about 8 s left`. The time left is a guess from the first
/// moments on, and is not said before those are over.
fn told(rows: u64, elapsed: Duration, bytes: Option<(u64, u64)>) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = counted((rows as f64 / seconds) as u64, "row", "rows");
    let fraction = bytes.map(|(bytes, size)| bytes as f64 / size as f64);
    let left = fraction.filter(|fraction| seconds >= 1.0 && *fraction > 0.01);
    let left = left.map_or(String::new(), |done| format!(", {} left", duration(seconds / done * (1.0 - done))));
    let bytes = bytes.map_or(String::new(), |(bytes, size)| format!(", {}", of_bytes(bytes, size)));
    format!("{}{bytes}, {rate} a second{left}", counted(rows, "row", "rows"))
}

/// `2.9 of 9.1 MB`, `12 of 40 kB`: in the unit of the whole.
fn of_bytes(bytes: u64, size: u64) -> String {
    let (unit, name, decimals) = match size {
        0..1_000_000 => (1e3, "kB", 0),
        1_000_000..1_000_000_000 => (1e6, "MB", 1),
        _ => (1e9, "GB", 2),
    };
    format!("{:.decimals$} of {:.decimals$} {name}", bytes as f64 / unit, size as f64 / unit)
}

/// `about 8 s`, `about 2 min`.
fn duration(seconds: f64) -> String {
    if seconds < 90.0 { format!("about {:.0} s", seconds.ceil()) } else { format!("about {:.0} min", seconds / 60.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_a_second_and_time_left_are_told() {
        let after = |seconds| Duration::from_secs_f64(seconds);
        let said = |rows, seconds, bytes| told(rows, after(seconds), bytes);
        let half = said(50_000, 0.5, Some((4_500_000, 9_100_000)));
        assert_eq!(half, "50,000 rows, 4.5 of 9.1 MB, 100,000 rows a second");
        let quarter = said(50_000, 2.0, Some((2_000_000, 8_000_000)));
        assert_eq!(quarter, "50,000 rows, 2.0 of 8.0 MB, 25,000 rows a second, about 6 s left");
        let slow = said(1, 60.0, Some((20_000, 400_000)));
        assert_eq!(slow, "1 row, 20 of 400 kB, 0 rows a second, about 19 min left");
        assert_eq!(said(4096, 4.0, None), "4,096 rows, 1,024 rows a second");
        assert_eq!(of_bytes(150_000_000, 1_200_000_000), "0.15 of 1.20 GB");
    }

    #[test]
    fn several_files_are_one_way() {
        let watch = Watch::new("Reading a.csv".into(), Some(400));
        let mut teller = watch.teller(Box::new(|| {}));
        assert!(teller.tell(Progress { bytes: 100, size: Some(100), rows: 10 }).is_continue());
        teller.begins("Reading b.csv".into());
        assert!(teller.tell(Progress { bytes: 100, size: Some(300), rows: 5 }).is_continue());
        let so_far = watch.so_far();
        assert_eq!((so_far.what.as_str(), so_far.fraction, so_far.cancelled), ("Reading b.csv", Some(0.5), false));
        assert!(so_far.detail.starts_with("15 rows, "), "{}", so_far.detail);
    }

    #[test]
    fn stopping_is_said_at_once_and_heard_with_the_next_rows() {
        let watch = Watch::new("Reading a.csv".into(), None);
        watch.stop();
        assert!(watch.so_far().cancelled);
        let mut teller = watch.teller(Box::new(|| {}));
        assert!(teller.tell(Progress { bytes: 1, size: None, rows: 1 }).is_break());
    }
}
