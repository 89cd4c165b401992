//! How figures that differ between two scenarios are made, and what each part of a scenario brings.

use super::difference_lines::{DifferenceLine, DifferenceLines, LineKey, PartKind, PartLine};
use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::total_story::{TotalFigure, TotalQuestion};
use super::{ComparisonReport, Whose};
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::ScenarioState;
use crate::model::{AcademicYear, Facts, Fraction, Outcome, Place, Profession, shown};

/// A figure of two scenarios side by side: what its story is told of, whatever the plan holds by then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DifferenceQuestion {
    /// One that differs.
    Line {
        /// Which figure of whom.
        key: LineKey,
        /// What the table calls whom.
        subject: String,
        /// What the table calls the figure.
        figure: String,
    },
    /// What a part of the scenario brings.
    Part {
        /// Of which profession and year.
        of: (Profession, AcademicYear),
        /// The part, as the table calls it.
        subject: String,
        /// Which of its amounts.
        amount: usize,
    },
}

impl DifferenceQuestion {
    /// The story beside the baseline, or beside another scenario over the same. Compares them again: beside the
    /// window.
    pub fn story(&self, state: &ScenarioState, other: Option<&ScenarioState>) -> FigureStory {
        let report = match other {
            Some(other) => ComparisonReport::with_scenario(state, other),
            None => ComparisonReport::with_baseline(state),
        };
        let (facts, lines, with) = (state.outcome().facts(), DifferenceLines::of(&report), report.with_words());
        match self {
            DifferenceQuestion::Line { key, subject, figure } => {
                let mut every = lines.totals.iter().chain(&lines.organisations).chain(&lines.inputs);
                let line = every.find(|line| line.key == *key);
                line.and_then(|line| line.story(facts, &with, other.is_none())).unwrap_or_else(|| {
                    let reason = format!("Nothing differs here between this scenario and {with}.");
                    FigureStory::without(&what_differs(figure), subject, reason)
                })
            }
            DifferenceQuestion::Part { of, subject, amount } => {
                let number = lines.parts.iter().position(|part| part.of == *of && part.subject == *subject);
                number.and_then(|number| lines.part_story(number, *amount, state.baseline())).unwrap_or_else(|| {
                    let name = contribution_to(AMOUNTS.get(*amount).copied().unwrap_or_default());
                    FigureStory::without(&name, subject, "This is no longer a part of what differs.")
                })
            }
        }
    }
}

fn what_differs(figure: &str) -> String {
    format!("{figure}, what differs")
}

fn contribution_to(what: &str) -> String {
    format!("Contribution to {what}")
}

impl DifferenceLine {
    /// What its story is asked by; `None` of a setting, which is what it is.
    pub fn question(&self) -> Option<DifferenceQuestion> {
        let DifferenceLine { key, subject, figure, .. } = self;
        (*key != LineKey::Setting).then(|| DifferenceQuestion::Line {
            key: key.clone(),
            subject: subject.clone(),
            figure: figure.clone(),
        })
    }

    /// How a figure that differs is made in the scenario and, where that is it, in the baseline; `None` of a
    /// setting, which is what it is. `with` is what it is compared with, in words.
    pub fn story(&self, facts: &Facts, with: &str, with_baseline: bool) -> Option<FigureStory> {
        let scenario = self.beneath(facts, false)?;
        let before = if with_baseline { self.beneath(facts, true) } else { None };
        let part = |name: String, value: &str, beneath| StoryPart {
            name,
            value: value.to_owned(),
            missing: value == "missing",
            beneath,
        };
        let value = if self.variance.is_empty() { self.after.clone() } else { self.variance.clone() };
        let with_values = match self.variance.as_str() {
            "" => format!("{} → {}", self.before, self.after),
            variance => format!("{} − {} = {variance}", self.after, self.before),
        };
        Some(FigureStory {
            parts: vec![
                part("In this scenario".to_owned(), &self.after, Some(scenario)),
                part(format!("In {with}"), &self.before, before),
            ],
            ..FigureStory::plain(
                &what_differs(&self.figure),
                &self.subject,
                value,
                "In this scenario − in what it is compared with.",
                with_values,
            )
        })
    }

    fn beneath(&self, facts: &Facts, in_baseline: bool) -> Option<Beneath> {
        let of_place = |place, measure| {
            let key = FigureKey::new(measure, place);
            if in_baseline { Beneath::InBaseline(key) } else { Beneath::Figure(key) }
        };
        match &self.key {
            LineKey::Setting => None,
            LineKey::Organisation { code, profession, year, measure } => {
                let organisation = facts.organisation_number(code)?;
                Some(of_place(Place { year: *year, organisation, profession: *profession }, *measure))
            }
            // A rate is the same for every organisation of its profession and year.
            LineKey::Rate { profession, year } => {
                let place = Place { year: *year, organisation: 0, profession: *profession };
                Some(of_place(place, Measure::BenchmarkRate))
            }
            LineKey::Total { profession, year, figure } => Some(Beneath::Total(TotalQuestion {
                figure: *figure,
                professions: vec![*profession],
                year: *year,
                whose: Whose::default(),
                reference: None,
                in_baseline,
            })),
        }
    }
}

/// The names of the amounts of a part, in their order.
const AMOUNTS: [&str; 4] = ["expected", "provided", "gap", "weeks short"];

impl PartLine {
    /// What the story of one of its amounts is asked by.
    pub fn question(&self, amount: usize) -> DifferenceQuestion {
        DifferenceQuestion::Part { of: self.of, subject: self.subject.clone(), amount }
    }
}

impl DifferenceLines {
    /// What one part brings to one amount, by the number of the part and of the amount.
    pub fn part_story(&self, number: usize, amount: usize, baseline: &Outcome) -> Option<FigureStory> {
        let (line, what) = (self.parts.get(number)?, AMOUNTS.get(amount)?);
        if line.kind == PartKind::Part {
            return Some(alone(line, amount, baseline));
        }
        let here = || self.parts.iter().filter(|other| other.of == line.of);
        let of_kind = |kind: PartKind| here().filter(move |other| other.kind == kind);
        let value = format!("{} weeks", line.amounts[amount]);
        let each = |kind| of_kind(kind).map(|part| part.amounts[amount].as_str()).collect::<Vec<_>>().join(" ");
        let (formula, beneath, with_values) = match line.kind {
            PartKind::Interaction => (
                "The whole difference − what every part brings alone: what the parts do together.",
                of_kind(PartKind::Difference).chain(of_kind(PartKind::Part)).collect::<Vec<_>>(),
                format!("{} − ({}) = {value}", each(PartKind::Difference), each(PartKind::Part)),
            ),
            PartKind::Part | PartKind::Difference => (
                "What every part brings alone, and what they do together.",
                of_kind(PartKind::Part).chain(of_kind(PartKind::Interaction)).collect(),
                format!("{} {} = {value}", each(PartKind::Part), each(PartKind::Interaction)),
            ),
        };
        let parts = beneath.into_iter().map(|part: &PartLine| StoryPart {
            name: part.subject.clone(),
            value: format!("{} weeks", part.amounts[amount]),
            missing: false,
            beneath: Some(Beneath::Difference(part.question(amount))),
        });
        Some(FigureStory {
            parts: parts.collect(),
            ..FigureStory::plain(&contribution_to(what), &line.subject, value, formula, with_values)
        })
    }
}

/// The totals of the amounts of a part, in their order.
const TOTALS: [TotalFigure; 4] =
    [TotalFigure::Expected, TotalFigure::Provided, TotalFigure::Gap, TotalFigure::WeeksShort];

/// What a part brings alone: the total with it − the baseline's; of one that the other scenario has, the reverse.
fn alone(line: &PartLine, amount: usize, baseline: &Outcome) -> FigureStory {
    let (profession, year) = line.of;
    let question = TotalQuestion {
        figure: TOTALS.get(amount).copied().unwrap_or(TotalFigure::Gap),
        professions: vec![profession],
        year,
        whose: Whose::default(),
        reference: None,
        in_baseline: true,
    };
    let before = question.part_in("In the baseline", baseline);
    let headline = baseline.headline(profession, year, |_| true);
    let exact = match amount {
        0 => headline.expected,
        1 => headline.provided,
        2 => headline.gap(),
        _ => headline.weeks_short,
    };
    let brings = line.written[amount];
    // As written: the two figures differ by what the table says.
    let written = |hundredths: i128| shown(Fraction::new(hundredths, 100).unwrap_or(Fraction::ZERO), 2);
    let start = exact.rounded(2);
    let end = if line.is_without { start - brings } else { start + brings };
    let value = format!("{} weeks", line.amounts[amount]);
    let (formula, values) = if line.is_without {
        (
            "The other scenario has this part, and this one does without it: the baseline's own − the figure with this \
             part alone on top of the baseline.",
            format!("{} − {} = {value}", written(start), written(end)),
        )
    } else {
        (
            "The figure with this part alone on top of the baseline − the baseline's own.",
            format!("{} − {} = {value}", written(end), written(start)),
        )
    };
    let with = StoryPart {
        name: "With this part alone".to_owned(),
        value: format!("{} weeks", written(end)),
        missing: false,
        beneath: None,
    };
    let parts = if line.is_without { vec![before, with] } else { vec![with, before] };
    let notes = vec![
        "With this part alone is worked out on trial: the baseline with these edits and no others. It is in no \
         scenario of the plan."
            .to_owned(),
    ];
    let name = contribution_to(AMOUNTS.get(amount).copied().unwrap_or_default());
    FigureStory { parts, notes, ..FigureStory::plain(&name, &line.subject, value, formula, values) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::scenario::Explainer;
    use crate::model::shown;
    use crate::report::tests::state;
    use std::sync::Arc;

    #[test]
    fn a_difference_leads_to_its_figure_in_the_scenario_and_in_the_baseline() {
        let state = state(&["ZA1 PT 2018/19 weeks +4"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        let facts = state.outcome().facts();
        let gap = lines.organisations.iter().find(|line| line.figure == "Gap, weeks").unwrap();
        let story = gap.story(facts, "the baseline", true).unwrap();
        assert_eq!(story.with_values.as_deref(), Some("−6.00 − −10.00 = +4.00"));
        let figure = |beneath: &Option<Beneath>| match beneath {
            Some(Beneath::Figure(key)) => state.outcome().figures(key.place).gap,
            Some(Beneath::InBaseline(key)) => state.baseline().figures(key.place).gap,
            _ => None,
        };
        let told: Vec<_> = story.parts.iter().map(|part| shown(figure(&part.beneath).unwrap(), 2)).collect();
        assert_eq!(told, ["−6.00", "−10.00"]);
        // A total leads to the organisations that it adds, on either side.
        let total = lines.totals.iter().find(|line| line.figure == "Gap, weeks").unwrap();
        let story = total.story(facts, "the baseline", true).unwrap();
        let by = Explainer::Scenario(Arc::new(state));
        let values = story.parts.iter().map(|part| match &part.beneath {
            Some(Beneath::Total(question)) => question.story(&by).value,
            other => panic!("{other:?}"),
        });
        assert_eq!(values.collect::<Vec<_>>(), ["−66.00 weeks", "−70.00 weeks"]);
    }

    #[test]
    fn parts_and_interaction_are_told_as_a_sum() {
        let state = state(&["ZA1 PT 2018/19 weeks +20", "ZA1 PT 2018/19 fte *2"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        let told = |part| lines.part_story(part, 3, state.baseline()).unwrap();
        let values: Vec<String> = (0..lines.parts.len()).map(|part| told(part).with_values.unwrap()).collect();
        // Alone the weeks make 10 good, and the FTE lacks 50 more; together ZA1 lacks 40 of its 100.
        insta::assert_snapshot!(values.join("\n"), @r"
        60.00 − 70.00 = −10.00 weeks
        120.00 − 70.00 = +50.00 weeks
        +30.00 − (−10.00 +50.00) = −10.00 weeks
        −10.00 +50.00 −10.00 = +30.00 weeks
        ");
        let by = Explainer::Scenario(Arc::new(self::state(&["ZA1 PT 2018/19 weeks +20"])));
        let Some(Beneath::Total(baseline)) = &told(0).parts[1].beneath else { panic!("{:?}", told(0).parts) };
        assert_eq!(baseline.story(&by).value, "70.00 weeks");
        // What is worked out from the parts leads to each of them.
        for part in [told(2), told(3)].iter().flat_map(|story| &story.parts) {
            let Some(Beneath::Difference(question)) = &part.beneath else { panic!("{part:?}") };
            assert_eq!(question.story(&state, None).value, part.value);
        }
    }

    #[test]
    fn a_difference_is_told_of_the_scenarios_as_they_are_by_then() {
        let before = state(&["ZA1 PT 2018/19 weeks +20", "ZA1 PT 2018/19 fte *2"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&before));
        let gap = lines.organisations.iter().find(|line| line.figure == "Gap, weeks").unwrap().question().unwrap();
        let part = lines.parts[0].question(3);
        let values = |of: &DifferenceQuestion, state, other| of.story(state, other).with_values;
        assert_eq!(values(&gap, &before, None).as_deref(), Some("−40.00 − −10.00 = −30.00"));
        assert_eq!(values(&part, &before, None).as_deref(), Some("60.00 − 70.00 = −10.00 weeks"));
        let other = state(&["ZA1 PT 2018/19 weeks +4"]);
        assert_eq!(values(&gap, &before, Some(&other)).as_deref(), Some("−40.00 − −6.00 = −34.00"));
        assert_eq!(values(&gap, &other, None).as_deref(), Some("−6.00 − −10.00 = +4.00"));
        // As the baseline, and without the part.
        let missing = |of: &DifferenceQuestion| of.story(&state(&[]), None).missing.unwrap();
        let nothing = "Nothing differs here between this scenario and the baseline.";
        assert_eq!(missing(&gap), nothing);
        assert_eq!(missing(&part), "This is no longer a part of what differs.");
    }
}
