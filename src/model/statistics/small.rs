//! Small numbers: figures that are shown, and say so.

use super::{Clustering, Provision, clearly_above, written};

/// Below so much eligible FTE, an organisation's figures are unstable.
pub const SMALLEST_FTE: f64 = 5.0;

/// Below so many expected placements (blocks, `E/D`), an organisation's figures are unstable.
pub const FEWEST_PLACEMENTS: f64 = 5.0;

/// Why an organisation's figures are unstable: one student more or less changes them much. They are
/// shown with this mark; the status word stays but is drawn neutral; there is no quarter and no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unstable {
    /// Less than 5 FTE.
    SmallWorkforce,
    /// Fewer than 5 placements expected.
    FewPlacements,
    /// Both.
    Both,
}

impl Unstable {
    /// Whether an organisation's figures are unstable. Exactly 5 is stable.
    ///
    /// ```
    /// use fairshare::model::statistics::{Clustering, Provision, Unstable};
    /// let blocks_of_five = Clustering::of_usual_block(5.0).unwrap();
    /// let mark = |fte, expected| Unstable::of(Provision::new(fte, 20.0, expected).unwrap(), blocks_of_five);
    /// assert_eq!(mark(5.0, 25.0), None);
    /// assert_eq!(mark(4.9, 25.0), Some(Unstable::SmallWorkforce));
    /// assert_eq!(mark(5.0, 24.0), Some(Unstable::FewPlacements)); // 4.8 blocks
    /// ```
    pub fn of(provision: Provision, clustering: Clustering) -> Option<Unstable> {
        let small = clearly_above(SMALLEST_FTE, provision.fte());
        let few = clearly_above(FEWEST_PLACEMENTS, clustering.effective(provision.expected()));
        match (small, few) {
            (true, true) => Some(Unstable::Both),
            (true, false) => Some(Unstable::SmallWorkforce),
            (false, true) => Some(Unstable::FewPlacements),
            (false, false) => None,
        }
    }

    /// The reason in words, for a hover and the export.
    pub fn sentence(self) -> String {
        let (fte, placements) = (written(SMALLEST_FTE, 0), written(FEWEST_PLACEMENTS, 0));
        match self {
            Unstable::SmallWorkforce => format!("Unstable: less than {fte} FTE."),
            Unstable::FewPlacements => format!("Unstable: fewer than {placements} expected placements."),
            Unstable::Both => format!("Unstable: less than {fte} FTE and fewer than {placements} expected placements."),
        }
    }
}
