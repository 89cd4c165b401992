//! Hearing what jobs and the writer have to say.

use std::sync::Arc;

use super::super::action::{Action, Ask};
use super::super::dialog::Dialog;
use super::super::document::{Contents, Document, Opened};
use super::super::files::Purpose;
use super::super::jobs::{Exported, News};
use super::super::route::Page;
use super::FairShare;
use crate::session::ScenarioId;
use crate::store::{Answer, Done, StoreError, WriterThread};

impl FairShare {
    pub(super) fn hear_jobs(&mut self) {
        for news in self.jobs.news() {
            match news {
                News::Opened(opened) => self.opened(opened),
                News::Finished => {}
                News::Removal { plan, label, changes } => match changes {
                    Ok(changes) if self.document.as_ref().is_some_and(|document| document.number == plan) => {
                        self.ask_writer(|writer| {
                            writer.apply(label, changes);
                        });
                    }
                    Ok(_) => {}
                    Err(reason) => self.say_error("The file was not removed", reason),
                },
                News::Refreshed { plan, asked, contents } => self.refreshed(plan, asked, contents),
                News::Calculated { plan, calculation, figures } => {
                    let current = self.document.as_mut().filter(|d| d.number == plan && d.calculation == calculation);
                    if let Some(document) = current {
                        document.take(*figures);
                    }
                }
                News::Table { plan, revision, table } => {
                    if let Some(document) = self.document.as_mut().filter(|d| d.number == plan) {
                        self.overview.take_table(document, revision, table);
                    }
                }
                News::Compared(table) => self.compare.take_table(table),
                News::LeverBasis { outcome, basis } => self.what_if.take_basis(outcome, basis),
                News::Sensitivity(answer) => self.what_if.take_sensitivity(answer),
                News::Differences(compared) => self.what_if.take_comparison(compared),
                News::Rug(rug) => self.rug.take_rug(rug),
                News::RugShown(shown) => self.rug.take_shown(shown),
                News::Profiled(profiled) => self.organisation.take(*profiled),
                News::Explained(told) => self.explain.take(*told),
                News::Line { plan, source, line, words } => {
                    if self.document.as_ref().is_some_and(|document| document.number == plan) {
                        self.data.take_line(source, line, words);
                    }
                }
                News::Picked { purpose, paths, at_once } => self.picked(purpose, paths, at_once),
                News::Looked(job, found) => {
                    self.intake.looked(&job, found, &self.jobs, self.document.as_ref());
                }
                News::Again { source, path } => match path {
                    Some(path) => self.actions.push(Action::ReadInstead(source, path)),
                    None => self.pick(Purpose::Correction(source), self.beside_plan("")),
                },
                News::MappingRead(file, Ok(mapping)) => self.actions.push(Action::Intake(Ask::Map(file, mapping))),
                News::MappingRead(_, Err(reason)) => self.say_error("The mapping was not loaded", reason),
                News::MappingSaved(Ok(path)) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    self.toasts.say(format!("The mapping is saved in {name}"));
                }
                News::MappingSaved(Err(reason)) => self.say_error("The mapping was not saved", reason),
                News::Checked(job, survey) => self.intake.checked(&job, survey.map(|survey| *survey)),
                News::Exported(Ok(Exported { path, rows, replaced })) => {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let rows = crate::model::counted(rows as u64, "row", "rows");
                    let instead = if replaced { ", in place of the file of that name" } else { "" };
                    self.toasts.say(format!("Exported {rows} to {name}{instead}"));
                }
                News::Exported(Err(reason)) => self.say_error("Nothing was exported", reason),
                News::Broke(what) => self.say_error(
                    "Something went wrong inside the program",
                    format!("While {what}. Nothing that was saved is lost; close the plan and open it again."),
                ),
            }
        }
    }

    fn opened(&mut self, opened: Result<Box<Opened>, String>) {
        self.opening = None;
        let opened = match opened {
            Ok(opened) => *opened,
            Err(reason) => return self.say_error("The plan was not opened", reason),
        };
        let (mut read_only, mut writer) = (opened.read_only, None);
        if let Some(plan) = opened.writer {
            match WriterThread::start(plan, self.jobs.waker()) {
                Ok(started) => writer = Some(started),
                Err(error) => read_only = Some(error.to_string()),
            }
        }
        self.documents_opened += 1;
        self.preferences.opened(&opened.path);
        self.keep_preferences();
        self.error = None;
        let results = Arc::new(opened.results);
        let document = Document {
            number: self.documents_opened,
            path: opened.path,
            contents: opened.contents,
            baseline: Arc::clone(&results),
            results,
            looked_at: None,
            live: None,
            calculation: 0,
            stale: false,
            table: opened.table.map(Arc::new),
            revision: 1,
            writer,
            read_only,
            asked: 0,
        };
        self.filters.begin(&document);
        self.overview.begin();
        self.compare.begin();
        self.rug.begin();
        self.organisation.close();
        self.explain.begin();
        self.data.begin();
        self.what_if.begin();
        if document.contents.sources.is_empty() {
            self.page = Page::Data;
        }
        let left_in = self.preferences.scenario_of(&document.path).map(ScenarioId);
        let left_in = left_in.filter(|id| document.contents.held.has_scenario(*id));
        self.document = Some(document);
        if left_in.is_some() {
            self.look_at(left_in);
        }
    }

    fn refreshed(&mut self, plan: u64, asked: u64, contents: Result<Box<Contents>, String>) {
        let Some(document) = self.document.as_mut().filter(|document| document.number == plan) else { return };
        if document.asked != asked {
            return; // Another change is on its way, and another refresh after it.
        }
        match contents {
            Ok(contents) => {
                // What this window changed is on the screen already; what came from elsewhere is not.
                let (held, before) = (&contents.baseline, &document.contents.baseline);
                let same_rows = Arc::ptr_eq(&held.facts, &before.facts);
                let same = same_rows && held.settings == before.settings && contents.held == document.contents.held;
                document.contents = *contents;
                document.revision += 1;
                if !same {
                    document.looked_at = document.looked_at.filter(|id| document.contents.held.has_scenario(*id));
                    self.work_out();
                    self.remember_scenario();
                }
                if !same_rows {
                    self.intake.plan_changed(&self.jobs, self.document.as_ref());
                }
            }
            Err(reason) => self.say_error("The plan could not be read again", reason),
        }
    }

    fn picked(&mut self, purpose: Purpose, paths: Vec<std::path::PathBuf>, at_once: bool) {
        if paths.is_empty() {
            // No dialog showed: ask for a path ourselves. Otherwise the user cancelled.
            if at_once && self.dialog.is_none() {
                self.ask(Dialog::path(purpose, &self.beside_plan(Dialog::usual_name(purpose))));
            }
            return;
        }
        if let Some(dialog) = &mut self.dialog {
            return dialog.take_path(&paths[0]);
        }
        match purpose {
            Purpose::AddFiles => self.actions.push(Action::OpenFiles(paths)),
            Purpose::Export => {}
            purpose => self.actions.extend(paths.into_iter().next().map(|path| Action::of_path(purpose, path))),
        }
    }

    pub(super) fn hear_writer(&mut self) {
        let answers = match self.document.as_ref().and_then(|document| document.writer.as_ref()) {
            Some(writer) => writer.answers(),
            None => return,
        };
        for Answer { result, .. } in answers {
            match result {
                Ok(done) => self.done(done),
                Err(error) => self.not_done(error),
            }
        }
    }

    fn done(&mut self, done: Done) {
        // What was offered before was offered of another step: pressed now, it would take back this one.
        if !matches!(done, Done::Applied(_) | Done::Copied(_)) {
            self.toasts.retract_offers();
        }
        match done {
            Done::Applied(_) => {}
            Done::Undone(Some(step)) => {
                self.follow_and_look(&step.taken_back());
                self.data.undone(step.id);
                self.toasts.offer(format!("Undone: {}", step.label), "Redo", Action::Redo);
            }
            Done::Redone(Some(step)) => {
                self.follow_and_look(&step.changes);
                self.toasts.say(format!("Done again: {}", step.label));
            }
            Done::Undone(None) => self.toasts.say("There is nothing to undo"),
            Done::Redone(None) => self.toasts.say("There is nothing to redo"),
            Done::Imported(outcome) => {
                let (told, files) = self.intake.finished(&outcome);
                self.preferences.remember_files(files);
                self.data.imported(&outcome);
                match outcome.step {
                    Some(_) => self.toasts.offer(told, "Undo", Action::Undo),
                    None => self.toasts.say(told),
                }
            }
            Done::Copied(path) => self.toasts.say(format!("Copied to {}", path.display())),
        }
        self.refresh();
    }

    fn not_done(&mut self, error: StoreError) {
        match error {
            StoreError::Overlap(report) => {
                self.intake.put_question(*report);
                // Wherever the user is by now, the question has to be seen.
                self.actions.push(Action::Go(Page::Data));
                return;
            }
            StoreError::Cancelled => {
                self.intake.stop();
                self.toasts.say("Import cancelled; the plan is as it was");
            }
            error => {
                let importing = self.intake.is_running();
                self.intake.stop();
                let title = if importing { "Nothing was imported" } else { "The last change was not made" };
                self.say_error(title, error.to_string());
            }
        }
        self.refresh();
    }
}
