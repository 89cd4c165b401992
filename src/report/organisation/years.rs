//! The years of one profession by the rate of one fixed year, as dots with intervals and as a table.

use super::ProfileQuery;
use super::table::{self, Leads, ProfileCell, ProfileColumn, ProfileRow, ProfileTable};
use super::told::subject;
use crate::model::explain::{FigureKey, Measure};
use crate::model::scenario::Explainer;
use crate::model::statistics::{Clustering, Confidence, Interval, Unstable};
use crate::model::{AcademicYear, Fraction, Outcome, Place, Status, percent, shown};
use crate::report::comparison::{CLUSTERING, interval_told, interval_words, provision};
use crate::report::rug::reference_year;
use crate::report::{
    Beneath, ComparisonChoices, ComparisonFigure, ComparisonQuery, ComparisonQuestion, FigureStory, StoryPart, Whose,
};

/// One year that has a ratio.
#[derive(Clone, Debug)]
pub struct YearDot {
    /// The year.
    pub year: AcademicYear,
    /// The provision ratio.
    pub ratio: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// How far its weeks come in blocks.
    pub clustering: Clustering,
    /// The status by the thresholds.
    pub status: Status,
    /// Whether its numbers are too small to be told from chance: drawn neutral.
    pub unstable: bool,
    /// The ratio as text.
    pub text: String,
    /// What is said of it: `93 % of share, 95 % interval 80–107 %; near`.
    pub words: String,
    /// What explains it.
    pub leads: (FigureKey, Option<AcademicYear>),
}

/// The years of one profession.
#[derive(Clone, Debug)]
pub struct Years {
    /// The year whose rate measures every year; `None` where no year has a rate.
    pub reference: Option<AcademicYear>,
    /// The years with a ratio, the earliest first.
    pub dots: Vec<YearDot>,
    /// Every year with anything, as a table.
    pub table: ProfileTable,
    /// What it says, for those who do not see the chart.
    pub sentence: String,
}

impl Years {
    pub(super) fn of(outcome: &Outcome, by: &Explainer, query: &ProfileQuery) -> Years {
        let place = query.place;
        let profession = outcome.profession_in_sentence(place.profession);
        let title = format!("Years, {profession}");
        let Some(reference) = query.reference.or_else(|| reference_year(outcome, place.profession)) else {
            let note = "No year has a rate, so years cannot be compared.".to_owned();
            let table = ProfileTable { title, note: note.clone(), ..ProfileTable::default() };
            return Years { reference: None, dots: Vec::new(), table, sentence: note };
        };
        let as_set = outcome;
        let measured = by.measured_by(reference);
        let outcome = measured.outcome();
        let places = outcome.cells().years().iter().map(|year| Place { year: *year, ..place });
        let places: Vec<Place> = places.filter(|place| outcome.cell(*place).exists()).collect();
        let dots: Vec<YearDot> = places.iter().filter_map(|place| dot(outcome, *place, reference)).collect();
        let rows = places.iter().map(|place| {
            let mut cells = table::figures(outcome, *place, Some(reference), None);
            cells.truncate(5);
            cells.remove(3); // the ratio says it
            let dot = dots.iter().find(|dot| dot.year == place.year);
            cells.push(match dot {
                Some(dot) => {
                    let story = interval_story(outcome, *place, reference, dot.clustering);
                    let story = story.measured_by(reference, as_set.settings());
                    ProfileCell::told(interval_words(dot.interval), story)
                }
                None => {
                    let leads = Leads::Figure(FigureKey::new(Measure::ProvisionRatio, *place), Some(reference));
                    ProfileCell { text: "no interval".to_owned(), missing: true, status: None, unstable: None, leads }
                }
            });
            ProfileRow {
                key: place.year.start() as u64,
                name: place.year.to_string(),
                own: place.year == query.place.year,
                cells,
            }
        });
        let columns = [
            ("Year", ""),
            ("FTE", "eligible"),
            ("Expected", "weeks"),
            ("Provided", "weeks"),
            ("Ratio", "of share"),
            ("Interval", "95 %"),
        ];
        let note = format!(
            "Every year is measured by the rate of {reference}{}, so that years can be compared.{} Each dot stands by \
             itself: two years are not a trend.",
            outcome
                .rate(place.profession, place.year)
                .map_or(String::new(), |rate| format!(" ({} weeks per FTE)", shown(rate.value(), 2))),
            otherwise(as_set, outcome, place)
        );
        let said: Vec<String> = dots.iter().map(|dot| format!("{}: {}", dot.year, dot.words)).collect();
        let table = ProfileTable {
            title,
            note,
            note_leads: Some(Leads::Figure(FigureKey::new(Measure::BenchmarkRate, place), Some(reference))),
            columns: columns.map(|(title, unit)| ProfileColumn { title, unit }).into(),
            rows: rows.collect(),
        };
        let sentence = format!("{} {}.", table.note, said.join(". "));
        Years { reference: Some(reference), dots, table, sentence }
    }
}

/// That the year looked at has another ratio where the rate is the plan's own, and which; empty where it has not.
fn otherwise(as_set: &Outcome, by_reference: &Outcome, place: Place) -> String {
    let ratio = |outcome: &Outcome| Some(percent(outcome.figures(place).ratio?, outcome.settings()));
    match (ratio(as_set), ratio(by_reference)) {
        (Some(own), Some(here)) if own != here => {
            format!(" {} is {here} by it, and {own} by the rate that the plan measures it with.", place.year)
        }
        _ => String::new(),
    }
}

/// How the interval of a year is made, measured by the reference year.
fn interval_story(outcome: &Outcome, place: Place, reference: AcademicYear, clustering: Clustering) -> FigureStory {
    let subject = subject(outcome, place);
    let (name, figures) = ("95 % interval of the provision ratio", outcome.figures(place));
    let Some(provision) = provision(&figures) else {
        return FigureStory::without(name, &subject, "The year has no provision ratio.");
    };
    let (method, formula, values) = interval_told(provision, clustering);
    let interval = interval_words(Interval::of_ratio(provision, clustering, Confidence::NinetyFive));
    let part = |name: &str, figure: Option<Fraction>, measure| StoryPart {
        name: name.to_owned(),
        value: figure.map_or_else(|| "missing".to_owned(), |figure| format!("{} weeks", shown(figure, 2))),
        missing: figure.is_none(),
        beneath: Some(Beneath::Figure(FigureKey::new(measure, place))),
    };
    let query = ComparisonQuery {
        year: place.year,
        profession: place.profession,
        compared: Whose::default(),
        choices: ComparisonChoices::default(),
    };
    FigureStory {
        reference: Some(reference),
        notes: vec![format!("Method: {}.", method.name)],
        parts: vec![
            part("Provided placement weeks", figures.provided, Measure::ProvidedWeeks),
            part("Expected placement weeks", figures.expected, Measure::ExpectedWeeks),
            StoryPart {
                name: CLUSTERING.to_owned(),
                value: format!("{:.2} weeks", clustering.factor()),
                missing: false,
                beneath: Some(Beneath::Comparison(ComparisonQuestion { query, figure: ComparisonFigure::Clustering })),
            },
        ],
        rule: method.source,
        ..FigureStory::plain(name, &subject, interval, formula, values)
    }
}

fn dot(outcome: &Outcome, place: Place, reference: AcademicYear) -> Option<YearDot> {
    let figures = outcome.figures(place);
    let ratio = figures.ratio.filter(|_| figures.status.has_ratio())?;
    let provision = provision(&figures)?;
    let clustering = outcome.clustering(place.profession, place.year);
    let interval = Interval::of_ratio(provision, clustering, Confidence::NinetyFive);
    let unstable = Unstable::of(provision, clustering);
    let text = percent(ratio, outcome.settings());
    let mut words = format!("{text} of share, 95 % interval {}; {}", interval_words(interval), figures.status);
    if let Some(unstable) = &unstable {
        words.push_str(&format!("; {}", unstable.sentence()));
    }
    Some(YearDot {
        year: place.year,
        ratio: ratio.to_f64(),
        interval,
        clustering,
        status: figures.status,
        unstable: unstable.is_some(),
        text,
        words,
        leads: (FigureKey::new(Measure::ProvisionRatio, place), Some(reference)),
    })
}
