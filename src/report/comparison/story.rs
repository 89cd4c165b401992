//! How the figures of a comparison that rest on chance are made: interval, label, rank, quarter.

use std::sync::Arc;

use super::{ComparisonColumn, ComparisonQuery, ComparisonRow, ComparisonTable};
use crate::model::explain::{FigureKey, Measure};
use crate::model::statistics::{ClusteringBasis, Interval, Method};
use crate::model::{Outcome, count, counted};
use crate::report::{Beneath, FigureStory, StoryPart, TotalFigure, TotalQuestion};

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
        TotalQuestion {
            figure,
            professions: vec![self.query.profession],
            year: self.query.year,
            whose: self.query.compared.clone(),
            reference: None,
            in_baseline: false,
        }
    }

    /// How far weeks come in blocks, D, told.
    fn clustering_story(&self) -> FigureStory {
        let clustering = self.statistics.limits.clustering;
        let value = format!("{:.2} weeks", clustering.factor());
        let (formula, values) = match clustering.basis() {
            ClusteringBasis::Blocks { students, mean_weeks } => (
                "Σ students × weeks² ÷ Σ students × weeks, over the counted rows of the reference group that say students \
                 and weeks each.",
                format!(
                    "{} students whose blocks have {mean_weeks:.2} weeks in the mean, {:.0} weeks in all: {value}",
                    count(students.round() as u64),
                    students * mean_weeks
                ),
            ),
            ClusteringBasis::UsualBlock => (
                "The usual block length of the profession: no counted row says students and weeks each.",
                format!("a block of {value}"),
            ),
        };
        let outside = format!(
            "Were weeks counted as independent, {:.0} % of average organisations would lie outside the 95 % limits.",
            clustering.outside_if_ignored() * 100.0
        );
        FigureStory {
            notes: vec![outside, "A lower bound: students also come in cohorts.".to_owned()],
            rule: Method::CLUSTERING.source,
            ..self.plain("How far weeks come in blocks, D", value, formula, values)
        }
    }

    /// How far the organisations differ beyond chance, told.
    fn dispersion_story(&self) -> FigureStory {
        let dispersion = self.statistics.dispersion;
        let value = format!("φ {:.2}", dispersion.phi);
        let of = counted(dispersion.organisations as u64, "organisation", "organisations");
        let values = format!(
            "mean of z² over {of} = {:.2}; on the square root scale φ {:.2}, τ² {:.5}",
            dispersion.phi, dispersion.root_phi, dispersion.tau_squared
        );
        let formula = "z = (provided − θ × expected) ÷ √(θ × D × expected) of each organisation, θ being the pooled mean, clipped \
                       at the 10th and the 90th percentile; φ is the mean of z².";
        FigureStory {
            notes: vec![self.statistics.why.to_string(), self.caption.clone()],
            rule: self.statistics.limits.drawn_method().source,
            ..self.plain("Over-dispersion", value, formula, values)
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
        let (standing, clustering) = (&row.standing, self.statistics.limits.clustering);
        let blocks = clustering.effective(row.provision.provided());
        let compared = count(self.rows.len() as u64);
        let (method, formula, values) = match column {
            ComparisonColumn::Interval => (
                Interval::method(blocks),
                "The interval of the provided placement weeks as blocks, ÷ the expected weeks as blocks.",
                format!(
                    "{:.1} weeks ÷ D of {:.2} = {blocks:.1} blocks provided, {:.1} expected: {}",
                    row.provision.provided(),
                    clustering.factor(),
                    clustering.effective(row.provision.expected()),
                    text(column)
                ),
            ),
            ComparisonColumn::Label => (
                self.statistics.limits.drawn_method(),
                "Where the ratio lies among the limits of the funnel at this organisation's size.",
                format!(
                    "ratio {}; 95 % limits {}, 99.8 % limits {}: {}",
                    text(ComparisonColumn::Ratio),
                    super::interval_words(Interval { low: standing.limits.low, high: standing.limits.high }),
                    super::interval_words(Interval { low: standing.limits.lowest, high: standing.limits.highest }),
                    text(column)
                ),
            ),
            ComparisonColumn::Rank => (
                Method::RANKS,
                "1 is the highest ratio; in brackets the places that overlapping 95 % intervals allow.",
                format!(
                    "place {} of {compared}, from {} to {}",
                    standing.rank.place, standing.rank.from, standing.rank.to
                ),
            ),
            ComparisonColumn::Quarter => (
                Method::QUARTERS,
                "The quarter of the organisations with stable figures, by rank.",
                format!("{}, among {compared} compared", text(column)),
            ),
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
        let parts = [
            part(ComparisonColumn::Ratio, Measure::ProvisionRatio),
            part(ComparisonColumn::Provided, Measure::ProvidedWeeks),
            part(ComparisonColumn::Expected, Measure::ExpectedWeeks),
        ];
        let notes = [self.who.clone(), self.caption.clone(), format!("Method: {}.", method.name)];
        Some(FigureStory {
            with_values: story.with_values.filter(|_| missing.is_none()),
            notes: notes.into_iter().chain(unstable.filter(|_| missing.is_none())).collect(),
            missing,
            rule: method.source,
            parts: parts.into(),
            ..story
        })
    }
}
