//! How far limits allow for true differences between organisations, and why.

use std::fmt;

use super::{Dispersion, written};

/// With fewer organisations than this, φ and τ² are unstable and limits stay plain.
pub const FEWEST_ORGANISATIONS: usize = 10;

/// What the reader asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverDispersion {
    /// Multiplicative where there are 10 organisations or more and φ is above 1, else none.
    #[default]
    Usual,
    /// Plain limits: chance alone.
    None,
    /// The standard deviation × √φ.
    Multiplicative,
    /// A variance τ² between organisations, added on the square-root scale; Spiegelhalter's preferred.
    Additive,
}

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Adjustment {
    /// Plain limits.
    None,
    /// The standard deviation × √φ.
    Multiplicative {
        /// φ, above 1.
        phi: f64,
    },
    /// τ² added to the variance, on the square-root scale.
    Additive {
        /// τ², above 0.
        tau_squared: f64,
    },
}

/// Why the limits are adjusted as they are. Its text is one sentence for the page and the export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum WhyAdjustment {
    /// The reader asked for plain limits.
    PlainAsked,
    /// Fewer than 10 organisations, whatever was asked for.
    FewOrganisations {
        /// How many there are.
        organisations: usize,
    },
    /// The organisations vary no more than chance would explain, so that there is nothing to allow for.
    NoExcess {
        /// φ, on the scale of the method.
        phi: f64,
    },
    /// Multiplicative, by default or asked for.
    Multiplicative {
        /// φ.
        phi: f64,
        /// How many organisations it rests on.
        organisations: usize,
    },
    /// Additive, asked for.
    Additive {
        /// τ².
        tau_squared: f64,
        /// How many organisations it rests on.
        organisations: usize,
    },
}

impl Adjustment {
    /// What is drawn for what was asked, and why.
    ///
    /// ```
    /// use fairshare::model::statistics::{Adjustment, Dispersion, OverDispersion, WhyAdjustment};
    /// let seven = Dispersion { organisations: 7, phi: 3.2, root_phi: 3.1, tau_squared: 0.01 };
    /// let (adjustment, why) = Adjustment::choose(OverDispersion::Usual, seven);
    /// assert_eq!(adjustment, Adjustment::None);
    /// assert_eq!(why, WhyAdjustment::FewOrganisations { organisations: 7 });
    /// let (adjustment, _) = Adjustment::choose(OverDispersion::Usual, Dispersion { organisations: 10, ..seven });
    /// assert_eq!(adjustment, Adjustment::Multiplicative { phi: 3.2 });
    /// ```
    pub fn choose(asked: OverDispersion, dispersion: Dispersion) -> (Adjustment, WhyAdjustment) {
        let Dispersion { organisations, phi, root_phi, tau_squared } = dispersion;
        match asked {
            OverDispersion::None => (Adjustment::None, WhyAdjustment::PlainAsked),
            _ if organisations < FEWEST_ORGANISATIONS => {
                (Adjustment::None, WhyAdjustment::FewOrganisations { organisations })
            }
            OverDispersion::Additive if tau_squared > 0.0 => {
                (Adjustment::Additive { tau_squared }, WhyAdjustment::Additive { tau_squared, organisations })
            }
            OverDispersion::Additive => (Adjustment::None, WhyAdjustment::NoExcess { phi: root_phi }),
            _ if phi > 1.0 => {
                (Adjustment::Multiplicative { phi }, WhyAdjustment::Multiplicative { phi, organisations })
            }
            _ => (Adjustment::None, WhyAdjustment::NoExcess { phi }),
        }
    }
}

impl fmt::Display for WhyAdjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            WhyAdjustment::PlainAsked => f.write_str(
                "Plain limits, as chosen: they allow for chance, not for true differences between organisations.",
            ),
            WhyAdjustment::FewOrganisations { organisations } => {
                let verb = if organisations == 1 { "organisation is" } else { "organisations are" };
                write!(
                    f,
                    "Plain limits: {organisations} {verb} too few to tell how far organisations truly differ; \
                     that takes {FEWEST_ORGANISATIONS}."
                )
            }
            WhyAdjustment::NoExcess { phi } => write!(
                f,
                "Plain limits: the organisations vary no more than chance variation would explain (winsorised φ = {}).",
                written(phi, 2)
            ),
            WhyAdjustment::Multiplicative { phi, organisations } => write!(
                f,
                "Limits {} times as wide as chance alone would make them: the {organisations} organisations vary more than \
                 chance variation would explain (multiplicative over-dispersion, winsorised φ = {}).",
                written(phi.sqrt(), 2),
                written(phi, 2)
            ),
            WhyAdjustment::Additive { tau_squared, organisations } => write!(
                f,
                "Limits widened by the variance between the {organisations} organisations themselves \
                 (additive over-dispersion, τ² = {} on the square-root scale).",
                written(tau_squared, 5)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Dispersion = Dispersion { organisations: 24, phi: 2.25, root_phi: 2.1, tau_squared: 0.003_44 };
    const EVEN: Dispersion = Dispersion { organisations: 24, phi: 0.8, root_phi: 0.7, tau_squared: 0.0 };

    #[test]
    fn what_was_asked_for_is_drawn_where_ten_organisations_vary_more_than_chance() {
        let drawn = |asked| Adjustment::choose(asked, WIDE).0;
        assert_eq!(drawn(OverDispersion::None), Adjustment::None);
        assert_eq!(drawn(OverDispersion::Usual), Adjustment::Multiplicative { phi: 2.25 });
        assert_eq!(drawn(OverDispersion::Multiplicative), Adjustment::Multiplicative { phi: 2.25 });
        assert_eq!(drawn(OverDispersion::Additive), Adjustment::Additive { tau_squared: 0.003_44 });
    }

    #[test]
    fn limits_stay_plain_for_fewer_than_ten_whatever_was_asked_and_where_nothing_is_in_excess() {
        for asked in [OverDispersion::Usual, OverDispersion::Multiplicative, OverDispersion::Additive] {
            let (drawn, why) = Adjustment::choose(asked, Dispersion { organisations: 9, ..WIDE });
            assert_eq!((drawn, why), (Adjustment::None, WhyAdjustment::FewOrganisations { organisations: 9 }));
            let (drawn, why) = Adjustment::choose(asked, EVEN);
            assert!(drawn == Adjustment::None && matches!(why, WhyAdjustment::NoExcess { .. }));
        }
    }

    #[test]
    fn the_reason_reads_as_a_sentence() {
        let why = |asked, dispersion| Adjustment::choose(asked, dispersion).1.to_string();
        insta::assert_snapshot!(why(OverDispersion::None, WIDE), @"Plain limits, as chosen: they allow for chance, not for true differences between organisations.");
        insta::assert_snapshot!(why(OverDispersion::Usual, WIDE), @"Limits 1.50 times as wide as chance alone would make them: the 24 organisations vary more than chance variation would explain (multiplicative over-dispersion, winsorised φ = 2.25).");
        insta::assert_snapshot!(why(OverDispersion::Additive, WIDE), @"Limits widened by the variance between the 24 organisations themselves (additive over-dispersion, τ² = 0.00344 on the square-root scale).");
        insta::assert_snapshot!(why(OverDispersion::Usual, EVEN), @"Plain limits: the organisations vary no more than chance variation would explain (winsorised φ = 0.80).");
        insta::assert_snapshot!(why(OverDispersion::Usual, Dispersion { organisations: 1, ..WIDE }), @"Plain limits: 1 organisation is too few to tell how far organisations truly differ; that takes 10.");
    }
}
