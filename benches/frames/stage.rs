//! A window's content without a window: frames by `Context::run_ui`, tessellated, a screen reader listening.

use std::time::{Duration, Instant};

use eframe::egui::accesskit::{Node, TreeUpdate};
use eframe::egui::{Context, Event, RawInput, Rect, Ui, pos2, vec2};

use crate::hands::Hands;

/// The size of the window, in points.
pub const SIZE: [f32; 2] = [1440.0, 900.0];

/// What is drawn, and the time that goes by while it is.
pub struct Stage {
    ctx: Context,
    /// What happens before and while a frame is drawn.
    show: Box<dyn FnMut(&mut Ui)>,
    time: f64,
    /// What a screen reader was told last.
    told: Option<TreeUpdate>,
}

impl Stage {
    pub fn new(ctx: Context, show: Box<dyn FnMut(&mut Ui)>) -> Stage {
        ctx.enable_accesskit();
        Stage { ctx, show, time: 0.0, told: None }
    }

    /// Draws one frame and tessellates it; how long that took.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(SIZE[0], SIZE[1]))),
            time: Some(self.time),
            events,
            focused: true,
            ..RawInput::default()
        };
        let start = Instant::now();
        let mut drawn = self.ctx.run_ui(input, &mut self.show);
        std::hint::black_box(self.ctx.tessellate(drawn.shapes, drawn.pixels_per_point));
        let taken = start.elapsed();
        drawn.textures_delta.clear(); // there is no graphics card that would want them
        self.told = drawn.platform_output.accesskit_update.take();
        taken
    }

    /// Does all that the hands do, a frame each.
    pub fn pass(&mut self, hands: &Hands) -> Vec<Duration> {
        hands.frames.iter().map(|events| self.frame(events.clone())).collect()
    }

    /// Draws frames until what a screen reader hears is as it should be: work beside the window takes time.
    pub fn wait_for(&mut self, what: &str, there: impl Fn(&Node) -> bool) {
        let until = Instant::now() + Duration::from_secs(120);
        while !self.hears(&there) {
            assert!(Instant::now() < until, "{what} never came");
            std::thread::sleep(Duration::from_millis(5));
            self.frame(Vec::new());
        }
    }

    /// Whether anything that was told in the last frame is as it should be.
    pub fn hears(&self, is: impl Fn(&Node) -> bool) -> bool {
        self.told.as_ref().is_some_and(|told| told.nodes.iter().any(|(_, node)| is(node)))
    }
}
