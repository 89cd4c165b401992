//! The organisations of one profession and year compared: figures, labels and the words that say what is
//! drawn. Built when the outcome, the filters or the choices change, never while a frame is drawn.

mod chance;
mod columns;
mod row;
mod story;
mod words;

#[cfg(test)]
pub(super) mod tests;

use std::sync::Arc;

use crate::model::statistics::{
    CentreLine, Choices, Comparison, LimitMethod, OverDispersion, Provision, Standing, compare,
};
use crate::model::{AcademicYear, NoRate, Outcome, Place, Profession, Status};

use super::overview::SortKey;
use super::{ShownCell, TotalFigure, Whose};

pub(super) use chance::{interval_told, provision};
pub use columns::ComparisonColumn;
pub(super) use row::interval_words;
pub(super) use story::CLUSTERING;
pub use story::{ComparisonFigure, ComparisonQuestion};
pub(super) use words::two_rules;

/// What the reader chose of how limits are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ComparisonChoices {
    /// Which centre line is drawn.
    pub centre: CentreLine,
    /// How limits are drawn where nothing adjusts them.
    pub limits: LimitMethod,
    /// How far they allow for true differences between organisations.
    pub over_dispersion: OverDispersion,
}

/// What a comparison is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonQuery {
    /// The academic year.
    pub year: AcademicYear,
    /// The profession.
    pub profession: Profession,
    /// Who is compared.
    pub compared: Whose,
    /// How limits are drawn.
    pub choices: ComparisonChoices,
}

/// Which rows of a comparison show, and in which order. Neither changes what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonOrder {
    /// Only organisations whose name or code has this in it; empty for all.
    pub search: String,
    /// The column that rows are sorted by.
    pub sort_by: ComparisonColumn,
    /// Largest first.
    pub descending: bool,
}

/// One organisation of a comparison.
#[derive(Clone, Debug)]
pub struct ComparisonRow {
    /// Which figures.
    pub place: Place,
    /// Its name, or its code where no file names it.
    pub name: String,
    /// Eligible FTE, provided and expected weeks.
    pub provision: Provision,
    /// Where it stands.
    pub standing: Standing,
    /// Its status by the thresholds of the settings.
    pub status: Status,
    /// The texts, under [`ComparisonColumn::ALL`].
    pub cells: [ShownCell; ComparisonColumn::COUNT],
    sort: [SortKey; ComparisonColumn::COUNT],
}

impl ComparisonRow {
    /// The text of one column.
    pub fn cell(&self, column: ComparisonColumn) -> &ShownCell {
        &self.cells[column as usize]
    }
}

/// A sentence of what is drawn and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonSentence {
    /// The sentence.
    pub text: String,
    /// The figure in it; `None` where it has none.
    pub told: Option<ComparisonTold>,
}

/// What tells how the figure in a sentence of a comparison is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComparisonTold {
    /// A total over those compared.
    Total(TotalFigure),
    /// A figure that only a comparison has.
    Figure(ComparisonFigure),
}

/// A comparison as it is drawn and listed.
#[derive(Clone, Debug)]
pub struct ComparisonTable {
    /// What it is of.
    pub query: ComparisonQuery,
    /// The organisations compared, in the order of their codes.
    pub rows: Vec<ComparisonRow>,
    /// Limits, curves and dispersion.
    pub statistics: Comparison,
    /// Placement weeks per eligible FTE: the slope of the fair share line. `None` without a rate.
    pub rate: Option<f64>,
    /// Why there is no rate, if there is none.
    pub no_rate: Option<NoRate>,
    /// `24 of 27 organisations`.
    pub count: String,
    /// Who is left out, and why; empty if nobody is.
    pub left_out: String,
    /// Who is compared, for the chart: `London: 24 of 27.`
    pub who: String,
    /// The choices in one line, to be written on the chart.
    pub caption: String,
    /// What is drawn and why, a sentence each.
    pub sentences: Vec<ComparisonSentence>,
    /// What the chart says, for those who do not see it.
    pub summary: String,
    outcome: Arc<Outcome>,
}

impl ComparisonTable {
    /// Compares the organisations that have FTE, a return and a share to provide.
    pub fn build(outcome: &Arc<Outcome>, query: ComparisonQuery) -> ComparisonTable {
        let ComparisonQuery { year, profession, .. } = query;
        let organisations = outcome.facts().organisations();
        let wanted = query.compared.wanted(outcome.facts(), outcome.settings());
        let places = (0..organisations.len() as u32).filter(|organisation| wanted[*organisation as usize]);
        let places = places.map(|organisation| Place { year, organisation, profession });
        let known: Vec<_> = places
            .filter_map(|place| {
                let figures = outcome.figures(place);
                Some((place, provision(&figures)?, figures))
            })
            .collect();
        let provisions: Vec<Provision> = known.iter().map(|(_, provision, _)| *provision).collect();
        let ComparisonChoices { centre, limits, over_dispersion } = query.choices;
        // Limits and centre are of those compared; the rate and how weeks come in blocks are the reference group's.
        let clustering = outcome.clustering(profession, year);
        let statistics = compare(&provisions, Choices { centre, clustering, limits, over_dispersion });
        let total = outcome.total(profession, year, |organisation| wanted[organisation as usize]);
        let rows: Vec<ComparisonRow> = known
            .iter()
            .zip(&statistics.organisations)
            .map(|((place, provision, figures), standing)| row::row(outcome, *place, figures, *provision, *standing))
            .collect();
        let rate = total.rate.ok().map(|rate| rate.value().to_f64());
        let mut table = ComparisonTable {
            rate,
            no_rate: total.rate.err(),
            count: words::count(rows.len(), &total),
            left_out: words::left_out(&total),
            who: words::who(&query.compared, rows.len(), &total),
            caption: words::caption(&statistics),
            sentences: words::drawn(&statistics),
            summary: String::new(),
            query,
            rows,
            statistics,
            outcome: Arc::clone(outcome),
        };
        table.summary = words::summary(&table);
        let nearest = super::overview::nearest(&total).map(|sentence| format!("{sentence}."));
        let left_out = ComparisonTold::Total(TotalFigure::LeftOut);
        let more = [
            words::among(&table.query.compared).map(|text| ComparisonSentence { text, told: None }),
            words::two_rules(&table.rows),
            words::small_numbers(&table.rows),
            nearest.map(|text| ComparisonSentence { text, told: Some(left_out) }),
        ];
        table.sentences.extend(more.into_iter().flatten());
        table
    }

    /// The outcome it was made from.
    pub fn outcome(&self) -> &Arc<Outcome> {
        &self.outcome
    }

    /// The numbers of the rows that show, in their order: by the column, then by code.
    pub fn order(&self, order: &ComparisonOrder) -> Vec<u32> {
        let needle = order.search.trim().to_lowercase();
        let found = |index: &u32| {
            let row = &self.rows[*index as usize];
            let has = |text: &str| text.to_lowercase().contains(&needle);
            needle.is_empty() || has(&row.name) || has(&row.cell(ComparisonColumn::Code).text)
        };
        let mut rows: Vec<u32> = (0..self.rows.len() as u32).filter(found).collect();
        let key = |index: u32| &self.rows[index as usize].sort[order.sort_by as usize];
        rows.sort_by(|a, b| key(*a).compare(key(*b), order.descending).then(a.cmp(b)));
        rows
    }

    /// The title of a chart: what it shows, of which profession, when.
    pub fn title(&self, what: &str) -> String {
        let ComparisonQuery { year, profession, .. } = &self.query;
        format!("{what}, {}, {year}", self.outcome.profession_in_sentence(*profession))
    }
}
