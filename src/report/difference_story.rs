//! How figures that differ between two scenarios are made, and what each part of a scenario brings.

use super::difference_lines::{DifferenceLine, DifferenceLines, LineKey, PartKey, PartKind, PartLine};
use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::total_story::{TotalFigure, TotalQuestion};
use super::{ComparisonReport, Whose};
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::ScenarioState;
use crate::model::{Facts, Fraction, Place, shown, shown_sides, signed};

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
        /// Which part.
        part: PartKey,
        /// What the table calls it.
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
            DifferenceQuestion::Part { part, subject, amount } => {
                let number = lines.parts.iter().position(|line| line.key == *part);
                number.and_then(|number| lines.part_story(number, *amount)).unwrap_or_else(|| {
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
        if let LineKey::Untold(_) = self.key {
            let reason = "How this figure is made is not known here.";
            return Some(FigureStory::without(&what_differs(&self.figure), &self.subject, reason));
        }
        let scenario = self.beneath(facts, false)?;
        let before = if with_baseline { self.beneath(facts, true) } else { None };
        let part = |name: String, value: String, beneath| {
            let missing = value == "missing";
            StoryPart { name, value, missing, beneath }
        };
        let (after, was, value, with_values) = match self.exact {
            ([Some(was), Some(after)], _) if self.is_ratio() => {
                let [after, was] = [after.in_per_cent(), was.in_per_cent()];
                let value = format!("{} percentage points", signed(after.minus(was), PLACES));
                let [after, was] = shown_sides([after, was], 0, PLACES).map(|side| format!("{side} %"));
                let values = format!("{after} − {was} = {value}");
                (after, was, value, values)
            }
            ([Some(was), Some(after)], places) => {
                let values = difference(after, was, places, &self.variance);
                (self.after.clone(), self.before.clone(), self.variance.clone(), values)
            }
            _ => {
                let [was, after] = if self.is_ratio() {
                    [self.cells[0].clone(), self.cells[1].clone()]
                } else {
                    [self.before.clone(), self.after.clone()]
                };
                let values = format!("{was} → {after}");
                (after.clone(), was, after, values)
            }
        };
        Some(FigureStory {
            parts: vec![
                part("In this scenario".to_owned(), after, Some(scenario)),
                part(format!("In {with}"), was, before),
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

    fn is_ratio(&self) -> bool {
        matches!(
            self.key,
            LineKey::Total { figure: TotalFigure::Ratio, .. }
                | LineKey::Organisation { measure: Measure::ProvisionRatio, .. }
        )
    }

    fn beneath(&self, facts: &Facts, in_baseline: bool) -> Option<Beneath> {
        let of_place = |place, measure| {
            let key = FigureKey::new(measure, place);
            if in_baseline { Beneath::InBaseline(key) } else { Beneath::Figure(key) }
        };
        match &self.key {
            LineKey::Setting | LineKey::Untold(_) => None,
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
                in_baseline,
                ..TotalQuestion::new(*figure, vec![*profession], *year, Whose::default())
            })),
        }
    }
}

/// The two sides of a difference, with as many digits as a calculator needs to come to it as it is written.
fn difference(after: Fraction, before: Fraction, places: u32, value: &str) -> String {
    let [after, before] = shown_sides([after, before], places, places);
    format!("{after} − {before} = {value}")
}

/// The names of the amounts of a part, in their order.
const AMOUNTS: [&str; 4] = ["expected", "provided", "gap", "weeks short"];

impl PartLine {
    /// What the story of one of its amounts is asked by.
    pub fn question(&self, amount: usize) -> DifferenceQuestion {
        DifferenceQuestion::Part { part: self.key.clone(), subject: self.subject.clone(), amount }
    }
}

impl DifferenceLines {
    /// What one part brings to one amount, by the number of the part and of the amount.
    pub fn part_story(&self, number: usize, amount: usize) -> Option<FigureStory> {
        let (line, what) = (self.parts.get(number)?, AMOUNTS.get(amount)?);
        if line.key.kind == PartKind::Part {
            return Some(alone(line, amount));
        }
        let here = || self.parts.iter().filter(|other| other.key.of == line.key.of);
        let of_kind = |kind: PartKind| here().filter(move |other| other.key.kind == kind);
        let value = format!("{} weeks", line.amounts[amount]);
        let each = |kind| of_kind(kind).map(|part| part.amounts[amount].as_str()).collect::<Vec<_>>().join(" ");
        let (formula, beneath, with_values) = match line.key.kind {
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
fn alone(line: &PartLine, amount: usize) -> FigureStory {
    let (profession, year) = line.key.of;
    let figure = TOTALS.get(amount).copied().unwrap_or(TotalFigure::Gap);
    let question =
        TotalQuestion { in_baseline: true, ..TotalQuestion::new(figure, vec![profession], year, Whose::default()) };
    let start = line.baseline.and_then(|amounts| amounts.get(amount).copied());
    let weeks = |number: Fraction| format!("{} weeks", shown(number, PLACES));
    let before = StoryPart {
        name: "In the baseline".to_owned(),
        value: start.map_or_else(|| "missing".to_owned(), weeks),
        missing: start.is_none(),
        beneath: Some(Beneath::Total(question)),
    };
    let name = contribution_to(AMOUNTS.get(amount).copied().unwrap_or_default());
    let Some(start) = start else {
        let reason = "There is no such figure in the baseline, which has no benchmark rate here.";
        return FigureStory { parts: vec![before], ..FigureStory::without(&name, &line.subject, reason) };
    };
    let exact = line.exact.get(amount).copied().unwrap_or(Fraction::ZERO);
    let end = if line.is_without { start.minus(exact) } else { start.plus(exact) };
    let with = StoryPart { name: "With this part alone".to_owned(), value: weeks(end), missing: false, beneath: None };
    let written = format!("{} weeks", signed(exact, PLACES));
    let (formula, mut values, parts) = if line.is_without {
        (
            "The other scenario has this part, and this one does without it: the baseline's own − the figure with this \
             part alone on top of the baseline.",
            difference(start, end, PLACES, &written),
            vec![before, with],
        )
    } else {
        (
            "The figure with this part alone on top of the baseline − the baseline's own.",
            difference(end, start, PLACES, &written),
            vec![with, before],
        )
    };
    let mut notes = vec![
        "With this part alone is worked out on trial: the baseline with these edits and no others. It is in no \
         scenario of the plan."
            .to_owned(),
    ];
    let value = format!("{} weeks", line.amounts[amount]);
    if line.written[amount] != exact.rounded(PLACES) {
        values.push_str(&format!(", written as {value}"));
        notes.push(format!(
            "Rounded by itself it is {written}. It is written as {value}, so that the parts and what they do together \
             sum to the whole difference."
        ));
    }
    FigureStory { parts, notes, ..FigureStory::plain(&name, &line.subject, value, formula, values) }
}

/// How many decimals weeks have in stories.
const PLACES: u32 = 2;

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
        let told = |part| lines.part_story(part, 3).unwrap();
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

    #[test]
    fn ratios_are_told_in_per_cent_as_the_table_has_them() {
        let state = state(&["ZA1 PT 2018/19 weeks +3.6"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        let facts = state.outcome().facts();
        let ratio = |lines: &[DifferenceLine]| {
            let line = lines.iter().find(|line| line.is_ratio()).unwrap();
            line.story(facts, "the baseline", true).unwrap().with_values.unwrap()
        };
        assert_eq!(ratio(&lines.totals), "66.8 % − 65.0 % = +1.80 percentage points");
        assert_eq!(ratio(&lines.organisations), "87.2 % − 80.0 % = +7.20 percentage points");
    }

    #[test]
    fn parts_of_one_note_are_told_each_by_itself() {
        // The edit between them parts the two blocks.
        let state = state(&["ZA1 PT 2018/19 weeks +4 bid", "ZA2 PT 2018/19 weeks +1", "ZA1 PT 2018/19 weeks +2 bid"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        assert_eq!(lines.parts[0].subject, lines.parts[2].subject);
        let told = |part: usize| lines.parts[part].question(2).story(&state, None).value;
        assert_eq!([told(0), told(1), told(2)], ["+4.00 weeks", "+1.00 weeks", "+2.00 weeks"]);
    }

    #[test]
    fn a_part_says_where_a_hundredth_of_it_was_moved() {
        let state = state(&["ZA1 PT 2018/19 weeks +0.004", "ZA2 PT 2018/19 weeks +0.004"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        let told: Vec<FigureStory> = (0..2).map(|part| lines.part_story(part, 1).unwrap()).collect();
        let values: Vec<_> = told.iter().map(|story| (story.value.as_str(), story.with_values.as_deref())).collect();
        let calculation = Some("130.00 − 130.00 = 0.00 weeks");
        let moved = Some("130.00 − 130.00 = 0.00 weeks, written as +0.01 weeks");
        assert_eq!(values, [("+0.01 weeks", moved), ("0.00 weeks", calculation)]);
        assert_eq!(told.iter().map(|story| story.notes.len()).collect::<Vec<_>>(), [2, 1]);
        assert!(told[0].notes[1].starts_with("Rounded by itself it is 0.00 weeks."), "{:?}", told[0].notes);
    }

    #[test]
    fn what_a_part_brings_is_missing_where_the_baseline_has_no_rate() {
        let mut line =
            DifferenceLines::of(&ComparisonReport::with_baseline(&state(&["ZA1 PT 2018/19 weeks +4"]))).parts.remove(0);
        line.baseline = None;
        let story = alone(&line, 2);
        assert_eq!((story.value.as_str(), story.parts[0].value.as_str()), ("missing", "missing"));
    }
}
