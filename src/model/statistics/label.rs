//! The word about an organisation.

use super::{LimitsAt, clearly_above};

/// Where an organisation lies among the limits that are drawn, so that the picture and the word never
/// disagree: with their centre line, clustering and over-dispersion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Label {
    /// Below the lower 99.8 % limit.
    MuchLower,
    /// Below the lower 95 % limit.
    Lower,
    /// On or within the 95 % limits.
    AsExpected,
    /// Above the upper 95 % limit.
    Higher,
    /// Above the upper 99.8 % limit.
    MuchHigher,
}

impl Label {
    /// The label of a provision ratio at these limits. On a limit counts as within it.
    ///
    /// ```
    /// use fairshare::model::statistics::{Label, LimitsAt};
    /// let limits = LimitsAt { lowest: 0.309, low: 0.562, high: 1.438, highest: 1.691 };
    /// assert_eq!(Label::of(0.6, limits), Label::AsExpected);
    /// assert_eq!(Label::of(1.5, limits).word(), "higher");
    /// ```
    pub fn of(ratio: f64, limits: LimitsAt) -> Label {
        if clearly_above(ratio, limits.highest) {
            Label::MuchHigher
        } else if clearly_above(ratio, limits.high) {
            Label::Higher
        } else if clearly_above(limits.lowest, ratio) {
            Label::MuchLower
        } else if clearly_above(limits.low, ratio) {
            Label::Lower
        } else {
            Label::AsExpected
        }
    }

    /// The word on the screen and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Label::MuchLower => "much lower",
            Label::Lower => "lower",
            Label::AsExpected => "as expected",
            Label::Higher => "higher",
            Label::MuchHigher => "much higher",
        }
    }

    /// What the word means. Provision is a census, not a sample: nothing here is "statistically proven".
    pub const fn meaning(self) -> &'static str {
        match self {
            Label::MuchLower => "below the 99.8 % limit: much lower than chance variation would explain",
            Label::Lower => "below the 95 % limit: lower than chance variation would explain",
            Label::AsExpected => {
                "within the 95 % limits: no further from the centre line than chance variation would explain"
            }
            Label::Higher => "above the 95 % limit: higher than chance variation would explain",
            Label::MuchHigher => "above the 99.8 % limit: much higher than chance variation would explain",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_limit_is_within_it_and_beyond_it_is_outside() {
        let limits = LimitsAt { lowest: 0.25, low: 0.5, high: 1.5, highest: 1.75 };
        let cases = [
            (0.0, Label::MuchLower),
            (0.25, Label::Lower),
            (0.5, Label::AsExpected),
            (0.5 - 1e-12, Label::AsExpected),
            (1.5, Label::AsExpected),
            (1.5 + 1e-12, Label::AsExpected),
            (1.501, Label::Higher),
            (1.75, Label::Higher),
            (1.76, Label::MuchHigher),
        ];
        for (ratio, label) in cases {
            assert_eq!(Label::of(ratio, limits), label, "{ratio}");
        }
    }

    #[test]
    fn nothing_provided_is_as_expected_where_the_lower_limit_is_cut_at_nothing() {
        let limits = LimitsAt { lowest: 0.0, low: 0.0, high: 2.5, highest: 3.0 };
        assert_eq!(Label::of(0.0, limits), Label::AsExpected);
    }
}
