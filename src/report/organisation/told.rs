//! Stories of the figures that only this page has: sums and shares of rows, and what a gap comes to.

use crate::model::explain::RowRef;
use crate::model::{Fraction, Outcome, Place, shown};
use crate::report::FigureStory;
use crate::report::figure_story::rows_words;

/// Of whom and when.
pub(super) fn subject(outcome: &Outcome, place: Place) -> String {
    let organisation = outcome.organisation(place);
    let name = organisation.called();
    format!("{name}, {}, {}", outcome.profession_in_sentence(place.profession), place.year)
}

/// A sum over rows: `sum over 12 rows = 120.00 weeks`.
pub(super) fn sum(
    name: &str,
    subject: &str,
    formula: &str,
    total: Fraction,
    unit: &str,
    rows: Vec<RowRef>,
) -> FigureStory {
    let value = format!("{} {unit}", shown(total, 2));
    let over = crate::model::counted(rows.len() as u64, "row", "rows");
    let words = rows_words(&rows);
    FigureStory {
        rows_words: words,
        rows,
        ..FigureStory::plain(name, subject, value.clone(), formula, format!("sum over {over} = {value}"))
    }
}

/// A share: `120.00 ÷ 456.00 = 26.3 %`.
pub(super) fn share(
    name: &str,
    subject: &str,
    formula: &str,
    (part, whole): (Fraction, Fraction),
    rows: Vec<RowRef>,
) -> FigureStory {
    let value = percent(part, whole);
    let with_values = format!("{} ÷ {} = {value}", shown(part, 2), shown(whole, 2));
    let words = rows_words(&rows);
    FigureStory { rows_words: words, rows, ..FigureStory::plain(name, subject, value, formula, with_values) }
}

/// A share in per cent with one decimal; of nothing there is none.
pub(super) fn percent(part: Fraction, whole: Fraction) -> String {
    part.over_fraction(whole).map_or_else(
        || "none".to_owned(),
        |share| format!("{} %", shown(share.times(Fraction::new(100, 1).unwrap_or(Fraction::ZERO)), 1)),
    )
}
