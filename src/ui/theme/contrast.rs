//! WCAG contrast, and the test that no pair of colours that meets on screen falls short.

use eframe::egui::Color32;

/// The contrast ratio of two opaque colours by WCAG 2: 1 for equal ones, 21 for black on white.
pub fn contrast(one: Color32, other: Color32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::Tokens;

    const TEXT: f64 = 4.5;
    const GRAPHIC: f64 = 3.0;

    #[track_caller]
    fn holds(name: &str, ink: Color32, surface: Color32, least: f64) {
        let found = contrast(ink, surface);
        assert!(found >= least, "{name}: {found:.2} on {surface:?}, wants {least}");
    }

    #[test]
    fn black_on_white_is_21_and_a_colour_on_itself_1() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::GRAY, Color32::GRAY) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn every_text_can_be_read_on_every_surface_it_is_drawn_on() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            let callouts = [t.note_surface, t.warning_surface, t.error_surface];
            for surface in [t.paper, t.raised, t.hover, t.selection].into_iter().chain(callouts) {
                holds("text", t.text, surface, TEXT);
                holds("secondary text", t.secondary, surface, TEXT);
                holds("accent as text", t.accent, surface, TEXT);
            }
            for surface in [t.paper, t.raised, t.warning_surface] {
                holds("warning text", t.warning, surface, TEXT);
            }
            for surface in [t.paper, t.raised, t.error_surface] {
                holds("error text", t.error, surface, TEXT);
            }
            holds("text on accent", t.on_accent, t.accent, TEXT);
            holds("text on accent under the pointer", t.on_accent, t.accent_hover, TEXT);
        }
    }

    #[test]
    fn every_mark_can_be_seen_on_every_surface_it_is_drawn_on() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for surface in [t.paper, t.raised, t.hover, t.selection] {
                for (name, ink) in [
                    ("above", t.above),
                    ("meets", t.meets),
                    ("near", t.near),
                    ("below", t.below),
                    ("no figure", t.none),
                    ("expected outline", t.text),
                    ("focus ring", t.focus),
                    ("accent", t.accent),
                ] {
                    holds(name, ink, surface, GRAPHIC);
                }
            }
            for surface in [t.paper, t.raised, t.hover] {
                holds("outline of a control", t.control, surface, GRAPHIC);
            }
            for surface in [t.note_surface, t.warning_surface, t.error_surface] {
                holds("focus ring", t.focus, surface, GRAPHIC);
                holds("outline of a control", t.control, surface, GRAPHIC);
            }
            holds("warning stripe", t.warning, t.warning_surface, GRAPHIC);
            holds("error stripe", t.error, t.error_surface, GRAPHIC);
        }
    }

    #[test]
    fn words_and_marks_can_be_seen_on_tiles_of_their_own_colour() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            for (name, ink) in
                [("above", t.above), ("meets", t.meets), ("near", t.near), ("below", t.below), ("none", t.none)]
            {
                holds("words on a tile", t.text, t.tile(ink), TEXT);
                holds("focus ring on a tile", t.focus, t.tile(ink), GRAPHIC);
                holds(name, ink, t.tile(ink), GRAPHIC);
            }
        }
    }

    #[test]
    fn lines_of_charts_can_be_seen_on_paper() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            holds("interval on its seam", t.text, t.paper, GRAPHIC);
            holds("limits of the funnel", t.secondary, t.paper, GRAPHIC);
            holds("zero of an axis", t.control, t.paper, GRAPHIC);
        }
    }

    #[test]
    fn the_status_colours_differ_from_each_other() {
        for t in [Tokens::LIGHT, Tokens::DARK] {
            let colours = [t.above, t.meets, t.near, t.below, t.none];
            for (i, one) in colours.iter().enumerate() {
                for other in &colours[i + 1..] {
                    let apart = |a: u8, b: u8| i32::from(a).abs_diff(i32::from(b));
                    let distance = apart(one.r(), other.r()) + apart(one.g(), other.g()) + apart(one.b(), other.b());
                    assert!(distance > 50, "{one:?} and {other:?}");
                }
            }
        }
    }
}
