//! Work beside the window: opening, loading, calculating, exporting. A job's answer comes back as news,
//! with the revision it belongs to, so that late answers are dropped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui::Context;

use super::assistant::{FileId, Job, Seen};
use super::document::{Contents, Opened};
use super::explain::Told;
use super::files::Purpose;
use super::pages::{Compared, Profiled, ShownRug};
use super::scenario::Figures;
use crate::import::Mapping;
use crate::model::Outcome;
use crate::report::{ComparisonTable, LeverBasis, LineWords, Rug, Sensitivity, YearTable};
use crate::session::Foreseen;
use crate::store::{Change, SourceId};

/// What a job has to say.
pub enum News {
    /// A plan was opened, or why not.
    Opened(Result<Box<Opened>, String>),
    /// A job whose end changes nothing on the screen.
    Finished,
    /// What removing a file changes, worked out.
    Removal { plan: u64, label: String, changes: Result<Vec<Change>, String> },
    /// A plan was read again.
    Refreshed { plan: u64, asked: u64, contents: Result<Box<Contents>, String> },
    /// Every figure was worked out.
    Calculated { plan: u64, calculation: u64, figures: Box<Figures> },
    /// The table of one year was made.
    Table { plan: u64, revision: u64, table: Arc<YearTable> },
    /// A comparison was made.
    Compared(Arc<ComparisonTable>),
    /// What levers need of the data was counted, for these results.
    LeverBasis { outcome: Arc<Outcome>, basis: Arc<LeverBasis> },
    /// Assumptions were tried.
    Sensitivity(Arc<Sensitivity>),
    /// Scenarios were compared.
    Differences(Arc<Compared>),
    /// A rug was made.
    Rug(Arc<Rug>),
    /// A rug was laid out as it is shown.
    RugShown(Arc<ShownRug>),
    /// Everything about an organisation was put together.
    Profiled(Box<Profiled>),
    /// A figure was explained.
    Explained(Box<Told>),
    /// What the plan has of a line of a source's file.
    Line { plan: u64, source: SourceId, line: u32, words: Result<LineWords, String> },
    /// The user chose files in a dialog, or none.
    Picked { purpose: Purpose, paths: Vec<PathBuf>, at_once: bool },
    /// The beginning of a waiting file was looked at.
    Looked(Job, Result<Box<Seen>, String>),
    /// Where the file of a source is, if it is where it was.
    Again { source: SourceId, path: Option<PathBuf> },
    /// A mapping was read from a file.
    MappingRead(FileId, Result<Box<Mapping>, String>),
    /// A mapping was saved.
    MappingSaved(Result<PathBuf, String>),
    /// All of a waiting file was gone through.
    Checked(Job, Result<Box<Foreseen>, String>),
    /// An export was written.
    Exported(Result<Exported, String>),
    /// A job failed in a way that nobody foresaw.
    Broke(String),
}

/// What an export wrote.
pub struct Exported {
    /// Where.
    pub path: PathBuf,
    /// How many rows.
    pub rows: usize,
    /// Whether a file of that name was there before.
    pub replaced: bool,
}

/// Starts jobs and hears of them.
pub struct Jobs {
    sender: Sender<News>,
    receiver: Receiver<News>,
    wake: Context,
}

impl Jobs {
    /// Jobs that wake the window of `wake`.
    pub fn new(wake: Context) -> Jobs {
        let (sender, receiver) = channel();
        Jobs { sender, receiver, wake }
    }

    /// Runs a job on a thread of its own.
    pub fn start(&self, name: &str, job: impl FnOnce() -> News + Send + 'static) {
        let (sender, wake, what) = (self.sender.clone(), self.wake.clone(), name.to_owned());
        let run = move || {
            let news = catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| News::Broke(what));
            if sender.send(news).is_err() {
                log::debug!("a job outlived the window");
            }
            wake.request_repaint();
        };
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(run) {
            let lost = self.sender.send(News::Broke(format!("{name} ({error})")));
            log::error!("no thread for {name}: {error}, {lost:?}");
        }
    }

    /// What has come since the last call.
    pub fn news(&self) -> Vec<News> {
        self.receiver.try_iter().collect()
    }

    /// Wakes the window from another thread.
    pub fn waker(&self) -> Box<dyn Fn() + Send> {
        let wake = self.wake.clone();
        Box::new(move || wake.request_repaint())
    }
}
