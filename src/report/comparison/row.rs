//! One organisation of a comparison, as texts and sort keys.

use crate::model::statistics::{Interval, Label, Provision, Standing};
use crate::model::{Figures, Outcome, Place, percent, shown};

use super::super::ShownCell;
use super::super::overview::{SortKey, figure, why_missing};
use super::{ComparisonColumn, ComparisonRow};

pub(super) fn row(
    outcome: &Outcome,
    place: Place,
    figures: &Figures,
    provision: Provision,
    standing: Standing,
) -> ComparisonRow {
    let organisation = outcome.organisation(place);
    let name = organisation.called();
    let missing = why_missing(figures.status);
    let weeks = |of| figure(of, missing, |f| shown(f, 1));
    let keyed = ComparisonColumn::ALL.map(|column| match column {
        ComparisonColumn::Organisation => text(name),
        ComparisonColumn::Code => text(&organisation.code),
        ComparisonColumn::Region => text(&organisation.region),
        ComparisonColumn::EligibleFte => weeks(figures.eligible_fte),
        ComparisonColumn::Expected => weeks(figures.expected),
        ComparisonColumn::Provided => weeks(figures.provided),
        ComparisonColumn::Ratio => figure(figures.ratio, missing, |f| percent(f, outcome.settings())),
        ComparisonColumn::Interval => (cell(interval_words(standing.interval)), SortKey::Number(standing.interval.low)),
        ComparisonColumn::Label => label(&standing),
        ComparisonColumn::Rank => {
            let rank = standing.rank;
            (cell(format!("{} ({}–{})", rank.place, rank.from, rank.to)), SortKey::Number(rank.place as f64))
        }
        ComparisonColumn::Quarter => quarter(&standing),
        ComparisonColumn::Status => (cell(figures.status.word().to_owned()), SortKey::Number(standing.ratio)),
    });
    let mut cells: [ShownCell; ComparisonColumn::COUNT] = std::array::from_fn(|_| ShownCell::default());
    let mut sort = [const { SortKey::Missing }; ComparisonColumn::COUNT];
    for (index, (cell, key)) in keyed.into_iter().enumerate() {
        (cells[index], sort[index]) = (cell, key);
    }
    ComparisonRow { place, name: name.to_owned(), provision, standing, status: figures.status, cells, sort }
}

fn cell(text: String) -> ShownCell {
    ShownCell { text, missing: false }
}

fn text(text: &str) -> (ShownCell, SortKey) {
    (cell(text.to_owned()), SortKey::Text(text.to_lowercase()))
}

/// `82–118 %`.
pub(in crate::report) fn interval_words(interval: Interval) -> String {
    let whole = |ratio: f64| crate::model::count((ratio * 100.0).round().max(0.0) as u64);
    format!("{}–{} %", whole(interval.low), whole(interval.high))
}

/// The label; small numbers have none, and say so.
fn label(standing: &Standing) -> (ShownCell, SortKey) {
    match standing.label {
        Some(label) => (cell(label.word().to_owned()), SortKey::Number(level(label))),
        None => (ShownCell { text: "unstable".to_owned(), missing: true }, SortKey::Missing),
    }
}

fn level(label: Label) -> f64 {
    match label {
        Label::MuchLower => 0.0,
        Label::Lower => 1.0,
        Label::AsExpected => 2.0,
        Label::Higher => 3.0,
        Label::MuchHigher => 4.0,
    }
}

fn quarter(standing: &Standing) -> (ShownCell, SortKey) {
    match standing.quarter {
        // Lowest first when ascending, as with ratios.
        Some(quarter) => (cell(quarter.words().to_owned()), SortKey::Number(-(quarter as u8 as f64))),
        None => (ShownCell { text: "no quarter".to_owned(), missing: true }, SortKey::Missing),
    }
}
