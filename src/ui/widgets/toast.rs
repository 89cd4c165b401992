//! Short words about what was done, in a corner: "Exported 24 rows". They never take the keyboard.

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Align2, Area, Context, Frame, Id, Order, Ui, vec2};

use super::button::link_button;
use super::card::card_frame;
use crate::ui::theme::space;

/// How long one stays, in seconds. Under the pointer it stays longer.
const STAYS: f64 = 8.0;
/// How many stand at once; older ones go.
const AT_ONCE: usize = 3;

/// The toasts of one window. `A` is what the page does when a toast's button is pressed.
#[derive(Clone, Debug)]
pub struct Toasts<A> {
    shown: Vec<Toast<A>>,
    made: u64,
}

#[derive(Clone, Debug)]
struct Toast<A> {
    number: u64,
    words: String,
    button: Option<(String, A)>,
    until: Option<f64>,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self { shown: Vec::new(), made: 0 }
    }
}

impl<A: Clone> Toasts<A> {
    /// Says something.
    pub fn say(&mut self, words: impl Into<String>) {
        self.push(words.into(), None);
    }

    /// Says something and offers what may come next: "Show in folder", "Undo".
    pub fn offer(&mut self, words: impl Into<String>, button: impl Into<String>, action: A) {
        self.push(words.into(), Some((button.into(), action)));
    }

    /// Takes away what offers something: it is not what it says any more.
    pub fn retract_offers(&mut self) {
        self.shown.retain(|toast| toast.button.is_none());
    }

    fn push(&mut self, words: String, button: Option<(String, A)>) {
        self.made += 1;
        self.shown.push(Toast { number: self.made, words, button, until: None });
        let over = self.shown.len().saturating_sub(AT_ONCE);
        self.shown.drain(..over);
    }

    /// Draws them at the bottom right, after everything else; returns what was asked for.
    pub fn show(&mut self, ctx: &Context) -> Option<A> {
        let now = ctx.input(|input| input.time);
        let mut asked = None;
        let mut above = space::CARD + 28.0; // clear of the status line
        let mut gone = Vec::new();
        for toast in self.shown.iter_mut().rev() {
            let until = *toast.until.get_or_insert(now + STAYS);
            let area = Area::new(Id::unique("toast").with(toast.number))
                .order(Order::Foreground)
                .anchor(Align2::RIGHT_BOTTOM, vec2(-space::CARD, -above))
                .role(Role::Status)
                .accessible_name(toast.words.clone())
                .show(ctx, |ui| draw(ui, toast));
            ctx.accesskit_node_builder(area.response.id, |node| node.set_live(Live::Polite));
            above += area.response.rect.height() + space::SMALL;
            match area.inner {
                Pressed::Action => {
                    asked = toast.button.as_ref().map(|(_, action)| action.clone());
                    gone.push(toast.number);
                }
                Pressed::Close => gone.push(toast.number),
                Pressed::Nothing if area.response.contains_pointer() => toast.until = Some(now + STAYS / 2.0),
                Pressed::Nothing if now >= until => gone.push(toast.number),
                Pressed::Nothing => ctx.request_repaint_after_secs((until - now) as f32),
            }
        }
        self.shown.retain(|toast| !gone.contains(&toast.number));
        asked
    }
}

enum Pressed {
    Nothing,
    Action,
    Close,
}

fn draw<A>(ui: &mut Ui, toast: &Toast<A>) -> Pressed {
    let frame: Frame = card_frame(ui).inner_margin(vec2(space::CARD, space::SMALL)).shadow(ui.visuals().popup_shadow);
    let mut pressed = Pressed::Nothing;
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(&toast.words);
            if let Some((button, _)) = &toast.button
                && link_button(ui, button).clicked()
            {
                pressed = Pressed::Action;
            }
            if link_button(ui, "Close").clicked() {
                pressed = Pressed::Close;
            }
        });
    });
    pressed
}
