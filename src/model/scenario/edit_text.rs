//! Edits as lines of text: `org⇥profession⇥year⇥field⇥value[⇥note]` (`cli.md`, *Edits*).

use std::fmt;
use std::str::FromStr;

use super::edit::{CellField, Change, Edit, What};
use crate::model::{
    AcademicYear, Decimal, NotADecimal, PEER_GROUP, PROFESSION, Profession, Professions, SettingError, Settings,
};

/// Where a column does not apply.
const ANY: &str = "*";

/// Why a line is no edit, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditTextError {
    /// Too few or too many columns.
    #[error(
        "an edit has five or six columns separated by tabs (organisation, profession, year, field, value, note), and this line has {columns}"
    )]
    Columns {
        /// How many the line has.
        columns: usize,
    },
    /// The field is none that can be edited.
    #[error("{field:?} is no field; use fte, weeks, rate or setting:KEY")]
    Field {
        /// The field as it was given.
        field: String,
    },
    /// A `*` or a blank where one value is needed.
    #[error("an edit of {field} is about one {what}, so {what} cannot be {given:?}")]
    OneOnly {
        /// The field of the edit.
        field: String,
        /// Which column.
        what: &'static str,
        /// What the line has there.
        given: String,
    },
    /// A value where the column does not apply.
    #[error("{what} does not apply to an edit of {field}: write * instead of {given:?}")]
    NotApplicable {
        /// The field of the edit.
        field: String,
        /// Which column.
        what: &'static str,
        /// What the line has there.
        given: String,
    },
    /// A profession that is not known.
    #[error("{given:?} is no profession; use a code such as PT or a name such as Physiotherapy")]
    Profession {
        /// What the line has.
        given: String,
    },
    /// A year that cannot be read.
    #[error("{given:?} is not an academic year such as 2018/19")]
    Year {
        /// What the line has.
        given: String,
    },
    /// A value that is no number.
    #[error("the value {given:?} {reason}; 12.5 sets, +2 and -2 add, *1.1 scales")]
    Value {
        /// What the line has.
        given: String,
        /// What is wrong with it.
        reason: NotADecimal,
    },
    /// The setting or its value is not taken.
    #[error(transparent)]
    Setting(#[from] SettingError),
}

impl FromStr for Change {
    type Err = EditTextError;

    /// Reads `12.5` (sets), `+x` and `-x` (adds), `*x` (scales).
    ///
    /// ```
    /// use fairshare::model::Decimal;
    /// use fairshare::model::scenario::Change;
    /// assert_eq!("*1.1".parse(), Ok(Change::Scale("1.1".parse().unwrap())));
    /// assert_eq!("-2".parse(), Ok(Change::Add(Decimal::from_int(-2))));
    /// assert!("-2 weeks".parse::<Change>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Change, EditTextError> {
        let refused = |reason| EditTextError::Value { given: text.to_owned(), reason };
        let number = |text: &str| {
            if text.starts_with(['+', '-']) { Err(NotADecimal::NotPlain) } else { text.parse::<Decimal>() }
        };
        let text = text.trim();
        let change = if let Some(factor) = text.strip_prefix('*') {
            number(factor).map(Change::Scale)
        } else if let Some(more) = text.strip_prefix('+') {
            number(more).map(Change::Add)
        } else if let Some(less) = text.strip_prefix('-') {
            number(less).map(|less| Change::Add(Decimal::from_millionths(-less.millionths())))
        } else {
            number(text).map(Change::Set)
        };
        change.map_err(refused)
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Change::Set(to) => write!(f, "{to}"),
            Change::Add(less) if less.is_negative() => write!(f, "{less}"),
            Change::Add(more) => write!(f, "+{more}"),
            Change::Scale(by) => write!(f, "*{by}"),
        }
    }
}

impl FromStr for Edit {
    type Err = EditTextError;

    /// Reads one line as [`Edit::read`] does, with the names that are built in.
    fn from_str(line: &str) -> Result<Edit, EditTextError> {
        Edit::read(line, &Professions::default())
    }
}

impl Edit {
    /// Reads one line, without its line end. Professions by code or by a name that the plan gives them
    /// (whether the plan has the one of a code shows when the edit is applied), years as `2018/19`,
    /// `2018-19` or `2018`. A setting of one profession names it in its column or after the key
    /// (`setting:block_weeks.PT`).
    ///
    /// ```
    /// use fairshare::model::scenario::Edit;
    /// let edit: Edit = "rj1\tPhysiotherapy\t2018\tfte\t*1.1\tas planned".parse().unwrap();
    /// assert_eq!(edit.to_string(), "RJ1\tPT\t2018/19\tfte\t*1.1\tas planned");
    /// ```
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn read(line: &str, professions: &Professions) -> Result<Edit, EditTextError> {
        let columns: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').map(str::trim).collect();
        let (line, note) = match columns[..] {
            [organisation, profession, year, field, value] => {
                (Line { organisation, profession, year, field, value, professions }, "")
            }
            [organisation, profession, year, field, value, note] => {
                (Line { organisation, profession, year, field, value, professions }, note)
            }
            _ => return Err(EditTextError::Columns { columns: columns.len() }),
        };
        Ok(Edit { what: line.what()?, note: note.to_owned() })
    }
}

struct Line<'a> {
    organisation: &'a str,
    profession: &'a str,
    year: &'a str,
    field: &'a str,
    value: &'a str,
    professions: &'a Professions,
}

impl Line<'_> {
    fn what(&self) -> Result<What, EditTextError> {
        let field = self.field.to_ascii_lowercase();
        if let Some(key) = field.strip_prefix("setting:") {
            // The profession after a key may be in capitals.
            return self.setting(&self.field[self.field.len() - key.len()..]);
        }
        match CellField::ALL.into_iter().find(|of| of.word() == field) {
            Some(field) => Ok(What::Cell {
                field,
                organisation: self.one("organisation", self.organisation)?.to_uppercase(),
                profession: self.one_profession()?,
                year: self.one_year()?,
                change: self.value.parse()?,
            }),
            None if field == "rate" => {
                self.none("organisation", self.organisation)?;
                Ok(What::Rate {
                    profession: self.one_profession()?,
                    year: self.one_year()?,
                    change: self.value.parse()?,
                })
            }
            None => Err(EditTextError::Field { field: self.field.to_owned() }),
        }
    }

    fn setting(&self, key: &str) -> Result<What, EditTextError> {
        self.none("organisation", self.organisation)?;
        self.none("year", self.year)?;
        let key = key.trim();
        if key.starts_with(PEER_GROUP) {
            // A name stands where professions do in other keys.
            self.none("profession", self.profession)?;
            return What::setting(key, None, self.value);
        }
        if key.starts_with(PROFESSION) {
            return Err(of_the_plan(key));
        }
        let (name, of_key) = match key.split_once('.') {
            Some((name, of)) => (name, Some(self.read_profession(of)?)),
            None => (key, None),
        };
        let of_column = if is_any(self.profession) { None } else { Some(self.read_profession(self.profession)?) };
        if let (Some(key), Some(column)) = (of_key, of_column)
            && key != column
        {
            let given = self.profession.to_owned();
            return Err(EditTextError::NotApplicable { field: self.field.to_owned(), what: "profession", given });
        }
        What::setting(&name.to_ascii_lowercase(), of_key.or(of_column), self.value)
    }

    fn one<'a>(&self, what: &'static str, given: &'a str) -> Result<&'a str, EditTextError> {
        if is_any(given) {
            return Err(EditTextError::OneOnly { field: self.field.to_owned(), what, given: given.to_owned() });
        }
        Ok(given)
    }

    fn one_profession(&self) -> Result<Profession, EditTextError> {
        self.read_profession(self.one("profession", self.profession)?)
    }

    fn read_profession(&self, given: &str) -> Result<Profession, EditTextError> {
        let known = self.professions.recognise(given).or_else(|| Profession::of_code(given));
        known.ok_or_else(|| EditTextError::Profession { given: given.to_owned() })
    }

    fn one_year(&self) -> Result<AcademicYear, EditTextError> {
        let given = self.one("year", self.year)?;
        given.parse().map_err(|_| EditTextError::Year { given: given.to_owned() })
    }

    fn none(&self, what: &'static str, given: &str) -> Result<(), EditTextError> {
        if is_any(given) {
            return Ok(());
        }
        Err(EditTextError::NotApplicable { field: self.field.to_owned(), what, given: given.to_owned() })
    }
}

fn is_any(given: &str) -> bool {
    given.is_empty() || given == ANY
}

/// What professions are called is how files are read, and a scenario reads none.
fn of_the_plan(key: &str) -> EditTextError {
    let problem = "belongs to the plan, not to a scenario: change it in the plan's settings";
    SettingError::Profession { key: key.to_owned(), problem }.into()
}

impl What {
    /// A setting of the scenario's own; the value is written as the settings write it.
    ///
    /// # Errors
    /// An unknown key, or a value that the setting does not take.
    pub fn setting(key: &str, profession: Option<Profession>, value: &str) -> Result<What, EditTextError> {
        let full = full_key(key, profession);
        if full.starts_with(PROFESSION) || full == "profession" {
            return Err(of_the_plan(&full));
        }
        let mut settings = Settings::default();
        settings.set_stored(&full, value)?;
        let value = settings.get(&full).unwrap_or_else(|| value.trim().to_owned());
        Ok(What::Setting { key: key.to_owned(), profession, value: one_line(&value) })
    }
}

/// The key as [`Settings::set`] takes it: `block_weeks.PT`.
pub(super) fn full_key(key: &str, profession: Option<Profession>) -> String {
    profession.map_or_else(|| key.to_owned(), |profession| format!("{key}.{profession}"))
}

/// A text without tabs, line ends and blanks around it, so that it stays in its column.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ").trim().to_owned()
}

impl fmt::Display for Edit {
    /// Six columns, canonical codes and years, no line end. Reading it back gives the same edit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Cell { field, organisation, profession, year, change } => {
                write!(f, "{organisation}\t{profession}\t{year}\t{}\t{change}", field.word())?;
            }
            What::Rate { profession, year, change } => write!(f, "*\t{profession}\t{year}\trate\t{change}")?,
            What::Setting { key, profession, value } => {
                let profession = profession.as_ref().map_or(ANY, Profession::code);
                write!(f, "*\t{profession}\t*\tsetting:{key}\t{value}")?;
            }
        }
        write!(f, "\t{}", one_line(&self.note))
    }
}
