//! Files on their way into the plan: waiting to be imported, being imported, or asking about an overlap.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::import::{Kind, Progress};
use crate::model::{count, counted};
use crate::session::{FileToRead, IntakeError, fill, label};
use crate::store::{Cancel, ImportOutcome, ImportRequest, OnOverlap, OverlapReport, StoreError, WriterThread};

/// A file that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where it is.
    pub path: PathBuf,
    /// What it is to be read as; `None` if it seems to be nothing that can be read.
    pub kind: Option<Kind>,
    /// Why nothing was guessed.
    pub refusal: Option<String>,
}

/// Files waiting, and the import that is under way.
#[derive(Default)]
pub struct Intake {
    waiting: Vec<Waiting>,
    running: Option<Running>,
    question: Option<OverlapReport>,
}

/// An import under way.
pub struct Running {
    cancel: Cancel,
    so_far: Arc<Mutex<(String, Progress)>>,
    started: Instant,
    files: usize,
}

/// How far an import has come.
pub struct SoFar {
    /// `Reading placements.csv`.
    pub what: String,
    /// `41,000 rows, 120,000 a second`.
    pub detail: String,
    /// Between 0 and 1, where it can be known.
    pub fraction: Option<f32>,
    /// Whether the user asked to stop, and it is on its way.
    pub cancelled: bool,
}

impl Intake {
    /// The files that wait.
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// The question about an overlap, if one was asked.
    pub fn question(&self) -> Option<&OverlapReport> {
        self.question.as_ref()
    }

    /// Files were looked at and wait now.
    pub fn wait_for(&mut self, files: Vec<(PathBuf, Result<Kind, String>)>) {
        self.question = None;
        self.waiting.retain(|held| !files.iter().any(|(path, _)| *path == held.path));
        self.waiting.extend(files.into_iter().map(|(path, guessed)| match guessed {
            Ok(kind) => Waiting { path, kind: Some(kind), refusal: None },
            Err(refusal) => Waiting { path, kind: None, refusal: Some(refusal) },
        }));
    }

    /// The user said what a file is.
    pub fn set_kind(&mut self, index: usize, kind: Kind) {
        if let Some(file) = self.waiting.get_mut(index) {
            (file.kind, file.refusal) = (Some(kind), None);
        }
    }

    /// Takes a file off the list, or all.
    pub fn dismiss(&mut self, index: Option<usize>) {
        self.question = None;
        match index {
            Some(index) if index < self.waiting.len() => drop(self.waiting.remove(index)),
            Some(_) => {}
            None => self.waiting.clear(),
        }
    }

    /// The files that can be imported.
    pub fn ready(&self) -> Vec<FileToRead> {
        let ready = self.waiting.iter();
        ready.filter_map(|file| file.kind.map(|kind| FileToRead::at(file.path.clone(), kind))).collect()
    }

    /// Starts the import of the files that can be.
    pub fn start(&mut self, writer: &mut WriterThread, on_overlap: Option<OnOverlap>, wake: Box<dyn Fn() + Send>) {
        let files = self.ready();
        if files.is_empty() || self.running.is_some() {
            return;
        }
        self.question = None;
        let cancel = Cancel::new();
        let nothing = Progress { bytes: 0, size: None, rows: 0 };
        let so_far = Arc::new(Mutex::new((files[0].name().into_owned(), nothing)));
        self.running = Some(Running {
            cancel: cancel.clone(),
            so_far: Arc::clone(&so_far),
            started: Instant::now(),
            files: files.len(),
        });
        let request = ImportRequest { label: label(&files), on_overlap };
        let stop = cancel.clone();
        writer.import(request, cancel, move |import| {
            let mut told = Instant::now();
            let mut progress = move |file: &FileToRead, progress: Progress| {
                *so_far.lock().unwrap_or_else(PoisonError::into_inner) = (file.name().into_owned(), progress);
                // Ten times a second is as often as anyone reads it.
                if told.elapsed().as_millis() >= 100 {
                    told = Instant::now();
                    wake();
                }
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
        let running = self.running.as_ref()?;
        let (file, progress) = running.so_far.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let seconds = running.started.elapsed().as_secs_f64().max(0.001);
        let fraction = progress.size.filter(|size| *size > 0).map(|size| progress.bytes as f64 / size as f64);
        let left = fraction.filter(|fraction| *fraction > 0.02 && running.files == 1).map(|f| seconds / f * (1.0 - f));
        let left = left.map_or(String::new(), |left| format!(", about {left:.0} s left"));
        let per_second = count((progress.rows as f64 / seconds) as u64);
        Some(SoFar {
            what: format!("Reading {file}"),
            detail: format!("{} rows, {per_second} a second{left}", count(progress.rows)),
            fraction: fraction.map(|fraction| fraction as f32),
            cancelled: running.cancel.is_cancelled(),
        })
    }

    /// Asks the import to stop. It says so at once; taking back what it did may take a moment longer.
    pub fn cancel(&mut self) {
        if let Some(running) = &self.running {
            running.cancel.cancel();
        }
    }

    /// The import is over without having changed anything.
    pub fn stop(&mut self) {
        self.cancel();
        self.running = None;
    }

    /// The import would overlap earlier sources: the user decides.
    pub fn ask(&mut self, report: OverlapReport) {
        self.running = None;
        self.question = Some(report);
    }

    /// The import is in the plan. Says so in words.
    pub fn finished(&mut self, outcome: &ImportOutcome) -> String {
        self.running = None;
        self.question = None;
        self.waiting.clear();
        let rows: u64 = outcome.sources.iter().map(|source| source.counts.used).sum();
        let (files, same) = (outcome.sources.len() as u64, outcome.unchanged.len() as u64);
        if files == 0 {
            return "The plan has these files already; nothing changed".to_owned();
        }
        let rows = counted(rows, "row", "rows");
        let from = if files > 1 { format!(" from {}", counted(files, "file", "files")) } else { String::new() };
        let there = if same > 0 {
            format!("; {} there already", counted(same, "file was", "files were"))
        } else {
            String::new()
        };
        format!("Imported {rows}{from}{there}")
    }
}
