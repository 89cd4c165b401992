//! The thread that writes: a commit takes longer than a frame, so the window never waits for one.
//!
//! The window sends requests and hears back, in order. When the disk or the file fails, the step that
//! could not be saved is kept and later ones wait behind it, so that nothing is saved out of order;
//! *retry* goes on from there, *save a copy* writes the plan and what waits to another place.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use super::cancel::Cancel;
use super::error::StoreError;
use super::intake::Import;
use super::plan::{ImportOutcome, ImportRequest, PlanWriter};
use super::step::{Change, StepId, StepRecord};

/// Which request an outcome answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// A step; `None` if nothing changed.
    Applied(Option<StepId>),
    /// The step that was taken back.
    Undone(Option<StepRecord>),
    /// The step that was brought back.
    Redone(Option<StepRecord>),
    /// An import.
    Imported(ImportOutcome),
    /// A copy, with the steps that waited to be saved.
    Copied(PathBuf),
}

/// The answer to a request: sent only when what was done is durable.
#[derive(Debug)]
pub struct Answer {
    /// Which request.
    pub ticket: Ticket,
    /// What was done, or why not.
    pub result: Result<Done, StoreError>,
}

/// What the window says about saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// All changes saved.
    Saved,
    /// Saving…
    Saving,
    /// The last step could not be saved, and waits; the sentence says why and what next.
    Failed(String),
}

type Fill = Box<dyn FnOnce(&mut Import<'_>) -> Result<(), StoreError> + Send>;

enum Step {
    Apply(String, Vec<Change>),
    Undo,
    Redo,
}

enum Request {
    Step(Ticket, Step),
    Import(Ticket, ImportRequest, Cancel, Fill),
    SaveCopy(Ticket, PathBuf),
    Retry,
    GiveUp,
    Quit,
}

/// How many requests are under way, and why the first of them is stuck.
#[derive(Default)]
struct Progress {
    open: usize,
    failed: Option<String>,
}

/// The thread that owns a plan's [`PlanWriter`]. Dropping it waits for the queue.
pub struct WriterThread {
    requests: Sender<Request>,
    answers: Receiver<Answer>,
    progress: Arc<Mutex<Progress>>,
    thread: Option<JoinHandle<()>>,
    next: u64,
}

impl WriterThread {
    /// Starts it. `wake` is called, on the writer's thread, whenever there is news.
    pub fn start(plan: PlanWriter, wake: Box<dyn Fn() + Send>) -> Result<WriterThread, StoreError> {
        let (requests, inbox) = channel();
        let (outbox, answers) = channel();
        let progress = Arc::new(Mutex::new(Progress::default()));
        let path = plan.reader().path().to_owned();
        let keeper = Keeper { plan, outbox, wake, progress: Arc::clone(&progress), held: VecDeque::new() };
        let thread = std::thread::Builder::new().name("plan writer".into()).spawn(move || keeper.run(&inbox));
        let thread = thread.map_err(|error| StoreError::io(&path, "starting the writer", error))?;
        Ok(WriterThread { requests, answers, progress, thread: Some(thread), next: 0 })
    }

    /// Asks for changes as one step.
    pub fn apply(&mut self, label: impl Into<String>, changes: Vec<Change>) -> Ticket {
        self.ask(|ticket| Request::Step(ticket, Step::Apply(label.into(), changes)))
    }

    /// Asks to take the newest step back.
    pub fn undo(&mut self) -> Ticket {
        self.ask(|ticket| Request::Step(ticket, Step::Undo))
    }

    /// Asks to bring the last undone step back.
    pub fn redo(&mut self) -> Ticket {
        self.ask(|ticket| Request::Step(ticket, Step::Redo))
    }

    /// Asks for an import, which `cancel` stops.
    pub fn import(
        &mut self,
        request: ImportRequest,
        cancel: Cancel,
        fill: impl FnOnce(&mut Import<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Ticket {
        self.ask(|ticket| Request::Import(ticket, request, cancel, Box::new(fill)))
    }

    /// Asks for a copy of the plan at `to`, with every step that waits to be saved.
    pub fn save_copy(&mut self, to: impl Into<PathBuf>) -> Ticket {
        self.ask(|ticket| Request::SaveCopy(ticket, to.into()))
    }

    /// Tries again to save what failed, then what waits behind it.
    pub fn retry(&self) {
        self.send(Request::Retry);
    }

    /// Answers everything that waits as not saved, so that the window can take it back.
    pub fn give_up(&self) {
        self.send(Request::GiveUp);
    }

    /// The answers that have come since the last call.
    pub fn answers(&self) -> Vec<Answer> {
        self.answers.try_iter().collect()
    }

    /// Waits for the next outcome; `None` once the thread has ended. For faces that have no frames.
    pub fn wait(&self) -> Option<Answer> {
        self.answers.recv().ok()
    }

    /// What to say about saving.
    pub fn status(&self) -> SaveStatus {
        let progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        match &progress.failed {
            Some(reason) => SaveStatus::Failed(reason.clone()),
            None if progress.open > 0 => SaveStatus::Saving,
            None => SaveStatus::Saved,
        }
    }

    /// Waits until the queue is done, closes the plan, and returns the answers not yet taken. Steps
    /// that could not be saved are among them, each with an error.
    pub fn quit(mut self) -> Vec<Answer> {
        self.finish();
        self.answers()
    }

    fn finish(&mut self) {
        self.send(Request::Quit);
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            log::error!("the writer's thread panicked");
        }
    }

    fn ask(&mut self, request: impl FnOnce(Ticket) -> Request) -> Ticket {
        self.next += 1;
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).open += 1;
        self.send(request(Ticket(self.next)));
        Ticket(self.next)
    }

    fn send(&self, request: Request) {
        if self.requests.send(request).is_err() {
            let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
            progress.failed = Some(StoreError::Closed.to_string());
        }
    }
}

impl Drop for WriterThread {
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.finish();
        }
    }
}

/// The thread's side.
struct Keeper {
    plan: PlanWriter,
    outbox: Sender<Answer>,
    wake: Box<dyn Fn() + Send>,
    progress: Arc<Mutex<Progress>>,
    /// Steps that are not saved: the first failed, the others wait behind it.
    held: VecDeque<(Ticket, Step)>,
}

impl Keeper {
    fn run(mut self, inbox: &Receiver<Request>) {
        while let Ok(request) = inbox.recv() {
            match request {
                Request::Step(ticket, step) => {
                    self.held.push_back((ticket, step));
                    if self.held.len() == 1 {
                        self.save_held();
                    }
                }
                Request::Import(ticket, ..) if !self.held.is_empty() => self.answer(ticket, Err(StoreError::Waiting)),
                Request::Import(ticket, request, cancel, fill) => {
                    let done = guarded(|| self.plan.import(&request, &cancel, fill).map(Done::Imported));
                    self.answer(ticket, done);
                }
                Request::SaveCopy(ticket, to) => {
                    let done = guarded(|| self.save_copy(&to).map(|()| Done::Copied(to.clone())));
                    self.answer(ticket, done);
                }
                Request::Retry => self.save_held(),
                Request::GiveUp => self.give_up(),
                Request::Quit => break,
            }
        }
        self.save_held();
        self.give_up();
    }

    /// Saves what is held, in order, until the file or the disk fails.
    fn save_held(&mut self) {
        while let Some((ticket, step)) = self.held.front() {
            let ticket = *ticket;
            let result = guarded(|| perform(&mut self.plan, step));
            if let Err(error) = &result
                && error.is_fault()
            {
                self.fail(Some(error.to_string()));
                return;
            }
            self.held.pop_front();
            self.answer(ticket, result);
        }
        self.fail(None);
    }

    fn give_up(&mut self) {
        for (ticket, _) in std::mem::take(&mut self.held) {
            self.answer(ticket, Err(StoreError::GivenUp));
        }
        self.fail(None);
    }

    fn save_copy(&mut self, to: &Path) -> Result<(), StoreError> {
        self.plan.save_copy(to)?;
        if self.held.is_empty() {
            return Ok(());
        }
        let mut copy = PlanWriter::open(to)?;
        for (_, step) in &self.held {
            perform(&mut copy, step)?;
        }
        Ok(())
    }

    fn fail(&self, reason: Option<String>) {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).failed = reason;
        (self.wake)();
    }

    fn answer(&self, ticket: Ticket, result: Result<Done, StoreError>) {
        let sent = self.outbox.send(Answer { ticket, result });
        if let Err(unheard) = sent {
            log::debug!("nobody hears of {:?}", unheard.0.ticket);
        }
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).open -= 1;
        (self.wake)();
    }
}

fn perform(plan: &mut PlanWriter, step: &Step) -> Result<Done, StoreError> {
    match step {
        Step::Apply(label, changes) => plan.apply(label, changes).map(Done::Applied),
        Step::Undo => plan.undo().map(Done::Undone),
        Step::Redo => plan.redo().map(Done::Redone),
    }
}

/// Runs a job; a panic in it becomes an error, and its transaction is rolled back.
fn guarded(job: impl FnOnce() -> Result<Done, StoreError>) -> Result<Done, StoreError> {
    catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(StoreError::Panicked(said.unwrap_or_else(|| "no message".into())))
    })
}
