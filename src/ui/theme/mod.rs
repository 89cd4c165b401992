//! How the window looks: colours, spacing, type. Everything drawn takes its values from here.
//!
//! Call [`install`] once, before the first frame. [`Tokens::of`] then gives the colours of the theme
//! that a `Ui` is drawn in; [`space`] and [`size`] hold the distances and the sizes of letters.

use eframe::egui;

mod contrast;
mod fonts;
mod style;
mod tokens;

pub use contrast::contrast;
pub use fonts::{SEMIBOLD, regular, semibold};
pub use style::{set_animations, with_primary_buttons};
pub use tokens::Tokens;

/// Distances, in points: steps of 4.
pub mod space {
    /// Between a mark and its word.
    pub const TIGHT: f32 = 4.0;
    /// Between things that belong together.
    pub const SMALL: f32 = 8.0;
    /// Beside the text of a table cell. Not a step of 4: 12 pushes names out, 8 runs figures together.
    pub const CELL: f32 = 10.0;
    /// Inside a card, and between cards.
    pub const CARD: f32 = 16.0;
    /// Between groups.
    pub const GROUP: f32 = 24.0;
    /// Corner radius of cards, buttons and fields.
    pub const CORNER: u8 = 6;
    /// Lines that divide.
    pub const HAIRLINE: f32 = 1.0;
    /// The lowest button, field and menu row.
    pub const TARGET: f32 = 28.0;
    /// A table row.
    pub const ROW: f32 = 32.0;
}

/// Sizes of letters, in points. The bundled font's lines are 1.35 times as high.
pub mod size {
    /// A page's title.
    pub const TITLE: f32 = 22.0;
    /// Ordinary text, buttons and fields.
    pub const BODY: f32 = 15.0;
    /// Table cells: a point under body, because the font is broad and names are long.
    pub const CELL: f32 = 14.0;
    /// What explains or stands beside.
    pub const SECONDARY: f32 = 13.0;
    /// Table headers and the labels of axes.
    pub const SMALL: f32 = 12.0;
}

/// Fonts and both themes. Call it before the first frame: a font family that is asked for before it
/// is installed makes egui panic. Which theme shows is `ctx.set_theme(ThemePreference::System)`.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        ctx.set_style_of(theme, style::of(theme));
    }
}
