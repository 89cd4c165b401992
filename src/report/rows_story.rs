//! How many rows a table shows: counted by profession, or by organisation.

use std::collections::BTreeSet;

use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::total_story::{TotalFigure, TotalQuestion};
use super::{Scope, summary_places};
use crate::model::{AcademicYear, Outcome, Place, Profession, Status, counted};

/// What of a table's rows is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Rows: an organisation with a profession.
    Rows,
    /// Organisations, each once.
    Organisations,
}

/// How many rows or organisations a table shows: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsQuestion {
    /// What is shown.
    pub scope: Scope,
    /// What of it is counted.
    pub listed: Listed,
}

impl RowsQuestion {
    /// The story. Looks at every organisation: beside the window.
    pub fn story(&self, outcome: &Outcome) -> FigureStory {
        let places = summary_places(outcome, &self.scope);
        let mut columns: Vec<(AcademicYear, Profession)> =
            places.iter().map(|place| (place.year, place.profession)).collect();
        columns.sort_unstable();
        columns.dedup();
        let many_years = columns.iter().any(|(year, _)| *year != columns[0].0);
        let parts: Vec<StoryPart> = columns
            .iter()
            .map(|(year, profession)| {
                let rows = places.iter().filter(|place| (place.year, place.profession) == (*year, *profession));
                let name = outcome.profession_name(*profession);
                StoryPart {
                    name: if many_years { format!("{name}, {year}") } else { name.into_owned() },
                    value: organisations(rows.count()),
                    missing: false,
                    beneath: Some(Beneath::Total(TotalQuestion {
                        figure: TotalFigure::Added,
                        professions: vec![*profession],
                        year: *year,
                        whose: self.scope.whose.clone(),
                        reference: None,
                        in_baseline: false,
                    })),
                }
            })
            .collect();
        let several: BTreeSet<u32> = places.iter().map(|place| place.organisation).collect();
        let rows = counted(places.len() as u64, "row", "rows");
        let each: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
        let (name, value, formula, values) = match self.listed {
            Listed::Rows => (
                "Rows shown",
                rows.clone(),
                "One for each organisation with workforce data or a placement row, by profession and year, of those that \
                 the filters let through.",
                format!("{} = {rows}", each.join(" + ")),
            ),
            Listed::Organisations => (
                "Organisations shown",
                organisations(several.len()),
                "Those with workforce data or a placement row of any of the professions and years, of those that the \
                 filters let through; each once.",
                format!("{} of {rows}", organisations(several.len())),
            ),
        };
        let no_return = |place: &&Place| outcome.figures(**place).status == Status::NoReturn;
        let notes = match places.iter().filter(no_return).count() as u64 {
            0 => Vec::new(),
            some => vec![format!("{} without a return.", counted(some, "row is", "rows are"))],
        };
        FigureStory { notes, parts, ..FigureStory::plain(name, &self.subject(), value, formula, values) }
    }

    fn subject(&self) -> String {
        let years = self.scope.years.iter().map(ToString::to_string);
        std::iter::once(self.scope.whose.words()).chain(years).collect::<Vec<_>>().join(", ")
    }
}

fn organisations(number: usize) -> String {
    counted(number as u64, "organisation", "organisations")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Whose;
    use crate::report::comparison::tests::{FIVE, outcome};

    #[test]
    fn rows_and_organisations_are_counted_as_the_filters_let_them_through() {
        let (_, outcome) = outcome(&FIVE);
        let scope = Scope { whose: Whose::of_regions(vec!["South".to_owned()]), ..Scope::default() };
        let of = |listed| RowsQuestion { scope: scope.clone(), listed }.story(&outcome);
        let rows = of(Listed::Rows);
        assert_eq!((rows.subject.as_str(), rows.value.as_str()), ("South", "5 rows"));
        assert_eq!(rows.with_values.as_deref(), Some("5 organisations = 5 rows"));
        assert_eq!(rows.notes, ["1 row is without a return."]);
        assert_eq!(of(Listed::Organisations).value, "5 organisations");
        // Nobody fits: an empty table, and no panic.
        let nobody = Scope { whose: Whose::one("ZZ9"), ..Scope::default() };
        assert_eq!(RowsQuestion { scope: nobody, listed: Listed::Rows }.story(&outcome).value, "0 rows");
    }
}
