//! The steps from a file to its import, and which of them needs something.

use super::waiting::{Check, Waiting};
use crate::model::counted;

/// A step. All can be reached at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What the file is: kind, sheet, encoding, header.
    #[default]
    File,
    /// Which column means what.
    Columns,
    /// What texts mean.
    Values,
    /// What the import would come to.
    Report,
}

/// How a step stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing can be said of it yet.
    Waiting,
    /// Nothing needs deciding.
    Fine,
    /// Something is worth a look: `3 unknown`.
    Look(String),
    /// The import cannot go on without it: `2 missing`.
    Needed(String),
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Step; 4] = [Step::File, Step::Columns, Step::Values, Step::Report];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Step::File => "File",
            Step::Columns => "Columns",
            Step::Values => "Values",
            Step::Report => "Report",
        }
    }
}

impl Waiting {
    /// How a step stands.
    pub fn standing(&self, step: Step) -> Standing {
        match step {
            Step::File => self.file_standing(),
            Step::Columns => match self.look() {
                Some(look) if look.columns.missing() > 0 => {
                    Standing::Needed(format!("{} missing", look.columns.missing()))
                }
                Some(look) if look.found.kind.is_some() => Standing::Fine,
                _ => Standing::Waiting,
            },
            Step::Values => {
                let lost = self.values().iter().filter(|line| line.is_lost()).count();
                match (self.told(), lost) {
                    (None, 0) => Standing::Waiting,
                    (_, 0) => Standing::Fine,
                    (_, lost) => Standing::Look(format!("{lost} unknown")),
                }
            }
            Step::Report => match (self.check(), self.told()) {
                (Check::Refused(_), _) => Standing::Needed("refused".to_owned()),
                (_, None) => Standing::Waiting,
                (_, Some(told)) if told.is_useless => Standing::Needed("no row used".to_owned()),
                _ if self.contradiction().is_some() => Standing::Needed("contradictory".to_owned()),
                (_, Some(told)) if told.report.rejected.rows > 0 => {
                    Standing::Look(counted(told.report.rejected.rows, "rejected", "rejected"))
                }
                (_, Some(_)) => Standing::Fine,
            },
        }
    }

    /// The same in a few words, for the step's name.
    pub fn standing_words(&self, step: Step) -> String {
        match (self.standing(step), step) {
            (Standing::Look(words) | Standing::Needed(words), _) => words,
            (Standing::Waiting, _) => "waiting".to_owned(),
            (Standing::Fine, Step::File) => self.kind().map_or(String::new(), |kind| kind.word().to_owned()),
            (Standing::Fine, Step::Columns) => "all there".to_owned(),
            (Standing::Fine, Step::Values) => "all known".to_owned(),
            (Standing::Fine, Step::Report) => {
                self.told().map_or(String::new(), |told| counted(told.used, "row used", "rows used"))
            }
        }
    }

    /// The step to show: the one that the user chose, else the first that the import cannot go on
    /// without, else the report.
    pub fn step(&self) -> Step {
        self.step.unwrap_or_else(|| self.next_step())
    }

    /// The first step that the import cannot go on without, else the first worth a look, else the report.
    pub fn next_step(&self) -> Step {
        let needed = |step: &Step| matches!(self.standing(*step), Standing::Needed(_));
        let look = |step: &Step| matches!(self.standing(*step), Standing::Look(_));
        let first = Step::ALL.into_iter().find(needed).or_else(|| Step::ALL.into_iter().find(look));
        first.unwrap_or(if self.look().is_some() { Step::Report } else { Step::File })
    }

    fn file_standing(&self) -> Standing {
        let Some(look) = self.look() else {
            let refused = self.refusal().is_some();
            return if refused { Standing::Needed("refused".to_owned()) } else { Standing::Waiting };
        };
        let found = &look.found;
        if found.kind.is_none() {
            Standing::Needed("not recognised".to_owned())
        } else if self.refusal().is_some() && look.columns.missing() == 0 && !matches!(self.check(), Check::Refused(_))
        {
            Standing::Needed("cannot be read so".to_owned())
        } else if !found.better.is_empty() {
            Standing::Look(counted(found.better.len() as u64, "suggestion", "suggestions"))
        } else {
            Standing::Fine
        }
    }
}
