//! How figures that only the page *What if* has are made: what an assumption moves, and differences between
//! scenarios.

use super::Whose;
use super::difference_lines::{DifferenceLine, DifferenceLines, LineKey, PartKind, PartLine};
use super::figure_story::{Beneath, FigureStory, StoryPart};
use super::sensitivity::{Sensitivity, SensitivityRow};
use super::total_story::{TotalFigure, TotalQuestion};
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::RECALCULATION;
use crate::model::{Facts, Place};

impl Sensitivity {
    /// How far one assumption moves what is watched.
    pub fn story(&self, row: &SensitivityRow) -> FigureStory {
        let organisations = self.outcome.facts().organisations();
        let who = self.query.organisation.and_then(|number| organisations.get(number as usize));
        let who = who.map_or("all organisations", |of| if of.name.is_empty() { &of.code } else { &of.name });
        let profession = self.outcome.profession_in_sentence(self.query.profession);
        let part = |name: String, value: &str| StoryPart {
            name,
            value: format!("{value} weeks"),
            missing: false,
            beneath: None,
        };
        let mut parts = vec![
            part(format!("Highest, {}", row.high.0), &row.high.1),
            part(format!("Lowest, {}", row.low.0), &row.low.1),
        ];
        if let Some((now, _)) = &self.now {
            let question = self.as_now();
            parts.push(StoryPart { beneath: question.map(Beneath::Total), ..part("As now".to_owned(), now) });
        }
        let mut notes = Vec::new();
        let recalculated = self.rows.iter().any(|row| row.assumption == RECALCULATION);
        if let Some((_, from, _)) = self.from.as_ref().filter(|_| recalculated) {
            parts.push(part("As now, recalculated".to_owned(), from));
            notes.push(
                "The scenario holds the benchmark rate; every choice of the method recalculates it. So each is measured \
                 from the figure with the rate recalculated."
                    .to_owned(),
            );
        }
        let without = (!row.without_rate.is_empty()).then(|| format!("No rate comes of: {}.", row.without_rate));
        FigureStory {
            notes: notes.into_iter().chain(without).collect(),
            parts,
            ..FigureStory::plain(
                &format!("Swing of {}", row.assumption.to_lowercase()),
                &format!("{who}, {profession}, {}", self.query.year),
                format!("{} weeks", row.swing),
                "What is watched is worked out again under each choice of this one assumption, all else as in the \
                 scenario; the swing is the highest − the lowest.",
                format!("{} − {} = {} weeks", row.high.1, row.low.1, row.swing),
            )
        }
    }

    /// What is watched, as it is now; of one organisation its gap says the same.
    pub fn as_now(&self) -> Option<TotalQuestion> {
        let figure = match self.query.measured {
            crate::model::scenario::Measured::Gap => TotalFigure::Gap,
            crate::model::scenario::Measured::WeeksShort => TotalFigure::WeeksShort,
        };
        let whose = match self.query.organisation {
            None => Whose::default(),
            Some(number) => {
                let code = &self.outcome.facts().organisations().get(number as usize)?.code;
                Whose::one(code)
            }
        };
        let professions = vec![self.query.profession];
        Some(TotalQuestion { figure, professions, year: self.query.year, whose, reference: None, in_baseline: false })
    }
}

impl DifferenceLine {
    /// How a figure that differs is made in the scenario and, where that is it, in the baseline; `None` of a
    /// setting, which is what it is.
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
                part(format!("In {}", if with_baseline { "the baseline" } else { with }), &self.before, before),
            ],
            ..FigureStory::plain(
                &format!("{}, what differs", self.figure),
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

impl DifferenceLines {
    /// What one part brings to one amount, by the number of the part and of the amount.
    pub fn part_story(&self, number: usize, amount: usize) -> Option<FigureStory> {
        let (line, what) = (self.parts.get(number)?, AMOUNTS.get(amount)?);
        let here = || self.parts.iter().filter(|other| other.of == line.of);
        let of_kind = |kind: PartKind| here().filter(move |other| other.kind == kind);
        let value = format!("{} weeks", line.amounts[amount]);
        let each = |kind| of_kind(kind).map(|part| part.amounts[amount].as_str()).collect::<Vec<_>>().join(" ");
        let (formula, beneath, with_values) = match line.kind {
            PartKind::Part => (
                "The figure with this part alone on top of the baseline − the baseline's own.",
                Vec::new(),
                format!("this part alone: {value}"),
            ),
            PartKind::Interaction => (
                "The whole difference − what every part brings alone: what the parts do together.",
                of_kind(PartKind::Difference).chain(of_kind(PartKind::Part)).collect(),
                format!("{} − ({}) = {value}", each(PartKind::Difference), each(PartKind::Part)),
            ),
            PartKind::Difference => (
                "What every part brings alone, and what they do together.",
                of_kind(PartKind::Part).chain(of_kind(PartKind::Interaction)).collect::<Vec<_>>(),
                format!("{} {} = {value}", each(PartKind::Part), each(PartKind::Interaction)),
            ),
        };
        let parts = beneath.into_iter().map(|part: &PartLine| StoryPart {
            name: part.subject.clone(),
            value: format!("{} weeks", part.amounts[amount]),
            missing: false,
            beneath: None,
        });
        Some(FigureStory {
            parts: parts.collect(),
            ..FigureStory::plain(&format!("Contribution to {what}"), &line.subject, value, formula, with_values)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::scenario::{Benchmark, Edit, Explainer, Measured, OneToOneWeeks, Scenario, ScenarioState};
    use crate::model::{AcademicYear, Decimal, Outcome, Profession, shown};
    use crate::report::comparison::tests::outcome;
    use crate::report::{ComparisonReport, GoalAnswer, GoalColumn, GoalQuery, SensitivityQuery};

    fn year() -> AcademicYear {
        "2018/19".parse().unwrap()
    }

    /// ZA1 is 10 weeks short of its 50, ZA2 60 short of its 150.
    fn state(edits: &[&str]) -> ScenarioState {
        scenario_of(outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]).1, edits)
    }

    fn scenario_of(baseline: Arc<Outcome>, edits: &[&str]) -> ScenarioState {
        let scenario = Scenario { name: "More".to_owned(), benchmark: Benchmark::Held, ..Scenario::default() };
        let mut state = ScenarioState::open(Arc::clone(&baseline), scenario);
        for edit in edits {
            let line = edit.replace(' ', "\t");
            state.push(vec![line.parse::<Edit>().unwrap()]).unwrap();
        }
        state
    }

    #[test]
    fn a_goal_says_how_each_of_its_figures_is_made() {
        let state = state(&[]);
        let today = OneToOneWeeks::count(state.outcome());
        let query = GoalQuery { profession: Profession::Pt, year: year(), target: Decimal::ONE, organisation: Some(0) };
        let answer = GoalAnswer::of(&state, &today, &query);
        let row = &answer.rows[0];
        let values = GoalColumn::ALL.map(|column| row.story(column, state.outcome()).with_values.unwrap());
        assert_eq!(
            values,
            [
                "1 × expected is 50.00: 50.00 − 40.00 = 10.00",
                "10.00 ÷ 5 → 2",
                "10.00 ÷ 40 = 0.25",
                "0.25 × 1.00 = 0.25",
                "0.25 × 0.50 = 0.13",
                "10.00 ÷ 40.00 = 25 %"
            ]
        );
        let all = answer.story(state.outcome()).unwrap();
        assert_eq!(all.with_values, Some(format!("sum over 1 organisation = {}", all.value)));
        let story = row.story(GoalColumn::Weeks, state.outcome());
        let parts: Vec<&str> = story.parts.iter().map(|part| part.value.as_str()).collect();
        assert_eq!(parts, ["50.00 weeks", "40.00 weeks"]);
    }

    #[test]
    fn a_difference_leads_to_its_figure_in_the_scenario_and_in_the_baseline() {
        let state = state(&["ZA1 PT 2018/19 weeks +4"]);
        let lines = DifferenceLines::of(&ComparisonReport::with_baseline(&state));
        let facts = state.outcome().facts();
        let gap = lines.organisations.iter().find(|line| line.figure == "Gap, weeks").unwrap();
        let story = gap.story(facts, "baseline", true).unwrap();
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
        let story = total.story(facts, "baseline", true).unwrap();
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
        let told: Vec<String> =
            (0..lines.parts.len()).map(|part| lines.part_story(part, 3).unwrap().with_values.unwrap()).collect();
        // Alone the weeks make 10 good, and the FTE lacks 50 more; together ZA1 lacks 40 of its 100.
        insta::assert_snapshot!(told.join("\n"), @r"
        this part alone: −10.00 weeks
        this part alone: +50.00 weeks
        +30.00 − (−10.00 +50.00) = −10.00 weeks
        −10.00 +50.00 −10.00 = +30.00 weeks
        ");
    }

    #[test]
    fn a_swing_names_both_choices_and_leads_to_the_figure_as_it_is() {
        let state = state(&[]);
        let query = SensitivityQuery {
            profession: Profession::Pt,
            year: year(),
            measured: Measured::WeeksShort,
            organisation: Some(1),
        };
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        let by = Explainer::Baseline(Arc::clone(state.baseline()));
        for row in &answer.rows {
            let story = answer.story(row);
            let Some(Beneath::Total(now)) = &story.parts[2].beneath else { panic!("{:?}", story.parts) };
            assert_eq!((now.story(&by).value.as_str(), story.parts[2].value.as_str()), ("60.00 weeks", "60.0 weeks"));
        }
    }

    #[test]
    fn a_scenario_that_holds_the_rate_says_what_each_assumption_is_measured_from() {
        // At the observed rate of 3.25 ZA2 is 7.5 short of its 97.5; 20 weeks more at ZA1 make it 3.75.
        let (facts, plan) = outcome(&[("ZA1", "North", "10", "40"), ("ZA2", "South", "30", "90")]);
        let mut settings = plan.settings().clone();
        settings.set("benchmark_method.PT", "observed").unwrap();
        let state = scenario_of(Arc::new(Outcome::calculate(facts, settings)), &["ZA1 PT 2018/19 weeks +20"]);
        let query = SensitivityQuery {
            profession: Profession::Pt,
            year: year(),
            measured: Measured::WeeksShort,
            organisation: None,
        };
        let outcome = Arc::new(state.outcome().clone());
        let answer = Sensitivity::of(state.baseline(), outcome, state.scenario(), query);
        insta::assert_snapshot!(
            answer.sentence,
            @"As now 7.5 weeks against the held rate, and 22.5 with the rate recalculated. Every assumption recalculates it, so each is measured from 22.5. Benchmark method moves it most: from 22.5 (as now, recalculated) to 60.0 (set)."
        );
        let row = answer.rows.iter().find(|row| row.assumption == RECALCULATION).unwrap();
        let story = answer.story(row);
        let parts: Vec<&str> = story.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(parts, ["Highest, as now, recalculated", "Lowest, held, as now", "As now", "As now, recalculated"]);
    }
}
