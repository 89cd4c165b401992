//! The assumptions log: what a plan takes for granted, why, and how much hangs on it. It travels with the
//! plan, in whose state it stands as one value a path: `assumption/3/what`, `assumption/3/quality`.

use std::collections::BTreeMap;
use std::fmt;

use crate::export::MetaAssumption;
use crate::store::Change;

use super::{CommandError, PlanState};

/// What every path of an assumption begins with.
pub(super) const PREFIX: &str = "assumption/";

/// An assumption's number in its plan; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssumptionId(pub u32);

impl fmt::Display for AssumptionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is said of an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssumptionField {
    /// What is assumed.
    What,
    /// Why.
    Why,
    /// Where it comes from.
    Source,
    /// How good the evidence is: good, fair or poor.
    Quality,
    /// How much the results hang on it: low, medium or high.
    Impact,
    /// Who assumes it.
    Who,
    /// Since when.
    Date,
}

impl AssumptionField {
    /// Every field, in order.
    pub const ALL: [AssumptionField; 7] = [
        AssumptionField::What,
        AssumptionField::Why,
        AssumptionField::Source,
        AssumptionField::Quality,
        AssumptionField::Impact,
        AssumptionField::Who,
        AssumptionField::Date,
    ];

    /// The word in paths and files.
    pub const fn word(self) -> &'static str {
        match self {
            AssumptionField::What => "what",
            AssumptionField::Why => "why",
            AssumptionField::Source => "source",
            AssumptionField::Quality => "quality",
            AssumptionField::Impact => "impact",
            AssumptionField::Who => "who",
            AssumptionField::Date => "date",
        }
    }

    /// What it is called on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            AssumptionField::What => "What is assumed",
            AssumptionField::Why => "Why",
            AssumptionField::Source => "Source",
            AssumptionField::Quality => "Quality of the evidence",
            AssumptionField::Impact => "Impact on the results",
            AssumptionField::Who => "Who",
            AssumptionField::Date => "Date",
        }
    }

    /// The words that it takes; empty for any text.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            AssumptionField::Quality => &["good", "fair", "poor"],
            AssumptionField::Impact => &["low", "medium", "high"],
            _ => &[],
        }
    }

    fn path(self, id: AssumptionId) -> String {
        format!("{PREFIX}{id}/{}", self.word())
    }

    /// The assumption and field of a path; `None` for paths that are no assumption's.
    pub(super) fn of_path(path: &str) -> Option<(AssumptionId, AssumptionField)> {
        let (id, word) = path.strip_prefix(PREFIX)?.split_once('/')?;
        let field = AssumptionField::ALL.into_iter().find(|field| field.word() == word)?;
        Some((AssumptionId(id.parse().ok()?), field))
    }
}

/// An assumption as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// Its number.
    pub id: AssumptionId,
    fields: BTreeMap<AssumptionField, String>,
}

impl Assumption {
    /// What is said; empty if nothing is.
    pub fn text(&self, field: AssumptionField) -> &str {
        self.fields.get(&field).map_or("", String::as_str)
    }

    /// As exports list it.
    pub fn meta(&self) -> MetaAssumption {
        let text = |field| self.text(field).to_owned();
        MetaAssumption {
            what: text(AssumptionField::What),
            why: text(AssumptionField::Why),
            source: text(AssumptionField::Source),
            quality: text(AssumptionField::Quality),
            impact: text(AssumptionField::Impact),
            who: text(AssumptionField::Who),
            date: text(AssumptionField::Date),
        }
    }
}

/// What is done with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssumptionAct {
    /// One more, with what is said of it; what is assumed must be among it.
    Add(Vec<(AssumptionField, String)>),
    /// Something else is said of one.
    Say(AssumptionId, AssumptionField, String),
    /// One is taken out.
    Remove(AssumptionId),
}

impl AssumptionAct {
    /// One more, written by who is logged in, today.
    pub fn written_now(what: String) -> AssumptionAct {
        let who = whoami::fallible::username().unwrap_or_default();
        let said = [
            (AssumptionField::What, what),
            (AssumptionField::Who, who),
            (AssumptionField::Date, jiff::Zoned::now().date().to_string()),
        ];
        AssumptionAct::Add(said.into())
    }
}

/// The log of a plan, in the order in which it was written.
pub fn assumptions_of(plan: &PlanState) -> Vec<Assumption> {
    let each = plan.assumptions.iter();
    each.map(|(id, fields)| Assumption { id: *id, fields: fields.clone() }).collect()
}

/// What an act changes in the plan, with its words.
pub(super) fn act(plan: &PlanState, act: &AssumptionAct) -> Result<(String, Vec<Change>), CommandError> {
    let held = |id: AssumptionId| plan.assumptions.get(&id).ok_or(CommandError::NoAssumption { id });
    let what = |fields: &BTreeMap<AssumptionField, String>| {
        fields.get(&AssumptionField::What).map_or_else(String::new, |what| short(what))
    };
    match act {
        AssumptionAct::Add(said) => {
            let id = plan.next_assumption();
            let fields: BTreeMap<AssumptionField, String> = said
                .iter()
                .map(|(field, text)| Ok((*field, checked(*field, text)?)))
                .collect::<Result<_, CommandError>>()?;
            checked(AssumptionField::What, fields.get(&AssumptionField::What).map_or("", String::as_str))?;
            let given = fields.iter().filter(|(_, text)| !text.is_empty());
            let changes = given.map(|(field, text)| Change::new(field.path(id), None, Some(text))).collect();
            Ok((format!("assumption: {}", what(&fields)), changes))
        }
        AssumptionAct::Say(id, field, text) => {
            let fields = held(*id)?;
            let text = checked(*field, text)?;
            let (before, after) =
                (fields.get(field).map(String::as_str), Some(text.as_str()).filter(|t| !t.is_empty()));
            let changes = if before == after { Vec::new() } else { vec![Change::new(field.path(*id), before, after)] };
            Ok((format!("{} of the assumption: {}", field.name().to_lowercase(), what(fields)), changes))
        }
        AssumptionAct::Remove(id) => {
            let fields = held(*id)?;
            let changes = fields.iter().map(|(field, text)| Change::new(field.path(*id), Some(text), None)).collect();
            Ok((format!("removal of the assumption: {}", what(fields)), changes))
        }
    }
}

/// A text as it is kept, if the field takes it.
fn checked(field: AssumptionField, text: &str) -> Result<String, CommandError> {
    let text = text.trim();
    let refused = |reason: String| CommandError::Assumption { field: field.name(), reason };
    if field == AssumptionField::What && text.is_empty() {
        return Err(refused("is empty; say what is assumed, or remove the assumption".to_owned()));
    }
    if text.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(refused("has a tab or another control character; leave it out".to_owned()));
    }
    let words = field.words();
    let known = words.is_empty() || text.is_empty() || words.contains(&text);
    if known { Ok(text.to_owned()) } else { Err(refused(format!("is {text:?}; choose {}", words.join(", ")))) }
}

/// The beginning of a text, for the history.
fn short(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 60 { line } else { line.chars().take(59).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Command;

    fn make(plan: &mut PlanState, act: AssumptionAct) -> String {
        let (label, changes) = Command::Assumption(act).changes(plan).unwrap();
        plan.follow(&changes);
        label
    }

    fn add(what: &str) -> AssumptionAct {
        let said = [(AssumptionField::What, what), (AssumptionField::Quality, "fair"), (AssumptionField::Who, "")];
        AssumptionAct::Add(said.map(|(field, text)| (field, text.to_owned())).into())
    }

    #[test]
    fn an_assumption_is_said_changed_and_taken_out_each_as_one_step() {
        let mut plan = PlanState::default();
        assert_eq!(
            make(&mut plan, add(" The 2018/19 return is complete ")),
            "assumption: The 2018/19 return is complete"
        );
        let id = AssumptionId(1);
        let label = make(&mut plan, AssumptionAct::Say(id, AssumptionField::Impact, "high".into()));
        assert_eq!(label, "impact on the results of the assumption: The 2018/19 return is complete");
        let log = assumptions_of(&plan);
        let said = AssumptionField::ALL.map(|field| log[0].text(field));
        assert_eq!(said, ["The 2018/19 return is complete", "", "", "fair", "high", "", ""]);
        let nothing = Command::Assumption(AssumptionAct::Say(id, AssumptionField::Impact, "high".into()));
        assert!(nothing.changes(&plan).unwrap().1.is_empty());
        make(&mut plan, AssumptionAct::Remove(id));
        assert!(assumptions_of(&plan).is_empty());
        make(&mut plan, add("Another"));
        assert_eq!(assumptions_of(&plan)[0].id, AssumptionId(2), "numbers are never used again");
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_to_do() {
        let mut plan = PlanState::default();
        make(&mut plan, add("One"));
        let say = |field, text: &str| AssumptionAct::Say(AssumptionId(1), field, text.to_owned());
        for (refused, words) in [
            (add("  "), "say what is assumed"),
            (say(AssumptionField::What, ""), "or remove the assumption"),
            (say(AssumptionField::Quality, "great"), "choose good, fair, poor"),
            (say(AssumptionField::Why, "a\tb"), "control character"),
            (AssumptionAct::Remove(AssumptionId(7)), "there is no assumption 7"),
        ] {
            let error = Command::Assumption(refused).changes(&plan).unwrap_err().to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
