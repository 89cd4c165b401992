//! What a comparison knows of one organisation.

/// One organisation's figures for one profession and year.
///
/// Only figures that can be compared exist: with nothing expected there is no ratio, and without a
/// return no provided weeks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Provision {
    fte: f64,
    provided: f64,
    expected: f64,
}

impl Provision {
    /// Eligible FTE (≥ 0), provided and expected placement weeks; `None` unless all are finite, none is
    /// below 0 and `expected` is above 0.
    ///
    /// ```
    /// use fairshare::model::statistics::Provision;
    /// assert_eq!(Provision::new(20.0, 90.0, 100.0).unwrap().ratio(), 0.9);
    /// assert!(Provision::new(0.0, 90.0, 0.0).is_none());
    /// ```
    pub fn new(fte: f64, provided: f64, expected: f64) -> Option<Provision> {
        let fit = |figure: f64| figure.is_finite() && figure >= 0.0;
        let ratio = provided / expected;
        (fit(fte) && fit(provided) && fit(expected) && fit(ratio)).then_some(Provision { fte, provided, expected })
    }

    /// Eligible FTE, `F`.
    pub const fn fte(self) -> f64 {
        self.fte
    }

    /// Provided placement weeks, `W`.
    pub const fn provided(self) -> f64 {
        self.provided
    }

    /// Expected placement weeks, `E`.
    pub const fn expected(self) -> f64 {
        self.expected
    }

    /// The provision ratio, `R = W/E`.
    pub fn ratio(self) -> f64 {
        self.provided / self.expected
    }
}
