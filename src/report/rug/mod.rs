//! The rug: organisations by professions, or by years, each cell the provision ratio with its status.
//! Built when the outcome or the choice changes; ordered and grouped without working a figure out anew.

mod cell;
mod order;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Fraction, Organisation, Outcome, Place, Profession, ReferenceYear, Settings, Status};

use super::overview::SortKey;
use super::{TotalFigure, TotalQuestion, Whose};

pub use order::{RugGroup, RugLine, RugOrder, RugView};

/// What a rug shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RugQuery {
    /// Every profession in one year.
    Professions {
        /// The year.
        year: AcademicYear,
    },
    /// One profession in every year, by the rate of one fixed reference year.
    Years {
        /// The profession.
        profession: Profession,
        /// The reference year; the earliest with a rate, unless someone chose.
        reference: Option<AcademicYear>,
    },
}

/// By what organisations are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RugGrouping {
    /// Not at all; one total stands above.
    #[default]
    None,
    /// By region.
    Region,
    /// By integrated care system.
    Ics,
    /// By the organisation's type.
    Type,
    /// By the benchmark group of the reference.
    BenchmarkGroup,
    /// By the plan's peer groups. An organisation in several stands in each.
    Peers,
}

impl RugGrouping {
    /// Every grouping.
    pub const ALL: [RugGrouping; 6] = [
        RugGrouping::None,
        RugGrouping::Region,
        RugGrouping::Ics,
        RugGrouping::Type,
        RugGrouping::BenchmarkGroup,
        RugGrouping::Peers,
    ];

    /// Its name on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            RugGrouping::None => "Not grouped",
            RugGrouping::Region => "By region",
            RugGrouping::Ics => "By ICS",
            RugGrouping::Type => "By organisation type",
            RugGrouping::BenchmarkGroup => "By benchmark group",
            RugGrouping::Peers => "By peer group",
        }
    }

    /// The names of the groups that an organisation is in; one empty name for none.
    pub(super) fn of<'a>(self, organisation: &'a Organisation, settings: &'a Settings) -> Vec<&'a str> {
        match self {
            RugGrouping::None => vec![""],
            RugGrouping::Region => vec![&organisation.region],
            RugGrouping::Ics => vec![&organisation.ics],
            RugGrouping::Type => vec![&organisation.organisation_type],
            RugGrouping::BenchmarkGroup => vec![&organisation.benchmark_group],
            RugGrouping::Peers => {
                let groups = settings.peer_groups.iter().filter(|(_, rule)| rule.has(organisation));
                let names: Vec<&str> = groups.map(|(name, _)| name.as_str()).collect();
                if names.is_empty() { vec![""] } else { names }
            }
        }
    }

    /// One of its groups in words: `region North`, `no region given`; `None` of the one that is everyone.
    pub(super) fn words(self, name: &str) -> Option<String> {
        let kind = match self {
            RugGrouping::None => return None,
            _ if name.is_empty() => return Some(self.missing().to_owned()),
            RugGrouping::Region => "region",
            RugGrouping::Ics => "ICS",
            RugGrouping::Type => "type",
            RugGrouping::BenchmarkGroup => "benchmark group",
            RugGrouping::Peers => "peer group",
        };
        Some(format!("{kind} {name}"))
    }

    const fn missing(self) -> &'static str {
        match self {
            RugGrouping::None => "all organisations",
            RugGrouping::Region => "no region given",
            RugGrouping::Ics => "no ICS given",
            RugGrouping::Type => "no type given",
            RugGrouping::BenchmarkGroup => "no benchmark group given",
            RugGrouping::Peers => "in no peer group",
        }
    }
}

/// One column: a profession or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RugColumn {
    /// The profession.
    pub profession: Profession,
    /// The year.
    pub year: AcademicYear,
}

/// One cell as the screen shows it.
#[derive(Clone, Debug, Default)]
pub struct RugCell {
    /// The ratio as text, or the words that say what is missing.
    pub text: String,
    /// Where the organisation stands; `None` where it has nothing for the column at all.
    pub status: Option<Status>,
    /// Whether the status is drawn neutral: the numbers are small, or the total is 100 % by construction.
    pub neutral: bool,
    /// The status word; for totals `29 of 31`.
    pub word: String,
    /// The rest, for the hover text and the screen reader.
    pub remark: String,
    sort: Option<f64>,
}

/// One organisation.
#[derive(Clone, Debug)]
pub struct RugRow {
    /// Its number in [`Facts::organisations`](crate::model::Facts::organisations).
    pub organisation: u32,
    /// Its name, or its code where no file names it.
    pub name: String,
    /// A cell for each column.
    pub cells: Vec<RugCell>,
}

/// Organisations by columns.
#[derive(Clone, Debug)]
pub struct Rug {
    /// What it shows.
    pub query: RugQuery,
    /// Its columns, from left to right.
    pub columns: Vec<RugColumn>,
    /// Its organisations that have anything in a column, in the order of their codes.
    pub rows: Vec<RugRow>,
    /// What must be said above it, of the reference year; empty if nothing.
    pub sentence: String,
    /// The reference year that serves every column; `None` where each has its own.
    pub reference: Option<AcademicYear>,
    /// The outcome behind the cells: under a fixed reference year where the columns are years.
    outcome: Arc<Outcome>,
    /// The outcome it was asked for.
    asked: Arc<Outcome>,
}

impl Rug {
    /// The rug of what is shown, which `by` explains. Years need a fixed reference year, so that they can be
    /// compared; where the settings have none the figures are worked out again under one.
    pub fn build(asked: &Arc<Outcome>, by: &Explainer, query: RugQuery) -> Rug {
        let reference = match query {
            RugQuery::Professions { .. } => fixed(asked.settings()),
            RugQuery::Years { profession, reference } => reference.or_else(|| reference_year(asked, profession)),
        };
        let outcome = match reference.filter(|year| fixed(asked.settings()) != Some(*year)) {
            Some(year) => by.measured_by(year).into_outcome(),
            None => Arc::clone(asked),
        };
        let columns: Vec<RugColumn> = match query {
            RugQuery::Professions { year } => {
                outcome.professions().iter().map(|profession| RugColumn { profession: *profession, year }).collect()
            }
            RugQuery::Years { profession, .. } => {
                outcome.cells().years().iter().map(|year| RugColumn { profession, year: *year }).collect()
            }
        };
        let exists = |column: &RugColumn| {
            outcome.cells().column(column.profession, column.year).iter().any(|cell| cell.exists())
        };
        let columns: Vec<RugColumn> = columns.into_iter().filter(exists).collect();
        let rows = rows(&outcome, &columns);
        let sentence = sentence(&outcome, query, reference);
        Rug { query, columns, rows, sentence, reference, outcome, asked: Arc::clone(asked) }
    }

    /// The outcome it was asked for.
    pub fn asked(&self) -> &Arc<Outcome> {
        &self.asked
    }

    /// Which figures a cell shows.
    pub fn place(&self, organisation: u32, column: usize) -> Option<Place> {
        let RugColumn { profession, year } = *self.columns.get(column)?;
        Some(Place { year, organisation, profession })
    }

    /// What tells how a group's cell is made, under the order that the group stands in; `None` where the
    /// group or the column is not there.
    pub fn total(&self, order: &RugOrder, group: &RugGroup, column: usize) -> Option<TotalQuestion> {
        let RugColumn { profession, year } = *self.columns.get(column)?;
        group.cells.get(column).filter(|cell| !cell.text.is_empty())?;
        let whose = Whose { group: Some((order.grouping, group.of.clone())), ..order.whose.clone() };
        let (figure, professions, reference) = (TotalFigure::Ratio, vec![profession], self.reference);
        Some(TotalQuestion { figure, professions, year, whose, reference, in_baseline: false })
    }

    /// What a column is called: `PT`, or `2018/19`.
    pub fn title(&self, column: usize) -> String {
        let RugColumn { profession, year } = self.columns[column];
        match self.query {
            RugQuery::Professions { .. } => profession.code().to_owned(),
            RugQuery::Years { .. } => year.to_string(),
        }
    }
}

fn fixed(settings: &Settings) -> Option<AcademicYear> {
    match settings.reference_year {
        ReferenceYear::Own => None,
        ReferenceYear::Fixed(year) => Some(year),
    }
}

/// The year whose rate serves every year where years are compared, unless someone chose: the one that the
/// settings fix, else the earliest that has a rate of its own.
pub(super) fn reference_year(outcome: &Outcome, profession: Profession) -> Option<AcademicYear> {
    let earliest = || outcome.cells().years().iter().copied().find(|year| outcome.rate(profession, *year).is_ok());
    fixed(outcome.settings()).or_else(earliest)
}

fn rows(outcome: &Outcome, columns: &[RugColumn]) -> Vec<RugRow> {
    let clustering: Vec<_> = columns.iter().map(|column| outcome.clustering(column.profession, column.year)).collect();
    let row = |organisation: u32| {
        let cells = columns.iter().zip(&clustering).map(|(column, clustering)| {
            let place = Place { year: column.year, organisation, profession: column.profession };
            cell::of_organisation(outcome, place, *clustering)
        });
        let of = &outcome.facts().organisations()[organisation as usize];
        let name = of.called();
        RugRow { organisation, name: name.to_owned(), cells: cells.collect() }
    };
    let rows = (0..outcome.facts().organisations().len() as u32).map(row);
    rows.filter(|row| row.cells.iter().any(|cell| cell.status.is_some())).collect()
}

fn sentence(outcome: &Outcome, query: RugQuery, reference: Option<AcademicYear>) -> String {
    match (query, reference) {
        (RugQuery::Professions { .. }, None) => String::new(),
        (RugQuery::Professions { .. }, Some(year)) => format!("Measured by the rates of {year}."),
        (RugQuery::Years { profession, .. }, Some(year)) => {
            let trend = if outcome.facts().years().len() == 2 { " Two years are not a trend." } else { "" };
            format!(
                "{}: every year is measured by the rate of {year}, so that years can be compared; each by its own \
                 would make the group's total 100 % in every year.{trend}",
                outcome.profession_name(profession)
            )
        }
        (RugQuery::Years { profession, .. }, None) => {
            format!("{}: no year has a rate.", outcome.profession_name(profession))
        }
    }
}

/// A missing figure stands last, whichever way it goes.
fn sort_key(sort: Option<f64>) -> SortKey {
    sort.map_or(SortKey::Missing, SortKey::Number)
}

/// A ratio as the screen shows it.
fn shown(ratio: Fraction, settings: &Settings) -> String {
    crate::model::percent(ratio, settings)
}
