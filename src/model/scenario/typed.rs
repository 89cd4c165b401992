//! What people type or paste into a cell, read as a change of its figure.

use super::edit::Change;
use super::edit_text::EditTextError;
use crate::model::{Decimal, NotADecimal};

impl Change {
    /// Reads a change as people type it: all that lines of edits take (`132` sets, `+12` and `-12` add,
    /// `*1.1` scales), and besides `+10 %` and `-10 %` (scale), thousands as the screen shows them
    /// (`1,388.5`), a true minus and a multiplication sign.
    ///
    /// ```
    /// use fairshare::model::scenario::Change;
    /// let scale = |factor: &str| Ok(Change::Scale(factor.parse().unwrap()));
    /// assert_eq!(Change::typed("+10 %"), scale("1.1"));
    /// assert_eq!(Change::typed("−2.5%"), scale("0.975"));
    /// assert_eq!(Change::typed("1,388.5"), "1388.5".parse());
    /// assert!(Change::typed("10 %").is_err());
    /// ```
    ///
    /// # Errors
    /// What is wrong with the text, and what would be understood.
    pub fn typed(text: &str) -> Result<Change, EditTextError> {
        let plain = text.trim().replace('−', "-").replace('×', "*").replace('\u{a0}', " ");
        let refused = |reason| EditTextError::Value { given: text.trim().to_owned(), reason };
        if let Some(share) = plain.strip_suffix('%') {
            return share_of(share.trim_end()).map_err(refused);
        }
        let (sign, number) = match plain.strip_prefix(['+', '-', '*']) {
            Some(number) => (&plain[..1], number.trim_start()),
            None => ("", plain.as_str()),
        };
        let number = without_separators(number).unwrap_or_else(|| number.to_owned());
        format!("{sign}{number}").parse().map_err(|error| match error {
            EditTextError::Value { reason, .. } => refused(reason),
            other => other,
        })
    }
}

/// `+10` per cent as the factor 1.1.
fn share_of(signed: &str) -> Result<Change, NotADecimal> {
    let (sign, number) = match signed.strip_prefix('+') {
        Some(more) => (1, more),
        None => (-1, signed.strip_prefix('-').ok_or(NotADecimal::UnsignedShare)?),
    };
    let number = number.trim_start();
    if number.starts_with(['+', '-']) {
        return Err(NotADecimal::NotPlain);
    }
    let hundredth = Decimal::from_millionths(10_000);
    let per_cent: Decimal = number.parse()?;
    let share = per_cent.times(hundredth).ok_or(NotADecimal::TooLarge)?;
    if share.times(Decimal::from_int(100)) != Some(per_cent) {
        return Err(NotADecimal::TooFine);
    }
    let factor = Decimal::ONE.millionths() + sign * share.millionths();
    if factor < 0 { Err(NotADecimal::MoreThanAll) } else { Ok(Change::Scale(Decimal::from_millionths(factor))) }
}

/// `1,388.5` without its commas; `None` where they do not stand between thousands.
fn without_separators(number: &str) -> Option<String> {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let three = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && whole.contains(',') && groups.all(three);
    fits.then(|| whole.replace(',', "") + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_understood_or_refused_with_a_reason() {
        let cases = [
            ("132", "132"),
            (" 1,388.5 ", "1388.5"),
            ("+ 12", "+12"),
            ("−2.5", "-2.5"),
            ("× 1.1", "*1.1"),
            ("*0.9", "*0.9"),
            ("+10 %", "*1.1"),
            ("- 12.5%", "*0.875"),
            ("-100 %", "*0"),
        ];
        for (text, canonical) in cases {
            assert_eq!(Change::typed(text).map(|change| change.to_string()), Ok(canonical.to_owned()), "{text}");
        }
        let refused = [
            ("lots", "is not a plain number such as 12.5"),
            ("", "is not a plain number such as 12.5"),
            ("1,38", "is not a plain number such as 12.5"),
            ("1,3888", "is not a plain number such as 12.5"),
            ("--2", "is not a plain number such as 12.5"),
            ("10 %", "is a percentage without a sign: write +10 % or -10 %"),
            ("-101 %", "takes off more than all there is"),
            ("+0.00001 %", "has more than six decimal places"),
            ("1234567890", "is larger than 1,000,000"),
        ];
        for (text, reason) in refused {
            let said = Change::typed(text).unwrap_err().to_string();
            assert!(said.contains(reason), "{text}: {said}");
        }
    }
}
