//! Which line organisations are held against.

use super::{Provision, clearly_above, written};

/// Which centre line the reader asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CentreLine {
    /// R = 1: does this organisation meet its share?
    #[default]
    FairShare,
    /// θ = ΣW ÷ ΣE: is it unusual among its peers?
    Pooled,
}

/// The centre line that is drawn, `θ`, as a ratio.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Centre {
    /// Which one was asked for.
    pub line: CentreLine,
    /// The pooled mean, whichever is drawn.
    pub pooled: f64,
}

impl Centre {
    /// The centre line over these organisations. The pooled mean sums first, then divides; an average of
    /// ratios would let small organisations speak as loudly as large ones. Without organisations it is 1.
    ///
    /// ```
    /// use fairshare::model::statistics::{Centre, CentreLine, Provision};
    /// let [small, large] = [(10.0, 50.0), (190.0, 150.0)].map(|(w, e)| Provision::new(20.0, w, e).unwrap());
    /// let centre = Centre::of(CentreLine::Pooled, &[small, large]);
    /// assert_eq!(centre.value(), 1.0); // (10 + 190) ÷ (50 + 150)
    /// ```
    pub fn of(line: CentreLine, provisions: &[Provision]) -> Centre {
        let provided: f64 = provisions.iter().map(|of| of.provided()).sum();
        let expected: f64 = provisions.iter().map(|of| of.expected()).sum();
        let pooled = if expected > 0.0 { provided / expected } else { 1.0 };
        Centre { line, pooled }
    }

    /// Where the line is drawn.
    pub const fn value(self) -> f64 {
        match self.line {
            CentreLine::FairShare => 1.0,
            CentreLine::Pooled => self.pooled,
        }
    }

    /// Whether the two lines are one, as they are by construction when the organisations are the whole
    /// reference group under *observed* in its own year. It is then drawn once.
    pub fn is_both(self) -> bool {
        !clearly_above(self.pooled, 1.0) && !clearly_above(1.0, self.pooled)
    }

    /// What the line is and what it asks, for the page and the export.
    pub fn sentence(self) -> String {
        if self.is_both() {
            return "Centre line: the fair share (100 %), which is also the pooled mean of these organisations; \
                    the two lines are one."
                .into();
        }
        let pooled = written(self.pooled * 100.0, 1);
        match self.line {
            CentreLine::FairShare => format!(
                "Centre line: the fair share (100 %): does an organisation meet its share? \
                 The pooled mean of these organisations is {pooled} %."
            ),
            CentreLine::Pooled => format!(
                "Centre line: the pooled mean of these organisations ({pooled} %): \
                 is an organisation unusual among its peers? The fair share is 100 %."
            ),
        }
    }
}
