//! Work on files beside the window: how far it has come, and a way to stop it.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::import::Progress;
use crate::model::{count, counted};
use crate::store::Cancel;

/// Ten times a second is as often as anyone reads it.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// How far something has come, as the screen tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct SoFar {
    /// `Reading placements.csv`.
    pub what: String,
    /// `41,000 rows, 120,000 a second, about 8 s left`.
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
            detail: told(rows, self.started.elapsed(), fraction),
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

/// `41,000 rows, 120,000 a second, about 8 s left`. The time left is a guess from the first moments on,
/// and is not said before those are over.
fn told(rows: u64, elapsed: Duration, fraction: Option<f64>) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = count((rows as f64 / seconds) as u64);
    let left = fraction.filter(|fraction| seconds >= 1.0 && *fraction > 0.01);
    let left = left.map_or(String::new(), |done| format!(", {} left", duration(seconds / done * (1.0 - done))));
    format!("{}, {rate} a second{left}", counted(rows, "row", "rows"))
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
        assert_eq!(told(50_000, after(0.5), Some(0.5)), "50,000 rows, 100,000 a second");
        assert_eq!(told(50_000, after(2.0), Some(0.25)), "50,000 rows, 25,000 a second, about 6 s left");
        assert_eq!(told(1, after(60.0), Some(0.05)), "1 row, 0 a second, about 19 min left");
        assert_eq!(told(4096, after(4.0), None), "4,096 rows, 1,024 a second");
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
