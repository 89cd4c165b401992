//! The method's choices. Every one has a default from the Fair Share Model or from `domain.md`, and a
//! text form under one key, which the plan file, the command line and the window share.

use std::collections::{BTreeMap, BTreeSet};

use super::{AcademicYear, Band, Decimal, LearnerType, Profession, SETTINGS, fold};

/// How the benchmark rate of a profession is made (`domain.md`, *The model*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BenchmarkMethod {
    /// The reference group's own average: Σ provided ÷ Σ eligible FTE.
    Observed,
    /// Placement weeks that the HEIs require ÷ Σ eligible FTE of the reference group.
    Demand,
    /// A rate that the user enters, with its source.
    Set,
}

impl BenchmarkMethod {
    /// Every method.
    pub const ALL: [BenchmarkMethod; 3] = [BenchmarkMethod::Observed, BenchmarkMethod::Demand, BenchmarkMethod::Set];

    /// The word used in files and settings.
    pub const fn word(self) -> &'static str {
        match self {
            BenchmarkMethod::Observed => "observed",
            BenchmarkMethod::Demand => "demand",
            BenchmarkMethod::Set => "set",
        }
    }
}

/// Whose average the benchmark is. Filters never change it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReferenceGroup {
    /// Every organisation of the plan.
    #[default]
    All,
    /// The organisations of one region, by its name.
    Region(String),
    /// A hand-picked list of organisation codes.
    Organisations(BTreeSet<String>),
}

/// Which year's average the benchmark is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReferenceYear {
    /// Each year its own: in every year the group's average is 100 %.
    #[default]
    Own,
    /// One year whose rate serves every year, so that years can be compared.
    Fixed(AcademicYear),
}

/// Which rows of workforce data are staff who can host students.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaffCounted {
    /// Qualified staff of the profession only.
    #[default]
    Qualified,
    /// Every row of the profession, support staff too.
    All,
}

/// A setting for all professions, which single professions may override.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByProfession<T> {
    /// What holds unless a profession has its own.
    pub usual: T,
    /// What single professions have instead.
    pub own: BTreeMap<Profession, T>,
}

impl<T: Copy> ByProfession<T> {
    /// The value for one profession.
    pub fn of(&self, profession: Profession) -> T {
        self.own.get(&profession).copied().unwrap_or(self.usual)
    }

    const fn usual(usual: T) -> Self {
        ByProfession { usual, own: BTreeMap::new() }
    }
}

/// The choices in force. [`Settings::default`] is the Fair Share Model as `domain.md` states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How each profession's rate is made.
    pub benchmark_method: ByProfession<BenchmarkMethod>,
    /// Rates entered by the user, in placement weeks per eligible FTE per year.
    pub set_rate: BTreeMap<Profession, Decimal>,
    /// Where each entered rate comes from.
    pub set_rate_source: BTreeMap<Profession, String>,
    /// Whose average an observed rate is.
    pub reference_group: ReferenceGroup,
    /// Which year's average it is.
    pub reference_year: ReferenceYear,
    /// How many organisations an observed rate needs.
    pub minimum_organisations: u32,
    /// Whether an organisation with workforce data and no return counts as having provided 0 weeks.
    pub missing_return_as_zero: bool,
    /// Which staff count.
    pub staff: StaffCounted,
    /// Levels that do not count, folded (`manager`).
    pub excluded_levels: BTreeSet<String>,
    /// Bands that count. *No band* always counts.
    pub bands: BTreeSet<Band>,
    /// How much of a preceptee's FTE counts, from 0 (excluded) to 1 (included).
    pub preceptees: Decimal,
    /// Whether staff on long leave count.
    pub long_leave: bool,
    /// Whether a year without workforce data takes the snapshot closest to 31 January.
    pub nearest_snapshot: bool,
    /// How many months away the nearest snapshot may lie.
    pub nearest_snapshot_months: u32,
    /// Hours in a placement week.
    pub hours_per_week: Decimal,
    /// Days in a placement week.
    pub days_per_week: Decimal,
    /// Learner types whose weeks count.
    pub learner_types: BTreeSet<LearnerType>,
    /// From which ratio an organisation is `above`.
    pub threshold_above: Decimal,
    /// From which ratio it `meets` its share.
    pub threshold_meets: Decimal,
    /// From which ratio it is `near` it.
    pub threshold_near: Decimal,
    /// Length of a placement block in weeks.
    pub block_weeks: ByProfession<Decimal>,
    /// Weeks of a year in which placements run.
    pub placement_weeks_a_year: Decimal,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            benchmark_method: ByProfession::usual(BenchmarkMethod::Observed),
            set_rate: BTreeMap::new(),
            set_rate_source: BTreeMap::new(),
            reference_group: ReferenceGroup::All,
            reference_year: ReferenceYear::Own,
            minimum_organisations: 2,
            missing_return_as_zero: false,
            staff: StaffCounted::Qualified,
            excluded_levels: BTreeSet::new(),
            bands: Band::ALL.into_iter().filter(|b| (Band::B5..=Band::B9).contains(b)).collect(),
            preceptees: Decimal::ONE,
            long_leave: true,
            nearest_snapshot: false,
            nearest_snapshot_months: 24,
            hours_per_week: Decimal::from_millionths(37_500_000),
            days_per_week: Decimal::from_int(5),
            learner_types: [LearnerType::PreRegistration, LearnerType::Apprentice].into(),
            threshold_above: Decimal::from_millionths(1_100_000),
            threshold_meets: Decimal::ONE,
            threshold_near: Decimal::from_millionths(800_000),
            block_weeks: ByProfession::usual(Decimal::from_int(6)),
            placement_weeks_a_year: Decimal::from_int(40),
        }
    }
}

/// Why a setting was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no setting of this name.
    #[error("there is no setting {key:?}; `fairshare settings PLAN` lists them")]
    Unknown {
        /// The key as it was given.
        key: String,
    },
    /// No value was given.
    #[error("setting {key}: has no value; write {key}=VALUE, with {values}")]
    NoValue {
        /// The key.
        key: String,
        /// What a value looks like.
        values: &'static str,
    },
    /// The value is none that the setting takes.
    #[error("setting {key}: {value:?} is not {values}")]
    Value {
        /// The key.
        key: String,
        /// The value as it was given.
        value: String,
        /// What a value looks like.
        values: &'static str,
    },
    /// The setting has no value of its own for single professions, or only those.
    #[error("setting {key}: {problem}")]
    Profession {
        /// The key as it was given.
        key: String,
        /// What is wrong.
        problem: &'static str,
    },
    /// A status could never be reached, or two at once.
    #[error(
        "settings threshold_near={near}, threshold_meets={meets}, threshold_above={above} are out of order: near has to lie below meets and meets below above; change them together"
    )]
    Thresholds {
        /// From which ratio an organisation would be near.
        near: Decimal,
        /// From which it would meet its share.
        meets: Decimal,
        /// From which it would be above.
        above: Decimal,
    },
}

impl SettingError {
    /// Whether changing the setting of this key may mend it.
    pub(crate) fn is_about(&self, of: &str) -> bool {
        match self {
            SettingError::Unknown { key }
            | SettingError::NoValue { key, .. }
            | SettingError::Value { key, .. }
            | SettingError::Profession { key, .. } => key == of,
            SettingError::Thresholds { .. } => of.starts_with("threshold_"),
        }
    }
}

impl Settings {
    /// The settings that a list of keys and texts makes, on top of the defaults.
    ///
    /// # Errors
    /// The first key or value that is refused.
    pub fn from_entries<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Settings, SettingError> {
        let mut settings = Settings::default();
        for (key, value) in entries {
            settings.set(key, value)?;
        }
        Ok(settings)
    }

    /// Whether the settings agree with each other. Single changes are not asked: several may be on their
    /// way.
    ///
    /// # Errors
    /// Thresholds out of order.
    pub fn check(&self) -> Result<(), SettingError> {
        let (near, meets, above) = (self.threshold_near, self.threshold_meets, self.threshold_above);
        if near < meets && meets < above { Ok(()) } else { Err(SettingError::Thresholds { near, meets, above }) }
    }

    /// Changes one setting from its text form.
    ///
    /// ```
    /// use fairshare::model::{Decimal, Profession, Settings};
    /// let mut settings = Settings::default();
    /// settings.set("block_weeks.PT", "5").unwrap();
    /// assert_eq!(settings.block_weeks.of(Profession::Pt), Decimal::from_int(5));
    /// assert!(settings.set("block_weeks.PT", "0").is_err());
    /// ```
    ///
    /// # Errors
    /// An unknown key, or a value that the setting does not take; nothing is changed then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        let (name, profession) = split_key(key)?;
        let Some(info) = SETTINGS.iter().find(|info| info.key == name) else {
            return Err(SettingError::Unknown { key: key.into() });
        };
        let refused = || SettingError::Value { key: key.into(), value: value.into(), values: info.values };
        let problem = |problem| SettingError::Profession { key: key.into(), problem };
        if profession.is_some() && !info.by_profession {
            return Err(problem("is the same for every profession"));
        }
        if profession.is_none() && name.starts_with("set_rate") {
            return Err(problem("needs a profession, for example set_rate.SLT=5"));
        }
        let text = value.trim();
        match (name, profession) {
            ("benchmark_method", of) => {
                let method = BenchmarkMethod::ALL.into_iter().find(|m| m.word() == text);
                put(&mut self.benchmark_method, of, method.ok_or_else(refused)?);
            }
            ("set_rate", Some(of)) => {
                let rate = number(text).filter(|rate| !rate.is_negative());
                self.set_rate.insert(of, rate.ok_or_else(refused)?);
            }
            ("set_rate_source", Some(of)) => {
                self.set_rate_source.insert(of, text.to_owned());
            }
            ("reference_group", _) => self.reference_group = reference_group(text).ok_or_else(refused)?,
            ("reference_year", _) => {
                self.reference_year = match text {
                    "own" => ReferenceYear::Own,
                    year => ReferenceYear::Fixed(year.parse().map_err(|_| refused())?),
                }
            }
            ("minimum_organisations", _) => {
                self.minimum_organisations = text.parse().ok().filter(|n| *n >= 2).ok_or_else(refused)?;
            }
            ("missing_return_as_zero", _) => self.missing_return_as_zero = yes_or_no(text).ok_or_else(refused)?,
            ("staff", _) => {
                self.staff = match text {
                    "qualified" => StaffCounted::Qualified,
                    "all" => StaffCounted::All,
                    _ => return Err(refused()),
                }
            }
            ("excluded_levels", _) => {
                let levels = text.split(',').map(fold).filter(|level| !level.is_empty() && level != "none");
                self.excluded_levels = levels.collect();
            }
            ("bands", _) => self.bands = bands(text).ok_or_else(refused)?,
            ("preceptees", _) => {
                self.preceptees = match text {
                    "included" => Decimal::ONE,
                    "excluded" => Decimal::ZERO,
                    weight => number(weight).filter(|w| !w.is_negative() && *w <= Decimal::ONE).ok_or_else(refused)?,
                }
            }
            ("long_leave", _) => {
                self.long_leave = match text {
                    "included" => true,
                    "excluded" => false,
                    _ => return Err(refused()),
                }
            }
            ("nearest_snapshot", _) => self.nearest_snapshot = yes_or_no(text).ok_or_else(refused)?,
            ("nearest_snapshot_months", _) => {
                self.nearest_snapshot_months = text.parse().ok().filter(|n| *n <= 1200).ok_or_else(refused)?;
            }
            ("hours_per_week", _) => self.hours_per_week = above_zero(text, 168).ok_or_else(refused)?,
            ("days_per_week", _) => self.days_per_week = above_zero(text, 7).ok_or_else(refused)?,
            ("learner_types", _) => self.learner_types = learner_types(text).ok_or_else(refused)?,
            ("threshold_above", _) => self.threshold_above = ratio(text).ok_or_else(refused)?,
            ("threshold_meets", _) => self.threshold_meets = ratio(text).ok_or_else(refused)?,
            ("threshold_near", _) => self.threshold_near = ratio(text).ok_or_else(refused)?,
            ("block_weeks", of) => put(&mut self.block_weeks, of, above_zero(text, 52).ok_or_else(refused)?),
            ("placement_weeks_a_year", _) => {
                self.placement_weeks_a_year = above_zero(text, 53).ok_or_else(refused)?;
            }
            _ => return Err(SettingError::Unknown { key: key.into() }),
        }
        Ok(())
    }

    /// Every setting in force, as key and text, in the order of [`SETTINGS`]; feeding them to
    /// [`Settings::from_entries`] gives the same settings.
    pub fn entries(&self) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        for info in &SETTINGS {
            if let Some(value) = self.get(info.key) {
                entries.push((info.key.to_owned(), value));
            }
            if info.by_profession {
                for profession in Profession::ALL {
                    let key = format!("{}.{}", info.key, profession.code());
                    entries.extend(self.get(&key).map(|value| (key, value)));
                }
            }
        }
        entries
    }

    /// The text of one setting; `None` if there is no such key, or if the profession has no value of
    /// its own.
    pub fn get(&self, key: &str) -> Option<String> {
        let (name, profession) = split_key(key).ok()?;
        let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
        let included = |on: bool| if on { "included" } else { "excluded" }.to_owned();
        Some(match (name, profession) {
            ("benchmark_method", None) => self.benchmark_method.usual.word().to_owned(),
            ("benchmark_method", Some(of)) => self.benchmark_method.own.get(&of)?.word().to_owned(),
            ("set_rate", Some(of)) => self.set_rate.get(&of)?.to_string(),
            ("set_rate_source", Some(of)) => self.set_rate_source.get(&of)?.clone(),
            ("block_weeks", None) => self.block_weeks.usual.to_string(),
            ("block_weeks", Some(of)) => self.block_weeks.own.get(&of)?.to_string(),
            (_, Some(_)) => return None,
            ("reference_group", _) => match &self.reference_group {
                ReferenceGroup::All => "all".to_owned(),
                ReferenceGroup::Region(name) => format!("region:{name}"),
                ReferenceGroup::Organisations(codes) => format!("organisations:{}", join(codes)),
            },
            ("reference_year", _) => match self.reference_year {
                ReferenceYear::Own => "own".to_owned(),
                ReferenceYear::Fixed(year) => year.to_string(),
            },
            ("minimum_organisations", _) => self.minimum_organisations.to_string(),
            ("missing_return_as_zero", _) => yes(self.missing_return_as_zero),
            ("staff", _) => if self.staff == StaffCounted::All { "all" } else { "qualified" }.to_owned(),
            ("excluded_levels", _) if self.excluded_levels.is_empty() => "none".to_owned(),
            ("excluded_levels", _) => join(&self.excluded_levels),
            ("bands", _) => join(self.bands.iter().map(|b| b.key())),
            ("preceptees", _) if self.preceptees == Decimal::ONE => "included".to_owned(),
            ("preceptees", _) if self.preceptees.is_zero() => "excluded".to_owned(),
            ("preceptees", _) => self.preceptees.to_string(),
            ("long_leave", _) => included(self.long_leave),
            ("nearest_snapshot", _) => yes(self.nearest_snapshot),
            ("nearest_snapshot_months", _) => self.nearest_snapshot_months.to_string(),
            ("hours_per_week", _) => self.hours_per_week.to_string(),
            ("days_per_week", _) => self.days_per_week.to_string(),
            ("learner_types", _) => join(self.learner_types.iter().map(|l| l.word())),
            ("threshold_above", _) => self.threshold_above.to_string(),
            ("threshold_meets", _) => self.threshold_meets.to_string(),
            ("threshold_near", _) => self.threshold_near.to_string(),
            ("placement_weeks_a_year", _) => self.placement_weeks_a_year.to_string(),
            _ => return None,
        })
    }
}

fn split_key(key: &str) -> Result<(&str, Option<Profession>), SettingError> {
    let Some((name, of)) = key.split_once('.') else { return Ok((key, None)) };
    match Profession::recognise(of) {
        Some(profession) => Ok((name, Some(profession))),
        None => Err(SettingError::Unknown { key: key.into() }),
    }
}

fn put<T>(setting: &mut ByProfession<T>, profession: Option<Profession>, value: T) {
    match profession {
        Some(profession) => drop(setting.own.insert(profession, value)),
        None => setting.usual = value,
    }
}

fn join<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    let words: Vec<S> = words.into_iter().collect();
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(",")
}

fn number(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

fn above_zero(text: &str, at_most: i32) -> Option<Decimal> {
    number(text).filter(|n| *n > Decimal::ZERO && *n <= Decimal::from_int(at_most))
}

fn ratio(text: &str) -> Option<Decimal> {
    let value = match text.strip_suffix('%') {
        Some(percent) => number(percent.trim())?.times(Decimal::from_millionths(10_000))?,
        None => number(text)?,
    };
    (value > Decimal::ZERO && value <= Decimal::from_int(100)).then_some(value)
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "on" => Some(true),
        "no" | "false" | "off" => Some(false),
        _ => None,
    }
}

fn reference_group(text: &str) -> Option<ReferenceGroup> {
    if text == "all" {
        return Some(ReferenceGroup::All);
    }
    if let Some(name) = text.strip_prefix("region:") {
        return (!name.trim().is_empty()).then(|| ReferenceGroup::Region(name.trim().to_owned()));
    }
    let codes = text.strip_prefix("organisations:")?.split(',');
    let codes: BTreeSet<String> =
        codes.map(|code| code.trim().to_uppercase()).filter(|code| !code.is_empty()).collect();
    (!codes.is_empty()).then_some(ReferenceGroup::Organisations(codes))
}

fn bands(text: &str) -> Option<BTreeSet<Band>> {
    let band = |key: &str| Band::ALL.into_iter().find(|band| band.key() == key.trim().to_ascii_lowercase());
    let mut bands: BTreeSet<Band> = text.split(',').map(band).collect::<Option<_>>()?;
    bands.remove(&Band::NotGiven);
    Some(bands)
}

fn learner_types(text: &str) -> Option<BTreeSet<LearnerType>> {
    text.split(',').map(|word| LearnerType::ALL.into_iter().find(|l| l.word() == word.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_in_force_can_be_written_down_and_read_back() {
        let mut settings = Settings::default();
        for (key, value) in [
            ("benchmark_method.SLT", "set"),
            ("set_rate.SLT", "5"),
            ("set_rate_source.SLT", "RCSLT 2021, 25 days per WTE"),
            ("reference_group", "organisations:R1H,RJ1"),
            ("reference_year", "2018/19"),
            ("bands", "6,7,non-afc"),
            ("preceptees", "0.5"),
            ("excluded_levels", "002_Manager, Technician"),
            ("threshold_near", "75%"),
            ("block_weeks.PT", "5"),
        ] {
            settings.set(key, value).unwrap();
        }
        let entries = settings.entries();
        let again = Settings::from_entries(entries.iter().map(|(k, v)| (k.as_str(), v.as_str()))).unwrap();
        assert_eq!(again, settings);
    }

    #[test]
    fn every_setting_is_explained_and_has_a_default() {
        let settings = Settings::default();
        for info in &SETTINGS {
            assert!(!info.meaning.is_empty() && !info.source.is_empty(), "{}", info.key);
            assert!(info.key.starts_with("set_rate") || settings.get(info.key).is_some(), "{}", info.key);
        }
    }

    #[test]
    fn a_value_that_makes_no_sense_is_refused_and_changes_nothing() {
        let before = Settings::default();
        let mut settings = before.clone();
        for (key, value) in [
            ("hours_per_week", "0"),
            ("hours_per_week", "-37.5"),
            ("hours_per_week", "lots"),
            ("preceptees", "1.5"),
            ("bands", "5,12"),
            ("minimum_organisations", "1"),
            ("reference_year", "2018/20"),
            ("reference_group", "region:"),
            ("set_rate", "5"),
            ("set_rate.SLT", "-1"),
            ("staff.PT", "all"),
            ("no_such", "1"),
            ("block_weeks.XX", "1"),
        ] {
            assert!(settings.set(key, value).is_err(), "{key}={value}");
        }
        assert_eq!(settings, before);
    }

    #[test]
    fn thresholds_out_of_order_are_refused_once_all_changes_are_in() {
        let mut settings = Settings::default();
        settings.set("threshold_meets", "1.2").unwrap();
        assert_eq!(
            settings.check().unwrap_err().to_string(),
            "settings threshold_near=0.8, threshold_meets=1.2, threshold_above=1.1 are out of order: near has to lie \
             below meets and meets below above; change them together"
        );
        settings.set("threshold_above", "130%").unwrap();
        assert_eq!(settings.check(), Ok(()));
        settings.set("threshold_near", "1.2").unwrap();
        assert!(settings.check().is_err(), "nobody could be near");
    }
}
