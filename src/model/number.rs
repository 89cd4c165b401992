//! Figures as text: one rounding rule for files, another for the screen.

use super::{Decimal, Fraction, Settings};

/// The true minus sign of the screen. Files use a hyphen.
const MINUS: char = '−';

/// A figure as files write it: rounded half away from zero to so many places, `.` as the decimal mark,
/// no separators, never −0.
///
/// ```
/// use fairshare::model::{Fraction, fixed};
/// assert_eq!(fixed(Fraction::new(1, 8).unwrap(), 2), "0.13");
/// assert_eq!(fixed(Fraction::new(-1, 1000).unwrap(), 2), "0.00");
/// ```
pub fn fixed(figure: Fraction, places: u32) -> String {
    let rounded = figure.rounded(places);
    let sign = if rounded < 0 { "-" } else { "" };
    format!("{sign}{}", digits(rounded.unsigned_abs(), places, ""))
}

/// A figure as the screen shows it: thousands separated by commas, a true minus.
///
/// ```
/// use fairshare::model::{Fraction, shown};
/// assert_eq!(shown(Fraction::new(-13_885, 10).unwrap(), 1), "−1,388.5");
/// ```
pub fn shown(figure: Fraction, places: u32) -> String {
    let rounded = figure.rounded(places);
    let sign = if rounded < 0 { MINUS.to_string() } else { String::new() };
    format!("{sign}{}", digits(rounded.unsigned_abs(), places, ","))
}

/// A difference as the screen shows it: with its sign, which nothing has not.
///
/// ```
/// use fairshare::model::{Fraction, signed};
/// let of = |thousandths| signed(Fraction::new(thousandths, 1000).unwrap(), 2);
/// assert_eq!([of(1_250), of(-1_250), of(4)], ["+1.25", "−1.25", "0.00"]);
/// ```
pub fn signed(figure: Fraction, places: u32) -> String {
    let sign = if figure.rounded(places) > 0 { "+" } else { "" };
    format!("{sign}{}", shown(figure, places))
}

/// A provision ratio as the screen shows it: whole per cent, or one decimal, cut, where whole per cent
/// would round across a threshold (99.97 % is shown as 99.9 %, not as 100 %).
pub fn percent(ratio: Fraction, settings: &Settings) -> String {
    let whole = ratio.rounded(2);
    let across =
        [settings.threshold_above, settings.threshold_meets, settings.threshold_near].into_iter().any(|limit| {
            let shown = Fraction::new(whole, 100).unwrap_or(Fraction::ZERO);
            ratio.compare(limit).is_ge() != shown.compare(limit).is_ge()
        });
    if across {
        format!("{} %", digits(ratio.cut(3).unsigned_abs(), 1, ","))
    } else {
        format!("{} %", digits(whole.unsigned_abs(), 0, ","))
    }
}

/// With how many decimals two numbers are written so that a calculator comes to the result as it is written, at
/// least as many as are given with them: `160.042 × 3.50973`, where `160.04 × 3.5097` would give a hundredth more.
/// Those given where up to four more do not help.
///
/// ```
/// use fairshare::model::{Fraction, agreeing_places};
/// let of = |thousandths| Fraction::new(thousandths, 1000).unwrap();
/// let less = |a: Fraction, b: Fraction| Some(a.minus(b));
/// // 60.04 − 50.06 is 10.0 as it is written; 60.0 − 50.1 would give 9.9.
/// assert_eq!(agreeing_places([(of(60_040), 1), (of(50_060), 1)], (of(9_980), 1), less), [2, 2]);
/// assert_eq!(agreeing_places([(of(60_000), 1), (of(50_000), 1)], (of(10_000), 1), less), [1, 1]);
/// ```
pub fn agreeing_places(
    [(first, of_first), (second, of_second)]: [(Fraction, u32); 2],
    (result, places): (Fraction, u32),
    work: impl Fn(Fraction, Fraction) -> Option<Fraction>,
) -> [u32; 2] {
    let written = |number: Fraction, places: u32| Fraction::new(number.rounded(places), 10_i128.pow(places));
    let wanted = result.rounded(places);
    let agrees = |more: &u32| {
        let come_to = written(first, of_first + more).zip(written(second, of_second + more));
        let come_to = come_to.and_then(|(first, second)| work(first, second));
        come_to.is_some_and(|come_to| come_to.rounded(places) == wanted)
    };
    let more = (0..=4).find(agrees).unwrap_or(0);
    [of_first + more, of_second + more]
}

/// The two sides of a difference as the screen shows them, each with at least so many decimals, and as many as a
/// calculator needs to come to the difference with its own.
///
/// ```
/// use fairshare::model::{Fraction, shown_sides};
/// let of = |thousandths| Fraction::new(thousandths, 1000).unwrap();
/// assert_eq!(shown_sides([of(60_040), of(50_060)], 1, 1), ["60.04", "50.06"]);
/// ```
pub fn shown_sides([first, second]: [Fraction; 2], least: u32, of_difference: u32) -> [String; 2] {
    let difference = first.minus(second);
    let less = |first: Fraction, second: Fraction| Some(first.minus(second));
    let places = agreeing_places([(first, least), (second, least)], (difference, of_difference), less);
    [shown(first, places[0]), shown(second, places[1])]
}

/// A whole number as the screen shows it: `1,388`.
pub fn count(number: u64) -> String {
    digits(number.into(), 0, ",")
}

/// A number with the thing it counts: `1 file`, `1,388 files`.
///
/// ```
/// assert_eq!(fairshare::model::counted(1, "file", "files"), "1 file");
/// assert_eq!(fairshare::model::counted(1388, "file", "files"), "1,388 files");
/// ```
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A decimal on the screen with as many places as it has: `3,223.07`.
pub fn plain(decimal: Decimal) -> String {
    let text = decimal.to_string();
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let (sign, whole) = whole.strip_prefix('-').map_or((String::new(), whole), |whole| (MINUS.to_string(), whole));
    let whole = digits(whole.parse().unwrap_or(0), 0, ",");
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

fn digits(number: u128, places: u32, separator: &str) -> String {
    let one = 10_u128.pow(places);
    let whole = (number / one).to_string();
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    if places > 0 {
        text.push_str(&format!(".{:0width$}", number % one, width = places as usize));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i128, denominator: i128) -> Fraction {
        Fraction::new(numerator, denominator).unwrap()
    }

    #[test]
    fn no_displayed_ratio_rounds_across_a_threshold() {
        let settings = Settings::default();
        let cases = [
            (ratio(9997, 10000), "99.9 %"),
            (ratio(10000, 10000), "100 %"),
            (ratio(7996, 10000), "79.9 %"),
            (ratio(10996, 10000), "109.9 %"),
            (ratio(10950, 10000), "109.5 %"),
            (ratio(9750, 10000), "98 %"),
            (ratio(123456, 10000), "1,235 %"),
            (ratio(0, 1), "0 %"),
        ];
        for (figure, text) in cases {
            assert_eq!(percent(figure, &settings), text, "{figure:?}");
        }
    }

    #[test]
    fn a_figure_just_below_nothing_is_never_minus_nothing() {
        assert_eq!(fixed(ratio(-4, 1000), 2), "0.00");
        assert_eq!(shown(ratio(-4, 1000), 1), "0.0");
        assert_eq!(shown(ratio(-178, 10), 1), "−17.8");
        assert_eq!(shown(ratio(1_234_567, 1), 0), "1,234,567");
    }
}
