//! What a mapping must not say: rules that hold whatever the file.

use super::date::{self, Column};
use super::meaning::Meaning;
use super::{Kind, Mapping, MappingError};
use crate::model::{Band, LearnerType, PlacementStatus, Profession, StaffGroup};

/// How many rows a header may take.
const TALLEST_HEADER: usize = 5;

/// Measures of activity that may be each student's.
const PER_STUDENT: [Meaning; 3] = [Meaning::PlacementWeeks, Meaning::Hours, Meaning::Days];

/// What several columns may measure.
const WIDE_OF: [Meaning; 6] =
    [Meaning::Fte, Meaning::PlacementWeeks, Meaning::Students, Meaning::WeeksPerStudent, Meaning::Hours, Meaning::Days];

/// What each of several columns may stand for.
const WIDE_BY: [Meaning; 7] = [
    Meaning::Period,
    Meaning::AcademicYear,
    Meaning::StartDate,
    Meaning::Profession,
    Meaning::Status,
    Meaning::LearnerType,
    Meaning::Band,
];

impl Mapping {
    /// Whether the mapping can be used at all. Which professions there are is the plan's to say:
    /// [`Mapping::check_known`] asks that.
    ///
    /// # Errors
    /// A sentence that says what contradicts what, or which word is not known.
    pub fn check(&self) -> Result<(), MappingError> {
        let delimiter = self.delimiter.filter(|c| !c.is_ascii() || matches!(c, '"' | '\r' | '\n' | '\0'));
        refuse(
            delimiter.map(|c| format!("{c:?} cannot part cells: use a comma, a semicolon, a tab or a vertical bar")),
        )?;
        let rows = self.header_rows.filter(|rows| !(1..=TALLEST_HEADER).contains(rows));
        refuse(rows.map(|rows| format!("a header of {rows} rows: it takes 1 to {TALLEST_HEADER}")))?;
        self.check_columns()?;
        self.check_values()?;
        for (meaning, text) in &self.constants {
            self.check_value(*meaning, text)?;
        }
        self.check_wide()?;
        let other = self.per_student.iter().find(|meaning| !PER_STUDENT.contains(meaning));
        refuse(other.map(|m| format!("per_student takes placement_weeks, hours and days, not {}", m.word())))
    }

    /// The same for a mapping that knows the names of its plan: also whether the plan has every profession
    /// that is named.
    ///
    /// # Errors
    /// As [`Mapping::check`]; the text that names no profession.
    pub fn check_known(&self) -> Result<(), MappingError> {
        self.check()?;
        self.check_professions()
    }

    /// Whether it can be used for a file of `kind`.
    pub(super) fn check_for(&self, kind: Kind) -> Result<(), MappingError> {
        self.check_known()?;
        let other = self.kind.filter(|named| *named != kind);
        refuse(other.map(|other| format!("it is for {other}, and the file is to be read as {kind}")))?;
        let named = self.columns.keys().chain(self.constants.keys());
        let foreign = named.chain(self.wide.iter().flat_map(|wide| [&wide.of, &wide.by]));
        let foreign = foreign.copied().find(|meaning| !Meaning::of(kind).contains(meaning));
        refuse(foreign.map(|meaning| format!("files of {kind} have no {}", meaning.word())))
    }

    /// Whether the plan has every profession that the mapping names. Which it has is known only where the
    /// file is to be read.
    fn check_professions(&self) -> Result<(), MappingError> {
        const PROFESSION: Meaning = Meaning::Profession;
        let values = self.values.get(&PROFESSION).into_iter().flat_map(|texts| texts.values().flatten());
        let by_column = self.wide.iter().filter(|wide| wide.by == PROFESSION).flat_map(|wide| wide.columns.values());
        let mut named = values.chain(self.constants.get(&PROFESSION)).chain(by_column).map(|text| text.trim());
        let strange = named.find(|text| self.professions.recognise(text).is_none());
        refuse(strange.map(|text| {
            let added = match Profession::of_code(text) {
                Some(_) => format!("profession.{text}=NAME"),
                None => format!("profession.CODE={text}"),
            };
            format!("{text:?} is no profession of the plan; add it there first ({added}), or choose another")
        }))
    }

    fn check_columns(&self) -> Result<(), MappingError> {
        let both = self.columns.keys().find(|meaning| self.constants.contains_key(meaning));
        refuse(both.map(|m| format!("{} is given both as a column and as a constant", m.word())))?;
        for (meaning, column) in &self.columns {
            let Some(column) = column else { continue };
            let twice = self.columns.iter().find(|(other, named)| *other < meaning && named.as_ref() == Some(column));
            refuse(twice.map(|(other, _)| format!("{} and {} are both {column:?}", other.word(), meaning.word())))?;
            refuse(column.trim().is_empty().then(|| format!("the column of {} has no name", meaning.word())))?;
        }
        Ok(())
    }

    fn check_values(&self) -> Result<(), MappingError> {
        for (meaning, texts) in &self.values {
            let known = [
                Meaning::Profession,
                Meaning::Level,
                Meaning::Band,
                Meaning::StaffGroup,
                Meaning::LearnerType,
                Meaning::Status,
                Meaning::OrgCode,
            ];
            refuse((!known.contains(meaning)).then(|| format!("values of {} cannot be assigned", meaning.word())))?;
            for text in texts.values().flatten() {
                self.check_value(*meaning, text)?;
            }
        }
        Ok(())
    }

    fn check_wide(&self) -> Result<(), MappingError> {
        let Some(wide) = &self.wide else { return Ok(()) };
        let (of, by) = (wide.of.word(), wide.by.word());
        refuse((!WIDE_OF.contains(&wide.of)).then(|| format!("several columns cannot be of {of}")))?;
        refuse((!WIDE_BY.contains(&wide.by)).then(|| format!("columns cannot stand for {by} each")))?;
        for meaning in [wide.of, wide.by] {
            let taken =
                self.columns.get(&meaning).is_some_and(Option::is_some) || self.constants.contains_key(&meaning);
            refuse(taken.then(|| format!("{} is given twice: by the wide form and by itself", meaning.word())))?;
        }
        wide.columns.values().try_for_each(|text| self.check_value(wide.by, text))
    }

    /// Whether a text that the mapping gives means anything.
    fn check_value(&self, meaning: Meaning, text: &str) -> Result<(), MappingError> {
        let text = text.trim();
        let column = if meaning == Meaning::AcademicYear { Column::AcademicYear } else { Column::Other };
        let known = match meaning {
            Meaning::Band => Band::of_text(text) != Band::Other,
            Meaning::StaffGroup => StaffGroup::of_text(text) != StaffGroup::Other,
            Meaning::LearnerType => LearnerType::of_text(text).is_some(),
            Meaning::Status => PlacementStatus::of_text(text).is_some(),
            Meaning::Period | Meaning::AcademicYear | Meaning::StartDate => {
                date::read(text, column, self.date_order).is_ok()
            }
            Meaning::OrgCode => !text.contains(char::is_whitespace),
            _ => true,
        };
        let known = known && !text.is_empty();
        refuse((!known).then(|| format!("{text:?} is no {} we know", meaning.word())))
    }
}

fn refuse(why: Option<String>) -> Result<(), MappingError> {
    why.map_or(Ok(()), |why| Err(MappingError(why)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_itself_or_is_unknown_is_refused() {
        for (text, words) in [
            (r#"{"delimiter":"é"}"#, "cannot part cells"),
            (r#"{"delimiter":"\""}"#, "cannot part cells"),
            (r#"{"header_rows":0}"#, "a header of 0 rows"),
            (r#"{"columns":{"fte":"A"},"constants":{"fte":"1"}}"#, "fte is given both"),
            (r#"{"columns":{"fte":"A","leave_fte":"A"}}"#, "fte and leave_fte are both \"A\""),
            (r#"{"columns":{"fte":" "}}"#, "the column of fte has no name"),
            (r#"{"constants":{"profession":" "}}"#, "\"\" is no profession we know"),
            (r#"{"constants":{"academic_year":"2018"}}"#, "\"2018\" is no academic_year we know"),
            (r#"{"values":{"band":{"x":"Band 12"}}}"#, "\"Band 12\" is no band we know"),
            (r#"{"values":{"team":{"x":"y"}}}"#, "values of team cannot be assigned"),
            (r#"{"values":{"org_code":{"x":"two words"}}}"#, "is no org_code we know"),
            (r#"{"per_student":["students"]}"#, "not students"),
            (r#"{"wide":{"of":"team","by":"period"}}"#, "several columns cannot be of team"),
            (r#"{"wide":{"of":"fte","by":"team"}}"#, "columns cannot stand for team each"),
            (r#"{"wide":{"of":"fte","by":"period","columns":{"a":"soon"}}}"#, "\"soon\" is no period we know"),
            (r#"{"columns":{"fte":"A"},"wide":{"of":"fte","by":"period"}}"#, "fte is given twice"),
        ] {
            let message = Mapping::from_json(text).unwrap_err().to_string();
            assert!(message.contains(words), "{message}");
        }
    }

    #[test]
    fn professions_are_those_of_the_plan_that_the_file_is_for() {
        for mapping in [
            r#"{"constants":{"profession":"Play therapy"}}"#,
            r#"{"values":{"profession":{"Foo":"play"}}}"#,
            r#"{"wide":{"of":"fte","by":"profession","columns":{"a":"PLAY THERAPY"}}}"#,
        ] {
            let mapping = Mapping::from_json(mapping).unwrap();
            let refused = mapping.check_known().unwrap_err().to_string();
            assert!(
                refused.contains("is no profession of the plan; add it there first (profession.CODE="),
                "{refused}"
            );
            let mut names = crate::model::Professions::default();
            names.set("PLAY", "Play therapy").unwrap();
            assert_eq!(mapping.knowing(&names).check_known(), Ok(()));
        }
        let nursing = Mapping::from_json(r#"{"constants":{"profession":"Nursing"}}"#).unwrap();
        assert!(nursing.check_for(Kind::Workforce).is_err());
    }

    #[test]
    fn a_mapping_of_one_kind_is_not_used_for_another() {
        let mapping = Mapping::from_json(r#"{"kind":"placements"}"#).unwrap();
        let message = mapping.check_for(Kind::Workforce).unwrap_err().to_string();
        assert!(message.ends_with("it is for placements, and the file is to be read as workforce"), "{message}");
        let mapping = Mapping::from_json(r#"{"columns":{"hours":"H"}}"#).unwrap();
        assert!(
            mapping.check_for(Kind::Workforce).unwrap_err().to_string().ends_with("files of workforce have no hours")
        );
        assert!(mapping.check_for(Kind::Placements).is_ok());
    }
}
