//! Numbers as files write them, to exact decimals.

use serde::{Deserialize, Serialize};

use super::reason::Reason;
use crate::model::{Decimal, LARGEST, PER_ONE, is_missing};

/// What a number cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// The amount; `None` where it is missing or suppressed, which is never 0.
    pub value: Option<Decimal>,
    /// Whether it had more than six decimals and was rounded.
    pub rounded: bool,
}

/// Which character parts whole from fraction. A comma only when the user says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
}

/// Reads an amount that cannot be below 0.
pub(super) fn read(cell: &str, mark: DecimalMark) -> Result<Number, Reason> {
    if mark == DecimalMark::Point
        && let Some(value) = plain(cell)
    {
        return Ok(Number { value: Some(value), rounded: false });
    }
    if cell.is_empty() || is_missing(cell) {
        return Ok(Number { value: None, rounded: false });
    }
    written(cell.trim(), mark)
}

/// The usual case: up to six digits, perhaps a point and up to six more.
fn plain(cell: &str) -> Option<Decimal> {
    let (mut amount, mut places, mut digits) = (0i64, None, 0);
    for byte in cell.bytes() {
        match byte {
            b'0'..=b'9' => {
                amount = amount * 10 + i64::from(byte - b'0');
                digits += 1;
                if let Some(places) = &mut places {
                    *places += 1;
                }
            }
            b'.' if places.is_none() => places = Some(0u32),
            _ => return None,
        }
        if digits > 12 {
            return None;
        }
    }
    let places = places.unwrap_or(0);
    if digits == 0 || places > 6 || digits - places > 6 {
        return None;
    }
    Some(Decimal::from_millionths(amount * 10i64.pow(6 - places)))
}

/// Every other way to write a number: signs, brackets, thousands, exponents.
fn written(cell: &str, mark: DecimalMark) -> Result<Number, Reason> {
    let (bracketed, inner) = match cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (true, inner.trim()),
        None => (false, cell),
    };
    let (negative, unsigned) = match inner.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (bracketed, inner.strip_prefix('+').unwrap_or(inner)),
    };
    let lower = unsigned.to_ascii_lowercase();
    if ["nan", "inf", "infinity", "∞"].contains(&lower.as_str()) {
        return Err(Reason::NotFinite);
    }
    let (mantissa, exponent) = lower.split_once('e').map_or((lower.as_str(), None), |(m, e)| (m, Some(e)));
    let exponent = exponent.map_or(Some(0), read_exponent).ok_or(Reason::NotANumber)?;
    let (whole, fraction) = split(mantissa, mark)?;
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
    let (value, rounded) = scaled(&digits, whole.len() as i64 + exponent)?;
    let nothing = digits.iter().all(|digit| *digit == b'0');
    if negative && !nothing { Err(Reason::Negative) } else { Ok(Number { value: Some(value), rounded }) }
}

/// The exponent of `4.70E-02`; one beyond any use is cut, which makes no difference.
fn read_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size: i64 = digits.parse().unwrap_or(i64::MAX).min(1_000_000_000);
    Some(if negative { -size } else { size })
}

/// The digits before and after the decimal mark, thousands separators taken off. They must part groups
/// of three: in `0,6` the comma is a decimal comma, and reading 6 would be ten times too much.
fn split(mantissa: &str, mark: DecimalMark) -> Result<(String, &str), Reason> {
    let (point, thousands) = match mark {
        DecimalMark::Point => ('.', ','),
        DecimalMark::Comma => (',', '.'),
    };
    let (whole, fraction) = mantissa.split_once(point).unwrap_or((mantissa, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(fraction) {
        return Err(if is_other_notation(mantissa, mark) { other_notation(mark) } else { Reason::NotANumber });
    }
    let mut groups = whole.split(|c: char| c == thousands || c == '\'' || c.is_whitespace());
    let first = groups.next().unwrap_or_default();
    let mut digits = first.to_owned();
    for group in groups {
        let leads = !first.is_empty() && first.len() <= 3 && !first.starts_with('0');
        if !leads || group.len() != 3 {
            let other = whole.contains(thousands) && all_digits(group) && all_digits(first);
            return Err(if other { other_notation(mark) } else { Reason::NotANumber });
        }
        digits.push_str(group);
    }
    if all_digits(&digits) { Ok((digits, fraction)) } else { Err(Reason::NotANumber) }
}

/// What to say of a number that seems to be written the other way round.
fn other_notation(mark: DecimalMark) -> Reason {
    match mark {
        DecimalMark::Point => Reason::MisplacedComma,
        DecimalMark::Comma => Reason::MisplacedPoint,
    }
}

/// Whether these are digits with the separators of the other notation: `1.234,5` where a point is the
/// decimal mark.
fn is_other_notation(mantissa: &str, mark: DecimalMark) -> bool {
    let (other, thousands) = match mark {
        DecimalMark::Point => (',', '.'),
        DecimalMark::Comma => ('.', ','),
    };
    let Some((whole, fraction)) = mantissa.split_once(other) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(fraction) && whole.split(thousands).all(digits)
}

/// The decimal of these digits with its point after `point` of them, rounded half away from zero.
fn scaled(digits: &[u8], point: i64) -> Result<(Decimal, bool), Reason> {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    let (digits, point) = (&digits[zeros..], point - zeros as i64);
    if digits.is_empty() {
        return Ok((Decimal::ZERO, false));
    }
    if point > 7 {
        return Err(Reason::TooLarge);
    }
    let digit = |place: i64| usize::try_from(place).ok().and_then(|p| digits.get(p)).map_or(0, |d| i64::from(d - b'0'));
    let kept = point + 6;
    let mut millionths = (0..kept.max(0)).fold(0, |sum, place| sum * 10 + digit(place));
    let cut = usize::try_from(kept.max(0)).unwrap_or(usize::MAX).min(digits.len());
    let rounded = digits[cut..].iter().any(|digit| *digit != b'0');
    if kept >= 0 && digit(kept) >= 5 {
        millionths += 1;
    }
    if millionths > LARGEST * PER_ONE {
        return Err(Reason::TooLarge);
    }
    Ok((Decimal::from_millionths(millionths), rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(cell: &str) -> String {
        read(cell, DecimalMark::Point).unwrap().value.unwrap().to_string()
    }

    #[test]
    fn numbers_are_read_as_files_write_them() {
        for (cell, want) in [
            ("12", "12"),
            ("0.8", "0.8"),
            (".5", "0.5"),
            ("5.", "5"),
            ("1,234.5", "1234.5"),
            ("1 234.5", "1234.5"),
            ("1\u{a0}234.5", "1234.5"),
            ("1,000,000", "1000000"),
            (" 12 ", "12"),
            ("+3", "3"),
            ("4.70E-02", "0.047"),
            ("1.5e3", "1500"),
            ("1e-400000000000", "0"),
            ("0e309", "0"),
            ("-0.0", "0"),
            ("0000000000000012.50", "12.5"),
            ("999999.999999", "999999.999999"),
        ] {
            assert_eq!(value(cell), want, "{cell:?}");
        }
    }

    #[test]
    fn a_mark_for_missing_is_missing_and_never_nothing() {
        for cell in ["", " ", "-", "..", "*", ":", "~", "c", "[c]", "[C]", "[x]", "[z]", "n/a", "N/A", "#N/A"] {
            assert_eq!(read(cell, DecimalMark::Point), Ok(Number { value: None, rounded: false }), "{cell:?}");
        }
    }

    #[test]
    fn what_cannot_be_an_amount_is_refused_with_its_reason() {
        for (cell, reason) in [
            ("-1", Reason::Negative),
            ("(12)", Reason::Negative),
            ("−1.5", Reason::Negative),
            ("-0.0000001", Reason::Negative),
            ("NaN", Reason::NotFinite),
            ("-inf", Reason::NotFinite),
            ("Infinity", Reason::NotFinite),
            ("1e309", Reason::TooLarge),
            ("1000000.000001", Reason::TooLarge),
            ("1e99999999999999999999", Reason::TooLarge),
            ("0,6", Reason::MisplacedComma),
            ("1,23", Reason::MisplacedComma),
            ("0,600", Reason::MisplacedComma),
            ("1.234,5", Reason::MisplacedComma),
            ("1.234.567,25", Reason::MisplacedComma),
            ("1.2,3.4", Reason::NotANumber),
            ("12.5 FTE", Reason::NotANumber),
            ("1.2.3", Reason::NotANumber),
            ("e5", Reason::NotANumber),
            ("1e", Reason::NotANumber),
            (".", Reason::NotANumber),
            ("()", Reason::NotANumber),
            ("12-", Reason::NotANumber),
            ("0x1F", Reason::NotANumber),
            ("٣", Reason::NotANumber),
        ] {
            assert_eq!(read(cell, DecimalMark::Point), Err(reason), "{cell:?}");
        }
    }

    #[test]
    fn more_than_six_decimals_are_rounded_half_away_and_said() {
        for (cell, want, rounded) in [
            ("0.1234565", "0.123457", true),
            ("0.1234564", "0.123456", true),
            ("0.12345600", "0.123456", false),
            ("0.0000005", "0.000001", true),
            ("0.00000005", "0", true),
            ("5e-7", "0.000001", true),
        ] {
            let number = read(cell, DecimalMark::Point).unwrap();
            assert_eq!((number.value.unwrap().to_string().as_str(), number.rounded), (want, rounded), "{cell}");
        }
    }

    #[test]
    fn a_decimal_comma_is_read_when_the_user_says_so() {
        for (cell, want) in [("0,6", "0.6"), ("1.234,5", "1234.5"), ("1 234,5", "1234.5"), ("12", "12")] {
            assert_eq!(read(cell, DecimalMark::Comma).unwrap().value.unwrap().to_string(), want, "{cell}");
        }
        for cell in ["0.6", "1,234.5", "1.23"] {
            assert_eq!(read(cell, DecimalMark::Comma), Err(Reason::MisplacedPoint), "{cell}");
        }
    }
}
