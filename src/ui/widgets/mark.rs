//! What stands before a word and in a chart: a drawn shape, by status or by label. The shape alone tells.

use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke, pos2};

use super::status::status_shape;
use crate::model::Status;
use crate::model::statistics::Label;
use crate::ui::theme::Tokens;

/// A shape with its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A status by the thresholds.
    Status(Status),
    /// A status of small numbers: its shape in grey.
    Neutral(Status),
    /// A label by the limits: triangles filled beyond 99.8 %, hollow beyond 95 %, a disc within.
    Label(Label),
    /// Small numbers without a label: a hollow grey ring.
    Unstable,
}

impl Mark {
    /// Its colour in a theme.
    pub const fn colour(self, tokens: &Tokens) -> Color32 {
        match self {
            Mark::Status(status) => tokens.status(status),
            Mark::Label(Label::MuchHigher | Label::Higher) => tokens.above,
            Mark::Label(Label::MuchLower | Label::Lower) => tokens.below,
            Mark::Neutral(_) | Mark::Label(Label::AsExpected) | Mark::Unstable => tokens.none,
        }
    }

    /// Draws it inside a square of `size`.
    pub fn paint(self, painter: &Painter, centre: Pos2, size: f32, tokens: &Tokens) {
        painter.add(self.shape(centre, size, tokens));
    }

    /// What is drawn of it inside a square of `size`.
    pub fn shape(self, centre: Pos2, size: f32, tokens: &Tokens) -> Shape {
        let colour = self.colour(tokens);
        match self {
            Mark::Status(status) | Mark::Neutral(status) => status_shape(centre, size, status, colour),
            Mark::Label(Label::MuchHigher) => status_shape(centre, size, Status::Above, colour),
            Mark::Label(Label::MuchLower) => status_shape(centre, size, Status::Below, colour),
            Mark::Label(Label::Higher) => hollow(centre, size, 1.0, colour),
            Mark::Label(Label::Lower) => hollow(centre, size, -1.0, colour),
            Mark::Label(Label::AsExpected) => Shape::circle_filled(centre, size * 0.34, colour),
            Mark::Unstable => Shape::circle_stroke(centre, size * 0.36, Stroke::new(1.25, colour)),
        }
    }
}

impl From<Status> for Mark {
    fn from(status: Status) -> Mark {
        Mark::Status(status)
    }
}

fn hollow(centre: Pos2, size: f32, up: f32, colour: Color32) -> Shape {
    let (half, height) = (size * 0.42, size * 0.74);
    let base = centre.y + up * height * 0.46;
    let points = vec![pos2(centre.x - half, base), pos2(centre.x, base - up * height), pos2(centre.x + half, base)];
    Shape::closed_line(points, Stroke::new(1.5, colour))
}
