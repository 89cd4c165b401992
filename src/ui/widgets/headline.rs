//! The headline of a profession: its rate, how many meet their share, the weeks short, the spread.

use eframe::egui;
use eframe::egui::{Align2, CornerRadius, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::ellipsis::elide_middle;
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
    /// A card.
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

/// Cards beside each other, as many as fit on a line, equally wide. Tells what was pressed.
pub fn headlines(ui: &mut Ui, cards: &[Headline<'_>]) -> Option<HeadlinePress> {
    if cards.is_empty() {
        return None;
    }
    let gap = space::CARD;
    let available = ui.available_width();
    let on_a_line = (((available + gap) / (LEAST + gap)) as usize).clamp(1, cards.len());
    let width = ((available - gap * (on_a_line - 1) as f32) / on_a_line as f32).floor();
    let line = |size: f32| (size * 1.35).ceil();
    let room = width - 2.0 * space::CARD;
    let high = |card: &Headline<'_>| card.lines.iter().map(|line| layout(ui, line, room).size().y).sum::<f32>();
    let tallest = cards.iter().map(high).fold(0.0, f32::max);
    let inside = line(size::BODY) + space::TIGHT + line(size::TITLE) + tallest;
    let height = space::CARD * 2.0 + inside + space::SMALL + RatioSpread::HEIGHT - 4.0;
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
fn layout(ui: &Ui, line: &str, width: f32) -> std::sync::Arc<egui::Galley> {
    ui.fonts_mut(|fonts| fonts.layout(line.to_owned(), regular(size::SECONDARY), egui::Color32::PLACEHOLDER, width))
}

fn headline_card(
    ui: &mut Ui,
    headline: &Headline<'_>,
    width: f32,
    height: f32,
    number: usize,
) -> Option<HeadlinePress> {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let fill = if response.hovered() { tokens.raised } else { tokens.paper };
    let (edge, corner) = match () {
        () if response.has_focus() => (Stroke::new(2.0, tokens.focus), space::CORNER),
        () if headline.selected => (Stroke::new(2.0, tokens.accent), space::CORNER),
        () => (Stroke::new(space::HAIRLINE, tokens.hairline), space::CORNER),
    };
    ui.painter().rect(rect, CornerRadius::same(corner), fill, edge, StrokeKind::Inside);

    let inside = rect.shrink(space::CARD);
    let mut top = inside.top();
    let mut say = |text: &str, font: egui::FontId, ink: egui::Color32| {
        let short = elide_middle(ui, text, &font, inside.width());
        let shown = short.as_deref().unwrap_or(text);
        let drawn = ui.painter().text(pos2(inside.left(), top), Align2::LEFT_TOP, shown, font, ink);
        top = drawn.bottom();
        drawn
    };
    say(headline.title, semibold(size::BODY), tokens.text);
    let figure = say(headline.figure, semibold(size::TITLE), tokens.text);
    // The unit stands on the figure's baseline: both fonts have it at the same part of the line.
    let baseline = figure.bottom() - size::TITLE * 0.33 + size::SECONDARY * 0.33;
    let at = pos2(figure.right() + 6.0, baseline);
    ui.painter().text(at, Align2::LEFT_BOTTOM, headline.unit, regular(size::SECONDARY), tokens.secondary);
    let explain = pressable(ui, headline, figure.union(Rect::from_center_size(at, vec2(0.0, 0.0))), response.id);
    let explained = sentences(ui, headline, pos2(inside.left(), figure.bottom()), inside.width(), response.id);
    let mut spread_pressed = false;
    if let Some(spread) = headline.spread {
        let foot = Rect::from_min_max(pos2(inside.left(), inside.bottom() - RatioSpread::HEIGHT), inside.max);
        spread.paint(ui, foot);
        let name = format!("Explain the spread of provision ratios, {}", headline.title.to_lowercase());
        spread_pressed = explains(ui, foot, response.id.with("spread"), &name);
    }
    response.widget_info(|| {
        let lines = headline.lines.join(". ");
        let spread = headline.spread.map(RatioSpread::sentence).unwrap_or_default();
        let words = format!("{}: {} {}. {lines}. {spread}", headline.title, headline.figure, headline.unit);
        WidgetInfo::selected(egui::Role::Button, true, headline.selected, words.trim())
    });
    match (explain, explained, response.clicked()) {
        _ if spread_pressed => Some(HeadlinePress::Spread(number)),
        (true, ..) => Some(HeadlinePress::Figure(number)),
        (_, Some(line), _) => Some(HeadlinePress::Line(number, line)),
        (_, None, pressed) => pressed.then_some(HeadlinePress::Card(number)),
    }
}

/// The sentences beneath the figure, each to be pressed by itself: under the pointer or the keyboard it is
/// underlined. Tells which one was pressed.
fn sentences(ui: &mut Ui, headline: &Headline<'_>, from: egui::Pos2, width: f32, card: egui::Id) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let (mut at, mut pressed) = (from, None);
    for (number, line) in headline.lines.iter().enumerate() {
        let galley = layout(ui, line, width);
        let rect = Rect::from_min_size(at, galley.size());
        let response = ui.interact(rect, card.with(("line", number)), Sense::click());
        let here = response.hovered() || response.has_focus();
        let ink = if here { tokens.accent } else { tokens.text };
        ui.painter().galley(at, galley, ink);
        if here {
            let ends = [pos2(rect.left(), rect.bottom() - 1.0), pos2(rect.right(), rect.bottom() - 1.0)];
            ui.painter().extend(egui::Shape::dotted_line(&ends, ink, 4.0, 1.0));
        }
        if response.has_focus() {
            let ring = Stroke::new(2.0, tokens.focus);
            ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(2), ring, StrokeKind::Outside);
        }
        let words = format!("Explain {line}, {}", headline.title.to_lowercase());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &words));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            pressed = Some(number);
        }
        at.y = rect.bottom();
    }
    pressed
}

/// A place of a card that can be pressed by itself, with nothing drawn but where the hand or the keyboard is.
fn explains(ui: &Ui, rect: Rect, id: egui::Id, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    if response.has_focus() || response.hovered() {
        let ring = Stroke::new(if response.has_focus() { 2.0 } else { 1.0 }, tokens.focus);
        ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(2), ring, StrokeKind::Outside);
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let pressed = response.clicked();
    response.on_hover_text("Where this comes from");
    pressed
}

/// The figure can be pressed by itself: a dotted line beneath it says so.
fn pressable(ui: &mut Ui, headline: &Headline<'_>, figure: Rect, card: egui::Id) -> bool {
    let tokens = Tokens::of(ui);
    let response = ui.interact(figure, card.with("figure"), Sense::click());
    let ink = if response.hovered() { tokens.accent } else { tokens.control };
    let ends = [pos2(figure.left(), figure.bottom() - 2.0), pos2(figure.right(), figure.bottom() - 2.0)];
    ui.painter().extend(egui::Shape::dotted_line(&ends, ink, 4.0, 1.0));
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.focus);
        ui.painter().rect_stroke(figure.expand(2.0), CornerRadius::same(2), ring, StrokeKind::Outside);
    }
    let words = format!("Explain {} {}, {}", headline.figure, headline.unit, headline.title.to_lowercase());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &words));
    let pressed = response.clicked();
    response.on_hover_text("Where this comes from");
    pressed
}
