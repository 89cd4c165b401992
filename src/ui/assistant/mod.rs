//! Files on their way in: what each seems to be, what the user says of it, what an import would come to.
//!
//! A plain model, without egui and without files. The window gives it files and what was found out about
//! them; it says what to look at next ([`Order`]), what is missing, and what a card says. Looking at a
//! file and going through it happen beside the window; what comes back late is known by its edition.

mod card;
mod changes;
mod columns;
mod decision;
mod report;
mod step;
#[cfg(test)]
mod tests;
mod values;
mod waiting;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use crate::import::{Inspection, Kind, Mapping};
use crate::model::{count, counted};
use crate::session::{FileToRead, Foreseen, ListedMerger, contradictions};
use crate::store::SourceId;

pub use card::{Card, CardState};
pub use changes::{Changed, changes, rows};
pub use columns::{ColumnLine, Given};
pub use decision::Decision;
pub use report::Told;
pub use step::{Standing, Step};
pub use values::{Assigned, ValueLine, every_suggestion};
pub use waiting::Waiting;
pub use words::{capitalised, delimiter_name, encoding_name, meaning_name};

/// A file that waits, whatever its place among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u64);

/// Something to find out about a file, beside the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Look at its beginning.
    Look(Job),
    /// Go through all of it.
    Check(Job, Kind),
}

/// Which file, by which mapping, and the edition of the choices that the answer will belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The file.
    pub file: FileId,
    /// Rises whenever the user changes something.
    pub edition: u64,
    /// Where the file is.
    pub path: PathBuf,
    /// What the user says of it.
    pub mapping: Mapping,
    /// Whether nothing was said yet, so that what the plan remembers for such files may be taken.
    pub fresh: bool,
    /// The source in whose place the file is to come.
    pub instead_of: Option<SourceId>,
}

impl Job {
    /// The file as it would be imported.
    pub fn file_to_read(&self, kind: Kind) -> FileToRead {
        let file = FileToRead::at(self.path.clone(), kind).with(self.mapping.clone());
        match self.instead_of {
            Some(source) => file.in_place_of(source),
            None => file,
        }
    }
}

/// What was seen of a file's beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it seems to be.
    pub found: Inspection,
    /// The mapping that it was looked at by, if that is another than what was said of the file.
    pub mapping: Option<Mapping>,
    /// Whether that is one which the plan remembers.
    pub is_remembered: bool,
    /// What was said of professions that the plan has no more, and holds no longer.
    pub forgotten: Vec<String>,
}

/// The source in whose place a file is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// The source.
    pub source: SourceId,
    /// Its file's name.
    pub name: String,
}

/// What pressing the button would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// `Import 1,388 rows`.
    pub text: String,
    /// Whether it can be pressed.
    pub ready: bool,
    /// Whether the plan would be what it is: it has every file that could be imported.
    pub changes_nothing: bool,
    /// What stands beside it: what is left out, or what is being waited for.
    pub remark: String,
}

/// The files that wait.
#[derive(Default)]
pub struct Assistant {
    files: Vec<Waiting>,
    selected: Option<FileId>,
    next: u64,
}

impl Assistant {
    /// The files, in the order in which they came.
    pub fn files(&self) -> &[Waiting] {
        &self.files
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The file whose details show.
    pub fn selected(&self) -> Option<&Waiting> {
        let id = self.selected?;
        self.files.iter().find(|file| file.id == id)
    }

    /// Shows the details of a file.
    pub fn select(&mut self, id: FileId) {
        self.selected = Some(id);
    }

    /// Shows a step of a file.
    pub fn show_step(&mut self, id: FileId, step: Step) {
        self.selected = Some(id);
        if let Some(file) = self.file(id) {
            file.step = Some(step);
        }
    }

    /// Files were chosen or dropped. One that waits already is looked at again.
    pub fn add(&mut self, paths: Vec<PathBuf>) -> Vec<Order> {
        let mut orders = Vec::new();
        for path in paths {
            let known = self.files.iter().position(|file| file.path == path);
            let place = known.unwrap_or_else(|| {
                self.next += 1;
                self.files.push(Waiting::new(FileId(self.next), path));
                self.files.len() - 1
            });
            orders.push(self.files[place].look_again());
        }
        self.keep_a_selection();
        orders
    }

    /// A file is to come in place of a source, by that source's mapping unless the user says otherwise.
    pub fn add_instead(&mut self, path: PathBuf, instead: Instead, mapping: Mapping) -> Order {
        self.files.retain(|file| file.path != path);
        self.next += 1;
        let mut file = Waiting::new(FileId(self.next), path);
        (file.mapping, file.instead, file.is_fresh) = (mapping, Some(instead), false);
        let order = file.look_again();
        self.selected = Some(file.id);
        self.files.push(file);
        order
    }

    /// One more sheet of a workbook that waits.
    pub fn add_sheet(&mut self, of: FileId, sheet: String) -> Option<Order> {
        let place = self.files.iter().position(|file| file.id == of)?;
        self.next += 1;
        let mut another = Waiting::new(FileId(self.next), self.files[place].path.clone());
        (another.mapping.sheet, another.is_fresh) = (Some(sheet), false);
        let order = another.look_again();
        self.selected = Some(another.id);
        self.files.insert(place + 1, another);
        Some(order)
    }

    /// Takes a file off the list, or all.
    pub fn leave_out(&mut self, id: Option<FileId>) {
        self.files.retain(|file| id.is_some_and(|id| file.id != id));
        self.compare_lists();
        self.keep_a_selection();
    }

    /// The user said something about a file.
    pub fn decide(&mut self, id: FileId, decision: &Decision) -> Option<Order> {
        let file = self.file(id)?;
        file.keep_what_shows(decision);
        (file.mapping, file.is_fresh) = (decision.applied_to(&file.mapping), false);
        file.forgotten.clear();
        Some(file.look_again())
    }

    /// What files are read by has changed: every one is looked at again.
    pub fn look_again(&mut self) -> Vec<Order> {
        self.files.iter_mut().map(Waiting::look_again).collect()
    }

    /// The user said everything about a file at once: a mapping from a file, or a better one.
    pub fn map(&mut self, id: FileId, mapping: Mapping) -> Option<Order> {
        let file = self.file(id)?;
        (file.mapping, file.is_remembered, file.is_fresh) = (mapping, false, false);
        file.forgotten.clear();
        Some(file.look_again())
    }

    /// The beginning of a file was looked at.
    pub fn looked(&mut self, job: &Job, seen: Result<Seen, String>) -> Option<Order> {
        self.file_of(job)?.looked(seen)
    }

    /// All of a file was gone through.
    pub fn checked(&mut self, job: &Job, foreseen: Result<Foreseen, String>) {
        if let Some(file) = self.file_of(job) {
            file.checked(foreseen);
        }
        self.compare_lists();
    }

    /// Holds the lists of mergers that wait against each other.
    fn compare_lists(&mut self) {
        let lists: Vec<(String, &[ListedMerger])> =
            self.files.iter().map(|file| (file.name(), file.mergers())).collect();
        let found = contradictions(lists.iter().map(|(name, rows)| (name.as_str(), *rows)));
        for (file, contradicts) in self.files.iter_mut().zip(found) {
            file.set_contradiction(contradicts);
        }
    }

    /// The plan is another now: what an import would change of it is found out again.
    pub fn check_again(&mut self) -> Vec<Order> {
        self.files.iter_mut().filter_map(Waiting::check_again).collect()
    }

    /// The files that can be imported.
    pub fn ready(&self) -> Vec<(FileId, FileToRead)> {
        self.files.iter().filter_map(|file| Some((file.id, file.to_read()?))).collect()
    }

    /// The names of those files.
    pub fn ready_names(&self) -> Vec<String> {
        self.files.iter().filter(|file| file.to_read().is_some()).map(Waiting::name).collect()
    }

    /// Where those files are, with the SHA-256 of their bytes.
    pub fn ready_paths(&self) -> Vec<(String, PathBuf)> {
        let ready = self.files.iter().filter(|file| file.to_read().is_some());
        ready.filter_map(|file| Some((file.told()?.report.sha256.clone(), file.path.clone()))).collect()
    }

    /// How many bytes those files have together.
    pub fn ready_bytes(&self) -> Option<u64> {
        let ready = self.files.iter().filter(|file| file.to_read().is_some());
        ready.map(|file| file.told().map(|told| told.report.bytes)).sum()
    }

    /// These files are in the plan: the others stay.
    pub fn imported(&mut self, ids: &[FileId]) {
        self.files.retain(|file| !ids.contains(&file.id));
        self.compare_lists();
        self.keep_a_selection();
    }

    /// What pressing the button would do.
    pub fn button(&self) -> Button {
        let busy = self.files.iter().filter(|file| file.is_busy()).count();
        let ready: Vec<&Waiting> = self.files.iter().filter(|file| file.to_read().is_some()).collect();
        let rows: u64 = ready.iter().filter_map(|file| file.told()).map(|told| told.used).sum();
        let changes = |file: &&Waiting| file.told().is_none_or(|told| !told.changes_nothing());
        let changes_nothing = busy == 0 && !ready.is_empty() && !ready.iter().any(changes);
        let text = match (busy, ready.len()) {
            (0, 0) => "Import".to_owned(),
            (0, _) if changes_nothing => format!("Import {} again", counted(rows, "row", "rows")),
            (0, _) => format!("Import {}", counted(rows, "row", "rows")),
            _ => "Import".to_owned(),
        };
        let left = self.files.len() - ready.len();
        let from = match ready.len() {
            0 | 1 => String::new(),
            files => format!("from {} files, together as one step", count(files as u64)),
        };
        let stays = match left {
            0 => String::new(),
            1 => "1 file cannot be imported as it is, and stays here".to_owned(),
            left => format!("{left} files cannot be imported as they are, and stay here"),
        };
        let remark = match (busy, ready.len()) {
            (0, 0) => "No file can be imported as it is".to_owned(),
            (0, _) if changes_nothing => {
                let have = if ready.len() == 1 { "this file" } else { "these files" };
                let nothing = format!("The plan has {have} already: nothing would change");
                [nothing, stays].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ")
            }
            (0, _) => [from, stays].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; "),
            _ => "Every row is checked first; nothing is stored yet".to_owned(),
        };
        Button { text, ready: busy == 0 && !ready.is_empty(), changes_nothing, remark }
    }

    fn file(&mut self, id: FileId) -> Option<&mut Waiting> {
        self.files.iter_mut().find(|file| file.id == id)
    }

    /// The file that a job was about, unless the user changed something since.
    fn file_of(&mut self, job: &Job) -> Option<&mut Waiting> {
        self.file(job.file).filter(|file| file.edition() == job.edition)
    }

    fn keep_a_selection(&mut self) {
        if self.selected().is_none() {
            self.selected = self.files.first().map(|file| file.id);
        }
    }
}

/// What is known of a file's beginning, shared with tables that draw it.
pub type Look = Arc<waiting::Looked>;
