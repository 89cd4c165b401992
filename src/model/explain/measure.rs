//! Which figure is meant: one name for the screen, the exports, the command line and the tests.

use std::fmt;
use std::sync::Arc;

use crate::model::{AcademicYear, Facts, Place, Profession};

/// A figure of one organisation, profession and year. Its word is its column in the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Full-time equivalents that the settings count.
    EligibleFte,
    /// Placement weeks per eligible FTE per year.
    BenchmarkRate,
    /// How many organisations formed the rate.
    BenchmarkOrgs,
    /// Eligible FTE × rate.
    ExpectedWeeks,
    /// Placement weeks delivered.
    ProvidedWeeks,
    /// Provided − expected.
    GapWeeks,
    /// Provided ÷ expected.
    ProvisionRatio,
    /// Share of the FTE of those that formed the rate.
    FteShare,
    /// Share of what they provide.
    ProvidedShare,
    /// The word that says where the organisation stands.
    Status,
    /// Whole placements that would close the gap.
    PlacementsToCloseGap,
}

impl Measure {
    /// Every measure, in the order of the summary's columns.
    pub const ALL: [Measure; 11] = [
        Measure::EligibleFte,
        Measure::BenchmarkRate,
        Measure::BenchmarkOrgs,
        Measure::ExpectedWeeks,
        Measure::ProvidedWeeks,
        Measure::GapWeeks,
        Measure::ProvisionRatio,
        Measure::FteShare,
        Measure::ProvidedShare,
        Measure::Status,
        Measure::PlacementsToCloseGap,
    ];

    /// The word used in files, on the command line and in keys: the summary's column.
    pub const fn word(self) -> &'static str {
        match self {
            Measure::EligibleFte => "eligible_fte",
            Measure::BenchmarkRate => "benchmark_rate",
            Measure::BenchmarkOrgs => "benchmark_orgs",
            Measure::ExpectedWeeks => "expected_weeks",
            Measure::ProvidedWeeks => "provided_weeks",
            Measure::GapWeeks => "gap_weeks",
            Measure::ProvisionRatio => "provision_ratio",
            Measure::FteShare => "fte_share",
            Measure::ProvidedShare => "provided_share",
            Measure::Status => "status",
            Measure::PlacementsToCloseGap => "placements_to_close_gap",
        }
    }

    /// Whether the eligible FTE of its own place goes into it.
    pub(crate) const fn is_of_fte(self) -> bool {
        !matches!(
            self,
            Measure::ProvidedWeeks | Measure::ProvidedShare | Measure::BenchmarkRate | Measure::BenchmarkOrgs
        )
    }

    /// Whether the benchmark rate goes into it.
    pub(crate) const fn is_of_rate(self) -> bool {
        !matches!(self, Measure::EligibleFte | Measure::FteShare | Measure::ProvidedWeeks | Measure::ProvidedShare)
    }

    /// Whether what is provided at its own place goes into it.
    pub(crate) const fn is_of_weeks(self) -> bool {
        !matches!(
            self,
            Measure::EligibleFte
                | Measure::BenchmarkRate
                | Measure::BenchmarkOrgs
                | Measure::ExpectedWeeks
                | Measure::FteShare
        )
    }

    /// The measure of this word.
    ///
    /// ```
    /// use fairshare::model::explain::Measure;
    /// assert_eq!(Measure::read("expected_weeks"), Some(Measure::ExpectedWeeks));
    /// assert_eq!(Measure::read("weeks"), None);
    /// ```
    pub fn read(word: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.word() == word)
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One figure: measure, place and scenario.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureKey {
    /// Which figure.
    pub measure: Measure,
    /// Of which organisation, profession and year. The organisation's number holds for one load of a
    /// plan; [`FigureKey::text`] writes its code.
    pub place: Place,
    /// Under which scenario; `None` is the baseline.
    pub scenario: Option<Arc<str>>,
}

/// Why a text is no key of a figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no figure such as `expected_weeks 2018/19 PT RJ1`")]
pub struct NotAFigureKey;

/// Stands between the place and the scenario's name.
const UNDER: &str = " @ ";

impl FigureKey {
    /// A figure of the baseline.
    pub const fn new(measure: Measure, place: Place) -> FigureKey {
        FigureKey { measure, place, scenario: None }
    }

    /// The same figure under a scenario.
    pub fn under(self, scenario: &str) -> FigureKey {
        FigureKey { scenario: Some(scenario.into()), ..self }
    }

    /// The key as text: measure, year, profession, organisation, and ` @ ` the scenario if it has one.
    ///
    /// ```
    /// use fairshare::model::{AcademicYear, Activity, Facts, FactsBuilder, OrganisationMention, Place, Profession};
    /// use fairshare::model::{OrganisationRow, RowSink};
    /// use fairshare::model::explain::{FigureKey, Measure};
    /// let mut facts = FactsBuilder::default();
    /// let organisation = OrganisationMention { code: "RJ1", ..OrganisationMention::default() };
    /// facts.organisation(&OrganisationRow { organisation, ..OrganisationRow::default() }).unwrap();
    /// let facts = facts.finish();
    /// let place = Place { year: "2018/19".parse().unwrap(), organisation: 0, profession: Profession::Pt };
    /// let key = FigureKey::new(Measure::ExpectedWeeks, place).under("Two more blocks");
    /// assert_eq!(key.text(&facts), "expected_weeks 2018/19 PT RJ1 @ Two more blocks");
    /// assert_eq!(FigureKey::read(&key.text(&facts), &facts), Ok(key));
    /// ```
    pub fn text(&self, facts: &Facts) -> String {
        let Place { year, organisation, profession } = self.place;
        let code = facts.organisations().get(organisation as usize).map_or("?", |organisation| &organisation.code);
        let place = format!("{} {year} {profession} {code}", self.measure);
        match &self.scenario {
            Some(scenario) => format!("{place}{UNDER}{scenario}"),
            None => place,
        }
    }

    /// Reads a key again; the code is looked for among the plan's organisations.
    ///
    /// # Errors
    /// A text that [`FigureKey::text`] does not write, or an organisation that the plan does not have.
    pub fn read(text: &str, facts: &Facts) -> Result<FigureKey, NotAFigureKey> {
        let (place, scenario) = match text.split_once(UNDER) {
            Some((place, scenario)) => (place, Some(scenario.into())),
            None => (text, None),
        };
        let mut words = place.splitn(4, ' ');
        let mut word = || words.next().ok_or(NotAFigureKey);
        let measure = Measure::read(word()?).ok_or(NotAFigureKey)?;
        let year: AcademicYear = word()?.parse().map_err(|_| NotAFigureKey)?;
        let profession = word()?;
        let profession = Profession::of_code(profession).ok_or(NotAFigureKey)?;
        let organisation = facts.organisation_number(word()?).ok_or(NotAFigureKey)?;
        Ok(FigureKey { measure, place: Place { year, organisation, profession }, scenario })
    }
}
