//! Every widget of the window with made-up figures, to look at.
//!
//! `cargo run --example gallery -- [light|dark|system] [zoom] [overview|pieces|states|many]`

mod data;
mod pages;

use std::collections::BTreeSet;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, ThemePreference, Ui, ViewportBuilder};
use fairshare::ui::theme::{self, Tokens, space};
use fairshare::ui::widgets::{BarsState, RailItem, RowKey, Saved, TableState, Toasts, plan_bar, rail, status_line};

use crate::data::Organisations;

fn main() -> eframe::Result {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is = |word: &str| words.iter().any(|w| w == word);
    let zoom = words.iter().find_map(|w| w.parse::<f32>().ok()).unwrap_or(1.0);
    let preference = match () {
        () if is("dark") => ThemePreference::Dark,
        () if is("system") => ThemePreference::System,
        () => ThemePreference::Light,
    };
    let page = PAGES.iter().position(|page| is(&page.to_lowercase())).unwrap_or(0);
    let size = |prefix: &str, other: f32| {
        words.iter().find_map(|w| w.strip_prefix(prefix).and_then(|n| n.parse().ok())).unwrap_or(other)
    };
    let viewport = ViewportBuilder::default()
        .with_title("Gallery – Fair Share Planner")
        .with_inner_size([size("w=", 1280.0), size("h=", 800.0)])
        .with_position([0.0, 0.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native(
        "fairshare-gallery",
        options,
        Box::new(move |cc| {
            theme::install(&cc.egui_ctx);
            cc.egui_ctx.set_theme(preference);
            cc.egui_ctx.set_zoom_factor(zoom);
            Ok(Box::new(Gallery::new(page)))
        }),
    )
}

const PAGES: [&str; 4] = ["Overview", "Pieces", "States", "Many"];

struct Gallery {
    page: usize,
    few: Organisations,
    many: Organisations,
    table: TableState,
    bars: BarsState,
    years: usize,
    professions: BTreeSet<usize>,
    search: String,
    profession: Option<usize>,
    toasts: Toasts<&'static str>,
    said: String,
}

impl Gallery {
    fn new(page: usize) -> Self {
        let mut toasts = Toasts::default();
        if page == 1 {
            toasts.offer("Exported 24 rows to North Fells 2018-19.xlsx", "Show in folder", "show");
        }
        let few = Organisations::made_up(24);
        let mut table = TableState::sorted("gap", false);
        table.select(RowKey(4));
        Self {
            page,
            few,
            many: Organisations::made_up(20_000),
            table,
            bars: BarsState::default(),
            years: 0,
            professions: BTreeSet::from([0, 1, 2]),
            search: String::new(),
            profession: Some(0),
            toasts,
            said: String::new(),
        }
    }
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        let tokens = Tokens::of(ui);
        let bar = |margin: Margin| Frame::new().fill(tokens.raised).inner_margin(margin);
        Panel::top("plan").frame(bar(Margin::symmetric(12, 6))).show(ui, |ui| {
            let _asked = plan_bar(
                ui,
                "North Fells plan",
                "Baseline",
                "observed, each year its own",
                Saved::All,
                |ui| {
                    let _open = ui.button("Open…");
                },
                |ui| {
                    let _new = ui.button("New scenario…");
                },
            );
        });
        Panel::bottom("status").frame(bar(Margin::symmetric(12, 4))).show(ui, |ui| {
            status_line(ui, "24 organisations · 3 professions · 69 figures · 2 without a return", false, &self.said);
        });
        Panel::left("rail").exact_size(148.0).resizable(false).frame(bar(Margin::same(8))).show(ui, |ui| {
            let items =
                PAGES.map(|name| RailItem { name, count: if name == "States" { 3 } else { 0 }, waiting: "findings" });
            if let Some(page) = rail(ui, &items, self.page) {
                self.page = page;
            }
        });
        let margin = Margin::symmetric(space::GROUP as i8, space::CARD as i8);
        CentralPanel::default().frame(Frame::new().fill(tokens.paper).inner_margin(margin)).show(ui, |ui| match PAGES
            [self.page]
        {
            "Overview" => pages::overview(ui, self, false),
            "Many" => pages::overview(ui, self, true),
            "Pieces" => pages::pieces(ui, self),
            _ => pages::states(ui),
        });
        if let Some(action) = self.toasts.show(ui.ctx()) {
            self.said = format!("Toast: {action}");
        }
    }
}

impl Gallery {
    fn note(&mut self, said: String) {
        self.said = said;
    }
}
