//! The axis above the bars: round numbers from zero, and the unit.

use eframe::egui;
use eframe::egui::{Align2, Rect, Ui, pos2};

use super::paint::Plot;
use crate::ui::theme::{Tokens, regular, size};

pub(super) const HEIGHT: f32 = 38.0;

/// The unit above, the numbers below it.
pub(super) fn paint(ui: &Ui, rect: Rect, plot: &Plot, unit: &str) {
    let tokens = Tokens::of(ui);
    let painter = ui.painter_at(rect.expand2(egui::vec2(8.0, 0.0)));
    painter.text(pos2(plot.left, rect.top()), Align2::LEFT_TOP, unit, regular(size::SMALL), tokens.secondary);
    let decimals = usize::from(plot.step < 1.0);
    for tick in plot.ticks() {
        let align = if tick == 0.0 { Align2::LEFT_BOTTOM } else { Align2::CENTER_BOTTOM };
        let at = pos2(plot.x(tick), rect.bottom() - 3.0);
        painter.text(at, align, number(tick, decimals), regular(size::SMALL), tokens.secondary);
    }
}

/// The distance between lines: 1, 2 or 5 times a power of ten, at most `most` of them up to `longest`.
pub(super) fn step(longest: f64, most: usize) -> f64 {
    if !longest.is_finite() || longest <= 0.0 {
        return 1.0;
    }
    let rough = longest / most.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|m| m * power);
    let step = steps.into_iter().find(|s| *s >= rough * 0.999_999).unwrap_or(10.0 * power);
    // One line besides zero at least, so that the axis tells how long a bar is.
    if step <= longest { step } else { steps.into_iter().rev().find(|s| *s <= longest).unwrap_or(step) }
}

/// A number on the axis, its thousands apart: "1,200".
fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), ""), |(whole, rest)| (whole, rest));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if rest.is_empty() { grouped } else { format!("{grouped}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for (longest, most, expected) in [(732.8, 4, 200.0), (1000.0, 4, 500.0), (9.0, 5, 2.0), (0.4, 4, 0.1)] {
            assert!((step(longest, most) - expected).abs() < 1e-9, "{longest}: {}", step(longest, most));
        }
        assert!((step(7_300.0, 1) - 5_000.0).abs() < 1e-9, "a second line even where there is little room");
        assert_eq!(step(0.0, 4), 1.0);
        assert_eq!(step(f64::NAN, 4), 1.0);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(1_200_000.0, 0), "1,200,000");
        assert_eq!(number(500.0, 0), "500");
        assert_eq!(number(0.5, 1), "0.5");
    }
}
