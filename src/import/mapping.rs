//! Everything that a user can say about a file: one value, remembered, corrected, saved and loaded.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::date::{self, Column};
use super::meaning::fold_header;
use super::{DecimalMark, Encoding, Kind, Meaning};
use crate::model::Professions;

/// In which order dates such as `03/04/2019` are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// Day, month, year: 3 April.
    #[default]
    DayFirst,
    /// Month, day, year: 4 March.
    MonthFirst,
}

/// What a user says of a file where the file alone does not say, or says it wrongly. What is not in it
/// is found out from the file; an empty mapping says nothing.
///
/// As JSON, every part may be left out:
///
/// ```json
/// {
///   "kind": "workforce",
///   "sheet": "Staff in post",
///   "encoding": "windows-1252",
///   "delimiter": ";",
///   "header_row": 4,
///   "header_rows": 2,
///   "decimal_mark": "comma",
///   "date_order": "month_first",
///   "columns": { "fte": "WTE in post", "team": null },
///   "constants": { "academic_year": "2018/19", "profession": "PT", "org_code": "RJ1" },
///   "per_student": ["hours"],
///   "fte_is_establishment": true,
///   "values": {
///     "profession": { "MSK outpatients": "PT", "Nursing": null },
///     "org_code": { "Anytown Hospice": "X-ANYTOWN" }
///   },
///   "wide": { "of": "fte", "by": "period", "columns": { "Autumn census": "2018-09-30" } }
/// }
/// ```
///
/// A column is named by its header; `column 7` names the seventh, for those without a header of their
/// own. A column of `null` says that the file has none of that meaning, whatever its headers suggest; a
/// value of `null` sets the rows with it aside.
///
/// ```
/// use fairshare::import::{Mapping, Meaning};
/// let mapping = Mapping::from_json(r#"{"constants": {"profession": "PT"}}"#)?;
/// assert_eq!(mapping.constants[&Meaning::Profession], "PT");
/// # Ok::<(), fairshare::import::MappingError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// What the file holds.
    #[serde(with = "kind_word", skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// What parts the cells of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// The line (in a workbook, the row of the sheet) on which the header begins; 0 if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// How many rows the header takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<usize>,
    /// Point or comma.
    #[serde(skip_serializing_if = "is_default")]
    pub decimal_mark: DecimalMark,
    /// Day or month first.
    #[serde(skip_serializing_if = "is_default")]
    pub date_order: DateOrder,
    /// Which column has which meaning; `None` if the file has none of it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<Meaning, Option<String>>,
    /// What every row of the file has: *this whole file is 2018/19*.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<Meaning, String>,
    /// Measures of activity that are each student's, and not the row's total.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub per_student: BTreeSet<Meaning>,
    /// Whether FTE is the establishment, from which vacancies come off.
    #[serde(skip_serializing_if = "is_default")]
    pub fte_is_establishment: bool,
    /// What texts of the file mean: professions, levels, bands, staff groups, learner types, statuses,
    /// and organisations (by code or by name, under `org_code`: even an empty list there says that
    /// rows without a code are known by their name). `None` sets the rows aside.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<Meaning, BTreeMap<String, Option<String>>>,
    /// Several columns of the same measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wide: Option<Wide>,
    /// What the plan that the file is read for calls professions: said once for all of its files, and so
    /// not by whoever writes a mapping. It is put in before a file is read, and kept in the record of a
    /// source, so that the same bytes under other names are another reading of them.
    #[serde(with = "professions_by_code", skip_serializing_if = "Professions::is_empty")]
    pub professions: Professions,
}

/// Several columns of one measure, one for each date, academic year or profession: the wide form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wide {
    /// What the columns measure: `fte`, `placement_weeks`, ….
    pub of: Meaning,
    /// What each column stands for: `period`, `academic_year`, `profession`, ….
    pub by: Meaning,
    /// The columns, and what each stands for. If there are none here, every column is one that has no
    /// other meaning and whose header says what it stands for: `Sep-18`, `Physiotherapy`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, String>,
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mapping cannot be used: {0}")]
pub struct MappingError(pub(super) String);

impl Mapping {
    /// Reads a mapping that was saved.
    ///
    /// # Errors
    /// If the text is no mapping, or one that contradicts itself: a sentence that says where.
    pub fn from_json(text: &str) -> Result<Mapping, MappingError> {
        let mapping: Mapping = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            let whole = error.to_string();
            let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what).replace('`', "\"");
            if error.line() == 0 { MappingError(what) } else { MappingError(format!("line {}: {what}", error.line())) }
        })?;
        mapping.check()?;
        Ok(mapping)
    }

    /// The mapping as people can read it, to be saved.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// The mapping in one line, for the record of a source of `kind`: two that say the same of it give
    /// the same text.
    pub fn canonical(&self, kind: Kind) -> String {
        let mut settled = Mapping { kind: Some(kind), ..self.clone() };
        if settled.encoding == Some(Encoding::Utf8Bom) {
            settled.encoding = Some(Encoding::Utf8);
        }
        let texts = settled.constants.values_mut().chain(settled.columns.values_mut().flatten());
        for text in texts {
            *text = text.trim().to_owned();
        }
        serde_json::to_string(&settled).unwrap_or_default()
    }

    /// Whether it says nothing of the file but what kind it is of.
    pub fn is_plain(&self) -> bool {
        Mapping { kind: None, professions: Professions::default(), ..self.clone() } == Mapping::default()
    }

    /// The same mapping for a file of a plan with these professions.
    pub fn knowing(self, professions: &Professions) -> Mapping {
        Mapping { professions: professions.clone(), ..self }
    }

    /// Whether names stand in for the codes of organisations.
    pub(super) fn names_organisations(&self) -> bool {
        self.values.contains_key(&Meaning::OrgCode)
    }
}

/// The key under which a plan remembers the mapping of files with these headers: the same for the same
/// headers in whatever order, case and spacing. Headers that are dates do not take part, so that the
/// next edition of a table with one column per date is known again.
pub fn header_set<'a>(kind: Kind, headers: impl IntoIterator<Item = &'a str>) -> String {
    let is_date = |header: &&str| {
        header.bytes().any(|byte| byte.is_ascii_digit())
            && date::read(header, Column::Other, DateOrder::DayFirst).is_ok()
    };
    let folded: BTreeSet<String> =
        headers.into_iter().filter(|header| !is_date(header)).map(fold_header).filter(|h| !h.is_empty()).collect();
    let mut digest = Sha256::new();
    digest.update(kind.word());
    for header in folded {
        digest.update([0]);
        digest.update(header);
    }
    digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Professions are written by their codes, with their names as the settings have them.
mod professions_by_code {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::model::{Profession, Professions};

    pub fn serialize<S: Serializer>(professions: &Professions, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(professions.entries().map(|(profession, names)| (profession.to_string(), names)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Professions, D::Error> {
        let mut professions = Professions::default();
        for (code, names) in BTreeMap::<String, String>::deserialize(deserializer)? {
            let profession = Profession::of_code(&code);
            let none = || Error::custom(format!("no profession can have the code `{code}`"));
            professions.take(profession.ok_or_else(none)?, &names);
        }
        Ok(professions)
    }
}

/// Kinds are written by their word; the model itself knows nothing of files.
mod kind_word {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::import::Kind;

    pub fn serialize<S: Serializer>(kind: &Option<Kind>, serializer: S) -> Result<S::Ok, S::Error> {
        match kind {
            Some(kind) => serializer.serialize_str(kind.word()),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Kind>, D::Error> {
        let Some(word) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
        let words = || Kind::ALL.map(Kind::word).join(", ");
        Kind::from_word(&word)
            .map(Some)
            .ok_or_else(|| Error::custom(format!("no kind `{word}`: use one of {}", words())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_saved_and_loaded_again() {
        let text = r#"{"kind":"workforce","sheet":"Staff","encoding":"windows-1252","delimiter":"\t","header_row":4,
            "header_rows":2,"decimal_mark":"comma","date_order":"month_first","columns":{"fte":"WTE","team":null},
            "constants":{"org_code":"RJ1"},"fte_is_establishment":true,
            "values":{"profession":{"MSK":"PT","Nursing":null},"org_code":{}},
            "wide":{"of":"headcount","by":"period","columns":{"Sep 18":"2018-09-30"}}}"#
            .replace("headcount", "fte")
            .replace(r#""fte":"WTE","#, "");
        let mapping = Mapping::from_json(&text).unwrap();
        assert_eq!(Mapping::from_json(&mapping.to_json()).unwrap(), mapping);
        assert_eq!(mapping.columns[&Meaning::Team], None);
        assert_eq!(Mapping::from_json("{}").unwrap(), Mapping::default());
        assert_eq!(Mapping::default().to_json(), "{}\n");
    }

    #[test]
    fn the_same_mapping_gives_the_same_text() {
        let one = Mapping::from_json(r#"{"constants":{"profession":"PT ","org_code":"RJ1"},"encoding":"utf-8-bom"}"#);
        let two = Mapping::from_json(
            r#"{"encoding":"utf-8","kind":"workforce","constants":{"org_code":"RJ1","profession":"PT"}}"#,
        );
        assert_eq!(one.unwrap().canonical(Kind::Workforce), two.unwrap().canonical(Kind::Workforce));
        assert_eq!(Mapping::default().canonical(Kind::Demand), r#"{"kind":"demand"}"#);
    }

    #[test]
    fn a_text_that_is_no_mapping_is_refused_plainly() {
        for (text, words) in [
            ("", "EOF while parsing a value"),
            ("{\n\"sheeet\": \"x\"}", "line 2: unknown field \"sheeet\""),
            (r#"{"kind":"payroll"}"#, "no kind \"payroll\": use one of workforce, placements"),
            (r#"{"columns":{"ftee":"x"}}"#, "unknown variant \"ftee\""),
        ] {
            let message = Mapping::from_json(text).unwrap_err().to_string();
            assert!(message.starts_with("the mapping cannot be used: ") && message.contains(words), "{message}");
        }
    }

    #[test]
    fn a_header_set_is_known_again() {
        let key = header_set(Kind::Workforce, ["Org code", "WTE", "Sep-18", ""]);
        assert_eq!(key, header_set(Kind::Workforce, ["wte", "ORG_CODE", "2019-09-30"]));
        assert_ne!(key, header_set(Kind::Placements, ["Org code", "WTE"]));
        assert_ne!(key, header_set(Kind::Workforce, ["Org code", "FTE"]));
    }
}
