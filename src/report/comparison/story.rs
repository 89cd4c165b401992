//! How the figures of a comparison that rest on chance are made: interval, label, rank, quarter.

use super::{ComparisonColumn, ComparisonRow, ComparisonTable};
use crate::model::count;
use crate::model::explain::{FigureKey, Measure};
use crate::model::statistics::{Interval, Method};
use crate::report::{Beneath, FigureStory, StoryPart};

impl ComparisonTable {
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
