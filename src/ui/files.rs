//! File dialogs, behind a trait so that tests can answer for the user. No answer is *cancel*; a path can
//! always be typed or dropped instead.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use super::assistant::FileId;
use crate::store::SourceId;

/// What files are chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A plan to open.
    OpenPlan,
    /// Where a new plan goes.
    NewPlan,
    /// Files to add to the plan.
    AddFiles,
    /// Where an export goes.
    Export,
    /// Where a comparison of scenarios goes.
    Comparison,
    /// Where a copy of the plan goes.
    SaveCopy,
    /// The file of a source, to be read again by another mapping.
    Correction(SourceId),
    /// A newer edition of a source's file.
    Edition(SourceId),
    /// A mapping for a file that waits.
    LoadMapping(FileId),
    /// Where the mapping of a file that waits goes.
    SaveMapping(FileId),
}

impl Purpose {
    /// Whether the path is that of a file to be made.
    pub const fn is_new(self) -> bool {
        matches!(
            self,
            Purpose::NewPlan | Purpose::Export | Purpose::Comparison | Purpose::SaveCopy | Purpose::SaveMapping(_)
        )
    }

    /// Whether a file that is there may be replaced. A plan never is.
    pub const fn replaces(self) -> bool {
        matches!(self, Purpose::Export | Purpose::Comparison | Purpose::SaveMapping(_))
    }
}

/// The user's answer, when it comes: no path is *cancel*.
pub type Answer = Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// Asks the user for files.
pub trait FilePicker {
    /// Shows a dialog; `start` is the path it begins with. Called on the window's thread.
    fn pick(&self, purpose: Purpose, start: Option<&Path>) -> Answer;
}

/// The dialogs of the system.
pub struct SystemPicker;

impl FilePicker for SystemPicker {
    fn pick(&self, purpose: Purpose, start: Option<&Path>) -> Answer {
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folder) = start.and_then(Path::parent).filter(|folder| folder.is_dir()) {
            dialog = dialog.set_directory(folder);
        }
        let name = start.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        if let Some(name) = name.filter(|_| purpose.is_new()) {
            dialog = dialog.set_file_name(name);
        }
        let plans = |dialog: rfd::AsyncFileDialog| dialog.add_filter("Fair Share plans", &["fairshare"]);
        let tables = |dialog: rfd::AsyncFileDialog| {
            let endings = ["csv", "txt", "tsv", "xlsx", "xlsm", "ods"];
            dialog.add_filter("Tables: CSV, Excel, ODS", &endings).add_filter("All files", &["*"])
        };
        let one = |file: Option<rfd::FileHandle>| file.map(|file| file.path().to_owned()).into_iter().collect();
        match purpose {
            Purpose::OpenPlan => {
                let answer = plans(dialog.set_title("Open a plan")).pick_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::NewPlan => {
                let answer = plans(dialog.set_title("New plan")).save_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::SaveCopy => {
                let answer = plans(dialog.set_title("Save a copy of the plan")).save_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::Export | Purpose::Comparison => {
                let what = if purpose == Purpose::Export { "Export the summary" } else { "Export the comparison" };
                let dialog = dialog.set_title(what).add_filter("CSV", &["csv"]);
                let answer = dialog.save_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::Correction(_) | Purpose::Edition(_) => {
                let title = if matches!(purpose, Purpose::Edition(_)) { "The newer edition" } else { "The file again" };
                let answer = tables(dialog.set_title(title)).pick_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::LoadMapping(_) => {
                let answer = dialog.set_title("Load a mapping").add_filter("Mappings", &["json"]).pick_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::SaveMapping(_) => {
                let answer = dialog.set_title("Save the mapping").add_filter("Mappings", &["json"]).save_file();
                Box::pin(async move { one(answer.await) })
            }
            Purpose::AddFiles => {
                let answer = tables(dialog.set_title("Add files to the plan")).pick_files();
                Box::pin(
                    async move { answer.await.unwrap_or_default().iter().map(|file| file.path().to_owned()).collect() },
                )
            }
        }
    }
}
