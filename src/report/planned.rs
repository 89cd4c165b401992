//! What a form of the what-if page would do, before it is done: edits, and what gets none and why.

use std::collections::BTreeMap;

use crate::model::scenario::{
    CellField, Change, Edit, Expansion, LeftOut, OneToOneWeeks, ScenarioState, Scope, Selection, Vacancies,
    extra_blocks, new_team, two_to_one, vacancies_filled,
};
use crate::model::{AcademicYear, Decimal, Outcome, Place, Profession, counted};

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

/// The edits that would do it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The edits, none if nothing would change.
    pub edits: Vec<Edit>,
    /// What they come to, in a sentence.
    pub sentence: String,
    /// How many cells get none, by reason.
    pub left_out: Vec<String>,
}

impl Planned {
    /// Works out what a deed would do to a scenario as it stands. `note` goes onto edits that have no
    /// words of their own.
    pub fn of(state: &ScenarioState, basis: &LeverBasis, target: &Target, deed: Deed, note: &str) -> Planned {
        let outcome = state.outcome();
        let Target { scope, professions, year } = target;
        if let Deed::Rate(change) = deed {
            let edits = professions.iter().map(|profession| Edit::rate(*profession, *year, change, note));
            return Planned::new(edits.collect(), Vec::new(), "benchmark rate", "benchmark rates");
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
        Planned::new(expansion.edits, left_out(outcome, &expansion.left_out), "figure", "figures")
    }

    fn new(edits: Vec<Edit>, left_out: Vec<String>, one: &str, many: &str) -> Planned {
        let sentence = match edits.len() {
            0 => "Nothing would change.".to_owned(),
            count => format!("Changes {}.", counted(count as u64, one, many)),
        };
        Planned { edits, sentence, left_out }
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
