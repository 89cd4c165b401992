//! The colours, by what they are for. Status colours derive from Okabe and Ito's palette.

use eframe::egui;
use eframe::egui::Color32;

use crate::model::Status;

/// The colours of one theme, named by use. Contrast is tested for every pair that meets on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Pages, tables, cards.
    pub paper: Color32,
    /// What frames the page: rail, plan bar, table header.
    pub raised: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Lines that divide. Decoration: nothing depends on seeing them.
    pub hairline: Color32,
    /// The outline of fields, checkboxes and buttons.
    pub control: Color32,
    /// Ordinary text.
    pub text: Color32,
    /// What explains, units, missing figures.
    pub secondary: Color32,
    /// The one accent: links, primary buttons, what is current.
    pub accent: Color32,
    /// A primary button under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Behind the selected row or page.
    pub selection: Color32,
    /// The ring around what has the keyboard.
    pub focus: Color32,
    /// Status *above*: blue.
    pub above: Color32,
    /// Status *meets*: bluish green.
    pub meets: Color32,
    /// Status *near*: orange.
    pub near: Color32,
    /// Status *below*: vermillion.
    pub below: Color32,
    /// No figure: grey.
    pub none: Color32,
    /// Behind a note.
    pub note_surface: Color32,
    /// Behind a warning.
    pub warning_surface: Color32,
    /// A warning's words and stripe.
    pub warning: Color32,
    /// Behind an error.
    pub error_surface: Color32,
    /// An error's words and stripe.
    pub error: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

impl Tokens {
    /// White paper.
    pub const LIGHT: Tokens = Tokens {
        paper: rgb(0xFFFFFF),
        raised: rgb(0xF4F6F8),
        hover: rgb(0xEDF1F5),
        hairline: rgb(0xDCE2E8),
        control: rgb(0x7E8994),
        text: rgb(0x1B232B),
        secondary: rgb(0x525D68),
        accent: rgb(0x22589C),
        accent_hover: rgb(0x1A477F),
        on_accent: rgb(0xFFFFFF),
        selection: rgb(0xDDE9F7),
        focus: rgb(0x0B3F80),
        above: rgb(0x0068A6),
        meets: rgb(0x00815F),
        near: rgb(0xB47000),
        below: rgb(0xB93A0A),
        none: rgb(0x6B7681),
        note_surface: rgb(0xEDF3FA),
        warning_surface: rgb(0xFFF5DC),
        warning: rgb(0x8A5600),
        error_surface: rgb(0xFCEBE7),
        error: rgb(0xA62B1F),
    };

    /// Near-black paper.
    pub const DARK: Tokens = Tokens {
        paper: rgb(0x15191D),
        raised: rgb(0x1C2126),
        hover: rgb(0x242A31),
        hairline: rgb(0x323A42),
        control: rgb(0x7D8894),
        text: rgb(0xE9EDF0),
        secondary: rgb(0xAAB4BD),
        accent: rgb(0x86B6EC),
        accent_hover: rgb(0xA6CAF3),
        on_accent: rgb(0x0F1B28),
        selection: rgb(0x20394F),
        focus: rgb(0xB5D5F7),
        above: rgb(0x56B4E9),
        meets: rgb(0x2FBF95),
        near: rgb(0xF0B030),
        below: rgb(0xF0753A),
        none: rgb(0x8C97A1),
        note_surface: rgb(0x1B2A38),
        warning_surface: rgb(0x33290F),
        warning: rgb(0xF0B75A),
        error_surface: rgb(0x3A1F1A),
        error: rgb(0xFF9C8A),
    };

    /// The colours of the theme this `Ui` is drawn in.
    pub fn of(ui: &egui::Ui) -> &'static Tokens {
        Self::for_dark(ui.visuals().dark_mode)
    }

    /// The colours of the dark or the light theme.
    pub const fn for_dark(dark: bool) -> &'static Tokens {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }

    /// The ground of a tile with a mark of this colour: little enough of it that words keep their contrast.
    pub fn tile(&self, mark: Color32) -> Color32 {
        self.paper.lerp_to_gamma(mark, 0.16)
    }

    /// The colour of a status. Those without a ratio share one grey.
    pub const fn status(&self, status: Status) -> Color32 {
        match status {
            Status::Above => self.above,
            Status::Meets => self.meets,
            Status::Near => self.near,
            Status::Below => self.below,
            _ => self.none,
        }
    }
}
