//! The figures of one place: what follows from its cell and its rate.

use super::benchmark::{NoRate, Rate, RateOrigin};
use super::cells::Cell;
use super::explain::{Formula, Heading, Measure, Plain, Recorder, Story};
use super::members::why_not;
use super::notes::{RestsOn, notes};
use super::scenario::CellField;
use super::{BenchmarkMethod, Fraction, Outcome, Place, Status, placements_to_close};

/// The figures of one organisation, profession and year. `None` is missing, never 0.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Eligible FTE; `None` without workforce data.
    pub eligible_fte: Option<Fraction>,
    /// The benchmark rate, or why there is none.
    pub rate: Result<Rate, NoRate>,
    /// Expected placement weeks: eligible FTE × rate. 0 where eligible FTE is 0, rate or no rate.
    pub expected: Option<Fraction>,
    /// Placement weeks provided; `None` without a return.
    pub provided: Option<Fraction>,
    /// Provided − expected.
    pub gap: Option<Fraction>,
    /// Provided ÷ expected; `None` where nothing is expected, never infinity.
    pub ratio: Option<Fraction>,
    /// Share of the eligible FTE of those that formed the rate; `None` for others.
    pub fte_share: Option<Fraction>,
    /// Share of what those that formed the rate provide; `None` for others.
    pub provided_share: Option<Fraction>,
    /// The share of the provided weeks that apprentices bring; `None` where none are provided, and
    /// where a scenario's edit changes them.
    pub apprentice_share: Option<Fraction>,
    /// Where the organisation stands.
    pub status: Status,
    /// Whole placements that would close the gap: ⌈|gap| ÷ block length⌉, 0 where there is none to
    /// close, `None` without a gap.
    pub placements_to_close: Option<i128>,
    /// The cell that the figures are made from, with what it rests on.
    pub cell: Cell,
}

/// One place with the two inputs of all its figures.
pub(crate) struct At<'a> {
    outcome: &'a Outcome,
    place: Place,
    cell: Cell,
    rate: Result<Rate, NoRate>,
}

/// The rate if the organisation is one of those that formed it; otherwise why it is not.
type Formed<'a> = Result<&'a Rate, NotAmong>;

/// Why an organisation is not one of those that formed the rate.
#[derive(Clone, Copy)]
enum NotAmong {
    /// The rate was formed by no organisation of the year, as this clause says.
    Nobody(&'static str),
    /// The organisation is, has or lacks what this says.
    It(&'static str),
}

impl Outcome {
    /// The figures at a place.
    pub fn figures(&self, place: Place) -> Figures {
        self.look_at(place).figures()
    }

    pub(super) fn look_at(&self, place: Place) -> At<'_> {
        At { outcome: self, place, cell: self.cell(place), rate: self.rate(place.profession, place.year) }
    }
}

impl At<'_> {
    fn figures(&self) -> Figures {
        let story = &mut Plain;
        let (gap, ratio, formed) = (self.gap(story), self.ratio(story), self.formed());
        Figures {
            eligible_fte: self.eligible_fte(story),
            rate: self.rate,
            expected: self.expected(story),
            provided: self.provided(story),
            gap,
            ratio,
            fte_share: self.fte_share(formed, story),
            provided_share: self.provided_share(formed, story),
            apprentice_share: self.apprentice_share(),
            status: self.status(ratio, story),
            placements_to_close: self.placements(gap, story),
            cell: self.cell,
        }
    }

    /// Tells how one of the figures is made.
    pub fn tell(&self, measure: Measure, story: &mut Story<'_>) {
        match measure {
            Measure::EligibleFte => story.fte(self.place),
            Measure::BenchmarkRate => story.rate(),
            Measure::BenchmarkOrgs => _ = self.organisations(story),
            Measure::ExpectedWeeks => _ = self.expected(story),
            Measure::ProvidedWeeks => story.weeks(self.place),
            Measure::GapWeeks => _ = self.gap(story),
            Measure::ProvisionRatio => _ = self.ratio(story),
            Measure::FteShare => _ = self.fte_share(self.formed(), story),
            Measure::ProvidedShare => _ = self.provided_share(self.formed(), story),
            Measure::Status => _ = self.status(self.ratio(&mut Plain), story),
            Measure::PlacementsToCloseGap => _ = self.placements(self.gap(&mut Plain), story),
        }
    }

    fn eligible_fte<R: Recorder>(&self, story: &mut R) -> Option<Fraction> {
        story.tell(|story| story.fte(self.place));
        self.cell.eligible_fte(self.outcome.cells().scale)
    }

    fn provided<R: Recorder>(&self, story: &mut R) -> Option<Fraction> {
        story.tell(|story| story.weeks(self.place));
        self.cell.provided(self.outcome.cells().scale)
    }

    /// How many organisations formed the rate: none of them an entered one; `None` without a rate.
    fn organisations<R: Recorder>(&self, story: &mut R) -> Option<i128> {
        story.figure(
            || Heading::at(Formula::BenchmarkOrgs, self.place),
            |story| {
                story.tell(|story| {
                    story.rate();
                    if let Err(reason) = self.rate {
                        story.missing(format!("there is no rate: {reason}"));
                    }
                });
                self.rate.ok().map(|rate| rate.organisations.into())
            },
        )
    }

    /// Eligible FTE × rate; 0 where eligible FTE is 0, rate or no rate; `None` without either.
    fn expected<R: Recorder>(&self, story: &mut R) -> Option<Fraction> {
        story.figure(
            || Heading::at(Formula::ExpectedWeeks, self.place),
            |story| {
                story.tell(|story| {
                    story.fte(self.place);
                    story.rate();
                });
                if !self.cell.has_workforce {
                    return None;
                }
                match &self.rate {
                    Ok(rate) => Some(rate.expected(self.cell.fte)),
                    Err(_) if self.cell.fte == 0 => Some(Fraction::ZERO),
                    Err(_) => None,
                }
            },
        )
    }

    /// Provided − expected, from the cell's own units.
    fn gap<R: Recorder>(&self, story: &mut R) -> Option<Fraction> {
        story.figure(
            || Heading::at(Formula::GapWeeks, self.place),
            |story| {
                story.tell(|story| self.tell_both(story));
                match (&self.rate, self.cell.has_workforce && self.cell.has_return) {
                    (Ok(rate), true) => Some(rate.gap(self.cell.fte, self.cell.weeks)),
                    (Err(_), true) if self.cell.fte == 0 => self.cell.provided(self.outcome.cells().scale),
                    _ => None,
                }
            },
        )
    }

    /// Provided ÷ expected, from the cell's own units.
    fn ratio<R: Recorder>(&self, story: &mut R) -> Option<Fraction> {
        story.figure(
            || Heading::at(Formula::ProvisionRatio, self.place),
            |story| {
                story.tell(|story| {
                    self.tell_both(story);
                    if self.cell.has_return && self.expected(&mut Plain).is_some_and(Fraction::is_zero) {
                        story.missing("nothing is expected, and nothing is divided by 0");
                    }
                });
                match (&self.rate, self.cell.has_workforce && self.cell.has_return) {
                    (Ok(rate), true) => rate.ratio(self.cell.fte, self.cell.weeks),
                    _ => None,
                }
            },
        )
    }

    fn tell_both(&self, story: &mut Story<'_>) {
        self.provided(story);
        self.expected(story);
    }

    fn fte_share<R: Recorder>(&self, formed: Formed<'_>, story: &mut R) -> Option<Fraction> {
        story.figure(
            || Heading::at(Formula::FteShare, self.place),
            |story| {
                story.tell(|story| {
                    story.fte(self.place);
                    self.tell_group(formed, CellField::Fte, story);
                });
                formed.ok().and_then(|rate| rate.fte_share(self.cell.fte))
            },
        )
    }

    fn provided_share<R: Recorder>(&self, formed: Formed<'_>, story: &mut R) -> Option<Fraction> {
        story.figure(
            || Heading::at(Formula::ProvidedShare, self.place),
            |story| {
                story.tell(|story| {
                    story.weeks(self.place);
                    self.tell_group(formed, CellField::Weeks, story);
                });
                let rate = formed.ok().filter(|_| self.cell.has_return);
                rate.and_then(|rate| Fraction::new(self.cell.weeks, rate.provided))
            },
        )
    }

    fn tell_group(&self, formed: Formed<'_>, field: CellField, story: &mut Story<'_>) {
        match formed {
            Ok(rate) => {
                let members = self.outcome.members(rate.method, self.place.profession, self.place.year);
                let total = if field == CellField::Fte { rate.group_fte() } else { rate.group_provided() };
                story.sum(&members, field, total);
                if total.is_some_and(Fraction::is_zero) {
                    story.missing("those that formed the rate provide nothing, and nothing is divided by 0");
                }
            }
            Err(reason) => story.missing(match (self.rate, reason) {
                (Err(no_rate), _) => format!("there is no rate: {no_rate}"),
                (Ok(_), NotAmong::Nobody(reason)) => reason.to_owned(),
                (Ok(_), NotAmong::It(reason)) => {
                    let organisation = self.outcome.facts().organisations().get(self.place.organisation as usize);
                    let code = organisation.map_or("it", |organisation| &organisation.code);
                    format!("{code} {reason}, so it is not one of those that formed the rate")
                }
            }),
        }
    }

    /// The first status that applies (`domain.md`, *Status*), decided exactly.
    fn status<R: Recorder>(&self, ratio: Option<Fraction>, story: &mut R) -> Status {
        story.figure(
            || Heading::at(Formula::Status, self.place),
            |story| {
                let settings = self.outcome.settings();
                let before = Status::before_ratio(&self.cell, &self.rate);
                story.tell(|story| match before {
                    Some(Status::NoWorkforceData) => story.fte(self.place),
                    Some(Status::NoReturn) => story.weeks(self.place),
                    Some(Status::NoExpectation) if self.cell.fte == 0 => story.fte(self.place),
                    _ if before.is_some() || ratio.is_none() => story.rate(),
                    _ => {
                        self.ratio(story);
                        story.settings(&["threshold_above", "threshold_meets", "threshold_near"]);
                    }
                });
                let (None, Some(ratio)) = (before, ratio) else { return before.unwrap_or(Status::NoRate) };
                Status::of_ratio(ratio, settings)
            },
        )
    }

    fn placements<R: Recorder>(&self, gap: Option<Fraction>, story: &mut R) -> Option<i128> {
        story.figure(
            || Heading::at(Formula::PlacementsToCloseGap, self.place),
            |story| {
                story.tell(|story| {
                    self.gap(story);
                    story.settings(&["block_weeks"]);
                });
                let block = self.outcome.settings().block_weeks.of(self.place.profession);
                gap.map(|gap| placements_to_close(gap, block))
            },
        )
    }

    /// The rate if the organisation is one of those that formed it, in the year that it was formed in;
    /// otherwise why it is not.
    fn formed(&self) -> Formed<'_> {
        let rate = self.rate.as_ref().map_err(|_| NotAmong::Nobody("there is no rate"))?;
        if rate.method == BenchmarkMethod::Set && rate.origin != RateOrigin::Edited {
            return Err(NotAmong::Nobody("the rate is entered, so no organisation formed it"));
        }
        match rate.origin {
            RateOrigin::Formed if rate.year == Some(self.place.year) => {}
            RateOrigin::Formed => return Err(NotAmong::Nobody("the rate was formed in another year")),
            RateOrigin::Held => {
                return Err(NotAmong::Nobody("the rate is the baseline's, so the scenario's figures did not form it"));
            }
            RateOrigin::Edited => {
                return Err(NotAmong::Nobody("the rate is an edit of the scenario, so no organisation formed it"));
            }
        }
        let in_group = self.outcome.in_reference_group(self.place.organisation);
        why_not(rate.method, in_group, &self.cell).map_or(Ok(rate), |reason| Err(NotAmong::It(reason)))
    }

    fn apprentice_share(&self) -> Option<Fraction> {
        self.outcome.cells().apprentice_share(self.place, &self.cell)
    }

    /// What one of the figures rests on, in words.
    pub fn notes(&self, measure: Measure) -> Vec<String> {
        let on = RestsOn { fte: measure.is_of_fte(), weeks: measure.is_of_weeks(), rate: measure.is_of_rate() };
        notes(&self.cell, self.apprentice_share(), &self.rate, on)
    }
}

impl Figures {
    /// What the figures rest on, in words, for the note column and the screen; empty if on nothing
    /// that needs saying.
    pub fn notes(&self) -> Vec<String> {
        notes(&self.cell, self.apprentice_share, &self.rate, RestsOn::EVERYTHING)
    }
}
