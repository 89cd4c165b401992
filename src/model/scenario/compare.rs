//! Two outcomes of one plan side by side: the inputs that differ, and what follows from them.

use std::collections::BTreeSet;

use super::Headline;
use super::edit::CellField;
use crate::model::{AcademicYear, Figures, Fraction, Outcome, Place, Profession};

/// Everything that differs between two outcomes.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Settings that differ, in the order of [`SETTINGS`](crate::model::SETTINGS).
    pub settings: Vec<SettingDifference>,
    /// Cells whose FTE or weeks differ, by year, organisation code, profession and field.
    pub cells: Vec<CellDifference>,
    /// Rates that differ, by profession and year.
    pub rates: Vec<RateDifference>,
    /// Figures that differ, by year, organisation code and profession.
    pub figures: Vec<FigureDifference>,
    /// What each profession and year adds up to, for those where anything differs.
    pub totals: Vec<TotalDifference>,
}

/// A setting that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingDifference {
    /// The key: `bands`, `block_weeks.PT`.
    pub key: String,
    /// Its value in the first outcome; `None` where a profession has none of its own.
    pub before: Option<String>,
    /// Its value in the second.
    pub after: Option<String>,
}

/// A figure of a cell that goes into the results and differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellDifference {
    /// The cell.
    pub place: Place,
    /// Which figure.
    pub field: CellField,
    /// Its value in the first outcome; `None` is missing.
    pub before: Option<Fraction>,
    /// Its value in the second.
    pub after: Option<Fraction>,
}

/// A benchmark rate that differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateDifference {
    /// The profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// Placement weeks per eligible FTE in the first outcome; `None` is no rate.
    pub before: Option<Fraction>,
    /// The same in the second.
    pub after: Option<Fraction>,
}

/// An organisation's figures for one profession and year, where any of them differs.
#[derive(Clone, Copy, Debug)]
pub struct FigureDifference {
    /// Which row.
    pub place: Place,
    /// The figures in the first outcome.
    pub before: Figures,
    /// The figures in the second.
    pub after: Figures,
}

/// What the organisations in scope add up to in both outcomes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TotalDifference {
    /// The profession.
    pub profession: Profession,
    /// The academic year.
    pub year: AcademicYear,
    /// The first outcome.
    pub before: Headline,
    /// The second outcome.
    pub after: Headline,
}

/// Compares two outcomes of the same plan: a scenario with the baseline, or two scenarios. `in_scope`
/// chooses organisations by their number; rates and settings are the plan's.
pub fn compare(before: &Outcome, after: &Outcome, in_scope: impl Fn(u32) -> bool) -> Comparison {
    let mut comparison = Comparison { settings: settings(before, after), ..Comparison::default() };
    let places: BTreeSet<Place> =
        before.places().chain(after.places()).filter(|place| in_scope(place.organisation)).collect();
    let mut touched: BTreeSet<(Profession, AcademicYear)> = BTreeSet::new();
    for place in places {
        let (was, is) = (before.figures(place), after.figures(place));
        for (field, before, after) in
            [(CellField::Fte, was.eligible_fte, is.eligible_fte), (CellField::Weeks, was.provided, is.provided)]
        {
            if before != after {
                comparison.cells.push(CellDifference { place, field, before, after });
            }
        }
        let difference = FigureDifference { place, before: was, after: is };
        if difference.is_one() {
            comparison.figures.push(difference);
            touched.insert((place.profession, place.year));
        }
    }
    comparison.rates = rates(before, after);
    touched.extend(comparison.rates.iter().map(|rate| (rate.profession, rate.year)));
    comparison.totals = touched
        .into_iter()
        .map(|(profession, year)| TotalDifference {
            profession,
            year,
            before: before.headline(profession, year, &in_scope),
            after: after.headline(profession, year, &in_scope),
        })
        .collect();
    comparison
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.cells.is_empty() && self.rates.is_empty() && self.figures.is_empty()
    }
}

impl CellDifference {
    /// After − before; `None` where either is missing.
    pub fn variance(&self) -> Option<Fraction> {
        variance(self.before, self.after)
    }
}

impl RateDifference {
    /// After − before; `None` where either is missing.
    pub fn variance(&self) -> Option<Fraction> {
        variance(self.before, self.after)
    }
}

impl FigureDifference {
    /// Expected after − before, in placement weeks; `None` where either is missing.
    pub fn expected(&self) -> Option<Fraction> {
        variance(self.before.expected, self.after.expected)
    }

    /// Provided after − before, in placement weeks; `None` where either is missing.
    pub fn provided(&self) -> Option<Fraction> {
        variance(self.before.provided, self.after.provided)
    }

    /// Gap after − before, in placement weeks; `None` where either is missing.
    pub fn gap(&self) -> Option<Fraction> {
        variance(self.before.gap, self.after.gap)
    }

    /// Provision ratio after − before; `None` where either is missing.
    pub fn ratio(&self) -> Option<Fraction> {
        variance(self.before.ratio, self.after.ratio)
    }

    /// Whether any figure or the status differs.
    fn is_one(&self) -> bool {
        let (was, is) = (&self.before, &self.after);
        was.status != is.status
            || was.eligible_fte != is.eligible_fte
            || was.expected != is.expected
            || was.provided != is.provided
            || was.gap != is.gap
            || was.ratio != is.ratio
            || was.placements_to_close != is.placements_to_close
    }
}

fn variance(before: Option<Fraction>, after: Option<Fraction>) -> Option<Fraction> {
    Some(after?.minus(before?))
}

fn settings(before: &Outcome, after: &Outcome) -> Vec<SettingDifference> {
    let (before, after) = (before.settings(), after.settings());
    let mut keys: Vec<String> = before.entries().into_iter().map(|(key, _)| key).collect();
    for (index, (key, _)) in after.entries().into_iter().enumerate() {
        if !keys.contains(&key) {
            keys.insert(index.min(keys.len()), key);
        }
    }
    keys.into_iter()
        .map(|key| SettingDifference { before: before.get(&key), after: after.get(&key), key })
        .filter(|setting| setting.before != setting.after)
        .collect()
}

fn rates(before: &Outcome, after: &Outcome) -> Vec<RateDifference> {
    let years: BTreeSet<AcademicYear> = before.cells().years().iter().chain(after.cells().years()).copied().collect();
    let mut rates = Vec::new();
    let professions: BTreeSet<Profession> = before.professions().iter().chain(after.professions()).copied().collect();
    for profession in professions {
        for year in &years {
            let value = |outcome: &Outcome| outcome.rate(profession, *year).ok().map(|rate| rate.value());
            let (before, after) = (value(before), value(after));
            if before != after {
                rates.push(RateDifference { profession, year: *year, before, after });
            }
        }
    }
    rates
}
