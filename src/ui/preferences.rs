//! What the window remembers, apart from any plan: theme, zoom, recent plans, filters, columns.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::route::Page;
use crate::cli::Renderer;
use crate::export::write_whole;
use crate::report::{ComparisonChoices, RugGrouping};

/// In which theme the window shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How the comparison is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompareChart {
    /// Ratio by size, with limits.
    #[default]
    Funnel,
    /// Provided against eligible FTE.
    Scatter,
    /// Ratios with intervals, in the order of the table.
    Ratios,
    /// Expected and provided, in the order of the table.
    Weeks,
}

/// What the comparison remembers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RememberedCompare {
    /// The chart.
    pub chart: CompareChart,
    /// What its limits rest on.
    pub choices: ComparisonChoices,
    /// The profession, by its code; empty until one is compared.
    pub profession: String,
    /// The hidden columns; `None` until someone chooses.
    pub hidden_columns: Option<BTreeSet<String>>,
}

/// How many recent plans are kept.
const RECENT: usize = 8;

/// Of how many files it is remembered where they were, and of how many plans which scenario was looked at.
const FILES: usize = 200;

/// The preferences of one user on one machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The theme.
    pub theme: ThemeChoice,
    /// How much everything is enlarged.
    pub zoom: f32,
    /// Plans opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// The page shown last.
    pub page: Page,
    /// The overview's hidden columns; `None` until someone chooses.
    pub hidden_columns: Option<BTreeSet<String>>,
    /// The professions shown, by code; empty for all.
    pub professions: Vec<String>,
    /// How comparisons were drawn last.
    pub compare: RememberedCompare,
    /// How the rug was grouped last.
    pub rug_grouping: RugGrouping,
    /// The window's size in points of the screen, whatever the zoom.
    pub size: Option<[f32; 2]>,
    /// The renderer to begin with, once another one failed.
    pub renderer: Option<String>,
    /// Hints that were closed for good.
    pub closed_hints: BTreeSet<String>,
    /// Where files were that plans took: the SHA-256 of their bytes and the path, newest first.
    pub files: Vec<(String, PathBuf)>,
    /// The scenario that was looked at last in each plan, by its number; newest first. Not those of which
    /// the baseline was.
    pub scenarios: Vec<(PathBuf, u32)>,
    /// Where they are kept; nowhere in most tests.
    #[serde(skip)]
    file: Option<PathBuf>,
    /// How often they were to be kept, and which of these is in the file.
    #[serde(skip)]
    asked: u64,
    #[serde(skip)]
    kept: Arc<Mutex<u64>>,
}

impl Default for Preferences {
    fn default() -> Preferences {
        Preferences {
            theme: ThemeChoice::System,
            zoom: 1.0,
            recent: Vec::new(),
            page: Page::Overview,
            hidden_columns: None,
            professions: ["PT", "OT", "SLT"].map(str::to_owned).to_vec(),
            compare: RememberedCompare::default(),
            rug_grouping: RugGrouping::default(),
            size: None,
            renderer: None,
            closed_hints: BTreeSet::new(),
            files: Vec::new(),
            scenarios: Vec::new(),
            file: None,
            asked: 0,
            kept: Arc::default(),
        }
    }
}

impl Preferences {
    /// The preferences in `folder`; the defaults where there are none or they cannot be read, since a
    /// window that opens matters more.
    pub fn load(folder: &Path) -> Preferences {
        let file = folder.join("window.json");
        let read = std::fs::read(&file).ok().and_then(|text| serde_json::from_slice::<Preferences>(&text).ok());
        let mut preferences = Preferences { file: Some(file), ..read.unwrap_or_default() };
        preferences.zoom = if preferences.zoom.is_finite() { preferences.zoom.clamp(0.5, 4.0) } else { 1.0 };
        preferences
    }

    /// What keeps them as they are now. It may run beside the window and late: what was asked for later
    /// stays. A failure is only logged: it costs a remembered filter, and nothing of a plan.
    pub fn keep(&mut self) -> impl FnOnce() + Send + use<> {
        self.asked += 1;
        let now = self.clone();
        move || now.save()
    }

    fn save(&self) {
        let Some(file) = &self.file else { return };
        // What panicked while it held this left a file that is whole: the next one replaces it.
        let mut newest = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if *newest >= self.asked {
            return;
        }
        *newest = self.asked;
        let text = serde_json::to_vec_pretty(self).unwrap_or_default();
        let kept = file.parent().map(std::fs::create_dir_all).transpose().map_err(|error| error.to_string());
        if let Err(error) = kept.and_then(|_| write_whole(file, &text, &[]).map_err(|error| error.to_string())) {
            log::warn!("what the window remembers was not kept: {error}");
        }
    }

    /// Puts a plan first among the recent ones.
    pub fn opened(&mut self, plan: &Path) {
        self.recent.retain(|other| other != plan);
        self.recent.insert(0, plan.to_owned());
        self.recent.truncate(RECENT);
    }

    /// Remembers where files were that a plan took, so that they can be read again.
    pub fn remember_files(&mut self, files: Vec<(String, PathBuf)>) {
        self.files.retain(|(_, path)| !files.iter().any(|(_, other)| other == path));
        self.files.splice(0..0, files);
        self.files.truncate(FILES);
    }

    /// Remembers the scenario that a plan was left in, `None` for the baseline; says whether that is new.
    pub fn left_in(&mut self, plan: &Path, scenario: Option<u32>) -> bool {
        if self.scenario_of(plan) == scenario {
            return false;
        }
        self.scenarios.retain(|(other, _)| other != plan);
        if let Some(scenario) = scenario {
            self.scenarios.insert(0, (plan.to_owned(), scenario));
            self.scenarios.truncate(FILES);
        }
        true
    }

    /// The scenario that a plan was left in; `None` for the baseline.
    pub fn scenario_of(&self, plan: &Path) -> Option<u32> {
        self.scenarios.iter().find(|(other, _)| other == plan).map(|(_, scenario)| *scenario)
    }

    /// Where the file with these bytes was last.
    pub fn file_with(&self, sha256: &str) -> Option<&Path> {
        self.files.iter().find(|(known, _)| known == sha256).map(|(_, path)| path.as_path())
    }

    /// Forgets everything but recent plans with their scenarios, files, and the renderer.
    pub fn reset(&mut self) {
        *self = Preferences {
            recent: std::mem::take(&mut self.recent),
            renderer: self.renderer.take(),
            files: std::mem::take(&mut self.files),
            scenarios: std::mem::take(&mut self.scenarios),
            file: self.file.take(),
            asked: self.asked,
            kept: Arc::clone(&self.kept),
            ..Preferences::default()
        };
    }

    /// Remembers how large everything is drawn, and the window's size in points as they are at this zoom: a
    /// window is opened by its size on the screen.
    pub fn remember_window(&mut self, zoom: f32, size: Option<[f32; 2]>) {
        self.zoom = zoom;
        self.size = size.map(|size| size.map(|side| side * zoom)).or(self.size);
    }

    /// The renderer to begin with.
    pub fn renderer(&self) -> Option<Renderer> {
        match self.renderer.as_deref() {
            Some("glow") => Some(Renderer::Glow),
            Some("wgpu") => Some(Renderer::Wgpu),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_late_takes_no_place_of_what_was_asked_for_later() {
        let folder = tempfile::tempdir().unwrap();
        let (mut preferences, plan) = (Preferences::load(folder.path()), Path::new("a.fairshare"));
        assert!(preferences.left_in(plan, Some(1)));
        let first = preferences.keep();
        assert!(preferences.left_in(plan, Some(2)));
        let second = preferences.keep();
        assert!(!preferences.left_in(plan, Some(2)), "nothing new");
        second();
        first();
        assert_eq!(Preferences::load(folder.path()).scenario_of(plan), Some(2));
        // The baseline is remembered by no scenario.
        assert!(preferences.left_in(plan, None));
        preferences.keep()();
        assert_eq!(Preferences::load(folder.path()).scenario_of(plan), None);
    }

    #[test]
    fn a_window_closed_at_twice_the_size_opens_as_large_as_it_was() {
        let mut preferences = Preferences::default();
        preferences.remember_window(2.0, Some([640.0, 400.0]));
        assert_eq!((preferences.zoom, preferences.size), (2.0, Some([1280.0, 800.0])));
        preferences.remember_window(1.0, Some([1280.0, 800.0]));
        assert_eq!(preferences.size, Some([1280.0, 800.0]));
        // A frame in which the system does not say it forgets nothing.
        preferences.remember_window(1.5, None);
        assert_eq!((preferences.zoom, preferences.size), (1.5, Some([1280.0, 800.0])));
    }
}
