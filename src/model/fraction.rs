//! Figures as exact fractions, so that nobody on her fair share falls below it by a rounding error.

use std::cmp::Ordering;

use super::{Decimal, PER_ONE, divide_half_away};

/// An exact figure: a whole number over a whole number above 0.
///
/// Where a product would leave the range of 128 bits (figures a million times those of England), the
/// last binary digits are given up: a relative error below 1e-18.
#[derive(Clone, Copy, Debug)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Fraction = Fraction { numerator: 0, denominator: 1 };

    /// `numerator ÷ denominator`; `None` if the denominator is not above 0.
    pub fn new(numerator: i128, denominator: i128) -> Option<Fraction> {
        (denominator > 0).then_some(Fraction { numerator, denominator })
    }

    /// `a × b ÷ denominator`; `None` if the denominator is not above 0.
    pub(crate) fn product(a: i128, b: i128, denominator: i128) -> Option<Fraction> {
        let (mut a, mut b, mut denominator) = (a, b, denominator);
        loop {
            if denominator <= 0 {
                return None;
            }
            if let Some(numerator) = a.checked_mul(b) {
                return Some(Fraction { numerator, denominator });
            }
            let larger = if a.unsigned_abs() > b.unsigned_abs() { &mut a } else { &mut b };
            *larger = divide_half_away(*larger, 2);
            denominator = divide_half_away(denominator, 2);
        }
    }

    /// The decimal as a fraction.
    pub fn of(decimal: Decimal) -> Fraction {
        Fraction { numerator: decimal.millionths().into(), denominator: PER_ONE.into() }
    }

    /// The exact numerator over [`Fraction::denominator`].
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// What the numerator is counted in; above 0.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Exactly nothing.
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Below nothing.
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// The nearest `f64`, for charts and statistics.
    pub fn to_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// The size without its sign.
    pub const fn abs(self) -> Fraction {
        Fraction { numerator: self.numerator.abs(), denominator: self.denominator }
    }

    /// The figure as a whole number of `1 ÷ 10^places`, halves away from zero.
    ///
    /// ```
    /// use fairshare::model::Fraction;
    /// assert_eq!(Fraction::new(1, 8).unwrap().rounded(2), 13); // 0.125 is 0.13
    /// assert_eq!(Fraction::new(-1, 8).unwrap().rounded(2), -13);
    /// ```
    pub fn rounded(self, places: u32) -> i128 {
        let Fraction { numerator, denominator } = self.narrow_enough_for(10_i128.pow(places));
        divide_half_away(numerator * 10_i128.pow(places), denominator)
    }

    /// The figure as a whole number of `1 ÷ 10^places`, what is over cut off.
    pub fn cut(self, places: u32) -> i128 {
        let Fraction { numerator, denominator } = self.narrow_enough_for(10_i128.pow(places));
        numerator * 10_i128.pow(places) / denominator
    }

    /// The smallest whole number not below the figure.
    pub const fn ceiling(self) -> i128 {
        let floor = self.numerator.div_euclid(self.denominator);
        floor + (floor.wrapping_mul(self.denominator) != self.numerator) as i128
    }

    /// The figure ÷ a decimal above 0; `None` if it is not.
    pub fn over(self, divisor: Decimal) -> Option<Fraction> {
        let denominator = self.denominator.checked_mul(divisor.millionths().into());
        match denominator {
            Some(denominator) => Fraction::product(self.numerator, PER_ONE.into(), denominator),
            None => self.halved().over(divisor),
        }
    }

    /// The figure ÷ another; `None` if that is not above 0.
    pub fn over_fraction(self, divisor: Fraction) -> Option<Fraction> {
        let ratio = Fraction::product(self.numerator, divisor.denominator, divisor.numerator)?;
        match ratio.denominator.checked_mul(self.denominator) {
            Some(denominator) => Fraction::new(ratio.numerator, denominator),
            None => Fraction::product(ratio.numerator / self.denominator, 1, ratio.denominator),
        }
    }

    /// The sum of two figures.
    ///
    /// ```
    /// use fairshare::model::Fraction;
    /// let (a, b) = (Fraction::new(1, 6).unwrap(), Fraction::new(1, 10).unwrap());
    /// assert_eq!(a.plus(b), Fraction::new(4, 15).unwrap());
    /// ```
    pub fn plus(self, other: Fraction) -> Fraction {
        if self.denominator == other.denominator
            && let Some(numerator) = self.numerator.checked_add(other.numerator)
        {
            return Fraction { numerator, denominator: self.denominator };
        }
        let sum = |a: Fraction, b: Fraction| {
            let common = gcd(a.denominator, b.denominator);
            let left = a.numerator.checked_mul(b.denominator / common)?;
            let right = b.numerator.checked_mul(a.denominator / common)?;
            Fraction::new(left.checked_add(right)?, (a.denominator / common).checked_mul(b.denominator)?)
        };
        let too_large =
            |a: Fraction, b: Fraction| Fraction { numerator: a.numerator.saturating_add(b.numerator), denominator: 1 };
        self.with(other, sum, too_large)
    }

    /// What becomes of two figures, in lowest terms where their parts would otherwise not fit. Where they do not
    /// even so, the one with the finer parts gives up its last binary digits: it has sixty more than it needs.
    fn with(
        self,
        other: Fraction,
        exactly: impl Fn(Fraction, Fraction) -> Option<Fraction>,
        too_large: impl Fn(Fraction, Fraction) -> Fraction,
    ) -> Fraction {
        if let Some(fits) = exactly(self, other) {
            return fits;
        }
        let (mut a, mut b) = (self.reduced(), other.reduced());
        loop {
            if let Some(fits) = exactly(a, b) {
                return fits;
            }
            match (a.denominator, b.denominator) {
                (1, 1) => return too_large(a, b),
                (finer, than) if finer >= than => a = a.halved(),
                _ => b = b.halved(),
            }
        }
    }

    /// The difference of two figures.
    pub fn minus(self, other: Fraction) -> Fraction {
        self.plus(other.negated())
    }

    /// The product of two figures, in lowest terms where the parts would otherwise not fit.
    ///
    /// ```
    /// use fairshare::model::Fraction;
    /// let (a, b) = (Fraction::new(2, 3).unwrap(), Fraction::new(9, 4).unwrap());
    /// assert_eq!(a.times(b), Fraction::new(3, 2).unwrap());
    /// ```
    pub fn times(self, other: Fraction) -> Fraction {
        let across = |numerator: i128, denominator: i128| gcd(numerator.abs(), denominator);
        let product = |a: Fraction, b: Fraction| {
            let (left, right) = (across(a.numerator, b.denominator), across(b.numerator, a.denominator));
            let numerator = (a.numerator / left).checked_mul(b.numerator / right)?;
            let denominator = (a.denominator / right).checked_mul(b.denominator / left)?;
            Fraction::new(numerator, denominator)
        };
        let too_large =
            |a: Fraction, b: Fraction| Fraction { numerator: a.numerator.saturating_mul(b.numerator), denominator: 1 };
        self.with(other, product, too_large)
    }

    /// The same figure in lowest terms.
    pub fn reduced(self) -> Fraction {
        let common = gcd(self.numerator.abs(), self.denominator);
        Fraction { numerator: self.numerator / common, denominator: self.denominator / common }
    }

    /// The nearest decimal, halves away from zero; `None` if it is larger than a decimal holds.
    pub fn to_decimal(self) -> Option<Decimal> {
        i64::try_from(self.reduced().rounded(6)).ok().map(Decimal::from_millionths)
    }

    /// The smallest decimal not below the figure; `None` if it is larger than a decimal holds.
    ///
    /// ```
    /// use fairshare::model::Fraction;
    /// assert_eq!(Fraction::new(1, 3).unwrap().to_decimal_up().unwrap().to_string(), "0.333334");
    /// ```
    pub fn to_decimal_up(self) -> Option<Decimal> {
        let millionths = self.times(Fraction { numerator: PER_ONE as i128, denominator: 1 });
        i64::try_from(millionths.ceiling()).ok().map(Decimal::from_millionths)
    }

    /// A ratio in per cent: a hundred times as much.
    pub fn in_per_cent(self) -> Fraction {
        self.times(Fraction { numerator: 100, denominator: 1 })
    }

    /// The figure with the other sign.
    pub const fn negated(self) -> Fraction {
        Fraction { numerator: -self.numerator, denominator: self.denominator }
    }

    /// The same figure without its last binary digit.
    fn halved(self) -> Fraction {
        Fraction {
            numerator: divide_half_away(self.numerator, 2),
            denominator: divide_half_away(self.denominator, 2).max(1),
        }
    }

    /// Exact comparison with a decimal: is a ratio on a threshold, above it, below it?
    pub fn compare(self, decimal: Decimal) -> Ordering {
        self.cmp_exact(Fraction::of(decimal))
    }

    /// Exact comparison by cross-multiplying, where that fits; otherwise by `f64`, and values within
    /// 1e-9 of each other, relative, count as equal (`domain.md`, *Rules of arithmetic*).
    pub fn cmp_exact(self, other: Fraction) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        if let (Some(left), Some(right)) = (left, right) {
            return left.cmp(&right);
        }
        let (left, right) = (self.to_f64(), other.to_f64());
        if (left - right).abs() <= 1e-9 * right.abs() { Ordering::Equal } else { left.total_cmp(&right) }
    }

    fn narrow_enough_for(self, factor: i128) -> Fraction {
        let mut narrow = self;
        while narrow.numerator.checked_mul(factor).is_none() {
            narrow = narrow.halved();
        }
        narrow
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp_exact(*other) == Ordering::Equal
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp_exact(*other))
    }
}

/// The greatest common divisor of two numbers above 0.
pub(crate) const fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_exactly_on_a_threshold_is_on_it() {
        // 1.1 × 30 = 33: in f64, 33.0 / 30.0 < 1.1 is a matter of luck.
        let ratio = Fraction::new(33, 30).unwrap();
        assert_eq!(ratio.compare("1.1".parse().unwrap()), Ordering::Equal);
    }

    #[test]
    fn ceilings_and_roundings_of_negative_figures() {
        assert_eq!(Fraction::new(-7, 2).unwrap().ceiling(), -3);
        assert_eq!(Fraction::new(7, 2).unwrap().ceiling(), 4);
        assert_eq!(Fraction::new(6, 2).unwrap().ceiling(), 3);
        assert_eq!(Fraction::new(-5, 1000).unwrap().rounded(2), -1);
        assert_eq!(Fraction::new(99_974, 100_000).unwrap().cut(3), 999);
    }

    #[test]
    fn a_sum_of_many_denominators_loses_no_more_than_its_last_digits() {
        // Weeks of many organisations: halves, fifths and tenths among parts as fine as rates make them.
        let fine = 1_000_003_i128 * 1_000_033 * 1_000_037 * 1_000_039;
        let parts = [(133, 2), (49, 10), (223 * fine, 10 * fine + 1), (7, 3), (585 * (fine - 2), 10 * (fine - 2) + 7)];
        let parts = parts.map(|(numerator, denominator)| Fraction::new(numerator, denominator).unwrap());
        let sum = parts.iter().fold(Fraction::ZERO, |sum, part| sum.plus(*part));
        let about: f64 = parts.iter().map(|part| part.to_f64()).sum();
        assert!((sum.to_f64() - about).abs() < 1e-9, "{} is not {about}", sum.to_f64());
        let product = parts.iter().fold(Fraction::new(1, 1).unwrap(), |product, part| product.times(*part));
        let about: f64 = parts.iter().map(|part| part.to_f64()).product();
        assert!((product.to_f64() / about - 1.0).abs() < 1e-9, "{} is not {about}", product.to_f64());
    }

    #[test]
    fn products_too_large_for_128_bits_lose_only_their_last_digits() {
        let big = i128::MAX / 3;
        let fraction = Fraction::product(big, 1_000_000, big).unwrap();
        assert!((fraction.to_f64() - 1e6).abs() < 1e-6);
        assert_eq!(Fraction::new(big, 7).unwrap().compare(Decimal::ONE), Ordering::Greater);
    }
}
