//! The overview: headlines, and the table of expected against provided, as texts and sort keys. Built
//! when the data, the settings or the filters change, never while a frame is drawn.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::explain::Measure;
use crate::model::{
    AcademicYear, Figures, Fraction, NoRate, Outcome, Place, Profession, Settings, Status, Total, apprentices_note,
    counted, percent, shown,
};

use super::Scope;

/// A column of the overview's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverviewColumn {
    /// The organisation's name.
    Organisation,
    /// Its ODS code.
    Code,
    /// Its region.
    Region,
    /// The profession.
    Profession,
    /// Eligible FTE.
    EligibleFte,
    /// Expected placement weeks.
    Expected,
    /// Provided placement weeks.
    Provided,
    /// Provided − expected.
    Gap,
    /// Provided ÷ expected.
    Ratio,
    /// Where the organisation stands.
    Status,
    /// Placements that would close the gap.
    Placements,
    /// What the figures rest on.
    Note,
}

impl OverviewColumn {
    /// Every column, from left to right.
    pub const ALL: [OverviewColumn; 12] = [
        OverviewColumn::Organisation,
        OverviewColumn::Code,
        OverviewColumn::Region,
        OverviewColumn::Profession,
        OverviewColumn::EligibleFte,
        OverviewColumn::Expected,
        OverviewColumn::Provided,
        OverviewColumn::Gap,
        OverviewColumn::Ratio,
        OverviewColumn::Status,
        OverviewColumn::Placements,
        OverviewColumn::Note,
    ];

    /// What the header says.
    pub const fn title(self) -> &'static str {
        match self {
            OverviewColumn::Organisation => "Organisation",
            OverviewColumn::Code => "Code",
            OverviewColumn::Region => "Region",
            OverviewColumn::Profession => "Profession",
            OverviewColumn::EligibleFte => "FTE",
            OverviewColumn::Expected => "Expected",
            OverviewColumn::Provided => "Provided",
            OverviewColumn::Gap => "Gap",
            OverviewColumn::Ratio => "Ratio",
            OverviewColumn::Status => "Status",
            OverviewColumn::Placements => "To close",
            OverviewColumn::Note => "Note",
        }
    }

    /// The unit under the header; empty for words.
    pub const fn unit(self) -> &'static str {
        match self {
            OverviewColumn::EligibleFte => "eligible",
            OverviewColumn::Expected | OverviewColumn::Provided | OverviewColumn::Gap => "weeks",
            OverviewColumn::Ratio => "of share",
            OverviewColumn::Placements => "placements",
            _ => "",
        }
    }

    /// The figure that a cell of the column shows; for names and words, where the organisation stands.
    pub const fn measure(self) -> Measure {
        match self {
            OverviewColumn::EligibleFte => Measure::EligibleFte,
            OverviewColumn::Expected => Measure::ExpectedWeeks,
            OverviewColumn::Provided => Measure::ProvidedWeeks,
            OverviewColumn::Gap => Measure::GapWeeks,
            OverviewColumn::Ratio => Measure::ProvisionRatio,
            OverviewColumn::Placements => Measure::PlacementsToCloseGap,
            _ => Measure::Status,
        }
    }

    /// Whether the column holds figures, which stand right-aligned.
    pub const fn is_figure(self) -> bool {
        !self.unit().is_empty()
    }

    /// Whether it is shown before anyone chooses.
    pub const fn shown_at_first(self) -> bool {
        !matches!(self, OverviewColumn::Code | OverviewColumn::Region | OverviewColumn::Note)
    }
}

/// A cell of the table as the screen shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownCell {
    /// The text; for a missing figure the words that say what is missing.
    pub text: String,
    /// Whether the figure is missing.
    pub missing: bool,
}

/// One row of the table: an organisation and profession in the year shown.
#[derive(Clone, Debug)]
pub struct OverviewRow {
    /// Which figures.
    pub place: Place,
    /// Where the organisation stands.
    pub status: Status,
    /// Expected placement weeks, for the chart.
    pub expected: Option<f64>,
    /// Provided placement weeks, for the chart.
    pub provided: Option<f64>,
    /// The texts, under [`OverviewColumn::ALL`].
    pub cells: [ShownCell; 12],
    sort: [SortKey; 12],
}

impl OverviewRow {
    /// The text of one column.
    pub fn cell(&self, column: OverviewColumn) -> &ShownCell {
        &self.cells[column as usize]
    }
}

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum SortKey {
    Text(String),
    Number(f64),
    /// Missing figures stand last, whichever way the table is sorted.
    Missing,
}

/// Every row of one academic year, with its texts: made once for an outcome, beside the window.
#[derive(Debug)]
pub struct YearTable {
    /// The academic year.
    pub year: AcademicYear,
    /// The rows, by organisation code and profession.
    pub rows: Vec<Arc<OverviewRow>>,
    outcome: Arc<Outcome>,
}

/// Which rows are shown, and in which order. None of it changes a rate.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewQuery {
    /// Professions; empty for all.
    pub professions: Vec<Profession>,
    /// Regions; empty for all.
    pub regions: Vec<String>,
    /// Words that the organisation's name or code holds; empty for all.
    pub search: String,
    /// The column sorted by.
    pub sort_by: OverviewColumn,
    /// Largest or last first.
    pub descending: bool,
}

/// What a query shows of a year: headlines, and the rows in their order.
#[derive(Clone, Debug, Default)]
pub struct OverviewView {
    /// One for each profession shown that has anything in the year.
    pub headlines: Vec<Headline>,
    /// The rows shown, as numbers of [`YearTable::rows`].
    pub order: Vec<u32>,
    /// How many different organisations are among them.
    pub organisations: usize,
    /// How many different professions are.
    pub professions: usize,
    /// How many rows have no return.
    pub without_return: usize,
    /// The longest expected or provided of all rows shown, in weeks.
    pub longest: f64,
}

/// What a headline card says of one profession.
#[derive(Clone, Debug)]
pub struct Headline {
    /// The profession.
    pub profession: Profession,
    /// `3.52`; `None` without a rate.
    pub rate: Option<String>,
    /// The sentences under it, most important first.
    pub lines: Vec<String>,
    /// Why there is no rate, if there is none.
    pub no_rate: Option<NoRate>,
    /// The provision ratios behind it with their statuses, in the order of organisation codes.
    pub ratios: Vec<(f64, Status)>,
}

impl YearTable {
    /// The table of one year.
    pub fn build(outcome: &Arc<Outcome>, year: AcademicYear) -> YearTable {
        let places = places(outcome, year);
        let rows = places.filter(|place| outcome.cell(*place).exists()).map(|place| Arc::new(row(outcome, place)));
        YearTable { year, rows: rows.collect(), outcome: Arc::clone(outcome) }
    }

    /// The same table for another outcome of the same facts and settings, quickly: rows whose cell and
    /// rate are the same are kept. `None` where more differs than edits of cells and rates can change.
    pub fn following(&self, outcome: &Arc<Outcome>) -> Option<YearTable> {
        let (was, year) = (&self.outcome, self.year);
        let alike = std::ptr::eq(was.facts(), outcome.facts())
            && was.settings() == outcome.settings()
            && was.cells().scale == outcome.cells().scale;
        if !alike {
            return None;
        }
        let same_rate = Profession::ALL.map(|profession| was.rate(profession, year) == outcome.rate(profession, year));
        let mut held = self.rows.iter().peekable();
        let mut rows = Vec::with_capacity(self.rows.len());
        for place in places(outcome, year) {
            let before = held.next_if(|row| row.place == place);
            let cell = outcome.cell(place);
            match before {
                Some(row) if same_rate[place.profession as usize] && was.cell(place) == cell => {
                    rows.push(Arc::clone(row));
                }
                _ if cell.exists() => rows.push(Arc::new(row(outcome, place))),
                _ => {}
            }
        }
        Some(YearTable { year, rows, outcome: Arc::clone(outcome) })
    }

    /// The outcome it was made from.
    pub fn outcome(&self) -> &Arc<Outcome> {
        &self.outcome
    }

    /// What a query shows: no figure is worked out anew but the totals of the headlines.
    pub fn view(&self, query: &OverviewQuery) -> OverviewView {
        let scope = Scope {
            years: Vec::new(),
            professions: query.professions.clone(),
            regions: query.regions.clone(),
            organisations: Vec::new(),
        };
        let needle = query.search.trim().to_lowercase();
        let found = |text: &str| text.to_lowercase().contains(&needle);
        let organisations = self.outcome.facts().organisations().iter();
        let wanted: Vec<bool> = organisations
            .map(|o| scope.has_organisation(o) && (needle.is_empty() || found(&o.name) || found(&o.code)))
            .collect();
        let shown =
            |row: &OverviewRow| wanted[row.place.organisation as usize] && scope.has(self.year, row.place.profession);
        let mut order: Vec<u32> =
            (0..self.rows.len() as u32).filter(|index| shown(&self.rows[*index as usize])).collect();
        let rows = || order.iter().map(|index| &self.rows[*index as usize]);
        let organisations: BTreeSet<u32> = rows().map(|row| row.place.organisation).collect();
        let professions: BTreeSet<Profession> = rows().map(|row| row.place.profession).collect();
        let headlines = professions
            .iter()
            .map(|profession| {
                let in_scope = |organisation: u32| wanted[organisation as usize];
                let total = self.outcome.total(*profession, self.year, in_scope);
                let apprentices = self.outcome.apprentices(*profession, self.year, in_scope);
                headline(&total, apprentices, self.outcome.settings())
            })
            .collect();
        let without_return = rows().filter(|row| row.status == Status::NoReturn).count();
        let longest = rows().flat_map(|row| [row.expected, row.provided]).flatten().fold(0.0, f64::max);
        order
            .sort_by(|a, b| compare(&self.rows[*a as usize], &self.rows[*b as usize], query.sort_by, query.descending));
        let (organisations, professions) = (organisations.len(), professions.len());
        OverviewView { headlines, order, organisations, professions, without_return, longest }
    }
}

/// Every place of a year, by organisation code and profession.
fn places(outcome: &Outcome, year: AcademicYear) -> impl Iterator<Item = Place> + use<> {
    let organisations = 0..outcome.facts().organisations().len() as u32;
    organisations.flat_map(move |organisation| {
        Profession::ALL.into_iter().map(move |profession| Place { year, organisation, profession })
    })
}

/// The order of two rows: missing figures last, whichever way it goes; ties by organisation code and profession.
fn compare(a: &OverviewRow, b: &OverviewRow, by: OverviewColumn, descending: bool) -> Ordering {
    let order = a.sort[by as usize].compare(&b.sort[by as usize], descending);
    order.then_with(|| (a.place.organisation, a.place.profession).cmp(&(b.place.organisation, b.place.profession)))
}

impl SortKey {
    /// The order of two keys: what is missing comes last, whichever way it goes.
    pub(super) fn compare(&self, other: &SortKey, descending: bool) -> Ordering {
        let order = match (self, other) {
            (SortKey::Missing, SortKey::Missing) => return Ordering::Equal,
            (SortKey::Missing, _) => return Ordering::Greater,
            (_, SortKey::Missing) => return Ordering::Less,
            (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
            (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
            (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
            (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

pub(super) fn row(outcome: &Outcome, place: Place) -> OverviewRow {
    let figures = outcome.figures(place);
    let organisation = outcome.organisation(place);
    let settings = outcome.settings();
    let text = |text: &str| (ShownCell { text: text.to_owned(), missing: false }, SortKey::Text(text.to_lowercase()));
    let name = if organisation.name.is_empty() { &organisation.code } else { &organisation.name };
    let by_profession = SortKey::Number(place.profession as u8 as f64);
    let by_status = SortKey::Number(Status::ALL.iter().position(|s| *s == figures.status).unwrap_or(0) as f64);
    let missing = why_missing(figures.status);
    let expected_missing = if figures.cell.has_workforce { "no rate" } else { "no FTE" };
    let keyed = [
        text(name),
        text(&organisation.code),
        text(&organisation.region),
        (text(place.profession.code()).0, by_profession),
        figure(figures.eligible_fte, "no FTE", |f| shown(f, 1)),
        figure(figures.expected, expected_missing, |f| shown(f, 1)),
        figure(figures.provided, Status::NoReturn.word(), |f| shown(f, 1)),
        figure(figures.gap, missing, |f| shown(f, 1)),
        figure(figures.ratio, missing, |f| percent(f, settings)),
        (text(figures.status.word()).0, by_status),
        placements(&figures, settings, place.profession),
        text(&figures.notes().join("; ")),
    ];
    let (cells, sort) = split(keyed);
    OverviewRow {
        place,
        status: figures.status,
        expected: figures.expected.map(Fraction::to_f64),
        provided: figures.provided.map(Fraction::to_f64),
        cells,
        sort,
    }
}

/// Why a figure is missing, short enough for its column; the status beside it says it in full.
pub(super) const fn why_missing(status: Status) -> &'static str {
    match status {
        Status::NoWorkforceData => "no FTE",
        Status::NoReturn => "no return",
        Status::NoExpectation => "no share",
        _ => "no rate",
    }
}

fn split(keyed: [(ShownCell, SortKey); 12]) -> ([ShownCell; 12], [SortKey; 12]) {
    let mut cells: [ShownCell; 12] = std::array::from_fn(|_| ShownCell::default());
    let mut keys = [const { SortKey::Missing }; 12];
    for (index, (cell, key)) in keyed.into_iter().enumerate() {
        (cells[index], keys[index]) = (cell, key);
    }
    (cells, keys)
}

pub(super) fn figure(
    figure: Option<Fraction>,
    missing: &str,
    show: impl Fn(Fraction) -> String,
) -> (ShownCell, SortKey) {
    match figure {
        Some(figure) => (ShownCell { text: show(figure), missing: false }, SortKey::Number(figure.to_f64())),
        None => (ShownCell { text: missing.to_owned(), missing: true }, SortKey::Missing),
    }
}

fn placements(figures: &Figures, settings: &Settings, profession: Profession) -> (ShownCell, SortKey) {
    let (Some(gap), Some(placements)) = (figures.gap, figures.placements_to_close) else {
        return figure(None, why_missing(figures.status), |_| String::new());
    };
    let short_of_one = gap.is_negative() && gap.abs().compare(settings.block_weeks.of(profession)).is_lt();
    let text = if short_of_one { "under 1".to_owned() } else { crate::model::count(placements.unsigned_abs() as u64) };
    (ShownCell { text, missing: false }, SortKey::Number(placements as f64))
}

/// The headline of a total, in the words of `domain.md`, *Totals and headlines*.
fn headline(total: &Total, apprentices: Option<Fraction>, settings: &Settings) -> Headline {
    let mut lines = Vec::new();
    match &total.rate {
        Ok(rate) => {
            lines.push(format!("{} of {} meet their share", number(total.meet), number(total.counted)));
            lines.push(format!("{} weeks short, {} above", shown(total.weeks_short, 0), shown(total.weeks_above, 0)));
            if total.is_its_own_average {
                lines.push("In total 100 %: the group is its own benchmark".to_owned());
            } else if let Some(ratio) = total.ratio() {
                lines.push(format!("In total {} of the expected weeks", percent(ratio, settings)));
            }
            lines.extend(left_out(total, |expected| format!(" (expected {} weeks)", shown(expected, 0))));
            lines.extend(apprentices.and_then(apprentices_note).map(|note| sentence(&note)));
            lines.extend(nearest(total));
            if rate.is_thin() {
                lines.push(format!("Only {} organisations formed the rate", number(rate.organisations)));
            }
        }
        Err(reason) => {
            lines.push(sentence(&reason.to_string()));
            lines.extend(left_out(total, |_| String::new()));
        }
    }
    Headline {
        profession: total.profession,
        rate: total.rate.ok().map(|rate| shown(rate.value(), 2)),
        lines,
        no_rate: total.rate.err(),
        ratios: total.ratios.clone(),
    }
}

/// What of a total rests on the nearest snapshot of another year, if anything: its rate, or some of those
/// added.
pub(super) fn nearest(total: &Total) -> Option<String> {
    let on_nearest = |of: u32| (of > 0).then(|| counted(of.into(), "organisation", "organisations"));
    let rate = total.rate.ok().and_then(|rate| on_nearest(rate.on_nearest));
    rate.map(|of| format!("The rate rests on the nearest snapshot of {of}"))
        .or_else(|| on_nearest(total.on_nearest).map(|of| format!("The nearest snapshot stands in for {of}")))
}

/// What a total leaves out, if anything.
pub(super) fn left_out(total: &Total, expected: impl Fn(Fraction) -> String) -> Option<String> {
    let mut parts = Vec::new();
    if total.without_return > 0 {
        parts.push(format!(
            "{} without a return{}",
            number(total.without_return),
            expected(total.without_return_expected)
        ));
    }
    if total.without_workforce > 0 {
        parts.push(format!("{} without workforce data", number(total.without_workforce)));
    }
    if total.without_expectation > 0 {
        parts.push(format!("{} without eligible FTE", number(total.without_expectation)));
    }
    (!parts.is_empty()).then(|| format!("Not included: {}", parts.join(", ")))
}

fn number(count: u32) -> String {
    crate::model::count(count.into())
}

/// A clause as a sentence of its own.
pub(super) fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
