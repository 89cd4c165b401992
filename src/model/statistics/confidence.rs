//! How sure limits and intervals are: 95 % and 99.8 %.

/// The two levels of every limit and interval, as on Spiegelhalter's funnel plots: about two and about
/// three standard deviations.
///
/// ```
/// use fairshare::model::statistics::Confidence;
/// assert_eq!(Confidence::NinetyFive.tail(), 0.025);
/// assert!((Confidence::NinetyNinePointEight.z() - 3.090232).abs() < 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// 95 %: by chance alone, one perfectly average organisation in 20 lies outside.
    NinetyFive,
    /// 99.8 %: by chance alone, one in 500.
    NinetyNinePointEight,
}

impl Confidence {
    /// The probability beyond each side: 0.025 or 0.001.
    pub const fn tail(self) -> f64 {
        match self {
            Confidence::NinetyFive => 0.025,
            Confidence::NinetyNinePointEight => 0.001,
        }
    }

    /// How many standard deviations of a normal distribution lie on each side.
    pub const fn z(self) -> f64 {
        match self {
            Confidence::NinetyFive => 1.959_963_984_540_054,
            Confidence::NinetyNinePointEight => 3.090_232_306_167_813,
        }
    }

    /// As it is written: "95 %", "99.8 %".
    pub const fn text(self) -> &'static str {
        match self {
            Confidence::NinetyFive => "95 %",
            Confidence::NinetyNinePointEight => "99.8 %",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Normal};

    #[test]
    fn z_is_the_normal_quantile_of_the_tail() {
        let normal = Normal::new(0.0, 1.0).unwrap();
        for confidence in [Confidence::NinetyFive, Confidence::NinetyNinePointEight] {
            assert!((normal.inverse_cdf(1.0 - confidence.tail()) - confidence.z()).abs() < 1e-9);
        }
    }
}
