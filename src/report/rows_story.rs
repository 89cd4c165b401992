//! How many rows a table shows: counted by profession, or by organisation.

use std::collections::BTreeSet;

use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::{Scope, summary_places};
use crate::model::explain::{FigureKey, Measure};
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
        let parts: Vec<StoryPart> = match columns.as_slice() {
            [_] => places.iter().map(|place| of_one(outcome, *place)).collect(),
            several => several.iter().map(|column| self.of_column(outcome, &places, *column, several)).collect(),
        };
        let several: BTreeSet<u32> = places.iter().map(|place| place.organisation).collect();
        let rows = counted(places.len() as u64, "row", "rows");
        let each: Vec<&str> = match columns.as_slice() {
            [_] => vec![rows.as_str()],
            _ => parts.iter().map(|part| part.value.as_str()).collect(),
        };
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

    /// The rows of one profession and year.
    fn of_column(
        &self,
        outcome: &Outcome,
        places: &[Place],
        (year, profession): (AcademicYear, Profession),
        all: &[(AcademicYear, Profession)],
    ) -> StoryPart {
        let name = outcome.profession_name(profession);
        let many_years = all.iter().any(|(other, _)| *other != year);
        let rows = places.iter().filter(|place| (place.year, place.profession) == (year, profession)).count();
        let whose = self.scope.whose.clone();
        let scope = Scope { years: vec![year], professions: vec![profession], whose };
        StoryPart {
            name: if many_years { format!("{name}, {year}") } else { name.into_owned() },
            value: counted(rows as u64, "row", "rows"),
            missing: false,
            beneath: Some(Beneath::Rows(RowsQuestion { scope, listed: Listed::Rows })),
        }
    }

    fn subject(&self) -> String {
        let years = self.scope.years.iter().map(ToString::to_string);
        std::iter::once(self.scope.whose.words()).chain(years).collect::<Vec<_>>().join(", ")
    }
}

/// An organisation's row, and where it stands.
fn of_one(outcome: &Outcome, place: Place) -> StoryPart {
    StoryPart {
        name: outcome.organisation(place).called().to_owned(),
        value: outcome.figures(place).status.word().to_owned(),
        missing: false,
        beneath: Some(Beneath::Figure(FigureKey::new(Measure::Status, place))),
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
    fn each_profession_leads_to_as_many_rows_as_it_says() {
        use crate::session::{facts_of_files, sample_files};
        let sample = facts_of_files(&sample_files(), &Default::default(), &mut |_, _| {}).unwrap().0.outcome();
        let scope = Scope { years: vec!["2019/20".parse().unwrap()], ..Scope::first_professions() };
        let all = RowsQuestion { scope, listed: Listed::Rows }.story(&sample);
        assert_eq!(all.parts.len(), 3);
        for part in &all.parts {
            let Some(Beneath::Rows(column)) = &part.beneath else { panic!("{part:?}") };
            let told = column.story(&sample);
            assert_eq!((&told.value, told.parts.len().to_string()), (&part.value, part.value.replace(" rows", "")));
        }
    }

    #[test]
    fn rows_and_organisations_are_counted_as_the_filters_let_them_through() {
        let (_, outcome) = outcome(&FIVE);
        let scope = Scope { whose: Whose::of_regions(vec!["South".to_owned()]), ..Scope::default() };
        let of = |listed| RowsQuestion { scope: scope.clone(), listed }.story(&outcome);
        let rows = of(Listed::Rows);
        assert_eq!((rows.subject.as_str(), rows.value.as_str()), ("South", "5 rows"));
        assert_eq!(rows.with_values.as_deref(), Some("5 rows = 5 rows"));
        let standing: Vec<_> = rows.parts.iter().map(|part| (part.name.as_str(), part.value.as_str())).collect();
        assert_eq!(standing[2..], [("ZA5", "no return"), ("ZA6", "no workforce data"), ("ZA7", "below")]);
        assert_eq!(rows.notes, ["1 row is without a return."]);
        assert_eq!(of(Listed::Organisations).value, "5 organisations");
        // Nobody fits: an empty table, and no panic.
        let nobody = Scope { whose: Whose::one("ZZ9"), ..Scope::default() };
        assert_eq!(RowsQuestion { scope: nobody, listed: Listed::Rows }.story(&outcome).value, "0 rows");
    }
}
