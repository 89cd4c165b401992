//! Doing what the user asked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use eframe::egui::{Context, ViewportCommand};

use super::super::action::{Action, Ask, ExportOrder, ExportRows};
use super::super::dialog::Dialog;
use super::super::document::{Contents, Document, Opened, Results};
use super::super::files::Purpose;
use super::super::jobs::{Exported, News};
use super::super::keyboard::Over;
use super::super::route::Page;
use super::super::scenario::Figures;
use super::{FairShare, preference};
use crate::export::{Format, write_comparison, write_summary, write_whole, write_with_meta};
use crate::report::{LineWords, Scope, summary_places};
use crate::session::{meta, meta_assuming, meta_under, now, sample_plan};
use crate::store::{PlanReader, PlanWriter, SourceId};

impl FairShare {
    pub(super) fn apply(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::OpenPlan => self.pick(Purpose::OpenPlan, self.beside_plan("")),
            Action::Open(path) => self.open(path),
            Action::OpenFiles(paths) => self.open_files(paths),
            Action::NewPlan => self.pick(Purpose::NewPlan, self.beside_plan("New plan.fairshare")),
            Action::Make(path) => self.make(path),
            Action::Sample => self.open_sample(),
            Action::ClosePlan => {
                let before = self.close_plan();
                self.jobs.start("closing a plan", move || {
                    drop(before);
                    News::Finished
                });
            }
            Action::AddFiles => self.pick(Purpose::AddFiles, self.beside_plan("")),
            Action::Intake(ask) => self.ask_intake(ask),
            Action::Import(on_overlap) => self.import(on_overlap),
            Action::CancelImport => self.intake.cancel(),
            Action::RemoveSource(source) => self.remove_source(source),
            Action::Correct(source) => self.correct(source),
            Action::ChooseEdition(source) => self.pick(Purpose::Edition(source), self.beside_plan("")),
            Action::ReadInstead(source, path) => self.read_instead(source, path),
            Action::ChooseMapping(file) => self.pick(Purpose::LoadMapping(file), self.beside_plan("")),
            Action::LoadMapping(file, path) => self.load_mapping(file, path),
            Action::KeepMapping(file) => self.pick(Purpose::SaveMapping(file), self.beside_plan("mapping.json")),
            Action::SaveMapping(file, path) => self.save_mapping(file, path),
            Action::Change(command) => self.change(&command),
            Action::LookAt(scenario) => self.look_at(scenario),
            Action::AskScenario(form) => self.ask_scenario(form),
            Action::AskPeerGroup(form) => {
                if let Some(document) = &self.document {
                    self.ask(Dialog::peer_group(form, &document.contents.held, &document.results.outcome));
                }
            }
            Action::KeepPeerGroup { command, name } => {
                self.change(&command);
                self.filters.keep_peers(&command, name);
            }
            Action::Try { place, field, text } => self.try_in_scenario(place, field, &text),
            Action::EditCell(edit) => self.edit_cell(edit),
            Action::EditCells(edits) => self.edit_cells(edits),
            Action::RemoveEdits(label, numbers) => self.remove_edits(label, numbers),
            Action::Note(number, note) => self.note(number, note),
            Action::OwnSetting(key, value) => self.own_setting(key, value),
            Action::ResetCell(place, field) => self.reset_cell(place, field),
            Action::Undo => self.ask_writer(|writer| {
                writer.undo();
            }),
            Action::Redo => self.ask_writer(|writer| {
                writer.redo();
            }),
            Action::AskExport => self.ask_export(),
            Action::Export(order) => self.export(order),
            Action::AskComparison => self.pick(Purpose::Comparison, self.beside_plan(&self.comparison_name())),
            Action::ExportComparison(path) => self.export_comparison(path),
            Action::Browse => self.browse(),
            Action::SaveCopy => self.pick(Purpose::SaveCopy, self.beside_plan("Copy of plan.fairshare")),
            Action::CopyTo(path) => self.ask_writer(|writer| {
                writer.save_copy(path);
            }),
            Action::Retry => self.ask_writer(|writer| writer.retry()),
            Action::GiveUp => self.ask_writer(|writer| writer.give_up()),
            Action::Go(page) => {
                self.organisation.close();
                self.page = page;
                self.keep_preferences();
            }
            Action::OpenOrganisation { organisation, profession, year } => {
                self.filters.year = year.or(self.filters.year);
                if let (Some(document), Some(year)) = (&self.document, self.filters.year) {
                    self.keyboard.leaves_for(Over::Organisation);
                    let peers = &self.filters.peers;
                    self.organisation.open(&document.results.outcome, organisation, profession, year, peers);
                }
            }
            Action::CloseOrganisation => {
                self.organisation.close();
                self.keyboard.comes_back_from(Over::Organisation, ctx.content_rect(), ctx);
            }
            Action::Show(place) => {
                self.organisation.close();
                self.page = Page::Overview;
                self.filters.show_place(place);
                self.overview.show_place(place);
            }
            Action::Choose(question) => {
                if let Some(document) = &self.document {
                    self.explain.choose(question, &document.results.outcome);
                }
            }
            Action::Explain(question) => {
                if let Some(document) = &self.document {
                    self.keyboard.leaves_for(Over::Explain);
                    self.explain.explain(question, &document.results.outcome);
                }
            }
            Action::ToggleExplain => self.explain.set_open(!self.explain.is_open()),
            Action::CloseExplain => {
                self.explain.set_open(false);
                self.keyboard.comes_back_from(Over::Explain, self.explain.place(), ctx);
            }
            Action::ShowLine { source, line } => self.show_line(SourceId(source), line),
            Action::Search => {
                if !self.page.has_filters() {
                    self.page = Page::Overview;
                }
                self.filters.focus_search = true;
            }
            Action::Theme(theme) => {
                self.preferences.theme = theme;
                ctx.set_theme(preference(theme));
                self.keep_preferences();
            }
            Action::Zoom(zoom) => {
                self.preferences.zoom = zoom.factor(ctx.zoom_factor());
                ctx.set_zoom_factor(self.preferences.zoom);
                self.keep_preferences();
            }
            Action::ResetWindow => {
                self.preferences.reset();
                self.filters.reset(&self.preferences);
                self.overview.reset(&self.preferences);
                self.compare.reset(&self.preferences);
                self.rug.reset();
                ctx.set_theme(preference(self.preferences.theme));
                ctx.set_zoom_factor(self.preferences.zoom);
            }
            Action::CloseDialog => {
                self.dialog = None;
                self.keyboard.comes_back_from(Over::Dialog, ctx.content_rect(), ctx);
            }
            Action::CloseHint(hint) => drop(self.preferences.closed_hints.insert(hint.to_owned())),
            Action::Say(words) => self.toasts.say(words),
            Action::Refuse(title, reason) => self.say_error(title, reason),
            Action::DismissError => self.error = None,
            Action::Help => self.ask(Dialog::Help(self.page)),
            Action::Palette => self.ask(Dialog::palette()),
            Action::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
        }
    }

    /// Shows the system's dialog; where there is none, a dialog of ours asks for a path.
    pub(super) fn pick(&mut self, purpose: Purpose, start: PathBuf) {
        let answer = self.picker.pick(purpose, Some(&start));
        let asked = Instant::now();
        self.jobs.start("file dialog", move || {
            let paths = pollster::block_on(answer);
            // A dialog that answers before anybody could is none: without a desktop portal, say.
            let at_once = asked.elapsed().as_millis() < 250;
            News::Picked { purpose, paths, at_once }
        });
    }

    /// A path in the plan's folder, or in the user's documents. Nobody looks for a file where the sample is.
    pub(super) fn beside_plan(&self, name: &str) -> PathBuf {
        let folder = |plan: &PathBuf| plan.parent().map(Path::to_owned).filter(|folder| *folder != self.data_folder);
        let recent = || self.preferences.recent.first().and_then(folder);
        let own = self.document.as_ref().and_then(|document| folder(&document.path));
        own.or_else(recent).or_else(documents).unwrap_or_default().join(name)
    }

    fn open(&mut self, path: PathBuf) {
        self.dialog = None;
        self.opening = Some(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let before = self.close_plan();
        self.jobs.start("opening a plan", move || {
            // The plan that was open is closed first, here because that waits for the disk: it may be the same one.
            drop(before);
            News::Opened(Opened::open(&path).map(Box::new).map_err(|error| error.to_string()))
        });
    }

    fn make(&mut self, path: PathBuf) {
        self.dialog = None;
        let path = if path.extension().is_none() { path.with_extension("fairshare") } else { path };
        self.opening = Some(path.file_stem().unwrap_or_default().to_string_lossy().into_owned());
        let before = self.close_plan();
        self.page = Page::Data;
        self.jobs.start("making a plan", move || {
            drop(before);
            let opened = PlanWriter::create(&path).and_then(|writer| {
                drop(writer);
                Opened::open(&path)
            });
            News::Opened(opened.map(Box::new).map_err(|error| error.to_string()))
        });
    }

    fn open_sample(&mut self) {
        self.opening = Some("the sample".to_owned());
        let before = self.close_plan();
        self.page = Page::Overview;
        let folder = self.data_folder.clone();
        self.jobs.start("opening the sample", move || {
            drop(before);
            let opened = || {
                std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
                let path = sample_plan(&folder).map_err(|error| error.to_string())?;
                Opened::open(&path).map(Box::new).map_err(|error| error.to_string())
            };
            News::Opened(opened())
        });
    }

    /// Takes the plan off the window. Dropping it waits until everything asked of the writer is saved.
    fn close_plan(&mut self) -> Option<Document> {
        self.error = None;
        self.toasts.retract_offers();
        self.intake.stop();
        self.document.take()
    }

    /// A plan is opened; anything else waits on the Data page to be imported.
    fn open_files(&mut self, paths: Vec<PathBuf>) {
        let is_plan = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("fairshare"));
        if let Some(plan) = paths.iter().find(|path| is_plan(path)) {
            return self.open(plan.clone());
        }
        self.data.close_line();
        self.ask_intake(Ask::Add(paths));
        if self.document.is_some() {
            self.page = Page::Data;
        } else {
            // Files without a plan: they go into a new one.
            self.actions.push(Action::NewPlan);
        }
    }

    fn ask_intake(&mut self, ask: Ask) {
        self.intake.ask(ask, &self.jobs, self.document.as_ref());
    }

    fn import(&mut self, on_overlap: Option<crate::store::OnOverlap>) {
        let wake = self.jobs.waker();
        let Some(document) = &mut self.document else { return };
        document.asked += 1;
        if let Some(writer) = &mut document.writer {
            self.intake.start(writer, on_overlap, wake);
        }
    }

    /// Shows what the plan has of a line; that is read beside the window.
    fn show_line(&mut self, source: SourceId, line: u32) {
        let Some(document) = &self.document else { return };
        self.organisation.close();
        self.page = Page::Data;
        self.data.show_line(source, line);
        let (plan, path) = (document.number, document.path.clone());
        let professions = document.contents.baseline.settings.professions.clone();
        self.jobs.start("reading a line", move || {
            let mut words = LineWords::naming(professions);
            let read = PlanReader::open(&path).and_then(|reader| reader.lines(source, &[line], &mut words));
            News::Line { plan, source, line, words: read.map(|()| words).map_err(|error| error.to_string()) }
        });
    }

    fn remove_source(&mut self, source: crate::store::SourceId) {
        let Some(document) = &self.document else { return };
        let name = document.contents.sources.iter().find(|held| held.record.id == source);
        let label = format!("removal of {}", name.map_or_else(String::new, |held| held.record.name.clone()));
        let (plan, path) = (document.number, document.path.clone());
        self.jobs.start("removing a file", move || {
            let changes = PlanReader::open(&path).and_then(|reader| reader.removal_of(source));
            News::Removal { plan, label, changes: changes.map_err(|error| error.to_string()) }
        });
    }

    /// Works every figure out anew, beside the window; those on screen are marked until it is done.
    pub(super) fn work_out(&mut self) {
        let Some(document) = &mut self.document else { return };
        document.stale = true;
        document.revision += 1;
        document.calculation += 1;
        let (plan, calculation) = (document.number, document.calculation);
        let (contents, kept) = (document.contents.baseline.clone(), Arc::clone(&document.baseline));
        let scenario = document.looked_at.and_then(|id| document.contents.held.scenario(id));
        self.jobs.start("calculating", move || {
            let baseline = if kept.is_of(&contents) { kept } else { Arc::new(Results::calculate(&contents)) };
            let figures = Box::new(Figures::over(baseline, scenario.as_ref()));
            News::Calculated { plan, calculation, figures }
        });
    }

    pub(super) fn ask_writer(&mut self, ask: impl FnOnce(&mut crate::store::WriterThread)) {
        let Some(document) = &mut self.document else { return };
        // A toast's button is of the newest step, and this may be a newer one.
        self.toasts.retract_offers();
        document.asked += 1;
        if let Some(writer) = &mut document.writer {
            ask(writer);
        }
    }

    /// Reads the plan again, once the writer has changed it.
    pub(super) fn refresh(&mut self) {
        let Some(document) = &self.document else { return };
        let (plan, asked, path, kept) = (document.number, document.asked, document.path.clone(), document.kept());
        self.jobs.start("reading the plan", move || {
            let contents = PlanReader::open(&path).and_then(|reader| Contents::read(&reader, Some(&kept)));
            News::Refreshed { plan, asked, contents: contents.map(Box::new).map_err(|error| error.to_string()) }
        });
    }

    /// Lays a dialog over the page.
    pub(super) fn ask(&mut self, dialog: Dialog) {
        self.keyboard.leaves_for(Over::Dialog);
        self.dialog = Some(dialog);
    }

    fn ask_export(&mut self) {
        let Some(document) = &self.document else { return };
        let name = match document.looked_at {
            Some(_) => format!("{}, {} summary.csv", document.name(), file_name(&document.scenario_name())),
            None => format!("{} summary.csv", document.name()),
        };
        self.ask(Dialog::export(&self.beside_plan(&name)));
    }

    /// The file of a comparison is called by both of its sides: its rows name neither.
    fn comparison_name(&self) -> String {
        let Some((document, compared)) = self.document.as_ref().zip(self.what_if.comparison()) else {
            return Dialog::usual_name(Purpose::Comparison).to_owned();
        };
        let report = &compared.report;
        let [scenario, with] = [&report.scenario, &report.with].map(|name| file_name(name));
        format!("{}, {scenario} compared with {with}.csv", document.name())
    }

    fn browse(&mut self) {
        let Some((purpose, path)) = self.dialog.as_ref().and_then(Dialog::wants_path) else { return };
        self.pick(purpose, path);
    }

    fn export_comparison(&mut self, path: PathBuf) {
        self.dialog = None;
        let (Some(document), Some(compared)) = (&self.document, self.what_if.comparison()) else { return };
        let (compared, protected) = (Arc::clone(compared), vec![document.path.clone()]);
        self.jobs.start("exporting", move || {
            let (mut text, replaced) = (Vec::new(), path.exists());
            let written = write_comparison(&compared.report, Format::Csv { bom: false }, &mut text)
                .map_err(|error| error.to_string())
                .and_then(|()| write_whole(&path, &text, &protected).map_err(|error| error.to_string()));
            let rows = text.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1);
            News::Exported(written.map(|()| Exported { path, rows, replaced }))
        });
    }

    fn export(&mut self, order: ExportOrder) {
        self.dialog = None;
        let Some(document) = &self.document else { return };
        let (baseline, outcome) = (document.contents.baseline.clone(), Arc::clone(&document.results.outcome));
        let scope = match order.rows {
            ExportRows::First => Scope::first_professions(),
            ExportRows::All => Scope::default(),
            ExportRows::Shown => self.filters.scope(),
        };
        let protected = vec![document.path.clone()];
        let (live, held) = (document.live.clone(), document.contents.held.clone());
        self.jobs.start("exporting", move || {
            let places = summary_places(&outcome, &scope);
            let (mut text, replaced) = (Vec::new(), order.path.exists());
            let written = write_summary(&outcome, &places, Format::Csv { bom: order.bom }, &mut text)
                .map_err(|error| error.to_string())
                .and_then(|()| {
                    let meta = meta_assuming(&held, meta(&baseline, outcome.settings(), &scope, now()));
                    let meta = live.as_ref().map_or(meta.clone(), |live| meta_under(live, meta));
                    write_with_meta(&order.path, &text, &meta, &protected).map_err(|error| error.to_string())
                });
            News::Exported(written.map(|()| Exported { path: order.path, rows: places.len(), replaced }))
        });
    }
}

/// The user's documents, or else the home folder.
fn documents() -> Option<PathBuf> {
    let user = directories::UserDirs::new()?;
    Some(user.document_dir().unwrap_or(user.home_dir()).to_owned())
}

/// A name as a part of a file's: without what some system does not take in one.
fn file_name(name: &str) -> String {
    let refused = |c: char| c.is_control() || r#"/\:*?"<>|"#.contains(c);
    name.replace(refused, "-")
}
