//! Why an edit cannot be: refused when made, or in conflict after the data changed.

use super::edit::{CellField, Edit};
use crate::model::{AcademicYear, NoRate, Profession, SettingError};

/// Why an edit cannot be applied to the data as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The organisation is not in the plan.
    #[error("there is no organisation {code} in this plan")]
    UnknownOrganisation {
        /// The code of the edit.
        code: String,
    },
    /// The organisation was taken over and mergers are applied: its rows are in its successor's figures, so
    /// that a figure of its own would count twice.
    #[error("{code} was taken over by {successor}, where its rows count; edit {successor} instead")]
    TakenOver {
        /// The code of the edit.
        code: String,
        /// The one under which its rows count.
        successor: String,
    },
    /// Adding to or scaling a figure that is missing.
    #[error("{code}, {profession}, {year} has no {}, so there is nothing to add to or to scale; set it first", .field.name())]
    Missing {
        /// Which figure.
        field: CellField,
        /// The organisation.
        code: String,
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
    },
    /// The figure would fall below 0.
    #[error("the {} of {code}, {profession}, {year} would fall below 0", .field.name())]
    Negative {
        /// Which figure.
        field: CellField,
        /// The organisation.
        code: String,
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
    },
    /// The figure would leave the range that figures have.
    #[error("the {} of {code}, {profession}, {year} would be larger than 1,000,000", .field.name())]
    TooLarge {
        /// Which figure.
        field: CellField,
        /// The organisation.
        code: String,
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
    },
    /// Adding to or scaling a rate where there is none.
    #[error("{profession} has no benchmark rate in {year} ({reason}), so there is nothing to add to or to scale")]
    NoRate {
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
        /// Why there is none.
        reason: NoRate,
    },
    /// The rate would fall below 0 or leave the range that rates have.
    #[error("the benchmark rate of {profession} in {year} would fall below 0 or be larger than 1,000,000")]
    RateOutOfRange {
        /// The profession.
        profession: Profession,
        /// The academic year.
        year: AcademicYear,
    },
    /// Nobody added the profession, and the plan has no data of it.
    #[error(
        "there is no profession {profession} in this plan; add it in the settings, for example profession.{profession}=Play therapy"
    )]
    UnknownProfession {
        /// The profession.
        profession: Profession,
    },
    /// Nothing of the plan lies in the year.
    #[error("the plan has no data for {year}, so a benchmark rate there would measure nobody")]
    NoSuchYear {
        /// The academic year.
        year: AcademicYear,
    },
    /// The setting or its value is not taken.
    #[error(transparent)]
    Setting(#[from] SettingError),
}

/// An edit that does not fit the data any more: kept and listed, not applied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conflict<'a> {
    /// The number of the edit in the scenario, from 0.
    pub index: usize,
    /// The edit.
    pub edit: &'a Edit,
    /// Why it is not applied.
    pub reason: &'a Refusal,
}
