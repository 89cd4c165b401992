//! Settings as keys and texts: what the plan file, the command line and the window share.

use std::collections::BTreeSet;

use super::{
    BenchmarkMethod, ByProfession, PEER_GROUP, PROFESSION, ReferenceGroup, ReferenceYear, SettingError, Settings,
    StaffCounted,
};
use crate::model::peer_group::name_problem;
use crate::model::{Band, Decimal, GroupRule, LearnerType, Profession, SETTINGS, fold};

impl Settings {
    /// The settings that a list of keys and texts makes, on top of the defaults. They are taken as they
    /// were stored: those of a profession that was taken away since are kept.
    ///
    /// # Errors
    /// The first key or value that is refused.
    pub fn from_entries<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Settings, SettingError> {
        let mut settings = Settings::default();
        for (key, value) in entries {
            settings.set_stored(key, value)?;
        }
        Ok(settings)
    }

    /// The key as it is kept: the code of its profession, however it was given. One that is none stays as
    /// it is.
    pub fn kept_key(&self, key: &str) -> String {
        if let Some(code) = key.strip_prefix(PROFESSION) {
            return format!("{PROFESSION}{}", code.trim().to_uppercase());
        }
        match self.split_key(key) {
            // A peer group keeps its name, though it may be a profession's too.
            _ if key.starts_with(PEER_GROUP) => key.to_owned(),
            Ok((name, Some(profession))) => format!("{name}.{profession}"),
            _ => key.to_owned(),
        }
    }

    /// Changes one setting as it was stored: also one of a profession that nobody added, or that was taken
    /// away, since rows may still be of it.
    ///
    /// # Errors
    /// As [`Settings::set`].
    pub(crate) fn set_stored(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        match key.strip_prefix(PROFESSION).and_then(Profession::of_code) {
            Some(profession) => {
                self.professions.take(profession, value);
                Ok(())
            }
            None => self.change(key, value),
        }
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
    /// An unknown key or profession, or a value that the setting does not take; nothing is changed then.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        if let Some(code) = key.strip_prefix(PROFESSION) {
            let refused = |problem| SettingError::Names { code: code.to_owned(), problem };
            return self.professions.set(code, value).map_err(refused);
        }
        if let Some(profession) = self.strange_profession(key) {
            return Err(SettingError::no_profession(profession));
        }
        self.change(key, value)
    }

    /// Changes one setting as [`Settings::set`] does, where the data is of the professions `of_data` too: a
    /// profession that was taken away counts as one of the plan while rows are of it.
    ///
    /// # Errors
    /// As [`Settings::set`].
    pub fn set_with(&mut self, key: &str, value: &str, of_data: &[Profession]) -> Result<(), SettingError> {
        match self.strange_profession(key) {
            Some(profession) if of_data.contains(&profession) => self.change(key, value),
            _ => self.set(key, value),
        }
    }

    /// The profession that a key gives a setting to and that nobody added to the plan.
    pub(crate) fn strange_profession(&self, key: &str) -> Option<Profession> {
        if key.starts_with(PEER_GROUP) || key.starts_with(PROFESSION) {
            return None;
        }
        let (_, profession) = self.split_key(key).ok()?;
        profession.filter(|profession| !self.professions.has(*profession))
    }

    fn change(&mut self, key: &str, value: &str) -> Result<(), SettingError> {
        if let Some(name) = key.strip_prefix(PEER_GROUP) {
            return self.set_peer_group(name, value);
        }
        let (name, profession) = self.split_key(key)?;
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
            ("peer_group", _) => {
                let problem = name_problem("").unwrap_or_default().to_owned();
                return Err(SettingError::PeerGroup { name: String::new(), problem });
            }
            ("profession", _) => {
                let problem = "needs a code, for example profession.PLAY=Play therapy".to_owned();
                return Err(SettingError::Names { code: String::new(), problem });
            }
            ("reference_group", _) => self.reference_group = self.read_reference_group(text).ok_or_else(refused)?,
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
            ("mergers", _) => {
                self.mergers = match text {
                    "applied" => true,
                    "ignored" => false,
                    _ => return Err(refused()),
                }
            }
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
            if info.key == "peer_group" {
                entries.extend(self.peer_groups.iter().map(|(name, rule)| (peer_group_key(name), rule.to_string())));
            }
            if info.key == "profession" {
                let names = self.professions.entries();
                entries.extend(names.map(|(profession, names)| (format!("{PROFESSION}{profession}"), names)));
            }
            if info.by_profession {
                for profession in self.professions_set() {
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
        if let Some(name) = key.strip_prefix(PEER_GROUP) {
            return self.peer_groups.get(name).map(ToString::to_string);
        }
        if let Some(code) = key.strip_prefix(PROFESSION) {
            return self.professions.get(Profession::of_code(code)?);
        }
        let (name, profession) = self.split_key(key).ok()?;
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
                ReferenceGroup::Of(rule) => rule.to_string(),
                ReferenceGroup::Peers(name) => format!("{PEERS}{name}"),
            },
            ("reference_year", _) => match self.reference_year {
                ReferenceYear::Own => "own".to_owned(),
                ReferenceYear::Fixed(year) => year.to_string(),
            },
            ("minimum_organisations", _) => self.minimum_organisations.to_string(),
            ("missing_return_as_zero", _) => yes(self.missing_return_as_zero),
            ("mergers", _) => if self.mergers { "applied" } else { "ignored" }.to_owned(),
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

    /// Every profession that may have a setting of its own: those of the plan, and those taken away that
    /// have one still.
    pub(crate) fn professions_set(&self) -> BTreeSet<Profession> {
        let methods = self.benchmark_method.own.keys();
        let rates = self.set_rate.keys().chain(self.set_rate_source.keys());
        let set = methods.chain(rates).chain(self.block_weeks.own.keys()).copied();
        self.professions.all().chain(set).collect()
    }

    fn split_key<'a>(&self, key: &'a str) -> Result<(&'a str, Option<Profession>), SettingError> {
        let Some((name, of)) = key.split_once('.') else { return Ok((key, None)) };
        match self.professions.recognise(of).or_else(|| Profession::of_code(&of.trim().to_uppercase())) {
            Some(profession) => Ok((name, Some(profession))),
            None => Err(SettingError::Unknown { key: key.into() }),
        }
    }

    fn set_peer_group(&mut self, name: &str, rule: &str) -> Result<(), SettingError> {
        let refused = |problem: String| SettingError::PeerGroup { name: name.to_owned(), problem };
        if let Some(problem) = name_problem(name) {
            return Err(refused(problem.to_owned()));
        }
        if let Some((held, _)) = self.peer_group(name).filter(|(held, _)| *held != name) {
            return Err(refused(format!("is in the plan as {held:?}; use that name, or choose another")));
        }
        let Some(rule) = GroupRule::read(rule) else {
            return Err(refused(format!("cannot be {rule:?}; say {}", GroupRule::FORMS)));
        };
        self.peer_groups.insert(name.to_owned(), rule);
        Ok(())
    }

    /// A peer group is taken by its name as it is kept, where there is one; [`Settings::check`] asks.
    fn read_reference_group(&self, text: &str) -> Option<ReferenceGroup> {
        if text == "all" {
            return Some(ReferenceGroup::All);
        }
        let Some(name) = text.strip_prefix(PEERS) else { return GroupRule::read(text).map(ReferenceGroup::Of) };
        let name = name.trim();
        let held = self.peer_group(name).map_or(name, |(held, _)| held);
        (!held.is_empty()).then(|| ReferenceGroup::Peers(held.to_owned()))
    }
}

/// What stands before the name of a peer group that is the reference group.
pub(crate) const PEERS: &str = "peer_group:";

/// The key of a peer group.
fn peer_group_key(name: &str) -> String {
    format!("{PEER_GROUP}{name}")
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

fn bands(text: &str) -> Option<BTreeSet<Band>> {
    let band = |key: &str| Band::ALL.into_iter().find(|band| band.key() == key.trim().to_ascii_lowercase());
    let mut bands: BTreeSet<Band> = text.split(',').map(band).collect::<Option<_>>()?;
    bands.remove(&Band::NotGiven);
    Some(bands)
}

fn learner_types(text: &str) -> Option<BTreeSet<LearnerType>> {
    text.split(',').map(|word| LearnerType::ALL.into_iter().find(|l| l.word() == word.trim())).collect()
}
