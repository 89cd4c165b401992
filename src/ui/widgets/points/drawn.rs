//! Points and curves as triangles, made once and kept while nothing about them changes: a frame adds them as
//! they are, however many there are.

use std::f32::consts::TAU;
use std::sync::Arc;

use eframe::egui::epaint::{ClippedShape, PathShape, PathStroke, Primitive};
use eframe::egui::{Mesh, Pos2, Rect, Shape, Ui, Vec2};
use egui_plot::PlotPoint;

use super::paint::{self, FEW, MANY};
use super::{ChartPoint, PointsModel};
use crate::ui::theme::Tokens;

/// From how many points on they are drawn small.
const MORE_THAN_FEW: usize = 200;

/// What the points are drawn by: their revision, where, and on which scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct As {
    pub revision: u64,
    pub frame: Rect,
    pub ends: [f64; 2],
}

/// Triangles, and what they were made by: besides, the theme, how fine the screen is, and the size of the atlas
/// of letters and discs.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    by: By,
    curves: Arc<Mesh>,
    points: Arc<Mesh>,
}

type By = (As, bool, f32, [usize; 2]);

impl Drawn {
    /// What is kept, where it fits; else made anew.
    pub fn kept_or_made(
        ui: &Ui,
        shown: As,
        model: &dyn PointsModel,
        place: &dyn Fn(&PlotPoint) -> Pos2,
        kept: &mut Option<Drawn>,
    ) -> Drawn {
        let atlas = ui.fonts(|fonts| fonts.font_image_size());
        let by = (shown, ui.visuals().dark_mode, ui.pixels_per_point(), atlas);
        let drawn = match kept.take() {
            Some(drawn) if drawn.by == by => drawn,
            // The page was scrolled: the same triangles elsewhere.
            Some(mut drawn) if drawn.moved_to(shown.frame) == by => {
                let by_far = shown.frame.min - drawn.by.0.frame.min;
                Arc::make_mut(&mut drawn.curves).translate(by_far);
                Arc::make_mut(&mut drawn.points).translate(by_far);
                Drawn { by, ..drawn }
            }
            _ => Drawn { by, curves: curves(ui, model, place), points: points(ui, shown, model, place) },
        };
        *kept = Some(drawn.clone());
        drawn
    }

    /// What it would be made by, had it been made in a frame of this place and of its own size.
    fn moved_to(&self, frame: Rect) -> By {
        let (shown, dark, fine, atlas) = self.by;
        let frame = Rect::from_min_size(frame.min, shown.frame.size());
        (As { frame, ..shown }, dark, fine, atlas)
    }

    /// Draws the curves.
    pub fn paint_curves(&self, ui: &Ui) {
        ui.painter_at(self.by.0.frame).add(Arc::clone(&self.curves));
    }

    /// Draws the points.
    pub fn paint_points(&self, ui: &Ui) {
        ui.painter_at(self.by.0.frame.expand(FEW / 2.0)).add(Arc::clone(&self.points));
    }
}

fn curves(ui: &Ui, model: &dyn PointsModel, place: &dyn Fn(&PlotPoint) -> Pos2) -> Arc<Mesh> {
    let tokens = Tokens::of(ui);
    made(ui, model.curves().iter().flat_map(|curve| paint::curve(curve, place, tokens)))
}

fn points(ui: &Ui, shown: As, model: &dyn PointsModel, place: &dyn Fn(&PlotPoint) -> Pos2) -> Arc<Mesh> {
    let (tokens, [right, top]) = (Tokens::of(ui), shown.ends);
    let size = if model.points().len() > MORE_THAN_FEW { MANY } else { FEW };
    let at = |point: &ChartPoint| place(&point.within([right, top]));
    let shape = |point: &ChartPoint| point.mark.shape(at(point), size, tokens);
    if size * ui.pixels_per_point() <= SMALL {
        return made(ui, model.points().iter().map(|point| with_eight_corners(shape(point))));
    }
    made(ui, model.points().iter().map(shape))
}

/// Up to so many pixels nobody tells a ring from one with eight corners.
const SMALL: f32 = 10.0;

/// A ring with eight corners: each corner of every point is copied in each frame. A disc has four of the atlas.
fn with_eight_corners(shape: Shape) -> Shape {
    let circle = match shape {
        Shape::Circle(circle) if !circle.stroke.is_empty() => circle,
        other => return other,
    };
    // As large as the ring, halfway between the corners on it and the sides on it.
    let radius = circle.radius * 1.04;
    let corner = |corner: u8| circle.center + radius * Vec2::angled((f32::from(corner) + 0.5) * TAU / 8.0);
    let (points, stroke) = ((0..8).map(corner).collect(), PathStroke::from(circle.stroke));
    Shape::Path(PathShape { points, closed: true, fill: circle.fill, stroke })
}

fn made(ui: &Ui, shapes: impl Iterator<Item = Shape>) -> Arc<Mesh> {
    let whole = |shape| ClippedShape::new(Rect::EVERYTHING, shape);
    let mut mesh = Mesh::default();
    for made in ui.ctx().tessellate(shapes.map(whole).collect(), ui.pixels_per_point()) {
        if let Primitive::Mesh(made) = made.primitive {
            mesh.append(made);
        }
    }
    Arc::new(mesh)
}
