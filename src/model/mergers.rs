//! Mergers: organisations that closed and were folded into another before anything is averaged
//! (`domain.md`, *FTE of a year*).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Decimal;

/// Which organisation closed, and which took it over.
///
/// ```
/// use fairshare::model::Mergers;
/// let mut mergers = Mergers::default();
/// mergers.add("RA1", "RB2", None).unwrap();
/// mergers.add("RB2", "RC3", None).unwrap();
/// assert_eq!(mergers.successor_of("RA1"), Some("RC3"));
/// assert!(mergers.add("RC3", "RA1", None).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mergers(BTreeMap<String, (String, Option<Date>)>);

/// Why a merger is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MergerError {
    /// The organisation that takes over was, in the end, taken over by the one that closed.
    #[error("{predecessor} and {successor} take over each other in the end; take one of these mergers out")]
    Circle {
        /// The organisation that closed.
        predecessor: String,
        /// The one that took it over.
        successor: String,
    },
}

impl Mergers {
    /// Adds a merger, in place of an earlier one of the same organisation.
    ///
    /// # Errors
    /// A merger by which an organisation would be taken over by itself; nothing is changed then.
    pub fn add(&mut self, predecessor: &str, successor: &str, date: Option<Date>) -> Result<(), MergerError> {
        if predecessor == successor || self.chain(successor).any(|code| code == predecessor) {
            let (predecessor, successor) = (predecessor.to_owned(), successor.to_owned());
            return Err(MergerError::Circle { predecessor, successor });
        }
        self.0.insert(predecessor.to_owned(), (successor.to_owned(), date));
        Ok(())
    }

    /// The organisation into which one is folded in the end; `None` if it was not taken over.
    pub fn successor_of(&self, code: &str) -> Option<&str> {
        self.chain(code).last()
    }

    /// Every merger: the organisation that closed, the one that took it over, and when.
    pub fn each(&self) -> impl Iterator<Item = (&str, &str, Option<Date>)> {
        self.0.iter().map(|(predecessor, (successor, date))| (predecessor.as_str(), successor.as_str(), *date))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Who took over, then who took over that one, and so on. There are no circles.
    fn chain(&self, code: &str) -> impl Iterator<Item = &str> {
        let next = |code: &str| self.0.get(code).map(|(successor, _)| successor.as_str());
        std::iter::successors(next(code), move |code| next(code))
    }
}

/// What a merger moves: the rows of the organisation that closed, all of those in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergerEffect {
    /// The organisation that closed.
    pub predecessor: String,
    /// The one into which it is folded in the end.
    pub successor: String,
    /// When it was taken over, where the list says so. What lies before is folded too.
    pub date: Option<Date>,
    /// Rows of workforce data.
    pub staff_rows: u64,
    /// The FTE of those rows, over all snapshots.
    pub fte: Decimal,
    /// Rows of placements.
    pub placement_rows: u64,
    /// Their placement weeks; hours and days of rows without weeks are not among them.
    pub weeks: Decimal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_word_on_an_organisation_takes_the_place_of_the_earlier() {
        let mut mergers = Mergers::default();
        mergers.add("RA1", "RB2", None).unwrap();
        mergers.add("RA1", "RC3", None).unwrap();
        assert_eq!((mergers.successor_of("RA1"), mergers.successor_of("RB2")), (Some("RC3"), None));
        assert_eq!(
            mergers.add("RC3", "RA1", None).unwrap_err().to_string(),
            "RC3 and RA1 take over each other in the end; take one of these mergers out"
        );
        assert!(mergers.add("RA1", "RA1", None).is_err());
        assert_eq!(mergers.each().count(), 1);
    }
}
