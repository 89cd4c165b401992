//! Why a row of a file is not used.

use std::fmt;

/// Why a row is rejected: it holds something that should not be there, or lacks what a row needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The cell holds text where a number belongs.
    NotANumber,
    /// Not a number or an infinity.
    NotFinite,
    /// Below 0, written `-12` or `(12)`.
    Negative,
    /// Above 1,000,000.
    TooLarge,
    /// A comma that parts no thousands, probably a decimal comma.
    MisplacedComma,
    /// A point that parts no thousands in a file with decimal commas.
    MisplacedPoint,
    /// No organisation code.
    NoCode,
    /// No profession.
    NoProfession,
    /// Neither a date nor an academic year.
    NoDate,
    /// A text that is no date we know.
    NotADate,
    /// Day, month and year that no calendar has; dates are read in UK order.
    NoSuchDay,
    /// `2009-10`: a month or an academic year.
    AmbiguousYear,
    /// A single year, which may be the one an academic year starts or ends in.
    SingleYear,
    /// A date before 1950 or after 2150.
    OutOfRange,
    /// A learner type we do not know.
    UnknownLearnerType,
    /// A placement status we do not know.
    UnknownStatus,
    /// More cells than the header has columns.
    TooManyCells,
    /// A quoted cell that runs over a line end and holds as many delimiters as a row has.
    SwallowedRow,
    /// More vacancies than the establishment they lie in.
    AboveEstablishment,
    /// An organisation that is said to have taken over itself.
    OwnSuccessor,
}

impl Reason {
    /// The stable word for it in reports.
    pub const fn code(self) -> &'static str {
        match self {
            Reason::NotANumber => "not-a-number",
            Reason::NotFinite => "not-finite",
            Reason::Negative => "negative",
            Reason::TooLarge => "too-large",
            Reason::MisplacedComma => "misplaced-comma",
            Reason::MisplacedPoint => "misplaced-point",
            Reason::NoCode => "no-organisation-code",
            Reason::NoProfession => "no-profession",
            Reason::NoDate => "no-date",
            Reason::NotADate => "not-a-date",
            Reason::NoSuchDay => "no-such-day",
            Reason::AmbiguousYear => "ambiguous-year",
            Reason::SingleYear => "single-year",
            Reason::OutOfRange => "date-out-of-range",
            Reason::UnknownLearnerType => "unknown-learner-type",
            Reason::UnknownStatus => "unknown-status",
            Reason::TooManyCells => "too-many-cells",
            Reason::SwallowedRow => "swallowed-row",
            Reason::AboveEstablishment => "above-establishment",
            Reason::OwnSuccessor => "own-successor",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::NotANumber => "is not a number",
            Reason::NotFinite => "is not a finite number",
            Reason::Negative => "is negative",
            Reason::TooLarge => "is larger than 1,000,000",
            Reason::MisplacedComma => {
                "has a comma that parts no thousands: write a decimal point, or say in the mapping that the file has \
                 decimal commas (decimal_mark)"
            }
            Reason::MisplacedPoint => {
                "has a point that parts no thousands, and the mapping says that the file has decimal commas: write \
                 one, or correct the mapping (decimal_mark)"
            }
            Reason::NoCode => "the row has no organisation code",
            Reason::NoProfession => "the row has no profession",
            Reason::NoDate => "the row has neither a date nor an academic year",
            Reason::NotADate => "is no date or academic year such as 2018-09-30, 30/09/2018, Sep-18 or 2018/19",
            Reason::NoSuchDay => "is no day of the calendar (dates are read as day, month, year)",
            Reason::AmbiguousYear => {
                "may be a month or an academic year: write 2009/10, a full date, or name the column academic_year"
            }
            Reason::SingleYear => "may start or end an academic year: write it as 2018/19",
            Reason::OutOfRange => "lies outside the academic years 1950/51 to 2150/51",
            Reason::UnknownLearnerType => {
                "is no learner type we know: pre-registration, apprentice, return to practice or international"
            }
            Reason::UnknownStatus => "is no placement status we know: provided, offered, declined or cancelled",
            Reason::TooManyCells => {
                "the row has more cells than the header: a text with the delimiter in it needs quotes"
            }
            Reason::SwallowedRow => {
                "holds a quote that swallows the rows after it: close it on its line, or take it out"
            }
            Reason::AboveEstablishment => "is more than the establishment from which it is to come off",
            Reason::OwnSuccessor => "is the code of the organisation that closed: it cannot take over itself",
        })
    }
}

/// Why a row is ignored: nothing is wrong with it, but it is no row of data that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ignored {
    /// A line before the header.
    Title,
    /// A note after the data: *Source: …*.
    Note,
    /// `Total`, `England`, `All staff groups`: the sum of other rows.
    Aggregate,
    /// The figure is blank or suppressed; its cell is incomplete.
    MissingValue,
    /// Staff of a profession that is not among the plan's.
    UnknownProfession,
    /// A row of headcount beside rows of FTE.
    NotFte,
    /// The header once more, as in files put together.
    RepeatedHeader,
    /// A value that the mapping sets aside.
    SetAside,
    /// A row of an organisation reference that says what an earlier one has said.
    SaidBefore,
}

impl Ignored {
    /// The words used in reports: *ignored (missing value)*.
    pub const fn word(self) -> &'static str {
        match self {
            Ignored::Title => "title line",
            Ignored::Note => "note",
            Ignored::Aggregate => "aggregate row",
            Ignored::MissingValue => "missing value",
            Ignored::UnknownProfession => "unknown profession",
            Ignored::NotFte => "not FTE",
            Ignored::RepeatedHeader => "repeated header",
            Ignored::SetAside => "set aside by the mapping",
            Ignored::SaidBefore => "organisation listed before",
        }
    }
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
