//! How the figures of a comparison that rest on chance are made: interval, label, rank, quarter.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chance::{interval_told, limits_told, number};
use super::{ComparisonColumn, ComparisonQuery, ComparisonRow, ComparisonTable};
use crate::model::explain::{FigureKey, Measure};
use crate::model::statistics::{
    Adjustment, Block, ClusteringBasis, Comparison, FEWEST_PLACEMENTS, Method, Provision, SMALLEST_FTE, winsorised,
    z_scores,
};
use crate::model::{Outcome, Place, count, counted};
use crate::report::{Beneath, FigureStory, StoryPart, StorySetting, TotalFigure, TotalQuestion};

/// What D is called.
pub(in crate::report) const CLUSTERING: &str = "How far weeks come in blocks, D";
const DISPERSION: &str = "Over-dispersion";

/// A figure of a comparison that rests on everyone who is compared: what its story is told of, whatever the
/// plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonQuestion {
    /// Which comparison.
    pub query: ComparisonQuery,
    /// Which of its figures.
    pub figure: ComparisonFigure,
}

/// A figure of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparisonFigure {
    /// How far weeks come in blocks, D.
    Clustering,
    /// How far the organisations truly differ, φ and τ².
    Dispersion,
    /// Whose numbers are too small for a label.
    Unstable,
    /// One of an organisation, by its code.
    Of(String, ComparisonColumn),
}

impl ComparisonQuestion {
    /// The story. Compares everyone again: beside the window.
    pub fn story(&self, outcome: &Arc<Outcome>) -> FigureStory {
        let table = ComparisonTable::build(outcome, self.query.clone());
        let (code, column) = match &self.figure {
            ComparisonFigure::Clustering => return table.clustering_story(),
            ComparisonFigure::Dispersion => return table.dispersion_story(),
            ComparisonFigure::Unstable => return table.unstable_story(),
            ComparisonFigure::Of(code, column) => (code, *column),
        };
        let number = outcome.facts().organisation_number(code);
        let row = table.rows.iter().find(|row| Some(row.place.organisation) == number);
        row.and_then(|row| table.story(row, column)).unwrap_or_else(|| {
            let reason = format!("{code} is not among those compared: the comparison says who is left out, and why.");
            FigureStory::without(column.title(), &format!("{code}, {}", table.subject()), reason)
        })
    }
}

impl ComparisonTable {
    /// What tells a total over those compared.
    pub fn total(&self, figure: TotalFigure) -> TotalQuestion {
        let ComparisonQuery { profession, year, compared, .. } = &self.query;
        TotalQuestion::new(figure, vec![*profession], *year, compared.clone())
    }

    /// How far weeks come in blocks, D, told: over the organisations that form it.
    fn clustering_story(&self) -> FigureStory {
        let (ComparisonQuery { profession, year, .. }, outcome) = (&self.query, &self.outcome);
        let clustering = self.statistics.limits.clustering;
        let factor = format!("{:.2}", clustering.factor());
        let value = format!("{factor} weeks");
        // Σ students × weeks and Σ students × weeks², of each organisation.
        let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
        for (organisation, Block { students, weeks_each }) in outcome.blocks(*profession, *year) {
            if students > 0.0 && weeks_each > 0.0 {
                let (weeks, squares) = sums.entry(organisation).or_default();
                *weeks += students * weeks_each;
                *squares += students * weeks_each * weeks_each;
            }
        }
        let quotient = |(weeks, squares): (f64, f64)| format!("{} ÷ {}", number(squares, 1), number(weeks, 1));
        let (formula, values) = match clustering.basis() {
            ClusteringBasis::Blocks { students, mean_weeks } => {
                let all = sums.values().fold((0.0, 0.0), |all, of| (all.0 + of.0, all.1 + of.1));
                let mean = format!("{} students, {mean_weeks:.2} weeks each in the mean", number(students, 0));
                (
                    "Σ students × weeks² ÷ Σ students × weeks, over the counted rows of the reference group that say \
                     students and weeks each.",
                    format!("{} = {value}; {mean}", quotient(all)),
                )
            }
            ClusteringBasis::UsualBlock => (
                "The usual block length of the profession: no counted row says students and weeks each.",
                format!("a block of {value}"),
            ),
        };
        let parts = sums.into_iter().map(|(organisation, of)| {
            let place = Place { year: *year, organisation, profession: *profession };
            let known = outcome.organisation(place);
            let name = known.called();
            StoryPart {
                name: name.to_owned(),
                value: quotient(of),
                missing: false,
                beneath: Some(Beneath::Figure(FigureKey::new(Measure::ProvidedWeeks, place))),
            }
        });
        let outside = format!(
            "Were weeks counted as independent, 2 × (1 − Φ(1.96 ÷ √{factor})) = {:.0} % of average organisations would lie \
             outside the 95 % limits.",
            clustering.outside_if_ignored() * 100.0
        );
        let block = format!("block_weeks.{profession}");
        let settings = match clustering.basis() {
            ClusteringBasis::UsualBlock => StorySetting::used(outcome.settings(), None, &[&block]),
            ClusteringBasis::Blocks { .. } => {
                StorySetting::used(outcome.settings(), None, &["learner_types", "reference_group"])
            }
        };
        FigureStory {
            notes: vec![outside, "A lower bound: students also come in cohorts.".to_owned()],
            rule: Method::CLUSTERING.source,
            parts: parts.collect(),
            settings,
            ..self.plain(CLUSTERING, value, formula, values)
        }
    }

    /// How far the organisations differ beyond chance, told: z of each, and what is drawn of it.
    fn dispersion_story(&self) -> FigureStory {
        let Comparison { limits, dispersion, .. } = &self.statistics;
        let provisions: Vec<Provision> = self.rows.iter().map(|row| row.provision).collect();
        let each = z_scores(limits.centre.pooled, &provisions, limits.clustering);
        let clipped = winsorised(&each);
        let mut organisations: Vec<(f64, StoryPart)> = self
            .rows
            .iter()
            .zip(each.iter().zip(&clipped))
            .map(|(row, (z, clipped))| {
                let value = if z == clipped {
                    number(*z, 2)
                } else {
                    format!("{}, clipped to {}", number(*z, 2), number(*clipped, 2))
                };
                let beneath = Some(Beneath::Figure(FigureKey::new(Measure::ProvisionRatio, row.place)));
                (*z, StoryPart { name: format!("z of {}", row.name), value, missing: false, beneath })
            })
            .collect();
        organisations.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let pooled = StoryPart {
            name: "Pooled mean, θ".to_owned(),
            value: format!("{:.4}", limits.centre.pooled),
            missing: false,
            beneath: Some(Beneath::Total(self.total(TotalFigure::Ratio))),
        };
        let drawn = match limits.adjustment {
            Adjustment::Multiplicative { phi } => format!("; the limits are √φ = {:.2} times as wide", phi.sqrt()),
            Adjustment::Additive { tau_squared } => format!(
                "; on the square root scale φ is {:.2}, and τ² = (N × φ − (N − 1)) ÷ (Σw − Σw² ÷ Σw) = {tau_squared:.5}, w \
                 being 4 × expected ÷ D",
                dispersion.root_phi
            ),
            Adjustment::None => String::new(),
        };
        let of = counted(dispersion.organisations as u64, "organisation", "organisations");
        let values = format!("mean of z² over {of} = {:.2}{drawn}", dispersion.phi);
        let formula = "z = (provided − θ × expected) ÷ √(θ × D × expected) of each organisation, θ being the pooled mean, clipped \
                       at the 10th and the 90th percentile; φ is the mean of z².";
        let parts = [pooled, self.clustering_part()].into_iter().chain(organisations.into_iter().map(|(_, part)| part));
        FigureStory {
            notes: vec![self.statistics.why.to_string(), self.caption.clone()],
            rule: limits.drawn_method().source,
            parts: parts.collect(),
            ..self.plain(DISPERSION, format!("φ {:.2}", dispersion.phi), formula, values)
        }
    }

    /// Whose numbers are too small, told.
    fn unstable_story(&self) -> FigureStory {
        let unstable = self.rows.iter().filter(|row| row.standing.unstable.is_some());
        let clustering = self.statistics.limits.clustering;
        let parts = unstable.map(|row| StoryPart {
            name: row.name.clone(),
            value: format!(
                "{} FTE, {} blocks",
                row.cell(ComparisonColumn::EligibleFte).text,
                number(clustering.effective(row.provision.expected()), 1)
            ),
            missing: false,
            beneath: Some(Beneath::Figure(FigureKey::new(Measure::ExpectedWeeks, row.place))),
        });
        let parts: Vec<StoryPart> = parts.collect();
        let value = counted(parts.len() as u64, "organisation", "organisations");
        let formula = format!(
            "Those with less than {SMALLEST_FTE} eligible FTE, or fewer than {FEWEST_PLACEMENTS} expected placements: \
             expected weeks ÷ D."
        );
        let values = format!("{value} of {}", count(self.rows.len() as u64));
        FigureStory { parts, ..self.plain("Unstable figures", value, &formula, values) }
    }

    fn clustering_part(&self) -> StoryPart {
        StoryPart {
            name: CLUSTERING.to_owned(),
            value: format!("{:.2} weeks", self.statistics.limits.clustering.factor()),
            missing: false,
            beneath: Some(Beneath::Comparison(self.told(ComparisonFigure::Clustering))),
        }
    }

    /// A story of all that are compared.
    fn plain(&self, name: &str, value: String, formula: &str, values: String) -> FigureStory {
        FigureStory::plain(name, &self.subject(), value, formula, values)
    }

    fn subject(&self) -> String {
        let ComparisonQuery { profession, year, compared, .. } = &self.query;
        format!("{}, {year}, {}", self.outcome.profession_name(*profession), compared.words())
    }

    /// What tells a figure in a sentence.
    pub fn told(&self, figure: ComparisonFigure) -> ComparisonQuestion {
        ComparisonQuestion { query: self.query.clone(), figure }
    }

    /// The story of a cell; `None` for columns whose figures the model explains.
    pub fn story(&self, row: &ComparisonRow, column: ComparisonColumn) -> Option<FigureStory> {
        let text = |column: ComparisonColumn| row.cell(column).text.clone();
        let (standing, limits) = (&row.standing, &self.statistics.limits);
        let clustering = limits.clustering;
        let compared = count(self.rows.len() as u64);
        let (method, formula, values) = match column {
            ComparisonColumn::Interval => interval_told(row.provision, clustering),
            ComparisonColumn::Label => (
                limits.drawn_method(),
                "Where the ratio lies among the limits of the funnel at this organisation's size: the centre line ± 1.96 and \
                 ± 3.09 standard deviations.",
                format!(
                    "{}; ratio {} %: {}",
                    limits_told(limits, standing.limits, row.provision.expected()),
                    number(100.0 * standing.ratio, 1),
                    text(column)
                ),
            ),
            ComparisonColumn::Rank => (
                Method::RANKS,
                "1 is the highest ratio. In brackets the places that overlapping 95 % intervals allow: from 1 + those whose \
                 interval lies wholly above, to N − those whose interval lies wholly below.",
                format!(
                    "place {} of {compared}; 1 + {} = {}, {compared} − {} = {}",
                    standing.rank.place,
                    standing.rank.from - 1,
                    standing.rank.from,
                    self.rows.len() - standing.rank.to,
                    standing.rank.to
                ),
            ),
            ComparisonColumn::Quarter => {
                let stable = || self.rows.iter().filter(|other| other.standing.unstable.is_none());
                let (n, above) = (stable().count(), stable().filter(|other| other.standing.ratio > standing.ratio));
                (
                    Method::QUARTERS,
                    "By the place of the ratio among the organisations with stable figures, 1 being the highest: the quarter \
                     of (N + 1 − place) × 4 ÷ N, rounded up, counted from the lowest.",
                    format!("place {} of {n} with stable figures: {}", above.count() + 1, text(column)),
                )
            }
            _ => return None,
        };
        let of = self.outcome.profession_in_sentence(self.query.profession);
        let subject = format!("{}, {of}, {}", row.name, self.query.year);
        let story = FigureStory::plain(column.title(), &subject, text(column), formula, values);
        let unstable = standing.unstable.map(|unstable| unstable.sentence());
        let missing = unstable.clone().filter(|_| row.cell(column).missing);
        let part = |column: ComparisonColumn, measure| StoryPart {
            name: column.title().to_owned(),
            value: text(column),
            missing: row.cell(column).missing,
            beneath: Some(Beneath::Figure(FigureKey::new(measure, row.place))),
        };
        let mut parts = vec![
            part(ComparisonColumn::Ratio, Measure::ProvisionRatio),
            part(ComparisonColumn::Provided, Measure::ProvidedWeeks),
            part(ComparisonColumn::Expected, Measure::ExpectedWeeks),
        ];
        if column != ComparisonColumn::Quarter {
            parts.push(self.clustering_part());
        }
        if column == ComparisonColumn::Label && limits.adjustment != Adjustment::None {
            parts.push(StoryPart {
                name: DISPERSION.to_owned(),
                value: format!("φ {:.2}", self.statistics.dispersion.phi),
                missing: false,
                beneath: Some(Beneath::Comparison(self.told(ComparisonFigure::Dispersion))),
            });
        }
        if column == ComparisonColumn::Rank {
            parts.extend(self.apart_from(row));
        }
        let notes = [self.who.clone(), self.caption.clone(), format!("Method: {}.", method.name)];
        Some(FigureStory {
            with_values: story.with_values.filter(|_| missing.is_none()),
            notes: notes.into_iter().chain(unstable.filter(|_| missing.is_none())).collect(),
            missing,
            rule: method.source,
            parts,
            ..story
        })
    }

    /// Those whose intervals lie wholly above or below that of one.
    fn apart_from(&self, row: &ComparisonRow) -> impl Iterator<Item = StoryPart> {
        let of = row.standing.interval;
        self.rows.iter().filter_map(move |other| {
            let (interval, column) = (other.standing.interval, ComparisonColumn::Interval);
            let lies = if interval.low > of.high {
                "above"
            } else if interval.high < of.low {
                "below"
            } else {
                return None;
            };
            let code = other.cell(ComparisonColumn::Code).text.clone();
            Some(StoryPart {
                name: format!("Wholly {lies}: {}", other.name),
                value: other.cell(column).text.clone(),
                missing: false,
                beneath: Some(Beneath::Comparison(self.told(ComparisonFigure::Of(code, column)))),
            })
        })
    }
}
