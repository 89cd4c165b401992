//! The kinds of data that a plan takes in.

use std::fmt;

/// What a source holds: the one word that readers of files, plans and faces share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// Staff in post.
    Workforce,
    /// Placements that were hosted, offered, declined or cancelled.
    Placements,
    /// An organisation reference (ODS `etr`).
    Organisations,
    /// Placement weeks that universities require.
    Demand,
    /// Which organisation took over which.
    Mergers,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 5] = [
        SourceKind::Workforce,
        SourceKind::Placements,
        SourceKind::Organisations,
        SourceKind::Demand,
        SourceKind::Mergers,
    ];

    /// The word used in reports, in plans and on the command line.
    ///
    /// ```
    /// assert_eq!(fairshare::model::SourceKind::Workforce.word(), "workforce");
    /// ```
    pub const fn word(self) -> &'static str {
        match self {
            SourceKind::Workforce => "workforce",
            SourceKind::Placements => "placements",
            SourceKind::Organisations => "organisations",
            SourceKind::Demand => "demand",
            SourceKind::Mergers => "mergers",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<SourceKind> {
        SourceKind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl fmt::Display for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
