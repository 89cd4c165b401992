//! The window: the only place that knows egui.
//!
//! In reading order: [`run`] (renderers), [`app`] (a frame's two halves), `action` (what a user can ask),
//! `document` (the open plan), `explain` (the panel beside every page), `jobs` (work beside the window),
//! `assistant` and `intake` (files on their way in), `pages`, `widgets`, `theme`. A page reads the document
//! and pushes actions; it changes nothing itself, touches no file and works no figure out.

mod action;
pub mod app;
mod assistant;
mod dialog;
mod document;
mod effect;
mod explain;
pub mod files;
pub mod frame_log;
mod intake;
mod jobs;
mod keyboard;
mod pages;
mod palette;
mod path_field;
mod peer_group_dialog;
pub mod preferences;
mod route;
mod run;
mod scenario;
mod scenario_dialog;
mod scenario_menu;
mod shortcuts;
pub mod theme;
mod watch;
pub mod widgets;

pub use action::{Action, ExportOrder, ExportRows, PeerGroupForm, ScenarioForm};
pub use route::Page;
pub use run::run;
