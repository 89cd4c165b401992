//! Summary of files. The floor reads them with the `csv` crate, adds whole numbers up per cell and prints
//! the same table: one thread, no checks, no data report, no digest of the files, figures in `f64`.

use std::fmt::Write;

use fairshare::export::{Format, write_summary};
use fairshare::import::Kind;
use fairshare::model::Profession;
use fairshare::report::{Scope, summary_places};
use fairshare::session::{self, FileToRead};
use rustc_hash::FxHashMap;

use crate::common::csv_floor::{self, Known, Unit, academic_year, each_record, placements, workforce};
use crate::common::england::England;
use crate::common::{Compared, Runs, in_turn, timed};

pub fn compared(runs: &Runs, england: &England) -> Compared {
    const JOB: &str = "summary of files";
    if !runs.wants(JOB) {
        return Compared::not_asked_for(JOB);
    }
    same_table(&ours(england), &floor(england));
    in_turn(JOB, runs, || timed(|| ours(england)), || timed(|| floor(england)))
}

/// The two files as our programs want them named.
pub fn files(england: &England) -> [FileToRead; 2] {
    [
        FileToRead::at(england.workforce.clone(), Kind::Workforce),
        FileToRead::at(england.placements.clone(), Kind::Placements),
    ]
}

/// `fairshare summary --workforce … --placements … --profession all`, to memory.
fn ours(england: &England) -> Vec<u8> {
    let (baseline, _reports) = session::facts_of_files(&files(england), &Default::default(), &mut |_, _| ()).unwrap();
    let outcome = baseline.outcome();
    let places = summary_places(&outcome, &Scope::default());
    let mut text = Vec::new();
    write_summary(&outcome, &places, Format::Csv { bom: false }, &mut text).unwrap();
    text
}

fn floor(england: &England) -> Vec<u8> {
    let mut plan = Plan::default();
    plan.read_workforce(england);
    plan.read_placements(england);
    plan.print().into_bytes()
}

const PROFESSIONS: usize = Profession::BUILT_IN.len();
const MOST_YEARS: usize = 16;

#[derive(Default)]
struct Plan {
    organisations: Vec<Organisation>,
    by_code: FxHashMap<String, usize>,
    years: Vec<i64>,
    /// By organisation, profession and year.
    cells: Vec<Cell>,
}

#[derive(Default)]
struct Organisation {
    code: String,
    name: String,
    region: String,
    ics: String,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    /// Eligible FTE of every snapshot, in millionths.
    fte: i64,
    /// One bit for each snapshot with a row.
    snapshots: u64,
    has_return: bool,
    weeks: i64,
    hours: i64,
    days: i64,
}

impl Cell {
    fn eligible_fte(&self) -> Option<f64> {
        (self.snapshots != 0).then(|| self.fte as f64 / f64::from(self.snapshots.count_ones()) / 1e6)
    }

    fn provided(&self) -> Option<f64> {
        self.has_return.then(|| (self.weeks as f64 + self.hours as f64 / 37.5 + self.days as f64 / 5.0) / 1e6)
    }
}

impl Plan {
    fn read_workforce(&mut self, england: &England) {
        let (mut organisations, mut dates, mut classes) = (Known::new(), Known::new(), Known::new());
        let mut snapshots = 0;
        each_record(&england.workforce, |record| {
            let organisation = organisations.get(csv_floor::cells(record, workforce::ORGANISATION), |_| {
                let text = |column: usize| str::from_utf8(&record[column]).unwrap();
                let number = self.organisation(text(workforce::CODE), text(workforce::NAME));
                self.organisations[number].region = text(workforce::REGION_NAME).to_owned();
                self.organisations[number].ics = text(workforce::ICS_NAME).to_owned();
                number
            });
            let (year, snapshot) = dates.get(&record[workforce::DATE], |date| {
                snapshots += 1;
                (self.year(academic_year(date)), 1_u64 << (snapshots - 1))
            });
            let class = csv_floor::cells(record, workforce::STAFF_GROUP..=workforce::BAND);
            let (profession, counts) = classes.get(class, |_| {
                let text = |column: usize| str::from_utf8(&record[column]).unwrap();
                let profession = Profession::recognise(text(workforce::CARE_SETTING)).unwrap();
                let band = matches!(&text(workforce::BAND)[..6], "Band 5" | "Band 6" | "Band 7" | "Band 8" | "Band 9");
                (
                    profession.built_in().unwrap(),
                    band && text(workforce::STAFF_GROUP) == "018_Allied health professions",
                )
            });
            if let Some(fte) = csv_floor::millionths(&record[workforce::FTE]) {
                let cell = self.cell_mut(organisation, profession, year);
                cell.snapshots |= snapshot;
                cell.fte += if counts { fte } else { 0 };
            }
        });
    }

    fn read_placements(&mut self, england: &England) {
        let (mut organisations, mut years, mut professions) = (Known::new(), Known::new(), Known::new());
        each_record(&england.placements, |record| {
            let organisation = organisations.get(csv_floor::cells(record, placements::ORGANISATION), |_| {
                let text = |column: usize| str::from_utf8(&record[column]).unwrap();
                self.organisation(text(placements::CODE), text(placements::NAME))
            });
            let year = years.get(&record[placements::YEAR], |year| self.year(academic_year(year)));
            let profession = professions.get(&record[placements::PROFESSION], |profession| {
                Profession::recognise(profession).unwrap().built_in().unwrap()
            });
            let Some((unit, amount)) = csv_floor::measure(record) else { return };
            let counts = matches!(&record[placements::STATUS], b"provided" | b"")
                && matches!(&record[placements::LEARNER], b"pre-registration" | b"apprentice" | b"");
            let cell = self.cell_mut(organisation, profession, year);
            cell.has_return = true;
            if counts {
                match unit {
                    Unit::Weeks => cell.weeks += amount,
                    Unit::Hours => cell.hours += amount,
                    Unit::Days => cell.days += amount,
                }
            }
        });
    }

    fn organisation(&mut self, code: &str, name: &str) -> usize {
        *self.by_code.entry(code.to_owned()).or_insert_with(|| {
            let (code, name) = (code.to_owned(), name.to_owned());
            self.organisations.push(Organisation { code, name, ..Organisation::default() });
            self.cells.resize(self.organisations.len() * PROFESSIONS * MOST_YEARS, Cell::default());
            self.organisations.len() - 1
        })
    }

    fn year(&mut self, year: i64) -> usize {
        self.years.iter().position(|known| *known == year).unwrap_or_else(|| {
            self.years.push(year);
            self.years.len() - 1
        })
    }

    fn cell_mut(&mut self, organisation: usize, profession: usize, year: usize) -> &mut Cell {
        &mut self.cells[(organisation * PROFESSIONS + profession) * MOST_YEARS + year]
    }

    fn cell(&self, organisation: usize, profession: usize, year: usize) -> Cell {
        self.cells[(organisation * PROFESSIONS + profession) * MOST_YEARS + year]
    }

    fn print(&self) -> String {
        let mut organisations: Vec<usize> = (0..self.organisations.len()).collect();
        organisations.sort_unstable_by_key(|organisation| &self.organisations[*organisation].code);
        let mut years: Vec<usize> = (0..self.years.len()).collect();
        years.sort_unstable_by_key(|year| self.years[*year]);
        let mut out = String::new();
        out.push_str(&fairshare::report::SUMMARY_COLUMNS.join(","));
        out.push_str("\r\n");
        for year in years {
            let rates: Vec<Rate> = (0..PROFESSIONS).map(|profession| self.rate(profession, year)).collect();
            for organisation in &organisations {
                for (profession, rate) in rates.iter().enumerate() {
                    let cell = self.cell(*organisation, profession, year);
                    if cell.snapshots != 0 || cell.has_return {
                        self.print_row(&mut out, &self.organisations[*organisation], profession, year, &cell, rate);
                    }
                }
            }
        }
        out
    }

    fn rate(&self, profession: usize, year: usize) -> Rate {
        let mut rate = Rate { weeks: 0.0, fte: 0.0, organisations: 0 };
        for organisation in 0..self.organisations.len() {
            let cell = self.cell(organisation, profession, year);
            if let (Some(fte), Some(weeks)) = (cell.eligible_fte(), cell.provided())
                && fte > 0.0
            {
                rate.organisations += 1;
                rate.fte += fte;
                rate.weeks += weeks;
            }
        }
        rate
    }

    fn print_row(
        &self,
        out: &mut String,
        organisation: &Organisation,
        profession: usize,
        year: usize,
        cell: &Cell,
        rate: &Rate,
    ) {
        let (start, code) = (self.years[year], Profession::BUILT_IN[profession].code());
        let Organisation { code: org, name, region, ics, .. } = organisation;
        write!(out, "{start}/{:02},{org},{name},{region},{ics},{code},", (start + 1) % 100).unwrap();
        let (fte, provided) = (cell.eligible_fte(), cell.provided());
        let per_fte = (rate.organisations >= 2).then(|| rate.weeks / rate.fte);
        let expected = fte.and_then(|fte| if fte == 0.0 { Some(0.0) } else { Some(fte * per_fte?) });
        let gap = provided.and_then(|provided| Some(provided - expected?));
        let ratio = provided.and_then(|provided| Some(provided / expected.filter(|expected| *expected > 0.0)?));
        let formed = fte.filter(|fte| *fte > 0.0).zip(provided).filter(|_| per_fte.is_some());
        let status = match (fte, provided, ratio) {
            (None, ..) => "no workforce data",
            (_, None, _) => "no return",
            (Some(0.0), ..) => "no expectation",
            (.., None) => "no rate",
            (.., Some(ratio)) if ratio >= 1.1 => "above",
            (.., Some(ratio)) if ratio >= 1.0 => "meets",
            (.., Some(ratio)) if ratio >= 0.8 => "near",
            _ => "below",
        };
        number(out, fte, 2);
        out.push_str("observed,");
        number(out, per_fte, 4);
        number(out, per_fte.map(|_| rate.organisations.into()), 0);
        number(out, expected, 2);
        number(out, provided, 2);
        number(out, gap, 2);
        number(out, ratio, 4);
        number(out, formed.map(|(fte, _)| fte / rate.fte), 4);
        number(out, formed.map(|(_, provided)| provided / rate.weeks), 4);
        write!(out, "{status},").unwrap();
        number(out, gap.map(|gap| (-gap / 6.0).ceil().max(0.0)), 0);
        out.push_str("\r\n");
    }
}

struct Rate {
    weeks: f64,
    fte: f64,
    organisations: u32,
}

fn number(out: &mut String, figure: Option<f64>, places: usize) {
    if let Some(figure) = figure {
        write!(out, "{figure:.places$}").unwrap();
    }
    out.push(',');
}

/// Stops unless both tables say the same: every word, every figure to its last place. The note is ours only.
fn same_table(ours: &[u8], floor: &[u8]) {
    let rows = |text: &[u8]| {
        let mut reader = csv::Reader::from_reader(text);
        reader.records().map(Result::unwrap).collect::<Vec<csv::StringRecord>>()
    };
    let (ours, floor) = (rows(ours), rows(floor));
    assert_eq!(ours.len(), floor.len(), "rows of the summary");
    for (ours, floor) in ours.iter().zip(&floor) {
        for (column, (ours_says, floor_says)) in ours.iter().zip(floor).enumerate().take(18) {
            let figure = |text: &str| text.parse::<f64>().ok();
            let apart = || Some((figure(ours_says)? - figure(floor_says)?).abs());
            let last_place = if [8, 13, 14, 15].contains(&column) { 0.000_11 } else { 0.011 };
            let same = ours_says == floor_says || apart().is_some_and(|apart| apart < last_place);
            assert!(same, "column {column}: {ours:?} {floor:?}");
        }
    }
}
