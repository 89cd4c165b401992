//! Drawing the panel.

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Key, Label, RichText, ScrollArea, Ui};

use super::super::action::Action;
use super::super::document::Document;
use super::super::theme::{Tokens, semibold, size, space};
use super::super::widgets::{DataTable, field_label, link_button, note, secondary, section_title};
use super::rows::{Parts, SourceRows, part_columns};
use super::{ExplainPanel, Told};
use crate::model::counted;
use crate::report::FigureStory;
use crate::ui::Page;

/// What was asked for in the panel itself.
enum Pressed {
    Part(usize),
    Back,
}

impl ExplainPanel {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, document: &Document, actions: &mut Vec<Action>) {
        self.place = Some(ui.max_rect());
        ui.horizontal(|ui| {
            section_title(ui, "Explain");
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                let close = link_button(ui, "Close").on_hover_text("Escape").accessible_name("Close the explanation");
                if std::mem::take(&mut self.focus) {
                    close.request_focus();
                }
                if close.clicked() {
                    actions.push(Action::CloseExplain);
                }
            });
        });
        let Some(told) = self.told.clone().filter(|_| self.wanted.is_some()) else {
            ui.add_space(space::SMALL);
            note(
                ui,
                match (self.gone, &self.wanted) {
                    (true, _) => "The organisation of this figure is no longer in the plan. Choose another figure.",
                    (false, Some(_)) => "Working it out…",
                    (false, None) => {
                        "Choose a figure: press a cell of a table, or the rate on a card. Here it says how it was made, down to the rows of the files."
                    }
                },
            );
            return;
        };
        // What the page showed when it was asked may be older than what is told: it follows every change.
        let fresh = !document.stale && self.asking(document).is_some_and(|asking| asking.is_same(&told.asking));
        let mut pressed = None;
        let mut scroll = ScrollArea::vertical().auto_shrink(false);
        if std::mem::take(&mut self.from_the_top) {
            scroll = scroll.vertical_scroll_offset(0.0);
        }
        scroll.show(ui, |ui| {
            if let Some((_, name)) = self.trail.last()
                && link_button(ui, &format!("Back to {name}")).clicked()
            {
                pressed = Some(Pressed::Back);
            }
            if !fresh {
                note(ui, "Working it out again…");
                ui.set_opacity(0.6);
            }
            figure(ui, &told.story);
            pressed = self.parts(ui, &told).map(Pressed::Part).or(pressed.take());
            pressed = beside(ui, &told.story).map(Pressed::Part).or(pressed.take());
            lines(ui, "Edits of the scenario", &told.story.edits);
            lines(ui, "Worth knowing", &told.story.notes);
            self.source_rows(ui, document, &told, actions);
            settings(ui, &told.story, actions);
        });
        match pressed {
            Some(Pressed::Part(part)) => self.drill(part),
            Some(Pressed::Back) => self.back(),
            None if self.trail.is_empty() => {}
            None => {
                let back = ui.input_mut(|input| input.consume_key(eframe::egui::Modifiers::ALT, Key::ArrowLeft));
                if back {
                    self.back();
                }
            }
        }
    }

    /// The figures that it is made from. One press leads to theirs.
    fn parts(&mut self, ui: &mut Ui, told: &Told) -> Option<usize> {
        let parts = &told.story.parts;
        if parts.is_empty() {
            return None;
        }
        ui.add_space(space::CARD);
        let title = told.story.parts_title;
        let columns = part_columns(title, told.have_values);
        let model = Parts { parts, columns: &columns, revision: self.revision };
        let number = parts.len() as u64;
        let caption = match told.story.is_made_of_figures() {
            true if told.parts_lead => {
                format!("{title} {}; press one to see how it was made", counted(number, "figure", "figures"))
            }
            true => format!("{title} {}", counted(number, "figure", "figures")),
            false => format!("{title}: {}", counted(number, "line", "lines")),
        };
        let report = DataTable::new("parts", &caption).max_height(250.0).show(ui, &model, &mut self.parts);
        let explained = report.explained.map(|(key, _)| key);
        report.pressed.or(report.opened).or(explained).and_then(|key| usize::try_from(key.0).ok())
    }

    /// The source rows, and the way to them.
    fn source_rows(&mut self, ui: &mut Ui, document: &Document, told: &Told, actions: &mut Vec<Action>) {
        let story = &told.story;
        if story.rows.is_empty() {
            return;
        }
        ui.add_space(space::CARD);
        field_label(ui, &format!("Source rows: {}", story.rows_words));
        let names = &document.contents.baseline.names;
        let model = SourceRows { rows: &story.rows, file_lines: &told.file_lines, names, revision: self.revision };
        let report = DataTable::new("rows", "Source rows").max_height(300.0).show(ui, &model, &mut self.rows);
        let chosen = match story.rows.as_slice() {
            [only] => Some(only),
            _ => self.rows.selected.and_then(|key| model.row_of(key)),
        };
        ui.add_space(space::TIGHT);
        let words = chosen.map_or("Choose a row to see it in Data".to_owned(), |row| {
            format!("Show line {} of {} in Data", crate::model::count(row.line.into()), names.of(row.source))
        });
        let button = ui.add_enabled(chosen.is_some(), eframe::egui::Button::new(words));
        if let Some(row) = chosen.filter(|_| button.clicked() || report.opened.is_some()) {
            actions.push(Action::ShowLine { source: row.source, line: row.line });
        }
    }
}

/// The figure in large type, its formula in words and with its values.
fn figure(ui: &mut Ui, story: &FigureStory) {
    let tokens = Tokens::of(ui);
    let name = secondary(ui, story.name.as_str());
    ui.label(name);
    let colour = if story.missing.is_some() { tokens.secondary } else { tokens.text };
    let value = ui.label(RichText::new(&story.value).font(semibold(size::TITLE)).color(colour));
    let subject = match &story.scenario {
        Some(scenario) => format!("{}. Scenario: {scenario}", story.subject),
        None => story.subject.clone(),
    };
    let said = match &story.missing {
        Some(reason) => format!("{}, {subject}: missing. {reason}", story.name),
        None => format!("{}, {subject}: {}. {}", story.name, story.value, story.formula),
    };
    ui.ctx().accesskit_node_builder(value.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(said);
    });
    let subject = secondary(ui, subject);
    ui.label(subject);
    ui.add_space(space::SMALL);
    if let Some(reason) = &story.missing {
        ui.label(reason);
    }
    ui.add(Label::new(&story.formula).wrap());
    // A bare count says nothing twice.
    if let Some(values) = story.with_values.as_ref().filter(|values| **values != story.value) {
        ui.add(Label::new(RichText::new(values).font(semibold(size::BODY))).selectable(true).wrap());
    }
    note(ui, &format!("Rule: {}", story.rule));
}

/// Figures that it is not made from. One press leads to theirs, which count on from its parts.
fn beside(ui: &mut Ui, story: &FigureStory) -> Option<usize> {
    if story.beside.is_empty() {
        return None;
    }
    ui.add_space(space::CARD);
    field_label(ui, "Beside it");
    let mut pressed = None;
    for (number, part) in story.beside.iter().enumerate() {
        let words = format!("{}: {}", part.name, part.value);
        if part.beneath.is_none() {
            ui.label(words);
        } else if link_button(ui, &words).clicked() {
            pressed = Some(story.parts.len() + number);
        }
    }
    pressed
}

fn lines(ui: &mut Ui, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    ui.add_space(space::CARD);
    field_label(ui, title);
    for line in lines {
        ui.add(Label::new(line).wrap());
    }
}

fn settings(ui: &mut Ui, story: &FigureStory, actions: &mut Vec<Action>) {
    if story.settings.is_empty() {
        return;
    }
    ui.add_space(space::CARD);
    field_label(ui, "Settings it used");
    for setting in &story.settings {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(&setting.words).wrap());
        note(ui, &setting.from);
        ui.add_space(space::SMALL);
    }
    ui.spacing_mut().item_spacing.y = space::SMALL;
    if link_button(ui, "Change settings").clicked() {
        actions.push(Action::Go(Page::Method));
    }
}

/// The button that opens and closes the panel, for the filters of every page with figures.
pub fn explain_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    let button = ui.button("Explain").on_hover_text("Where the chosen figure comes from (Space)");
    if button.clicked() {
        actions.push(Action::ToggleExplain);
    }
}
