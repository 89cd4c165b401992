//! The open plan, as the window holds it: what it contains, what follows from it, what waits to be saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::scenario::{Explainer, ScenarioState};
use crate::model::{AcademicYear, Outcome, PlanFinding, YearsCovered, check_plan};
use crate::report::YearTable;
use crate::session::{Baseline, LiveScenario, PlanState, ScenarioId, sample_files};
use crate::store::{
    PlanReader, PlanWriter, SourceId, SourceRecord, SourceState, StepRecord, StoreError, StoredFinding, WriterThread,
};

/// What a plan file says, read at one moment.
pub struct Contents {
    /// Facts, settings and where they come from.
    pub baseline: Baseline,
    /// The settings that differ from their defaults and the scenarios, as the plan keeps them.
    pub held: PlanState,
    /// Every source that was not undone, newest first, with its findings.
    pub sources: Vec<Source>,
    /// Every step, oldest first.
    pub history: Vec<StepRecord>,
    /// The step that undo would take back.
    pub undo: Option<StepRecord>,
    /// The step that redo would bring back.
    pub redo: Option<StepRecord>,
}

/// A source and what its data report says.
pub struct Source {
    /// What the plan remembers of it.
    pub record: SourceRecord,
    /// Its findings, as they are shown.
    pub findings: Vec<StoredFinding>,
}

impl Contents {
    /// Reads a plan. The facts of `before` are kept if the same sources are in force.
    ///
    /// # Errors
    /// What the plan file says.
    pub fn read(reader: &PlanReader, before: Option<&Kept>) -> Result<Contents, StoreError> {
        reader.at_one_moment(|| {
            let mut held = PlanState::read(reader)?;
            let records = reader.sources()?;
            let same = |before: &&Kept| before.covers(&records);
            let baseline = match before.filter(same) {
                Some(before) => {
                    let settings =
                        held.settings().map_err(|error| StoreError::damaged(reader.path(), error.to_string()))?;
                    Baseline { settings, ..before.baseline.clone() }
                }
                None => Baseline::of_plan_now(reader)?,
            };
            held.know_data(&baseline.facts);
            let mut sources = Vec::new();
            for record in records.into_iter().rev().filter(|record| record.state != SourceState::Undone) {
                let findings = reader.findings(record.id)?;
                sources.push(Source { record, findings });
            }
            let history = reader.history()?;
            Ok(Contents { baseline, held, sources, history, undo: reader.next_undo()?, redo: reader.next_redo()? })
        })
    }

    /// How many findings that are more than notes its sources in force have.
    pub fn warnings(&self) -> usize {
        let in_force = self.sources.iter().filter(|source| source.record.state == SourceState::InForce);
        in_force.map(Source::warnings).sum()
    }
}

impl Source {
    /// How many findings are more than notes.
    pub fn warnings(&self) -> usize {
        self.findings.iter().filter(|finding| finding.severity > crate::model::Severity::Note).count()
    }
}

/// Facts that need not be read again while the same sources are in force.
pub struct Kept {
    baseline: Baseline,
    in_force: Vec<(SourceId, bool)>,
}

impl Kept {
    fn covers(&self, records: &[SourceRecord]) -> bool {
        in_force(records.iter()) == self.in_force
    }
}

fn in_force<'a>(records: impl Iterator<Item = &'a SourceRecord>) -> Vec<(SourceId, bool)> {
    let mut in_force: Vec<(SourceId, bool)> = records
        .filter(|record| record.state == SourceState::InForce)
        .map(|record| (record.id, record.replaces))
        .collect();
    in_force.sort_unstable();
    in_force
}

/// What follows from a plan's contents: every figure, and what stands out.
#[derive(Clone)]
pub struct Results {
    /// Every figure.
    pub outcome: Arc<Outcome>,
    /// What is doubtful about the plan as a whole.
    pub findings: Arc<[PlanFinding]>,
    /// Which years have which data.
    pub covered: Arc<YearsCovered>,
}

impl Results {
    /// Works everything out.
    pub fn calculate(baseline: &Baseline) -> Results {
        let outcome = baseline.outcome();
        let findings = check_plan(&outcome).into();
        let covered = Arc::new(YearsCovered::of(&outcome));
        Results { outcome: Arc::new(outcome), findings, covered }
    }

    /// Whether they are those of these facts and settings.
    pub fn is_of(&self, baseline: &Baseline) -> bool {
        std::ptr::eq(self.outcome.facts(), &*baseline.facts.under(&baseline.settings))
            && *self.outcome.settings() == baseline.settings
    }

    /// The figures of a scenario. What stands out about the data stays as it is.
    pub fn under(&self, live: &LiveScenario) -> Results {
        Results { outcome: Arc::new(live.state().outcome().clone()), ..self.clone() }
    }

    /// The year to begin with: the latest that has a rate for any of the first professions, else the
    /// latest with both kinds of data, else the latest.
    pub fn best_year(&self) -> Option<AcademicYear> {
        let years = self.outcome.cells().years();
        let with_rate = |year: &&AcademicYear| {
            crate::model::Profession::FIRST.iter().any(|profession| self.outcome.rate(*profession, **year).is_ok())
        };
        years.iter().rev().find(with_rate).or(years.last()).copied()
    }
}

/// A plan that was opened beside the window.
pub struct Opened {
    /// The plan's file.
    pub path: PathBuf,
    /// The writer, unless it can only be read.
    pub writer: Option<PlanWriter>,
    /// Who holds it, if it can only be read.
    pub read_only: Option<String>,
    /// What it says.
    pub contents: Contents,
    /// What follows from it.
    pub results: Results,
    /// The table of the year shown first.
    pub table: Option<YearTable>,
}

impl Opened {
    /// Opens a plan: to write if that is possible, else to read.
    ///
    /// # Errors
    /// What the plan file says.
    pub fn open(path: &Path) -> Result<Opened, StoreError> {
        let (writer, read_only) = match PlanWriter::open(path) {
            Ok(writer) => (Some(writer), None),
            Err(StoreError::Locked { who, .. }) => (None, Some(who.to_string())),
            Err(error @ (StoreError::NotWritable { .. } | StoreError::NoLocks { .. })) => {
                log::info!("opened to read only: {error}");
                (None, Some("this place cannot be written".to_owned()))
            }
            Err(error) => return Err(error),
        };
        let contents = match &writer {
            Some(writer) => Contents::read(writer.reader(), None)?,
            None => Contents::read(&PlanReader::open(path)?, None)?,
        };
        let results = Results::calculate(&contents.baseline);
        let table = results.best_year().map(|year| YearTable::build(&results.outcome, year));
        Ok(Opened { path: path.to_owned(), writer, read_only, contents, results, table })
    }
}

/// The plan that the window shows.
pub struct Document {
    /// Tells this opening of a plan from others, so that late news of another is dropped.
    pub number: u64,
    /// The plan's file.
    pub path: PathBuf,
    /// What it says, with changes that are on their way to the file.
    pub contents: Contents,
    /// What the window shows: the baseline's figures, or those of the scenario that is looked at.
    pub results: Arc<Results>,
    /// What follows from the plan's data and settings alone.
    pub baseline: Arc<Results>,
    /// The scenario that is looked at; `None` for the baseline.
    pub looked_at: Option<ScenarioId>,
    /// That scenario with its results; `None` for the baseline, and while it is worked out.
    pub live: Option<LiveScenario>,
    /// The number of the newest calculation that was asked for; an earlier one is late.
    pub calculation: u64,
    /// Whether the figures are those of the contents; otherwise they are being worked out.
    pub stale: bool,
    /// The table of the year shown.
    pub table: Option<Arc<YearTable>>,
    /// Rises with every change of contents, results or table.
    pub revision: u64,
    /// The writing thread; `None` for a plan that can only be read.
    pub writer: Option<WriterThread>,
    /// Who holds it, if it can only be read.
    pub read_only: Option<String>,
    /// Rises with every request to the writer; a refresh that was asked for before is late.
    pub asked: u64,
}

impl Document {
    /// The plan's name: its file's, without the ending.
    pub fn name(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The facts, to be kept while the same sources are in force.
    pub fn kept(&self) -> Kept {
        let records = self.contents.sources.iter().map(|source| &source.record);
        Kept { baseline: self.contents.baseline.clone(), in_force: in_force(records) }
    }

    /// Whether it is the made-up sample.
    pub fn is_sample(&self) -> bool {
        let sample = sample_files();
        let mut sources = self.contents.sources.iter();
        !self.contents.sources.is_empty()
            && sources.all(|source| sample.iter().any(|file| file.name() == source.record.name))
    }

    /// What explains the figures shown: the scenario that is looked at, or the baseline. Making it takes
    /// longer than a frame.
    pub fn explainer(&self) -> impl FnOnce() -> Explainer + Send + use<> {
        let scenario = self.live.as_ref().map(|live| live.state().scenario().clone());
        let (shown, baseline) = (Arc::clone(&self.results.outcome), Arc::clone(&self.baseline.outcome));
        move || match scenario {
            Some(scenario) => Explainer::Scenario(Arc::new(ScenarioState::open(baseline, scenario))),
            None => Explainer::Baseline(shown),
        }
    }

    /// How many things wait on the Data page.
    pub fn waiting(&self) -> usize {
        let doubts = self.results.findings.iter();
        self.contents.warnings() + doubts.filter(|finding| finding.severity > crate::model::Severity::Note).count()
    }
}
