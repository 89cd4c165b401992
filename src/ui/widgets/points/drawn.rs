//! The points as triangles, made once and kept while nothing about them changes: a frame adds them as they
//! are, however many there are.

use std::sync::Arc;

use eframe::egui::epaint::Tessellator;
use eframe::egui::{Mesh, Pos2, Rect, Ui};

use super::ChartPoint;
use super::paint::{FEW, MANY};
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
    mesh: Arc<Mesh>,
}

impl Drawn {
    /// What it would be made by, had it been made in a frame of this place and of its own size.
    fn moved_to(&self, frame: Rect) -> (As, bool, f32) {
        let (shown, dark, fine) = self.by;
        let frame = Rect::from_min_size(frame.min, shown.frame.size());
        (As { frame, ..shown }, dark, fine)
    }
}

/// Draws the points; makes their triangles where those that are kept do not fit any more.
pub(super) fn points(
    ui: &Ui,
    shown: As,
    points: &[ChartPoint],
    place: &dyn Fn(&ChartPoint) -> Pos2,
    kept: &mut Option<Drawn>,
) {
    let by = (shown, ui.visuals().dark_mode, ui.pixels_per_point());
    let drawn = match kept.take() {
        Some(drawn) if drawn.by == by => drawn,
        // The page was scrolled: the same triangles elsewhere.
        Some(mut drawn) if drawn.moved_to(shown.frame) == by => {
            Arc::make_mut(&mut drawn.mesh).translate(shown.frame.min - drawn.by.0.frame.min);
            Drawn { by, ..drawn }
        }
        _ => Drawn { by, mesh: Arc::new(mesh(ui, points, place)) },
    };
    ui.painter_at(shown.frame.expand(FEW / 2.0)).add(Arc::clone(&drawn.mesh));
    *kept = Some(drawn);
}

fn mesh(ui: &Ui, points: &[ChartPoint], place: &dyn Fn(&ChartPoint) -> Pos2) -> Mesh {
    let tokens = Tokens::of(ui);
    let options = ui.ctx().tessellation_options(|options| *options);
    // Marks have no text: neither fonts nor discs of the atlas are needed.
    let mut tessellator = Tessellator::new(ui.pixels_per_point(), options, [1, 1], Vec::new());
    let size = if points.len() > MORE_THAN_FEW { MANY } else { FEW };
    let mut mesh = Mesh::default();
    for point in points {
        tessellator.tessellate_shape(point.mark.shape(place(point), size, tokens), &mut mesh);
    }
    mesh
}
