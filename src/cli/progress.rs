//! How far reading has come, on a terminal only.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::import::Progress;
use crate::session::FileToRead;

/// A line on standard error that is written over; nothing at all where that is no terminal.
pub struct Bar {
    terminal: bool,
    shown: Option<Instant>,
    started: Instant,
}

impl Bar {
    /// A bar that shows nothing yet.
    pub fn new() -> Bar {
        Bar { terminal: std::io::stderr().is_terminal(), shown: None, started: Instant::now() }
    }

    /// Shows how far a file has been read, at most ten times a second.
    pub fn show(&mut self, file: &FileToRead, so_far: Progress) {
        let now = Instant::now();
        if !self.terminal || self.shown.is_some_and(|last| now - last < Duration::from_millis(100)) {
            return;
        }
        self.shown = Some(now);
        let name = file.name();
        let share = so_far.size.filter(|size| *size > 0).map(|size| so_far.bytes * 100 / size);
        let share = share.map_or(String::new(), |share| format!("{share} %, "));
        let per_second = so_far.rows as f64 / (now - self.started).as_secs_f64().max(0.001);
        self.write(&format!("\r\x1b[K{name}: {share}{} rows, {per_second:.0} a second", so_far.rows));
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            self.write("\r\x1b[K");
        }
    }

    /// A progress line that cannot be written is no reason to stop.
    fn write(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        drop(out.write_all(text.as_bytes()).and_then(|()| out.flush()));
    }
}
