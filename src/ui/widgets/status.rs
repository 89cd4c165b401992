//! A status as a drawn shape with its word. The shape alone tells: colour only helps.

use eframe::egui;
use eframe::egui::{Color32, Pos2, Response, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::model::Status;
use crate::ui::theme::{Tokens, regular, size, space};

/// A status as shape and word, as high as a line of text.
pub fn status_mark(ui: &mut Ui, status: Status) -> Response {
    let tokens = Tokens::of(ui);
    let mark = size::SMALL;
    let galley = ui.painter().layout_no_wrap(status.word().to_owned(), regular(size::BODY), tokens.text);
    let wanted = vec2(mark + space::SMALL + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let centre = pos2(rect.left() + mark / 2.0, rect.center().y);
    ui.painter().add(status_shape(centre, mark, status, tokens.status(status)));
    ui.painter().galley(pos2(rect.left() + mark + space::SMALL, rect.top()), galley, tokens.text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, status.word()));
    response
}

/// The shape of a status inside a square of `size`: triangle up, disc, half disc, triangle down, or a
/// hollow ring where there is no ratio.
pub fn status_shape(centre: Pos2, size: f32, status: Status, colour: Color32) -> Shape {
    let radius = size * 0.42;
    let ring = || Shape::circle_stroke(centre, radius - 0.75, Stroke::new(1.5, colour));
    match status {
        Status::Above => triangle(centre, size, 1.0, colour),
        Status::Below => triangle(centre, size, -1.0, colour),
        Status::Meets => Shape::circle_filled(centre, radius, colour),
        Status::Near => Shape::Vec(vec![ring(), left_half(centre, radius, colour)]),
        Status::NoReturn | Status::NoWorkforceData | Status::NoExpectation | Status::NoRate => ring(),
    }
}

/// The left half of a disc, in so many pieces that its facets cannot be seen.
fn left_half(centre: Pos2, radius: f32, colour: Color32) -> Shape {
    const PIECES: u8 = 24;
    let at = |piece: u8| {
        let angle = std::f32::consts::FRAC_PI_2 + std::f32::consts::PI * f32::from(piece) / f32::from(PIECES);
        centre + radius * vec2(angle.cos(), angle.sin())
    };
    Shape::convex_polygon((0..=PIECES).map(at).collect(), colour, Stroke::NONE)
}

/// An even-sided triangle, its weight rather than its box in the middle of the line.
fn triangle(centre: Pos2, size: f32, up: f32, colour: Color32) -> Shape {
    let (half, height) = (size * 0.48, size * 0.84);
    let base = centre.y + up * height * 0.46;
    let mut points = vec![pos2(centre.x - half, base), pos2(centre.x, base - up * height), pos2(centre.x + half, base)];
    if up < 0.0 {
        points.reverse(); // egui smooths the edges of shapes wound clockwise only
    }
    Shape::convex_polygon(points, colour, Stroke::NONE)
}
