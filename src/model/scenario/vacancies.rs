//! Vacant FTE of a year: outside staff in post, and only the lever *vacancies filled* counts it.

use std::collections::BTreeMap;

use crate::model::counting::counts;
use crate::model::spans::spans;
use crate::model::{Fraction, Outcome, PER_ONE, Place};

/// Vacant FTE of every cell whose workforce rows give vacancies.
#[derive(Clone, Debug, Default)]
pub struct Vacancies(BTreeMap<Place, Fraction>);

impl Vacancies {
    /// Counts them as eligible FTE is counted: rows that count under the outcome's settings, summed per
    /// snapshot, then the mean over the cell's snapshots. One pass over the rows that give a vacancy.
    pub fn count(outcome: &Outcome) -> Vacancies {
        let (workforce, settings) = (&outcome.facts().workforce, outcome.settings());
        let mut by_moment: BTreeMap<u32, i128> = BTreeMap::new();
        for vacancy in &workforce.vacancies {
            let counted = counts(&workforce.classes[vacancy.class as usize], settings);
            if workforce.cells[vacancy.cell as usize].readable {
                *by_moment.entry(vacancy.cell).or_default() += if counted { i128::from(vacancy.fte) } else { 0 };
            }
        }
        let years = outcome.cells().years();
        let spans = spans(outcome.facts(), settings, years);
        let of_span = spans.iter().filter_map(|span| {
            let mut given = by_moment.range(span.first as u32..span.end as u32).map(|(_, fte)| *fte).peekable();
            given.peek()?;
            let place = Place { year: years[span.year], organisation: span.organisation, profession: span.profession };
            let mean = Fraction::new(given.sum(), i128::from(span.snapshots) * i128::from(PER_ONE))?;
            Some((place, mean))
        });
        Vacancies(of_span.collect())
    }

    /// The vacant FTE of a cell; `None` where the data gives none.
    pub fn of(&self, place: Place) -> Option<Fraction> {
        self.0.get(&place).copied()
    }
}
