//! Points and curves as triangles, made once and kept while nothing about them changes: a frame adds them as
//! they are, however many there are.

use std::f32::consts::TAU;
use std::sync::Arc;

use eframe::egui::epaint::{CircleShape, PathShape, PathStroke, Tessellator};
use eframe::egui::{Color32, ColorImage, Mesh, Pos2, Rect, Shape, TextureHandle, TextureOptions, Ui, Vec2};
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
#[derive(Clone)]
pub(super) struct Drawn {
    by: By,
    curves: Arc<Mesh>,
    points: Points,
}

/// Discs, with the picture of one, and whatever else stands for points.
#[derive(Clone)]
struct Points {
    discs: Option<(Arc<Mesh>, TextureHandle)>,
    others: Arc<Mesh>,
}

type By = (As, bool, f32);

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
                drawn.points.meshes().for_each(|mesh| Arc::make_mut(mesh).translate(by_far));
                Drawn { by, ..drawn }
            }
            _ => Drawn { by, curves: curves(ui, model, place), points: points(ui, shown, model, place) },
        };
        *kept = Some(drawn.clone());
        drawn
    }

    /// What it would be made by, had it been made in a frame of this place and of its own size.
    fn moved_to(&self, frame: Rect) -> By {
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
        let painter = ui.painter_at(self.by.0.frame.expand(FEW / 2.0));
        painter.extend(self.points.discs.iter().map(|(discs, _)| Shape::Mesh(Arc::clone(discs))));
        painter.add(Arc::clone(&self.points.others));
    }
}

impl Points {
    fn meshes(&mut self) -> impl Iterator<Item = &mut Arc<Mesh>> {
        self.discs.iter_mut().map(|(discs, _)| discs).chain([&mut self.others])
    }
}

fn curves(ui: &Ui, model: &dyn PointsModel, place: &dyn Fn(&PlotPoint) -> Pos2) -> Arc<Mesh> {
    let tokens = Tokens::of(ui);
    made(ui, model.curves().iter().flat_map(|curve| paint::curve(curve, place, tokens)))
}

fn points(ui: &Ui, shown: As, model: &dyn PointsModel, place: &dyn Fn(&PlotPoint) -> Pos2) -> Points {
    let (tokens, [right, top]) = (Tokens::of(ui), shown.ends);
    let size = if model.points().len() > MORE_THAN_FEW { MANY } else { FEW };
    let at = |point: &ChartPoint| place(&point.within([right, top]));
    let (mut discs, mut others): (Vec<CircleShape>, Vec<Shape>) = (Vec::new(), Vec::new());
    for point in model.points() {
        match point.mark.shape(at(point), size, tokens) {
            // All alike: those of another size are drawn as they are.
            Shape::Circle(disc)
                if disc.stroke.is_empty() && discs.first().is_none_or(|of| of.radius == disc.radius) =>
            {
                discs.push(disc);
            }
            other => others.push(other),
        }
    }
    let is_small = size * ui.pixels_per_point() <= SMALL;
    let others = others.into_iter().map(|shape| if is_small { with_eight_corners(shape) } else { shape });
    Points {
        others: made(ui, others),
        discs: discs.first().map(|disc| {
            let stamp = stamp(ui, disc.radius);
            (stamped(ui, &discs, &stamp), stamp)
        }),
    }
}

/// Up to so many pixels nobody tells a ring from one with eight corners.
const SMALL: f32 = 10.0;

/// A ring with eight corners: each corner of every point is copied in each frame.
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
    let options = ui.ctx().tessellation_options(|options| *options);
    // Nothing here has text or discs of the atlas of letters, which may grow at any time.
    let mut tessellator = Tessellator::new(ui.pixels_per_point(), options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    shapes.for_each(|shape| tessellator.tessellate_shape(shape, &mut mesh));
    Arc::new(mesh)
}

/// Discs of one size as four corners each, with the picture of a disc between them.
fn stamped(ui: &Ui, discs: &[CircleShape], stamp: &TextureHandle) -> Arc<Mesh> {
    let mut mesh = Mesh::with_texture(stamp.id());
    let side = stamp.size_vec2() / ui.pixels_per_point();
    let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
    for disc in discs {
        mesh.add_rect_with_uv(Rect::from_center_size(disc.center, side), whole, disc.fill);
    }
    Arc::new(mesh)
}

/// The picture of a white disc of so many points, with soft edges and a clear pixel around it.
fn stamp(ui: &Ui, radius: f32) -> TextureHandle {
    let radius = radius * ui.pixels_per_point();
    let side = 2 * radius.ceil() as usize + 3;
    let middle = side as f32 / 2.0;
    let covered = |pixel: usize| {
        let (x, y) = ((pixel % side) as f32 + 0.5, (pixel / side) as f32 + 0.5);
        let inside = radius + 0.5 - (x - middle).hypot(y - middle);
        Color32::from_white_alpha((255.0 * inside.clamp(0.0, 1.0)).round() as u8)
    };
    let image = ColorImage::new([side, side], (0..side * side).map(covered).collect());
    ui.ctx().load_texture("a point", image, TextureOptions::LINEAR)
}
