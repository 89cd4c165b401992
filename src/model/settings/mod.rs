//! The method's choices. Every one has a default from the Fair Share Model or from `domain.md`, and a
//! text form under one key, which the plan file, the command line and the window share.

use std::collections::{BTreeMap, BTreeSet};

use super::{AcademicYear, Band, Decimal, GroupRule, LearnerType, Organisation, Profession, Professions};

mod text;

#[cfg(test)]
mod tests;

pub(crate) use text::PEERS;

/// What stands before the name of a peer group in its key: `peer_group.Coast`.
pub(crate) const PEER_GROUP: &str = "peer_group.";

/// What stands before the code of a profession in the key of its names: `profession.PLAY`.
pub(crate) const PROFESSION: &str = "profession.";

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
    /// Those of a region or system, or a hand-picked list.
    Of(GroupRule),
    /// A peer group of the plan, by its name.
    Peers(String),
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
    /// The professions that were added, and further names of the others.
    pub professions: Professions,
    /// How each profession's rate is made.
    pub benchmark_method: ByProfession<BenchmarkMethod>,
    /// Rates entered by the user, in placement weeks per eligible FTE per year.
    pub set_rate: BTreeMap<Profession, Decimal>,
    /// Where each entered rate comes from.
    pub set_rate_source: BTreeMap<Profession, String>,
    /// Peer groups by their names: chosen and named before results are looked at.
    pub peer_groups: BTreeMap<String, GroupRule>,
    /// Whose average an observed rate is.
    pub reference_group: ReferenceGroup,
    /// Which year's average it is.
    pub reference_year: ReferenceYear,
    /// How many organisations an observed rate needs.
    pub minimum_organisations: u32,
    /// Whether an organisation with workforce data and no return counts as having provided 0 weeks.
    pub missing_return_as_zero: bool,
    /// Whether organisations that were taken over are folded into their successors.
    pub mergers: bool,
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
            professions: Professions::default(),
            benchmark_method: ByProfession::usual(BenchmarkMethod::Observed),
            set_rate: BTreeMap::new(),
            set_rate_source: BTreeMap::new(),
            peer_groups: BTreeMap::new(),
            reference_group: ReferenceGroup::All,
            reference_year: ReferenceYear::Own,
            minimum_organisations: 2,
            missing_return_as_zero: false,
            mergers: true,
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
    /// A peer group that cannot be, or that the reference group needs.
    #[error("peer group {name:?} {problem}")]
    PeerGroup {
        /// Its name.
        name: String,
        /// What is wrong, and what next.
        problem: String,
    },
    /// Names that a profession cannot have, or a code that cannot be a profession's.
    #[error("profession {code:?} {problem}")]
    Names {
        /// The code as it was given.
        code: String,
        /// What is wrong, and what next.
        problem: String,
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
    /// The plan has no such profession.
    pub(crate) fn no_profession(profession: Profession) -> SettingError {
        let code = profession.to_string();
        let problem = format!("is none of this plan; add it first, for example profession.{code}=Play therapy");
        SettingError::Names { code, problem }
    }

    /// Whether changing the setting of this key may mend it.
    pub(crate) fn is_about(&self, of: &str) -> bool {
        match self {
            SettingError::Unknown { key }
            | SettingError::NoValue { key, .. }
            | SettingError::Value { key, .. }
            | SettingError::Profession { key, .. } => key == of,
            SettingError::Names { code, .. } => of.strip_prefix(PROFESSION) == Some(code),
            SettingError::PeerGroup { .. } => of == "reference_group" || of.starts_with(PEER_GROUP),
            SettingError::Thresholds { .. } => of.starts_with("threshold_"),
        }
    }
}

impl Settings {
    /// Whether the settings agree with each other. Single changes are not asked: several may be on their
    /// way.
    ///
    /// # Errors
    /// Thresholds out of order; a reference group that is no peer group of the plan.
    pub fn check(&self) -> Result<(), SettingError> {
        let (near, meets, above) = (self.threshold_near, self.threshold_meets, self.threshold_above);
        if near >= meets || meets >= above {
            return Err(SettingError::Thresholds { near, meets, above });
        }
        match &self.reference_group {
            ReferenceGroup::Peers(name) if self.peer_group(name).is_none() => {
                let names: Vec<&str> = self.peer_groups.keys().map(String::as_str).collect();
                let there_are = if names.is_empty() { "none".to_owned() } else { names.join("; ") };
                let problem = format!(
                    "is the reference group, and the plan has none of that name (there are: {there_are}); choose \
                     another reference_group, or make it, for example peer_group.{name}=region:London"
                );
                Err(SettingError::PeerGroup { name: name.clone(), problem })
            }
            _ => Ok(()),
        }
    }

    /// The peer group of this name, whatever its capitals, with the name as it is kept.
    pub fn peer_group(&self, name: &str) -> Option<(&str, &GroupRule)> {
        let folded = name.to_lowercase();
        let mut groups = self.peer_groups.iter();
        groups.find(|(held, _)| held.to_lowercase() == folded).map(|(held, rule)| (held.as_str(), rule))
    }

    /// Whether an organisation is in the reference group. A peer group that the plan does not have is
    /// nobody's.
    pub fn is_reference(&self, organisation: &Organisation) -> bool {
        match &self.reference_group {
            ReferenceGroup::All => true,
            ReferenceGroup::Of(rule) => rule.has(organisation),
            ReferenceGroup::Peers(name) => self.peer_group(name).is_some_and(|(_, rule)| rule.has(organisation)),
        }
    }

    /// The rule behind the reference group; `None` where it is everybody, and where there is none.
    pub(crate) fn reference_rule(&self) -> Option<&GroupRule> {
        match &self.reference_group {
            ReferenceGroup::All => None,
            ReferenceGroup::Of(rule) => Some(rule),
            ReferenceGroup::Peers(name) => self.peer_group(name).map(|(_, rule)| rule),
        }
    }
}
