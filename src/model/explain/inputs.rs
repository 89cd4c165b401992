//! Where the inputs of a figure come from: a cell's FTE and weeks, and the rate. They are worked out
//! again by the functions that counted them, with the story listening.

use super::{
    Counted, EditUsed, FigureKey, Figured, Formula, Heading, Measure, NotCounted, Recorder, RowRef, RowUnit, Story,
};
use crate::model::cells::Basis;
use crate::model::facts::ReturnCell;
use crate::model::members::Members;
use crate::model::notes::cell_notes;
use crate::model::scenario::CellField;
use crate::model::spans::{moments, span};
use crate::model::{Cell, Facts, Fraction, NoRate, Place, Rate, RateOrigin, Snapshot, count};

impl Story<'_> {
    /// Where the eligible FTE of a cell comes from.
    pub fn fte(&mut self, place: Place) {
        let cell = self.outcome.cell(place);
        let edits = self.scenario.map_or_else(Vec::new, |state| state.edits_used_at(place, CellField::Fte));
        if cell.basis.has(Basis::FTE_EDITED) {
            let scale = self.outcome.cells().scale;
            let heading = Heading::at(Formula::EditedFte, place);
            self.edited(heading, edits, |story| story.counted_fte(place), || cell.eligible_fte(scale));
        } else {
            self.counted_fte(place);
            self.amend(|told| told.edits = edits);
        }
    }

    /// Where the placement weeks of a cell come from.
    pub fn weeks(&mut self, place: Place) {
        let cell = self.outcome.cell(place);
        let edits = self.scenario.map_or_else(Vec::new, |state| state.edits_used_at(place, CellField::Weeks));
        if cell.basis.has(Basis::WEEKS_EDITED) {
            let scale = self.outcome.cells().scale;
            let heading = Heading::at(Formula::EditedWeeks, place);
            self.edited(heading, edits, |story| story.counted_weeks(place), || cell.provided(scale));
        } else {
            self.counted_weeks(place);
            self.amend(|told| told.edits = edits);
        }
    }

    /// Where the benchmark rate of the figure that was asked for comes from.
    pub fn rate(&mut self) {
        let Place { profession, year, .. } = self.asked.place;
        let rate = self.outcome.rate(profession, year);
        let edits = self.scenario.map_or_else(Vec::new, |state| state.edits_used_of_rate(profession, year));
        if rate.is_ok_and(|rate| rate.origin == RateOrigin::Edited) {
            let before = |story: &mut Story<'_>| {
                if let Some(state) = story.scenario {
                    story.unedited_rate(state.unedited_rate(profession, year));
                }
            };
            self.edited(Heading::group(Formula::EditedRate, profession, year), edits, before, || rate);
        } else {
            self.unedited_rate(rate);
            self.amend(|told| told.edits = edits);
        }
    }

    fn edited<T: Figured>(
        &mut self,
        heading: Heading,
        edits: Vec<EditUsed>,
        before: impl FnOnce(&mut Self),
        after: impl FnOnce() -> T,
    ) {
        self.figure(
            || heading,
            |story| {
                before(story);
                if let Some(open) = story.open.last_mut() {
                    // What was there before the edits is not the figure of the key.
                    open.parts.iter_mut().for_each(|part| part.key = None);
                    open.edits = edits;
                }
                after()
            },
        );
    }

    /// The rate before a scenario's edits of it: formed by the cells beside it, or the baseline's.
    fn unedited_rate(&mut self, rate: Result<Rate, NoRate>) {
        let Place { profession, year, .. } = self.asked.place;
        if self.outcome.formed_rate(profession, year) == rate {
            let outcome = self.outcome;
            // Worked out again, with this story listening.
            let formed = outcome.formed_rate_told(profession, year, self);
            debug_assert_eq!(formed, rate);
            return;
        }
        self.figure(
            || Heading::group(Formula::HeldRate, profession, year),
            |story| {
                if let (Some(state), Some(open)) = (story.scenario, story.open.last_mut()) {
                    let key = FigureKey::new(Measure::BenchmarkRate, story.asked.place);
                    open.parts.push(state.baseline().explain(&key));
                }
                rate.map_err(|reason| story.missing(format!("there is no rate: {reason}")))
                    .ok()
                    .map(|rate| rate.value())
            },
        );
    }

    /// What the organisations that form a rate add up to.
    pub fn sum(&mut self, members: &Members<'_>, field: CellField, total: Option<Fraction>) {
        let formula = if field == CellField::Fte { Formula::GroupFte } else { Formula::GroupWeeks };
        self.figure(
            || Heading::group(formula, members.profession, members.year),
            |story| {
                for place in members.places() {
                    match field {
                        CellField::Fte => story.fte(place),
                        CellField::Weeks => story.weeks(place),
                    }
                }
                total
            },
        );
    }

    /// Which organisations with any data do not form a rate, and why.
    pub fn left_out(&mut self, members: &Members<'_>) {
        let organisations = self.outcome.facts().organisations();
        for (organisation, reason) in members.left_out() {
            self.note(format!("{} {reason}", organisations[organisation as usize].code));
        }
    }

    fn counted_fte(&mut self, place: Place) {
        let (outcome, counting) = (self.outcome, self.counting);
        let (facts, settings) = (outcome.facts(), outcome.settings());
        self.figure(
            || Heading::at(Formula::EligibleFte, place),
            |story| {
                story.settings(&["staff", "bands", "excluded_levels", "preceptees", "long_leave"]);
                let among = moments(facts, place.profession, place.organisation);
                let span = span(facts, settings, place.year, among.clone());
                if span.is_none_or(|span| span.nearest) {
                    story.settings(&["nearest_snapshot", "nearest_snapshot_months"]);
                }
                let cell = span.map(|span| {
                    let mut cell = Cell::default();
                    counting.fte(&span, &mut cell, story);
                    cell
                });
                // Rows of the year that the mean leaves out: beside dated rows, or without any readable FTE.
                let chosen = |moment: usize| span.is_some_and(|span| (span.first..span.end).contains(&moment));
                for moment in among.filter(|moment| !chosen(*moment)) {
                    let held = facts.workforce.cells[moment];
                    if held.moment.academic_year() == Some(place.year) {
                        let whole_year = matches!(held.moment, Snapshot::In(_)) && span.is_some();
                        story.rows_beside(moment, whole_year);
                    }
                }
                match cell {
                    Some(cell) => {
                        cell_notes(&cell).for_each(|note| story.note(note));
                        if let Some(span) = span {
                            let dates = &facts.workforce.cells[span.first..span.end];
                            story.taken_over(cell.basis.has(Basis::MERGED), place, |loaded, organisation| {
                                let own = moments(loaded, place.profession, organisation);
                                let own = &loaded.workforce.cells[own];
                                own.iter().any(|own| dates.iter().any(|date| date.moment == own.moment))
                            });
                        }
                    }
                    None => story.nobody("workforce", "FTE", place),
                }
                cell.and_then(|cell| cell.eligible_fte(outcome.cells().scale))
            },
        );
    }

    /// The rows of a moment that is no snapshot of the year's mean.
    fn rows_beside(&mut self, moment: usize, whole_year: bool) {
        for number in self.outcome.facts().workforce.rows.range(moment) {
            let row = self.counting.staff_row(moment, number);
            let counted = match row.counted {
                Counted::Whole | Counted::Less { .. } if whole_year => Counted::No(NotCounted::WholeYear),
                other => other,
            };
            self.row(RowRef { counted, ..row });
        }
    }

    fn counted_weeks(&mut self, place: Place) {
        let (outcome, counting) = (self.outcome, self.counting);
        let (facts, scale) = (outcome.facts(), outcome.cells().scale);
        let wanted = (place.profession, place.year, place.organisation);
        let cells = &facts.placements.cells;
        let index = cells.binary_search_by_key(&wanted, |cell| (cell.profession, cell.year, cell.organisation)).ok();
        let index = index.filter(|index| cells[*index].readable).ok_or(index);
        if index.is_err() && outcome.settings().missing_return_as_zero && outcome.cell(place).has_workforce {
            self.figure(
                || Heading::at(Formula::CountedAsZero, place),
                |story| {
                    story.settings(&["missing_return_as_zero"]);
                    Some(Fraction::ZERO)
                },
            );
            return;
        }
        self.figure(
            || Heading::at(Formula::ProvidedWeeks, place),
            |story| {
                story.settings(&["learner_types"]);
                let counted = match index {
                    Ok(index) | Err(Some(index)) => Some(counting.weeks(index, story)),
                    Err(None) => None,
                };
                let has = |unit| story.open.last().is_some_and(|open| open.rows.iter().any(|row| row.unit == unit));
                let units = [(RowUnit::Hours, "hours_per_week"), (RowUnit::Days, "days_per_week")]
                    .map(|(u, key)| (has(u), key));
                for (used, key) in units {
                    if used {
                        story.settings(&[key]);
                    }
                }
                let (Ok(index), Some(counted)) = (index, counted) else {
                    story.settings(&["missing_return_as_zero"]);
                    story.nobody("placement", "measure", place);
                    return None;
                };
                let mut cell = Cell::default();
                counted.put_into(&mut cell);
                cell_notes(&cell).for_each(|note| story.note(note));
                story.taken_over(cells[index].merged, place, |loaded, organisation| {
                    let wanted = (place.profession, place.year, organisation);
                    let key = |cell: &ReturnCell| (cell.profession, cell.year, cell.organisation);
                    loaded.placements.cells.binary_search_by_key(&wanted, key).is_ok()
                });
                cell.provided(scale)
            },
        );
    }

    /// Says whose rows are among those of a cell, and by which setting, where organisations were taken over.
    /// `has_rows` tells whether the one of this number has rows there in what is loaded.
    fn taken_over(&mut self, merged: bool, place: Place, has_rows: impl Fn(&Facts, u32) -> bool) {
        if !merged {
            return;
        }
        self.settings(&["mergers"]);
        let (outcome, loaded) = (self.outcome, self.outcome.loaded());
        let successor = &outcome.organisation(place).code;
        for merger in outcome.facts().mergers().iter().filter(|merger| merger.successor == *successor) {
            if loaded.organisation_number(&merger.predecessor).is_some_and(|number| has_rows(loaded, number)) {
                self.note(format!("{} was taken over by {successor}: its rows are among these", merger.predecessor));
            }
        }
    }

    /// Says which rows lack what, where a figure of a cell is missing.
    fn nobody(&mut self, rows: &str, what: &str, place: Place) {
        let name = self.name(place);
        let lacking = self.open.last().map_or(0, |open| open.rows.len());
        let organisation = self.outcome.facts().organisations().get(place.organisation as usize);
        let code = organisation.map_or("?", |organisation| &organisation.code);
        let successor = self.outcome.counts_under(code);
        if successor.is_some() {
            self.settings(&["mergers"]);
        }
        self.missing(match (lacking, successor) {
            (0, Some(successor)) => format!("{code} was taken over by {successor}, where its rows count"),
            (0, None) => format!("no {rows} row for {name}"),
            (1, _) => format!("the only {rows} row for {name} has no readable {what}"),
            (n, _) => format!("none of the {} {rows} rows for {name} has a readable {what}", count(n as u64)),
        });
    }
}
