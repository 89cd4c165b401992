//! The path of a file in a dialog: typed, or chosen in the system's dialog. A file that is there is not
//! replaced before the user has said so once.

use std::path::{Path, PathBuf};

use eframe::egui::{TextEdit, Ui};

use super::widgets::{Callout, Tone};

/// A path that is being typed.
#[derive(Clone, Debug, Default)]
pub struct PathField {
    text: String,
    /// The path whose file may be replaced.
    may_replace: Option<PathBuf>,
    /// Whether that was asked here, and not by the system's dialog.
    asked_here: bool,
}

impl PathField {
    /// Begins with a path.
    pub fn new(start: &Path) -> PathField {
        PathField { text: start.display().to_string(), ..PathField::default() }
    }

    /// The path chosen in the system's dialog, which asks itself before a file is replaced.
    pub fn take(&mut self, path: &Path) {
        *self = PathField { may_replace: Some(path.to_owned()), ..PathField::new(path) };
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What is typed.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.text.trim())
    }

    /// Draws it, and what would be replaced. It has the keyboard when the dialog opens.
    pub fn show(&mut self, ui: &mut Ui) {
        let field = TextEdit::singleline(&mut self.text).desired_width(f32::INFINITY).hint_text("Path");
        let response = ui.add(field).accessible_name("Path");
        if ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        // A long path shows its end: the whole of it on hover.
        if !self.is_empty() {
            response.on_hover_text(self.text.trim());
        }
    }

    /// Says which file would be replaced, once that was asked.
    pub fn ask(&self, ui: &mut Ui) {
        if self.is_asked() {
            let path = self.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            Callout::new(Tone::Warning, &format!("{name} is already there"), "This would take its place.").show(ui);
        }
    }

    /// What the button says: what it does, or that it replaces a file.
    pub fn button<'a>(&self, usual: &'a str) -> &'a str {
        if self.is_asked() { "Replace the file" } else { usual }
    }

    /// The button was pressed: the path, unless it has to be asked first whether its file may be replaced.
    pub fn pressed(&mut self) -> Option<PathBuf> {
        let path = self.path();
        if path.is_file() && self.may_replace.as_ref() != Some(&path) {
            (self.may_replace, self.asked_here) = (Some(path), true);
            return None;
        }
        Some(path)
    }

    fn is_asked(&self) -> bool {
        self.asked_here && self.may_replace.as_ref().is_some_and(|asked| *asked == self.path())
    }
}
