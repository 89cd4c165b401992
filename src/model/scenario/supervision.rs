//! How students are supervised: the model a row names, and how many weeks of today are one to one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::model::counting::weeks_by_return;
use crate::model::facts::{PlacedClass, PlacedRow};
use crate::model::{Fraction, Outcome, Place, PlanFinding, Severity, count, shown};

/// How many students how many educators take at a time: `2:1` is two students with one educator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SupervisionModel {
    students: u16,
    educators: u16,
}

impl SupervisionModel {
    /// One student, one educator: also what a blank means.
    pub const ONE_TO_ONE: SupervisionModel = SupervisionModel { students: 1, educators: 1 };
    /// Two students, one educator.
    pub const TWO_TO_ONE: SupervisionModel = SupervisionModel { students: 2, educators: 1 };

    /// So many students with so many educators; `None` if either is 0.
    pub const fn new(students: u16, educators: u16) -> Option<SupervisionModel> {
        if students == 0 || educators == 0 { None } else { Some(SupervisionModel { students, educators }) }
    }

    /// The model that a text names: two whole numbers, students first. `None` for anything else, a
    /// blank too: models have many names (*long-arm*, *peer*), and are never guessed.
    ///
    /// ```
    /// use fairshare::model::scenario::SupervisionModel;
    /// assert_eq!(SupervisionModel::recognise(" 2 : 1 "), Some(SupervisionModel::TWO_TO_ONE));
    /// assert_eq!(SupervisionModel::recognise("1 to 1"), Some(SupervisionModel::ONE_TO_ONE));
    /// assert_eq!(SupervisionModel::recognise("long-arm"), None);
    /// ```
    pub fn recognise(text: &str) -> Option<SupervisionModel> {
        let text = text.trim().to_ascii_lowercase();
        let (students, educators) =
            text.split_once(':').or_else(|| text.split_once("to")).or_else(|| text.split_once('-'))?;
        SupervisionModel::new(students.trim().parse().ok()?, educators.trim().parse().ok()?)
    }

    /// Educators needed for each student at a time: 1 for 1:1, ½ for 2:1.
    pub fn educators_per_student(self) -> Fraction {
        Fraction::new(self.educators.into(), self.students.into()).unwrap_or(Fraction::ZERO)
    }
}

impl fmt::Display for SupervisionModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.students, self.educators)
    }
}

/// Today's placement weeks with one student to one educator (W₁₁), of every cell with a return. A row
/// without a model counts as 1:1; one whose model is not recognised does not.
#[derive(Clone, Debug)]
pub struct OneToOneWeeks {
    weeks: BTreeMap<Place, Fraction>,
    blank_rows: u64,
    blank_weeks: Fraction,
}

impl OneToOneWeeks {
    /// Counts them from the data under the outcome's settings; a scenario's edits of weeks do not
    /// change what is 1:1 today. One pass over the placement rows: keep the result.
    pub fn count(outcome: &Outcome) -> OneToOneWeeks {
        let placements = &outcome.facts().placements;
        let blank: Vec<bool> = placements.models.iter().map(|model| model.trim().is_empty()).collect();
        let one_to_one: Vec<bool> = placements
            .models
            .iter()
            .zip(&blank)
            .map(|(model, blank)| *blank || SupervisionModel::recognise(model) == Some(SupervisionModel::ONE_TO_ONE))
            .collect();
        let weeks_where = |which: &[bool]| {
            let has_model = |class: &PlacedClass| which.get(class.model as usize).copied().unwrap_or(false);
            weeks_by_return(outcome.facts(), outcome.settings(), outcome.cells().scale, has_model)
        };
        let one = outcome.cells().scale.weeks;
        let weeks = placements.cells.iter().zip(weeks_where(&one_to_one)).filter(|(cell, _)| cell.readable);
        let weeks = weeks.filter_map(|(cell, weeks)| {
            let place = Place { year: cell.year, organisation: cell.organisation, profession: cell.profession };
            Fraction::new(weeks, one).map(|weeks| (place, weeks))
        });
        let weeks = weeks.collect();
        let is_blank: Vec<bool> = placements.classes.iter().map(|class| blank[class.model as usize]).collect();
        let rows = placements.rows.rows().iter().filter(|row| row.amount.known().is_some());
        let blank_rows = rows.filter(|row| is_blank[row.class as usize]).count() as u64;
        let blank_weeks = Fraction::new(weeks_where(&blank).iter().sum(), one).unwrap_or(Fraction::ZERO);
        OneToOneWeeks { weeks, blank_rows, blank_weeks }
    }

    /// The 1:1 weeks of a cell; `None` without a return in the data.
    pub fn of(&self, place: Place) -> Option<Fraction> {
        self.weeks.get(&place).copied()
    }

    /// The placement rows of a cell that name 1:1 or no model, whether they count or not, by source and line.
    pub fn rows(outcome: &Outcome, place: Place) -> BTreeSet<(u32, u32)> {
        let placements = &outcome.facts().placements;
        let is_one = |row: &PlacedRow| {
            let class = placements.classes.get(row.class as usize);
            let model = class.and_then(|class| placements.models.get(class.model as usize));
            model.is_some_and(|model| {
                model.trim().is_empty() || SupervisionModel::recognise(model) == Some(SupervisionModel::ONE_TO_ONE)
            })
        };
        let key = (place.profession, place.year, place.organisation);
        let cells = &placements.cells;
        let Ok(cell) = cells.binary_search_by_key(&key, |cell| (cell.profession, cell.year, cell.organisation)) else {
            return BTreeSet::new();
        };
        let rows = placements.rows.range(cell).map(|number| (number, &placements.rows.rows()[number]));
        rows.filter(|(_, row)| is_one(row)).map(|(number, row)| (placements.rows.source(number), row.line)).collect()
    }

    /// What to say where rows name no model; `None` if all do.
    pub fn finding(&self) -> Option<PlanFinding> {
        (self.blank_rows > 0).then(|| PlanFinding {
            severity: Severity::Note,
            code: "model-not-given",
            place: None,
            message: format!(
                "{} placement rows ({} placement weeks) name no supervision model, and count as 1:1 when a change to 2:1 is planned.",
                count(self.blank_rows),
                shown(self.blank_weeks, 1)
            ),
        })
    }
}
