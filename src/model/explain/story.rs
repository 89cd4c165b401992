//! The recorder that keeps what it is told, and works the inputs of a figure out again.

use super::words::{missing_because, with_values};
use super::{Explanation, FigureKey, Figured, Formula, Heading, Recorder, RowRef, SettingUsed, Subject};
use crate::model::counting::Counting;
use crate::model::scenario::ScenarioState;
use crate::model::{Outcome, PEER_GROUP, Place, ReferenceGroup};

/// The story of one figure while it is told.
pub(crate) struct Story<'a> {
    pub(super) outcome: &'a Outcome,
    pub(super) scenario: Option<&'a ScenarioState>,
    pub(super) counting: &'a Counting<'a>,
    pub(super) asked: &'a FigureKey,
    /// The figures being worked out, the innermost last.
    pub(super) open: Vec<Explanation>,
    /// The outermost, once it is worked out.
    told: Option<Explanation>,
}

impl Recorder for Story<'_> {
    const LISTENS: bool = true;

    fn figure<T: Figured>(&mut self, heading: impl FnOnce() -> Heading, work: impl FnOnce(&mut Self) -> T) -> T {
        let opened = self.begin(heading());
        self.open.push(opened);
        let result = work(self);
        if let Some(mut told) = self.open.pop() {
            told.value = result.value();
            if told.value.is_none() && told.missing.is_none() {
                told.missing = Some(missing_because(&told));
            }
            told.with_values = with_values(&told);
            match self.open.last_mut() {
                Some(outer) => outer.parts.push(told),
                None => self.told = Some(told),
            }
        }
        result
    }

    fn tell(&mut self, tell: impl FnOnce(&mut Story<'_>)) {
        tell(self);
    }
}

impl<'a> Story<'a> {
    /// Tells how one figure of an outcome was made.
    pub fn of(outcome: &'a Outcome, scenario: Option<&'a ScenarioState>, asked: &'a FigureKey) -> Explanation {
        let counting = Counting::new(outcome.facts(), outcome.settings(), outcome.cells().scale);
        let mut story = Story { outcome, scenario, counting: &counting, asked, open: Vec::new(), told: None };
        let at = outcome.look_at(asked.place);
        at.tell(asked.measure, &mut story);
        let blank = || Heading::at(Formula::Status, asked.place);
        let mut told = story.told.take().unwrap_or_else(|| story.begin(blank()));
        told.notes
            .extend(at.notes(asked.measure).into_iter().filter(|note| !told.notes.contains(note)).collect::<Vec<_>>());
        told
    }

    fn begin(&self, heading: Heading) -> Explanation {
        let (place, subject) = match heading.subject {
            Subject::Place(place) => (Some(place), self.name(place)),
            Subject::Snapshot(moment) => (None, moment.to_string()),
            Subject::Group(profession, year) => (Some(self.asked.place), format!("{profession}, {year}")),
        };
        let scenario = || self.asked.scenario.clone();
        let key = heading.formula.measure().zip(place);
        Explanation {
            key: key.map(|(measure, place)| FigureKey { measure, place, scenario: scenario() }),
            formula: heading.formula,
            subject,
            value: None,
            missing: None,
            with_values: String::new(),
            settings: Vec::new(),
            edits: Vec::new(),
            notes: Vec::new(),
            parts: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// An organisation, profession and year in words.
    pub(super) fn name(&self, place: Place) -> String {
        let organisation = self.outcome.facts().organisations().get(place.organisation as usize);
        let code = organisation.map_or("?", |organisation| &organisation.code);
        format!("{code}, {}, {}", place.profession, place.year)
    }

    /// A source row of the figure being worked out.
    pub fn row(&mut self, row: RowRef) {
        if let Some(open) = self.open.last_mut() {
            open.rows.push(row);
        }
    }

    /// Why the figure being worked out is missing.
    pub fn missing(&mut self, reason: impl Into<String>) {
        if let Some(open) = self.open.last_mut() {
            open.missing = Some(reason.into());
        }
    }

    /// What else the figure being worked out rests on.
    pub fn note(&mut self, note: impl Into<String>) {
        if let Some(open) = self.open.last_mut() {
            open.notes.push(note.into());
        }
    }

    /// Settings that the figure being worked out uses, by their keys.
    pub fn settings(&mut self, keys: &[&str]) {
        let profession = self.asked.place.profession;
        for key in keys {
            let own = format!("{key}.{profession}");
            let key = if self.outcome.settings().get(&own).is_some() { own } else { (*key).to_owned() };
            let used = self.setting(key);
            if let Some(open) = self.open.last_mut() {
                open.settings.push(used);
            }
        }
        // A peer group that serves as reference group says who they are.
        if let ReferenceGroup::Peers(name) = &self.outcome.settings().reference_group
            && keys.contains(&"reference_group")
        {
            let used = self.setting(format!("{PEER_GROUP}{name}"));
            if let Some(open) = self.open.last_mut() {
                open.settings.push(used);
            }
        }
    }

    fn setting(&self, key: String) -> SettingUsed {
        let before = self.scenario.map(|state| state.baseline().settings());
        SettingUsed::of(self.outcome.settings(), before, &key)
    }

    /// Changes the part told last.
    pub(super) fn amend(&mut self, amend: impl FnOnce(&mut Explanation)) {
        let last = match self.open.last_mut() {
            Some(open) => open.parts.last_mut(),
            None => self.told.as_mut(),
        };
        if let Some(last) = last {
            amend(last);
        }
    }
}
