//! What the user asked for in a frame. Pages push actions; the app applies them once all is drawn.

use std::path::PathBuf;

use crate::import::Mapping;
use crate::model::scenario::{CellField, Edit};
use crate::model::{AcademicYear, Place, Profession};
use crate::session::{Command, ScenarioId};
use crate::store::{OnOverlap, SourceId};

use super::assistant::{Decision, FileId, Instead, Step};
use super::explain::Question;
use super::files::Purpose;
use super::preferences::ThemeChoice;
use super::route::Page;

/// One thing the user asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Choose a plan to open.
    OpenPlan,
    /// Open this plan.
    Open(PathBuf),
    /// Open whatever these files are: a plan, or files to add.
    OpenFiles(Vec<PathBuf>),
    /// Choose where to make a new plan.
    NewPlan,
    /// Make a new plan there.
    Make(PathBuf),
    /// Open the sample.
    Sample,
    /// Close the plan.
    ClosePlan,
    /// Choose files to add to the plan.
    AddFiles,
    /// Something about the files that wait.
    Intake(Ask),
    /// Import the waiting files.
    Import(Option<OnOverlap>),
    /// Stop the import.
    CancelImport,
    /// Read the file of a source again, by another mapping.
    Correct(SourceId),
    /// Choose a newer edition of a source's file.
    ChooseEdition(SourceId),
    /// This file is to come in place of a source.
    ReadInstead(SourceId, PathBuf),
    /// Choose a mapping for a file that waits.
    ChooseMapping(FileId),
    /// Read a file that waits by this mapping.
    LoadMapping(FileId, PathBuf),
    /// Choose where the mapping of a file that waits goes.
    KeepMapping(FileId),
    /// Save the mapping of a file that waits there.
    SaveMapping(FileId, PathBuf),
    /// Take a source out of the plan.
    RemoveSource(SourceId),
    /// Change settings.
    Change(Command),
    /// Look at a scenario; `None` for the baseline.
    LookAt(Option<ScenarioId>),
    /// Ask for the name of a scenario, or what it is for.
    AskScenario(ScenarioForm),
    /// Ask for the name of a peer group, or who belongs to it.
    AskPeerGroup(PeerGroupForm),
    /// Keep a peer group in the plan. It is chosen where it is new, or was chosen under another name.
    KeepPeerGroup {
        /// What keeps it.
        command: Command,
        /// What it is called from now on.
        name: String,
    },
    /// Make a scenario, and go on there with an edit of a cell: its text so far.
    Try {
        /// Which cell.
        place: Place,
        /// Which of its figures.
        field: CellField,
        /// What is typed.
        text: String,
    },
    /// Put what was typed into a cell into the scenario.
    EditCell(Edit),
    /// Put several edits into the scenario as one step.
    EditCells(Vec<Edit>),
    /// Take edits of the scenario looked at out, by their numbers; the words say what is taken back.
    RemoveEdits(String, Vec<u32>),
    /// Write down why an edit of the scenario looked at was made.
    Note(u32, String),
    /// Give the scenario looked at a setting of its own; `None` takes it back to the plan's.
    OwnSetting(String, Option<String>),
    /// Take every edit of one figure of a cell out of the scenario.
    ResetCell(Place, CellField),
    /// Take the newest step back.
    Undo,
    /// Bring the step that was undone last back.
    Redo,
    /// Ask where and what to export.
    AskExport,
    /// Export there.
    Export(ExportOrder),
    /// Ask where the comparison of scenarios is to go.
    AskComparison,
    /// Export the comparison of scenarios there.
    ExportComparison(PathBuf),
    /// Choose a path for the dialog that is open.
    Browse,
    /// Save a copy of the plan.
    SaveCopy,
    /// Save a copy there.
    CopyTo(PathBuf),
    /// Try again to save.
    Retry,
    /// Give the unsaved steps up.
    GiveUp,
    /// Show a page.
    Go(Page),
    /// Show everything about an organisation: of a profession and year, or of those shown.
    OpenOrganisation {
        /// Its number in the facts.
        organisation: u32,
        /// The profession to look at; its first unless given.
        profession: Option<Profession>,
        /// The year; that of the filters unless given.
        year: Option<AcademicYear>,
    },
    /// Back from an organisation to the page beneath.
    CloseOrganisation,
    /// Show one row of the overview.
    Show(Place),
    /// A figure was chosen: the explanation follows if it is open.
    Choose(Question),
    /// Explain a figure.
    Explain(Question),
    /// Open or close the explanation.
    ToggleExplain,
    /// Close the explanation.
    CloseExplain,
    /// Show a line of a source's file on the Data page.
    ShowLine {
        /// The source's number.
        source: u32,
        /// The physical line, from 1.
        line: u32,
    },
    /// Put the keyboard into the search field.
    Search,
    /// Show in this theme.
    Theme(ThemeChoice),
    /// Draw everything in another size.
    Zoom(Zoom),
    /// Forget what the window remembers.
    ResetWindow,
    /// Close what is open over the page: a dialog or a message.
    CloseDialog,
    /// Take a hint away for good.
    CloseHint(&'static str),
    /// Say something in passing.
    Say(String),
    /// Say that something could not be done, and why: title and sentence.
    Refuse(String, String),
    /// Take the error message away.
    DismissError,
    /// Show help on this page.
    Help,
    /// Show the palette of commands.
    Palette,
    /// Close the window.
    Quit,
}

impl Action {
    /// What a path is for that the user chose or typed.
    pub fn of_path(purpose: Purpose, path: PathBuf) -> Action {
        match purpose {
            Purpose::OpenPlan => Action::Open(path),
            Purpose::NewPlan => Action::Make(path),
            Purpose::SaveCopy => Action::CopyTo(path),
            Purpose::Comparison => Action::ExportComparison(path),
            Purpose::AddFiles | Purpose::Export => Action::OpenFiles(vec![path]),
            Purpose::Correction(source) | Purpose::Edition(source) => Action::ReadInstead(source, path),
            Purpose::LoadMapping(file) => Action::LoadMapping(file, path),
            Purpose::SaveMapping(file) => Action::SaveMapping(file, path),
        }
    }
}

/// What the user asks of the files that wait.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// These files are to wait, too.
    Add(Vec<PathBuf>),
    /// Back from the question about an overlap; nothing is imported.
    Back,
    /// Show the details of a file.
    Select(FileId),
    /// Show a step of a file.
    Step(FileId, Step),
    /// Take a file off the list; `None` takes all.
    LeaveOut(Option<FileId>),
    /// This file is to wait, in place of a source, to begin with by that source's mapping.
    Instead(PathBuf, Instead, Box<Mapping>),
    /// The user says one thing about a file.
    Decide(FileId, Decision),
    /// The user says everything about a file at once.
    Map(FileId, Box<Mapping>),
    /// Import another sheet of a workbook, too.
    Sheet(FileId, String),
}

/// What an export is to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOrder {
    /// Where to.
    pub path: PathBuf,
    /// Which rows.
    pub rows: ExportRows,
    /// Whether a byte order mark stands first, for Excel.
    pub bom: bool,
}

/// Which rows an export holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportRows {
    /// Every year of PT, OT and SLT: what `fairshare summary PLAN` writes.
    #[default]
    First,
    /// Every year and profession.
    All,
    /// The year, professions and regions that the page shows.
    Shown,
}

/// What is asked about a peer group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerGroupForm {
    /// The name and members of a new one.
    New,
    /// Who belongs to the one of this name.
    Change(String),
    /// Another name for the one of this name.
    Rename(String),
}

/// What is asked about a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScenarioForm {
    /// The name of a new one.
    New,
    /// Another name.
    Rename(ScenarioId),
    /// What it is for.
    Describe(ScenarioId),
}

/// Another size of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// A tenth of the usual size larger.
    Larger,
    /// A tenth of the usual size smaller.
    Smaller,
    /// As everything usually is.
    Actual,
}

impl Zoom {
    /// The factor that takes the place of `now`; in whole tenths.
    pub fn factor(self, now: f32) -> f32 {
        let tenths = match self {
            Zoom::Larger => (now * 10.0).round() + 1.0,
            Zoom::Smaller => (now * 10.0).round() - 1.0,
            Zoom::Actual => 10.0,
        };
        (tenths / 10.0).clamp(0.5, 4.0)
    }
}
