//! One what-if edit: what it changes and how.

use crate::model::{AcademicYear, Decimal, Profession};

/// One edit of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it changes, and how.
    pub what: What,
    /// Why; may be empty. Tabs and line ends in it are written as spaces.
    pub note: String,
}

/// What an edit changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A figure of one organisation, profession and year, after the settings.
    Cell {
        /// Which figure.
        field: CellField,
        /// The code of the organisation, in upper case. A code, not a number: numbers change with the data.
        organisation: String,
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
        /// How it changes.
        change: Change,
    },
    /// The benchmark rate of one profession and year, in placement weeks per eligible FTE.
    Rate {
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
        /// How it changes.
        change: Change,
    },
    /// A setting of the scenario's own.
    Setting {
        /// The key without its profession: `bands`, `block_weeks`.
        key: String,
        /// The profession it is for; `None` for all.
        profession: Option<Profession>,
        /// The value as the settings write it.
        value: String,
    },
}

/// Which figure of a cell an edit changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CellField {
    /// Eligible FTE, after averaging over snapshots.
    Fte,
    /// Counted placement weeks.
    Weeks,
}

impl CellField {
    /// Both fields.
    pub const ALL: [CellField; 2] = [CellField::Fte, CellField::Weeks];

    /// The word used in the text form of edits.
    pub const fn word(self) -> &'static str {
        match self {
            CellField::Fte => "fte",
            CellField::Weeks => "weeks",
        }
    }

    /// The words used in sentences.
    pub const fn name(self) -> &'static str {
        match self {
            CellField::Fte => "FTE",
            CellField::Weeks => "placement weeks",
        }
    }
}

/// How an edit changes a figure. What is set is never below 0.
///
/// Setting and adding are exact. A scaled figure is rounded, halves away from zero, to the units that
/// cells are counted in: a millionth of an FTE or week, or finer. So it too is exact as long as the
/// places of the figure and of the factor come to six or fewer: 12.25 × 1.05 × 1.1 is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Replaces the figure, and makes one where there is none.
    Set(Decimal),
    /// Adds to the figure, or takes off it.
    Add(Decimal),
    /// Multiplies the figure.
    Scale(Decimal),
}

impl Edit {
    /// An edit of one cell. The code is put in upper case.
    ///
    /// ```
    /// use fairshare::model::{AcademicYear, Decimal, Profession};
    /// use fairshare::model::scenario::{CellField, Change, Edit};
    /// let year: AcademicYear = "2018/19".parse().unwrap();
    /// let more = Change::Add(Decimal::from_int(12));
    /// let edit = Edit::cell(CellField::Weeks, "rj1", Profession::Pt, year, more, "two more blocks");
    /// assert_eq!(edit.to_string(), "RJ1\tPT\t2018/19\tweeks\t+12\ttwo more blocks");
    /// ```
    pub fn cell(
        field: CellField,
        organisation: &str,
        profession: Profession,
        year: AcademicYear,
        change: Change,
        note: impl Into<String>,
    ) -> Edit {
        let organisation = organisation.trim().to_uppercase();
        Edit { what: What::Cell { field, organisation, profession, year, change }, note: note.into() }
    }

    /// An edit of the benchmark rate of one profession and year.
    pub fn rate(profession: Profession, year: AcademicYear, change: Change, note: impl Into<String>) -> Edit {
        Edit { what: What::Rate { profession, year, change }, note: note.into() }
    }

    /// The academic year that it is about; `None` for a setting.
    pub const fn year(&self) -> Option<AcademicYear> {
        match self.what {
            What::Cell { year, .. } | What::Rate { year, .. } => Some(year),
            What::Setting { .. } => None,
        }
    }

    /// Whether it puts a figure in place of whatever was there, so that earlier edits of the same figure no
    /// longer matter. A setting always does.
    pub const fn replaces(&self) -> bool {
        match self.what {
            What::Cell { change, .. } | What::Rate { change, .. } => matches!(change, Change::Set(_)),
            What::Setting { .. } => true,
        }
    }

    /// Whether it changes a setting, so that the facts have to be counted again.
    pub const fn is_setting(&self) -> bool {
        matches!(self.what, What::Setting { .. })
    }
}
