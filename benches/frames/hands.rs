//! What hands do on a page, frame by frame: nothing, the wheel, the pointer over rows and points, a press,
//! arrows through rows and points. Ours and the floor get the same.

use eframe::egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, pos2, vec2};

use crate::ours::Page;

/// The events of each frame of a pass.
pub struct Hands {
    pub frames: Vec<Vec<Event>>,
}

impl Hands {
    /// Those for a page. A pass leaves the page much as it found it: what was scrolled down is scrolled up.
    pub fn of(page: &Page, quick: bool) -> Hands {
        let many = if quick { 4 } else { 48 };
        let mut hands = Hands { frames: Vec::new() };
        let rows = pos2(page.rows[0], page.rows[1]);
        hands.idle(many);
        hands.wheel(rows, -60.0, many);
        hands.hover(rows, vec2(1.0, 5.0), many);
        hands.press(rows);
        hands.keys(Key::ArrowDown, many);
        hands.wheel(rows, 60.0, many);
        if let Some([x, y]) = page.chart {
            hands.hover(pos2(x, y), vec2(4.0, 2.0), many);
            hands.press(pos2(x, y));
            hands.keys(Key::ArrowRight, many);
        }
        hands
    }

    fn idle(&mut self, frames: usize) {
        self.frames.extend((0..frames).map(|_| Vec::new()));
    }

    fn wheel(&mut self, at: Pos2, by: f32, frames: usize) {
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, by),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        self.frames.extend((0..frames).map(|_| vec![Event::PointerMoved(at), wheel.clone()]));
    }

    fn hover(&mut self, from: Pos2, by: eframe::egui::Vec2, frames: usize) {
        self.frames.extend((0..frames).map(|frame| vec![Event::PointerMoved(from + by * frame as f32)]));
    }

    fn press(&mut self, at: Pos2) {
        let button = |pressed| Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frames.extend([vec![Event::PointerMoved(at)], vec![button(true)], vec![button(false)], Vec::new()]);
    }

    fn keys(&mut self, key: Key, frames: usize) {
        let event =
            |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        self.frames.extend((0..frames).map(|_| vec![event(true), event(false)]));
    }
}
