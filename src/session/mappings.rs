//! Mappings that a plan remembers, so that files with the same headers are never asked about twice.
//!
//! They stand in the plan's state, at `mapping/KIND/HEADER SET`: what was said of a file with these
//! headers last. What is true of one file only, its date or its year, is not kept.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::import::{ImportError, Kind, Mapping, Meaning, inspect, inspect_path};
use crate::model::{Finding, PROFESSION, Profession, Professions, Severity};
use crate::store::{Import, StoreError};

use super::PlanState;
use super::intake::{FileToRead, Origin};
use super::plan_state::SETTING;

/// Where mappings stand in a plan's state.
pub(super) const MAPPING: &str = "mapping/";

/// Where the mappings of files of `kind` stand.
fn folder(kind: Kind) -> String {
    format!("{MAPPING}{}/", kind.word())
}

/// The mapping of `kind` that fits a file best, of those held at the paths of a plan's state: one that
/// finds in it the headers for which it was kept. What it says of professions that the plan has no more is taken out
/// and told: the rest holds.
fn fitting(
    held: &BTreeMap<String, String>,
    kind: Kind,
    professions: &Professions,
    look: impl Fn(&Mapping) -> Option<String>,
) -> Option<(Mapping, Vec<String>)> {
    let folder = folder(kind);
    let mut all = held.iter().filter_map(|(path, json)| {
        let headers = path.strip_prefix(&folder)?;
        let mapping = Mapping::from_json(json).ok()?;
        let (mapping, forgotten) = mapping.knowing(professions).without_forgotten();
        let mapping = Mapping { kind: Some(kind), ..mapping };
        Some((headers, mapping.knowing(&Professions::default()), forgotten))
    });
    all.find_map(|(headers, mapping, forgotten)| {
        let fits = |mapping: &Mapping| look(mapping).as_deref() == Some(headers);
        editions(mapping).into_iter().find(fits).map(|mapping| (mapping, forgotten))
    })
}

/// A mapping as it was kept, and then for a later edition of the file, whose sheet may be called otherwise
/// and whose header may stand on another row.
fn editions(mapping: Mapping) -> Vec<Mapping> {
    let mut all = vec![mapping.clone()];
    for later in [
        Mapping { sheet: None, ..mapping.clone() },
        Mapping { header_row: None, ..mapping.clone() },
        Mapping { sheet: None, header_row: None, ..mapping },
    ] {
        if !all.contains(&later) {
            all.push(later);
        }
    }
    all
}

/// The mapping that a plan remembers for the file at `path`, with the kind that it is for, and in words what it said
/// of professions that the plan has no more. The file is opened, so this is no work for the window's thread.
pub fn remembered_mapping(plan: &PlanState, path: &Path) -> Option<(Mapping, Vec<String>)> {
    let professions = plan.professions();
    let look =
        |mapping: &Mapping| inspect_path(path, &mapping.clone().knowing(&professions)).ok().map(|seen| seen.header_set);
    Kind::ALL.into_iter().find_map(|kind| fitting(&plan.mappings, kind, &professions, look))
}

/// The professions of a plan, from its settings by key.
fn professions_in<'a>(settings: impl Iterator<Item = (&'a str, &'a String)>) -> Professions {
    let mut professions = Professions::default();
    for (key, names) in settings {
        let of = key.strip_prefix(PROFESSION).and_then(Profession::of_code);
        of.into_iter().for_each(|profession| professions.take(profession, names));
    }
    professions
}

impl PlanState {
    /// What the plan calls professions, and those that it added.
    pub fn professions(&self) -> Professions {
        professions_in(self.settings.iter().map(|(key, names)| (key.as_str(), names)))
    }

    /// The mapping that the plan remembers for files of `kind` with these headers.
    pub fn mapping_for(&self, kind: Kind, header_set: &str) -> Option<Mapping> {
        let json = self.mappings.get(&format!("{}{header_set}", folder(kind)))?;
        Some(Mapping { kind: Some(kind), ..Mapping::from_json(json).ok()? })
    }
}

/// What a file is read by in an import.
pub(super) struct Chosen {
    pub mapping: Mapping,
    from: From,
    /// What it said of professions that the plan has no more.
    forgotten: Vec<String>,
}

/// Where a mapping comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    /// It was given with the file.
    Given,
    /// The plan has these very bytes, read so.
    SameBytes,
    /// It was given with a file that had the same headers.
    Remembered,
    /// There is none: the file speaks for itself.
    Nothing,
}

impl Chosen {
    /// What is given with the file, or else what the plan remembers for its headers.
    /// Either way with the names that the plan has for professions.
    pub fn for_file(file: &FileToRead, import: &Import<'_>) -> Result<Chosen, StoreError> {
        let held = import.state(&format!("{SETTING}{PROFESSION}"))?;
        let settings = held.iter().filter_map(|(path, names)| Some((path.strip_prefix(SETTING)?, names)));
        let professions = professions_in(settings);
        let chosen = Chosen::of(file, import, &professions)?;
        Ok(Chosen { mapping: chosen.mapping.knowing(&professions), ..chosen })
    }

    fn of(file: &FileToRead, import: &Import<'_>, professions: &Professions) -> Result<Chosen, StoreError> {
        if let Some(mapping) = &file.mapping {
            return Ok(Chosen { mapping: mapping.clone(), from: From::Given, forgotten: Vec::new() });
        }
        if let Some(mapping) = of_same_bytes(file, import) {
            return Ok(Chosen { mapping, from: From::SameBytes, forgotten: Vec::new() });
        }
        let seen = |mapping: &Mapping| -> Result<String, ImportError> {
            let mapping = &mapping.clone().knowing(professions);
            let seen = match &file.origin {
                Origin::Path(path) => inspect_path(path, mapping),
                Origin::Built { name, bytes } => inspect(name, *bytes, mapping),
            };
            seen.map(|seen| seen.header_set)
        };
        // A file that cannot be looked at is refused when it is read.
        let held = import.state(&folder(file.kind))?;
        let found = fitting(&held, file.kind, professions, |mapping| seen(mapping).ok());
        let from = if found.is_some() { From::Remembered } else { From::Nothing };
        let (mapping, forgotten) = found.unwrap_or_default();
        Ok(Chosen { mapping, from, forgotten })
    }

    /// What is to be said of it in the data report.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let forgotten = self.forgotten.iter().map(|message| Finding {
            severity: Severity::Warning,
            code: "forgotten-profession",
            line: None,
            column: String::new(),
            value: String::new(),
            message: message.clone(),
            count: 1,
        });
        self.finding().into_iter().chain(forgotten)
    }

    fn finding(&self) -> Option<Finding> {
        if self.from != From::Remembered {
            return None;
        }
        let constants = self.mapping.constants.iter().map(|(meaning, text)| format!("{} {text}", meaning.word()));
        let constants: Vec<String> = constants.collect();
        let (severity, whole) = match constants.is_empty() {
            true => (Severity::Note, String::new()),
            false => (Severity::Warning, format!(", which says of the whole file: {}", constants.join(", "))),
        };
        let message = format!("read by the mapping that the plan remembers for these headers{whole}");
        let (line, column, value) = (None, String::new(), String::new());
        Some(Finding { severity, code: "remembered-mapping", line, column, value, message, count: 1 })
    }

    /// Has the plan remember a mapping that was given for files with these headers.
    pub fn remember(&self, import: &mut Import<'_>, kind: Kind, header_set: &str) {
        if self.from == From::Given {
            let lasting = lasting(&self.mapping);
            let text = (!lasting.is_plain()).then(|| lasting.canonical(kind));
            import.set(format!("{}{header_set}", folder(kind)), text);
        }
    }
}

/// How a source in force was read that has the very bytes of a file. A file is hashed only where there is
/// one of its size.
fn of_same_bytes(file: &FileToRead, import: &Import<'_>) -> Option<Mapping> {
    let path = file.path()?;
    let alike = import.of_size(file.kind, std::fs::metadata(path).ok()?.len());
    if alike.is_empty() {
        return None;
    }
    let mut digest = Sha256::new();
    std::io::copy(&mut std::fs::File::open(path).ok()?, &mut digest).ok()?;
    let digest: [u8; 32] = digest.finalize().into();
    let (_, mapping) = alike.into_iter().find(|(sha256, _)| *sha256 == digest)?;
    Mapping::from_json(&mapping).ok()
}

/// What of a mapping holds for the next file with the same headers too.
fn lasting(mapping: &Mapping) -> Mapping {
    const OF_ONE_FILE: [Meaning; 3] = [Meaning::Period, Meaning::AcademicYear, Meaning::StartDate];
    let mut lasting = mapping.clone().knowing(&Professions::default());
    lasting.constants.retain(|meaning, _| !OF_ONE_FILE.contains(meaning));
    lasting
}
