//! The pages. Each reads the document and pushes actions; what it keeps between frames is its own.

mod assumptions;
mod compare;
mod data;
mod data_line;
mod filters;
mod findings;
mod history;
mod import;
mod method;
mod organisation;
mod overlap;
mod overview;
mod peer_groups;
mod peers;
mod rug;
mod welcome;
mod what_if;

use eframe::egui::{Rect, Ui, UiBuilder, vec2};

use super::action::Action;
use crate::model::counted;

pub use compare::ComparePage;
pub use data::DataPage;
pub use filters::Filters;
pub use history::HistoryPage;
pub use method::MethodPage;
pub use organisation::{OrganisationPage, Profiled};
pub use overview::OverviewPage;
pub use rug::{RugPage, ShownRug};
pub use welcome::{loading, welcome};
pub use what_if::{Compared, WhatIfPage};

/// Says that rows went to the clipboard: nothing on the page shows it.
fn say_copied(rows: usize, actions: &mut Vec<Action>) {
    actions.push(Action::Say(format!("Copied {}", counted(rows as u64, "row", "rows"))));
}

/// A table with its header is no lower than this: rather the page scrolls.
const LEAST_TABLE: f32 = 320.0;

/// Gives a table what is left of the page, and never less than it needs to be read.
fn table_room<R>(ui: &mut Ui, table: impl FnOnce(&mut Ui) -> R) -> R {
    let left = ui.available_rect_before_wrap();
    let room = Rect::from_min_size(left.min, vec2(left.width(), left.height().max(LEAST_TABLE)));
    ui.scope_builder(UiBuilder::new().max_rect(room), table).inner
}
