//! The totals behind a question, told: value, formula with its values, and the organisations beneath.

use super::change::{ORGANISATIONS, PAIRS};
use super::{TotalFigure, TotalQuestion, words};
use crate::model::explain::{FigureKey, Measure};
use crate::model::{Figures, Fraction, Outcome, Place, Settings, Status, Total, count, counted, percent, shown};
use crate::report::figure_story::{Beneath, FigureStory, StoryPart, StorySetting};
use crate::report::overview::{left_out, nearest, sentence};

/// A question, and the totals that answer it.
pub(super) struct Telling<'a> {
    question: &'a TotalQuestion,
    outcome: &'a Outcome,
    /// The settings beneath a scenario's own.
    before: Option<&'a Settings>,
    wanted: Vec<bool>,
    totals: Vec<Total>,
}

/// Amounts of several professions have rates of different denominators: on one grid, a billionth of a
/// week, they sum exactly.
const GRID: u32 = 9;

/// The statuses that have a ratio, the highest first.
const SPREAD: [Status; 4] = [Status::Above, Status::Meets, Status::Near, Status::Below];

fn without(total: &Total) -> u32 {
    total.without_return + total.without_workforce + total.without_expectation
}

/// A sentence as the part of another.
fn uncapitalised(words: String) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn in_status(total: &Total, status: Status) -> u32 {
    total.ratios.iter().filter(|(_, of)| *of == status).count() as u32
}

impl<'a> Telling<'a> {
    pub fn new(question: &'a TotalQuestion, outcome: &'a Outcome) -> Telling<'a> {
        let wanted = question.whose.wanted(outcome.facts(), outcome.settings());
        let each = question.professions.iter();
        let totals = each.map(|profession| outcome.total(*profession, question.year, |of| wanted[of as usize]));
        let totals = totals.collect();
        Telling { question, outcome, before: None, wanted, totals }
    }

    /// Under a scenario over a baseline of these settings.
    pub fn over(self, before: &'a Settings) -> Telling<'a> {
        Telling { before: Some(before), ..self }
    }

    fn sum(&self, of: impl Fn(&Total) -> Fraction) -> Fraction {
        match self.totals.as_slice() {
            [one] => of(one),
            many => {
                let units = many.iter().map(|total| of(total).rounded(GRID)).sum();
                Fraction::new(units, 10_i128.pow(GRID)).unwrap_or(Fraction::ZERO)
            }
        }
    }

    fn number(&self, of: impl Fn(&Total) -> u32) -> u64 {
        self.totals.iter().map(|total| u64::from(of(total))).sum()
    }

    /// What is counted: organisations, or each once for each profession.
    fn counted_by(&self) -> (&'static str, &'static str) {
        if self.question.professions.len() > 1 { PAIRS } else { ORGANISATIONS }
    }

    fn who(&self, of: impl Fn(&Total) -> u32) -> String {
        let (one, many) = self.counted_by();
        counted(self.number(of), one, many)
    }

    /// The figure as a number; `None` where there is none, or where it is no one number.
    pub fn amount(&self) -> Option<Fraction> {
        if self.missing().is_some() {
            return None;
        }
        let number = |of: fn(&Total) -> u32| Fraction::new(self.number(of).into(), 1);
        match self.question.figure {
            TotalFigure::Added => number(|total| total.counted),
            TotalFigure::Meet => number(|total| total.meet),
            TotalFigure::LeftOut => number(without),
            TotalFigure::EligibleFte => Some(self.sum(|total| total.eligible_fte)),
            TotalFigure::WeeksShort => Some(self.sum(|total| total.weeks_short)),
            TotalFigure::WeeksAbove => Some(self.sum(|total| total.weeks_above)),
            TotalFigure::Expected => Some(self.sum(|total| total.expected)),
            TotalFigure::Provided => Some(self.sum(|total| total.provided)),
            TotalFigure::Gap => Some(self.sum(Total::gap)),
            TotalFigure::Ratio => self.sum(|total| total.provided).over_fraction(self.sum(|total| total.expected)),
            TotalFigure::Apprentices => self.apprentices(),
            TotalFigure::Spread => None,
        }
    }

    /// The figure as text.
    pub fn value(&self) -> String {
        let weeks = |of: fn(&Total) -> Fraction| format!("{} weeks", shown(self.sum(of), 2));
        match self.question.figure {
            TotalFigure::Added => self.who(|total| total.counted),
            TotalFigure::EligibleFte => format!("{} FTE", shown(self.sum(|total| total.eligible_fte), 2)),
            TotalFigure::Meet => {
                format!("{} of {}", count(self.number(|total| total.meet)), count(self.number(|total| total.counted)))
            }
            TotalFigure::WeeksShort => weeks(|total| total.weeks_short),
            TotalFigure::WeeksAbove => weeks(|total| total.weeks_above),
            TotalFigure::Expected => weeks(|total| total.expected),
            TotalFigure::Provided => weeks(|total| total.provided),
            TotalFigure::Gap => weeks(Total::gap),
            TotalFigure::Ratio => {
                let ratio = self.sum(|total| total.provided).over_fraction(self.sum(|total| total.expected));
                ratio.map_or("none".to_owned(), |ratio| percent(ratio, self.outcome.settings()))
            }
            TotalFigure::LeftOut => self.who(without),
            TotalFigure::Spread => {
                let number = |status| count(self.number(|total| in_status(total, status)));
                SPREAD.map(|status| format!("{} {status}", number(status))).join(", ")
            }
            TotalFigure::Apprentices => {
                self.apprentices().map_or("not known".to_owned(), |share| percent(share, self.outcome.settings()))
            }
        }
    }

    fn apprentices(&self) -> Option<Fraction> {
        let [profession] = self.question.professions.as_slice() else { return None };
        self.outcome.apprentices(*profession, self.question.year, |of| self.wanted[of as usize])
    }

    pub fn story(&self) -> FigureStory {
        let (name, formula) = words(self.question.figure);
        let value = self.value();
        let parts = self.parts();
        let with_values = self.with_values(&value, &parts);
        let story = FigureStory::plain(name, &self.subject(), value.clone(), formula, with_values);
        let missing = self.missing();
        FigureStory {
            value: if missing.is_some() { "missing".to_owned() } else { value },
            with_values: story.with_values.filter(|_| missing.is_none()),
            reference: self.question.reference,
            settings: self.settings(),
            notes: self.notes(),
            // A card says both in one sentence.
            beside: match self.question.figure {
                TotalFigure::WeeksShort => vec![self.beside(TotalFigure::WeeksAbove)],
                TotalFigure::WeeksAbove => vec![self.beside(TotalFigure::WeeksShort)],
                _ => Vec::new(),
            },
            parts,
            missing,
            ..story
        }
    }

    /// Of whom and when.
    pub fn subject(&self) -> String {
        let professions = match self.question.professions.as_slice() {
            [one] => self.outcome.profession_name(*one).into_owned(),
            many => many.iter().map(|profession| profession.code()).collect::<Vec<_>>().join(" "),
        };
        format!("{professions}, {}, {}", self.question.year, self.question.whose.words())
    }

    fn with_values(&self, value: &str, parts: &[StoryPart]) -> String {
        let weeks = |of: fn(&Total) -> Fraction| shown(self.sum(of), 2);
        let (provided, expected) = (weeks(|total| total.provided), weeks(|total| total.expected));
        let summed = || {
            let number = parts.len() as u64;
            match self.question.professions.as_slice() {
                [_] => counted(number, "organisation", "organisations"),
                _ => counted(number, "profession", "professions"),
            }
        };
        match self.question.figure {
            TotalFigure::Gap => format!("{provided} − {expected} = {value}"),
            TotalFigure::Ratio => format!("{provided} ÷ {expected} = {value}"),
            TotalFigure::Meet => format!("{value} {} are on or above {}", self.counted_by().1, self.meets_from()),
            TotalFigure::LeftOut | TotalFigure::Added => value.to_owned(),
            TotalFigure::Spread => {
                let number = |status| count(self.number(|total| in_status(total, status)));
                let all = self.who(|total| total.ratios.len() as u32);
                format!("{} = {all}", SPREAD.map(number).join(" + "))
            }
            TotalFigure::Apprentices => {
                let weeks = self.apprentices().map(|share| share.times(self.sum(|total| total.provided)));
                format!("{} ÷ {provided} = {value}", weeks.map_or("not known".to_owned(), |weeks| shown(weeks, 2)))
            }
            TotalFigure::WeeksShort => format!("size of the sum over {} = {value}", summed()),
            TotalFigure::WeeksAbove | TotalFigure::EligibleFte | TotalFigure::Expected | TotalFigure::Provided => {
                format!("sum over {} = {value}", summed())
            }
        }
    }

    fn meets_from(&self) -> String {
        percent(Fraction::of(self.outcome.settings().threshold_meets), self.outcome.settings())
    }

    /// Why there is no such figure: no profession has a rate, or nothing is expected of anybody.
    fn missing(&self) -> Option<String> {
        if self.question.figure == TotalFigure::LeftOut {
            return None;
        }
        let why = self.totals.iter().map(|total| total.rate.err()).collect::<Option<Vec<_>>>();
        let no_rate = why.as_deref().and_then(|why| why.first()).map(|why| format!("{}.", sentence(&why.to_string())));
        let nobody = self.question.figure == TotalFigure::Ratio && self.sum(|total| total.expected).is_zero();
        no_rate.or_else(|| nobody.then(|| "Nobody among them has FTE, a return and a rate.".to_owned()))
    }

    fn settings(&self) -> Vec<StorySetting> {
        let keys: &[&str] = match self.question.figure {
            TotalFigure::Meet => &["threshold_meets"],
            TotalFigure::Spread => &["threshold_above", "threshold_meets", "threshold_near"],
            _ => &[],
        };
        StorySetting::used(self.outcome.settings(), self.before, keys)
    }

    fn notes(&self) -> Vec<String> {
        let several = self.totals.len() > 1;
        let mut notes = Vec::new();
        for total in &self.totals {
            let of = if several { format!("{}: ", total.profession) } else { String::new() };
            let counted = format!("{} of {} organisations are added", count(total.counted.into()), total.of);
            let without = left_out(total, |expected| format!(" (expected {} weeks)", shown(expected, 0)));
            let all = [Some(counted), without.map(uncapitalised)].into_iter().flatten();
            notes.push(format!("{of}{}.", all.collect::<Vec<_>>().join("; ")));
            notes.extend(nearest(total).map(|words| format!("{of}{words}.")));
            let of_both = matches!(self.question.figure, TotalFigure::Gap | TotalFigure::Ratio);
            if total.is_its_own_average && of_both && !several {
                notes.push(
                    "In total 100 % by construction: the organisations added are those that formed the rate."
                        .to_owned(),
                );
            }
        }
        notes
    }

    /// What it is made from: one line for each profession, or for each organisation of the one.
    fn parts(&self) -> Vec<StoryPart> {
        let figure = self.question.figure;
        let sums = || vec![self.beside(TotalFigure::Provided), self.beside(TotalFigure::Expected)];
        // The organisations stand beneath each sum.
        if matches!(figure, TotalFigure::Gap | TotalFigure::Ratio) {
            return sums();
        }
        let [profession] = self.question.professions.as_slice() else {
            let each = self.question.professions.iter().zip(&self.totals).filter(|(_, total)| total.of > 0);
            let parts = each.map(|(profession, _)| {
                let question = TotalQuestion { professions: vec![*profession], ..self.question.clone() };
                Telling::new(&question, self.outcome).part_named(&self.outcome.profession_name(*profession))
            });
            return parts.collect();
        };
        let mut parts: Vec<(f64, StoryPart)> = self
            .outcome
            .glances(*profession, self.question.year)
            .filter_map(|glance| self.part(glance.place))
            .collect();
        // The largest first; organisations alike stay in the order of their codes.
        parts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        parts.into_iter().map(|(_, part)| part).collect()
    }

    /// The figure as a part of another.
    pub fn part_named(&self, name: &str) -> StoryPart {
        let missing = self.missing().is_some();
        let value = if missing { "missing".to_owned() } else { self.value() };
        StoryPart { name: name.to_owned(), value, missing, beneath: Some(Beneath::Total(self.question.clone())) }
    }

    /// Another figure of the same total.
    fn beside(&self, figure: TotalFigure) -> StoryPart {
        let question = TotalQuestion { figure, ..self.question.clone() };
        Telling::new(&question, self.outcome).part_named(words(figure).0)
    }

    /// One organisation's part, and what it is sorted by; `None` if it has none.
    fn part(&self, place: Place) -> Option<(f64, StoryPart)> {
        if !self.wanted[place.organisation as usize] {
            return None;
        }
        let figures = self.outcome.figures(place);
        let is_added = figures.gap.is_some() && !figures.eligible_fte?.is_zero() && figures.rate.is_ok();
        let added = |figure: Option<Fraction>| figure.filter(|_| is_added);
        let weeks = |figure: Fraction| format!("{} weeks", shown(figure, 2));
        let (measure, value, by) = match self.question.figure {
            TotalFigure::LeftOut => return self.part_left_out(place, &figures),
            // They are made of two sums.
            TotalFigure::Gap | TotalFigure::Ratio => return None,
            TotalFigure::EligibleFte | TotalFigure::Added => {
                let fte = added(figures.eligible_fte)?;
                (Measure::EligibleFte, format!("{} FTE", shown(fte, 2)), fte)
            }
            TotalFigure::Meet | TotalFigure::Spread => {
                let ratio = added(figures.ratio)?;
                let words = format!("{}, {}", percent(ratio, self.outcome.settings()), figures.status);
                (Measure::ProvisionRatio, words, ratio)
            }
            TotalFigure::WeeksShort => {
                let gap = added(figures.gap).filter(|gap| gap.is_negative())?;
                (Measure::GapWeeks, weeks(gap), gap.abs())
            }
            TotalFigure::WeeksAbove => {
                let gap = added(figures.gap).filter(|gap| !gap.is_negative() && !gap.is_zero())?;
                (Measure::GapWeeks, weeks(gap), gap)
            }
            TotalFigure::Expected => {
                let expected = added(figures.expected)?;
                (Measure::ExpectedWeeks, weeks(expected), expected)
            }
            TotalFigure::Provided | TotalFigure::Apprentices => {
                let provided = added(figures.provided)?;
                let share = figures.apprentice_share.filter(|_| self.question.figure == TotalFigure::Apprentices);
                let words = match share {
                    Some(share) => {
                        format!("{} of {}", percent(share, self.outcome.settings()), weeks(provided))
                    }
                    None => weeks(provided),
                };
                (Measure::ProvidedWeeks, words, provided)
            }
        };
        Some((by.to_f64(), self.organisation_part(place, measure, value, false)))
    }

    /// Who is not added has no figure that could be: the one that it lacks is told.
    fn part_left_out(&self, place: Place, figures: &Figures) -> Option<(f64, StoryPart)> {
        let lacks = match figures.cell {
            cell if !cell.has_workforce || (cell.has_return && cell.fte == 0) => Measure::EligibleFte,
            cell if !cell.has_return => Measure::ProvidedWeeks,
            _ => return None,
        };
        Some((0.0, self.organisation_part(place, lacks, figures.status.to_string(), true)))
    }

    fn organisation_part(&self, place: Place, measure: Measure, value: String, missing: bool) -> StoryPart {
        let organisation = self.outcome.organisation(place);
        let name = organisation.called();
        let key = FigureKey::new(measure, place);
        let beneath = if self.question.in_baseline { Beneath::InBaseline(key) } else { Beneath::Figure(key) };
        StoryPart { name: name.to_owned(), value, missing, beneath: Some(beneath) }
    }
}
