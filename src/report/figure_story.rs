//! One figure of an explanation as the window's panel shows it: value, formula, what it was made from, and
//! the source rows beneath it. Built beside the window: a rate rests on hundreds of thousands of rows.

use std::sync::Arc;

use super::ComparisonQuestion;
use super::difference_story::DifferenceQuestion;
use super::edit_words::edit_words;
use super::goal_story::GoalQuestion;
use super::overview::sentence;
use super::rows_story::RowsQuestion;
use super::swing_story::SwingQuestion;
use super::total_story::TotalQuestion;
use crate::model::explain::{
    Counted, EditUsed, Explanation, FigureKey, FigureValue, Formula, Measure, RowRef, SettingUsed,
};
use crate::model::scenario::Explainer;
use crate::model::{AcademicYear, Decimal, Facts, Outcome, ReferenceYear, Settings, count, counted, percent, plain};

/// What stands above the figures that one is made from.
const MADE_FROM: &str = "Made from";

/// One figure with everything that is said of it at once. Its parts are told in full by their own stories.
#[derive(Clone, Debug)]
pub struct FigureStory {
    /// `Gap`.
    pub name: String,
    /// Of whom and when: `Northmoor University Hospitals, physiotherapy, 2018/19`.
    pub subject: String,
    /// The scenario; `None` is the baseline.
    pub scenario: Option<Arc<str>>,
    /// The one year whose rate its parts are measured by; `None` under the plan's own settings.
    pub reference: Option<AcademicYear>,
    /// `−17.76 weeks`, or `missing`.
    pub value: String,
    /// Why it is missing, as a sentence; `None` if it is not.
    pub missing: Option<String>,
    /// The formula in words.
    pub formula: String,
    /// The formula with the values in it; `None` where the figure is missing.
    pub with_values: Option<String>,
    /// Where the rule comes from.
    pub rule: &'static str,
    /// The settings that it used itself.
    pub settings: Vec<StorySetting>,
    /// The scenario's edits of it, in order.
    pub edits: Vec<String>,
    /// What it rests on besides.
    pub notes: Vec<String>,
    /// The figures that it is made from, in the order of the formula.
    pub parts: Vec<StoryPart>,
    /// Figures to be set beside it, which it is not made from.
    pub beside: Vec<StoryPart>,
    /// What stands above its parts: `Made from`.
    pub parts_title: &'static str,
    /// Which rows are listed: `18 rows of 2 files, 16 of them count`. Empty without rows.
    pub rows_words: String,
    /// The source rows beneath it, in the order of the formula. Those of a benchmark rate stand with the
    /// rate, not with each figure that uses it.
    pub rows: Vec<RowRef>,
}

/// A setting that a figure used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorySetting {
    /// Its key.
    pub key: String,
    /// `Bands that count: 5, 6, 7`.
    pub words: String,
    /// Who set it, and where the value or the rule comes from.
    pub from: String,
}

impl StorySetting {
    /// A setting as an explanation has it.
    pub(super) fn of(used: &SettingUsed) -> StorySetting {
        StorySetting {
            key: used.key.clone(),
            words: format!("{}: {}", used.label, setting_value(used)),
            from: format!("{}; {}", sentence(&used.from.to_string()), used.source),
        }
    }

    /// The settings of these keys; of one for a profession that has none of its own, the one for all. `before`
    /// are those beneath a scenario's own.
    pub(super) fn used(settings: &Settings, before: Option<&Settings>, keys: &[&str]) -> Vec<StorySetting> {
        let in_force = |key: &&&str| match key.split_once('.') {
            Some((for_all, _)) if settings.get(key).is_none() => for_all.to_owned(),
            _ => (**key).to_string(),
        };
        keys.iter().map(|key| StorySetting::of(&SettingUsed::of(settings, before, &in_force(&key)))).collect()
    }
}

/// A value as pages write it: thresholds of the provision ratio are per cent.
fn setting_value(used: &SettingUsed) -> String {
    let share = used.value.parse::<Decimal>().ok().filter(|_| used.key.starts_with("threshold_"));
    let percent = share.and_then(|share| share.times(Decimal::from_int(100)));
    percent.map_or_else(|| used.value.clone(), |percent| format!("{} %", plain(percent)))
}

/// A figure that another is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryPart {
    /// What it is: the figure's name, or of whom it is among equals.
    pub name: String,
    /// Its value with its unit.
    pub value: String,
    /// Whether it is missing.
    pub missing: bool,
    /// Its own story; a step on the way has none.
    pub beneath: Option<Beneath>,
}

/// What a part of a story leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beneath {
    /// A figure that the model explains.
    Figure(FigureKey),
    /// The same in the baseline, while a scenario is looked at.
    InBaseline(FigureKey),
    /// A figure that adds up organisations.
    Total(TotalQuestion),
    /// How far the scenario moves such a figure.
    Change(TotalQuestion),
    /// A figure that rests on everyone who is compared.
    Comparison(ComparisonQuestion),
    /// How many rows a table shows.
    Rows(RowsQuestion),
    /// A figure of a goal seek.
    Goal(GoalQuestion),
    /// What trying an assumption does.
    Swing(Box<SwingQuestion>),
    /// What a part of a difference between scenarios brings.
    Difference(DifferenceQuestion),
}

impl FigureStory {
    /// A story of a figure that a page makes of others: without settings, parts or rows of its own.
    pub(crate) fn plain(name: &str, subject: &str, value: String, formula: &str, with_values: String) -> FigureStory {
        FigureStory {
            name: name.to_owned(),
            subject: subject.to_owned(),
            scenario: None,
            reference: None,
            value,
            missing: None,
            formula: formula.to_owned(),
            with_values: Some(with_values),
            rule: "This program's rule",
            settings: Vec::new(),
            edits: Vec::new(),
            notes: Vec::new(),
            parts: Vec::new(),
            beside: Vec::new(),
            parts_title: MADE_FROM,
            rows_words: String::new(),
            rows: Vec::new(),
        }
    }

    /// Whether its parts are figures; otherwise they only list what is counted or changed.
    pub fn is_made_of_figures(&self) -> bool {
        self.parts_title == MADE_FROM
    }

    /// A figure that a page does not have, with the reason as a sentence.
    pub(crate) fn without(name: &str, subject: &str, reason: impl Into<String>) -> FigureStory {
        FigureStory {
            missing: Some(reason.into()),
            with_values: None,
            ..FigureStory::plain(name, subject, "missing".to_owned(), "", String::new())
        }
    }

    /// The same as a figure of whatever explains it: under a scenario it names it, and says which settings are the
    /// scenario's own.
    pub fn under(mut self, by: &Explainer) -> FigureStory {
        if let Explainer::Scenario(state) = by {
            let (settings, before) = (state.outcome().settings(), state.baseline().settings());
            self.scenario = Some(Arc::from(state.scenario().name.as_str()));
            for used in &mut self.settings {
                *used = StorySetting::of(&SettingUsed::of(settings, Some(before), &used.key));
            }
        }
        self
    }

    /// The same where a page measures every year by the rate of one that is not the plan's own choice: it says so
    /// itself.
    pub fn measured_by(mut self, year: AcademicYear, plan: &Settings) -> FigureStory {
        if plan.reference_year == ReferenceYear::Fixed(year) {
            return self;
        }
        self.reference = Some(year);
        self.subject = format!("{}, measured by {year}", self.subject);
        for used in self.settings.iter_mut().filter(|used| used.key == "reference_year") {
            used.from = "Chosen on the page, not in the plan".to_owned();
        }
        self
    }

    /// The story of an explanation's figure.
    pub fn of(told: &Explanation, outcome: &Outcome) -> FigureStory {
        let facts = outcome.facts();
        let info = told.formula.info();
        let settings = told.settings.iter().map(StorySetting::of);
        let mut rows = Vec::new();
        rows_beneath(told, &mut rows);
        FigureStory {
            name: info.name.to_owned(),
            subject: subject(told, outcome),
            scenario: told.key.as_ref().and_then(|key| key.scenario.clone()),
            reference: None,
            value: value(told, outcome),
            missing: told.missing.as_deref().map(|reason| format!("{}.", sentence(reason))),
            formula: sentence(info.expression),
            with_values: told.value.is_some().then(|| told.with_values.clone()),
            rule: info.source,
            settings: settings.collect(),
            edits: told.edits.iter().map(|used| edit_line(outcome, used)).collect(),
            notes: told.notes.iter().map(|note| sentence(note)).collect(),
            parts: told.parts.iter().map(|part| story_part(told, part, facts)).collect(),
            beside: Vec::new(),
            parts_title: MADE_FROM,
            rows_words: rows_words(&rows),
            rows,
        }
    }
}

/// An edit as the screen says it, with its note, and the reason if it is not applied.
fn edit_line(outcome: &Outcome, used: &EditUsed) -> String {
    let (words, note) = (edit_words(outcome, &used.edit), &used.edit.note);
    let noted = if note.is_empty() { words } else { format!("{words}: {note}") };
    match &used.conflict {
        Some(reason) => format!("{noted} (not applied: {reason})"),
        None => noted,
    }
}

/// The value with its unit; of a ratio with the per cent that pages show.
fn value(told: &Explanation, outcome: &Outcome) -> String {
    let ratio = told.value.and_then(FigureValue::number).filter(|_| told.formula == Formula::ProvisionRatio);
    match ratio {
        Some(ratio) => format!("{} ({})", told.shown(), percent(ratio, outcome.settings())),
        None => told.shown(),
    }
}

/// Of whom and when, in full.
fn subject(told: &Explanation, outcome: &Outcome) -> String {
    match &told.key {
        Some(key) if told.formula.measure() != Some(Measure::BenchmarkRate) => {
            let (profession, year) = (outcome.profession_in_sentence(key.place.profession), key.place.year);
            format!("{}, {profession}, {year}", name(key, outcome.facts()))
        }
        Some(key) => format!("{}, {}", outcome.profession_name(key.place.profession), key.place.year),
        None => told.subject.clone(),
    }
}

/// The organisation's name, or its code where no file names it.
fn name<'a>(key: &FigureKey, facts: &'a Facts) -> &'a str {
    facts.organisations().get(key.place.organisation as usize).map_or("?", |organisation| organisation.called())
}

fn story_part(whole: &Explanation, part: &Explanation, facts: &Facts) -> StoryPart {
    let name = match (part.formula, &part.key) {
        (Formula::SnapshotFte, _) => format!("Snapshot of {}", part.subject),
        (Formula::GroupFte, _) => "Eligible FTE of the group".to_owned(),
        (Formula::GroupWeeks, _) => "Provided by the group".to_owned(),
        (_, Some(key)) if is_of_a_group(whole) => name(key, facts).to_owned(),
        _ => part.formula.info().name.to_owned(),
    };
    StoryPart {
        name,
        value: part.shown(),
        missing: part.value.is_none(),
        beneath: part.key.clone().map(Beneath::Figure),
    }
}

fn is_of_a_group(told: &Explanation) -> bool {
    matches!(told.formula, Formula::GroupFte | Formula::GroupWeeks)
}

/// The rows that it and its parts are made from.
pub(super) fn rows_beneath(told: &Explanation, rows: &mut Vec<RowRef>) {
    rows.extend(told.rows.iter().cloned());
    for part in &told.parts {
        let of_a_rate = part.formula.measure() == Some(Measure::BenchmarkRate) || is_of_a_group(part);
        let is_rate = told.formula.measure() == Some(Measure::BenchmarkRate) || is_of_a_group(told);
        if is_rate || !of_a_rate {
            rows_beneath(part, rows);
        }
    }
}

/// How many rows of how many files, and how many of them count; empty without any.
pub(super) fn rows_words(rows: &[RowRef]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut files: Vec<u32> = rows.iter().map(|row| row.source).collect();
    files.sort_unstable();
    files.dedup();
    let of = counted(files.len() as u64, "file", "files");
    let counting = rows.iter().filter(|row| !matches!(row.counted, Counted::No(_))).count();
    let which = match counting {
        all if all == rows.len() => "all of them count".to_owned(),
        some => format!("{} of them count", count(some as u64)),
    };
    format!("{} of {of}, {which}", counted(rows.len() as u64, "row", "rows"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Outcome, Place, Profession};
    use crate::session::{facts_of_files, sample_files};

    fn sample() -> Outcome {
        facts_of_files(&sample_files(), &Default::default(), &mut |_, _| {}).unwrap().0.outcome()
    }

    fn story(outcome: &Outcome, measure: Measure, code: &str) -> FigureStory {
        let organisation = outcome.facts().organisation_number(code).unwrap();
        let place = Place { year: "2018/19".parse().unwrap(), organisation, profession: Profession::Pt };
        FigureStory::of(&outcome.explain(&FigureKey::new(measure, place)), outcome)
    }

    #[test]
    fn a_gap_shows_its_parts_and_the_rows_of_its_organisation() {
        let outcome = sample();
        let gap = story(&outcome, Measure::GapWeeks, "ZA2");
        assert_eq!(gap.subject, "Ellerfell Teaching Hospitals NHS Trust, physiotherapy, 2018/19");
        assert!(gap.formula.starts_with("Provided − expected"), "{}", gap.formula);
        assert!(gap.with_values.is_some_and(|values| values.ends_with(&gap.value)));
        let parts: Vec<&str> = gap.parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(parts, ["Provided placement weeks", "Expected placement weeks"]);
        // Those of the rate stand with the rate.
        assert!(gap.rows.len() < 200, "{}", gap.rows_words);
        let rate = story(&outcome, Measure::BenchmarkRate, "ZA2");
        assert_eq!(rate.subject, "Physiotherapy, 2018/19");
        assert!(rate.rows.len() > 500 && rate.rows_words.contains("of 3 files"), "{}", rate.rows_words);
    }

    #[test]
    fn a_missing_figure_says_why_in_a_sentence() {
        let ratio = story(&sample(), Measure::ProvisionRatio, "ZD3");
        assert_eq!((ratio.value.as_str(), ratio.with_values.as_deref()), ("missing", None));
        assert_eq!(ratio.missing.as_deref(), Some("No placement row for ZD3, PT, 2018/19."));
        assert!(ratio.parts[0].missing && !ratio.parts[1].missing);
    }

    #[test]
    fn a_calculator_comes_to_the_value_that_is_shown() {
        let outcome = sample();
        // 160.04 × 3.5097 would be 561.69.
        let expected = story(&outcome, Measure::ExpectedWeeks, "ZA2").with_values;
        assert_eq!(expected.as_deref(), Some("160.035 × 3.50973 = 561.68 weeks"));
        // As the ratio beneath it is written, not cut.
        let status = story(&outcome, Measure::Status, "ZA2");
        let ratio = &status.parts.iter().find(|part| part.name == "Provision ratio").unwrap().value;
        assert!(status.with_values.as_ref().is_some_and(|values| values.starts_with(ratio.as_str())), "{status:?}");
    }

    #[test]
    fn a_page_that_measures_by_another_year_says_so_itself() {
        let outcome = sample();
        let year: AcademicYear = "2016/17".parse().unwrap();
        let rate = story(&outcome.measured_by(year), Measure::BenchmarkRate, "ZA2");
        let told = rate.clone().measured_by(year, outcome.settings());
        assert_eq!(
            (told.subject.as_str(), told.reference),
            ("Physiotherapy, 2018/19, measured by 2016/17", Some(year))
        );
        let from = |story: &FigureStory| {
            story.settings.iter().find(|used| used.key == "reference_year").map(|used| used.from.clone())
        };
        assert_eq!(from(&told).as_deref(), Some("Chosen on the page, not in the plan"));
        // Where it is the plan's own choice, that is what is said.
        let mut settings = outcome.settings().clone();
        settings.set("reference_year", "2016/17").unwrap();
        assert_eq!(rate.clone().measured_by(year, &settings).subject, "Physiotherapy, 2018/19");
    }

    #[test]
    fn an_edit_is_said_in_the_words_of_the_screen() {
        let state = crate::report::tests::state(&["ZA1 PT 2018/19 weeks *1.1"]);
        let place = Place { year: crate::report::tests::year(), organisation: 0, profession: Profession::Pt };
        let told = state.explain(&FigureKey::new(Measure::ProvidedWeeks, place));
        assert_eq!(FigureStory::of(&told, state.outcome()).edits, ["PT weeks 2018/19 at ZA1 × 1.1"]);
    }

    #[test]
    fn a_figure_has_only_the_notes_of_what_goes_into_it() {
        let outcome = sample();
        let organisation = outcome.facts().organisation_number("ZB2").unwrap();
        let place = Place { year: "2018/19".parse().unwrap(), organisation, profession: Profession::Slt };
        let notes = |measure| FigureStory::of(&outcome.explain(&FigureKey::new(measure, place)), &outcome).notes;
        let of_rate = "Rate rests on incomplete figures".to_owned();
        for measure in [Measure::ExpectedWeeks, Measure::GapWeeks, Measure::ProvisionRatio] {
            assert!(notes(measure).contains(&of_rate), "{measure}: {:?}", notes(measure));
        }
        for measure in [Measure::EligibleFte, Measure::ProvidedWeeks, Measure::FteShare] {
            assert!(!notes(measure).contains(&of_rate), "{measure}: {:?}", notes(measure));
        }
    }
}
