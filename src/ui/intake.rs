//! Files on their way into the plan: looked at and gone through beside the window, imported, or asking
//! about an overlap.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::action::Ask;
use super::assistant::{Assistant, FileId, Job, Order, Seen};
use super::document::Document;
use super::jobs::{Jobs, News};
use super::watch::{SoFar, Watch};
use crate::import::{Kind, KnownOrganisation, inspect_path};
use crate::model::{Outcome, Professions, counted};
use crate::session::{FileToRead, Foreseen, IntakeError, fill, foresee, label, remembered_mapping};
use crate::store::{ImportOutcome, ImportRequest, OnOverlap, OverlapReport, StoreError, WriterThread};

/// Files waiting, and the import that is under way.
#[derive(Default)]
pub struct Intake {
    assistant: Assistant,
    checks: BTreeMap<FileId, Watch>,
    running: Option<Watch>,
    /// The files of the import that is under way.
    importing: Vec<FileId>,
    /// Where they are, with the SHA-256 of their bytes.
    importing_paths: Vec<(String, PathBuf)>,
    question: Option<OverlapReport>,
}

impl Intake {
    /// The files that wait.
    pub fn assistant(&self) -> &Assistant {
        &self.assistant
    }

    /// The question about an overlap, if one was asked.
    pub fn question(&self) -> Option<&OverlapReport> {
        self.question.as_ref()
    }

    /// Does what the user asked for. The plan knows organisations, and mappings for files of its kind.
    pub fn ask(&mut self, ask: Ask, jobs: &Jobs, plan: Option<&Document>) {
        self.question = None;
        let orders: Vec<Order> = match ask {
            Ask::Add(paths) => self.assistant.add(paths),
            Ask::Back => return,
            Ask::Select(file) => return self.assistant.select(file),
            Ask::Step(file, step) => return self.assistant.show_step(file, step),
            Ask::LeaveOut(file) => {
                self.assistant.leave_out(file);
                Vec::new()
            }
            Ask::Decide(file, decision) => self.assistant.decide(file, &decision).into_iter().collect(),
            Ask::Map(file, mapping) => self.assistant.map(file, *mapping).into_iter().collect(),
            Ask::Instead(path, instead, mapping) => vec![self.assistant.add_instead(path, instead, *mapping)],
            Ask::Sheet(file, sheet) => self.assistant.add_sheet(file, sheet).into_iter().collect(),
        };
        self.start_jobs(orders, jobs, plan);
    }

    /// The plan calls professions otherwise: what waits is read again.
    pub fn professions_changed(&mut self, jobs: &Jobs, plan: Option<&Document>) {
        let orders = self.assistant.look_again();
        self.start_jobs(orders, jobs, plan);
    }

    /// The beginning of a file was looked at.
    pub fn looked(&mut self, job: &Job, seen: Result<Box<Seen>, String>, jobs: &Jobs, plan: Option<&Document>) {
        let order = self.assistant.looked(job, seen.map(|seen| *seen));
        self.start_jobs(order, jobs, plan);
    }

    /// All of a file was gone through.
    pub fn checked(&mut self, job: &Job, foreseen: Result<Foreseen, String>) {
        self.assistant.checked(job, foreseen);
        self.stop_late_checks();
    }

    /// Other sources count in the plan now: what waits is held against them again.
    pub fn plan_changed(&mut self, jobs: &Jobs, plan: Option<&Document>) {
        if !self.is_running() {
            let orders = self.assistant.check_again();
            self.start_jobs(orders, jobs, plan);
        }
    }

    /// How far going through a file has come.
    pub fn check_so_far(&self, file: FileId) -> Option<SoFar> {
        self.checks.get(&file).map(Watch::so_far)
    }

    fn start_jobs(&mut self, orders: impl IntoIterator<Item = Order>, jobs: &Jobs, plan: Option<&Document>) {
        self.stop_late_checks();
        for order in orders {
            match order {
                Order::Look(job) => {
                    let held = plan.filter(|_| job.fresh).map(|plan| plan.contents.held.clone());
                    let professions = professions(plan);
                    jobs.start("looking at a file", move || {
                        let remembered = held.and_then(|held| remembered_mapping(&held, &job.path));
                        let said = || job.mapping.clone().knowing(&professions).without_forgotten();
                        let is_remembered = remembered.is_some();
                        let (mapping, forgotten) = remembered.unwrap_or_else(said);
                        let mapping = mapping.knowing(&professions);
                        let seen = inspect_path(&job.path, &mapping);
                        let changed = is_remembered || !forgotten.is_empty();
                        let mapping = changed.then(|| mapping.knowing(&Professions::default()));
                        let seen = seen.map(|found| Box::new(Seen { found, mapping, is_remembered, forgotten }));
                        News::Looked(job, seen.map_err(|error| error.to_string()))
                    });
                }
                Order::Check(job, kind) => {
                    let watch = Watch::new(String::new(), None);
                    self.checks.insert(job.file, watch.clone());
                    let wake = jobs.waker();
                    let professions = professions(plan);
                    let plan = plan.map(|plan| (plan.path.clone(), Arc::clone(&plan.results.outcome)));
                    jobs.start("checking a file", move || check(job, kind, &professions, &watch, wake, plan));
                }
            }
        }
    }

    /// Stops going through files of which something was changed since, or that were left out.
    fn stop_late_checks(&mut self) {
        let assistant = &self.assistant;
        self.checks.retain(|id, watch| {
            let file = assistant.files().iter().find(|file| file.id == *id);
            let wanted = file.is_some_and(|file| file.is_busy() && !file.is_looking());
            if !wanted {
                watch.stop();
            }
            wanted
        });
    }

    /// Starts the import of the files that can be.
    pub fn start(&mut self, writer: &mut WriterThread, on_overlap: Option<OnOverlap>, wake: Box<dyn Fn() + Send>) {
        let (ids, files): (Vec<FileId>, Vec<FileToRead>) = self.assistant.ready().into_iter().unzip();
        let Some(first) = files.first().filter(|_| self.running.is_none()) else { return };
        self.question = None;
        let watch = Watch::new(reading(first), self.assistant.ready_bytes());
        let (mut teller, stop) = (watch.teller(wake), watch.cancel().clone());
        self.running = Some(watch);
        (self.importing, self.importing_paths) = (ids, self.assistant.ready_paths());
        let request = ImportRequest { label: label(&files), on_overlap };
        writer.import(request, stop.clone(), move |import| {
            let mut at = 0;
            let read = files.clone();
            let mut progress = move |file: &FileToRead, progress| {
                if read.get(at) != Some(file) {
                    at = read.iter().position(|other| other == file).unwrap_or(at);
                    teller.begins(reading(file));
                }
                // The import looks at what stops it by itself.
                let _ = teller.tell(progress).is_break();
            };
            fill(import, &files, &stop, &mut progress, &mut Vec::new()).map_err(|error| match error {
                IntakeError::Store(error) => error,
                other => StoreError::Reading(Box::new(other)),
            })
        });
    }

    /// Whether an import is under way.
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// How far it has come.
    pub fn so_far(&self) -> Option<SoFar> {
        self.running.as_ref().map(Watch::so_far)
    }

    /// Asks the import to stop. It says so at once; taking back what it did may take a moment longer.
    pub fn cancel(&mut self) {
        if let Some(running) = &self.running {
            running.stop();
        }
    }

    /// The import is over without having changed anything.
    pub fn stop(&mut self) {
        self.cancel();
        self.running = None;
    }

    /// The import would overlap earlier sources: the user decides.
    pub fn put_question(&mut self, report: OverlapReport) {
        self.running = None;
        self.question = Some(report);
    }

    /// The import is in the plan. Says so in words, and where its files are, with the SHA-256 of each.
    pub fn finished(&mut self, outcome: &ImportOutcome) -> (String, Vec<(String, PathBuf)>) {
        (self.in_words(outcome), std::mem::take(&mut self.importing_paths))
    }

    fn in_words(&mut self, outcome: &ImportOutcome) -> String {
        self.running = None;
        self.question = None;
        self.assistant.imported(&self.importing);
        let rows: u64 = outcome.sources.iter().map(|source| source.counts.used).sum();
        let (files, same) = (outcome.sources.len() as u64, outcome.unchanged.len() as u64);
        if files == 0 {
            let what = match outcome.step {
                None => "The plan has these files already; nothing changed",
                Some(_) => "Imported; no rows of figures were added",
            };
            return what.to_owned();
        }
        let rows = counted(rows, "row", "rows");
        let from = if files > 1 { format!(" from {}", counted(files, "file", "files")) } else { String::new() };
        let there = if same > 0 {
            format!("; {} there already", counted(same, "file was", "files were"))
        } else {
            String::new()
        };
        // What changed of earlier files stands on the page, in full.
        format!("Imported {rows}{from}{there}")
    }
}

fn reading(file: &FileToRead) -> String {
    format!("Reading {}", file.name())
}

/// What a plan calls professions; nothing where there is none yet.
fn professions(plan: Option<&Document>) -> Professions {
    plan.map_or_else(Professions::default, |plan| plan.contents.held.professions())
}

/// Goes through a file beside the window, and holds it against the plan.
fn check(
    job: Job,
    kind: Kind,
    professions: &Professions,
    watch: &Watch,
    wake: Box<dyn Fn() + Send>,
    plan: Option<(PathBuf, Arc<Outcome>)>,
) -> News {
    let file = job.file_to_read(kind).with(job.mapping.clone().knowing(professions));
    let known = plan.as_ref().map_or(Vec::new(), |(_, figures)| known_organisations(figures));
    let path = plan.as_ref().map(|(path, _)| path.as_path());
    let mut teller = watch.teller(wake);
    let mut progress = |progress| teller.tell(progress);
    match foresee(&file, path, &known, watch.cancel(), &mut progress) {
        Err(IntakeError::Store(StoreError::Cancelled)) => News::Finished,
        Err(error) => News::Checked(job, Err(error.to_string())),
        Ok(foreseen) => News::Checked(job, Ok(Box::new(foreseen))),
    }
}

/// The organisations that a plan knows.
pub fn known_organisations(figures: &Outcome) -> Vec<KnownOrganisation> {
    let known = figures.facts().organisations().iter();
    known.map(|known| KnownOrganisation { code: known.code.clone(), name: known.name.clone() }).collect()
}
