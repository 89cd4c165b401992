//! The texts of the overview's table: made for the rows that are looked at.

use super::sort::SortKey;
use crate::model::{Figures, Fraction, Outcome, Place, Profession, Settings, Status, percent, shown};

/// A cell of the table as the screen shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownCell {
    /// The text; for a missing figure the words that say what is missing.
    pub text: String,
    /// Whether the figure is missing.
    pub missing: bool,
}

/// The texts of one row, under [`OverviewColumn::ALL`](super::OverviewColumn::ALL).
pub(in crate::report) fn texts(outcome: &Outcome, place: Place) -> [ShownCell; 12] {
    let figures = outcome.figures(place);
    let organisation = outcome.organisation(place);
    let settings = outcome.settings();
    let text = |text: &str| ShownCell { text: text.to_owned(), missing: false };
    let name = organisation.called();
    let missing = why_missing(figures.status);
    let expected_missing = if figures.cell.has_workforce { "no rate" } else { "no data" };
    [
        text(name),
        text(&organisation.code),
        text(&organisation.region),
        text(place.profession.code()),
        figure(figures.eligible_fte, "no data", |f| shown(f, 1)).0,
        figure(figures.expected, expected_missing, |f| shown(f, 1)).0,
        figure(figures.provided, Status::NoReturn.word(), |f| shown(f, 1)).0,
        figure(figures.gap, missing, |f| shown(f, 1)).0,
        figure(figures.ratio, missing, |f| percent(f, settings)).0,
        text(figures.status.word()),
        placements(&figures, settings, place.profession),
        text(&figures.notes().join("; ")),
    ]
}

fn placements(figures: &Figures, settings: &Settings, profession: Profession) -> ShownCell {
    let (Some(gap), Some(placements)) = (figures.gap, figures.placements_to_close) else {
        return figure(None, why_missing(figures.status), |_| String::new()).0;
    };
    let short_of_one = gap.is_negative() && gap.abs().compare(settings.block_weeks.of(profession)).is_lt();
    let text = if short_of_one { "under 1".to_owned() } else { crate::model::count(placements.unsigned_abs() as u64) };
    ShownCell { text, missing: false }
}

/// Why a figure is missing, short enough for its column; the status beside it says it in full.
pub(in crate::report) const fn why_missing(status: Status) -> &'static str {
    match status {
        Status::NoWorkforceData => "no data",
        Status::NoReturn => "no return",
        Status::NoExpectation => Status::NoExpectation.word(),
        _ => "no rate",
    }
}

pub(in crate::report) fn figure(
    figure: Option<Fraction>,
    missing: &str,
    show: impl Fn(Fraction) -> String,
) -> (ShownCell, SortKey) {
    match figure {
        Some(figure) => (ShownCell { text: show(figure), missing: false }, SortKey::Number(figure.to_f64())),
        None => (ShownCell { text: missing.to_owned(), missing: true }, SortKey::Missing),
    }
}
