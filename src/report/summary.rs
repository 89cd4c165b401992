//! The summary: the board's table, one row per academic year, organisation and profession. The window,
//! the command line and every export read it from here.

use super::Whose;
use crate::model::{AcademicYear, Figures, Outcome, Place, Profession, fixed};

/// The columns of the summary, in their order (`files.md`, *What users take away*).
pub const SUMMARY_COLUMNS: [&str; 19] = [
    "academic_year",
    "org_code",
    "org_name",
    "region",
    "ics",
    "profession",
    "eligible_fte",
    "benchmark_method",
    "benchmark_rate",
    "benchmark_orgs",
    "expected_weeks",
    "provided_weeks",
    "gap_weeks",
    "provision_ratio",
    "fte_share",
    "provided_share",
    "status",
    "placements_to_close_gap",
    "note",
];

/// Which rows of the summary are wanted. What is left out never changes a rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Academic years; empty for all.
    pub years: Vec<AcademicYear>,
    /// Professions; empty for all.
    pub professions: Vec<Profession>,
    /// Which organisations.
    pub whose: Whose,
}

impl Scope {
    /// PT, OT and SLT of every year and organisation: what is shown unless more is asked for.
    pub fn first_professions() -> Scope {
        Scope { professions: Profession::FIRST.to_vec(), ..Scope::default() }
    }

    /// Whether a row of this year and profession is wanted.
    pub fn has(&self, year: AcademicYear, profession: Profession) -> bool {
        (self.years.is_empty() || self.years.contains(&year))
            && (self.professions.is_empty() || self.professions.contains(&profession))
    }
}

/// The places of the summary, in its order: year, organisation code, profession.
pub fn summary_places(outcome: &Outcome, scope: &Scope) -> Vec<Place> {
    let wanted = scope.whose.wanted(outcome.facts(), outcome.settings());
    let places = outcome.places();
    places.filter(|place| wanted[place.organisation as usize] && scope.has(place.year, place.profession)).collect()
}

/// One cell of the summary: text stays text, numbers stay numbers, missing is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SummaryValue {
    /// Words, or a code that may look like a number.
    Text(String),
    /// A number, already rounded as files write it.
    Number(String),
    /// Missing: blank in CSV, null in JSON.
    Missing,
}

/// The nineteen values of one row, under [`SUMMARY_COLUMNS`].
pub fn summary_row(outcome: &Outcome, place: Place) -> [SummaryValue; 19] {
    let figures = outcome.figures(place);
    let organisation = outcome.organisation(place);
    let rate = figures.rate.ok();
    let number = |figure, places| figure_value(figure, places);
    let text =
        |words: &str| if words.is_empty() { SummaryValue::Missing } else { SummaryValue::Text(words.to_owned()) };
    [
        text(&place.year.to_string()),
        text(&organisation.code),
        text(&organisation.name),
        text(&organisation.region),
        text(&organisation.ics),
        text(place.profession.code()),
        number(figures.eligible_fte, 2),
        text(outcome.settings().benchmark_method.of(place.profession).word()),
        number(rate.map(|rate| rate.value()), 4),
        rate.map_or(SummaryValue::Missing, |rate| SummaryValue::Number(rate.organisations.to_string())),
        number(figures.expected, 2),
        number(figures.provided, 2),
        number(figures.gap, 2),
        number(figures.ratio, 4),
        number(figures.fte_share, 4),
        number(figures.provided_share, 4),
        text(figures.status.word()),
        placements(&figures),
        text(&figures.notes().join("; ")),
    ]
}

fn figure_value(figure: Option<crate::model::Fraction>, places: u32) -> SummaryValue {
    figure.map_or(SummaryValue::Missing, |figure| SummaryValue::Number(fixed(figure, places)))
}

fn placements(figures: &Figures) -> SummaryValue {
    figures.placements_to_close.map_or(SummaryValue::Missing, |placements| SummaryValue::Number(placements.to_string()))
}
