//! Where the keyboard is: what has it is in sight, and it goes back to where it was once what lay over the
//! page is closed.

use std::collections::BTreeMap;

use eframe::egui::accesskit::{self, ActionRequest, TreeId};
use eframe::egui::{Context, Event, Id, Rect};

/// What can lie over a page, or beside it, and takes the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// A dialog.
    Dialog,
    /// The explanation.
    Explain,
    /// The page of an organisation.
    Organisation,
}

/// What had the keyboard in the frame before, and before each thing that was opened since.
#[derive(Default)]
pub struct Keyboard {
    /// egui takes the keyboard away at Escape before anyone can ask who had it.
    had: Option<Id>,
    before: BTreeMap<Over, Id>,
    hidden: Option<Id>,
}

/// Of something higher than this, so much in sight is enough.
const ENOUGH: f32 = 48.0;

impl Keyboard {
    /// Something opens: the keyboard is to come back to where it is.
    pub fn leaves_for(&mut self, over: Over) {
        match self.had {
            Some(had) => drop(self.before.insert(over, had)),
            None => drop(self.before.remove(&over)),
        }
    }

    /// It is closed: the keyboard goes back, unless it was not inside. `inside` is where that was drawn.
    pub fn comes_back_from(&mut self, over: Over, inside: Rect, ctx: &Context) {
        let before = self.before.remove(&over);
        let was_outside =
            |id: &Id| ctx.read_response(*id).is_some_and(|of| !inside.contains(of.interact_rect.center()));
        if let Some(id) = self.had.filter(was_outside).or(before) {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// Before a frame: what took the keyboard out of sight is scrolled to, by the way of screen readers.
    pub fn reveal(&mut self, ctx: &Context) {
        let Some(hidden) = self.hidden.take() else { return };
        let request = ActionRequest {
            action: accesskit::Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: hidden.accesskit_id(),
            data: None,
        };
        ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    }

    /// After a frame: notices who has the keyboard now.
    pub fn notice(&mut self, ctx: &Context) {
        let has = ctx.memory(|memory| memory.focused());
        if has != self.had
            && let Some(of) = has.and_then(|id| ctx.read_response(id))
            && of.interact_rect.height() < of.rect.height().min(ENOUGH) - 1.0
        {
            self.hidden = has;
            ctx.request_repaint();
        }
        self.had = has;
    }
}
