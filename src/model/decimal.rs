//! Exact decimals: what FTE, weeks, students, hours and days are held in.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

/// How many parts of one a [`Decimal`] is counted in: six decimal places.
pub const PER_ONE: i64 = 1_000_000;

/// The largest size a figure of a row may have (`domain.md`, *Rules of arithmetic*).
pub const LARGEST: i64 = 1_000_000;

/// A decimal number with at most six places, held as a whole number of millionths, so that sums are
/// exact and do not depend on the order of rows.
///
/// ```
/// use fairshare::model::Decimal;
/// let sum: Decimal = ["0.1", "0.2"].iter().map(|t| t.parse::<Decimal>().unwrap()).sum();
/// assert_eq!(sum, "0.3".parse().unwrap());
/// assert_eq!(sum.to_string(), "0.3");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal(0);
    /// One.
    pub const ONE: Decimal = Decimal(PER_ONE);

    /// The decimal of so many millionths.
    pub const fn from_millionths(millionths: i64) -> Decimal {
        Decimal(millionths)
    }

    /// How many millionths this is.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// The whole number `n` as a decimal.
    pub const fn from_int(n: i32) -> Decimal {
        Decimal(n as i64 * PER_ONE)
    }

    /// Whether this is exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Below nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The nearest `f64`; for measures that are not decided exactly (charts, statistics).
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / PER_ONE as f64
    }

    /// The product of two decimals, rounded half away from zero to six places; `None` if it is
    /// larger than an `i64` of millionths holds.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let product = i128::from(self.0) * i128::from(other.0);
        i64::try_from(divide_half_away(product, i128::from(PER_ONE))).ok().map(Decimal)
    }
}

impl std::iter::Sum for Decimal {
    /// The exact sum. Rows are at most [`LARGEST`], so that nine million of them fit.
    fn sum<I: Iterator<Item = Decimal>>(iter: I) -> Decimal {
        iter.fold(Decimal::ZERO, |a, b| Decimal(a.0.saturating_add(b.0)))
    }
}

/// Why a text is no plain decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADecimal {
    /// Not digits with at most one point.
    #[error("is not a plain number such as 12.5")]
    NotPlain,
    /// More than six digits after the point.
    #[error("has more than six decimal places")]
    TooFine,
    /// Above [`LARGEST`].
    #[error("is larger than 1,000,000")]
    TooLarge,
    /// A percentage that does not say whether it comes on top or off.
    #[error("is a percentage without a sign: write +10 % or -10 %")]
    UnsignedShare,
    /// A percentage of more than a hundred is taken off.
    #[error("takes off more than all there is")]
    MoreThanAll,
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    /// Reads a plain decimal: an optional sign, digits, at most one point; no exponent, no thousands
    /// separators. What foreign files write is read by `import::number`.
    fn from_str(text: &str) -> Result<Decimal, NotADecimal> {
        let (negative, digits) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
            return Err(NotADecimal::NotPlain);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 6 {
            return Err(NotADecimal::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 7 {
            return Err(NotADecimal::TooLarge);
        }
        let mut millionths: i64 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            millionths = millionths * 10 + i64::from(digit - b'0');
        }
        for _ in fraction.len()..6 {
            millionths *= 10;
        }
        if millionths > LARGEST * PER_ONE {
            return Err(NotADecimal::TooLarge);
        }
        Ok(Decimal(if negative { -millionths } else { millionths }))
    }
}

impl fmt::Display for Decimal {
    /// The shortest exact text: `12`, `12.5`, `-0.000001`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (whole, fraction) = (size / PER_ONE as u64, size % PER_ONE as u64);
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        let fraction = format!("{fraction:06}");
        write!(f, "{sign}{whole}.{}", fraction.trim_end_matches('0'))
    }
}

/// `numerator ÷ denominator` as a whole number, halves away from zero: the one rounding rule of the
/// program (`domain.md`, *Rules of arithmetic*). The denominator must be above 0.
///
/// ```
/// use fairshare::model::divide_half_away;
/// assert_eq!(divide_half_away(5, 2), 3);
/// assert_eq!(divide_half_away(-5, 2), -3);
/// assert_eq!(divide_half_away(4, 3), 1);
/// ```
pub fn divide_half_away(numerator: i128, denominator: i128) -> i128 {
    // One division: of 128 bits it costs more than all the rest.
    let quotient = numerator / denominator;
    let rest = numerator - quotient * denominator;
    let half_or_more = rest.unsigned_abs() >= denominator.unsigned_abs().div_ceil(2);
    quotient + if half_or_more { numerator.signum() } else { 0 }
}

/// What a [`Quantity`] counts.
pub trait Unit {
    /// The word that follows a figure of this unit.
    const WORD: &'static str;
}

macro_rules! units {
    ($($(#[$doc:meta])* $unit:ident, $alias:ident, $word:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $unit;
        impl Unit for $unit { const WORD: &'static str = $word; }
        $(#[$doc])*
        pub type $alias = Quantity<$unit>;
    )*};
}

units! {
    /// Full-time equivalent staff in post (also WTE). Headcount never stands in for it.
    FteUnit, Fte, "FTE";
    /// Placement weeks: one student on placement for one week of 37.5 hours.
    WeeksUnit, PlacementWeeks, "placement weeks";
    /// Hours on placement, a total for the row.
    HoursUnit, Hours, "hours";
    /// Days on placement, a total for the row.
    DaysUnit, Days, "days";
}

/// An exact amount of one unit. FTE cannot be added to weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity<U>(Decimal, PhantomData<U>);

impl<U: Unit> Quantity<U> {
    /// This many of the unit.
    pub const fn new(amount: Decimal) -> Self {
        Quantity(amount, PhantomData)
    }

    /// The bare number.
    pub const fn amount(self) -> Decimal {
        self.0
    }
}

impl<U: Unit> fmt::Display for Quantity<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, U::WORD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_decimals_are_exact_and_print_as_they_were_read() {
        for text in ["0", "12", "12.5", "-3.25", "0.000001", "1000000"] {
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        assert_eq!(".5".parse::<Decimal>().unwrap().to_string(), "0.5");
        assert_eq!("007.50".parse::<Decimal>().unwrap().to_string(), "7.5");
    }

    #[test]
    fn what_is_no_plain_decimal_is_refused_with_its_reason() {
        for text in ["", ".", "-", "1e3", "1,000", "NaN", "inf", "1.2.3", " 1", "−1"] {
            assert_eq!(text.parse::<Decimal>(), Err(NotADecimal::NotPlain), "{text:?}");
        }
        assert_eq!("0.1234567".parse::<Decimal>(), Err(NotADecimal::TooFine));
        assert_eq!("1000000.1".parse::<Decimal>(), Err(NotADecimal::TooLarge));
    }

    #[test]
    fn halves_round_away_from_zero() {
        let cases = [(5, 10, 1), (-5, 10, -1), (4, 10, 0), (-4, 10, 0), (15, 10, 2), (1, 3, 0), (2, 3, 1)];
        for (n, d, want) in cases {
            assert_eq!(divide_half_away(n, d), want, "{n}/{d}");
        }
    }
}
