//! The real window on the pages that are measured.

use std::path::{Path, PathBuf};

use eframe::App as _;
use eframe::egui::Context;
use eframe::egui::accesskit::Role;
use fairshare::report::ComparisonColumn;
use fairshare::ui::app::{FairShare, Start};
use fairshare::ui::files::{Answer, FilePicker, Purpose};
use fairshare::ui::frame_log::FrameLog;
use fairshare::ui::preferences::{CompareChart, Preferences};
use fairshare::ui::{Action, Page as Route};

use crate::common::plan::professions;
use crate::hands::Hands;
use crate::stage::Stage;

/// A page, what is measured on it, and where the hands are.
pub struct Page {
    /// The middle frame, and the 99th of 100.
    pub jobs: [&'static str; 2],
    pub route: Route,
    pub chart_kind: CompareChart,
    /// A place among the rows.
    pub rows: [f32; 2],
    /// A place in the chart beside them, if there is one.
    pub chart: Option<[f32; 2]>,
}

pub const PAGES: &[Page] = &[
    Page {
        jobs: ["rug: middle frame", "rug: 99 of 100 frames"],
        route: Route::Rug,
        chart_kind: CompareChart::Funnel,
        rows: [520.0, 480.0],
        chart: None,
    },
    Page {
        jobs: ["compare, funnel: middle frame", "compare, funnel: 99 of 100 frames"],
        route: Route::Compare,
        chart_kind: CompareChart::Funnel,
        rows: [420.0, 520.0],
        chart: Some([1050.0, 520.0]),
    },
    Page {
        jobs: ["compare, bars: middle frame", "compare, bars: 99 of 100 frames"],
        route: Route::Compare,
        chart_kind: CompareChart::Ratios,
        rows: [420.0, 520.0],
        chart: Some([1050.0, 520.0]),
    },
];

/// How many columns the comparison shows until one chooses others.
pub fn compared_columns() -> usize {
    ComparisonColumn::ALL.iter().filter(|column| column.shown_at_first()).count()
}

/// Nobody is asked for a file.
struct Nobody;

impl FilePicker for Nobody {
    fn pick(&self, _purpose: Purpose, _start: Option<&Path>) -> Answer {
        Box::pin(async { Vec::new() })
    }
}

impl Stage {
    /// The window on a page, once everything on it is there and hands do there what they should.
    pub fn ours(page: &Page, plan: &Path, organisations: usize) -> Stage {
        let ctx = Context::default();
        let mut preferences = Preferences::default();
        preferences.professions.clear();
        preferences.page = page.route;
        preferences.compare.chart = page.chart_kind;
        let start = Start {
            preferences,
            picker: Box::new(Nobody),
            data_folder: PathBuf::new(),
            first: Some(Action::OpenFiles(vec![plan.to_owned()])),
            frames: FrameLog::none(),
        };
        let mut app = FairShare::new(&ctx, start);
        let mut frame = eframe::Frame::_new_kittest();
        let mut stage = Stage::new(
            ctx,
            Box::new(move |ui| {
                app.logic(ui.ctx(), &mut frame);
                app.ui(ui, &mut frame);
            }),
        );
        // The rug has a row for the total of all.
        let rows = organisations + 1 + usize::from(page.route == Route::Rug);
        let columns = match page.route {
            Route::Rug => professions().len() + 1,
            _ => compared_columns(),
        };
        stage.wait_for("the table", |node| {
            node.role() == Role::Table && node.row_count() == Some(rows) && node.column_count() == Some(columns)
        });
        let chart = page.chart.is_some();
        stage.pass(&Hands::of(page, true));
        // A row that a point selects is scrolled to once the selection rests.
        (0..12).for_each(|_| _ = stage.frame(Vec::new()));
        let selected =
            |stage: &Stage, role| stage.hears(|node| node.role() == role && node.is_selected() == Some(true));
        assert!(selected(&stage, Role::Row), "no row was selected");
        assert_eq!(selected(&stage, Role::ListBoxOption), chart, "the chart has no point selected");
        stage
    }
}
