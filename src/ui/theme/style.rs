//! The theme as egui's own styles: flat widgets, a focus ring that shows, no shadows.

use eframe::egui;
use eframe::egui::style::{HandleShape, ScrollAnimation, ScrollStyle, Selection, Style, WidgetVisuals, Widgets};
use eframe::egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Theme, Vec2, Visuals, vec2};

use super::{Tokens, fonts, space};

/// How long a change of look takes, where animations are on.
const ANIMATION: f32 = 0.08;

pub(super) fn of(theme: Theme) -> Style {
    let tokens = Tokens::for_dark(theme == Theme::Dark);
    let mut style = Style { visuals: visuals(theme, tokens), text_styles: fonts::text_styles(), ..Style::default() };

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(space::SMALL);
    spacing.button_padding = vec2(12.0, 4.0);
    spacing.interact_size = vec2(40.0, space::TARGET);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.indent = space::GROUP;
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = space::SMALL;
    spacing.combo_width = 120.0;
    spacing.tooltip_width = 360.0;
    spacing.scroll = scroll();

    // An I-beam over every label makes a program feel like a web page; where text is worth copying
    // (a path, a formula) the page says so with `Label::selectable`.
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style.compact_menu_style = false;
    style.animation_time = ANIMATION;
    style.scroll_animation = ScrollAnimation::none();
    style
}

/// Animations on or off, in both themes: off for remote desktops and for people they disturb.
pub fn set_animations(ctx: &egui::Context, on: bool) {
    ctx.all_styles_mut(|style| style.animation_time = if on { ANIMATION } else { 0.0 });
}

/// Buttons added inside are primary: filled with the accent. One per page, for what comes next.
pub fn with_primary_buttons<R>(ui: &mut egui::Ui, add: impl FnOnce(&mut egui::Ui) -> R) -> R {
    let tokens = Tokens::of(ui);
    // No scope: in a row that wraps, one would be squeezed into what is left of the line.
    let usual = std::sync::Arc::clone(ui.style());
    {
        let widgets = &mut ui.visuals_mut().widgets;
        for (look, fill) in [
            (&mut widgets.inactive, tokens.accent),
            (&mut widgets.hovered, tokens.accent_hover),
            (&mut widgets.active, tokens.accent_hover),
        ] {
            look.weak_bg_fill = fill;
            look.bg_stroke = Stroke::new(1.0, fill);
            look.fg_stroke.color = tokens.on_accent;
        }
        // On the accent itself a ring in the focus colour would drown: the text colour does not.
        widgets.active.bg_stroke = Stroke::new(2.0, tokens.text);
    }
    let added = add(ui);
    ui.set_style(usual);
    added
}

fn scroll() -> ScrollStyle {
    let mut scroll = ScrollStyle::thin();
    scroll.bar_width = 12.0;
    scroll.floating_width = 6.0;
    scroll.floating_allocated_width = 8.0;
    scroll.handle_min_length = 28.0;
    // Handles in the text's colour, thinned: egui's other way would give them a checkbox's fill.
    scroll.foreground_color = true;
    scroll.dormant_background_opacity = 0.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.1;
    scroll.dormant_handle_opacity = 0.25;
    scroll.active_handle_opacity = 0.4;
    scroll.interact_handle_opacity = 0.6;
    // A fade would draw over the first and last figures.
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(theme: Theme, t: &Tokens) -> Visuals {
    let mut visuals = theme.default_visuals();
    visuals.widgets = widgets(t);
    visuals.weak_text_color = Some(t.secondary);
    visuals.selection = Selection { bg_fill: t.selection, stroke: Stroke::new(2.0, t.accent) };
    visuals.hyperlink_color = t.accent;
    visuals.faint_bg_color = t.raised;
    visuals.extreme_bg_color = t.paper;
    visuals.text_edit_bg_color = Some(t.paper);
    visuals.code_bg_color = t.raised;
    visuals.warn_fg_color = t.warning;
    visuals.error_fg_color = t.error;
    visuals.panel_fill = t.paper;
    visuals.window_fill = t.paper;
    visuals.window_stroke = Stroke::new(space::HAIRLINE, t.hairline);
    visuals.window_corner_radius = CornerRadius::same(space::CORNER);
    visuals.menu_corner_radius = CornerRadius::same(space::CORNER);
    // Menus float over tables: a hairline and one soft shadow set them off; nothing else casts one.
    let shade = if theme == Theme::Dark { 110 } else { 34 };
    let shadow = Shadow { offset: [0, 3], blur: 12, spread: 0, color: Color32::from_black_alpha(shade) };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(2.0, t.accent);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.striped = false;
    visuals
}

fn widgets(t: &Tokens) -> Widgets {
    let look = |fill: Color32, edge: Stroke, ink: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: edge,
        fg_stroke: Stroke::new(1.5, ink),
        corner_radius: CornerRadius::same(space::CORNER),
        expansion: 0.0,
    };
    let edge = Stroke::new(1.0, t.control);
    Widgets {
        noninteractive: look(t.paper, Stroke::new(space::HAIRLINE, t.hairline), t.text),
        // Buttons lie flat on the paper; `bg_fill` is the rail of a slider and must show.
        inactive: WidgetVisuals { bg_fill: t.hover, ..look(t.paper, edge, t.text) },
        hovered: look(t.hover, edge, t.text),
        // egui draws what has the keyboard as if it were pressed: this is the focus ring.
        active: look(t.hover, Stroke::new(2.0, t.focus), t.text),
        open: look(t.hover, edge, t.text),
    }
}
