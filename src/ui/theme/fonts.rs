//! The bundled font: tabular figures by default, in regular and semibold, before egui's own fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontId, TextStyle};

use super::size;

/// The name of the family of semibold letters.
pub const SEMIBOLD: &str = "semibold";

const REGULAR_FACE: &[u8] = include_bytes!("../../../assets/fonts/FairShareSans-Regular.otf");
const SEMIBOLD_FACE: &[u8] = include_bytes!("../../../assets/fonts/FairShareSans-SemiBold.otf");

/// The regular font in a size.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The semibold font in a size.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// Our two faces first, egui's own behind them for letters ours lack.
pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (face, bytes, family) in [
        ("fair share regular", REGULAR_FACE, FontFamily::Proportional),
        ("fair share semibold", SEMIBOLD_FACE, FontFamily::Name(SEMIBOLD.into())),
    ] {
        fonts.font_data.insert(face.to_owned(), Arc::new(FontData::from_static(bytes)));
        let faces = std::iter::once(face.to_owned()).chain(fallback.iter().cloned()).collect();
        fonts.families.insert(family, faces);
    }
    fonts
}

pub(super) fn text_styles() -> BTreeMap<TextStyle, FontId> {
    [
        (TextStyle::Heading, semibold(size::TITLE)),
        (TextStyle::Body, regular(size::BODY)),
        (TextStyle::Button, regular(size::BODY)),
        (TextStyle::Small, regular(size::SECONDARY)),
        (TextStyle::Monospace, FontId::new(size::SECONDARY, FontFamily::Monospace)),
    ]
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_fonts(check: impl Fn(&eframe::egui::Context)) {
        let ctx = eframe::egui::Context::default();
        ctx.set_fonts(definitions());
        let mut output = ctx.run_ui(eframe::egui::RawInput::default(), |ui| check(ui.ctx()));
        output.textures_delta.clear();
    }

    #[test]
    fn figures_of_equal_length_are_equally_wide() {
        with_fonts(|ctx| {
            for size in [12.0, 13.0, 14.0, 15.0, 22.0] {
                for font in [regular(size), semibold(size)] {
                    let width = |text: &str| {
                        ctx.fonts_mut(|f| {
                            f.layout_no_wrap(text.to_owned(), font.clone(), eframe::egui::Color32::BLACK).size().x
                        })
                    };
                    // Kerning would show here too: figures must not draw closer to a point or to each other.
                    for text in ["1,111.1", "7,777.7", "4,074.1", "1,970.0"] {
                        assert_eq!(width(text), width("0,000.0"), "{text} at {size}");
                    }
                }
            }
        });
    }

    #[test]
    fn the_signs_the_window_uses_are_in_our_own_faces() {
        for face in [REGULAR_FACE, SEMIBOLD_FACE] {
            let mut fonts = FontDefinitions::empty();
            fonts.font_data.insert("face".to_owned(), Arc::new(FontData::from_static(face)));
            fonts.families.insert(FontFamily::Proportional, vec!["face".to_owned()]);
            fonts.families.insert(FontFamily::Monospace, vec!["face".to_owned()]);
            let ctx = eframe::egui::Context::default();
            ctx.set_fonts(fonts);
            let mut output = ctx.run_ui(eframe::egui::RawInput::default(), |ui| {
                for sign in "0123456789−≥≤≠≈×÷…–—‘’“”→←½%£·éŵŷ".chars() {
                    let known = ui.ctx().fonts_mut(|f| f.has_glyph(&regular(15.0), sign));
                    assert!(known, "{sign} is missing");
                }
            });
            output.textures_delta.clear();
        }
    }

    #[test]
    fn a_line_is_about_one_and_a_third_as_high_as_its_letters() {
        with_fonts(|ctx| {
            let height = ctx.fonts_mut(|f| f.row_height(&regular(20.0)));
            assert!((26.0..28.5).contains(&height), "{height}");
        });
    }
}
