//! What a form of the what-if page would do, before it is done: edits, and what gets none and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edit_words::{edit_subject, edited_value, field_word};
use super::figure_story::{Beneath, FigureStory, StoryPart};
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::{
    CellField, Change, Edit, Expansion, LeftOut, OneToOneWeeks, ScenarioState, Scope, Selection, Vacancies, What,
    extra_blocks, new_team, two_to_one, vacancies_filled,
};
use crate::model::{AcademicYear, Decimal, Organisation, Outcome, Place, Profession, count, counted};

/// What of the data levers need, counted once.
#[derive(Clone, Debug)]
pub struct LeverBasis {
    /// Today's weeks with one student to one educator.
    pub today: OneToOneWeeks,
    /// Vacant FTE.
    pub vacant: Vacancies,
}

impl LeverBasis {
    /// Counts them: a pass over the rows, beside the window.
    pub fn count(outcome: &Outcome) -> LeverBasis {
        LeverBasis { today: OneToOneWeeks::count(outcome), vacant: Vacancies::count(outcome) }
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed {
    /// Change a figure of every cell.
    Figure(CellField, Change),
    /// So large a share of 1:1 educators takes a second student.
    TwoToOne(Decimal),
    /// So many more blocks of so many weeks at each organisation.
    ExtraBlocks(u32, Decimal),
    /// So large a share of vacancies is filled.
    VacanciesFilled(Decimal),
    /// A new team of so much FTE that hosts so many weeks.
    NewTeam(Decimal, Decimal),
    /// Change the benchmark rate.
    Rate(Change),
}

/// Which cells it is done to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which organisations.
    pub scope: Scope,
    /// Which professions.
    pub professions: Vec<Profession>,
    /// The academic year.
    pub year: AcademicYear,
}

/// What a form would do: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedQuestion {
    /// Which cells it is done to.
    pub target: Target,
    /// What is done.
    pub deed: Deed,
    /// The note on its edits.
    pub note: String,
}

impl PlannedQuestion {
    /// The story under a scenario: which figures get which edit, which get none, and why. Counts what levers need:
    /// beside the window.
    pub fn story(&self, state: &ScenarioState) -> FigureStory {
        let outcome = state.outcome();
        let planned = Planned::of(state, &LeverBasis::count(outcome), &self.target, self.deed, &self.note);
        // What the edits come to, on trial; what cannot be applied stays as it is.
        let mut after = state.clone();
        let is_applied = after.push(planned.edits.clone()).is_ok();
        let edits = planned.edits.iter().map(|edit| {
            let now = edited_value(outcome, edit);
            StoryPart {
                name: whose_figure(outcome, edit),
                value: if is_applied { format!("{now} → {}", edited_value(after.outcome(), edit)) } else { now },
                missing: false,
                beneath: figure_of(outcome, edit),
            }
        });
        let without = planned.without.iter().map(|LeftOut { place, reason }| {
            let organisation = outcome.organisation(*place);
            let name = organisation.called();
            let measure = match self.deed {
                Deed::Figure(CellField::Fte, _) | Deed::VacanciesFilled(_) => Measure::EligibleFte,
                _ => Measure::ProvidedWeeks,
            };
            StoryPart {
                name: format!("{name}, {}", place.profession),
                value: format!("left out: {reason}"),
                missing: true,
                beneath: Some(Beneath::Figure(FigureKey::new(measure, *place))),
            }
        });
        let (parts, year) = (edits.chain(without).collect(), self.target.year);
        let value = counted(planned.edits.len() as u64, "edit", "edits");
        let professions: Vec<&str> = self.target.professions.iter().map(Profession::code).collect();
        let values = match planned.without.len() as u64 {
            0 => format!("{value}, nobody left out"),
            some => format!("{value}, {} left out", count(some)),
        };
        FigureStory {
            scenario: Some(Arc::from(state.scenario().name.as_str())),
            parts,
            parts_title: "Edit",
            ..FigureStory::plain(
                "What would change",
                &format!("{}, {year}", professions.join(" ")),
                value,
                "One edit for each figure of the organisations chosen, on top of the scenario as it is now. Who has no \
                 figure to change is left out.",
                values,
            )
        }
    }
}

/// Whose figure an edit changes, the organisation first: `Northmoor Hospital, PT weeks`.
fn whose_figure(outcome: &Outcome, edit: &Edit) -> String {
    match &edit.what {
        What::Cell { field, organisation, profession, .. } => {
            let facts = outcome.facts();
            let known = facts.organisation_number(organisation).and_then(|of| facts.organisations().get(of as usize));
            let field = field_word(*field);
            format!("{}, {profession} {field}", known.map_or(organisation.as_str(), Organisation::called))
        }
        _ => edit_subject(outcome, edit),
    }
}

/// The figure that an edit changes, as it is; a setting has none.
fn figure_of(outcome: &Outcome, edit: &Edit) -> Option<Beneath> {
    let What::Cell { field, organisation, profession, year, .. } = &edit.what else { return None };
    let organisation = outcome.facts().organisation_number(organisation)?;
    let measure = match field {
        CellField::Fte => Measure::EligibleFte,
        CellField::Weeks => Measure::ProvidedWeeks,
    };
    let place = Place { year: *year, organisation, profession: *profession };
    Some(Beneath::Figure(FigureKey::new(measure, place)))
}

/// The edits that would do it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The edits, none if nothing would change.
    pub edits: Vec<Edit>,
    /// What they come to, in a sentence.
    pub sentence: String,
    /// How many cells get none, by reason.
    pub left_out: Vec<String>,
    /// Which cells get none.
    without: Vec<LeftOut>,
}

impl Planned {
    /// Works out what a deed would do to a scenario as it stands. `note` goes onto edits that have no
    /// words of their own.
    pub fn of(state: &ScenarioState, basis: &LeverBasis, target: &Target, deed: Deed, note: &str) -> Planned {
        let outcome = state.outcome();
        let Target { scope, professions, year } = target;
        if let Deed::Rate(change) = deed {
            let edits = professions.iter().map(|profession| Edit::rate(*profession, *year, change, note));
            return Planned::new(outcome, edits.collect(), Vec::new(), "benchmark rate", "benchmark rates");
        }
        let selection = Selection {
            scope: scope.clone(),
            professions: professions.iter().copied().collect(),
            years: [*year].into(),
        };
        let expansion = match deed {
            Deed::Figure(field, change) => selection.expand(outcome, field, change, note),
            Deed::TwoToOne(uptake) => two_to_one(outcome, &basis.today, &selection, uptake),
            Deed::ExtraBlocks(blocks, weeks) => extra_blocks(outcome, &selection, blocks, weeks),
            Deed::VacanciesFilled(share) => vacancies_filled(outcome, &basis.vacant, &selection, share),
            Deed::NewTeam(fte, weeks) => team(outcome, target, fte, weeks),
            Deed::Rate(_) => Expansion::default(),
        };
        Planned::new(outcome, expansion.edits, expansion.left_out, "figure", "figures")
    }

    fn new(outcome: &Outcome, edits: Vec<Edit>, without: Vec<LeftOut>, one: &str, many: &str) -> Planned {
        let sentence = match edits.len() {
            0 => "Nothing would change.".to_owned(),
            count => format!("Changes {}.", counted(count as u64, one, many)),
        };
        Planned { edits, sentence, left_out: left_out(outcome, &without), without }
    }
}

/// How many of the left out are named.
const NAMED: usize = 4;

/// Who is left out and why, one line for each reason: `2 left out (ZA4 PT, ZA9 PT): no 1:1 weeks`.
fn left_out(outcome: &Outcome, left_out: &[LeftOut]) -> Vec<String> {
    let mut reasons: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for LeftOut { place, reason } in left_out {
        let code = &outcome.organisation(*place).code;
        let cell = format!("{code}, {}, {}", place.profession, place.year);
        reasons.entry(reason.replace(&cell, "each")).or_default().push(format!("{code} {}", place.profession));
    }
    let line = |(reason, cells): (String, Vec<String>)| {
        let more = if cells.len() > NAMED { ", …" } else { "" };
        format!("{} left out ({}{more}): {reason}.", cells.len(), cells[..cells.len().min(NAMED)].join(", "))
    };
    reasons.into_iter().map(line).collect()
}

/// A new team at the organisations in scope: one, as the form asks for it.
fn team(outcome: &Outcome, target: &Target, fte: Decimal, weeks: Decimal) -> Expansion {
    let Scope::Organisations(codes) = &target.scope else { return Expansion::default() };
    let organisations = outcome.facts().organisations();
    let numbers = codes.iter().filter_map(|code| organisations.binary_search_by(|known| known.code.cmp(code)).ok());
    let places = numbers.flat_map(|number| {
        let of = move |profession: &Profession| Place {
            year: target.year,
            organisation: number as u32,
            profession: *profession,
        };
        target.professions.iter().map(of)
    });
    Expansion { edits: places.flat_map(|place| new_team(outcome, place, fte, weeks)).collect(), left_out: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{state, year};

    #[test]
    fn what_would_change_names_each_edit_and_who_gets_none() {
        let target = Target { scope: Scope::All, professions: vec![Profession::Pt, Profession::Ot], year: year() };
        let deed = Deed::VacanciesFilled(Decimal::ONE);
        let question = PlannedQuestion { target: target.clone(), deed, note: String::new() };
        let story = question.story(&state(&[]));
        assert_eq!(story.with_values.as_deref(), Some("0 edits, 2 left out"));
        let told = |story: &FigureStory| -> Vec<String> {
            story.parts.iter().map(|part| format!("{}: {}", part.name, part.value)).collect()
        };
        let reason = "left out: the workforce data gives no vacancies here";
        assert_eq!(told(&story), [format!("ZA1, PT: {reason}"), format!("ZA2, PT: {reason}")]);
        let deed = Deed::ExtraBlocks(2, Decimal::from_int(5));
        let story = PlannedQuestion { target, deed, note: String::new() }.story(&state(&[]));
        assert_eq!(told(&story)[0], "ZA1, PT weeks: 40 → 50");
        assert!(story.parts.iter().all(|part| matches!(part.beneath, Some(Beneath::Figure(_)))));
        assert_eq!(story.scenario.as_deref(), Some("More"));
    }
}
