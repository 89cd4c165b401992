//! How far a scenario moves a total: the total under it − the baseline's.

use std::sync::Arc;

use super::telling::Telling;
use super::{TotalFigure, TotalQuestion, words};
use crate::model::scenario::{Explainer, ScenarioState};
use crate::model::{Fraction, counted, shown_sides, signed};
use crate::report::{Beneath, FigureStory, StoryPart};

/// What the two sides of a change are called, the scenario's first.
const SIDES: [&str; 2] = ["In this scenario", "In the baseline"];

impl TotalQuestion {
    /// How far the scenario moves the figure, with both sides to follow. Looks at every organisation: beside the
    /// window.
    pub fn change(&self, by: &Explainer) -> FigureStory {
        let measured = self.reference.map(|year| by.measured_by(year));
        let (name, _) = words(self.figure);
        let name = format!("{name}, what the scenario changes");
        let Explainer::Scenario(state) = measured.as_ref().unwrap_or(by) else {
            let reason = "It is a figure of a scenario, and the baseline is looked at.";
            return FigureStory::without(&name, "baseline", reason);
        };
        let [now, before] = self.sides();
        let (now, before) = (Telling::new(&now, state.outcome()), Telling::new(&before, state.baseline()));
        let parts = vec![now.part_named(SIDES[0]), before.part_named(SIDES[1])];
        let subject = now.subject();
        let told = match parts.iter().find(|part| part.missing) {
            Some(lacking) => FigureStory::without(
                &name,
                &subject,
                format!("There is no such figure {}.", lacking.name.replacen("In", "in", 1)),
            ),
            None => {
                let value = self.difference(&now, &before);
                let values = match now.amount().zip(before.amount()) {
                    Some((now, before)) => self.sides_written(now, before, &value),
                    None => format!("{} → {}", parts[1].value, parts[0].value),
                };
                FigureStory::plain(&name, &subject, value, "In this scenario − in the baseline.", values)
            }
        };
        let scenario = Some(Arc::from(state.scenario().name.as_str()));
        FigureStory { scenario, reference: self.reference, parts, ..told }
    }

    /// What stands beside the total of a scenario: the baseline's, and how far they are apart.
    pub(super) fn beside(&self, state: &ScenarioState) -> Vec<StoryPart> {
        let [now, before] = self.sides();
        let (now, before) = (Telling::new(&now, state.outcome()), Telling::new(&before, state.baseline()));
        let baseline = before.part_named(SIDES[1]);
        let change = StoryPart {
            name: "What the scenario changes".to_owned(),
            value: self.difference(&now, &before),
            missing: false,
            beneath: Some(Beneath::Change(self.clone())),
        };
        // Where one side has no such figure there is nothing that it changes by.
        let both = !baseline.missing && !now.part_named(SIDES[0]).missing;
        if both { vec![baseline, change] } else { vec![baseline] }
    }

    fn sides(&self) -> [TotalQuestion; 2] {
        [false, true].map(|in_baseline| TotalQuestion { in_baseline, ..self.clone() })
    }

    /// The two sides with as many digits as a calculator needs to come to the difference as it is written.
    fn sides_written(&self, now: Fraction, before: Fraction, value: &str) -> String {
        let is_ratio = matches!(self.figure, TotalFigure::Ratio | TotalFigure::Apprentices);
        let [now, before] = if is_ratio { [now, before].map(Fraction::in_per_cent) } else { [now, before] };
        let (unit, least, of_change) = match self.figure {
            TotalFigure::Ratio | TotalFigure::Apprentices => (" %", 0, PLACES),
            TotalFigure::EligibleFte => (" FTE", PLACES, PLACES),
            TotalFigure::Added | TotalFigure::Meet | TotalFigure::LeftOut => ("", 0, 0),
            _ => (" weeks", PLACES, PLACES),
        };
        let [now, before] = shown_sides([now, before], least, of_change);
        format!("{now}{unit} − {before}{unit} = {value}")
    }

    /// The difference with its sign and unit; words that are no number change into each other.
    fn difference(&self, now: &Telling<'_>, before: &Telling<'_>) -> String {
        let by = match (now.amount(), before.amount()) {
            (Some(now), Some(before)) => now.minus(before),
            _ => return format!("{} → {}", before.value(), now.value()),
        };
        match self.figure {
            TotalFigure::EligibleFte => format!("{} FTE", signed(by, PLACES)),
            TotalFigure::Added | TotalFigure::Meet | TotalFigure::LeftOut => {
                let sign = signed(by, 0).chars().next().filter(|sign| !sign.is_ascii_digit());
                let number = u64::try_from(by.abs().rounded(0)).unwrap_or(u64::MAX);
                let of = if self.professions.len() > 1 { PAIRS } else { ORGANISATIONS };
                format!("{}{}", sign.map_or_else(String::new, String::from), counted(number, of.0, of.1))
            }
            TotalFigure::Ratio | TotalFigure::Apprentices => {
                format!("{} percentage points", signed(by.in_per_cent(), PLACES))
            }
            _ => format!("{} weeks", signed(by, PLACES)),
        }
    }
}

/// How many decimals a change has.
const PLACES: u32 = 2;

/// What is counted where one profession is added.
pub(super) const ORGANISATIONS: (&str, &str) = ("organisation", "organisations");

/// What is counted where several professions are added: an organisation has a share in each.
pub(super) const PAIRS: (&str, &str) = ("pair of organisation and profession", "pairs of organisation and profession");
