//! Turning a gap into placements and students (`domain.md`, *Turning a gap into placements*).

use super::{Decimal, Fraction};

/// ⌈|gap| ÷ block length⌉ for a negative gap, 0 otherwise.
///
/// ```
/// use fairshare::model::{Decimal, Fraction, placements_to_close};
/// let six_weeks = Decimal::from_int(6);
/// assert_eq!(placements_to_close(Fraction::new(-1776, 100).unwrap(), six_weeks), 3); // 17.76 weeks short
/// assert_eq!(placements_to_close(Fraction::new(-12, 1).unwrap(), six_weeks), 2);
/// assert_eq!(placements_to_close(Fraction::new(5, 1).unwrap(), six_weeks), 0);
/// ```
pub fn placements_to_close(gap: Fraction, block_weeks: Decimal) -> i128 {
    if !gap.is_negative() {
        return 0;
    }
    gap.abs().over(block_weeks).map_or(0, Fraction::ceiling)
}

/// Students on placement at any one time that would close a gap: |gap| ÷ weeks a year in which
/// placements run (`domain.md`, *Turning a gap into placements*).
///
/// ```
/// use fairshare::model::{Decimal, Fraction, students_at_a_time};
/// let gap = Fraction::new(-120, 1).unwrap();
/// assert_eq!(students_at_a_time(gap, Decimal::from_int(40)).unwrap().to_f64(), 3.0);
/// ```
pub fn students_at_a_time(gap: Fraction, placement_weeks_a_year: Decimal) -> Option<Fraction> {
    gap.abs().over(placement_weeks_a_year)
}
