//! Tables of figures, each of which leads to its explanation.

use std::sync::Arc;

use super::super::overview::{self, OverviewColumn};
use crate::model::explain::{FigureKey, Measure};
use crate::model::statistics::{Clustering, Unstable};
use crate::model::{Outcome, Place, Status};
use crate::report::comparison::provision;
use crate::report::{ComparisonFigure, ComparisonQuery, FigureStory, TotalQuestion};

/// A table of an organisation's page.
#[derive(Clone, Debug, Default)]
pub struct ProfileTable {
    /// What it shows: `Universities, physiotherapy, 2018/19`.
    pub title: String,
    /// What must be said of it, a sentence or two; may be empty.
    pub note: String,
    /// What explains the figure in the note, if it has one.
    pub note_leads: Option<Leads>,
    /// Its columns, the names first.
    pub columns: Vec<ProfileColumn>,
    /// Its rows.
    pub rows: Vec<ProfileRow>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProfileColumn {
    /// What the header says.
    pub title: &'static str,
    /// The unit beneath it; empty for words.
    pub unit: &'static str,
}

/// A row.
#[derive(Clone, Debug)]
pub struct ProfileRow {
    /// The caller's number for it.
    pub key: u64,
    /// Its name.
    pub name: String,
    /// Whether it is the organisation itself among others.
    pub own: bool,
    /// Its cells, from the second column on.
    pub cells: Vec<ProfileCell>,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct ProfileCell {
    /// The figure as text, or the words that say what is missing.
    pub text: String,
    /// Whether the figure is missing.
    pub missing: bool,
    /// The status that it shows, if it shows one.
    pub status: Option<Status>,
    /// Why the numbers behind the status are too small to be told from chance, if they are: drawn neutral.
    pub unstable: Option<Unstable>,
    /// What explains it.
    pub leads: Leads,
}

/// What explains a figure.
#[derive(Clone, Debug)]
pub enum Leads {
    /// The model's own explanation; under a fixed reference year where one is given.
    Figure(FigureKey, Option<crate::model::AcademicYear>),
    /// A figure that adds up organisations.
    Total(TotalQuestion),
    /// A figure that rests on everyone who is compared.
    Compared(Arc<ComparisonQuery>, ComparisonFigure),
    /// A story that is told already.
    Story(Arc<FigureStory>),
}

impl ProfileCell {
    /// A figure that the model explains.
    pub fn figure(text: impl Into<String>, measure: Measure, place: Place) -> ProfileCell {
        let leads = Leads::Figure(FigureKey::new(measure, place), None);
        ProfileCell { text: text.into(), missing: false, status: None, unstable: None, leads }
    }

    /// A figure with its story.
    pub fn told(text: impl Into<String>, story: FigureStory) -> ProfileCell {
        let missing = story.missing.is_some();
        ProfileCell { text: text.into(), missing, status: None, unstable: None, leads: Leads::Story(Arc::new(story)) }
    }
}

/// What the page shows of every profession: as the overview does.
const PROFESSION_COLUMNS: [OverviewColumn; 7] = [
    OverviewColumn::EligibleFte,
    OverviewColumn::Expected,
    OverviewColumn::Provided,
    OverviewColumn::Gap,
    OverviewColumn::Ratio,
    OverviewColumn::Status,
    OverviewColumn::Placements,
];

/// Every profession of the organisation in the year.
pub(super) fn professions(outcome: &Outcome, at: Place) -> ProfileTable {
    let places = outcome.professions().iter().map(|profession| Place { profession: *profession, ..at });
    let places = places.filter(|place| outcome.cell(*place).exists());
    let clusterings = outcome.clusterings(at.year);
    let rows = places.map(|place| {
        let number = outcome.cells().profession_number(place.profession);
        let clustering = number.and_then(|number| clusterings.get(number)).copied();
        ProfileRow {
            key: place.profession.number(),
            name: outcome.profession_name(place.profession).into_owned(),
            own: false,
            cells: figures(outcome, place, None, clustering),
        }
    });
    let name = ProfileColumn { title: "Profession", unit: "" };
    let figures = PROFESSION_COLUMNS.map(|column| ProfileColumn { title: column.title(), unit: column.unit() });
    ProfileTable {
        title: format!("Professions, {}", at.year),
        columns: std::iter::once(name).chain(figures).collect(),
        rows: rows.collect(),
        ..ProfileTable::default()
    }
}

/// The figures of one place, as the overview shows them.
pub(super) fn figures(
    outcome: &Outcome,
    place: Place,
    reference: Option<crate::model::AcademicYear>,
    clustering: Option<Clustering>,
) -> Vec<ProfileCell> {
    let (texts, figures) = (overview::texts(outcome, place), outcome.figures(place));
    let standing = figures.status;
    let known = provision(&figures).filter(|_| standing.has_ratio()).zip(clustering);
    let unstable = known.and_then(|(provision, clustering)| Unstable::of(provision, clustering));
    let cell = |column: OverviewColumn| {
        let shown = &texts[column as usize];
        let status = (column == OverviewColumn::Status).then_some(standing);
        let unstable = unstable.filter(|_| column == OverviewColumn::Status);
        let leads = Leads::Figure(FigureKey::new(column.measure(), place), reference);
        ProfileCell { text: shown.text.clone(), missing: shown.missing, status, unstable, leads }
    };
    PROFESSION_COLUMNS.map(cell).into()
}
