//! One file that waits: what was found out about it, and what the user said.

use std::path::PathBuf;
use std::sync::Arc;

use super::columns::Columns;
use super::decision::{Decision, key};
use super::report::Told;
use super::step::Step;
use super::values::{self, ValueLine};
use super::words::capitalised;
use super::{FileId, Instead, Job, Look, Order, Seen};
use crate::import::{Inspection, Kind, Mapping, Proposal};
use crate::model::counted;
use crate::session::{FileToRead, Foreseen, ListedMerger};

/// A file that waits to be imported.
pub struct Waiting {
    /// Tells it from the others.
    pub id: FileId,
    /// Where it is.
    pub path: PathBuf,
    /// What the user says of it.
    pub mapping: Mapping,
    /// The source in whose place it is to come.
    pub instead: Option<Instead>,
    /// Whether its mapping is what the plan remembers for such files.
    pub is_remembered: bool,
    /// What was said of professions that the plan has no more, until the user says something else.
    pub forgotten: Vec<String>,
    /// Whether nothing was said of it yet.
    pub(super) is_fresh: bool,
    /// The step that the user chose to see; `None` shows the one that needs something.
    pub step: Option<Step>,
    edition: u64,
    looking: bool,
    look: Option<Look>,
    refusal: Option<String>,
    check: Check,
    /// Of a list of mergers, its rows.
    mergers: Vec<ListedMerger>,
    /// What that list contradicts in another one that waits.
    contradicts: Option<String>,
    /// Texts that were not understood at some time, so that what the user said of them stays in sight.
    proposals: Vec<Proposal>,
    values: Arc<Vec<ValueLine>>,
}

/// What was found out about a file's beginning.
#[derive(Debug)]
pub struct Looked {
    /// What it seems to be.
    pub found: Inspection,
    /// Its columns as the step shows them.
    pub columns: Columns,
}

/// How far going through all of a file has come.
#[derive(Clone, Debug, Default)]
pub enum Check {
    /// Not begun: the beginning is not understood yet.
    #[default]
    NotYet,
    /// On its way.
    Running,
    /// Done.
    Done(Arc<Told>),
    /// The file is refused as a whole.
    Refused(String),
}

impl Waiting {
    pub(super) fn new(id: FileId, path: PathBuf) -> Waiting {
        Waiting {
            id,
            path,
            mapping: Mapping::default(),
            instead: None,
            is_remembered: false,
            forgotten: Vec::new(),
            is_fresh: true,
            step: None,
            edition: 0,
            looking: false,
            look: None,
            refusal: None,
            check: Check::NotYet,
            mergers: Vec::new(),
            contradicts: None,
            proposals: Vec::new(),
            values: Arc::default(),
        }
    }

    /// The file's name, without its folder; of a further sheet of a workbook, with the sheet.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }

    /// The edition of the choices: what was found out by an earlier one is late.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// What was found out about its beginning last. It stays while the file is looked at again.
    pub fn look(&self) -> Option<&Look> {
        self.look.as_ref()
    }

    /// What it holds, as far as that is known or said.
    pub fn kind(&self) -> Option<Kind> {
        self.look.as_ref().and_then(|look| look.found.kind.as_ref()).map(|kind| kind.value).or(self.mapping.kind)
    }

    /// Why it cannot be read at all, or not by these choices.
    pub fn refusal(&self) -> Option<&str> {
        let found = self.look.as_ref().and_then(|look| look.found.problem.as_deref());
        let refused = if let Check::Refused(reason) = &self.check { Some(reason.as_str()) } else { None };
        self.refusal.as_deref().or(found).or(refused)
    }

    /// Going through all of it.
    pub fn check(&self) -> &Check {
        &self.check
    }

    /// What an import would come to, once that is known.
    pub fn told(&self) -> Option<&Arc<Told>> {
        if let Check::Done(told) = &self.check { Some(told) } else { None }
    }

    /// The rows of a list of mergers, as far as they contradict nothing of the plan.
    pub(super) fn mergers(&self) -> &[ListedMerger] {
        if self.told().is_some() { &self.mergers } else { &[] }
    }

    /// What a list of mergers contradicts first: in itself or the plan, or in another one that waits, with both
    /// lines; and how many more rows do.
    pub fn contradiction(&self) -> Option<String> {
        let told = self.told()?;
        let first = told.contradictions.first().or(self.contradicts.as_ref())?;
        let more = match told.contradictions.len().saturating_sub(1) as u64 {
            0 => String::new(),
            more => format!("; {} like it", counted(more, "more row is", "more rows are")),
        };
        Some(capitalised(&format!("{first}{more}")))
    }

    pub(super) fn set_contradiction(&mut self, contradicts: Option<String>) {
        self.contradicts = contradicts;
    }

    /// Texts that say nothing to us, or did not before the user said something.
    pub fn values(&self) -> &Arc<Vec<ValueLine>> {
        &self.values
    }

    /// Whether something about it is still being found out.
    pub fn is_busy(&self) -> bool {
        self.looking || matches!(self.check, Check::Running)
    }

    /// Whether its beginning is being looked at.
    pub fn is_looking(&self) -> bool {
        self.looking
    }

    /// What the import is to read; `None` while that is not known or cannot be.
    pub fn to_read(&self) -> Option<FileToRead> {
        let told = self.told()?;
        let ready = self.refusal().is_none() && !told.is_useless && self.contradiction().is_none() && !self.is_busy();
        let kind = self.kind().filter(|_| ready)?;
        Some(self.job().file_to_read(kind))
    }

    /// What was shown stays until the user changes it: a column that is corrected makes the file none of
    /// another kind, and leads to no other step. Another sheet or header is another table, which is told anew.
    pub(super) fn keep_what_shows(&mut self, decision: &Decision) {
        self.step.get_or_insert(self.step());
        if let (None, Some(kind)) = (self.mapping.kind, self.kind())
            && !decision.is_of_another_table()
        {
            self.mapping = Decision::Kind(kind).applied_to(&self.mapping);
        }
    }

    pub(super) fn look_again(&mut self) -> Order {
        self.edition += 1;
        (self.looking, self.refusal, self.check) = (true, None, Check::NotYet);
        self.values = Arc::new(values::lines(&self.proposals, &self.mapping));
        Order::Look(self.job())
    }

    pub(super) fn looked(&mut self, seen: Result<Seen, String>) -> Option<Order> {
        (self.looking, self.is_fresh) = (false, false);
        match seen {
            Err(reason) => {
                self.refusal = Some(reason);
                None
            }
            Ok(Seen { found, mapping, is_remembered, forgotten }) => {
                if !forgotten.is_empty() {
                    self.forgotten = forgotten;
                }
                if let Some(mapping) = mapping {
                    (self.mapping, self.is_remembered) = (mapping, self.is_remembered || is_remembered);
                    self.values = Arc::new(values::lines(&self.proposals, &self.mapping));
                }
                let (kind, problem) = (found.kind.as_ref().map(|kind| kind.value), found.problem.is_some());
                let columns = Columns::of(&found, &self.mapping);
                self.look = Some(Arc::new(Looked { found, columns }));
                let kind = kind.filter(|_| !problem)?;
                self.check = Check::Running;
                Some(Order::Check(self.job(), kind))
            }
        }
    }

    /// Goes through all of it again, if that was done or is under way.
    pub(super) fn check_again(&mut self) -> Option<Order> {
        let kind = self.kind().filter(|_| !self.looking && !matches!(self.check, Check::NotYet))?;
        self.edition += 1;
        self.check = Check::Running;
        Some(Order::Check(self.job(), kind))
    }

    pub(super) fn checked(&mut self, foreseen: Result<Foreseen, String>) {
        match foreseen {
            Err(reason) => self.check = Check::Refused(reason),
            Ok(Foreseen { survey, changes, mergers }) => {
                self.mergers = mergers;
                for proposal in &survey.unknown {
                    let same = |seen: &&mut Proposal| {
                        seen.unknown.meaning == proposal.unknown.meaning && seen.unknown.value == proposal.unknown.value
                    };
                    match self.proposals.iter_mut().find(same) {
                        Some(seen) => seen.clone_from(proposal),
                        None => self.proposals.push(proposal.clone()),
                    }
                }
                // What the plan has learnt since is no question any more; what the mapping says can be changed.
                let said = |seen: &Proposal| {
                    let texts = self.mapping.values.get(&key(seen.unknown.meaning));
                    texts.is_some_and(|texts| texts.contains_key(&seen.unknown.value))
                };
                let is_unknown = |seen: &Proposal| {
                    let same = |other: &&Proposal| {
                        (other.unknown.meaning, &other.unknown.value) == (seen.unknown.meaning, &seen.unknown.value)
                    };
                    survey.unknown.iter().any(|other| same(&other))
                };
                let kept = |seen: &Proposal| said(seen) || is_unknown(seen);
                let kept: Vec<Proposal> = self.proposals.drain(..).filter(kept).collect();
                self.proposals = kept;
                self.values = Arc::new(values::lines(&self.proposals, &self.mapping));
                self.check = Check::Done(Arc::new(Told::of(survey.report, &changes)));
            }
        }
    }

    fn job(&self) -> Job {
        let (path, mapping) = (self.path.clone(), self.mapping.clone());
        let instead_of = self.instead.as_ref().map(|instead| instead.source);
        Job { file: self.id, edition: self.edition, path, mapping, fresh: self.is_fresh, instead_of }
    }
}
