//! The floor: an empty table and an empty plot of the same size, as the toolkit has them. Rows and cells
//! are laid out and nothing is in them.

use eframe::egui::{CentralPanel, Context, Rect, Ui, UiBuilder, pos2};
use egui_extras::{Column, TableBuilder};
use egui_plot::Plot;

use crate::common::plan::professions;
use crate::ours::{Page, compared_columns};
use crate::stage::Stage;

/// As high as a row of ours.
const ROW: f32 = 32.0;

impl Stage {
    /// What stands where a page has its table and its chart.
    pub fn floor(page: &Page, organisations: usize) -> Stage {
        let ctx = Context::default();
        fairshare::ui::theme::install(&ctx);
        let chart = page.chart.is_some();
        let mut stage = Stage::new(
            ctx,
            Box::new(move |ui| {
                CentralPanel::default().show(ui, |ui| {
                    let room = ui.available_rect_before_wrap();
                    if !chart {
                        return table(ui, professions().len() + 1, organisations);
                    }
                    let middle = room.left() + (room.width() * 0.56).round();
                    let left = Rect::from_min_max(room.min, pos2(middle, room.bottom()));
                    let right = Rect::from_min_max(pos2(middle + 24.0, room.top()), room.max);
                    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
                        table(ui, compared_columns(), organisations)
                    });
                    ui.scope_builder(UiBuilder::new().max_rect(right), plot);
                });
            }),
        );
        stage.frame(Vec::new());
        stage
    }
}

fn table(ui: &mut Ui, columns: usize, rows: usize) {
    let head = TableBuilder::new(ui).columns(Column::exact(112.0), columns).header(ROW, |mut head| {
        for _ in 0..columns {
            head.col(|_| ());
        }
    });
    head.body(|body| {
        body.rows(ROW, rows, |mut row| {
            for _ in 0..columns {
                row.col(|_| ());
            }
        });
    });
}

fn plot(ui: &mut Ui) {
    Plot::new("empty").allow_zoom(false).allow_drag(false).allow_scroll(false).show(ui, |_| ());
}
