//! The table of one year: quick figures of every row, and the order in which rows are shown.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::headline::{Headline, headline};
use super::texts::{ShownCell, texts};
use super::{OverviewColumn, Whose};
use crate::model::statistics::{Clustering, Provision, Unstable};
use crate::model::{AcademicYear, Cell, Glance, Outcome, Place, Profession, Status, placements_to_close};

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
    /// Why its numbers are too small to be told from chance, if they are: drawn neutral.
    pub unstable: Option<Unstable>,
    glance: Glance,
    /// The texts, made when the row is first looked at.
    texts: OnceLock<Arc<[ShownCell; 12]>>,
}

impl OverviewRow {
    fn of(glance: Glance, clustering: Clustering) -> OverviewRow {
        let Glance { place, status, .. } = glance;
        let (expected, provided) = (glance.expected(), glance.provided());
        let known = glance.eligible_fte().zip(provided).zip(expected).filter(|_| status.has_ratio());
        let provision = known.and_then(|((fte, provided), expected)| Provision::new(fte, provided, expected));
        let unstable = provision.and_then(|provision| Unstable::of(provision, clustering));
        OverviewRow { place, status, expected, provided, unstable, glance, texts: OnceLock::new() }
    }
}

/// Which row of a [`YearTable`]: the number of its profession, and that of the row among the profession's.
pub type RowNumber = (u16, u32);

/// Every row of one academic year. The quick figures of all rows are there, so that they can be drawn and
/// put in order; a text is made when its row is looked at.
#[derive(Debug)]
pub struct YearTable {
    /// The academic year.
    pub year: AcademicYear,
    /// By profession, the rows in the order of organisation codes. Tables of outcomes that follow one
    /// another share those that are the same.
    rows: Vec<Arc<Vec<OverviewRow>>>,
    /// By organisation, the places of its name and of its region among all.
    ranks: Arc<Vec<[u32; 2]>>,
    /// By profession, how far its weeks come in blocks. Edits of cells change nothing of it.
    clusterings: Arc<[Clustering]>,
    outcome: Arc<Outcome>,
}

/// Which rows are shown, and in which order. None of it changes a rate.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewQuery {
    /// Professions; empty for all.
    pub professions: Vec<Profession>,
    /// Whose rows.
    pub whose: Whose,
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
    /// The rows shown, as [`YearTable::row`] takes them.
    pub order: Vec<RowNumber>,
    /// How many different organisations are among them.
    pub organisations: usize,
    /// How many different professions are.
    pub professions: usize,
    /// How many rows have no return.
    pub without_return: usize,
    /// The longest expected or provided of all rows shown, in weeks.
    pub longest: f64,
}

impl YearTable {
    /// The table of one year.
    pub fn build(outcome: &Arc<Outcome>, year: AcademicYear) -> YearTable {
        let clusterings: Arc<[Clustering]> = outcome.clusterings(year).into();
        let each = outcome.professions().iter().zip(clusterings.iter());
        let rows = each.map(|(profession, clustering)| Arc::new(rows(outcome, *profession, year, *clustering)));
        let (rows, ranks) = (rows.collect(), Arc::new(ranks(outcome)));
        YearTable { year, rows, ranks, clusterings, outcome: Arc::clone(outcome) }
    }

    /// The same table for another outcome of the same facts and settings, quickly: professions whose cells
    /// and rate are the same are kept. `None` where more differs than edits of cells and rates can change.
    pub fn following(&self, outcome: &Arc<Outcome>) -> Option<YearTable> {
        let (was, year) = (&self.outcome, self.year);
        let alike = std::ptr::eq(was.facts(), outcome.facts())
            && was.settings() == outcome.settings()
            && was.cells().scale == outcome.cells().scale;
        if !alike {
            return None;
        }
        let each = outcome.professions().iter().zip(self.clusterings.iter()).zip(&self.rows);
        let each = each.map(|((profession, clustering), held)| {
            let profession = *profession;
            let same_rate = was.rate(profession, year) == outcome.rate(profession, year);
            if same_rate && was.cells().is_same_column(outcome.cells(), profession, year) {
                return Arc::clone(held);
            }
            let mut rows = rows(outcome, profession, year, *clustering);
            if same_rate {
                let (was, is) = (was.cells().column(profession, year), outcome.cells().column(profession, year));
                keep_texts(held, was, &mut rows, is);
            }
            Arc::new(rows)
        });
        let (ranks, clusterings) = (Arc::clone(&self.ranks), Arc::clone(&self.clusterings));
        Some(YearTable { year, rows: each.collect(), ranks, clusterings, outcome: Arc::clone(outcome) })
    }

    /// The outcome it was made from.
    pub fn outcome(&self) -> &Arc<Outcome> {
        &self.outcome
    }

    /// A row.
    pub fn row(&self, (profession, row): RowNumber) -> &OverviewRow {
        &self.rows[usize::from(profession)][row as usize]
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.iter().map(|rows| rows.len()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of one column of a row of this table.
    pub fn cell<'a>(&self, row: &'a OverviewRow, column: OverviewColumn) -> &'a ShownCell {
        &row.texts.get_or_init(|| Arc::new(texts(&self.outcome, row.place)))[column as usize]
    }

    /// What a query shows: no figure is worked out anew but the totals of the headlines.
    pub fn view(&self, query: &OverviewQuery) -> OverviewView {
        let wanted = query.whose.wanted(self.outcome.facts(), self.outcome.settings());
        let mut seen = vec![false; wanted.len()];
        let mut view = OverviewView::default();
        let place_of_note = self.note_ranks(query.sort_by);
        let mut keyed: Vec<(u64, u32, RowNumber)> = Vec::new();
        for (number, profession) in (0..).zip(self.outcome.professions().iter().copied()) {
            if !query.professions.is_empty() && !query.professions.contains(&profession) {
                continue;
            }
            let before = keyed.len();
            for (index, row) in (0..).zip(self.rows[usize::from(number)].iter()) {
                let organisation = row.place.organisation;
                if !wanted[organisation as usize] {
                    continue;
                }
                seen[organisation as usize] = true;
                view.without_return += usize::from(row.status == Status::NoReturn);
                view.longest = [row.expected, row.provided].into_iter().flatten().fold(view.longest, f64::max);
                let key = match &place_of_note {
                    Some(ranks) => ranks.get(&(number, index)).copied(),
                    None => self.sort_key(row, query.sort_by),
                };
                keyed.push((in_order(key, query.descending), organisation, (number, index)));
            }
            if keyed.len() > before {
                view.professions += 1;
                view.headlines.push(self.headline(profession, &wanted));
            }
        }
        // Ties by organisation code and profession.
        keyed.sort_unstable_by_key(|(key, organisation, (profession, _))| (*key, *organisation, *profession));
        view.organisations = seen.into_iter().filter(|seen| *seen).count();
        view.order = keyed.into_iter().map(|(.., row)| row).collect();
        view
    }

    fn headline(&self, profession: Profession, wanted: &[bool]) -> Headline {
        let in_scope = |organisation: u32| wanted[organisation as usize];
        let total = self.outcome.total(profession, self.year, in_scope);
        let apprentices = self.outcome.apprentices(profession, self.year, in_scope);
        headline(&total, apprentices, self.outcome.settings())
    }

    /// What a row is sorted by, notes excepted; `None` is missing. Figures that agree to a billionth are alike,
    /// so that rounding in the last digit puts nobody before another.
    fn sort_key(&self, row: &OverviewRow, by: OverviewColumn) -> Option<i64> {
        let OverviewRow { place, glance, .. } = row;
        // Halves away from zero; what is too large for a whole number is the largest there is.
        let figure = |figure: Option<f64>| figure.map(|figure| (figure * 1e9 + 0.5_f64.copysign(figure)) as i64);
        let [name, region] = self.ranks[place.organisation as usize];
        match by {
            OverviewColumn::Organisation => Some(name.into()),
            OverviewColumn::Code => Some(place.organisation.into()),
            OverviewColumn::Region => Some(region.into()),
            OverviewColumn::Profession => {
                self.outcome.cells().profession_number(place.profession).map(|number| number as i64)
            }
            OverviewColumn::EligibleFte => figure(glance.eligible_fte()),
            OverviewColumn::Expected => figure(glance.expected()),
            OverviewColumn::Provided => figure(glance.provided()),
            OverviewColumn::Gap => figure(glance.gap()),
            OverviewColumn::Ratio => figure(glance.ratio()),
            OverviewColumn::Status => {
                Status::ALL.iter().position(|status| *status == row.status).map(|place| place as i64)
            }
            OverviewColumn::Placements => {
                let gap = self.outcome.figures(*place).gap?;
                let block = self.outcome.settings().block_weeks.of(place.profession);
                Some(i64::try_from(placements_to_close(gap, block)).unwrap_or(i64::MAX))
            }
            OverviewColumn::Note => None,
        }
    }

    /// The place of each row's note among all, where it is notes that rows are sorted by. Those alike share theirs.
    fn note_ranks(&self, by: OverviewColumn) -> Option<BTreeMap<RowNumber, i64>> {
        if by != OverviewColumn::Note {
            return None;
        }
        let numbers = (0..)
            .zip(&self.rows)
            .flat_map(|(profession, rows)| (0..rows.len() as u32).map(move |row| (profession, row)));
        let mut by_text: BTreeMap<String, Vec<RowNumber>> = BTreeMap::new();
        for number in numbers {
            by_text.entry(self.cell(self.row(number), by).text.to_lowercase()).or_default().push(number);
        }
        let ranked = (0..).zip(by_text.into_values());
        Some(ranked.flat_map(|(rank, rows)| rows.into_iter().map(move |row| (row, rank))).collect())
    }
}

/// A key as one that is sorted upwards: what is missing comes last, whichever way the table is sorted.
fn in_order(key: Option<i64>, descending: bool) -> u64 {
    let Some(key) = key else { return u64::MAX };
    let upwards = (key as u64) ^ (1 << 63);
    if descending { u64::MAX - 1 - upwards.min(u64::MAX - 1) } else { upwards.min(u64::MAX - 1) }
}

fn rows(outcome: &Outcome, profession: Profession, year: AcademicYear, clustering: Clustering) -> Vec<OverviewRow> {
    outcome.glances(profession, year).map(|glance| OverviewRow::of(glance, clustering)).collect()
}

/// Texts that were made stay where the cell is the same; the rates are.
fn keep_texts(held: &[OverviewRow], was: &[Cell], rows: &mut [OverviewRow], is: &[Cell]) {
    let mut held = held.iter().peekable();
    for row in rows {
        while held.next_if(|held| held.place.organisation < row.place.organisation).is_some() {}
        let Some(before) = held.next_if(|held| held.place == row.place) else { continue };
        let organisation = row.place.organisation as usize;
        if before.texts.get().is_some() && was.get(organisation) == is.get(organisation) {
            row.texts = before.texts.clone();
        }
    }
}

/// By organisation, the place of its name and that of its region among all, ties sharing theirs.
fn ranks(outcome: &Outcome) -> Vec<[u32; 2]> {
    let organisations = outcome.facts().organisations();
    let mut ranks = vec![[0; 2]; organisations.len()];
    let names = organisations.iter().map(|of| of.called());
    let texts = [names.collect::<Vec<_>>(), organisations.iter().map(|of| of.region.as_str()).collect()];
    for (which, texts) in texts.into_iter().enumerate() {
        let mut sorted: Vec<(String, usize)> = texts.into_iter().map(|text| text.to_lowercase()).zip(0..).collect();
        sorted.sort_unstable();
        let mut rank = 0;
        for (index, (text, organisation)) in sorted.iter().enumerate() {
            if index > 0 && sorted[index - 1].0 != *text {
                rank = index as u32;
            }
            ranks[*organisation][which] = rank;
        }
    }
    ranks
}
