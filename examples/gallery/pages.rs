//! The gallery's pages.

use eframe::egui::{self, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};
use fairshare::model::{Profession, Status};
use fairshare::ui::theme::{regular, size, space};
use fairshare::ui::widgets::{
    BarChart, BarsModel, Callout, Choice, DataTable, Headline, HeadlinePress, Progress, RatioSpread, TableModel, Tone,
    card, choose_many, choose_one, column_menu, empty_state, field_label, headlines, key_values, link_button,
    name_label, note, page_title, primary_button, progress, search_field, section_title, status_mark,
};

use crate::Gallery;

pub fn overview(ui: &mut Ui, gallery: &mut Gallery, many: bool) {
    // A low window, or one that is zoomed, scrolls as a page; the table never gets lower than this.
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        filters(ui, gallery);
        ui.add_space(space::SMALL);
        if !many {
            cards(ui, gallery);
            ui.add_space(space::SMALL);
        }
        let height = ui.available_height().max(320.0);
        let (room, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let beside = room.width() > 820.0;
        let split = if beside { room.left() + (room.width() * 0.64).round() } else { room.right() };
        let left = Rect::from_min_max(room.min, pos2(split, room.bottom()));
        let right = Rect::from_min_max(pos2(split + space::GROUP, room.top()), room.max);
        ui.scope_builder(UiBuilder::new().max_rect(left), |ui| table(ui, gallery, many));
        if beside {
            ui.scope_builder(UiBuilder::new().max_rect(right), |ui| chart(ui, gallery, many));
        }
    });
}

fn table(ui: &mut Ui, gallery: &mut Gallery, many: bool) {
    let model = if many { &mut gallery.many } else { &mut gallery.few };
    let caption = "Organisations, Physiotherapy, 2018/19";
    let report = DataTable::new("overview", caption).show(ui, model, &mut gallery.table);
    if let Some(sort) = &report.sorted {
        model.sort(sort);
    }
    if let Some(key) = report.opened {
        gallery.note(format!("Open {}", key.0));
    }
    if let Some((key, column)) = report.explained {
        gallery.note(format!("Explain {} in column {column}", key.0));
    }
    if let Some(rows) = report.copied {
        gallery.note(format!("Copied {rows} rows"));
    }
}

fn chart(ui: &mut Ui, gallery: &mut Gallery, many: bool) {
    let model: &dyn BarsModel = if many { &gallery.many } else { &gallery.few };
    let chart = BarChart {
        title: "Expected and provided, Physiotherapy, 2018/19",
        unit: "placement weeks",
        sentence: "12 of 22 organisations meet their share.",
    };
    let report = chart.show(ui, model, &mut gallery.bars, &mut gallery.table.selected);
    if report.selected.is_some() {
        gallery.table.follow();
    }
}

fn filters(ui: &mut Ui, gallery: &mut Gallery) {
    let choices = Profession::BUILT_IN
        .each_ref()
        .map(|p| Choice { name: p.built_in_name().unwrap_or_default(), short: p.code() });
    ui.horizontal_wrapped(|ui| {
        choose_one(ui, "Academic year", &["2018/19", "2017/18", "2016/17"], &mut gallery.years);
        choose_many(ui, "professions", &choices, &mut gallery.professions);
        search_field(ui, "Search organisations", &mut gallery.search, 220.0);
        column_menu(ui, TableModel::columns(&gallery.few), &mut gallery.table);
    });
}

fn cards(ui: &mut Ui, gallery: &mut Gallery) {
    let spread = RatioSpread::new(gallery.few.ratios());
    let card = |title, figure, lines: [&'static str; 2], here| Headline {
        title,
        figure,
        unit: "weeks per FTE",
        lines: lines.to_vec(),
        spread: Some(&spread),
        selected: here,
    };
    let here = gallery.profession;
    let pressed = headlines(
        ui,
        &[
            card("Physiotherapy", "3.52", ["12 of 29 meet their share", "410 weeks short"], here == Some(0)),
            card("Occupational therapy", "3.80", ["15 of 32 meet their share", "286 weeks short"], here == Some(1)),
            card(
                "Speech and language therapy",
                "4.08",
                ["11 of 27 meet their share", "173 weeks short"],
                here == Some(2),
            ),
        ],
    );
    if let Some(HeadlinePress::Card(pressed)) = pressed {
        gallery.profession = Some(pressed);
    }
}

pub fn pieces(ui: &mut Ui, gallery: &mut Gallery) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        page_title(ui, "Pieces", "What pages are made of, each with an example.");
        ui.horizontal(|ui| {
            for status in Status::ALL {
                status_mark(ui, status);
                ui.add_space(space::SMALL);
            }
        });
        ui.add_space(space::SMALL);
        Callout::new(Tone::Note, "The group’s total equals its own average", "Every organisation shown is in the reference group, so the total is 100 % by construction.").show(ui);
        let pressed = Callout::new(
            Tone::Warning,
            "One organisation holds 54 % of the FTE",
            "The benchmark rate of occupational therapy rests mostly on Northmoor University Hospitals. Load more organisations, or set a rate with its source.",
        )
        .actions(&["Load files…", "Set a rate…", "Keep it"])
        .show(ui);
        Callout::new(
            Tone::Error,
            "The plan could not be saved",
            "The disk that holds “North Fells plan” is full. Your changes are kept in memory until there is room.",
        )
        .actions(&["Try again", "Save a copy…"])
        .show(ui);
        if let Some(pressed) = pressed {
            gallery.note(format!("Warning: button {pressed}"));
        }
        ui.add_space(space::SMALL);
        card(ui, |ui| {
            section_title(ui, "Northmoor University Hospitals");
            key_values(
                ui,
                "facts",
                [
                    ("Code", "RJ1"),
                    ("Region", "North East and Yorkshire"),
                    ("Eligible FTE", "208.4"),
                    ("Expected", "732.8 placement weeks = 208.4 FTE × 3.516 weeks per FTE"),
                ],
            );
        });
        card(ui, |ui| {
            let cancelled = progress(
                ui,
                Progress { what: "Reading placements 2018-19.csv", detail: "41,000 of 120,000 rows", fraction: Some(0.34) },
            );
            if cancelled {
                gallery.note("Cancelled".to_owned());
            }
        });
        card(ui, |ui| {
            let label = field_label(ui, "Hours per week");
            ui.add(egui::TextEdit::singleline(&mut gallery.search).desired_width(120.0)).labelled_by(label.id);
            note(ui, "Hours are turned into placement weeks by this. Source: NHS terms and conditions, 37.5 hours.");
            let mut on = true;
            ui.checkbox(&mut on, "Count apprentices");
            let mut which = 1;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::CARD;
                ui.radio_value(&mut which, 0, "All organisations");
                ui.radio_value(&mut which, 1, "A region");
                ui.radio_value(&mut which, 2, "A hand-picked list");
            });
            let mut share = 0.35;
            ui.add(egui::Slider::new(&mut share, 0.0..=1.0).text("2:1 uptake"));
            ui.horizontal(|ui| {
                let _ = primary_button(ui, "Import 1,388 rows");
                let _other = ui.button("Choose another file…");
                let _ = ui.add_enabled(false, egui::Button::new("Undo"));
                let _ = link_button(ui, "What does this change?");
            });
        });
        ui.allocate_ui(egui::vec2(240.0, 24.0), |ui| {
            name_label(ui, "Thornley and District Partnership and Children’s Services NHS Foundation Trust", regular(size::BODY))
        });
    });
}

pub fn states(ui: &mut Ui) {
    let _ = empty_state(
        ui,
        "No placement returns yet",
        "This page will compare what each organisation provides with its fair share. Import the placement returns of one academic year to begin.",
        Some("Import files…"),
    );
}
