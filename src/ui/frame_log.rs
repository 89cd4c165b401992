//! Frames written down for measuring from outside, and closing by itself after so many (`cli.md`).

use std::fs::File;
use std::io::Write;
use std::time::Instant;

use eframe::egui::{Context, ViewportCommand};

/// Writes `frame⇥ms of our own work⇥ms since main` for every frame, where the environment asks for it.
pub struct FrameLog {
    file: Option<File>,
    quit_after: Option<u64>,
    started: Instant,
    began: Instant,
    frames: u64,
}

impl FrameLog {
    /// What `FAIRSHARE_FRAME_LOG` and `FAIRSHARE_QUIT_AFTER_FRAMES` ask for; `started` is when the
    /// program began.
    pub fn from_environment(started: Instant) -> FrameLog {
        let file = std::env::var_os("FAIRSHARE_FRAME_LOG").and_then(|path| match File::create(&path) {
            Ok(file) => Some(file),
            Err(error) => {
                log::warn!("{}: no frame log ({error})", path.display());
                None
            }
        });
        let quit_after = std::env::var("FAIRSHARE_QUIT_AFTER_FRAMES").ok().and_then(|frames| frames.parse().ok());
        FrameLog { file, quit_after, started, began: started, frames: 0 }
    }

    /// Writes nothing.
    pub fn none() -> FrameLog {
        let now = Instant::now();
        FrameLog { file: None, quit_after: None, started: now, began: now, frames: 0 }
    }

    /// Our own work on a frame begins.
    pub fn begin(&mut self) {
        self.began = Instant::now();
    }

    /// Our own work on a frame is done.
    pub fn end(&mut self, ctx: &Context) {
        self.frames += 1;
        if let Some(file) = &mut self.file {
            let now = Instant::now();
            let own = (now - self.began).as_secs_f64() * 1e3;
            let since = (now - self.started).as_secs_f64() * 1e3;
            let line = format!("{}\t{own:.3}\t{since:.3}\n", self.frames);
            if let Err(error) = file.write_all(line.as_bytes()).and_then(|()| file.flush()) {
                log::warn!("the frame log ends here: {error}");
                self.file = None;
            }
        }
        if let Some(last) = self.quit_after {
            if self.frames >= last {
                ctx.send_viewport_cmd(ViewportCommand::Close);
            } else {
                ctx.request_repaint();
            }
        }
    }
}
