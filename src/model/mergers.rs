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
    /// An organisation is folded into one other. Which of two came last must not decide.
    #[error(
        "{predecessor} is taken over by {successor} here and by {other} in another list; an organisation is folded into \
         one other: keep one of the rows, or read this list in place of that one"
    )]
    Two {
        /// The organisation that closed.
        predecessor: String,
        /// The one that took it over.
        successor: String,
        /// The one that is known to have.
        other: String,
    },
}

impl Mergers {
    /// Adds a merger. The same one again changes nothing but for the date: the earliest is kept. The order in
    /// which mergers are added makes no difference.
    ///
    /// # Errors
    /// A merger by which an organisation would be taken over by itself, or by two others; nothing is changed then.
    pub fn add(&mut self, predecessor: &str, successor: &str, date: Option<Date>) -> Result<(), MergerError> {
        if let Some((other, known)) = self.0.get_mut(predecessor) {
            if *other != successor {
                let [predecessor, successor, other] = [predecessor, successor, other].map(str::to_owned);
                return Err(MergerError::Two { predecessor, successor, other });
            }
            *known = known.iter().copied().chain(date).min();
            return Ok(());
        }
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
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_organisation_is_taken_over_by_one_other_and_never_by_itself() {
        let mut mergers = Mergers::default();
        mergers.add("RA1", "RB2", Some(date(2020, 4, 1))).unwrap();
        assert!(mergers.add("RA1", "RC3", None).unwrap_err().to_string().starts_with(
            "RA1 is taken over by RC3 here and by RB2 in another list; an organisation is folded into one other"
        ));
        assert_eq!(
            mergers.add("RB2", "RA1", None).unwrap_err().to_string(),
            "RB2 and RA1 take over each other in the end; take one of these mergers out"
        );
        assert!(mergers.add("RC3", "RC3", None).is_err());
        mergers.add("RA1", "RB2", Some(date(2019, 4, 1))).unwrap();
        assert_eq!(mergers.each().collect::<Vec<_>>(), [("RA1", "RB2", Some(date(2019, 4, 1)))]);
    }
}
