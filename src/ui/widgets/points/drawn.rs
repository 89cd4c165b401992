//! Points and curves as triangles, made once and kept while nothing about them changes: a frame adds them as
//! they are, however many there are.

use std::f32::consts::TAU;
use std::sync::Arc;

use eframe::egui::epaint::{PathShape, PathStroke, Tessellator};
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

/// Triangles, and what they were made by: besides, the theme and how fine the screen is.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    by: (As, bool, f32),
    curves: Arc<Mesh>,
    points: Arc<Mesh>,
}

impl Drawn {
    /// What is kept, where it fits; else made anew.
    pub fn kept_or_made(
        ui: &Ui,
        shown: As,
        model: &dyn PointsModel,
        place: &dyn Fn(&PlotPoint) -> Pos2,
        kept: &mut Option<Drawn>,
    ) -> Drawn {
        let by = (shown, ui.visuals().dark_mode, ui.pixels_per_point());
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
    fn moved_to(&self, frame: Rect) -> (As, bool, f32) {
        let (shown, dark, fine) = self.by;
        let frame = Rect::from_min_size(frame.min, shown.frame.size());
        (As { frame, ..shown }, dark, fine)
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

/// Up to so many pixels nobody tells a disc from one with eight corners.
const SMALL: f32 = 10.0;

/// A disc or a ring with eight corners: each corner of every point is copied in each frame.
fn with_eight_corners(shape: Shape) -> Shape {
    let Shape::Circle(circle) = shape else { return shape };
    // As large as the disc, halfway between the corners on it and the sides on it.
    let radius = circle.radius * 1.04;
    let corner = |corner: u8| circle.center + radius * Vec2::angled((f32::from(corner) + 0.5) * TAU / 8.0);
    let (points, stroke) = ((0..8).map(corner).collect(), PathStroke::from(circle.stroke));
    Shape::Path(PathShape { points, closed: true, fill: circle.fill, stroke })
}

fn made(ui: &Ui, shapes: impl Iterator<Item = Shape>) -> Arc<Mesh> {
    let options = ui.ctx().tessellation_options(|options| *options);
    // Nothing here has text: neither fonts nor discs of the atlas are needed.
    let mut tessellator = Tessellator::new(ui.pixels_per_point(), options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    shapes.for_each(|shape| tessellator.tessellate_shape(shape, &mut mesh));
    Arc::new(mesh)
}
