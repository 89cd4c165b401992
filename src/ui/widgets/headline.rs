//! The headline of a profession: its rate, how many meet their share, the weeks short, the spread.

use std::sync::Arc;

use eframe::egui;
use eframe::egui::{Align2, CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::ellipsis::elide_middle;
use super::keys;
use super::spread::RatioSpread;
use crate::ui::theme::{Tokens, regular, semibold, size, space};

/// What a headline card says. Figures come formatted.
#[derive(Clone, Debug)]
pub struct Headline<'a> {
    /// "Physiotherapy".
    pub title: &'a str,
    /// "3.52", or the word that stands in its place ("no rate").
    pub figure: &'a str,
    /// "weeks per FTE".
    pub unit: &'a str,
    /// Short sentences: "12 of 29 meet their share", "410 weeks short". Long ones wrap; each can be pressed.
    pub lines: Vec<&'a str>,
    /// The spread of ratios, where there is one.
    pub spread: Option<&'a RatioSpread>,
    /// Whether the page is narrowed to it.
    pub selected: bool,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadlinePress {
    /// The title of a card: the page narrows to it.
    Card(usize),
    /// The figure on a card: it wants explaining.
    Figure(usize),
    /// A sentence of a card, by its number: the same.
    Line(usize, usize),
    /// The picture of how ratios spread: the same.
    Spread(usize),
}

/// Narrower than this, cards go below each other.
const LEAST: f32 = 216.0;

/// A card alone is no wider: its spread would be a few broad slabs.
const WIDEST_ALONE: f32 = 440.0;

/// Cards beside each other, as many as fit on a line, equally wide. Tells what was pressed.
pub fn headlines(ui: &mut Ui, cards: &[Headline<'_>]) -> Option<HeadlinePress> {
    if cards.is_empty() {
        return None;
    }
    let gap = space::CARD;
    let available = ui.available_width();
    let on_a_line = (((available + gap) / (LEAST + gap)) as usize).clamp(1, cards.len());
    let width = ((available - gap * (on_a_line - 1) as f32) / on_a_line as f32).floor();
    let width = if cards.len() == 1 { width.min(WIDEST_ALONE) } else { width };
    let line = |size: f32| (size * 1.35).ceil();
    let room = width - 2.0 * space::CARD;
    let high = |card: &Headline<'_>| card.lines.iter().map(|line| layout(ui, line, room).size().y).sum::<f32>();
    let tallest = cards.iter().map(high).fold(0.0, f32::max);
    let inside = line(size::BODY) + space::TIGHT + line(size::TITLE) + tallest;
    let foot =
        if cards.iter().any(|card| card.spread.is_some()) { space::SMALL + RatioSpread::HEIGHT - 4.0 } else { 0.0 };
    let height = space::CARD * 2.0 + inside + foot;
    let mut pressed = None;
    let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing, vec2(gap, gap));
    for (row, cards) in cards.chunks(on_a_line).enumerate() {
        ui.horizontal(|ui| {
            for (column, headline) in cards.iter().enumerate() {
                let number = row * on_a_line + column;
                pressed = headline_card(ui, headline, width, height, number).or(pressed);
            }
        });
    }
    ui.spacing_mut().item_spacing = spacing;
    pressed
}

/// A sentence of a card, wrapped to its width. egui keeps the layout from frame to frame.
fn layout(ui: &Ui, line: &str, width: f32) -> Arc<egui::Galley> {
    ui.fonts_mut(|fonts| fonts.layout(line.to_owned(), regular(size::SECONDARY), egui::Color32::PLACEHOLDER, width))
}

/// A part of a card that can be pressed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Title,
    Figure,
    Line(usize),
    Spread,
}

/// Draws a card. Its parts are one Tab stop: up and down move from part to part.
fn headline_card(
    ui: &mut Ui,
    headline: &Headline<'_>,
    width: f32,
    height: f32,
    number: usize,
) -> Option<HeadlinePress> {
    let tokens = Tokens::of(ui);
    let (rect, card) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let edge = if headline.selected { (2.0, tokens.accent) } else { (space::HAIRLINE, tokens.hairline) };
    ui.painter().rect(rect, CornerRadius::same(space::CORNER), tokens.paper, Stroke::from(edge), StrokeKind::Inside);

    let inside = rect.shrink(space::CARD);
    let mut parts = Parts::of(ui, card.id, 2 + headline.lines.len() + usize::from(headline.spread.is_some()));
    let title = written(ui, headline.title, semibold(size::BODY), inside.min, inside.width());
    let spread = headline.spread.map(RatioSpread::sentence).unwrap_or_default();
    let lines = headline.lines.join(". ");
    let words = format!("{}: {} {}. {lines}. {spread}", headline.title, headline.figure, headline.unit);
    let below = pos2(inside.left(), title.1.bottom());
    let response = parts.part(ui, title, tokens.text, words.trim());
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, headline.selected, words.trim()));
    let mut pressed = response.clicked().then_some(Part::Title);
    response.on_hover_text(if headline.selected { "Show the other professions again" } else { "Show this one only" });

    let figure = written(ui, headline.figure, semibold(size::TITLE), below, inside.width());
    // The unit stands on the figure's baseline: both fonts have it at the same part of the line.
    let baseline = figure.1.bottom() - size::TITLE * 0.33 + size::SECONDARY * 0.33;
    let at = pos2(figure.1.right() + 6.0, baseline);
    ui.painter().text(at, Align2::LEFT_BOTTOM, headline.unit, regular(size::SECONDARY), tokens.secondary);
    let explain = |what: &str| format!("Explain {what}, {}", headline.title.to_lowercase());
    let mut top = figure.1.bottom();
    let response = parts.part(ui, figure, tokens.text, &explain(&format!("{} {}", headline.figure, headline.unit)));
    if response.on_hover_text("Where this comes from").clicked() {
        pressed = Some(Part::Figure);
    }
    for (line, text) in headline.lines.iter().enumerate() {
        let galley = layout(ui, text, inside.width());
        let place = Rect::from_min_size(pos2(inside.left(), top), galley.size());
        top = place.bottom();
        if parts.part(ui, (galley, place), tokens.text, &explain(text)).clicked() {
            pressed = Some(Part::Line(line));
        }
    }
    if let Some(spread) = headline.spread {
        let foot = Rect::from_min_max(pos2(inside.left(), inside.bottom() - RatioSpread::HEIGHT), inside.max);
        spread.paint(ui, foot);
        let response = parts.place(ui, foot, &explain("the spread of provision ratios"));
        if response.on_hover_text("Where this comes from").clicked() {
            pressed = Some(Part::Spread);
        }
    }
    parts.keep(ui);
    pressed.map(|part| match part {
        Part::Title => HeadlinePress::Card(number),
        Part::Figure => HeadlinePress::Figure(number),
        Part::Line(line) => HeadlinePress::Line(number, line),
        Part::Spread => HeadlinePress::Spread(number),
    })
}

/// A text on one line, and where it stands.
fn written(ui: &Ui, text: &str, font: egui::FontId, at: egui::Pos2, width: f32) -> (Arc<egui::Galley>, Rect) {
    let short = elide_middle(ui, text, &font, width);
    let shown = short.as_deref().unwrap_or(text).to_owned();
    let galley = ui.painter().layout_no_wrap(shown, font, egui::Color32::PLACEHOLDER);
    let place = Rect::from_min_size(at, galley.size());
    (galley, place)
}

/// The parts of a card as they are drawn one after another, and the one that Tab comes to.
struct Parts {
    card: egui::Id,
    count: usize,
    stop: usize,
    next: usize,
    moved: i64,
}

impl Parts {
    fn of(ui: &Ui, card: egui::Id, count: usize) -> Parts {
        let kept: usize = ui.data(|data| data.get_temp(card)).unwrap_or_default();
        Parts { card, count, stop: kept.min(count - 1), next: 0, moved: 0 }
    }

    /// Draws a part, with a dotted line beneath it where it can be pressed.
    fn part(
        &mut self,
        ui: &Ui,
        (galley, place): (Arc<egui::Galley>, Rect),
        ink: egui::Color32,
        said: &str,
    ) -> Response {
        let tokens = Tokens::of(ui);
        let always = self.next < 2;
        let response = self.place(ui, place, said);
        let here = response.hovered() || response.has_focus();
        let ink = if here { tokens.accent } else { ink };
        ui.painter().galley(place.min, galley, ink);
        if here || always {
            let under = place.bottom() - if always { 2.0 } else { 1.0 };
            let ends = [pos2(place.left(), under), pos2(place.right(), under)];
            let line = if here { ink } else { tokens.control };
            ui.painter().extend(egui::Shape::dotted_line(&ends, line, 4.0, 1.0));
        }
        response
    }

    /// A place that can be pressed by itself, with nothing drawn but where the keyboard is.
    fn place(&mut self, ui: &Ui, place: Rect, said: &str) -> Response {
        let is_stop = self.next == self.stop;
        let response = ui.interact(place, self.id(self.next), if is_stop { Sense::click() } else { Sense::CLICK });
        self.next += 1;
        let keys = keys::take(ui, &response, self.count);
        self.moved = if keys.rows == 0 { self.moved } else { keys.rows };
        if response.has_focus() {
            let ring = Stroke::new(1.5, Tokens::of(ui).focus);
            ui.painter().rect_stroke(place.expand2(vec2(5.0, 0.0)), CornerRadius::same(2), ring, StrokeKind::Inside);
        }
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, said));
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }

    /// Remembers where the keyboard has moved to.
    fn keep(self, ui: &Ui) {
        if let Some(part) = keys::step(Some(self.stop), self.moved, self.count).filter(|part| *part != self.stop) {
            ui.data_mut(|data| data.insert_temp(self.card, part));
            ui.memory_mut(|memory| memory.request_focus(self.id(part)));
            ui.ctx().request_repaint();
        }
    }

    fn id(&self, part: usize) -> egui::Id {
        self.card.with(("part", part))
    }
}
