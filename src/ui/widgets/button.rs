//! Buttons: primary, link, and the one that opens a menu.

use eframe::egui;
use std::sync::Arc;

use eframe::egui::{
    Align, Atom, AtomKind, Button, Frame, IntoSizedResult, Key, Layout, Margin, Popup, PopupCloseBehavior, Response,
    RichText, Sense, Ui, vec2,
};

use crate::ui::theme::{Tokens, regular, size, space, with_primary_buttons};

/// The button for what comes next. One per page.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    with_primary_buttons(ui, |ui| ui.button(text))
}

/// A button that looks like a link: for what leads elsewhere or undoes a choice.
pub fn link_button(ui: &mut Ui, text: &str) -> Response {
    let accent = Tokens::of(ui).accent;
    // No scope: in a row that wraps, one would be squeezed into what is left of the line.
    let usual = ui.spacing().button_padding;
    ui.spacing_mut().button_padding = vec2(space::TIGHT, usual.y);
    let response = ui.add(Button::new(RichText::new(text).color(accent)).frame_when_inactive(false).frame(true));
    ui.spacing_mut().button_padding = usual;
    response
}

/// How wide such a button is.
pub(super) fn link_width(ui: &Ui, text: &str) -> f32 {
    text_width(ui, text) + 2.0 * space::TIGHT
}

/// How wide the button of a menu is with that text.
pub(super) fn menu_width(ui: &Ui, text: &str) -> f32 {
    let mark = space::SMALL + MARK.x;
    text_width(ui, text) + mark + 2.0 * ui.spacing().button_padding.x
}

fn text_width(ui: &Ui, text: &str) -> f32 {
    let font = regular(size::BODY);
    ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
}

/// How large the mark of a menu is.
const MARK: egui::Vec2 = vec2(10.0, 6.0);

/// Marks that the font lacks, drawn instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// A small angle downwards: this opens a menu.
    Opens,
}

impl Marked {
    /// The mark as a part of a button's text, in the text's own colour.
    pub fn atom(self) -> Atom<'static> {
        let size = MARK;
        AtomKind::closure(move |_, _| IntoSizedResult {
            intrinsic_size: size,
            sized: egui::SizedAtomKind::Paint {
                paint: Arc::new(move |ui: &Ui, args: egui::AtomPaintArgs| {
                    let rect = egui::Rect::from_center_size(args.rect.center(), vec2(8.0, 4.0));
                    let stroke = egui::Stroke::new(1.5, Tokens::of(ui).secondary);
                    ui.painter().line(vec![rect.left_top(), rect.center_bottom(), rect.right_top()], stroke);
                }),
                size,
            },
        })
        .into()
    }
}

/// A button with a mark that it opens a menu, and the menu. `name` is what a screen reader says.
/// The menu stays open for clicks inside when `stays` is set: lists of checkboxes want that. It is never
/// higher than the window has room: what may be long scrolls inside.
pub fn menu_button<R>(
    ui: &mut Ui,
    name: &str,
    text: impl Into<egui::WidgetText>,
    stays: bool,
    contents: impl FnOnce(&mut Ui) -> R,
) -> (Response, Option<R>) {
    let button = Button::new((text.into(), Marked::Opens.atom())).gap(space::SMALL).sense(Sense::click());
    let response = ui.add(button).accessible_name(name);
    let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_has_popup(egui::accesskit::HasPopup::Menu);
        node.set_expanded(open);
    });
    let popup = if stays {
        // Not a menu but a sheet of controls: egui's menus take the outline off checkboxes.
        let layout = Layout::top_down_justified(Align::Min);
        Popup::from_toggle_button_response(&response)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .frame(Frame::popup(ui.style()).inner_margin(Margin::same(space::SMALL as i8)))
            .layout(layout)
    } else {
        Popup::menu(&response)
    };
    let window = ui.ctx().content_rect();
    let beside = (window.bottom() - response.rect.bottom()).max(response.rect.top() - window.top());
    let shown = popup.gap(space::TIGHT).show(|ui| {
        ui.set_max_height(beside - 4.0 * space::TIGHT - ui.spacing().menu_margin.sum().y);
        contents(ui)
    });
    // Closed from the keyboard, the keyboard is back where the menu was opened.
    if shown.as_ref().is_some_and(|shown| shown.response.should_close()) && ui.input(closing_key) {
        response.request_focus();
    }
    (response, shown.map(|shown| shown.inner))
}

fn closing_key(input: &egui::InputState) -> bool {
    [Key::Enter, Key::Space, Key::Escape].into_iter().any(|key| input.key_pressed(key))
}
