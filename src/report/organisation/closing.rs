//! What a gap comes to: placements, students at a time, educators (`domain.md`, *Turning a gap into placements*).

use super::super::overview::{self, OverviewColumn};
use super::table::{ProfileCell, ProfileColumn, ProfileRow, ProfileTable};
use super::told::subject;
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::SupervisionModel;
use crate::model::{Fraction, Outcome, Place, plain, shown, students_at_a_time};
use crate::report::{Beneath, FigureStory, StoryPart, StorySetting};

pub(super) fn table(outcome: &Outcome, place: Place) -> ProfileTable {
    let figures = outcome.figures(place);
    let line = |key: u64, name: &str, cell: ProfileCell| ProfileRow {
        key,
        name: name.to_owned(),
        own: false,
        cells: vec![cell],
    };
    let mut gap = ProfileCell::figure(
        figures.gap.map_or("no gap".to_owned(), |gap| format!("{} weeks", shown(gap, 1))),
        Measure::GapWeeks,
        place,
    );
    gap.missing = figures.gap.is_none();
    // As the professions above have it: `under 1` where less than one placement is lacking.
    let closes = &overview::texts(outcome, place)[OverviewColumn::Placements as usize];
    let mut placements = ProfileCell::figure(closes.text.clone(), Measure::PlacementsToCloseGap, place);
    placements.missing = closes.missing;
    let mut rows = vec![line(0, "Gap", gap), line(1, "Placements to close it", placements)];
    if let Some(gap) = figures.gap.filter(|gap| gap.is_negative()) {
        let weeks = outcome.settings().placement_weeks_a_year;
        if let Some(students) = students_at_a_time(gap, weeks) {
            let told = students_story(outcome, place, gap, students);
            rows.push(line(2, "Students at a time", ProfileCell::told(shown(students, 1), told)));
            for (key, model) in [(3, SupervisionModel::ONE_TO_ONE), (4, SupervisionModel::TWO_TO_ONE)] {
                let educators = students.times(model.educators_per_student()).reduced();
                let told = educators_story(outcome, place, students, educators, model);
                rows.push(line(
                    key,
                    &format!("Educators at a time, {model}"),
                    ProfileCell::told(shown(educators, 1), told),
                ));
            }
        }
    }
    let columns = [("The gap as", ""), ("It comes to", "")];
    ProfileTable {
        title: "What the gap comes to".to_owned(),
        columns: columns.map(|(title, unit)| ProfileColumn { title, unit }).into(),
        rows,
        ..ProfileTable::default()
    }
}

fn students_story(outcome: &Outcome, place: Place, gap: Fraction, students: Fraction) -> FigureStory {
    let weeks = outcome.settings().placement_weeks_a_year;
    let value = format!("{} students", shown(students, 2));
    let with_values = format!("{} ÷ {} = {value}", shown(gap.abs(), 2), plain(weeks));
    let formula = "Size of a negative gap ÷ weeks a year in which placements run.";
    let from = "Students on placement at any one time";
    FigureStory {
        settings: StorySetting::used(outcome.settings(), None, &["placement_weeks_a_year"]),
        parts: vec![StoryPart {
            name: "Gap".to_owned(),
            value: format!("{} weeks", shown(gap, 2)),
            missing: false,
            beneath: Some(Beneath::Figure(FigureKey::new(Measure::GapWeeks, place))),
        }],
        ..FigureStory::plain(from, &subject(outcome, place), value, formula, with_values)
    }
}

fn educators_story(
    outcome: &Outcome,
    place: Place,
    students: Fraction,
    educators: Fraction,
    model: SupervisionModel,
) -> FigureStory {
    let value = format!("{} educators", shown(educators, 2));
    let with_values = format!("{} × {} = {value}", shown(students, 2), shown(model.educators_per_student(), 2));
    let formula = "Students at a time × educators per student of the supervision model.";
    let gap = outcome.figures(place).gap.unwrap_or(Fraction::ZERO);
    let beneath = students_story(outcome, place, gap, students);
    let at_a_time = StoryPart { name: beneath.name, value: beneath.value, missing: false, beneath: None };
    FigureStory {
        settings: beneath.settings,
        parts: std::iter::once(at_a_time).chain(beneath.parts).collect(),
        ..FigureStory::plain(
            &format!("Educators at any one time, {model}"),
            &subject(outcome, place),
            value,
            formula,
            with_values,
        )
    }
}
