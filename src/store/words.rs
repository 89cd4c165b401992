//! The words of the field as a plan stores them: by their text, so that no order of an enum is kept.

use crate::model::{Band, LearnerType, PlacementStatus, Profession, StaffGroup};

/// A word that a row may have, from a list: closed, but for the professions that users add.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// Which list it is; lists have different numbers below [`LISTS`].
    const LIST: usize;

    /// Every word of the list; of professions those that are built in.
    fn all() -> &'static [Self];

    /// How it is stored.
    fn text(&self) -> &str;

    /// The word stored as `text`.
    fn read(text: &str) -> Option<Self> {
        Self::all().iter().copied().find(|word| word.text() == text)
    }

    /// Where it stands in [`Word::all`], for this run of the program only; `None` for a word that users add.
    fn position(self) -> Option<usize> {
        Self::all().iter().position(|word| *word == self)
    }
}

/// How many lists there are.
pub(super) const LISTS: usize = 6;
/// The length of the longest.
pub(super) const LONGEST: usize = 17;

impl Word for Profession {
    const LIST: usize = 0;
    fn all() -> &'static [Profession] {
        &Profession::BUILT_IN
    }
    fn text(&self) -> &str {
        self.code()
    }
    /// Rows of a profession that a user added are read whether the settings still have it or not.
    fn read(text: &str) -> Option<Profession> {
        Profession::of_code(text)
    }
    fn position(self) -> Option<usize> {
        self.built_in()
    }
}

impl Word for Band {
    const LIST: usize = 1;
    fn all() -> &'static [Band] {
        &Band::ALL
    }
    fn text(&self) -> &str {
        self.key()
    }
}

impl Word for StaffGroup {
    const LIST: usize = 2;
    fn all() -> &'static [StaffGroup] {
        use StaffGroup::*;
        &[NotGiven, AlliedHealth, Ambulance, OtherScientific, Support, Other]
    }
    fn text(&self) -> &str {
        match self {
            StaffGroup::NotGiven => "not given",
            StaffGroup::AlliedHealth => "allied health",
            StaffGroup::Ambulance => "ambulance",
            StaffGroup::OtherScientific => "other scientific",
            StaffGroup::Support => "support",
            StaffGroup::Other => "other",
        }
    }
}

impl Word for LearnerType {
    const LIST: usize = 3;
    fn all() -> &'static [LearnerType] {
        &LearnerType::ALL
    }
    fn text(&self) -> &str {
        self.word()
    }
}

impl Word for PlacementStatus {
    const LIST: usize = 4;
    fn all() -> &'static [PlacementStatus] {
        &PlacementStatus::ALL
    }
    fn text(&self) -> &str {
        self.word()
    }
}

/// The unit of a placement row's measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ActivityUnit {
    Weeks,
    Hours,
    Days,
}

impl Word for ActivityUnit {
    const LIST: usize = 5;
    fn all() -> &'static [ActivityUnit] {
        &[ActivityUnit::Weeks, ActivityUnit::Hours, ActivityUnit::Days]
    }
    fn text(&self) -> &str {
        match self {
            ActivityUnit::Weeks => "weeks",
            ActivityUnit::Hours => "hours",
            ActivityUnit::Days => "days",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_a_list<W: Word + std::fmt::Debug>() {
        assert!(W::LIST < LISTS && W::all().len() <= LONGEST);
        for word in W::all() {
            assert_eq!(W::read(word.text()), Some(*word));
        }
    }

    #[test]
    fn a_profession_of_the_users_is_read_back_by_its_code() {
        let own = Profession::of_code("PLAY").unwrap();
        assert_eq!((own.text(), own.position(), Profession::read("PLAY")), ("PLAY", None, Some(own)));
        assert_eq!(Profession::read("Play therapy"), None);
    }

    #[test]
    fn every_word_is_read_back_as_itself() {
        is_a_list::<Profession>();
        is_a_list::<Band>();
        is_a_list::<StaffGroup>();
        is_a_list::<LearnerType>();
        is_a_list::<PlacementStatus>();
        is_a_list::<ActivityUnit>();
    }
}
