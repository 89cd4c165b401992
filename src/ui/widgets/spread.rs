//! How provision ratios spread, as a small histogram with the line at 100 %.

use eframe::egui::{Align2, Rect, Stroke, Ui, pos2};

use crate::model::Status;
use crate::ui::theme::{Tokens, regular};

const BINS: usize = 20;
const PER_BIN: f64 = 0.10;

/// Provision ratios counted in steps of 10 %, up to 200 % and over. Made once per result, not per frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RatioSpread {
    counts: [[u16; 4]; BINS],
    all: usize,
}

/// The statuses that have a ratio, from the foot of a column upwards.
const STACK: [Status; 4] = [Status::Below, Status::Near, Status::Meets, Status::Above];

impl RatioSpread {
    /// Counts ratios (1 for 100 %) with their status. Ratios without a status of their own are left out.
    pub fn new(ratios: impl IntoIterator<Item = (f64, Status)>) -> Self {
        let mut spread = Self::default();
        for (ratio, status) in ratios {
            let Some(layer) = STACK.iter().position(|s| *s == status) else { continue };
            // 1.1 ÷ 0.1 is 11.000000000000002 and 0.3 ÷ 0.1 is 2.9999999999999996: nudge onto the border.
            let bin = ((ratio.max(0.0) / PER_BIN + 1e-9) as usize).min(BINS - 1);
            spread.counts[bin][layer] = spread.counts[bin][layer].saturating_add(1);
            spread.all += 1;
        }
        spread
    }

    /// A sentence for the screen reader.
    pub fn sentence(&self) -> String {
        let of = |layer: usize| self.counts.iter().map(|bin| usize::from(bin[layer])).sum::<usize>();
        format!(
            "Spread of provision ratios of {} organisations: {} above, {} meets, {} near, {} below.",
            self.all,
            of(3),
            of(2),
            of(1),
            of(0)
        )
    }

    /// Draws it into a rectangle: columns above, the scale beneath.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect) {
        let tokens = Tokens::of(ui);
        let painter = ui.painter();
        let scale = 16.0;
        let floor = (rect.bottom() - scale).round();
        let width = rect.width() / BINS as f32;
        let highest = self.counts.iter().map(|bin| bin.iter().map(|c| f32::from(*c)).sum::<f32>()).fold(1.0, f32::max);
        // At most 6 points an organisation: few organisations stay few blocks, not tall towers.
        let unit = ((floor - rect.top()) / highest).min(6.0);
        for (bin, layers) in self.counts.iter().enumerate() {
            let left = rect.left() + bin as f32 * width;
            let mut foot = floor;
            for (layer, count) in layers.iter().enumerate().filter(|(_, count)| **count > 0) {
                let head = foot - f32::from(*count) * unit;
                let block = Rect::from_min_max(pos2(left + 0.5, head), pos2(left + width - 1.0, foot));
                painter.rect_filled(block, 0.0, tokens.status(STACK[layer]));
                foot = head;
            }
        }
        painter.hline(rect.x_range(), floor, Stroke::new(1.0, tokens.control));
        let hundred = rect.left() + rect.width() / 2.0;
        painter.vline(hundred, rect.top()..=floor + 3.0, Stroke::new(1.0, tokens.text));
        let label = |x: f32, align: Align2, text: &str| {
            painter.text(pos2(x, floor + 3.0), align, text, regular(11.0), tokens.secondary);
        };
        label(rect.left(), Align2::LEFT_TOP, "0 %");
        label(hundred, Align2::CENTER_TOP, "100 %");
        label(rect.right(), Align2::RIGHT_TOP, "200 %+");
    }

    /// How high it wants to be.
    pub(super) const HEIGHT: f32 = 56.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_on_a_border_counts_above_it() {
        for (ratio, bin) in [(0.0, 0), (0.3, 3), (0.8, 8), (0.999, 9), (1.0, 10), (1.1, 11), (1.999, 19), (7.0, 19)] {
            let spread = RatioSpread::new([(ratio, Status::Meets)]);
            assert_eq!(spread.counts[bin][2], 1, "{ratio}");
        }
    }

    #[test]
    fn what_has_no_ratio_is_not_counted() {
        let spread = RatioSpread::new([(0.5, Status::Below), (0.0, Status::NoReturn)]);
        assert_eq!(
            spread.sentence(),
            "Spread of provision ratios of 1 organisations: 0 above, 0 meets, 0 near, 1 below."
        );
    }
}
