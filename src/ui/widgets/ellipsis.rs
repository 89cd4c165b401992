//! Names that are too long lose their middle: beginnings and ends tell organisations apart.

use eframe::egui;
use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::{Color32, FontId, Id, Response, Sense, Ui, WidgetInfo, WidgetText};

/// Measured names are kept between frames; at this many all are forgotten and measured anew.
const KEPT: usize = 8_192;

type Kept = HashMap<(u64, u32, u32), Option<Arc<str>>>;

/// Ends that most names share, so that they tell nothing apart: they go before any other letter does.
const SHARED_ENDS: [&str; 3] = [" NHS Foundation Trust", " NHS Trust", " Foundation Trust"];

/// The text as it fits into `width`: whole, or with `…` in its middle or for a shared end. `None` says that
/// it fits whole.
pub fn elide_middle(ui: &Ui, text: &str, font: &FontId, width: f32) -> Option<Arc<str>> {
    kept(ui, text, font, width, Lost::Middle)
}

/// The same of a sentence, which is read from its beginning: with `…` at its end.
pub fn elide_end(ui: &Ui, text: &str, font: &FontId, width: f32) -> Option<Arc<str>> {
    kept(ui, text, font, width, Lost::End)
}

/// What goes where there is no room.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Lost {
    Middle,
    End,
}

fn kept(ui: &Ui, text: &str, font: &FontId, width: f32, lost: Lost) -> Option<Arc<str>> {
    // What is asked for every frame is the same few hundred names: measure each once.
    let key = (egui::util::hash((text, &font.family, lost)), font.size.to_bits(), width.max(0.0).round() as u32);
    let id = Id::unique("names without their middle");
    if let Some(known) = ui.data_mut(|d| d.get_temp_mut_or_default::<Kept>(id).get(&key).cloned()) {
        return known;
    }
    // Laid out, letters stand closer than their widths say: what fits so is not cut.
    let whole = ui.ctx().fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), Color32::PLACEHOLDER));
    let cut = match whole.size().x <= width.round() + 0.5 {
        true => None,
        false => ui.ctx().fonts_mut(|fonts| cut(text, width.round(), |c| fonts.glyph_width(font, c), lost)),
    };
    let cut = cut.map(Arc::<str>::from);
    ui.data_mut(|d| {
        let kept = d.get_temp_mut_or_default::<Kept>(id);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, cut.clone());
    });
    cut
}

/// Takes from both sides as long as there is room, three letters from the front for two from the end; of a
/// sentence from the front alone.
fn cut(text: &str, width: f32, mut glyph: impl FnMut(char) -> f32, lost: Lost) -> Option<String> {
    let widths: Vec<(char, f32)> = text.chars().map(|c| (c, glyph(c))).collect();
    // Kerning is not measured: half a point of slack stands in for it.
    if widths.iter().map(|(_, w)| w).sum::<f32>() <= width + 0.5 {
        return None;
    }
    let sign = glyph('…');
    let short = SHARED_ENDS.iter().find_map(|end| text.strip_suffix(end)).map(|short| short.trim_end_matches(','));
    let kept = short.map_or(widths.len(), |short| short.chars().count());
    let widths = &widths[..kept];
    if kept < text.chars().count() && widths.iter().map(|(_, w)| w).sum::<f32>() + sign <= width + 0.5 {
        return short.map(|short| format!("{short}…"));
    }
    let mut room = width - sign;
    let (mut front, mut back) = (0, widths.len());
    while front < back {
        let from_front = lost == Lost::End || front * 2 <= (widths.len() - back) * 3;
        let next = if from_front { widths[front].1 } else { widths[back - 1].1 };
        if next > room {
            break;
        }
        room -= next;
        if from_front { front += 1 } else { back -= 1 }
    }
    let start: String = widths[..front].iter().map(|(c, _)| c).collect();
    let end: String = widths[back..].iter().map(|(c, _)| c).collect();
    Some(format!("{}…{}", start.trim_end(), end.trim_start()))
}

/// A name on one line: without its middle where it does not fit, and then whole on hover. A screen
/// reader always hears it whole.
pub fn name_label(ui: &mut Ui, name: &str, font: FontId) -> Response {
    let short = elide_middle(ui, name, &font, ui.available_width());
    let shown = short.as_deref().unwrap_or(name);
    let colour = ui.visuals().text_color();
    let galley = ui.painter().layout_no_wrap(shown.to_owned(), font, colour);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, colour);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, name));
    if short.is_some() { response.on_hover_text(WidgetText::from(name)) } else { response }
}

#[cfg(test)]
mod tests {
    use super::{Lost, cut};

    /// Every letter ten wide.
    fn tens(text: &str, width: f32) -> Option<String> {
        cut(text, width, |_| 10.0, Lost::Middle)
    }

    #[test]
    fn what_fits_stays_whole() {
        assert_eq!(tens("Northmoor", 90.0), None);
        assert_eq!(tens("", 0.0), None);
    }

    #[test]
    fn what_does_not_fit_keeps_its_beginning_and_its_end() {
        assert_eq!(tens("Northmoor University Hospitals", 150.0).as_deref(), Some("Northmoo…pitals"));
        assert_eq!(tens("Northmoor", 50.0).as_deref(), Some("No…or"));
    }

    #[test]
    fn an_end_that_most_names_share_goes_first() {
        assert_eq!(tens("Moor Coast NHS Trust", 130.0).as_deref(), Some("Moor Coast…"));
        assert_eq!(tens("Moor Coast NHS Trust", 80.0).as_deref(), Some("Moor…ast"));
        assert_eq!(tens("Moor Coast NHS Trust", 200.0), None);
    }

    #[test]
    fn a_sentence_is_cut_at_its_end() {
        let cut = |width| cut("1 row the same", width, |_| 10.0, Lost::End);
        assert_eq!(cut(80.0).as_deref(), Some("1 row t…"));
        assert_eq!(cut(140.0), None);
    }

    #[test]
    fn no_room_at_all_leaves_the_sign() {
        assert_eq!(tens("Northmoor", 5.0).as_deref(), Some("…"));
    }
}
